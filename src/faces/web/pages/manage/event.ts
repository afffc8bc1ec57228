/** Giving an entry its right event: the search, what the event asks, and the docket text before it is done (spec/filing.md §9.3). */
import type { CaseHeader, EntryView, TextPart } from '../../../../court/docket/model.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { usDate } from '../../../../kernel/time.ts';
import { docketOf, manageEventOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { docketText } from '../../look/docket-text.ts';
import { type Choice, checkbox, checkboxes, hidden, selectField, textArea, textField } from '../../look/fields.ts';
import { definitions, type FieldError } from '../../look/parts.ts';
import { type Prompt, promptField } from '../filing/details.ts';
import { caseBaseOf, managedPage, wrongIn } from './frame.ts';

const nameOf = (entry: EntryView): string => (entry.number === null ? 'this entry' : `entry ${entry.number}`);

const words = (ctx: PageContext, header: CaseHeader, entry: EntryView, text: readonly TextPart[] | string): Html => {
  const caseBase = caseBaseOf(ctx, header);
  return html`<p class="entry-words"><strong>${usDate(entry.filedOn)}</strong> ${docketText(text, {
    caseBase,
    docket: docketOf(caseBase),
    documents: entry.documents,
  })}</p>`;
};

export interface FindEventView {
  readonly entry: EntryView;
  readonly typed: string;
  /** Found for what was typed; null: nothing was typed yet. */
  readonly found: readonly { readonly name: string; readonly menu: string; readonly href: string }[] | null;
  readonly errors: readonly FieldError[];
}

export function findEventPage(ctx: PageContext, header: CaseHeader, view: FindEventView): Html {
  const { entry, found } = view;
  const body = html`${words(ctx, header, entry, entry.parts ?? entry.text)}
<form method="get" action="${manageEventOf(caseBaseOf(ctx, header), entry.seq)}">${textField({ name: 'find', label: 'Which event is the right one?', hint: 'Type a word of it: compel, opposition, appearance.', value: view.typed, maxlength: 100 })}<button class="usa-button" type="submit">Find</button></form>
${
  found === null
    ? null
    : found.length === 0
      ? html`<p>No event of that name can be given to an entry afterwards. What rules, restricts, or changes parties, counsel or the status of the case is docketed as an entry of its own.</p>`
      : html`<ul class="plain">${found.map((each) => html`<li><a href="${each.href}">${each.name}</a> <span class="quiet">${each.menu}</span></li>`)}</ul>`
}`;
  return managedPage(ctx, header, { title: `Another event for ${nameOf(entry)}`, errors: view.errors, body });
}

export interface EventFormView {
  readonly entry: EntryView;
  readonly event: { readonly code: string; readonly name: string };
  /** The version of the entry that is shown. */
  readonly version: number;
  readonly reliefs: readonly Choice[];
  readonly prompts: readonly Prompt[];
  /** Null: the event refers to nothing, takes no words, has no prefixes. */
  readonly refers: string | null;
  readonly words: { readonly text: string; readonly limit: number } | null;
  readonly prefixes: { readonly chosen: string; readonly all: readonly string[] } | null;
  readonly errors: readonly FieldError[];
}

/** Sends event, version, prefix, refers, words, the reliefs and answers as the wizard's details do; `go=check` leads on. */
export function eventFormPage(ctx: PageContext, header: CaseHeader, view: EventFormView): Html {
  const { entry, event } = view;
  const wrong = wrongIn(view.errors);
  const action = manageEventOf(caseBaseOf(ctx, header), entry.seq);
  const body = html`${words(ctx, header, entry, entry.parts ?? entry.text)}
${definitions([['New event', html`<strong>${event.name}</strong> (<a href="${action}">choose another</a>)`]])}
<form class="usa-form" method="post" action="${action}">${csrfField(ctx)}${hidden({ event: event.code, version: view.version })}
${view.reliefs.length > 0 ? checkboxes({ name: 'relief', legend: 'What does the motion ask for?', options: view.reliefs, error: wrong('relief') }) : null}
${view.prompts.map((prompt) => promptField(view, prompt))}
${view.refers === null ? null : textField({ name: 'refers', label: 'Numbers of the entries it relates to', hint: 'As the docket has them, with commas between: 12, 14', value: view.refers, maxlength: 200, required: false, error: wrong('ref') ?? wrong('refers') })}
${view.prefixes ? selectField({ name: 'prefix', label: 'Begins with', value: view.prefixes.chosen, empty: 'Nothing', options: view.prefixes.all.map((value) => ({ value, text: value })), error: wrong('prefix') }) : null}
${view.words ? textArea({ name: 'words', label: 'The filer’s words', value: view.words.text, limit: view.words.limit, required: false, error: wrong('words') }) : null}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="check">Next: see the new docket text</button></div></form>
<p class="quiet">Number, documents, filers, filing date and the filer’s receipt stay as they are.</p>`;
  return managedPage(ctx, header, { title: `Another event for ${nameOf(entry)}`, errors: view.errors, body });
}

export interface EventConfirmView {
  readonly entry: EntryView;
  readonly event: string;
  readonly parts: readonly TextPart[];
  readonly reliefs: readonly string[];
  readonly deadlines: readonly { readonly what: string; readonly due: string; readonly why: string }[];
  /** What becomes of what the former event did, each in a sentence. */
  readonly undone: readonly string[];
  /** How many were told of the entry, and can be told of the correction. */
  readonly told: number;
  /** What becomes of restricted documents, each in a sentence. */
  readonly documents: readonly string[];
  /** The form as it was sent. */
  readonly fields: readonly (readonly [string, string])[];
}

export function eventConfirmPage(ctx: PageContext, header: CaseHeader, view: EventConfirmView): Html {
  const { entry } = view;
  const list = (lines: readonly string[]) => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  const body = html`<p>Nothing has been changed yet. This is what everyone reads now:</p>
${words(ctx, header, entry, entry.parts ?? entry.text)}
<p>And this is what everyone will read:</p>
${words(ctx, header, entry, view.parts)}
${definitions([
  ['New event', html`<strong>${view.event}</strong>`],
  ['Filing date', `${usDate(entry.filedOn)}, as before`],
  ['Motions that are then pending', view.reliefs.length > 0 && list(view.reliefs)],
  [
    'Deadlines, counted from the filing date',
    view.deadlines.length > 0 && list(view.deadlines.map((each) => `${each.what}: ${each.due} (${each.why})`)),
  ],
  ['Of the event it had', view.undone.length > 0 && list(view.undone)],
  ['Documents', view.documents.length > 0 && list(view.documents)],
])}
<form method="post" action="${manageEventOf(caseBaseOf(ctx, header), entry.seq)}">${csrfField(ctx)}${view.fields.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}
${
  view.told === 0
    ? html`<p>Nobody was told of this entry by e-mail, so nobody is told of the correction.</p>`
    : checkbox({
        name: 'tell',
        label: `Send a notice of the correction to ${view.told === 1 ? 'the one person' : `the ${view.told} people`} who got the notice of this entry`,
        checked: true,
      })
}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="do">Give it this event</button><button class="usa-button usa-button--outline" type="submit" name="go" value="back">Back</button></div></form>`;
  return managedPage(ctx, header, { title: 'Confirm the event', errors: [], body });
}
