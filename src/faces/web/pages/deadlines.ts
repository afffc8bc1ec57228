/** The deadlines of a case: what is due, for whom, why; from what day it was moved and by which entry (spec/filing.md §9.5). */
import type { ByEntry, DeadlineView } from '../../../court/docket/deadlines.ts';
import type { CaseHeader } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import { baseOf, caseOf, homeOf } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { alert, breadcrumb } from '../look/parts.ts';

export interface DeadlinesView {
  readonly header: CaseHeader;
  readonly deadlines: readonly DeadlineView[];
  titleOf(name: string): string;
  /** `midnight Eastern Time` */
  readonly dayEnds: string;
}

export function deadlinesPage(ctx: PageContext, view: DeadlinesView): Html {
  const { header, deadlines } = view;
  const open = deadlines.filter((each) => each.ended === null);
  const ended = deadlines.filter((each) => each.ended !== null);
  const main = html`${breadcrumb([
    { text: ctx.court?.name ?? 'Home', href: homeOf(ctx) },
    { text: header.fullNumber, href: caseOf(baseOf(ctx), header.number) },
  ])}
<h1>Deadlines in <span class="number">${header.fullNumber}</span></h1>
<p>${header.shortTitle}</p>
${alert('info', `These are the days that the docket has set. What is due must be complete before ${view.dayEnds}. A deadline that no entry has set is not here: the rules and orders decide.`)}
<section><h2>Open</h2>${open.length === 0 ? html`<p>No deadline is open on this docket.</p>` : table(view, open, 'Open deadlines')}</section>
${ended.length === 0 ? null : html`<section><h2>Ended</h2>${table(view, ended, 'Deadlines that have ended')}</section>`}`;
  return layout(ctx, { title: `Deadlines in ${header.fullNumber}`, main });
}

const table = (view: DeadlinesView, deadlines: readonly DeadlineView[], caption: string): Html =>
  html`<table class="grid"><caption class="usa-sr-only">${caption}</caption><thead><tr><th scope="col">Due</th><th scope="col">What</th><th scope="col">Whose</th><th scope="col">Set by</th><th scope="col">Why</th></tr></thead><tbody>${deadlines.map((each) => row(view, each))}</tbody></table>`;

const row = (view: DeadlinesView, each: DeadlineView): Html =>
  html`<tr id="deadline-${each.id}"><td>${usDate(each.dueOn)}</td><td>${view.titleOf(each.name)}</td><td>${each.party ?? 'Whoever it concerns'}</td><td>${entryWords(each.setBy)}${
    each.moved
      ? html`<br>moved from ${usDate(each.moved.from)} by ${entryWords(each.moved.by)} of ${usDate(each.moved.by.filedOn)}`
      : null
  }${each.ended ? html`<br>${endWords(each.ended)}` : null}</td><td>${each.rule}${
    each.explained.length > 0
      ? html`<details><summary>How the day was found</summary><ol>${each.explained.map((step) => html`<li>${step}</li>`)}</ol></details>`
      : null
  }</td></tr>
`;

const entryWords = ({ number, filedOn }: ByEntry): string =>
  number === null ? `the entry of ${usDate(filedOn)}` : `entry ${number}`;

const endWords = ({ by, on, movedOn }: NonNullable<DeadlineView['ended']>): string =>
  `${movedOn ? 'moved' : 'ended'} on ${usDate(on)}${by ? ` by ${entryWords(by)}` : ''}`;
