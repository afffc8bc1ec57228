/** Step: what the event asks: reliefs of a motion, rulings of an order, dates and choices. */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import {
  type Choice,
  checkboxes,
  choiceId,
  choiceInput,
  dateField,
  radios,
  selectField,
  textField,
} from '../../look/fields.ts';
import { fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';
import { type FindView, findParties } from './party-find.ts';

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
      /** Null: the list stands whole. */
      readonly find: FindView | null;
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

/** Boxes that send `name` as often as ticked, and `shown` where ticking none says something too. */
interface Ticked {
  readonly name: string;
  readonly shown: string | null;
  readonly options: readonly Choice[];
}

export interface DetailsView {
  /** What the motion asks for; null: the event has no reliefs. Sends `relief` as often as ticked. */
  readonly reliefs: readonly Choice[] | null;
  /** One set of radio buttons for each relief that the order rules on. Sends under `name`. */
  readonly rulings: readonly {
    readonly name: string;
    readonly legend: string;
    readonly hint: string;
    readonly options: readonly Choice[];
    /** Of a motion for more time: what granting it moves, and to which day; null: it asks for none. */
    readonly moves: {
      readonly until: { readonly name: string; readonly value: string };
      /** The day that the motion asks for. */
      readonly asked: string | null;
      readonly deadlines: Ticked;
    } | null;
  }[];
  /** Open deadlines that the entry can move; null: it moves none, or none is open. */
  readonly moves: Ticked | null;
  readonly prompts: readonly Prompt[];
  /** Whether the entry rules on motions: then it is said when none is pending. */
  readonly rules: boolean;
  /** Of what may close the case: whether it stays open; `last`: it closes with its last defendant. Null: it closes nothing. */
  readonly closes: { readonly staysOpen: boolean; readonly last: boolean } | null;
}

export function detailsPage(ctx: PageContext, frame: WizardFrame, view: DetailsView): Html {
  const body = html`${
    view.reliefs ? reliefList(frame, view.reliefs) : null
  }${view.rules ? rulings(frame, view) : null}${view.prompts.map((prompt) => whileTicked(view, prompt, promptField(frame, prompt)))}${view.moves ? ticked(frame, view.moves, 'Which open deadlines get the new day?') : null}${view.closes ? closing(frame, view.closes) : null}`;
  return wizardPage(ctx, frame, { name: 'Details', title: 'Details', body });
}

function rulings(frame: WizardFrame, view: DetailsView): Html {
  const wrong = wrongIn(frame, 'ruling');
  return html`<div id="${fieldId('ruling')}" tabindex="-1">${wrong ? html`<p class="usa-error-message">${wrong}</p>` : null}${
    view.rulings.length === 0
      ? html`<p>No motion is pending in this case.</p>`
      : view.rulings.map(
          (ruling) =>
            html`${radios({ ...ruling, error: wrongIn(frame, ruling.name) })}${ruling.moves ? moreTime(frame, ruling.moves) : null}`,
        )
  }</div>`;
}

/** Asked beside every motion for more time: it counts only where that is granted. */
const moreTime = (frame: WizardFrame, moves: NonNullable<DetailsView['rulings'][number]['moves']>): Html =>
  html`<div class="more-time">${dateField({
    name: moves.until.name,
    label: 'If more time is granted: new due date',
    hint: `${moves.asked === null ? 'The motion asks for no day.' : `The motion asks for ${moves.asked}.`} mm/dd/yyyy`,
    value: moves.until.value,
    error: wrongIn(frame, moves.until.name),
  })}${
    moves.deadlines.options.length === 0
      ? html`<p class="quiet">No deadline is open in this case. If one is extended all the same, it is set anew for the filers of the motion.</p>`
      : ticked(frame, moves.deadlines, 'Which deadlines get this day?')
  }</div>`;

const ticked = (frame: WizardFrame, { name, shown, options }: Ticked, legend: string): Html =>
  html`${shown === null ? null : html`<input type="hidden" name="${shown}" value="1">`}${checkboxes({ name, legend, hint: 'What is not ticked stays as it is.', options, error: wrongIn(frame, name) })}`;

const closing = (frame: WizardFrame, { staysOpen, last }: NonNullable<DetailsView['closes']>): Html =>
  radios({
    name: 'staysOpen',
    legend: 'What becomes of the case?',
    options: [
      {
        value: 'no',
        label: last
          ? 'It closes once its last defendant has left it'
          : 'It closes with this entry; its open deadlines end',
        checked: !staysOpen,
      },
      { value: 'yes', label: 'It stays open', checked: staysOpen },
    ],
    error: wrongIn(frame, 'staysOpen'),
  });

/** A list as long as this is narrowed by a box, which the script shows; what is ticked stays in sight. */
const NARROWED_FROM = 10;

function reliefList(frame: WizardFrame, reliefs: readonly Choice[]): Html {
  const wrong = wrongIn(frame, 'relief');
  const box = html`<div class="filter" hidden data-with-script><label class="usa-label" for="f-find-relief">Find a relief</label><span class="usa-hint" id="f-find-relief-hint">Type a word of it, for example: extension, dismiss, seal.</span><input class="usa-input" id="f-find-relief" type="search" maxlength="100" autocomplete="off" aria-describedby="f-find-relief-hint" data-filter="reliefs" data-filter-of="relief"><p class="quiet" data-filter-count aria-live="polite">${reliefs.length} reliefs</p></div>`;
  return html`<fieldset class="usa-fieldset usa-form-group ${wrong ? 'usa-form-group--error' : ''}"><legend class="usa-legend">What does the motion ask for?</legend><span class="usa-hint">Tick every relief. Each is ruled on by itself.</span>${
    wrong ? html`<span class="usa-error-message"><span class="usa-sr-only">Error: </span>${wrong}</span>` : null
  }${reliefs.length < NARROWED_FROM ? null : box}<div id="reliefs" class="${reliefs.length < NARROWED_FROM ? '' : 'in-columns'}">${reliefs.map(
    (relief, index) =>
      html`<div data-filter-text="${`${relief.label} ${relief.hint ?? ''}`.toLowerCase()}">${choiceInput('checkbox', 'relief', relief, choiceId('relief', index))}</div>`,
  )}</div></fieldset>
`;
}

/** Without script all questions stand there; each begins with its relief's name. */
function whileTicked(view: DetailsView, { relief }: Prompt, field: Html): Html {
  const index = view.reliefs?.findIndex((each) => each.value === relief) ?? -1;
  return index < 0 ? field : html`<div data-shown-when="${choiceId('relief', index)}">${field}</div>`;
}

/** One question with its control. */
export function promptField(frame: Pick<WizardFrame, 'errors'>, prompt: Prompt): Html {
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
      return html`${prompt.find ? findParties(prompt.find) : null}${checkboxes({ name, legend: label, hint, options: prompt.options, error, selectAll: 'Select all shown' })}`;
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
