/** The first two steps of a filing, before there is a draft: in which case, and what (spec/filing.md §4.2 screens 1-3). */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import { caseManagerOf } from '../../../court/cases/judges.ts';
import { filingDayWords } from '../../../court/deadlines/filing-day.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import { newAnswers } from '../../../court/events/answers.ts';
import type { EventFound } from '../../../court/events/find-events.ts';
import type { EventDefinition, Relief } from '../../../court/events/model.ts';
import { titleOnPage } from '../../../court/events/paper-title.ts';
import { userKindOf } from '../../../court/filing/decide-filing.ts';
import { beginDraft, eventsFiledLately } from '../../../court/filing/drafts.ts';
import type { UploadedDocument } from '../../../court/filing/model.ts';
import { takeUpload, uploadsOf } from '../../../court/filing/uploads.ts';
import { readCaseNumber } from '../../../kernel/case-number.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import { asDigits, asUuid, type CaseId, type UploadId } from '../../../kernel/ids.ts';
import { civilDate, usDate } from '../../../kernel/time.ts';
import { readBody, readQuery, readUploadForm } from '../forms.ts';
import { caseOf, draftsOf, failureFormOf, fileInCase, fileOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { chooseCasePage } from '../pages/filing/choose-case.ts';
import { chooseEventPage, type EventChoice, type EventGroup } from '../pages/filing/choose-event.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { caseAt, readerOf } from './reading.ts';
import { stepsOf } from './wizard-steps.ts';

export function chooseRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/file', 'filer', async (request, reply) => {
    const query = z.strictObject({
      number: z.string().max(60).default(''),
      event: code.default(''),
      relief: code.default(''),
    });
    const { number, event, relief } = readQuery(request, query);
    return chooseCase(request, reply, up(), { typed: number, asked: number !== '', event: choiceValue(event, relief) });
  });
  writes(app, '/ecf/:court/file', 'filer', async (request, reply) => {
    const form = z.strictObject({
      number: z.string().max(60).default(''),
      caseId: z.string().max(20).optional(),
      event: choice.default(''),
      go: z.string().default('next'),
      rowVersion: z.string().optional(),
    });
    const { number, caseId, event, go } = readBody(request, form);
    const chosen = asDigits<CaseId>(caseId ?? '');
    if (go === 'leave') return reply.redirect(draftsOf((await courtOf(request, up())).base), 303);
    if (go !== 'find' && chosen !== null) return toEvents(request, reply, up(), chosen, event);
    return chooseCase(request, reply, up(), { typed: number, asked: true, event });
  });

  reads(app, '/ecf/:court/cases/:case/file', 'filer', async (request, reply) => {
    const { find, event } = readQuery(
      request,
      z.strictObject({ find: z.string().max(100).default(''), event: choice.default('') }),
    );
    return chooseEvent(request, reply, up(), { find, chosen: event });
  });
  writes(app, '/ecf/:court/cases/:case/file', 'filer', async (request, reply) => {
    const system = up();
    const form = z.strictObject({
      find: z.string().max(100).default(''),
      event: choice.optional(),
      upload: z.string().max(40).optional(),
      go: z.string().default('next'),
      rowVersion: z.string().optional(),
    });
    const { find, event = '', upload, go } = readBody(request, form);
    const court = await courtOf(request, system);
    if (go === 'leave') return reply.redirect(draftsOf(court.base), 303);
    if (go === 'back') return reply.redirect(fileOf(court.base), 303);
    const paper = await paperOf(request, system, court, upload);
    if (go === 'find') return chooseEvent(request, reply, system, { find, chosen: event, paper });
    const open = await caseAt(request, readerOf(request, system, court.id));
    const [eventCode, reliefCode] = event.split('/');
    const definition = eventsFor(request, system, court, open).find((each) => each.code === eventCode);
    if (!definition) {
      const errors = [{ field: 'event', text: 'Choose what you file.' }];
      return chooseEvent(request, reply, system, { find, paper, errors });
    }
    const { matter } = definition;
    const relief = matter.kind === 'opens' ? matter.reliefs.find((each) => each.code === reliefCode) : undefined;
    const answers = {
      ...newAnswers(definition.code),
      reliefs: relief ? [{ code: relief.code, prompts: {}, since: relief.since }] : [],
      documents: { main: paper?.uploadId ?? null, attachments: [] },
    };
    const { account } = request.who!;
    const draft = await beginDraft(system.court, court.id, account, open.header.caseId, answers, definition.version);
    const [first] = stepsOf(definition, draft.answers, kindIn(request, court, open)!, {
      protectiveOrder: open.header.flags.includes('PROTO'),
      otherCases: false,
    });
    return reply.redirect(`${draftsOf(court.base)}/${draft.draft}/${first}`, 303);
  });

  writes(
    app,
    '/ecf/:court/cases/:case/file/suggest',
    'filer',
    async (request, reply) => suggest(request, reply, up()),
    { bodyLimit: 600_000_000 },
  );
}

/** Takes a paper, reads the title on its first page, and shows the events that it names first. */
async function suggest(request: FastifyRequest, reply: FastifyReply, system: Running): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const open = await caseAt(request, readerOf(request, system, court.id));
  eventsFor(request, system, court, open);
  let paper: Paper | undefined;
  let refused: FieldError | undefined;
  const fields = await readUploadForm(request, async (part) => {
    try {
      if (part.fieldname !== 'paper' || paper) throw new CourtError('request-malformed', part.fieldname);
      const name = part.filename;
      paper = await takeUpload(system.court, court.id, request.who!.account, null, { name, stream: part.file });
    } catch (error) {
      part.file.resume();
      if (!(error instanceof CourtError) || error.code === 'request-malformed') throw error;
      refused = { field: 'paper', text: `${error.detail ?? ''}: ${error.entry.text}`, todo: error.entry.todo };
    }
  });
  const stranger = Object.keys(fields)[0];
  if (stranger !== undefined) throw new CourtError('request-malformed', stranger);
  const errors = refused ? [refused] : paper ? [] : [{ field: 'paper', text: 'Choose a PDF first.' }];
  return chooseEvent(request, reply, system, { find: '', paper, errors });
}

/** A paper that was uploaded before its event is known; `title`: the one among its properties, when it has just been looked at. */
type Paper = UploadedDocument & { readonly title?: string | null };

const titleOf = async (system: Running, paper: Paper): Promise<string | null> => {
  const [page = ''] = await system.court.pdf.text(paper.stagedPath, 1);
  return titleOnPage(page) ?? paper.title ?? null;
};

/** The paper that goes along with a form; undefined when none does, or it is not this account's. */
async function paperOf(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  sent: string | undefined,
): Promise<Paper | undefined> {
  const id = asUuid<UploadId>(sent ?? '');
  if (!id) return undefined;
  const [paper] = await uploadsOf(system.court, court.id, request.who!.account, [id]);
  return paper;
}

async function toEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  caseId: CaseId,
  event: string,
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const open = await readerOf(request, system, court.id).openCase(caseId);
  return reply.redirect(withEvent(fileInCase(caseOf(court.base, open.header.number)), event), 303);
}

/** An empty frame, for the pages before there is a draft. */
const frameBefore = (action: string, step: number, court: CourtAt, errors: readonly FieldError[]): WizardFrame => ({
  action,
  step,
  steps: null,
  inCase: null,
  event: null,
  rowVersion: 0,
  saved: null,
  dayEnds: filingDayWords(court),
  trouble: { logHref: failureFormOf(court.base), caseManager: null },
  warning: null,
  errors,
});

async function chooseCase(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  { typed, asked, event }: { readonly typed: string; readonly asked: boolean; readonly event: string },
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const reader = readerOf(request, system, court.id);
  const number = readCaseNumber(typed);
  const found = number ? (await reader.casesByNumber(number)).cases.filter((each) => each.kind === 'case') : [];
  const open = found.filter((each) => mayAct(request.actor, court.id, each.summary.caseId, 'file'));
  const only = open.length === 1 ? open[0] : undefined;
  if (only) return reply.redirect(withEvent(fileInCase(caseOf(court.base, only.summary.number)), event), 303);
  const errors: FieldError[] =
    !asked || open.length > 0
      ? []
      : [
          {
            field: 'number',
            text: number ? `${typed} is not a case in which you can file.` : catalogue['number-malformed'].text,
            todo: catalogue['number-malformed'].todo,
          },
        ];
  const page = chooseCasePage(pageContext(request, court), frameBefore(fileOf(court.base), 1, court, errors), {
    typed,
    found: open.map(({ summary }) => ({
      caseId: summary.caseId,
      number: summary.fullNumber,
      title: summary.shortTitle,
      about: summary.terminatedOn ? `Closed ${usDate(summary.terminatedOn)}` : '',
    })),
    chosen: null,
    foundBy: 'number',
    event: namedChoice(system, court, event),
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

const kindIn = (request: FastifyRequest, court: CourtAt, open: OpenCase) =>
  userKindOf(request.actor, { court: court.id, caseId: open.header.caseId });

/** The events that this person can use in this case today. */
export function eventsFor(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  open: OpenCase,
): readonly EventDefinition[] {
  // A draft stands on the public side: none may be begun in a sealed case (DESIGN §4.3).
  if (open.side === 'sealed') throw new CourtError('sealed-not-here');
  const userKind = kindIn(request, court, open);
  if (!userKind || !mayAct(request.actor, court.id, open.header.caseId, 'file'))
    throw new CourtError('no-right-to-file');
  const today = civilDate(system.court.clock.now(), court.zone);
  return court.dictionary.events(today, {
    userKind,
    caseType: open.header.number.type,
    courtKind: court.kind,
  });
}

interface EventWish {
  readonly find: string;
  /** What is chosen already: `motion`, or `motion/compel`. */
  readonly chosen?: string;
  readonly paper?: Paper | undefined;
  readonly errors?: readonly FieldError[];
}

async function chooseEvent(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  { find, chosen = '', paper, errors = [] }: EventWish,
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const open = await caseAt(request, readerOf(request, system, court.id));
  const { dictionary } = court;
  const { clock } = system.court;
  const today = civilDate(clock.now(), court.zone);
  const all = eventsFor(request, system, court, open);
  const wanted = {
    userKind: kindIn(request, court, open)!,
    caseType: open.header.number.type,
    courtKind: court.kind,
  };
  const action = fileInCase(caseOf(court.base, open.header.number));
  const title = paper ? await titleOf(system, paper) : null;
  const stopped = dictionary.stops(find.trim() || (title ?? ''), today);
  const groups =
    find.trim() !== ''
      ? [groupOfHits('Found', stopped.whole ? [] : dictionary.search(find, today, wanted))]
      : [
          ...chosenGroup(all, chosen),
          ...(title ? [groupOfHits('Suggested by the title', dictionary.namedIn(title, today, wanted))] : []),
          { name: 'Filed by you lately', events: await usedLately(request, system, court, all) },
          ...dictionary.categories.map((category) => ({
            name: category.menu.join(' › '),
            events: all.filter((each) => each.category === category.code).map((each) => choiceOf(each, null)),
          })),
        ];
  const view = {
    typed: find,
    chosen: chosen || null,
    stopped: stopped.papers,
    groups: withoutRepeats(groups).filter((group) => group.events.length > 0),
    paper: paper ? { upload: paper.uploadId, fileName: paper.originalName, title } : null,
    suggestAction: `${action}/suggest`,
  };
  const frame = {
    ...frameBefore(action, 2, court, errors),
    inCase: caseLine(court, open),
    trouble: { logHref: failureFormOf(court.base), caseManager: caseManagerOf(court, open.header.presider) },
  };
  return sendPage(reply, chooseEventPage(pageContext(request, court), frame, view), errors.length > 0 ? 422 : 200);
}

/** A code of the dictionary, and one with its relief. */
const code = z
  .string()
  .max(100)
  .regex(/^[a-z0-9-]*$/);
const choice = z
  .string()
  .max(201)
  .regex(/^[a-z0-9-]*(\/[a-z0-9-]+)?$/);
const choiceValue = (event: string, relief: string): string => (event && relief ? `${event}/${relief}` : event);
const withEvent = (address: string, event: string): string => (event ? `${address}?event=${event}` : address);

const choiceOf = (definition: EventDefinition, relief: Relief | null): EventChoice => ({
  value: choiceValue(definition.code, relief?.code ?? ''),
  name: relief ? `${definition.name}: ${relief.name}` : definition.name,
  about: relief ? relief.synonyms.join(', ') : aboutEvent(definition),
});

const groupOfHits = (name: string, hits: readonly EventFound[]): EventGroup => ({
  name,
  events: hits.slice(0, MOST_HITS).map((hit) => choiceOf(hit.definition, hit.relief)),
});

/** An event stands once on the page, in the first group that has it: a radio button is one answer. */
function withoutRepeats(groups: readonly EventGroup[]): readonly EventGroup[] {
  const seen = new Set<string>();
  return groups.map(({ name, events }) => ({
    name,
    events: events.filter(({ value }) => !seen.has(value) && seen.add(value)),
  }));
}

/** What was chosen before the case, where it may be filed in this one. */
function chosenGroup(all: readonly EventDefinition[], chosen: string): readonly EventGroup[] {
  const [event, relief] = chosen.split('/');
  const definition = all.find((each) => each.code === event);
  if (!definition) return [];
  const { matter } = definition;
  const named = matter.kind === 'opens' ? matter.reliefs.find((each) => each.code === relief) : undefined;
  return [{ name: 'Your choice', events: [choiceOf(definition, named ?? null)] }];
}

function namedChoice(system: Running, court: CourtAt, chosen: string) {
  const [event = ''] = chosen.split('/');
  const definition = court.dictionary.at(event, civilDate(system.court.clock.now(), court.zone));
  return definition ? { value: chosen, name: chosenGroup([definition], chosen)[0]!.events[0]!.name } : null;
}

/** The last kinds of filings that this account has begun in this court, as far as they may be filed here. */
async function usedLately(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  all: readonly EventDefinition[],
): Promise<readonly EventChoice[]> {
  const codes = await eventsFiledLately(system.court, court.id, request.who!.account, MOST_LATELY);
  return codes.flatMap((used) => all.filter((each) => each.code === used).map((each) => choiceOf(each, null)));
}

const MOST_HITS = 25;
const MOST_LATELY = 5;

/** One line on an event; of a motion the first things that it can ask for. */
function aboutEvent({ matter, synonyms }: EventDefinition): string {
  if (matter.kind !== 'opens') return synonyms.join(', ');
  const [first, rest] = [matter.reliefs.slice(0, 4), matter.reliefs.length - 4];
  return `To ask for: ${first.map((relief) => relief.name).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

export const caseLine = (court: CourtAt, open: OpenCase): WizardFrame['inCase'] => ({
  number: open.header.fullNumber,
  title: open.header.shortTitle,
  href: caseOf(court.base, open.header.number),
  closed: open.header.terminatedOn !== null,
});
