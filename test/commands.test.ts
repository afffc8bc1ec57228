/** The commands (spec/interfaces.md): what they print, how they end, alone and beside a running database. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { aDocket, aDocketEntry, asFile } from '../src/court/cases/fictional-docket.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { startPostgres } from '../src/platform/postgres/start-postgres.ts';
import { openecf } from './support/server-process.ts';

let folder: string;
let dataDir: string;

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'openecf-commands-'));
  dataDir = path.join(folder, 'court');
});
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** A folder with two dockets one below the other, one file that is none, and one that was cut off. */
function dockets(): string {
  const at = path.join(folder, 'dockets');
  mkdirSync(path.join(at, 'below'), { recursive: true });
  writeFileSync(path.join(at, 'pell.json'), asFile(aDocket()));
  writeFileSync(path.join(at, 'below', 'second.json'), asFile(aDocket({ docket_number: '1:26-cv-00143' })));
  writeFileSync(path.join(at, 'notes.txt'), 'not a docket');
  return at;
}

test('a wrong call ends with 2 and the usage on standard error, and starts nothing', async () => {
  const nowhere = path.join(folder, 'nowhere');
  for (const args of [
    [],
    ['no-such'],
    ['import', '/no/such/file'],
    ['cases'],
    ['routes', '--jsn'],
    ['db:roles', '--create'],
  ]) {
    const { code, out, err } = await openecf(nowhere, args);
    assert.equal(code, 2, `${args.join(' ')}: ${err}`);
    assert.match(err, /Usage: openecf/);
    assert.equal(out, '');
  }
  assert.equal(existsSync(nowhere), false);
});

test('what needs a court says so where there is none', async () => {
  const nowhere = path.join(folder, 'nowhere');
  for (const args of [
    ['invariants', '--json'],
    ['backup', path.join(folder, 'b')],
  ]) {
    const { code, err } = await openecf(nowhere, args);
    assert.equal(code, 1, args.join(' '));
    assert.match(err, /There is no court in/);
  }
  assert.equal(existsSync(nowhere), false);
});

test('the inventory of routes is told without starting anything', async () => {
  const nowhere = path.join(folder, 'nowhere');
  const told = await openecf(nowhere, ['routes', '--json']);
  assert.equal(told.code, 0, told.err);
  const { routes } = told.json<{ routes: readonly Record<string, unknown>[] }>();
  const filing = routes.find((each) => each.path === '/api/v1/courts/:court/cases/:case/filings');
  assert.deepEqual(filing, {
    method: 'POST',
    path: '/api/v1/courts/:court/cases/:case/filings',
    policy: 'filer',
    writes: true,
    charges: false,
  });
  for (const route of routes) assert.ok(route.policy, `${route.path}`);
  assert.equal(existsSync(nowhere), false);
});

test('dockets are taken in from files and folders, once, and come back the same', async () => {
  const at = dockets();
  const first = await openecf(dataDir, ['import', at, '--json']);
  assert.equal(first.code, 0, first.err);
  assert.deepEqual(first.json(), { taken: 2, unchanged: 0, refused: 0 });
  assert.match(first.err, /2 files: 2 taken/);
  const second = await openecf(dataDir, ['import', path.join(at, 'pell.json'), '--json']);
  assert.deepEqual(second.json(), { taken: 0, unchanged: 1, refused: 0 });

  const cut = path.join(at, 'cut.json');
  writeFileSync(cut, asFile(aDocket()).split('\n').slice(0, 5).join('\n'));
  const strange = path.join(at, 'strange.json');
  writeFileSync(strange, asFile({ ...aDocket(), court_id: 'nowhere' }));
  const binary = path.join(at, 'binary.json');
  writeFileSync(binary, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
  const third = await openecf(dataDir, ['import', cut, strange, binary, '--json']);
  assert.equal(third.code, 1, 'refused');
  assert.deepEqual(third.json(), { taken: 0, unchanged: 0, refused: 3 });
  assert.match(third.out, /REFUSED .*cut\.json: line 5: /);
  assert.match(third.out, /REFUSED .*strange\.json: court_id: names a court that is not known/);
  assert.match(third.out, /REFUSED .*binary\.json: file: is not UTF-8 text/);

  const listed = await openecf(dataDir, ['cases', '--court', 'dcd', '--json']);
  const { cases } = listed.json<{ cases: readonly { number: string; caseid: number }[] }>();
  assert.deepEqual(cases.map((each) => each.number).sort(), ['1:26-cv-00142', '1:26-cv-00143']);
  const byNumber = await openecf(dataDir, ['export', 'dcd', '26-142']);
  assert.deepEqual(byNumber.json(), aDocket());
  const { caseid } = cases.find((each) => each.number === '1:26-cv-00142')!;
  const byId = await openecf(dataDir, ['export', 'dcd', String(caseid)]);
  assert.deepEqual(byId.json(), aDocket());
  const absent = await openecf(dataDir, ['export', 'dcd', '1:26-cv-00999']);
  assert.equal(absent.code, 1);
  assert.match(absent.err, /no public case 1:26-cv-00999 in dcd/);
  assert.equal((await openecf(dataDir, ['cases', '--court', 'zzz'])).code, 1);
});

test('a case is given back as a file of any kind that the court’s own programs write', async () => {
  const menu = {
    attachments: [],
    document_number: 2,
    file_size_bytes: 90548,
    file_size_str: '88.4 KB',
    pacer_case_id: '178502',
    // a court whose number no other court here has
    pacer_doc_id: '09506000002',
    pacer_seq_no: '9',
    page_count: 12,
  };
  const at = path.join(folder, 'menu.json');
  writeFileSync(at, asFile(menu));
  const { docket_entries, ...header } = aDocket({ docket_number: '1:26-cv-00150' });
  const [, motion] = docket_entries;
  const docket = { ...header, court_id: 'mad', docket_entries: [{ ...motion!, pacer_doc_id: menu.pacer_doc_id }] };
  const other = path.join(folder, 'menus');
  const exported = (...args: string[]) => openecf(other, ['export', 'mad', '26-150', ...args]);
  const docketAt = path.join(folder, 'docket-of-menu.json');
  writeFileSync(docketAt, asFile(docket));
  const taken = await openecf(other, ['import', docketAt, at, '--json']);
  assert.deepEqual(taken.json(), { taken: 2, unchanged: 0, refused: 0 }, taken.out + taken.err);
  assert.deepEqual((await exported('--as', 'docket')).json(), docket);
  assert.deepEqual((await exported('--as', 'menu', '--entry', '2')).json(), menu);
  const history = (await exported('--as', 'history')).json<{ docket_entries: Record<string, unknown>[] }>();
  assert.deepEqual(
    history.docket_entries.map((each) => [each.document_number, each.date_entered, 'short_description' in each]),
    [['2', '2026-03-09', true]],
  );
  const archive = (await exported('--as', 'archive')).json<{ parties: { name: string }[] }>();
  assert.deepEqual(
    archive.parties.map((each) => each.name),
    ['Ruth A. Pell', 'Harbor Lines, Inc.'],
  );
  const query = (await exported('--as', 'query')).json<Record<string, unknown>>();
  assert.equal(query.case_name_raw, 'Pell v. Harbor Lines, Inc.');
  assert.equal('docket_entries' in query, false);

  for (const [args, words] of [
    [['--as', 'novel'], /--as takes docket, history/],
    [['--as', 'menu'], /--entry NUMBER goes with/],
    [['--entry', '2'], /--entry NUMBER goes with/],
  ] as const) {
    const wrong = await exported(...args);
    assert.equal(wrong.code, 2, args.join(' '));
    assert.match(wrong.err, words);
  }
  const none = await exported('--as', 'menu', '--entry', '1');
  assert.equal(none.code, 1);
  assert.match(none.err, /No attachment menu of entry 1/);
});

test('beside a running database the commands use it and leave it running; a changed row is found', async () => {
  const running = await startPostgres({ dataDir, log: silentLog });
  const owner = new pg.Client({ connectionString: running.url('openecf_owner') });
  try {
    await owner.connect();
    const migrated = await openecf(dataDir, ['migrate']);
    assert.equal(migrated.code, 0, migrated.err);
    assert.match(migrated.out, /up to date/);
    assert.equal((await openecf(dataDir, ['verify', '--json'])).json<{ ok: boolean }>().ok, true);
    assert.equal((await openecf(dataDir, ['invariants'])).code, 0);
    await owner.query(`update pub.audit set actor = 'nobody' where act = 'import docket'`);
    const verified = await openecf(dataDir, ['verify', '--json']);
    assert.equal(verified.code, 1);
    const found = verified.json<{ ok: boolean; publicChains: { faults: readonly string[] } }>();
    assert.equal(found.ok, false);
    assert.equal(found.publicChains.faults.length, 2);
    const invariants = await openecf(dataDir, ['invariants', '--json']);
    assert.equal(invariants.code, 1);
    const broken = invariants.json<{ invariants: readonly { n: number; ok: boolean }[] }>().invariants;
    assert.deepEqual(
      broken.filter((each) => !each.ok).map((each) => each.n),
      [6],
    );
    await owner.query(`update pub.audit set actor = 'system import' where act = 'import docket'`);
    assert.equal((await owner.query('select 1')).rowCount, 1, 'the database is still running');
  } finally {
    await owner.end();
    await running.stop();
  }
});

test('a backup made while dockets are being taken in is restored whole into an empty folder, and nowhere else', async () => {
  const backup = path.join(folder, 'backup');
  const restored = path.join(folder, 'restored');
  const more = path.join(folder, 'more');
  mkdirSync(more);
  for (let n = 0; n < 60; n++)
    writeFileSync(
      path.join(more, `${n}.json`),
      asFile(aDocket({ docket_number: `1:26-cv-${String(500 + n).padStart(5, '0')}` })),
    );
  const object = keepsAnObject('a document, as it were');
  const running = await startPostgres({ dataDir, log: silentLog });
  const [taken, made] = await Promise.all([
    openecf(dataDir, ['import', more, '--json']),
    openecf(dataDir, ['backup', backup]),
  ]);
  assert.deepEqual(taken.json(), { taken: 60, unchanged: 0, refused: 0 });
  assert.equal(made.code, 0, made.err);
  assert.match(made.out, /^Backed up \d+ files/);
  assert.equal((await openecf(dataDir, ['backup', backup])).code, 1, 'a backup is not written over another');
  await running.stop();

  const put = await openecf(restored, ['restore', backup]);
  assert.equal(put.code, 0, put.err);
  assert.equal(readFileSync(path.join(restored, object), 'utf8'), 'a document, as it were');
  assert.equal(statSync(path.join(restored, 'postgres-logins.json')).mode & 0o777, 0o600);
  const verified = await openecf(restored, ['verify', '--json']);
  assert.equal(verified.code, 0, verified.out + verified.err);
  assert.equal((await openecf(restored, ['invariants'])).code, 0);
  assert.deepEqual((await openecf(restored, ['export', 'dcd', '1:26-cv-00142'])).json(), aDocket());
  const { cases } = (await openecf(restored, ['cases', '--court', 'dcd', '--json'])).json<{
    cases: readonly unknown[];
  }>();
  assert.ok(cases.length >= 2 && cases.length <= 62, `${cases.length} cases`);

  const over = await openecf(restored, ['restore', backup]);
  assert.equal(over.code, 1);
  assert.match(over.err, /is not empty/);
});

/** Something among the stored bytes, by its path below DATA_DIR. */
function keepsAnObject(text: string): string {
  const at = path.join('objects', 'public', 'sha256', 'ab', 'cd');
  mkdirSync(path.join(dataDir, at), { recursive: true });
  writeFileSync(path.join(dataDir, at, 'abcd'), text);
  return path.join(at, 'abcd');
}

test('a backup that was changed, lacks a file or was not finished is refused, and nothing is restored', async () => {
  const whole = path.join(folder, 'backup');
  const manifest = readFileSync(path.join(whole, 'manifest.jsonl'), 'utf8');
  const damages: [RegExp, (backup: string) => void][] = [
    [
      /global\/pg_control is not what was backed up/,
      (at) => turnABit(path.join(at, 'files/postgres/global/pg_control')),
    ],
    [/keys\/sealed\.json is missing/, (at) => rmSync(path.join(at, 'files/keys/sealed.json'))],
    [
      /was not finished/,
      (at) => writeFileSync(path.join(at, 'manifest.jsonl'), manifest.split('\n').slice(0, 50).join('\n')),
    ],
    [
      /lines do not match its closing hash/,
      (at) => writeFileSync(path.join(at, 'manifest.jsonl'), manifest.replace(/"bytes":\d+/, '"bytes":1')),
    ],
    [/has no manifest/, (at) => rmSync(path.join(at, 'manifest.jsonl'))],
  ];
  for (const [n, [words, damage]] of damages.entries()) {
    const damaged = path.join(folder, `damaged-${n}`);
    cpSync(whole, damaged, { recursive: true });
    damage(damaged);
    const target = path.join(folder, `target-${n}`);
    const put = await openecf(target, ['restore', damaged]);
    assert.equal(put.code, 1);
    assert.match(put.err, words);
    assert.equal(existsSync(path.join(target, 'postgres')), false, 'no database was put there');
    rmSync(damaged, { recursive: true });
  }
});

function turnABit(file: string): void {
  const bytes = readFileSync(file);
  bytes[20]! ^= 4;
  writeFileSync(file, bytes);
}

test('the logins’ SQL lets an owner who is no superuser make the database, and holds no password', async () => {
  const other = path.join(folder, 'other');
  const running = await startPostgres({ dataDir: other, log: silentLog });
  const admin = new pg.Client({ connectionString: running.url('openecf_owner', 'postgres') });
  await admin.connect();
  try {
    await admin.query(`create role county login password 'county'`);
    await admin.query('create database county');
    const at = `@/county?host=${encodeURIComponent(running.socketDir)}&port=${running.port}`;
    const county = `postgres://county:county${at}`;
    const told = await openecf(other, ['db:roles'], { DATABASE_URL: county });
    assert.equal(told.code, 0, told.err);
    const urls = Object.fromEntries(
      [...told.out.matchAll(/^-- (DATABASE_URL_\w+)=(.*)$/gm)].map(([, name, url]) => [name!, url!]),
    );
    assert.equal(Object.keys(urls).length, 4);
    const sql = told.out.slice(0, told.out.indexOf('-- Start OpenECF'));
    for (const url of Object.values(urls)) assert.ok(!sql.includes(new URL(url.replace('@/', '@h/')).password));

    const without = await openecf(other, ['migrate'], { DATABASE_URL: county });
    assert.equal(without.code, 1, 'before the SQL is run, the owner cannot make the database');
    const inCounty = new pg.Client({ connectionString: running.url('openecf_owner', 'county') });
    await inCounty.connect();
    for (let times = 0; times < 2; times++) await inCounty.query(sql);
    await inCounty.end();
    const migrated = await openecf(other, ['migrate'], { DATABASE_URL: county, ...urls });
    assert.equal(migrated.code, 0, migrated.err);
    assert.match(migrated.out, /applied 0001-ground\.sql/);
    assert.doesNotMatch(migrated.err, /NOT in force/);
    const docket = path.join(folder, 'external.json');
    writeFileSync(docket, asFile(aDocket({ docket_entries: [aDocketEntry()] })));
    const taken = await openecf(other, ['import', docket, '--json'], { DATABASE_URL: county, ...urls });
    assert.deepEqual(taken.json(), { taken: 1, unchanged: 0, refused: 0 });
    const invariants = await openecf(other, ['invariants'], { DATABASE_URL: county, ...urls });
    assert.equal(invariants.code, 0, invariants.out + invariants.err);
    const refused = await openecf(other, ['backup', path.join(folder, 'external')], { DATABASE_URL: county, ...urls });
    assert.equal(refused.code, 1);
    assert.match(refused.err, /not the built-in one/);
  } finally {
    await admin.end();
    await running.stop();
  }
});
