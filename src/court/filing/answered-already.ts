/** Who has answered already: a second answer is taken, but its filer is told to use the other answers (spec/filing.md §4.4). */
import type { CaseId, CourtId, PartyNo } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, usDate } from '../../kernel/time.ts';

/** The category that menus show as "Answers to Complaints". */
const ANSWERS = 'answers';

export interface AnsweredAlready {
  readonly name: string;
  readonly number: string | null;
  readonly filedOn: CivilDate;
}

/**
 * Of these parties of a public case those for whom an answer is on file, each with its latest, when an event of this
 * `category` answers a complaint; nobody for any other. A stricken answer does not count, nor one after which somebody else has filed a
 * complaint: that one may be answered too. Sealed entries are not seen (primary keys of docket_entry and entry_filer).
 */
export async function answeredAlready(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  category: string,
  parties: readonly PartyNo[],
): Promise<readonly AnsweredAlready[]> {
  if (category !== ANSWERS || parties.length === 0) return [];
  return db.query<AnsweredAlready>(
    `select distinct on (f.party_no) p.name, coalesce(e.doc_no::text, e.doc_label) as number, e.filed_on as "filedOn"
     from pub.docket_entry e
     join pub.entry_filer f using (court_id, case_id, entry_seq)
     join pub.party p using (court_id, case_id, party_no)
     where e.court_id = $1 and e.case_id = $2 and e.category = $3 and e.stricken_by is null and f.party_no = any($4::int[])
       and not exists (select 1 from pub.docket_entry c
         where c.court_id = e.court_id and c.case_id = e.case_id and c.category = 'complaints' and c.stricken_by is null
           and c.entry_seq > e.entry_seq
           and not exists (select 1 from pub.entry_filer own where own.court_id = c.court_id and own.case_id = c.case_id
             and own.entry_seq = c.entry_seq and own.party_no = f.party_no))
     order by f.party_no, e.entry_seq desc`,
    [court, caseId, ANSWERS, parties],
    'answered-already',
  );
}

/** `Robin Baker (number 2, 03/04/2026)`, `Robin Baker (03/04/2026)`. */
const answeredWords = ({ name, number, filedOn }: AnsweredAlready): string =>
  `${name} (${number === null ? '' : `number ${number}, `}${usDate(filedOn)})`;

/** What the filer is told of them; null: of nobody. It refuses nothing: no warning loses a timely filing. */
export const answeredWarning = (answered: readonly AnsweredAlready[]): string | null =>
  answered.length === 0
    ? null
    : `Answer already filed by: ${answered.map(answeredWords).join('; ')}. For another answer of such a party use an event under “Other Answers”. This is a warning only: you can file all the same, and no deadline is touched by it.`;
