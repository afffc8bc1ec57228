/** Other cases that a case is tied to: adding one, and taking one away (spec/filing.md §2.9). */
import type { LinkView } from '../../../../court/docket/criminal.ts';
import type { CaseHeader } from '../../../../court/docket/model.ts';
import { numberInAddress } from '../../../../kernel/case-number.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { baseOf, caseOf, manageLinksOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { hidden, radios, textField } from '../../look/fields.ts';
import type { FieldError } from '../../look/parts.ts';
import { LINKED } from '../case.ts';
import { caseBaseOf, managedPage, wrongIn } from './frame.ts';

export interface LinksView {
  readonly typed: { readonly kind: string; readonly number: string };
  readonly errors: readonly FieldError[];
}

/** Sends `go=link` with kind and number, or `go=unlink` with kind and other (the number as an address has it, or the words). */
export function linksPage(ctx: PageContext, header: CaseHeader, view: LinksView): Html {
  const wrong = wrongIn(view.errors);
  const action = manageLinksOf(caseBaseOf(ctx, header));
  const choice = (value: string, label: string) => ({ value, label, checked: view.typed.kind === value });
  const body = html`${
    header.links.length === 0
      ? html`<p>This case is tied to no other.</p>`
      : html`<ul class="cards">${header.links.map((link) => linkCard(ctx, action, link))}</ul>`
  }
<h2>Tie it to another case of this court</h2>
<p>Both dockets show the link at once. Each shows the other case under the number that it has then.</p>
<form class="usa-form" method="post" action="${action}">${csrfField(ctx)}
${radios({
  name: 'kind',
  legend: 'What is the other case to this one?',
  error: wrong('kind'),
  options: [
    choice('lead', 'The lead case: this one is a member of it'),
    choice('member', 'A member case: this one leads it'),
    choice('related', 'A related case'),
  ],
})}
${textField({ name: 'number', label: 'Number of the other case', hint: 'For example 1:26-cv-00142 or 26-142.', value: view.typed.number, maxlength: 60, width: 'medium', required: true, error: wrong('number') })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="link">Tie the cases together</button></div></form>`;
  return managedPage(ctx, header, { title: 'Linked cases', errors: view.errors, body });
}

const linkCard = (ctx: PageContext, action: string, link: LinkView): Html => html`<li><h2>${LINKED[link.kind]}</h2>
<p>${link.number ? html`<a href="${caseOf(baseOf(ctx), link.number)}">${link.words}</a>` : link.words}</p>
<form method="post" action="${action}">${csrfField(ctx)}${hidden({
  kind: link.kind,
  other: link.number ? numberInAddress(link.number) : link.words,
})}<button class="usa-button usa-button--outline small" type="submit" name="go" value="unlink">Take this link away<span class="usa-sr-only">: ${link.words}</span></button></form></li>`;
