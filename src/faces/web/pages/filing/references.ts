/** Step: to which entries of the docket the filing relates (spec/filing.md §4.2 rows 14, 15). */
import { flag, type Html, html } from '../../../../kernel/html.ts';
import { type CivilDate, usDate } from '../../../../kernel/time.ts';
import type { PageContext } from '../../look/context.ts';
import { struck } from '../../look/docket-text.ts';
import { dateField, textField } from '../../look/fields.ts';
import { emptyState, fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface ReferencesView {
  readonly required: boolean;
  /** What is asked, in the event's words: `Which motion do you respond to?` */
  readonly question: string;
  readonly filter: { readonly words: string; readonly from: string; readonly to: string };
  readonly entries: readonly {
    readonly seq: number;
    readonly number: string | null;
    readonly filedOn: CivilDate;
    readonly text: string;
    readonly strickenBy: string | null;
    readonly chosen: boolean;
  }[];
}

/** Sends `ref` (entry seq) as often as ticked; `go=filter` with `words`, `from`, `to` narrows the list. Ticked entries stay in it. */
export function referencesPage(ctx: PageContext, frame: WizardFrame, view: ReferencesView): Html {
  const wrong = wrongIn(frame, 'ref');
  const body = html`<p>${view.required ? 'Tick at least one entry.' : 'Tick the entries that this filing relates to. You may tick none.'}</p>
<details class="filter"><summary>Narrow the list</summary>
${textField({ name: 'words', label: 'Words of the entry, or its number', value: view.filter.words, maxlength: 100, width: 'medium' })}
<div class="pair">${dateField({ name: 'from', label: 'Filed from', value: view.filter.from })}${dateField({ name: 'to', label: 'Filed to', value: view.filter.to })}</div>
<button class="usa-button usa-button--outline" type="submit" name="go" value="filter" formnovalidate>Narrow the list</button></details>
${wrong ? html`<p class="usa-error-message">${wrong}</p>` : null}
${
  view.entries.length === 0
    ? emptyState(
        'No entry fits',
        html`<p>Change the words or the dates, or leave them empty to see all entries that this event can refer to.</p>`,
      )
    : html`<table class="docket pick"><caption>Entries that this event can refer to</caption><thead><tr><th scope="col">Tick</th><th scope="col">Date Filed</th><th scope="col" class="figures"><abbr title="Number">#</abbr></th><th scope="col">Docket Text</th></tr></thead><tbody>${view.entries.map(
        (
          entry,
          index,
        ) => html`<tr><td><input type="checkbox" class="tick" name="ref" value="${entry.seq}" id="${index === 0 ? fieldId('ref') : fieldId(`ref-${entry.seq}`)}" aria-label="Refer to ${
          entry.number ? `number ${entry.number}` : `the entry of ${usDate(entry.filedOn)}`
        }" ${flag('checked', entry.chosen)}></td><td>${usDate(entry.filedOn)}</td><td>${entry.number}</td><td><label for="${index === 0 ? fieldId('ref') : fieldId(`ref-${entry.seq}`)}">${struck(entry.strickenBy, entry.text)}</label></td></tr>
`,
      )}</tbody></table>`
}`;
  return wizardPage(ctx, frame, { name: 'Related entries', title: view.question, body });
}
