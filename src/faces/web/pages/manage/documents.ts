/** Who may open a document: finding it, choosing another level, and what that will mean, before it is done (spec/filing.md §9.7). */
import { DOCUMENT_LEVELS, type DocumentRestriction } from '../../../../court/access/policy.ts';
import type { CaseHeader, EntryView } from '../../../../court/docket/model.ts';
import { type Html, type HtmlValue, html } from '../../../../kernel/html.ts';
import { usDate } from '../../../../kernel/time.ts';
import { docketOf, manageDocumentOf, manageDocumentsOf, manageEntryOf, manageEventOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { docketText, struck } from '../../look/docket-text.ts';
import { checkboxes, dateField, hidden, radios, textArea, textField } from '../../look/fields.ts';
import { alert, definitions, type FieldError, pageCount, table } from '../../look/parts.ts';
import { caseBaseOf, managedPage, wrongIn } from './frame.ts';
import { LEVELS } from './levels.ts';

export interface RestrictedRow {
  /** `12` or `12-1`. */
  readonly cited: string;
  readonly description: string;
  readonly serial: number;
  readonly level: DocumentRestriction;
  readonly until: string | null;
}

export interface FindDocumentView {
  readonly typed: string;
  /** The entries of that number; null: nothing typed yet. */
  readonly entries: readonly EntryView[] | null;
  /** Who signed the papers of those entries besides their filers. */
  readonly signers: readonly { readonly seq: number; readonly words: string }[];
  readonly restricted: readonly RestrictedRow[];
  readonly errors: readonly FieldError[];
}

/** An entry by its number with its documents; then those of the case that are restricted now. */
export function findDocumentPage(ctx: PageContext, header: CaseHeader, view: FindDocumentView): Html {
  const caseBase = caseBaseOf(ctx, header);
  const body = html`<form class="usa-form" method="get" action="${manageDocumentsOf(caseBase)}">
${textField({ name: 'number', label: 'Number of the docket entry', hint: 'A document without a number: open it from the docket sheet, its page leads here.', value: view.typed, maxlength: 12, width: 'short', error: wrongIn(view.errors)('number') })}
<div class="buttons"><button class="usa-button" type="submit">Find</button></div></form>
${view.entries?.map((entry) =>
  foundEntry(
    caseBase,
    entry,
    view.signers.filter((each) => each.seq === entry.seq),
  ),
)}
<section><h2>Restricted documents</h2>${
    view.restricted.length === 0
      ? html`<p>No document of this case is restricted that you may see.</p>`
      : table(
          'Documents that not everyone may open',
          [{ head: 'Document' }, { head: 'Description' }, { head: 'Who may open it' }, { head: 'Public from' }],
          view.restricted.map((row): HtmlValue[] => [
            html`<a href="${manageDocumentOf(caseBase, row.serial)}">${row.cited}</a>`,
            row.description,
            LEVELS[row.level].name,
            row.until ?? 'No day set',
          ]),
        )
  }</section>`;
  return managedPage(ctx, header, { title: 'Who may open a document', errors: view.errors, body });
}

const foundEntry = (
  caseBase: string,
  entry: EntryView,
  signers: FindDocumentView['signers'],
): Html => html`<section class="box"><h2>Entry ${entry.number}</h2>
<p class="entry-words"><strong>${usDate(entry.filedOn)}</strong> ${struck(
  entry.strickenBy,
  docketText(entry.parts ?? entry.text, { caseBase, docket: docketOf(caseBase), documents: entry.documents }),
)}</p>
${
  entry.documents.length === 0
    ? html`<p>This entry has no document that you may see.</p>`
    : html`<ul class="plain">${entry.documents.map(
        (each) =>
          html`<li><a href="${manageDocumentOf(caseBase, each.serial)}">${each.attachmentNo === 0 ? 'Main document' : `Attachment ${each.attachmentNo}`}</a>${
            each.description ? html` ${each.description}` : null
          }${each.pages === null ? null : html`, ${pageCount(each.pages)}`}</li>`,
      )}</ul>`
}
${signers.length === 0 ? null : html`<p>Signed besides its filer by:</p><ul class="plain">${signers.map((each) => html`<li>${each.words}</li>`)}</ul>`}
<p><a href="${manageEntryOf(caseBase, entry.seq)}">${entry.strickenBy === null ? 'Strike this entry' : 'Let this entry stand again'}</a></p>
<p><a href="${manageEventOf(caseBase, entry.seq)}">Give it another event</a></p></section>`;

export interface LevelView {
  readonly serial: number;
  readonly cited: string;
  readonly description: string;
  readonly entryHref: string;
  /** The level that holds today, and the day on which it ends. */
  readonly now: DocumentRestriction;
  readonly until: string | null;
  readonly persons: readonly { readonly id: string; readonly name: string; readonly about: string }[];
  readonly typed: {
    readonly level: DocumentRestriction | null;
    readonly until: string;
    readonly persons: readonly string[];
    readonly authority: string;
    readonly reason: string;
  };
  readonly errors: readonly FieldError[];
}

const documentFacts = (view: Pick<LevelView, 'cited' | 'description' | 'now' | 'until'>) =>
  [
    ['Document', `${view.cited}${view.description ? `, ${view.description}` : ''}`],
    ['Now', `${LEVELS[view.now].name}${view.until ? `, public from ${view.until}` : ''}`],
  ] as const;

/** Sends level, person (as often as ticked), until, authority, reason, from; `go=check` leads to what it will mean. */
export function levelPage(ctx: PageContext, header: CaseHeader, view: LevelView): Html {
  const wrong = wrongIn(view.errors);
  const { typed } = view;
  const body = html`${definitions(documentFacts(view))}
<form class="usa-form" method="post" action="${manageDocumentOf(caseBaseOf(ctx, header), view.serial)}">${csrfField(ctx)}${hidden({ from: view.now })}
${radios({
  name: 'level',
  legend: 'Who may open it',
  error: wrong('level'),
  options: DOCUMENT_LEVELS.map((level) => ({
    value: level,
    label: LEVELS[level].name,
    hint: LEVELS[level].hint,
    checked: typed.level === level,
  })),
})}
${
  view.persons.length === 0
    ? html`<p>Nobody of record in this case can sign on: there is nobody to name.</p>`
    : checkboxes({
        name: 'person',
        legend: 'Persons named',
        hint: 'For “Selected parties” and “Embargo” only.',
        error: wrong('person'),
        options: view.persons.map(({ id, name, about }) => ({
          value: id,
          label: name,
          hint: about,
          checked: typed.persons.includes(id),
        })),
      })
}
${dateField({ name: 'until', label: 'Public from', hint: 'mm/dd/yyyy. The day on which everyone may open it. For “Embargo”; may be given for “Until redacted”.', value: typed.until, required: false, error: wrong('until') })}
${textField({ name: 'authority', label: 'What allows or orders it', hint: 'An entry, a rule, a statute: Order 12.', value: typed.authority, maxlength: 200, required: true, error: wrong('authority') })}
${textArea({ name: 'reason', label: 'Reason', hint: 'Kept on the sealed side.', value: typed.reason, limit: 1000, required: true, error: wrong('reason') })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="check">Next: see what it means</button></div></form>`;
  return managedPage(ctx, header, { title: 'Who may open this document', errors: view.errors, body });
}

export interface LevelConfirmView extends Omit<LevelView, 'persons' | 'errors' | 'entryHref'> {
  readonly level: DocumentRestriction;
  /** Those of record who will be able to open it, by name. */
  readonly opens: readonly string[];
  /** Those of record who can open it now and will not. */
  readonly loses: readonly string[];
  readonly ownLoss: boolean;
}

/** Nothing has been done yet: who will be able to open it, and the button that does it. */
export function levelConfirmPage(ctx: PageContext, header: CaseHeader, view: LevelConfirmView): Html {
  const { typed, level } = view;
  const everyone = level === 'public';
  const body = html`<p>Nothing has been changed yet. Read this, then confirm.</p>
${definitions([
  ...documentFacts(view),
  ['From now on', html`<strong>${LEVELS[level].name}</strong>`],
  ['Public from', typed.until],
  ['What allows it', typed.authority],
  ['Reason', typed.reason],
])}
<section class="box"><h2>Who will be able to open it</h2>
<ul><li>${LEVELS[level].court}.</li>${everyone ? null : view.opens.map((name) => html`<li>${name}</li>`)}</ul>
${
  everyone
    ? alert('warning', 'It becomes public at once, at every address, for the whole world.')
    : html`<p>Nobody else. ${view.loses.length > 0 ? `These can open it now and will not any more: ${view.loses.join('; ')}.` : ''} What somebody has saved already stays with them.</p>`
}
${view.ownLoss ? alert('warning', 'You are not cleared for sealed matter: you will not be able to open this document or to undo this.') : null}</section>
<form method="post" action="${manageDocumentOf(caseBaseOf(ctx, header), view.serial)}">${csrfField(ctx)}${hidden({
    from: view.now,
    level,
    until: typed.until,
    authority: typed.authority,
    reason: typed.reason,
  })}${typed.persons.map((person) => hidden({ person }))}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="do">${everyone ? 'Open it to everyone' : 'Restrict it'}</button><button class="usa-button usa-button--outline" type="submit" name="go" value="back">Back</button></div></form>`;
  return managedPage(ctx, header, { title: 'Confirm who may open it', errors: [], body });
}
