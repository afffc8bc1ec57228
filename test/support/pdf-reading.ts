/** Reads PDFs back in tests, with PDFium: the text of each page with its place as seen, and a page as a picture. */
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { openDocument, startPdfium } from '../../src/platform/pdf/pdfium.ts';

export interface SeenPage {
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

/** What a reader sees of each page: its size as shown, and its text. */
export async function seenPages(bytes: Buffer): Promise<readonly SeenPage[]> {
  const pdfium = await startPdfium();
  const document = openDocument(pdfium, bytes);
  return Array.from({ length: pdfium.FPDF_GetPageCount(document) }, (_, n) => {
    const page = pdfium.FPDF_LoadPage(document, n);
    const seen = {
      width: pdfium.FPDF_GetPageWidthF(page),
      height: pdfium.FPDF_GetPageHeightF(page),
      text: textOf(pdfium, page),
    };
    pdfium.FPDF_ClosePage(page);
    return seen;
  });
}

function textOf(pdfium: WrappedPdfiumModule, page: number): string {
  const text = pdfium.FPDFText_LoadPage(page);
  const count = pdfium.FPDFText_CountChars(text);
  const made = Array.from({ length: count }, (_, n) => String.fromCodePoint(pdfium.FPDFText_GetUnicode(text, n)));
  pdfium.FPDFText_ClosePage(text);
  return made.join('');
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Blue, green, red and one unused byte for each dot, from the upper left. */
  readonly dots: Uint8Array;
}

/** Page `n` (from 0) as a reader sees it, one dot a point. */
export async function picture(bytes: Buffer, n: number): Promise<Picture> {
  const pdfium = await startPdfium();
  const page = pdfium.FPDF_LoadPage(openDocument(pdfium, bytes), n);
  const width = Math.round(pdfium.FPDF_GetPageWidthF(page));
  const height = Math.round(pdfium.FPDF_GetPageHeightF(page));
  const bitmap = pdfium.FPDFBitmap_Create(width, height, 0);
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0);
  const memory = (pdfium.pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
  const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
  return { width, height, dots: memory.slice(start, start + width * height * 4) };
}

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest area, from the upper left, that holds all blue dots of a picture; null when there are none. */
export function blueArea({ width, height, dots }: Picture): Area | null {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      if (dots[at]! - dots[at + 2]! < 60) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  if (xs.length === 0) return null;
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
