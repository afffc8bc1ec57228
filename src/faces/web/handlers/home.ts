/** The first page, the courts' own pages, and search over all of them. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { filingDayWords } from '../../../court/deadlines/filing-day.ts';
import { readerFor } from '../../../court/docket/reader.ts';
import { mandatoryWords } from '../../../court/filing/exemptions.ts';
import { readCaseNumber } from '../../../kernel/case-number.ts';
import { asCourtId, type CourtId } from '../../../kernel/ids.ts';
import { readQuery } from '../forms.ts';
import { courtBase } from '../look/addresses.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { courtHomePage, type HomeView, homePage } from '../pages/home.ts';
import { type SearchRow, searchPage } from '../pages/search.ts';
import { reads } from '../route.ts';
import type { Running } from '../running.ts';
import { readerPorts } from './reading.ts';

const searchQuery = z.strictObject({
  q: z.string().max(200).optional(),
  court: z.string().max(20).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
});

export function homeRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/', 'anyone', async (request, reply) =>
    sendPage(
      reply,
      homePage(pageContext(request, null), { courts: await courtCards(up()), demo: up().demoSignOns().length > 0 }),
    ),
  );

  reads(app, '/ecf/:court', 'anyone', async (request, reply) => {
    const court = await courtOf(request, up());
    const page = courtHomePage(pageContext(request, court), {
      about: court.home.welcome,
      notices: court.home.notices,
      address: [],
      cutOff: filingDayWords(court),
      mandatory: mandatoryWords(court),
      largestFilePages: null,
      largestFile: `${court.maxFileMegabytes} MB`,
      signOns:
        court.kind === 'training'
          ? up()
              .demoSignOns()
              .filter(({ courts }) => courts.includes(court.id))
          : [],
    });
    return sendPage(reply, page);
  });

  reads(app, '/search', 'reader', async (request, reply) => {
    const system = up();
    const wish = readQuery(request, searchQuery);
    const chosen = asCourtId(wish.court ?? '');
    const courts = chosen ? [chosen] : await system.courts();
    return sendPage(reply, await searched(request, system, null, courts, wish));
  });

  reads(app, '/ecf/:court/search', 'reader', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    return sendPage(reply, await searched(request, system, court, [court.id], readQuery(request, searchQuery)));
  });
}

async function courtCards(system: Running): Promise<HomeView['courts']> {
  const courts = await Promise.all((await system.courts()).map((id) => system.court.settingsOf(id)));
  return courts.map((court) => ({
    id: court.id,
    name: court.name,
    base: courtBase(court.id),
    about: court.home.welcome,
    kind: court.kind,
  }));
}

async function searched(
  request: FastifyRequest,
  system: Running,
  court: CourtAt | null,
  courts: readonly CourtId[],
  wish: z.output<typeof searchQuery>,
) {
  const typed = wish.q?.trim() ?? '';
  const number = readCaseNumber(typed);
  const rows: SearchRow[] = [];
  let more = false;
  if (typed.length > 0) {
    for (const id of courts) {
      const reader = readerFor(readerPorts(system), request.actor, id);
      const found = number
        ? await reader.casesByNumber(number)
        : typed.length < 2
          ? { cases: [], more: false }
          : await reader.casesByName(typed, wish.page);
      const { name } = await system.court.settingsOf(id);
      rows.push(...found.cases.map((each): SearchRow => (each.kind === 'case' ? { ...each, courtName: name } : each)));
      more ||= found.more;
    }
  }
  const address = (page: number): string =>
    `${request.originalUrl.split('?')[0]}?q=${encodeURIComponent(typed)}&page=${page}`;
  return searchPage(pageContext(request, court), {
    typed: typed === '' ? null : typed,
    by: number ? 'number' : 'name',
    rows,
    total: rows.length,
    courts: court ? [] : await courtCards(system),
    page: wish.page,
    pages: more ? wish.page + 1 : wish.page,
    previous: wish.page > 1 ? address(wish.page - 1) : null,
    next: more ? address(wish.page + 1) : null,
  });
}
