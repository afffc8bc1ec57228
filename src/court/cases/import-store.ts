/** The SQL of the import: what stands of a case, and rows of dockets in bulk. */
import type { CaseNumber } from '../../kernel/case-number.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { HeaderColumns, Kept } from './imported.ts';
import type { DocumentRow, EntryRow } from './plan-entries.ts';
import type { FilledParty, ImportPlan, StandingCase, StandingParty } from './plan-import.ts';
import type { StandingEntry } from './standing.ts';

/** True when these bytes have been taken for this docket (primary key). */
export async function sourceTaken(tx: Queries, court: CourtId, externalKey: string, sha256: string): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from pub.import_source where court_id = $1 and external_key = $2 and sha256 = $3',
    [court, externalKey, sha256],
  );
  return rows.length > 0;
}

/**
 * One import of a court after another, until the transaction ends: whether an attachment menu waits or is joined hangs on
 * which dockets stand.
 */
export async function lockImports(tx: Queries, court: CourtId): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))`, [court]);
}

export async function insertSource(
  tx: Queries,
  court: CourtId,
  externalKey: string,
  sha256: string,
  caseId: CaseId,
  fileName: string,
  at: Instant,
): Promise<void> {
  await tx.query(
    `insert into pub.import_source (court_id, external_key, sha256, case_id, file_name, at) values ($1, $2, $3, $4, $5, $6)`,
    [court, externalKey, sha256, caseId, fileName, at],
  );
}

/**
 * What holds the number: a public case (whose row is locked now), a case that has been withdrawn from the public, or nothing.
 * A case taken in before and no longer in `pub` is one that was sealed since (primary keys; case_record's unique number).
 */
export async function holderOfNumber(
  tx: Queries,
  court: CourtId,
  number: CaseNumber,
): Promise<{ kind: 'free' } | { kind: 'sealed' } | { kind: 'public'; caseId: CaseId }> {
  const values = [court, number.office, number.yy, number.type, number.seq];
  const rows = await tx.query<{ case_id: CaseId }>(
    `select case_id from pub.case_record
     where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5 for update`,
    values,
  );
  if (rows[0]) return { kind: 'public', caseId: rows[0].case_id };
  const bare = `${number.office}:${number.yy}-${number.type}-${number.seq}`;
  const withdrawn = await tx.query(
    `select 1 from pub.sealed_case_number where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5
     union all select 1 from pub.import_source where court_id = $1
       and (external_key = $6 or external_key ~>=~ ($6 || '-') and external_key ~<~ ($6 || '.'))
     limit 1`,
    [...values, bare],
  );
  return withdrawn.length > 0 ? { kind: 'sealed' } : { kind: 'free' };
}

/** `actor`: who imports; entries whose words are another's are told from those that are an import's. */
export async function standingCase(tx: Queries, court: CourtId, caseId: CaseId, actor: string): Promise<StandingCase> {
  const key = [court, caseId];
  const headers = await tx.query<HeaderColumns & { imported: Kept | null; printed: Kept | null }>(
    `select short_title, filed_on, terminated_on, presider, referral, presider_initials, referral_initials, cause,
       nature_of_suit, jury_demand, jurisdiction, demand, mdl_status, imported, printed
     from pub.case_record where court_id = $1 and case_id = $2`,
    key,
  );
  const { imported, printed, ...header } = headers[0]!;
  const parties = await tx.query<StandingParty>(
    `select p.party_no, p.role, p.name, p.party_text, p.terminated_on, p.pro_se, p.address,
       p.criminal is not null as has_criminal,
       coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'name', a.name) order by a.n) from pub.party_alias a
         where a.court_id = p.court_id and a.case_id = p.case_id and a.party_no = p.party_no), '[]') as aliases,
       coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'name', f.name) order by f.n) from pub.party_affiliate f
         where f.court_id = p.court_id and f.case_id = p.case_id and f.party_no = p.party_no), '[]') as affiliates,
       coalesce((select jsonb_agg(jsonb_build_object('n', s.n, 'key', coalesce(q.import_key, ''), 'to_on', s.to_on) order by s.n)
         from pub.association s join pub.court_person q using (court_id, person_id)
         where s.court_id = p.court_id and s.case_id = p.case_id and s.party_no = p.party_no), '[]') as counsel
     from pub.party p where p.court_id = $1 and p.case_id = $2 order by p.party_no`,
    key,
  );
  const entries = await tx.query<StandingEntry>(
    // the words by their key, row by row: right after an import there are no statistics to join by
    `select e.entry_seq, coalesce(e.doc_no::text, e.doc_label) as number, e.filed_on, e.entered_on, e.origin,
       e.imported->>'pacer_doc_id' as doc_id, e.imported, e.printed, v.text, v.actor = $3 as imported_text
     from pub.docket_entry e cross join lateral (select w.text, w.actor from pub.entry_version w
       where w.court_id = e.court_id and w.case_id = e.case_id and w.entry_seq = e.entry_seq and w.version = e.version
       offset 0) v
     where e.court_id = $1 and e.case_id = $2 order by e.place nulls last, e.filed_on, e.entry_seq`,
    [...key, actor],
  );
  const seqs = await tx.query<{ entry_seq: number }>(
    'select entry_seq from ident.entry_identity where court_id = $1 and case_id = $2',
    key,
  );
  const sealed = await tx.query<{ doc_no: number }>(
    'select doc_no from pub.sealed_entry_number where court_id = $1 and case_id = $2',
    key,
  );
  return {
    header,
    imported,
    printed,
    parties,
    entries,
    takenSeqs: new Set(seqs.map((row) => row.entry_seq)),
    sealedNumbers: new Set(sealed.map((row) => row.doc_no)),
  };
}

export async function fillParties(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  filled: readonly FilledParty[],
): Promise<void> {
  await tx.query(
    `update pub.party p set party_text = f.party_text, terminated_on = f.terminated_on, pro_se = f.pro_se,
       address = f.address, criminal = coalesce(p.criminal, f.criminal)
     from jsonb_to_recordset($3::jsonb) as f(party_no int, party_text text, terminated_on date, pro_se boolean, address text,
       criminal jsonb)
     where p.court_id = $1 and p.case_id = $2 and p.party_no = f.party_no`,
    [court, caseId, JSON.stringify(filled)],
  );
}

export async function endAssociations(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  ended: ImportPlan['endedAssociations'],
): Promise<void> {
  await tx.query(
    `update pub.association a set to_on = e.to_on, imported = a.imported - 'roles'
     from jsonb_to_recordset($3::jsonb) as e(party_no int, n int, to_on date)
     where a.court_id = $1 and a.case_id = $2 and a.party_no = e.party_no and a.n = e.n`,
    [court, caseId, JSON.stringify(ended)],
  );
}

/** Entries with their first versions. */
export async function insertEntries(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  entries: readonly EntryRow[],
  actor: string,
  at: Instant,
): Promise<void> {
  await tx.query(`insert into ident.entry_identity (court_id, case_id, entry_seq) select $1, $2, unnest($3::int[])`, [
    court,
    caseId,
    entries.map((entry) => entry.entry_seq),
  ]);
  await tx.query(
    `with given as (select * from jsonb_to_recordset($3::jsonb) as e(entry_seq int, doc_no int, doc_label text, filed_on date,
         entered_on date, category text, short_name text, text text, place int, imported jsonb, printed jsonb)),
       versions as (insert into pub.entry_version (court_id, case_id, entry_seq, version, text, actor, at)
         select $1, $2, entry_seq, 1, text, $4, $5 from given)
     insert into pub.docket_entry (court_id, case_id, entry_seq, doc_no, doc_label, filed_on, entered_on, category,
       short_name, reference_name, origin, place, imported, printed)
     select $1, $2, entry_seq, doc_no, doc_label, filed_on, entered_on, category, short_name, short_name, 'imported', place,
       imported, printed
     from given`,
    [court, caseId, JSON.stringify(entries), actor, at],
  );
}

/** What a file adds to entries that stand; fuller words are a new version. */
export async function fillEntries(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  filled: ImportPlan['filledEntries'],
  actor: string,
  at: Instant,
): Promise<void> {
  if (filled.length === 0) return;
  await tx.query(
    `update pub.docket_entry e set entered_on = f.entered_on, imported = f.imported, printed = f.printed
     from jsonb_to_recordset($3::jsonb) as f(entry_seq int, entered_on date, imported jsonb, printed jsonb)
     where e.court_id = $1 and e.case_id = $2 and e.entry_seq = f.entry_seq`,
    [court, caseId, JSON.stringify(filled)],
  );
  const fuller = filled.flatMap(({ entry_seq, words }) => (words ? [{ entry_seq, ...words }] : []));
  if (fuller.length === 0) return;
  await tx.query(
    `with given as (select * from jsonb_to_recordset($3::jsonb) as f(entry_seq int, text text, category text, short_name text)),
       newer as (update pub.docket_entry e set version = e.version + 1, category = coalesce(f.category, e.category),
           short_name = f.short_name, reference_name = f.short_name
         from given f where e.court_id = $1 and e.case_id = $2 and e.entry_seq = f.entry_seq
         returning e.entry_seq, e.version, f.text)
     insert into pub.entry_version (court_id, case_id, entry_seq, version, text, reason, actor, at)
     select $1, $2, entry_seq, version, text, 'the docket has the full text', $4, $5 from newer`,
    [court, caseId, JSON.stringify(fuller), actor, at],
  );
}

/** What lesser files said of the case's header. */
export async function setPrinted(tx: Queries, court: CourtId, caseId: CaseId, printed: Kept | null): Promise<void> {
  if (printed === null) return;
  await tx.query('update pub.case_record set printed = $3::jsonb where court_id = $1 and case_id = $2', [
    court,
    caseId,
    JSON.stringify(printed),
  ]);
}

/**
 * Documents that the record names and whose bytes are not here. One that stands in this case already is left alone; one that another
 * case has too is named in both (spec/filing.md §2.9), and one that has been restricted is not shown again.
 */
export async function insertDocuments(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  documents: readonly DocumentRow[],
): Promise<void> {
  await tx.query(
    `insert into pub.document (court_id, serial, case_id, entry_seq, attachment_no, description)
     select $1, d.serial, $2, d.entry_seq, d.attachment_no, d.description
     from jsonb_to_recordset($3::jsonb) as d(serial bigint, entry_seq int, attachment_no int, description text)
     where not exists (select 1 from pub.restricted_document r where r.court_id = $1 and r.serial = d.serial)
     on conflict do nothing`,
    [court, caseId, JSON.stringify(documents)],
  );
}

export async function setPlaces(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  places: ImportPlan['places'],
): Promise<void> {
  await tx.query(
    `update pub.docket_entry e set place = p.place
     from jsonb_to_recordset($3::jsonb) as p(entry_seq int, place int)
     where e.court_id = $1 and e.case_id = $2 and e.entry_seq = p.entry_seq and e.origin = 'imported'
       and e.place is distinct from p.place`,
    [court, caseId, JSON.stringify(places)],
  );
}

/** Sets counters above what stands, and the last day of filing; `newer` counts a new version of the row. */
export async function settleCase(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  entries: readonly EntryRow[],
  newer: boolean,
  lastFiling: CivilDate | null = null,
): Promise<void> {
  const highest = (values: readonly number[]): number => values.reduce((most, each) => Math.max(most, each), 0);
  const lastFiled = entries.reduce<CivilDate | null>(
    (last, entry) => (last === null || entry.filed_on > last ? entry.filed_on : last),
    lastFiling,
  );
  await tx.query(
    `update pub.case_record set next_entry_seq = greatest(next_entry_seq, $3), next_doc_no = greatest(next_doc_no, $4),
       last_filed_on = greatest(last_filed_on, $5::date), row_version = row_version + $6
     where court_id = $1 and case_id = $2`,
    [
      court,
      caseId,
      highest(entries.map((entry) => entry.entry_seq)) + 1,
      highest(entries.map((entry) => entry.doc_no ?? 0)) + 1,
      lastFiled,
      newer ? 1 : 0,
    ],
  );
}
