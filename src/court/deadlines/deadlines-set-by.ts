/** Which deadlines an entry sets, and when they are due (spec/filing.md §11.2). */
import { asCivilDate, type CivilDate, usDate } from '../../kernel/time.ts';
import type { Answers, PromptAnswer } from '../events/answers.ts';
import type { EventDefinition, SetsDeadline } from '../events/model.ts';
import { computeDeadline, type DeadlineFound, dateCertain } from './compute-deadline.ts';
import { comparedWords, longestOf } from './longest.ts';
import type { DeadlineRule, DeadlineSettings, HolidayCalendar, ServiceDays, Step } from './model.ts';
import { many } from './settle.ts';

export interface DeadlineSet {
  readonly rule: DeadlineRule;
  /** Whose deadline it is, seen from the filers of the entry. */
  readonly who: SetsDeadline['who'];
  /** Of which parties each by itself, and which open deadline of a party keeps it from being set (see `SetsDeadline`). */
  readonly of: SetsDeadline['of'];
  readonly unlessOpen: SetsDeadline['unlessOpen'];
  /** What it is compared with where that is open (see `SetsDeadline`). */
  readonly orRemaining: SetsDeadline['orRemaining'];
  /** The same for whoever is served with this entry by mail; null: the way of service adds nothing. */
  readonly byMail: DeadlineFound | null;
  /** Codes of the reliefs to which it belongs; empty when it belongs to the entry as a whole. */
  readonly reliefs: readonly string[];
  readonly trigger: CivilDate;
  readonly due: CivilDate;
  readonly steps: readonly Step[];
}

/**
 * The deadlines that an event sets when it is filed on a day, in the order of the dictionary. Service through the
 * court's system is on the day of filing. Where the court has no rule of that name, or a date was not given, none is set.
 * A motion for several reliefs sets each distinct deadline once, for all reliefs that share it.
 */
export function deadlinesSetBy(
  definition: Pick<EventDefinition, 'matter' | 'sets'>,
  answers: Pick<Answers, 'reliefs' | 'prompts'>,
  filedOn: CivilDate,
  settings: DeadlineSettings,
  holidays: HolidayCalendar,
  mailDays: ServiceDays | null = null,
): readonly DeadlineSet[] {
  const found: DeadlineSet[] = [];
  const add = (sets: SetsDeadline, prompts: Answers['prompts'], relief: string | null): void => {
    const rule = settings.at(sets.deadline, filedOn);
    const trigger = dayOf(sets.from, prompts, filedOn);
    if (!rule || !trigger) return;
    const same = found.findIndex(
      (each) =>
        each.rule === rule && each.who === sets.who && each.trigger === trigger && sameParties(each.of, sets.of),
    );
    if (same >= 0) {
      const earlier = found[same]!;
      found[same] = { ...earlier, reliefs: relief === null ? earlier.reliefs : [...earlier.reliefs, relief] };
      return;
    }
    const { who, of, unlessOpen, orRemaining } = sets;
    const known = { rule, who, of, unlessOpen, orRemaining, reliefs: relief === null ? [] : [relief], trigger };
    if (sets.from.kind === 'on') {
      found.push({ ...known, byMail: null, ...dateCertain(trigger, rule.rule) });
      return;
    }
    const others = sets.orLonger.flatMap((other) => {
      const [counted, from] = [settings.at(other.deadline, filedOn), dayOf(other.from, prompts, filedOn)];
      return counted && from ? [period(counted, from, null)] : [];
    });
    const served = mailDays !== null && sets.from.kind === 'filing' && rule.fromService && rule.direction === 'after';
    found.push({
      ...known,
      ...longest([period(rule, trigger, null), ...others], rule),
      byMail: served ? longest([period(rule, trigger, mailDays), ...others], rule) : null,
    });
  };
  const period = (rule: DeadlineRule, trigger: CivilDate, added: ServiceDays | null) => {
    const { days, direction, under, name } = rule;
    const { due, steps } = computeDeadline({ trigger, days, direction, holidays, under, added });
    return { what: `${name}, ${many(days, 'day')} ${direction} ${usDate(trigger)} (${rule.rule})`, due, steps };
  };

  if (definition.matter.kind !== 'opens') {
    for (const sets of definition.sets) add(sets, answers.prompts, null);
    return found;
  }
  for (const { code, prompts } of answers.reliefs) {
    const relief = definition.matter.reliefs.find((each) => each.code === code);
    if (!relief) continue;
    if (relief.sets === null) for (const sets of definition.sets) add(sets, answers.prompts, code);
    else for (const sets of relief.sets) add(sets, prompts, code);
  }
  return found;
}

type Period = DeadlineFound & { readonly what: string };

/** The period that ends last, with the steps by which it was found and, where there are several, the comparison. */
function longest(periods: readonly [Period, ...Period[]], { rule }: DeadlineRule): DeadlineFound {
  const { due, steps } = longestOf(periods);
  if (periods.length === 1) return { due, steps };
  return { due, steps: [...steps, { day: due, text: comparedWords(periods), rule }] };
}

const dayOf = (from: SetsDeadline['from'], prompts: Answers['prompts'], filedOn: CivilDate): CivilDate | null =>
  from.kind === 'filing' ? filedOn : promptDay(prompts[from.prompt]);

const sameParties = (a: SetsDeadline['of'], b: SetsDeadline['of']): boolean =>
  a?.parties === b?.parties && a?.prompt === b?.prompt;

const promptDay = (answer: PromptAnswer | undefined): CivilDate | null =>
  typeof answer === 'string' ? asCivilDate(answer) : null;
