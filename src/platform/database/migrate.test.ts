import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import type { Log } from '../../kernel/ports.ts';
import { connect } from './connect.ts';
import { migrate } from './migrate.ts';

const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
let db: TestDatabase;
let folder: string;

// A database without any migration: what the template brought is forgotten.
beforeEach(async () => {
  db = await aDatabase();
  await db.owner.query('drop schema ops cascade');
  folder = mkdtempSync(join(tmpdir(), 'openecf-migrations-'));
  write('0001-ground.sql', 'create table public.ground (n integer); insert into public.ground values (1);');
  write('0002-cases.sql', 'insert into public.ground values (2);');
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await db.drop();
});

const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
const rows = async () =>
  (await db.owner.query<{ n: number }>('select n from public.ground order by n')).map(({ n }) => n);

test('migrations are applied once, in order, and remembered', async () => {
  assert.deepEqual(await migrate(db.owner, folder), ['0001-ground.sql', '0002-cases.sql']);
  assert.deepEqual(await migrate(db.owner, folder), []);
  write('0003-docket.sql', 'insert into public.ground values (3);');
  assert.deepEqual(await migrate(db.owner, folder), ['0003-docket.sql']);
  assert.deepEqual(await rows(), [1, 2, 3]);
});

test('two servers that start at once apply each migration once', async () => {
  const second = connect(db.url('openecf_owner'), 'openecf_owner', { max: 2, log });
  write('0002-cases.sql', 'select pg_sleep(0.2); insert into public.ground values (2);');
  const done = await Promise.all([migrate(db.owner, folder), migrate(second, folder)]);
  assert.deepEqual(done.flat().sort(), ['0001-ground.sql', '0002-cases.sql']);
  assert.deepEqual(await rows(), [1, 2]);
  await second.end();
});

test('a migration that fails leaves nothing of itself, and those before it stay', async () => {
  write('0002-cases.sql', 'insert into public.ground values (2); insert into public.no_such_table values (1);');
  await assert.rejects(migrate(db.owner, folder), { code: '42P01' });
  assert.deepEqual(await rows(), [1]);
  write('0002-cases.sql', 'insert into public.ground values (2);');
  assert.deepEqual(await migrate(db.owner, folder), ['0002-cases.sql']);
});

test('a file that was changed after it was applied is refused by name, before anything new is applied', async () => {
  await migrate(db.owner, folder);
  write('0001-ground.sql', 'create table public.ground (n bigint);');
  write('0003-docket.sql', 'insert into public.ground values (3);');
  await assert.rejects(migrate(db.owner, folder), /^Error: 0001-ground.sql has been changed/);
  assert.deepEqual(await rows(), [1, 2]);
});

test('a database of a later version, a late file and two files of one number are refused by name', async () => {
  await migrate(db.owner, folder);
  unlinkSync(join(folder, '0002-cases.sql'));
  await assert.rejects(migrate(db.owner, folder), /0002-cases.sql, which this version of OpenECF does not know/);
  write('0002-cases.sql', 'insert into public.ground values (2);');
  write('0004-later.sql', 'select 1');
  await migrate(db.owner, folder);
  write('0003-docket.sql', 'select 1');
  await assert.rejects(migrate(db.owner, folder), /0003-docket.sql has not been applied, but 0004-later.sql/);
  write('0003-other.sql', 'select 1');
  await assert.rejects(migrate(db.owner, folder), /0003-docket.sql and 0003-other.sql have the same number/);
});
