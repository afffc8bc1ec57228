/** "File another like this": a new draft with the answers of a filing, for its own filer. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answersLike } from '../../../court/events/fit-answers.ts';
import { beginDraft, type Draft, draftOfFiling } from '../../../court/filing/drafts.ts';
import { isPublicFiling, readFiling } from '../../../court/filing/read-filing.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asUuid, type FilingId } from '../../../kernel/ids.ts';
import { civilDate } from '../../../kernel/time.ts';
import { readBody } from '../forms.ts';
import { draftsOf, fileAgainOf } from '../look/addresses.ts';
import { type CourtAt, courtOf } from '../page-context.ts';
import { writes } from '../route.ts';
import type { Running } from '../running.ts';
import { readerOf } from './reading.ts';
import { eventsFor } from './wizard-choose.ts';

export function fileAgainRoutes(app: FastifyInstance, up: () => Running): void {
  writes(app, '/ecf/:court/filings/:filing/again', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    readBody(request, z.strictObject({ rowVersion: z.string().optional() }));
    const id = asUuid<FilingId>((request.params as { filing: string }).filing);
    const found = id && (await readFiling(system.court, request.actor, court.id, { filing: id }));
    if (!found) throw new CourtError('filing-not-found');
    const filed = await filedDraft(request, system, court, id);
    if (!filed) throw new CourtError('filing-not-copied');
    const made = await draftLike(request, system, court, filed);
    return reply.redirect(`${draftsOf(court.base)}/${made.draft}`, 303);
  });
}

/** Where a filing can be copied by the one who made it; null: it was not made here, or it is not public. */
export const againOf = async (
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  filing: FilingId,
): Promise<string | null> =>
  (await filedDraft(request, system, court, filing)) ? fileAgainOf(court.base, filing) : null;

/** The draft of a filing that is public through and through. What is restricted is not copied onto the public side. */
async function filedDraft(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  filing: FilingId,
): Promise<Draft | null> {
  const { account } = request.who!;
  const open = await isPublicFiling(system.court, court.id, account, filing);
  return open ? draftOfFiling(system.court, court.id, account, filing) : null;
}

/**
 * Begins the draft with the event as it is in force today, in a case and with an event that the person may still use. Of an
 * event that the court has retired it is one of its old version: the draft's own page says so, and asks for another.
 */
async function draftLike(request: FastifyRequest, system: Running, court: CourtAt, filed: Draft): Promise<Draft> {
  const open = await readerOf(request, system, court.id).openCase(filed.caseId);
  const mine = eventsFor(request, system, court, open).find((each) => each.code === filed.event);
  const today = civilDate(system.court.clock.now(), court.zone);
  if (!mine && court.dictionary.at(filed.event, today)) throw new CourtError('event-not-yours');
  const definition = mine ?? court.dictionary.version(filed.event, filed.eventVersion ?? 1);
  if (!definition) throw new CourtError('event-unknown', filed.event);
  const answers = answersLike(definition, filed.answers);
  return beginDraft(system.court, court.id, request.who!.account, filed.caseId, answers, definition.version);
}
