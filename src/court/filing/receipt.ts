/**
 * The canonical receipt and the document stamp: what the court signs for (DESIGN §3.5; spec/filing.md §5.4).
 *
 * A receipt outlives the level of its documents: what is public today may be sealed tomorrow. It is therefore signed over
 * commitments, `sha256({bytes, originalName, pages, salt, sha256})` in canonical form. The filer's copy has the salts: with it and
 * the court's public key anyone can check that these bytes were filed. Without a salt nobody can check a guess.
 */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import type { CourtId, EntrySeq, FilingId } from '../../kernel/ids.ts';
import type { Signer } from '../../kernel/ports.ts';
import type { Random } from '../../kernel/random.ts';
import { type CivilDate, type Instant, shortUsDate } from '../../kernel/time.ts';
import type {
  CaseForFiling,
  DocumentFacts,
  Filing,
  FurtherReceipt,
  Receipt,
  SignedDocument,
  SignedReceipt,
} from './model.ts';

/** A salt that nobody can guess. */
export const newSalt = (random: Random): string => random.bytes(32).toString('hex');

/** What stands in the signed receipt for a document's name, bytes and size. */
export const commitmentTo = ({ salt, originalName, sha256: hash, bytes, pages }: DocumentFacts): string =>
  sha256(canonicalJson({ salt, originalName, sha256: hash, bytes, pages }));

/** What a document's stamp covers: the commitment to it, the day of filing and its file number. */
export const stampedFacts = (commitment: string, filedOn: CivilDate, fileNumber: string): string =>
  `${commitment}|${filedOn}|${fileNumber}`;

/** `[STAMP olydStamp_ID=… [Date=11/22/2026] [FileNumber=100000001-0] [128 hex digits]]`: an Ed25519 signature in the form NEFs have always printed. */
export function documentStamp(
  signer: Signer,
  court: string,
  commitment: string,
  filedOn: CivilDate,
  fileNumber: string,
): string {
  const signature = signer.sign(Buffer.from(stampedFacts(commitment, filedOn, fileNumber))).toString('hex');
  return `[STAMP ${court}Stamp_ID=${signer.keyId} [Date=${shortUsDate(filedOn)}] [FileNumber=${fileNumber}] [${signature}]]`;
}

/** What of a filer's receipt is signed and stored. */
export function signedPart({ signature: _, signatureKey: __, alsoIn: ___, ...receipt }: Receipt): SignedReceipt {
  const documents = receipt.documents.map(({ serial, attachmentNo, description, commitment, stamp }) => ({
    serial,
    attachmentNo,
    description,
    commitment,
    stamp,
  }));
  return { ...receipt, documents };
}

/** The same of the part of a further case. */
export function signedFurther({ signature: _, signatureKey: __, ...receipt }: FurtherReceipt): SignedReceipt {
  return receipt;
}

/** The bytes of a receipt that are signed, and that a verifier makes again from the stored receipt. */
export const receiptBytes = (receipt: SignedReceipt): Buffer => Buffer.from(canonicalJson(receipt as unknown as Json));

export const signReceipt = (signer: Signer, receipt: SignedReceipt): string =>
  signer.sign(receiptBytes(receipt)).toString('hex');

/** The receipt of a filing with the numbers that it got. */
export function receiptOf(
  court: CourtId,
  state: CaseForFiling,
  filing: Filing,
  made: {
    filingId: FilingId;
    seq: EntrySeq;
    docNo: number | null;
    committedAt: Instant;
    documents: readonly (Filing['documents'][number] & Pick<SignedDocument, 'serial' | 'commitment' | 'stamp'>)[];
  },
): SignedReceipt {
  const byCourt = state.signer!.kind === 'clerk' || state.signer!.kind === 'judge';
  const addresses = new Map<string, { name: string; addresses: string[] }>();
  for (const { person, address } of filing.notices) {
    const known = addresses.get(person.personId);
    if (known) known.addresses.push(address);
    else addresses.set(person.personId, { name: person.displayName, addresses: [address] });
  }
  return {
    filingId: made.filingId,
    court,
    caseId: state.caseId,
    caseNumber: state.fullNumber,
    caseTitle: state.shortTitle,
    caseClosedOn: state.terminatedOn,
    entry: made.seq,
    documentNumber: made.docNo,
    event: filing.eventCode,
    shortName: filing.shortName,
    text: filing.text,
    filedOn: filing.filedOn,
    receivedAt: filing.receivedAt,
    committedAt: made.committedAt,
    filers: filing.filers.map((party) => party.name),
    ...(filing.agreed.length > 0 ? { agreed: filing.agreed } : {}),
    enteredBy: byCourt ? null : state.signer!.signatureName,
    documents: made.documents.map((each) => ({
      serial: each.serial,
      attachmentNo: each.attachmentNo,
      description: [each.category, each.description].filter(Boolean).join(' '),
      commitment: each.commitment,
      stamp: each.stamp,
    })),
    emailed: [...addresses.values()],
    paper: filing.paper,
    deadlines: filing.deadlinesSet,
    restriction: filing.entrySide === 'sealed' ? 'sealed-entry' : filing.documentRestriction,
  };
}
