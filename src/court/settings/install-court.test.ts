import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { type ChainLink, chainHash } from '../../kernel/chain.ts';
import type { CourtId } from '../../kernel/ids.ts';
import { type CivilDate, standingClock } from '../../kernel/time.ts';
import { courtSettings, findCourt } from './court-settings.ts';
import { ensureCourtFromFacts, installCourt } from './install-court.ts';
import { type CourtFile, readCourtFacts, readCourtFile } from './model.ts';

const olympia = readCourtFile('olyd.yaml', readFileSync('courts/olyd.yaml', 'utf8'));
const with_ = (settings: CourtFile['settings']): CourtFile => ({
  ...olympia,
  settings: { ...olympia.settings, ...settings },
});
const on = (day: string): CivilDate => day as CivilDate;

let database: TestDatabase;
let clock: ReturnType<typeof standingClock>;
let install: (file: CourtFile) => ReturnType<typeof installCourt>;
const settings = (day: string) => courtSettings({ database: database.court, clock }, olympia.id, on(day));
const versions = () =>
  database.owner.query<{ key: string; effective_from: string }>(
    'select key, effective_from from pub.court_setting_version order by recorded_at, key',
  );

before(async () => {
  database = await aDatabase();
});
after(() => database.drop());
beforeEach(async () => {
  await database.owner.query('truncate pub.court, pub.audit cascade');
  clock = standingClock('2026-11-02T03:30:00Z');
  install = (file) => installCourt({ court: database.court, clock }, file);
});

test('a court is installed with its settings from the first day of its file, and the second time changes nothing', async () => {
  assert.equal(await install(olympia), 'installed');
  const court = await findCourt({ database: database.web, clock }, olympia.id);
  assert.equal(court?.name, 'United States District Court, District of Olympia');
  assert.equal(court?.legacyAs, 'dcd');
  assert.equal((await settings('2016-05-01')).numberTextOnlyEntries, true);
  const stands = await versions();
  assert.equal(await install(olympia), 'unchanged');
  assert.deepEqual(await versions(), stands);
});

test('before a court has chosen anything, the defaults hold', async () => {
  await install(olympia);
  assert.equal((await settings('2014-12-31')).numberTextOnlyEntries, false);
  assert.deepEqual((await settings('2014-12-31')).judges, []);
});

test('a change holds from today in the court’s zone, and yesterday keeps what it had', async () => {
  await install(olympia);
  clock.set('2026-11-03T03:30:00Z'); // 2 November, 10:30 PM in Olympia
  assert.equal(await install(with_({ freeLookDays: 14 })), 'changed');
  assert.equal((await settings('2026-11-01')).freeLookDays, 15);
  assert.equal((await settings('2026-11-02')).freeLookDays, 14);
  assert.deepEqual((await versions()).at(-1), { key: 'freeLookDays', effective_from: '2026-11-02' });
});

test('a correction on the same day takes the place of what was recorded earlier', async () => {
  await install(olympia);
  clock.advance(60_000);
  await install(with_({ freeLookDays: 14 }));
  clock.advance(60_000);
  await install(with_({ freeLookDays: 20 }));
  assert.equal((await settings('2026-11-05')).freeLookDays, 20);
});

test('a change that was planned for a later day is not undone by a change recorded after it', async () => {
  await install(olympia);
  const planned = 'insert into pub.court_setting_version values ($1, $2, $3, $4, $5::jsonb)';
  await database.court.query(planned, ['olyd', 'maxFileMegabytes', '2027-01-01', '2026-06-01T00:00:00Z', '75']);
  await database.court.query(planned, ['olyd', 'maxFileMegabytes', '2026-09-01', '2026-08-31T00:00:00Z', '60']);
  clock.advance(60_000);
  assert.equal((await settings('2026-12-31')).maxFileMegabytes, 60);
  assert.equal((await settings('2027-01-01')).maxFileMegabytes, 75);
});

test('another process’s change is seen after a few seconds, one’s own at once', async () => {
  await install(olympia);
  assert.equal((await settings('2026-11-05')).freeLookDays, 15);
  const other = { ...database.court };
  await installCourt({ court: other, clock: standingClock('2026-11-02T03:31:00Z') }, with_({ freeLookDays: 9 }));
  assert.equal((await courtSettings({ database: other, clock }, olympia.id, on('2026-11-05'))).freeLookDays, 9);
  assert.equal((await settings('2026-11-05')).freeLookDays, 15);
  clock.advance(5_000);
  assert.equal((await settings('2026-11-05')).freeLookDays, 9);
});

test('each change of a court is a link of its chain', async () => {
  await install(olympia);
  clock.advance(60_000);
  await install(with_({ freeLookDays: 14 }));
  const links = await database.owner.query<ChainLink & { hash: string }>(
    'select court_id as court, stream, n, prev_hash as prev, hash, at, actor, act, body from pub.audit order by n',
  );
  assert.deepEqual(
    links.map((link) => [link.n, link.act]),
    [
      [1, 'install court'],
      [2, 'change court'],
    ],
  );
  for (const link of links) assert.equal(chainHash(link), link.hash);
  assert.equal(links[1]!.prev, links[0]!.hash);
  const head = await database.owner.query('select chain_n, chain_head from pub.court');
  assert.deepEqual(head, [{ chain_n: 2, chain_head: links[1]!.hash }]);
});

test('a court that only a docket names is made from the list, and is no longer so once its own file is installed', async () => {
  const facts = readCourtFacts(readFileSync('courts/facts.csv', 'utf8'));
  const made = await database.court.transaction((tx) => ensureCourtFromFacts(tx, facts, 'akd' as CourtId));
  assert.equal(made?.zone, 'America/Anchorage');
  assert.equal(made?.configured, false);
  const unknown = await database.court.transaction((tx) => ensureCourtFromFacts(tx, facts, 'nowhere' as CourtId));
  assert.equal(unknown, null);
  const own: CourtFile = { ...olympia, id: 'akd' as CourtId, docPrefix: '023' };
  assert.equal(await install(own), 'changed');
  assert.equal((await findCourt({ database: database.web, clock }, 'akd' as CourtId))?.configured, true);
});

test('the public’s login may read settings and not write them', async () => {
  await install(olympia);
  await assert.rejects(installCourt({ court: database.web, clock }, with_({ freeLookDays: 1 })), /permission denied/);
});
