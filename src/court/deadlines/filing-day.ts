/** When a filing day ends, and for which day a filing counts (Fed. R. Civ. P. 6(a)(4)). */
import {
  type CivilDate,
  civilDate,
  endOfDayWords,
  type Instant,
  momentOn,
  plusDays,
  zoneName,
} from '../../kernel/time.ts';
import type { FilingDay } from './model.ts';

/** The moment before which a filing must be complete to be in time on its last day. */
export const lastMoment = (day: CivilDate, ends: FilingDay): Instant => momentOn(day, ends.cutOff, ends.zone);

/**
 * The day for which a filing counts that was complete at a moment: the court's day of that moment. Only where an order of the
 * court says so does one after the cut-off count for the next day; elsewhere it is of that day, and late if it was due.
 */
export function dayOfFiling(at: Instant, ends: CourtDay): CivilDate {
  const day = civilDate(at, ends.zone);
  return ends.lateCountsNextDay && at >= lastMoment(day, ends) ? plusDays(day, 1) : day;
}

type CourtDay = FilingDay & { readonly lateCountsNextDay: boolean };

/** What filers are told of the day, once and for all. */
export const filingDayWords = (court: CourtDay): string =>
  court.cutOff === '24:00' || court.lateCountsNextDay
    ? `A filing counts for the day if it is complete before ${cutOffWords(court)}.`
    : `What is due on a day must be complete before ${cutOffWords(court)}. What comes later that day is filed that day, and late.`;

/** Until when a filing made now has today's date. */
export const dateHoldsUntil = (court: CourtDay): string =>
  cutOffWords({ zone: court.zone, cutOff: court.lateCountsNextDay ? court.cutOff : '24:00' });

/** `midnight Eastern Time`, `6:00 PM Eastern Time`. */
export const cutOffWords = (ends: FilingDay): string => `${endOfDayWords(ends.cutOff)} ${zoneName(ends.zone)}`;
