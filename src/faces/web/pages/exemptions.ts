/** Who is let off what is mandatory in this court: the list, and a new one. */
import type { ExemptFrom } from '../../../court/filing/exemptions.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { baseOf, exemptionsAt } from '../look/addresses.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { type Choice, dateField, hidden, radios, textField } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { emptyState, errorSummary, type FieldError, table } from '../look/parts.ts';

export interface ExemptionTyped {
  readonly name: string;
  readonly person: string;
  readonly what: ExemptFrom;
  readonly from: string;
  readonly until: string;
  readonly authority: string;
  readonly reason: string;
}

export interface ExemptionsView {
  /** What is mandatory, for whom, a sentence each. */
  readonly rules: readonly string[];
  readonly typed: ExemptionTyped;
  /** Filers of the name that was typed. */
  readonly found: readonly Choice[];
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly what: ExemptFrom;
    readonly from: string;
    readonly until: string;
    readonly authority: string;
    /** It holds, or will. */
    readonly open: boolean;
  }[];
  readonly errors: readonly FieldError[];
}

const WHAT: Record<ExemptFrom, string> = {
  filing: 'Filing electronically',
  caseOpening: 'Opening cases electronically',
  onlinePayment: 'Paying online',
};

/** Sends `go=find` with name; `go=record` with person, what, from, until, authority, reason; `go=end` with exemption. */
export function exemptionsPage(ctx: PageContext, view: ExemptionsView): Html {
  const { typed, errors, found, rows } = view;
  const action = exemptionsAt(baseOf(ctx));
  const wrong = (field: string) => errors.find((error) => error.field === field)?.text;
  const main = html`<h1>Exemptions from electronic filing</h1>
${errorSummary(errors)}
${view.rules.length === 0 ? html`<p>Nothing is mandatory in this court.</p>` : html`<ul>${view.rules.map((rule) => html`<li>${rule}</li>`)}</ul>`}
${
  rows.length === 0
    ? emptyState('Nobody is exempt', html`<p>Record an exemption below when the court has allowed one.</p>`)
    : table(
        'Exemptions, the latest first',
        [
          { head: 'Who' },
          { head: 'From what' },
          { head: 'Since' },
          { head: 'Until' },
          { head: 'Allowed by' },
          { head: 'End' },
        ],
        rows.map((row) => [
          row.name,
          WHAT[row.what],
          row.from,
          row.until,
          row.authority,
          row.open
            ? html`<form method="post" action="${action}" data-once>${csrfField(ctx)}${hidden({ exemption: row.id })}<button class="usa-button usa-button--outline small" type="submit" name="go" value="end">End today<span class="usa-sr-only">: ${row.name}, ${WHAT[row.what]}</span></button></form>`
            : 'Ended',
        ]),
      )
}
<h2>Record an exemption</h2>
<form class="usa-form" method="post" action="${action}">${csrfField(ctx)}
${textField({ name: 'name', label: 'Name', hint: 'A part of the name of the attorney or party.', value: typed.name, maxlength: 200 })}
<div class="buttons"><button class="usa-button usa-button--outline" type="submit" name="go" value="find">Find</button></div>
${
  found.length === 0
    ? typed.name === ''
      ? null
      : html`<p>No attorney or party who files for himself has such a name here.</p>`
    : html`${radios({ name: 'person', legend: 'Who is exempt?', error: wrong('person'), options: found.map((each) => ({ ...each, checked: each.value === typed.person })) })}
${radios({ name: 'what', legend: 'From what?', options: (Object.keys(WHAT) as ExemptFrom[]).map((value) => ({ value, label: WHAT[value], checked: typed.what === value })) })}
${dateField({ name: 'from', label: 'From this day on', value: typed.from, error: wrong('from'), required: true })}
${dateField({ name: 'until', label: 'Until, not included', hint: 'mm/dd/yyyy. Leave it empty when no end is set.', value: typed.until, error: wrong('until') })}
${textField({ name: 'authority', label: 'Order or rule that allows it', value: typed.authority, maxlength: 500, width: 'long', error: wrong('authority'), required: true })}
${textField({ name: 'reason', label: 'Reason', value: typed.reason, maxlength: 1000, width: 'long', error: wrong('reason'), required: true })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="record">Record it</button></div>`
}</form>`;
  return layout(ctx, { title: `${errors.length > 0 ? 'Error: ' : ''}Exemptions from electronic filing`, main });
}
