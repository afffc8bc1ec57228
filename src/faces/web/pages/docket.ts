/**
 * The docket sheet, in three pieces that can be sent one after the other: `docketHead` opens the document and the table,
 * `docketRows` gives rows in batches, `docketFoot` closes both and prints the receipt.
 */
import type { CaseHeader, DocumentView, EntryRow, EntryView, PartyView } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { usDate } from '../../../kernel/time.ts';
import { baseOf, caseOf, docketOf, documentOf, fileInCase } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { docketText, struck } from '../look/docket-text.ts';
import { layoutParts } from '../look/layout.ts';
import { breadcrumb, pageCount } from '../look/parts.ts';
import { flagLine, headerFacts, linkedCases } from './case.ts';
import { type DefendantChoice, type DocketOptions, docketOptionsForm } from './docket-options.ts';
import { partiesAndCounsel } from './docket-parties.ts';
import { type ReceiptView, receiptTable } from './receipt.ts';

export interface DocketHeadView {
  readonly options: DocketOptions;
  /** Court and division as the sheet prints them: `United States District Court`, `District of … (Boston)`. */
  readonly courtLines: readonly string[];
  readonly mayFile: boolean;
  /** The same docket in other forms (plain text, CSV), where the server gives them. */
  /** The defendants of a criminal case, each with a docket of its own. */
  readonly defendants: readonly DefendantChoice[];
  readonly otherForms: readonly { readonly words: string; readonly href: string }[];
}

const SHEET: Record<string, string> = {
  cv: 'CIVIL',
  mc: 'CIVIL',
  cr: 'CRIMINAL',
  mj: 'CRIMINAL',
  po: 'CRIMINAL',
  md: 'MDL',
  mdl: 'MDL',
  ml: 'MDL',
};

/** `CIVIL DOCKET FOR CASE #: 1:26-cv-00142-ABC` (spec/pacer.md §9.4); the Court of International Trade names itself. */
export function sheetTitle(header: CaseHeader): string {
  const kind = header.court === 'cit' ? 'CIT' : SHEET[header.number.type];
  return [kind, `DOCKET FOR CASE #: ${header.fullNumber}`].filter(Boolean).join(' ');
}

/** Everything up to the first row. Parties come empty when the reader chose to leave them out. */
export function docketHead(
  ctx: PageContext,
  header: CaseHeader,
  parties: readonly PartyView[],
  view: DocketHeadView,
): Html {
  const caseBase = caseOf(baseOf(ctx), header.number);
  const { start } = layoutParts(ctx, { title: `Docket of ${header.fullNumber} ${header.shortTitle}`, wide: true });
  return html`${start}${breadcrumb([{ text: `${header.fullNumber} ${header.shortTitle}`, href: caseBase }])}
${flagLine(header.flags)}
<div class="sheet-head"><p>${view.courtLines.map((line) => html`${line}<br>`)}</p>
<h1>${sheetTitle(header)}</h1></div>
<section class="sheet-facts"><h2>${header.shortTitle}</h2>${factColumns(baseOf(ctx), header)}</section>
${view.options.withParties && parties.length > 0 ? partiesAndCounsel(parties) : null}
<div class="tools"><details><summary>Order, dates and numbers</summary>${docketOptionsForm(docketOf(caseBase), view.options, 'Show this part', [], view.defendants)}</details>
${view.otherForms.map((form) => html`<a href="${form.href}">${form.words}</a>`)}${
  view.mayFile ? html`<a href="${fileInCase(caseBase)}">File in this case</a>` : null
}</div>
<h2 id="entries">Docket entries</h2>
<table class="docket"><caption>${partWords(view.options, view.defendants)}</caption>
<thead><tr><th scope="col">Date Filed</th><th scope="col" class="figures"><abbr title="Number">#</abbr></th><th scope="col">Docket Text</th></tr></thead>
<tbody>
`;
}

function factColumns(base: string, header: CaseHeader): Html {
  const rows: (readonly [string, string | Html | null])[] = [
    ...headerFacts(header),
    ...linkedCases(base, header.links),
  ];
  return html`<dl>${rows
    .filter(([, value]) => value)
    .map(([name, value]) => html`<div><dt>${name}:</dt> <dd>${value}</dd></div>`)}</dl>`;
}

/** What the table holds, in words. */
function partWords(options: DocketOptions, defendants: readonly DefendantChoice[]): string {
  const { filedFrom, filedTo, numberFrom, numberTo, defendant } = options;
  const name = defendants.find((each) => each.number === defendant)?.name;
  const parts = [
    defendant === undefined ? '' : `as to ${name ?? 'Defendant'} (${defendant})`,
    filedFrom ? `filed from ${usDate(filedFrom)}` : '',
    filedTo ? `filed to ${usDate(filedTo)}` : '',
    numberFrom === undefined ? '' : `from number ${numberFrom}`,
    numberTo === undefined ? '' : `to number ${numberTo}`,
  ].filter(Boolean);
  const order = options.order === 'oldest-first' ? 'oldest date first' : 'most recent date first';
  return parts.length === 0 ? `All entries, ${order}` : `Entries ${parts.join(', ')}; ${order}`;
}

/** Rows of the table, in the order given. `caseBase` is the case's address (`caseOf`). */
export const docketRows = (caseBase: string, entries: readonly EntryRow[]): Html =>
  html`${entries.map((row) => (row.kind === 'entry' ? entryRow(caseBase, row) : placeholderRow(row.docNo)))}`;

/** A sealed entry in placeholder mode: the number and two words (DESIGN §4.4). */
const placeholderRow = (docNo: number): Html =>
  html`<tr class="sealed"><td></td><td>${docNo}</td><td>SEALED ENTRY</td></tr>
`;

const RESTRICTED = { 'court-only': 'COURT USERS ONLY', sealed: 'SEALED' } as const;
const ENTERED_AT_END = /\(Entered: \d\d\/\d\d\/\d{4}\)\s*$/;

const entryRow = (caseBase: string, entry: EntryView): Html =>
  html`<tr id="entry-${entry.seq}" class="${entry.restricted ?? ''}"><td>${usDate(entry.filedOn)}</td><td>${numberCell(caseBase, entry)}</td><td>${
    entry.restricted ? html`<strong class="mark">${RESTRICTED[entry.restricted]}</strong> ` : null
  }${struck(entry.strickenBy, docketText(entry.parts ?? entry.text, { caseBase, documents: entry.documents }))}${
    ENTERED_AT_END.test(entry.text) ? null : html` (Entered: ${usDate(entry.enteredOn)})`
  }${notHeld(entry.documents)}</td></tr>
`;

/** The number: a link when the main document can be opened. An entry without a number says "document". */
function numberCell(caseBase: string, entry: EntryView): Html | string {
  const main = entry.documents.find((each) => each.attachmentNo === 0);
  if (!main || main.pages === null) return entry.number ?? '';
  const name = entry.number ?? 'document';
  return html`<a href="${documentOf(caseBase, main.serial)}" aria-label="${name}, open, ${pageCount(main.pages)}">${name}</a><span class="pp">${main.pages}&nbsp;p.</span>`;
}

/** Said in words: what the record names but this server does not have. */
function notHeld(documents: readonly DocumentView[]): Html | null {
  const missing = documents.filter((each) => each.pages === null);
  if (missing.length === 0) return null;
  if (missing.length === documents.length) {
    return html` <span class="quiet">(${documents.length === 1 ? 'Document' : 'Documents'} not available here)</span>`;
  }
  const names = missing
    .map((each) => (each.attachmentNo === 0 ? 'main document' : `# ${each.attachmentNo}`))
    .join(', ');
  return html` <span class="quiet">(Not available here: ${names})</span>`;
}

/** Closes the table and the document; prints what was charged, or why nothing was. */
export function docketFoot(
  ctx: PageContext,
  view: { readonly rows: number; readonly receipt: ReceiptView | null },
): Html {
  return html`</tbody></table>
${
  view.rows === 0
    ? html`<p>There are no entries in this part of the docket.</p>`
    : html`<p class="quiet">${view.rows === 1 ? '1 entry' : `${view.rows.toLocaleString('en-US')} entries`}. End of the docket.</p>`
}
${view.receipt ? receiptTable(view.receipt) : null}${layoutParts(ctx, { title: '' }).end}`;
}
