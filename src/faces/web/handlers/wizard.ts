/** The filing wizard's routes: choose case and event, the steps of a draft, and the act of filing (spec/filing.md §4.2). */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dateHoldsUntil } from '../../../court/deadlines/filing-day.ts';
import { uploadsNamed } from '../../../court/events/answers.ts';
import { checkFiling } from '../../../court/filing/check-filing.ts';
import { judgeName } from '../../../court/filing/decide-filing.ts';
import { keepAnswersSeen } from '../../../court/filing/drafts.ts';
import { mustFileElectronically } from '../../../court/filing/exemptions.ts';
import { spreadChoices } from '../../../court/filing/spread-choices.ts';
import { reliefOf, submitFiling } from '../../../court/filing/submit-filing.ts';
import { uploadsOf } from '../../../court/filing/uploads.ts';
import {
  type PendingRelief,
  pendingReliefs,
  type WizardState,
  wizardState,
} from '../../../court/filing/wizard-state.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import type { EntrySeq } from '../../../kernel/ids.ts';
import { type CivilDate, civilDate, type Instant, usDate, usDateTime } from '../../../kernel/time.ts';
import { readBody, readQuery } from '../forms.ts';
import { caseOf, docketOf, draftsOf, fileInCase } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { pageContext, sendPage } from '../page-context.ts';
import type { DocumentsView } from '../pages/filing/documents.ts';
import { submissionUnknownPage } from '../pages/filing/filed.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { protectivePage } from '../pages/filing/papers.ts';
import { reads, writes } from '../route.ts';
import type { FaceSettings, Running } from '../running.ts';
import { deskWithForm, draftFormRoutes } from './draft-form.ts';
import { draftListRoutes } from './drafts.ts';
import { fileAgainRoutes } from './file-again.ts';
import { filedRoutes, filingOf } from './filed.ts';
import { visibleTo } from './visible-to.ts';
import { chooseRoutes } from './wizard-choose.ts';
import { affiliatesStep, counselStep, readAffiliates, readCounsel } from './wizard-counsel.ts';
import {
  answeredBy,
  type Desk,
  deskOf,
  errorOf,
  eventChangedAddress,
  firstUnanswered,
  formNameAt,
  frameOf,
  openFindings,
  stepAddress,
  stepIn,
  stepsAt,
  troubleAt,
} from './wizard-desk.ts';
import { takeDocuments } from './wizard-documents.ts';
import { eventChangedRoutes } from './wizard-event-changed.ts';
import { filersStep, readFilers } from './wizard-filers.ts';
import { appearanceHrefAt, askedFirst, attorneysFor, NO_ATTORNEY } from './wizard-look.ts';
import { changedMeanwhile, versionSeen } from './wizard-meanwhile.ts';
import { otherCasesStep, readOtherCases } from './wizard-other-cases.ts';
import { detailsStep, documentsStep, reviewStep, signersStep, textStep } from './wizard-pages.ts';
import { readProtective, readSigners } from './wizard-papers-steps.ts';
import { NOTHING_ADDED, partiesStep, readParties } from './wizard-parties.ts';
import { countsStep, defendantsStep } from './wizard-people-pages.ts';
import { readCounts, readDefendants, type StepRead } from './wizard-people-steps.ts';
import { referencesStep, withAnsweringEvent } from './wizard-references.ts';
import {
  faultsOfFilter,
  NO_FILTER,
  type ReferencesFilter,
  readDetails,
  readReferences,
  readText,
  type Step,
  stepOfFinding,
  stepsWith,
} from './wizard-steps.ts';

interface Metrics {
  filing(outcome: 'filed' | 'repeated' | 'refused', seconds: number): void;
}

export function wizardRoutes(app: FastifyInstance, up: () => Running, settings: FaceSettings, metrics: Metrics): void {
  chooseRoutes(app, up);
  draftListRoutes(app, up);
  eventChangedRoutes(app, up);
  fileAgainRoutes(app, up);
  draftFormRoutes(app, up);
  filedRoutes(app, up, settings);

  reads(app, '/ecf/:court/drafts/:draft', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    if (desk.draft.filing) return reply.redirect(filingOf(desk.court.base, desk.draft.filing), 303);
    if (desk.changed) return reply.redirect(eventChangedAddress(desk), 303);
    return reply.redirect(stepAddress(desk, await firstUnanswered(request, desk)), 303);
  });

  reads(app, '/ecf/:court/drafts/:draft/:step', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    if (desk.draft.filing) return reply.redirect(filingOf(desk.court.base, desk.draft.filing), 303);
    if (desk.changed) return reply.redirect(eventChangedAddress(desk), 303);
    const step = stepIn(request, desk);
    const { moved, way } = step === 'documents' ? readQuery(request, movedQuery) : {};
    const place = moved && way ? { uploadId: moved, way } : null;
    return showStep(request, reply, desk, step, [], NOTHING_TYPED, place);
  });

  writes(
    app,
    '/ecf/:court/drafts/:draft/documents',
    'filer',
    async (request, reply) => {
      const { after, errors, typed, go, moved } = await takeDocuments(request, await deskOf(request, up()));
      if (after.changed) return reply.redirect(eventChangedAddress(after), 303);
      if (errors.length > 0)
        return showStep(request, reply, after, 'documents', errors, { ...NOTHING_TYPED, ...typed });
      const place = moved ? `?moved=${moved.upload}&way=${moved.way}` : '';
      if (go === 'upload') return reply.redirect(`${stepAddress(after, 'documents')}${place}`, 303);
      return goOn(request, reply, after, 'documents', go);
    },
    { bodyLimit: 600_000_000 },
  );

  writes(app, '/ecf/:court/drafts/:draft/review', 'filer', async (request, reply) => {
    const receivedAt = up().court.clock.now();
    const desk = await deskOf(request, up());
    return file(request, reply, desk, receivedAt, metrics);
  });

  writes(app, '/ecf/:court/drafts/:draft/:step', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    return answer(request, reply, desk, stepIn(request, desk));
  });
}

/** After a move, the page says where the attachment stands now. */
const movedQuery = z.strictObject({ moved: z.string().max(40).optional(), way: z.enum(['up', 'down']).optional() });

const eventPicked = ({ name }: Desk['definition']) =>
  ({ kind: 'info', text: `The event is now “${name}”: that is how the pleading you ticked is answered.` }) as const;

/** What was typed on a page that is shown again and is no answer: the filter of the entries, or the words for a refused file. */
const NOTHING_TYPED = {
  ...{ ...NO_FILTER, category: '', description: '', find: '' },
  parties: NOTHING_ADDED,
  attorney: NO_ATTORNEY,
};

async function showStep(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  step: Step,
  errors: readonly FieldError[],
  typed = NOTHING_TYPED,
  moved: DocumentsView['moved'] = null,
): Promise<FastifyReply> {
  const { system, court, open, draft, definition, userKind } = desk;
  const { answers } = draft;
  const picked = (request.query as { picked?: unknown }).picked !== undefined;
  const ctx = pageContext(request, court, picked ? eventPicked(definition) : undefined);
  const frame = frameOf(desk, step, errors);
  const status = errors.length > 0 ? 422 : 200;
  const byCourt = userKind === 'clerk' || userKind === 'judge';
  // These ask nothing of the people of the case, who can be thousands.
  if (step === 'review') return review(request, reply, desk, errors);
  if (step === 'references') return sendPage(reply, await referencesStep(ctx, frame, desk, typed), status);
  if (step === 'documents') {
    const given = {
      categories: court.dictionary.attachmentCategories,
      largestFile: `${court.maxFileMegabytes} MB`,
      visibleTo: await visibleTo(system, { court: court.id, caseId: draft.caseId }, definition, answers, 'to come'),
      typed,
      moved,
      formName: formNameAt(desk),
    };
    const uploads = await uploadsOf(system.court, court.id, request.who!.account, uploadsNamed(answers));
    return sendPage(reply, documentsStep(ctx, frame, answers, uploads, given), status);
  }
  if (step === 'protective') return sendPage(reply, protectivePage(ctx, frame, answers.underProtectiveOrder), status);
  if (step === 'signers') return sendPage(reply, signersStep(ctx, frame, definition, answers, court), status);
  const state = await wizardState(system.court, court, draft.caseId, request.who!.account, answers, definition);
  switch (step) {
    case 'defendants':
      return sendPage(reply, defendantsStep(ctx, frame, answers, state, typed.find), status);
    case 'parties':
      return sendPage(reply, partiesStep(ctx, frame, definition, answers, state, typed.parties), status);
    case 'filers': {
      const parties = state.parties.map((party) => party.partyNo);
      const answered = await answeredBy(desk, parties);
      const given = { byCourt, answered, find: typed.find, appearanceHref: appearanceHrefAt(desk) };
      return sendPage(reply, filersStep(ctx, frame, definition, answers, state, given), status);
    }
    case 'affiliates':
      return sendPage(reply, affiliatesStep(ctx, frame, answers, state), status);
    case 'counsel': {
      const page = counselStep(ctx, frame, definition, answers, state, byCourt, {
        ...typed.attorney,
        find: typed.find,
      });
      return sendPage(reply, page, status);
    }
    case 'counts':
      return sendPage(reply, countsStep(ctx, frame, definition, answers, state), status);
    case 'details': {
      const pending =
        definition.matter.kind === 'rules' ? await pendingReliefs(system.court.web, court.id, draft.caseId) : [];
      const rules = {
        find: typed.find,
        extendsOf: (each: PendingRelief) =>
          each.eventCode === null
            ? null
            : (reliefOf(court.dictionary, each.eventCode, each.eventVersion ?? 1, each.code)?.extends ?? null),
        title: (name: string) => system.court.deadlines.titled(name).title,
      };
      return sendPage(reply, detailsStep(ctx, frame, definition, answers, pending, state, userKind, rules), status);
    }
    case 'cases':
      return sendPage(reply, await casesStep(request, ctx, frame, desk, state), status);
    case 'text': {
      const judge = userKind === 'judge' && state.signer ? judgeName(state.signer) : open.header.presider;
      return sendPage(reply, textStep(ctx, frame, definition, answers, state, judge, open.header.number.type), status);
    }
  }
}

async function casesStep(
  request: FastifyRequest,
  ctx: ReturnType<typeof pageContext>,
  frame: WizardFrame,
  { system, court, draft, definition, others }: Desk,
  state: WizardState,
) {
  const { actor } = request;
  if (actor.kind !== 'account') throw new CourtError('no-right-to-file');
  const today = civilDate(system.court.clock.now(), court.zone);
  const spreading = { court, caseId: draft.caseId, actor, today, definition, answers: draft.answers };
  const choices = await spreadChoices(system.court, spreading, state, others);
  return otherCasesStep(ctx, frame, court.spread.masterOnly, choices);
}

/** Keeps the answers of a step, then goes where the button says. */
async function answer(request: FastifyRequest, reply: FastifyReply, desk: Desk, step: Step): Promise<FastifyReply> {
  const { system, court, draft } = desk;
  if (step === 'parties') {
    const asked = await askedFirst(request, desk);
    if (asked) return showStep(request, reply, asked.desk, step, [], { ...NOTHING_TYPED, parties: asked.page });
  }
  const read = await readStep(request, desk, step);
  const { account } = request.who!;
  const seen = desk.changed ? null : versionSeen(request.body);
  const kept = await keepAnswersSeen(system.court, court.id, account, draft.draft, seen, read.change);
  if (kept.kind === 'changed-since') {
    const state = await wizardState(system.court, court, draft.caseId, account, kept.draft.answers);
    const typed: Desk = { ...desk, draft: { ...kept.draft, answers: kept.typed } };
    return showStep(request, reply, typed, step, [changedMeanwhile(kept, desk.definition, state)]);
  }
  const after: Desk = { ...desk, draft: kept.draft };
  if (desk.changed && read.go !== 'leave') return reply.redirect(eventChangedAddress(desk), 303);
  if (read.go === 'filter' || read.go === 'look') {
    const attorney = step === 'counsel' ? await attorneysFor(system, court.id, read.attorney ?? '') : NO_ATTORNEY;
    const typed = { ...NOTHING_TYPED, ...read.filter, find: read.find ?? '', attorney };
    return showStep(request, reply, after, step, faultsOfFilter(read.filter), typed);
  }
  if (read.go === 'new-filer') return reply.redirect(stepAddress(after, 'parties'), 303);
  if (read.go === 'again') return reply.redirect(stepAddress(after, step), 303);
  return goOn(request, reply, after, step, read.go);
}

interface Read extends StepRead {
  readonly filter: ReferencesFilter;
  /** What was typed to find an attorney. */
  readonly attorney?: string;
}

async function readStep(request: FastifyRequest, desk: Desk, step: Step): Promise<Read> {
  const { system, court, draft, definition } = desk;
  switch (step) {
    case 'defendants':
      return { ...readDefendants(request.body), filter: NO_FILTER };
    case 'parties':
      return { ...readParties(request.body), filter: NO_FILTER };
    case 'filers': {
      const state = await wizardState(system.court, court, draft.caseId, request.who!.account, draft.answers);
      const byCourt = desk.userKind === 'clerk' || desk.userKind === 'judge';
      return { ...readFilers(request.body, state, byCourt), filter: NO_FILTER };
    }
    case 'affiliates':
      return { ...readAffiliates(request.body), filter: NO_FILTER };
    case 'counsel':
      return { ...readCounsel(request.body), filter: NO_FILTER };
    case 'protective':
      return { ...readProtective(request.body), filter: NO_FILTER };
    case 'signers':
      return { ...readSigners(request.body), filter: NO_FILTER };
    case 'counts':
      return { ...readCounts(definition, request.body), filter: NO_FILTER };
    case 'references':
      return readReferences(request.body);
    case 'cases':
      return { ...readOtherCases(desk.others, request.body), filter: NO_FILTER };
    case 'text':
      return { ...readText(definition, request.body), filter: NO_FILTER };
    case 'details': {
      const pending =
        definition.matter.kind === 'rules' ? await pendingReliefs(system.court.web, court.id, draft.caseId) : [];
      return { ...readDetails(definition, pending, request.body), filter: NO_FILTER };
    }
    default:
      throw new CourtError('absent');
  }
}

async function goOn(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  step: Step,
  go: string,
): Promise<FastifyReply> {
  const base = desk.court.base;
  const steps = stepsWith(stepsAt(desk), step);
  const at = steps.indexOf(step);
  if (go === 'leave') return reply.redirect(draftsOf(base), 303);
  if (go === 'back') {
    const before = steps[at - 1];
    return reply.redirect(before ? stepAddress(desk, before) : fileInCase(caseOf(base, desk.open.header.number)), 303);
  }
  const errors = (await openFindings(request, desk))
    .filter((finding) => stepOfFinding(finding) === step)
    .map((finding) => errorOf(finding, desk));
  if (errors.length > 0) return showStep(request, reply, desk, step, errors);
  const right = step === 'references' ? await withAnsweringEvent(request, desk) : desk;
  if (right !== desk) return goOnWithEvent(request, reply, right);
  return reply.redirect(stepAddress(desk, steps[at + 1] ?? 'review'), 303);
}

/** The event has become the one by which the complaint is answered: what it asks besides comes next, and the page says so. */
async function goOnWithEvent(request: FastifyRequest, reply: FastifyReply, desk: Desk): Promise<FastifyReply> {
  const steps = stepsAt(desk);
  const after = steps[steps.indexOf('references') + 1] ?? 'review';
  const open = await firstUnanswered(request, desk);
  const next = steps.indexOf(open) < steps.indexOf(after) ? open : after;
  return reply.redirect(`${stepAddress(desk, next)}?picked=1`, 303);
}

async function review(
  request: FastifyRequest,
  reply: FastifyReply,
  given: Desk,
  errors: readonly FieldError[],
): Promise<FastifyReply> {
  const { system, court, open } = given;
  // The court's form is made of answers that are whole.
  const [unfinished] = given.definition.form === null ? [] : await openFindings(request, given);
  if (unfinished && stepOfFinding(unfinished) !== 'review') {
    return showStep(request, reply, given, stepOfFinding(unfinished), [errorOf(unfinished, given)]);
  }
  const { desk, form } = await deskWithForm(request, given);
  const { draft } = desk;
  const now = system.court.clock.now();
  const decided = await checkFiling(system.court, request.actor, {
    court: court.id,
    caseId: draft.caseId,
    header: open.header,
    answers: draft.answers,
    restriction: 'public',
    history: false,
    receivedAt: now,
  });
  if (decided.kind === 'refusal') {
    const [finding] = await openFindings(request, desk);
    if (!finding || stepOfFinding(finding) === 'review') throw decided.error;
    return showStep(request, reply, desk, stepOfFinding(finding), [errorOf(finding, desk)]);
  }
  const caseBase = caseOf(court.base, open.header.number);
  const page = reviewStep(pageContext(request, court), frameOf(desk, 'review', errors), decided, {
    caseBase,
    docketHref: docketOf(caseBase),
    changeDocumentsHref: stepsAt(desk).includes('documents') ? stepAddress(desk, 'documents') : null,
    changeWordsHref: stepAddress(desk, 'text'),
    visibleTo: await visibleTo(
      system,
      { court: court.id, caseId: draft.caseId },
      desk.definition,
      draft.answers,
      'uploaded',
    ),
    filedDate: `${usDate(decided.filedOn)}, if you file before ${dateHoldsUntil(court)}`,
    key: draft.draft,
    warnings: [
      ...(await paperWarnings(desk, civilDate(now, court.zone))),
      ...(open.header.terminatedOn ? [`This case was closed on ${usDate(open.header.terminatedOn)}.`] : []),
      ...(desk.definition.warning ? [desk.definition.warning] : []),
    ],
    answered: await answeredBy(desk, draft.answers.filers),
    form,
  });
  return sendPage(reply, page, errors.length > 0 ? 409 : 200);
}

/** What a clerk is told who dockets a paper of somebody who must file electronically. */
async function paperWarnings(
  { system, court, draft, definition, userKind }: Desk,
  today: CivilDate,
): Promise<string[]> {
  const filersPaper = definition.usableBy.includes('attorney') || definition.usableBy.includes('pro-se');
  if (userKind !== 'clerk' || !filersPaper) return [];
  const names = await mustFileElectronically(system.court.web, court, draft.caseId, draft.answers.filers, today);
  return names.map(
    (name) =>
      `${name} must file electronically in this court (${court.mandatory?.source}), and no exemption is recorded. Docket the paper all the same if the court takes it, or record the exemption first.`,
  );
}

const reviewForm = z.strictObject({
  key: z.string().min(8).max(200),
  rowVersion: z.coerce.number().int(),
  go: z.string().max(20),
});

/** Files. What is filed is the version that the filer saw; the key is the draft's, so that two windows file once. */
async function file(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  receivedAt: Instant,
  metrics: Metrics,
): Promise<FastifyReply> {
  const { system, court, open, draft } = desk;
  const { key, rowVersion, go } = readBody(request, reviewForm);
  const base = court.base;
  if (go !== 'file') return goOn(request, reply, desk, 'review', go);
  if (key !== draft.draft) throw new CourtError('request-malformed', 'key');
  if (draft.filing) return reply.redirect(`${filingOf(base, draft.filing)}?filed=1`, 303);
  // What the filer confirmed would not be what is filed.
  if (desk.changed) return reply.redirect(eventChangedAddress(desk), 303);
  if (rowVersion !== draft.rowVersion) {
    return review(request, reply, desk, [
      { field: null, text: catalogue['draft-changed'].text, todo: catalogue['draft-changed'].todo },
    ]);
  }
  const started = performance.now();
  try {
    const receipt = await submitFiling(system.court, request.actor, {
      court: court.id,
      caseId: draft.caseId,
      side: open.side,
      key,
      draft: draft.draft,
      channel: 'web',
      answers: draft.answers,
      restriction: 'public',
      history: false,
      receivedAt,
    });
    metrics.filing('filed', (performance.now() - started) / 1000);
    return reply.redirect(`${filingOf(base, receipt.filingId)}?filed=1`, 303);
  } catch (error) {
    metrics.filing('refused', (performance.now() - started) / 1000);
    if (!(error instanceof CourtError) || (error.code !== 'filing-outcome-unknown' && error.code !== 'database-down'))
      throw error;
    return sendPage(
      reply,
      submissionUnknownPage(pageContext(request, court), {
        key,
        receivedAt: usDateTime(receivedAt, court.zone),
        askAction: `${base}/filings/by-key`,
        again: { action: stepAddress(desk, 'review'), rowVersion: draft.rowVersion },
        trouble: troubleAt(desk),
      }),
      503,
    );
  }
}

export type { EntrySeq };
