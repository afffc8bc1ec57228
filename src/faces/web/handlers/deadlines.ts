/** The deadlines of a case: free for everybody who is signed on and may see the case. */
import type { FastifyInstance } from 'fastify';
import { cutOffWords } from '../../../court/deadlines/filing-day.ts';
import { courtOf, pageContext, sendPage } from '../page-context.ts';
import { deadlinesPage } from '../pages/deadlines.ts';
import { reads } from '../route.ts';
import type { Running } from '../running.ts';
import { caseAt, readerOf, recordShown } from './reading.ts';

export function deadlineRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/cases/:case/deadlines', 'signed-on', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const open = await caseAt(request, readerOf(request, system, court.id));
    const deadlines = await open.deadlines();
    await recordShown(request, system, court.id, `deadlines ${open.header.caseId}`);
    const page = deadlinesPage(pageContext(request, court), {
      header: open.header,
      deadlines,
      titleOf: (name) => system.court.deadlines.titled(name).title,
      dayEnds: cutOffWords(court),
    });
    return sendPage(reply, page);
  });
}
