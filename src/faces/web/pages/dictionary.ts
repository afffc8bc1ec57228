/** The administrator's pages of the court's own events: what there is, one entry to write, and what it will do. */
import type { TextPart } from '../../../court/docket/model.ts';
import type { FieldChange } from '../../../court/events/preview.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { baseOf, dictionaryOf, eventsOf, ownEntryOf } from '../look/addresses.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { docketText } from '../look/docket-text.ts';
import { dateField, hidden, textArea } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { breadcrumb, definitions, emptyState, errorSummary, type FieldError, lines, table } from '../look/parts.ts';
import { dictionaryTrouble } from './events.ts';

export interface OwnRow {
  readonly what: string;
  readonly from: string;
  readonly until: string;
  readonly state: 'waits' | 'in force' | 'ended';
  /** Its place among the page's entries, when it may be taken back; null: not any more, or it is the file's. */
  readonly takeBack: number | null;
  readonly byFile: boolean;
}

interface EntryLinks {
  readonly name: string;
  readonly changeHref: string;
  readonly retireHref: string;
}

export interface DictionaryView {
  readonly trouble: string | null;
  readonly errors: readonly FieldError[];
  readonly seen: string;
  readonly own: readonly OwnRow[];
  readonly menus: readonly { readonly name: string; readonly rows: readonly EntryLinks[] }[];
  readonly papers: readonly EntryLinks[];
}

const STATE: Record<OwnRow['state'], string> = { waits: 'Not yet', 'in force': 'In force', ended: 'Ended' };

export function dictionaryPage(ctx: PageContext, view: DictionaryView): Html {
  const base = baseOf(ctx);
  const main = html`${breadcrumb([{ text: 'Events', href: eventsOf(base) }])}
<h1>Change the court’s events</h1>
${errorSummary(view.errors)}
${view.trouble === null ? null : dictionaryTrouble(view.trouble)}
<p class="lead">From a day on, an event is added, changed or retired. Entries that were made before keep the text they were made with.</p>
<p><a class="usa-button" href="${ownEntryOf(base)}?do=add">Add an event</a></p>
<h2>The court’s own entries</h2>
${
  view.own.length === 0
    ? emptyState('There are none', html`<p>All events are those that come with the system.</p>`)
    : table(
        'The court’s own entries, the latest first',
        [
          { head: 'Entry' },
          { head: 'From' },
          { head: 'Until' },
          { head: 'State' },
          { head: 'Written' },
          { head: 'Take back' },
        ],
        view.own.map((row) => [
          row.what,
          row.from,
          row.until,
          STATE[row.state],
          row.byFile ? 'In the court’s file' : 'On this page',
          row.takeBack === null ? '' : takeBack(ctx, row, view.seen),
        ]),
      )
}
<h2>All events in force today</h2>
${view.menus.map((menu) => linksTable(menu.name, menu.rows))}
<h2>Papers that are not filed electronically</h2>
${linksTable('Not filed electronically', view.papers)}`;
  return layout(ctx, { title: `${view.errors.length > 0 ? 'Error: ' : ''}Change the court’s events`, main });
}

const linksTable = (name: string, rows: readonly EntryLinks[]): Html =>
  table(
    name,
    [{ head: 'Name' }, { head: 'Change' }, { head: 'Retire' }],
    rows.map((row) => [
      row.name,
      html`<a href="${row.changeHref}">Change<span class="usa-sr-only"> ${row.name}</span></a>`,
      html`<a href="${row.retireHref}">Retire<span class="usa-sr-only"> ${row.name}</span></a>`,
    ]),
  );

const takeBack = (ctx: PageContext, row: OwnRow, seen: string): Html =>
  html`<form method="post" action="${dictionaryOf(baseOf(ctx))}">${csrfField(ctx)}${hidden({ index: row.takeBack ?? 0, seen })}<button class="usa-button usa-button--outline small" type="submit" name="go" value="take-back">Take back<span class="usa-sr-only">: ${row.what} from ${row.from}</span></button></form>`;

interface Typed {
  readonly entry: string;
  readonly from: string;
}

export interface EntryView {
  readonly typed: Typed;
  readonly seen: string;
  readonly errors: readonly FieldError[];
}

const frame = (ctx: PageContext, title: string, errors: readonly FieldError[], body: Html): Html => {
  const main = html`${breadcrumb([
    { text: 'Events', href: eventsOf(baseOf(ctx)) },
    { text: 'Change the court’s events', href: dictionaryOf(baseOf(ctx)) },
  ])}
<h1>${title}</h1>
${errorSummary(errors)}
${body}`;
  return layout(ctx, { title: `${errors.length > 0 ? 'Error: ' : ''}${title}`, main });
};

/** Sends entry, from, seen; `go=check` leads to the preview. */
export function entryPage(ctx: PageContext, { typed, seen, errors }: EntryView): Html {
  const of = (field: string) => errors.filter((error) => error.field === field).map((error) => error.text);
  const body = html`<form class="usa-form usa-form--large" method="post" action="${ownEntryOf(baseOf(ctx))}">${csrfField(ctx)}${hidden({ seen })}
${dateField({ name: 'from', label: 'From this day on', hint: 'mm/dd/yyyy, today or later. Of a retired event: the first day on which it cannot be filed.', value: typed.from, required: true, error: of('from')[0] })}
${textArea({ name: 'entry', label: 'The entry', hint: 'As in the dictionary’s files. Leave out since and until: the day stands above.', value: typed.entry, limit: 20_000, rows: 24, required: true, error: of('entry').join(' ') || undefined })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="check">Next: see what it will do</button><a href="${dictionaryOf(baseOf(ctx))}">Leave it as it is</a></div></form>`;
  return frame(ctx, 'An entry of the court’s own', errors, body);
}

export interface EntryPreview {
  readonly what: string;
  readonly kind: 'add' | 'change' | 'retire';
  readonly from: string;
  readonly changes: readonly FieldChange[];
  /** An entry made with it, from sample answers; null: it makes none. */
  readonly sample: {
    readonly parts: readonly TextPart[];
    readonly asks: readonly string[];
    readonly questions: readonly string[];
    readonly deadlines: readonly string[];
  } | null;
}

const WILL: Record<EntryPreview['kind'], string> = {
  add: 'It is added',
  change: 'It takes the place of what holds until then',
  retire: 'It cannot be filed any more',
};

export function entryConfirmPage(
  ctx: PageContext,
  { typed, seen, preview }: { readonly typed: Typed; readonly seen: string; readonly preview: EntryPreview },
): Html {
  const body = html`<p>Nothing has been changed yet. Read this, then confirm.</p>
${definitions([
  ['Entry', preview.what],
  [`From ${preview.from}`, WILL[preview.kind]],
  [
    'Entries made before',
    'Keep the text they were made with. Drafts that are open then are told, with their answers kept.',
  ],
])}
${preview.changes.length === 0 ? (preview.kind === 'change' ? html`<p>No field differs from what holds now.</p>` : null) : changesTable(preview.changes)}
${preview.sample ? sample(preview.sample) : null}
<form method="post" action="${ownEntryOf(baseOf(ctx))}">${csrfField(ctx)}${hidden({ seen, entry: typed.entry, from: typed.from })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="save">Keep it</button><button class="usa-button usa-button--outline" type="submit" name="go" value="back">Back</button></div></form>`;
  return frame(ctx, 'Confirm the entry', [], body);
}

const changesTable = (changes: readonly FieldChange[]): Html =>
  table(
    'What changes',
    [{ head: 'Field' }, { head: 'Until then' }, { head: 'From then on' }],
    changes.map(({ field, was, now }) => [field, lines(was), lines(now)]),
  );

const list = (items: readonly string[]): Html => html`<ul>${items.map((each) => html`<li>${each}</li>`)}</ul>`;

const sample = ({ parts, asks, questions, deadlines }: NonNullable<EntryPreview['sample']>): Html =>
  html`<h2>How the docket would read</h2>
<p class="docket-words">${docketText(parts, { caseBase: '', documents: [] })}</p>
<p class="quiet">Names, numbers and words are invented; the days are counted by the court’s rules.</p>
${deadlines.length === 0 ? null : html`<h2>Deadlines it would set</h2>${list(deadlines)}`}
<h2>What the filer is asked</h2>
${list(asks)}
${questions.length === 0 ? null : html`<h3>Its own questions</h3>${list(questions)}`}`;
