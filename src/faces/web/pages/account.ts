/** A person's own account: who they are, their client code, what this quarter has cost (spec/pacer.md §4). */
import { type Html, html } from '../../../kernel/html.ts';
import { type Cents, dollars } from '../../../kernel/money.ts';
import { CLIENT_CODE, SIGN_OFF_EVERYWHERE } from '../look/addresses.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { textField } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { definitions, emptyState, errorSummary, type FieldError, pagination, table } from '../look/parts.ts';

export interface ChargeRow {
  /** Date and time in words, with the zone. */
  readonly at: string;
  readonly court: string;
  readonly what: string;
  readonly clientCode: string;
  readonly pages: number;
  readonly amount: Cents;
  /** Why it cost nothing; null otherwise. */
  readonly free: string | null;
}

export interface AccountView {
  readonly name: string;
  readonly loginId: string;
  readonly email: string;
  /** What the account may do, one line a court: `Attorney in the District of …`. */
  readonly rights: readonly string[];
  readonly clientCode: string;
  readonly quarter: {
    /** `October to December 2026`. */
    readonly name: string;
    readonly total: Cents;
    /** Up to this total nothing is billed for the quarter (spec/pacer.md §7.3). */
    readonly waivedUpTo: Cents;
    readonly charges: readonly ChargeRow[];
  };
  /** How many places are signed on, this one included. */
  readonly sessions: number;
  readonly errors: readonly FieldError[];
  readonly page: number;
  readonly pages: number;
  readonly previous: string | null;
  readonly next: string | null;
}

/** Who you are, the client code, the quarter's charges, sign-off everywhere. */
export function accountPage(ctx: PageContext, view: AccountView): Html {
  const wrong = view.errors.find((error) => error.field === 'clientCode')?.text;
  const main = html`<h1>Your account</h1>
${errorSummary(view.errors)}
${definitions([
  ['Name', view.name],
  ['User name', view.loginId],
  ['E-mail', view.email],
  [
    'Rights',
    view.rights.length > 0 ? html`${view.rights.map((right) => html`<span class="line">${right}</span>`)}` : 'Viewing',
  ],
])}
<section><h2>Charges, ${view.quarter.name}</h2>
<p class="price-line">Total so far: <strong>${dollars(view.quarter.total)}</strong></p>
<p>${
    view.quarter.total <= view.quarter.waivedUpTo
      ? `If your total stays at ${dollars(view.quarter.waivedUpTo)} or less, you pay nothing for this quarter.`
      : `Your total is more than ${dollars(view.quarter.waivedUpTo)}, so the whole amount will be billed.`
  }</p>
${view.quarter.charges.length === 0 ? emptyState('Nothing this quarter', html`<p>What you look at will be listed here at once.</p>`) : charges(view.quarter.charges)}
${pagination(view)}</section>
<section><h2>Client code</h2><p>It stands beside each later charge. Charges made already keep theirs.</p>
<form method="post" action="${CLIENT_CODE}" data-once>${csrfField(ctx)}${textField({ name: 'clientCode', label: 'Client code', value: view.clientCode, maxlength: 32, width: 'medium', hint: 'At most 32 characters. Leave it empty for none.', error: wrong })}<div class="buttons"><button class="usa-button usa-button--outline" type="submit">Change client code</button></div></form></section>
<section><h2>Where you are signed on</h2><p>${
    view.sessions === 1
      ? 'Only here.'
      : `Here and in ${view.sessions - 1} other ${view.sessions === 2 ? 'place' : 'places'}.`
  }</p>
<form method="post" action="${SIGN_OFF_EVERYWHERE}" data-once>${csrfField(ctx)}<button class="usa-button usa-button--outline" type="submit">Sign off everywhere</button></form></section>`;
  return layout(ctx, { title: 'Your account', main });
}

const charges = (rows: readonly ChargeRow[]): Html =>
  table(
    'Charges of this quarter, newest first',
    [
      { head: 'When' },
      { head: 'Court' },
      { head: 'What' },
      { head: 'Client code' },
      { head: 'Pages', figures: true },
      { head: 'Amount', figures: true },
    ],
    rows.map((row) => [
      row.at,
      row.court,
      row.what,
      row.clientCode || 'none',
      String(row.pages),
      row.free ? `${dollars(row.amount)} (${row.free})` : dollars(row.amount),
    ]),
  );
