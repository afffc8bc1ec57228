/** Another judge for a case: the choice, and the number that the case will then show (spec/filing.md §2.1, §2.4). */
import type { CaseHeader } from '../../../../court/docket/model.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { fileInCase, manageJudgesOf } from '../../look/addresses.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { hidden, radios, selectField } from '../../look/fields.ts';
import { definitions, type FieldError } from '../../look/parts.ts';
import { caseBaseOf, managedPage, wrongIn } from './frame.ts';

export type JudgeRole = 'presider' | 'referral';

export interface JudgesView {
  readonly judges: readonly { readonly value: string; readonly text: string }[];
  readonly typed: { readonly role: JudgeRole | null; readonly judge: string };
  readonly errors: readonly FieldError[];
}

const ROLE: Record<JudgeRole, string> = { presider: 'Assigned to', referral: 'Referred to' };
const standing = (header: CaseHeader) =>
  [
    ['Assigned to', header.presider ?? 'Nobody'],
    ['Referred to', header.referral ?? 'Nobody'],
  ] as const;

/** Sends role, judge (`none`: nobody from now on), from; `go=check` leads to the confirmation. */
export function judgesPage(ctx: PageContext, header: CaseHeader, view: JudgesView): Html {
  const wrong = wrongIn(view.errors);
  const { role, judge } = view.typed;
  const body = html`${definitions(standing(header))}
<form class="usa-form" method="post" action="${manageJudgesOf(caseBaseOf(ctx, header))}">${csrfField(ctx)}${hidden({ from: header.fullNumber })}
${radios({
  name: 'role',
  legend: 'Which assignment changes?',
  error: wrong('role'),
  options: (['presider', 'referral'] as const).map((value) => ({
    value,
    label:
      value === 'presider'
        ? 'The judge to whom the case is assigned'
        : 'The magistrate judge to whom matters are referred',
    checked: role === value,
  })),
})}
${selectField({ name: 'judge', label: 'New judge', value: judge, empty: 'Choose…', error: wrong('judge'), options: [...view.judges, { value: 'none', text: 'Nobody from now on' }] })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="check">Next: see what it means</button></div></form>`;
  return managedPage(ctx, header, { title: 'Reassign a judge', errors: view.errors, body });
}

export interface JudgeConfirmView {
  readonly role: JudgeRole;
  readonly judge: string;
  /** `District Judge Ada Okafor`, or that nobody is. */
  readonly newName: string;
  readonly newNumber: string;
}

export function judgeConfirmPage(ctx: PageContext, header: CaseHeader, view: JudgeConfirmView): Html {
  const { role, judge } = view;
  const caseBase = caseBaseOf(ctx, header);
  const body = html`<p>Nothing has been changed yet. Read this, then confirm.</p>
${definitions([
  [`${ROLE[role]}, now`, (role === 'presider' ? header.presider : header.referral) ?? 'Nobody'],
  [`${ROLE[role]}, from today`, html`<strong>${view.newName}</strong>`],
  ['Number shown, now', html`<span class="number">${header.fullNumber}</span>`],
  ['Number shown, from today', html`<strong class="number">${view.newNumber}</strong>`],
])}
<p>The case stays the same case: entries, links and addresses stand. No entry is made: <a href="${fileInCase(caseBase)}">docket the order or notice of reassignment</a> as well. Deadlines and hearings are not moved.</p>
<form method="post" action="${manageJudgesOf(caseBase)}">${csrfField(ctx)}${hidden({ from: header.fullNumber, role, judge })}
<div class="buttons"><button class="usa-button" type="submit" name="go" value="do">Reassign</button><button class="usa-button usa-button--outline" type="submit" name="go" value="back">Back</button></div></form>`;
  return managedPage(ctx, header, { title: 'Confirm the reassignment', errors: [], body });
}
