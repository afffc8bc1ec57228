/** What the handlers that read share: the reader of a request, and a case from an address. */
import type { FastifyRequest } from 'fastify';
import { recordAccess } from '../../../court/access/access-log.ts';
import { looksFree } from '../../../court/access/policy.ts';
import { type OpenCase, type Reader, type ReaderPorts, readerFor } from '../../../court/docket/reader.ts';
import type { CourtInForce } from '../../../court/settings/in-force.ts';
import { wholeCaseNumber } from '../../../kernel/case-number.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asDigits, type CaseId, type CourtId } from '../../../kernel/ids.ts';
import type { Running } from '../running.ts';

export const readerPorts = (system: Running): ReaderPorts => ({
  web: system.court.web,
  registrar: system.court.registrar,
  clock: system.court.clock,
  zoneOf: async (court) => (await system.court.settingsOf(court)).zone,
});

export const readerOf = (request: FastifyRequest, system: Running, court: CourtId): Reader =>
  readerFor(readerPorts(system), request.actor, court);

/** The case that an address names, by number (`1-26-cv-00142`) or by caseid. Throws `case-not-found`, `case-under-seal`. */
export function caseAt(request: FastifyRequest, reader: Reader): Promise<OpenCase> {
  const named = (request.params as { case: string }).case;
  const caseId = asDigits<CaseId>(named);
  if (caseId !== null) return reader.openCase(caseId);
  const number = wholeCaseNumber(named);
  if (!number) throw new CourtError('case-not-found');
  return reader.openCase(number);
}

/** Records that something was shown to whoever asks: by number, never by name (spec/security.md, ASVS 16.3.2). */
export const recordShown = (
  request: FastifyRequest,
  system: Running,
  court: CourtId,
  object: string,
  answer = 'shown',
): Promise<void> =>
  recordAccess(system.court.web, {
    at: system.court.clock.now(),
    requestId: request.id,
    actor: request.actor,
    court,
    route: request.routeOptions.url ?? '',
    object,
    allowed: true,
    answer,
  });

/** Looks that cost this actor nothing: court users at work, the terminal. */
export const freeFor = (request: FastifyRequest, court: CourtInForce): boolean => looksFree(request.actor, court.id);
