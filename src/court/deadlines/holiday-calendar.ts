/** The days a court keeps, worked out from the holidays' rules (Fed. R. Civ. P. 6(a)(6)). */
import { asCivilDate, type CivilDate, dayOfWeek, plusDays } from '../../kernel/time.ts';
import type { Closure, FilingDay, HolidayCalendar, HolidayDate, HolidayRule, LegalHoliday, Weekday } from './model.ts';

const SATURDAY = 6;
const SUNDAY = 7;

/** Where a court sits: the state whose holidays it keeps (null for none), and the counties whose own it keeps too. */
export interface CourtPlace {
  readonly state: string | null;
  readonly counties: readonly string[];
}

/** The holidays of a place: the federal ones, those of its state and counties. A day that is both is called federal. */
export function holidaysKept(
  rules: readonly HolidayRule[],
  place: CourtPlace,
): (day: CivilDate) => LegalHoliday | null {
  const kept = rules.filter(
    (rule) =>
      rule.of === 'US' || (rule.of === place.state && (rule.place === null || place.counties.includes(rule.place))),
  );
  const years = new Map<number, ReadonlyMap<CivilDate, LegalHoliday>>();
  return (day) => {
    const year = yearOf(day);
    const days = years.get(year) ?? observedAround(kept, year);
    years.set(year, days);
    return days.get(day) ?? null;
  };
}

/** A court's calendar: the holidays of its place, the times at which its clerk's office is inaccessible, the end of its day. */
export function courtCalendar(
  legalHoliday: (day: CivilDate) => LegalHoliday | null,
  closures: readonly Closure[] = [],
  filingDay: FilingDay | null = null,
): HolidayCalendar {
  const byDay = Map.groupBy(closures, (each) => each.on);
  return { legalHoliday, closures: (day) => byDay.get(day) ?? [], filingDay };
}

const yearOf = (day: CivilDate): number => Number(day.slice(0, 4));

/** Every day observed for a holiday of this year or its neighbours: New Year's Day may be observed on December 31. */
function observedAround(rules: readonly HolidayRule[], year: number): ReadonlyMap<CivilDate, LegalHoliday> {
  const days = new Map<CivilDate, LegalHoliday>();
  for (const rule of rules) {
    const level = rule.of === 'US' ? 'federal' : 'state';
    for (const actual of [year - 1, year, year + 1].flatMap((each) => daysIn(rule.on, each))) {
      if ((rule.since !== null && actual < rule.since) || (rule.until !== null && actual >= rule.until)) continue;
      const day = observedOn(rule.on, actual);
      if (level === 'federal' || !days.has(day))
        days.set(day, { name: rule.name, level, source: rule.source, caution: rule.caution });
    }
  }
  return days;
}

function daysIn(on: HolidayDate, year: number): readonly CivilDate[] {
  switch (on.kind) {
    case 'fixed': {
      const day = asCivilDate(isoDay(year, on.month, on.day));
      return day ? [day] : [];
    }
    case 'nth':
      return [
        on.nth === 'last'
          ? lastOf(year, on.month, on.weekday)
          : plusDays(firstFrom(isoDay(year, on.month, 1) as CivilDate, on.weekday), 7 * (on.nth - 1)),
      ];
    case 'on-or-after':
      return [firstFrom(isoDay(year, on.month, on.day) as CivilDate, on.weekday)];
    case 'dates':
      return on.dates.filter((day) => yearOf(day) === year);
  }
}

const isoDay = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const firstFrom = (day: CivilDate, weekday: Weekday): CivilDate => plusDays(day, (weekday - dayOfWeek(day) + 7) % 7);

function lastOf(year: number, month: number, weekday: Weekday): CivilDate {
  const nextMonth = month === 12 ? isoDay(year + 1, 1, 1) : isoDay(year, month + 1, 1);
  return firstFrom(plusDays(nextMonth as CivilDate, -7), weekday);
}

function observedOn(on: HolidayDate, actual: CivilDate): CivilDate {
  if (on.kind !== 'fixed' || on.observed === 'same-day') return actual;
  const weekday = dayOfWeek(actual);
  if (weekday === SUNDAY) return plusDays(actual, 1);
  return weekday === SATURDAY && on.observed === 'nearest-weekday' ? plusDays(actual, -1) : actual;
}
