/** Step: which counsel leave, and whom the court puts on the docket (spec/filing.md §3.8 row 153; BR-06). */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { type Choice, checkbox, checkboxes, choiceInput, textField } from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';
import { type FindView, findParties } from './party-find.ts';

export interface CounselView {
  /** Appearances that may end; null: the event ends none. */
  readonly appearances: readonly Choice[] | null;
  readonly find: FindView | null;
  /** Whom the court may add; null: it adds nobody with this. */
  readonly adds: AddsCounselView | null;
}

export interface AddsCounselView {
  readonly parties: readonly Choice[];
  /** What was typed, and which attorneys registered in the court were found; null: nothing was looked for. */
  readonly attorney: string;
  readonly found: readonly Choice[] | null;
  readonly added: readonly { readonly words: string; readonly go: string }[];
}

/** Sends `counsel` as often as ticked: the party and the person; `attorney` with `go=look`; `person`, `for`, `lead`, `notice` with `go=add`. */
export function counselPage(ctx: PageContext, frame: WizardFrame, view: CounselView): Html {
  const body = html`${view.find ? findParties(view.find) : null}${view.adds ? addCounsel(frame, view.adds) : null}${ending(frame, view.appearances)}`;
  const title = view.adds
    ? view.appearances
      ? 'Which counsel come and leave?'
      : 'Which counsel come?'
    : 'Which counsel leave?';
  return wizardPage(ctx, frame, { name: 'Counsel', title, body });
}

function ending(frame: WizardFrame, appearances: readonly Choice[] | null): Html | null {
  if (appearances === null) return null;
  if (appearances.length === 0)
    return html`<p id="${fieldId('counsel')}" tabindex="-1">Nobody appears for the parties on whose behalf you file. Go back, and select another party or another event.</p>`;
  return checkboxes({
    name: 'counsel',
    legend: 'Whose appearance ends?',
    hint: 'They get no more notices of this case for that party.',
    options: appearances,
    error: wrongIn(frame, 'counsel'),
  });
}

const addCounsel = (frame: WizardFrame, { parties, attorney, found, added }: AddsCounselView): Html =>
  html`<section><h2>Put an attorney on the docket</h2><p>Attorneys registered in this court. Who is represented from now on gets no paper; the attorney gets the notices.</p>
<div class="find-row">${textField({
    name: 'attorney',
    label: 'Name of the attorney',
    hint: 'Three letters or more.',
    value: attorney,
    maxlength: 100,
    error: wrongIn(frame, 'attorney'),
  })}<button class="usa-button usa-button--outline" type="submit" name="go" value="look" formnovalidate>Find</button></div>${
    found === null
      ? null
      : found.length === 0
        ? html`<p role="status">No attorney of this name is registered here.</p>`
        : html`<fieldset class="usa-fieldset"><legend class="usa-legend">Who?</legend>${found.map((each, n) =>
            choiceInput(
              'radio',
              'person',
              { ...each, label: html`<bdi>${each.label}</bdi>` },
              n === 0 ? fieldId('person') : fieldId(`person-${n + 1}`),
            ),
          )}</fieldset>${checkboxes({ name: 'for', legend: 'For whom?', options: parties })}${checkbox({ name: 'lead', label: 'Lead attorney' })}${checkbox(
            {
              name: 'notice',
              label: 'Attorney to be noticed',
              hint: 'Unticked, no notices go to the attorney for these parties.',
              checked: true,
            },
          )}<button class="usa-button usa-button--outline" type="submit" name="go" value="add">Add</button>`
  }${
    added.length === 0
      ? null
      : html`<ul class="plain">${added.map(
          ({ words, go }) =>
            html`<li><bdi>${words}</bdi> <button class="usa-button usa-button--unstyled" type="submit" name="go" value="${go}" formnovalidate>Remove <span class="usa-sr-only">${words}</span></button></li>`,
        )}</ul>`
  }</section>
`;
