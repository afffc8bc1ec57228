/** What stands around a list of parties: a box to find in it, and how many of how many are shown. */
import { type Html, html } from '../../../../kernel/html.ts';
import { hidden } from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';

export interface FindView {
  /** What was typed. */
  readonly words: string;
  readonly shown: number;
  /** How many have the words; all when none were typed. */
  readonly found: number;
  readonly total: number;
  readonly chosenUnseen: number;
  /** Which are shown, as the form says it back; what is not shown stays as it was. */
  readonly shownNumbers: string;
  /** Whether they are counsel, or parties. */
  readonly of?: 'attorney' | undefined;
  /** A page with several lists says of each which it shows; the first has the box. */
  readonly field?: { readonly name: string; readonly box: boolean } | undefined;
}

/** A list as long as this has a box. */
const NARROWED_FROM = 10;

/** Sends `find` with `go=filter`, and `shown`. */
export function findParties(view: FindView): Html {
  const { words, shown, found, total, chosenUnseen } = view;
  const what = view.of ?? 'part';
  const [one, many] = what === 'part' ? ['party', 'parties'] : ['attorney', 'attorneys'];
  const count = (n: number) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
  const more = Math.max(0, found - shown);
  const box =
    total < NARROWED_FROM || view.field?.box === false
      ? null
      : html`<div class="find-row"><div><label class="usa-label" for="${fieldId('find')}">Find a ${one}</label><span class="usa-hint" id="${fieldId('find')}-hint">A part of a name or role, in any spelling of capitals and accents. Your ticks are kept.</span><input class="usa-input" id="${fieldId('find')}" name="find" type="search" value="${words}" maxlength="100" autocomplete="off" dir="auto" aria-describedby="${fieldId('find')}-hint"></div><button class="usa-button usa-button--outline" type="submit" name="go" value="filter" formnovalidate>Find</button></div>`;
  const told =
    words !== ''
      ? `${found === 0 ? `No ${one} has` : found === 1 ? `1 ${one} has` : `${count(found)} have`} “${words}”.`
      : shown < total
        ? `${count(total)} in this case.`
        : '';
  return html`${hidden({ [view.field?.name ?? 'shown']: view.shownNumbers })}${box}<p class="quiet" role="status">${told}${
    more > 0 ? ` ${more.toLocaleString('en-US')} more: type a part of the name to see them.` : ''
  }${chosenUnseen > 0 ? ` ${count(chosenUnseen)} chosen and not shown stay chosen.` : ''}</p>`;
}
