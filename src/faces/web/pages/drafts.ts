/** A filer's drafts: what was begun, what is missing, what has been filed from them. */
import { type Html, html } from '../../../kernel/html.ts';
import { baseOf, fileOf, requestsOf } from '../look/addresses.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { hidden } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { emptyState } from '../look/parts.ts';
import { fileAgainForm } from './filing/filed.ts';

export interface DraftRow {
  readonly id: string;
  readonly rowVersion: number;
  /** `1:26-cv-00142-ABC Rivera v. Harbor Freight`; null: no case chosen yet. */
  readonly caseWords: string | null;
  readonly event: string | null;
  /** The court has retired the event since: another must be chosen. */
  readonly retired: boolean;
  /** `Saved 11/22/2026 1:06 PM EST, 3 hours ago`, `Filed 11/22/2026 4:06 PM EST`. */
  readonly age: string;
  readonly state:
    | {
        readonly kind: 'open';
        readonly href: string;
        readonly discardAction: string;
        readonly missing: readonly string[];
      }
    | {
        readonly kind: 'filed';
        readonly nefHref: string;
        readonly number: string | null;
        readonly againAction: string | null;
      };
}

/** The list; newest first, in the order given. */
export function draftsPage(ctx: PageContext, drafts: readonly DraftRow[]): Html {
  const main = html`<h1>My drafts</h1>
<p>A draft is kept until you file or discard it. <strong>A draft is not filed.</strong> What you asked the clerk about filings is under <a href="${requestsOf(baseOf(ctx))}">your requests</a>.</p>
${
  drafts.length === 0
    ? emptyState(
        'You have no drafts',
        html`<p><a class="usa-button" href="${fileOf(baseOf(ctx))}">File something</a></p>`,
      )
    : html`<ul class="cards drafts">${drafts.map((draft) => draftCard(ctx, draft))}</ul>`
}`;
  return layout(ctx, { title: 'My drafts', main });
}

function draftCard(ctx: PageContext, draft: DraftRow): Html {
  const name = draft.event ?? 'Event not chosen yet';
  const where = draft.caseWords ?? 'Case not chosen yet';
  return html`<li><h2>${name}</h2><p>${where}</p><p class="quiet">${draft.age}</p>${
    draft.state.kind === 'filed'
      ? html`<p><strong>Filed${draft.state.number ? ` as number ${draft.state.number}` : ''}.</strong> <a href="${draft.state.nefHref}">Notice of Electronic Filing<span class="usa-sr-only">: ${name}, ${where}</span></a></p>${draft.state.againAction ? fileAgainForm(ctx, draft.state.againAction, `${name}, ${where}`) : null}`
      : html`${
          draft.retired
            ? html`<p>The court has retired this event since. Continue to choose another: your answers are kept.</p>`
            : draft.state.missing.length > 0
              ? html`<p>Still missing: ${draft.state.missing.join(', ')}.</p>`
              : html`<p>Complete. Not filed yet.</p>`
        }<div class="buttons"><a class="usa-button" href="${draft.state.href}">Continue<span class="usa-sr-only">: ${name}, ${where}</span></a><form method="post" action="${draft.state.discardAction}" data-once>${csrfField(ctx)}${hidden({ rowVersion: draft.rowVersion })}<button class="usa-button usa-button--unstyled" type="submit">Discard<span class="usa-sr-only">: ${name}, ${where}</span></button></form></div>`
  }</li>`;
}
