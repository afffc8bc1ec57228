/** The words of a docket entry as a reader sees them. */
import type { DocumentView, TextPart } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { documentOf } from './addresses.ts';

export interface DocketTextPlace {
  /** Where the case's addresses begin (`caseOf`). */
  readonly caseBase: string;
  /** The documents of the entry, as far as this reader may know of them. */
  readonly documents: readonly DocumentView[];
  /** The docket's address when the text stands on another page; nothing on the docket itself. */
  readonly docket?: string | undefined;
}

/**
 * Docket text: references to entries lead to their rows, attachments (the `1` of `# 1`) to their documents, the filer's own words
 * stand in italics. Plain text (imported entries) is shown as it is. An attachment that the reader may not open, or
 * that is not held, is a number without a link.
 */
export function docketText(words: string | readonly TextPart[], place: DocketTextPlace): Html {
  if (typeof words === 'string') return html`${words}`;
  return html`${words.map((part) => textPart(part, place))}`;
}

function textPart(part: TextPart, place: DocketTextPlace): Html | string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'free':
      return html`<i>${part.text}</i>`;
    case 'ref':
      return html`<a href="${`${place.docket ?? ''}#entry-${part.seq}`}">${part.label}</a>`;
    case 'associated':
      return '';
    case 'attachment': {
      const held = place.documents.find((each) => each.attachmentNo === part.n && each.pages !== null);
      return held ? html`<a href="${documentOf(place.caseBase, held.serial)}">${part.n}</a>` : html`${part.n}`;
    }
  }
}

/**
 * The words of an entry, struck where the court has struck them: what struck them stands first, in words, for print and for
 * screen readers, which say nothing of `<s>`.
 */
export const struck = (by: string | null, words: Html | string): Html =>
  by === null ? html`${words}` : html`<strong class="mark">Stricken by ${by}</strong> <s>${words}</s>`;
