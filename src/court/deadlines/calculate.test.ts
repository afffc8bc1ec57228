/** What the calculator tells beside the day: whatever makes it less certain than it looks. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type CivilDate, zone } from '../../kernel/time.ts';
import { type Asked, calculate } from './calculate.ts';
import { loadDeadlines } from './rules.ts';

const rules = loadDeadlines(
  ['holidays.yaml', 'deadlines.yaml'].map((name) => ({
    name,
    text: readFileSync(new URL(`../../../dictionary/${name}`, import.meta.url), 'utf8'),
  })),
);
const court = (state: string | null) => ({
  deadlineDays: {},
  state,
  zone: zone('America/New_York'),
  cutOff: '24:00',
  filingDay: { zone: zone('America/New_York'), cutOff: '24:00' },
});
const day = (text: string) => text as CivilDate;
const ask = (given: Partial<Asked>, state: string | null = 'NY') =>
  calculate(rules, court(state), {
    from: day('2026-03-03'),
    period: { kind: 'days', length: { days: 21 }, direction: 'after' },
    servedBy: 'electronic',
    ...given,
  })!;

test('an ordinary period is told without remarks', () => {
  const { lastDay, before, remarks } = ask({});
  assert.deepEqual([lastDay, before, remarks], ['Tuesday, 03/24/2026', 'midnight Eastern Time', []]);
});

test('where the holidays of the state are not known, that is said', () => {
  for (const state of [null, 'HI'])
    assert.match(ask({}, state).remarks.join(), /Holidays of the state .* are not known/);
});

test('an event before the rules of 2009 is counted as they count since, and that is said', () => {
  assert.match(ask({ from: day('2009-11-30') }).remarks.join(), /changed on December 1, 2009/);
  assert.deepEqual(ask({ from: day('2009-12-01') }).remarks, []);
});

test('days for service by mail: added where the time runs from service of a paper, and otherwise said not to be', () => {
  const mailed = (given: Partial<Asked>) => ask({ servedBy: 'mail', ...given });
  assert.equal(mailed({}).lastDay, 'Friday, 03/27/2026');
  const counterclaim = mailed({ period: { kind: 'named', code: 'answer-to-counterclaim' } });
  assert.equal(counterclaim.lastDay, 'Friday, 03/27/2026');
  const answer = mailed({ period: { kind: 'named', code: 'answer' } });
  assert.equal(answer.lastDay, 'Tuesday, 03/24/2026');
  assert.match(answer.remarks.join(), /does not run from service of a paper/);
  const back = mailed({ period: { kind: 'days', length: { days: 14 }, direction: 'before' } });
  assert.equal(back.lastDay, 'Tuesday, 02/17/2026');
  assert.match(back.remarks.join(), /no days to a period before an event/);
});

test('electronic service of 2016 added three days on the calculator too', () => {
  assert.equal(ask({ from: day('2016-11-30'), servedBy: 'electronic' }).lastDay, 'Tuesday, 12/27/2016');
  assert.equal(ask({ from: day('2016-12-01'), servedBy: 'electronic' }).lastDay, 'Thursday, 12/22/2016');
});

test('a number of days that nobody has checked against its rule is told so, with what else to know', () => {
  const { remarks } = ask({ period: { kind: 'named', code: 'answer-after-removal' } });
  assert.match(remarks.join(), /keeps the longest of these times/);
  assert.match(remarks.join(), /has not been checked against Fed\. R\. Civ\. P\. 81\(c\)/);
  assert.equal(
    calculate(rules, court('NY'), {
      from: day('2026-03-03'),
      period: { kind: 'named', code: 'hearing' },
      servedBy: 'hand',
    }),
    null,
  );
});
