/**
 * Rule 6 read a second time, by a clerk with a paper calendar who crosses off days and hours one by one. Nothing here comes
 * from the engine, from its holiday files or from a library of dates and zones: holidays are recognised by hand, clocks are
 * kept by the statute on daylight saving time (15 U.S.C. 260a). Dates are days since January 1, 1970; moments are milliseconds.
 */

export const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

export const iso = (dayNumber: number): string => new Date(dayNumber * DAY).toISOString().slice(0, 10);
export const dayNumberOf = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY;

/** A day as the wall calendar shows it. Months count from 1; Sunday is 0. */
interface Leaf {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  readonly weekday: number;
}
const leaves = new Map<number, Leaf>();
function onCalendar(dayNumber: number): Leaf {
  const known = leaves.get(dayNumber);
  if (known) return known;
  const date = new Date(dayNumber * DAY);
  const leaf = {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: (((dayNumber + 4) % 7) + 7) % 7,
  };
  leaves.set(dayNumber, leaf);
  return leaf;
}

/** Days that Presidents gave, as the newspapers of those years had them. */
const GIVEN = new Set(
  `2012-12-24 2014-12-26 2018-12-05 2018-12-24 2019-12-24 2020-12-24 2024-12-24 2025-01-09 2025-12-24 2025-12-26`.split(
    ' ',
  ),
);

export function federalHoliday(dayNumber: number): boolean {
  const today = onCalendar(dayNumber);
  const tomorrow = onCalendar(dayNumber + 1);
  const yesterday = onCalendar(dayNumber - 1);
  const week = Math.ceil(today.date / 7);
  const kept = (month: number, date: number, since = 1971): boolean => {
    const is = (day: Leaf): boolean => day.month === month && day.date === date && day.year >= since;
    if (is(today)) return today.weekday !== 0 && today.weekday !== 6;
    if (is(tomorrow)) return tomorrow.weekday === 6;
    return is(yesterday) && yesterday.weekday === 0;
  };
  if (GIVEN.has(iso(dayNumber))) return true;
  if (kept(1, 1) || kept(7, 4) || kept(12, 25) || kept(6, 19, 2021) || kept(11, 11, 1978)) return true;
  if (today.weekday === 4) return today.month === 11 && week === 4;
  if (today.weekday !== 1) return false;
  switch (today.month) {
    case 1:
      return week === 3 && today.year >= 1986;
    case 2:
      return week === 3;
    case 5:
      return today.date + 7 > 31;
    case 9:
      return week === 1;
    case 10:
      return week === 2;
    default:
      return false;
  }
}

export type Place = 'none' | 'MA' | 'Suffolk' | 'NY' | 'DC';

export function stateHoliday(dayNumber: number, place: Place): boolean {
  const { year, month, date, weekday } = onCalendar(dayNumber);
  /** On its day, or on the Monday when that is a Sunday. */
  const orMonday = (m: number, d: number): boolean =>
    month === m && ((date === d && weekday !== 0) || (date === d + 1 && weekday === 1));
  switch (place) {
    case 'none':
      return false;
    case 'MA':
      return month === 4 && weekday === 1 && date > 14 && date < 22;
    case 'Suffolk':
      return stateHoliday(dayNumber, 'MA') || orMonday(3, 17) || orMonday(6, 17);
    case 'NY':
      return orMonday(2, 12) || (month === 11 && weekday === 2 && date > 1 && date < 9);
    case 'DC': {
      const emancipation =
        (date === 16 && weekday > 0 && weekday < 6) || (date === 15 && weekday === 5) || (date === 17 && weekday === 1);
      if (month === 4 && year >= 2005 && emancipation) return true;
      const after = (year - 1973) % 4 === 0 && month === 1;
      return after && ((date === 20 && weekday !== 0) || (date === 21 && weekday === 1));
    }
  }
}

export interface Office {
  readonly place: Place;
  /** `dayNumber`, and minutes of the day from and to. */
  readonly closed: readonly { readonly on: number; readonly from: number; readonly to: number }[];
  /** Minutes of the day; 1440 is midnight. */
  readonly cutOff: number;
}

type Direction = 'after' | 'before';

function isOff(dayNumber: number, direction: Direction, office: Office): boolean {
  const { weekday } = onCalendar(dayNumber);
  if (weekday === 0 || weekday === 6) return true;
  return federalHoliday(dayNumber) || (direction === 'after' && stateHoliday(dayNumber, office.place));
}

export type Unit = 'days' | 'weeks' | 'months' | 'years';

/** The last day of a period of days or a longer unit. */
export function lastDay(
  trigger: number,
  count: number,
  unit: Unit,
  direction: Direction,
  office: Office,
  addedDays: number,
): number {
  const step = direction === 'after' ? 1 : -1;
  // An outage keeps people out when the last minute of the filing day lies in it.
  const keptOut = (day: number): boolean =>
    office.closed.some((each) => each.on === day && each.from <= office.cutOff - 1 && office.cutOff <= each.to);
  const rest = (from: number): number => {
    let day = from;
    while (isOff(day, direction, office)) day += step;
    if (keptOut(day))
      do day++;
      while (keptOut(day) || isOff(day, direction, office));
    return day;
  };
  let day = trigger;
  if (unit === 'days' || unit === 'weeks')
    for (let left = unit === 'days' ? count : count * 7; left > 0; left--) day += step;
  else day = sameDate(trigger, step * (unit === 'years' ? 12 * count : count));
  day = rest(day);
  if (direction === 'before' || addedDays === 0) return day;
  for (let left = addedDays; left > 0; left--) day++;
  return rest(day);
}

/** Turns the leaves of the calendar month by month, then looks for the date, or the last one of the month. */
function sameDate(trigger: number, months: number): number {
  const { date } = onCalendar(trigger);
  let first = trigger - (date - 1);
  for (let left = Math.abs(months); left > 0; left--) {
    if (months > 0)
      do first++;
      while (onCalendar(first).date !== 1);
    else
      do first--;
      while (onCalendar(first).date !== 1);
  }
  let day = first;
  while (onCalendar(day).date < date && onCalendar(day + 1).date !== 1) day++;
  return day;
}

export interface Clocks {
  /** Hours by which standard time is ahead of Greenwich. */
  readonly standard: number;
  readonly summerTime: boolean;
}

/** Milliseconds by which the clocks are ahead of Greenwich at a moment: an hour more from March to November at 2:00 (since 2007). */
export function ahead(at: number, clocks: Clocks): number {
  const standard = clocks.standard * HOUR;
  if (!clocks.summerTime) return standard;
  const { year } = onCalendar(Math.floor(at / DAY));
  const sunday = (month: number, from: number): number => {
    let day = Date.UTC(year, month - 1, from) / DAY;
    while (onCalendar(day).weekday !== 0) day++;
    return day;
  };
  const begins = sunday(3, 8) * DAY + 2 * HOUR - standard;
  const ends = sunday(11, 1) * DAY + 1 * HOUR - standard;
  return at >= begins && at < ends ? standard + HOUR : standard;
}

const local = (at: number, clocks: Clocks): number => at + ahead(at, clocks);
/** The moment at which clocks show so much since January 1, 1970; of two such, the first; where there is none, an hour later. */
export function momentOf(shown: number, clocks: Clocks): number {
  const [summer, winter] = [shown - (clocks.standard + 1) * HOUR, shown - clocks.standard * HOUR];
  if (clocks.summerTime && local(summer, clocks) === shown) return summer;
  return winter;
}

/** The moment at which a period of hours is over. */
export function lastHour(trigger: number, hours: number, direction: Direction, office: Office, clocks: Clocks): number {
  let at = trigger;
  for (let left = hours; left > 0; left--) at += direction === 'after' ? HOUR : -HOUR;
  const shown = local(at, clocks);
  const firstDay = Math.floor(shown / DAY);
  const onDay = (day: number): number => (day === firstDay ? at : momentOf(shown + (day - firstDay) * DAY, clocks));
  const keptOut = (day: number): boolean => {
    const end = onDay(day);
    return office.closed.some(
      ({ on, from, to }) =>
        momentOf(on * DAY + from * MINUTE, clocks) < end && momentOf(on * DAY + to * MINUTE, clocks) > end - HOUR,
    );
  };
  let day = firstDay;
  while (isOff(day, direction, office)) day += direction === 'after' ? 1 : -1;
  if (keptOut(day))
    do day++;
    while (keptOut(day) || isOff(day, direction, office));
  return onDay(day);
}

/** The day for which a filing counts. */
export function filedOn(at: number, clocks: Clocks, cutOff: number, lateCountsNextDay: boolean): number {
  const shown = local(at, clocks);
  const day = Math.floor(shown / DAY);
  const minutes = (shown - day * DAY) / MINUTE;
  return lateCountsNextDay && minutes >= cutOff ? day + 1 : day;
}
