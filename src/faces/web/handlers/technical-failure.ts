/** A filer logs that something failed before a deadline; error pages lead here (spec/filing.md §14.3 item 96, §15 pain 37). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import { caseManagerOf } from '../../../court/cases/judges.ts';
import { failureFor, type ListedFailure, logFailure } from '../../../court/clerk/failures.ts';
import { MOST_WORDS, readReference } from '../../../court/clerk/model.ts';
import type { CaseHeader } from '../../../court/docket/model.ts';
import { listDrafts, readDraft } from '../../../court/filing/drafts.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asUuid, type CaseId, type DraftId } from '../../../kernel/ids.ts';
import { civilDate, usDateTime } from '../../../kernel/time.ts';
import { readBody, readQuery } from '../forms.ts';
import { failureFormOf, failureOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { failureFormPage, failurePage } from '../pages/desk/failure.ts';
import type { TroubleHelp } from '../pages/filing/frame.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { caseAt, readerOf, readerPorts } from './reading.ts';

const failureForm = z.strictObject({ what: z.string().max(10_000).default(''), draft: z.string().max(60).default('') });

export function technicalFailureRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/technical-failure', 'filer', async (request, reply) => {
    const { draft } = readQuery(request, z.strictObject({ draft: z.string().max(60).default('') }));
    return showForm(request, reply, up(), { what: '', draft }, []);
  });

  writes(app, '/ecf/:court/technical-failure', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const typed = readBody(request, failureForm);
    const errors: FieldError[] = [];
    const draft = typed.draft === '' ? null : asUuid<DraftId>(typed.draft);
    if (typed.draft !== '' && draft === null) throw new CourtError('request-malformed', 'draft');
    if (typed.what.trim() === '') errors.push({ field: 'what', text: 'Say what happened.' });
    if (typed.what.trim().length > MOST_WORDS)
      errors.push({ field: 'what', text: `Use at most ${MOST_WORDS} characters.` });
    if (errors.length > 0) return showForm(request, reply, system, typed, errors);
    const { zoneOf } = readerPorts(system);
    const logged = await logFailure({ ...system.court, zoneOf }, request.actor, {
      court: court.id,
      what: typed.what,
      draft,
    });
    return reply.redirect(`${failureOf(court.base, logged.reference)}?logged=1`, 303);
  });

  reads(app, '/ecf/:court/technical-failure/:reference', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { logged } = readQuery(request, z.strictObject({ logged: z.string().max(1).optional() }));
    const reference = readReference((request.params as { reference: string }).reference);
    const found = reference && (await failureFor(system.court.web, request.actor, court.id, reference));
    if (!found) throw new CourtError('absent');
    const header = found.caseId === null ? null : await headerOf(request, system, court, found.caseId);
    const page = failurePage(pageContext(request, court), {
      reference: found.reference,
      loggedAt: usDateTime(found.loggedAt, court.zone),
      utc: found.loggedAt,
      who: found.who ?? 'An account that this court does not know',
      what: found.what,
      caseWords: header && `${header.fullNumber} ${header.shortTitle}`,
      event: eventWords(system, court, found),
      caseManager: caseManagerOf(court, header?.presider ?? null),
      justLogged: logged !== undefined,
      byClerk: mayAct(request.actor, court.id, null, 'manage-case'),
    });
    return sendPage(reply, page);
  });
}

function eventWords(system: Running, court: CourtAt, { event }: ListedFailure): string | null {
  if (event === null) return null;
  return court.dictionary.at(event, civilDate(system.court.clock.now(), court.zone))?.name ?? event;
}

/** Through the reader, so that a case which this person may not see is not named. */
const headerOf = (
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  caseId: CaseId,
): Promise<CaseHeader | null> =>
  readerOf(request, system, court.id)
    .openCase(caseId)
    .then(
      (open) => open.header,
      () => null,
    );

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  typed: { readonly what: string; readonly draft: string },
  errors: readonly FieldError[],
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const now = system.court.clock.now();
  const today = civilDate(now, court.zone);
  const drafts = await listDrafts(system.court, court.id, request.who!.account);
  const open = await Promise.all(
    drafts
      .filter((draft) => !draft.filing)
      .map(async (draft) => {
        const header = await headerOf(request, system, court, draft.caseId);
        const event = court.dictionary.at(draft.event, today)?.name ?? draft.event;
        return { value: draft.draft as string, text: header ? `${header.fullNumber}: ${event}` : event };
      }),
  );
  const page = failureFormPage(pageContext(request, court), {
    now: usDateTime(now, court.zone),
    drafts: open,
    typed,
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

/** How long a page that says something failed may look for the case: the database may be what failed. */
const PATIENCE_MILLISECONDS = 300;

/** What the page of a fault offers: the log, and the case manager of the judge whose case the address names. */
export async function troubleOf(request: FastifyRequest, system: Running, court: CourtAt): Promise<TroubleHelp> {
  const given = (request.params ?? {}) as { case?: string; draft?: string };
  const id = asUuid<DraftId>(given.draft ?? '');
  const header = await Promise.race([
    headerInAddress(request, system, court, given.case !== undefined, id).catch(() => null),
    new Promise<null>((done) => {
      setTimeout(() => done(null), PATIENCE_MILLISECONDS).unref();
    }),
  ]);
  return {
    logHref: failureFormOf(court.base, id),
    caseManager: caseManagerOf(court, header?.presider ?? null),
  };
}

async function headerInAddress(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  namesCase: boolean,
  draft: DraftId | null,
): Promise<CaseHeader | null> {
  const reader = readerOf(request, system, court.id);
  if (namesCase) return (await caseAt(request, reader)).header;
  if (draft === null || !request.who) return null;
  const { caseId } = await readDraft(system.court, court.id, request.who.account, draft);
  return (await reader.openCase(caseId)).header;
}
