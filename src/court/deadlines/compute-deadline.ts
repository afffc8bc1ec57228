/**
 * Fed. R. Civ. P. 6(a) and (d) as one pure engine (DESIGN §4.18): whoever shows a date asks here. Every step is told
 * in plain words, so that a lawyer can check the court's arithmetic and a clerk can explain it on the telephone.
 */
import { Temporal } from 'temporal-polyfill';
import {
  type CivilDate,
  civilDate,
  dayOfWeek,
  type Instant,
  instant,
  plusDays,
  plusMilliseconds,
  usDate,
  type Zone,
} from '../../kernel/time.ts';
import type { HolidayCalendar, Step } from './model.ts';

/** How the paper was served. Only mail, leaving with the clerk and other consented means add three days (Rule 6(d)). */
export type ServedBy = 'electronic' | 'hand' | 'mail' | 'left-with-clerk' | 'other-consented';

export interface DayPeriod {
  /** The day of the event from which the period runs. It is not counted. */
  readonly trigger: CivilDate;
  /** A whole number of days, at least 1. */
  readonly days: number;
  readonly direction: 'after' | 'before';
  readonly holidays: HolidayCalendar;
  /** Left out: by the court's electronic system, which adds nothing since December 1, 2016. */
  readonly servedBy?: ServedBy;
}

/** The last day on which to act, and how it was found. */
export interface DeadlineFound {
  readonly due: CivilDate;
  readonly steps: readonly Step[];
}

/**
 * Computes a period stated in days. The last day ends when the court's filing day ends (6(a)(4); a setting of the court).
 * Throws RangeError when `days` is not a whole number of at least 1.
 */
export function computeDeadline(period: DayPeriod): DeadlineFound {
  const { trigger, days, direction, holidays } = period;
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`not a number of days: ${days}`);
  const steps: Step[] = [
    {
      day: trigger,
      text: `The period runs from ${named(trigger)}. That day itself is not counted.`,
      rule: 'Fed. R. Civ. P. 6(a)(1)(A)',
    },
  ];
  const counted = plusDays(trigger, direction === 'after' ? days : -days);
  steps.push({
    day: counted,
    text: `Every day is counted, weekends and holidays too: ${many(days, 'day')} ${direction} that day is ${named(counted)}.`,
    rule: 'Fed. R. Civ. P. 6(a)(1)(B)',
  });
  let due = settle(counted, direction, holidays, steps);
  if (direction === 'after' && addsThreeDays(period.servedBy)) {
    due = plusDays(due, 3);
    steps.push({
      day: due,
      text: `Three days are added for this way of service: ${named(due)}.`,
      rule: 'Fed. R. Civ. P. 6(d)',
    });
    due = settle(due, direction, holidays, steps);
  }
  return { due, steps };
}

export interface HourPeriod {
  /** The moment of the event: hours begin to run at once. */
  readonly trigger: Instant;
  /** A whole number of hours, at least 1. */
  readonly hours: number;
  readonly zone: Zone;
  readonly holidays: HolidayCalendar;
}

/**
 * Computes a period of hours after an event (6(a)(2)). Every hour is counted; a change to or from daylight saving time
 * therefore shifts the time of day (committee note of 2009). Throws RangeError when `hours` is not a whole number of at least 1.
 */
export function computeHours(period: HourPeriod): { readonly due: Instant; readonly steps: readonly Step[] } {
  const { trigger, hours, zone, holidays } = period;
  if (!Number.isInteger(hours) || hours < 1) throw new RangeError(`not a number of hours: ${hours}`);
  const counted = plusMilliseconds(trigger, hours * 3_600_000);
  const day = civilDate(counted, zone);
  const steps: Step[] = [
    { day: civilDate(trigger, zone), text: 'The hours begin to run at once.', rule: 'Fed. R. Civ. P. 6(a)(2)(A)' },
    {
      day,
      text: `Every hour is counted, weekends and holidays too: ${many(hours, 'hour')} end on ${named(day)}.`,
      rule: 'Fed. R. Civ. P. 6(a)(2)(B)',
    },
  ];
  const last = settle(day, 'after', holidays, steps, 'Fed. R. Civ. P. 6(a)(2)(C)');
  return { due: last === day ? counted : atSameTime(counted, last, zone), steps };
}

/** The moment on another day at which the clock in `zone` shows the same time. */
function atSameTime(at: Instant, on: CivilDate, zone: Zone): Instant {
  const time = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime();
  return instant(
    Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString(),
  );
}

const addsThreeDays = (servedBy: ServedBy | undefined): boolean =>
  servedBy === 'mail' || servedBy === 'left-with-clerk' || servedBy === 'other-consented';

/**
 * Moves a last day on which one cannot act: in the direction of the count over weekends and legal holidays (6(a)(1)(C),
 * 6(a)(5)), and then, when the clerk's office is inaccessible, always later (6(a)(3)(A): the time "is extended").
 */
function settle(
  counted: CivilDate,
  direction: 'after' | 'before',
  holidays: HolidayCalendar,
  steps: Step[],
  rule = 'Fed. R. Civ. P. 6(a)(1)(C), (a)(5)',
): CivilDate {
  let day = counted;
  for (let why = dayOff(day, direction, holidays); why !== null; why = dayOff(day, direction, holidays)) {
    const next = plusDays(day, direction === 'after' ? 1 : -1);
    const way = direction === 'after' ? 'on' : 'back';
    steps.push({
      day: next,
      text: `${named(day)} is ${why.text}, so the count goes ${way} to ${named(next)}.`,
      rule: [rule, why.rule].filter(Boolean).join(', '),
    });
    day = next;
  }
  if (holidays.closure(day) === null) return day;
  for (;;) {
    const closure = holidays.closure(day);
    const why = closure
      ? { text: `a day on which the clerk’s office is closed (${closure.name})`, rule: '' }
      : dayOff(day, direction, holidays);
    if (why === null) return day;
    const next = plusDays(day, 1);
    steps.push({
      day: next,
      text: `${named(day)} is ${why.text}, so the time is extended to ${named(next)}.`,
      rule: 'Fed. R. Civ. P. 6(a)(3)(A)',
    });
    day = next;
  }
}

/** Why a day cannot be the last one, or null. A state's holiday counts only after an event, never before one (6(a)(6)(C)). */
function dayOff(
  day: CivilDate,
  direction: 'after' | 'before',
  holidays: HolidayCalendar,
): { readonly text: string; readonly rule: string } | null {
  const weekday = dayOfWeek(day);
  if (weekday > 5) return { text: `a ${WEEKDAYS[weekday - 1]}`, rule: '' };
  const holiday = holidays.legalHoliday(day);
  if (holiday === null) return null;
  if (holiday.level === 'federal')
    return { text: `a legal holiday (${holiday.name})`, rule: `6(a)(6): ${holiday.source}` };
  return direction === 'after'
    ? { text: `a holiday of the state (${holiday.name})`, rule: `6(a)(6)(C): ${holiday.source}` }
    : null;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const named = (day: CivilDate): string => `${WEEKDAYS[dayOfWeek(day) - 1]}, ${usDate(day)}`;
const many = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
