/** Which part of a docket to show: the form above the sheet and on the price page. */
import type { DocketQuery } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import { checkbox, dateField, radios, textField } from '../look/fields.ts';
import type { FieldError } from '../look/parts.ts';

export interface DocketOptions extends DocketQuery {
  /** Whether parties and counsel are listed (spec/pacer.md §9.3). */
  readonly withParties: boolean;
}

/** The options as they travel in forms and addresses. Names: order, filedFrom, filedTo, numberFrom, numberTo, parties. */
export const docketFields = (options: DocketOptions): Record<string, string | number> => ({
  order: options.order,
  ...(options.filedFrom ? { filedFrom: usDate(options.filedFrom) } : {}),
  ...(options.filedTo ? { filedTo: usDate(options.filedTo) } : {}),
  ...(options.numberFrom === undefined ? {} : { numberFrom: options.numberFrom }),
  ...(options.numberTo === undefined ? {} : { numberTo: options.numberTo }),
  ...(options.withParties ? { parties: 1 } : {}),
});

/** The form that asks for another part; a GET, which never costs anything by itself. */
export function docketOptionsForm(
  action: string,
  options: DocketOptions,
  button: string,
  errors: readonly FieldError[],
): Html {
  const wrong = (field: string): string | undefined => errors.find((error) => error.field === field)?.text;
  return html`<form class="options" method="get" action="${action}">
${radios({
  name: 'order',
  legend: 'Order',
  options: [
    { value: 'oldest-first', label: 'Oldest date first', checked: options.order === 'oldest-first' },
    { value: 'newest-first', label: 'Most recent date first', checked: options.order === 'newest-first' },
  ],
})}
<div class="pair">${dateField({ name: 'filedFrom', label: 'Filed from', value: options.filedFrom && usDate(options.filedFrom), error: wrong('filedFrom') })}
${dateField({ name: 'filedTo', label: 'Filed to', value: options.filedTo && usDate(options.filedTo), error: wrong('filedTo') })}</div>
<div class="pair">${textField({ name: 'numberFrom', label: 'From number', value: options.numberFrom?.toString(), maxlength: 7, width: 'short', error: wrong('numberFrom') })}
${textField({ name: 'numberTo', label: 'To number', value: options.numberTo?.toString(), maxlength: 7, width: 'short', error: wrong('numberTo') })}</div>
${checkbox({ name: 'parties', label: 'Parties and counsel', checked: options.withParties })}
<button class="usa-button usa-button--outline" type="submit">${button}</button></form>`;
}
