/** Gives a case back as a docket file, field for field (`openecf export`; what the fields mean: spec/legacy-pages.md §6). */
import type { Json } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, usDate } from '../../kernel/time.ts';
import type { CounselStatus } from './contact.ts';
import {
  fileCounsel,
  fileHeader,
  fileParty,
  fileProSe,
  type HeaderColumns,
  type Kept,
  linesOf,
  type PartyColumns,
  PRO_SE,
} from './imported.ts';

/**
 * The public docket of a case in the shape of a docket file. What was imported comes back as it was given; what has been filed
 * here is written as such a file would have it. Reads the public side only. Throws `case-not-found`.
 */
export async function exportDocket(db: Queries, court: CourtId, caseId: CaseId): Promise<Kept> {
  const { row, entries } = await exportedCase(db, court, caseId);
  return {
    ...fileHeader(court, row, row),
    ...row.imported,
    parties: await exportParties(db, court, caseId),
    docket_entries: entries.map(({ entry }) => entry),
  };
}

/** The header of a public case and its entries as a docket has them, each with what other files say of it. */
export async function exportedCase(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
): Promise<{ readonly row: HeaderRow; readonly entries: readonly ExportedEntry[] }> {
  const headers = await db.query<HeaderRow>(
    `select c.office, c.yy, c.type, c.seq, t.doc_prefix, c.short_title, c.filed_on, c.terminated_on, c.presider, c.referral,
       c.presider_initials, c.referral_initials, c.cause, c.nature_of_suit, c.jury_demand, c.jurisdiction, c.demand,
       c.mdl_status, c.last_filed_on, c.imported, c.printed
     from pub.case_record c join pub.court t using (court_id) where c.court_id = $1 and c.case_id = $2`,
    [court, caseId],
  );
  const row = headers[0];
  if (!row) throw new CourtError('case-not-found', `${court} ${caseId}`);
  return { row, entries: await exportEntries(db, court, caseId, row.doc_prefix) };
}

/** An entry in the shape of a docket file, with `printed`: what files of other kinds say of it, by kind. */
export interface ExportedEntry {
  readonly entry: Kept;
  readonly printed: Kept | null;
}

type HeaderRow = HeaderColumns & {
  readonly office: string;
  readonly yy: string;
  readonly type: string;
  readonly seq: number;
  readonly doc_prefix: string;
  readonly last_filed_on: CivilDate | null;
  readonly imported: Kept | null;
  readonly printed: Kept | null;
};

interface ExportedParty extends PartyColumns {
  readonly pro_se: boolean;
  readonly address: string | null;
  /** As an imported file wrote it. */
  readonly criminal: CriminalFile | null;
  /** As it now is; null for who is no defendant. */
  readonly matter: CriminalFile | null;
  readonly imported: Kept | null;
  readonly counsel: readonly ExportedCounsel[];
}

interface ExportedCounsel extends CounselStatus {
  readonly name: string;
  readonly kind: string;
  readonly contact: string;
  readonly imported: Kept | null;
}

interface CriminalFile {
  readonly counts: readonly { readonly name: string; readonly status: string; readonly disposition: string }[];
  readonly complaints: readonly { readonly name: string; readonly disposition: string }[];
  readonly highest_offense_level_opening: string;
  readonly highest_offense_level_terminated: string;
}

/** What the docket sheet shows of a defendant `p`, in the shape of a docket file (primary keys). */
const CRIMINAL_MATTER = `(select jsonb_build_object(
    'counts', coalesce((select jsonb_agg(jsonb_build_object('name', k.label, 'status', initcap(k.status),
        'disposition', k.disposition) order by k.n) from pub.criminal_count k
      where k.court_id = d.court_id and k.case_id = d.case_id and k.party_no = d.party_no), '[]'),
    'complaints', coalesce((select jsonb_agg(jsonb_build_object('name', k.label, 'disposition', k.disposition) order by k.n)
      from pub.criminal_complaint k
      where k.court_id = d.court_id and k.case_id = d.case_id and k.party_no = d.party_no), '[]'),
    'highest_offense_level_opening', d.offense_opening, 'highest_offense_level_terminated', d.offense_terminated)
  from pub.defendant d where d.court_id = p.court_id and d.case_id = p.case_id and d.party_no = p.party_no) as matter`;

/** A status is written as the file wrote it while it is still that status. A file that says nothing of a defendant says nothing. */
function criminalData({ matter, criminal }: ExportedParty): Kept {
  if (matter === null) return {};
  const counts = matter.counts.map((count, n) => {
    const written = criminal?.counts[n];
    const same = written?.name === count.name && statusOf(written.status) === statusOf(count.status);
    return same ? { ...count, status: written.status } : count;
  });
  const said = { ...matter, counts };
  const empty = [...said.counts, ...said.complaints].length === 0 && said.highest_offense_level_opening === '';
  return criminal === null && empty ? {} : { criminal_data: said as unknown as Json };
}

const statusOf = (status: string): string => (/^terminated/i.test(status) ? 'terminated' : 'pending');

async function exportParties(db: Queries, court: CourtId, caseId: CaseId): Promise<Kept[]> {
  const rows = await db.query<ExportedParty>(
    `select p.role, p.name, p.party_text, p.terminated_on, p.pro_se, p.address, p.criminal, p.imported, ${CRIMINAL_MATTER},
       coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'name', a.name) order by a.n) from pub.party_alias a
         where a.court_id = p.court_id and a.case_id = p.case_id and a.party_no = p.party_no), '[]') as aliases,
       coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'name', f.name) order by f.n) from pub.party_affiliate f
         where f.court_id = p.court_id and f.case_id = p.case_id and f.party_no = p.party_no), '[]') as affiliates,
       coalesce((select jsonb_agg(jsonb_build_object('name', q.display_name, 'kind', q.kind,
           'contact', coalesce(s.contact, q.contact, ''), 'lead', s.lead, 'notice', s.notice, 'proHacVice', s.pro_hac_vice,
           'designation', s.designation, 'terminatedOn', s.to_on, 'otherRoles', s.other_roles, 'imported', s.imported)
           order by s.n)
         from pub.association s join pub.court_person q using (court_id, person_id)
         where s.court_id = p.court_id and s.case_id = p.case_id and s.party_no = p.party_no), '[]') as counsel
     from pub.party p where p.court_id = $1 and p.case_id = $2 order by p.party_no`,
    [court, caseId],
  );
  return rows.map((party) => {
    const counsel: Kept[] = party.counsel.map((each) => ({
      ...fileCounsel(each.name, linesOf(each.contact), each),
      ...each.imported,
    }));
    const said = party.counsel.some((each) => linesOf(each.contact).at(-1) === PRO_SE);
    const attorneys = party.pro_se && !said ? [{ ...fileProSe(party.name, party.address ?? '') }, ...counsel] : counsel;
    return {
      ...fileParty(party),
      ...(attorneys.length > 0 ? { attorneys } : {}),
      ...criminalData(party),
      ...party.imported,
    };
  });
}

interface EntryRow {
  readonly entry_seq: number;
  readonly number: string | null;
  readonly filed_on: CivilDate;
  readonly entered_on: CivilDate;
  readonly origin: 'filed' | 'imported';
  readonly text: string;
  readonly imported: Kept | null;
  readonly printed: Kept | null;
  readonly serial: number | null;
}

async function exportEntries(db: Queries, court: CourtId, caseId: CaseId, docPrefix: string): Promise<ExportedEntry[]> {
  const rows = await db.query<EntryRow>(
    // words and document by their keys, row by row: right after an import there are no statistics to join by
    `select e.entry_seq, coalesce(e.doc_no::text, e.doc_label) as number, e.filed_on, e.entered_on, e.origin, e.imported, e.printed,
       (select v.text from pub.entry_version v where v.court_id = e.court_id and v.case_id = e.case_id
          and v.entry_seq = e.entry_seq and v.version = e.version) as text,
       (select d.serial from pub.document d where d.court_id = e.court_id and d.case_id = e.case_id
          and d.entry_seq = e.entry_seq and d.attachment_no = 0) as serial
     from pub.docket_entry e
     where e.court_id = $1 and e.case_id = $2 and e.restriction = 'public'
     order by e.place nulls last, e.filed_on, e.entry_seq`,
    [court, caseId],
  );
  return rows.map((entry) => {
    const filedHere = entry.origin === 'filed';
    const documented = filedHere && entry.serial !== null;
    const shape: Kept = {
      date_entered: entry.entered_on,
      date_filed: entry.filed_on,
      description: filedHere ? `${entry.text} (Entered: ${usDate(entry.entered_on)})` : entry.text,
      document_number: entry.number,
      pacer_doc_id: documented ? `${docPrefix}0${entry.serial}` : null,
      pacer_seq_no: documented ? String(entry.entry_seq) : null,
      ...entry.imported,
    };
    return { entry: shape, printed: entry.printed };
  });
}
