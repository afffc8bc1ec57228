/** What the details of an order ask about deadlines that it moves: the new day, and which of those that are open. */
import type { Answers } from '../../../court/events/answers.ts';
import type { DeadlineNames, EventDefinition } from '../../../court/events/model.ts';
import type { OpenDeadline } from '../../../court/filing/model.ts';
import { deadlinesOfMotion } from '../../../court/filing/move-deadlines.ts';
import type { PendingRelief, WizardState } from '../../../court/filing/wizard-state.ts';
import { asCivilDate, asUsDate, usDate } from '../../../kernel/time.ts';
import { several } from '../forms.ts';
import type { Choice } from '../look/fields.ts';
import type { DetailsView } from '../pages/filing/details.ts';

export const untilField = (seq: number, n: number): string => `until-${seq}-${n}`;
export const movesField = (seq: number, n: number): string => `moves-${seq}-${n}`;
/** Sent with a list of boxes where ticking none says that none is moved. */
export const shownField = (of: string): string => `${of}-shown`;
export const MOVED_FIELD = 'moved';

type Taker = (name: string) => string;

/** What is said of one ruling; `given` loses the fields that are read. */
export function readMove(
  given: Record<string, unknown>,
  take: Taker,
  seq: number,
  n: number,
): Pick<Answers['rulings'][number], 'until' | 'deadlines'> {
  const typed = take(untilField(seq, n));
  return {
    // What is no day is kept as it was typed, and the check says so beside the field.
    until: typed === '' ? null : (asUsDate(typed) ?? asCivilDate(typed) ?? typed.slice(0, 10)),
    deadlines: readTicked(given, take, movesField(seq, n)),
  };
}

/** The ticked boxes of a list; null: nothing is said of them. */
export function readTicked(given: Record<string, unknown>, take: Taker, field: string): string[] | null {
  const shown = take(shownField(field)) !== '';
  const ticked = several.parse(given[field] ?? []);
  delete given[field];
  return ticked.length > 0 || shown ? ticked : null;
}

const aDeadline = (
  state: WizardState,
  open: OpenDeadline,
  titles: (name: string) => string,
): Omit<Choice, 'checked'> => {
  const party = state.parties.find((each) => each.partyNo === open.partyNo)?.name;
  return {
    value: open.id,
    label: `${party === undefined ? '' : `${party}: `}${titles(open.name)} ${usDate(open.dueOn)}`,
    hint: open.explained.at(-1),
  };
};

/** The questions beside a ruling on a motion for more time; null: it asks for none. */
export function moveOfRuling(
  pending: PendingRelief,
  extended: DeadlineNames | null,
  answers: Answers,
  state: WizardState,
  titles: (name: string) => string,
): DetailsView['rulings'][number]['moves'] {
  if (extended === null) return null;
  const given = answers.rulings.find((each) => each.seq === pending.seq && each.n === pending.n);
  const { referred: _, ...rest } = state;
  const concerned = deadlinesOfMotion({ ...rest, referred: [] }, pending, extended);
  const alone = new Set(concerned.map((each) => each.partyNo)).size === concerned.length;
  const ticked = given?.deadlines ?? (alone ? concerned.map((each) => each.id) : []);
  // Those it is about first; a court can move any other that is open.
  const others = state.openDeadlines.filter((each) => !concerned.some((one) => one.id === each.id));
  const until = given?.until ?? pending.askedOn;
  const day = until === null ? null : asCivilDate(until);
  return {
    until: { name: untilField(pending.seq, pending.n), value: day ? usDate(day) : (until ?? '') },
    asked: pending.askedOn === null ? null : usDate(pending.askedOn),
    deadlines: {
      name: movesField(pending.seq, pending.n),
      // Where it is about none that is open, nothing ticked means: set it anew.
      shown: concerned.length > 0 ? shownField(movesField(pending.seq, pending.n)) : null,
      options: [...concerned, ...others].map((open) => ({
        ...aDeadline(state, open, titles),
        checked: ticked.includes(open.id),
      })),
    },
  };
}

/** The open deadlines that the entry itself can move, to be ticked one by one; null: it moves none. */
export function movesOfEntry(
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  titles: (name: string) => string,
): DetailsView['moves'] {
  const { moves } = definition;
  if (moves?.whose.kind !== 'chosen') return null;
  const open = state.openDeadlines.filter((each) => moves.deadlines === 'any' || moves.deadlines.includes(each.name));
  if (open.length === 0) return null;
  return {
    name: MOVED_FIELD,
    shown: shownField(MOVED_FIELD),
    options: open.map((each) => ({
      ...aDeadline(state, each, titles),
      checked: answers.movedDeadlines.includes(each.id),
    })),
  };
}
