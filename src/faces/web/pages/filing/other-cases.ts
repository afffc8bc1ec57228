/** Step: the other cases in which the same document is docketed (spec/filing.md §4.2 row 6). */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { type Choice, checkboxes, choiceInput } from '../../look/fields.ts';
import { alert, emptyState, fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface OtherCasesView {
  /** What the court says where documents belong into the master case alone; null: nothing. */
  readonly masterOnly: string | null;
  readonly cases: readonly {
    readonly value: string;
    readonly number: string;
    readonly title: string;
    readonly chosen: boolean;
    /** Numbers of the entries to which it refers there. */
    readonly refersTo: readonly number[];
    readonly partiesField: string;
    /** Those for whom it may be filed there; none: the event has no filers. */
    readonly parties: readonly Choice[];
  }[];
}

/** Sends `case` as often as ticked, and for each case the parties for whom it is filed there. */
export function otherCasesPage(ctx: PageContext, frame: WizardFrame, view: OtherCasesView): Html {
  const wrong = wrongIn(frame, 'case');
  const body = html`${view.masterOnly ? alert('info', view.masterOnly) : null}
<p>This case is associated with others in which you may file. Tick those in which the same document is to be docketed too: it is filed once, and each case gets an entry with a number of its own. Tick none to file in this case alone.</p>
${
  view.cases.length === 0
    ? emptyState('There is no other case', html`<p>Go on: it is filed in this case alone.</p>`)
    : html`<fieldset class="usa-fieldset other-cases"><legend class="usa-legend">Other cases</legend>${
        wrong ? html`<p class="usa-error-message">${wrong}</p>` : null
      }<button class="usa-button usa-button--outline small" type="button" hidden data-select-all="case">Select all</button>
${view.cases.map((each, index) => otherCase(each, index))}</fieldset>`
}`;
  return wizardPage(ctx, frame, { name: 'Other cases', title: 'Is it to be filed in other cases too?', body });
}

const otherCase = (
  each: OtherCasesView['cases'][number],
  index: number,
): Html => html`<div class="other-case">${choiceInput(
  'checkbox',
  'case',
  {
    value: each.value,
    label: `${each.number} ${each.title}`,
    hint: each.refersTo.length === 0 ? undefined : `Refers there to number ${each.refersTo.join(', ')}.`,
    checked: each.chosen,
  },
  index === 0 ? fieldId('case') : fieldId(`case-${each.value}`),
)}${
  each.parties.length === 0
    ? null
    : html`<details><summary>For whom in ${each.number}: ${
        each.parties
          .filter((party) => party.checked)
          .map((party) => party.label)
          .join(', ') || 'choose'
      }</summary>${checkboxes({ name: each.partiesField, legend: `Filed in ${each.number} on behalf of`, options: each.parties })}</details>`
}</div>
`;
