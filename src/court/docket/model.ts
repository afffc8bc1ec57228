/** The docket as a reader gives it: what somebody may see, and nothing else (spec/filing.md §2.6-2.11). */
import type { CaseNumber, Initials } from '../../kernel/case-number.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq, PartyNo, Sha256 } from '../../kernel/ids.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { DocumentRestriction } from '../access/policy.ts';
import type { CounselStatus } from '../cases/contact.ts';
import type { Affiliate } from '../cases/party-lines.ts';
import type { AssociatedPart } from '../events/associated.ts';
import type { DefendantView, HeaderLine, LinkView } from './criminal.ts';

/** A row of a search, and the head of every page about a case. */
export interface CaseSummary {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly number: CaseNumber;
  /** With the initials of the judges: `1:26-cv-00142-ABC`. */
  readonly fullNumber: string;
  readonly shortTitle: string;
  readonly filedOn: CivilDate | null;
  readonly terminatedOn: CivilDate | null;
}

/** The header of the docket sheet (spec/filing.md §2.6). */
export interface CaseHeader extends CaseSummary {
  /** Those of the judges it has today, as its number shows them. */
  readonly initials: Initials;
  readonly presider: string | null;
  readonly referral: string | null;
  readonly cause: string | null;
  readonly natureOfSuit: string | null;
  readonly juryDemand: string | null;
  readonly jurisdiction: string | null;
  readonly demand: string | null;
  readonly mdlStatus: string | null;
  /** Other cases, as far as they are public; none in the rows of a search. */
  readonly links: readonly LinkView[];
  /** Lines that only this court has; none in the rows of a search. */
  readonly lines: readonly HeaderLine[];
  readonly lastFiledOn: CivilDate | null;
  readonly flags: readonly string[];
  readonly origin: 'filed' | 'imported';
}

/** A name that the court knows, and how many of the cases that this actor may look at have it. */
export interface FoundName {
  readonly name: string;
  readonly kind: 'person' | 'organization' | 'government' | null;
  /** The other name by which it was found; null: it was found by its own. */
  readonly also: string | null;
  readonly cases: number;
}

export interface PartyView {
  readonly partyNo: PartyNo;
  readonly role: string;
  readonly name: string;
  /** Lines under the name, separated by line ends. */
  readonly partyText: string;
  readonly aliases: readonly { readonly kind: string; readonly name: string }[];
  /** Its corporate parents and other affiliates. */
  readonly affiliates: readonly Affiliate[];
  readonly proSe: boolean;
  readonly address: string | null;
  readonly terminatedOn: CivilDate | null;
  readonly counsel: readonly CounselView[];
  /** Null for who is no defendant of a criminal case. */
  readonly defendant: DefendantView | null;
}

export interface CounselView extends CounselStatus {
  readonly name: string;
  /** Firm, street, town, telephone, fax, e-mail: one printed line each. */
  readonly contact: readonly string[];
}

/** A piece of docket text: plain words, the filer's own (italic), a reference to an entry, an attachment's number. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'free'; readonly text: string }
  | { readonly kind: 'ref'; readonly seq: number; readonly label: string }
  | { readonly kind: 'attachment'; readonly n: number }
  | AssociatedPart;

/** A document that the reader may know of: with a link when it may be opened, without when the entry only names it. */
export interface DocumentView {
  readonly serial: DocumentSerial;
  readonly attachmentNo: number;
  /** `Exhibit A`, category and description; empty for the main document. */
  readonly description: string;
  /** Null: named by the record but not held here. */
  readonly pages: number | null;
  readonly bytes: number | null;
}

/** A document that not everybody may open, as somebody who may knows it. */
export interface RestrictedView extends DocumentView {
  /** As the court set it; it holds until `untilOn`. */
  readonly restriction: DocumentRestriction;
  readonly untilOn: CivilDate | null;
}

export type EntryRow =
  | EntryView
  /** A sealed entry in placeholder mode: the number is used, no more is said (DESIGN §4.4). */
  | { readonly kind: 'sealed-placeholder'; readonly docNo: number };

export interface EntryView {
  readonly kind: 'entry';
  readonly seq: EntrySeq;
  /** As printed in the # column; null: not numbered. */
  readonly number: string | null;
  readonly filedOn: CivilDate;
  readonly enteredOn: CivilDate;
  readonly text: string;
  readonly parts: readonly TextPart[] | null;
  /** Only those that this reader may open, or that are named but not held. Restricted ones are not listed. */
  readonly documents: readonly DocumentView[];
  /** True for entries that only court users see or that are sealed; said in words beside the entry. */
  readonly restricted: 'court-only' | 'sealed' | null;
  /** What struck it, as printed: `Order 12`; null: it stands. */
  readonly strickenBy: string | null;
}

/** A document together with what its page says. */
export interface DocumentDetail extends DocumentView {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  readonly docNo: number | null;
  readonly filedOn: CivilDate;
  readonly category: string | null;
  /** Of a written opinion: free to everyone (E-Government Act of 2002, § 205(a)(5)). */
  readonly opinion: boolean;
  /** The level that holds today. */
  readonly restriction: DocumentRestriction;
  readonly sha256: Sha256 | null;
  readonly sealed: { readonly objectId: string; readonly wrappedKey: Buffer; readonly keyId: string } | null;
}

/** Where a batch of the docket goes on (keyset): after this row. */
export interface DocketCursor {
  readonly filedOn: CivilDate;
  readonly seq: number;
}

export interface DocketQuery {
  readonly order: 'oldest-first' | 'newest-first';
  readonly filedFrom?: CivilDate | undefined;
  readonly filedTo?: CivilDate | undefined;
  readonly numberFrom?: number | undefined;
  readonly numberTo?: number | undefined;
  /** The docket of one defendant, by number (spec/filing.md §2.10): what is about that defendant, or about none in particular. */
  readonly defendant?: number | undefined;
}

export type { Instant };
