/** What comes to the clerk by hand: its receipt, where it is kept, and how its stay ends (spec/filing.md §14.3 row 98). */
import { ENDS, type ManualFiling, type ManualFilingEnd } from '../../../../court/clerk/manual-filings.ts';
import type { CaseHeader, EntryView } from '../../../../court/docket/model.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { usDate } from '../../../../kernel/time.ts';
import { docketOf, manageManualOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { docketText, struck } from '../../look/docket-text.ts';
import { dateField, radios, textField } from '../../look/fields.ts';
import { definitions, type FieldError } from '../../look/parts.ts';
import { caseBaseOf, managedPage, wrongIn } from './frame.ts';

export const END_WORDS: Readonly<Record<ManualFilingEnd, string>> = {
  returned: 'Returned to the party who filed it',
  destroyed: 'Destroyed, as the court’s rules or order say',
  'sent-on': 'Sent on to another court or to the archives',
  'never-came': 'It never came',
};

export interface ManualView {
  readonly entry: EntryView;
  readonly filing: ManualFiling;
  readonly typed: { readonly on: string; readonly keptAt: string; readonly how: string };
  readonly errors: readonly FieldError[];
}

/** Sends `act` (`received` or `ended`), `on`, and `keptAt` or `how`. */
export function manualPage(ctx: PageContext, header: CaseHeader, view: ManualView): Html {
  const { entry, filing } = view;
  const caseBase = caseBaseOf(ctx, header);
  const words = docketText(entry.parts ?? entry.text, {
    caseBase,
    docket: docketOf(caseBase),
    documents: entry.documents,
  });
  const body = html`<p class="entry-words"><strong>${usDate(entry.filedOn)}</strong> ${struck(entry.strickenBy, words)}</p>
${definitions([
  ['What comes by hand', filing.what],
  ['In what form', filing.medium],
  ['Why', filing.reason],
  [
    'Received',
    filing.receivedOn === null
      ? 'Not yet'
      : `${usDate(filing.receivedOn)}, by ${filing.receivedBy ?? ''}; kept: ${filing.keptAt ?? ''}`,
  ],
  [
    'Ended',
    filing.endedOn === null
      ? 'No'
      : `${usDate(filing.endedOn)}: ${END_WORDS[filing.endedHow!]} (recorded by ${filing.endedBy ?? ''})`,
  ],
])}
${filing.endedOn !== null ? null : filing.receivedOn === null ? receiptForm(ctx, caseBase, view) : endForm(ctx, caseBase, view)}`;
  return managedPage(ctx, header, { title: 'Filed by hand', errors: view.errors, body });
}

const form = (ctx: PageContext, caseBase: string, view: ManualView, act: string, inside: Html, button: string): Html =>
  html`<form class="usa-form" method="post" action="${manageManualOf(caseBase, view.entry.seq)}" data-once>${csrfField(ctx)}
${inside}
<div class="buttons"><button class="usa-button" type="submit" name="act" value="${act}">${button}</button></div></form>`;

function receiptForm(ctx: PageContext, caseBase: string, view: ManualView): Html {
  const wrong = wrongIn(view.errors);
  const fields = html`${dateField({ name: 'on', label: 'Day on which it came', value: view.typed.on, error: wrong('on') })}
${textField({ name: 'keptAt', label: 'Where it is kept', hint: 'For the court’s own use: vault, shelf 12', value: view.typed.keptAt, maxlength: 300, error: wrong('keptAt') })}`;
  return html`<h2>It has come</h2>${form(ctx, caseBase, view, 'received', fields, 'Record its receipt')}
<h2>It never came</h2><p>Only when nobody expects it any more. It is recorded with today’s day.</p>
${form(ctx, caseBase, view, 'never-came', html``, 'Record that it never came')}`;
}

function endForm(ctx: PageContext, caseBase: string, view: ManualView): Html {
  const wrong = wrongIn(view.errors);
  const fields = html`${radios({
    name: 'how',
    legend: 'What became of it?',
    options: ENDS.filter((each) => each !== 'never-came').map((each) => ({
      value: each,
      label: END_WORDS[each],
      checked: view.typed.how === each,
    })),
    error: wrong('how'),
  })}
${dateField({ name: 'on', label: 'On which day', value: view.typed.on, error: wrong('on') })}`;
  return html`<h2>It has left the clerk</h2>${form(ctx, caseBase, view, 'ended', fields, 'Record that it has left')}`;
}
