/**
 * Finding the event (spec/filing.md §3.1, §4.2 screen 2; pain 1 of §15): by word, the beginning of a word, synonym and
 * misspelling. The index is MiniSearch's; what it holds and how finds are ordered is said here.
 */
import MiniSearch from 'minisearch';
import type { CivilDate } from '../../kernel/time.ts';
import type { EventDefinition, Relief } from './model.ts';
import { validOn } from './read-yaml.ts';

/** An event found by search, the relief of it that was meant (or null), and the menu in which it stands. */
export interface EventFound {
  readonly definition: EventDefinition;
  readonly relief: Relief | null;
  readonly menu: readonly string[];
  /** False where a word was guessed: misspelt, or one of several that were typed was not found. */
  readonly exact: boolean;
}

interface Line {
  readonly id: number;
  /** What it is called, its relief included. */
  readonly names: string;
  readonly synonyms: string;
  readonly menu: string;
  readonly definition: EventDefinition;
  readonly relief: Relief | null;
}

/** Words of a question around what is looked for: "where do I file the …". */
const ASKING = new Set(
  [
    'a',
    'an',
    'and',
    'are',
    'can',
    'do',
    'does',
    'event',
    'file',
    'filing',
    'find',
    'for',
    'how',
    'i',
    'in',
    'is',
  ].concat(['my', 'need', 'of', 'on', 'or', 'please', 'the', 'to', 'want', 'we', 'what', 'where', 'which', 'with']),
);

export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words that carry meaning; all of them when none does. */
export function tellingWords(typed: string): string[] {
  const all = wordsOf(typed).slice(0, 30);
  const telling = all.filter((word) => !ASKING.has(word));
  return telling.length > 0 ? telling : all;
}

export type FindEvents = (
  typed: string,
  on: CivilDate,
  wanted: (definition: EventDefinition) => boolean,
) => EventFound[];

/**
 * Makes the index of all definitions once. Its search gives the best first: events whose name begins with what was typed, then
 * those in which every word typed begins a word of the name, then of a synonym or the menu, then those with a word like the one
 * typed, then those that have only some of the words; of equals the shorter name first. The same words on the same day give the same order. Nothing typed finds nothing.
 */
export function eventFinder(
  definitions: readonly EventDefinition[],
  menuOf: (definition: EventDefinition) => readonly string[],
): FindEvents {
  const lines: Line[] = [];
  const add = (definition: EventDefinition, relief: Relief | null): void => {
    const ofEvent = relief ? [] : [definition.shortName, ...definition.synonyms];
    lines.push({
      id: lines.length,
      names: relief ? `${definition.name} ${relief.name}` : definition.name,
      synonyms: [...ofEvent, ...(relief?.synonyms ?? [])].join(' '),
      menu: relief ? '' : menuOf(definition).join(' '),
      definition,
      relief,
    });
  };
  for (const definition of definitions) {
    add(definition, null);
    if (definition.matter.kind === 'opens') for (const relief of definition.matter.reliefs) add(definition, relief);
  }
  const index = new MiniSearch<Line>({ fields: ['names', 'synonyms', 'menu'], tokenize: wordsOf });
  index.addAll(lines);

  return (typed, on, wanted) => {
    const words = tellingWords(typed);
    if (words.length === 0) return [];
    const isOpen = ({ definition, relief }: Line): boolean =>
      validOn(definition, on) && (relief === null || validOn(relief, on)) && wanted(definition);
    const search = (combineWith: 'AND' | 'OR', fuzzy: boolean, wordsWanted = words) =>
      index.search(wordsWanted.join(' '), {
        combineWith,
        boost: { names: 4, synonyms: 3, menu: 0.5 },
        prefix: (term) => term.length > 1,
        fuzzy: fuzzy ? (term) => (term.length < 4 ? false : term.length < 8 ? 1 : 2) : false,
        filter: (hit) => isOpen(lines[hit.id as number]!),
      });
    const order = (hits: ReturnType<typeof search>): Line[] =>
      hits
        .map((hit) => ({ line: lines[hit.id as number]!, score: hit.score }))
        .map((hit) => ({ ...hit, ...place(hit.line, words) }))
        .sort((a, b) => b.rank - a.rank || a.length - b.length || b.score - a.score || a.line.id - b.line.id)
        .map((hit) => hit.line);
    const exact = order(search('AND', false));
    const seen = new Set(exact);
    const like = order(search('AND', true)).filter((line) => !seen.has(line));
    const long = words.filter((word) => word.length > 2);
    const some = exact.length + like.length > 0 || words.length === 1 ? [] : order(search('OR', true, long));
    const found = (each: Line, isExact: boolean): EventFound => ({
      definition: asOf(each.definition, on),
      relief: each.relief,
      menu: menuOf(each.definition),
      exact: isExact,
    });
    return [...exact.map((each) => found(each, true)), ...[...like, ...some].map((each) => found(each, false))];
  };
}

/** "oppose" for "opposition", "remove" for "removal": without the ending that a verb or a plural has. */
const stem = (word: string): string => (word.length > 4 ? word.replace(/(?:ed|es|e|ing|s)$/, '') : word);
const telling = (words: readonly string[]): readonly string[] => words.filter((word) => !ASKING.has(word));

/**
 * Where a line stands among those found. Rank 4: the name is what was typed; 3: it begins with that; 2: all words typed begin
 * words of the name; 1: of one synonym; 0: of none alone. Length: how many words the name has in which they were found.
 */
function place(line: Line, words: readonly string[]): { readonly rank: number; readonly length: number } {
  const own = wordsOf(line.relief?.name ?? line.definition.name);
  const length = telling(own).length;
  const at = (rank: number) => ({ rank, length: rank < 2 ? 0 : length });
  const names = wordsOf(line.names);
  const asked = words.join(' ');
  if (own.join(' ') === asked || telling(names).join(' ') === asked) return at(4);
  const stems = words.map(stem);
  if (stems.every((word, index) => telling(own)[index]?.startsWith(word))) return at(3);
  const begins = (among: readonly string[]) => stems.every((word) => among.some((each) => each.startsWith(word)));
  if (begins(names)) return at(2);
  const synonyms = line.relief?.synonyms ?? [line.definition.shortName, ...line.definition.synonyms];
  return at(synonyms.some((synonym) => begins(wordsOf(synonym))) ? 1 : 0);
}

/** The definition with the reliefs that can be asked for on a day. */
export function asOf(definition: EventDefinition, on: CivilDate): EventDefinition {
  if (definition.matter.kind !== 'opens') return definition;
  return {
    ...definition,
    matter: { kind: 'opens', reliefs: definition.matter.reliefs.filter((each) => validOn(each, on)) },
  };
}
