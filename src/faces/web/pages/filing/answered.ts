/** The warning to whoever files an answer for a party that has answered already (spec/filing.md §4.4). */
import { type Html, html } from '../../../../kernel/html.ts';
import { alert } from '../../look/parts.ts';

export interface AnsweredView {
  readonly words: string;
  /** Where the draft is given another event. */
  readonly otherEventHref: string;
}

export const answeredAlert = (view: AnsweredView | null): Html | null =>
  view === null
    ? null
    : alert(
        'warning',
        html`${view.words} <a href="${view.otherEventHref}">Choose another event; your answers are kept</a>`,
      );
