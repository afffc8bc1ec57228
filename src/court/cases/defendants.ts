/** The defendants of a criminal case: numbers, counts, complaints and offence levels (spec/filing.md §2.10). */
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Kept } from './imported.ts';
import { linkMagistrateCases } from './links.ts';
import type { Side } from './side.ts';

export interface NewCount {
  /** Citation, words and numbers of the counts: `18:1001 False Statements (1)`. */
  readonly label: string;
  readonly status: 'pending' | 'terminated';
  readonly disposition?: string;
}

/** What a criminal case says of one defendant. */
export interface NewCriminal {
  readonly counts: readonly NewCount[];
  readonly complaints?: readonly { readonly label: string; readonly disposition?: string }[];
  /** `Felony`, `Misdemeanor`, `Petty` or `None`. */
  readonly offenseOpening: string;
  readonly offenseTerminated?: string;
}

/** The same in the shape of a docket file, which a party's row keeps. */
export const criminalAsFile = (criminal: NewCriminal): Kept => ({
  counts: criminal.counts.map(({ label, status, disposition }) => ({
    name: label,
    status,
    disposition: disposition ?? '',
  })),
  complaints: (criminal.complaints ?? []).map(({ label, disposition }) => ({
    name: label,
    disposition: disposition ?? '',
  })),
  highest_offense_level_opening: criminal.offenseOpening,
  highest_offense_level_terminated: criminal.offenseTerminated ?? '',
});

/** Numbers for new defendants: a docket of one defendant says which; others count on from 1, over what is taken. */
export function defendantNumbers(taken: readonly number[], fresh: number, printed: number | null): number[] {
  if (fresh === 1 && printed !== null && printed > 0 && !taken.includes(printed)) return [printed];
  const used = new Set(taken);
  return Array.from({ length: fresh }, () => {
    let number = 1;
    while (used.has(number)) number += 1;
    used.add(number);
    return number;
  });
}

/**
 * Makes defendants of the parties that are some: those with criminal matter, and every Defendant of a criminal or magistrate
 * case. Adds what is missing and changes nothing that stands, so that it may run after each file of a case. `printed` is the
 * number of the one defendant whose docket a file is. Entries taken from files are tied to the defendants they name.
 */
export async function keepDefendants(
  tx: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  printed: number | null = null,
): Promise<void> {
  const key = [court, caseId];
  const parties = await tx.query<{ party_no: number; number: number | null }>(
    `select p.party_no, d.number from ${side}.party p join ${side}.case_record c using (court_id, case_id)
     left join ${side}.defendant d using (court_id, case_id, party_no)
     where p.court_id = $1 and p.case_id = $2
       and (p.criminal is not null or (p.role = 'Defendant' and c.type in ('cr', 'mj', 'po'))) order by p.party_no`,
    key,
  );
  if (parties.length === 0) return;
  const fresh = parties.filter((party) => party.number === null).map((party) => party.party_no);
  const taken = parties.flatMap((party) => party.number ?? []);
  await tx.query(
    `insert into ${side}.defendant (court_id, case_id, party_no, number)
     select $1, $2, d.party_no, d.number from unnest($3::int[], $4::int[]) as d(party_no, number)`,
    [...key, fresh, defendantNumbers(taken, fresh.length, printed)],
  );
  await keepCriminalMatter(tx, side, court, caseId);
  await tieEntries(tx, side, court, caseId);
}

/** After a docket file: its defendants, and the magistrate judges' cases that its entries name. */
export async function keepImportedMatter(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  defendantNumber: string | null,
): Promise<void> {
  await keepDefendants(tx, 'pub', court, caseId, defendantNumber === null ? null : Number(defendantNumber));
  await linkMagistrateCases(tx, court, caseId);
}

/** Counts, complaints and offence levels out of the parties' criminal matter, where they are not on record yet. */
async function keepCriminalMatter(tx: Queries, side: Side, court: CourtId, caseId: CaseId): Promise<void> {
  await tx.query(
    `with written as (select p.* from ${side}.party p join ${side}.defendant using (court_id, case_id, party_no)
         where p.court_id = $1 and p.case_id = $2 and p.criminal is not null),
       counts as (insert into ${side}.criminal_count (court_id, case_id, party_no, n, label, status, disposition)
         select $1, $2, w.party_no, c.n, c.j->>'name',
           case when c.j->>'status' ilike 'terminated%' then 'terminated' else 'pending' end, c.j->>'disposition'
         from written w, jsonb_array_elements(w.criminal->'counts') with ordinality as c(j, n) on conflict do nothing),
       complaints as (insert into ${side}.criminal_complaint (court_id, case_id, party_no, n, label, disposition)
         select $1, $2, w.party_no, c.n, c.j->>'name', c.j->>'disposition'
         from written w, jsonb_array_elements(w.criminal->'complaints') with ordinality as c(j, n) on conflict do nothing)
     update ${side}.defendant d set
       offense_opening = coalesce(nullif(d.offense_opening, ''), w.criminal->>'highest_offense_level_opening'),
       offense_terminated = coalesce(nullif(d.offense_terminated, ''), w.criminal->>'highest_offense_level_terminated')
     from written w where d.court_id = $1 and d.case_id = $2 and d.party_no = w.party_no`,
    [court, caseId],
  );
}

/** An imported entry is about the defendants whom it names after "as to". */
async function tieEntries(tx: Queries, side: Side, court: CourtId, caseId: CaseId): Promise<void> {
  await tx.query(
    // the words by their key, row by row: right after an import there are no statistics to join by
    `insert into ${side}.entry_defendant (court_id, case_id, entry_seq, party_no)
     select $1, $2, e.entry_seq, d.party_no
     from (select entry_seq, (select lower(regexp_replace(substring(v.text from '\\mas to .*'), '\\s+', ' ', 'g'))
             from ${side}.entry_version v where v.court_id = $1 and v.case_id = $2 and v.entry_seq = x.entry_seq
               and v.version = x.version) as about
           from ${side}.docket_entry x where x.court_id = $1 and x.case_id = $2 and x.origin = 'imported') e
     join (select party_no, lower(regexp_replace(name, '\\s+', ' ', 'g')) as name
           from ${side}.party join ${side}.defendant using (court_id, case_id, party_no)
           where court_id = $1 and case_id = $2) d on d.name <> '' and position(d.name in e.about) > 0
     on conflict do nothing`,
    [court, caseId],
  );
}
