/**
 * Deadlines that are moved: by a motion for more time that is granted, by an entry of the court that resets them, by a stipulation
 * that extends them (spec/filing.md §3.14, §11.2.2; Fed. R. Civ. P. 6(b)). The old deadline ends and stays as history; the new one says
 * from what day, why, and by what. Denial moves nothing. Pure.
 */
import type { PartyNo } from '../../kernel/ids.ts';
import { asCivilDate, type CivilDate, dayOfWeek, usDate } from '../../kernel/time.ts';
import { named } from '../deadlines/settle.ts';
import type { Answers } from '../events/answers.ts';
import type { Finding } from '../events/decide-answers.ts';
import type { DeadlineNames, EventDefinition, Outcome, Relief } from '../events/model.ts';
import { samePersons } from './decide-deadlines.ts';
import type { CaseForFiling, DeadlineMoved, DeadlineSet, OpenDeadline, PartyInCase, ReferredEntry } from './model.ts';

type Standing = Pick<CaseForFiling, 'parties' | 'openDeadlines' | 'referred'>;

/** What of the dictionary it depends on. */
export interface MovingRules {
  /** A relief as it was when its motion was filed; undefined for imported entries. */
  reliefOf(event: string, version: number, code: string): Relief | undefined;
  /** For people: `Answer due`; `byOrder`: its day is the court's to give. */
  deadlineNamed(name: string): { readonly title: string; readonly byOrder: boolean };
}

/** What moves deadlines, and to which day. */
interface Move {
  /** The field of `Answers` that it stands in. */
  readonly field: string;
  readonly to: CivilDate | null;
  /** The open deadlines; null: not clear which, the court chooses. */
  readonly which: readonly OpenDeadline[] | null;
  /** For whom; null: for everybody. */
  readonly whose: ReadonlySet<PartyNo> | null;
  /** Set in their stead where none is on record; null: nothing. */
  readonly otherwise: string | null;
  /** `the court granted the motion of entry 12`. */
  readonly words: string;
  readonly by: string;
}

/** Of which names deadlines are open that a ruling on this relief could move; for the page that asks. */
export function deadlinesOfMotion(
  state: Standing,
  motion: Pick<ReferredEntry, 'seq' | 'filers' | 'refersTo'>,
  extended: DeadlineNames,
): readonly OpenDeadline[] {
  const whose = samePersons(state.parties, motion.filers);
  const theirs = state.openDeadlines.filter(
    (open) =>
      isNamed(open, extended) &&
      open.triggerSeq !== motion.seq &&
      (open.partyNo === null ? !open.setBy.some((no) => whose.has(no)) : whose.has(open.partyNo)),
  );
  // A party's own share is meant, where it has one, and not what the others have.
  const own = theirs.filter(
    (open) =>
      open.partyNo !== null ||
      !theirs.some((each) => each.partyNo !== null && each.name === open.name && each.triggerSeq === open.triggerSeq),
  );
  const about = own.filter((open) => motion.refersTo.some((seq) => seq === open.triggerSeq));
  return about.length > 0 ? about : own;
}

const isNamed = (open: OpenDeadline, names: DeadlineNames): boolean => names === 'any' || names.includes(open.name);

const isGranted = (outcome: Outcome | undefined): boolean => outcome === 'granted' || outcome === 'granted-in-part';

function movesOf(state: Standing, definition: EventDefinition, answers: Answers, rules: MovingRules): Move[] {
  return [...movesByRuling(state, definition, answers, rules), ...movesByEntry(state, definition, answers)];
}

function movesByRuling(state: Standing, definition: EventDefinition, answers: Answers, rules: MovingRules): Move[] {
  const { matter } = definition;
  if (matter.kind !== 'rules') return [];
  return answers.rulings.flatMap((ruling, index): Move[] => {
    const motion = state.referred.find((entry) => entry.seq === ruling.seq);
    const asked = motion?.reliefs.find((each) => each.n === ruling.n);
    const outcome = matter.dispositions.find((each) => each.code === ruling.disposition)?.outcome;
    const relief =
      motion?.eventCode && asked ? rules.reliefOf(motion.eventCode, motion.eventVersion ?? 1, asked.code) : undefined;
    if (!motion || !asked || !isGranted(outcome)) return [];
    const extended = relief?.extends ?? null;
    // Days and deadlines that are given for a ruling that moves nothing are told, not lost.
    if (extended === null && ruling.until === null && !ruling.deadlines?.length) return [];
    const candidates = deadlinesOfMotion(state, motion, extended ?? []);
    const day = ruling.until === null && outcome === 'granted' ? asked.askedOn : asCivilDate(ruling.until ?? '');
    const chosen = ruling.deadlines?.flatMap((id) => state.openDeadlines.find((open) => open.id === id) ?? []);
    const clear = unambiguous(candidates) ? candidates : null;
    if (chosen?.length === 0 && ruling.deadlines?.length === 0) return [];
    if (day === null && ruling.until === null && candidates.length === 0 && !chosen) return [];
    return [
      {
        field: `rulings.${index}`,
        to: day,
        which: chosen ?? clear,
        whose: samePersons(state.parties, motion.filers),
        otherwise: extended === null || extended === 'any' ? null : (extended[0] ?? null),
        words: `the court granted the motion${motion.docNo === null ? '' : ` of entry ${motion.docNo}`}`,
        by: 'Order of the court',
      },
    ];
  });
}

/** No party, and nobody in particular, has two of them. */
const unambiguous = (open: readonly OpenDeadline[]): boolean =>
  new Set(open.map((each) => each.partyNo)).size === open.length;

function movesByEntry(state: Standing, definition: EventDefinition, answers: Answers): Move[] {
  const { moves } = definition;
  if (moves === null) return [];
  const given = answers.prompts[moves.to];
  const to = typeof given === 'string' ? asCivilDate(given) : null;
  if (moves.whose.kind === 'chosen') {
    if (answers.movedDeadlines.length === 0) return [];
    const which = answers.movedDeadlines.flatMap((id) => state.openDeadlines.find((open) => open.id === id) ?? []);
    return [{ field: 'movedDeadlines', to, which, whose: null, otherwise: null, words: moves.words, by: byOf(moves) }];
  }
  if (to === null) return [];
  const named = moves.whose.kind === 'filers' ? answers.filers : answers.prompts[moves.whose.prompt];
  const whose = samePersons(state.parties, typeof named === 'object' ? named : []);
  const which = state.openDeadlines.filter(
    (open) => isNamed(open, moves.deadlines) && open.partyNo !== null && whose.has(open.partyNo),
  );
  return [{ field: `prompts.${moves.to}`, to, which, whose, otherwise: null, words: moves.words, by: byOf(moves) }];
}

const byOf = ({ words }: NonNullable<EventDefinition['moves']>): string =>
  words.replace(/^./, (sign) => sign.toUpperCase());

/** What keeps the deadlines from being moved: no day, no choice, or one that is not open (any more). */
export function movingFindings(
  state: Standing,
  definition: EventDefinition,
  answers: Answers,
  rules: MovingRules,
): readonly Finding[] {
  const unknown = (ids: readonly string[], field: string): Finding[] =>
    ids.every((id) => state.openDeadlines.some((open) => open.id === id)) ? [] : [{ code: 'deadline-not-open', field }];
  const { moves } = definition;
  const unasked = answers.movedDeadlines.length > 0 && moves?.whose.kind !== 'chosen';
  return [
    ...(unasked
      ? [
          {
            code: 'request-malformed',
            field: 'movedDeadlines',
            detail: 'movedDeadlines: this event does not ask for it',
          } as const,
        ]
      : unknown(answers.movedDeadlines, 'movedDeadlines')),
    ...answers.rulings.flatMap((ruling, index) => [
      ...(ruling.until !== null && asCivilDate(ruling.until) === null
        ? [{ code: 'new-day-required', field: `rulings.${index}` } as const]
        : []),
      ...unknown(ruling.deadlines ?? [], `rulings.${index}`),
    ]),
    ...movesOf(state, definition, answers, rules).flatMap((move): Finding[] => {
      if (move.to === null) return [{ code: 'new-day-required', field: move.field }];
      return move.which === null ? [{ code: 'deadline-to-choose', field: move.field }] : [];
    }),
  ];
}

/** What the filing does: deadlines moved, and those that are set because none is on record. */
export interface Moving {
  readonly moved: readonly DeadlineMoved[];
  readonly set: readonly DeadlineSet[];
}

/**
 * @param ended ids of deadlines that the same filing ends: they are not moved
 */
export function deadlinesMoved(
  state: Standing,
  definition: EventDefinition,
  answers: Answers,
  rules: MovingRules,
  filedOn: CivilDate,
  ended: readonly string[],
): Moving {
  const moved: DeadlineMoved[] = [];
  const set: DeadlineSet[] = [];
  for (const move of movesOf(state, definition, answers, rules)) {
    const { to, which } = move;
    if (to === null || which === null) continue;
    if (which.length === 0 && move.otherwise !== null) set.push(newOne(state, move, to, move.otherwise, rules));
    for (const open of which)
      if (!ended.includes(open.id) && !moved.some((each) => each.id === open.id))
        moved.push(movedTo(state, open, move, to, filedOn, rules));
  }
  return { moved, set };
}

function movedTo(
  state: Standing,
  open: OpenDeadline,
  { whose, words, by }: Move,
  to: CivilDate,
  filedOn: CivilDate,
  rules: MovingRules,
): DeadlineMoved {
  const shared = open.partyNo === null && whose !== null && othersHaveIt(state, open, whose);
  const parties = state.parties.filter((party) =>
    shared ? whose.has(party.partyNo) && !party.terminatedOn : party.partyNo === open.partyNo,
  );
  const apart = shared ? ' for these parties only; for all others the former day stays' : '';
  return {
    id: open.id,
    ends: !shared,
    name: open.name,
    title: rules.deadlineNamed(open.name).title,
    triggerSeq: open.triggerSeq,
    parties: parties.map(({ partyNo, name }) => ({ partyNo, name })),
    byReference: open.byReference || shared,
    wasDue: open.dueOn,
    dueOn: to,
    rule: by,
    explained: [
      ...open.explained,
      `On ${usDate(filedOn)} it was moved from ${named(open.dueOn)} to ${named(to)}${apart}: ${words}. ${dayWords(to)} (Fed. R. Civ. P. 6(b))`,
    ],
  };
}

/** Rule 6(a) computes periods and moves no day that is fixed (committee note of 2009). */
const dayWords = (day: CivilDate): string =>
  dayOfWeek(day) > 5
    ? `The day was fixed; it stays where it is, although it is a ${dayOfWeek(day) === 6 ? 'Saturday' : 'Sunday'}.`
    : 'The day was fixed; nothing is counted.';

/** Whether somebody else must meet it who has not asked for more time. What the court itself set is moved whole. */
function othersHaveIt(state: Standing, open: OpenDeadline, whose: ReadonlySet<PartyNo>): boolean {
  if (open.setBy.length === 0) return false;
  const setBy = samePersons(state.parties, open.setBy);
  const roles = state.parties.filter((party) => setBy.has(party.partyNo)).map((party) => party.role);
  const hasOwn = (party: PartyInCase) =>
    state.openDeadlines.some(
      (each) => each.partyNo === party.partyNo && each.name === open.name && each.triggerSeq === open.triggerSeq,
    );
  return state.parties.some(
    (party) =>
      !party.terminatedOn &&
      !setBy.has(party.partyNo) &&
      !roles.includes(party.role) &&
      !whose.has(party.partyNo) &&
      !hasOwn(party),
  );
}

function newOne(
  state: Standing,
  { whose, words, by }: Move,
  to: CivilDate,
  name: string,
  rules: MovingRules,
): DeadlineSet {
  const { title, byOrder } = rules.deadlineNamed(name);
  const parties = state.parties.filter((party) => whose?.has(party.partyNo) && !party.terminatedOn);
  return {
    name,
    title,
    dueOn: to,
    rule: by,
    explained: [
      `No such deadline was open on this docket. It is due on ${named(to)}: ${words}. ${dayWords(to)} (Fed. R. Civ. P. 6(b))`,
    ],
    ...(byOrder ? {} : { parties: parties.map(({ partyNo, name: who }) => ({ partyNo, name: who })) }),
  };
}
