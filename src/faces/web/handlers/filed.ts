/** What was filed: the notice again, and "did it land?" by key. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ManualFilingEnd } from '../../../court/clerk/manual-filings.ts';
import { readFiling, receiptByKey } from '../../../court/filing/read-filing.ts';
import { nefBody } from '../../../court/noticing/nef-html.ts';
import { nefOfFiling } from '../../../court/noticing/nef-of-filing.ts';
import { wholeCaseNumber } from '../../../kernel/case-number.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asUuid, type FilingId } from '../../../kernel/ids.ts';
import { usDate, usDateTime } from '../../../kernel/time.ts';
import { readQuery } from '../forms.ts';
import { caseOf, docketOf } from '../look/addresses.ts';
import { courtOf, pageContext, sendPage } from '../page-context.ts';
import { nefPage } from '../pages/filing/filed.ts';
import { HELD_WORDS } from '../pages/filing/papers.ts';
import { END_WORDS } from '../pages/manage/manual.ts';
import { reads } from '../route.ts';
import type { FaceSettings, Running } from '../running.ts';
import { correctionsOf } from './corrections.ts';
import { againOf } from './file-again.ts';

export const filingOf = (base: string, filing: FilingId): string => `${base}/filings/${filing}`;

export function filedRoutes(app: FastifyInstance, up: () => Running, settings: FaceSettings): void {
  reads(app, '/ecf/:court/filings/by-key', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { key } = readQuery(request, z.strictObject({ key: z.string().min(8).max(200) }));
    const receipt = await receiptByKey(system.court, request.actor, court.id, key);
    if (!receipt) throw new CourtError('filing-not-found');
    return reply.redirect(`${filingOf(court.base, receipt.filingId)}?filed=1`, 303);
  });

  reads(app, '/ecf/:court/filings/:filing', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const id = asUuid<FilingId>((request.params as { filing: string }).filing);
    const { filed, asked } = readQuery(
      request,
      z.strictObject({ filed: z.string().optional(), asked: z.string().optional() }),
    );
    const found = id && (await readFiling(system.court, request.actor, court.id, { filing: id }));
    if (!found) throw new CourtError('filing-not-found');
    const { receipt, parts, furtherParts, signers, manualFiling } = found;
    const base = settings.publicUrl ?? `${request.protocol}://${request.host}`;
    const nef = nefOfFiling(
      [
        { receipt, parts },
        ...receipt.alsoIn.map((each) => ({ receipt: each, parts: furtherParts.get(each.caseId) ?? null })),
      ],
      new Map(receipt.documents.map((each) => [each.serial, each.originalName])),
      court,
      `${base}/ecf/${court.id}`,
    );
    // Without the initials, which an imported docket may have put in any signs.
    const number = wholeCaseNumber(receipt.caseNumber.split('-', 3).join('-'))!;
    const caseHref = caseOf(court.base, number);
    const notice = {
      kind: 'success',
      text: 'The clerk has your request. You are told by e-mail what becomes of it.',
    } as const;
    const page = nefPage(pageContext(request, court, asked === undefined ? undefined : notice), {
      body: nefBody(nef),
      caseWords: `${receipt.caseNumber} ${receipt.caseTitle}`,
      caseHref,
      docketHref: `${docketOf(caseHref)}#entry-${receipt.entry}`,
      number: receipt.documentNumber === null ? null : String(receipt.documentNumber),
      filedAt: usDateTime(receipt.receivedAt, court.zone),
      proofHref: null,
      justFiled: filed !== undefined,
      againAction: await againOf(request, system, court, id),
      signers: signers.map((each) => ({ ...each, held: HELD_WORDS[each.held] ?? each.held })),
      manualFiling: manualFiling && {
        what: manualFiling.what,
        state:
          manualFiling.endedOn !== null
            ? `${END_WORDS[manualFiling.endedHow as ManualFilingEnd]}: ${usDate(manualFiling.endedOn)}`
            : manualFiling.receivedOn !== null
              ? `Received by the clerk on ${usDate(manualFiling.receivedOn)}`
              : 'The clerk expects it. Deliver it with a copy of this notice.',
      },
      corrections: await correctionsOf(request, system, court, id, receipt),
    });
    return sendPage(reply, page);
  });
}
