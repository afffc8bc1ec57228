/**
 * The addresses that notices and existing software carry (spec/legacy-pages.md §3): they lead to the same pages as ours.
 * The legacy pages themselves come with the software that needs them.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { findLook } from '../../court/noticing/free-look.ts';
import { CourtError } from '../../kernel/errors.ts';
import { asDigits, type CaseId, type DocumentSerial } from '../../kernel/ids.ts';
import { readQuery } from '../web/forms.ts';
import { readerOf } from '../web/handlers/reading.ts';
import { caseOf, docketOf, documentOf } from '../web/look/addresses.ts';
import { courtOf } from '../web/page-context.ts';
import { reads } from '../web/route.ts';
import type { Running } from '../web/running.ts';

/** Prefix of the court, flag digit, serial; the flag digit means nothing for which document it is. */
const DOC_ID = /^(\d{3})[01](\d{1,12})$/;

export function legacyAddresses(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/doc1/:docId', 'reader', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const found = DOC_ID.exec((request.params as { docId: string }).docId);
    const serial = asDigits<DocumentSerial>(found?.[2]?.replace(/^0+/, '') ?? '');
    if (found?.[1] !== court.docPrefix || serial === null) throw new CourtError('absent');
    const { magic_num: token, caseid } = readQuery(
      request,
      z.object({ magic_num: z.string().max(40).optional(), caseid: z.string().max(20).optional() }),
    );
    const look =
      token === undefined ? null : await findLook(system.court.web, court.id, token, system.court.clock.now());
    // A look that has ended is no reason to refuse: the page states the price instead.
    if (look) return reply.redirect(`${court.base}/free-look/${token}`, 303);
    const reader = readerOf(request, system, court.id);
    // One document may stand in several cases: which is meant, the address may say. What it says besides is not held against it.
    const within = asDigits<CaseId>(caseid ?? '');
    const document = await reader
      .document(serial, within ?? undefined)
      .catch((error: unknown) => reader.document(serial).catch(() => Promise.reject(error)));
    const open = await reader.openCase(document.caseId);
    return reply.redirect(documentOf(caseOf(court.base, open.header.number), serial), 303);
  });

  reads(app, '/ecf/:court/cgi-bin/DktRpt.pl', 'reader', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const caseId = asDigits<CaseId>(request.url.split('?')[1]?.split('&')[0] ?? '');
    if (caseId === null) throw new CourtError('case-not-found');
    const open = await readerOf(request, system, court.id).openCase(caseId);
    return reply.redirect(docketOf(caseOf(court.base, open.header.number)), 303);
  });
}
