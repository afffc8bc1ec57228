/**
 * The kinds of file that tell of a case besides the docket: its history, its case query, its docket in the archive, and the
 * attachment menu of one document (spec/legacy-pages.md §5, §7, §8, §17). Each is known by its shape, and strict like a docket.
 */
import { z } from 'zod';
import { asUsDate, type CivilDate } from '../../kernel/time.ts';
import {
  attachment,
  counsel,
  count,
  type DocketFile,
  day,
  digits,
  type FileEntry,
  type ImportRefusal,
  identify,
  numberParts,
  party,
  type ReadDocket,
  readDocketValue,
  readJson,
  refusalFrom,
  type ToldKind,
  text,
} from './docket-file.ts';
import type { Kept } from './imported.ts';

const history = z.strictObject({
  ...numberParts,
  assigned_to_str: text,
  case_name: text,
  court_id: text,
  date_converted: day.nullish(),
  date_discharged: day.nullish(),
  date_filed: day,
  date_last_filing: day.nullable(),
  date_terminated: day.nullable(),
  docket_entries: z.array(
    z.strictObject({
      date_entered: day,
      date_filed: day,
      description: text,
      document_number: text.nullable(),
      pacer_doc_id: digits.nullable(),
      pacer_seq_no: digits.nullable(),
      short_description: text,
    }),
  ),
  docket_number: text,
  referred_to_str: text,
});
const query = z.strictObject({
  ...numberParts,
  assigned_to_str: text.optional(),
  case_name: text,
  case_name_raw: text,
  court_id: text,
  date_filed: day,
  date_last_filing: day.nullish(),
  date_terminated: day.nullish(),
  docket_number: text,
  referred_to_str: text.optional(),
  related_cases_str: text.optional(),
});
const archive = z.strictObject({
  assigned_to_str: text,
  case_name: text,
  cause: text,
  court_id: text,
  date_converted: day.nullable(),
  date_discharged: day.nullable(),
  date_filed: day,
  date_terminated: day.nullable(),
  demand: text,
  docket_entries: z.array(
    z.strictObject({
      attachments: z
        .array(
          z.strictObject({
            attachment_number: z.string().regex(/^\d{1,5}$/, 'is not a number of digits'),
            description: text,
            pacer_doc_id: digits.nullable(),
            pacer_seq_no: digits.nullable(),
          }),
        )
        .optional(),
      date_filed: day,
      description: text,
      document_number: text.nullable(),
      pacer_doc_id: digits.nullable(),
      pacer_seq_no: digits.nullable(),
      short_description: text,
    }),
  ),
  docket_number: text,
  jurisdiction: text,
  jury_demand: text,
  nature_of_suit: text,
  parties: z.array(party.omit({ criminal_data: true }).extend({ attorneys: z.array(counsel) })),
  referred_to_str: text,
});
const menu = z.strictObject({
  attachments: z.array(attachment),
  document_number: count.max(999_999_999).nullable(),
  file_size_bytes: count.nullish(),
  file_size_str: text.nullish(),
  pacer_case_id: digits,
  pacer_doc_id: digits,
  pacer_seq_no: digits.nullable(),
  page_count: count.nullish(),
});

/** An attachment menu: it names its case by the court's own id, and its court by the first digits of the document's. */
export type MenuFile = z.infer<typeof menu>;

export type ReadFile = ReadDocket | { readonly menu: MenuFile };

/** Reads a file of any kind, whole, or says what is wrong with it first. What is no other kind is read as a docket. */
export function readCaseFile(jsonText: string): ReadFile | ImportRefusal {
  const value = readJson(jsonText);
  if ('reason' in value) return value;
  const fields = value.json;
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return readDocketValue(fields);
  if ('pacer_case_id' in fields && !('docket_entries' in fields)) {
    const read = menu.safeParse(fields);
    return read.success ? { menu: read.data } : refusalFrom(read.error.issues[0]!);
  }
  if ('case_name_raw' in fields) return told('query', query, fields, (file) => asDocket(file, []));
  if ('date_last_filing' in fields) return told('history', history, fields, (file) => fromHistory(file));
  if ('parties' in fields && !('ordered_by' in fields) && !('mdl_status' in fields))
    return told('archive', archive, fields, (file) => fromArchive(file));
  return readDocketValue(fields);
}

/** A docket in the one shape that the plan knows, with what the file said beside it. */
function told<File extends object>(
  kind: ToldKind,
  shape: z.ZodType<File>,
  fields: object,
  docketOf: (file: File) => DocketFile,
): ReadDocket | ImportRefusal {
  const read = shape.safeParse(fields);
  if (!read.success) return refusalFrom(read.error.issues[0]!);
  const file = docketOf(read.data);
  const docket = identify(file);
  if ('reason' in docket) return docket;
  const { docket_entries = [], parties: _, ...header } = read.data as Kept & { docket_entries?: Kept[] };
  const entries = new Map(file.docket_entries.map((entry, n) => [entry, docket_entries[n]!]));
  const lastFiling = (header.date_last_filing ?? null) as CivilDate | null;
  return { ...docket, told: { kind, header, entries, lastFiling } };
}

type Header = Omit<DocketFile, 'docket_entries' | 'parties'>;
type Certain = Pick<Header, 'case_name' | 'court_id' | 'date_filed' | 'docket_number'>;

/** What a file does not say is empty. */
function asDocket(
  file: Certain & { readonly [K in keyof Header]?: Header[K] | undefined },
  docket_entries: FileEntry[],
  parties: DocketFile['parties'] = [],
): DocketFile {
  return {
    assigned_to_str: file.assigned_to_str ?? '',
    case_name: file.case_name,
    cause: file.cause ?? '',
    court_id: file.court_id,
    date_converted: file.date_converted ?? null,
    date_discharged: file.date_discharged ?? null,
    date_filed: file.date_filed,
    date_terminated: file.date_terminated ?? null,
    demand: file.demand ?? '',
    docket_entries,
    docket_number: file.docket_number,
    federal_defendant_number: file.federal_defendant_number ?? null,
    federal_dn_case_type: file.federal_dn_case_type ?? null,
    federal_dn_judge_initials_assigned: file.federal_dn_judge_initials_assigned ?? null,
    federal_dn_judge_initials_referred: file.federal_dn_judge_initials_referred ?? null,
    federal_dn_office_code: file.federal_dn_office_code ?? null,
    jurisdiction: file.jurisdiction ?? '',
    jury_demand: file.jury_demand ?? '',
    mdl_status: '',
    nature_of_suit: file.nature_of_suit ?? '',
    ordered_by: 'date_filed',
    parties,
    referred_to_str: file.referred_to_str ?? '',
  };
}

/** An entry of a history has its full text only where the court was asked for it. */
function fromHistory(file: z.infer<typeof history>): DocketFile {
  const entries = file.docket_entries.map(({ short_description, ...entry }) => ({
    ...entry,
    description: entry.description || short_description,
  }));
  return asDocket(file, entries);
}

/** `(Entered: 03/02/2026)` at the end of a docket text. */
const ENTERED = /\(Entered: (\d{2}\/\d{2}\/\d{4})\)\s*$/;

function fromArchive(file: z.infer<typeof archive>): DocketFile {
  const entries = file.docket_entries.map(({ short_description, attachments, ...entry }) => {
    const entered = asUsDate(ENTERED.exec(entry.description)?.[1] ?? '');
    return {
      ...entry,
      description: entry.description || short_description,
      date_entered: entered && entered >= entry.date_filed ? entered : entry.date_filed,
      ...(attachments && {
        attachments: attachments.map((each) => ({ ...each, attachment_number: Number(each.attachment_number) })),
      }),
    };
  });
  const parties = file.parties.map(({ attorneys, ...party }) => ({
    ...party,
    // a docket's contact lines each end, the archive's last does not; its parties without counsel have an empty list
    ...(attorneys.length > 0 && {
      attorneys: attorneys.map((each) => ({ ...each, contact: each.contact === '' ? '' : `${each.contact}\n` })),
    }),
  }));
  return asDocket(file, entries, parties);
}
