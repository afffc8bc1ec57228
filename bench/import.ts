/** Taking in a thousand dockets of forty entries, beside Postgres writing the same rows again by itself. */
import { readProjectFile } from '../src/compose.ts';
import { type ImportPorts, importDocket } from '../src/court/cases/import-docket.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { readCourtFacts } from '../src/court/settings/model.ts';
import type { Queries } from '../src/kernel/ports.ts';
import { type Measured, millisecondsOf } from './line.ts';
import { aLongDocket } from './long-docket.ts';
import type { World } from './world.ts';

const FILES = 1_000;
const ENTRIES = 40;
/** The first number; those below belong to other benches. */
const FIRST = 1_001;
/** Where the rows of a docket go, all but those that are one a file (the source, the chain, the message). */
const TABLES = ['pub.case_record', 'pub.party', 'ident.entry_identity', 'pub.docket_entry', 'pub.entry_version'];
const MINUTE = 60_000;

export const importPortsOf = ({ court }: World): ImportPorts => {
  const { clock, random, log, court: login } = court.system.court;
  const facts = readCourtFacts(readProjectFile('courts/facts.csv').text);
  return { court: login, clock, random, log, enqueue: enqueueJob, facts };
};

export async function* benchImport(world: World): AsyncGenerator<Measured> {
  const ports = importPortsOf(world);
  const files = Array.from({ length: FILES }, (_, n) => JSON.stringify(aLongDocket(ENTRIES, FIRST + n)));
  const ours = await millisecondsOf(async () => {
    for (const [n, file] of files.entries()) {
      const outcome = await importDocket(ports, file, `${n}.json`);
      if (outcome !== 'taken') throw new Error(`a docket was not taken in: ${JSON.stringify(outcome)}`);
    }
  });
  const { owner } = world.court;
  const cases = await owner.query<{ case_id: number }>(
    `select case_id from pub.case_record where court_id = 'dcd' and seq >= $1 order by case_id`,
    [FIRST],
  );
  if (cases.length !== FILES) throw new Error(`${cases.length} of ${FILES} cases stand`);
  for (const table of TABLES) await owner.query(`create table ${scratch(table)} (like ${table} including all)`);
  const statements = await Promise.all(TABLES.map((table) => statementAgain(owner, table)));
  const bare = await millisecondsOf(async () => {
    for (const { case_id } of cases)
      await owner.transaction(async (tx) => {
        for (const statement of statements) await tx.query(statement, [case_id]);
      });
  });
  const [written] = await owner.query<{ n: string }>(`select count(*) as n from ${scratch('pub.docket_entry')}`);
  if (Number(written!.n) !== FILES * ENTRIES) throw new Error(`only ${written!.n} entries were written again`);
  for (const table of TABLES) await owner.query(`drop table ${scratch(table)}`);
  yield {
    name: 'import-1000',
    ours: (FILES * MINUTE) / ours,
    bare: (FILES * MINUTE) / bare,
    unit: 'dockets/min',
    n: FILES,
  };
}

/** A table of the same shape and indexes that nothing else knows of. */
const scratch = (table: string): string => `${table}_again`;

/** Copies the rows of a case (`$1`), all columns but those that Postgres computes. */
async function statementAgain(owner: Queries, table: string): Promise<string> {
  const [found] = await owner.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return `insert into ${scratch(table)} (${found!.columns}) overriding system value
    select ${found!.columns} from ${table} where court_id = 'dcd' and case_id = $1`;
}
