/** The list of a person's drafts, and the act of discarding one. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Draft, discardDraft, listDrafts } from '../../../court/filing/drafts.ts';
import { catalogue } from '../../../kernel/errors.ts';
import { civilDate, timeAgo, usDateTime } from '../../../kernel/time.ts';
import { readBody } from '../forms.ts';
import { draftsOf } from '../look/addresses.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { draftsPage } from '../pages/drafts.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { againOf } from './file-again.ts';
import { filingOf } from './filed.ts';
import { readerOf } from './reading.ts';
import { draftIn, openFindings } from './wizard-desk.ts';

export function draftListRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/drafts', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const drafts = await listDrafts(system.court, court.id, request.who!.account);
    const rows = await Promise.all(drafts.map((draft) => draftRow(request, system, court, draft)));
    return sendPage(reply, draftsPage(pageContext(request, court), rows));
  });
  writes(app, '/ecf/:court/drafts/:draft/discard', 'filer', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    readBody(request, z.strictObject({ rowVersion: z.string().optional() }));
    await discardDraft(system.court, court.id, request.who!.account, draftIn(request));
    return reply.redirect(draftsOf(court.base), 303);
  });
}

async function draftRow(request: FastifyRequest, system: Running, court: CourtAt, draft: Draft) {
  const base = `${draftsOf(court.base)}/${draft.draft}`;
  const now = system.court.clock.now();
  const definition = court.dictionary.at(draft.event, civilDate(now, court.zone), court.docketWording);
  const open = await readerOf(request, system, court.id)
    .openCase(draft.caseId)
    .catch(() => null);
  const missing =
    open && definition && !draft.filing
      ? (await openFindings(request, { system, court, open, draft, definition })).map(
          (each) => catalogue[each.code].text,
        )
      : [];
  return {
    id: draft.draft,
    rowVersion: draft.rowVersion,
    caseWords: open ? `${open.header.fullNumber} ${open.header.shortTitle}` : null,
    event: definition?.name ?? court.dictionary.version(draft.event, draft.eventVersion ?? 1)?.name ?? draft.event,
    retired: !definition && !draft.filing,
    age: draft.filing
      ? `Filed ${usDateTime(draft.updatedAt, court.zone)}`
      : `Saved ${usDateTime(draft.updatedAt, court.zone)}, ${timeAgo(draft.updatedAt, now)}`,
    state: draft.filing
      ? ({
          kind: 'filed',
          nefHref: filingOf(court.base, draft.filing),
          number: null,
          againAction: await againOf(request, system, court, draft.filing),
        } as const)
      : ({ kind: 'open', href: base, discardAction: `${base}/discard`, missing: [...new Set(missing)] } as const),
  };
}
