/** The page of a docket entry's documents: what each is and costs, and the button that opens one. */
import type { CaseSummary, DocumentView, TextPart } from '../../../court/docket/model.ts';
import { type Html, type HtmlValue, html } from '../../../kernel/html.ts';
import { type CivilDate, usDate } from '../../../kernel/time.ts';
import {
  baseOf,
  caseOf,
  docketOf,
  documentOf,
  documentViewOf,
  manageDocumentOf,
  manageEntryOf,
  signOnFor,
} from '../look/addresses.ts';
import { csrfField, type PageContext } from '../look/context.ts';
import { docketText, struck } from '../look/docket-text.ts';
import { hidden } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { alert, breadcrumb, fileSize, type Price, pageCount, priceBox, priceWords, table } from '../look/parts.ts';

export interface DocumentChoice {
  readonly document: DocumentView;
  /** Null when it is not held here, or nobody is signed on. */
  readonly price: Price | null;
  /** `11/22/2026 4:06 PM EST`: until when it is already paid for; null: not bought. */
  readonly boughtUntil: string | null;
}

export interface DocumentPageView {
  readonly summary: CaseSummary;
  readonly entry: {
    readonly seq: number;
    readonly number: string | null;
    readonly filedOn: CivilDate;
    readonly words: string | readonly TextPart[];
    /** What struck it; null: it stands. */
    readonly strickenBy: string | null;
  };
  /** Main document and attachments that this reader may know of. */
  readonly documents: readonly DocumentChoice[];
  /** The serial of the one that the page is for. */
  readonly selected: number;
  /** Who may see it, when that is not everybody; in words. */
  readonly restriction: string | null;
  /** The reader is a clerk who may change who opens it. */
  readonly mayManage: boolean;
}

/** `12` or `12-1`: how the document is cited. */
const citation = (view: DocumentPageView, document: DocumentView): string =>
  [view.entry.number ?? 'document', ...(document.attachmentNo > 0 ? [document.attachmentNo] : [])].join('-');

const describe = (document: DocumentView): string =>
  document.attachmentNo === 0 ? document.description || 'Main document' : document.description || 'Attachment';

/** Documents of an entry, with the selected one's price and its button. */
export function documentPage(ctx: PageContext, view: DocumentPageView): Html {
  const caseBase = caseOf(baseOf(ctx), view.summary.number);
  const selected = view.documents.find((each) => each.document.serial === view.selected);
  const main = html`${breadcrumb([
    { text: `${view.summary.fullNumber} ${view.summary.shortTitle}`, href: caseBase },
    { text: 'Docket sheet', href: `${docketOf(caseBase)}#entry-${view.entry.seq}` },
  ])}
<h1>Document ${selected ? citation(view, selected.document) : view.entry.number}</h1>
<p class="entry-words"><strong>${usDate(view.entry.filedOn)}</strong> ${struck(
    view.entry.strickenBy,
    docketText(view.entry.words, {
      caseBase,
      docket: docketOf(caseBase),
      documents: view.documents.map((each) => each.document),
    }),
  )}</p>
${view.restriction ? alert('warning', view.restriction) : null}
${selected ? openIt(ctx, view, selected, caseBase) : null}
${view.documents.length > 1 ? allDocuments(view, caseBase) : null}
${
  view.mayManage
    ? html`<p class="no-print"><a href="${manageDocumentOf(caseBase, view.selected)}">Change who may open this document</a></p><p class="no-print"><a href="${manageEntryOf(caseBase, view.entry.seq)}">${view.entry.strickenBy === null ? 'Strike this entry' : 'Let this entry stand again'}</a></p>`
    : null
}`;
  return layout(ctx, {
    title: `Document ${selected ? citation(view, selected.document) : ''} in ${view.summary.fullNumber}`,
    main,
  });
}

function openIt(ctx: PageContext, view: DocumentPageView, choice: DocumentChoice, caseBase: string): Html {
  const { document, price } = choice;
  const name = `${citation(view, document)}, ${describe(document)}`;
  if (document.pages === null) {
    return html`<h2>${name}</h2>${alert('info', 'This document is not available here. The court’s record names it, but its pages are not held. The clerk’s office can tell you how to get it.')}`;
  }
  if (price === null) {
    return html`<h2>${name}</h2><p>${pageCount(document.pages)}. You need an account to open it, and see the price before you pay.</p><p><a class="usa-button" href="${signOnFor(ctx.path)}">Sign on to view the document</a></p>`;
  }
  return html`<h2>${name}</h2>
${
  choice.boughtUntil
    ? html`<div class="price"><p class="price-line">Already paid for</p><p>You can open it again without charge until ${choice.boughtUntil}. <a href="${documentOf(caseBase, document.serial)}/receipt">Receipt</a></p></div>`
    : priceBox('To view this document', price)
}
<form method="post" action="${documentViewOf(caseBase, document.serial)}">${csrfField(ctx)}${hidden({
    accepted: price.kind === 'charged' && !choice.boughtUntil ? price.amount : 0,
  })}<div class="buttons"><button class="usa-button" type="submit">View document</button></div></form>`;
}

function allDocuments(view: DocumentPageView, caseBase: string): Html {
  const rows = view.documents.map(({ document, price, boughtUntil }): HtmlValue[] => {
    const here = document.serial === view.selected;
    const name = citation(view, document);
    return [
      here || document.pages === null ? name : html`<a href="${documentOf(caseBase, document.serial)}">${name}</a>`,
      html`${describe(document)}${here ? html` <strong>(shown above)</strong>` : null}`,
      document.pages === null ? 'not available here' : String(document.pages),
      document.bytes === null ? '' : fileSize(document.bytes),
      document.pages === null ? '' : boughtUntil ? 'paid' : price === null ? 'sign on to see' : priceOnly(price),
    ];
  });
  return html`<h2>All documents of this entry</h2>${table(
    'Documents of this entry',
    [
      { head: 'Number' },
      { head: 'Description' },
      { head: 'Pages', figures: true },
      { head: 'Size', figures: true },
      { head: 'Price', figures: true },
    ],
    rows,
  )}`;
}

/** The amount without the pages, which stand in a column of their own. */
const priceOnly = (price: Price): string => priceWords(price).split(', ').at(-1) ?? '';
