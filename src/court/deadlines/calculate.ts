/** The deadline calculator that everybody may ask: one period, in one court, with everything that the court's data say of it. */
import { type CivilDate, clockTime, endOfDayWords, momentOn, type Zone, zoneName } from '../../kernel/time.ts';
import { computeDeadline, type Length } from './compute-deadline.ts';
import { computeHours } from './compute-hours.ts';
import type { DeadlineRule, ServedBy, Step } from './model.ts';
import type { CourtDeadlines, DeadlineRules } from './rules.ts';
import { type Direction, named } from './settle.ts';

export type AskedPeriod =
  /** A named deadline of the court, by its code. */
  | { readonly kind: 'named'; readonly code: string }
  | { readonly kind: 'days'; readonly length: Length; readonly direction: Direction }
  /** `time`: of the event, `HH:MM` in the court's zone. */
  | { readonly kind: 'hours'; readonly hours: number; readonly time: string; readonly direction: Direction };

export interface Asked {
  readonly from: CivilDate;
  readonly period: AskedPeriod;
  readonly servedBy: ServedBy;
}

export interface Calculated {
  /** `Friday, 05/29/2026`. */
  readonly lastDay: string;
  /** `midnight Eastern Time`, `9:23 AM EST`. */
  readonly before: string;
  readonly steps: readonly Step[];
  /** What somebody must know who relies on it. */
  readonly remarks: readonly string[];
}

/** How the counting changed: weekends inside short periods were left out before (committee note of 2009). */
const COUNTED_SINCE = '2009-12-01';

/** Computes what was asked. Null: the court has no such named deadline on that day. */
export function calculate(
  rules: DeadlineRules,
  court: CourtDeadlines & { readonly zone: Zone; readonly cutOff: string },
  asked: Asked,
): Calculated | null {
  const { from, period, servedBy } = asked;
  const holidays = rules.calendarOf(court);
  const remarks: string[] = [];
  if (!rules.knowsState(court))
    remarks.push(
      'Holidays of the state in which this court sits are not known here: only federal ones were looked at. After an event, a holiday of the state makes the last day later, never earlier.',
    );
  if (from < COUNTED_SINCE)
    remarks.push('The way of counting changed on December 1, 2009. This is how days have been counted since.');
  if (period.kind === 'hours') {
    const trigger = momentOn(from, period.time, court.zone);
    const { hours, direction } = period;
    const { due, steps } = computeHours({ trigger, hours, direction, zone: court.zone, holidays });
    return { lastDay: named(steps.at(-1)!.day), before: clockTime(due, court.zone), steps, remarks };
  }
  const rule = period.kind === 'named' ? rules.named(from, court).find((each) => each.code === period.code) : null;
  if (rule === undefined) return null;
  const direction = rule ? rule.direction : period.kind === 'days' ? period.direction : 'after';
  const added = rules.serviceDays(servedBy, from, court);
  const adds = added !== null && direction === 'after' && (rule === null || rule.fromService);
  if (added && !adds) remarks.push(whyNothingAdded(direction));
  if (rule) remarks.push(...remarksOn(rule));
  const { due, steps } = computeDeadline({
    trigger: from,
    ...(period.kind === 'days' ? period.length : { days: rule!.days }),
    direction,
    holidays,
    added: adds ? added : null,
    ...(rule ? { under: rule.under } : {}),
  });
  return { lastDay: named(due), before: `${endOfDayWords(court.cutOff)} ${zoneName(court.zone)}`, steps, remarks };
}

const whyNothingAdded = (direction: Direction): string =>
  direction === 'before'
    ? 'The way of service adds no days to a period before an event (Fed. R. Civ. P. 6(d)).'
    : 'The way of service adds no days here: this period does not run from service of a paper under Fed. R. Civ. P. 5(b).';

const remarksOn = (rule: DeadlineRule): string[] => [
  ...(rule.note ? [rule.note] : []),
  ...(rule.verified ? [] : [`The number of days has not been checked against ${rule.rule}: read the rule.`]),
];
