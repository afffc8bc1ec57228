/**
 * The court changes who may open a document of a visible entry: seals it, strikes it, opens it again (spec/filing.md §12,
 * BR-24). Rows move between the two sides in one transaction; from its commit on, every address answers by the new level,
 * for nothing keeps an answer. The entry's words stay as they are.
 */
import type { Json } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq, PersonId, Sha256 } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, civilDate } from '../../kernel/time.ts';
import { linkCaseChain } from '../cases/store.ts';
import { lockCase } from '../filing/store.ts';
import type { CourtPorts } from '../ports.ts';
import { type Actor, actorName } from './actor.ts';
import {
  markArriving,
  markLeaving,
  removePlainBytes,
  type SealedBytes,
  sealPublicBytes,
  unmarkArriving,
  unsealBytes,
} from './plain-bytes.ts';
import { type DocumentRestriction, mayAct, mayChangeLevel } from './policy.ts';
import { sealContext } from './registrar.ts';
import { linkSealedChain, type OrderedBy, recordRestriction, refuseUnordered } from './restriction-record.ts';

export type RestrictPorts = Pick<
  CourtPorts,
  'vault' | 'objects' | 'sealed' | 'staging' | 'clock' | 'random' | 'settingsOf' | 'log'
>;

export interface RestrictionOrder extends OrderedBy {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly serial: DocumentSerial;
  /** `public` opens it again. */
  readonly level: DocumentRestriction;
  /** The first day on which it is public by itself; null: no such day. */
  readonly until: CivilDate | null;
  /** To whom it is opened by name, beside the court; those named before are named no longer. */
  readonly persons: readonly PersonId[];
}

/**
 * Gives a document another level. Throws `program-refused` without the right (a sealed one: without clearance), `request-malformed` without authority or reason,
 * and `absent` when the case has no such document at a visible entry: those of sealed cases and entries are sealed with them.
 */
export async function restrictDocument(ports: RestrictPorts, actor: Actor, order: RestrictionOrder): Promise<void> {
  if (!mayAct(actor, order.court, order.caseId, 'restrict')) throw new CourtError('program-refused');
  refuseUnordered(order);
  if (order.level === 'public') return openDocument(ports, actor, order);
  const { court, caseId, serial } = order;
  const context = sealContext(court, serial);
  const [open] = await ports.vault.query<{ sha256: Sha256 | null }>(
    'select sha256 from pub.document where court_id = $1 and serial = $2 and case_id = $3',
    [court, serial, caseId],
  );
  // Encrypted first: nothing names the new object until the rows do.
  const before = open?.sha256 ? await sealPublicBytes(ports, open.sha256, context) : null;
  const leaving = await ports.vault.transaction(async (tx) => {
    await lockVisibleCase(tx, order);
    await refuseUncleared(tx, actor, order);
    const [now] = await tx.query<{ sha256: Sha256 | null }>(
      'select sha256 from pub.document where court_id = $1 and serial = $2 and case_id = $3',
      [court, serial, caseId],
    );
    // Opened by somebody else since it was looked at: then its bytes are encrypted now.
    const bytes = before ?? (now?.sha256 ? await sealPublicBytes(ports, now.sha256, context) : null);
    const seq = (await moveToSealedSide(tx, order, bytes)) ?? (await changeLevel(tx, order));
    if (seq === null) throw new CourtError('absent');
    await tx.query('delete from pub.restricted_document where court_id = $1 and serial = $2', [court, serial]);
    await tx.query(
      'insert into pub.restricted_document (court_id, serial, case_id, until_on) values ($1, $2, $3, $4)',
      [court, serial, caseId, order.until],
    );
    await tx.query('delete from pub.stamp_tail where court_id = $1 and serial = $2', [court, serial]);
    await record(tx, ports, actor, order, seq);
    if (now?.sha256) await markLeaving(tx, [now.sha256], ports.clock.now());
    return now?.sha256 ?? null;
  });
  if (leaving) await removePlainBytes(ports, [leaving]);
}

/** The document comes back to the public side, with the bytes that were filed. */
async function openDocument(ports: RestrictPorts, actor: Actor, order: RestrictionOrder): Promise<void> {
  const { court, caseId, serial } = order;
  const [held] = await ports.vault.query<{
    sha256: Sha256 | null;
    object_id: string | null;
    wrapped_key: Buffer | null;
  }>(
    'select sha256, object_id, wrapped_key from sealed.document where court_id = $1 and serial = $2 and case_id = $3',
    [court, serial, caseId],
  );
  if (!held) throw new CourtError('absent');
  const arriving = held.object_id && held.wrapped_key ? held.sha256 : null;
  const plain =
    arriving &&
    (await unsealBytes(ports, court, serial, arriving, { objectId: held.object_id!, wrappedKey: held.wrapped_key! }));
  if (arriving) await markArriving(ports.vault, [arriving], ports.clock.now());
  try {
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
      if (plain && arriving) await ports.objects.keep(plain, arriving);
    });
  } finally {
    if (plain && arriving) {
      await ports.staging.remove(plain);
      await unmarkArriving(ports.vault, [arriving]);
      await removePlainBytes(ports, [arriving]);
    }
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

/** Gives the entry's number; null: the document is not on the public side. What waited as its upload goes too. */
async function moveToSealedSide(
  tx: Queries,
  { court, caseId, serial, level, until }: RestrictionOrder,
  bytes: SealedBytes | null,
): Promise<EntrySeq | null> {
  const sealed = {
    restriction: level,
    until_on: until,
    object_id: bytes?.objectId ?? null,
    wrapped_key: bytes ? `\\x${bytes.wrappedKey.toString('hex')}` : null,
    key_id: bytes?.keyId ?? null,
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
  const by = actorName(actor);
  const { authority, reason } = order;
  const ordered = { court, caseId, entry: seq, serial, level, until, authority, reason, actor: by, at };
  const act = await recordRestriction(tx, ports.random, ordered);
  const open: Json = { entry: seq, document: serial };
  const done = { at, actor: by, act: 'restrict document' };
  await linkCaseChain(tx, court, caseId, { ...done, body: open });
  await linkSealedChain(tx, order, { ...done, body: { ...open, act, level, until, authority } });
}
