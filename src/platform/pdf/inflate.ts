/** Undoes the filters of object and cross-reference streams, within a budget that all of a file's streams share. */
import { inflateSync } from 'node:zlib';
import { malformed, PdfDict, PdfName, PdfRefused, type PdfValue } from './syntax.ts';

/** What is left of a file's allowance of inflated bytes. */
export interface Budget {
  left: number;
}

/**
 * The stream's bytes with its filters undone. Knows Flate (once or several times) with or without a PNG predictor:
 * what writers of PDFs use for these streams. `dict` has its references resolved.
 */
export function inflated(raw: Buffer, dict: PdfDict, resolve: (value: PdfValue) => PdfValue, budget: Budget): Buffer {
  const filters = listOf(resolve(dict.get('Filter'))).map(resolve);
  const parameters = listOf(resolve(dict.get('DecodeParms'))).map(resolve);
  let bytes = raw;
  filters.forEach((filter, n) => {
    if (!(filter instanceof PdfName) || (filter.text !== 'FlateDecode' && filter.text !== 'Fl')) {
      throw malformed('an object stream has an unusual filter');
    }
    bytes = unpredicted(inflateOnce(bytes, budget), parameters[n] ?? null, resolve);
  });
  return bytes;
}

const listOf = (value: PdfValue): readonly PdfValue[] =>
  value === null ? [] : Array.isArray(value) ? (value as readonly PdfValue[]) : [value];

function inflateOnce(bytes: Buffer, budget: Budget): Buffer {
  try {
    const made = inflateSync(bytes, { maxOutputLength: Math.max(1, budget.left) });
    budget.left -= made.length;
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new PdfRefused('pdf-active', 'malformed: its object streams inflate beyond the limit');
    }
    throw malformed('an object stream cannot be inflated');
  }
}

/** Undoes the PNG filters of a predictor of 10 or more (ISO 32000-2 §7.4.4.4), for bytes of 8 bits. */
function unpredicted(bytes: Buffer, parameters: PdfValue, resolve: (value: PdfValue) => PdfValue): Buffer {
  if (!(parameters instanceof PdfDict)) return bytes;
  const numberOf = (key: string, otherwise: number): number => {
    const value = resolve(parameters.get(key));
    return typeof value === 'number' ? value : otherwise;
  };
  const predictor = numberOf('Predictor', 1);
  if (predictor === 1) return bytes;
  const columns = numberOf('Columns', 1);
  const whole = numberOf('Colors', 1) === 1 && numberOf('BitsPerComponent', 8) === 8;
  if (predictor < 10 || !whole || !(columns >= 1 && columns <= 10_000)) throw malformed('an unusual predictor');
  const rows = Math.ceil(bytes.length / (columns + 1));
  const made = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) undoRow(bytes, made, row, columns);
  return made;
}

function undoRow(bytes: Buffer, made: Buffer, row: number, columns: number): void {
  const kind = bytes[row * (columns + 1)]!;
  if (kind > 4) throw malformed('an unknown PNG filter');
  const base = row * columns;
  for (let column = 0; column < columns; column++) {
    const left = column > 0 ? made[base + column - 1]! : 0;
    const up = row > 0 ? made[base + column - columns]! : 0;
    const corner = row > 0 && column > 0 ? made[base + column - columns - 1]! : 0;
    const guess = [0, left, up, (left + up) >> 1, kind === 4 ? paeth(left, up, corner) : 0][kind]!;
    made[base + column] = ((bytes[row * (columns + 1) + 1 + column] ?? 0) + guess) & 0xff;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
