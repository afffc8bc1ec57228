/** A draft on the desk: what every page and act of the wizard needs of it. */
import type { FastifyRequest } from 'fastify';
import { mayAct } from '../../../court/access/policy.ts';
import { caseManagerOf } from '../../../court/cases/judges.ts';
import { cutOffWords } from '../../../court/deadlines/filing-day.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import type { Finding } from '../../../court/events/decide-answers.ts';
import { newFilerRoles } from '../../../court/events/decide-people.ts';
import type { EventDefinition, UserKind } from '../../../court/events/model.ts';
import { answeredAlready, answeredWarning } from '../../../court/filing/answered-already.ts';
import type { AssociatedCase } from '../../../court/filing/associated-cases.ts';
import { userKindOf } from '../../../court/filing/decide-filing.ts';
import { type DraftChanged, draftStanding } from '../../../court/filing/draft-changed.ts';
import { type Draft, readDraft } from '../../../court/filing/drafts.ts';
import { movingFindings } from '../../../court/filing/move-deadlines.ts';
import { casesToSpread, findingsElsewhere } from '../../../court/filing/spread-choices.ts';
import { rulesFor } from '../../../court/filing/submit-filing.ts';
import { findingsOf, wizardState } from '../../../court/filing/wizard-state.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import { asUuid, type DraftId, type PartyNo } from '../../../kernel/ids.ts';
import { civilDate, clockTime } from '../../../kernel/time.ts';
import { draftsOf, failureFormOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf } from '../page-context.ts';
import type { AnsweredView } from '../pages/filing/answered.ts';
import type { TroubleHelp, WizardFrame } from '../pages/filing/frame.ts';
import type { Running } from '../running.ts';
import { readerOf } from './reading.ts';
import { caseLine } from './wizard-choose.ts';
import { fieldOfFinding, STEPS, type Step, stepOfFinding, stepsOf, stepsWith } from './wizard-steps.ts';

/** A draft with all that its pages need. */
export interface Desk {
  readonly system: Running;
  readonly court: CourtAt;
  readonly open: OpenCase;
  readonly draft: Draft;
  readonly definition: EventDefinition;
  /** As whom the person files in this case. */
  readonly userKind: UserKind;
  /** Other cases in which the same document may be docketed with it. */
  readonly others: readonly AssociatedCase[];
  /** What became of the event since the draft was begun; then `definition` is the one it was begun with, to keep answers by. */
  readonly changed: DraftChanged | null;
}

export function draftIn(request: FastifyRequest): DraftId {
  const id = asUuid<DraftId>((request.params as { draft: string }).draft);
  if (!id) throw new CourtError('draft-gone');
  return id;
}

export async function deskOf(request: FastifyRequest, system: Running): Promise<Desk> {
  const court = await courtOf(request, system);
  const draft = await readDraft(system.court, court.id, request.who!.account, draftIn(request));
  const open = await readerOf(request, system, court.id).openCase(draft.caseId);
  if (!mayAct(request.actor, court.id, draft.caseId, 'file')) throw new CourtError('no-right-to-file');
  const today = civilDate(system.court.clock.now(), court.zone);
  const stands = court.dictionary.at(draft.event, today, court.docketWording);
  const { changed, definition } = draftStanding(court.dictionary, draft, stands);
  if (!definition) throw new CourtError('event-unknown', draft.event);
  const userKind = userKindOf(request.actor, { court: court.id, caseId: draft.caseId });
  if (!userKind) throw new CourtError('no-right-to-file');
  const { actor } = request;
  const others =
    actor.kind === 'account' && open.side === 'pub'
      ? await casesToSpread(system.court, {
          ...{ court, caseId: draft.caseId, actor, today, definition, answers: draft.answers },
        })
      : [];
  return { system, court, open, draft, definition, userKind, others, changed };
}

/** The steps of this draft. */
export const stepsAt = ({ definition, draft, userKind, open, others }: Desk): readonly Step[] =>
  stepsOf(definition, draft.answers, userKind, {
    protectiveOrder: open.header.flags.includes('PROTO'),
    otherCases: others.length > 0,
  });

export function stepIn(request: FastifyRequest, desk: Desk): Step {
  const named = (request.params as { step: string }).step;
  const step = STEPS.find((each) => each === named);
  const asked = step === 'parties' && newFilerRoles(desk.definition).length > 0;
  if (!step || !(asked || stepsAt(desk).includes(step))) throw new CourtError('absent');
  return step;
}

export const stepAddress = (desk: Desk, step: Step): string =>
  `${draftsOf(desk.court.base)}/${desk.draft.draft}/${step}`;

/** Where another event is chosen for the draft: also, why, when the court has changed or retired its own. */
export const eventChangedAddress = (desk: Desk): string => `${draftsOf(desk.court.base)}/${desk.draft.draft}/event`;

/** The court's form that this event's answers make; null: it has none. */
export function formNameAt({ system, court, definition }: Desk): string | null {
  const today = civilDate(system.court.clock.now(), court.zone);
  return definition.form === null ? null : (court.dictionary.form(definition.form, court.kind, today)?.name ?? null);
}

/** What a filer of an answer is told of those of these parties who have answered already. */
export async function answeredBy(desk: Desk, parties: readonly PartyNo[]): Promise<AnsweredView | null> {
  const { system, court, draft, definition } = desk;
  const words = answeredWarning(
    await answeredAlready(system.court.web, court.id, draft.caseId, definition.category, parties),
  );
  return words === null ? null : { words, otherEventHref: eventChangedAddress(desk) };
}

export async function openFindings(
  request: FastifyRequest,
  desk: Omit<Desk, 'userKind' | 'others' | 'changed'>,
): Promise<readonly Finding[]> {
  const { system, court, open, draft, definition } = desk;
  const { answers } = draft;
  const state = await wizardState(system.court, court, draft.caseId, request.who!.account, answers, definition);
  const found = findingsOf(
    request.actor,
    court.id,
    draft.caseId,
    open.header.number.type,
    definition,
    draft.answers,
    state,
    court.dictionary.attachmentCategories,
  );
  const { actor } = request;
  const spreading = { court, caseId: draft.caseId, definition, answers };
  const elsewhere =
    actor.kind === 'account' ? await findingsElsewhere(system.court, { ...spreading, actor }, state) : [];
  const all = [...found, ...elsewhere];
  return all.length > 0 ? all : movingFindings(state, definition, answers, rulesFor(system.court, court));
}

export async function firstUnanswered(request: FastifyRequest, desk: Desk): Promise<Step> {
  const steps = (await openFindings(request, desk)).map(stepOfFinding);
  return STEPS.find((step) => steps.includes(step)) ?? 'review';
}

/** Where a failure with this draft is logged, and who may be called. */
export const troubleAt = ({ court, open, draft }: Pick<Desk, 'court' | 'open' | 'draft'>): TroubleHelp => ({
  logHref: failureFormOf(court.base, draft.draft),
  caseManager: caseManagerOf(court, open.header.presider),
});

export function frameOf(desk: Desk, step: Step, errors: readonly FieldError[]): WizardFrame {
  const steps = stepsWith(stepsAt(desk), step);
  return {
    action: stepAddress(desk, step),
    step: steps.indexOf(step) + 3,
    steps: steps.length + 2,
    inCase: caseLine(desk.court, desk.open),
    event: desk.definition.name,
    rowVersion: desk.draft.rowVersion,
    saved: `Draft saved at ${clockTime(desk.draft.updatedAt, desk.court.zone)}.`,
    dayEnds: `To be in time today, it must be filed before ${cutOffWords(desk.court)}.`,
    warning: step === steps[0] ? desk.definition.warning : null,
    errors,
    trouble: troubleAt(desk),
  };
}

export const errorOf = (finding: Finding, desk: Desk): FieldError => ({
  field: fieldOfFinding(finding, desk.draft.answers),
  text: finding.detail ? `${catalogue[finding.code].text} ${finding.detail}` : catalogue[finding.code].text,
  todo: catalogue[finding.code].todo,
});
