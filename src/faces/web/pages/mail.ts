/** The mail catcher of a development server: what was sent, and to whom. No mail leaves the machine. */
import { type Html, html } from '../../../kernel/html.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { alert, breadcrumb, definitions, emptyState, linkOrWords, table } from '../look/parts.ts';

export interface MailRow {
  readonly href: string;
  /** Date and time in words. */
  readonly at: string;
  readonly to: readonly string[];
  readonly subject: string;
}

/** The messages, in the order given. */
export function mailListPage(ctx: PageContext, messages: readonly MailRow[]): Html {
  const main = html`<h1>Caught mail</h1>
${alert('info', 'This is a development server. Mail is kept here and sent to nobody.')}
${
  messages.length === 0
    ? emptyState('No mail yet', html`<p>File something, and its notices appear here.</p>`)
    : table(
        'Messages, newest first',
        [{ head: 'Subject' }, { head: 'To' }, { head: 'Sent' }],
        messages.map((message) => [
          html`<a href="${message.href}">${message.subject || '(no subject)'}</a>`,
          html`${message.to.map((address) => html`<span class="line">${address}</span>`)}`,
          message.at,
        ]),
      )
}`;
  return layout(ctx, { title: 'Caught mail', main });
}

export interface MailView {
  readonly listHref: string;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** Where the HTML part is served by itself; null: the message has none. It is shown in a sandbox. */
  readonly htmlHref: string | null;
  readonly text: string;
  /** The addresses that occur in the message, so that they can be followed out of the sandbox. */
  readonly links: readonly string[];
}

/** One message: its head, its HTML part in a sandboxed frame, its links, its text. */
export function mailMessagePage(ctx: PageContext, view: MailView): Html {
  const main = html`${breadcrumb([{ text: 'Caught mail', href: view.listHref }])}
<h1>${view.subject || '(no subject)'}</h1>
${definitions([
  ['From', view.from],
  ['To', view.to.join(', ')],
  ['Sent', view.at],
])}
${view.htmlHref ? html`<h2>As shown by a mail program</h2><iframe class="mail" sandbox="" title="The message as HTML" src="${view.htmlHref}"></iframe>` : null}
${view.links.length > 0 ? html`<h2>Links in this message</h2><ul>${view.links.map((link) => html`<li>${linkOrWords(link)}</li>`)}</ul>` : null}
${view.text.trim() ? html`<h2>Plain text</h2><pre class="mail-text" tabindex="0">${view.text}</pre>` : null}`;
  return layout(ctx, { title: `Mail: ${view.subject}`, main });
}
