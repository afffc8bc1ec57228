/** Step: in which case. */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { hidden, radios, textField } from '../../look/fields.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface ChooseCaseView {
  readonly typed: string;
  /** Cases that the number matches, or that the filer was in lately; sent as `caseId`. */
  readonly found: readonly {
    readonly caseId: number;
    readonly number: string;
    readonly title: string;
    readonly about: string;
  }[];
  readonly chosen: number | null;
  readonly foundBy: 'number' | 'recent';
  /** What will be filed, chosen before the case: its value and its name; null: it is asked next. */
  readonly event: { readonly value: string; readonly name: string } | null;
}

export function chooseCasePage(ctx: PageContext, frame: WizardFrame, view: ChooseCaseView): Html {
  const body = html`${view.event ? html`${hidden({ event: view.event.value })}<p>You file: <strong>${view.event.name}</strong></p>` : null}${textField({ name: 'number', label: 'Case number', hint: 'For example 1:26-cv-00142 or 26-142.', value: view.typed, maxlength: 40, width: 'medium', error: wrongIn(frame, 'number') })}
<button class="usa-button usa-button--outline" type="submit" name="go" value="find">Find this case</button>
${
  view.found.length > 0
    ? radios({
        name: 'caseId',
        legend: view.foundBy === 'number' ? 'Cases with this number' : 'Or one of your recent cases',
        error: wrongIn(frame, 'caseId'),
        options: view.found.map((each) => ({
          value: String(each.caseId),
          label: `${each.number} ${each.title}`,
          hint: each.about,
          checked: each.caseId === view.chosen,
        })),
      })
    : null
}`;
  return wizardPage(ctx, frame, { name: 'Case', title: 'In which case do you file?', body });
}
