/** The clerk's queue: what must not be public first, then what keeps a date, requests, failures (spec/filing.md §9.3). */
import { MOST_WORDS } from '../../../../court/clerk/model.ts';
import { type Html, type HtmlValue, html } from '../../../../kernel/html.ts';
import { baseOf, queueFailuresOf, queueOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { radios, textArea } from '../../look/fields.ts';
import { layout } from '../../look/layout.ts';
import {
  alert,
  breadcrumb,
  definitions,
  emptyState,
  errorSummary,
  type FieldError,
  lines,
  table,
} from '../../look/parts.ts';
import { type FailureRow, failureTable } from './failure.ts';

export interface QueuedRequest {
  readonly href: string;
  readonly kind: string;
  readonly reason: string;
  readonly asked: string;
  readonly askedBy: string;
  /** `Document 12 in 1:26-cv-00142 Rivera v. Harbor` */
  readonly about: string;
  readonly docketHref: string;
  /** Where the document is closed to the public. */
  readonly documentHref: string;
}

export interface QueuedEntry {
  /** Where it gets its right event. */
  readonly href: string;
  readonly about: string;
  readonly filedOn: string;
  readonly text: string;
}

/** Something that comes by hand. */
export interface QueuedManual {
  /** Where its receipt is recorded. */
  readonly href: string;
  readonly about: string;
  readonly filedOn: string;
  readonly what: string;
  readonly how: string;
  /** The day, and where it is kept; null: it is expected. */
  readonly received: string | null;
}

/** A part of the queue; null: not on this page. `moreHref` null: it ends here. */
export interface Listed<Row> {
  readonly rows: readonly Row[];
  readonly moreHref: string | null;
}

export interface QueueView {
  readonly urgent: Listed<QueuedRequest> | null;
  readonly entries: Listed<QueuedEntry> | null;
  readonly manual: Listed<QueuedManual> | null;
  /** What the clerk keeps of it; shown only when it is asked for. */
  readonly kept: Listed<QueuedManual> | null;
  readonly requests: Listed<QueuedRequest> | null;
  readonly failures: Listed<FailureRow> | null;
}

const more = (href: string | null, what: string): Html | null =>
  href === null
    ? null
    : html`<nav class="pager" aria-label="More ${what}"><ul><li><a rel="next" href="${href}">More ${what}</a></li></ul></nav>`;

const requestTable = (caption: string, rows: readonly QueuedRequest[], urgent: boolean): Html =>
  table(
    caption,
    [{ head: 'Request' }, { head: 'Filing' }, { head: 'In the filer’s words' }, { head: 'Asked' }],
    rows.map((row): HtmlValue[] => [
      html`<a href="${row.href}">${row.kind}</a>${urgent ? html`<br><a class="usa-button small" href="${row.documentHref}">Close the document<span class="usa-sr-only">: ${row.about}</span></a>` : null}`,
      html`<a href="${row.docketHref}">${row.about}</a>`,
      lines(row.reason),
      html`${row.asked}<br>${row.askedBy}`,
    ]),
  );

const manualTable = (caption: string, rows: readonly QueuedManual[]): Html =>
  table(
    caption,
    [{ head: 'Notice' }, { head: 'Filed' }, { head: 'What' }, { head: 'Received' }],
    rows.map((row): HtmlValue[] => [
      html`<a href="${row.href}">${row.about}</a>`,
      row.filedOn,
      html`${row.what} <span class="quiet line">${row.how}</span>`,
      row.received ?? 'Not yet',
    ]),
  );

export function queuePage(ctx: PageContext, view: QueueView): Html {
  const whole = view.urgent !== null && view.entries !== null;
  const nothing = Object.values(view).every((part) => part === null || part.rows.length === 0);
  const part = <Row>(title: string, listed: Listed<Row> | null, show: (rows: readonly Row[]) => Html, what: string) =>
    listed === null || listed.rows.length === 0
      ? null
      : html`<section><h2>${title}</h2>${show(listed.rows)}${more(listed.moreHref, what)}</section>`;
  const main = html`${whole ? null : breadcrumb([{ text: 'Clerk’s queue', href: queueOf(baseOf(ctx)) }])}
<h1>Clerk’s queue</h1>
${nothing ? emptyState('Nothing waits', html`<p>No request is open, no entry waits for its event, nothing is expected by hand, and no failure was logged in the last seven days.</p>`) : null}
${part('Must not be public', view.urgent, (rows) => requestTable('Requests that something must not be public, oldest first', rows, true), 'urgent requests')}
${part(
  'Wait for their right event',
  view.entries,
  (rows) =>
    table(
      'Entries that keep a filing date, the earliest first',
      [{ head: 'Entry' }, { head: 'Filed' }, { head: 'Docket text' }],
      rows.map((row): HtmlValue[] => [html`<a href="${row.href}">${row.about}</a>`, row.filedOn, row.text]),
    ),
  'entries',
)}
${part('Expected by hand', view.manual, (rows) => manualTable('Manual filings that have not come yet, the earliest first', rows), 'manual filings')}
${part('Kept by the clerk', view.kept, (rows) => manualTable('What was filed by hand and is kept, the earliest first', rows), 'of what is kept')}
${part('Open requests', view.requests, (rows) => requestTable('Other requests for corrections, oldest first', rows, false), 'requests')}
${part('Technical failures of the last seven days', view.failures, failureTable, 'failures')}
${whole ? html`<p><a href="${queueOf(baseOf(ctx))}?list=kept">What was filed by hand and is kept by the clerk</a></p>` : null}
${whole ? html`<p><a href="${queueFailuresOf(baseOf(ctx))}">All technical failures, and find one by its reference</a></p>` : null}`;
  return layout(ctx, { title: 'Clerk’s queue', main });
}

export interface AnswerView {
  readonly request: QueuedRequest;
  readonly action: string;
  /** Giving the entry another event. */
  readonly eventHref: string;
  readonly manageHref: string;
  /** What was answered, by the clerk's clock; null: it is open. */
  readonly answered: { readonly state: 'done' | 'declined'; readonly words: string; readonly at: string } | null;
  readonly typed: { readonly state: string; readonly answer: string };
  readonly errors: readonly FieldError[];
}

/** Sends `state` and `answer`. */
export function answerPage(ctx: PageContext, view: AnswerView): Html {
  const { request, typed } = view;
  const wrong = (field: string) => view.errors.find((each) => each.field === field)?.text;
  const title = 'Answer a request';
  const form = html`<form class="usa-form" method="post" action="${view.action}" data-once>${csrfField(ctx)}
${radios({
  name: 'state',
  legend: 'What became of it?',
  error: wrong('state'),
  options: [
    { value: 'done', label: 'It is done', checked: typed.state === 'done' },
    { value: 'declined', label: 'Declined', checked: typed.state === 'declined' },
  ],
})}
${textArea({ name: 'answer', label: 'Answer to the filer', hint: 'Say what was done, or why not and what the filer can do; and whether a deadline is touched. It goes to the filer by e-mail: nothing sealed.', value: typed.answer, limit: MOST_WORDS, required: true, error: wrong('answer') })}
<div class="buttons"><button class="usa-button" type="submit">Send the answer</button></div></form>`;
  const main = html`${breadcrumb([{ text: 'Clerk’s queue', href: queueOf(baseOf(ctx)) }])}
<h1>${title}</h1>
${errorSummary(view.errors)}
${definitions([
  ['Asked', html`<strong>${request.kind}</strong>`],
  ['Filing', html`<a href="${request.docketHref}">${request.about}</a>`],
  ['In the filer’s words', lines(request.reason)],
  ['By', `${request.askedBy}, ${request.asked}`],
])}
<p>The correction itself is made by its own act: <a href="${request.documentHref}">who may open the document</a>, <a href="${view.eventHref}">another event</a>, <a href="${view.manageHref}">everything else in this case</a>.</p>
${
  view.answered === null
    ? form
    : html`${alert('info', `This request was answered ${view.answered.at}: ${view.answered.state === 'done' ? 'done' : 'declined'}.`)}<p>${lines(view.answered.words)}</p>`
}`;
  return layout(ctx, { title: view.errors.length > 0 ? `Error: ${title}` : title, main });
}
