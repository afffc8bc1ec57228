/** The free look that goes with service: what it opens, and the button that begins it. */
import { type Html, html } from '../../../kernel/html.ts';
import { type CivilDate, usDate } from '../../../kernel/time.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { struck } from '../look/docket-text.ts';
import { layout } from '../look/layout.ts';
import { breadcrumb, pageCount } from '../look/parts.ts';

export interface FreeLookView {
  readonly caseWords: string;
  readonly caseHref: string;
  readonly number: string | null;
  readonly filedOn: CivilDate;
  readonly words: string;
  /** What struck the entry; null: it stands. */
  readonly strickenBy: string | null;
  /** `href` is null until the look has begun. */
  readonly documents: readonly { readonly name: string; readonly pages: number; readonly href: string | null }[];
  /** Where the button posts; null: the look is open. */
  readonly begin: { readonly action: string; readonly token: string } | null;
  /** Until when it can be begun, or the documents stay open: with the zone. */
  readonly until: string;
}

export function freeLookPage(ctx: PageContext, view: FreeLookView): Html {
  const main = html`${breadcrumb([{ text: view.caseWords, href: view.caseHref }])}
<h1>${view.number ? `Document ${view.number}` : 'Documents of this entry'}</h1>
<p class="entry-words"><strong>${usDate(view.filedOn)}</strong> ${struck(view.strickenBy, view.words)}</p>
${
  view.begin
    ? html`<div class="price"><p class="price-line">Your free look: <strong>no charge</strong></p><p>You were served with this filing, so you may open its documents once without charge. It begins when you press the button; the documents then stay open for an hour. Save your copies. You can begin until ${view.until}.</p></div>
<form method="post" action="${view.begin.action}">${csrfField(ctx)}<input type="hidden" name="token" value="${view.begin.token}"><div class="buttons"><button class="usa-button" type="submit">Open the documents</button></div></form>`
    : html`<div class="price"><p class="price-line">Your free look is open until ${view.until}</p><p>Open and save each document now. Afterwards the usual charges apply.</p></div>`
}
<h2>Documents</h2>
<ul class="plain">${view.documents.map(
    (each) =>
      html`<li>${each.href ? html`<a href="${each.href}">${each.name}</a>` : each.name}, ${pageCount(each.pages)}</li>`,
  )}</ul>`;
  return layout(ctx, { title: `Free look in ${view.caseWords}`, main });
}
