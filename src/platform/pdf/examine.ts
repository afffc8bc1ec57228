/** The gate: what becomes of an uploaded PDF (spec/filing.md §4.3). Runs in a child process only. */
import { refuseActiveContent } from './active.ts';
import { PdfFile } from './file.ts';
import { hasFillableFields } from './form-fields.ts';
import { PDF_LIMITS, type PdfLimits } from './limits.ts';
import { pagesOf } from './pages.ts';
import { openDocument, startPdfium } from './pdfium.ts';
import { sequentialView } from './sequential-view.ts';
import { stampTail } from './stamp-tail.ts';
import { malformed, PdfDict, PdfRefused, PdfText, type RefusalCode } from './syntax.ts';

/** The same shape as `court/documents/pdf-port.ts` asks for; a test holds them together. */
export type Verdict =
  | {
      readonly ok: true;
      readonly pages: number;
      readonly title: string | null;
      readonly stampable: boolean;
      readonly notes: readonly Note[];
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly detail: string };
type Note = 'fillable-fields' | 'external-links' | 'earlier-revisions' | 'leading-bytes';

/**
 * Judges a file, cheapest and best bounded look first: our own reading by the cross-references, every dictionary, the
 * pages, the stamp that will be needed; only then the libraries, which must agree.
 */
export async function examine(bytes: Buffer, limits: PdfLimits = PDF_LIMITS): Promise<Verdict> {
  try {
    const file = new PdfFile(bytes, limits);
    const links = refuseActiveContent(file);
    const pages = pagesOf(file, limits).length;
    stampTail(file, 'Case 1:26-cv-00001   Document 1   Filed 01/02/26', limits);
    refuseActiveContent(await sequentialView(file.bytes));
    await agreeOnPages(bytes, pages);
    const notes: Note[] = [];
    if (hasFillableFields(file)) notes.push('fillable-fields');
    if (links.externalLinks) notes.push('external-links');
    if (file.references.revisions > 0) notes.push('earlier-revisions');
    if (file.leadingBytes > 0) notes.push('leading-bytes');
    return { ok: true, pages, title: titleOf(file), stampable: true, notes };
  } catch (error) {
    if (error instanceof PdfRefused) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
}

/** The tail for a file; refuses what is no PDF, by throwing `PdfRefused`. */
export const makeTail = (bytes: Buffer, prefix: string, limits: PdfLimits = PDF_LIMITS): Buffer =>
  stampTail(new PdfFile(bytes, limits), prefix, limits);

async function agreeOnPages(bytes: Buffer, pages: number): Promise<void> {
  const pdfium = await startPdfium();
  const counted = pdfium.FPDF_GetPageCount(openDocument(pdfium, bytes));
  if (counted !== pages) throw malformed(`engines count ${pages} and ${counted} pages`);
}

/** The title among the document's properties, as text without control characters. */
function titleOf(file: PdfFile): string | null {
  const info = file.resolve(file.references.trailer.get('Info'));
  const title = info instanceof PdfDict ? file.resolve(info.get('Title')) : null;
  if (!(title instanceof PdfText)) return null;
  const text = textOf(title.bytes)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return text === '' ? null : [...text].slice(0, 500).join('');
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  return bytes.toString('latin1');
}
