/** The log of technical failures: the form, the line with its reference, and the clerk's list (spec/filing.md §14.3 item 96). */
import { MOST_WORDS } from '../../../../court/clerk/model.ts';
import { type Html, type HtmlValue, html } from '../../../../kernel/html.ts';
import { baseOf, draftsOf, failureFormOf, helpOf, queueFailuresOf, queueOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { selectField, textArea, textField } from '../../look/fields.ts';
import { layout } from '../../look/layout.ts';
import { breadcrumb, definitions, emptyState, errorSummary, type FieldError, lines, table } from '../../look/parts.ts';

export interface FailureFormView {
  /** The court's clock: `11/22/2026 4:06 PM EST`. */
  readonly now: string;
  readonly drafts: readonly { readonly value: string; readonly text: string }[];
  readonly typed: { readonly what: string; readonly draft: string };
  readonly errors: readonly FieldError[];
}

/** Sends `what` and `draft`. */
export function failureFormPage(ctx: PageContext, view: FailureFormView): Html {
  const wrong = (field: string) => view.errors.find((each) => each.field === field)?.text;
  const help = ctx.court?.helpDesk ?? ctx.serviceCenter;
  const title = 'Log a technical failure';
  const main = html`<h1>${title}</h1>
<p>If you cannot file before your deadline, write here what happened. You get a reference at once, with the court’s time: now <strong>${view.now}</strong>.</p>
<p>This is a record, not a filing. It extends no deadline by itself: whether the court was inaccessible is for the court to say (Fed. R. Civ. P. 6(a)(3)). Go on trying, and call the help desk: ${[help.phone, help.email].filter(Boolean).join(', ')}.</p>
${errorSummary(view.errors)}
<form class="usa-form" method="post" action="${failureFormOf(baseOf(ctx))}" data-once>${csrfField(ctx)}
${textArea({ name: 'what', label: 'What happened?', hint: 'What you did, what you saw, when, how often you tried, the request number at the foot of the page. Nothing that is sealed.', value: view.typed.what, limit: MOST_WORDS, required: true, error: wrong('what') })}
${selectField({ name: 'draft', label: 'Which of your drafts is it about?', required: false, value: view.typed.draft, empty: 'None of them', options: view.drafts, error: wrong('draft') })}
<div class="buttons"><button class="usa-button" type="submit">Log it</button></div></form>
<p><a href="${helpOf(baseOf(ctx), 'technical-failure')}">When something fails before a deadline</a></p>`;
  return layout(ctx, { title: view.errors.length > 0 ? `Error: ${title}` : title, main });
}

export interface FailureView {
  readonly reference: string;
  /** `11/22/2026 11:58 PM EST` */
  readonly loggedAt: string;
  /** The same moment to the second: `2026-11-23T04:58:12.345Z`. */
  readonly utc: string;
  readonly who: string;
  readonly what: string;
  readonly caseWords: string | null;
  readonly event: string | null;
  readonly caseManager: { readonly name: string; readonly phone: string | null; readonly email: string | null } | null;
  readonly justLogged: boolean;
  readonly byClerk: boolean;
}

/** The line as it is kept: to print, to copy, to send. */
export function failurePage(ctx: PageContext, view: FailureView): Html {
  const help = ctx.court?.helpDesk ?? ctx.serviceCenter;
  const text = [
    `Technical failure ${view.reference}`,
    ctx.court?.name ?? '',
    `Logged ${view.loggedAt} (${view.utc}) by ${view.who}`,
    ...(view.caseWords ? [`Case: ${view.caseWords}`] : []),
    ...(view.event ? [`Draft: ${view.event}`] : []),
    '',
    view.what,
  ].join('\n');
  const mail = `mailto:${help.email}?subject=${encodeURIComponent(`Technical failure ${view.reference}`)}&body=${encodeURIComponent(text)}`;
  const main = html`${view.byClerk ? breadcrumb([{ text: 'Technical failures', href: queueFailuresOf(baseOf(ctx)) }]) : null}
<h1>Technical failure <span class="code">${view.reference}</span></h1>
${
  view.justLogged
    ? html`<div class="usa-alert usa-alert--success no-print" role="status"><div class="usa-alert__body"><p class="usa-alert__text"><strong>Logged.</strong> Print this page or note the reference. Nothing is filed yet: go on trying.</p></div></div>`
    : null
}
${definitions([
  ['Logged', html`<strong>${view.loggedAt}</strong>, by the court’s clock (${view.utc})`],
  ['By', view.who],
  ['Case', view.caseWords],
  ['Draft', view.event],
  ['What happened', lines(view.what)],
  [
    'Case manager of the judge',
    view.caseManager &&
      [view.caseManager.name, view.caseManager.phone, view.caseManager.email].filter(Boolean).join(', '),
  ],
])}
<p>This line cannot be changed. It shows when you told the court, and extends no deadline by itself. Give the reference when you call the help desk (${[help.phone, help.email].filter(Boolean).join(', ')}) or ask the court for relief.</p>
<p class="no-print buttons">${
    view.byClerk ? null : html`<a class="usa-button" href="${draftsOf(baseOf(ctx))}">My drafts</a>`
  }${help.email && !view.byClerk ? html`<a href="${mail}">Send it to the help desk by e-mail</a>` : null}</p>`;
  return layout(ctx, { title: `Technical failure ${view.reference}`, main });
}

export interface FailureRow {
  readonly reference: string;
  readonly href: string;
  readonly loggedAt: string;
  readonly who: string;
  readonly what: string;
  readonly caseWords: string | null;
}

export const failureTable = (rows: readonly FailureRow[]): Html =>
  table(
    'Technical failures, newest first',
    [{ head: 'Reference' }, { head: 'Logged' }, { head: 'Who' }, { head: 'What happened' }],
    rows.map((row): HtmlValue[] => [
      html`<a href="${row.href}">${row.reference}</a>`,
      row.loggedAt,
      row.who,
      html`${row.caseWords === null ? null : html`<strong>${row.caseWords}</strong><br>`}${lines(row.what)}`,
    ]),
  );

/** The clerk's whole list, and the box that finds one by its reference. */
export function failuresPage(
  ctx: PageContext,
  view: {
    readonly rows: readonly FailureRow[];
    readonly olderHref: string | null;
    readonly typed: string;
    readonly errors: readonly FieldError[];
  },
): Html {
  const main = html`${breadcrumb([{ text: 'Clerk’s queue', href: queueOf(baseOf(ctx)) }])}
<h1>Technical failures</h1>
${errorSummary(view.errors)}
<form method="get" action="${queueFailuresOf(baseOf(ctx))}">${textField({ name: 'reference', label: 'Find by reference', hint: 'For example TF-20261122-7KQ2-MX9D-4TRC', value: view.typed, maxlength: 60, error: view.errors[0]?.text })}<button class="usa-button usa-button--outline" type="submit">Find</button></form>
${view.rows.length === 0 ? emptyState('None', html`<p>Nobody has logged a technical failure.</p>`) : failureTable(view.rows)}
${view.olderHref === null ? null : html`<nav class="pager" aria-label="Earlier failures"><ul><li><a rel="next" href="${view.olderHref}">Earlier ones</a></li></ul></nav>`}`;
  return layout(ctx, { title: 'Technical failures', main });
}
