/**
 * Sealing and unsealing after docketing (spec/filing.md §9.7; DESIGN §4.3, §4.4): a whole case, or an entry of a visible one.
 * Each is one transaction under the case's lock; from its commit on every address answers by the new level. The national index is
 * told through the outbox. Doing what is done already changes nothing; the opposite act undoes it.
 */
import { type CaseNumber, shortNumber } from '../../kernel/case-number.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, EntrySeq, Sha256 } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import type { Instant } from '../../kernel/time.ts';
import { enqueueJob } from '../cases/ports.ts';
import { indexMessage, linkCaseChain, lockNumber, putInOutbox } from '../cases/store.ts';
import { modeInTheCase } from '../filing/filing-rows.ts';
import { type CaseLock, lockCase } from '../filing/store.ts';
import { type Actor, actorName } from './actor.ts';
import { type Moved, moveToPublic, moveToSealed } from './move-sides.ts';
import { removePlainBytes, unmarkArriving } from './plain-bytes.ts';
import { mayAct } from './policy.ts';
import type { RestrictPorts } from './restrict-document.ts';
import { linkSealedChain, type OrderedBy, recordRestriction, refuseUnordered } from './restriction-record.ts';
import {
  type Decrypted,
  decryptBytes,
  type Encrypted,
  encryptBytes,
  keepDecrypted,
  nameEncrypted,
  OPENS_WITH_ENTRY,
} from './seal-bytes.ts';
import { entriesElsewhere, type Sibling, siblingsOf } from './siblings.ts';

export interface CaseOrder extends OrderedBy {
  readonly court: CourtId;
  readonly caseId: CaseId;
}
/**
 * What becomes of entries of a sealed case that were filed in other, open cases too. `seal`: they are sealed in every case. `leave`:
 * they stay open there, where they are the record of those cases.
 */
export const ELSEWHERE = ['seal', 'leave'] as const;
export type Elsewhere = (typeof ELSEWHERE)[number];

export interface EntryOrder extends CaseOrder {
  readonly entry: EntrySeq;
}

/** `unchanged`: it had been done before. */
export type Sealed = 'done' | 'unchanged';

/**
 * Seals a whole case, in the mode of the court's settings. Throws `program-refused` without the right, `request-malformed` without
 * authority or reason, `case-not-found` when there is none (or none that this actor may know of), and `seal-elsewhere` when entries of
 * it stand in open cases too and `elsewhere` does not say what becomes of them there.
 */
export async function sealCase(
  ports: RestrictPorts,
  actor: Actor,
  order: CaseOrder,
  elsewhere: Elsewhere | null = null,
): Promise<Sealed> {
  refuseUnlessAllowed(actor, order, 'restrict');
  const { court, caseId } = order;
  const moved: Moved = { court, caseId, entry: null };
  const { sealModes } = await ports.settingsOf(court);
  const everywhere = elsewhere === 'seal';
  return hiding(ports, moved, everywhere, async (tx, at, move, siblings) => {
    const lock = await lockCase(tx, 'pub', court, caseId);
    if (!lock) return alreadySealed(tx, actor, order);
    if (elsewhere === null && (await entriesElsewhere(tx, court, caseId)) > 0) throw new CourtError('seal-elsewhere');
    if (everywhere) {
      // Its own entries too, or opening the case would open there what is sealed in the others.
      for (const entry of new Set(siblings.map((each) => each.of)))
        await hideEntry(tx, ports, actor, { ...order, entry }, { at, mode: modeInTheCase(sealModes.entry), move });
      await hideSiblings(tx, ports, actor, order, siblings, { at, mode: modeInTheCase(sealModes.entry), move });
    }
    await tx.query(
      `update pub.case_record set restriction = $3, row_version = row_version + 1 where court_id = $1 and case_id = $2`,
      [court, caseId, sealModes.case],
    );
    await move(moved);
    if (sealModes.case === 'under-seal') await showNumber(tx, court, lock);
    await linkCase(tx, ports, actor, order, { at, level: sealModes.case, act: 'seal case' }, 'sealed');
    const told = { court, caseId, rowVersion: lock.row_version + 1 };
    await putInOutbox(tx, court, uuidAt(ports.random, at), 'drop-case', told, at);
    await enqueueJob(tx, 'carry-outbox', {}, 'carry-outbox');
    return 'done';
  });
}

/**
 * Opens a sealed case again; its entries and documents that are sealed by themselves stay so. Throws as `sealCase`, and
 * `number-in-use` when another case has its number meanwhile.
 */
export async function unsealCase(ports: RestrictPorts, actor: Actor, order: CaseOrder): Promise<Sealed> {
  refuseUnlessAllowed(actor, order, 'unseal');
  const { court, caseId } = order;
  const moved: Moved = { court, caseId, entry: null };
  return showing(ports, moved, false, async (tx, at, move) => {
    if (await lockCase(tx, 'pub', court, caseId)) return 'unchanged';
    const lock = await lockCase(tx, 'sealed', court, caseId);
    if (!lock) throw new CourtError('case-not-found');
    await refuseTakenNumber(tx, court, lock);
    await tx.query(
      `update sealed.case_record set restriction = 'public', row_version = row_version + 1 where court_id = $1 and case_id = $2`,
      [court, caseId],
    );
    const { office, yy, type, seq } = lock;
    await tx.query(
      'delete from pub.sealed_case_number where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5',
      [court, office, yy, type, seq],
    );
    await move(moved);
    await linkCase(tx, ports, actor, order, { at, level: 'public', act: 'unseal case' }, 'pub');
    await putInOutbox(tx, court, uuidAt(ports.random, at), 'index-case', await indexMessage(tx, court, caseId), at);
    await enqueueJob(tx, 'carry-outbox', {}, 'carry-outbox');
    return 'done';
  });
}

/**
 * Seals one entry of a visible case, and with it the entries of the same filing in other cases: what is sealed is what was filed
 * (docs/decisions/0007). A court that numbers its sealed entries apart leaves a gap: the number has been seen. Throws as `sealCase`,
 * and `absent` when the visible case has no such entry.
 */
export async function sealEntry(ports: RestrictPorts, actor: Actor, order: EntryOrder): Promise<Sealed> {
  refuseUnlessAllowed(actor, order, 'restrict');
  const { court, caseId, entry } = order;
  const mode = modeInTheCase((await ports.settingsOf(court)).sealModes.entry);
  return hiding(ports, { court, caseId, entry }, true, async (tx, at, move, siblings) => {
    if (!(await lockCase(tx, 'pub', court, caseId))) throw new CourtError('case-not-found');
    if (!(await hideEntry(tx, ports, actor, order, { at, mode, move }))) return alreadySealed(tx, actor, order);
    await hideSiblings(tx, ports, actor, order, siblings, { at, mode, move });
    return 'done';
  });
}

interface Hiding {
  readonly at: Instant;
  readonly mode: 'placeholder' | 'gap';
  readonly move: Move;
}

/** Hides an entry of a public case. False: the public side has no such entry. */
async function hideEntry(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  order: EntryOrder,
  { at, mode, move }: Hiding,
): Promise<boolean> {
  const { court, caseId, entry } = order;
  const sealed = await tx.query(
    `update pub.docket_entry set restriction = 'sealed', seal_mode = $4
     where court_id = $1 and case_id = $2 and entry_seq = $3 returning entry_seq`,
    [court, caseId, entry, mode],
  );
  if (sealed.length === 0) return false;
  await move({ court, caseId, entry });
  await tx.query(
    // As if it had been filed sealed: then it would not have been the last filing that the public sees.
    `update pub.case_record c set row_version = row_version + 1, last_filed_on = case
       when e.origin = 'filed' and c.last_filed_on = e.filed_on then (select max(o.filed_on) from pub.docket_entry o
         where o.court_id = $1 and o.case_id = $2 and o.origin = 'filed' and o.filed_on <= c.last_filed_on)
       else c.last_filed_on end
     from sealed.docket_entry e where c.court_id = $1 and c.case_id = $2
       and e.court_id = c.court_id and e.case_id = c.case_id and e.entry_seq = $3`,
    [court, caseId, entry],
  );
  await linkEntry(tx, ports, actor, order, { at, level: mode, act: 'seal entry' });
  return true;
}

/** The same in the other cases of its filing; in one that is sealed itself the entry gets the level, and keeps it. */
async function hideSiblings(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  order: CaseOrder,
  siblings: readonly Sibling[],
  given: Hiding,
): Promise<void> {
  for (const { caseId, entry } of siblings) {
    const there = { ...order, caseId, entry };
    if (await hideEntry(tx, ports, actor, there, given)) continue;
    const sealed = await tx.query(
      `update sealed.docket_entry set restriction = 'sealed', seal_mode = $4
       where court_id = $1 and case_id = $2 and entry_seq = $3 and restriction = 'public' returning entry_seq`,
      [order.court, caseId, entry, given.mode],
    );
    if (sealed.length > 0)
      await linkInSealedCase(tx, ports, actor, there, { at: given.at, level: given.mode, act: 'seal entry' });
  }
}

/**
 * Opens a sealed entry of a visible case again, whether it was sealed later or filed so, with those of the same filing in other cases;
 * its documents with a level of their own keep it. One that was numbered in the sealed series takes the case's next number. Throws as
 * `sealEntry`.
 */
export async function unsealEntry(ports: RestrictPorts, actor: Actor, order: EntryOrder): Promise<Sealed> {
  refuseUnlessAllowed(actor, order, 'unseal');
  const { court, caseId, entry } = order;
  return showing(ports, { court, caseId, entry }, true, async (tx, at, move, siblings) => {
    if (!(await lockCase(tx, 'pub', court, caseId))) throw new CourtError('case-not-found');
    if (!(await showEntry(tx, ports, actor, order, { at, move }))) {
      const stands = await tx.query(
        'select 1 from pub.docket_entry where court_id = $1 and case_id = $2 and entry_seq = $3',
        [court, caseId, entry],
      );
      if (stands.length === 0) throw new CourtError('absent');
      return 'unchanged';
    }
    for (const each of siblings) await showEntry(tx, ports, actor, { ...order, ...each }, { at, move });
    return 'done';
  });
}

/** Shows a sealed entry; in a case that is sealed itself it only loses its own level. False: no such entry is sealed. */
async function showEntry(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  order: EntryOrder,
  { at, move }: Pick<Hiding, 'at' | 'move'>,
): Promise<boolean> {
  const { court, caseId, entry } = order;
  const lock = await lockCase(tx, 'pub', court, caseId);
  const opened = await tx.query<{ renumbered: boolean }>(
    `update sealed.docket_entry e set restriction = 'public', seal_mode = null,
       series_no = case when e.seal_mode = 'series' then e.doc_no else e.series_no end,
       doc_no = case when e.seal_mode = 'series' and e.doc_no is not null then $4 else e.doc_no end
     where court_id = $1 and case_id = $2 and entry_seq = $3 and restriction = 'sealed'
     returning coalesce(e.series_no is not null and e.doc_no = $4, false) as renumbered`,
    [court, caseId, entry, lock?.next_doc_no ?? null],
  );
  if (!opened[0]) return false;
  await tx.query(
    `update sealed.document d set restriction = 'public'
     where d.court_id = $1 and d.case_id = $2 and d.entry_seq = $3 and ${OPENS_WITH_ENTRY}`,
    [court, caseId, entry],
  );
  if (!lock) {
    await linkInSealedCase(tx, ports, actor, order, { at, level: 'public', act: 'unseal entry' });
    return true;
  }
  await move({ court, caseId, entry });
  await tx.query(
    `update pub.case_record c set row_version = row_version + 1, next_doc_no = next_doc_no + $4,
       last_filed_on = case when e.origin = 'filed' then greatest(c.last_filed_on, e.filed_on) else c.last_filed_on end
     from pub.docket_entry e where c.court_id = $1 and c.case_id = $2
       and e.court_id = c.court_id and e.case_id = c.case_id and e.entry_seq = $3`,
    [court, caseId, entry, opened[0].renumbered ? 1 : 0],
  );
  await linkEntry(tx, ports, actor, order, { at, level: 'public', act: 'unseal entry' });
  return true;
}

function refuseUnlessAllowed(actor: Actor, order: CaseOrder, deed: 'restrict' | 'unseal'): void {
  if (!mayAct(actor, order.court, order.caseId, deed)) throw new CourtError('program-refused');
  refuseUnordered(order);
}

/** Moves a case's or an entry's rows and bytes; it is locked. */
type Move = (moved: Moved) => Promise<void>;
type Work = (tx: Queries, at: Instant, move: Move, siblings: readonly Sibling[]) => Promise<Sealed>;

/**
 * The frame of an act that hides: bytes are encrypted first, rows move with them, plain bytes go after the commit. With `siblings`
 * the entries of the same filings in other cases are made ready too.
 */
async function hiding(ports: RestrictPorts, moved: Moved, siblings: boolean, work: Work): Promise<Sealed> {
  const encrypted: Encrypted = new Map();
  for (const each of await concerned(ports.vault, moved, siblings))
    await encryptBytes(ports, ports.vault, each, encrypted);
  const leaving: Sha256[] = [];
  const done = await ports.vault.transaction(async (tx) => {
    const found = await lockConcerned(tx, moved, siblings);
    const at = ports.clock.now();
    const move: Move = async (each) => {
      const plain = await encryptBytes(ports, tx, each, encrypted);
      await moveToSealed(tx, each, at);
      await nameEncrypted(tx, ports, each, encrypted, plain);
      leaving.push(...plain);
    };
    return work(tx, at, move, found);
  });
  await removePlainBytes(ports, leaving);
  return done;
}

/** The filings of a sealed case do not stop: what was filed between two looks is made ready by another. */
const MOST_TRIES = 5;
class NotReady extends Error {}

/** The frame of an act that shows: bytes are decrypted first and kept publicly last; what has failed leaves none of them there. */
async function showing(ports: RestrictPorts, moved: Moved, siblings: boolean, work: Work): Promise<Sealed> {
  const ready: Decrypted = new Map();
  try {
    for (let tries = 1; ; tries++) {
      for (const each of await concerned(ports.vault, moved, siblings)) await decryptBytes(ports, each, ready);
      try {
        return await ports.vault.transaction(async (tx) => {
          const found = await lockConcerned(tx, moved, siblings);
          const at = ports.clock.now();
          const shown: Moved[] = [];
          const move: Move = async (each) => {
            const { court } = each;
            for (const filing of await moveToPublic(tx, each, at))
              await enqueueJob(tx, 'after-filing', { court, filing });
            shown.push(each);
          };
          const done = await work(tx, at, move, found);
          for (const each of shown) if (!(await keepDecrypted(tx, ports, each, ready))) throw new NotReady();
          return done;
        });
      } catch (error) {
        if (!(error instanceof NotReady) || tries === MOST_TRIES) throw error;
      }
    }
  } finally {
    const hashes = [...ready.values()].map((each) => each.sha256);
    for (const { path } of ready.values()) await ports.staging.remove(path);
    await unmarkArriving(ports.vault, hashes);
    // Named by now, or the act has failed: then they go.
    await removePlainBytes(ports, hashes);
  }
}

/** What is moved, and the entries of other cases that go with it. */
async function concerned(db: Queries, moved: Moved, siblings: boolean): Promise<readonly Moved[]> {
  const { court } = moved;
  return [
    moved,
    ...(siblings ? await siblingsOf(db, moved) : []).map(({ caseId, entry }) => ({ court, caseId, entry })),
  ];
}

/** Locks the cases concerned in the order of their ids; which entries they are is looked at under the lock of the first. */
async function lockConcerned(tx: Queries, moved: Moved, siblings: boolean): Promise<readonly Sibling[]> {
  if (!siblings) {
    await oneActAtATime(tx, moved);
    return [];
  }
  const { court, caseId } = moved;
  const seen = await siblingsOf(tx, moved);
  const cases = [...new Set([caseId, ...seen.map((each) => each.caseId)])].sort((a, b) => a - b);
  for (const each of cases) await oneActAtATime(tx, { court, caseId: each });
  for (const each of cases) if (!(await lockCase(tx, 'pub', court, each))) await lockCase(tx, 'sealed', court, each);
  const found = await siblingsOf(tx, moved);
  // Filed in between into a case that is not locked here: nothing is done, and who orders it does so again.
  if (found.some((each) => !cases.includes(each.caseId))) throw new CourtError('seal-again');
  return found;
}

/** Acts on one case that move it between the sides come one after the other; filings wait for the case's row alone. */
const oneActAtATime = (tx: Queries, { court, caseId }: Pick<Moved, 'court' | 'caseId'>): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`seal ${court} ${caseId}`]);

/** What is sealed already is told to those only who may know of it. */
async function alreadySealed(
  tx: Queries,
  actor: Actor,
  order: CaseOrder & { readonly entry?: EntrySeq },
): Promise<Sealed> {
  const missing = new CourtError(order.entry === undefined ? 'case-not-found' : 'absent');
  if (!mayAct(actor, order.court, order.caseId, 'unseal')) throw missing;
  const found =
    order.entry === undefined
      ? await tx.query('select 1 from sealed.case_record where court_id = $1 and case_id = $2', [
          order.court,
          order.caseId,
        ])
      : await tx.query(
          `select 1 from sealed.docket_entry where court_id = $1 and case_id = $2 and entry_seq = $3 and restriction = 'sealed'`,
          [order.court, order.caseId, order.entry],
        );
  if (found.length === 0) throw missing;
  return 'unchanged';
}

const showNumber = (tx: Queries, court: CourtId, { office, yy, type, seq }: CaseLock): Promise<unknown> =>
  tx.query(
    `insert into pub.sealed_case_number (court_id, office, yy, type, seq) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [court, office, yy, type, seq],
  );

async function refuseTakenNumber(tx: Queries, court: CourtId, number: CaseNumber): Promise<void> {
  await lockNumber(tx, court, number);
  const taken = await tx.query(
    'select 1 from pub.case_record where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5',
    [court, number.office, number.yy, number.type, number.seq],
  );
  if (taken.length > 0) throw new CourtError('number-in-use', shortNumber(number));
}

interface Act {
  readonly at: Instant;
  readonly level: string;
  readonly act: string;
}

/** The case's own chain goes with the case; what the order says stays on the sealed side. */
async function linkCase(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  ordered: CaseOrder,
  { at, level, act }: Act,
  side: 'pub' | 'sealed',
): Promise<void> {
  const order = await recordOrder(tx, ports, actor, { ...ordered, entry: null }, { at, level });
  const { court, caseId } = ordered;
  await linkCaseChain(tx, court, caseId, { at, actor: actorName(actor), act, body: { level, order } }, side);
}

/** Puts on record who ordered what of a case, or of an entry of it; gives the id of the act. */
function recordOrder(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  {
    court,
    caseId,
    entry,
    authority,
    reason,
  }: Omit<EntryOrder, 'entry'> & { readonly entry: EntryOrder['entry'] | null },
  { at, level }: Pick<Act, 'at' | 'level'>,
): ReturnType<typeof recordRestriction> {
  const by = actorName(actor);
  const ordered = { court, caseId, entry, serial: null, level, until: null, authority, reason, actor: by, at };
  return recordRestriction(tx, ports.random, ordered);
}

/** Of a sealed entry the case's public chain says nothing, not even that it was sealed (DESIGN §4.4). */
async function linkEntry(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  ordered: EntryOrder,
  { at, level, act }: Act,
): Promise<void> {
  const order = await recordOrder(tx, ports, actor, ordered, { at, level });
  const { court, caseId, entry, authority } = ordered;
  const body = { entry, level, order, authority };
  await linkSealedChain(tx, { court, caseId }, { at, actor: actorName(actor), act, body });
}

/** The same in a case that is sealed itself: its own chain stands on the sealed side, and says it. */
async function linkInSealedCase(
  tx: Queries,
  ports: RestrictPorts,
  actor: Actor,
  ordered: EntryOrder,
  { at, level, act }: Act,
): Promise<void> {
  const order = await recordOrder(tx, ports, actor, ordered, { at, level });
  const { court, caseId, entry, authority } = ordered;
  const body = { entry, level, order, authority };
  await linkCaseChain(tx, court, caseId, { at, actor: actorName(actor), act, body }, 'sealed');
}
