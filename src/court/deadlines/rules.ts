/** The deadlines engine as the other rooms are given it: loaded once, asked with a court's settings. */
import type { CivilDate } from '../../kernel/time.ts';
import type { Answers } from '../events/answers.ts';
import type { EventDefinition, SetsDeadline } from '../events/model.ts';
import type { SourceFile } from '../events/read-yaml.ts';
import { deadlinesSetBy } from './deadlines-set-by.ts';
import { holidayCalendar } from './holiday-calendar.ts';
import { deadlineSettings, loadDeadlineRules, loadHolidays } from './load-deadlines.ts';
import type { DeadlineRule, DeadlineSettings, HolidayCalendar } from './model.ts';

/** What a court's dated settings say of its deadlines. */
export interface CourtDeadlines {
  /** Days of named deadlines where this court differs from the dictionary; 0: the court has no such deadline. */
  readonly deadlineDays: Readonly<Record<string, number>>;
  /** The state whose holidays it keeps, two letters (Rule 6(a)(6)(C)). Left out or null: federal holidays only. */
  readonly state?: string | null;
  /** Its id, for closures of its clerk's office and rules of its own in the dictionary. */
  readonly court?: string;
}

/** A deadline as it is kept with an entry and told to people. */
export interface DeadlineTold {
  /** The dictionary's code, by which later events satisfy it: `response-to-motion`. */
  readonly name: string;
  /** For people: `Response to motion due`. */
  readonly title: string;
  readonly dueOn: CivilDate;
  /** Its citation. */
  readonly rule: string;
  /** The computation step by step, in plain words, each with its rule. */
  readonly explained: readonly string[];
  /** Of which parties each by itself, as the dictionary says it; null: nobody's in particular. */
  readonly of: SetsDeadline['of'];
  readonly unlessOpen: SetsDeadline['unlessOpen'];
}

export interface DeadlineRules {
  /** The deadlines that an event sets when it is filed on a day in a court with these settings. */
  setBy(
    definition: Pick<EventDefinition, 'matter' | 'sets'>,
    answers: Pick<Answers, 'reliefs' | 'prompts'>,
    filedOn: CivilDate,
    settings: CourtDeadlines,
  ): readonly DeadlineTold[];
  /** The days that such a court keeps, for `computeDeadline`. */
  calendarOf(settings: CourtDeadlines): HolidayCalendar;
}

/** The engine of these files (`deadlines.yaml`, `holidays.yaml`). Throws DictionaryError with file, line and field. */
export function loadDeadlines(files: readonly SourceFile[]): DeadlineRules {
  const rules = loadDeadlineRules(files);
  const holidays = loadHolidays(files);
  const calendars = new Map<string, HolidayCalendar>();
  const calendarOf = ({ state, court }: CourtDeadlines): HolidayCalendar => {
    const key = `${state ?? ''}/${court ?? ''}`;
    const known = calendars.get(key) ?? holidayCalendar(holidays, { state: state ?? null, court: court ?? '' });
    calendars.set(key, known);
    return known;
  };
  return {
    calendarOf,
    setBy: (definition, answers, filedOn, settings) =>
      deadlinesSetBy(definition, answers, filedOn, settingsOf(rules, settings), calendarOf(settings)).map((each) => ({
        name: each.rule.code,
        title: each.rule.name,
        dueOn: each.due,
        rule: each.rule.rule,
        explained: each.steps.map((step) => `${step.text} (${step.rule})`),
        of: each.of,
        unlessOpen: each.unlessOpen,
      })),
  };
}

/** The court's own number of days first, then its own rule in the dictionary, then the federal one. */
function settingsOf(rules: readonly DeadlineRule[], court: CourtDeadlines): DeadlineSettings {
  const written = deadlineSettings(rules, [court.court ?? '', 'US']);
  return {
    at(code, on) {
      const days = Object.hasOwn(court.deadlineDays, code) ? court.deadlineDays[code] : undefined;
      if (days === undefined) return written.at(code, on);
      const named = written.at(code, on) ?? rules.find((rule) => rule.code === code);
      if (days === 0 || !named) return undefined;
      return named.days === days && written.at(code, on)
        ? named
        : { ...named, days, rule: 'Local rule of this court', verified: true };
    },
  };
}
