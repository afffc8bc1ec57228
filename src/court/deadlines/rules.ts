/** The deadlines engine as the other rooms are given it: loaded once, asked with a court's settings. */
import type { CivilDate } from '../../kernel/time.ts';
import type { Answers } from '../events/answers.ts';
import type { EventDefinition, SetsDeadline } from '../events/model.ts';
import { type SourceFile, validOn } from '../events/read-yaml.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { deadlinesSetBy } from './deadlines-set-by.ts';
import { courtCalendar, holidaysKept } from './holiday-calendar.ts';
import { deadlineSettings, loadDeadlineRules, loadHolidays, loadServiceDays } from './load-deadlines.ts';
import type {
  Closure,
  DeadlineRule,
  DeadlineSettings,
  FilingDay,
  HolidayCalendar,
  ServedBy,
  ServiceDays,
  Step,
} from './model.ts';

/** What a court's dated settings say of its deadlines. */
export interface CourtDeadlines {
  /** Days of named deadlines where this court differs from the dictionary; 0: the court has no such deadline. */
  readonly deadlineDays: Readonly<Record<string, number>>;
  /** The state whose holidays it keeps, two letters (Rule 6(a)(6)(C)). Left out or null: federal holidays only. */
  readonly state?: string | null;
  /** Counties whose own holidays it keeps too. */
  readonly counties?: readonly string[];
  /** Its id, for rules of its own in the dictionary. */
  readonly court?: string;
  /** When its clerk's office was or will be inaccessible. */
  readonly closures?: readonly Closure[];
  /** When its filing day ends; left out: explanations do not say, and days end at midnight. */
  readonly filingDay?: FilingDay | null;
}

/** The same of a court as it stands. */
export const deadlinesOfCourt = (court: CourtInForce): CourtDeadlines => ({
  deadlineDays: court.deadlineDays,
  state: court.holidaysOf,
  counties: court.holidaysOfCounties,
  court: court.id,
  closures: court.closures.flatMap(({ dates, ...rest }) => dates.map((on) => ({ on, ...rest }))),
  filingDay: { zone: court.zone, cutOff: court.cutOff },
});

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
  /** Deadlines of the same party with which it is compared where they are open; the later day holds. */
  readonly orRemaining: SetsDeadline['orRemaining'];
  /** For whoever is served by mail (Fed. R. Civ. P. 6(d)); null: as for everybody. */
  readonly byMail: { readonly dueOn: CivilDate; readonly explained: readonly string[] } | null;
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
  /** Whether the dictionary knows the holidays of the court's state; without them a last day may be told too early. */
  knowsState(settings: CourtDeadlines): boolean;
  /** What a way of service adds when service was made on a day; null: nothing. A court's own rule comes first. */
  serviceDays(servedBy: ServedBy, servedOn: CivilDate, settings: CourtDeadlines): ServiceDays | null;
  /** How people read a name, and whether a court's order gives its day. A name that is none reads as it is written. */
  titled(name: string): { readonly title: string; readonly byOrder: boolean };
  /** The named deadlines that are counted in days in such a court on a day, in the order of the dictionary. */
  named(on: CivilDate, settings: CourtDeadlines): readonly DeadlineRule[];
}

/** The engine of these files (`deadlines.yaml`, `holidays.yaml`). Throws DictionaryError with file, line and field. */
export function loadDeadlines(files: readonly SourceFile[]): DeadlineRules {
  const rules = loadDeadlineRules(files);
  const holidays = loadHolidays(files);
  const service = loadServiceDays(files);
  const places = new Map<string, ReturnType<typeof holidaysKept>>();
  const calendarOf = ({ state = null, counties = [], closures, filingDay }: CourtDeadlines): HolidayCalendar => {
    const place = `${state ?? ''}/${counties.join('/')}`;
    const kept = places.get(place) ?? holidaysKept(holidays, { state, counties });
    places.set(place, kept);
    return courtCalendar(kept, closures, filingDay);
  };
  const serviceDays: DeadlineRules['serviceDays'] = (servedBy, servedOn, { court }) => {
    const valid = service.filter((each) => each.servedBy === servedBy && validOn(each, servedOn));
    return valid.find((each) => each.of === court) ?? valid.find((each) => each.of === 'US') ?? null;
  };
  const codes = [...new Set(rules.map((rule) => rule.code))];
  return {
    calendarOf,
    knowsState: ({ state }) => holidays.some((rule) => rule.of === state),
    serviceDays,
    titled(name) {
      const rule = rules.find((each) => each.code === name);
      return { title: rule?.name ?? name, byOrder: rule?.days === 0 };
    },
    named(on, court) {
      const settings = settingsOf(rules, court);
      return codes.flatMap((code) => settings.at(code, on) ?? []).filter((rule) => rule.days > 0);
    },
    setBy: (definition, answers, filedOn, settings) =>
      deadlinesSetBy(
        definition,
        answers,
        filedOn,
        settingsOf(rules, settings),
        calendarOf(settings),
        serviceDays('mail', filedOn, settings),
      ).map((each) => ({
        name: each.rule.code,
        title: each.rule.name,
        dueOn: each.due,
        rule: each.rule.rule,
        explained: explained(each.steps, each.rule),
        of: each.of,
        unlessOpen: each.unlessOpen,
        orRemaining: each.orRemaining,
        byMail: each.byMail && { dueOn: each.byMail.due, explained: explained(each.byMail.steps, each.rule) },
      })),
  };
}

/** The steps as sentences with their rules, and what else must be known. */
const explained = (steps: readonly Step[], { note, rule }: DeadlineRule): readonly string[] => [
  ...steps.map((step) => `${step.text} (${step.rule})`),
  ...(note ? [`${note} (${rule})`] : []),
];

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
