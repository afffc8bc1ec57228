import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../kernel/ports.ts';
import { connect } from '../database/connect.ts';
import { refuseUnsafe } from '../database/refuse-unsafe.ts';
import { FolderInUse } from './lock-data-dir.ts';
import { isAlive, livePostmaster } from './postmaster-file.ts';
import { type PostgresAddress, runningPostgres, startPostgres } from './start-postgres.ts';

// The tests of this file follow one folder through its life, in order.
const dataDir = mkdtempSync(join(tmpdir(), 'openecf-test-'));
const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
const folders = [dataDir];
const started: ChildProcess[] = [];
after(() => {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const owner = (address: PostgresAddress) => connect(address.url('openecf_owner'), 'openecf_owner', { max: 1, log });

/** A court's server process: another Node, in a group of its own, that runs the database of `dataDir` and does nothing else. */
async function anotherServer(t: TestContext): Promise<{ process: ChildProcess; postgres: number }> {
  const code = `
    import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'start-postgres.ts'))};
    process.on('SIGINT', () => console.log('interrupted'));
    const quiet = () => {};
    const postgres = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: { info: quiet, warn: quiet, error: quiet } });
    console.log('running ' + postgres.pid);
    process.stdin.on('end', () => process.exit()).resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  return { process: child, postgres: Number(/running (\d+)/.exec(String(said))![1]) };
}

async function within(milliseconds: number, what: string, holds: () => boolean): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!holds()) {
    assert.ok(performance.now() < deadline, `${what} within ${milliseconds} ms`);
    await pause(20);
  }
}

test('an empty folder becomes a database that keeps what is written to it', async () => {
  // What an installation that was broken off leaves behind.
  mkdirSync(join(dataDir, 'postgres.new'));
  writeFileSync(join(dataDir, 'postgres.new', 'half'), 'made');

  const first = await startPostgres({ dataDir, log });
  const before = owner(first);
  assert.deepEqual(
    await before.query(
      `select datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'openecf'`,
    ),
    [{ datlocprovider: 'b', datlocale: 'C.UTF-8', encoding: 'UTF8' }],
  );
  assert.deepEqual(
    await before.query(`select current_setting('data_checksums') as sums, current_setting('listen_addresses') as tcp`),
    [{ sums: 'on', tcp: '' }],
  );
  await refuseUnsafe(before);
  await before.query('create table kept (words text)');
  await before.query(`insert into kept values ('Complaint')`);
  await before.end();
  const pid = first.pid!;
  await first.stop();
  assert.equal(isAlive(pid), false);
  assert.equal(runningPostgres(dataDir), undefined);

  const second = await startPostgres({ dataDir, log });
  const later = owner(second);
  assert.deepEqual(await later.query('select words from kept'), [{ words: 'Complaint' }]);
  await later.end();
  await second.stop();
});

test('nobody but us reaches the database: passwords, socket and files are private, and no login gets in without its password', async () => {
  const postgres = await startPostgres({ dataDir, log });
  assert.equal(statSync(join(dataDir, 'postgres-logins.json')).mode & 0o777, 0o600);
  assert.equal(statSync(join(dataDir, 'postgres')).mode & 0o777, 0o700);
  assert.equal(statSync(postgres.socketDir).mode & 0o777, 0o700);
  const stranger = connect(
    postgres.url('openecf_owner').replace(postgres.passwordOf('openecf_owner'), 'guessed'),
    'openecf_owner',
    { max: 1, log },
  );
  await assert.rejects(stranger.query('select 1'), { code: '28P01' });
  await stranger.end();
  assert.ok(!readFileSync(join(dataDir, 'postgres.log'), 'utf8').includes(postgres.passwordOf('openecf_owner')));
  await postgres.stop();
});

test('a database without fsync is refused by name', async () => {
  const postgres = await startPostgres({ dataDir, log, settings: { fsync: 'off', synchronous_commit: 'off' } });
  const db = owner(postgres);
  await assert.rejects(refuseUnsafe(db), /has fsync, synchronous_commit switched off/);
  await db.end();
  await postgres.stop();
});

test('a setting that Postgres does not know is told in its own words, at once', async () => {
  await assert.rejects(startPostgres({ dataDir, log, settings: { no_such_setting: '1' } }), /no_such_setting/);
});

test('when the database is killed it is back within moments, with everything that was committed', async () => {
  const postgres = await startPostgres({ dataDir, log });
  const db = owner(postgres);
  await db.query(`insert into kept values ('Answer')`);
  const killed = postgres.pid!;
  process.kill(killed, 'SIGKILL');
  await within(1_000, 'the death was noticed', () => postgres.pid !== killed);
  await postgres.ensureRunning();
  assert.notEqual(postgres.pid, killed);
  assert.deepEqual(await db.query('select words from kept order by words'), [
    { words: 'Answer' },
    { words: 'Complaint' },
  ]);
  await db.end();
  const last = postgres.pid!;
  await postgres.stop();
  await pause(300);
  assert.equal(isAlive(last), false);
  assert.equal(postgres.pid, undefined, 'after stop() it is not started again');
});

test('a terminal’s Ctrl-C does not reach the database, and while one process runs it another is refused', async (t) => {
  const server = await anotherServer(t);
  process.kill(-server.process.pid!, 'SIGINT'); // as a terminal does: to the whole group
  await once(server.process.stdout!, 'data');
  await pause(500);
  assert.equal(livePostmaster(join(dataDir, 'postgres'))?.pid, server.postgres, 'the same server still runs');
  await assert.rejects(
    startPostgres({ dataDir, log }),
    (error) => error instanceof FolderInUse && error.pid === server.process.pid,
  );

  const beside = owner(runningPostgres(dataDir)!);
  assert.deepEqual(await beside.query('select count(*) as n from kept'), [{ n: 2 }]);
  await beside.end();

  server.process.kill('SIGKILL');
  await within(3_000, 'the database ended after its server was killed', () => !isAlive(server.postgres));
});

// Reads /proc, so that it is told on Linux only.
const onLinux = process.platform === 'linux' ? test : () => {};
onLinux('a start right after a crash of server and keeper ends what was left running, and goes on', async (t) => {
  const server = await anotherServer(t);
  // Should this test itself be interrupted, nobody else would stop the orphan.
  const stopOrphan = `read -r _; kill -QUIT ${server.postgres}`;
  started.push(spawn('/bin/sh', ['-c', stopOrphan], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] }));
  process.kill(parentOf(server.postgres), 'SIGSTOP'); // a keeper that can no longer do its duty
  const keeper = parentOf(server.postgres);
  for (const child of childrenOf(keeper)) if (child !== server.postgres) process.kill(child, 'SIGKILL');
  process.kill(keeper, 'SIGKILL');
  server.process.kill('SIGKILL');
  await once(server.process, 'exit');
  assert.ok(isAlive(server.postgres), 'an orphan, that nobody stops');

  const postgres = await startPostgres({ dataDir, log });
  assert.notEqual(postgres.pid, server.postgres);
  await postgres.stop();
});

test('after a restart of the machine another process may have the old server’s number: the database starts all the same', async () => {
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  started.push(bystander);
  const left = `${bystander.pid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n/tmp\n\n  1234567         0\nready   \n`;
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), left);
  assert.equal(runningPostgres(dataDir), undefined);
  const postgres = await startPostgres({ dataDir, log });
  assert.ok(isAlive(bystander.pid!));
  await postgres.stop();
});

const parentOf = (pid: number) => Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
const childrenOf = (pid: number) =>
  readdirSync('/proc')
    .map(Number)
    .filter((other) => other > 0 && isAlive(other) && parentOf(other) === pid);
