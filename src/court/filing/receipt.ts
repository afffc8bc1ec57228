/** The canonical receipt and the document stamp: what the court signs for (DESIGN §3.5; spec/filing.md §5.4). */
import { canonicalJson, type Json } from '../../kernel/canonical.ts';
import type { CourtId, DocumentSerial, EntrySeq, FilingId, Sha256 } from '../../kernel/ids.ts';
import type { Signer } from '../../kernel/ports.ts';
import { type CivilDate, type Instant, shortUsDate } from '../../kernel/time.ts';
import type { CaseForFiling, Filing, Receipt } from './model.ts';

/** What a document's stamp covers: its hash, the day of filing and its file number. */
export const stampedFacts = (sha256: Sha256, filedOn: CivilDate, fileNumber: string): string =>
  `${sha256}|${filedOn}|${fileNumber}`;

/** `[STAMP olydStamp_ID=… [Date=11/22/2026] [FileNumber=100000001-0] [128 hex digits]]`: an Ed25519 signature in the form NEFs have always printed. */
export function documentStamp(
  signer: Signer,
  court: string,
  sha256: Sha256,
  filedOn: CivilDate,
  fileNumber: string,
): string {
  const signature = signer.sign(Buffer.from(stampedFacts(sha256, filedOn, fileNumber))).toString('hex');
  return `[STAMP ${court}Stamp_ID=${signer.keyId} [Date=${shortUsDate(filedOn)}] [FileNumber=${fileNumber}] [${signature}]]`;
}

/** The bytes of a receipt that are signed, and that a verifier makes again from the stored receipt. */
export const receiptBytes = (receipt: Receipt): Buffer => Buffer.from(canonicalJson(receipt as unknown as Json));

export const signReceipt = (signer: Signer, receipt: Receipt): string =>
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
    documents: readonly (Filing['documents'][number] & { serial: DocumentSerial; stamp: string })[];
  },
): Receipt {
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
    enteredBy: byCourt ? null : state.signer!.signatureName,
    documents: made.documents.map((each) => ({
      serial: each.serial,
      attachmentNo: each.attachmentNo,
      description: [each.category, each.description].filter(Boolean).join(' '),
      // spec/filing.md §5.2 item 12: what notices print of a file whose name is withheld
      originalName: filing.documentRestriction === 'public' ? each.upload.originalName : 'suppressed',
      sha256: each.upload.sha256,
      bytes: each.upload.bytes,
      pages: each.upload.pages,
      stamp: each.stamp,
    })),
    emailed: [...addresses.values()],
    paper: filing.paper,
    deadlines: filing.deadlinesSet,
    restriction: filing.entrySide === 'sealed' ? 'sealed-entry' : filing.documentRestriction,
  };
}
