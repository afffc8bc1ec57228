/**
 * The header stamp as an incremental update: what is served is the original followed by this tail, so the filer's
 * bytes stay as they are, and serving parses nothing (spec/stack.md §8). The tail writes each page object anew, with
 * the same number, its content framed by `q … Q` and followed by the header.
 */

import { StandardFontEmbedder } from '@cantoo/pdf-lib';
import { FontNames } from '@cantoo/pdf-lib/standard-fonts';
import type { PdfFile } from './file.ts';
import type { PdfLimits } from './limits.ts';
import { type Page, pagesOf } from './pages.ts';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfValue, plainNumber, written } from './syntax.ts';

const FONT_SIZE = 10;
/** Points between the upper edge of the visible page and the baseline; and the least margin at the sides. */
const BASELINE = 18;
const SIDE = 12;
const helvetica = StandardFontEmbedder.for(FontNames.Helvetica);

/** The tail for a file that the gate has accepted. The same file and prefix give the same bytes. */
export function stampTail(file: PdfFile, prefix: string, limits: PdfLimits): Buffer {
  const pages = pagesOf(file, limits);
  const tail = new Tail(file);
  const fontName = unusedFontName(file);
  const font = tail.add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  const before = tail.add(streamText('q\n'));
  const resources = new Resources(file, tail, fontName, font);
  pages.forEach((page, n) => {
    const header = tail.add(
      streamText(headerContent(visibleBox(file, page), fontName, `${prefix}   Page ${n + 1} of ${pages.length}`)),
    );
    const contents = [before, ...contentsOf(file, page), header];
    const stamped = page.dict.with({ Contents: contents, Resources: resources.with(page) });
    tail.put(page.ref, written(stamped));
  });
  return tail.finish();
}

/** Gathers the tail's objects, and writes them with cross-references of the kind that the file has. */
class Tail {
  private readonly file: PdfFile;
  private readonly chunks: string[] = ['\n'];
  private readonly places = new Map<number, { readonly gen: number; readonly offset: number }>();
  private at: number;
  private next: number;

  constructor(file: PdfFile) {
    this.file = file;
    this.at = file.bytes.length + 1;
    this.next = file.references.size;
  }

  /** Adds a new object and gives its reference. */
  add(body: string): PdfRef {
    const ref = new PdfRef(this.next++, 0);
    this.put(ref, body);
    return ref;
  }

  put(ref: PdfRef, body: string): void {
    this.places.set(ref.num, { gen: ref.gen, offset: this.at });
    this.write(`${ref.num} ${ref.gen} obj\n${body}\nendobj\n`);
  }

  finish(): Buffer {
    const { kind, trailer, startxref } = this.file.references;
    const start = this.at;
    const keys = Object.fromEntries(['Root', 'Info', 'ID'].map((key) => [key, trailer.get(key)]));
    const own = new PdfDict([]).with({ ...keys, Prev: startxref });
    if (kind === 'table') this.writeTable(own.with({ Size: this.next }));
    else this.writeStream(own);
    this.write(`startxref\n${start}\n%%EOF\n`);
    return Buffer.from(this.chunks.join(''), 'latin1');
  }

  private writeTable(trailer: PdfDict): void {
    this.write('xref\n');
    for (const run of this.runs()) {
      this.write(`${run[0]} ${run.length}\n`);
      for (const num of run) {
        const { gen, offset } = this.places.get(num)!;
        this.write(`${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} n\r\n`);
      }
    }
    this.write(`trailer\n${written(trailer)}\n`);
  }

  private writeStream(trailer: PdfDict): void {
    const ref = new PdfRef(this.next++, 0);
    this.places.set(ref.num, { gen: 0, offset: this.at });
    const runs = this.runs();
    const rows = Buffer.alloc(this.places.size * 7);
    runs.flat().forEach((num, row) => {
      const { gen, offset } = this.places.get(num)!;
      rows.writeUInt8(1, row * 7);
      rows.writeUInt32BE(offset, row * 7 + 1);
      rows.writeUInt16BE(gen, row * 7 + 5);
    });
    const dict = trailer.with({
      Type: new PdfName('XRef'),
      Size: this.next,
      W: [1, 4, 2],
      Index: runs.flatMap((run) => [run[0]!, run.length]),
      Length: rows.length,
    });
    this.write(`${ref.num} 0 obj\n${written(dict)}\nstream\n${rows.toString('latin1')}\nendstream\nendobj\n`);
  }

  /** The tail's object numbers in runs without gaps. */
  private runs(): readonly number[][] {
    const runs: number[][] = [];
    for (const num of [...this.places.keys()].sort((a, b) => a - b)) {
      const run = runs.at(-1);
      if (run && run.at(-1) === num - 1) run.push(num);
      else runs.push([num]);
    }
    return runs;
  }

  private write(text: string): void {
    this.chunks.push(text);
    this.at += text.length;
  }
}

const streamText = (content: string): string => `<</Length ${content.length}>>\nstream\n${content}\nendstream`;

/** A page's resources with the header's font; pages that share theirs share the copy, too. */
class Resources {
  private readonly file: PdfFile;
  private readonly tail: Tail;
  private readonly fontName: string;
  private readonly font: PdfRef;
  private readonly shared = new Map<number, PdfRef>();

  constructor(file: PdfFile, tail: Tail, fontName: string, font: PdfRef) {
    this.file = file;
    this.tail = tail;
    this.fontName = fontName;
    this.font = font;
  }

  with(page: Page): PdfValue {
    const own = page.inherited.Resources;
    if (!(own instanceof PdfRef)) return this.merged(own);
    const known = this.shared.get(own.num);
    if (known) return known;
    const made = this.tail.add(written(this.merged(own)));
    this.shared.set(own.num, made);
    return made;
  }

  private merged(value: PdfValue): PdfDict {
    const resources = this.file.resolve(value);
    const dict = resources instanceof PdfDict ? resources : new PdfDict([]);
    const fonts = this.file.resolve(dict.get('Font'));
    const all = fonts instanceof PdfDict ? fonts : new PdfDict([]);
    return dict.with({ Font: all.with({ [this.fontName]: this.font }) });
  }
}

/** A font name that the file does not use yet: it may have been stamped by a court before. */
function unusedFontName(file: PdfFile): string {
  return `EcfHdr${file.references.size}`;
}

function contentsOf(file: PdfFile, page: Page): readonly PdfValue[] {
  const written = page.dict.get('Contents');
  const contents = file.resolve(written);
  if (Array.isArray(contents)) return contents as readonly PdfValue[];
  return contents instanceof PdfStream ? [written] : [];
}

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** Degrees clockwise by which the page is shown: 0, 90, 180 or 270. */
  readonly turn: number;
}

const LETTER: Box = { left: 0, bottom: 0, right: 612, top: 792, turn: 0 };

/** What a reader sees of a page: its crop box within its media box (ISO 32000-2 §14.11.2), and how it is turned. */
export function visibleBox(file: PdfFile, page: Page): Box {
  const media = boxOf(file, page.inherited.MediaBox) ?? LETTER;
  const crop = boxOf(file, page.inherited.CropBox) ?? media;
  const rotate = file.resolve(page.inherited.Rotate);
  const turn = typeof rotate === 'number' && Number.isInteger(rotate / 90) ? ((rotate % 360) + 360) % 360 : 0;
  const both = {
    left: Math.max(media.left, crop.left),
    bottom: Math.max(media.bottom, crop.bottom),
    right: Math.min(media.right, crop.right),
    top: Math.min(media.top, crop.top),
  };
  const empty = both.left >= both.right || both.bottom >= both.top;
  return { ...(empty ? media : both), turn };
}

function boxOf(file: PdfFile, value: PdfValue): Box | null {
  const sides = file.resolve(value);
  if (!Array.isArray(sides) || sides.length !== 4) return null;
  const [x1, y1, x2, y2] = (sides as readonly PdfValue[]).map((side) => file.resolve(side)) as number[];
  if (![x1, y1, x2, y2].every((side) => typeof side === 'number')) return null;
  const box = {
    left: Math.min(x1!, x2!),
    right: Math.max(x1!, x2!),
    bottom: Math.min(y1!, y2!),
    top: Math.max(y1!, y2!),
    turn: 0,
  };
  return box.left < box.right && box.bottom < box.top ? box : null;
}

/** Content that prints one blue line, centred at the top of what is seen, smaller where the page is narrow. */
function headerContent(box: Box, fontName: string, text: string): string {
  const sideways = box.turn === 90 || box.turn === 270;
  const width = sideways ? box.top - box.bottom : box.right - box.left;
  const height = sideways ? box.right - box.left : box.top - box.bottom;
  const line = winAnsi(text);
  const natural = helvetica.widthOfTextAtSize(line, FONT_SIZE);
  const size = FONT_SIZE * Math.min(1, Math.max(0.1, (width - 2 * SIDE) / natural), Math.max(0.1, height / 40));
  const x = (width - (natural * size) / FONT_SIZE) / 2;
  const y = height - Math.min(BASELINE, height / 2);
  const place = [...turned(box), x, y].map(plainNumber);
  return (
    `\nQ\nq\n/Artifact<</Type/Pagination/Subtype/Header>>BDC\n${place.slice(0, 6).join(' ')} cm\n` +
    `BT\n/${fontName} ${plainNumber(size)} Tf\n0 0 1 rg\n${place[6]} ${place[7]} Td\n${literal(line)} Tj\nET\nEMC\nQ\n`
  );
}

/** The matrix from what is seen (origin at its lower left) to the page's own coordinates. */
function turned(box: Box): readonly number[] {
  switch (box.turn) {
    case 90:
      return [0, 1, -1, 0, box.right, box.bottom];
    case 180:
      return [-1, 0, 0, -1, box.right, box.top];
    case 270:
      return [0, -1, 1, 0, box.left, box.top];
    default:
      return [1, 0, 0, 1, box.left, box.bottom];
  }
}

/** Case numbers are ASCII; anything else prints as a question mark, never as another character. */
const winAnsi = (text: string): string => text.replace(/[^ -~]/g, '?');
const literal = (text: string): string => `(${text.replace(/[\\()]/g, '\\$&')})`;
