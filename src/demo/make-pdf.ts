/**
 * Pleadings of the fictional courts as searchable PDFs: caption, title, numbered paragraphs, signature, page numbers.
 * The same wish gives the same bytes: no date of making, no random id, nothing compressed.
 */
import { StandardFontEmbedder } from '@cantoo/pdf-lib';
import { FontNames } from '@cantoo/pdf-lib/standard-fonts';
import { seededRandom } from '../kernel/random.ts';
import { type Writing, writing } from './invented-text.ts';

export interface PdfWish {
  /** `UNITED STATES DISTRICT COURT` and the lines below it. */
  readonly court: readonly string[];
  /** The parties: what stands to the left of the bar, e.g. `ALDER MILLS, INC.,`, `Plaintiff,`, `v.` … */
  readonly caption: readonly string[];
  /** `1:26-cv-00142-ABC`. */
  readonly caseNumber: string;
  readonly title: string;
  /** The body, a paragraph each; or a seed from which a body is invented. */
  readonly body: { readonly paragraphs: readonly string[] } | { readonly seed: string };
  /** Exactly so many pages when the body is invented, 1 to 40; otherwise the body decides. */
  readonly pages?: number;
  /** Lines under `/s/`: name, firm, address. */
  readonly signer: readonly string[];
}

const WIDTH = 612;
const HEIGHT = 792;
const MARGIN = 72;
const LEADING = 24;
const TIGHT = 14;
const SIZE = 12;
/** Lowest line of the body; the page number stands below. */
const FLOOR = 80;

type Font = 'F1' | 'F2' | 'F3';
const fonts: Readonly<Record<Font, { readonly name: FontNames; readonly metrics: StandardFontEmbedder }>> = {
  F1: { name: FontNames.TimesRoman, metrics: StandardFontEmbedder.for(FontNames.TimesRoman) },
  F2: { name: FontNames.TimesRomanBold, metrics: StandardFontEmbedder.for(FontNames.TimesRomanBold) },
  F3: { name: FontNames.TimesRomanItalic, metrics: StandardFontEmbedder.for(FontNames.TimesRomanItalic) },
};

/** Makes one pleading. Takes some milliseconds; 5 pages are about 20 KB. Throws RangeError for 0 or over 40 pages. */
export async function makePdf(wish: PdfWish): Promise<Buffer> {
  const { pages: wanted } = wish;
  if (wanted !== undefined && !(Number.isInteger(wanted) && wanted >= 1 && wanted <= 40)) {
    throw new RangeError(`a pleading of ${wanted} pages cannot be made`);
  }
  return assemble(layOut(wish), wish.title);
}

/** A page being set: its content so far, and where the next line goes. */
class Sheet {
  content = '';
  y = HEIGHT - MARGIN;
  line(text: string, x: number, font: Font = 'F1', size = SIZE): void {
    this.content += `BT /${font} ${size} Tf ${x.toFixed(2)} ${this.y.toFixed(2)} Td ${shown(text)} Tj ET\n`;
  }
  centred(text: string, font: Font = 'F1', middle = WIDTH / 2): void {
    this.line(text, middle - widthOf(text, font) / 2, font);
  }
}

function layOut(wish: PdfWish): readonly Sheet[] {
  const first = new Sheet();
  setCaption(first, wish);
  const sheets = [first];
  const signature = 2 * LEADING + wish.signer.length * TIGHT + 30;
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
  setSignature(sheets, wish.signer, signature);
  for (const [n, sheet] of sheets.entries()) {
    sheet.y = 45;
    sheet.centred(`${n + 1}`);
  }
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
  const height = wrapped(text, 'F1', WIDTH - 2 * MARGIN, 72).length * LEADING;
  const room = sheet.y - FLOOR - height;
  if (page < wanted && (room > 0 || page + 1 < wanted)) return text;
  const fresh = HEIGHT - MARGIN - FLOOR;
  if (page < wanted) return room + fresh - signature > 0 ? text : null;
  return room - signature > 0 ? text : null;
}

/** Court, parties to the left of a bar, number to the right, title: as on the first page of any pleading. */
function setCaption(sheet: Sheet, wish: PdfWish): void {
  for (const text of wish.court) {
    sheet.centred(text, 'F2');
    sheet.y -= 16;
  }
  sheet.y -= 18;
  const top = sheet.y + 10;
  for (const text of wish.caption.flatMap((each) => wrapped(each, 'F1', 215, 0))) {
    const indent = /^(?:plaintiff|defendant|petitioner|respondent)/i.test(text) ? 90 : text === 'v.' ? 40 : 0;
    sheet.line(text, MARGIN + indent);
    sheet.y -= 16;
  }
  const bottom = sheet.y + 8;
  sheet.content += `0.8 w ${MARGIN} ${bottom} m 300 ${bottom} l 300 ${top} l S\n`;
  sheet.y = (top + bottom) / 2;
  for (const text of wrapped(`Case No. ${wish.caseNumber}`, 'F1', 220, 0)) {
    sheet.line(text, 318);
    sheet.y -= 16;
  }
  sheet.y = bottom - 34;
  for (const text of wrapped(wish.title.toUpperCase(), 'F2', WIDTH - 2 * MARGIN - 40, 0)) {
    sheet.centred(text, 'F2');
    sheet.y -= 16;
  }
  sheet.y -= 18;
}

function setParagraph(sheets: Sheet[], number: string, text: string): void {
  wrapped(`${number}   ${text}`, 'F1', WIDTH - 2 * MARGIN, 36).forEach((line, n) => {
    if (sheets.at(-1)!.y < FLOOR) sheets.push(new Sheet());
    const sheet = sheets.at(-1)!;
    sheet.line(line, MARGIN + (n === 0 ? 36 : 0));
    sheet.y -= LEADING;
  });
}

function setSignature(sheets: Sheet[], signer: readonly string[], height: number): void {
  if (sheets.at(-1)!.y - height < FLOOR - LEADING) sheets.push(new Sheet());
  const sheet = sheets.at(-1)!;
  sheet.line('Respectfully submitted,', 318);
  sheet.y -= 30;
  sheet.line(`/s/ ${signer[0] ?? ''}`, 318, 'F3');
  for (const text of signer) {
    sheet.y -= TIGHT;
    sheet.line(text, 318);
  }
}

const widthOf = (text: string, font: Font): number => fonts[font].metrics.widthOfTextAtSize(latin(text), SIZE);

/** Widths of words that were measured before: pleadings repeat themselves. */
const measured: Readonly<Record<Font, Map<string, number>>> = { F1: new Map(), F2: new Map(), F3: new Map() };
function widthOfWord(word: string, font: Font): number {
  const known = measured[font].get(word);
  if (known !== undefined) return known;
  const width = widthOf(word, font);
  if (measured[font].size < 10_000) measured[font].set(word, width);
  return width;
}

/** Lines of at most `width` points, the first shorter by `indent`. */
function wrapped(text: string, font: Font, width: number, indent: number): readonly string[] {
  const lines: string[] = [];
  const space = widthOfWord(' ', font);
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const more = widthOfWord(word, font);
    const room = width - (lines.length === 0 ? indent : 0);
    if (line !== '' && used + space + more > room) {
      lines.push(line);
      line = word;
      used = more;
    } else {
      used += line === '' ? more : space + more;
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Typographic signs in the encoding of the standard fonts; what they lack becomes a question mark. */
const SIGNS: Readonly<Record<string, string>> = { '“': '"', '”': '"', '‘': "'", '’': "'", '–': '-', '—': '--' };
const latin = (text: string): string => text.replace(/[“”‘’–—]/g, (sign) => SIGNS[sign]!).replace(/[^ -~§¶é]/g, '?');
const shown = (text: string): string => `(${latin(text).replace(/[\\()]/g, '\\$&')})`;

function assemble(sheets: readonly Sheet[], title: string): Buffer {
  const kids = sheets.map((_, n) => `${7 + 2 * n} 0 R`).join(' ');
  const faces = Object.entries(fonts).map(
    ([, { name }]) => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`,
  );
  const bodies = [
    '<</Type/Catalog/Pages 2 0 R/Lang(en-US)/ViewerPreferences<</DisplayDocTitle true>>>>',
    `<</Type/Pages/Kids[${kids}]/Count ${sheets.length}/MediaBox[0 0 ${WIDTH} ${HEIGHT}]` +
      '/Resources<</Font<</F1 4 0 R/F2 5 0 R/F3 6 0 R>>>>>>',
    `<</Title${shown(title)}>>`,
    ...faces,
    ...sheets.flatMap(({ content }, n) => [
      `<</Type/Page/Parent 2 0 R/Contents ${8 + 2 * n} 0 R>>`,
      `<</Length ${content.length}>>\nstream\n${content}endstream`,
    ]),
  ];
  let file = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const rows = bodies.map((body, n) => {
    const row = `${String(file.length).padStart(10, '0')} 00000 n\r\n`;
    file += `${n + 1} 0 obj\n${body}\nendobj\n`;
    return row;
  });
  const size = bodies.length + 1;
  const start = file.length;
  file += `xref\n0 ${size}\n0000000000 65535 f\r\n${rows.join('')}`;
  file += `trailer\n<</Size ${size}/Root 1 0 R/Info 3 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
