/** The one box that finds a filing event, a page or an answer (spec/filing.md §14.3 item 93). */
import { type Html, html } from '../../../kernel/html.ts';
import { findOf, helpOf, searchOf } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { alert, breadcrumb, definitions, emptyState } from '../look/parts.ts';

export interface FoundEvent {
  readonly name: string;
  readonly menu: string;
  /** Where it is described. */
  readonly href: string;
  /** Where filing it begins; null: this person cannot file it, and `note` says who can. */
  readonly fileHref: string | null;
  readonly note: string;
}

export interface FindView {
  readonly typed: string;
  /** False: none has all the words as they were typed, these are like it. */
  readonly exact: boolean;
  readonly events: readonly FoundEvent[];
  /** Papers among what was typed that are not filed here, and where they go. */
  readonly stopped: readonly PaperStopped[];
  /** Pages of this system and answers. */
  readonly pages: readonly { readonly title: string; readonly href: string; readonly about: string }[];
}

export interface PaperStopped {
  readonly name: string;
  /** Where it goes, as a sentence. */
  readonly goes: string;
}

/** Tells who looks for such a paper that it is not filed electronically. Nothing when there is none. */
export const notFiledHere = (stopped: readonly PaperStopped[]): readonly Html[] =>
  stopped.map(({ name, goes }) => alert('warning', html`This is not filed here: <strong>${name}</strong>. ${goes}`));

/** All such papers. */
export function notFiledPage(ctx: PageContext, base: string, papers: readonly PaperStopped[]): Html {
  const main = html`${breadcrumb([{ text: 'Help', href: helpOf(base) }])}
<h1>What is not filed here</h1>
<p>These papers are not filed electronically. A paper that goes elsewhere is not filed with the court by sending it there: ask the clerk’s office if a deadline runs.</p>
${definitions(papers.map(({ name, goes }) => [name, goes] as const))}`;
  return layout(ctx, { title: 'What is not filed here', main });
}

/** The box. `id` differs where a page has two. */
export const findForm = (base: string, typed: string, id = 'f-guide'): Html =>
  html`<search><form class="find" method="get" action="${findOf(base)}"><div class="usa-form-group"><label class="usa-label" for="${id}">Find what to file, a page or an answer</label><span class="usa-hint" id="${id}-hint">For example: affidavit, extension of time, midnight.</span>
<input class="usa-input long" id="${id}" name="q" type="search" value="${typed}" maxlength="200" autocomplete="off" aria-describedby="${id}-hint"></div><button class="usa-button" type="submit">Find</button></form></search>`;

export function findPage(ctx: PageContext, base: string, view: FindView): Html {
  const { typed } = view;
  const main = html`<h1>Find</h1>
${findForm(base, typed)}
${notFiledHere(view.stopped)}
${typed === '' ? null : found(ctx, view)}`;
  return layout(ctx, { title: typed === '' ? 'Find' : `Find: ${typed}`, main });
}

function found(ctx: PageContext, view: FindView): Html {
  const { typed, events, pages } = view;
  const cases = html`<p>Looking for a case? <a href="${`${searchOf(ctx)}?q=${encodeURIComponent(typed)}`}">Search the cases for “${typed}”</a>.</p>`;
  if (events.length + pages.length === 0) {
    if (view.stopped.length > 0) return cases;
    return html`${emptyState(
      `Nothing found for “${typed}”`,
      html`<p>Try one word of the paper’s title, or another word for it.</p>`,
    )}${cases}`;
  }
  return html`${
    events.length === 0
      ? null
      : html`<h2>What to file</h2>${view.exact ? null : html`<p>No event has “${typed}” word for word. These are like it:</p>`}
<ul class="finds">${events.map(
          (each) =>
            html`<li><a href="${each.href}"><strong>${each.name}</strong></a>${
              each.fileHref
                ? html` <a class="usa-button usa-button--outline small" href="${each.fileHref}">File this<span class="usa-sr-only">: ${each.name}</span></a>`
                : null
            }<span class="line quiet">${each.menu}</span>${each.note ? html`<span class="line">${each.note}</span>` : null}</li>`,
        )}</ul>`
  }${
    pages.length === 0
      ? null
      : html`<h2>Pages and answers</h2><ul class="finds">${pages.map(
          (each) =>
            html`<li><a href="${each.href}"><strong>${each.title}</strong></a><span class="line quiet">${each.about}</span></li>`,
        )}</ul>`
  }${cases}`;
}
