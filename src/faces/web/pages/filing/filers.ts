/**
 * Step: on whose behalf; for parties whom the signer does not represent yet, the association; and who joins in the document
 * (spec/filing.md §4.2 rows 7, 8, 11).
 */
import { flag, type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { checkbox, choiceInput } from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';
import { type AnsweredView, answeredAlert } from './answered.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';
import { type FindView, findParties } from './party-find.ts';
import { partyTree, type TreeView } from './party-tree.ts';

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
  readonly tree: TreeView;
  readonly find: FindView;
  /** Roles with several parties still in the case: ticked, the name of each is printed. */
  readonly groups: readonly { readonly role: string; readonly parties: number }[];
  /** Whether somebody who is not in the case yet can file this. */
  readonly newFiler: boolean;
  /** Counsel of record of others who may join; null: the court files, or nobody does. */
  readonly joint: JointView | null;
}

export interface JointView {
  readonly counsel: readonly {
    readonly value: string;
    readonly name: string;
    readonly party: string;
    readonly checked: boolean;
  }[];
  /** Appearances that are not shown. */
  readonly more: number;
  readonly consent: boolean;
  /** Where a notice of appearance begins; null: there is no such event here. */
  readonly appearanceHref: string | null;
}

/**
 * Sends `filer`, `associate`, `lead`, `notice`: party numbers, each as often as it was ticked; `group`: roles; `joint`: the person and
 * the party; `consent`; `find` with `go=filter`; `go=new-filer`.
 */
export function filersPage(ctx: PageContext, frame: WizardFrame, view: FilersView): Html {
  const wrong = wrongIn(frame, 'filer');
  const choose = html`<div class="filers">${findParties(view.find)}
${wrong ? html`<p class="usa-error-message">${wrong}</p>` : null}
${view.roles.length === 0 ? html`<p id="${fieldId('filer')}" tabindex="-1">${view.find.words === '' ? 'No party of this case is in such a role.' : 'Nobody is shown.'}</p>` : null}
${view.roles.map((each, index) => roleGroup(each.role, each.parties, view.signerName, index === 0))}
${view.groups.length === 0 ? null : groupChoices(view.groups)}
${
  view.newFiler
    ? html`<p><button class="usa-button usa-button--outline" type="submit" name="go" value="new-filer" formnovalidate>New filer</button> <span class="usa-hint">Somebody files who is not in the case yet, for example a movant or an intervenor.</span></p>`
    : null
}
${view.joint ? jointFiling(frame, view.joint) : null}</div>`;
  const body = html`${answeredAlert(view.answered)}<p>Tick every party on whose behalf you file. Each is named in the docket text.</p>
${view.onlyRoles.length > 0 ? html`<p>This can be filed for: ${view.onlyRoles.join(', ')}. Parties in other roles are not in the list.</p>` : null}
${view.added.length > 0 ? html`<p>Filed on behalf of the parties whom it adds: <strong>${view.added.join('; ')}</strong>. You become their counsel with this filing.</p>` : null}
<div class="tree-and-choice">${choose}${partyTree(view.tree)}</div>`;
  return wizardPage(ctx, frame, { name: 'Filers', title: 'On whose behalf do you file?', body });
}

/** `Plaintiff` → `plaintiffs`; `Counter Party` → `counter parties`. */
const several = (role: string): string => `${role.toLowerCase().replace(/y$/, 'ie')}s`;

const roleGroup = (role: string, parties: readonly FilerChoice[], signer: string, first: boolean): Html =>
  html`<fieldset class="usa-fieldset"><legend class="usa-legend">${role}</legend>${
    parties.length > 1
      ? html`<button class="usa-button usa-button--outline small" type="button" hidden data-select-all="filer">Select all ${several(role)} shown</button>`
      : null
  }${parties.map((party, index) => filerChoice(party, signer, first && index === 0))}</fieldset>
`;

const groupChoices = (groups: FilersView['groups']): Html =>
  html`<fieldset class="usa-fieldset"><legend class="usa-legend">A whole side</legend><span class="usa-hint">Ticks everybody of that role who is still in the case, and associates you with those whom you do not represent yet. The docket text prints their names.</span>${groups.map(
    ({ role, parties }, index) =>
      choiceInput(
        'checkbox',
        'group',
        { value: role, label: `All ${role}s (${parties.toLocaleString('en-US')})` },
        fieldId(`group-${index + 1}`),
      ),
  )}</fieldset>
`;

function filerChoice(party: FilerChoice, signer: string, first: boolean): Html {
  const id = first ? fieldId('filer') : fieldId(`filer-${party.partyNo}`);
  const value = String(party.partyNo);
  return html`${choiceInput('checkbox', 'filer', { value, label: html`<bdi>${party.name}</bdi>`, hint: party.about, checked: party.chosen }, id)}${
    party.association
      ? html`<div class="association" data-shown-when="${id}"><p>You do not represent <bdi>${party.name}</bdi> in this case yet. If you file for this party:</p>${choiceInput(
          'checkbox',
          'associate',
          {
            value,
            label: html`Associate <bdi>${party.name}</bdi> with ${signer}`,
            hint: 'You file only for parties whom you represent. This puts you on the docket as their counsel, from this filing on. Without it you can file nothing for this party, and get no notices for it.',
            checked: party.association.associate,
          },
          fieldId(`associate-${value}`),
        )}${choiceInput('checkbox', 'lead', { value, label: 'Lead attorney', checked: party.association.lead }, fieldId(`lead-${value}`))}${choiceInput(
          'checkbox',
          'notice',
          {
            value,
            label: 'Attorney to be noticed',
            hint: 'Unticked, the court sends you no notices of filings for this party: you must look at the docket yourself.',
            checked: party.association.notice,
          },
          fieldId(`notice-${value}`),
        )}</div>`
      : null
  }`;
}

/** Why others are not put on the docket here, and what can be done instead (BR-06). */
function jointFiling(frame: WizardFrame, { counsel, more, consent, appearanceHref }: JointView): Html {
  const open = counsel.some((each) => each.checked) || wrongIn(frame, 'joint') || wrongIn(frame, 'consent');
  const list =
    counsel.length === 0
      ? html`<p>No other attorney appears in this case.</p>`
      : html`<fieldset class="usa-fieldset"><legend class="usa-legend">Who joins in the document?</legend><span class="usa-hint">Their parties become filers too, and the docket text names them.</span>${
          wrongIn(frame, 'joint') ? html`<p class="usa-error-message">${wrongIn(frame, 'joint')}</p>` : null
        }${counsel.map((each, index) =>
          choiceInput(
            'checkbox',
            'joint',
            {
              value: each.value,
              label: html`<bdi>${each.name}</bdi>, for <bdi>${each.party}</bdi>`,
              checked: each.checked,
            },
            index === 0 ? fieldId('joint') : fieldId(`joint-${index + 1}`),
          ),
        )}</fieldset>${more > 0 ? html`<p class="quiet">${more} more: find them by the name of their party.</p>` : null}${checkbox(
          {
            name: 'consent',
            label:
              'Each attorney ticked has read the document and consents to its filing with his or her “/s/” signature',
            hint: 'Your word for it goes on the record of this filing.',
            checked: consent,
            error: wrongIn(frame, 'consent'),
          },
        )}`;
  return html`<details class="joint" ${flag('open', Boolean(open))}><summary>Other attorneys: co-counsel, or a joint filing</summary>
<p><strong>Co-counsel.</strong> A name in the signature block does not put an attorney on the docket. Each attorney enters his or her own appearance, with his or her own login; you cannot do it for another.${
    appearanceHref
      ? html` <a href="${appearanceHref}">Start a Notice of Appearance</a> of your own, or ask your co-counsel to file one.`
      : null
  }</p>
<p><strong>Joint filing.</strong> Counsel of other parties can join in a document that you file. Nobody’s appearance begins with it.</p>${list}</details>
`;
}
