/** The cross-reference chain of a PDF: where each object is (ISO 32000-2 §7.5.4-7.5.8). No repair of any kind. */
import { type Budget, inflated } from './inflate.ts';
import type { PdfLimits } from './limits.ts';
import { malformed, PdfDict, PdfName, PdfRefused, PdfStream, type PdfValue, SyntaxReader } from './syntax.ts';

/** Where an object is: at a byte of the file, or as the n-th of an object stream. */
export type Place =
  | { readonly kind: 'at'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'in'; readonly stream: number; readonly index: number };

export interface CrossReferences {
  /** The newest place of each object that is not free. */
  readonly places: ReadonlyMap<number, Place>;
  /** The newest trailer. */
  readonly trailer: PdfDict;
  /** Where the newest section stands and of which kind it is: what a tail must continue. */
  readonly startxref: number;
  readonly kind: 'table' | 'stream';
  /** One more than the highest object number that any section or trailer speaks of. */
  readonly size: number;
  /** How many times the file was saved after it was first written. */
  readonly revisions: number;
}

/** Readers look for `startxref` this far from the end; mailers and scanners leave some bytes there. */
const END_BYTES = 4096;

/** Follows the chain from the end of the file. Refuses loops, and as `pdf-secured` what any trailer says is encrypted. */
export function readCrossReferences(bytes: Buffer, limits: PdfLimits, budget: Budget): CrossReferences {
  const startxref = lastStart(bytes);
  const chain = new Chain(bytes, limits, budget);
  let next: number | null = startxref;
  const seen = new Set<number>();
  while (next !== null) {
    if (seen.has(next)) throw malformed('its cross-reference chain is a loop');
    if (seen.size >= limits.revisions) throw new PdfRefused('pdf-active', 'malformed: saved too many times');
    seen.add(next);
    next = chain.section(next);
  }
  const { trailer, kind } = chain.newest!;
  // A linearised file has two sections though it was saved once: the first page's, and the others'.
  const linearized = seen.size > 1 && bytes.toString('latin1', 0, 1024).includes('/Linearized');
  const revisions = seen.size - (linearized ? 2 : 1);
  return { places: chain.places, trailer, startxref, kind, size: chain.size, revisions };
}

function lastStart(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - END_BYTES);
  const end = bytes.toString('latin1', from);
  const found = /startxref\s+(\d{1,10})\s+%%EOF/.exec(end.slice(Math.max(0, end.lastIndexOf('startxref'))));
  if (!found) throw malformed('no startxref and %%EOF at its end');
  return Number(found[1]);
}

class Chain {
  readonly places = new Map<number, Place>();
  newest: { readonly trailer: PdfDict; readonly kind: 'table' | 'stream' } | null = null;
  size = 0;
  private readonly free = new Set<number>();
  private readonly bytes: Buffer;
  private readonly limits: PdfLimits;
  private readonly budget: Budget;

  constructor(bytes: Buffer, limits: PdfLimits, budget: Budget) {
    this.bytes = bytes;
    this.limits = limits;
    this.budget = budget;
  }

  /** Takes one section and gives the place of the one before it, if there is one. */
  section(offset: number): number | null {
    if (offset >= this.bytes.length) throw malformed('a cross-reference section lies beyond the end');
    const reader = new SyntaxReader(this.bytes, offset);
    return reader.takeWord('xref') ? this.table(reader) : this.stream(offset);
  }

  private table(reader: SyntaxReader): number | null {
    const free: number[] = [];
    while (!reader.takeWord('trailer')) {
      const first = reader.takeInteger();
      const count = reader.takeInteger();
      if (first === null || count === null) throw malformed('its cross-reference table is broken');
      this.checkCount(first + count);
      for (let n = 0; n < count; n++) {
        const at = reader.takeInteger();
        const gen = reader.takeInteger();
        if (at === null || gen === null) throw malformed('its cross-reference table is broken');
        if (reader.takeWord('f') || (at === 0 && reader.takeWord('n'))) free.push(first + n);
        else if (reader.takeWord('n')) this.place(first + n, { kind: 'at', offset: at, gen });
        else throw malformed('its cross-reference table is broken');
      }
    }
    const trailer = reader.value();
    if (!(trailer instanceof PdfDict)) throw malformed('its trailer is no dictionary');
    // In a hybrid file the stream tells of objects that the table, for old readers, calls free.
    const hybrid = trailer.get('XRefStm');
    if (typeof hybrid === 'number') this.stream(hybrid);
    for (const num of free) this.release(num);
    return this.trailer(trailer, 'table');
  }

  private stream(offset: number): number | null {
    const { value } = new SyntaxReader(this.bytes, offset).indirectObject();
    if (!(value instanceof PdfStream)) throw malformed('startxref does not point to cross-references');
    const { dict } = value;
    const type = dict.get('Type');
    const length = dict.get('Length');
    const size = dict.get('Size');
    if (!(type instanceof PdfName) || type.text !== 'XRef' || typeof length !== 'number' || typeof size !== 'number') {
      throw malformed('startxref does not point to cross-references');
    }
    const direct = (each: PdfValue): PdfValue => each;
    const rows = inflated(this.bytes.subarray(value.start, value.start + length), dict, direct, this.budget);
    this.rows(rows, numbers(dict.get('W')), numbers(dict.get('Index') ?? [0, size]));
    return this.trailer(dict, 'stream');
  }

  private rows(rows: Buffer, widths: readonly number[], index: readonly number[]): void {
    const [w0, w1, w2] = widths;
    if (w0 === undefined || w1 === undefined || w2 === undefined || widths.some((w) => !(w >= 0 && w <= 8))) {
      throw malformed('its cross-reference stream has no widths');
    }
    let at = 0;
    const field = (width: number): number => {
      let value = 0;
      for (let n = 0; n < width; n++) value = value * 256 + (rows[at++] ?? 0);
      return value;
    };
    for (let pair = 0; pair + 1 < index.length; pair += 2) {
      const first = index[pair]!;
      const count = index[pair + 1]!;
      this.checkCount(first + count);
      for (let n = 0; n < count; n++) {
        if (at + w0 + w1 + w2 > rows.length) throw malformed('its cross-reference stream is cut short');
        const kind = w0 === 0 ? 1 : field(w0);
        const second = field(w1);
        const third = field(w2);
        if (kind === 1 && second > 0) this.place(first + n, { kind: 'at', offset: second, gen: third });
        else if (kind === 2) this.place(first + n, { kind: 'in', stream: second, index: third });
        else this.release(first + n);
      }
    }
  }

  private trailer(trailer: PdfDict, kind: 'table' | 'stream'): number | null {
    this.newest ??= { trailer, kind };
    if (trailer.pairs.some(([key, value]) => key === 'Encrypt' && value !== null)) {
      throw new PdfRefused('pdf-secured', 'its trailer says that it is encrypted');
    }
    const size = trailer.get('Size');
    if (typeof size === 'number') this.checkCount(size);
    const before = trailer.get('Prev');
    return typeof before === 'number' ? before : null;
  }

  private place(num: number, place: Place): void {
    if (!this.places.has(num) && !this.free.has(num)) this.places.set(num, place);
  }

  private release(num: number): void {
    if (!this.places.has(num)) this.free.add(num);
  }

  private checkCount(size: number): void {
    if (!(size >= 0 && size <= this.limits.objects)) throw new PdfRefused('pdf-active', 'malformed: too many objects');
    this.size = Math.max(this.size, size);
  }
}

function numbers(value: PdfValue): readonly number[] {
  if (!Array.isArray(value) || !value.every((each) => Number.isInteger(each))) {
    throw malformed('its cross-reference stream is broken');
  }
  return value as readonly number[];
}
