/** Step: on whose behalf; and, for parties whom the signer does not represent yet, the association (spec/filing.md §4.2 rows 8, 11). */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { choiceInput } from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';
import { type AnsweredView, answeredAlert } from './answered.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface FilerChoice {
  readonly partyNo: number;
  readonly name: string;
  /** `terminated 01/14/2026`, or the party's text; empty: nothing. */
  readonly about: string;
  readonly chosen: boolean;
  /** Null: the signer represents this party already, or needs no association. */
  readonly association: { readonly associate: boolean; readonly lead: boolean; readonly notice: boolean } | null;
}

export interface FilersView {
  /** Roles in the docket's order. */
  readonly roles: readonly { readonly role: string; readonly parties: readonly FilerChoice[] }[];
  readonly signerName: string;
  /** Roles of the parties that may file this; empty: any. */
  readonly onlyRoles: readonly string[];
  /** Parties whom the filing itself brings in and for whom it is filed. */
  readonly added: readonly string[];
  /** Of whom an answer is on file, when another is filed; null: of nobody. */
  readonly answered: AnsweredView | null;
}

/** Sends `filer`, `associate`, `lead`, `notice`: party numbers, each as often as it was ticked. */
export function filersPage(ctx: PageContext, frame: WizardFrame, view: FilersView): Html {
  const wrong = wrongIn(frame, 'filer');
  const body = html`${answeredAlert(view.answered)}<p>Tick every party on whose behalf you file. Each is named in the docket text.</p>
${view.onlyRoles.length > 0 ? html`<p>This can be filed for: ${view.onlyRoles.join(', ')}. Parties in other roles are not shown.</p>` : null}
${view.added.length > 0 ? html`<p>Filed on behalf of the parties whom it adds: <strong>${view.added.join('; ')}</strong>. You become their counsel with this filing.</p>` : null}
${wrong ? html`<p class="usa-error-message">${wrong}</p>` : null}
${view.roles.length === 0 ? html`<p id="${fieldId('filer')}" tabindex="-1">No party of this case is in such a role.</p>` : null}
${view.roles.map((each, index) => roleGroup(each.role, each.parties, view.signerName, index === 0))}`;
  return wizardPage(ctx, frame, { name: 'Filers', title: 'On whose behalf do you file?', body });
}

/** `Plaintiff` → `plaintiffs`; `Counter Party` → `counter parties`. */
const several = (role: string): string => `${role.toLowerCase().replace(/y$/, 'ie')}s`;

const roleGroup = (role: string, parties: readonly FilerChoice[], signer: string, first: boolean): Html =>
  html`<fieldset class="usa-fieldset"><legend class="usa-legend">${role}</legend>${
    parties.length > 1
      ? html`<button class="usa-button usa-button--outline small" type="button" hidden data-select-all="filer">Select all ${several(role)}</button>`
      : null
  }${parties.map((party, index) => filerChoice(party, signer, first && index === 0))}</fieldset>
`;

function filerChoice(party: FilerChoice, signer: string, first: boolean): Html {
  const id = first ? fieldId('filer') : fieldId(`filer-${party.partyNo}`);
  const value = String(party.partyNo);
  return html`${choiceInput('checkbox', 'filer', { value, label: party.name, hint: party.about, checked: party.chosen }, id)}${
    party.association
      ? html`<div class="association" data-shown-when="${id}"><p>You do not represent ${party.name} in this case yet. If you file for this party:</p>${choiceInput(
          'checkbox',
          'associate',
          {
            value,
            label: `Associate ${party.name} with ${signer}`,
            hint: 'You file only for parties whom you represent. This puts you on the docket as their counsel, from this filing on.',
            checked: party.association.associate,
          },
          fieldId(`associate-${value}`),
        )}${choiceInput('checkbox', 'lead', { value, label: 'Lead attorney', checked: party.association.lead }, fieldId(`lead-${value}`))}${choiceInput(
          'checkbox',
          'notice',
          { value, label: 'Attorney to be noticed', checked: party.association.notice },
          fieldId(`notice-${value}`),
        )}</div>`
      : null
  }`;
}
