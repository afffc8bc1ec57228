/** The deadlines of a case as its page shows them: what is open, from what day it was moved, and what has ended (spec/filing.md §9.5). */
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { Side } from '../cases/side.ts';

/** An entry by which something happened to a deadline. */
export interface ByEntry {
  readonly seq: EntrySeq;
  /** Null: it has no number. */
  readonly number: number | null;
  readonly filedOn: CivilDate;
}

export interface DeadlineView {
  readonly id: string;
  /** The dictionary's code; the page has its title. */
  readonly name: string;
  /** Whose it is; null: nobody's in particular. */
  readonly party: string | null;
  readonly dueOn: CivilDate;
  readonly rule: string;
  readonly explained: readonly string[];
  readonly setBy: ByEntry;
  /** The entry that moved it here, and the day on which it was due before; null: it stands as it was set. */
  readonly moved: { readonly by: ByEntry; readonly from: CivilDate } | null;
  /** What ended it: it was met, moved, or is no longer needed; null: it is open. */
  readonly ended: { readonly by: ByEntry | null; readonly on: CivilDate; readonly movedOn: boolean } | null;
}

/** Of one page; a case has rarely more than a few dozen. */
const MOST = 2000;

/** The deadlines of a case that stand on a side, the open ones first, by day (primary keys; the case's deadlines by key prefix). */
export async function deadlinesOf(db: Queries, side: Side, court: CourtId, caseId: CaseId): Promise<DeadlineView[]> {
  const entry = (alias: string): string =>
    `case when ${alias}.entry_seq is null then null else jsonb_build_object('seq', ${alias}.entry_seq,
       'number', ${alias}.doc_no, 'filedOn', ${alias}.filed_on) end`;
  const joined = (alias: string, column: string): string =>
    `left join ${side}.docket_entry ${alias} on ${alias}.court_id = d.court_id and ${alias}.case_id = d.case_id
       and ${alias}.entry_seq = d.${column}`;
  const rows = await db.query<DeadlineView & { movedBy: ByEntry | null; was: CivilDate | null }>(
    `select d.deadline_id as id, d.name, p.name as party, d.due_on as "dueOn", d.rule, d.explained,
       ${entry('t')} as "setBy", ${entry('m')} as "movedBy", w.due_on as was,
       case when d.ended_on is null then null else jsonb_build_object('by', ${entry('x')}, 'on', d.ended_on,
         'movedOn', exists (select 1 from ${side}.deadline n where n.court_id = d.court_id and n.case_id = d.case_id
           and n.moved_from = d.deadline_id and n.moved_by = d.ended_by)) end as ended
     from ${side}.deadline d
     ${joined('t', 'trigger_seq')}
     ${joined('m', 'moved_by')}
     ${joined('x', 'ended_by')}
     left join ${side}.deadline w on w.court_id = d.court_id and w.case_id = d.case_id and w.deadline_id = d.moved_from
     left join ${side}.party p on p.court_id = d.court_id and p.case_id = d.case_id and p.party_no = d.party_no
     where d.court_id = $1 and d.case_id = $2 and t.entry_seq is not null
     order by d.ended_on is not null, d.due_on, d.name, d.party_no limit ${MOST}`,
    [court, caseId],
    `deadlines-of-case-${side}`,
  );
  return rows.map(({ movedBy, was, ...row }) => ({
    ...row,
    moved: movedBy && was ? { by: movedBy, from: was } : null,
  }));
}
