/** What a filing is made of: the state it is decided on, what is decided, and the receipt that proves it. */
import type { CaseNumber } from '../../kernel/case-number.ts';
import type {
  CaseId,
  CourtId,
  DocumentSerial,
  EntrySeq,
  FilingId,
  PartyNo,
  PersonId,
  Sha256,
  UploadId,
} from '../../kernel/ids.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { DocumentRestriction } from '../access/policy.ts';
import type { Affiliate, Alias } from '../cases/party-lines.ts';
import type { NameParts } from '../cases/party-names.ts';
import type { TextPart } from '../docket/model.ts';
import type { Answers, SIGNATURES_HELD } from '../events/answers.ts';
import type { EventDefinition } from '../events/model.ts';

export interface PersonInCase {
  readonly personId: PersonId;
  readonly displayName: string;
  /** `Last, First M.`, as docket text signs it. */
  readonly signatureName: string;
  readonly title: string | null;
  readonly kind: 'attorney' | 'pro-se' | 'clerk' | 'judge' | 'other';
  readonly email: string | null;
  readonly secondaryEmails: readonly string[];
  readonly address: string | null;
  readonly firm: string | null;
  readonly status: 'registered' | 'unregistered' | 'inactive';
}

export interface AssociationInCase {
  readonly partyNo: PartyNo;
  readonly personId: PersonId;
  readonly lead: boolean;
  readonly notice: boolean;
  /** In what capacity, where an event asks: `CJA Appointment` (spec/filing.md §2.8). */
  readonly designation?: string;
}

export interface PartyInCase {
  readonly partyNo: PartyNo;
  readonly role: string;
  readonly name: string;
  /** Other names it goes by, and to whom it belongs (spec/filing.md §2.7.3, §2.7.10). */
  readonly aliases: readonly Alias[];
  readonly affiliates: readonly Affiliate[];
  readonly proSe: boolean;
  readonly address: string | null;
  readonly terminatedOn: CivilDate | null;
  /** The party of the case that it is, in another role. */
  readonly sameAs: PartyNo | null;
  /** Its number as a defendant of a criminal case; null for who is none. */
  readonly defendant: number | null;
  readonly counts: readonly CountInCase[];
  /** The highest number that a complaint against it has. */
  readonly complaints: number;
}

/** A count on record. `open`: pending, and nothing has become of it. */
export interface CountInCase {
  readonly n: number;
  readonly label: string;
  readonly disposition: string;
  readonly open: boolean;
}

/** An entry that a filing refers to. */
export interface ReferredEntry {
  readonly seq: EntrySeq;
  readonly docNo: number | null;
  readonly shortName: string;
  readonly referenceName: string;
  readonly category: string | null;
  readonly eventCode: string | null;
  readonly eventVersion: number | null;
  readonly filers: readonly PartyNo[];
  /** Entries that it refers to itself. */
  readonly refersTo: readonly EntrySeq[];
  /** Who signed it; null for imported entries. */
  readonly signer: PersonId | null;
  readonly reliefs: readonly {
    readonly n: number;
    readonly code: string;
    readonly name: string;
    readonly status: string;
    /** The new day that a motion for more time asks for. */
    readonly askedOn: CivilDate | null;
  }[];
}

export interface UploadedDocument {
  readonly uploadId: UploadId;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly pages: number;
  readonly originalName: string;
  readonly stagedPath: string;
  /** A form that can still be filled in, in a court that takes those. */
  readonly fillable: boolean;
  /** Code of the court's form that it is, made by the program of the filer's answers; null: the filer's own file. */
  readonly form: string | null;
}

export interface OpenDeadline {
  readonly id: string;
  readonly name: string;
  readonly triggerSeq: number;
  /** Whose it is; null: nobody's in particular. */
  readonly partyNo: PartyNo | null;
  readonly dueOn: CivilDate;
  readonly explained: readonly string[];
  /** A party's own share of one that is nobody's in particular: only what refers to the entry that set it meets it. */
  readonly byReference: boolean;
  /** On whose behalf the entry that set it was filed; empty: the court's. */
  readonly setBy: readonly PartyNo[];
}

/** Somebody who signed a paper besides its filer (spec/filing.md §1.4). Never public. */
export interface SignerNamed {
  readonly name: string;
  readonly capacity: string;
  readonly held: (typeof SIGNATURES_HELD)[number];
  /** How long the filer keeps the original, as the court's setting said on the day of filing. */
  readonly keptUntil: string;
}

/** What a notice of manual filing announces (spec/filing.md §14.3 row 98). */
export interface ManualFilingAnnounced {
  readonly what: string;
  readonly medium: string;
  readonly reason: string;
}

/** All that a decision about a filing may look at, read under the lock on the case. */
export interface CaseForFiling {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly number: CaseNumber;
  readonly fullNumber: string;
  readonly shortTitle: string;
  readonly filedOn: CivilDate | null;
  readonly terminatedOn: CivilDate | null;
  readonly rowVersion: number;
  readonly nextEntrySeq: EntrySeq;
  readonly nextDocNo: number;
  readonly chainN: number;
  readonly chainHead: string;
  readonly presider: string | null;
  readonly parties: readonly PartyInCase[];
  readonly associations: readonly AssociationInCase[];
  /** The highest number an association of this case has had, ended ones included. */
  readonly lastAssociation: number;
  readonly persons: readonly PersonInCase[];
  readonly referred: readonly ReferredEntry[];
  /** Open deadlines that this filing may end: of the names that it satisfies, and of the entries that it is about. */
  readonly openDeadlines: readonly OpenDeadline[];
  readonly signer: PersonInCase | null;
  readonly uploads: readonly UploadedDocument[];
  /** A protective order is in force (flag PROTO, spec/filing.md §2.5). */
  readonly protectiveOrder: boolean;
}

export interface FiledDocument {
  readonly attachmentNo: number;
  readonly upload: UploadedDocument;
  readonly category: string | null;
  readonly description: string | null;
}

export interface NoticeTo {
  readonly person: PersonInCase;
  readonly address: string;
  readonly secondary: boolean;
}

export interface PaperNotice {
  readonly name: string;
  readonly address: string;
}

export interface DeadlineSet {
  /** The dictionary's code, by which later entries meet it. */
  readonly name: string;
  /** For people: `Response to motion due`. */
  readonly title: string;
  readonly dueOn: CivilDate;
  readonly rule: string;
  readonly explained: readonly string[];
  /** Of each of whom it is by itself; absent: nobody's in particular. */
  readonly parties?: readonly { readonly partyNo: PartyNo; readonly name: string }[];
  /** It is longer for these parties, who are served by mail (Fed. R. Civ. P. 6(d)). */
  readonly byMail?: true;
  /** A share of one that is nobody's in particular (see `OpenDeadline`). */
  readonly byReference?: true;
}

/** An open deadline that gets another day: the old one ends and stays as history, the new one takes its place. */
export interface DeadlineMoved {
  /** The one that was open. */
  readonly id: string;
  /** Whether that one ends; false where it stays for others and only these parties get another day. */
  readonly ends: boolean;
  readonly name: string;
  readonly title: string;
  readonly triggerSeq: number;
  readonly parties: readonly { readonly partyNo: PartyNo; readonly name: string }[];
  readonly byReference: boolean;
  readonly wasDue: CivilDate;
  readonly dueOn: CivilDate;
  readonly rule: string;
  readonly explained: readonly string[];
}

/** A party that a filing brings into the case. */
export interface PartyAdded {
  readonly party: PartyInCase;
  readonly kind: 'person' | 'organization' | 'government';
  readonly text: string;
  /** What its name is put together from; null: the name is one piece, or that of the party that it is. */
  readonly parts: NameParts | null;
  /** `filer`, the prompt that names it, or null (`Answers.newParties`). */
  readonly as: string | null;
}

/** Where a further name stands: its place in the party's list, from 1. */
export interface UnderParty {
  readonly party: Pick<PartyInCase, 'partyNo' | 'name'>;
  readonly n: number;
}

/** What a submission becomes: everything that one transaction writes, decided before anything is written. */
export interface Filing {
  readonly kind: 'filing';
  readonly filedOn: CivilDate;
  readonly receivedAt: Instant;
  readonly eventCode: string;
  readonly eventVersion: number;
  readonly shortName: string;
  readonly referenceName: string;
  readonly category: string;
  readonly numbered: boolean;
  readonly parts: readonly TextPart[];
  readonly text: string;
  readonly entrySide: 'pub' | 'sealed';
  readonly sealMode: 'placeholder' | 'gap' | 'series';
  readonly documentRestriction: DocumentRestriction;
  readonly documents: readonly FiledDocument[];
  readonly signers: readonly SignerNamed[];
  readonly manualFiling: ManualFilingAnnounced | null;
  readonly filers: readonly PartyInCase[];
  readonly links: readonly { readonly toSeq: EntrySeq; readonly reliefN: number; readonly kind: string }[];
  readonly reliefsOpened: readonly {
    readonly n: number;
    readonly code: string;
    readonly name: string;
    /** The new day that a motion for more time asks for. */
    readonly askedOn: CivilDate | null;
  }[];
  readonly reliefsRuled: readonly { readonly seq: EntrySeq; readonly n: number; readonly outcome: string }[];
  readonly deadlinesSet: readonly DeadlineSet[];
  readonly deadlinesEnded: readonly string[];
  readonly deadlinesMoved: readonly DeadlineMoved[];
  /** Flags that go up and down with this entry; none with one that the public does not see. */
  readonly flags: EventDefinition['flags'];
  /** Appearances that begin, those for new parties too. */
  readonly associations: readonly AssociationInCase[];
  /** Appearances that end. */
  readonly withdrawn: readonly { readonly partyNo: PartyNo; readonly personId: PersonId; readonly name: string }[];
  /** Defendants whom it is about. */
  readonly defendants: readonly PartyInCase[];
  readonly partiesAdded: readonly PartyAdded[];
  readonly partiesEnded: readonly PartyInCase[];
  /** Names that it puts on the docket, of new parties too; `n` counts on in each party's list. */
  readonly aliasesAdded: readonly (Alias & UnderParty)[];
  readonly affiliatesAdded: readonly (Affiliate & UnderParty)[];
  /** Counsel whom the court puts on the docket with it; their appearances are among `associations`. */
  readonly counselAdded: readonly {
    readonly partyNo: PartyNo;
    readonly personId: PersonId;
    readonly name: string;
    readonly party: string;
  }[];
  /** Counsel of other parties who join in it, as the signer says. */
  readonly agreed: readonly { readonly name: string; readonly parties: readonly string[] }[];
  /** Counts and complaints that it puts on record, as docket sheets print them. */
  readonly charged: readonly {
    readonly partyNo: PartyNo;
    readonly n: number;
    readonly label: string;
    readonly complaint: boolean;
  }[];
  readonly disposed: Answers['dispositions'];
  /** What becomes of the case by it. */
  readonly caseStatus: 'closes' | 'reopens' | 'stays';
  /** Its documents are free to everyone. */
  readonly opinion: boolean;
  readonly notices: readonly NoticeTo[];
  readonly paper: readonly PaperNotice[];
}

/**
 * The canonical receipt as it is signed and stored: what the court answers for; the NEF is a rendering of it (DESIGN §3.5).
 * Of a document it says where it stands and holds a commitment to the rest, so that it need not change when one is sealed.
 */
export interface SignedReceipt {
  readonly filingId: FilingId;
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly caseNumber: string;
  readonly caseTitle: string;
  readonly caseClosedOn: CivilDate | null;
  readonly entry: EntrySeq;
  readonly documentNumber: number | null;
  readonly event: string;
  readonly shortName: string;
  readonly text: string;
  readonly filedOn: CivilDate;
  readonly receivedAt: Instant;
  readonly committedAt: Instant;
  readonly filers: readonly string[];
  /** Who has consented to the filing with his or her signature, as the signer says; absent: it is the signer's alone. */
  readonly agreed?: Filing['agreed'];
  /** `Last, First`; null for entries made by the court. */
  readonly enteredBy: string | null;
  readonly documents: readonly SignedDocument[];
  readonly emailed: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  readonly paper: readonly PaperNotice[];
  readonly deadlines: readonly DeadlineSet[];
  readonly restriction: DocumentRestriction | 'sealed-entry';
}

export interface SignedDocument {
  readonly serial: DocumentSerial;
  readonly attachmentNo: number;
  readonly description: string;
  /** `commitmentTo` the document's facts: nothing of them can be guessed from it. */
  readonly commitment: string;
  /** `[STAMP …]` as the NEF prints it (spec/filing.md §5.4). */
  readonly stamp: string;
}

/** What a commitment commits to. The salt stands with the document's row, on the document's side of the wall. */
export interface DocumentFacts {
  /** 64 hex digits of chance. */
  readonly salt: string;
  readonly originalName: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly pages: number;
}

/** The receipt as its filer gets it: with the facts by which each commitment can be proved, and the court's signature. */
export interface Receipt extends Omit<SignedReceipt, 'documents'> {
  readonly documents: readonly (SignedDocument & DocumentFacts)[];
  /** What the court answers for in the further cases of a spread filing, each part signed by itself; in the order of the cases. */
  readonly alsoIn: readonly FurtherReceipt[];
  /** Ed25519 over the signed part, in hex, and the key that made it. */
  readonly signature: string;
  readonly signatureKey: string;
}

/** A spread filing in one of its further cases: that case's part of the receipt. It says nothing of the other cases. */
export interface FurtherReceipt extends SignedReceipt {
  readonly signature: string;
  readonly signatureKey: string;
}
