/** Step: who comes into the case with this filing, under which names, and whose part ends (spec/filing.md §4.2 rows 9, 10; §2.7). */
import { flag, type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { type Choice, checkboxes, choiceInput, selectField, textField } from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';
import { kindField } from './name-kind.ts';
import { type NewPartyForm, newPartyForm } from './new-party.ts';
import { type FindView, findParties } from './party-find.ts';

export interface AddedView {
  readonly name: string;
  /** `Intervenor Plaintiff, a person without a lawyer`. */
  readonly about: string;
  /** Other names and corporate parents that come with it; `go` takes one away. */
  readonly under: readonly { readonly kind: string; readonly name: string; readonly go: string }[];
  /** The fields of one more such name: `underKind-0`, `underName-0`. */
  readonly index: number;
  /** The field that says whether it is somebody of the case. */
  readonly field: string;
  /** Parties of the case that have this name, or nearly; empty: none has. */
  readonly same: readonly Choice[];
}

export interface PartiesView {
  /** What is typed of the next party; null: the event adds none. */
  readonly form: NewPartyForm | null;
  readonly added: readonly AddedView[];
  /** Other names of parties of the case; null: the event takes none. */
  readonly aliases: AliasesView | null;
  /** Parties whose part may end; null: the event ends none. */
  readonly ended: { readonly options: readonly Choice[]; readonly find: FindView } | null;
}

export interface AliasesView {
  readonly parties: readonly { readonly value: string; readonly text: string }[];
  /** Parties that are not in the list: they are found by name. */
  readonly find: FindView | null;
  readonly given: readonly {
    readonly party: string;
    readonly kind: string;
    readonly name: string;
    readonly go: string;
  }[];
}

/**
 * Sends the fields of `newPartyForm`; `same-n`; `go=edit-n`, `remove-n`; `underKind-n`, `underName-n` with `go=under-n`; `go=drop-n-m`;
 * `aliasParty`, `aliasKind`, `aliasName` with `go=alias`, `go=unalias-n`; `ended`. The fields of the next party stand first: Enter
 * adds it.
 */
export function partiesPage(ctx: PageContext, frame: WizardFrame, view: PartiesView): Html {
  const body = html`${view.form ? newPartyForm(frame, view.form) : null}${addedList(frame, view.added)}${
    view.aliases ? aliasesOfParties(frame, view.aliases) : null
  }${
    view.ended
      ? html`<section><h2>Who leaves</h2>${findParties(view.ended.find)}${checkboxes({
          name: 'ended',
          legend: 'Whose part in the case ends with this?',
          hint: 'They stay on the docket sheet, with the day. Their deadlines end.',
          options: view.ended.options,
          error: wrongIn(frame, 'ended'),
        })}</section>`
      : null
  }`;
  return wizardPage(ctx, frame, { name: 'Parties', title: 'Who comes into the case, and who leaves it?', body });
}

function addedList(frame: WizardFrame, added: readonly AddedView[]): Html | null {
  if (added.length === 0) return null;
  return html`<section><h2>Added by this filing (${added.length})</h2><ol class="added">${added.map((each) => addedParty(frame, each))}</ol></section>
`;
}

const button = (go: string, words: string, of: string): Html =>
  html`<button class="usa-button usa-button--unstyled" type="submit" name="go" value="${go}" formnovalidate>${words} <span class="usa-sr-only">${of}</span></button>`;

const addedParty = (frame: WizardFrame, each: AddedView): Html => {
  const wrong = wrongIn(frame, each.field);
  return html`<li><p><strong><bdi>${each.name}</bdi></strong> <span class="quiet line">${each.about}</span> ${button(`edit-${each.index}`, 'Edit', each.name)} ${button(`remove-${each.index}`, 'Remove', each.name)}</p>${
    each.under.length === 0
      ? null
      : html`<ul class="plain">${each.under.map(
          ({ kind, name, go }) => html`<li><i>${kind}</i> <bdi>${name}</bdi> ${button(go, 'Remove', name)}</li>`,
        )}</ul>`
  }<details><summary>Another name or a corporate parent <span class="usa-sr-only">of ${each.name}</span></summary><div class="find-row">${kindField(
    `underKind-${each.index}`,
    true,
  )}${textField({ name: `underName-${each.index}`, label: 'That name', maxlength: 500 })}<button class="usa-button usa-button--outline" type="submit" name="go" value="under-${each.index}" formnovalidate>Add the name</button></div></details>${
    each.same.length > 0
      ? sameQuestion(each, wrong)
      : wrong
        ? html`<p class="usa-error-message" id="${fieldId(each.field)}" tabindex="-1">${wrong}</p>`
        : null
  }</li>`;
};

const sameQuestion = (each: AddedView, wrong: string | undefined): Html => {
  const options = [
    ...each.same,
    {
      value: 'nobody',
      label: 'No, it is somebody else',
      checked: !each.same.some((one) => one.checked) && wrong === undefined,
    },
  ];
  return html`<fieldset class="usa-fieldset usa-form-group ${wrong ? 'usa-form-group--error' : ''}"><legend class="usa-legend">A party of this name, or of one very like it, is in the case. Is <bdi>${each.name}</bdi> the same?</legend>${
    wrong
      ? html`<span class="usa-error-message" id="${fieldId(each.field)}-error"><span class="usa-sr-only">Error: </span>${wrong}</span>`
      : null
  }${options.map((option, n) => choiceInput('radio', each.field, option, n === 0 ? fieldId(each.field) : fieldId(`${each.field}-${n + 1}`)))}</fieldset>`;
};

const aliasesOfParties = (frame: WizardFrame, { parties, find, given }: AliasesView): Html =>
  html`<section><h2>Another name of a party of the case</h2>${
    given.length === 0
      ? null
      : html`<ul class="plain">${given.map(
          ({ party, kind, name, go }) =>
            html`<li><bdi>${party}</bdi>, <i>${kind}</i> <bdi>${name}</bdi> ${button(go, 'Remove', name)}</li>`,
        )}</ul>`
  }<details ${flag('open', given.length > 0 || wrongIn(frame, 'aliasName') !== undefined)}><summary>Give a party an alias: also known as, doing business as, …</summary>${
    find ? findParties(find) : null
  }<div class="find-row">${selectField({ name: 'aliasParty', label: 'Party', value: '', empty: 'Choose', options: parties })}${kindField('aliasKind', false)}${textField(
    {
      name: 'aliasName',
      label: 'Other name',
      maxlength: 500,
      error: wrongIn(frame, 'aliasName'),
    },
  )}<button class="usa-button usa-button--outline" type="submit" name="go" value="alias" formnovalidate>Add the alias</button></div></details></section>
`;
