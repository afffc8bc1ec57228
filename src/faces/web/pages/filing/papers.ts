/** Steps: who signed the paper besides its filer, and whether it is under a protective order (spec/filing.md §1.4, §4.2 screen 13). */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { checkbox, radios, textField } from '../../look/fields.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface SignersView {
  /** `affiant`: one person, whose statement it is; `signers`: as many as signed. */
  readonly who: 'affiant' | 'signers';
  /** Those named so far. */
  readonly signers: readonly { readonly name: string; readonly capacity: string; readonly held: string | null }[];
  /** The name that the filer has given already, for the one whose statement it is. */
  readonly suggested: string;
  readonly keeps: boolean;
  /** How long the originals are kept, in the court's words: `until two years after the time for appeal expires`. */
  readonly keptUntil: string;
}

/** In words, how a signature is held: for the page, the filing's page and the clerk. */
export const HELD_WORDS: Readonly<Record<string, string>> = {
  paper: 'Signed on paper; the filer keeps the original',
  consent: '“/s/” with consent by e-mail; the filer keeps the e-mail',
  electronic: 'Signed electronically; the filer keeps the signed file',
  'own-login': 'The filer’s own statement, signed by the filer’s login',
};

/** Sends `name-n`, `capacity-n`, `held-n` from 0, `keep`; `go=add` gives room for another, `go=remove-n` takes one away. */
export function signersPage(ctx: PageContext, frame: WizardFrame, view: SignersView): Html {
  const one = view.who === 'affiant';
  const room = { name: view.signers.length === 0 ? view.suggested : '', capacity: '', held: null };
  const shown = one && view.signers.length > 0 ? view.signers : [...view.signers, room];
  const body = html`<p>${
    one
      ? 'An affidavit or declaration is signed by the person whose statement it is.'
      : 'Name everyone who signed besides you. Nobody is taken for having agreed who is not named here.'
  } The paper shows each signature as <span class="code">/s/</span> and the name. What you say here is for the court and you; it is not public.</p>
${shown.map((signer, index) => signerFields(frame, view, signer, index))}
${one ? null : html`<button class="usa-button usa-button--outline" type="submit" name="go" value="add" formnovalidate>Add another signer</button>`}
${checkbox({
  name: 'keep',
  label: `I keep what the others have signed ${view.keptUntil}, and produce it when the court asks`,
  checked: view.keeps,
  error: wrongIn(frame, 'keep'),
})}`;
  return wizardPage(ctx, frame, { name: 'Signers', title: one ? 'Whose statement is it?' : 'Who signed it?', body });
}

function signerFields(
  frame: WizardFrame,
  view: SignersView,
  signer: SignersView['signers'][number],
  index: number,
): Html {
  const one = view.who === 'affiant';
  const ways = Object.entries(HELD_WORDS).filter(([value]) => one || value !== 'own-login');
  const who = one ? '' : ` of signer ${index + 1}`;
  return html`<section class="box"><h2>${one ? 'The person' : `Signer ${index + 1}`}</h2>
${textField({ name: `name-${index}`, label: `Name${who}`, value: signer.name, maxlength: 200, error: wrongIn(frame, `name-${index}`) })}
${textField({ name: `capacity-${index}`, label: `For whom, or as what${who}`, hint: one ? 'For example: Affiant; Process server' : 'For example: Counsel for Acme Corp.; Defendant', value: signer.capacity, maxlength: 200 })}
${radios({
  name: `held-${index}`,
  legend: `How the signature${who} is held`,
  options: ways.map(([value, label]) => ({ value, label, checked: signer.held === value })),
})}${
  index < view.signers.length
    ? html`<button class="usa-button usa-button--unstyled" type="submit" name="go" value="remove-${index}" formnovalidate>Take away<span class="usa-sr-only"> ${signer.name}</span></button>`
    : null
}</section>
`;
}

/** Sends `protective`: yes or no. */
export function protectivePage(ctx: PageContext, frame: WizardFrame, given: boolean | null): Html {
  const body = radios({
    name: 'protective',
    legend: 'Does this document contain material under seal pursuant to protective order?',
    hint: 'If so, its documents are open to the court and to those alone whom the court names, and the docket text says so. The docket text stays public. Serve such documents yourself on who may have them.',
    options: [
      { value: 'yes', label: 'Yes', checked: given === true },
      { value: 'no', label: 'No', checked: given === false },
    ],
    error: wrongIn(frame, 'protective'),
  });
  return wizardPage(ctx, frame, {
    name: 'Protective order',
    title: 'A protective order is in force in this case',
    body,
  });
}
