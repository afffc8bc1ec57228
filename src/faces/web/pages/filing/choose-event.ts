/** Step: which event. All that may be used stand on the page; the box narrows them. */
import { type Html, html } from '../../../../kernel/html.ts';
import type { PageContext } from '../../look/context.ts';
import { choiceInput } from '../../look/fields.ts';
import { emptyState, fieldId } from '../../look/parts.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface EventChoice {
  readonly code: string;
  readonly name: string;
  /** One line on when it is the right one; empty: none. */
  readonly about: string;
  /** Words by which it is found too, that are not shown: what a motion can ask for. */
  readonly words: string;
}

export interface ChooseEventView {
  readonly typed: string;
  readonly categories: readonly { readonly name: string; readonly events: readonly EventChoice[] }[];
  readonly chosen: string | null;
}

/** Sends `event` (the code). Without script the box posts `find` with `go=find`, and the server narrows the list. */
export function chooseEventPage(ctx: PageContext, frame: WizardFrame, view: ChooseEventView): Html {
  const total = view.categories.reduce((sum, category) => sum + category.events.length, 0);
  const wrong = wrongIn(frame, 'event');
  const body = html`<div class="usa-form-group filter"><label class="usa-label" for="f-find">Find an event</label><span class="usa-hint" id="f-find-hint">Type a word of what you file, for example: extension, dismiss, appearance.</span>
<div class="with-button"><input class="usa-input" id="f-find" name="find" type="search" value="${view.typed}" maxlength="100" autocomplete="off" aria-describedby="f-find-hint" data-filter="event-list" data-filter-of="event"><button class="usa-button usa-button--outline" type="submit" name="go" value="find" formnovalidate data-without-script>Find</button></div>
<p class="quiet" data-filter-count aria-live="polite">${total === 1 ? '1 event' : `${total} events`}</p></div>
${wrong ? html`<p class="usa-error-message" id="f-event-error">${wrong}</p>` : null}
<div id="event-list" class="event-list">${
    total === 0
      ? emptyState(
          'No event has this word',
          html`<p>Try another word, or a part of one. If you are not sure which event is right, call the help desk.</p>`,
        )
      : view.categories.map((category, index) => categoryGroup(category, view.chosen, index === 0))
  }</div>`;
  return wizardPage(ctx, frame, { name: 'Event', title: 'What do you file?', body });
}

const categoryGroup = (
  category: ChooseEventView['categories'][number],
  chosen: string | null,
  first: boolean,
): Html => html`<fieldset class="usa-fieldset" data-filter-group><legend class="usa-legend">${category.name}</legend>${category.events.map(
  (event, index) =>
    html`<div data-filter-text="${`${event.name} ${event.about} ${event.words} ${category.name}`.toLowerCase()}">${choiceInput(
      'radio',
      'event',
      { value: event.code, label: event.name, hint: event.about, checked: event.code === chosen },
      first && index === 0
        ? fieldId('event')
        : fieldId(`event-${category.name}-${event.code}`.replace(/[^a-zA-Z0-9]+/g, '-')),
    )}</div>`,
)}</fieldset>
`;
