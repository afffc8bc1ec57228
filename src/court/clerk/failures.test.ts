/** The log of technical failures: the court's time, a reference at once, and lines that nobody changes (spec/filing.md §14.3 item 96). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CourtError } from '../../kernel/errors.ts';
import type { DraftId } from '../../kernel/ids.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import { anonymous } from '../access/actor.ts';
import { newAnswers } from '../events/answers.ts';
import { failureFor, failuresSince, logFailure } from './failures.ts';
import { readReference } from './model.ts';

let court: TestCourt;
let counsel: TestPerson;
let opponent: TestPerson;
let clerk: TestPerson;
let judge: TestPerson;
let draft: DraftId;
const refusedWith = (code: CourtError['code']) => (error: CourtError) => error.code === code;

before(async () => {
  court = await aTestCourt({ now: '2026-03-05T04:58:12.345Z' });
  counsel = await court.aPerson('quill', ['attorney']);
  opponent = await court.aPerson('osei', ['attorney']);
  clerk = await court.aPerson('clara', ['clerk']);
  judge = await court.aPerson('robin', ['judge']);
  const caseId = await court.aCase(411, counsel);
  const [row] = await court.owner.query<{ id: DraftId }>(
    `insert into pub.draft (court_id, draft_id, account_id, case_id, event_code, answers, created_at, updated_at)
     values ($1, gen_random_uuid(), $2::uuid, $3, 'motion', $4::jsonb, $5::timestamptz, $5::timestamptz) returning draft_id as id`,
    [COURT, counsel.account, caseId, JSON.stringify(newAnswers('motion')), court.clock.now()],
  );
  draft = row!.id;
});
after(() => court.end());

const log = (what: string, by = counsel, of: DraftId | null = null) =>
  logFailure(
    { ...court.system.court, zoneOf: async (id) => (await court.system.court.settingsOf(id)).zone },
    by.actor,
    { court: COURT, what, draft: of },
  );

test('the reference bears the court’s day and cannot be guessed; the line bears the court’s time to the millisecond', async () => {
  const logged = await log('  Internal Server Error three times ', counsel, draft);
  // the evening of March 4 in the court's zone
  assert.match(logged.reference, /^TF-20260304-[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const again = await log('once more');
  assert.notEqual(again.reference.slice(12), logged.reference.slice(12));
  const found = await failureFor(court.system.court.web, counsel.actor, COURT, logged.reference);
  assert.deepEqual(
    [found?.loggedAt, found?.what, found?.draft, found?.who, found?.event, found?.caseTitle],
    [
      '2026-03-05T04:58:12.345Z',
      'Internal Server Error three times',
      draft,
      'Quill',
      'motion',
      'Acme Corp. v. Baker 411',
    ],
  );
  assert.equal(readReference(` ${logged.reference.toLowerCase()} `), logged.reference);
  for (const wrong of ['', 'TF-20260304', logged.reference.replace(/.$/, 'O'), `${logged.reference}X`])
    assert.equal(readReference(wrong), null, wrong);
});

test('who logged it and the court find it by its reference; nobody else does', async () => {
  const { reference } = await log('mine');
  const { web } = court.system.court;
  for (const who of [counsel, clerk, judge])
    assert.equal((await failureFor(web, who.actor, COURT, reference))?.reference, reference);
  for (const actor of [opponent.actor, anonymous]) assert.equal(await failureFor(web, actor, COURT, reference), null);
});

test('no login of the system changes a line or takes one away', async () => {
  const { web, court: acts, vault } = court.system.court;
  for (const login of [web, acts, vault, court.system.jobs]) {
    await assert.rejects(login.query(`update pub.technical_failure set what = 'y'`), /permission denied/, login.login);
    await assert.rejects(login.query('delete from pub.technical_failure'), /permission denied/, login.login);
  }
});

test('without words, without an account or with somebody else’s draft nothing is logged', async () => {
  const count = async () => (await court.owner.query('select 1 from pub.technical_failure')).length;
  const before = await count();
  await assert.rejects(log(' '), refusedWith('request-malformed'));
  await assert.rejects(log('x'.repeat(2001)), refusedWith('request-malformed'));
  await assert.rejects(log('x', opponent, draft), refusedWith('draft-gone'));
  assert.equal(await count(), before);
});

test('the clerk’s list is newest first, by key, and found by its index', async () => {
  court.clock.advance(60_000);
  const late = await log('late');
  const { web } = court.system.court;
  const all = await failuresSince(web, COURT, instant('2026-01-01T00:00:00Z'), null, 100);
  assert.equal(all[0]!.reference, late.reference);
  const rest = await failuresSince(web, COURT, instant('2026-01-01T00:00:00Z'), all[0]!, 100);
  assert.deepEqual(
    rest.map((each) => each.reference),
    all.slice(1).map((each) => each.reference),
  );
  assert.deepEqual(
    (await failuresSince(web, COURT, late.loggedAt as Instant, null, 100)).map((each) => each.reference),
    [late.reference],
  );
  await court.owner.query(
    `insert into pub.technical_failure select court_id, 'TF-' || n, account_id, logged_at - n * interval '1 hour', what, null
     from pub.technical_failure, generate_series(1, 3000) n where reference = $1`,
    [late.reference],
  );
  await court.owner.query('analyze pub.technical_failure');
  const plan = await court.owner.query(
    `explain select 1 from pub.technical_failure f where f.court_id = '${COURT}' and f.logged_at >= '2026-01-01'
     order by f.logged_at desc, f.reference desc limit 51`,
  );
  assert.match(JSON.stringify(plan), /technical_failure_by_time/);
});
