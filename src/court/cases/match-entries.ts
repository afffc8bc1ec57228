/** Which entries of a file stand in the docket already. Pure. */
import { canonicalJson } from '../../kernel/canonical.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { FileEntry } from './docket-file.ts';
import { isSketch, type StandingEntry } from './standing.ts';

/** The fourth digit says only where a link leads (spec/legacy-pages.md §3). */
const plainDocId = (docId: string): string => `${docId.slice(0, 3)}0${docId.slice(4)}`;

/**
 * For each entry of the file the place in the docket of the same entry, or null: the same document, else number, day and text.
 * A history has other words than a docket: between the two (`loosely`, or where only such a file told of the entry) the same
 * number on the same day is enough when both have as many of them.
 */
export function matchEntries(
  written: readonly FileEntry[],
  standing: readonly StandingEntry[],
  loosely: boolean,
): (number | null)[] {
  const byDocument = new Map<string, number>();
  const byWords = new Map<string, number[]>();
  const words = (number: string | null, day: CivilDate, text: string): string => canonicalJson([number, day, text]);
  for (const [place, entry] of standing.entries()) {
    if (entry.doc_id !== null) byDocument.set(plainDocId(entry.doc_id), place);
    const same = words(entry.number, entry.filed_on, entry.text);
    const places = byWords.get(same) ?? [];
    places.push(place);
    byWords.set(same, places);
  }
  const used = new Set<number>();
  const known = written.map((entry) => {
    const ofDocument = entry.pacer_doc_id === null ? undefined : byDocument.get(plainDocId(entry.pacer_doc_id));
    const candidates = [
      ...(ofDocument === undefined ? [] : [ofDocument]),
      ...(byWords.get(words(entry.document_number, entry.date_filed, entry.description)) ?? []),
    ];
    const place = candidates.find((each) => !used.has(each)) ?? null;
    if (place !== null) used.add(place);
    return place;
  });
  const left = standing.flatMap((entry, place) =>
    !used.has(place) && entry.origin === 'imported' && (loosely || isSketch(entry)) ? [place] : [],
  );
  return left.length === 0 ? known : matchLoosely(written, standing, known, left);
}

function matchLoosely(
  written: readonly FileEntry[],
  standing: readonly StandingEntry[],
  known: readonly (number | null)[],
  left: readonly number[],
): (number | null)[] {
  const waiting = groups(left, (place) => [standing[place]!.number, standing[place]!.filed_on]);
  const unknown = known.flatMap((place, n) => (place === null ? [n] : []));
  const found = [...known];
  for (const [same, ns] of groups(unknown, (n) => [written[n]!.document_number, written[n]!.date_filed])) {
    const places = waiting.get(same) ?? [];
    if (places.length !== ns.length) continue;
    for (const [which, n] of ns.entries()) {
      const entry = standing[places[which]!]!;
      const otherDocument = entry.doc_id !== null && written[n]!.pacer_doc_id !== null;
      if (!otherDocument) found[n] = places[which]!;
    }
  }
  return found;
}

function groups(of: readonly number[], key: (each: number) => (string | null)[]): Map<string, number[]> {
  const grouped = new Map<string, number[]>();
  for (const each of of) {
    const same = canonicalJson(key(each));
    grouped.set(same, [...(grouped.get(same) ?? []), each]);
  }
  return grouped;
}
