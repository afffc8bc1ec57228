/** The page of a case that everybody sees free of charge. */
import type { LinkView } from '../../../court/docket/criminal.ts';
import type { CaseHeader } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import {
  baseOf,
  caseOf,
  deadlinesOf,
  docketOf,
  fileInCase,
  homeOf,
  manageOf,
  searchOf,
  signOnFor,
} from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { alert, breadcrumb, definitions, type Price, priceWords } from '../look/parts.ts';

export interface CaseView {
  readonly header: CaseHeader;
  readonly parties: number;
  readonly counsel: number;
  /** What the whole docket sheet costs this viewer; null when nobody is signed on. */
  readonly docketPrice: Price | null;
  readonly mayFile: boolean;
  /** The clerk's pages for the case are linked for those who may use them only. */
  readonly mayManage: boolean;
}

/** Caption, judges, dates, flags; then the docket sheet with its price, and filing. */
export function casePage(ctx: PageContext, view: CaseView): Html {
  const { header } = view;
  const caseBase = caseOf(baseOf(ctx), header.number);
  const main = html`${breadcrumb([
    { text: ctx.court?.name ?? 'Home', href: homeOf(ctx) },
    { text: 'Search', href: searchOf(ctx) },
  ])}
<h1><span class="number">${header.fullNumber}</span> ${header.shortTitle}</h1>
${flagLine(header.flags)}
${header.terminatedOn ? alert('info', `This case was closed on ${usDate(header.terminatedOn)}.`) : null}
${header.origin === 'imported' ? alert('info', 'This docket was taken over from another system. Some documents may not be available here.') : null}
<section class="actions" aria-label="What you can do">
<div><h2>Docket sheet</h2>${docketWords(view, docketOf(caseBase))}</div>
<div><h2>Deadlines</h2><p>What is due, for whom and why, and what has been moved. Free of charge.</p><p><a class="usa-button usa-button--outline" href="${ctx.viewer ? deadlinesOf(caseBase) : signOnFor(deadlinesOf(caseBase))}">Deadlines</a></p></div>
<div><h2>File in this case</h2>${
    view.mayFile
      ? html`<p>You are led step by step.</p><p><a class="usa-button usa-button--outline" href="${fileInCase(caseBase)}">File in this case</a></p>`
      : html`<p>Counsel and others whom the court has allowed can file. ${
          ctx.viewer ? null : html`<a href="${signOnFor(fileInCase(caseBase))}">Sign on to file</a>`
        }</p>`
  }</div>${
    view.mayManage
      ? html`
<div><h2>Manage this case</h2><p>Restrict or reopen documents, strike entries, link cases, reassign a judge, and see what was done.</p><p><a class="usa-button usa-button--outline" href="${manageOf(caseBase)}">Manage this case</a></p></div>`
      : null
  }
</section>
<section><h2>About this case</h2>${definitions([...headerFacts(header), ...linkedCases(baseOf(ctx), header.links), ['Parties', String(view.parties)], ['Counsel', String(view.counsel)]])}</section>`;
  return layout(ctx, { title: `${header.fullNumber} ${header.shortTitle}`, main });
}

/** The flags, as the court prints them; nothing when there are none. */
export const flagLine = (flags: readonly string[]): Html | null =>
  flags.length === 0 ? null : html`<p class="flags"><span class="usa-sr-only">Flags: </span>${flags.join(', ')}</p>`;

/** The header's facts in the docket's order (spec/filing.md §2.6). */
export const headerFacts = (header: CaseHeader): (readonly [string, string | null])[] => [
  ['Assigned to', header.presider],
  ['Referred to', header.referral],
  ['Demand', header.demand],
  ['Cause', header.cause],
  ['Date filed', header.filedOn && usDate(header.filedOn)],
  ['Date terminated', header.terminatedOn && usDate(header.terminatedOn)],
  ['Last filing', header.lastFiledOn && usDate(header.lastFiledOn)],
  ['Jury demand', header.juryDemand],
  ['Nature of suit', header.natureOfSuit],
  ['Jurisdiction', header.jurisdiction],
  ['MDL status', header.mdlStatus],
  ...header.lines.map(({ label, value }) => [label, value] as const),
];

/** What the other case is to this one, as a heading. */
export const LINKED: Record<LinkView['kind'], string> = {
  lead: 'Lead case',
  member: 'Member case',
  related: 'Related case',
  'mj-to-cr': 'Magistrate judge case number',
  'other-court': 'Case in other court',
};

/** Other cases under the numbers they have today, those of this court as links (spec/filing.md §2.6, §2.9). */
export function linkedCases(base: string, links: readonly LinkView[]): (readonly [string, Html])[] {
  const kinds = Object.entries(LINKED) as [LinkView['kind'], string][];
  return kinds.flatMap(([kind, words]) => {
    const cases = links.filter((link) => link.kind === kind);
    const shown = cases.map(
      (link, n) =>
        html`${n > 0 ? html`<br>` : null}${link.number ? html`<a href="${caseOf(base, link.number)}">${link.words}</a>` : link.words}`,
    );
    return cases.length > 0 ? [[words, html`${shown}`] as const] : [];
  });
}

function docketWords(view: CaseView, address: string): Html {
  if (view.docketPrice === null) {
    return html`<p>Every entry, the parties and their counsel. You need an account to open it, and see the price before you pay.</p><p><a class="usa-button" href="${signOnFor(address)}">Sign on to view the docket sheet</a></p>`;
  }
  return html`<p>The whole sheet: <strong>${priceWords(view.docketPrice)}</strong>. ${
    view.docketPrice.kind === 'free'
      ? view.docketPrice.why
      : 'You can choose less, and you are asked before you are charged.'
  }</p><p><a class="usa-button" href="${address}">Docket sheet</a></p>`;
}
