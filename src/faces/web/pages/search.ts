/** Search for cases, by number or by name. Free of charge. */
import type { CaseSummary } from '../../../court/docket/model.ts';
import { SEALED_CAPTION } from '../../../court/docket/reader.ts';
import { type Html, type HtmlValue, html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import { caseOf, courtBase, searchOf } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { alert, emptyState, pagination, table } from '../look/parts.ts';
import { findCaseForm, type HomeView } from './home.ts';

export type SearchRow =
  | {
      readonly kind: 'case';
      readonly summary: CaseSummary;
      /** Shown when the search goes over several courts. */
      readonly courtName: string;
      /** The parties whose names were found: `Rivera, Ana (Plaintiff)`. */
      readonly matched: readonly string[];
    }
  /** A case in mode "under seal", asked for by its number: the number exists, and no more (DESIGN §4.4). */
  | { readonly kind: 'under-seal'; readonly number: string };

export interface SearchView {
  /** What was typed; null: nothing yet. */
  readonly typed: string | null;
  readonly by: 'number' | 'name';
  readonly rows: readonly SearchRow[];
  /** How many there are in all, when more were found than are listed. */
  readonly total: number;
  readonly courts: HomeView['courts'];
  readonly page: number;
  readonly pages: number;
  readonly previous: string | null;
  readonly next: string | null;
}

/** The search form with what was found. */
export function searchPage(ctx: PageContext, view: SearchView): Html {
  const main = html`<h1>Search for a case</h1>
${findCaseForm(searchOf(ctx), view.typed ?? '', view.courts)}
${view.typed === null ? html`<p>Searching is free of charge. You do not need an account.</p>` : found(ctx, view, view.typed)}`;
  return layout(ctx, { title: view.typed === null ? 'Search' : `Search: ${view.typed}`, main });
}

function found(ctx: PageContext, view: SearchView, typed: string): Html {
  if (view.rows.length === 0) return noneFound(view, typed);
  const cases = view.rows.filter((row) => row.kind === 'case');
  const sealed = view.rows.filter((row) => row.kind === 'under-seal');
  return html`<h2 id="results">${view.total === 1 ? '1 case' : `${view.total.toLocaleString('en-US')} cases`} for “${typed}”</h2>
${sealed.map((row) => alert('info', html`<strong class="code">${row.number}</strong> ${SEALED_CAPTION}. Case under seal. Nothing more about this case can be shown.`))}
${cases.length > 0 ? results(ctx, view, cases) : null}
${pagination(view)}`;
}

function results(ctx: PageContext, view: SearchView, cases: readonly Extract<SearchRow, { kind: 'case' }>[]): Html {
  const manyCourts = ctx.court === null;
  const byName = view.by === 'name';
  const rows = cases.map(({ summary, courtName, matched }): HtmlValue[] => {
    const base = ctx.court?.id === summary.court ? ctx.court.base : courtBase(summary.court);
    return [
      html`<a class="number" href="${caseOf(base, summary.number)}">${summary.fullNumber}</a>`,
      summary.shortTitle,
      ...(manyCourts ? [courtName] : []),
      summary.filedOn === null ? 'Not known' : usDate(summary.filedOn),
      summary.terminatedOn === null ? 'Open' : usDate(summary.terminatedOn),
      ...(byName ? [html`${matched.map((name) => html`<span class="line">${name}</span>`)}`] : []),
    ];
  });
  const heads = [
    'Case number',
    'Title',
    ...(manyCourts ? ['Court'] : []),
    'Filed',
    'Closed',
    ...(byName ? ['Found'] : []),
  ];
  return table(
    'Cases found',
    heads.map((head) => ({ head })),
    rows,
  );
}

const noneFound = (view: SearchView, typed: string): Html =>
  emptyState(
    view.by === 'number' ? `Case not found: “${typed}”` : `No match found: “${typed}”`,
    html`<p>This search was free of charge. What you can try:</p><ul>${
      view.by === 'number'
        ? html`<li>Check the number. The form is office, year, type and number: <span class="code">1:26-cv-00142</span>.</li><li>Leave out what you are not sure of: <span class="code">26-142</span> finds it too.</li>`
        : html`<li>Type fewer letters, or the last name only.</li><li>Try another spelling, or the name of another party.</li><li>For a company, leave out “Inc.” or “LLC”.</li>`
    }<li>The case may be in another court.</li><li>Ask the help desk named below.</li></ul>`,
  );
