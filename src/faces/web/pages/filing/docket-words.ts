/** Step: the filer's part of the docket text: a prefix and words of their own (spec/filing.md §4.2 row 18). */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { selectField, textArea } from '../../look/fields.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface DocketWordsView {
  readonly prefixes: readonly string[];
  readonly prefix: string;
  readonly words: string;
  readonly limit: number;
  /** The system's text before and after the filer's words. */
  readonly before: string;
  readonly after: string;
}

/** Sends `prefix` and `words`. */
export function docketWordsPage(ctx: PageContext, frame: WizardFrame, view: DocketWordsView): Html {
  const body = html`${
    view.prefixes.length > 0
      ? selectField({
          name: 'prefix',
          label: 'Begins with',
          value: view.prefix,
          empty: 'Nothing',
          options: view.prefixes.map((prefix) => ({ value: prefix, text: prefix })),
          error: wrongIn(frame, 'prefix'),
        })
      : null
  }
${textArea({ name: 'words', label: 'Your words', hint: 'Describe the document; do not repeat the name of the event.', value: view.words, limit: view.limit, required: false, error: wrongIn(frame, 'words') })}
<section class="box" aria-label="Preview"><h2>How the docket will read</h2>
<p class="docket-preview" data-preview><span data-preview-prefix>${view.prefix}</span> ${view.before} <i data-preview-words>${view.words || '(your words)'}</i> ${view.after}</p></section>`;
  return wizardPage(ctx, frame, { name: 'Docket text', title: 'Docket text: change as needed', body });
}
