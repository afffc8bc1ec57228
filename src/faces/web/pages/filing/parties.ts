/** Steps: who comes into the case with this filing and whose part ends (spec/filing.md §4.2 rows 9, 10), and which counsel leave. */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { type Choice, checkbox, checkboxes, radios, selectField, textField } from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface AddedView {
  readonly name: string;
  /** `Intervenor Plaintiff, a person without a lawyer`. */
  readonly about: string;
  /** The field that says whether it is somebody of the case. */
  readonly field: string;
  /** Parties of the case that have this name; empty: none has. */
  readonly same: readonly Choice[];
}

export interface PartiesView {
  /** Roles in which the event adds parties; empty: it adds none. */
  readonly roles: readonly string[];
  /** How the docket text may name a new party. */
  readonly places: readonly { readonly value: string; readonly text: string }[];
  readonly added: readonly AddedView[];
  /** Parties whose part may end; null: the event ends none. */
  readonly ended: readonly Choice[] | null;
}

/**
 * Sends `role`, `name`, `kind`, `proSe`, `address`, `text`, `as` with `go=add`; `same-n`; `go=remove-n`; `ended`. The fields of the
 * next party stand first: Enter adds it.
 */
export function partiesPage(ctx: PageContext, frame: WizardFrame, view: PartiesView): Html {
  const body = html`${view.roles.length > 0 ? newParties(frame, view) : null}${
    view.ended
      ? checkboxes({
          name: 'ended',
          legend: 'Whose part in the case ends with this?',
          hint: 'They stay on the docket sheet, with the day. Their deadlines end.',
          options: view.ended,
          error: wrongIn(frame, 'ended'),
        })
      : null
  }`;
  return wizardPage(ctx, frame, { name: 'Parties', title: 'Who comes into the case, and who leaves it?', body });
}

const newParties = (frame: WizardFrame, view: PartiesView): Html => html`<section><h2>New parties</h2>
<p>Add only who is not in the case yet, or is in it in another role. Leave this empty if there is nobody.</p>
${textField({ name: 'name', label: 'Name', hint: 'As the document has it: Robin A. Baker, or Harbor Trust, Inc.', maxlength: 500, error: wrongIn(frame, 'name') })}${selectField(
  {
    name: 'role',
    label: 'Role',
    value: view.roles[0] ?? '',
    options: view.roles.map((role) => ({ value: role, text: role })),
  },
)}${selectField({
  name: 'as',
  label: 'In this filing it is',
  value: '',
  options: view.places,
})}${radios({
  name: 'kind',
  legend: 'What it is',
  options: [
    { value: 'person', label: 'A person', checked: true },
    { value: 'organization', label: 'A company or other organization' },
    { value: 'government', label: 'A government, or an office of one' },
  ],
})}${checkbox({ name: 'proSe', label: 'Appears without a lawyer (pro se)' })}${textField({
  name: 'address',
  label: 'Address',
  hint: 'Of a person without a lawyer, for service on paper',
  maxlength: 1000,
})}${textField({ name: 'text', label: 'What prints under the name', hint: 'For example: a Maine corporation', maxlength: 1000 })}
<button class="usa-button usa-button--outline" type="submit" name="go" value="add">Add this party</button>
${view.added.length === 0 ? null : html`<h3>Added by this filing</h3><ul class="plain">${view.added.map((each, index) => addedParty(frame, each, index))}</ul>`}</section>
`;

const addedParty = (frame: WizardFrame, each: AddedView, index: number): Html => {
  const wrong = wrongIn(frame, each.field);
  return html`<li><p><strong>${each.name}</strong> <span class="quiet line">${each.about}</span> <button class="usa-button usa-button--unstyled" type="submit" name="go" value="remove-${index}" formnovalidate>Remove <span class="usa-sr-only">${each.name}</span></button></p>${
    each.same.length > 0
      ? radios({
          name: each.field,
          legend: 'A party of this name is in the case. Is it the same?',
          options: [
            ...each.same,
            {
              value: 'nobody',
              label: 'No, it is somebody else',
              checked: !each.same.some((one) => one.checked) && wrong === undefined,
            },
          ],
          error: wrong,
        })
      : wrong
        ? html`<p class="usa-error-message" id="${fieldId(each.field)}" tabindex="-1">${wrong}</p>`
        : null
  }</li>`;
};

export interface CounselView {
  readonly appearances: readonly Choice[];
}

/** Sends `counsel` as often as ticked: the party and the person. */
export function counselPage(ctx: PageContext, frame: WizardFrame, view: CounselView): Html {
  const body =
    view.appearances.length === 0
      ? html`<p id="${fieldId('counsel')}" tabindex="-1">Nobody appears for the parties on whose behalf you file. Go back, and select another party or another event.</p>`
      : checkboxes({
          name: 'counsel',
          legend: 'Whose appearance ends?',
          hint: 'They get no more notices of this case for that party.',
          options: view.appearances,
          error: wrongIn(frame, 'counsel'),
        });
  return wizardPage(ctx, frame, { name: 'Counsel', title: 'Which counsel leave?', body });
}
