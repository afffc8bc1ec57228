/** Reads holidays, closures and named deadlines from the dictionary's files; what is wrong is told by file and line. */
import { z } from 'zod';
import type { CivilDate } from '../../kernel/time.ts';
import {
  checkEntry,
  DictionaryError,
  overlaps,
  type Problem,
  readEntries,
  type SourceFile,
  validOn,
} from '../events/read-yaml.ts';
import { code, day, validity, words, yesNo } from '../events/schema.ts';
import {
  COUNTED_UNDER,
  type DeadlineRule,
  type DeadlineSettings,
  type HolidayDate,
  type HolidayRule,
  SERVICES,
  type ServiceDays,
  type Weekday,
} from './model.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const month = z.int().min(1).max(12);
const dayOfMonth = z.int().min(1).max(31);
const weekday = z.enum(WEEKDAYS).transform((name) => (WEEKDAYS.indexOf(name) + 1) as Weekday);

const on = z.union(
  [
    z.strictObject({ month, day: dayOfMonth }),
    z.strictObject({
      month,
      weekday,
      nth: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal('last')]),
    }),
    z.strictObject({ month, weekday, 'on-or-after': dayOfMonth }),
  ],
  { error: 'this is month and day; or month, weekday and nth (1 to 4, last); or month, weekday and on-or-after' },
);

const holidayEntry = z
  .strictObject({
    holiday: words,
    of: z.string().regex(/^[A-Z]{2}$/, 'this is US, or the two letters of a state'),
    place: words.nullable().default(null),
    on: on.optional(),
    dates: z.array(day).min(1).optional(),
    observed: z.enum(['same-day', 'monday', 'nearest-weekday']).default('same-day'),
    since: day.nullable().default(null),
    until: day.nullable().default(null),
    source: words,
    caution: words.nullable().default(null),
  })
  .transform((raw, context): HolidayRule => {
    const { holiday, on: _, dates: __, observed: ___, ...rest } = raw;
    const when = whenOf(raw);
    if (when) return { ...rest, name: holiday, on: when };
    context.addIssue({
      code: 'custom',
      message: 'a holiday has either on or dates, and observed only with a month and day',
    });
    return z.NEVER;
  });

function whenOf(raw: {
  readonly on?: z.output<typeof on> | undefined;
  readonly dates?: readonly CivilDate[] | undefined;
  readonly observed: 'same-day' | 'monday' | 'nearest-weekday';
}): HolidayDate | null {
  if (raw.dates) return raw.on || raw.observed !== 'same-day' ? null : { kind: 'dates', dates: raw.dates };
  if (!raw.on) return null;
  if ('day' in raw.on) return { kind: 'fixed', ...raw.on, observed: raw.observed };
  if (raw.observed !== 'same-day') return null;
  if ('nth' in raw.on) return { kind: 'nth', ...raw.on };
  return { kind: 'on-or-after', month: raw.on.month, weekday: raw.on.weekday, day: raw.on['on-or-after'] };
}

const serviceEntry = z
  .strictObject({ 'added-days': z.enum(SERVICES), of: words, days: z.int().positive(), rule: words, ...validity })
  .transform(({ 'added-days': servedBy, ...rest }): ServiceDays => ({ servedBy, ...rest }));

const deadlineEntry = z
  .strictObject({
    deadline: code,
    name: words,
    of: words,
    /** `by-order`: there is no number of days, the court's order gives the day. */
    days: z.union([z.int().positive(), z.literal('by-order').transform(() => 0)]),
    direction: z.enum(['after', 'before']).default('after'),
    under: z.enum(COUNTED_UNDER).default('civil'),
    'from-service': yesNo.default(false),
    rule: words,
    ...validity,
    note: words.nullable().default(null),
    verified: yesNo,
  })
  .transform(
    ({ deadline, 'from-service': fromService, ...rest }): DeadlineRule => ({ code: deadline, fromService, ...rest }),
  );

/** The holidays of the nation and of all states. Throws DictionaryError with file, line and field of everything wrong. */
export const loadHolidays = (files: readonly SourceFile[]): readonly HolidayRule[] =>
  entriesOf(files, 'holiday', holidayEntry);

/** What ways of service add. Throws DictionaryError. */
export const loadServiceDays = (files: readonly SourceFile[]): readonly ServiceDays[] =>
  entriesOf(files, 'added-days', serviceEntry);

function entriesOf<T>(files: readonly SourceFile[], kind: string, schema: z.ZodType<T>): readonly T[] {
  const problems: Problem[] = [];
  const entries = files.flatMap((file) => readEntries(file, problems)).filter((entry) => entry.kind === kind);
  const read = entries.flatMap((entry) => checkEntry(entry, schema, problems) ?? []);
  if (problems.length > 0) throw new DictionaryError(problems);
  return read;
}

/** The named deadlines of all courts. Throws DictionaryError, also when one name has two rules of one court on one day. */
export function loadDeadlineRules(files: readonly SourceFile[]): readonly DeadlineRule[] {
  const problems: Problem[] = [];
  const rules: DeadlineRule[] = [];
  for (const entry of files.flatMap((file) => readEntries(file, problems)).filter((each) => each.kind === 'deadline')) {
    const rule = checkEntry(entry, deadlineEntry, problems);
    if (!rule) continue;
    const other = rules.find((each) => each.code === rule.code && each.of === rule.of && overlaps(each, rule));
    if (other)
      problems.push(
        entry.problem(
          ['since'],
          `"${rule.code}" of ${rule.of} has another rule since ${other.since}: give that one an until`,
        ),
      );
    rules.push(rule);
  }
  if (problems.length > 0) throw new DictionaryError(problems);
  return rules;
}

/** The deadlines of one court: `owners` in the order in which their rules come first, e.g. `['mad', 'US']`. */
export const deadlineSettings = (rules: readonly DeadlineRule[], owners: readonly string[]): DeadlineSettings => ({
  at(code, on) {
    const valid = rules.filter((rule) => rule.code === code && validOn(rule, on));
    return owners.map((owner) => valid.find((rule) => rule.of === owner)).find((rule) => rule !== undefined);
  },
});
