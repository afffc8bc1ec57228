/**
 * The dictionary of each court: the shipped files under what the court has written of its own. What cannot be used is told,
 * and the last that could is used on: no court stands without events because somebody mistyped one.
 */
import type { Dictionary } from './dictionary.ts';
import { loadDictionary } from './load-dictionary.ts';
import { DictionaryError, type SourceFile } from './read-yaml.ts';

/** What a court has written of its own: the text of its file, and the entries of its dictionary page, each by itself. */
export interface OwnTexts {
  readonly byFile: string;
  readonly byPage: readonly string[];
}
export const NOTHING_OWN: OwnTexts = { byFile: '', byPage: [] };

export interface DictionaryInUse {
  readonly dictionary: Dictionary;
  /** What is wrong with the files, and so not in use; null: nothing. */
  readonly trouble: string | null;
}

export interface Dictionaries {
  /** The dictionary with these own entries, made once. Never throws: what cannot be used is told in `trouble`. */
  of(own: OwnTexts): DictionaryInUse;
  /** The dictionary that these own entries would make. Throws DictionaryError with all that is wrong. */
  check(own: OwnTexts): Dictionary;
}

/** Files as messages name them. `more` is one that is about to be added. */
export const OWN_FILE = 'the court’s file of events';
export const ownPageFile = (index: number): string => `own entry ${index + 1}`;

const sourcesOf = ({ byFile, byPage }: OwnTexts): readonly SourceFile[] => [
  ...(byFile === '' ? [] : [{ name: OWN_FILE, text: byFile }]),
  ...byPage.map((text, index) => ({ name: ownPageFile(index), text })),
];

/** Dictionaries kept, at most: more than a deployment has courts. */
const MOST_KEPT = 300;

/**
 * @param shipped the files in use; throws DictionaryError when they cannot be
 * @param older what was in use before; null: nothing is known of it
 * @param trouble what is wrong with newer files, where `shipped` are the last that could be used
 */
export function courtDictionaries(
  shipped: readonly SourceFile[],
  older: readonly SourceFile[] | null,
  trouble: string | null,
): Dictionaries {
  const bare = loadDictionary(shipped);
  const kept = new Map<string, DictionaryInUse>();
  const make = (own: OwnTexts): DictionaryInUse => {
    if (sourcesOf(own).length === 0) return { dictionary: bare, trouble };
    let wrong: DictionaryError;
    try {
      return { dictionary: loadDictionary(shipped, sourcesOf(own)), trouble };
    } catch (error) {
      if (!(error instanceof DictionaryError)) throw error;
      wrong = error;
    }
    try {
      if (older) return { dictionary: loadDictionary(older, sourcesOf(own)), trouble: wrong.message };
    } catch (error) {
      if (!(error instanceof DictionaryError)) throw error;
    }
    return { dictionary: bare, trouble: `The court’s own entries are not in use.\n${wrong.message}` };
  };
  return {
    of(own) {
      const key = JSON.stringify([own.byFile, own.byPage]);
      const known = kept.get(key);
      if (known) return known;
      const made = make(own);
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(key, made);
      return made;
    },
    check: (own) => loadDictionary(shipped, sourcesOf(own)),
  };
}
