/** How values come out of Postgres (kernel/ports.ts `Queries`). Connections run in UTC with ISO dates. */
import pg from 'pg';

const DATE = 1082;
const DATES = 1182;
const TIMESTAMPTZ = 1184;
const TIMESTAMPTZS = 1185;
const INT8 = 20;
const INT8S = 1016;

/** `2026-11-01 23:59:59.9+00` as `2026-11-01T23:59:59.900Z`; microseconds are cut off. `infinity` stays as it is. */
export function isoInstant(text: string): string {
  const found = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  return found ? `${found[1]}T${found[2]}.${(found[3] ?? '').padEnd(3, '0').slice(0, 3)}Z` : text;
}

/** Throws RangeError on a number that JavaScript cannot hold exactly. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be read exactly.`);
  return value;
}

// Its members are dates, instants or numbers: no quoting but the plain one can occur in them.
const members = (text: string): (string | null)[] =>
  text === '{}'
    ? []
    : text
        .slice(1, -1)
        .split(',')
        .map((part) => (part === 'NULL' ? null : part.replaceAll('"', '')));

const own: Readonly<Record<number, (text: string) => unknown>> = {
  [DATE]: (text) => text,
  [DATES]: members,
  [TIMESTAMPTZ]: isoInstant,
  [TIMESTAMPTZS]: (text) => members(text).map((part) => part && isoInstant(part)),
  [INT8]: wholeNumber,
  [INT8S]: (text) => members(text).map((part) => (part === null ? null : wholeNumber(part))),
};

export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    (format !== 'binary' && own[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};
