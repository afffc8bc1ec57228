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
import type { Side } from '../cases/side.ts';
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
 * Gives a document another level, in every case in which it is docketed: it is one document, and what is closed in one case is not to be
 * open in the next by accident. Only striking is of one case alone (docs/decisions/0007). Throws `program-refused` without the right
 * (a sealed one: without clearance), `request-malformed` without authority or reason, and `absent` when the case has no such document
 * at a visible entry: those of sealed cases and entries are sealed with them.
 */
export async function restrictDocument(ports: RestrictPorts, actor: Actor, order: RestrictionOrder): Promise<void> {
  if (!mayAct(actor, order.court, order.caseId, 'restrict')) throw new CourtError('program-refused');
  refuseUnordered(order);
  if (order.level === 'public') return openDocument(ports, actor, order);
  const { court, serial } = order;
  const context = sealContext(court, serial);
  const open = await publicBytes(ports.vault, order);
  // Encrypted first: nothing names the new object until the rows do.
  const before = open ? await sealPublicBytes(ports, open, context) : null;
  const leaving = await ports.vault.transaction(async (tx) => {
    const places = await lockPlaces(tx, actor, order);
    const now = await publicBytes(tx, order);
    // Opened by somebody else since it was looked at: then its bytes are encrypted now.
    const bytes = before ?? (now ? await sealPublicBytes(ports, now, context) : null);
    const cases = places.map((each) => each.caseId);
    await moveToSealedSide(tx, order, cases, bytes);
    const changed = await changeLevel(tx, order, cases);
    if (!changed.some((row) => row.caseId === order.caseId && row.visible)) throw new CourtError('absent');
    await tx.query(
      `delete from pub.restricted_document where court_id = $1 and serial = $2 and case_id = any($3::bigint[])`,
      [court, serial, cases],
    );
    await tx.query(
      `insert into pub.restricted_document (court_id, serial, case_id, until_on)
       select $1, $2, unnest($3::bigint[]), $4::date`,
      [court, serial, changed.filter((row) => row.visible).map((row) => row.caseId), order.until],
    );
    await tx.query('delete from pub.stamp_tail where court_id = $1 and serial = $2 and case_id = any($3::bigint[])', [
      court,
      serial,
      cases,
    ]);
    await recordIn(tx, ports, actor, order, places, changed);
    if (now) await markLeaving(tx, [now], ports.clock.now());
    return now;
  });
  if (leaving) await removePlainBytes(ports, [leaving]);
}

/** The document comes back to the public side, with the bytes that were filed, wherever its case and entry are public. */
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
      const places = await lockPlaces(tx, actor, order);
      const cases = places.map((each) => each.caseId);
      const moved = await tx.query<Changed>(
        `with moved as (delete from sealed.document d where d.court_id = $1 and d.serial = $2 and d.case_id = any($3::bigint[])
             and exists (select 1 from pub.docket_entry e where e.court_id = d.court_id and e.case_id = d.case_id
               and e.entry_seq = d.entry_seq) returning d.*)
         insert into pub.document select p.* from moved, jsonb_populate_record(null::pub.document, to_jsonb(moved)
           || '{"restriction": "public", "until_on": null, "object_id": null, "wrapped_key": null, "key_id": null}') p
         returning case_id as "caseId", entry_seq as entry, true as visible`,
        [court, serial, cases],
      );
      if (!moved.some((row) => row.caseId === caseId)) throw new CourtError('absent');
      // In a sealed case it stays with its case, and opens with it.
      const staying = await tx.query<Changed>(
        `update sealed.document set restriction = 'public', until_on = null
         where court_id = $1 and serial = $2 and case_id = any($3::bigint[])
         returning case_id as "caseId", entry_seq as entry, false as visible`,
        [court, serial, cases],
      );
      await tx.query(
        'delete from pub.restricted_document where court_id = $1 and serial = $2 and case_id = any($3::bigint[])',
        [court, serial, cases],
      );
      await recordIn(tx, ports, actor, order, places, [...moved, ...staying]);
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

/** A case in which the document stands, and on which side. */
interface Place {
  readonly caseId: CaseId;
  readonly side: Side;
}

/** A row of the document whose level has changed. */
interface Changed {
  readonly caseId: CaseId;
  readonly entry: EntrySeq;
  /** Its entry is public. */
  readonly visible: boolean;
}

/** The hash of the plain bytes, while a case has them openly; the case named is asked first. */
async function publicBytes(db: Queries, { court, caseId, serial, level }: RestrictionOrder): Promise<Sha256 | null> {
  const rows = await db.query<{ sha256: Sha256 | null }>(
    `select sha256 from pub.document where court_id = $1 and serial = $2 and ($4 or case_id = $3)
     order by case_id = $3 desc limit 1`,
    [court, serial, caseId, level !== 'stricken'],
  );
  return rows[0]?.sha256 ?? null;
}

/**
 * Locks the cases whose document changes, in the order of their ids: all in which it stands; where it is stricken, or opened again
 * after that, the one named. A sealed document is changed by those cleared only, whose standing is looked at under the locks.
 * Throws `absent`, `program-refused`.
 */
async function lockPlaces(
  tx: Queries,
  actor: Actor,
  { court, caseId, serial, level }: RestrictionOrder,
): Promise<Place[]> {
  const standing = await tx.query<{ caseId: CaseId; restriction: DocumentRestriction }>(
    `select case_id as "caseId", restriction from (select court_id, serial, case_id, restriction from pub.document
       union all select court_id, serial, case_id, restriction from sealed.document) d
     where court_id = $1 and serial = $2 order by case_id`,
    [court, serial],
  );
  const here = standing.find((each) => each.caseId === caseId);
  const alone = level === 'stricken' || (level === 'public' && here?.restriction === 'stricken');
  const places: Place[] = [];
  for (const each of alone ? standing.filter((one) => one === here) : standing) {
    const side: Side = (await lockCase(tx, 'pub', court, each.caseId)) ? 'pub' : 'sealed';
    if (side === 'sealed') await lockCase(tx, 'sealed', court, each.caseId);
    places.push({ caseId: each.caseId, side });
  }
  if (!places.some((each) => each.caseId === caseId && each.side === 'pub')) throw new CourtError('absent');
  const held = await tx.query<{ caseId: CaseId; restriction: DocumentRestriction }>(
    `select case_id as "caseId", restriction from sealed.document where court_id = $1 and serial = $2 and case_id = any($3::bigint[])`,
    [court, serial, places.map((each) => each.caseId)],
  );
  if (held.some((each) => !mayChangeLevel(actor, court, each.caseId, each.restriction)))
    throw new CourtError('program-refused');
  return places;
}

/** What stood openly in these cases goes to the sealed side, and what waited as its upload is gone. */
async function moveToSealedSide(
  tx: Queries,
  { court, serial, level, until }: RestrictionOrder,
  cases: readonly CaseId[],
  bytes: SealedBytes | null,
): Promise<void> {
  const sealed = {
    restriction: level,
    until_on: until,
    object_id: bytes?.objectId ?? null,
    wrapped_key: bytes ? `\\x${bytes.wrappedKey.toString('hex')}` : null,
    key_id: bytes?.keyId ?? null,
  };
  const moved = await tx.query<{ sha256: Sha256 | null }>(
    `with moved as (delete from pub.document where court_id = $1 and serial = $2 and case_id = any($3::bigint[]) returning *)
     insert into sealed.document select s.* from moved, jsonb_populate_record(null::sealed.document, to_jsonb(moved) || $4::jsonb) s
     returning sha256`,
    [court, serial, cases, JSON.stringify(sealed)],
  );
  if (moved[0])
    await tx.query('delete from pub.upload where court_id = $1 and sha256 = $2 and filed', [court, moved[0].sha256]);
}

/** Gives every restricted row of these cases the level, those at hidden entries too: they keep it when their case is opened. */
const changeLevel = (
  tx: Queries,
  { court, serial, level, until }: RestrictionOrder,
  cases: readonly CaseId[],
): Promise<Changed[]> =>
  tx.query<Changed>(
    `update sealed.document d set restriction = $4, until_on = $5
     where d.court_id = $1 and d.serial = $2 and d.case_id = any($3::bigint[])
     returning d.case_id as "caseId", d.entry_seq as entry, exists (select 1 from pub.docket_entry e
       where e.court_id = d.court_id and e.case_id = d.case_id and e.entry_seq = d.entry_seq) as visible`,
    [court, serial, cases, level, until],
  );

/** Who may open it by name; and in each case who ordered it and why. */
async function recordIn(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  order: RestrictionOrder,
  places: readonly Place[],
  changed: readonly Changed[],
): Promise<void> {
  const { court, serial } = order;
  const today = civilDate(ports.clock.now(), (await ports.settingsOf(court)).zone);
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
  for (const { caseId, side } of places) {
    const row = changed.find((each) => each.caseId === caseId);
    if (row) await record(tx, ports, actor, order, row, side);
  }
}

/** In a public case the public chain tells that something was done, the sealed one what; a sealed case has one chain. */
async function record(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  order: RestrictionOrder,
  { caseId, entry }: Changed,
  side: Side,
): Promise<void> {
  const { court, serial, level, until, authority, reason } = order;
  const at = ports.clock.now();
  const by = actorName(actor);
  const ordered = { court, caseId, entry, serial, level, until, authority, reason, actor: by, at };
  const act = await recordRestriction(tx, ports.random, ordered);
  const open: Json = { entry, document: serial };
  const all: Json = { ...(open as object), act, level, until, authority };
  const done = { at, actor: by, act: 'restrict document' };
  await linkCaseChain(tx, court, caseId, { ...done, body: side === 'pub' ? open : all }, side);
  if (side === 'pub') await linkSealedChain(tx, { court, caseId }, { ...done, body: all });
}
