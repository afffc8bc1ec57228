/** The pages of a PDF in their order, with what they inherit (ISO 32000-2 §7.7.3). */
import type { PdfFile } from './file.ts';
import type { PdfLimits } from './limits.ts';
import { malformed, type PdfDict, PdfName, PdfRef, PdfRefused, type PdfValue } from './syntax.ts';

/** What a page takes from the nodes above it when it has none of its own. */
const INHERITED = ['Resources', 'MediaBox', 'CropBox', 'Rotate'] as const;
export type Inherited = Readonly<Record<(typeof INHERITED)[number], PdfValue>>;

export interface Page {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  readonly inherited: Inherited;
}

const NOTHING: Inherited = { Resources: null, MediaBox: null, CropBox: null, Rotate: null };

/**
 * All pages, in reading order. Refuses loops, pages that stand twice, none at all, too many, and a root whose /Count
 * is not theirs: readers that trust it would show, and bill, another number.
 */
export function pagesOf(file: PdfFile, limits: PdfLimits): readonly Page[] {
  const catalog = file.dictionary(file.references.trailer.get('Root'), 'the catalog');
  const root = file.dictionary(catalog.get('Pages'), 'the page tree');
  const pages: Page[] = [];
  const seen = new Set<number>();
  const waiting: Array<{ readonly at: PdfValue; readonly inherited: Inherited }> = [
    { at: catalog.get('Pages'), inherited: NOTHING },
  ];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!(node.at instanceof PdfRef)) throw malformed('a page is not an object of its own');
    if (seen.has(node.at.num)) throw malformed('its page tree is a loop or has a page twice');
    seen.add(node.at.num);
    if (seen.size > 2 * limits.pages) throw new PdfRefused('pdf-active', 'malformed: too many pages');
    const dict = file.dictionary(node.at, 'a page');
    const inherited = inheritedBy(dict, node.inherited);
    const kids = file.resolve(dict.get('Kids'));
    if (Array.isArray(kids)) {
      for (const kid of (kids as readonly PdfValue[]).toReversed()) waiting.push({ at: kid, inherited });
    } else pages.push({ ref: node.at, dict: pageOnly(file, dict), inherited });
  }
  if (pages.length === 0) throw malformed('it has no pages');
  if (pages.length > limits.pages) throw new PdfRefused('pdf-active', 'malformed: too many pages');
  if (file.resolve(root.get('Count')) !== pages.length) throw malformed('its page tree lies about the number of pages');
  return pages;
}

function inheritedBy(dict: PdfDict, above: Inherited): Inherited {
  return Object.fromEntries(INHERITED.map((key) => [key, dict.get(key) ?? above[key]])) as Record<
    (typeof INHERITED)[number],
    PdfValue
  >;
}

function pageOnly(file: PdfFile, dict: PdfDict): PdfDict {
  const type = file.resolve(dict.get('Type'));
  if (type instanceof PdfName && type.text !== 'Page' && type.text !== 'Template') throw malformed('a page is none');
  return dict;
}
