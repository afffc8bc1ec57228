/** The transaction receipt, with the labels that people and programs know (spec/pacer.md §7.6). */
import { type Html, html } from '../../../kernel/html.ts';
import { type Cents, plainAmount } from '../../../kernel/money.ts';
import { ACCOUNT } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';

export interface ReceiptView {
  /** `MM/DD/YYYY HH:MM:SS` in the court's zone. */
  readonly at: string;
  readonly login: string;
  readonly clientCode: string;
  /** `Docket Report`, `Image462-0`. */
  readonly description: string;
  readonly criteriaLabel: 'Search Criteria' | 'Case Number';
  readonly criteria: string;
  readonly pages: number;
  readonly cost: Cents;
  /** Why nothing or less is charged: `Exempt: pro bono counsel`, `Already bought on 03/04/2026`. */
  readonly note: string | null;
}

/** The table of a receipt: four rows as PACER prints them. */
export const receiptTable = (
  view: ReceiptView,
): Html => html`<table class="receipt" role="table"><caption><span class="receipt-from">PACER Service Center</span> <span class="receipt-what">Transaction Receipt</span></caption>
<tbody role="rowgroup"><tr role="row"><td role="cell" colspan="4" class="receipt-at">${view.at}</td></tr>
<tr role="row"><th scope="row" role="rowheader">PACER Login:</th><td role="cell">${view.login}</td><th scope="row" role="rowheader">Client Code:</th><td role="cell">${view.clientCode}</td></tr>
<tr role="row"><th scope="row" role="rowheader">Description:</th><td role="cell">${view.description}</td><th scope="row" role="rowheader">${view.criteriaLabel}:</th><td role="cell">${view.criteria}</td></tr>
<tr role="row"><th scope="row" role="rowheader">Billable Pages:</th><td role="cell">${view.pages}</td><th scope="row" role="rowheader">Cost:</th><td role="cell">${plainAmount(view.cost)}</td></tr>
${view.note ? html`<tr role="row"><td role="cell" colspan="4">${view.note}</td></tr>` : null}</tbody></table>`;

/** A receipt on a page of its own, with the way on. */
export function receiptPage(
  ctx: PageContext,
  view: { readonly receipt: ReceiptView; readonly onward: { readonly words: string; readonly href: string } },
): Html {
  const main = html`<h1>Receipt</h1>
${receiptTable(view.receipt)}
<p><a class="usa-button" href="${view.onward.href}">${view.onward.words}</a></p>
<p>All charges of this quarter stand on <a href="${ACCOUNT}">your account page</a>.</p>`;
  return layout(ctx, { title: 'Receipt', main });
}
