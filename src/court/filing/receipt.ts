/** The canonical receipt and the document stamp: what the court signs for (DESIGN §3.5; spec/filing.md §5.4). */
import { canonicalJson, type Json } from '../../kernel/canonical.ts';
import type { Sha256 } from '../../kernel/ids.ts';
import type { Signer } from '../../kernel/ports.ts';
import { type CivilDate, shortUsDate } from '../../kernel/time.ts';
import type { Receipt } from './model.ts';

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
