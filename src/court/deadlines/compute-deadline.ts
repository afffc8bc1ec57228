/**
 * Fed. R. Civ. P. 6(a) and (d) as one pure engine (DESIGN §4.18): whoever shows a date asks here. Every step is told
 * in plain words, so that a lawyer can check the court's arithmetic and a clerk can explain it on the telephone.
 * It counts as the rules do since December 1, 2009; Fed. R. Crim. P. 45 and Fed. R. App. P. 26 count alike.
 */
import { type CivilDate, plusDays, plusMonths } from '../../kernel/time.ts';
import { cutOffWords } from './filing-day.ts';
import type { CountedUnder, FilingDay, HolidayCalendar, ServiceDays, Step } from './model.ts';
import { cite, citeAdded, type Direction, many, named, settle } from './settle.ts';

export type { ServedBy } from './model.ts';

/** How long a period is: in days or a longer unit, a whole number of at least 1. */
export type Length =
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly years: number };

export type DayPeriod = Length & {
  /** The day of the event from which the period runs. It is not counted. */
  readonly trigger: CivilDate;
  readonly direction: Direction;
  readonly holidays: HolidayCalendar;
  /** What the way of service adds (`DeadlineRules.serviceDays`); left out or null: nothing, as of electronic service. */
  readonly added?: ServiceDays | null;
  /** Left out: the civil rules. */
  readonly under?: CountedUnder;
};

/** The last day on which to act, and how it was found. */
export interface DeadlineFound {
  readonly due: CivilDate;
  readonly steps: readonly Step[];
}

/**
 * Computes a period stated in days or a longer unit. Where the calendar knows when the court's filing day ends ((a)(4)), the
 * last step says so. Throws RangeError when the length is not a whole number of at least 1.
 */
export function computeDeadline(period: DayPeriod): DeadlineFound {
  const { trigger, direction, holidays, added, under = 'civil' } = period;
  const { count, unit } = lengthOf(period);
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a number of ${unit}s: ${count}`);
  const steps: Step[] = [
    {
      day: trigger,
      text: `The period runs from ${named(trigger)}. That day itself is not counted.`,
      rule: cite(under, '(a)(1)(A)'),
    },
  ];
  const counted = countFrom(trigger, direction === 'after' ? count : -count, unit);
  steps.push({
    day: counted,
    text: `Every day is counted, weekends and holidays too: ${many(count, unit)} ${direction} that day is ${named(counted)}.`,
    rule: cite(under, '(a)(1)(B)'),
  });
  const settled = (day: CivilDate): CivilDate => settleDay(day, direction, holidays, under, steps);
  let due = settled(counted);
  if (direction === 'after' && added) {
    due = plusDays(due, added.days);
    steps.push({
      day: due,
      text: `${many(added.days, 'day')} are added for this way of service, after the day on which the period would have ended: ${named(due)}.`,
      rule: added.of === 'US' ? citeAdded(under) : added.rule,
    });
    due = settled(due);
  }
  if (holidays.filingDay) steps.push(endOfLastDay(due, holidays.filingDay, under));
  return { due, steps };
}

function endOfLastDay(due: CivilDate, ends: FilingDay, under: CountedUnder): Step {
  const midnight = ends.cutOff === '24:00';
  return {
    day: due,
    text: `The last day is ${named(due)}. What is filed electronically must be complete before ${cutOffWords(ends)} ${midnight ? 'at the end of' : 'on'} that day.`,
    rule: midnight ? cite(under, '(a)(4)(A)') : `${cite(under, '(a)(4)')} and the rule or order of this court`,
  };
}

/**
 * A day that a court's order names. Nothing is counted, and it stays where it is: Rule 6(a) computes periods, it moves no fixed
 * dates (committee note of 2009).
 */
export function dateCertain(day: CivilDate, rule: string): DeadlineFound {
  return { due: day, steps: [{ day, text: `The court set ${named(day)}; nothing is counted.`, rule }] };
}

/** The last day of a period of days, moved where (a)(1)(C), (a)(3)(A) and (a)(5) move it. */
function settleDay(
  counted: CivilDate,
  direction: Direction,
  holidays: HolidayCalendar,
  under: CountedUnder,
  steps: Step[],
): CivilDate {
  // An office that can be reached again before the filing day ends is not inaccessible "on the last day".
  const cutOff = holidays.filingDay?.cutOff ?? '24:00';
  return settle(
    {
      counted,
      direction,
      holidays,
      under,
      closedOn: (day) => holidays.closures(day).find(({ from, to }) => from < cutOff && to >= cutOff) ?? null,
      letters: { dayOff: '(a)(1)(C), (a)(5)', closed: '(a)(3)(A)' },
      sameTime: '',
    },
    steps,
  );
}

type Unit = 'day' | 'week' | 'month' | 'year';

function lengthOf(length: Length): { readonly count: number; readonly unit: Unit } {
  if ('days' in length) return { count: length.days, unit: 'day' };
  if ('weeks' in length) return { count: length.weeks, unit: 'week' };
  if ('months' in length) return { count: length.months, unit: 'month' };
  return { count: length.years, unit: 'year' };
}

/** The same day of the month or year; where there is none, the last day of that month: a year after February 29 is February 28. */
function countFrom(trigger: CivilDate, count: number, unit: Unit): CivilDate {
  if (unit === 'day' || unit === 'week') return plusDays(trigger, unit === 'day' ? count : 7 * count);
  return plusMonths(trigger, unit === 'month' ? count : 12 * count);
}
