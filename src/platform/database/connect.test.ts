import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { aDatabase, type TestDatabase, testServer } from '../../../test/support/postgres.ts';
import type { Log } from '../../kernel/ports.ts';
import { connect } from './connect.ts';

const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
let db: TestDatabase;
before(async () => {
  db = await aDatabase();
  await db.owner.query('create table line (n integer primary key)');
});
after(() => db.drop());

const lines = async () => (await db.owner.query<{ n: number }>('select n from line order by n')).map(({ n }) => n);

test('values come back as the rooms expect them', async () => {
  const [row] =
    await db.owner.query(`select date '2026-02-28' as day, timestamptz '2026-11-01 23:59:59.9-05' as at, 9007199254740991::int8 as big,
    1.10::numeric as amount, '{"a":[1]}'::jsonb as words, null::date as never, array[date '2026-01-01', null] as days,
    array[timestamptz '2026-01-01 00:00:00+00'] as moments, array[1,2]::int8[] as serials, '\\x00ff'::bytea as bytes, current_setting('timezone') as zone`);
  assert.deepEqual(row, {
    day: '2026-02-28',
    at: '2026-11-02T04:59:59.900Z',
    big: 9007199254740991,
    amount: '1.10',
    words: { a: [1] },
    never: null,
    days: ['2026-01-01', null],
    moments: ['2026-01-01T00:00:00.000Z'],
    serials: [1, 2],
    bytes: Buffer.from([0, 255]),
    zone: 'UTC',
  });
  await assert.rejects(db.owner.query('select 9007199254740993::int8 as n'), RangeError);
});

test('every moment, to the millisecond, comes back as it was written', async () => {
  const seed = Number.parseInt(process.env.OPENECF_TEST_SEED ?? '7', 16) | 0;
  const moments = fc
    .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
    .map((at) => at.toISOString());
  await fc.assert(
    fc.asyncProperty(fc.array(moments, { maxLength: 40 }), async (written) => {
      const read = await db.owner.query<{ at: string }>(
        'select at::timestamptz as at from unnest($1::text[]) with ordinality as t (at, n) order by n',
        [written],
      );
      assert.deepEqual(
        read.map(({ at }) => at),
        written,
      );
    }),
    { seed, numRuns: 30 },
  );
});

test('a transaction is written whole or not at all', async () => {
  await db.owner.transaction((tx) => tx.query('insert into line values (1)'));
  const broken = db.owner.transaction(async (tx) => {
    await tx.query('insert into line values (2)');
    throw new Error('the clerk thought better of it');
  });
  await assert.rejects(broken, /thought better/);
  assert.deepEqual(await lines(), [1]);
});

test('a refusal by Postgres is passed on as it is, and the connection goes on serving', async () => {
  const one = connect(db.url('openecf_owner'), 'openecf_owner', { max: 1, log });
  const [before] = await one.query<{ pid: number }>('select pg_backend_pid() as pid');
  await assert.rejects(one.query('insert into line values (1)'), { code: '23505' });
  await assert.rejects(
    one.transaction((tx) => tx.query('insert into line values (1)')),
    { code: '23505' },
  );
  assert.deepEqual(await one.query('select pg_backend_pid() as pid'), [before]);
  await one.end();
});

test('whoever hides a failed statement does not get a transaction that seems to be written', async () => {
  const hidden = db.owner.transaction(async (tx) => {
    await tx.query('insert into line values (3)');
    await tx.query('insert into line values (1)').catch(() => {});
  });
  await assert.rejects(hidden, /Nothing was committed/);
  assert.deepEqual(await lines(), [1]);
});

test('a statement sent after its transaction has ended is refused, not run in somebody else’s', async () => {
  const kept = await db.owner.transaction(async (tx) => tx);
  await assert.rejects(kept.query('insert into line values (4)'), /has ended/);
});

test('a prepared statement is prepared once and may have one text only', async () => {
  const one = connect(db.url('openecf_owner'), 'openecf_owner', { max: 1, log });
  for (const n of [1, 2]) assert.deepEqual(await one.query('select $1::int as n', [n], 'the-n'), [{ n }]);
  assert.deepEqual(await one.query('select count(*) as n from pg_prepared_statements'), [{ n: 1 }]);
  await assert.rejects(one.query('select 2', [], 'the-n'), /must be unique/);
  await one.end();
});

test('a statement that takes too long is cancelled', async () => {
  const hurried = connect(db.url('openecf_owner'), 'openecf_owner', { max: 1, log, statementTimeout: 50 });
  await assert.rejects(hurried.query('select pg_sleep(5)'), { code: '57014' });
  await hurried.end();
});

test('a database that is not there is "down", by socket and by port', async () => {
  for (const url of ['postgres://a:b@/c?host=/no/such/place', 'postgres://a:b@127.0.0.1:1/c']) {
    const absent = connect(url, 'a', { max: 1, log });
    await assert.rejects(absent.query('select 1'), { code: 'database-down' });
    await assert.rejects(
      absent.transaction(async () => {}),
      { code: 'database-down' },
    );
    await absent.end();
  }
});

test('a connection that is cut before COMMIT means "down": nothing was filed; and the next request is served', async () => {
  const cutIdle = db.court.transaction(async (tx) => {
    const [{ pid } = { pid: 0 }] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await db.owner.query('select pg_terminate_backend($1)', [pid]);
    await new Promise((resolve) => setTimeout(resolve, 100)); // lost between two statements, when nobody is asking
    await tx.query('select 1');
  });
  await assert.rejects(cutIdle, { code: 'database-down' });
  await assert.rejects(db.court.query('select pg_terminate_backend(pg_backend_pid())'), { code: 'database-down' });
  assert.deepEqual(await db.court.query('select 1 as one'), [{ one: 1 }]);
});

for (const { story, forward, written } of [
  { story: 'COMMIT was lost on its way', forward: false, written: false },
  { story: 'COMMIT arrived and its answer was lost', forward: true, written: true },
]) {
  test(`${story}: the outcome is called unknown, in the same words either way`, async (t) => {
    const line = await aLineThatBreaksAtCommit(forward);
    t.after(line.close);
    const filer = connect(line.url, 'openecf_owner', { max: 1, log });
    const n = forward ? 11 : 10;
    await assert.rejects(
      filer.transaction((tx) => tx.query('insert into line values ($1)', [n])),
      { code: 'filing-outcome-unknown' },
    );
    assert.equal((await lines()).includes(n), written);
    await filer.end();
  });
}

/** A way to the test's database that is cut when COMMIT passes: before it is handed on, or before its answer is. */
async function aLineThatBreaksAtCommit(forward: boolean): Promise<{ url: string; close(): void }> {
  const { host, port } = await testServer();
  const folder = mkdtempSync(join(tmpdir(), 'openecf-line-'));
  const server = createServer((near: Socket) => {
    const far = createConnection(join(host, `.s.PGSQL.${port}`));
    let cut = false;
    near.on('data', (bytes) => {
      cut ||= bytes.includes('COMMIT\0');
      if (!cut || forward) far.write(bytes);
      if (cut && !forward) near.destroy();
    });
    far.on('data', (bytes) => (cut ? near.destroy() : near.write(bytes)));
    near.on('close', () => far.destroy()).on('error', () => {});
    far.on('error', () => {});
  });
  server.listen(join(folder, '.s.PGSQL.5432'));
  await once(server, 'listening');
  return {
    url: db.url('openecf_owner').replace(encodeURIComponent(host), encodeURIComponent(folder)),
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
