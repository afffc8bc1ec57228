/** Step: to which entries of the docket the filing relates (spec/filing.md §4.2 rows 14, 15). */
import { flag, type Html, html } from '../../../../kernel/html.ts';
import { type CivilDate, usDate } from '../../../../kernel/time.ts';
import type { PageContext } from '../../look/context.ts';
import { struck } from '../../look/docket-text.ts';
import { dateField, selectField, textField } from '../../look/fields.ts';
import { emptyState, fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface ReferencesView {
  readonly required: boolean;
  /** What is asked, in the event's words: `Which motion do you respond to?` */
  readonly question: string;
  readonly filter: Readonly<Record<'words' | 'from' | 'to' | 'kind' | 'numberFrom' | 'numberTo', string>>;
  /** The categories among which one may be chosen: `Motions`. */
  readonly kinds: readonly { readonly value: string; readonly text: string }[];
  readonly entries: readonly {
    readonly seq: number;
    readonly number: string | null;
    readonly filedOn: CivilDate;
    readonly text: string;
    readonly strickenBy: string | null;
    readonly chosen: boolean;
    /** What a filer of an answer should know of it: `Answered by Acme Corp. (number 7)`; empty: nothing. */
    readonly note: string;
    /** It stands apart: nobody who files now has to answer it. */
    readonly apart: boolean;
  }[];
  /** Who has to answer; null: this is no answer. */
  readonly answering: string | null;
}

/** Sends `ref` (entry seq) as often as ticked; `go=filter` with the filter's fields narrows the list. Ticked entries stay in it. */
export function referencesPage(ctx: PageContext, frame: WizardFrame, view: ReferencesView): Html {
  const wrong = wrongIn(frame, 'ref');
  const narrowed = Object.values(view.filter).some((typed) => typed !== '');
  const apart = view.entries.filter((entry) => entry.apart);
  const listed = view.entries.filter((entry) => !entry.apart);
  const body = html`<p>${view.required ? 'Tick at least one entry.' : 'Tick the entries that this filing relates to. You may tick none.'}</p>
<details class="filter" ${flag('open', narrowed)}><summary>Narrow the list</summary>
${textField({ name: 'words', label: 'Words of the entry, or its number', value: view.filter.words, maxlength: 100, width: 'medium' })}
${view.kinds.length < 2 ? null : selectField({ name: 'kind', label: 'Category', value: view.filter.kind, empty: 'All', options: view.kinds })}
<div class="pair">${dateField({ name: 'from', label: 'Filed from', value: view.filter.from, error: wrongIn(frame, 'from') })}${dateField({ name: 'to', label: 'Filed to', value: view.filter.to, error: wrongIn(frame, 'to') })}</div>
<div class="pair">${textField({ name: 'numberFrom', label: 'From number', value: view.filter.numberFrom, maxlength: 7, width: 'short', error: wrongIn(frame, 'numberFrom') })}${textField({ name: 'numberTo', label: 'To number', value: view.filter.numberTo, maxlength: 7, width: 'short', error: wrongIn(frame, 'numberTo') })}</div>
<button class="usa-button usa-button--outline" type="submit" name="go" value="filter" formnovalidate>Narrow the list</button></details>
${wrong ? html`<p class="usa-error-message">${wrong}</p>` : null}
${view.entries.length === 0 ? noneFits : null}
${listed.length > 0 ? entryTable(view.answering === null ? 'Entries that this event can refer to' : `Not answered yet by ${view.answering}`, listed, 0) : null}
${
  apart.length === 0
    ? null
    : html`<details ${flag('open', listed.length === 0 || apart.some((each) => each.chosen))}><summary>Answered already, or filed by those for whom you file</summary>${entryTable('Pleadings that need no answer of theirs', apart, listed.length)}</details>`
}`;
  return wizardPage(ctx, frame, { name: 'Related entries', title: view.question, body });
}

const noneFits = emptyState(
  'No entry fits',
  html`<p>Change the words, the category, the dates or the numbers, or leave them empty to see all entries that this event can refer to.</p>`,
);

/** The id of the first tick is the field's own: the summary of errors leads there. */
const tickId = (entry: ReferencesView['entries'][number], place: number): string =>
  place === 0 ? fieldId('ref') : fieldId(`ref-${entry.seq}`);

const entryTable = (caption: string, entries: ReferencesView['entries'], after: number): Html =>
  html`<table class="docket pick"><caption>${caption}</caption><thead><tr><th scope="col">Tick</th><th scope="col">Date Filed</th><th scope="col" class="figures"><abbr title="Number">#</abbr></th><th scope="col">Docket Text</th></tr></thead><tbody>${entries.map(
    (
      entry,
      index,
    ) => html`<tr><td><input type="checkbox" class="tick" name="ref" value="${entry.seq}" id="${tickId(entry, after + index)}" aria-label="Refer to ${
      entry.number ? `number ${entry.number}` : `the entry of ${usDate(entry.filedOn)}`
    }" ${flag('checked', entry.chosen)}></td><td>${usDate(entry.filedOn)}</td><td>${entry.number}</td><td><label for="${tickId(entry, after + index)}">${struck(entry.strickenBy, entry.text)}</label>${
      entry.note === '' ? null : html` <span class="quiet line">${entry.note}</span>`
    }</td></tr>
`,
  )}</tbody></table>`;
