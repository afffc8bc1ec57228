/**
 * The court changes who may open a document of a visible entry: seals it, strikes it, opens it again (spec/filing.md §12,
 * BR-24). Rows move between the two sides in one transaction; from its commit on, every address answers by the new level,
 * for nothing keeps an answer. The entry's words stay as they are.
 */
import type { Json } from '../../kernel/canonical.ts';
import { chainHash } from '../../kernel/chain.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq, PersonId, Sha256 } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type CivilDate, civilDate, type Instant } from '../../kernel/time.ts';
import { linkCaseChain } from '../cases/store.ts';
import { advanceSealedCounter, lockCase, lockSealedCounter } from '../filing/store.ts';
import type { CourtPorts } from '../ports.ts';
import { type Actor, actorName } from './actor.ts';
import { type DocumentRestriction, mayAct, mayChangeLevel } from './policy.ts';
import { sealContext } from './registrar.ts';

export type RestrictPorts = Pick<
  CourtPorts,
  'vault' | 'objects' | 'sealed' | 'staging' | 'clock' | 'random' | 'settingsOf' | 'log'
>;

export interface RestrictionOrder {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly serial: DocumentSerial;
  /** `public` opens it again. */
  readonly level: DocumentRestriction;
  /** The first day on which it is public by itself; null: no such day. */
  readonly until: CivilDate | null;
  /** To whom it is opened by name, beside the court; those named before are named no longer. */
  readonly persons: readonly PersonId[];
  /** What allows or orders it: an entry, a rule, a statute. */
  readonly authority: string;
  readonly reason: string;
}

/** Where a document's bytes lie on the sealed side. */
interface SealedBytes {
  readonly object_id: string;
  readonly wrapped_key: Buffer;
  readonly key_id: string;
}

/**
 * Gives a document another level. Throws `program-refused` without the right (a sealed one: without clearance), `request-malformed` without authority or reason,
 * and `absent` when the case has no such document at a visible entry: those of sealed cases and entries are sealed with them.
 */
export async function restrictDocument(ports: RestrictPorts, actor: Actor, order: RestrictionOrder): Promise<void> {
  if (!mayAct(actor, order.court, order.caseId, 'restrict')) throw new CourtError('program-refused');
  if (order.authority.trim() === '') throw new CourtError('request-malformed', 'authority');
  if (order.reason.trim() === '') throw new CourtError('request-malformed', 'reason');
  if (order.level === 'public') return openDocument(ports, actor, order);
  const { court, caseId, serial } = order;
  const [open] = await ports.vault.query<{ sha256: Sha256 | null }>(
    'select sha256 from pub.document where court_id = $1 and serial = $2 and case_id = $3',
    [court, serial, caseId],
  );
  // Encrypted first: nothing names the new object until the rows do.
  const bytes = open?.sha256 ? await sealBytes(ports, court, serial, open.sha256) : null;
  await ports.vault.transaction(async (tx) => {
    await lockVisibleCase(tx, order);
    await refuseUncleared(tx, actor, order);
    const seq = (await moveToSealedSide(tx, order, bytes)) ?? (await changeLevel(tx, order));
    if (seq === null) throw new CourtError('absent');
    await tx.query('delete from pub.restricted_document where court_id = $1 and serial = $2', [court, serial]);
    await tx.query(
      'insert into pub.restricted_document (court_id, serial, case_id, until_on) values ($1, $2, $3, $4)',
      [court, serial, caseId, order.until],
    );
    await tx.query('delete from pub.stamp_tail where court_id = $1 and serial = $2', [court, serial]);
    await record(tx, ports, actor, order, seq);
  });
  if (open?.sha256) await removeUnnamed(ports, open.sha256);
}

/** The document comes back to the public side, with the bytes that were filed. */
async function openDocument(ports: RestrictPorts, actor: Actor, order: RestrictionOrder): Promise<void> {
  const { court, caseId, serial } = order;
  const [held] = await ports.vault.query<{ sha256: Sha256 | null } & Partial<SealedBytes>>(
    'select sha256, object_id, wrapped_key, key_id from sealed.document where court_id = $1 and serial = $2 and case_id = $3',
    [court, serial, caseId],
  );
  if (!held) throw new CourtError('absent');
  const plain =
    held.sha256 && held.object_id && held.wrapped_key
      ? await ports.staging.take(
          await ports.sealed.open(held.object_id, held.wrapped_key, sealContext(court, serial)),
          Number.MAX_SAFE_INTEGER,
        )
      : null;
  try {
    if (plain && plain.sha256 !== held.sha256) throw new CourtError('document-missing');
    await ports.vault.transaction(async (tx) => {
      await lockVisibleCase(tx, order);
      await refuseUncleared(tx, actor, order);
      const moved = await tx.query<{ entry_seq: EntrySeq }>(
        `with moved as (delete from sealed.document d where d.court_id = $1 and d.serial = $2 and d.case_id = $3
             and exists (select 1 from pub.docket_entry e where e.court_id = d.court_id and e.case_id = d.case_id
               and e.entry_seq = d.entry_seq) returning d.*)
         insert into pub.document select p.* from moved, jsonb_populate_record(null::pub.document, to_jsonb(moved)
           || '{"restriction": "public", "until_on": null, "object_id": null, "wrapped_key": null, "key_id": null}') p
         returning entry_seq`,
        [court, serial, caseId],
      );
      if (!moved[0]) throw new CourtError('absent');
      await tx.query('delete from pub.restricted_document where court_id = $1 and serial = $2', [court, serial]);
      await record(tx, ports, actor, order, moved[0].entry_seq);
      // Last, before the commit: whoever reads the row finds the bytes.
      if (plain) await ports.objects.keep(plain.path, plain.sha256);
    });
  } catch (error) {
    if (plain) await removeUnnamed(ports, plain.sha256);
    throw error;
  } finally {
    if (plain) await ports.staging.remove(plain.path);
  }
}

async function lockVisibleCase(tx: Queries, { court, caseId }: RestrictionOrder): Promise<void> {
  if (!(await lockCase(tx, 'pub', court, caseId))) throw new CourtError('absent');
}

/** A sealed document is changed by those cleared only, whose standing is looked at under the lock (document's primary key). */
async function refuseUncleared(tx: Queries, actor: Actor, { court, caseId, serial }: RestrictionOrder): Promise<void> {
  const [held] = await tx.query<{ restriction: DocumentRestriction }>(
    'select restriction from sealed.document where court_id = $1 and serial = $2 and case_id = $3',
    [court, serial, caseId],
  );
  if (held && !mayChangeLevel(actor, court, caseId, held.restriction)) throw new CourtError('program-refused');
}

async function sealBytes(
  ports: RestrictPorts,
  court: CourtId,
  serial: DocumentSerial,
  sha256: Sha256,
): Promise<SealedBytes> {
  const staged = await ports.staging.take((await ports.objects.read(sha256)).stream, Number.MAX_SAFE_INTEGER);
  try {
    if (staged.sha256 !== sha256) throw new CourtError('document-missing');
    const object = await ports.sealed.seal(staged.path, sealContext(court, serial));
    return { object_id: object.objectId, wrapped_key: object.wrappedKey, key_id: object.keyId };
  } finally {
    await ports.staging.remove(staged.path);
  }
}

/** Gives the entry's number; null: the document is not on the public side. What waited as its upload goes too. */
async function moveToSealedSide(
  tx: Queries,
  { court, caseId, serial, level, until }: RestrictionOrder,
  bytes: SealedBytes | null,
): Promise<EntrySeq | null> {
  const sealed = {
    restriction: level,
    until_on: until,
    object_id: bytes?.object_id ?? null,
    wrapped_key: bytes ? `\\x${bytes.wrapped_key.toString('hex')}` : null,
    key_id: bytes?.key_id ?? null,
  };
  const moved = await tx.query<{ entry_seq: EntrySeq; sha256: Sha256 | null }>(
    `with moved as (delete from pub.document where court_id = $1 and serial = $2 and case_id = $3 returning *)
     insert into sealed.document select s.* from moved, jsonb_populate_record(null::sealed.document, to_jsonb(moved) || $4::jsonb) s
     returning entry_seq, sha256`,
    [court, serial, caseId, JSON.stringify(sealed)],
  );
  if (!moved[0]) return null;
  await tx.query('delete from pub.upload where court_id = $1 and sha256 = $2 and filed', [court, moved[0].sha256]);
  return moved[0].entry_seq;
}

/** A restricted document of a visible entry gets another level; null: there is none. */
async function changeLevel(
  tx: Queries,
  { court, caseId, serial, level, until }: RestrictionOrder,
): Promise<EntrySeq | null> {
  const changed = await tx.query<{ entry_seq: EntrySeq }>(
    `update sealed.document d set restriction = $4, until_on = $5
     from pub.docket_entry e where d.court_id = $1 and d.serial = $2 and d.case_id = $3
       and e.court_id = d.court_id and e.case_id = d.case_id and e.entry_seq = d.entry_seq
     returning d.entry_seq`,
    [court, serial, caseId, level, until],
  );
  return changed[0]?.entry_seq ?? null;
}

/** Who may open it by name, who ordered it and why; the public chain tells that something was done, the sealed one what. */
async function record(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  order: RestrictionOrder,
  seq: EntrySeq,
): Promise<void> {
  const { court, caseId, serial, level, until } = order;
  const at = ports.clock.now();
  const today = civilDate(at, (await ports.settingsOf(court)).zone);
  await tx.query(
    `update sealed.access_grant set until_on = $3 where court_id = $1 and serial = $2 and (until_on is null or until_on > $3)`,
    [court, serial, today],
  );
  for (const person of order.persons)
    await tx.query(
      `insert into sealed.access_grant (court_id, serial, person_id, from_on) values ($1, $2, $3::uuid, $4)
       on conflict (court_id, serial, person_id) do update set from_on = excluded.from_on, until_on = null`,
      [court, serial, person, today],
    );
  const act = uuidAt<string>(ports.random, at);
  const by = actorName(actor);
  await tx.query(
    `insert into sealed.restriction_act (court_id, act_id, case_id, entry_seq, serial, level, authority, reason, actor, at, until_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [court, act, caseId, seq, serial, level, order.authority, order.reason, by, at, until],
  );
  const open: Json = { entry: seq, document: serial };
  await linkCaseChain(tx, court, caseId, { at, actor: by, act: 'restrict document', body: open });
  await linkSealedChain(tx, order, at, by, { ...open, act, level, until, authority: order.authority });
}

async function linkSealedChain(
  tx: Queries,
  { court, caseId }: RestrictionOrder,
  at: Instant,
  actor: string,
  body: Json,
): Promise<void> {
  const counter = await lockSealedCounter(tx, court, caseId);
  const n = counter.chain_n + 1;
  const stream = `case ${caseId} sealed`;
  const link = { court, stream, n, prev: counter.chain_head, at, actor, act: 'restrict document', body };
  const hash = chainHash(link);
  await tx.query(
    `insert into sealed.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
    [court, stream, n, link.prev, hash, at, actor, link.act, JSON.stringify(body)],
  );
  await advanceSealedCounter(tx, court, caseId, {
    nextEntrySeq: counter.next_entry_seq,
    nextSeriesNo: counter.next_series_no,
    chainN: n,
    chainHead: hash,
  });
}

/**
 * Plain bytes stay only while a public document names them; an upload that is being filed counts as one. Should the machine stop
 * before this is done, the ninth invariant tells which bytes were left (`verify`).
 */
async function removeUnnamed(ports: RestrictPorts, sha256: Sha256): Promise<void> {
  const [named] = await ports.vault.query<{ named: boolean }>(
    `select exists (select 1 from pub.document where sha256 = $1)
       or exists (select 1 from pub.upload where sha256 = $1 and not filed) as named`,
    [sha256],
  );
  if (!named!.named) await ports.objects.remove(sha256);
}
