/** The front page of the whole, and of one court. */
import { type Html, html } from '../../../kernel/html.ts';
import { draftsOf, fileOf, searchOf, signOnFor } from '../look/addresses.ts';
import type { PageContext } from '../look/context.ts';
import { selectField, textField } from '../look/fields.ts';
import { layout } from '../look/layout.ts';
import { definitions, emptyState, lines, pageCount } from '../look/parts.ts';
import { type PostedSignOn, peopleTable } from './people-table.ts';

export interface HomeView {
  readonly courts: readonly {
    readonly id: string;
    readonly name: string;
    readonly base: string;
    readonly about: string;
    readonly kind: 'district' | 'trade' | 'training' | 'other';
  }[];
  /** Everything here is invented, for people to try it out. */
  readonly demo: boolean;
}

/** What this is, a box to find a case, the courts. */
export function homePage(ctx: PageContext, view: HomeView): Html {
  // a court to practise in comes last, whatever its name
  const inOrder = [...view.courts].sort((a, b) => Number(a.kind === 'training') - Number(b.kind === 'training'));
  const main = html`<h1>Court records and electronic filing</h1>
<p class="lead">Find a case, read its docket, file in it. Searching is free. Whatever costs money says its price first.</p>
${view.demo ? demoInvitation(inOrder) : null}
${findCaseForm('/search', '', inOrder)}
<section id="courts"><h2>Courts</h2>
${view.courts.length === 0 ? emptyState('No court is open here yet', html`<p>Ask the people who run this server.</p>`) : null}
<ul class="cards">${inOrder.map(
    (court) =>
      html`<li><h3><a href="${`${court.base}/`}">${court.name}</a></h3><p>${court.about}</p><p><a href="${fileOf(court.base)}">File something<span class="usa-sr-only"> in ${court.name}</span></a></p></li>`,
  )}</ul></section>
${ctx.viewer ? null : signOnInvitation(ctx)}`;
  return layout(ctx, { title: 'Court records and electronic filing', main });
}

/** Tells a visitor what this is, and where to begin. */
function demoInvitation(courts: HomeView['courts']): Html {
  const training = courts.find((court) => court.kind === 'training');
  return html`<section class="invite"><h2>This is a demonstration: try it</h2>
<p>OpenECF is free software with which a court keeps its dockets and takes filings, and with which everybody reads them. The courts, people, cases and documents that you find here are invented. Nothing you do has legal effect, and no money is taken.</p>
${
  training
    ? html`<p>Start in the ${training.name}: sign on with a name from its page, pick a case and file something. You see the docket entry, the receipt and the notice that everybody in the case is sent. Prices are shown there and nothing is billed.</p>
<p class="buttons"><a class="usa-button" href="${fileOf(training.base)}">File something</a><a href="${`${training.base}/`}#sign-ons">Names to sign on with</a></p>`
    : null
}</section>`;
}

export interface CourtHomeView {
  readonly about: string;
  /** What the court tells everybody now: outages, closings, changed rules. */
  readonly notices: readonly string[];
  readonly address: readonly string[];
  /** When a day ends for filing, in words: "A filing counts for the day if it is complete before midnight Eastern time." */
  readonly cutOff: string;
  /** What is mandatory for whom, a sentence each. */
  readonly mandatory: readonly string[];
  readonly largestFilePages: number | null;
  /** The largest PDF taken, in words: `50 MB`. */
  readonly largestFile: string;
  /** What everybody may sign on with: of a training court in a demonstration, else empty (spec/pacer.md §7.9). */
  readonly signOns: readonly PostedSignOn[];
}

/** One court: find a case, file, what a filer must know. */
export function courtHomePage(ctx: PageContext, view: CourtHomeView): Html {
  const base = ctx.court?.base ?? '';
  const main = html`<h1>${ctx.court?.name}</h1>
<p class="lead">${view.about}</p>
${view.notices.map((notice) => html`<div class="usa-alert usa-alert--info usa-alert--slim"><div class="usa-alert__body"><p class="usa-alert__text"><strong>From the court:</strong> ${notice}</p></div></div>`)}
${findCaseForm(searchOf(ctx), '', [])}
<section class="invite"><h2>File something</h2>
<p>A motion, an answer, a notice: you are led through it step by step. Nothing is filed until you press “File”, and what you typed is kept if you stop.</p>
<p class="buttons"><a class="usa-button" href="${fileOf(base)}">File something</a>${ctx.viewer?.filer ? html`<a href="${draftsOf(base)}">My drafts</a>` : null}</p></section>
${view.signOns.length > 0 ? postedSignOns(view.signOns) : null}
<section><h2>Good to know</h2>${definitions([
    ['The filing day', view.cutOff],
    ['What is mandatory', view.mandatory.length > 0 && lines(view.mandatory)],
    [
      'Documents',
      `PDF, at most ${view.largestFile}${view.largestFilePages === null ? '' : ` and ${pageCount(view.largestFilePages)}`} each.`,
    ],
    ['Clerk’s office', view.address.join(', ')],
  ])}</section>
${ctx.viewer ? null : signOnInvitation(ctx)}`;
  return layout(ctx, { title: 'Home', main });
}

const postedSignOns = (people: CourtHomeView['signOns']): Html =>
  html`<section class="box" id="sign-ons"><h2>Sign on as anybody</h2>
<p>No registration. Each price is computed and shown, with what it would have cost on the receipt, and nothing is billed. Try filing as the attorney, then read the docket as the public.</p>
${peopleTable('Names and passwords of this court', people)}</section>`;

/** The one box: a number or a name. With several courts, a list to narrow them. */
export function findCaseForm(action: string, typed: string, courts: HomeView['courts']): Html {
  return html`<search><form class="find" method="get" action="${action}">
${textField({ name: 'q', label: 'Find a case', hint: 'By number, for example 1:26-cv-00142 or 26-142, or by the name of a party.', value: typed, type: 'search', maxlength: 120 })}
${
  courts.length > 1
    ? selectField({
        name: 'court',
        label: 'Court',
        value: '',
        empty: 'All courts',
        options: courts.map((court) => ({ value: court.id, text: court.name })),
      })
    : null
}<button class="usa-button" type="submit">Search</button></form></search>`;
}

const signOnInvitation = (ctx: PageContext): Html => html`<section><h2>Have an account?</h2>
<p>With a PACER account you can open dockets and documents. Lawyers and others whom a court has allowed can file.</p>
<p><a class="usa-button usa-button--outline" href="${signOnFor(ctx.path)}">Sign on</a></p></section>`;
