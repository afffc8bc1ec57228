/**
 * A docket as a file (the JSON of an independent parser; what its fields mean: spec/legacy-pages.md §6.4-6.7).
 * Every field must be there and be what it claims to be: a file is taken whole or not at all.
 */
import { z } from 'zod';
import { type CaseNumber, wholeCaseNumber } from '../../kernel/case-number.ts';
import { asCourtId, type CourtId } from '../../kernel/ids.ts';
import { asCivilDate, type CivilDate } from '../../kernel/time.ts';
import type { Kept } from './imported.ts';
import { brokenJsonLine } from './json-place.ts';

/** Text that Postgres can hold unchanged. */
export const text = z
  .string()
  .refine((value) => value.isWellFormed() && !value.includes('\u0000'), 'has a character that is no text');
/** Postgres knows no year 0; nothing on a federal docket is older than the courts. */
const FIRST_DAY = '1789-01-01';
export const day = z.string().transform((value, context): CivilDate => {
  const read = asCivilDate(value);
  if (read && read >= FIRST_DAY) return read;
  context.addIssue('is not a day of the form YYYY-MM-DD');
  return z.NEVER;
});
export const digits = z.string().regex(/^\d{1,20}$/, 'is not a number of digits');
export const count = z.int().min(0);

export const attachment = z.strictObject({
  attachment_number: count.max(99_999),
  description: text,
  file_size_bytes: count.nullish(),
  file_size_str: text.nullish(),
  pacer_doc_id: digits.nullable(),
  pacer_seq_no: digits.nullable(),
  page_count: count.nullish(),
});
const entry = z.strictObject({
  attachments: z.array(attachment).optional(),
  date_entered: day,
  date_filed: day,
  description: text,
  document_number: text.nullable(),
  file_size_bytes: count.nullish(),
  file_size_str: text.nullish(),
  pacer_doc_id: digits.nullable(),
  pacer_seq_no: digits.nullable(),
  page_count: count.nullish(),
});
const criminal = z.strictObject({
  complaints: z.array(z.strictObject({ disposition: text, name: text })),
  counts: z.array(z.strictObject({ disposition: text, name: text, status: text })),
  highest_offense_level_opening: text,
  highest_offense_level_terminated: text,
});
export const counsel = z.strictObject({ contact: text, name: text, roles: z.array(text) });
export const party = z.strictObject({
  attorneys: z.array(counsel).optional(),
  criminal_data: criminal.optional(),
  date_terminated: day.nullable(),
  extra_info: text,
  name: text,
  type: text,
});
/** The parts of a docket number, as the court's own system has them. */
export const numberParts = {
  federal_defendant_number: z
    .string()
    .regex(/^\d{1,5}$/, 'is not a number of digits')
    .nullable(),
  federal_dn_case_type: text.nullable(),
  federal_dn_judge_initials_assigned: text.nullable(),
  federal_dn_judge_initials_referred: text.nullable(),
  federal_dn_office_code: text.nullable(),
};
const docket = z.strictObject({
  assigned_to_str: text,
  case_name: text,
  cause: text,
  court_id: text,
  date_converted: day.nullable(),
  date_discharged: day.nullable(),
  date_filed: day,
  date_terminated: day.nullable(),
  demand: text,
  docket_entries: z.array(entry),
  docket_number: text,
  ...numberParts,
  jurisdiction: text,
  jury_demand: text,
  mdl_status: text,
  nature_of_suit: text,
  ordered_by: text.nullable(),
  parties: z.array(party),
  referred_to_str: text,
});

export type DocketFile = z.infer<typeof docket>;
export type FileEntry = z.infer<typeof entry>;
export type FileParty = z.infer<typeof party>;
export type FileCounsel = z.infer<typeof counsel>;

/** A docket with what identifies it, read. */
export interface ReadDocket {
  readonly court: CourtId;
  readonly number: CaseNumber;
  /** The docket's identity inside its court: its number, and the defendant's where it is one defendant's docket (DESIGN §5). */
  readonly externalKey: string;
  readonly file: DocketFile;
  /** Where the file is of another kind than a docket: what it says in its own shape (`other-files.ts`). */
  readonly told?: Told;
}

/** Kinds of file that tell of a case in less than a docket's shape. */
export type ToldKind = 'history' | 'archive' | 'query';

export interface Told {
  readonly kind: ToldKind;
  readonly header: Kept;
  /** By the entry made of it. */
  readonly entries: ReadonlyMap<FileEntry, Kept>;
  readonly lastFiling: CivilDate | null;
}

/** Why a file is refused: the line of a JSON mistake, or the path of a field, and what is wrong there. */
export interface ImportRefusal {
  readonly where: string;
  readonly reason: string;
}

/** Reads a docket file, whole, or says what is wrong with it first. */
export function readDocketFile(jsonText: string): ReadDocket | ImportRefusal {
  const value = readJson(jsonText);
  return 'reason' in value ? value : readDocketValue(value.json);
}

/** The JSON value of a file, or the line at which it stops being one. */
export function readJson(jsonText: string): { readonly json: unknown } | ImportRefusal {
  const written = jsonText.replace(/^\uFEFF/, '');
  try {
    return { json: JSON.parse(written) as unknown };
  } catch {
    const line = brokenJsonLine(written) ?? 1;
    return { where: `line ${line}`, reason: 'is not JSON from here on: the file is damaged or cut off' };
  }
}

export function readDocketValue(value: unknown): ReadDocket | ImportRefusal {
  const read = docket.safeParse(value);
  return read.success ? identify(read.data) : refusalFrom(read.error.issues[0]!);
}

/** What a docket file is a docket of, or which field does not say it. */
export function identify(file: DocketFile): ReadDocket | ImportRefusal {
  const court = asCourtId(file.court_id);
  if (!court) return { where: 'court_id', reason: 'is not the id of a court' };
  const number = wholeCaseNumber(file.docket_number);
  if (!number) return { where: 'docket_number', reason: 'is not a docket number with office, year, type and sequence' };
  const defendant = file.federal_defendant_number;
  const externalKey = `${number.office}:${number.yy}-${number.type}-${number.seq}${defendant ? `-${defendant}` : ''}`;
  return { court, number, externalKey, file };
}

/** The first mistake of a shape, as the path of its field. */
export function refusalFrom(issue: z.core.$ZodIssue): ImportRefusal {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const where = [...issue.path, ...unknown]
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  if (unknown.length > 0) return { where, reason: 'is a field that is not known' };
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  return { where: where || 'line 1', reason: missing ? 'is missing' : issue.message };
}
