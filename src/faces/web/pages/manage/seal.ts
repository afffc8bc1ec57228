/** Sealing and opening again, for clerks: the form, the page that says what the public will see, and what was done. */
import { type Html, html } from '../../../../kernel/html.ts';
import { type CivilDate, usDate } from '../../../../kernel/time.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { hidden, radios, textArea, textField } from '../../look/fields.ts';
import { layout } from '../../look/layout.ts';
import { alert, breadcrumb, definitions, errorSummary, type FieldError } from '../../look/parts.ts';

export const AUTHORITY_LIMIT = 300;
export const REASON_LIMIT = 2000;

/** An entry that could be meant. */
export interface SealableEntry {
  readonly seq: number;
  readonly number: string | null;
  readonly filedOn: CivilDate;
  readonly words: string;
}

interface InCase {
  readonly caseWords: string;
  readonly caseHref: string;
  /** Where every form of these pages posts. */
  readonly action: string;
}

export interface SealFormView extends InCase {
  readonly caseSealed: boolean;
  /** Which of the two forms was sent; null: none yet. */
  readonly sent: 'case' | 'entry' | null;
  readonly typed: { readonly number: string; readonly authority: string; readonly reason: string };
  /** Several entries have the number that was typed, or one was named by its address. */
  readonly choices: readonly SealableEntry[];
  readonly errors: readonly FieldError[];
}

/** The two things that can be sealed; of a sealed case the one thing that can be opened here. */
export function sealFormPage(ctx: PageContext, view: SealFormView): Html {
  const main = html`${breadcrumb([{ text: view.caseWords, href: view.caseHref }])}
<h1>${view.caseSealed ? 'Open this case again' : 'Seal'}</h1>
<p>Nothing is changed yet: the next page says exactly what the public will see, and asks you to confirm.</p>
${errorSummary(view.errors)}
<section><h2>The whole case</h2>
<form method="post" action="${view.action}">${csrfField(ctx)}${hidden({ what: 'case', act: view.caseSealed ? 'unseal' : 'seal' })}${orderFields(view, 'case')}<div class="buttons"><button class="usa-button" type="submit" name="go" value="check">${
    view.caseSealed ? 'Go on to opening the case' : 'Go on to sealing the case'
  }</button></div></form></section>
${view.caseSealed ? null : entryForm(ctx, view)}`;
  return layout(ctx, { title: `${view.caseSealed ? 'Open' : 'Seal'}: ${view.caseWords}`, main });
}

const entryForm = (
  ctx: PageContext,
  view: SealFormView,
): Html => html`<section><h2>One entry</h2><p>The same form opens an entry that is sealed.</p>
<form method="post" action="${view.action}">${csrfField(ctx)}${hidden({ what: 'entry' })}${
  view.choices.length === 0
    ? textField({
        name: 'number',
        label: 'Docket number of the entry',
        value: view.typed.number,
        width: 'short',
        maxlength: 7,
        error: errorOf(view, 'number'),
      })
    : radios({
        name: 'entry',
        legend: 'Which entry',
        options: view.choices.map((each, n) => ({
          value: String(each.seq),
          label: `${each.number ?? 'Not numbered'}, filed ${usDate(each.filedOn)}`,
          hint: each.words,
          checked: view.choices.length === 1 && n === 0,
        })),
        error: errorOf(view, 'entry'),
      })
}${orderFields(view, 'entry')}<div class="buttons"><button class="usa-button" type="submit" name="go" value="check">Go on with this entry</button></div></form></section>`;

const errorOf = (view: SealFormView, field: string): string | undefined =>
  view.errors.find((each) => each.field === field)?.text;

/** Both forms ask for the order and the reason; ids must differ, so the second form's names carry its own. */
const orderFields = (view: SealFormView, form: 'case' | 'entry'): Html => {
  const sent = view.sent === form;
  return html`${textField({
    name: `${form}Authority`,
    label: 'What orders or allows it',
    hint: 'For example: Order 12, or 31 U.S.C. 3730(b)(2).',
    value: sent ? view.typed.authority : '',
    maxlength: AUTHORITY_LIMIT,
    error: errorOf(view, `${form}Authority`),
  })}${textArea({
    name: `${form}Reason`,
    label: 'Reason',
    hint: 'Kept with the order on the sealed side.',
    value: sent ? view.typed.reason : '',
    limit: REASON_LIMIT,
    error: errorOf(view, `${form}Reason`),
  })}`;
};

export interface SealConfirmView extends InCase {
  readonly act: 'seal' | 'unseal';
  readonly entry: SealableEntry | null;
  /** What the public will see, sentence by sentence. */
  readonly seen: readonly string[];
  /** What else happens, and what does not. */
  readonly besides: readonly string[];
  readonly authority: string;
  readonly reason: string;
  /** Entries of the case that stand in open cases too, about which is asked; null: there are none, or it is no case that is sealed. */
  readonly elsewhere: { readonly entries: number; readonly chosen: 'seal' | 'leave' | null } | null;
  readonly errors: readonly FieldError[];
}

/** What the public will see, to the letter; then the button. */
export function sealConfirmPage(ctx: PageContext, view: SealConfirmView): Html {
  const what = view.entry ? `entry ${view.entry.number ?? '(not numbered)'}` : 'the whole case';
  const verb = view.act === 'seal' ? 'Seal' : 'Open';
  const fields = {
    what: view.entry ? 'entry' : 'case',
    act: view.act,
    ...(view.entry ? { entry: view.entry.seq, entryAuthority: view.authority, entryReason: view.reason } : {}),
    ...(view.entry ? {} : { caseAuthority: view.authority, caseReason: view.reason }),
  };
  const main = html`${breadcrumb([
    { text: view.caseWords, href: view.caseHref },
    { text: 'Seal', href: view.action },
  ])}
<h1>${verb} ${what}?</h1>
${errorSummary(view.errors)}
${view.entry ? html`<p class="entry-words"><strong>${usDate(view.entry.filedOn)}</strong> ${view.entry.words}</p>` : null}
<h2>What the public will see</h2>
<ul>${view.seen.map((each) => html`<li>${each}</li>`)}</ul>
<h2>What else happens</h2>
<ul>${view.besides.map((each) => html`<li>${each}</li>`)}</ul>
${definitions([
  ['Ordered by', view.authority],
  ['Reason', view.reason],
])}
<form method="post" action="${view.action}" data-once>${csrfField(ctx)}${hidden(fields)}${
    view.elsewhere === null
      ? null
      : radios({
          name: 'elsewhere',
          legend: `${view.elsewhere.entries === 1 ? 'One entry of this case was' : `${view.elsewhere.entries} entries of this case were`} filed in other cases too, which are open. What becomes of ${view.elsewhere.entries === 1 ? 'it' : 'them'} there?`,
          hint: 'In no case is this case named any more as one in which they were filed.',
          options: [
            {
              value: 'leave',
              label: 'They stay open in the other cases',
              hint: 'There they are the record of those cases. Look at the documents: their captions may name this case.',
              checked: view.elsewhere.chosen === 'leave',
            },
            {
              value: 'seal',
              label: 'They are sealed in every case, with their documents',
              hint: 'They stay sealed when this case is opened again, until they are opened by themselves.',
              checked: view.elsewhere.chosen === 'seal',
            },
          ],
          error: view.errors[0]?.text,
        })
  }<div class="buttons"><button class="usa-button" type="submit" name="go" value="do">${verb} ${what}</button><a href="${view.action}">Do not</a></div></form>`;
  return layout(ctx, { title: `${verb} ${what}: ${view.caseWords}`, main });
}

export interface SealDoneView {
  readonly act: 'seal' | 'unseal';
  readonly what: string;
  readonly unchanged: boolean;
  /** How it is undone, in words. */
  readonly undo: string;
  /** Where this clerk can go on; null: the case is no longer theirs to see. */
  readonly onward: { readonly words: string; readonly href: string };
}

/** What was done, and how it is undone. */
export function sealDonePage(ctx: PageContext, view: SealDoneView): Html {
  const done = view.act === 'seal' ? 'sealed' : 'open';
  const main = html`<h1>${view.what} is ${done}</h1>
${alert(view.unchanged ? 'info' : 'success', view.unchanged ? `It was ${done} already. Nothing was changed.` : `From now on every address answers accordingly.`)}
<p>${view.undo}</p>
<p>No deadline was changed.</p>
<p><a class="usa-button" href="${view.onward.href}">${view.onward.words}</a></p>`;
  return layout(ctx, { title: `${view.what} is ${done}`, main });
}
