/** Entries of other cases that stand for the same filing, or hold the same document, on whichever side of the wall. */
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Moved } from './move-sides.ts';

export interface Sibling {
  readonly caseId: CaseId;
  readonly entry: EntrySeq;
  /** The entry of the first case to which it belongs. */
  readonly of: EntrySeq;
}

/**
 * The siblings of one entry of a case, or of all its entries, by case and entry (docket_entry_spread, primary key of document). For the
 * vault login, which sees both sides.
 */
export const siblingsOf = (db: Queries, { court, caseId, entry }: Moved): Promise<Sibling[]> =>
  db.query<Sibling>(
    `with here as (
       select entry_seq, filing_id, spread from pub.docket_entry
         where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3)
       union all select entry_seq, filing_id, spread from sealed.docket_entry
         where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3)),
     documents as (
       select serial, entry_seq from pub.document where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3)
       union all select serial, entry_seq from sealed.document
         where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3))
     select distinct case_id as "caseId", entry_seq as entry, of_entry as of from (
       select s.case_id, s.entry_seq, h.entry_seq as of_entry from here h
         join pub.docket_entry s on s.court_id = $1 and s.filing_id = h.filing_id and s.spread where h.spread
       union select s.case_id, s.entry_seq, h.entry_seq from here h
         join sealed.docket_entry s on s.court_id = $1 and s.filing_id = h.filing_id and s.spread where h.spread
       union select d.case_id, d.entry_seq, m.entry_seq from documents m
         join pub.document d on d.court_id = $1 and d.serial = m.serial
       union select d.case_id, d.entry_seq, m.entry_seq from documents m
         join sealed.document d on d.court_id = $1 and d.serial = m.serial) found
     where case_id <> $2 order by case_id, entry_seq`,
    [court, caseId, entry],
  );

/** How many entries of this public case stand in other public cases too: what a clerk is asked about before it is sealed. */
export async function entriesElsewhere(db: Queries, court: CourtId, caseId: CaseId): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*) as n from pub.docket_entry e where e.court_id = $1 and e.case_id = $2 and (
       e.spread and exists (select 1 from pub.docket_entry s where s.court_id = e.court_id and s.filing_id = e.filing_id and s.spread
         and s.case_id <> e.case_id)
       or exists (select 1 from pub.document m join pub.document d on d.court_id = m.court_id and d.serial = m.serial
         and d.case_id <> m.case_id where m.court_id = e.court_id and m.case_id = e.case_id and m.entry_seq = e.entry_seq))`,
    [court, caseId],
    'entries-elsewhere',
  );
  return row!.n;
}
