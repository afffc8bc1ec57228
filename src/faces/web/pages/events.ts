/** The court's events for people to read: all by menu, and one with all that it asks and does. */
import { type Html, type HtmlValue, html } from '../../../kernel/html.ts';
import { eventOf, eventsOf } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { breadcrumb, definitions, table } from '../look/parts.ts';
import { findForm } from './find.ts';

export interface EventsView {
  readonly base: string;
  readonly total: number;
  /** For the court's administrator: where the events are changed, and what is wrong with their files; null: for all others. */
  readonly editor: { readonly href: string; readonly trouble: string | null } | null;
  readonly menus: readonly {
    readonly name: string;
    readonly events: readonly { readonly code: string; readonly name: string; readonly who: string }[];
  }[];
}

export function eventsPage(ctx: PageContext, view: EventsView): Html {
  const main = html`<h1>Events of this court</h1>
<p class="lead">An event is a kind of filing. These ${view.total} are in use today.</p>
${
  view.editor
    ? html`${view.editor.trouble === null ? null : dictionaryTrouble(view.editor.trouble)}<p><a href="${view.editor.href}">Add, change or retire an event</a></p>`
    : null
}${findForm(view.base, '')}
<nav aria-label="Menus"><ul>${view.menus.map((menu, index) => html`<li><a href="#menu-${index + 1}">${menu.name}</a></li>`)}</ul></nav>
${view.menus.map(
  (menu, index) =>
    html`<section id="menu-${index + 1}"><h2>${menu.name}</h2>${table(
      menu.name,
      [{ head: 'Event' }, { head: 'Filed by' }],
      menu.events.map((each) => [html`<a href="${eventOf(view.base, each.code)}">${each.name}</a>`, each.who]),
    )}</section>
`,
)}`;
  return layout(ctx, { title: 'Events', main });
}

/** What is wrong with the files of events, for those who can mend it. */
export const dictionaryTrouble = (trouble: string): Html =>
  html`<div class="usa-alert usa-alert--error" role="alert"><div class="usa-alert__body"><h2 class="usa-alert__heading">A file of events cannot be used</h2>
<p class="usa-alert__text">The last good one stays in use, and filing goes on. Mend this and start the server again:</p>
<ul>${trouble.split('\n').map((line) => html`<li>${line}</li>`)}</ul></div></div>`;

export interface EventView {
  readonly base: string;
  readonly name: string;
  readonly menu: string;
  /** The docket text, its slots marked. */
  readonly text: Html;
  readonly facts: readonly (readonly [string, HtmlValue])[];
  readonly reliefs: readonly { readonly name: string; readonly text: Html; readonly asks: string }[];
  readonly warning: string | null;
  /** Where filing it begins; null: not for the person who looks. */
  readonly fileHref: string | null;
}

export function eventPage(ctx: PageContext, view: EventView): Html {
  const main = html`${breadcrumb([{ text: 'Events', href: eventsOf(view.base) }])}
<h1>${view.name}</h1>
<p class="quiet">${view.menu}</p>
${view.fileHref ? html`<p><a class="usa-button" href="${view.fileHref}">File this</a></p>` : null}
${view.warning ? html`<p><strong>Before you begin:</strong> ${view.warning}</p>` : null}
<h2>Docket text</h2>
<p class="docket-words">${view.text}</p>
<p class="quiet">What stands in angle brackets comes from the case and from your answers.</p>
<h2>What it asks and does</h2>
${definitions(view.facts)}
${
  view.reliefs.length === 0
    ? null
    : html`<h2>What can be asked for</h2>${table(
        'What can be asked for',
        [{ head: 'Relief' }, { head: 'In the docket text' }, { head: 'Asks for' }],
        view.reliefs.map((each) => [each.name, each.text, each.asks]),
      )}`
}`;
  return layout(ctx, { title: view.name, main });
}
