/**
 * PDF objects as values, and a reader of their syntax (ISO 32000-2 §7.2-7.3). Strict where readers of PDFs differ,
 * bounded where a file could make it run away. It knows nothing of files: `file.ts` does.
 */

export type RefusalCode = 'pdf-not-wellformed' | 'pdf-active' | 'pdf-secured';

/** Why a PDF cannot be accepted; the code is one of the court's texts (spec/filing.md §4.3). */
export class PdfRefused extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

export const malformed = (detail: string): PdfRefused => new PdfRefused('pdf-not-wellformed', detail);

export class PdfName {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export class PdfText {
  readonly bytes: Buffer;
  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

export class PdfRef {
  readonly num: number;
  readonly gen: number;
  constructor(num: number, gen: number) {
    this.num = num;
    this.gen = gen;
  }
}

export class PdfDict {
  /** All pairs as written. A key may stand twice, and readers differ in which they take: the gate looks at both. */
  readonly pairs: ReadonlyArray<readonly [string, PdfValue]>;
  constructor(pairs: ReadonlyArray<readonly [string, PdfValue]>) {
    this.pairs = pairs;
  }
  /** The value of a key; null when it has none (in PDF the two are the same). The last one of several. */
  get(key: string): PdfValue {
    return this.pairs.findLast(([name]) => name === key)?.[1] ?? null;
  }
  /** The same dictionary with other values for some keys; a null removes the key. */
  with(changes: Readonly<Record<string, PdfValue>>): PdfDict {
    const kept = this.pairs.filter(([name]) => !Object.hasOwn(changes, name));
    return new PdfDict([...kept, ...Object.entries(changes).filter(([, value]) => value !== null)]);
  }
}

/** A stream: its dictionary, and where its bytes begin in what was read. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly start: number;
  constructor(dict: PdfDict, start: number) {
    this.dict = dict;
    this.start = start;
  }
}

export type PdfValue = null | boolean | number | PdfName | PdfText | PdfRef | PdfDict | PdfStream | readonly PdfValue[];

/** Deeper nesting than this exists only to hurt; real files stay below 30. */
const MAX_DEPTH = 100;

const WHITE = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) WHITE[byte] = 1;
const DELIMITER = new Uint8Array(256);
for (const byte of Buffer.from('()<>[]{}/%')) DELIMITER[byte] = 1;
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const hexValue = (byte: number | undefined): number =>
  byte === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(byte), 16);

/** Reads PDF syntax from bytes, from a place on. Every method throws `PdfRefused` on what is not PDF. */
export class SyntaxReader {
  readonly bytes: Buffer;
  at: number;
  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (WHITE[byte] === 1) this.at++;
      else if (byte === 0x25) {
        while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++;
      } else return;
    }
  }

  /** Takes a keyword if it stands here, ended by white space, a delimiter or the end. */
  takeWord(word: string): boolean {
    this.skipSpace();
    if (this.bytes.toString('latin1', this.at, this.at + word.length) !== word) return false;
    const after = this.bytes[this.at + word.length];
    if (after !== undefined && WHITE[after] === 0 && DELIMITER[after] === 0) return false;
    this.at += word.length;
    return true;
  }

  /** A whole number of at most 15 digits, or null (nothing is taken then). */
  takeInteger(): number | null {
    this.skipSpace();
    const start = this.at;
    while (isDigit(this.bytes[this.at])) this.at++;
    if (this.at === start || this.at - start > 15) {
      this.at = start;
      return null;
    }
    return Number(this.bytes.toString('latin1', start, this.at));
  }

  /** `12 0 obj` and its value; a stream's bytes are not looked at. */
  indirectObject(): { readonly num: number; readonly gen: number; readonly value: PdfValue } {
    const num = this.takeInteger();
    const gen = num === null ? null : this.takeInteger();
    // `1 0 obj<<` and `1 0 obj[` are common: the keyword ends at a delimiter, too.
    if (num === null || gen === null || !this.takeWord('obj')) throw malformed(`no object at byte ${this.at}`);
    const value = this.value();
    if (value instanceof PdfDict && this.takeWord('stream')) {
      if (this.bytes[this.at] === 13) this.at++;
      if (this.bytes[this.at] === 10) this.at++;
      return { num, gen, value: new PdfStream(value, this.at) };
    }
    return { num, gen, value };
  }

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw new PdfRefused('pdf-active', `malformed: nested deeper than ${MAX_DEPTH}`);
    this.skipSpace();
    const byte = this.bytes[this.at];
    if (byte === undefined) throw malformed('ends inside an object');
    switch (byte) {
      case 0x2f:
        return new PdfName(this.name());
      case 0x28:
        return new PdfText(this.literalText());
      case 0x5b:
        return this.array(depth);
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c ? this.dictionary(depth) : new PdfText(this.hexText());
      default:
        return this.numberOrWord();
    }
  }

  private array(depth: number): readonly PdfValue[] {
    this.at++;
    const values: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.at] === 0x5d) {
        this.at++;
        return values;
      }
      values.push(this.value(depth + 1));
    }
  }

  private dictionary(depth: number): PdfDict {
    this.at += 2;
    const pairs: Array<readonly [string, PdfValue]> = [];
    for (;;) {
      this.skipSpace();
      const byte = this.bytes[this.at];
      if (byte === 0x3e && this.bytes[this.at + 1] === 0x3e) {
        this.at += 2;
        return new PdfDict(pairs);
      }
      if (byte !== 0x2f) throw malformed(`a dictionary's key is not a name at byte ${this.at}`);
      const key = this.name();
      pairs.push([key, this.value(depth + 1)]);
    }
  }

  /** A name's text with its `#xx` escapes undone, so that `/J#61vaScript` is what it is. */
  private name(): string {
    const start = ++this.at;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || WHITE[byte] === 1 || DELIMITER[byte] === 1) break;
      this.at++;
    }
    return this.bytes
      .toString('latin1', start, this.at)
      .replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  private literalText(): Buffer {
    const made: number[] = [];
    let open = 0;
    for (;;) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw malformed('ends inside a text');
      if (byte === 0x28 && open++ === 0) continue;
      if (byte === 0x29 && --open === 0) return Buffer.from(made);
      if (byte === 0x5c) this.escape(made);
      else made.push(byte);
    }
  }

  private escape(made: number[]): void {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw malformed('ends inside a text');
    if (byte === 13 && this.bytes[this.at] === 10) this.at++;
    if (byte === 13 || byte === 10) return;
    if (byte < 0x30 || byte > 0x37) {
      made.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
      return;
    }
    let octal = byte - 0x30;
    for (let digits = 1; digits < 3; digits++) {
      const next = this.bytes[this.at];
      if (next === undefined || next < 0x30 || next > 0x37) break;
      octal = octal * 8 + next - 0x30;
      this.at++;
    }
    made.push(octal & 0xff);
  }

  private hexText(): Buffer {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) throw malformed('ends inside a text');
    const made: number[] = [];
    let high: number | null = null;
    for (const byte of this.bytes.subarray(this.at + 1, end)) {
      if (WHITE[byte] === 1) continue;
      const digit = hexValue(byte);
      if (Number.isNaN(digit)) throw malformed('a hexadecimal text has other characters');
      if (high === null) high = digit;
      else {
        made.push(high * 16 + digit);
        high = null;
      }
    }
    if (high !== null) made.push(high * 16);
    this.at = end + 1;
    return Buffer.from(made);
  }

  private numberOrWord(): PdfValue {
    const start = this.at;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || WHITE[byte] === 1 || DELIMITER[byte] === 1) break;
      this.at++;
    }
    const word = this.bytes.toString('latin1', start, Math.min(this.at, start + 100));
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    // Old writers print numbers such as `--5` or `1.2.3`; readers take them as some number, and so do we.
    if (!NUMBER.test(word)) {
      if (!/^[+\-.\d]+$/.test(word)) throw malformed(`not a PDF value at byte ${start}`);
      return Number.parseFloat(word) || 0;
    }
    return /^\d{1,10}$/.test(word) ? this.numberOrRef(Number(word)) : Number(word);
  }

  /** `12 0 R` is one value of three words. */
  private numberOrRef(num: number): PdfValue {
    const after = this.at;
    const gen = this.takeInteger();
    if (gen !== null && gen <= 65535 && this.takeWord('R')) return new PdfRef(num, gen);
    this.at = after;
    return num;
  }
}

const REGULAR = /[^!-~]|[#%()<>[\]{}/]/g;

/** A value as PDF writes it, always in the same way. Streams are written by whoever has their bytes. */
export function written(value: PdfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return plainNumber(value);
  if (value instanceof PdfName) return nameText(value.text);
  if (value instanceof PdfText) return `<${value.bytes.toString('hex')}>`;
  if (value instanceof PdfRef) return `${value.num} ${value.gen} R`;
  if (value instanceof PdfDict) {
    return `<<${value.pairs.map(([key, each]) => `${nameText(key)} ${written(each)}`).join(' ')}>>`;
  }
  if (value instanceof PdfStream) throw malformed('a stream stands where only an object may');
  return `[${value.map(written).join(' ')}]`;
}

const nameText = (text: string): string =>
  `/${text.replace(REGULAR, (char) => `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;

/** A number without exponent, which PDF does not know; at most 5 decimals. */
export const plainNumber = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(0) : value.toFixed(5).replace(/\.?0+$/, '');
