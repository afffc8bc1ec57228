/** Striking an entry, and letting it stand again: the form, and what it will mean before it is done. */
import type { CaseHeader, EntryView } from '../../../../court/docket/model.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { usDate } from '../../../../kernel/time.ts';
import { docketOf, manageEntryOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { docketText, struck } from '../../look/docket-text.ts';
import { hidden, textArea, textField } from '../../look/fields.ts';
import { definitions, type FieldError } from '../../look/parts.ts';
import { caseBaseOf, managedPage, wrongIn } from './frame.ts';

export interface StrikeView {
  readonly entry: EntryView;
  readonly typed: { readonly by: string; readonly reason: string };
  readonly errors: readonly FieldError[];
  /** Everything was given: the page shows what will stand on the docket and asks for the last word. */
  readonly confirm: boolean;
}

const nameOf = (entry: EntryView): string => (entry.number === null ? 'this entry' : `entry ${entry.number}`);

export function strikePage(ctx: PageContext, header: CaseHeader, view: StrikeView): Html {
  const { entry, typed, confirm } = view;
  const wrong = wrongIn(view.errors);
  const caseBase = caseBaseOf(ctx, header);
  const strikes = entry.strickenBy === null;
  const words = docketText(entry.parts ?? entry.text, {
    caseBase,
    docket: docketOf(caseBase),
    documents: entry.documents,
  });
  const shown = (by: string | null) =>
    html`<p class="entry-words"><strong>${usDate(entry.filedOn)}</strong> ${struck(by, words)}</p>`;
  const action = manageEntryOf(caseBase, entry.seq);
  const asks = html`${shown(entry.strickenBy)}
<p>${
    strikes
      ? 'The words stay on the docket and are shown struck, with what struck them. Documents of the entry are closed to all but the court.'
      : 'The words are shown plainly again. Documents of the entry stay closed until you open each of them.'
  }</p>
<form class="usa-form" method="post" action="${action}">${csrfField(ctx)}
${
  strikes
    ? textField({
        name: 'by',
        label: 'Stricken by',
        hint: 'Everyone reads it on the docket: Order 12. Name nobody and nothing that is sealed.',
        value: typed.by,
        maxlength: 200,
        required: true,
        error: wrong('by'),
      })
    : null
}
${textArea({ name: 'reason', label: 'Reason', hint: 'Kept on the sealed side.', value: typed.reason, limit: 1000, required: true, error: wrong('reason') })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="check">Next: see what it means</button></div></form>`;
  const asked = html`<p>Nothing has been changed yet. This is what everyone will read:</p>
${shown(strikes ? typed.by : null)}
${definitions([
  ['Documents', strikes ? 'Closed to all but the court’s own users' : 'Stay as they are'],
  ['Reason', typed.reason],
])}
<form method="post" action="${action}">${csrfField(ctx)}${hidden(strikes ? { by: typed.by, reason: typed.reason } : { reason: typed.reason })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="do">${strikes ? 'Strike it' : 'Let it stand again'}</button><button class="usa-button usa-button--outline" type="submit" name="go" value="back">Back</button></div></form>`;
  return managedPage(ctx, header, {
    title: strikes ? `Strike ${nameOf(entry)}` : `Let ${nameOf(entry)} stand again`,
    errors: view.errors,
    body: confirm ? asked : asks,
  });
}
