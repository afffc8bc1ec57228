/** Step: which event. All that may be used stand on the page; the box narrows them. */
import { type Html, html } from '../../../../kernel/html.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { choiceInput, fileField, hidden } from '../../look/fields.ts';
import { alert, emptyState, fieldId } from '../../look/parts.ts';
import { notFiledHere, type PaperStopped } from '../find.ts';
import { type WizardFrame, wizardPage, wrongIn } from './frame.ts';

export interface EventChoice {
  /** The event's code, or event and relief: `motion/compel`. */
  readonly value: string;
  readonly name: string;
  /** One line on when it is the right one; empty: none. */
  readonly about: string;
}

export interface EventGroup {
  readonly name: string;
  readonly events: readonly EventChoice[];
}

export interface ChooseEventView {
  readonly typed: string;
  /** What was found for the words typed, what was filed lately, then all by menu; empty groups are left out. */
  readonly groups: readonly EventGroup[];
  readonly chosen: string | null;
  /** What the page found out from a paper that was uploaded, and its upload's id, which goes along; null: none was. */
  readonly paper: { readonly upload: string; readonly fileName: string; readonly title: string | null } | null;
  /** Papers among the words typed, or in the title that was read, that are not filed here. */
  readonly stopped: readonly PaperStopped[];
  /** Where a paper is uploaded to be read; null: not in this case. */
  readonly suggestAction: string | null;
}

/** Sends `event`. As the filer types, the script asks the server for the list again; without script the button does. */
export function chooseEventPage(ctx: PageContext, frame: WizardFrame, view: ChooseEventView): Html {
  const total = view.groups.reduce((sum, group) => sum + group.events.length, 0);
  const wrong = wrongIn(frame, 'event');
  const body = html`${view.paper ? paperRead(view.paper) : null}<div class="usa-form-group filter"><label class="usa-label" for="f-find">Find an event</label><span class="usa-hint" id="f-find-hint">Type a word of what you file, for example: extension, dismiss, appearance.</span>
<div class="with-button"><input class="usa-input" id="f-find" name="find" type="search" value="${view.typed}" maxlength="100" autocomplete="off" aria-describedby="f-find-hint" data-find="event-list"><button class="usa-button usa-button--outline" type="submit" name="go" value="find" formnovalidate data-without-script>Find</button></div>
<p class="quiet" id="event-count" aria-live="polite">${total === 1 ? '1 event' : `${total} events`}</p></div>
${wrong ? html`<p class="usa-error-message" id="f-event-error">${wrong}</p>` : null}
<div id="event-list" class="event-list">${notFiledHere(view.stopped)}${
    total === 0 && view.stopped.length > 0
      ? null
      : total === 0
        ? emptyState(
            'No event is like these words',
            html`<p>Try another word, or a part of one. If you are not sure which event is right, call the help desk.</p>`,
          )
        : view.groups.map((group, index) => groupOf(group, view.chosen, index))
  }</div>`;
  const after = view.suggestAction ? suggestForm(ctx, view.suggestAction) : null;
  return wizardPage(ctx, frame, { name: 'Event', title: 'What do you file?', body, after });
}

const groupOf = (group: EventGroup, chosen: string | null, place: number): Html =>
  html`<fieldset class="usa-fieldset"><legend class="usa-legend">${group.name}</legend>${group.events.map(
    (event, index) =>
      choiceInput(
        'radio',
        'event',
        { value: event.value, label: event.name, hint: event.about, checked: event.value === chosen },
        place === 0 && index === 0 ? fieldId('event') : fieldId(`event-${place}-${index}`),
      ),
  )}</fieldset>
`;

const paperRead = (paper: NonNullable<ChooseEventView['paper']>): Html =>
  html`${hidden({ upload: paper.upload })}${alert(
    'info',
    paper.title
      ? html`${paper.fileName} is uploaded. Its title reads “${paper.title}”. Take the event that fits; the PDF becomes the main document.`
      : html`${paper.fileName} is uploaded. No title could be read in it. Choose the event; the PDF becomes the main document.`,
  )}`;

const suggestForm = (ctx: PageContext, action: string): Html =>
  html`<details class="box suggest"><summary>Not sure? Let us read the paper’s title</summary>
<form method="post" action="${action}" enctype="multipart/form-data" data-once>${csrfField(ctx)}
${fileField({ name: 'paper', label: 'Choose the PDF that you file', hint: 'We read the title on its first page and suggest events. Nothing is filed.' })}
<button class="usa-button usa-button--outline" type="submit">Suggest an event</button></form></details>`;
