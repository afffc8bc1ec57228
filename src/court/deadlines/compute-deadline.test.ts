import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CivilDate, instant, zone } from '../../kernel/time.ts';
import { computeDeadline, computeHours, type ServedBy } from './compute-deadline.ts';
import { holidayCalendar } from './holiday-calendar.ts';
import { loadHolidays } from './load-deadlines.ts';

const CLOSURES = `
- { closure: Blizzard, of: mad, dates: [2015-01-27, 2018-01-04, 2018-03-13], source: notice of the clerk }
`;
const rules = loadHolidays([
  { name: 'holidays.yaml', text: readFileSync(new URL('../../../dictionary/holidays.yaml', import.meta.url), 'utf8') },
  { name: 'closures.yaml', text: CLOSURES },
]);
const MASSACHUSETTS = holidayCalendar(rules, { state: 'MA', court: 'mad' });
const NEW_YORK = holidayCalendar(rules, { state: 'NY', court: 'cit' });
const day = (text: string) => text as CivilDate;
const after = (trigger: string, days: number, holidays = MASSACHUSETTS) =>
  computeDeadline({ trigger: day(trigger), days, direction: 'after', holidays }).due;
const before = (trigger: string, days: number, holidays = MASSACHUSETTS) =>
  computeDeadline({ trigger: day(trigger), days, direction: 'before', holidays }).due;

test('a waiver sent on October 25, 2017 gives sixty days: past Sunday and Christmas to December 26 (BR-34, BR-35)', () => {
  const { due, steps } = computeDeadline({
    trigger: day('2017-10-25'),
    days: 60,
    direction: 'after',
    holidays: MASSACHUSETTS,
  });
  assert.equal(due, '2017-12-26');
  assert.deepEqual(
    steps.map((step) => step.text),
    [
      'The period runs from Wednesday, 10/25/2017. That day itself is not counted.',
      'Every day is counted, weekends and holidays too: 60 days after that day is Sunday, 12/24/2017.',
      'Sunday, 12/24/2017 is a Sunday, so the count goes on to Monday, 12/25/2017.',
      'Monday, 12/25/2017 is a legal holiday (Christmas Day), so the count goes on to Tuesday, 12/26/2017.',
    ],
  );
  assert.match(steps[0]!.rule, /6\(a\)\(1\)\(A\)/);
  assert.match(steps[3]!.rule, /5 U\.S\.C\. 6103/);
});

test('service on January 19, 2021 gives twenty-one days to answer: February 9', () => {
  assert.equal(after('2021-01-19', 21), '2021-02-09');
});

test('a period of the trade court ran out on the Saturday before King’s birthday: the Tuesday, Inauguration Day or not', () => {
  assert.equal(after('2008-11-13', 65, NEW_YORK), '2009-01-20');
});

test('the committee’s example of 2009: the thirtieth day after is Saturday, September 1, 2007, so Tuesday after Labor Day', () => {
  assert.equal(after('2007-08-02', 30), '2007-09-04');
});

test('and twenty-one days before, counted back to the same Saturday, is the Friday before', () => {
  assert.equal(before('2007-09-22', 21), '2007-08-31');
});

test('Patriots’ Day extends a period after an event, but a period before one ends on Patriots’ Day itself', () => {
  assert.equal(after('2008-04-07', 14), '2008-04-22');
  assert.equal(before('2008-05-05', 14), '2008-04-21');
  assert.equal(after('2008-04-07', 14, NEW_YORK), '2008-04-21');
});

test('a federal holiday stops a backward count too', () => {
  assert.equal(before('2007-09-17', 14), '2007-08-31');
});

test('weekends and holidays inside the period are counted', () => {
  assert.equal(after('2025-12-22', 7), '2025-12-29');
  assert.equal(after('2025-12-19', 14), '2026-01-02');
});

test('electronic service adds nothing; mail adds three days to the day on which the period would have ended (Rule 6(d))', () => {
  const respond = (servedBy?: ServedBy) =>
    computeDeadline({
      trigger: day('2026-10-15'),
      days: 30,
      direction: 'after',
      holidays: MASSACHUSETTS,
      ...(servedBy ? { servedBy } : {}),
    }).due;
  assert.equal(respond(), '2026-11-16');
  assert.equal(respond('electronic'), '2026-11-16');
  assert.equal(respond('hand'), '2026-11-16');
  assert.equal(respond('mail'), '2026-11-19');
  assert.equal(respond('left-with-clerk'), '2026-11-19');
  assert.equal(respond('other-consented'), '2026-11-19');
  const again = computeDeadline({
    trigger: day('2026-11-02'),
    days: 10,
    direction: 'after',
    holidays: MASSACHUSETTS,
    servedBy: 'mail',
  });
  assert.equal(again.due, '2026-11-16');
});

test('three days are never added to a count before an event', () => {
  assert.equal(
    computeDeadline({
      trigger: day('2026-11-20'),
      days: 7,
      direction: 'before',
      holidays: MASSACHUSETTS,
      servedBy: 'mail',
    }).due,
    '2026-11-13',
  );
});

test('when snow closes the clerk’s office on the last day, the time is extended to the next day it opens (Rule 6(a)(3))', () => {
  assert.equal(after('2017-12-21', 14), '2018-01-05');
  assert.equal(after('2017-12-21', 14, NEW_YORK), '2018-01-04');
  assert.equal(before('2018-03-27', 14), '2018-03-14');
  const { steps } = computeDeadline({
    trigger: day('2017-12-21'),
    days: 14,
    direction: 'after',
    holidays: MASSACHUSETTS,
  });
  assert.match(steps.at(-1)!.text, /clerk’s office is closed \(Blizzard\).*extended to Friday, 01\/05\/2018/);
  assert.match(steps.at(-1)!.rule, /6\(a\)\(3\)\(A\)/);
});

test('hours run through the weekend and the end of summer time: 72 hours from 10:23 on Friday end at 9:23 on Monday', () => {
  const newYork = zone('America/New_York');
  const hours = (trigger: string, n: number) =>
    computeHours({ trigger: instant(trigger), hours: n, zone: newYork, holidays: MASSACHUSETTS }).due;
  assert.equal(hours('2007-11-02T10:23:00-04:00', 72), instant('2007-11-05T09:23:00-05:00'));
  assert.equal(hours('2026-11-17T10:23:00-05:00', 72), instant('2026-11-20T10:23:00-05:00'));
});

test('hours that end on a weekend end at the same time of day on the next court day, whatever the clocks do between', () => {
  const newYork = zone('America/New_York');
  const hours = (trigger: string, n: number) =>
    computeHours({ trigger: instant(trigger), hours: n, zone: newYork, holidays: MASSACHUSETTS }).due;
  assert.equal(hours('2026-11-20T16:00:00-05:00', 24), instant('2026-11-23T16:00:00-05:00'));
  assert.equal(hours('2026-10-30T16:00:00-04:00', 24), instant('2026-11-02T16:00:00-05:00'));
});

test('no days, part of a day and no hours are refused', () => {
  for (const days of [0, -1, 1.5, Number.NaN]) assert.throws(() => after('2026-11-23', days), RangeError);
  assert.throws(
    () =>
      computeHours({ trigger: instant('2026-11-23T00:00:00Z'), hours: 0, zone: zone('UTC'), holidays: MASSACHUSETTS }),
    RangeError,
  );
});

// --- The oracle: another reading of Rule 6, by walking a paper calendar. It shares nothing with the engine:
// JavaScript's dates, holidays written out by hand, and days crossed off one at a time.

const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString().slice(0, 10);

function federal(at: number): boolean {
  const date = new Date(at);
  const [month, dom, dow, year] = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay(), date.getUTCFullYear()];
  const keeps = (m: number, d: number, from = 0) =>
    [-1, 0, 1].some((shift) => {
      const other = new Date(at + shift * DAY);
      const isIt = other.getUTCMonth() + 1 === m && other.getUTCDate() === d && other.getUTCFullYear() >= from;
      const weekday = other.getUTCDay();
      return isIt && (shift === 0 ? weekday !== 0 && weekday !== 6 : shift === -1 ? weekday === 0 : weekday === 6);
    });
  const nth = Math.ceil(dom / 7);
  return (
    keeps(1, 1) ||
    keeps(6, 19, 2021) ||
    keeps(7, 4) ||
    keeps(11, 11) ||
    keeps(12, 25) ||
    (dow === 1 && month === 1 && nth === 3 && year >= 1986) ||
    (dow === 1 && month === 2 && nth === 3) ||
    (dow === 1 && month === 5 && dom > 24) ||
    (dow === 1 && month === 9 && nth === 1) ||
    (dow === 1 && month === 10 && nth === 2) ||
    (dow === 4 && month === 11 && nth === 4)
  );
}

function ofState(at: number, state: 'MA' | 'NY'): boolean {
  const date = new Date(at);
  const [month, dom, dow] = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay()];
  if (state === 'MA') return month === 4 && dow === 1 && dom >= 15 && dom <= 21;
  return (
    (month === 2 && dom === 12) ||
    (month === 2 && dom === 13 && dow === 1) ||
    (month === 11 && dow === 2 && dom >= 2 && dom <= 8)
  );
}

function oracle(
  trigger: string,
  days: number,
  direction: 'after' | 'before',
  state: 'MA' | 'NY',
  mailed: boolean,
): string {
  const step = direction === 'after' ? DAY : -DAY;
  const closed = (at: number) => state === 'MA' && ['2015-01-27', '2018-01-04', '2018-03-13'].includes(iso(at));
  const off = (at: number) =>
    [0, 6].includes(new Date(at).getUTCDay()) || federal(at) || (direction === 'after' && ofState(at, state));
  let at = Date.parse(`${trigger}T00:00:00Z`);
  const rest = () => {
    while (off(at)) at += step;
    while (closed(at) || off(at)) at += DAY;
  };
  for (let crossed = 0; crossed < days; crossed++) at += step;
  rest();
  if (mailed && direction === 'after') {
    at += 3 * DAY;
    rest();
  }
  return iso(at);
}

test('ten thousand periods agree with a clerk who walks the calendar day by day', (t) => {
  const seed = randomInt(2 ** 31);
  t.diagnostic(`seed ${seed}`);
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1980, 0, 1) / DAY, max: Date.UTC(2060, 11, 31) / DAY }),
      fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 400 })),
      fc.constantFrom<'after' | 'before'>('after', 'before'),
      fc.constantFrom<'MA' | 'NY'>('MA', 'NY'),
      fc.boolean(),
      (dayNumber, days, direction, state, mailed) => {
        const trigger = iso(dayNumber * DAY);
        const { due, steps } = computeDeadline({
          trigger: day(trigger),
          days,
          direction,
          holidays: state === 'MA' ? MASSACHUSETTS : NEW_YORK,
          servedBy: mailed ? 'mail' : 'electronic',
        });
        assert.equal(due, oracle(trigger, days, direction, state, mailed));
        assert.equal(steps.at(-1)!.day, due, 'the explanation ends on the day that is due');
      },
    ),
    { seed, numRuns: 10_000 },
  );
});

test('every day of eighty years is a legal holiday for the engine exactly when the paper calendar says so', () => {
  for (let at = Date.UTC(1980, 0, 1); at < Date.UTC(2060, 0, 1); at += DAY) {
    const found = MASSACHUSETTS.legalHoliday(day(iso(at)));
    assert.equal(found?.level === 'federal', federal(at), `${iso(at)} ${found?.name ?? 'no holiday'}`);
    assert.equal(found?.level === 'state', !federal(at) && ofState(at, 'MA'), iso(at));
  }
});
