/**
 * How attachments are named: category, then description, without doubled words ("Exhibit" + "Exhibit A"; spec/filing.md §4.5,
 * §15 pain 5). The wizard, the check and the filing itself all ask here.
 */
import type { Answers } from './answers.ts';
import { cleanText } from './clean-text.ts';

type Attachment = Answers['documents']['attachments'][number];

/** What may stand between a repeated category and the words after it: white space, a mark, or a hyphen before a label (`-A1`). */
const AFTER_CATEGORY = /^(?:[\s:;,–—]|-(?=\s|$|[A-Za-z]?\d{0,4}(?![A-Za-z\d])))[\s:;,–—-]*|^$/;

/**
 * The description without the category that it begins with, however often and in whatever case: `Exhibit`, `exhibit A` → `A`.
 * Whole words only: `Exhibits A to C` and `Index-linked bonds` stay. Without a category nothing is doubled.
 */
export function withoutDoubledWords(category: string | null, description: string): string {
  const name = cleanText(category ?? '').toLowerCase();
  if (name === '') return description;
  let left = cleanText(description);
  let removed = false;
  while (left.toLowerCase().startsWith(name)) {
    const after = AFTER_CATEGORY.exec(left.slice(name.length));
    if (!after) break;
    left = left.slice(name.length + after[0].length);
    removed = true;
  }
  return removed ? left : description;
}

const undoubled = (each: Attachment): Attachment => ({
  ...each,
  description: withoutDoubledWords(each.category, each.description),
});

/** The answers with each attachment named without doubled words. */
export const namedOnce = (answers: Answers): Answers => ({
  ...answers,
  documents: { ...answers.documents, attachments: answers.documents.attachments.map(undoubled) },
});

/**
 * How the file of an attachment names it: `Exhibit A - Letters.pdf` is an Exhibit, `A - Letters`. The category is the longest
 * one that the name begins with; null: none of them, and the whole name describes it. Given the one category that the filer has
 * chosen, a name that says no more than it leaves the description empty. Never leaves both empty.
 */
export function namedByFile(
  fileName: string,
  categories: readonly string[],
): { readonly category: string | null; readonly description: string } {
  const words = cleanText(fileName.replace(/(\.pdf)+$/i, '').replaceAll('_', ' ')) || cleanText(fileName);
  const longestFirst = categories.toSorted((a, b) => b.length - a.length);
  for (const category of longestFirst) {
    const description = withoutDoubledWords(category, words);
    if (description !== words) return { category, description };
    // A file that only says what it is, in words of a category that the filer has chosen, adds nothing to it.
    if (categories.length === 1 && saysNoMore(category, words)) return { category, description: '' };
  }
  return { category: null, description: words };
}

/** Whether every word stands in the category already: `Proposed order` beside `Text of Proposed Order`. */
function saysNoMore(category: string, words: string): boolean {
  const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const known = new Set(wordsOf(category));
  return wordsOf(words).every((word) => known.has(word));
}

/** One place up (-1) or down (1) in the order that the docket text and the numbers follow; at the end of the list nothing moves. */
export function movedAttachment(answers: Answers, upload: string, by: -1 | 1): Answers {
  const attachments = [...answers.documents.attachments];
  const from = attachments.findIndex((each) => each.upload === upload);
  const to = from + by;
  if (from < 0 || to < 0 || to >= attachments.length) return answers;
  [attachments[from], attachments[to]] = [attachments[to]!, attachments[from]!];
  return { ...answers, documents: { ...answers.documents, attachments } };
}
