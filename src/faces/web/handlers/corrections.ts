/** The filer asks for corrections and follows them (spec/filing.md §14.3 item 97, §15 pain 3). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { askCorrection } from '../../../court/clerk/ask-correction.ts';
import {
  CORRECTION_KINDS,
  CORRECTION_WORDS,
  type CorrectionRequest,
  MOST_WORDS,
  type RequestId,
} from '../../../court/clerk/model.ts';
import { requestsOfAccount, requestsOfFiling } from '../../../court/clerk/requests-store.ts';
import type { Receipt } from '../../../court/filing/model.ts';
import { readFiling } from '../../../court/filing/read-filing.ts';
import { shortNumber } from '../../../kernel/case-number.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import type { Html } from '../../../kernel/html.ts';
import { asUuid, type FilingId } from '../../../kernel/ids.ts';
import { usDateTime } from '../../../kernel/time.ts';
import { readBody, readQuery } from '../forms.ts';
import { correctionOf, requestsOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { type AskView, askPage, correctionSection, type RequestRow, requestsPage } from '../pages/desk/corrections.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { filingOf } from './filed.ts';

const PAGE = 50;
const askForm = z.strictObject({
  kind: z.enum(CORRECTION_KINDS).optional(),
  reason: z.string().max(10_000).default(''),
});

/** What stands on the page of a filing about its corrections. */
export async function correctionsOf(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  filing: FilingId,
  receipt: Receipt,
): Promise<Html> {
  const asked = await requestsOfFiling(system.court.web, court.id, filing, request.who!.account);
  const open = receipt.restriction === 'public';
  return correctionSection(
    asked.map((each) => rowOf(each, court, null)),
    open ? correctionOf(court.base, filing) : null,
    court.helpDesk.phone ?? '',
  );
}

const rowOf = (asked: CorrectionRequest, court: CourtAt, filing: RequestRow['filing']): RequestRow => ({
  kind: CORRECTION_WORDS[asked.kind],
  reason: asked.reason,
  asked: usDateTime(asked.askedAt, court.zone),
  state: asked.state,
  answer: asked.answer,
  answered: asked.answeredAt && usDateTime(asked.answeredAt, court.zone),
  filing,
});

/** The filing of the address, of who is signed on. Throws `filing-not-found`. */
async function filingAt(request: FastifyRequest, system: Running) {
  const court = await courtOf(request, system);
  const id = asUuid<FilingId>((request.params as { filing: string }).filing);
  const found = id && (await readFiling(system.court, request.actor, court.id, { filing: id }));
  if (!found) throw new CourtError('filing-not-found');
  if (found.receipt.restriction !== 'public') throw new CourtError('correction-by-telephone');
  return { system, court, id, receipt: found.receipt };
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  { court, id, receipt }: Awaited<ReturnType<typeof filingAt>>,
  typed: AskView['typed'],
  errors: readonly FieldError[],
  status = errors.length > 0 ? 422 : 200,
): FastifyReply {
  const page = askPage(pageContext(request, court), {
    caseWords: `${receipt.caseNumber} ${receipt.caseTitle}`,
    filingHref: filingOf(court.base, id),
    action: correctionOf(court.base, id),
    number: receipt.documentNumber === null ? null : String(receipt.documentNumber),
    typed,
    errors,
  });
  return sendPage(reply, page, status);
}

export function correctionRoutes(app: FastifyInstance, up: () => Running): void {
  const path = '/ecf/:court/filings/:filing/correction';
  reads(app, path, 'filer', async (request, reply) =>
    show(request, reply, await filingAt(request, up()), { kind: '', reason: '' }, []),
  );

  writes(app, path, 'filer', async (request, reply) => {
    const at = await filingAt(request, up());
    const { kind, reason } = readBody(request, askForm);
    const typed = { kind: kind ?? '', reason };
    const errors: FieldError[] = [];
    if (!kind) errors.push({ field: 'kind', text: 'Choose what is wrong.' });
    if (reason.trim() === '') errors.push({ field: 'reason', text: 'Say what the clerk should do, and why.' });
    if (reason.trim().length > MOST_WORDS)
      errors.push({ field: 'reason', text: `Use at most ${MOST_WORDS} characters.` });
    if (!kind || errors.length > 0) return show(request, reply, at, typed, errors);
    const wish = { court: at.court.id, filing: at.id, kind, reason };
    try {
      await askCorrection(at.system.court, request.actor, wish);
    } catch (error) {
      if (!(error instanceof CourtError) || error.code !== 'correction-open') throw error;
      const { text, todo } = catalogue['correction-open'];
      return show(request, reply, at, typed, [{ field: 'kind', text, todo }], 409);
    }
    return reply.redirect(`${filingOf(at.court.base, at.id)}?asked=1#corrections`, 303);
  });

  reads(app, '/ecf/:court/requests', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { before } = readQuery(request, z.strictObject({ before: z.uuid().optional() }));
    const found = await requestsOfAccount(
      system.court.web,
      court.id,
      request.who!.account,
      (before ?? null) as RequestId | null,
      PAGE + 1,
    );
    const rows = found.slice(0, PAGE);
    const page = requestsPage(pageContext(request, court), {
      rows: rows.map((each) =>
        rowOf(each, court, {
          words: `${each.number === null ? 'Entry' : `Document ${each.number}`} in ${shortNumber({ ...each, seq: each.caseSeq })}`,
          href: filingOf(court.base, each.filing),
        }),
      ),
      olderHref: found.length > PAGE ? `${requestsOf(court.base)}?before=${rows.at(-1)!.id}` : null,
    });
    return sendPage(reply, page);
  });
}
