/** The page before a docket sheet: what it costs, how to pay less, the button that accepts (spec/pacer.md §7.7). */
import type { CaseSummary } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { baseOf, caseOf, docketOf } from '../look/addresses.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { hidden } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { breadcrumb, errorSummary, type FieldError, type Price, priceBox } from '../look/parts.ts';
import { type DocketOptions, docketFields, docketOptionsForm } from './docket-options.ts';

export interface DocketPriceView {
  readonly header: CaseSummary;
  readonly options: DocketOptions;
  /** The price of what the options ask for. */
  readonly price: Price;
  readonly errors: readonly FieldError[];
}

/** The form posts the options and `accepted`, the cents that the viewer saw; the server charges no other amount. */
export function docketPricePage(ctx: PageContext, view: DocketPriceView): Html {
  const caseBase = caseOf(baseOf(ctx), view.header.number);
  const main = html`${breadcrumb([{ text: `${view.header.fullNumber} ${view.header.shortTitle}`, href: caseBase }])}
<h1>Docket sheet</h1>
${errorSummary(view.errors)}
${priceBox('To view this docket sheet', view.price)}
<form method="post" action="${docketOf(caseBase)}" data-once>${csrfField(ctx)}${hidden({
    ...docketFields(view.options),
    accepted: view.price.kind === 'charged' ? view.price.amount : 0,
  })}<div class="buttons"><button class="usa-button" type="submit">View docket</button><a href="${caseBase}">Back to the case</a></div></form>
<section><h2>Choose less</h2><p>A shorter docket costs less. You see its price before you pay.</p>
${docketOptionsForm(docketOf(caseBase), view.options, 'Show the price', view.errors)}</section>`;
  return layout(ctx, { title: `Docket sheet of ${view.header.fullNumber}: the price`, main });
}
