/**
 * A court's own entries over the shipped dictionary. From the first day of which a court says anything of an event, relief or
 * paper, what the court says is all that holds of it: an entry until the court's next one, nothing after it is retired. What
 * held before keeps its place and its number, so that docket entries find the version that they were made with.
 */
import { canonicalJson, type Json } from '../../kernel/canonical.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { Problem, RawEntry, Validity } from './read-yaml.ts';
import type { RetireEntry } from './schema.ts';

/** What a court may write of its own; menus, deadlines, fees and flags are the shipped dictionary's. */
export const OWN_KINDS = ['event', 'relief', 'retire', 'not-e-filed'];

/**
 * A court's own versions are numbered from the next number on, apart from the shipped ones: a release that ships another
 * version of the same event does not give a docket entry another definition.
 */
export const OWN_VERSIONS = 1000;

/** An entry as it was written, and where. */
export interface WrittenEntry extends Validity {
  readonly kind: string;
  readonly code: string;
  /** Of a relief its event; null for all else. */
  readonly of: string | null;
  readonly fields: { readonly [field: string]: Json };
}

/** One of a court's own; of a retirement `since` is the day from which nothing holds. */
export interface OwnEntry extends WrittenEntry {
  readonly file: string;
  readonly line: number;
}

type Written<T> = T & { readonly entry: RawEntry };

/** What an entry is of: own entries of the same key follow one another. */
export const keyOf = (kind: string, code: string, of: string | null): string =>
  of === null ? `${kind} ${code}` : `${kind} ${of}/${code}`;

export function writtenEntryOf(entry: RawEntry, { since, until }: Validity): WrittenEntry {
  const fields = entry.value as WrittenEntry['fields'];
  const of = typeof fields.of === 'string' ? fields.of : null;
  return { kind: entry.kind, code: String(fields[entry.kind]), of, fields, since, until };
}

export function ownEntryOf(entry: RawEntry, span: Validity): OwnEntry {
  const { file, line } = entry.problem([], '');
  return { ...writtenEntryOf(entry, span), file, line };
}

/** The days from which a court says something of a key, in order. */
export type Claims = ReadonlyMap<string, readonly CivilDate[]>;

/** Collects what a court says of each key. Adds to `problems` what is said twice for one day, and retired but not there. */
export function claimsOf(
  own: readonly { readonly key: string; readonly from: CivilDate; readonly entry: RawEntry }[],
  retired: readonly Written<RetireEntry>[],
  known: ReadonlySet<string>,
  problems: Problem[],
): Claims {
  const all = [...own];
  for (const each of retired) {
    const kinds = each.of === null ? ['event', 'not-e-filed'] : ['relief'];
    const key = kinds.map((kind) => keyOf(kind, each.retire, each.of)).find((name) => known.has(name));
    if (key === undefined) problems.push(each.entry.problem(['retire'], `there is nothing "${each.retire}" to retire`));
    else all.push({ key, from: each.until, entry: each.entry });
  }
  const claims = new Map<string, readonly CivilDate[]>();
  for (const [key, same] of Map.groupBy(all, (each) => each.key)) {
    const byDay = new Map<CivilDate, RawEntry>();
    for (const { from, entry } of same) {
      const first = byDay.get(from)?.problem([], '');
      if (first)
        problems.push(entry.problem([entry.kind], `${key} from ${from} is already at ${first.file}:${first.line}`));
      else byDay.set(from, entry);
    }
    claims.set(key, [...byDay.keys()].sort());
  }
  return claims;
}

/** Shipped and own entries with the days on which each holds. One that never holds any more ends on the day it begins. */
export function overlaid<T extends Validity>(
  shipped: readonly T[],
  own: readonly T[],
  key: (each: T) => string,
  claims: Claims,
): { readonly shipped: readonly T[]; readonly own: readonly T[] } {
  const endedBy = (each: T, next: CivilDate | undefined): T => {
    if (next === undefined || (each.until !== null && each.until <= next)) return each;
    return { ...each, until: next < each.since ? each.since : next };
  };
  return {
    shipped: shipped.map((each) => endedBy(each, claims.get(key(each))?.[0])),
    own: own.map((each) =>
      endedBy(
        each,
        claims.get(key(each))?.find((from) => from > each.since),
      ),
    ),
  };
}

const named = ({ kind, code, of }: OwnEntry): string =>
  `${kind === 'retire' ? 'the end of ' : ''}"${of ? `${of}/` : ''}${code}"`;

/**
 * What a change of a court's own entries would rewrite of days that have come: docket entries were made by them. An entry in
 * force may be given an end from today on, nothing else; a new one begins today or later.
 */
export function pastRewritten(
  before: readonly OwnEntry[],
  after: readonly OwnEntry[],
  today: CivilDate,
): readonly Problem[] {
  const id = (each: OwnEntry) => `${keyOf(each.kind, each.code, each.of)} ${each.since}`;
  const stood = new Map(before.map((each) => [id(each), each]));
  const stands = new Map(after.map((each) => [id(each), each]));
  const problem = ({ file, line }: OwnEntry, message: string): Problem => ({
    file,
    line,
    column: 1,
    field: '',
    message,
  });
  const withoutEnd = ({ fields: { until: _, ...rest } }: OwnEntry) => canonicalJson(rest);
  return [
    ...before.flatMap((each) => {
      const now = stands.get(id(each));
      if (each.since > today) return [];
      if (!now)
        return [
          problem(each, `${named(each)} has been in force since ${each.since} and cannot be taken out: retire it`),
        ];
      const ended =
        each.until === now.until ||
        (now.until !== null && now.until >= today && (each.until === null || each.until > today));
      if (withoutEnd(each) === withoutEnd(now) && (each.kind === 'retire' || ended)) return [];
      return [
        problem(
          now,
          `${named(each)} has been in force since ${each.since} and is not changed: write the change as another entry that begins later`,
        ),
      ];
    }),
    ...after.flatMap((each) =>
      stood.has(id(each)) || each.since >= today
        ? []
        : [problem(each, `${named(each)} would begin on ${each.since}, which is past: let it begin today or later`)],
    ),
  ];
}
