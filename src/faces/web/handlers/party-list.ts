/**
 * Long lists of parties on a page: which are shown, and how the ticks of a page that shows some of them become the answer. A case
 * can have thousands; what is chosen stands first, a word narrows the rest, and what is not shown stays as it was. Pure.
 */
import { z } from 'zod';
import { foldName } from '../../../court/cases/party-names.ts';
import type { PartyInCase } from '../../../court/filing/model.ts';
import type { PartyNo } from '../../../kernel/ids.ts';

/** More would not be read. */
export const MOST_SHOWN = 200;
/** However many are chosen, there is room for so many others. */
const ROOM = 50;

export interface PartiesShown<T> {
  /** In the order of the docket, those chosen first where not all are shown. */
  readonly shown: readonly T[];
  /** How many have the word, or how many there are. */
  readonly found: number;
  readonly total: number;
  /** Chosen ones that are not shown; they stay chosen. */
  readonly chosenUnseen: number;
}

/** Those of a list to show. `find`: words that the name, another name or the role must have, however they are written. */
export function partiesToShow<T extends Pick<PartyInCase, 'partyNo' | 'name' | 'aliases' | 'role'>>(
  all: readonly T[],
  find: string,
  chosen: ReadonlySet<number>,
): PartiesShown<T> {
  const phrase = foldName(find);
  const words = phrase.split(' ').filter(Boolean);
  const found = words.length === 0 ? all : foundIn(all, phrase, words);
  if (words.length === 0 && all.length <= MOST_SHOWN)
    return { shown: all, found: all.length, total: all.length, chosenUnseen: 0 };
  const ticked = all.filter((party) => chosen.has(party.partyNo));
  const rest = found.filter((party) => !chosen.has(party.partyNo));
  const room = Math.max(ROOM, MOST_SHOWN - ticked.length);
  const first = ticked.slice(0, MOST_SHOWN - Math.min(room, rest.length));
  return {
    shown: [...first, ...rest.slice(0, MOST_SHOWN - first.length)],
    found: found.length,
    total: all.length,
    chosenUnseen: ticked.length - first.length,
  };
}

/** Those that have all the words somewhere; first those that have them just so, as whole words: `Doe 1` before `Doe 10`. */
function foundIn<T extends Pick<PartyInCase, 'name' | 'aliases' | 'role'>>(
  all: readonly T[],
  phrase: string,
  words: readonly string[],
): readonly T[] {
  const [whole, others]: [T[], T[]] = [[], []];
  for (const party of all) {
    const text = foldName([party.name, party.role, ...party.aliases.map((each) => each.name)].join(' '));
    if (` ${text} `.includes(` ${phrase} `)) whole.push(party);
    else if (words.every((word) => text.includes(word))) others.push(party);
  }
  return [...whole, ...others];
}

/** What a form sends of which parties its page showed: `1-200,305`. */
export const shownField = z
  .string()
  .max(20_000)
  .regex(/^(?:\d{1,9}(?:-\d{1,9})?(?:,\d{1,9}(?:-\d{1,9})?)*)?$/)
  .optional();

export function writtenShown(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const no of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && no === last[1] + 1) last[1] = no;
    else runs.push([no, no]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}

/**
 * The choice after a page: of those that it showed what is ticked, of the others what was chosen before, in the order of the docket.
 * A form that does not say what it showed showed everything.
 */
export function tickedOf(before: readonly PartyNo[], ticked: readonly PartyNo[], shown: string | undefined): PartyNo[] {
  if (shown === undefined) return [...ticked];
  const unseen = before.filter((no) => !isIn(shown, no));
  return [...new Set([...unseen, ...ticked])].sort((a, b) => a - b);
}

/** Whether a party stood on the page. */
export const isIn = (shown: string, no: number): boolean =>
  shown.split(',').some((run) => {
    const [from, to] = run.split('-').map(Number);
    return from !== undefined && no >= from && no <= (to ?? from);
  });
