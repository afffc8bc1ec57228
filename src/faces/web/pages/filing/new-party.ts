/** The fields of a party that a filing adds: looked for by name first, then described (spec/filing.md §2.7.1, §2.7.8). */
import { flag, type Html, html } from '../../../../kernel/html.ts';
import { checkbox, choiceInput, hidden, radios, selectField, textArea, textField } from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';
import { type WizardFrame, wrongIn } from './frame.ts';
import { kindField } from './name-kind.ts';

/** As it was typed. */
export interface NewPartyTyped {
  readonly role: string;
  readonly as: string;
  readonly kind: 'person' | 'organization' | 'government';
  readonly name: string;
  readonly first: string;
  readonly middle: string;
  readonly generation: string;
  readonly title: string;
  readonly text: string;
  readonly proSe: boolean;
  readonly address: string;
  readonly underKind: string;
  readonly underName: string;
  readonly many: string;
}

export interface NewPartyForm {
  /** Roles in which the event adds parties. */
  readonly roles: readonly string[];
  /** How the docket text may name a new party. */
  readonly places: readonly { readonly value: string; readonly text: string }[];
  readonly typed: NewPartyTyped;
  /** Which of those added is changed, from 0; null: another is added. */
  readonly editing: number | null;
  /** What was found for the name; null: nothing was looked for. */
  readonly found: FoundView | null;
}

export interface FoundView {
  /** The name that was looked for. */
  readonly name: string;
  readonly choices: readonly { readonly value: string; readonly name: string; readonly about: string }[];
}

/**
 * Sends `name`, `first`, `middle`, `generation`, `title`, `role`, `as`, `kind`, `proSe`, `address`, `text`, `underKind`, `underName`,
 * `many`, `editing`, `looked`, `found`; `go=add` adds or changes, `go=look` looks only.
 */
export function newPartyForm(frame: WizardFrame, { roles, places, typed, editing, found }: NewPartyForm): Html {
  const parts = [typed.first, typed.middle, typed.generation, typed.title].some((part) => part !== '');
  const also = editing === null;
  return html`<section class="new-party"><h2>${also ? 'New parties' : 'Change this party'}</h2>
<p>Add only who is not in the case yet, or is in it in another role. Leave this empty if there is nobody. A new party is in the case from the day of filing.</p>
${editing === null ? null : hidden({ editing })}
${textField({
  name: 'name',
  label: 'Name',
  hint: 'As the document has it: Robin A. Baker, or Harbor Trust, Inc.; or the last name, with the others below. Parties of this court that are called so are looked for first.',
  value: typed.name,
  maxlength: 500,
  error: wrongIn(frame, 'name'),
})}<button class="usa-button usa-button--outline" type="submit" name="go" value="add">${also ? 'Add this party' : 'Keep the change'}</button> <button class="usa-button usa-button--unstyled" type="submit" name="go" value="look" formnovalidate>Only look for the name</button>
${found ? foundNames(found) : null}
<details ${flag('open', parts)}><summary>First name, middle name, generation, title</summary><div class="find-row">${textField({ name: 'first', label: 'First name', value: typed.first, maxlength: 100 })}${textField(
    { name: 'middle', label: 'Middle name', value: typed.middle, maxlength: 100 },
  )}${textField({ name: 'generation', label: 'Generation', hint: 'Jr., III', value: typed.generation, maxlength: 20, width: 'short' })}${textField({ name: 'title', label: 'Title', hint: 'Dr., Sheriff', value: typed.title, maxlength: 100, width: 'short' })}</div></details>
<div class="find-row">${selectField({
    name: 'role',
    label: 'Role',
    value: typed.role || (roles[0] ?? ''),
    options: roles.map((role) => ({ value: role, text: role })),
  })}${selectField({ name: 'as', label: 'In this filing it is', value: typed.as, options: places })}</div>${radios({
    name: 'kind',
    legend: 'What it is',
    options: [
      { value: 'person', label: 'A person', checked: typed.kind === 'person' },
      { value: 'organization', label: 'A company or other organization', checked: typed.kind === 'organization' },
      { value: 'government', label: 'A government, or an office of one', checked: typed.kind === 'government' },
    ],
  })}${textField({ name: 'text', label: 'What prints under the name', hint: 'For example: a Maine corporation', value: typed.text, maxlength: 1000 })}${checkbox(
    { name: 'proSe', label: 'Appears without a lawyer (pro se)', checked: typed.proSe },
  )}<div data-shown-when="${fieldId('proSe')}">${textField({
    name: 'address',
    label: 'Address',
    hint: 'Of a person without a lawyer, for service on paper. It is public.',
    value: typed.address,
    maxlength: 1000,
  })}</div>${
    also
      ? html`<details ${flag('open', typed.underName !== '')}><summary>Another name or a corporate parent</summary><div class="find-row">${kindField('underKind', true, typed.underKind)}${textField({ name: 'underName', label: 'That name', value: typed.underName, maxlength: 500 })}</div></details>
<details ${flag('open', typed.many !== '')}><summary>Many at once: paste a list</summary>${textArea({
          name: 'many',
          label: 'One name on each line',
          hint: 'Each is added with the role and the kind chosen above. Names that are in the case already are asked about below.',
          value: typed.many,
          limit: 20_000,
          rows: 6,
        })}<button class="usa-button usa-button--outline" type="submit" name="go" value="add-many">Add all of them</button></details>`
      : null
  }</section>
`;
}

const foundNames = ({ name, choices }: FoundView): Html =>
  html`${hidden({ looked: name })}<div class="found" role="status">${
    choices.length === 0
      ? html`<p>No party of this court’s public cases is called “<bdi>${name}</bdi>” or nearly so. Add it as you typed it.</p>`
      : html`<fieldset class="usa-fieldset"><legend class="usa-legend">Is it one of these?</legend><span class="usa-hint">Then its name is spelled as the court has it. Nothing else is taken over, and no address.</span>${choices.map(
          (each, n) =>
            choiceInput(
              'radio',
              'found',
              { value: each.value, label: html`<bdi>${each.name}</bdi>`, hint: each.about },
              n === 0 ? fieldId('found') : fieldId(`found-${n + 1}`),
            ),
        )}${choiceInput('radio', 'found', { value: 'none', label: html`None of these: “<bdi>${name}</bdi>”, as typed`, checked: true }, fieldId('found-none'))}</fieldset>`
  }</div>`;
