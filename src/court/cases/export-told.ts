/** Gives a case back as a history, a case query, an archive docket, or one entry's attachment menu (see `export-docket.ts`). */
import type { Json } from '../../kernel/canonical.ts';
import { shortNumber } from '../../kernel/case-number.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { ToldKind } from './docket-file.ts';
import { type ExportedEntry, exportDocket, exportedCase } from './export-docket.ts';
import { fileHeader, type Kept } from './imported.ts';
import { said, toldEntry } from './told-shapes.ts';

/**
 * The public side of a case in the shape of one of the lesser files: what such a file said as it said it, all else from the
 * case. Throws `case-not-found`.
 */
export async function exportTold(db: Queries, kind: ToldKind, court: CourtId, caseId: CaseId): Promise<Kept> {
  const { row, entries } = await exportedCase(db, court, caseId);
  const printed = (row.printed?.[kind] ?? {}) as Kept;
  const header: Kept = { ...fileHeader(court, row, row), docket_number: shortNumber(row), ...row.imported };
  const ofKind = { ...headerOf(kind, header, row.last_filed_on), ...printed };
  if (kind === 'query') return ofKind;
  const docket_entries = entries.map((each) => entryOf(kind, each));
  if (kind === 'history') return { ...ofKind, docket_entries };
  const docket = await exportDocket(db, court, caseId);
  return { ...ofKind, parties: (docket.parties as readonly Kept[]).map(archiveParty), docket_entries };
}

const entryOf = (kind: ToldKind, { entry, printed }: ExportedEntry): Kept => ({
  ...toldEntry(kind, entry),
  ...(printed?.[kind] as Kept | undefined),
});

const FIELDS: Readonly<Record<ToldKind, readonly string[]>> = {
  history:
    'assigned_to_str case_name court_id date_discharged date_filed date_terminated docket_number federal_defendant_number federal_dn_case_type federal_dn_judge_initials_assigned federal_dn_judge_initials_referred federal_dn_office_code referred_to_str'.split(
      ' ',
    ),
  archive:
    'assigned_to_str case_name cause court_id date_converted date_discharged date_filed date_terminated demand docket_number jurisdiction jury_demand nature_of_suit referred_to_str'.split(
      ' ',
    ),
  query:
    'court_id docket_number case_name date_filed federal_defendant_number federal_dn_case_type federal_dn_judge_initials_assigned federal_dn_judge_initials_referred federal_dn_office_code'.split(
      ' ',
    ),
};
/** A case query leaves these out where the case has none. */
const WHERE_ANY = ['assigned_to_str', 'referred_to_str', 'date_terminated'];

function headerOf(kind: ToldKind, header: Kept, lastFiled: string | null): Kept {
  const pick = (fields: readonly string[]): Kept => Object.fromEntries(fields.map((field) => [field, header[field]]));
  const named = pick(FIELDS[kind]);
  if (kind === 'archive') return named;
  if (kind === 'history') return { ...named, date_last_filing: lastFiled };
  return {
    ...named,
    case_name_raw: header.case_name,
    ...said({ ...pick(WHERE_ANY), date_last_filing: lastFiled }),
  };
}

function archiveParty({ attorneys, date_terminated, extra_info, name, type }: Kept): Kept {
  const counsel = ((attorneys ?? []) as readonly Kept[]).map((each) => ({
    ...each,
    contact: String(each.contact).replace(/\n$/, ''),
  }));
  return { attorneys: counsel as Json, date_terminated, extra_info, name, type };
}

/** The attachment menu of a document as it was taken in, without what has been restricted since. Throws `absent`. */
export async function exportMenu(db: Queries, court: CourtId, serial: number): Promise<Kept> {
  const rows = await db.query<{ menu: Kept; restricted: readonly number[] }>(
    `select e.printed->'menu' as menu,
       coalesce((select jsonb_agg(r.serial) from pub.restricted_document r where r.court_id = e.court_id and r.case_id = e.case_id),
         '[]') as restricted
     from pub.document d join pub.docket_entry e using (court_id, case_id, entry_seq)
     where d.court_id = $1 and d.serial = $2 and e.restriction = 'public' and e.printed ? 'menu'`,
    [court, serial],
  );
  const found = rows[0];
  if (!found) throw new CourtError('absent', `${court} ${serial}`);
  const hidden = new Set(found.restricted);
  const attachments = (found.menu.attachments as readonly Kept[]).filter(
    ({ pacer_doc_id }) => !hidden.has(Number(String(pacer_doc_id ?? '').slice(4))),
  );
  return { ...found.menu, attachments: attachments as unknown as Json };
}
