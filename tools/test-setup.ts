/** The Postgres of the tests: one server, one template database with all logins and migrations. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../src/kernel/ports.ts';
import { connect } from '../src/platform/database/connect.ts';
import { ensureLogins } from '../src/platform/database/logins.ts';
import { migrate } from '../src/platform/database/migrate.ts';
import { migrateJobs } from '../src/platform/jobs/worker.ts';
import { LOGINS, type LoginPasswords } from '../src/platform/postgres/cluster.ts';
import { FolderInUse, holdLock } from '../src/platform/postgres/lock-data-dir.ts';
import { type EmbeddedPostgres, startPostgres } from '../src/platform/postgres/start-postgres.ts';

/** What a test file must know of the server; travels as JSON. */
export interface TestPostgres {
  /** The socket's folder. */
  readonly host: string;
  readonly port: number;
  /** The database to copy. */
  readonly template: string;
  readonly passwords: LoginPasswords;
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');

const FRESH = 'openecf-test-';

/** A server in a new folder, which is removed by `stop`, or when this process ends without it. */
export async function startFreshPostgres(): Promise<{ postgres: TestPostgres; stop(): Promise<void> }> {
  sweepLeftFolders();
  const folder = mkdtempSync(join(tmpdir(), FRESH));
  const server = await startPostgres({ dataDir: folder, log: silentLog });
  const remove = () => {
    for (const path of [server.socketDir, folder]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  const leave = () => {
    if (server.pid) process.kill(server.pid, 'SIGQUIT');
    remove();
  };
  process.once('exit', leave);
  const stop = async () => {
    process.off('exit', leave);
    await server.stop();
    remove();
  };
  try {
    return { postgres: await withTemplate(server), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Removes what killed runs left, an hour ago or more. */
function sweepLeftFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(FRESH) || Date.now() - statSync(folder).mtimeMs < 3_600_000) continue;
    try {
      holdLock(folder, 'postgres', () => 'in use').release();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // in use, or another user's
    }
  }
}

/**
 * A server that ends with this process: in a folder kept between runs, so that a test file run alone starts quickly;
 * in a new one while another process has that.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  try {
    const kept = join(tmpdir(), `openecf-kept-test-${process.getuid?.() ?? 0}`);
    return await withTemplate(await startPostgres({ dataDir: kept, log: silentLog }));
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    return (await startFreshPostgres()).postgres;
  }
}

/** Makes the template once for each state of `migrations/`, and removes the databases that earlier runs left. */
async function withTemplate(server: EmbeddedPostgres): Promise<TestPostgres> {
  const passwords = Object.fromEntries(LOGINS.map((login) => [login, server.passwordOf(login)])) as LoginPasswords;
  const template = `template_${stateOfMigrations()}`;
  const keys = connect(server.url('openecf_owner', 'postgres'), 'openecf_owner', { max: 1, log: silentLog });
  const there = await keys.query<{ datname: string; datistemplate: boolean }>(
    'select datname, datistemplate from pg_database',
  );
  for (const { datname, datistemplate } of there) {
    const old =
      datname.startsWith('t_') || (datname.startsWith('template_') && !(datname === template && datistemplate));
    if (!old) continue;
    if (datistemplate) await keys.query(`alter database ${datname} is_template false`);
    await keys.query(`drop database ${datname} with (force)`);
  }
  if (!there.some(({ datname, datistemplate }) => datname === template && datistemplate)) {
    await keys.query(`create database ${template}`);
    const owner = connect(server.url('openecf_owner', template), 'openecf_owner', { max: 1, log: silentLog });
    try {
      await ensureLogins(owner, passwords);
      await migrate(owner, MIGRATIONS);
      await migrateJobs(owner, server.url('openecf_jobs', template), silentLog);
    } finally {
      await owner.end();
    }
    // Marked only when complete; nobody may connect, for a database in use cannot be copied.
    await keys.query(`alter database ${template} with is_template true allow_connections false`);
  }
  await keys.end();
  return { host: server.socketDir, port: server.port, template, passwords };
}

function stateOfMigrations(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).sort()) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  return hash.digest('hex').slice(0, 12);
}
