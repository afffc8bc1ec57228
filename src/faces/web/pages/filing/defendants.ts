/** Steps of a criminal filing: about which defendants it is, and what it says of their counts (spec/filing.md §2.10, §3.10). */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { type Choice, checkbox, checkboxes, radios, selectField, textArea, textField } from '../../look/fields.ts';
import { fieldId, table } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';
import { type FindView, findParties } from './party-find.ts';

export interface DefendantsView {
  readonly all: boolean;
  readonly defendants: readonly Choice[];
  readonly find: FindView;
}

/** Sends `defendant` (party numbers) as often as ticked, or `all`. */
export function defendantsPage(ctx: PageContext, frame: WizardFrame, view: DefendantsView): Html {
  const body = html`${
    view.find.total > 1
      ? checkbox({
          name: 'all',
          label: 'All defendants who are still in the case when this is filed',
          checked: view.all,
        })
      : null
  }${findParties(view.find)}${checkboxes({
    name: 'defendant',
    legend: view.find.total > 1 ? 'Or these' : 'Defendants',
    hint: 'The docket text names each of them, and the entry stands on the docket of each.',
    options: view.defendants,
    error: wrongIn(frame, 'defendant'),
  })}`;
  return wizardPage(ctx, frame, { name: 'Defendants', title: 'About which defendants is this?', body });
}

export interface ChargesView {
  /** `Counts`, or `Complaints`. */
  readonly what: 'counts' | 'complaints';
  readonly defendants: readonly { readonly value: string; readonly text: string }[];
  readonly charges: readonly { readonly defendant: string; readonly charge: string; readonly counts: string }[];
}

/** Sends `of`, `charge`, `counts` with `go=add`, and `go=remove-n`. The field of the next one stands first: Enter adds it. */
export function chargesPage(ctx: PageContext, frame: WizardFrame, view: ChargesView): Html {
  const rows = view.charges.map((each, index) => [
    each.defendant,
    each.charge,
    each.counts,
    html`<button class="usa-button usa-button--unstyled" type="submit" name="go" value="remove-${index}" formnovalidate>Remove <span class="usa-sr-only">${each.charge}</span></button>`,
  ]);
  const body = html`<p>Each line goes on the docket sheet under its defendant, as pending. You may leave this empty.</p>
${selectField({
  name: 'of',
  label: 'Defendant',
  value: view.defendants.length === 1 ? view.defendants[0]!.value : '',
  empty: 'Choose',
  options: view.defendants,
})}${textField({ name: 'charge', label: 'Charge', hint: 'Citation and words, for example 18:1343 Wire Fraud', maxlength: 1000, error: wrongIn(frame, 'charge') })}${
  view.what === 'counts'
    ? textField({
        name: 'counts',
        label: 'Numbers of the counts',
        hint: 'For example 1-6, or 2s',
        width: 'short',
        maxlength: 100,
      })
    : null
}<button class="usa-button usa-button--outline" type="submit" name="go" value="add">Add this line</button>
${
  rows.length === 0
    ? null
    : table(
        view.what === 'counts' ? 'Counts of this filing' : 'Complaints of this filing',
        [{ head: 'Defendant' }, { head: 'Charge' }, { head: 'Counts' }, { head: 'Remove' }],
        rows,
      )
}`;
  const name = view.what === 'counts' ? 'Counts' : 'Complaints';
  return wizardPage(ctx, frame, { name, title: `${name} of each defendant`, body });
}

export interface DispositionsView {
  readonly defendants: readonly {
    readonly name: string;
    readonly counts: readonly {
      readonly label: string;
      readonly field: string;
      readonly statusField: string;
      readonly disposition: string;
      readonly terminated: boolean;
    }[];
  }[];
}

/** Sends a text and a status for each count that is still open. */
export function dispositionsPage(ctx: PageContext, frame: WizardFrame, view: DispositionsView): Html {
  const wrong = wrongIn(frame, 'dispositions');
  const body = html`<div id="${fieldId('dispositions')}" tabindex="-1">${wrong ? html`<p class="usa-error-message">${wrong}</p>` : null}
<p>Say what became of each count. A count left empty stays open.</p>
${view.defendants.map(
  (defendant) =>
    html`<section><h2>${defendant.name}</h2>${
      defendant.counts.length === 0
        ? html`<p>No count of this defendant is open.</p>`
        : defendant.counts.map(
            (count) =>
              html`${textArea({ name: count.field, label: count.label, hint: 'Its disposition, as the docket sheet prints it.', value: count.disposition, limit: 4000, required: false, error: wrongIn(frame, count.field) })}${radios(
                {
                  name: count.statusField,
                  legend: `Where ${count.label} stands from now on`,
                  options: [
                    { value: 'pending', label: 'Among the pending counts: convicted', checked: !count.terminated },
                    {
                      value: 'terminated',
                      label: 'Among the terminated counts: dismissed or acquitted',
                      checked: count.terminated,
                    },
                  ],
                },
              )}`,
          )
    }</section>`,
)}</div>`;
  return wizardPage(ctx, frame, { name: 'Counts', title: 'What became of the counts?', body });
}
