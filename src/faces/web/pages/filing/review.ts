/** Step: everything once more, then the button that files (spec/filing.md §4.2 row 19; WCAG 3.3.4). */
import type { TextPart } from '../../../../court/docket/model.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { type CivilDate, usDate } from '../../../../kernel/time.ts';
import type { PageContext } from '../../look/context.ts';
import { docketText } from '../../look/docket-text.ts';
import { hidden } from '../../look/fields.ts';
import { alert, definitions, pageCount } from '../../look/parts.ts';
import { type AnsweredView, answeredAlert } from './answered.ts';
import { type WizardFrame, wizardPage } from './frame.ts';

export interface ReviewView {
  readonly words: string | readonly TextPart[];
  /** Parties whose counsel the filer becomes with this filing. */
  readonly appearsFor: readonly string[];
  readonly caseBase: string;
  /** Where references lead: the docket's address. */
  readonly docketHref: string;
  /** Main document first. */
  readonly documents: readonly { readonly name: string; readonly fileName: string; readonly pages: number }[];
  /** Null: the event takes none. */
  readonly changeDocumentsHref: string | null;
  readonly changeWordsHref: string;
  readonly visibleTo: string;
  /** `11/22/2026, if you file before midnight Eastern time` */
  readonly filedDate: string;
  /** What is due: `$405.00`; null: no fee. */
  readonly fee: string | null;
  readonly electronic: readonly { readonly name: string; readonly addresses: readonly string[] }[];
  /** Persons who must be served on paper, by the filer. */
  readonly paper: readonly { readonly name: string; readonly address: string }[];
  readonly deadlines: readonly {
    readonly what: string;
    readonly due: CivilDate;
    readonly why: string;
    /** How the day was found, a sentence a step. */
    readonly steps: readonly string[];
  }[];
  /** What becomes of the case and its people, each in a sentence. */
  readonly changes: readonly string[];
  /** The same document in other cases, each with its own words, people and deadlines. */
  readonly alsoIn: readonly (Pick<ReviewView, 'electronic' | 'paper' | 'deadlines' | 'appearsFor'> & {
    readonly number: string;
    readonly title: string;
    readonly words: string;
    readonly filers: readonly string[];
  })[];
  readonly warnings: readonly string[];
  /** Filers of whom an answer is on file, when this is another; null: nobody. */
  readonly answered: AnsweredView | null;
  /** The court's form that is filed, made of the answers; null: the filer's own papers are filed. */
  readonly form: { readonly name: string; readonly paragraphs: readonly string[]; readonly href: string } | null;
  /** The idempotency key of this submission: filing twice with it files once. */
  readonly key: string;
}

/** Sends `key`, `rowVersion` and `go=file`. Pressing it twice files once. */
export function reviewPage(ctx: PageContext, frame: WizardFrame, view: ReviewView): Html {
  const body = html`${hidden({ key: view.key })}
${view.warnings.map((warning) => alert('warning', warning))}${answeredAlert(view.answered)}
<section><h2>Docket text</h2><p class="final-words">${docketText(view.words, { caseBase: view.caseBase, documents: [], docket: view.docketHref })}</p><p><a href="${view.changeWordsHref}">Change the text</a></p></section>
<section><h2>Documents</h2>${
    view.documents.length === 0
      ? html`<p>None: this entry is text only.</p>`
      : html`<ol class="plain">${view.documents.map((each) => html`<li><strong>${each.name}</strong>: ${each.fileName}, ${pageCount(each.pages)}</li>`)}</ol>`
  }${view.form ? madeForm(view.form) : null}${view.changeDocumentsHref ? html`<p><a href="${view.changeDocumentsHref}">Change the documents</a></p>` : null}</section>
${definitions([
  ['Who can see it', view.visibleTo],
  ['Filed date', view.filedDate],
  ['You become counsel for', view.appearsFor.join(', ')],
  ['Fee', view.fee ?? 'None'],
])}
${
  view.changes.length === 0
    ? null
    : html`<section><h2>What this changes in the case</h2><ul>${view.changes.map((each) => html`<li>${each}</li>`)}</ul></section>
`
}<section><h2>Deadlines that this sets</h2>${
    view.deadlines.length === 0
      ? html`<p>None.</p>`
      : html`<ul>${view.deadlines.map((each) => html`<li><strong>${usDate(each.due)}</strong>: ${each.what} <span class="quiet line">${each.why}</span>${howFound(each)}</li>`)}</ul>`
  }</section>
<section><h2>Who is told by e-mail</h2>${
    view.electronic.length === 0
      ? html`<p>Nobody.</p>`
      : html`<ul>${view.electronic.map((each) => html`<li>${each.name} <span class="quiet line">${each.addresses.join(', ')}</span></li>`)}</ul>`
  }</section>
<section><h2>Who needs paper from you</h2>${
    view.paper.length === 0
      ? html`<p>Nobody.</p>`
      : html`<ul>${view.paper.map((each) => html`<li>${each.name} <span class="quiet line">${each.address}</span></li>`)}</ul>`
  }</section>
${view.alsoIn.length === 0 ? null : html`<section><h2>Also filed in</h2>${view.alsoIn.map(inOtherCase)}</section>`}`;
  return wizardPage(ctx, frame, { name: 'Review', title: 'Check, then file', body, buttons: fileButtons });
}

const inOtherCase = (there: ReviewView['alsoIn'][number]): Html => html`<h3>${there.number} ${there.title}</h3>
<p class="final-words">${there.words}</p>
${definitions([
  ['Filed there for', there.filers.join(', ')],
  ['You become counsel there for', there.appearsFor.join(', ')],
  ['Deadlines there', there.deadlines.map((each) => `${usDate(each.due)}: ${each.what}`).join('; ')],
  ['Told there by e-mail', there.electronic.map((each) => each.name).join(', ')],
  ['Need paper there', there.paper.map((each) => each.name).join(', ')],
])}`;
const madeForm = ({
  name,
  paragraphs,
  href,
}: NonNullable<
  ReviewView['form']
>): Html => html`<div class="box"><h3>${name}</h3><p>The court’s form is made of your answers, and is the main document. Read it: it is filed over your signature.</p>
<ol>${paragraphs.map((each) => html`<li>${each}</li>`)}</ol><p><a href="${href}" target="_blank">Open the form as it will be filed (PDF, in a new tab)</a></p></div>`;

const howFound = ({ what, steps }: ReviewView['deadlines'][number]): Html =>
  html`<details><summary>How this day was found<span class="usa-sr-only">: ${what}</span></summary><ol>${steps.map((step) => html`<li>${step}</li>`)}</ol></details>`;

const fileButtons: Html = html`<div class="commit"><p><strong>Pressing “File” commits this filing.</strong> After that you cannot change or withdraw it yourself. It is filed when you see the Notice of Electronic Filing.</p>
<div class="buttons"><button class="usa-button usa-button--big" type="submit" name="go" value="file">File</button><button class="usa-button usa-button--outline" type="submit" name="go" value="back" formnovalidate>Back</button><button class="usa-button usa-button--unstyled" type="submit" name="go" value="leave" formnovalidate>Save and leave</button></div></div>`;
