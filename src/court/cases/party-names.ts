/**
 * Names of parties: how one is put together from its parts, what two of them have in common, and when a clerk would ask whether
 * they are the same party (spec/filing.md §2.7.1, §2.7.6-2.7.8). Pure.
 */
import { cleanText } from '../events/clean-text.ts';

/** What a person's name is put together from. Empty: it has none. */
export interface NameParts {
  readonly last: string;
  readonly first: string;
  readonly middle: string;
  /** `Jr.`, `III`. */
  readonly generation: string;
  /** `Dr.`, `Sheriff`. */
  readonly title: string;
}

/**
 * A name as the docket keeps it: one line, composed (NFC), without characters that nobody sees. Marks that turn the direction of
 * writing are taken out and not refused: they come along unseen with what is copied, and the name shows its own direction.
 */
export const cleanName = (typed: string): string => cleanText(typed).normalize('NFC');

/** `Dr. Robin A. Baker Jr.`: no commas, so that names in a list stay apart (spec/filing.md §2.7.7). */
export const fullName = ({ title, first, middle, last, generation }: NameParts): string =>
  cleanName([title, first, middle, last, generation].join(' '));

/** The points of Hebrew and Arabic, accents that NFKD parts from their letters, and marks inside words: `O’Brien`, `L.L.C.` */
const INSIDE_WORDS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c-\u200d.'’`]/g;

/** A name without what people write differently: capitals, accents, punctuation. `pub.folded_name` says the same (migration 0021). */
export const foldName = (name: string): string => (PLAIN.test(name) ? foldPlain(name) : foldAny(name));

/** Most names by far: nothing to take apart. */
const PLAIN = /^[\x20-\x7e]*$/;
const foldPlain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[.'`]/g, '')
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
const foldAny = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(INSIDE_WORDS, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll('ς', 'σ')
    .replace(/[^\p{Alphabetic}0-9]+/gu, ' ')
    .trim();

/** Names that differ only in capitals, accents, marks and spaces are the same to a clerk. */
export const sameName = (a: string, b: string): boolean => foldName(a) === foldName(b);

/** What kind of body it is, by the word at the end of its name, written long or short. */
const BODIES = new Map(
  Object.entries({
    ...{ corp: 'corp', corporation: 'corp', inc: 'inc', incorporated: 'inc', co: 'co', company: 'co', ltd: 'ltd' },
    ...{ limited: 'ltd', llc: 'llc', llp: 'llp', lp: 'lp', plc: 'plc', pc: 'pc', pllc: 'pllc', na: 'na', gmbh: 'gmbh' },
    ...{
      ag: 'ag',
      sa: 'sa',
      bv: 'bv',
      nv: 'nv',
      jr: 'jr',
      junior: 'jr',
      sr: 'sr',
      senior: 'sr',
      ii: 'ii',
      iii: 'iii',
      iv: 'iv',
    },
  }),
);
const LITTLE = new Set(['the', 'and', 'of']);
/** The party that most courts have under most names (spec/filing.md §2.7.8). */
const UNITED_STATES = /^(?:the )?(?:usa|us|u s a?|united states(?: of america)?)$/;

interface Read {
  readonly folded: string;
  /** The words that name it, in alphabetical order. */
  readonly words: readonly string[];
  /** `corp`, `jr`: sorted and joined; empty: it says none. */
  readonly body: string;
}

function read(name: string): Read {
  const folded = foldName(name);
  const words = (UNITED_STATES.test(folded) ? 'usa' : folded).split(' ').filter((word) => word !== '');
  const bodies = words.slice(1).flatMap((word) => BODIES.get(word) ?? []);
  const core = words.filter((word, n) => (n === 0 || !BODIES.has(word)) && !LITTLE.has(word));
  // An initial is left out by one and written by another; where little else is left it is the name.
  const long = core.filter((word) => word.length > 1 || (word >= '0' && word <= '9'));
  return { folded, words: (long.length > 1 ? long : core).sort(), body: bodies.sort().join(' ') };
}

/** `Acme Corp.` and `Acme` may be one; `Acme Corp.` and `Acme LLC` say themselves that they are two. */
const bodiesAgree = (a: string, b: string): boolean => a === '' || b === '' || a === b;

/** Long enough that one letter more or less is a slip, and no number: `John Doe 1` is not `John Doe 2`. */
const maySlip = (word: string): boolean => word.length >= 5 && !/[0-9]/.test(word);

/** One letter put in, left out, changed, or two changed about. */
function oneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [[...a], [...b]] : [[...b], [...a]];
  if (long.length - short.length > 1) return false;
  const at = short.findIndex((letter, n) => letter !== long[n]);
  if (at === -1) return long.length > short.length;
  const rest = (letters: readonly string[], from: number) => letters.slice(from).join('');
  if (long.length > short.length) return rest(short, at) === rest(long, at + 1);
  if (rest(short, at + 1) === rest(long, at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && rest(short, at + 2) === rest(long, at + 2);
}

/** Finds those of a list whose name is, or is nearly, a given one; made once for a case, however many parties it has. */
export class NamesKnown<T> {
  readonly #known: { readonly name: Read; readonly of: T }[] = [];
  readonly #byWords = new Map<string, number[]>();
  /** By its words with one left out: where that one may be a slip. */
  readonly #byAllButOne = new Map<string, number[]>();

  constructor(known: Iterable<readonly [name: string, of: T]>) {
    for (const [name, of] of known) {
      const made = read(name);
      const n = this.#known.push({ name: made, of }) - 1;
      const { words } = made;
      put(this.#byWords, words.join(' '), n);
      for (const key of allButOne(words)) put(this.#byAllButOne, key, n);
    }
  }

  /** Those of this name and of one so near that a clerk would ask: each once, the same names first. */
  near(name: string): T[] {
    const wanted = read(name);
    const { folded } = wanted;
    if (folded === '') return [];
    const candidates = new Set([
      ...(this.#byWords.get(wanted.words.join(' ')) ?? []),
      ...allButOne(wanted.words).flatMap((key) => this.#byAllButOne.get(key) ?? []),
    ]);
    const found = [...candidates]
      .map((n) => this.#known[n]!)
      .filter((each) => each.name.folded === folded || isNear(wanted, each.name));
    return [...new Set([...found.filter((each) => each.name.folded === folded), ...found].map((each) => each.of))];
  }
}

function isNear(a: Read, b: Read): boolean {
  if (!bodiesAgree(a.body, b.body)) return false;
  if (a.words.join(' ') === b.words.join(' ')) return true;
  const [left, right] = [
    a.words.filter((word) => !b.words.includes(word)),
    b.words.filter((word) => !a.words.includes(word)),
  ];
  const [one, other] = [left[0], right[0]];
  return left.length === 1 && right.length === 1 && maySlip(one!) && maySlip(other!) && oneSlip(one!, other!);
}

const allButOne = (words: readonly string[]): string[] =>
  words.flatMap((word, n) => (maySlip(word) ? [words.filter((_, m) => m !== n).join(' ')] : []));

const put = (map: Map<string, number[]>, key: string, n: number): void => {
  const list = map.get(key);
  if (list) list.push(n);
  else map.set(key, [n]);
};

/** Whether a clerk would ask whether two names are of one party: `Acme Corp.` and `ACME Corporation`. */
export const nearName = (a: string, b: string): boolean => new NamesKnown([[a, true]]).near(b).length > 0;
