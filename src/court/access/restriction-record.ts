/** Who ordered what to be hidden or shown, and why: kept on the sealed side, with a link in the case's sealed chain (DESIGN §4.7). */
import type { Json } from '../../kernel/canonical.ts';
import { chainHash } from '../../kernel/chain.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type Random, uuidAt } from '../../kernel/random.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import { advanceSealedCounter, lockSealedCounter } from '../filing/sealed-counter.ts';

/** What allows or orders an act, and its reason in words. Both are wanted of every act that hides or shows. */
export interface OrderedBy {
  /** An entry, a rule, a statute: `Order 12`, `31 U.S.C. 3730(b)(2)`. */
  readonly authority: string;
  readonly reason: string;
}

/** Throws `request-malformed` naming what was left out. */
export function refuseUnordered({ authority, reason }: OrderedBy): void {
  if (authority.trim() === '') throw new CourtError('request-malformed', 'authority');
  if (reason.trim() === '') throw new CourtError('request-malformed', 'reason');
}

export interface Restricted extends OrderedBy {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly entry: EntrySeq | null;
  readonly serial: DocumentSerial | null;
  readonly level: string;
  readonly until: CivilDate | null;
  readonly actor: string;
  readonly at: Instant;
}

/** Records the order and gives its id. */
export async function recordRestriction(tx: Queries, random: Random, done: Restricted): Promise<string> {
  const act = uuidAt<string>(random, done.at);
  await tx.query(
    `insert into sealed.restriction_act (court_id, act_id, case_id, entry_seq, serial, level, authority, reason, actor, at, until_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      done.court,
      act,
      done.caseId,
      done.entry,
      done.serial,
      done.level,
      done.authority,
      done.reason,
      done.actor,
      done.at,
      done.until,
    ],
  );
  return act;
}

/** Links an act to the sealed chain of a public case. */
export async function linkSealedChain(
  tx: Queries,
  { court, caseId }: { readonly court: CourtId; readonly caseId: CaseId },
  done: { readonly at: Instant; readonly actor: string; readonly act: string; readonly body: Json },
): Promise<void> {
  const counter = await lockSealedCounter(tx, court, caseId);
  const n = counter.chain_n + 1;
  const link = { court, stream: `case ${caseId} sealed`, n, prev: counter.chain_head, ...done };
  const hash = chainHash(link);
  await tx.query(
    `insert into sealed.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
    [court, link.stream, n, link.prev, hash, link.at, link.actor, link.act, JSON.stringify(link.body)],
  );
  await advanceSealedCounter(tx, court, caseId, {
    nextEntrySeq: counter.next_entry_seq,
    nextSeriesNo: counter.next_series_no,
    chainN: n,
    chainHead: hash,
  });
}
