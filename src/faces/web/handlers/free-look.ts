/** Free looks from a notice's link (DESIGN §4.9): no sign-on, no charge, begun by a click. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { EntryView } from '../../../court/docket/model.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import { serveDocument } from '../../../court/documents/serve-document.ts';
import { beginLook, type FreeLook, findLook } from '../../../court/noticing/free-look.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asDigits, type DocumentSerial } from '../../../kernel/ids.ts';
import { usDateTime } from '../../../kernel/time.ts';
import { readBody } from '../forms.ts';
import { caseOf } from '../look/addresses.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { freeLookPage } from '../pages/free-look.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { pdfHeaders, sendRange } from './documents.ts';
import { readerOf, recordShown } from './reading.ts';

const lookBase = (court: CourtAt): string => `${court.base}/free-look`;

export function freeLookRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/free-look/:token', 'reader', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    return showLook(request, reply, system, court, (request.params as { token: string }).token);
  });

  writes(app, '/ecf/:court/free-look', 'reader', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { token } = readBody(request, z.strictObject({ token: z.string().max(40) }));
    // A look is used up by somebody who may look: of restricted documents that is known after sign-on only.
    const look = await findLook(system.court.web, court.id, token, system.court.clock.now());
    if (!look) throw new CourtError('look-ended');
    await entryOpened(request, system, court, look);
    await beginLook(system.court.web, court.id, token, system.court.clock.now());
    return reply.redirect(`${lookBase(court)}/${token}`, 303);
  });

  reads(app, '/ecf/:court/free-look/:token/:document', 'reader', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { token, document: named } = request.params as { token: string; document: string };
    const look = await findLook(system.court.web, court.id, token, system.court.clock.now());
    if (!look?.openUntil) throw new CourtError('look-ended');
    const serial = asDigits<DocumentSerial>(named);
    const open = await readerOf(request, system, court.id).openCase(look.caseId);
    if (serial === null) throw new CourtError('absent');
    const document = await readerOf(request, system, court.id).document(serial, look.caseId);
    if (document.seq !== look.entry) throw new CourtError('absent');
    const served = await serveDocument(system.court, request.actor, document, open.header);
    await recordShown(request, system, court.id, `document ${document.serial}`, 'free look');
    pdfHeaders(reply, open.header.fullNumber, document, served.etag);
    return sendRange(request, reply, served);
  });
}

/** The landing page of a notice's link. Throws `look-ended` when the token can no longer be used. */
export async function showLook(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  court: CourtAt,
  token: string,
): Promise<FastifyReply> {
  const look = await findLook(system.court.web, court.id, token, system.court.clock.now());
  if (!look) throw new CourtError('look-ended');
  const { open, entry } = await entryOpened(request, system, court, look);
  return sendPage(reply, freeLookPage(pageContext(request, court), viewOf(open, entry, look, court, token)));
}

/**
 * The entry of a look for whoever asks. Restricted documents open after sign-on, to those whom the policy lets: who follows the
 * link without having signed on is led there and back (spec/pacer.md §7.5). Throws `sign-on-required`, `document-refused`.
 */
async function entryOpened(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  look: FreeLook,
): Promise<{ open: OpenCase; entry: EntryView }> {
  const open = await readerOf(request, system, court.id).openCase(look.caseId);
  const [entry] = await open.entries([look.entry]);
  if (!entry) throw new CourtError('look-ended');
  if (entry.documents.length === 0) throw new CourtError(request.who ? 'document-refused' : 'sign-on-required');
  return { open, entry };
}

function viewOf(
  open: OpenCase,
  entry: EntryView,
  look: FreeLook,
  court: CourtAt,
  token: string,
): Parameters<typeof freeLookPage>[1] {
  return {
    caseWords: `${open.header.fullNumber} ${open.header.shortTitle}`,
    caseHref: caseOf(court.base, open.header.number),
    number: entry.number,
    filedOn: entry.filedOn,
    words: entry.text,
    strickenBy: entry.strickenBy,
    documents: entry.documents
      .filter((each) => each.pages !== null)
      .map((each) => ({
        name: each.attachmentNo === 0 ? 'Main document' : `Attachment ${each.attachmentNo}: ${each.description}`,
        pages: each.pages!,
        href: look.openUntil ? `${lookBase(court)}/${token}/${each.serial}` : null,
      })),
    begin: look.openUntil ? null : { action: lookBase(court), token },
    until: usDateTime(look.openUntil ?? look.until, court.zone),
  };
}
