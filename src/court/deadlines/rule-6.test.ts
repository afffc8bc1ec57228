/** The engine beside the clerk who walks a paper calendar: 10,000 random cases, with OPENECF_LONG=1 a million. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CivilDate, epochMilliseconds, type Instant, type Zone, zone } from '../../kernel/time.ts';
import { readCourtFacts } from '../settings/model.ts';
import { computeDeadline, type Length } from './compute-deadline.ts';
import { computeHours } from './compute-hours.ts';
import { dayOfFiling, lastMoment } from './filing-day.ts';
import { courtCalendar, holidaysKept } from './holiday-calendar.ts';
import { loadHolidays } from './load-deadlines.ts';
import { type Closure, SERVICES, type ServedBy } from './model.ts';
import {
  type Clocks,
  DAY,
  dayNumberOf,
  federalHoliday,
  filedOn,
  iso,
  lastDay,
  lastHour,
  momentOf,
  type Office,
  type Place,
  stateHoliday,
  type Unit,
} from './paper-calendar.test-support.ts';
import { loadDeadlines } from './rules.ts';

const LONG = process.env.OPENECF_LONG === '1';
const CASES = LONG ? 1_000_000 : 10_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

const files = ['holidays.yaml', 'deadlines.yaml'].map((name) => ({
  name,
  text: readFileSync(new URL(`../../../dictionary/${name}`, import.meta.url), 'utf8'),
}));
const rules = loadDeadlines(files);
const holidays = loadHolidays(files);

const PLACES: readonly Place[] = ['none', 'MA', 'Suffolk', 'NY', 'DC'];
const KEPT = Object.fromEntries(
  PLACES.map((place) => [
    place,
    holidaysKept(holidays, {
      state: place === 'none' ? null : place === 'Suffolk' ? 'MA' : place,
      counties: place === 'Suffolk' ? ['Suffolk'] : [],
    }),
  ]),
) as Record<Place, ReturnType<typeof holidaysKept>>;

/** The zones in which district courts sit, with their clocks as the statute has them. */
const CLOCKS: readonly (readonly [Zone, Clocks])[] = (
  [
    ['America/New_York', -5, true],
    ['America/Detroit', -5, true],
    ['America/Indiana/Indianapolis', -5, true],
    ['America/Kentucky/Louisville', -5, true],
    ['America/Chicago', -6, true],
    ['America/Denver', -7, true],
    ['America/Boise', -7, true],
    ['America/Phoenix', -7, false],
    ['America/Los_Angeles', -8, true],
    ['America/Anchorage', -9, true],
    ['Pacific/Honolulu', -10, false],
    ['America/Puerto_Rico', -4, false],
    ['America/St_Thomas', -4, false],
    ['Pacific/Guam', 10, false],
    ['Pacific/Saipan', 10, false],
  ] as const
).map(([name, standard, summerTime]) => [zone(name), { standard, summerTime }]);

const hhmm = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const closuresOf = (office: Office): Closure[] =>
  office.closed.map(({ on, from, to }) => ({
    name: 'Snow',
    on: iso(on) as CivilDate,
    from: hhmm(from),
    to: hhmm(to),
    source: 'notice',
  }));
const calendarOf = (office: Office, where: Zone) =>
  courtCalendar(KEPT[office.place], closuresOf(office), { zone: where, cutOff: hhmm(office.cutOff) });
const lengthOf = (count: number, unit: Unit): Length => ({ [unit]: count }) as unknown as Length;
const instantAt = (at: number): Instant => new Date(at).toISOString() as Instant;

// --- What is drawn.

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;
/** Before 2007 the clocks changed on other Sundays, which the paper calendar does not know. */
const SAME_CLOCKS = '2008-01-01';

const anyDay = fc.integer({ min: dayNumberOf('1990-01-01'), max: dayNumberOf('2050-12-31') });
/** Days around which calendars go wrong: turns of the year, the end of February, clock changes, single holidays. */
const TURNS = '01-01 02-12 02-28 03-08 03-17 04-16 06-17 06-19 07-04 11-01 11-11 12-01 12-24 12-31'.split(' ');
const nearTurn = fc
  .record({
    year: fc.integer({ min: 1990, max: 2050 }),
    turn: fc.constantFrom(...TURNS),
    off: fc.integer({ min: -40, max: 40 }),
  })
  .map(({ year, turn, off }) => dayNumberOf(`${year}-${turn}`) + off);
const aDay = fc.oneof(anyDay, nearTurn, fc.integer({ min: dayNumberOf('2016-10-01'), max: dayNumberOf('2016-12-31') }));
const aLength = fc.oneof(
  fc.record({ unit: fc.constant<Unit>('days'), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ unit: fc.constant<Unit>('days'), count: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ unit: fc.constant<Unit>('weeks'), count: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ unit: fc.constant<Unit>('months'), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ unit: fc.constant<Unit>('years'), count: fc.integer({ min: 1, max: 10 }) }),
);
const aDirection = fc.constantFrom<'after' | 'before'>('after', 'before');
const aCutOff = fc.constantFrom(1440, 1440, 1080, 1020);
const aSpan = fc.oneof(
  fc.constant({ from: 0, to: 1440 }),
  fc
    .record({ from: fc.integer({ min: 0, max: 95 }), length: fc.integer({ min: 1, max: 95 }) })
    .map(({ from, length }) => ({
      from: from * 15,
      to: Math.min(1440, (from + length) * 15),
    })),
);
/** Closures beside the day on which the period would end without them. */
const someClosures = fc.array(fc.record({ off: fc.integer({ min: -3, max: 6 }), span: aSpan }), { maxLength: 4 });
const anOffice = fc.record({ place: fc.constantFrom(...PLACES), cutOff: aCutOff, closed: someClosures });
const aZone = fc.constantFrom(...CLOCKS);

const officeNear = (drawn: { place: Place; cutOff: number }, closed: Closed, near: number): Office => ({
  ...drawn,
  closed: closed.map(({ off, span }) => ({ on: near + off, ...span })),
});
type Closed = readonly { readonly off: number; readonly span: { readonly from: number; readonly to: number } }[];

/** Three days by the date of service, as the rule has stood. */
function addedOnPaper(servedBy: ServedBy, servedOn: number): number {
  if (servedBy === 'hand' || servedOn < dayNumberOf('2005-12-01')) return 0;
  return servedBy === 'electronic' && servedOn >= dayNumberOf('2016-12-01') ? 0 : 3;
}

const days = fc.record({
  trigger: aDay,
  length: aLength,
  direction: aDirection,
  office: anOffice,
  servedBy: fc.constantFrom(...SERVICES),
  where: aZone,
});

const agreesOnDays = (drawn: Drawn<typeof days>): void => {
  const { trigger, length, direction, servedBy, where } = drawn;
  const { closed, ...place } = drawn.office;
  const nominal = lastDay(trigger, length.count, length.unit, direction, { ...place, closed: [] }, 0);
  const office = officeNear(place, closed, nominal);
  const on = iso(trigger) as CivilDate;
  const { due, steps } = computeDeadline({
    trigger: on,
    ...lengthOf(length.count, length.unit),
    direction,
    holidays: calendarOf(office, where[0]),
    added: rules.serviceDays(servedBy, on, { deadlineDays: {} }),
  });
  const paper = lastDay(trigger, length.count, length.unit, direction, office, addedOnPaper(servedBy, trigger));
  assert.equal(due, iso(paper));
  assert.equal(steps.at(-1)!.day, due, 'the explanation ends on the day that is due');
  if (due >= SAME_CLOCKS)
    assert.equal(
      epochMilliseconds(lastMoment(due, { zone: where[0], cutOff: hhmm(office.cutOff) })),
      momentOf(paper * DAY + office.cutOff * MINUTE, where[1]),
      'the moment at which that day ends',
    );
};

const hours = fc.record({
  day: fc.integer({ min: dayNumberOf(SAME_CLOCKS), max: dayNumberOf('2050-12-31') }),
  minute: fc.integer({ min: 0, max: 1439 }),
  hours: fc.oneof(fc.integer({ min: 1, max: 96 }), fc.integer({ min: 1, max: 720 })),
  direction: aDirection,
  office: anOffice,
  where: aZone,
});

const agreesOnHours = (drawn: Drawn<typeof hours>): void => {
  const { direction, where } = drawn;
  const { closed, ...place } = drawn.office;
  const trigger = drawn.day * DAY + drawn.minute * MINUTE;
  const nominal = lastHour(trigger, drawn.hours, direction, { ...place, closed: [] }, where[1]);
  const office = officeNear(place, closed, Math.floor(nominal / DAY));
  const { due, steps } = computeHours({
    trigger: instantAt(trigger),
    hours: drawn.hours,
    direction,
    zone: where[0],
    holidays: calendarOf(office, where[0]),
  });
  const paper = lastHour(trigger, drawn.hours, direction, office, where[1]);
  assert.equal(due, instantAt(paper));
  assert.ok(steps.length >= 3);
};

const filings = fc.record({
  day: fc.integer({ min: dayNumberOf(SAME_CLOCKS), max: dayNumberOf('2050-12-31') }),
  milliseconds: fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
  cutOff: aCutOff,
  late: fc.boolean(),
  where: aZone,
});

const agreesOnFiling = (drawn: Drawn<typeof filings>): void => {
  const at = momentOf(drawn.day * DAY + drawn.cutOff * MINUTE, drawn.where[1]) + drawn.milliseconds;
  const ends = { zone: drawn.where[0], cutOff: hhmm(drawn.cutOff), lateCountsNextDay: drawn.late };
  assert.equal(dayOfFiling(instantAt(at), ends), iso(filedOn(at, drawn.where[1], drawn.cutOff, drawn.late)));
};

test(`${CASES.toLocaleString('en-US')} random cases agree with a clerk who walks the calendar`, {
  timeout: 25 * 60_000,
}, (t) => {
  const seed = Number(process.env.OPENECF_RULE6_SEED ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed}`);
  const started = performance.now();
  const one = fc.oneof(
    { arbitrary: days, weight: 6 },
    { arbitrary: hours, weight: 3 },
    { arbitrary: filings, weight: 1 },
  );
  const agrees = (drawn: Drawn<typeof one>): void => {
    if ('trigger' in drawn) agreesOnDays(drawn);
    else if ('hours' in drawn) agreesOnHours(drawn);
    else agreesOnFiling(drawn);
  };
  fc.assert(fc.property(one, agrees), { seed, numRuns: CASES });
  t.diagnostic(`${CASES} cases in ${((performance.now() - started) / 1000).toFixed(1)} s`);
});

test('every day of eighty years is a holiday for the engine exactly when the paper calendar says so, in every place', () => {
  let kept = 0;
  for (let at = dayNumberOf('1979-01-01'); at < dayNumberOf('2060-01-01'); at++) {
    const federal = federalHoliday(at);
    for (const place of PLACES) {
      const found = KEPT[place](iso(at) as CivilDate);
      if (found) kept++;
      assert.equal(found?.level === 'federal', federal, `${place} ${iso(at)} ${found?.name ?? 'no holiday'}`);
      assert.equal(found?.level === 'state', !federal && stateHoliday(at, place), `${place} ${iso(at)}`);
    }
  }
  assert.ok(kept > 4_000, `${kept} holidays`);
});

test('the zones of the random cases are those of all real courts', () => {
  const courts = readCourtFacts(readFileSync(new URL('../../../courts/facts.csv', import.meta.url), 'utf8'));
  assert.deepEqual(
    [...new Set([...courts.values()].map((court) => court.zone))].sort(),
    CLOCKS.map(([name]) => name).sort(),
  );
});

/** What is known from outside: the rule's own notes, calendars of those years, real dockets. Both readings must say it. */
const KNOWN: readonly (readonly [string, string, number, Unit, 'after' | 'before', Place, string])[] = [
  ['waiver of 2017 over Christmas', '2017-10-25', 60, 'days', 'after', 'MA', '2017-12-26'],
  ['committee note: Labor Day of 2007', '2007-08-02', 30, 'days', 'after', 'none', '2007-09-04'],
  ['committee note: counted back to the same Saturday', '2007-09-22', 21, 'days', 'before', 'none', '2007-08-31'],
  ['New Year’s Day observed on December 31', '2021-12-10', 21, 'days', 'after', 'NY', '2022-01-03'],
  ['and counted back', '2022-01-14', 14, 'days', 'before', 'NY', '2021-12-30'],
  ['into February 29', '2024-02-08', 21, 'days', 'after', 'NY', '2024-02-29'],
  ['a year from February 29', '2024-02-29', 1, 'years', 'after', 'NY', '2025-02-28'],
  ['a month from January 31', '2024-01-31', 1, 'months', 'after', 'NY', '2024-02-29'],
  ['Patriots’ Day after an event', '2008-04-07', 14, 'days', 'after', 'MA', '2008-04-22'],
  ['and before one', '2008-05-05', 14, 'days', 'before', 'MA', '2008-04-21'],
  ['Lincoln’s Birthday', '2026-01-29', 14, 'days', 'after', 'NY', '2026-02-13'],
  ['Election Day', '2026-10-20', 14, 'days', 'after', 'NY', '2026-11-04'],
  ['Inauguration Day in Washington', '2021-01-06', 14, 'days', 'after', 'DC', '2021-01-21'],
  ['Juneteenth of 2021, kept on Friday', '2021-06-04', 14, 'days', 'after', 'none', '2021-06-21'],
  ['and none in 2020', '2020-06-05', 14, 'days', 'after', 'none', '2020-06-19'],
];
for (const [story, trigger, count, unit, direction, place, due] of KNOWN) {
  test(`both readings: ${story}`, () => {
    const office: Office = { place, closed: [], cutOff: 1440 };
    const found = computeDeadline({
      trigger: trigger as CivilDate,
      ...lengthOf(count, unit),
      direction,
      holidays: calendarOf(office, CLOCKS[0]![0]),
    });
    assert.equal(found.due, due, 'the engine');
    assert.equal(iso(lastDay(dayNumberOf(trigger), count, unit, direction, office, 0)), due, 'the paper calendar');
  });
}

test('both readings: 22:30 on a Friday in Honolulu is filed on Friday; hours from then end on Monday', () => {
  const [where, clocks] = CLOCKS.find(([name]) => name === 'Pacific/Honolulu')!;
  const at = Date.parse('2026-06-12T22:30:00-10:00');
  const day = { zone: where, cutOff: '24:00', lateCountsNextDay: false };
  assert.equal(dayOfFiling(instantAt(at), day), '2026-06-12');
  assert.equal(iso(filedOn(at, clocks, 1440, false)), '2026-06-12');
  const office: Office = { place: 'none', closed: [], cutOff: 1440 };
  const found = computeHours({ trigger: instantAt(at), hours: 24, zone: where, holidays: calendarOf(office, where) });
  assert.equal(found.due, instantAt(Date.parse('2026-06-15T22:30:00-10:00')));
  assert.equal(lastHour(at, 24, 'after', office, clocks), Date.parse('2026-06-15T22:30:00-10:00'));
  assert.equal(dayOfFiling(instantAt(at), { ...day, cutOff: '18:00' }), '2026-06-12', 'late, but of that day');
  assert.equal(dayOfFiling(instantAt(at), { ...day, cutOff: '18:00', lateCountsNextDay: true }), '2026-06-13');
});

test('both readings: both clock changes, and a moment before and at midnight', () => {
  const [where, clocks] = CLOCKS[0]!;
  const office: Office = { place: 'none', closed: [], cutOff: 1440 };
  for (const [trigger, over] of [
    ['2026-03-06T10:00:00-05:00', '2026-03-09T11:00:00-04:00'],
    ['2026-10-30T10:00:00-04:00', '2026-11-02T09:00:00-05:00'],
    ['2026-11-01T01:30:00-04:00', '2026-11-04T00:30:00-05:00'],
    ['2027-03-12T02:30:00-05:00', '2027-03-15T03:30:00-04:00'],
  ] as const) {
    const found = computeHours({
      trigger: instantAt(Date.parse(trigger)),
      hours: 72,
      zone: where,
      holidays: calendarOf(office, where),
    });
    assert.equal(found.due, instantAt(Date.parse(over)));
    assert.equal(lastHour(Date.parse(trigger), 72, 'after', office, clocks), Date.parse(over));
  }
  const midnight = Date.parse('2026-11-02T00:00:00-05:00');
  assert.equal(lastMoment('2026-11-01' as CivilDate, { zone: where, cutOff: '24:00' }), instantAt(midnight));
  const day = { zone: where, cutOff: '24:00', lateCountsNextDay: false };
  assert.equal(dayOfFiling(instantAt(midnight - 1), day), '2026-11-01', 'a day of 25 hours');
  assert.equal(dayOfFiling(instantAt(midnight), day), '2026-11-02');
});
