/** Between the fields of a docket file and the columns of a case: there and back (`import-docket.ts`, `export-docket.ts`). */
import { canonicalJson, type Json } from '../../kernel/canonical.ts';
import { type CaseNumber, shortNumber } from '../../kernel/case-number.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type CounselStatus, printedRoles } from './contact.ts';
import type { DocketFile, FileCounsel, FileEntry, FileParty } from './docket-file.ts';
import { type Affiliate, type Alias, printedPartyLines } from './party-lines.ts';

/** A JSON object as a jsonb column holds it. */
export type Kept = { readonly [field: string]: Json | undefined };

/** The header of a case, in columns. Empty text is null. */
export interface HeaderColumns {
  readonly short_title: string;
  readonly filed_on: CivilDate | null;
  readonly terminated_on: CivilDate | null;
  readonly presider: string | null;
  readonly referral: string | null;
  readonly presider_initials: string | null;
  readonly referral_initials: string | null;
  readonly cause: string | null;
  readonly nature_of_suit: string | null;
  readonly jury_demand: string | null;
  readonly jurisdiction: string | null;
  readonly demand: string | null;
  readonly mdl_status: string | null;
}

export type FileHeader = Omit<DocketFile, 'parties' | 'docket_entries'>;

export function headerColumns(file: FileHeader): HeaderColumns {
  return {
    short_title: file.case_name,
    filed_on: file.date_filed,
    terminated_on: file.date_terminated,
    presider: file.assigned_to_str || null,
    referral: file.referred_to_str || null,
    presider_initials: file.federal_dn_judge_initials_assigned || null,
    referral_initials: file.federal_dn_judge_initials_referred || null,
    cause: file.cause || null,
    nature_of_suit: file.nature_of_suit || null,
    jury_demand: file.jury_demand || null,
    jurisdiction: file.jurisdiction || null,
    demand: file.demand || null,
    mdl_status: file.mdl_status || null,
  };
}

/** The header that the columns alone give; `filed_on` falls back to the empty text where a case has no day. */
export function fileHeader(court: string, number: CaseNumber, columns: HeaderColumns): Kept {
  return {
    assigned_to_str: columns.presider ?? '',
    case_name: columns.short_title,
    cause: columns.cause ?? '',
    court_id: court,
    date_converted: null,
    date_discharged: null,
    date_filed: columns.filed_on,
    date_terminated: columns.terminated_on,
    demand: columns.demand ?? '',
    docket_number: shortNumber(number),
    federal_defendant_number: null,
    federal_dn_case_type: number.type,
    federal_dn_judge_initials_assigned: columns.presider_initials,
    federal_dn_judge_initials_referred: columns.referral_initials,
    federal_dn_office_code: number.office,
    jurisdiction: columns.jurisdiction ?? '',
    jury_demand: columns.jury_demand ?? '',
    mdl_status: columns.mdl_status ?? '',
    nature_of_suit: columns.nature_of_suit ?? '',
    ordered_by: 'date_filed',
    referred_to_str: columns.referral ?? '',
  };
}

export interface PartyColumns {
  readonly role: string;
  readonly name: string;
  readonly party_text: string;
  readonly terminated_on: CivilDate | null;
  readonly aliases: readonly Alias[];
  readonly affiliates: readonly Affiliate[];
}

/** The party that the columns alone give, without counsel and criminal matter. */
export const fileParty = (columns: PartyColumns): Kept => ({
  date_terminated: columns.terminated_on,
  extra_info: printedPartyLines(columns.party_text, columns.aliases, columns.terminated_on, columns.affiliates).join(
    '\n',
  ),
  name: columns.name,
  type: columns.role,
});

/** Counsel as the columns give it. Each contact line ends with a line end. */
export const fileCounsel = (name: string, contact: readonly string[], status: CounselStatus): FileCounsel => ({
  contact: contact.map((line) => `${line}\n`).join(''),
  name,
  roles: printedRoles(status),
});

export const PRO_SE = 'PRO SE';

/** The lines of a contact as printed, without the last line end. */
export const linesOf = (contact: string): string[] => (contact === '' ? [] : contact.replace(/\n$/, '').split('\n'));

/**
 * The block that a party without counsel has in counsel's place (spec/filing.md §2.8): its own name, its address, `PRO SE`.
 * Null when the block is somebody else's.
 */
export function proSeAddress(party: FileParty, block: FileCounsel): string | null {
  const lines = linesOf(block.contact);
  const address = lines.slice(0, -1).join('\n');
  const rebuilt = fileProSe(party.name, address);
  const same = canonicalJson({ ...rebuilt }) === canonicalJson({ ...block });
  return same ? address : null;
}

export const fileProSe = (name: string, address: string): FileCounsel => ({
  contact: [...linesOf(address), PRO_SE].map((line) => `${line}\n`).join(''),
  name,
  roles: [],
});

/** What a file says of an entry's documents, kept as printed. Null when it says nothing. */
export function documentFacts(entry: FileEntry): Kept | null {
  const { date_entered, date_filed, description, document_number, ...facts } = entry;
  return facts.pacer_doc_id === null && facts.pacer_seq_no === null && Object.keys(facts).length === 2
    ? null
    : (facts as Kept);
}

/** The members of a file's object that what the columns give lacks or has otherwise; null when there are none. */
export function leftOver(written: Kept, rebuilt: Kept): Kept | null {
  const over = Object.entries(written).filter(
    ([field, value]) => canonicalJson(value ?? null) !== canonicalJson(rebuilt[field] ?? null),
  );
  return over.length > 0 ? Object.fromEntries(over) : null;
}

/** A document number as a number, or null where it is printed in another form. */
export const plainDocNo = (printed: string | null): number | null =>
  printed !== null && /^[1-9]\d{0,8}$/.test(printed) ? Number(printed) : null;
