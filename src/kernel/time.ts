/**
 * Time as a court needs it. An `Instant` is a moment; a `CivilDate` is a day in somebody's zone.
 * Both are ISO texts, so that they sort, print and travel through SQL and JSON unchanged, and the compiler keeps them apart.
 * All arithmetic is Temporal's and happens here only.
 */
import { Temporal } from 'temporal-polyfill';
import type { Brand } from './ids.ts';

/** A moment, UTC, to the millisecond: `2026-11-22T13:50:00.123Z`. */
export type Instant = Brand<string, 'Instant'>;
/** A day in a court's zone: `2026-11-22`. */
export type CivilDate = Brand<string, 'CivilDate'>;
/** An IANA zone, e.g. `America/New_York`. */
export type Zone = Brand<string, 'Zone'>;

/** Where the time comes from; handed in, never read from the machine directly. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };

/** A clock that was set to `start` when it was made and runs on from there; for trying out a day. */
export function clockFrom(start: string): Clock {
  const ahead = Date.parse(instant(start)) - Date.now();
  return { now: () => plusMilliseconds(systemClock.now(), ahead) };
}

/** A clock that stands where it was set and moves only when told to; for tests, and for the demo's past. */
export function standingClock(start: string): Clock & { set(to: string): void; advance(milliseconds: number): void } {
  let at = instant(start);
  return {
    now: () => at,
    set: (to) => {
      at = instant(to);
    },
    advance: (milliseconds) => {
      at = plusMilliseconds(at, milliseconds);
    },
  };
}

/** The instant an ISO text with offset names. Throws RangeError on anything else. */
export function instant(text: string): Instant {
  return new Date(Temporal.Instant.from(text).epochMilliseconds).toISOString() as Instant;
}

export const plusMilliseconds = (at: Instant, milliseconds: number): Instant =>
  new Date(epochMilliseconds(at) + milliseconds).toISOString() as Instant;

export const epochMilliseconds = (at: Instant): number => Date.parse(at);

/** The zone an IANA name is. Throws RangeError on an unknown one. */
export function zone(name: string): Zone {
  new Intl.DateTimeFormat('en-US', { timeZone: name });
  return name as Zone;
}

/** The day in `where` during which the moment `at` falls (Fed. R. Civ. P. 6(a)(4): the last day ends at midnight in the court's zone). */
export function civilDate(at: Instant, where: Zone): CivilDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO(where).toPlainDate().toString() as CivilDate;
}

/** The civil date that an ISO text `YYYY-MM-DD` is, or null when there is no such day. */
export function asCivilDate(text: string): CivilDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as CivilDate;
  } catch {
    return null;
  }
}

/** The civil date that `mm/dd/yyyy` (leading zeros optional) is, or null when there is no such day. */
export function asUsDate(text: string): CivilDate | null {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  if (!found) return null;
  return asCivilDate(`${found[3]}-${found[1]!.padStart(2, '0')}-${found[2]!.padStart(2, '0')}`);
}

export const plusDays = (day: CivilDate, days: number): CivilDate =>
  Temporal.PlainDate.from(day).add({ days }).toString() as CivilDate;

/** The same day of the month so many months on (negative: back); where that month has no such day, its last day. */
export const plusMonths = (day: CivilDate, months: number): CivilDate =>
  Temporal.PlainDate.from(day).add({ months }).toString() as CivilDate;

/** 1 = Monday … 7 = Sunday. */
export const dayOfWeek = (day: CivilDate): number => Temporal.PlainDate.from(day).dayOfWeek;

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** The first moment of a civil day in a zone. */
export const startOfDay = (day: CivilDate, where: Zone): Instant =>
  instant(Temporal.PlainDate.from(day).toZonedDateTime(where).toInstant().toString());

/** The first moment of the day after. */
export const endOfDay = (day: CivilDate, where: Zone): Instant => startOfDay(plusDays(day, 1), where);

/**
 * The moment at which the clocks of a zone show `HH:MM` on a day; `24:00` is the end of the day. A time that the change to
 * summer time leaves out is taken an hour later; of a time that comes twice, the first.
 */
export function momentOn(day: CivilDate, time: string, where: Zone): Instant {
  if (time === '24:00') return endOfDay(day, where);
  return instant(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: where, plainTime: time }).toInstant().toString(),
  );
}

/** The moment on another day at which the clocks of the zone show the same time as at `at`. */
export const sameTimeOn = (at: Instant, day: CivilDate, where: Zone): Instant =>
  momentOn(day, Temporal.Instant.from(at).toZonedDateTimeISO(where).toPlainTime().toString(), where);

/** `11/22/2026`, the form that dockets use. */
export const usDate = (day: CivilDate): string => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;

/** `11/2/2026`, the form of notices (spec/filing.md §5.2). */
export const shortUsDate = (day: CivilDate): string =>
  `${Number(day.slice(5, 7))}/${Number(day.slice(8, 10))}/${day.slice(0, 4)}`;

/** `11/22/26`, the form of the page header (spec/pacer.md §9.7). */
export const headerDate = (day: CivilDate): string => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(2, 4)}`;

const clockFormats = new Map<string, Intl.DateTimeFormat>();
function clockFormat(where: Zone): Intl.DateTimeFormat {
  const known = clockFormats.get(where);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: where,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  clockFormats.set(where, made);
  return made;
}

/** `4:06 PM EDT`: a moment's time of day in a zone, with the zone named. */
export const clockTime = (at: Instant, where: Zone): string =>
  clockFormat(where)
    .format(new Date(at))
    .replace(/\u202f/g, ' ');

const zoneNames = new Map<Zone, string>();
/** `Eastern Time`: what people call a zone, summer and winter. */
export function zoneName(where: Zone): string {
  const known = zoneNames.get(where);
  if (known) return known;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: where, timeZoneName: 'longGeneric' }).formatToParts(
    Date.UTC(2020, 0),
  );
  const made = parts.find((part) => part.type === 'timeZoneName')?.value ?? where;
  zoneNames.set(where, made);
  return made;
}

/** `midnight`, `6:00 PM`: the time of day `HH:MM` at which a day ends. */
export function endOfDayWords(time: string): string {
  if (time === '24:00') return 'midnight';
  const [hour, minute] = [Number(time.slice(0, 2)), time.slice(3)];
  return `${hour % 12 || 12}:${minute} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** `11/22/2026 4:06 PM EST`: for people, with the zone named. */
export const usDateTime = (at: Instant, where: Zone): string =>
  `${usDate(civilDate(at, where))} ${clockTime(at, where)}`;

/** How long ago a moment was, in its largest whole unit: `less than a minute ago`, `1 hour ago`, `3 days ago` (of 24 hours). */
export function timeAgo(at: Instant, now: Instant): string {
  const minutes = Math.floor((epochMilliseconds(now) - epochMilliseconds(at)) / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  const [many, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 1440 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  const whole = Math.floor(many);
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
}
