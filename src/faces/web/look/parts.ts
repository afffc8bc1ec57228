/** Small parts that pages are put together from. Each is a function from values to `Html` and decides nothing. */
import { type Html, type HtmlValue, html } from '../../../kernel/html.ts';
import { type Cents, dollars } from '../../../kernel/money.ts';

/** `1 page`, `14 pages`. */
export const pageCount = (pages: number): string => (pages === 1 ? '1 page' : `${pages.toLocaleString('en-US')} pages`);

/** `363.5 KB`, `1.2 MB`; a KB is 1024 bytes. */
export function fileSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** The way back up; the page itself is not in it. */
export const breadcrumb = (crumbs: readonly Crumb[]): Html =>
  html`<nav class="crumbs" aria-label="Breadcrumb"><ol>${crumbs.map(
    (crumb) => html`<li><a href="${crumb.href}">${crumb.text}</a></li>`,
  )}</ol></nav>`;

export type AlertKind = 'success' | 'info' | 'warning' | 'error';
const ALERT_WORD: Record<AlertKind, string> = {
  success: 'Done',
  info: 'Note',
  warning: 'Warning',
  error: 'Error',
};

/** A message beside other matter. Its kind is said in a word, not by colour alone. */
export const alert = (kind: AlertKind, words: HtmlValue): Html =>
  html`<div class="usa-alert usa-alert--${kind} usa-alert--slim" role="${
    kind === 'error' ? 'alert' : 'status'
  }"><div class="usa-alert__body"><p class="usa-alert__text"><strong>${ALERT_WORD[kind]}:</strong> ${words}</p></div></div>`;

/** What is wrong with a form, field by field. `field` is the field's name; null: the whole form. */
export interface FieldError {
  readonly field: string | null;
  readonly text: string;
  /** What to do about it; shown in the summary. */
  readonly todo?: string | undefined;
}

/** The id of a field's control, which the summary of errors links to. */
export const fieldId = (name: string): string => `f-${name}`;

/** The list of errors at the head of a form; takes the focus when the page opens. Nothing when there are none. */
export function errorSummary(errors: readonly FieldError[]): Html | null {
  if (errors.length === 0) return null;
  return html`<div class="usa-alert usa-alert--error error-summary" role="alert" tabindex="-1" autofocus data-errors>
<div class="usa-alert__body"><h2 class="usa-alert__heading">${
    errors.length === 1 ? 'There is a problem' : `There are ${errors.length} problems`
  }</h2>
<ul>${errors.map(
    (error) =>
      html`<li>${error.field === null ? error.text : html`<a href="#${fieldId(error.field)}">${error.text}</a>`}${
        error.todo ? html` <span>${error.todo}</span>` : null
      }</li>`,
  )}</ul></div></div>`;
}

/** `Step 3 of 7`; `Step 2` while it is not known yet how many there will be. */
export const stepWords = (step: number, steps: number | null): string =>
  steps === null ? `Step ${step}` : `Step ${step} of ${steps}`;

/** `Step 3 of 7: Documents`, in text. */
export const stepIndicator = (step: number, steps: number | null, name: string): Html =>
  html`<p class="step">${stepWords(step, steps)}: <strong>${name}</strong></p>`;

/**
 * The buttons at the end of a form. Next stands first, so that Enter means Next.
 * They send `go` = `next`, `back` or `leave`; all three save what was typed.
 */
export const buttonRow = (options: { readonly next?: string | undefined; readonly back: boolean }): Html =>
  html`<div class="buttons"><button class="usa-button" type="submit" name="go" value="next">${options.next ?? 'Next'}</button>${
    options.back
      ? html`<button class="usa-button usa-button--outline" type="submit" name="go" value="back" formnovalidate>Back</button>`
      : null
  }<button class="usa-button usa-button--unstyled" type="submit" name="go" value="leave" formnovalidate>Save and leave</button></div>`;

/** What a look costs. Amounts are for the viewer; `why` says in words why nothing is charged. */
export type Price =
  | { readonly kind: 'free'; readonly pages: number | null; readonly why: string }
  | { readonly kind: 'charged'; readonly pages: number; readonly amount: Cents; readonly capped: boolean };

/** `12 pages, $1.20`, or `12 pages, free`. */
export const priceWords = (price: Price): string => {
  if (price.kind === 'charged') return `${pageCount(price.pages)}, ${dollars(price.amount)}`;
  return price.pages === null ? 'free' : `${pageCount(price.pages)}, free`;
};

/** The price before the button that accepts it. */
export const priceBox = (
  what: string,
  price: Price,
): Html => html`<div class="price"><p class="price-line">${what}: <strong>${priceWords(price)}</strong></p>
<p>${
  price.kind === 'free'
    ? price.why
    : price.capped
      ? 'The charge for this stops at the price shown, however many pages it has.'
      : 'You are charged when you press the button, once. Opening it again within the time shown on your receipt is free.'
}</p></div>`;

/** Names and values in two columns; pairs whose value is null, undefined, false or empty are left out. */
export const definitions = (pairs: readonly (readonly [string, HtmlValue])[]): Html =>
  html`<dl class="facts">${pairs
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

export interface Column {
  readonly head: string;
  /** Figures stand at the right. */
  readonly figures?: boolean | undefined;
}

/**
 * A table of a few dozen rows: caption, column heads, first cell as the row's head. On narrow screens each row becomes
 * a block with the heads repeated; the roles keep it a table for screen readers there.
 */
export const table = (caption: string, columns: readonly Column[], rows: readonly (readonly HtmlValue[])[]): Html =>
  html`<table class="grid stack" role="table"><caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(
    (column) =>
      html`<th scope="col" role="columnheader" class="${column.figures ? 'figures' : ''}">${column.head}</th>`,
  )}</tr></thead>
<tbody role="rowgroup">${rows.map(
    (row) => html`<tr role="row">${row.map((cell, index) => tableCell(columns[index], cell, index))}</tr>
`,
  )}</tbody></table>`;

const tableCell = (column: Column | undefined, cell: HtmlValue, index: number): Html =>
  index === 0
    ? html`<th scope="row" role="rowheader" data-head="${column?.head}">${cell}</th>`
    : html`<td role="cell" data-head="${column?.head}" class="${column?.figures ? 'figures' : ''}">${cell}</td>`;

/** What to say, and to try, when a list is empty. */
export const emptyState = (title: string, words: HtmlValue): Html =>
  html`<div class="empty"><h2>${title}</h2>${words}</div>`;

/** Earlier and later pages of a list; nothing when there is one page only. */
export function pagination(view: {
  readonly page: number;
  readonly pages: number;
  readonly previous: string | null;
  readonly next: string | null;
}): Html | null {
  if (view.pages <= 1) return null;
  return html`<nav class="pager" aria-label="Pages of this list"><p>Page ${view.page} of ${view.pages}</p><ul>${
    view.previous === null ? null : html`<li><a rel="prev" href="${view.previous}">Previous page</a></li>`
  }${view.next === null ? null : html`<li><a rel="next" href="${view.next}">Next page</a></li>`}</ul></nav>`;
}

/** An address from outside (a mail's link): a link when it is http or https, plain words otherwise. */
export const linkOrWords = (address: string): Html =>
  /^https?:\/\/[^\s]+$/i.test(address) ? html`<a href="${address}">${address}</a>` : html`${address}`;

/** Lines of plain text, one under the other. */
export const lines = (text: string | readonly string[]): Html => {
  const all = typeof text === 'string' ? text.split('\n') : text;
  return html`${all.filter((line) => line !== '').map((line, index) => html`${index > 0 ? html`<br>` : null}${line}`)}`;
};
