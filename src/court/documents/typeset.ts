/**
 * Sets papers of a court as searchable PDFs: caption, title, numbered paragraphs, signature, page numbers. Pure, and the same wish
 * gives the same bytes: no date of making, no random id, nothing compressed. The court's forms and the demo's pleadings are set here.
 */
import { StandardFontEmbedder } from '@cantoo/pdf-lib';
import { FontNames } from '@cantoo/pdf-lib/standard-fonts';

/** What stands around the body of a paper. */
export interface PaperFrame {
  /** `UNITED STATES DISTRICT COURT` and the lines below it. */
  readonly court: readonly string[];
  /** The parties: what stands to the left of the bar, e.g. `ALDER MILLS, INC.,`, `Plaintiff,`, `v.` … */
  readonly caption: readonly string[];
  /** `1:26-cv-00142-ABC`. */
  readonly caseNumber: string;
  readonly title: string;
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

/** A paper of these paragraphs, over as many pages as they need. Signs that its fonts lack print as `?`: ask `signsLacking` before. */
export function paperPdf(frame: PaperFrame, paragraphs: readonly string[]): Buffer {
  const sheets = beginPaper(frame);
  for (const [index, text] of paragraphs.entries()) setParagraph(sheets, `${index + 1}.`, text);
  endPaper(sheets, frame);
  return assemble(sheets, frame.title);
}

/** The first page with its caption. */
export function beginPaper(frame: PaperFrame): Sheet[] {
  const first = new Sheet();
  setCaption(first, frame);
  return [first];
}

/** Points that the signature takes. */
export const signatureHeight = ({ signer }: PaperFrame): number => 2 * LEADING + signer.length * TIGHT + 30;

/** Signature and page numbers. */
export function endPaper(sheets: Sheet[], frame: PaperFrame): void {
  setSignature(sheets, frame.signer, signatureHeight(frame));
  for (const [n, sheet] of sheets.entries()) {
    sheet.y = 45;
    sheet.centred(`${n + 1}`);
  }
}

/** Points that a paragraph takes. */
export const paragraphHeight = (text: string): number => wrapped(text, 'F1', WIDTH - 2 * MARGIN, 72).length * LEADING;
/** Points that are free on a page for the body, and on a fresh one. */
export const roomOn = (sheet: Sheet): number => sheet.y - FLOOR;
export const ROOM_ON_FRESH_PAGE = HEIGHT - MARGIN - FLOOR;

/** A page being set: its content so far, and where the next line goes. */
export class Sheet {
  content = '';
  y = HEIGHT - MARGIN;
  line(text: string, x: number, font: Font = 'F1', size = SIZE): void {
    this.content += `BT /${font} ${size} Tf ${x.toFixed(2)} ${this.y.toFixed(2)} Td ${shown(text)} Tj ET\n`;
  }
  centred(text: string, font: Font = 'F1', middle = WIDTH / 2): void {
    this.line(text, middle - widthOf(text, font) / 2, font);
  }
}

/** Court, parties to the left of a bar, number to the right, title: as on the first page of any pleading. */
function setCaption(sheet: Sheet, wish: PaperFrame): void {
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

export function setParagraph(sheets: Sheet[], number: string, text: string): void {
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

/** A word in pieces that fit a line: what is wider than the page would be lost at its edge. */
function broken(word: string, font: Font, width: number): readonly string[] {
  if (widthOfWord(word, font) <= width) return [word];
  const pieces: string[] = [''];
  for (const sign of word) {
    if (widthOf(pieces.at(-1)! + sign, font) > width) pieces.push('');
    pieces[pieces.length - 1] += sign;
  }
  return pieces;
}

/** Lines of at most `width` points, the first shorter by `indent`. */
function wrapped(text: string, font: Font, width: number, indent: number): readonly string[] {
  const lines: string[] = [];
  const space = widthOfWord(' ', font);
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((each) => broken(each, font, width - indent))) {
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
/** What the encoding of the standard fonts (WinAnsi) has beside ASCII, as far as it is the same in Latin-1. */
const LACKING = /[^ -~\u00a1-\u00ff]/g;
const plainSigns = (text: string): string => text.replace(/[“”‘’–—]/g, (sign) => SIGNS[sign]!).replace(/\s/g, ' ');
const latin = (text: string): string => plainSigns(text).replace(LACKING, '?');

/** Signs of a text that the fonts of these papers lack, each once: a name must not be printed with others. */
export const signsLacking = (text: string): readonly string[] => [...new Set(plainSigns(text).match(LACKING) ?? [])];

const shown = (text: string): string => `(${latin(text).replace(/[\\()]/g, '\\$&')})`;

export function assemble(sheets: readonly Sheet[], title: string): Buffer {
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
