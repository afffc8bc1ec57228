/** What was done in a case, in plain words: when, by whom, what. */
import type { CaseHeader } from '../../../../court/docket/model.ts';
import { type Html, type HtmlValue, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { table } from '../../look/parts.ts';
import { managedPage } from './frame.ts';

export interface ActRow {
  /** `11/22/2026 4:06 PM EST`: the court's zone, named. */
  readonly at: string;
  readonly who: string;
  readonly what: string;
}

export const actsTable = (acts: readonly ActRow[]): Html =>
  acts.length === 0
    ? html`<p>Nothing has been recorded in this case yet.</p>`
    : table(
        'Acts in this case, newest first',
        [{ head: 'When' }, { head: 'Who' }, { head: 'What' }],
        acts.map((act): HtmlValue[] => [act.at, act.who, act.what]),
      );

export function actsPage(
  ctx: PageContext,
  header: CaseHeader,
  view: { readonly acts: readonly ActRow[]; readonly earlierHref: string | null },
): Html {
  const body = html`<p>This record cannot be changed: each line is chained to the one before it. What was done to sealed matter is recorded apart.</p>
${actsTable(view.acts)}
${view.earlierHref === null ? null : html`<nav class="pager" aria-label="Earlier acts"><ul><li><a rel="next" href="${view.earlierHref}">Earlier acts</a></li></ul></nav>`}`;
  return managedPage(ctx, header, { title: 'Acts in this case', errors: [], body });
}
