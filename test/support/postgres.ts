/**
 * A database of its own for a test file, copied from a template that has every migration.
 * Run by `npm test`, all files share one server (tools/test-setup.ts); run alone (`node --test some.test.ts`), a file
 * starts one from a folder kept between runs.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type PgDatabase } from '../../src/platform/database/connect.ts';
import type { Login } from '../../src/platform/postgres/cluster.ts';
import { silentLog, startTestPostgres, type TestPostgres } from '../../tools/test-setup.ts';

export interface TestDatabase {
  readonly name: string;
  readonly owner: PgDatabase;
  readonly web: PgDatabase;
  readonly court: PgDatabase;
  readonly vault: PgDatabase;
  readonly jobs: PgDatabase;
  /** The connection URL of a login, e.g. `openecf_web`. */
  url(login: Login): string;
  /** Ends the connections made here and removes the database. */
  drop(): Promise<void>;
}

let server: Promise<TestPostgres> | undefined;

/** The server that tests use: the one `npm test` started, or one started now that ends with this process. */
export function testServer(): Promise<TestPostgres> {
  const shared = process.env.OPENECF_TEST_POSTGRES;
  server ??= shared ? Promise.resolve(JSON.parse(readFileSync(shared, 'utf8'))) : startTestPostgres();
  return server;
}

/** A new database with all migrations and no rows. Its connections are made when first used. */
export async function aDatabase(): Promise<TestDatabase> {
  const { host, port, template, passwords } = await testServer();
  const url = (login: Login, database: string) =>
    `postgres://${login}:${passwords[login]}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
  const name = `t_${process.pid}_${randomBytes(4).toString('hex')}`;
  const keys = connect(url('openecf_owner', 'postgres'), 'openecf_owner', { max: 1, log: silentLog });
  await keys.query(`create database ${name} template ${template} strategy wal_log`);

  const made: PgDatabase[] = [];
  const as = (login: Login) => {
    const database = connect(url(login, name), login, { max: 10, log: silentLog });
    made.push(database);
    return database;
  };
  return {
    name,
    owner: as('openecf_owner'),
    web: as('openecf_web'),
    court: as('openecf_court'),
    vault: as('openecf_vault'),
    jobs: as('openecf_jobs'),
    url: (login) => url(login, name),
    drop: async () => {
      await Promise.all(made.map((database) => database.end()));
      await keys.query(`drop database if exists ${name} with (force)`);
      await keys.end();
    },
  };
}
