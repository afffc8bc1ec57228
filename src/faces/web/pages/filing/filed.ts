/** After the button: the Notice of Electronic Filing, or the page that asks whether the filing landed. */
import { type Html, html } from '../../../../kernel/html.ts';
import { baseOf, fileOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { hidden } from '../../look/fields.ts';
import { layout } from '../../look/layout.ts';
import { breadcrumb, definitions } from '../../look/parts.ts';
import { type TroubleHelp, troubleLines } from './frame.ts';

export interface NefPageView {
  /** The notice itself, made by the court's side. */
  readonly body: Html;
  readonly caseWords: string;
  readonly caseHref: string;
  /** The docket at the new entry. */
  readonly docketHref: string;
  readonly number: string | null;
  /** `11/22/2026 4:06 PM EST` */
  readonly filedAt: string;
  /** Where the signed receipt is; null: none was made. */
  readonly proofHref: string | null;
  /** False when an old notice is read again. */
  readonly justFiled: boolean;
  /** Begins a draft like it; null: it cannot be copied. */
  readonly againAction: string | null;
  /** Who signed the paper besides the filer; for the filer and the court, not public. */
  readonly signers: readonly {
    readonly name: string;
    readonly capacity: string;
    readonly held: string;
    readonly keptUntil: string;
  }[];
  /** What comes by hand, and what has become of it; null: nothing. */
  readonly manualFiling: { readonly what: string; readonly state: string } | null;
  /** What the filer asked the clerk to correct, and the way to ask. */
  readonly corrections: Html;
}

/** The frame around the notice. */
export function nefPage(ctx: PageContext, view: NefPageView): Html {
  const main = html`${breadcrumb([{ text: view.caseWords, href: view.caseHref }])}
${
  view.justFiled
    ? html`<div class="usa-alert usa-alert--success no-print" role="status"><div class="usa-alert__body"><p class="usa-alert__text"><strong>Filed${view.number ? ` as number ${view.number}` : ''}</strong> on ${view.filedAt}. Print or save this page for your records.</p></div></div>`
    : null
}
<h1>Notice of Electronic Filing</h1>
<div class="nef">${view.body}</div>
<div class="no-print buttons"><a class="usa-button" href="${view.docketHref}">See it on the docket</a>${
    view.proofHref ? html`<a href="${view.proofHref}">Signed receipt</a>` : null
  }<a href="${fileOf(baseOf(ctx))}">File something else</a>${
    view.againAction ? fileAgainForm(ctx, view.againAction, null) : null
  }</div>
${
  view.manualFiling
    ? html`<section class="no-print"><h2>Filed by hand</h2>${definitions([
        ['What', view.manualFiling.what],
        ['Where it stands', view.manualFiling.state],
      ])}</section>`
    : null
}
${view.signers.length === 0 ? null : signersKept(view.signers)}
${view.corrections}`;
  return layout(ctx, { title: `Notice of Electronic Filing, ${view.caseWords}`, main });
}

/** Whose signatures the filer holds, and for how long. */
const signersKept = (
  signers: NefPageView['signers'],
): Html => html`<section class="no-print"><h2>Who signed it</h2><p>You and the court see this; it is not public. <strong>Keep what they have signed ${signers[0]!.keptUntil}.</strong></p>
<ul>${signers.map((each) => html`<li>${each.name}, ${each.capacity} <span class="quiet line">${each.held}</span></li>`)}</ul></section>`;

/** The button that begins a draft like a filing; `of` says which one where a page has several. */
export const fileAgainForm = (ctx: PageContext, action: string, of: string | null): Html =>
  html`<form method="post" action="${action}" data-once>${csrfField(ctx)}<button class="usa-button usa-button--unstyled" type="submit">File another like this${
    of === null ? null : html`<span class="usa-sr-only">: ${of}</span>`
  }</button></form>`;

export interface SubmissionUnknownView {
  readonly key: string;
  /** When the complete submission arrived: `11/22/2026 11:58 PM EST`. */
  readonly receivedAt: string;
  /** Answers whether a filing with the key exists; a GET with `key`. */
  readonly askAction: string;
  /** Takes the same submission again; with the same key it is filed once. Null: nothing can be sent again from here. */
  readonly again: { readonly action: string; readonly rowVersion: number } | null;
  readonly trouble: TroubleHelp;
}

/** The answer was lost between the database and here: nobody may say "filed" or "not filed" (error `filing-outcome-unknown`). */
export function submissionUnknownPage(ctx: PageContext, view: SubmissionUnknownView): Html {
  const main = html`<h1>We cannot say yet whether your filing was made</h1>
<p>The court’s database could not be reached at the moment of filing.</p>
<h2>What you can do</h2>
<p>Press the button. It asks by your submission’s key whether the filing landed.</p>
<form method="get" action="${view.askAction}">${hidden({ key: view.key })}<button class="usa-button" type="submit">Ask whether it landed</button></form>
${
  view.again
    ? html`<p>Sending it again is safe: it will be filed once.</p><form method="post" action="${view.again.action}" data-once>${csrfField(ctx)}${hidden({ key: view.key, rowVersion: view.again.rowVersion })}<button class="usa-button usa-button--outline" type="submit" name="go" value="file">Send it again</button></form>`
    : null
}
<h2>Does it affect my deadline?</h2>
<p>Your complete submission arrived at the time below. If it landed, that is its filing time. Note both lines, or print this page.</p>
${definitions([
  ['Arrived', html`<strong>${view.receivedAt}</strong>`],
  ['Key', html`<span class="code">${view.key}</span>`],
])}
${troubleLines(ctx, view.trouble)}`;
  return layout(ctx, { title: 'Not known yet whether it was filed', main });
}
