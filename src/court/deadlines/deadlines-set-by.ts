/** Which deadlines an entry sets, and when they are due (spec/filing.md §11.2). */
import { asCivilDate, type CivilDate } from '../../kernel/time.ts';
import type { Answers, PromptAnswer } from '../events/answers.ts';
import type { EventDefinition, SetsDeadline } from '../events/model.ts';
import { computeDeadline, dateCertain } from './compute-deadline.ts';
import type { DeadlineRule, DeadlineSettings, HolidayCalendar, Step } from './model.ts';

export interface DeadlineSet {
  readonly rule: DeadlineRule;
  /** Whose deadline it is, seen from the filers of the entry. */
  readonly who: SetsDeadline['who'];
  /** Of which parties each by itself, and which open deadline of a party keeps it from being set (see `SetsDeadline`). */
  readonly of: SetsDeadline['of'];
  readonly unlessOpen: SetsDeadline['unlessOpen'];
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
): readonly DeadlineSet[] {
  const found: DeadlineSet[] = [];
  const add = (sets: SetsDeadline, prompts: Answers['prompts'], relief: string | null): void => {
    const rule = settings.at(sets.deadline, filedOn);
    const trigger = sets.from.kind === 'filing' ? filedOn : promptDay(prompts[sets.from.prompt]);
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
    const { who, of, unlessOpen } = sets;
    const known = { rule, who, of, unlessOpen, reliefs: relief === null ? [] : [relief], trigger };
    if (sets.from.kind === 'on') {
      found.push({ ...known, ...dateCertain(trigger, rule.rule) });
      return;
    }
    const { days, direction, under } = rule;
    found.push({ ...known, ...computeDeadline({ trigger, days, direction, holidays, under }) });
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

const sameParties = (a: SetsDeadline['of'], b: SetsDeadline['of']): boolean =>
  a?.parties === b?.parties && a?.prompt === b?.prompt;

const promptDay = (answer: PromptAnswer | undefined): CivilDate | null =>
  typeof answer === 'string' ? asCivilDate(answer) : null;
