/** What the Rule 6 engine works with: holidays, closures and named deadlines, all of them dated data with their source. */
import type { CivilDate } from '../../kernel/time.ts';

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

/** A holiday of the nation (`of: 'US'`) or of a state (`of: 'MA'`). */
export interface HolidayRule {
  readonly name: string;
  readonly of: string;
  readonly on: HolidayDate;
  /** Of the holiday itself, not of the day on which it is observed. */
  readonly since: CivilDate | null;
  /** First day on which it is none any more. */
  readonly until: CivilDate | null;
  readonly source: string;
}

/** Days on which one court's clerk's office is inaccessible (Fed. R. Civ. P. 6(a)(3)). */
export interface ClosureRule {
  readonly name: string;
  /** The court's id. */
  readonly of: string;
  readonly dates: readonly CivilDate[];
  readonly source: string;
}

export interface HolidayRules {
  readonly holidays: readonly HolidayRule[];
  readonly closures: readonly ClosureRule[];
}

/** A legal holiday on a day. One of a state counts only for periods measured after an event (Rule 6(a)(6)(C)). */
export interface LegalHoliday {
  readonly name: string;
  readonly level: 'federal' | 'state';
  readonly source: string;
}

/** The days that one court keeps. */
export interface HolidayCalendar {
  legalHoliday(day: CivilDate): LegalHoliday | null;
  /** Why the clerk's office is inaccessible that day, or null. */
  closure(day: CivilDate): { readonly name: string; readonly source: string } | null;
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
  /** Its citation: `MAD LR 7.1(b)(2)`. */
  readonly rule: string;
  readonly since: CivilDate;
  /** First day on which it no longer holds. */
  readonly until: CivilDate | null;
  readonly source: string;
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
