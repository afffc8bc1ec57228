/** Help: the list of topics, and one topic. */
import { type Html, html } from '../../../kernel/html.ts';
import { type CourtFacts, HELP_TOPICS, type HelpTopic, helpTopic } from '../help/topics.ts';
import { helpOf, notFiledOf } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { layout } from '../look/layout.ts';
import { breadcrumb } from '../look/parts.ts';
import { findForm } from './find.ts';

const links = (base: string, topics: readonly HelpTopic[]): Html =>
  html`<ul>${topics.map((topic) => html`<li><a href="${helpOf(base, topic.id)}">${topic.title}</a></li>`)}</ul>`;

export function helpListPage(ctx: PageContext, court: CourtFacts): Html {
  const main = html`<h1>Help</h1>
${findForm(court.base, '')}
<h2>Questions and answers</h2>
${links(court.base, HELP_TOPICS)}
<p>All kinds of filings, with their docket texts: <a href="${court.base}/events">events of this court</a>. Some papers do not belong here: <a href="${notFiledOf(court.base)}">what is not filed here</a>.</p>`;
  return layout(ctx, { title: 'Help', main });
}

export function helpTopicPage(ctx: PageContext, court: CourtFacts, topic: HelpTopic): Html {
  const next = topic.next.flatMap((id) => helpTopic(id) ?? []);
  const main = html`${breadcrumb([{ text: 'Help', href: helpOf(court.base) }])}
<h1>${topic.title}</h1>
<div class="prose">${topic.body(court)}</div>
<h2>See also</h2>
${links(court.base, next)}`;
  return layout(ctx, { title: topic.title, main });
}
