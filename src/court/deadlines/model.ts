/** What the Rule 6 engine works with: holidays, closures and named deadlines, all of them dated data with their source. */
import type { CivilDate, Zone } from '../../kernel/time.ts';

/** 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** When a holiday falls. */
export type HolidayDate =
  /** `nearest-weekday`: a Saturday is kept on Friday, a Sunday on Monday; `monday`: a Sunday on Monday only. */
  | {
      readonly kind: 'fixed';
      readonly month: number;
      readonly day: number;
      readonly observed: 'same-day' | 'monday' | 'nearest-weekday';
    }
  /** The nth such weekday of the month, or its last. */
  | { readonly kind: 'nth'; readonly month: number; readonly weekday: Weekday; readonly nth: 1 | 2 | 3 | 4 | 'last' }
  /** The first such weekday on or after a day: Election Day is the Tuesday on or after November 2. */
  | { readonly kind: 'on-or-after'; readonly month: number; readonly weekday: Weekday; readonly day: number }
  /** Single days, as a proclamation or a court's notice gives them. */
  | { readonly kind: 'dates'; readonly dates: readonly CivilDate[] };

/** A holiday of the nation (`of: 'US'`) or of a state, district or territory (`of: 'MA'`; Fed. R. Civ. P. 81(d)(3)). */
export interface HolidayRule {
  readonly name: string;
  readonly of: string;
  /** The county to which a state confines it: `Suffolk`; null: the whole state. */
  readonly place: string | null;
  readonly on: HolidayDate;
  /** Of the holiday itself, not of the day on which it is observed. */
  readonly since: CivilDate | null;
  /** First day on which it is none any more. */
  readonly until: CivilDate | null;
  readonly source: string;
  /** Why somebody should check before relying on it; told with every step that it causes. */
  readonly caution: string | null;
}

/** A time during which a court's clerk's office is inaccessible (Fed. R. Civ. P. 6(a)(3)), on one day. */
export interface Closure {
  readonly name: string;
  readonly on: CivilDate;
  /** `HH:MM` in the court's zone; 00:00 to 24:00 is the whole day. */
  readonly from: string;
  readonly to: string;
  /** The court's notice or order. */
  readonly source: string;
}

/** A legal holiday on a day. One of a state counts only for periods measured after an event (Rule 6(a)(6)(C)). */
export interface LegalHoliday {
  readonly name: string;
  readonly level: 'federal' | 'state';
  readonly source: string;
  readonly caution: string | null;
}

/** When a court's filing day ends (Rule 6(a)(4)(A)): at midnight in its zone, unless a local rule or order says otherwise. */
export interface FilingDay {
  readonly zone: Zone;
  /** `HH:MM`; 24:00 is midnight. */
  readonly cutOff: string;
}

/** The days that one court keeps. */
export interface HolidayCalendar {
  legalHoliday(day: CivilDate): LegalHoliday | null;
  /** When the clerk's office is inaccessible that day; empty: never. */
  closures(day: CivilDate): readonly Closure[];
  /** Null: nobody asked for it; days then end at midnight. */
  readonly filingDay: FilingDay | null;
}

/** The rules by which a period is counted; they count alike, and differ in what is cited. */
export const COUNTED_UNDER = ['civil', 'criminal', 'appellate'] as const;
export type CountedUnder = (typeof COUNTED_UNDER)[number];

/** How a paper was served, where it matters for the count (Fed. R. Civ. P. 5(b)(2)). */
export const SERVICES = ['electronic', 'hand', 'mail', 'left-with-clerk', 'other-consented'] as const;
export type ServedBy = (typeof SERVICES)[number];

/** Days that a way of service adds to the time of whoever was served (Rule 6(d)). */
export interface ServiceDays {
  readonly servedBy: ServedBy;
  /** `US`, or the id of the court whose rule it is. */
  readonly of: string;
  readonly days: number;
  readonly rule: string;
  readonly since: CivilDate;
  /** First day of service that it no longer covers. */
  readonly until: CivilDate | null;
  readonly source: string;
}

/** How long a named deadline is, under whose rule, and since when. */
export interface DeadlineRule {
  readonly code: string;
  /** For people: `Response to motion due`. */
  readonly name: string;
  /** `US`, or the id of the court whose rule it is. */
  readonly of: string;
  /** 0: the court's order gives the day. */
  readonly days: number;
  readonly direction: 'after' | 'before';
  readonly under: CountedUnder;
  /** It runs from service of a paper under Fed. R. Civ. P. 5(b), so that Rule 6(d) may add days; a summons is served under Rule 4. */
  readonly fromService: boolean;
  /** Its citation: `MAD LR 7.1(b)(2)`. */
  readonly rule: string;
  readonly since: CivilDate;
  /** First day on which it no longer holds. */
  readonly until: CivilDate | null;
  readonly source: string;
  /** What else somebody must know who relies on the day: told with its explanation. */
  readonly note: string | null;
  /** False where the number of days has not been checked against the rule itself ([GEN]). */
  readonly verified: boolean;
}

/** The deadlines of one court: which rule holds for a name on a day; undefined when the court has no such deadline. */
export interface DeadlineSettings {
  at(code: string, on: CivilDate): DeadlineRule | undefined;
}

/** One step of a computation, in plain words, with the rule that asks for it. */
export interface Step {
  readonly day: CivilDate;
  readonly text: string;
  readonly rule: string;
}
