/** Requests for corrections as the filer sees them: on the page of a filing, in a list, and the form by which one asks. */
import { CORRECTION_KINDS, CORRECTION_WORDS, MOST_WORDS } from '../../../../court/clerk/model.ts';
import { type Html, type HtmlValue, html } from '../../../../kernel/html.ts';
import { baseOf, requestsOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { radios, textArea } from '../../look/fields.ts';
import { layout } from '../../look/layout.ts';
import { breadcrumb, emptyState, errorSummary, type FieldError, lines, table } from '../../look/parts.ts';

export interface RequestRow {
  readonly kind: string;
  readonly reason: string;
  /** `11/22/2026 4:06 PM EST` */
  readonly asked: string;
  readonly state: 'open' | 'done' | 'declined';
  readonly answer: string | null;
  readonly answered: string | null;
  /** The filing; null on its own page. */
  readonly filing: { readonly words: string; readonly href: string } | null;
}

const STATE = { open: 'Open', done: 'Done', declined: 'Declined' } as const;

function requestTable(caption: string, rows: readonly RequestRow[]): Html {
  const inList = rows.some((row) => row.filing !== null);
  return table(
    caption,
    [
      { head: 'Asked' },
      ...(inList ? [{ head: 'Filing' }] : []),
      { head: 'What you asked' },
      { head: 'State' },
      { head: 'The clerk’s answer' },
    ],
    rows.map((row): HtmlValue[] => [
      row.asked,
      ...(inList ? [row.filing && html`<a href="${row.filing.href}">${row.filing.words}</a>`] : []),
      html`<strong>${row.kind}</strong><br>${lines(row.reason)}`,
      html`<strong class="mark">${STATE[row.state]}</strong>`,
      row.answer === null ? 'Not yet' : html`${lines(row.answer)}<br><span class="quiet">${row.answered}</span>`,
    ]),
  );
}

/** On the page of a filing. `askHref` null: the filing is restricted, and the telephone is the way. */
export const correctionSection = (rows: readonly RequestRow[], askHref: string | null, phone: string): Html =>
  html`<section class="no-print" id="corrections"><h2>Is something wrong with this filing?</h2>
${rows.length > 0 ? requestTable('What you asked the clerk to correct', rows) : null}
${
  askHref === null
    ? html`<p>This filing is restricted. Do not write down here what is wrong with it: call the help desk${phone ? html`, telephone ${phone},` : null} and give the case number.</p>`
    : html`<p>Do not file the same paper again. The clerk can correct it, and it keeps its filing date.</p>
<p><a class="usa-button usa-button--outline" href="${askHref}">Ask the clerk for a correction</a></p>`
}</section>`;

export interface AskView {
  readonly caseWords: string;
  readonly filingHref: string;
  readonly action: string;
  readonly number: string | null;
  readonly typed: { readonly kind: string; readonly reason: string };
  readonly errors: readonly FieldError[];
}

/** Sends `kind` and `reason`. */
export function askPage(ctx: PageContext, view: AskView): Html {
  const wrong = (field: string) => view.errors.find((each) => each.field === field)?.text;
  const title = 'Ask the clerk for a correction';
  const main = html`${breadcrumb([{ text: `Notice of Electronic Filing, ${view.caseWords}`, href: view.filingHref }])}
<h1>${title}</h1>
<p class="in-case">${view.number === null ? 'An entry without a number' : `Document ${view.number}`} in ${view.caseWords}</p>
${errorSummary(view.errors)}
<form class="usa-form" method="post" action="${view.action}" data-once>${csrfField(ctx)}
${radios({
  name: 'kind',
  legend: 'What is wrong?',
  error: wrong('kind'),
  options: CORRECTION_KINDS.map((kind) => ({
    value: kind,
    label: CORRECTION_WORDS[kind],
    hint:
      kind === 'must-not-be-public'
        ? 'The clerk sees this first. If it is urgent, call the help desk as well.'
        : undefined,
    checked: view.typed.kind === kind,
  })),
})}
${textArea({ name: 'reason', label: 'What should the clerk do, and why?', hint: 'Say where it stands, for example “page 3, second line”. Do not repeat what must not be public.', value: view.typed.reason, limit: MOST_WORDS, required: true, error: wrong('reason') })}
<div class="buttons"><button class="usa-button" type="submit">Send to the clerk</button><a href="${view.filingHref}">Back to the filing</a></div></form>
<p class="quiet">Your filing stands with its filing date while the clerk looks. You are told by e-mail, and see the answer under <a href="${requestsOf(baseOf(ctx))}">your requests</a>.</p>`;
  return layout(ctx, { title: view.errors.length > 0 ? `Error: ${title}` : title, main });
}

export function requestsPage(
  ctx: PageContext,
  view: { readonly rows: readonly RequestRow[]; readonly olderHref: string | null },
): Html {
  const main = html`<h1>Your requests to the clerk</h1>
${
  view.rows.length === 0
    ? emptyState(
        'You have not asked for a correction',
        html`<p>To ask for one, open the notice of the filing and press “Ask the clerk for a correction”. About a filing under seal, call the help desk.</p>`,
      )
    : requestTable('Corrections you asked for, newest first', view.rows)
}
${view.olderHref === null ? null : html`<nav class="pager" aria-label="Earlier requests"><ul><li><a rel="next" href="${view.olderHref}">Earlier requests</a></li></ul></nav>`}`;
  return layout(ctx, { title: 'Your requests to the clerk', main });
}
