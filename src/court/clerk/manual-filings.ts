/**
 * What comes to the clerk by hand with a notice of manual filing (spec/filing.md §14.3 row 98): expected, received and kept, and how its
 * stay with the clerk ends. Each step is an act of the case's chain. What is under seal is not in these lists.
 */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, civilDate } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import type { CasePorts } from '../cases/ports.ts';
import { linkCaseChain } from '../cases/store.ts';
import type { ManualFilingAnnounced } from '../filing/model.ts';
import type { CourtPorts } from '../ports.ts';
import type { AfterEntry, WaitingEntry } from './placeholders.ts';

/** How its stay with the clerk can end. */
export const ENDS = ['returned', 'destroyed', 'sent-on', 'never-came'] as const;
export type ManualFilingEnd = (typeof ENDS)[number];

export interface ManualFiling extends ManualFilingAnnounced {
  readonly filedOn: CivilDate;
  readonly receivedOn: CivilDate | null;
  /** The clerk who took it. */
  readonly receivedBy: string | null;
  readonly keptAt: string | null;
  readonly endedOn: CivilDate | null;
  readonly endedHow: ManualFilingEnd | null;
  readonly endedBy: string | null;
}

const COLUMNS = `m.what, m.medium, m.reason, m.filed_on as "filedOn", m.received_on as "receivedOn", m.received_clerk as "receivedBy",
  m.kept_at as "keptAt", m.ended_on as "endedOn", m.ended_how as "endedHow", m.ended_clerk as "endedBy"`;

/** Of an entry of a public case (primary key). Null: nothing comes by hand with it. */
export async function manualFilingOfEntry(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  seq: EntrySeq,
): Promise<ManualFiling | null> {
  const [found] = await db.query<ManualFiling>(
    `select ${COLUMNS} from pub.manual_filing m where m.court_id = $1 and m.case_id = $2 and m.entry_seq = $3`,
    [court, caseId, seq],
    'manual-filing-of-entry',
  );
  return found ?? null;
}

export type ListedManualFiling = ManualFiling & Omit<WaitingEntry, 'text'>;

/** Those expected, or those kept, the earliest filed first (manual_filing_open). */
export const openManualFilings = (
  db: Queries,
  court: CourtId,
  which: 'expected' | 'kept',
  after: AfterEntry | null,
  limit: number,
): Promise<ListedManualFiling[]> =>
  db.query<ListedManualFiling>(
    `select m.case_id as "caseId", m.entry_seq as seq, c.office, c.yy, c.type, c.seq as "caseSeq", c.short_title as title,
       e.doc_no as number, ${COLUMNS}
     from pub.manual_filing m
     join pub.case_record c using (court_id, case_id)
     join pub.docket_entry e using (court_id, case_id, entry_seq)
     where m.court_id = $1 and m.ended_on is null and (m.received_on is not null) = $2
       and ($3::date is null or (m.filed_on, m.case_id, m.entry_seq) > ($3::date, $4::bigint, $5::int))
     order by m.filed_on, m.case_id, m.entry_seq limit $6`,
    [court, which === 'kept', after?.filedOn ?? null, after?.caseId ?? 0, after?.seq ?? 0, limit],
    'open-manual-filings',
  );

/** What the clerk records. Days are of the court's zone. */
export type ManualFilingStep =
  | { readonly kind: 'received'; readonly on: CivilDate; readonly keptAt: string }
  | { readonly kind: 'ended'; readonly on: CivilDate; readonly how: ManualFilingEnd };

/** The field of the form that is wrong, and why; empty: the step can be recorded. Pure. */
export function faultsOfStep(
  filing: ManualFiling,
  step: ManualFilingStep,
  today: CivilDate,
): readonly { readonly field: 'on' | 'keptAt' | 'how'; readonly text: string }[] {
  const faults: { field: 'on' | 'keptAt' | 'how'; text: string }[] = [];
  if (step.on > today) faults.push({ field: 'on', text: 'This day is still to come.' });
  if (step.kind === 'received') {
    if (step.keptAt.trim() === '') faults.push({ field: 'keptAt', text: 'Say where it is kept.' });
    return faults;
  }
  if (filing.receivedOn !== null && step.on < filing.receivedOn)
    faults.push({ field: 'on', text: 'This is before the day on which it was received.' });
  if ((step.how === 'never-came') !== (filing.receivedOn === null))
    faults.push({
      field: 'how',
      text: filing.receivedOn === null ? 'It has not been received.' : 'It has been received.',
    });
  return faults;
}

/**
 * Records a step, once, with the clerk's name. Throws `program-refused` to all but clerks, `absent`, `manual-filing-ended` when the
 * step was recorded already, `request-malformed` for what `faultsOfStep` finds.
 */
export async function followManualFiling(
  ports: Pick<CasePorts, 'court' | 'clock'> & Pick<CourtPorts, 'settingsOf'>,
  actor: Actor,
  wish: { readonly court: CourtId; readonly caseId: CaseId; readonly seq: EntrySeq; readonly step: ManualFilingStep },
): Promise<void> {
  const { court, caseId, seq, step } = wish;
  if (!mayAct(actor, court, caseId, 'manage-case')) throw new CourtError('program-refused');
  const at = ports.clock.now();
  const today = civilDate(at, (await ports.settingsOf(court)).zone);
  await ports.court.transaction(async (tx) => {
    await tx.query('select 1 from pub.case_record where court_id = $1 and case_id = $2 for update', [court, caseId]);
    const filing = await manualFilingOfEntry(tx, court, caseId, seq);
    if (!filing) throw new CourtError('absent');
    if (filing.endedOn !== null || (step.kind === 'received' && filing.receivedOn !== null))
      throw new CourtError('manual-filing-ended');
    const [fault] = faultsOfStep(filing, step, today);
    if (fault) throw new CourtError('request-malformed', fault.field);
    const by = await nameOf(tx, court, actor);
    if (step.kind === 'received') {
      await tx.query(
        `update pub.manual_filing set received_on = $4, received_clerk = $5, kept_at = $6
         where court_id = $1 and case_id = $2 and entry_seq = $3`,
        [court, caseId, seq, step.on, by, step.keptAt.trim()],
      );
    } else {
      await tx.query(
        `update pub.manual_filing set ended_on = $4, ended_how = $5, ended_clerk = $6
         where court_id = $1 and case_id = $2 and entry_seq = $3`,
        [court, caseId, seq, step.on, step.how, by],
      );
    }
    await linkCaseChain(tx, court, caseId, {
      at,
      actor: actorName(actor),
      act: step.kind === 'received' ? 'receive manual filing' : 'end manual filing',
      body: {
        entry: seq,
        on: step.on,
        ...(step.kind === 'received' ? { keptAt: step.keptAt.trim() } : { how: step.how }),
      },
    });
  });
}

/** The person of an account, as the record names the clerk (court_person_account). */
async function nameOf(tx: Queries, court: CourtId, actor: Actor): Promise<string> {
  if (actor.kind !== 'account') return 'the clerk';
  const [person] = await tx.query<{ name: string }>(
    'select display_name as name from pub.court_person where court_id = $1 and account_id = $2::uuid',
    [court, actor.account],
  );
  return person?.name ?? 'the clerk';
}

/**
 * An entry that gets another event announces something by hand, or no longer does. What has been received stays on record whatever
 * the entry is called.
 */
export async function settleManualFiling(
  tx: Queries,
  here: { readonly court: CourtId; readonly caseId: CaseId; readonly seq: EntrySeq },
  announced: ManualFilingAnnounced | null,
  filedOn: CivilDate,
): Promise<void> {
  const { court, caseId, seq } = here;
  if (announced === null) {
    await tx.query(
      'delete from pub.manual_filing where court_id = $1 and case_id = $2 and entry_seq = $3 and received_on is null',
      [court, caseId, seq],
    );
    return;
  }
  await tx.query(
    `insert into pub.manual_filing (court_id, case_id, entry_seq, what, medium, reason, filed_on)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (court_id, case_id, entry_seq) do nothing`,
    [court, caseId, seq, announced.what, announced.medium, announced.reason, filedOn],
  );
}

/** Who signed papers of a public case besides their filers, by entry (primary key). For the court. */
export const signersOfEntries = (
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  seqs: readonly EntrySeq[],
): Promise<{ seq: EntrySeq; name: string; capacity: string; held: string; keptUntil: string }[]> =>
  db.query(
    `select entry_seq as seq, name, capacity, held, kept_until as "keptUntil" from pub.paper_signer
     where court_id = $1 and case_id = $2 and entry_seq = any($3::int[]) order by entry_seq, n`,
    [court, caseId, seqs],
    'signers-of-entries',
  );
