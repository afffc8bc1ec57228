/** Entries that only keep a date: what waits in the clerk's queue for its right event (spec/filing.md §3.11 row 256, BR-50). */
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';

export interface WaitingEntry {
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  readonly office: string;
  readonly yy: string;
  readonly type: string;
  readonly caseSeq: number;
  readonly title: string;
  readonly number: number | null;
  readonly filedOn: CivilDate;
  readonly text: string;
}

/** Where a list goes on: after this entry. */
export type AfterEntry = Pick<WaitingEntry, 'filedOn' | 'caseId' | 'seq'>;

/**
 * Public ones of a court, the earliest filed first (docket_entry_placeholder: the codes stand in the statement as in the index, or
 * the index would not be used). What is under seal is not in this list; who may see it finds it on its docket.
 */
export const waitingEntries = (
  db: Queries,
  court: CourtId,
  after: AfterEntry | null,
  limit: number,
): Promise<WaitingEntry[]> =>
  db.query<WaitingEntry>(
    `select e.case_id as "caseId", e.entry_seq as seq, c.office, c.yy, c.type, c.seq as "caseSeq", c.short_title as title,
       e.doc_no as number, e.filed_on as "filedOn", left(v.text, 400) as text
     from pub.docket_entry e
     join pub.case_record c using (court_id, case_id)
     join pub.entry_version v using (court_id, case_id, entry_seq, version)
     where e.court_id = $1 and e.event_code in ('z-motion', 'z-document')
       and ($2::date is null or (e.filed_on, e.case_id, e.entry_seq) > ($2::date, $3::bigint, $4::int))
     order by e.filed_on, e.case_id, e.entry_seq limit $5`,
    [court, after?.filedOn ?? null, after?.caseId ?? 0, after?.seq ?? 0, limit],
    'waiting-entries',
  );
