/** The cases with which a case is associated, as far as they are public: what is sealed is neither shown nor hinted at. */
import { type CaseNumber, fullNumber } from '../../kernel/case-number.ts';
import type { AccountId, CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';

export interface AssociatedCase {
  readonly caseId: CaseId;
  readonly number: CaseNumber;
  /** With the judges' initials, as dockets name it. */
  readonly fullNumber: string;
  readonly shortTitle: string;
  /** What parties file there is for the parties (Fed. R. Civ. P. 5.2(c)): it is not filed together with what is public elsewhere. */
  readonly forParties: boolean;
  /** Whether the account appears there for somebody, now. */
  readonly appears: boolean;
}

/** Whose appearances are looked at, and on which day. */
export interface Appearing {
  readonly account: AccountId;
  readonly today: CivilDate;
}

interface AssociatedRow {
  case_id: CaseId;
  office: string;
  yy: string;
  type: string;
  seq: number;
  presider_initials: string | null;
  referral_initials: string | null;
  short_title: string;
  for_parties: boolean;
  appears: boolean;
}

/**
 * Lead, member and related cases in both directions, and the other members of the same lead case, by number (primary key of
 * case_link, case_link_other, association_person). `among`: only these.
 */
export async function associatedCases(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  { account, today }: Appearing,
  among: readonly CaseId[] | null = null,
): Promise<AssociatedCase[]> {
  const rows = await db.query<AssociatedRow>(
    `with direct as (
       select other_case_id as case_id, kind = 'lead' as leads from pub.case_link
         where court_id = $1 and case_id = $2 and other_case_id is not null and kind in ('lead', 'member', 'related')
       union select case_id, kind = 'member' from pub.case_link
         where court_id = $1 and other_case_id = $2 and kind in ('lead', 'member', 'related')),
     found as (
       select case_id from direct
       union select l.other_case_id from pub.case_link l join direct d on d.leads and l.case_id = d.case_id
         where l.court_id = $1 and l.other_case_id is not null and l.kind = 'member'
       union select l.case_id from pub.case_link l join direct d on d.leads and l.other_case_id = d.case_id
         where l.court_id = $1 and l.kind = 'lead')
     select c.case_id, c.office, c.yy, c.type, c.seq, c.presider_initials, c.referral_initials, c.short_title,
       c.rule_5_2_c is not null as for_parties,
       exists (select 1 from pub.association a join pub.court_person p using (court_id, person_id)
         where p.court_id = $1 and p.account_id = $4::uuid and a.case_id = c.case_id
           and (a.to_on is null or a.to_on > $5::date)) as appears
     from found join pub.case_record c on c.court_id = $1 and c.case_id = found.case_id
     where found.case_id <> $2 and ($3::jsonb is null or $3::jsonb @> to_jsonb(found.case_id))
     order by c.yy, c.seq, c.case_id`,
    [court, caseId, among && JSON.stringify(among), account, today],
    'associated-cases',
  );
  return rows.map((row) => {
    const number = { office: row.office, yy: row.yy, type: row.type, seq: row.seq };
    return {
      caseId: row.case_id,
      number,
      fullNumber: fullNumber(number, { presider: row.presider_initials, referral: row.referral_initials }),
      shortTitle: row.short_title,
      forParties: row.for_parties,
      appears: row.appears,
    };
  });
}

/** Which entries of other cases were made by the same filings as entries of this one: by case, then by the entry here (docket_entry_spread). */
export async function siblingEntries(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  seqs: readonly EntrySeq[],
  others: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, ReadonlyMap<EntrySeq, EntrySeq>>> {
  if (seqs.length === 0 || others.length === 0) return new Map();
  const rows = await db.query<{ here: EntrySeq; case_id: CaseId; there: EntrySeq }>(
    `select e.entry_seq as here, s.case_id, s.entry_seq as there
     from pub.docket_entry e join pub.docket_entry s on s.court_id = e.court_id and s.filing_id = e.filing_id and s.spread
     where e.court_id = $1 and e.case_id = $2 and e.entry_seq = any($3::int[]) and e.spread and s.case_id = any($4::bigint[])`,
    [court, caseId, seqs, others],
    'sibling-entries',
  );
  const found = new Map<CaseId, Map<EntrySeq, EntrySeq>>();
  for (const row of rows) found.set(row.case_id, (found.get(row.case_id) ?? new Map()).set(row.here, row.there));
  return found;
}
