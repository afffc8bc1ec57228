/** Step: to whom the filers belong, as their disclosure statement says it (Fed. R. Civ. P. 7.1(a)(1); spec/filing.md §2.7.10). */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { type Choice, checkboxes, hidden, selectField, textField } from '../../look/fields.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface AffiliatesView {
  readonly kinds: readonly string[];
  /** The filers; with one alone nobody is asked whose it is. */
  readonly filers: readonly Choice[];
  readonly given: readonly {
    readonly party: string;
    readonly kind: string;
    readonly name: string;
    readonly go: string;
  }[];
  /** What the docket has of them already. */
  readonly known: readonly { readonly party: string; readonly kind: string; readonly name: string }[];
  /** Filers who have nobody. */
  readonly none: readonly Choice[];
}

/** Sends `affiliate`, `kind`, `of` with `go=add`; `go=remove-n`; `none` as often as ticked. */
export function affiliatesPage(ctx: PageContext, frame: WizardFrame, view: AffiliatesView): Html {
  const { kinds, filers, given, known, none } = view;
  const [only] = filers;
  const body = html`<p>Name every parent corporation, and every public company that holds 10 % of the stock or more. They are put on the docket under the party, and named in the docket text. Judges are checked against them.</p>
<div class="find-row">${textField({ name: 'affiliate', label: 'Name of the company', maxlength: 500, error: wrongIn(frame, 'affiliate') })}${selectField(
    {
      name: 'kind',
      label: 'It is',
      value: kinds[0] ?? '',
      options: kinds.map((kind) => ({ value: kind, text: kind })),
    },
  )}</div>${
    filers.length === 1
      ? hidden({ of: only!.value })
      : checkboxes({ name: 'of', legend: 'Of whom?', options: filers, selectAll: 'Select all' })
  }<button class="usa-button usa-button--outline" type="submit" name="go" value="add">Add it</button>
${
  given.length === 0
    ? null
    : html`<h2>Disclosed by this filing</h2><ul class="plain">${given.map(
        ({ party, kind, name, go }) =>
          html`<li><i>${kind}</i> <bdi>${name}</bdi> of <bdi>${party}</bdi> <button class="usa-button usa-button--unstyled" type="submit" name="go" value="${go}" formnovalidate>Remove <span class="usa-sr-only">${name}</span></button></li>`,
      )}</ul>`
}${
  known.length === 0
    ? null
    : html`<p class="quiet">On the docket already:</p><ul class="plain quiet">${known.map(
        ({ party, kind, name }) => html`<li><i>${kind}</i> <bdi>${name}</bdi> of <bdi>${party}</bdi></li>`,
      )}</ul>`
}${checkboxes({
  name: 'none',
  legend: 'Who has no parent corporation, and no public company that holds 10 % of its stock?',
  options: none,
})}`;
  return wizardPage(ctx, frame, { name: 'Affiliates', title: 'To whom do the filers belong?', body });
}
