/** The filing wizard's routes: choose case and event, the steps of a draft, and the act of filing (spec/filing.md §4.2). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import { checkFiling } from '../../../court/filing/check-filing.ts';
import { judgeName, userKindOf } from '../../../court/filing/decide-filing.ts';
import { type Draft, discardDraft, keepAnswers, listDrafts, readDraft } from '../../../court/filing/drafts.ts';
import { receiptByKey, submitFiling } from '../../../court/filing/submit-filing.ts';
import { removeUpload, takeUpload } from '../../../court/filing/uploads.ts';
import {
  findingsOf,
  linkableEntries,
  pendingReliefs,
  wantedReferences,
  wizardState,
} from '../../../court/filing/wizard-state.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import { asUuid, type DraftId, type EntrySeq, type UploadId } from '../../../kernel/ids.ts';
import { asCivilDate, asUsDate, civilDate, clockTime, type Instant, usDate, usDateTime } from '../../../kernel/time.ts';
import { readBody, readUploadForm } from '../forms.ts';
import { caseOf, docketOf, draftsOf, fileInCase } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { draftsPage } from '../pages/drafts.ts';
import { submissionUnknownPage } from '../pages/filing/filed.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { referencesPage } from '../pages/filing/references.ts';
import { reads, writes } from '../route.ts';
import type { FaceSettings, Running } from '../running.ts';
import { filedRoutes, filingOf } from './filed.ts';
import { cutOffWords } from './home.ts';
import { readerOf } from './reading.ts';
import { caseLine, chooseRoutes } from './wizard-choose.ts';
import { detailsStep, documentsStep, filersStep, reviewStep, textStep } from './wizard-pages.ts';
import {
  describedUploads,
  fieldOfFinding,
  readDetails,
  readFilers,
  readReferences,
  readText,
  STEPS,
  type Step,
  stepOfFinding,
  stepsOf,
  withoutUpload,
} from './wizard-steps.ts';

interface Metrics {
  filing(outcome: 'filed' | 'repeated' | 'refused', seconds: number): void;
}

/** A draft with all that its pages need. */
interface Desk {
  readonly system: Running;
  readonly court: CourtAt;
  readonly open: OpenCase;
  readonly draft: Draft;
  readonly definition: EventDefinition;
}

export function wizardRoutes(app: FastifyInstance, up: () => Running, settings: FaceSettings, metrics: Metrics): void {
  chooseRoutes(app, up);
  draftListRoutes(app, up);
  filedRoutes(app, up, settings);

  reads(app, '/ecf/:court/drafts/:draft', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    if (desk.draft.filing) return reply.redirect(filingOf(desk.court.base, desk.draft.filing), 303);
    return reply.redirect(stepAddress(desk, await firstUnanswered(request, desk)), 303);
  });

  reads(app, '/ecf/:court/drafts/:draft/:step', 'filer', async (request, reply) => {
    const desk = await deskOf(request, up());
    if (desk.draft.filing) return reply.redirect(filingOf(desk.court.base, desk.draft.filing), 303);
    return showStep(request, reply, desk, stepIn(request, desk), []);
  });

  writes(
    app,
    '/ecf/:court/drafts/:draft/documents',
    'filer',
    async (request, reply) => documentsAnswer(request, reply, await deskOf(request, up())),
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

function draftListRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/drafts', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const drafts = await listDrafts(system.court, court.id, request.who!.account);
    const rows = await Promise.all(drafts.map((draft) => draftRow(request, system, court, draft)));
    return sendPage(reply, draftsPage(pageContext(request, court), rows));
  });
  writes(app, '/ecf/:court/drafts/:draft/discard', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    readBody(request, z.strictObject({ rowVersion: z.string().optional() }));
    await discardDraft(system.court, court.id, request.who!.account, draftIn(request));
    return reply.redirect(draftsOf(court.base), 303);
  });
}

async function draftRow(request: FastifyRequest, system: Running, court: CourtAt, draft: Draft) {
  const base = `${draftsOf(court.base)}/${draft.draft}`;
  const now = system.court.clock.now();
  const definition = system.court.dictionary.at(draft.event, civilDate(now, court.zone), court.docketWording);
  const open = await readerOf(request, system, court.id)
    .openCase(draft.caseId)
    .catch(() => null);
  const missing =
    open && definition && !draft.filing
      ? (await openFindings(request, { system, court, open, draft, definition })).map(
          (each) => catalogue[each.code].text,
        )
      : [];
  return {
    id: draft.draft,
    rowVersion: draft.rowVersion,
    caseWords: open ? `${open.header.fullNumber} ${open.header.shortTitle}` : null,
    event: definition?.name ?? draft.event,
    age: draft.filing
      ? `Filed ${usDateTime(draft.updatedAt, court.zone)}`
      : `Saved ${usDateTime(draft.updatedAt, court.zone)}`,
    state: draft.filing
      ? ({ kind: 'filed', nefHref: filingOf(court.base, draft.filing), number: null } as const)
      : ({ kind: 'open', href: base, discardAction: `${base}/discard`, missing: [...new Set(missing)] } as const),
  };
}

function draftIn(request: FastifyRequest): DraftId {
  const id = asUuid<DraftId>((request.params as { draft: string }).draft);
  if (!id) throw new CourtError('draft-gone');
  return id;
}

async function deskOf(request: FastifyRequest, system: Running): Promise<Desk> {
  const court = await courtOf(request, system);
  const draft = await readDraft(system.court, court.id, request.who!.account, draftIn(request));
  const open = await readerOf(request, system, court.id).openCase(draft.caseId);
  if (!mayAct(request.actor, court.id, draft.caseId, 'file')) throw new CourtError('no-right-to-file');
  const today = civilDate(system.court.clock.now(), court.zone);
  const definition = system.court.dictionary.at(draft.event, today, court.docketWording);
  if (!definition) throw new CourtError('event-unknown', draft.event);
  return { system, court, open, draft, definition };
}

function stepIn(request: FastifyRequest, desk: Desk): Step {
  const named = (request.params as { step: string }).step;
  const step = STEPS.find((each) => each === named);
  if (!step || !stepsOf(desk.definition, desk.draft.answers).includes(step)) throw new CourtError('absent');
  return step;
}

const stepAddress = (desk: Desk, step: Step): string => `${draftsOf(desk.court.base)}/${desk.draft.draft}/${step}`;

async function openFindings(request: FastifyRequest, desk: Desk) {
  const { system, court, open, draft, definition } = desk;
  const state = await wizardState(system.court, court, draft.caseId, request.who!.account, draft.answers);
  return findingsOf(
    request.actor,
    court.id,
    draft.caseId,
    open.header.number.type,
    definition,
    draft.answers,
    state,
    system.court.dictionary.attachmentCategories,
  );
}

async function firstUnanswered(request: FastifyRequest, desk: Desk): Promise<Step> {
  const [finding] = await openFindings(request, desk);
  return finding ? stepOfFinding(finding) : 'review';
}

function frameOf(desk: Desk, step: Step, errors: readonly FieldError[]): WizardFrame {
  const steps = stepsOf(desk.definition, desk.draft.answers);
  return {
    action: stepAddress(desk, step),
    step: steps.indexOf(step) + 3,
    steps: steps.length + 2,
    inCase: caseLine(desk.court, desk.open),
    event: desk.definition.name,
    rowVersion: desk.draft.rowVersion,
    saved: `Draft saved at ${clockTime(desk.draft.updatedAt, desk.court.zone)}.`,
    dayEnds: `To count for today, it must be filed before ${cutOffWords(desk.court)}.`,
    errors,
  };
}

const VISIBLE = 'Everyone. Whatever must be redacted must be redacted before you upload it (Fed. R. Civ. P. 5.2).';

/** What was typed on a page that is shown again and is no answer: the filter of the entries, or the words for a refused file. */
const NOTHING_TYPED = { words: '', from: '', to: '', category: '', description: '' };

async function showStep(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  step: Step,
  errors: readonly FieldError[],
  typed = NOTHING_TYPED,
): Promise<FastifyReply> {
  const { system, court, open, draft, definition } = desk;
  const { answers } = draft;
  const ctx = pageContext(request, court);
  const frame = frameOf(desk, step, errors);
  const status = errors.length > 0 ? 422 : 200;
  const state = await wizardState(system.court, court, draft.caseId, request.who!.account, answers);
  const userKind = userKindOf(request.actor, { court: court.id, caseId: draft.caseId });
  const byCourt = userKind === 'clerk' || userKind === 'judge';
  switch (step) {
    case 'filers':
      return sendPage(reply, filersStep(ctx, frame, answers, state, byCourt), status);
    case 'documents': {
      const given = {
        categories: system.court.dictionary.attachmentCategories,
        largestFile: `${court.maxFileMegabytes} MB`,
        visibleTo: VISIBLE,
        typed,
      };
      return sendPage(reply, documentsStep(ctx, frame, answers, state.uploads, given), status);
    }
    case 'details': {
      const pending =
        definition.matter.kind === 'rules' ? await pendingReliefs(system.court.web, court.id, draft.caseId) : [];
      return sendPage(reply, detailsStep(ctx, frame, definition, answers, pending), status);
    }
    case 'references':
      return sendPage(reply, await referencesStep(ctx, frame, desk, typed), status);
    case 'text': {
      const judge = userKind === 'judge' && state.signer ? judgeName(state.signer) : open.header.presider;
      return sendPage(reply, textStep(ctx, frame, definition, answers, state, judge), status);
    }
    case 'review':
      return review(request, reply, desk, errors);
  }
}

async function referencesStep(
  ctx: ReturnType<typeof pageContext>,
  frame: WizardFrame,
  desk: Desk,
  filter: { words: string; from: string; to: string },
) {
  const { system, court, draft, definition } = desk;
  const wanted = wantedReferences(definition, draft.answers)!;
  const ticked = draft.answers.references.map((each) => each.seq as number);
  const entries = await linkableEntries(system.court.web, court.id, draft.caseId, wanted.to, {
    words: filter.words,
    from: asUsDate(filter.from) ?? asCivilDate(filter.from),
    to: asUsDate(filter.to) ?? asCivilDate(filter.to),
    ticked,
  });
  return referencesPage(ctx, frame, {
    required: wanted.required,
    question: wanted.required ? 'To which entry does this relate?' : 'Does this relate to an earlier entry?',
    filter,
    entries: entries.map((each) => ({ ...each, chosen: ticked.includes(each.seq) })),
  });
}

/** Keeps the answers of a step, then goes where the button says. */
async function answer(request: FastifyRequest, reply: FastifyReply, desk: Desk, step: Step): Promise<FastifyReply> {
  const { system, court, draft, definition } = desk;
  const read = await readStep(request, desk, step);
  const kept = await keepAnswers(system.court, court.id, request.who!.account, draft.draft, read.change);
  const after: Desk = { ...desk, draft: kept };
  if (read.go === 'filter') return showStep(request, reply, after, step, [], { ...NOTHING_TYPED, ...read.filter });
  return goOn(request, reply, after, step, read.go, definition);
}

async function readStep(request: FastifyRequest, desk: Desk, step: Step) {
  const { system, court, draft, definition } = desk;
  const noFilter = { words: '', from: '', to: '' };
  switch (step) {
    case 'filers':
      return { ...readFilers(request.body), filter: noFilter };
    case 'references':
      return readReferences(request.body);
    case 'text':
      return { ...readText(definition, request.body), filter: noFilter };
    case 'details': {
      const pending =
        definition.matter.kind === 'rules' ? await pendingReliefs(system.court.web, court.id, draft.caseId) : [];
      return { ...readDetails(definition, pending, request.body), filter: noFilter };
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
  definition: EventDefinition,
): Promise<FastifyReply> {
  const base = desk.court.base;
  const steps = stepsOf(definition, desk.draft.answers);
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
  return reply.redirect(stepAddress(desk, steps[at + 1] ?? 'review'), 303);
}

const errorOf = (finding: Awaited<ReturnType<typeof openFindings>>[number], desk: Desk): FieldError => ({
  field: fieldOfFinding(finding, desk.draft.answers),
  text: finding.detail ? `${catalogue[finding.code].text} ${finding.detail}` : catalogue[finding.code].text,
  todo: catalogue[finding.code].todo,
});

/** What the documents form may hold besides files: of each upload, by its id, category and description. */
const DOCUMENTS_FIELD = /^(go|rowVersion|category|description|(category|description)-[0-9a-f-]{36})$/;

/** The documents step: files are taken one by one as they arrive; each refusal is shown beside its field and loses nothing. */
async function documentsAnswer(request: FastifyRequest, reply: FastifyReply, desk: Desk): Promise<FastifyReply> {
  const { system, court, draft } = desk;
  const account = request.who!.account;
  const taken: { field: string; upload: UploadId }[] = [];
  const errors: FieldError[] = [];
  const fields = await readUploadForm(request, async (part) => {
    try {
      const upload = await takeUpload(system.court, court.id, account, draft.draft, {
        name: part.filename,
        stream: part.file,
      });
      taken.push({ field: part.fieldname, upload: upload.uploadId });
    } catch (error) {
      part.file.resume();
      if (!(error instanceof CourtError)) throw error;
      errors.push({
        field: part.fieldname === 'main' ? 'main' : 'attachment',
        text: `${error.detail ?? ''}: ${error.entry.text}`,
        todo: error.entry.todo,
      });
    }
  });
  const stranger = Object.keys(fields).find((name) => !DOCUMENTS_FIELD.test(name));
  if (stranger !== undefined) throw new CourtError('request-malformed', stranger);
  const removed = asUuid<UploadId>((fields.go ?? '').replace(/^remove-/, ''));
  const kept = await keepAnswers(system.court, court.id, account, draft.draft, (before) => {
    let answers = describedUploads(fields, before);
    for (const { field, upload } of taken) {
      const { main, attachments } = answers.documents;
      const documents =
        field === 'main'
          ? { main: upload, attachments }
          : {
              main,
              attachments: [
                ...attachments,
                { upload, category: fields.category || null, description: fields.description ?? '' },
              ],
            };
      answers = { ...answers, documents };
    }
    return removed ? withoutUpload(answers, removed) : answers;
  });
  if (removed) await removeUpload(system.court, court.id, account, removed);
  const after: Desk = { ...desk, draft: kept };
  if (errors.length > 0) {
    const refused = errors.some(({ field }) => field === 'attachment');
    const { category = '', description = '' } = refused ? fields : {};
    return showStep(request, reply, after, 'documents', errors, { ...NOTHING_TYPED, category, description });
  }
  if (removed || fields.go === 'upload') return reply.redirect(stepAddress(after, 'documents'), 303);
  return goOn(request, reply, after, 'documents', fields.go ?? 'next', desk.definition);
}

async function review(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
  errors: readonly FieldError[],
): Promise<FastifyReply> {
  const { system, court, open, draft } = desk;
  const [finding] = await openFindings(request, desk);
  if (finding && stepOfFinding(finding) !== 'review') {
    return showStep(request, reply, desk, stepOfFinding(finding), [errorOf(finding, desk)]);
  }
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
  if (decided.kind === 'refusal') throw decided.error;
  const caseBase = caseOf(court.base, open.header.number);
  const page = reviewStep(pageContext(request, court), frameOf(desk, 'review', errors), decided, {
    caseBase,
    docketHref: docketOf(caseBase),
    changeDocumentsHref: stepsOf(desk.definition, draft.answers).includes('documents')
      ? stepAddress(desk, 'documents')
      : null,
    changeWordsHref: stepAddress(desk, 'text'),
    visibleTo: VISIBLE,
    filedDate: `${usDate(decided.filedOn)}, if you file before ${cutOffWords(court)}`,
    key: draft.draft,
    warnings: open.header.terminatedOn ? [`This case was closed on ${usDate(open.header.terminatedOn)}.`] : [],
  });
  return sendPage(reply, page, errors.length > 0 ? 409 : 200);
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
  const { system, court, open, draft, definition } = desk;
  const { key, rowVersion, go } = readBody(request, reviewForm);
  const base = court.base;
  if (go !== 'file') return goOn(request, reply, desk, 'review', go, definition);
  if (key !== draft.draft) throw new CourtError('request-malformed', 'key');
  if (draft.filing) return reply.redirect(`${filingOf(base, draft.filing)}?filed=1`, 303);
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
      }),
      503,
    );
  }
}

export type { EntrySeq };
export { receiptByKey };
