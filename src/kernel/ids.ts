/**
 * Names of things, as types that cannot be mixed up.
 * All are plain strings or numbers at run time; the brand exists only for the compiler.
 */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A court's id as CM/ECF knows it: lower-case letters and digits, e.g. `mad`, `cit`. */
export type CourtId = Brand<string, 'CourtId'>;
/** A case's internal number inside its court ("caseid"): digits, never the docket number (spec/legacy-pages.md §3). */
export type CaseId = Brand<number, 'CaseId'>;
/** A docket entry's internal number inside its case ("de_seq_num"). Not the document number that people cite. */
export type EntrySeq = Brand<number, 'EntrySeq'>;
/** A document's serial inside its court: the digits after prefix and flag digit of a doc id (spec/legacy-pages.md §3). */
export type DocumentSerial = Brand<number, 'DocumentSerial'>;
/** A party's number inside its case, in the order in which parties were added. */
export type PartyNo = Brand<number, 'PartyNo'>;
/** A person as one court knows them (its own copy, keyed by court). */
export type PersonId = Brand<string, 'PersonId'>;
/** A PACER account. */
export type AccountId = Brand<string, 'AccountId'>;
export type FilingId = Brand<string, 'FilingId'>;
export type DraftId = Brand<string, 'DraftId'>;
export type UploadId = Brand<string, 'UploadId'>;
export type ChargeId = Brand<string, 'ChargeId'>;
/** SHA-256 as 64 lower-case hex digits. */
export type Sha256 = Brand<string, 'Sha256'>;

const COURT_ID = /^[a-z][a-z0-9]{1,9}$/;
const DIGITS = /^[1-9]\d{0,14}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The court id that a text is, or null. Refuses everything but lower-case ids of 2 to 10 characters. */
export const asCourtId = (text: string): CourtId | null => (COURT_ID.test(text) ? (text as CourtId) : null);
/** The positive integer that a text of digits is, or null; for caseid, de_seq_num and document serials in addresses. */
export const asDigits = <T extends number>(text: string): T | null => (DIGITS.test(text) ? (Number(text) as T) : null);
/** The UUID that a text is (lower case), or null; for filings, drafts, uploads and accounts. */
export const asUuid = <T extends string>(text: string): T | null => (UUID.test(text) ? (text as T) : null);
