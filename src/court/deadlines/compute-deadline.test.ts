import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type CivilDate, instant, usDateTime, type Zone, zone } from '../../kernel/time.ts';
import { computeDeadline, type Length } from './compute-deadline.ts';
import { computeHours } from './compute-hours.ts';
import { courtCalendar, holidaysKept } from './holiday-calendar.ts';
import { loadHolidays } from './load-deadlines.ts';
import type { Closure, FilingDay, HolidayCalendar, ServedBy } from './model.ts';
import { loadDeadlines } from './rules.ts';

const files = ['holidays.yaml', 'deadlines.yaml'].map((name) => ({
  name,
  text: readFileSync(new URL(`../../../dictionary/${name}`, import.meta.url), 'utf8'),
}));
const holidays = loadHolidays(files);
const rules = loadDeadlines(files);
const keptIn = (state: string | null, counties: readonly string[] = []) => holidaysKept(holidays, { state, counties });
const closed = (on: string, from = '00:00', to = '24:00'): Closure => ({
  name: 'Blizzard',
  on: on as CivilDate,
  from,
  to,
  source: 'notice of the clerk',
});
const MASSACHUSETTS = courtCalendar(keptIn('MA'), [closed('2015-01-27'), closed('2018-01-04'), closed('2018-03-13')]);
const NEW_YORK = courtCalendar(keptIn('NY'));
const BOSTON = courtCalendar(keptIn('MA', ['Suffolk']));
const WASHINGTON = courtCalendar(keptIn('DC'));
const EASTERN: FilingDay = { zone: zone('America/New_York'), cutOff: '24:00' };
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
      added: servedBy ? rules.serviceDays(servedBy, day('2026-10-15'), { deadlineDays: {} }) : null,
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
    added: rules.serviceDays('mail', day('2026-11-02'), { deadlineDays: {} }),
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
      added: rules.serviceDays('mail', day('2026-11-20'), { deadlineDays: {} }),
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

test('electronic service added three days until December 1, 2016, and none since', () => {
  const added = (servedBy: ServedBy, on: string) => rules.serviceDays(servedBy, day(on), { deadlineDays: {} })?.days;
  assert.equal(added('electronic', '2016-11-30'), 3);
  assert.equal(added('electronic', '2016-12-01'), undefined);
  assert.equal(added('mail', '2016-12-01'), 3);
  assert.equal(added('hand', '2016-11-30'), undefined);
});

test('the three days are added after a weekend and a holiday have moved the last day, not before', () => {
  // The fourteenth day is Saturday, May 23; the period ends on Tuesday after Memorial Day; three days later is Friday.
  const { due, steps } = computeDeadline({
    trigger: day('2026-05-09'),
    days: 14,
    direction: 'after',
    holidays: NEW_YORK,
    added: rules.serviceDays('mail', day('2026-05-09'), { deadlineDays: {} }),
  });
  assert.equal(due, '2026-05-29');
  assert.equal(
    steps.at(-1)!.text,
    '3 days are added for this way of service, after the day on which the period would have ended: Friday, 05/29/2026.',
  );
});

test('weeks, months and years are counted by the calendar; where a month has no such day, to its last', () => {
  const of = (trigger: string, length: Length, direction: 'after' | 'before' = 'after') =>
    computeDeadline({ trigger: day(trigger), ...length, direction, holidays: NEW_YORK }).due;
  assert.equal(of('2026-11-02', { weeks: 2 }), '2026-11-16');
  assert.equal(of('2024-01-31', { months: 1 }), '2024-02-29', 'a leap year');
  assert.equal(of('2025-01-31', { months: 1 }), '2025-02-28');
  assert.equal(of('2024-02-29', { years: 1 }), '2025-02-28', 'a year after February 29');
  assert.equal(of('2024-02-29', { years: 4 }), '2028-02-29');
  assert.equal(of('2025-01-04', { months: 3 }, 'before'), '2024-10-04');
  assert.equal(of('2024-02-28', { days: 1 }), '2024-02-29', 'February 29 is a day like any other');
  assert.equal(of('2024-02-08', { days: 21 }), '2024-02-29');
  for (const length of [{ weeks: 0 }, { months: 1.5 }, { years: -1 }])
    assert.throws(() => of('2026-11-02', length), RangeError);
});

test('New Year’s Day of a Saturday is kept on December 31: one step on, one step back', () => {
  assert.equal(after('2021-12-17', 14), '2022-01-03', 'past Friday, December 31, and the weekend');
  assert.equal(before('2022-01-14', 14), '2021-12-30', 'back from Friday, December 31');
  const { steps } = computeDeadline({ trigger: day('2021-12-17'), days: 14, direction: 'after', holidays: NEW_YORK });
  assert.match(steps[2]!.text, /12\/31\/2021 is a legal holiday \(New Year's Day\)/);
});

test('a backward count goes back over a holiday beside a weekend', () => {
  assert.equal(before('2026-07-13', 10), '2026-07-02', 'July 3 is kept for Saturday, July 4');
  assert.equal(before('2026-05-28', 3), '2026-05-22', 'Memorial Day, Sunday, Saturday');
});

test('a county’s holiday counts where the court’s settings say it keeps them, and the step says to check', () => {
  assert.equal(after('2026-03-03', 14, MASSACHUSETTS), '2026-03-17');
  assert.equal(after('2026-03-03', 14, BOSTON), '2026-03-18');
  assert.equal(before('2026-03-31', 14, BOSTON), '2026-03-17', 'a state’s holiday, so not counting back');
  assert.equal(after('2030-06-03', 14, BOSTON), '2030-06-18');
  const { steps } = computeDeadline({ trigger: day('2026-03-03'), days: 14, direction: 'after', holidays: BOSTON });
  assert.match(steps.at(-1)!.text, /Evacuation Day.*ask the clerk/);
});

test('Inauguration Day is a holiday of the District of Columbia and of nowhere else', () => {
  assert.equal(after('2021-01-06', 14, WASHINGTON), '2021-01-21');
  assert.equal(after('2021-01-06', 14, NEW_YORK), '2021-01-20');
  assert.equal(before('2021-02-03', 14, WASHINGTON), '2021-01-20');
});

test('a day that a President closed the departments is a legal holiday in both directions, told with a warning', () => {
  const { due, steps } = computeDeadline({
    trigger: day('2024-12-10'),
    days: 14,
    direction: 'after',
    holidays: NEW_YORK,
  });
  assert.equal(due, '2024-12-26');
  assert.match(steps[2]!.text, /not every court takes such a day as a legal holiday/);
  assert.equal(before('2025-01-07', 14), '2024-12-23');
});

test('several days of closing are all passed over, with the weekend and the state’s holiday between them', () => {
  const storm = courtCalendar(keptIn('MA'), [closed('2026-04-16'), closed('2026-04-17'), closed('2026-04-21')]);
  assert.equal(after('2026-04-02', 14, storm), '2026-04-22');
  assert.equal(after('2026-04-06', 14, storm), '2026-04-22', 'Patriots’ Day, then a closed Tuesday');
  assert.equal(
    before('2026-04-30', 14, storm),
    '2026-04-20',
    'extended, but no state’s holiday counts before an event',
  );
});

test('an office that opens again before the filing day ends is not inaccessible on the last day', () => {
  const outage = (from: string, to: string, cutOff = '24:00') =>
    courtCalendar(keptIn('NY'), [closed('2026-06-10', from, to)], { ...EASTERN, cutOff });
  assert.equal(after('2026-05-27', 14, outage('09:00', '17:00')), '2026-06-10');
  assert.equal(after('2026-05-27', 14, outage('17:00', '24:00')), '2026-06-11');
  assert.equal(after('2026-05-27', 14, outage('13:00', '18:30', '18:00')), '2026-06-11');
  assert.equal(
    after('2026-05-27', 14, outage('18:00', '24:00', '18:00')),
    '2026-06-10',
    'after the cut-off it does no harm',
  );
});

test('the explanation ends with the moment at which the last day ends in the court’s zone', () => {
  const last = (where: string, cutOff: string) =>
    computeDeadline({
      trigger: day('2026-03-03'),
      days: 21,
      direction: 'after',
      holidays: courtCalendar(keptIn(null), [], { zone: zone(where), cutOff }),
    }).steps.at(-1)!;
  assert.deepEqual(last('America/New_York', '24:00'), {
    day: '2026-03-24',
    text: 'The last day is Tuesday, 03/24/2026. What is filed electronically must be complete before midnight Eastern Time at the end of that day.',
    rule: 'Fed. R. Civ. P. 6(a)(4)(A)',
  });
  assert.match(last('America/New_York', '18:00').text, /before 6:00 PM Eastern Time on that day\.$/);
  assert.match(last('Pacific/Honolulu', '24:00').text, /midnight Hawaii-Aleutian Standard Time/);
});

test('criminal and appellate periods count alike and cite their own rules', () => {
  const under = (which: 'criminal' | 'appellate') =>
    computeDeadline({
      trigger: day('2026-04-06'),
      days: 14,
      direction: 'after',
      holidays: MASSACHUSETTS,
      under: which,
      added: rules.serviceDays('mail', day('2026-04-06'), { deadlineDays: {} }),
    });
  const cited = under('criminal').steps.map((step) => step.rule);
  assert.equal(under('criminal').due, '2026-04-24');
  assert.equal(cited[0], 'Fed. R. Crim. P. 45(a)(1)(A)');
  assert.equal(
    cited[2],
    'Fed. R. Crim. P. 45(a)(1)(C), (a)(5), Fed. R. Crim. P. 45(a)(6)(C): M.G.L. c. 4 § 7, clause 18',
  );
  assert.equal(cited[3], 'Fed. R. Crim. P. 45(c)');
  assert.match(under('appellate').steps[0]!.rule, /^Fed\. R\. App\. P\. 26/);
});

// --- Hours, told as the clocks of the court show them.

const EASTERN_ZONE = zone('America/New_York');
const overAt = (
  trigger: string,
  hours: number,
  given: { where?: Zone; holidays?: HolidayCalendar; direction?: 'after' | 'before' } = {},
): string => {
  const where = given.where ?? EASTERN_ZONE;
  const { due } = computeHours({
    trigger: instant(trigger),
    hours,
    zone: where,
    holidays: given.holidays ?? MASSACHUSETTS,
    direction: given.direction ?? 'after',
  });
  return usDateTime(due, where);
};

test('22:30 on a Friday in Honolulu is Saturday nearly everywhere else, and Friday in that court', () => {
  const honolulu = zone('Pacific/Honolulu');
  assert.equal(overAt('2026-06-11T22:30:00-10:00', 24, { where: honolulu }), '06/12/2026 10:30 PM HST', 'Friday');
  assert.equal(overAt('2026-06-12T22:30:00-10:00', 24, { where: honolulu }), '06/15/2026 10:30 PM HST', 'not Saturday');
});

test('both clock changes: the time of day shifts, the number of hours does not', () => {
  assert.equal(overAt('2026-03-06T10:00:00-05:00', 72), '03/09/2026 11:00 AM EDT', 'an hour is left out on March 8');
  assert.equal(overAt('2026-10-30T10:00:00-04:00', 72), '11/02/2026 9:00 AM EST', 'an hour comes twice on November 1');
  assert.equal(overAt('2026-03-09T11:00:00-04:00', 72, { direction: 'before' }), '03/06/2026 10:00 AM EST');
  const { steps } = computeHours({
    trigger: instant('2026-03-06T10:00:00-05:00'),
    hours: 72,
    zone: EASTERN_ZONE,
    holidays: MASSACHUSETTS,
  });
  assert.match(
    steps[1]!.text,
    /72 hours after that is 11:00 AM EDT on Monday, 03\/09\/2026\. The clocks change in between\.$/,
  );
});

test('hours before an event that end on a weekend go back to the same time on Friday', () => {
  assert.equal(overAt('2026-06-16T09:00:00-04:00', 48, { direction: 'before' }), '06/12/2026 9:00 AM EDT');
  assert.equal(
    overAt('2026-04-22T09:00:00-04:00', 48, { direction: 'before' }),
    '04/20/2026 9:00 AM EDT',
    'Patriots’ Day does not move a backward count',
  );
});

test('an office inaccessible in the last hour extends hours to the same time on the next day; earlier that day it does not', () => {
  const outage = (from: string, to: string) => courtCalendar(keptIn('NY'), [closed('2026-06-10', from, to)]);
  const due = (from: string, to: string) => overAt('2026-06-08T15:30:00-04:00', 48, { holidays: outage(from, to) });
  assert.equal(due('13:00', '14:30'), '06/10/2026 3:30 PM EDT', 'reachable again an hour before');
  assert.equal(due('13:00', '14:31'), '06/11/2026 3:30 PM EDT');
  assert.equal(due('15:30', '18:00'), '06/10/2026 3:30 PM EDT', 'the time was over');
  assert.equal(due('00:00', '24:00'), '06/11/2026 3:30 PM EDT');
});
