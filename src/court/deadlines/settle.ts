/** What both kinds of period share: moving a last day on which one cannot act, and saying why. */
import { type CivilDate, dayOfWeek, plusDays, usDate } from '../../kernel/time.ts';
import type { Closure, CountedUnder, HolidayCalendar, Step } from './model.ts';

export type Direction = 'after' | 'before';

/** The three sets of rules count alike, under the same letters; the numbers of the rules differ. */
const RULE: Record<CountedUnder, string> = {
  civil: 'Fed. R. Civ. P. 6',
  criminal: 'Fed. R. Crim. P. 45',
  appellate: 'Fed. R. App. P. 26',
};
const ADDED: Record<CountedUnder, string> = { civil: '(d)', criminal: '(c)', appellate: '(c)' };

/** `Fed. R. Crim. P. 45(a)(1)(C)`. */
export const cite = (under: CountedUnder, letters: string): string => `${RULE[under]}${letters}`;
export const citeAdded = (under: CountedUnder): string => cite(under, ADDED[under]);

export interface Unsettled {
  /** The day on which the period would end. */
  readonly counted: CivilDate;
  readonly direction: Direction;
  readonly holidays: HolidayCalendar;
  /** Which closure keeps people from acting at the end of a period that ends on this day, or null. */
  readonly closedOn: (day: CivilDate) => Closure | null;
  readonly under: CountedUnder;
  /** The letters that move the day over weekends and holidays, and those for an inaccessible office. */
  readonly letters: { readonly dayOff: string; readonly closed: string };
  /** Said of the day to which the period moves: `the same time on `. */
  readonly sameTime: string;
}

/**
 * The last day, moved in the direction of the count over weekends and legal holidays ((a)(1)(C), (a)(5)), and then, when the
 * clerk's office is inaccessible, always later ((a)(3): the time "is extended"). Each move is added to `steps`.
 */
export function settle(period: Unsettled, steps: Step[]): CivilDate {
  const { direction, holidays, closedOn, under, letters, sameTime } = period;
  let day = period.counted;
  const goes = direction === 'after' ? 'the count goes on' : 'the count goes back';
  for (let why = dayOff(day, direction, holidays, under); why; why = dayOff(day, direction, holidays, under)) {
    const next = plusDays(day, direction === 'after' ? 1 : -1);
    steps.push({
      day: next,
      text: `${named(day)} is ${why.text}, so ${goes} to ${sameTime}${named(next)}.${why.caution}`,
      rule: [cite(under, letters.dayOff), why.rule].filter(Boolean).join(', '),
    });
    day = next;
  }
  if (!closedOn(day)) return day;
  for (;;) {
    const closure = closedOn(day);
    const why = closure ? { text: closedWords(closure), caution: '' } : dayOff(day, direction, holidays, under);
    if (!why) return day;
    const next = plusDays(day, 1);
    steps.push({
      day: next,
      text: `${named(day)} is ${why.text}, so the time is extended to ${sameTime}${named(next)}.${why.caution}`,
      rule: cite(under, letters.closed),
    });
    day = next;
  }
}

const closedWords = ({ name, from, to }: Closure): string =>
  from === '00:00' && to === '24:00'
    ? `a day on which the clerk’s office is closed (${name})`
    : `a day on which the clerk’s office cannot be reached from ${from} to ${to} (${name})`;

/** Why a day cannot be the last one, or null. A state's holiday counts only after an event, never before one ((a)(6)(C)). */
function dayOff(day: CivilDate, direction: Direction, holidays: HolidayCalendar, under: CountedUnder) {
  const weekday = dayOfWeek(day);
  if (weekday > 5) return { text: `a ${WEEKDAYS[weekday - 1]}`, rule: '', caution: '' };
  const holiday = holidays.legalHoliday(day);
  if (!holiday || (holiday.level === 'state' && direction === 'before')) return null;
  const caution = holiday.caution ? ` ${holiday.caution}` : '';
  return holiday.level === 'federal'
    ? { text: `a legal holiday (${holiday.name})`, rule: `${cite(under, '(a)(6)')}: ${holiday.source}`, caution }
    : {
        text: `a holiday of the state (${holiday.name})`,
        rule: `${cite(under, '(a)(6)(C)')}: ${holiday.source}`,
        caution,
      };
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** `Sunday, 12/24/2017`. */
export const named = (day: CivilDate): string => `${WEEKDAYS[dayOfWeek(day) - 1]}, ${usDate(day)}`;
/** `1 day`, `21 days`. */
export const many = (n: number, what: string): string => `${n.toLocaleString('en-US')} ${what}${n === 1 ? '' : 's'}`;
