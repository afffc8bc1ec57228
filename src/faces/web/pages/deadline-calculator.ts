/** The deadline calculator: one form, the day, and how it was found. Works without a script; an address keeps its answer. */
import type { Calculated } from '../../../court/deadlines/calculate.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { calculatorOf } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { dateField, radios, selectField, textField } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { alert, errorSummary, type FieldError } from '../look/parts.ts';

export interface CalculatorView {
  /** To choose from; empty on a court's own page. */
  readonly courts: readonly { readonly id: string; readonly name: string }[];
  /** What was typed, field by field. */
  readonly typed: {
    readonly court: string;
    readonly from: string;
    readonly period: string;
    readonly count: string;
    readonly unit: string;
    readonly direction: string;
    readonly time: string;
    readonly served: string;
  };
  /** Named periods of the court, or of the federal rules while none is chosen. */
  readonly periods: readonly { readonly value: string; readonly text: string }[];
  readonly found: (Calculated & { readonly courtName: string }) | null;
  readonly errors: readonly FieldError[];
}

const UNITS = [
  { value: 'days', text: 'days' },
  { value: 'weeks', text: 'weeks' },
  { value: 'months', text: 'months' },
  { value: 'years', text: 'years' },
  { value: 'hours', text: 'hours' },
] as const;
const SERVICE = [
  { value: 'electronic', text: 'By this system or another electronic way' },
  { value: 'hand', text: 'By hand' },
  { value: 'mail', text: 'By mail' },
  { value: 'left-with-clerk', text: 'Left with the clerk, no address known' },
  { value: 'other-consented', text: 'Another way agreed to in writing' },
] as const;

/** The form, below what was found. */
export function deadlineCalculatorPage(ctx: PageContext, view: CalculatorView): Html {
  const main = html`<h1>Deadline calculator</h1>
<p class="lead">Counts a period as Federal Rule of Civil Procedure 6 does, with the holidays and closings of one court, and tells every step.</p>
${alert('warning', 'This is an aid, not advice. The rules, the court’s orders and the docket decide. Check the day before you rely on it.')}
${errorSummary(view.errors)}
${view.found ? answer(view.found) : null}
${form(ctx, view)}`;
  return layout(ctx, { title: 'Deadline calculator', main });
}

const answer = (found: NonNullable<CalculatorView['found']>): Html =>
  html`<section class="box" id="answer"><h2>Last day: ${found.lastDay}</h2>
<p>Before <strong>${found.before}</strong>, in the ${found.courtName}.</p>
${found.remarks.map((remark) => alert('info', remark))}
<h3>How it was found</h3>
<ol>${found.steps.map((step) => html`<li>${step.text} <span class="quiet line">${step.rule}</span></li>`)}</ol></section>`;

function form(ctx: PageContext, { courts, typed, periods, errors }: CalculatorView): Html {
  const error = (field: string): string | undefined => errors.find((each) => each.field === field)?.text;
  return html`<form method="get" action="${calculatorOf(ctx)}" novalidate>
${courts.length > 0 ? selectField({ name: 'court', label: 'Court', value: typed.court, empty: 'Choose…', options: courts.map(({ id, name }) => ({ value: id, text: name })), error: error('court') }) : null}
${dateField({ name: 'from', label: 'Day from which the period runs', hint: 'mm/dd/yyyy. The day of the event: it is not counted itself.', value: typed.from, error: error('from') })}
${selectField({ name: 'period', label: 'Period', hint: 'Choose one, or leave this and fill in your own below.', value: typed.period, empty: 'My own, below', options: periods, error: error('period') })}
<fieldset class="usa-fieldset"><legend class="usa-legend">My own period</legend>
${textField({ name: 'count', label: 'How many', value: typed.count, width: 'short', maxlength: 6, required: false, error: error('count') })}
${selectField({ name: 'unit', label: 'Of what', value: typed.unit, options: UNITS, error: error('unit') })}
${radios({
  name: 'direction',
  legend: 'Counted',
  options: [
    { value: 'after', label: 'after that day', checked: typed.direction !== 'before' },
    { value: 'before', label: 'back from that day', checked: typed.direction === 'before' },
  ],
})}
${textField({ name: 'time', label: 'Time of day, for hours only', hint: 'For example 10:30 AM, by the court’s clocks.', value: typed.time, width: 'short', maxlength: 8, required: false, error: error('time') })}</fieldset>
${selectField({ name: 'served', label: 'How the paper was served', hint: 'Matters only for a time that runs from service of a paper in the case; a summons and complaint is none.', value: typed.served, options: SERVICE, error: error('served') })}
<div class="buttons"><button class="usa-button" type="submit">Calculate</button></div></form>`;
}
