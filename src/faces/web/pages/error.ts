/** Every refusal and every fault: what happened, what to do, whether a deadline is touched (DESIGN §2 rule 6). */
import { type Html, html } from '../../../kernel/html.ts';
import { baseOf, draftsOf, homeOf, signOnFor } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { type TroubleHelp, troubleLines } from './filing/frame.ts';

export interface ErrorView {
  /** The code in the catalogue (`kernel/errors.ts`). */
  readonly code: string;
  readonly text: string;
  readonly todo: string;
  readonly deadline: string;
  /** The field or value that it is about; null: nothing more to say. */
  readonly detail: string | null;
  /** Where to log it, and whom else to call, when the fault is ours; null: it is not, or no court is named. */
  readonly trouble: TroubleHelp | null;
}

/** The page of an error. For somebody who must sign on first, it leads there and back. */
export function errorPage(ctx: PageContext, view: ErrorView): Html {
  const help = ctx.court?.helpDesk ?? ctx.serviceCenter;
  const main = html`<h1>${view.text}</h1>
${view.detail ? html`<p>It is about: ${view.detail}</p>` : null}
<h2>What you can do</h2><p>${view.todo}</p>
<h2>Does it affect my deadline?</h2><p>${view.deadline}</p>
<p>${wayOn(ctx, view.code)}</p>
${view.trouble ? troubleLines(ctx, view.trouble) : null}
<p class="quiet">Help: ${[help.phone, help.email].filter(Boolean).join(', ')}. Error <span class="code">${view.code}</span>, request number <span class="code">${ctx.requestId}</span>.</p>`;
  return layout(ctx, { title: view.text, main });
}

/** What the reader most likely wants next. */
function wayOn(ctx: PageContext, code: string): Html {
  if (code === 'sign-on-required' || code === 'session-expired') {
    return html`<a class="usa-button" href="${signOnFor(ctx.path)}">Sign on</a>`;
  }
  // Asked whether a filing landed, and it did not: its draft is still there.
  if (code === 'filing-not-found' && ctx.court && ctx.viewer) {
    return html`<a class="usa-button" href="${draftsOf(baseOf(ctx))}">My drafts</a>`;
  }
  return html`<a class="usa-button usa-button--outline" href="${homeOf(ctx)}">Go to the home page</a>`;
}

/** While the server starts. Nothing reloads by itself; the link does. */
export function startingPage(ctx: PageContext, logHref: string | null): Html {
  const main = html`<h1>This server is still starting</h1>
<h2>What you can do</h2><p>Wait a moment, then <a href="">open the page again</a>.</p>
<h2>Does it affect my deadline?</h2><p>If your deadline is near, note the time and call the help desk.${
    logHref === null ? null : html` As soon as it has started, <a href="${logHref}">log a technical failure</a>.`
  }</p>`;
  return layout(ctx, { title: 'Starting', main });
}
