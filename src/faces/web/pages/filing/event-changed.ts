/** Between two steps of a filing: another event is chosen, often because the court has changed or retired the draft's. */
import { type Html, html } from '../../../../kernel/html.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { selectField } from '../../look/fields.ts';
import { layout } from '../../look/layout.ts';
import { errorSummary, type FieldError } from '../../look/parts.ts';

export interface EventChangedView {
  readonly action: string;
  readonly inCase: { readonly number: string; readonly title: string; readonly href: string };
  /** The event as the draft was begun with it. */
  readonly event: string;
  /** What the court did to it since; null: nothing, the filer wishes another. */
  readonly changed: 'retired' | 'changed' | null;
  /** What it is called now, if the court has changed it. */
  readonly now: string | null;
  /** Of a motion, what of it the court has changed or retired; empty: the event itself. */
  readonly reliefs: readonly string[];
  readonly events: readonly { readonly value: string; readonly text: string }[];
  readonly errors: readonly FieldError[];
}

const REASONS = {
  retired: {
    title: 'The court has retired this event',
    why: 'Since then the court has retired it: it cannot be filed any more. Choose another event.',
  },
  changed: {
    title: 'The court has changed this event',
    why: 'Since then the court has changed what it asks or what the docket will say. Go on with it as it is now, or choose another event.',
  },
  relief: {
    title: 'The court has changed what this motion asks for',
    why: 'Since then the court has changed or retired a relief that you chose. Go on with it as it is now and look at the details again, or choose another event.',
  },
  wished: { title: 'Choose another event', why: 'Choose what you file instead.' },
};

/** Sends `go=new`, or `go=other` with event, or `go=leave`. */
export function eventChangedPage(ctx: PageContext, view: EventChangedView): Html {
  const { title, why } = REASONS[view.reliefs.length > 0 ? 'relief' : (view.changed ?? 'wished')];
  const main = html`<h1>${title}</h1>
<p class="in-case"><a class="number" href="${view.inCase.href}">${view.inCase.number}</a> ${view.inCase.title}</p>
${errorSummary(view.errors)}
<p>You began a draft of “${view.event}”. ${why}</p>
${view.reliefs.length === 0 ? null : html`<ul>${view.reliefs.map((name) => html`<li>${name}</li>`)}</ul>`}
<p>What you have answered and uploaded is kept, as far as the event that you take asks for it. <strong>Nothing has been filed.</strong> If your deadline is today, go on now or call the help desk.</p>
${
  view.now === null
    ? null
    : html`<form method="post" action="${view.action}" data-once>${csrfField(ctx)}<div class="buttons"><button class="usa-button" type="submit" name="go" value="new">Go on with “${view.now}” as it is now</button></div></form>`
}
<form class="usa-form" method="post" action="${view.action}" data-once>${csrfField(ctx)}
${selectField({ name: 'event', label: 'Another event', value: '', empty: 'Choose…', options: view.events, error: view.errors[0]?.text })}
<div class="buttons"><button class="usa-button usa-button--outline" type="submit" name="go" value="other">Take this event</button><button class="usa-button usa-button--unstyled" type="submit" name="go" value="leave" formnovalidate>Save and leave</button></div></form>`;
  return layout(ctx, { title: `${view.errors.length > 0 ? 'Error: ' : ''}${title}`, main });
}
