/**
 * Papers that the court does not take electronically (spec/filing.md §3.9 row 149, §14.1 items 17 and 30, §14.3 item 98):
 * who looks for one is told where it goes.
 */
import { tellingWords, wordsOf } from './find-events.ts';
import type { Validity } from './read-yaml.ts';

export interface PaperNotFiled extends Validity {
  readonly code: string;
  readonly name: string;
  /** What people call it: `mediation brief`. */
  readonly words: readonly string[];
  /** Where it goes, as a sentence. */
  readonly goes: string;
  readonly source: string;
}

export interface PapersStopped {
  readonly papers: readonly PaperNotFiled[];
  /** All that was typed is such a paper's name: nothing else can be meant. */
  readonly whole: boolean;
}

/** The papers that words name: every word of one of a paper's names is among them, in any order. */
export function papersNamed(typed: string, papers: readonly PaperNotFiled[]): PapersStopped {
  const asked = tellingWords(typed);
  const given = new Set(wordsOf(typed).map(stem));
  const hits = papers.flatMap((paper) => {
    const names = [paper.name, ...paper.words].map((name) => wordsOf(name).map(stem));
    const said = names.filter((name) => name.every((word) => given.has(word)));
    return said.length > 0 ? [{ paper, words: new Set(said.flat()) }] : [];
  });
  const covered = (word: string) => hits.some((hit) => hit.words.has(stem(word)));
  return { papers: hits.map((hit) => hit.paper), whole: hits.length > 0 && asked.every(covered) };
}

/** `exhibits` is `exhibit`, `copies` is `copy`. */
const stem = (word: string): string => (word.length < 4 ? word : word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, ''));
