/** Step: what the event asks: reliefs of a motion, rulings of an order, dates and choices. */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { type Choice, checkboxes, choiceId, dateField, radios, selectField, textField } from '../../look/fields.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

/** A question, and the relief whose question it is: it matters only while that is ticked. */
export type Prompt = Question & { readonly relief?: string | undefined };

/** One question. `name` is the field's; the answer is sent under it. */
type Question =
  | {
      readonly kind: 'date';
      readonly name: string;
      readonly label: string;
      readonly hint?: string | undefined;
      readonly value: string;
    }
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly hint?: string | undefined;
      readonly value: string;
      readonly limit: number;
    }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly hint?: string | undefined;
      readonly options: readonly Choice[];
    }
  | {
      readonly kind: 'parties';
      readonly name: string;
      readonly label: string;
      readonly hint?: string | undefined;
      readonly options: readonly Choice[];
    }
  | {
      readonly kind: 'list';
      readonly name: string;
      readonly label: string;
      readonly hint?: string | undefined;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly text: string }[];
    }
  | {
      readonly kind: 'yes-no';
      readonly name: string;
      readonly label: string;
      readonly hint?: string | undefined;
      readonly value: 'yes' | 'no' | null;
    };

export interface DetailsView {
  /** What the motion asks for; null: the event has no reliefs. Sends `relief` as often as ticked. */
  readonly reliefs: readonly Choice[] | null;
  /** One set of radio buttons for each relief that the order rules on. Sends under `name`. */
  readonly rulings: readonly {
    readonly name: string;
    readonly legend: string;
    readonly hint: string;
    readonly options: readonly Choice[];
  }[];
  readonly prompts: readonly Prompt[];
}

export function detailsPage(ctx: PageContext, frame: WizardFrame, view: DetailsView): Html {
  const body = html`${
    view.reliefs
      ? checkboxes({
          name: 'relief',
          legend: 'What does the motion ask for?',
          hint: 'Tick every relief. Each is ruled on by itself.',
          options: view.reliefs,
          error: wrongIn(frame, 'relief'),
        })
      : null
  }${view.rulings.map((ruling) => radios({ ...ruling, error: wrongIn(frame, ruling.name) }))}${view.prompts.map((prompt) => whileTicked(view, prompt, promptField(frame, prompt)))}`;
  return wizardPage(ctx, frame, { name: 'Details', title: 'Details', body });
}

/** Without script all questions stand there; each begins with its relief's name. */
function whileTicked(view: DetailsView, { relief }: Prompt, field: Html): Html {
  const index = view.reliefs?.findIndex((each) => each.value === relief) ?? -1;
  return index < 0 ? field : html`<div data-shown-when="${choiceId('relief', index)}">${field}</div>`;
}

function promptField(frame: WizardFrame, prompt: Prompt): Html {
  const error = wrongIn(frame, prompt.name);
  const { name, label, hint } = prompt;
  switch (prompt.kind) {
    case 'date':
      return dateField({ name, label, hint: hint ? `${hint} mm/dd/yyyy` : undefined, value: prompt.value, error });
    case 'text':
      return textField({ name, label, hint, value: prompt.value, maxlength: prompt.limit, error });
    case 'list':
      return selectField({ name, label, hint, value: prompt.value, empty: 'Choose', options: prompt.options, error });
    case 'parties':
      return checkboxes({ name, legend: label, hint, options: prompt.options, error, selectAll: 'Select all' });
    case 'choice':
      return radios({ name, legend: label, hint, options: prompt.options, error });
    case 'yes-no':
      return radios({
        name,
        legend: label,
        hint,
        error,
        options: [
          { value: 'yes', label: 'Yes', checked: prompt.value === 'yes' },
          { value: 'no', label: 'No', checked: prompt.value === 'no' },
        ],
      });
  }
}
