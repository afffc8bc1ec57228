/** "Manage this case": what a clerk can do with it beside docketing, and what was last done in it. */
import type { CaseHeader } from '../../../../court/docket/model.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { baseOf, caseOf, manageActsOf } from '../../look/addresses.ts';
import type { PageContext } from '../../look/context.ts';
import { layout } from '../../look/layout.ts';
import { alert, breadcrumb } from '../../look/parts.ts';
import { type ActRow, actsTable } from './acts.ts';

/** One line of the menu. Sealing and unsealing a case or an entry join here as lines of their own. */
export interface ManageTask {
  readonly name: string;
  readonly about: string;
  readonly href: string;
}

export interface ManageView {
  readonly header: CaseHeader;
  readonly tasks: readonly ManageTask[];
  /** The case is under seal or hidden: most of this waits until it is unsealed. */
  readonly sealed: boolean;
  readonly acts: readonly ActRow[];
  /** There are earlier ones than those shown. */
  readonly moreActs: boolean;
}

export function managePage(ctx: PageContext, { header, tasks, sealed, acts, moreActs }: ManageView): Html {
  const caseBase = caseOf(baseOf(ctx), header.number);
  const main = html`${breadcrumb([{ text: `${header.fullNumber} ${header.shortTitle}`, href: caseBase }])}
<h1>Manage this case</h1>
<p class="in-case"><span class="number">${header.fullNumber}</span> ${header.shortTitle}</p>
${sealed ? alert('info', 'This case is sealed. Its documents, links and judges cannot be changed here until it is unsealed.') : null}
${tasks.length > 0 ? html`<ul class="cards">${tasks.map(card)}</ul>` : null}
${
  sealed
    ? null
    : html`<section><h2>Recent acts</h2>${actsTable(acts)}${
        moreActs ? html`<p><a href="${manageActsOf(caseBase)}">All acts in this case</a></p>` : null
      }</section>`
}`;
  return layout(ctx, { title: `Manage ${header.fullNumber}`, main });
}

const card = (task: ManageTask): Html =>
  html`<li><h2><a href="${task.href}">${task.name}</a></h2><p>${task.about}</p></li>`;
