/** A docket of 5,000 entries as a page over HTTP, beside the time in which Postgres ships the same rows. */
import pg from 'pg';
import { readProjectFile } from '../src/compose.ts';
import { importDocket } from '../src/court/cases/import-docket.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { docketBatch } from '../src/court/docket/store.ts';
import { readCourtFacts } from '../src/court/settings/model.ts';
import type { CaseId, CourtId } from '../src/kernel/ids.ts';
import type { Queries } from '../src/kernel/ports.ts';
import { aClient } from './http.ts';
import { type Measured, median, millisecondsOf } from './line.ts';
import { aLongDocket } from './long-docket.ts';
import { buys, type World } from './world.ts';

const ENTRIES = 5_000;
const RUNS = 11;
const MB = 1024 * 1024;
/** What a docket of 2 MB may add to the server's memory when it is read again and again. */
const FLAT_MB = 16;

/** The sheet's own statement, as `docketBatch` sends it, for all rows at once. */
async function statementOfSheet(caseId: CaseId): Promise<{ name: string; text: string; values: unknown[] }> {
  let sent: { name: string; text: string; values: unknown[] } | undefined;
  const listener: Queries = {
    query: async (text, values, name) => {
      sent = { name: name!, text, values: [...values!] };
      return [];
    },
  };
  await docketBatch(listener, 'pub', 'dcd' as CourtId, caseId, { order: 'oldest-first' }, null, ENTRIES);
  return sent!;
}

export async function* benchDocket(world: World): AsyncGenerator<Measured> {
  const caseId = await takeIn(world);
  const path = '/ecf/dcd/cases/1-26-cv-00777/docket';
  await buys(world, path, { parties: '1' });
  const postgres = new pg.Client({ connectionString: world.courtUrl });
  await postgres.connect();
  const client = aClient();
  try {
    const ask = { url: `${world.baseUrl}${path}?order=oldest-first&parties=1`, headers: world.reader };
    const page = await client.fetch(ask);
    if (page.bytes < ENTRIES * 400) throw new Error(`the docket has ${page.bytes} bytes: it is not the whole`);
    const statement = await statementOfSheet(caseId);
    const ship = async () => {
      const { rows } = await postgres.query(statement);
      if (rows.length !== ENTRIES) throw new Error(`Postgres shipped ${rows.length} rows`);
    };
    for (let run = 0; run < 4; run++) await Promise.all([client.fetch(ask), ship()]);

    const times = { first: [] as number[], total: [] as number[], bare: [] as number[] };
    for (let run = 0; run < RUNS; run++) {
      const { firstByte, total } = await client.fetch(ask);
      times.first.push(firstByte);
      times.total.push(total);
      times.bare.push(await millisecondsOf(ship));
    }
    const [unit, n, bare] = ['ms', RUNS, median(times.bare)] as const;
    yield { name: 'docket-5000', ours: median(times.total), bare, unit, n, bar: { of: 'ratio', atMost: 2 } };
    yield { name: 'docket-5000-first-byte', ours: median(times.first), bare, unit, n };

    // What leaks grows each time: the least growth of three times ten is what counts, not the heap's breathing.
    const grown: number[] = [];
    for (let round = 0; round < 3; round++) {
      const before = process.memoryUsage.rss();
      for (let run = 0; run < 10; run++) await client.fetch(ask);
      grown.push(Math.max(0, process.memoryUsage.rss() - before) / MB);
    }
    yield {
      name: 'docket-5000-memory',
      ours: Math.min(...grown),
      bare: null,
      unit: 'MB grown',
      n: 10,
      bar: { of: 'ours', atMost: FLAT_MB },
    };
  } finally {
    client.end();
    await postgres.end();
  }
}

/** Imports the docket, as `openecf import` would, and gives its case. */
async function takeIn({ court }: World): Promise<CaseId> {
  const { clock, random, log, court: login } = court.system.court;
  const ports = {
    court: login,
    clock,
    random,
    log,
    enqueue: enqueueJob,
    facts: readCourtFacts(readProjectFile('courts/facts.csv').text),
  };
  const outcome = await importDocket(ports, JSON.stringify(aLongDocket(ENTRIES, 777)), 'long.json');
  if (outcome !== 'taken') throw new Error(`the docket was not taken in: ${JSON.stringify(outcome)}`);
  const [found] = await court.owner.query<{ case_id: CaseId }>(
    `select case_id from pub.case_record where court_id = 'dcd'`,
  );
  return found!.case_id;
}
