/** Which part of a docket to show: the form above the sheet and on the price page. */
import type { DocketQuery } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import { checkbox, dateField, hidden, radios, selectField, textField } from '../look/fields.ts';
import type { FieldError } from '../look/parts.ts';

export interface DocketOptions extends DocketQuery {
  /** Whether parties and counsel are listed (spec/pacer.md §9.3). */
  readonly withParties: boolean;
}

/** The options as they travel in forms and addresses. Names: order, filedFrom, filedTo, numberFrom, numberTo, defendant, parties. */
export const docketFields = (options: DocketOptions): Record<string, string | number> => ({
  order: options.order,
  ...(options.filedFrom ? { filedFrom: usDate(options.filedFrom) } : {}),
  ...(options.filedTo ? { filedTo: usDate(options.filedTo) } : {}),
  ...(options.numberFrom === undefined ? {} : { numberFrom: options.numberFrom }),
  ...(options.numberTo === undefined ? {} : { numberTo: options.numberTo }),
  ...(options.defendant === undefined ? {} : { defendant: options.defendant }),
  ...(options.withParties ? { parties: 1 } : {}),
});

/** A defendant whose docket can be asked for by itself. */
export interface DefendantChoice {
  readonly number: number;
  readonly name: string;
}

/** The form that asks for another part; a GET, which never costs anything by itself. */
export function docketOptionsForm(
  action: string,
  options: DocketOptions,
  button: string,
  errors: readonly FieldError[],
  defendants: readonly DefendantChoice[] = [],
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
${
  defendants.length > 1
    ? selectField({
        name: 'defendant',
        label: 'Defendant',
        hint: 'Of one defendant: the entries about that defendant, and those about none in particular.',
        value: options.defendant?.toString() ?? '',
        empty: 'All defendants',
        options: defendants.map(({ number, name }) => ({ value: String(number), text: `${name} (${number})` })),
      })
    : options.defendant === undefined
      ? null
      : hidden({ defendant: options.defendant })
}
${checkbox({ name: 'parties', label: 'Parties and counsel', checked: options.withParties })}
<button class="usa-button usa-button--outline" type="submit">${button}</button></form>`;
}
