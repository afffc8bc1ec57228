/** A document's page with its price, the act of buying a look, and the bytes (spec/pacer.md §7.7, §9.7; DESIGN §3.7). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import type { DocumentDetail, DocumentView } from '../../../court/docket/model.ts';
import type { OpenCase } from '../../../court/docket/reader.ts';
import { serveDocument } from '../../../court/documents/serve-document.ts';
import type { Purchase } from '../../../court/ports.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asDigits, type DocumentSerial } from '../../../kernel/ids.ts';
import { cents } from '../../../kernel/money.ts';
import { token } from '../../../kernel/random.ts';
import { usDateTime } from '../../../kernel/time.ts';
import { readBody } from '../forms.ts';
import { caseOf, documentOf } from '../look/addresses.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { type DocumentChoice, documentPage } from '../pages/document.ts';
import { receiptPage } from '../pages/receipt.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { priceShown } from './cases.ts';
import { caseAt, freeFor, readerOf, recordShown } from './reading.ts';
import { receiptView } from './receipt-view.ts';

interface Opened {
  readonly court: CourtAt;
  readonly open: OpenCase;
  readonly document: DocumentDetail;
}

/** The document that an address names, let through by the reader; it must belong to the case of the address (security.md A04). */
async function opened(request: FastifyRequest, system: Running): Promise<Opened> {
  const court = await courtOf(request, system);
  const reader = readerOf(request, system, court.id);
  const serial = asDigits<DocumentSerial>((request.params as { document: string }).document);
  if (serial === null) throw new CourtError('absent');
  const open = await caseAt(request, reader);
  const document = await reader.document(serial, open.header.caseId);
  return { court, open, document };
}

/** How a PDF leaves: exactly `application/pdf`, for existing software knows no charset there (spec/legacy-pages.md §1.5). */
export function pdfHeaders(reply: FastifyReply, caseNumber: string, document: DocumentDetail, etag: string): void {
  const attachment = document.attachmentNo > 0 ? `-${document.attachmentNo}` : '';
  reply
    .header('content-type', 'application/pdf')
    .header(
      'content-disposition',
      `inline; filename="${caseNumber.replace(':', '-')}-${document.docNo ?? 'x'}${attachment}.pdf"`,
    )
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
    .header('accept-ranges', 'bytes')
    .header('etag', etag);
}

/** Seen by those cleared only, who look free: nothing of it goes into the billing. */
const isSealedDocument = (document: DocumentDetail): boolean =>
  ['sealed', 'court-only', 'stricken'].includes(document.restriction);

/** Nobody is charged for a written opinion, and nothing is recorded of who looks at it (spec/pacer.md §7.4, §9.9). */
const isFreeOpinion = (document: DocumentDetail): boolean => document.opinion && document.restriction === 'public';
const OPINION = 'A written opinion of the court is free to everyone.';

export function purchaseOf(
  court: CourtAt,
  open: OpenCase,
  document: Pick<DocumentView, 'serial' | 'attachmentNo' | 'pages'>,
  number: string | null,
): Purchase {
  return {
    court: court.id,
    kind: 'document',
    object: `document ${document.serial}`,
    size: { pages: document.pages ?? 1 },
    description: `Image${number ?? ''}-${document.attachmentNo}`,
    caseNumber: open.header.fullNumber,
  };
}

const viewForm = z.strictObject({ accepted: z.coerce.number().int().min(0), key: z.string().max(100).optional() });

export function documentRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/cases/:case/documents/:document', 'reader', async (request, reply) => {
    const system = up();
    const { court, open, document } = await opened(request, system);
    const [entry] = await open.entries([document.seq]);
    if (!entry) throw new CourtError('absent');
    const documents = entry.documents.some((each) => each.serial === document.serial)
      ? entry.documents
      : [...entry.documents, document];
    const page = documentPage(pageContext(request, court), {
      summary: open.header,
      entry: {
        seq: entry.seq,
        number: entry.number,
        filedOn: entry.filedOn,
        words: entry.parts ?? entry.text,
        strickenBy: entry.strickenBy,
      },
      documents: await Promise.all(
        documents.map((each) => choice(request, system, court, open, each, entry.number, isFreeOpinion(document))),
      ),
      selected: document.serial,
      restriction: document.restriction === 'public' ? null : RESTRICTION_WORDS[document.restriction],
      mayManage:
        open.side === 'pub' &&
        entry.restricted === null &&
        mayAct(request.actor, court.id, open.header.caseId, 'manage-case'),
    });
    return sendPage(reply, page);
  });

  writes(
    app,
    '/ecf/:court/cases/:case/documents/:document/view',
    'signed-on',
    async (request, reply) => {
      const system = up();
      const { court, open, document } = await opened(request, system);
      const { accepted, key } = readBody(request, viewForm);
      if (document.sha256 === null) throw new CourtError('document-not-here');
      const purchase = purchaseOf(court, open, document, document.docNo === null ? null : String(document.docNo));
      if (open.side === 'pub' && !isSealedDocument(document) && !isFreeOpinion(document))
        await system.pacerPort.charge(
          request.who!,
          purchase,
          cents(accepted),
          freeFor(request, court),
          key ?? token(system.court.random, 24),
        );
      const address = documentOf(caseOf(court.base, open.header.number), document.serial);
      return reply.redirect(`${address}/pdf`, 303);
    },
    { charges: true },
  );

  reads(app, '/ecf/:court/cases/:case/documents/:document/receipt', 'signed-on', async (request, reply) => {
    const system = up();
    const { court, open, document } = await opened(request, system);
    const bought = await system.pacerPort.openLook(request.who!, court.id, `document ${document.serial}`);
    if (!bought) throw new CourtError('charge-not-accepted');
    const address = documentOf(caseOf(court.base, open.header.number), document.serial);
    const page = receiptPage(pageContext(request, court), {
      receipt: receiptView(bought, request.who!.loginId, court.zone, 'Case Number'),
      onward: { words: 'View document', href: `${address}/pdf` },
    });
    return sendPage(reply, page);
  });

  reads(app, '/ecf/:court/cases/:case/documents/:document/pdf', 'signed-on', async (request, reply) => {
    const system = up();
    const { court, open, document } = await opened(request, system);
    const bought = await system.pacerPort.openLook(request.who!, court.id, `document ${document.serial}`);
    if (!bought && !freeFor(request, court) && !isFreeOpinion(document)) throw new CourtError('charge-not-accepted');
    const served = await serveDocument(system.court, request.actor, document, open.header);
    await recordShown(request, system, court.id, `document ${document.serial}`);
    pdfHeaders(reply, open.header.fullNumber, document, served.etag);
    return sendRange(request, reply, served);
  });
}

const RESTRICTION_WORDS = {
  participants: 'Only counsel and parties in this case, and the court, can open this document.',
  'ssa-immigration':
    'Only counsel and parties in this case, the court, and public terminal users can open this document.',
  'applicable-party': 'Only the court and the applicable party can open this document.',
  'selected-parties': 'This document is restricted to specific users.',
  'ex-parte': 'Only the court and who filed it can open this document.',
  'pending-redaction': 'Only the court and who filed it can open this document until it is redacted.',
  embargo: 'This document is restricted to specific users until it is released.',
  stricken: 'This document has been stricken. Only court users can open it.',
  'court-only': 'Only court users can open this document.',
  sealed: 'This document is sealed. Only those whom the court has cleared can open it.',
} as const;

async function choice(
  request: FastifyRequest,
  system: Running,
  court: CourtAt,
  open: OpenCase,
  document: DocumentView,
  number: string | null,
  freeOpinion: boolean,
): Promise<DocumentChoice> {
  const { who } = request;
  if (!who || document.pages === null) return { document, price: null, boughtUntil: null };
  if (freeOpinion) return { document, price: { kind: 'free', pages: document.pages, why: OPINION }, boughtUntil: null };
  const price = await system.pacerPort.price(who, purchaseOf(court, open, document, number), freeFor(request, court));
  return {
    document,
    price: priceShown(price),
    boughtUntil: price.openUntil ? usDateTime(price.openUntil, court.zone) : null,
  };
}

/** One range as RFC 9110 §14 has it; several, or none that can be met, are answered with the whole or 416. */
export async function sendRange(
  request: FastifyRequest,
  reply: FastifyReply,
  served: { readonly bytes: number; read(from: number, to: number): Promise<NodeJS.ReadableStream> },
): Promise<FastifyReply> {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(String(request.headers.range ?? ''));
  const wanted = asked && (asked[1] !== '' || asked[2] !== '') ? rangeOf(asked[1]!, asked[2]!, served.bytes) : null;
  if (wanted === 'unmet') return reply.status(416).header('content-range', `bytes */${served.bytes}`).send();
  const { from, to } = wanted ?? { from: 0, to: served.bytes - 1 };
  if (wanted) reply.status(206).header('content-range', `bytes ${from}-${to}/${served.bytes}`);
  reply.header('content-length', to - from + 1);
  if (request.method === 'HEAD') return reply.send();
  return reply.send(await served.read(from, to));
}

function rangeOf(first: string, last: string, bytes: number): { from: number; to: number } | 'unmet' {
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return from > to || from >= bytes ? 'unmet' : { from, to };
}
