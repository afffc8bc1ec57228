/** A PDF as its readers see it: header, cross-references, and each object where they say it is. */
import { type Budget, inflated } from './inflate.ts';
import type { PdfLimits } from './limits.ts';
import { malformed, PdfDict, PdfName, PdfRef, PdfRefused, PdfStream, type PdfValue, SyntaxReader } from './syntax.ts';
import { type CrossReferences, type Place, readCrossReferences } from './xref.ts';

/** Something whose objects can be walked: this file, or another engine's view of it. */
export interface ObjectView {
  /** The value that a reference stands for, through any number of references; null when there is none. */
  resolve(value: PdfValue): PdfValue;
  /** Every object of the file, reachable or not. */
  objects(): Iterable<PdfValue>;
}

interface ObjectStream {
  readonly bytes: Buffer;
  /** Where the n-th object of the stream begins, and its number. */
  readonly starts: ReadonlyArray<{ readonly num: number; readonly at: number }>;
}

/** Readers look for `%PDF-` within this many bytes. */
const HEADER_BYTES = 1024;

export class PdfFile implements ObjectView {
  /** From `%PDF-` on: offsets inside a PDF count from there. */
  readonly bytes: Buffer;
  readonly leadingBytes: number;
  readonly references: CrossReferences;
  private readonly budget: Budget;
  private readonly streams = new Map<number, ObjectStream>();
  /** Places at which there is no such object; harmless as long as nothing refers to them. */
  private readonly broken = new Set<number>();

  /** Reads header and cross-references; refuses what has none, or is encrypted. */
  constructor(whole: Buffer, limits: PdfLimits) {
    this.leadingBytes = whole.subarray(0, HEADER_BYTES + 5).indexOf('%PDF-');
    if (this.leadingBytes < 0) throw malformed('no %PDF header');
    this.bytes = whole.subarray(this.leadingBytes);
    this.budget = { left: limits.inflatedBytes };
    this.references = readCrossReferences(this.bytes, limits, this.budget);
  }

  resolve(value: PdfValue): PdfValue {
    let current = value;
    for (let hops = 0; current instanceof PdfRef; hops++) {
      if (hops > 20) throw malformed('a chain of references does not end');
      current = this.object(current.num, current.gen);
    }
    return current;
  }

  /** The dictionary that a value is or refers to; refuses anything else. */
  dictionary(value: PdfValue, what: string): PdfDict {
    const found = this.resolve(value);
    if (!(found instanceof PdfDict)) throw malformed(`${what} is missing or no dictionary`);
    return found;
  }

  *objects(): Iterable<PdfValue> {
    yield this.references.trailer;
    for (const num of this.references.places.keys()) {
      let value: PdfValue;
      try {
        value = this.object(num);
      } catch (error) {
        if (!(error instanceof PdfRefused) || error.code !== 'pdf-not-wellformed') throw error;
        this.broken.add(num);
        continue;
      }
      yield value;
    }
    if (this.broken.size > 0) this.refuseUsesOfBroken();
  }

  private refuseUsesOfBroken(): void {
    for (const num of this.references.places.keys()) {
      if (this.broken.has(num)) continue;
      const waiting: PdfValue[] = [this.object(num), this.references.trailer];
      for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
        if (value instanceof PdfRef && this.broken.has(value.num)) throw malformed(`object ${value.num} is not there`);
        waiting.push(...parts(value));
      }
    }
  }

  private object(num: number, gen?: number): PdfValue {
    const place = this.references.places.get(num);
    if (!place) return null;
    if (place.kind === 'in') return this.packed(num, place);
    if (gen !== undefined && gen !== place.gen) return null;
    const found = new SyntaxReader(this.bytes, place.offset).indirectObject();
    if (found.num !== num || found.gen !== place.gen) throw malformed(`object ${num} is not where it should be`);
    return found.value;
  }

  private packed(num: number, place: Place & { kind: 'in' }): PdfValue {
    const stream = this.objectStream(place.stream);
    const start = stream.starts[place.index];
    if (start?.num !== num) throw malformed(`object ${num} is not in its object stream`);
    const value = new SyntaxReader(stream.bytes, start.at).value();
    return value;
  }

  private objectStream(num: number): ObjectStream {
    const known = this.streams.get(num);
    if (known) return known;
    const place = this.references.places.get(num);
    if (place?.kind !== 'at') throw malformed(`object stream ${num} is not there`);
    const stream = this.object(num);
    if (!(stream instanceof PdfStream)) throw malformed(`object ${num} is no object stream`);
    const { dict } = stream;
    const type = this.resolve(dict.get('Type'));
    const [length, count, first] = ['Length', 'N', 'First'].map((key) => this.resolve(dict.get(key)));
    if (!(type instanceof PdfName) || type.text !== 'ObjStm') throw malformed(`object ${num} is no object stream`);
    if (typeof length !== 'number' || typeof count !== 'number' || typeof first !== 'number') {
      throw malformed(`object stream ${num} has no length`);
    }
    const raw = this.bytes.subarray(stream.start, stream.start + length);
    const bytes = inflated(raw, dict, (value) => this.resolve(value), this.budget);
    const made = { bytes, starts: startsOf(bytes, count, first) };
    this.streams.set(num, made);
    return made;
  }
}

function startsOf(bytes: Buffer, count: number, first: number): ObjectStream['starts'] {
  const reader = new SyntaxReader(bytes, 0);
  const starts: Array<{ num: number; at: number }> = [];
  for (let n = 0; n < count; n++) {
    const num = reader.takeInteger();
    const at = reader.takeInteger();
    if (num === null || at === null || first + at > bytes.length) throw malformed('an object stream is broken');
    starts.push({ num, at: first + at });
  }
  return starts;
}

/** The values directly inside a value. */
export function parts(value: PdfValue): readonly PdfValue[] {
  if (value instanceof PdfDict) return value.pairs.map(([, each]) => each);
  if (value instanceof PdfStream) return parts(value.dict);
  return Array.isArray(value) ? (value as readonly PdfValue[]) : [];
}
