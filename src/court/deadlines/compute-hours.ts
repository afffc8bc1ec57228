/** Periods stated in hours (Fed. R. Civ. P. 6(a)(2)). */
import {
  type CivilDate,
  civilDate,
  clockTime,
  type Instant,
  momentOn,
  plusMilliseconds,
  sameTimeOn,
  type Zone,
} from '../../kernel/time.ts';
import type { Closure, CountedUnder, HolidayCalendar, Step } from './model.ts';
import { cite, type Direction, many, named, settle } from './settle.ts';

const HOUR = 3_600_000;

export interface HourPeriod {
  /** The moment of the event: hours begin to run at once. */
  readonly trigger: Instant;
  /** A whole number of hours, at least 1. */
  readonly hours: number;
  /** Left out: after the event. */
  readonly direction?: Direction;
  /** The court's. */
  readonly zone: Zone;
  readonly holidays: HolidayCalendar;
  /** Left out: the civil rules. */
  readonly under?: CountedUnder;
}

/** The moment at which the time is over, and how it was found. */
export interface HourFound {
  readonly due: Instant;
  readonly steps: readonly Step[];
}

/**
 * Computes a period of hours. Every hour is counted; a change to or from daylight saving time therefore shifts the time of day
 * (committee note of 2009). Where the day on which it ends is a weekend or holiday, or the clerk's office is inaccessible in
 * its last hour, it ends at the same time of day on another. Throws RangeError when `hours` is not a whole number of at least 1.
 */
export function computeHours(period: HourPeriod): HourFound {
  const { trigger, hours, direction = 'after', zone, holidays, under = 'civil' } = period;
  if (!Number.isInteger(hours) || hours < 1) throw new RangeError(`not a number of hours: ${hours}`);
  const counted = plusMilliseconds(trigger, (direction === 'after' ? hours : -hours) * HOUR);
  const day = civilDate(counted, zone);
  const when = (at: Instant): string => `${clockTime(at, zone)} on ${named(civilDate(at, zone))}`;
  const clocks = zoneLetters(trigger, zone) === zoneLetters(counted, zone) ? '' : ' The clocks change in between.';
  const steps: Step[] = [
    {
      day: civilDate(trigger, zone),
      text: `The hours ${direction === 'after' ? 'begin to run at once, at' : 'are counted back from'} ${when(trigger)}.`,
      rule: cite(under, direction === 'after' ? '(a)(2)(A)' : '(a)(2), (a)(5)'),
    },
    {
      day,
      text: `Every hour is counted, weekends and holidays too: ${many(hours, 'hour')} ${direction} that is ${when(counted)}.${clocks}`,
      rule: cite(under, '(a)(2)(B)'),
    },
  ];
  const endOn = (other: CivilDate): Instant => (other === day ? counted : sameTimeOn(counted, other, zone));
  const last = settle(
    {
      counted: day,
      direction,
      holidays,
      under,
      closedOn: (other) => closedBefore(endOn(other), zone, holidays),
      letters: { dayOff: '(a)(2)(C), (a)(5)', closed: '(a)(3)(B)' },
      sameTime: 'the same time on ',
    },
    steps,
  );
  const due = endOn(last);
  steps.push({ day: last, text: `The time is over at ${when(due)}.`, rule: cite(under, '(a)(2)') });
  return { due, steps };
}

/** The closure that touches the hour before a moment, or null. */
function closedBefore(end: Instant, zone: Zone, holidays: HolidayCalendar): Closure | null {
  const start = plusMilliseconds(end, -HOUR);
  const days = new Set([civilDate(start, zone), civilDate(end, zone)]);
  return (
    [...days]
      .flatMap((day) => holidays.closures(day))
      .find(({ on, from, to }) => momentOn(on, from, zone) < end && momentOn(on, to, zone) > start) ?? null
  );
}

/** `EDT`, `EST`. */
const zoneLetters = (at: Instant, zone: Zone): string => clockTime(at, zone).split(' ').at(-1)!;
