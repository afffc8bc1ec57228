/** The first two steps of a filing, before there is a draft: in which case, and what (spec/filing.md §4.2 screens 1-3). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import { userKindOf } from '../../../court/filing/decide-filing.ts';
import { beginDraft } from '../../../court/filing/drafts.ts';
import { readCaseNumber } from '../../../kernel/case-number.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import { asDigits, type CaseId } from '../../../kernel/ids.ts';
import { civilDate, usDate } from '../../../kernel/time.ts';
import { readBody, readQuery } from '../forms.ts';
import { caseOf, draftsOf, fileInCase, fileOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { chooseCasePage } from '../pages/filing/choose-case.ts';
import { chooseEventPage } from '../pages/filing/choose-event.ts';
import type { WizardFrame } from '../pages/filing/frame.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { cutOffWords } from './home.ts';
import { caseAt, readerOf } from './reading.ts';
import { stepsOf } from './wizard-steps.ts';

export function chooseRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/file', 'filer', async (request, reply) => {
    const { number } = readQuery(request, z.strictObject({ number: z.string().max(60).default('') }));
    return chooseCase(request, reply, up(), number, number !== '');
  });
  writes(app, '/ecf/:court/file', 'filer', async (request, reply) => {
    const form = z.strictObject({
      number: z.string().max(60).default(''),
      caseId: z.string().max(20).optional(),
      go: z.string().default('next'),
      rowVersion: z.string().optional(),
    });
    const { number, caseId, go } = readBody(request, form);
    const chosen = asDigits<CaseId>(caseId ?? '');
    if (go === 'leave') return reply.redirect(draftsOf((await courtOf(request, up())).base), 303);
    if (go !== 'find' && chosen !== null) return toEvents(request, reply, up(), chosen);
    return chooseCase(request, reply, up(), number, true);
  });

  reads(app, '/ecf/:court/cases/:case/file', 'filer', async (request, reply) => {
    const { find } = readQuery(request, z.strictObject({ find: z.string().max(100).default('') }));
    return chooseEvent(request, reply, up(), find, []);
  });
  writes(app, '/ecf/:court/cases/:case/file', 'filer', async (request, reply) => {
    const system = up();
    const form = z.strictObject({
      find: z.string().max(100).default(''),
      event: z.string().max(100).optional(),
      go: z.string().default('next'),
      rowVersion: z.string().optional(),
    });
    const { find, event, go } = readBody(request, form);
    const court = await courtOf(request, system);
    if (go === 'leave') return reply.redirect(draftsOf(court.base), 303);
    if (go === 'back') return reply.redirect(fileOf(court.base), 303);
    if (go === 'find') return chooseEvent(request, reply, system, find, []);
    const open = await caseAt(request, readerOf(request, system, court.id));
    const definition =
      event === undefined ? undefined : eventsFor(request, system, court, open).find((each) => each.code === event);
    if (!definition) {
      return chooseEvent(request, reply, system, find, [{ field: 'event', text: 'Choose what you file.' }]);
    }
    const draft = await beginDraft(system.court, court.id, request.who!.account, open.header.caseId, definition.code);
    return reply.redirect(`${draftsOf(court.base)}/${draft.draft}/${stepsOf(definition, draft.answers)[0]}`, 303);
  });
}

async function toEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  caseId: CaseId,
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const open = await readerOf(request, system, court.id).openCase(caseId);
  return reply.redirect(fileInCase(caseOf(court.base, open.header.number)), 303);
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
  dayEnds: `A filing counts for today if it is complete before ${cutOffWords(court)}.`,
  errors,
});

async function chooseCase(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  typed: string,
  asked: boolean,
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const reader = readerOf(request, system, court.id);
  const number = readCaseNumber(typed);
  const found = number ? (await reader.casesByNumber(number)).cases.filter((each) => each.kind === 'case') : [];
  const open = found.filter((each) => mayAct(request.actor, court.id, each.summary.caseId, 'file'));
  const only = open.length === 1 ? open[0] : undefined;
  if (only) return reply.redirect(fileInCase(caseOf(court.base, only.summary.number)), 303);
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
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

/** The events that this person can use in this case today. */
function eventsFor(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  open: OpenCase,
): readonly EventDefinition[] {
  // A draft stands on the public side: none may be begun in a sealed case (DESIGN §4.3).
  if (open.side === 'sealed') throw new CourtError('sealed-not-here');
  const userKind = userKindOf(request.actor, { court: court.id, caseId: open.header.caseId });
  if (!userKind || !mayAct(request.actor, court.id, open.header.caseId, 'file'))
    throw new CourtError('no-right-to-file');
  const today = civilDate(system.court.clock.now(), court.zone);
  return system.court.dictionary.events(today, {
    userKind,
    caseType: open.header.number.type,
    courtKind: court.kind,
  });
}

async function chooseEvent(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  typed: string,
  errors: readonly FieldError[],
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const open = await caseAt(request, readerOf(request, system, court.id));
  const { dictionary, clock } = system.court;
  const all = eventsFor(request, system, court, open);
  const found = new Set(
    dictionary.search(typed, civilDate(clock.now(), court.zone)).map((each) => each.definition.code),
  );
  const shown = typed.trim() === '' ? all : all.filter((each) => found.has(each.code));
  const caseBase = caseOf(court.base, open.header.number);
  const page = chooseEventPage(
    pageContext(request, court),
    { ...frameBefore(fileInCase(caseBase), 2, court, errors), inCase: caseLine(court, open) },
    {
      typed,
      chosen: null,
      categories: dictionary.categories.flatMap((category) => {
        const events = shown.filter((each) => each.category === category.code);
        if (events.length === 0) return [];
        return [
          {
            name: category.menu.join(' › '),
            events: events.map((each) => ({ code: each.code, name: each.name, about: aboutEvent(each) })),
          },
        ];
      }),
    },
  );
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

const aboutEvent = (definition: EventDefinition): string =>
  definition.matter.kind === 'opens'
    ? `To ask for: ${definition.matter.reliefs.map((relief) => relief.name).join(', ')}`
    : definition.synonyms.join(', ');

export const caseLine = (court: CourtAt, open: OpenCase): WizardFrame['inCase'] => ({
  number: open.header.fullNumber,
  title: open.header.shortTitle,
  href: caseOf(court.base, open.header.number),
  closed: open.header.terminatedOn !== null,
});
