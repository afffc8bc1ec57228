/**
 * The frame of every step of a filing: where you are, in which case, what is wrong, the step's questions, the buttons.
 * Each form posts to the address it came from, with `go` (next, back, leave, or the step's own) and `rowVersion`.
 */
import type { CaseManager } from '../../../../court/cases/judges.ts';
import { type Html, html } from '../../../../kernel/html.ts';
import { csrfField, type PageContext } from '../../look/context.ts';
import { hidden } from '../../look/fields.ts';
import { layout } from '../../look/layout.ts';
import { alert, buttonRow, errorSummary, type FieldError, stepIndicator, stepWords } from '../../look/parts.ts';

export interface WizardFrame {
  /** Where this step's form posts to: its own address. */
  readonly action: string;
  readonly step: number;
  /** Null before the event is chosen: how many there are depends on it. */
  readonly steps: number | null;
  /** Null until the case is chosen. */
  readonly inCase: {
    readonly number: string;
    readonly title: string;
    readonly href: string;
    readonly closed: boolean;
  } | null;
  /** The event's name; null until it is chosen. */
  readonly event: string | null;
  /** The draft's version; a form sent from an older one is told so ("draft-changed"). */
  readonly rowVersion: number;
  /** `Draft saved at 4:06 PM EST`. */
  readonly saved: string | null;
  /** When the filing day ends: `To be filed today, this must be complete before midnight Eastern time.` */
  readonly dayEnds: string | null;
  /** What the filer is told before beginning with this event; null: nothing, or it was told. */
  readonly warning: string | null;
  readonly errors: readonly FieldError[];
  /** Where a failure is logged, and who else may be called. */
  readonly trouble: TroubleHelp | null;
}

/** The way out when something fails before a deadline (spec/filing.md §14.3 item 96). */
export interface TroubleHelp {
  readonly logHref: string;
  readonly caseManager: CaseManager | null;
}

export interface WizardStep {
  /** The step's name, as the indicator says it: `Documents`. */
  readonly name: string;
  /** The question of this page, its h1. */
  readonly title: string;
  readonly body: Html;
  /** The words of the button that goes on; `Next` unless given. */
  readonly next?: string | undefined;
  readonly multipart?: boolean | undefined;
  /** The step's own row of buttons, instead of Next, Back, Save and leave. */
  readonly buttons?: Html | undefined;
  /** What stands below the form, with a form of its own. */
  readonly after?: Html | null | undefined;
}

/** Whom to call, and the log that gives a reference at once. */
export function troubleLines(ctx: PageContext, { logHref, caseManager }: TroubleHelp): Html {
  const help = ctx.court?.helpDesk ?? ctx.serviceCenter;
  const words = (each: { readonly phone: string | null; readonly email: string | null }): string =>
    [each.phone, each.email].filter(Boolean).join(', ');
  return html`<aside class="quiet" aria-label="When something fails"><p>Something fails and your deadline is near? <a href="${logHref}">Log a technical failure</a>: you get a reference with the court’s time at once. Then call the help desk: ${words(help)}${
    caseManager ? html`, and the case manager of the judge, ${caseManager.name}: ${words(caseManager)}` : null
  }.</p></aside>`;
}

/** The message for a field, if it has one. */
export const wrongIn = (frame: Pick<WizardFrame, 'errors'>, field: string): string | undefined =>
  frame.errors.find((error) => error.field === field)?.text;

/** A step of the filing as a whole page. */
export function wizardPage(ctx: PageContext, frame: WizardFrame, step: WizardStep): Html {
  const inside = html`${csrfField(ctx)}${hidden({ rowVersion: frame.rowVersion })}
${step.body}
${step.buttons ?? buttonRow({ next: step.next, back: frame.step > 1 })}`;
  const main = html`${stepIndicator(frame.step, frame.steps, step.name)}
${frame.inCase ? caseLine(frame.inCase, frame.event) : null}
<h1>${step.title}</h1>
${errorSummary(frame.errors)}
${frame.warning === null ? null : alert('warning', frame.warning)}
${
  step.multipart
    ? html`<form class="wizard" method="post" action="${frame.action}" enctype="multipart/form-data" data-once data-upload>${inside}</form>`
    : html`<form class="wizard" method="post" action="${frame.action}" data-once>${inside}</form>`
}
${step.after}<p class="quiet">Nothing is filed yet. ${frame.saved} ${frame.dayEnds}</p>
${frame.trouble ? troubleLines(ctx, frame.trouble) : null}`;
  const title = `${stepWords(frame.step, frame.steps)}: ${step.name}`;
  return layout(ctx, { title: frame.errors.length > 0 ? `Error: ${title}` : title, main });
}

const caseLine = (inCase: NonNullable<WizardFrame['inCase']>, event: string | null): Html =>
  html`<p class="in-case"><a href="${inCase.href}"><span class="number">${inCase.number}</span> ${inCase.title}</a>${
    inCase.closed ? html` <strong class="mark">CASE CLOSED</strong>` : null
  }${event ? html`<span class="line">Event: <strong>${event}</strong></span>` : null}</p>`;
