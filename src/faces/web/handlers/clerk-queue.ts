/** The clerk's queue and what is answered from it (spec/filing.md §9.3). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { enqueueJob } from '../../../court/cases/ports.ts';
import { answerCorrection } from '../../../court/clerk/answer-correction.ts';
import { failureFor, failuresSince, type ListedFailure } from '../../../court/clerk/failures.ts';
import { openManualFilings } from '../../../court/clerk/manual-filings.ts';
import { CORRECTION_WORDS, MOST_WORDS, type RequestId, readReference } from '../../../court/clerk/model.ts';
import { type AfterEntry, type WaitingEntry, waitingEntries } from '../../../court/clerk/placeholders.ts';
import { type ListedRequest, listedRequest, openRequests } from '../../../court/clerk/requests-store.ts';
import { shortNumber } from '../../../kernel/case-number.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asUuid, type CaseId, type EntrySeq } from '../../../kernel/ids.ts';
import { asCivilDate, type Instant, instant, plusMilliseconds, usDate, usDateTime } from '../../../kernel/time.ts';
import { readBody, readQuery } from '../forms.ts';
import {
  caseOf,
  docketOf,
  failureOf,
  manageDocumentOf,
  manageDocumentsOf,
  manageEventOf,
  manageManualOf,
  manageOf,
  queueFailuresOf,
  queueOf,
  queueRequestOf,
} from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { type FailureRow, failuresPage } from '../pages/desk/failure.ts';
import {
  type AnswerView,
  answerPage,
  type Listed,
  type QueuedEntry,
  type QueuedManual,
  type QueuedRequest,
  queuePage,
} from '../pages/desk/queue.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';

const PAGE = 50;
const WEEK = 7 * 24 * 3_600_000;
const EVER = instant('1970-01-01T00:00:00Z');
const queueQuery = z.strictObject({
  list: z.enum(['urgent', 'entries', 'manual', 'kept', 'requests']).optional(),
  after: z.string().max(80).optional(),
  answered: z.string().max(1).optional(),
});

export function clerkQueueRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/queue', 'clerk', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { list, after, answered } = readQuery(request, queueQuery);
    const on = (part: NonNullable<typeof list>) => list === undefined || list === part;
    const notice = { kind: 'success', text: 'The answer is kept, and the filer is told by e-mail.' } as const;
    const page = queuePage(pageContext(request, court, answered === undefined ? undefined : notice), {
      urgent: on('urgent') ? await requestsListed(system, court, true, after) : null,
      entries: on('entries') ? await entriesListed(system, court, after) : null,
      manual: on('manual') ? await manualListed(system, court, 'expected', after) : null,
      kept: list === 'kept' ? await manualListed(system, court, 'kept', after) : null,
      requests: on('requests') ? await requestsListed(system, court, false, after) : null,
      failures: list === undefined ? await lateFailures(system, court) : null,
    });
    return sendPage(reply, page);
  });

  reads(app, '/ecf/:court/queue/failures', 'clerk', async (request, reply) => failures(request, reply, up()));

  const path = '/ecf/:court/queue/requests/:request';
  reads(app, path, 'clerk', async (request, reply) => {
    const { court, asked } = await askedAt(request, up());
    return showAnswer(request, reply, court, asked, { state: '', answer: '' }, []);
  });
  writes(app, path, 'clerk', async (request, reply) => {
    const { state, answer } = readBody(request, answerForm);
    const { system, court, asked } = await askedAt(request, up());
    const typed = { state: state ?? '', answer };
    const errors: FieldError[] = [];
    if (!state) errors.push({ field: 'state', text: 'Say what became of it.' });
    if (answer.trim() === '') errors.push({ field: 'answer', text: 'Write the answer.' });
    if (answer.trim().length > MOST_WORDS)
      errors.push({ field: 'answer', text: `Use at most ${MOST_WORDS} characters.` });
    if (!state || errors.length > 0) return showAnswer(request, reply, court, asked, typed, errors);
    const wish = { court: court.id, request: asked.id, state, answer };
    await answerCorrection({ ...system.court, enqueue: enqueueJob }, request.actor, wish);
    return reply.redirect(`${queueOf(court.base)}?answered=1`, 303);
  });
}

const answerForm = z.strictObject({
  state: z.enum(['done', 'declined']).optional(),
  answer: z.string().max(10_000).default(''),
});

async function requestsListed(
  system: Running,
  court: CourtAt,
  urgent: boolean,
  typedAfter: string | undefined,
): Promise<Listed<QueuedRequest>> {
  const after = asUuid<RequestId>(typedAfter ?? '');
  const found = await openRequests(system.court.web, court.id, urgent, after, PAGE + 1);
  const rows = found.slice(0, PAGE);
  const next = `${queueOf(court.base)}?list=${urgent ? 'urgent' : 'requests'}&after=${rows.at(-1)?.id}`;
  return { rows: rows.map((each) => queued(each, court)), moreHref: found.length > PAGE ? next : null };
}

const about = (each: Pick<ListedRequest | WaitingEntry, 'office' | 'yy' | 'type' | 'caseSeq' | 'title' | 'number'>) =>
  `${each.number === null ? 'An entry' : `Document ${each.number}`} in ${shortNumber({ ...each, seq: each.caseSeq })} ${each.title}`;

const baseOfCase = (court: CourtAt, each: Pick<ListedRequest, 'office' | 'yy' | 'type' | 'caseSeq'>): string =>
  caseOf(court.base, { ...each, seq: each.caseSeq });

function queued(asked: ListedRequest, court: CourtAt): QueuedRequest {
  const caseBase = baseOfCase(court, asked);
  const numbered = asked.number === null ? '' : `?number=${asked.number}`;
  return {
    href: queueRequestOf(court.base, asked.id),
    kind: CORRECTION_WORDS[asked.kind],
    reason: asked.reason,
    asked: usDateTime(asked.askedAt, court.zone),
    askedBy: asked.askedBy ?? 'An account that this court does not know',
    about: about(asked),
    docketHref: `${docketOf(caseBase)}#entry-${asked.seq}`,
    // Closed already, it has left the public side: the list of the entry's documents finds it.
    documentHref:
      asked.serial === null ? `${manageDocumentsOf(caseBase)}${numbered}` : manageDocumentOf(caseBase, asked.serial),
  };
}

/** `2026-03-04.100000001.5`: the day, case and place of the last entry shown. */
function afterEntry(typed: string | undefined): AfterEntry | null {
  const [day, caseId, seq] = (typed ?? '').split('.');
  const filedOn = asCivilDate(day ?? '');
  if (!filedOn || !/^\d{1,15}$/.test(caseId ?? '') || !/^\d{1,9}$/.test(seq ?? '')) return null;
  return { filedOn, caseId: Number(caseId) as CaseId, seq: Number(seq) as EntrySeq };
}

async function entriesListed(
  system: Running,
  court: CourtAt,
  typedAfter: string | undefined,
): Promise<Listed<QueuedEntry>> {
  const found = await waitingEntries(system.court.web, court.id, afterEntry(typedAfter), PAGE + 1);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const next = `${queueOf(court.base)}?list=entries&after=${last?.filedOn}.${last?.caseId}.${last?.seq}`;
  return {
    rows: rows.map((each) => ({
      href: manageEventOf(baseOfCase(court, each), each.seq),
      about: about(each),
      filedOn: usDate(each.filedOn),
      text: each.text,
    })),
    moreHref: found.length > PAGE ? next : null,
  };
}

async function manualListed(
  system: Running,
  court: CourtAt,
  which: 'expected' | 'kept',
  typedAfter: string | undefined,
): Promise<Listed<QueuedManual>> {
  const found = await openManualFilings(system.court.web, court.id, which, afterEntry(typedAfter), PAGE + 1);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const list = which === 'expected' ? 'manual' : 'kept';
  const next = `${queueOf(court.base)}?list=${list}&after=${last?.filedOn}.${last?.caseId}.${last?.seq}`;
  return {
    rows: rows.map((each) => ({
      href: manageManualOf(baseOfCase(court, each), each.seq),
      about: about(each),
      filedOn: usDate(each.filedOn),
      what: each.what,
      how: `${each.medium}. ${each.reason}.`,
      received: each.receivedOn === null ? null : `${usDate(each.receivedOn)}, ${each.keptAt ?? ''}`,
    })),
    moreHref: found.length > PAGE ? next : null,
  };
}

const failureRow = (each: ListedFailure, court: CourtAt): FailureRow => ({
  reference: each.reference,
  href: failureOf(court.base, each.reference),
  loggedAt: usDateTime(each.loggedAt, court.zone),
  who: each.who ?? 'An account that this court does not know',
  what: each.what,
  caseWords: each.caseTitle,
});

async function lateFailures(system: Running, court: CourtAt): Promise<Listed<FailureRow>> {
  const since = plusMilliseconds(system.court.clock.now(), -WEEK);
  const found = await failuresSince(system.court.web, court.id, since, null, PAGE + 1);
  return {
    rows: found.slice(0, PAGE).map((each) => failureRow(each, court)),
    moreHref: found.length > PAGE ? queueFailuresOf(court.base) : null,
  };
}

const failuresQuery = z.strictObject({
  reference: z.string().max(60).default(''),
  before: z.string().max(80).default(''),
});

/** `2026-03-04T15:00:00.000Z.TF-…`: the last line shown. */
function beforeFailure(typed: string): { loggedAt: Instant; reference: string } | null {
  const [, at, named] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\.(.+)$/.exec(typed) ?? [];
  const reference = readReference(named ?? '');
  const moment = new Date(at ?? '');
  const real = !Number.isNaN(moment.getTime()) && moment.toISOString() === at;
  return real && reference ? { loggedAt: at as Instant, reference } : null;
}

async function failures(request: FastifyRequest, reply: FastifyReply, system: Running): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const { reference: typed, before } = readQuery(request, failuresQuery);
  const errors: FieldError[] = [];
  if (typed !== '') {
    const reference = readReference(typed);
    const known = reference && (await failureFor(system.court.web, request.actor, court.id, reference));
    if (known) return reply.redirect(failureOf(court.base, known.reference), 303);
    errors.push({ field: 'reference', text: 'Nothing was logged under this reference. Check it sign by sign.' });
  }
  const found = await failuresSince(system.court.web, court.id, EVER, beforeFailure(before), PAGE + 1);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const page = failuresPage(pageContext(request, court), {
    rows: rows.map((each) => failureRow(each, court)),
    olderHref:
      found.length > PAGE ? `${queueFailuresOf(court.base)}?before=${last?.loggedAt}.${last?.reference}` : null,
    typed,
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 404 : 200);
}

async function askedAt(request: FastifyRequest, system: Running) {
  const court = await courtOf(request, system);
  const id = asUuid<RequestId>((request.params as { request: string }).request);
  const asked = id && (await listedRequest(system.court.web, court.id, id));
  if (!asked) throw new CourtError('absent');
  return { system, court, asked };
}

function showAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  court: CourtAt,
  asked: ListedRequest,
  typed: AnswerView['typed'],
  errors: readonly FieldError[],
): FastifyReply {
  const caseBase = baseOfCase(court, asked);
  const page = answerPage(pageContext(request, court), {
    request: queued(asked, court),
    action: queueRequestOf(court.base, asked.id),
    eventHref: manageEventOf(caseBase, asked.seq),
    manageHref: manageOf(caseBase),
    answered:
      asked.state === 'open'
        ? null
        : { state: asked.state, words: asked.answer ?? '', at: usDateTime(asked.answeredAt!, court.zone) },
    typed,
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}
