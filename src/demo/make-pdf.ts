/** Pleadings of the fictional courts as searchable PDFs, their bodies given or invented. The same wish gives the same bytes. */
import {
  assemble,
  beginPaper,
  endPaper,
  type PaperFrame,
  paragraphHeight,
  ROOM_ON_FRESH_PAGE,
  roomOn,
  type Sheet,
  setParagraph,
  signatureHeight,
} from '../court/documents/typeset.ts';
import { seededRandom } from '../kernel/random.ts';
import { type Writing, writing } from './invented-text.ts';

export interface PdfWish extends PaperFrame {
  /** The body, a paragraph each; or a seed from which a body is invented. */
  readonly body: { readonly paragraphs: readonly string[] } | { readonly seed: string };
  /** Exactly so many pages when the body is invented, 1 to 40; otherwise the body decides. */
  readonly pages?: number;
}

/** Makes one pleading. Takes some milliseconds; 5 pages are about 20 KB. Throws RangeError for 0 or over 40 pages. */
export async function makePdf(wish: PdfWish): Promise<Buffer> {
  const { pages: wanted } = wish;
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= 40)) {
    throw new RangeError(`a pleading of ${wanted} pages cannot be made`);
  }
  return assemble(layOut(wish), wish.title);
}

function layOut(wish: PdfWish): readonly Sheet[] {
  const sheets = beginPaper(wish);
  const signature = signatureHeight(wish);
  const given = 'paragraphs' in wish.body ? wish.body.paragraphs.values() : null;
  const invented = 'seed' in wish.body ? writing(seededRandom(`pleading ${wish.body.seed}`)) : null;
  const wanted = invented ? (wish.pages ?? 1) : Number.POSITIVE_INFINITY;
  for (let number = 1; ; number++) {
    const sheet = sheets.at(-1)!;
    const text = given
      ? given.next().value
      : invented && nextInvented(invented, number, sheets.length, wanted, sheet, signature);
    if (!text) break;
    setParagraph(sheets, `${number}.`, text);
  }
  endPaper(sheets, wish);
  return sheets;
}

/** The next invented paragraph, or none when the last page has no room for it and for the signature. */
function nextInvented(
  invented: Writing,
  number: number,
  page: number,
  wanted: number,
  sheet: Sheet,
  signature: number,
): string | null {
  const text = invented.paragraph(number);
  const room = roomOn(sheet) - paragraphHeight(text);
  if (page < wanted && (room > 0 || page + 1 < wanted)) return text;
  if (page < wanted) return room + ROOM_ON_FRESH_PAGE - signature > 0 ? text : null;
  return room - signature > 0 ? text : null;
}
