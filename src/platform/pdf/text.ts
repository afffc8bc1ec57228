/** The text layer of a PDF's first pages, as PDFium reads it. Runs in a child process only. */
import { openDocument, startPdfium } from './pdfium.ts';

const MOST_CHARACTERS = 20_000;

/** A string a page, at most `pages` of them; lines are parted by `\n`. What is no character of a text is left out. */
export async function textOfPages(bytes: Buffer, pages: number): Promise<string[]> {
  const pdfium = await startPdfium();
  const document = openDocument(pdfium, bytes);
  const count = Math.min(pages, pdfium.FPDF_GetPageCount(document));
  const { malloc } = pdfium.pdfium.wasmExports;
  const heap = pdfium.pdfium as unknown as { readonly HEAPU8: Uint8Array };
  return Array.from({ length: count }, (_, index) => {
    const page = pdfium.FPDF_LoadPage(document, index);
    if (page === 0) return '';
    const text = pdfium.FPDFText_LoadPage(page);
    if (text === 0) return '';
    const characters = Math.min(pdfium.FPDFText_CountChars(text), MOST_CHARACTERS);
    if (characters <= 0) return '';
    const pointer = malloc(2 * (characters + 1));
    const written = pdfium.FPDFText_GetText(text, 0, characters, pointer);
    const utf16 = Buffer.from(heap.HEAPU8.slice(pointer, pointer + 2 * Math.max(0, written - 1)));
    pdfium.FPDFText_ClosePage(text);
    pdfium.FPDF_ClosePage(page);
    return utf16
      .toString('utf16le')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\P{C}\n]/gu, '');
  });
}
