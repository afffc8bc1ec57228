/** Whose deadlines a filing sets, and which it ends (spec/filing.md §3.14, §11.2). All names are the dictionary's. Pure. */
import type { PartyNo } from '../../kernel/ids.ts';
import { type Candidate, comparedWords, longestOf } from '../deadlines/longest.ts';
import type { DeadlineTold } from '../deadlines/rules.ts';
import type { Answers } from '../events/answers.ts';
import type { EventDefinition, Relief, SetsDeadline } from '../events/model.ts';
import type { CaseForFiling, DeadlineSet, OpenDeadline, PartyAdded, PartyInCase } from './model.ts';

/** A deadline as the engine gives it: computed once, and of whom it is. */
export type DeadlineComputed = DeadlineTold;

type Standing = Pick<CaseForFiling, 'parties' | 'openDeadlines'>;

/**
 * Names of the deadlines that the answers may end or move; `all` where the entry may end the case or a party's part in it, or
 * rules on motions: one for more time can be about any.
 */
export function deadlinesConcerned(
  definition: EventDefinition,
  answers: Pick<Answers, 'reliefs' | 'rulings' | 'movedDeadlines'>,
): string[] | 'all' {
  if (definition.statistics === 'js6' || definition.parties.terminates) return 'all';
  if (answers.rulings.length > 0 || answers.movedDeadlines.length > 0 || definition.moves?.deadlines === 'any')
    return 'all';
  const compared = definition.sets.flatMap((each) => [
    ...(each.unlessOpen === null ? [] : [each.unlessOpen]),
    ...each.orRemaining,
  ]);
  return [
    ...definition.satisfies,
    ...compared,
    ...(definition.moves?.deadlines ?? []),
    ...reliefsAsked(definition, answers).flatMap((each) => each.satisfies),
  ];
}

const reliefsAsked = (definition: EventDefinition, answers: Pick<Answers, 'reliefs'>): readonly Relief[] =>
  definition.matter.kind === 'opens'
    ? definition.matter.reliefs.filter((relief) => answers.reliefs.some((each) => each.code === relief.code))
    : [];

/** Who is served with the entry, and how. */
export interface Served {
  readonly filers: readonly PartyInCase[];
  /** Parties whom it reaches by mail alone. */
  readonly byMail: ReadonlySet<PartyNo>;
}

/** The deadlines of a filing, and those on record whose place they take. */
export interface DeadlinesOfParties {
  readonly set: readonly DeadlineSet[];
  readonly replaced: readonly string[];
}

/**
 * Each deadline with those whose it is. One that would be somebody's, where there is nobody, is not set. Whoever is served by
 * mail has the days that Rule 6(d) adds, and nobody else; a party whose time on record is longer keeps that (Rule 15(a)(3)).
 */
export function deadlinesOfParties(
  computed: readonly DeadlineComputed[],
  state: Standing,
  answers: Answers,
  added: readonly PartyAdded[],
  served: Served,
): DeadlinesOfParties {
  const replaced = new Set<string>();
  const set = computed.flatMap((deadline): DeadlineSet[] => {
    const { of, unlessOpen } = deadline;
    if (of === null) return sharedByWay(deadline, state, served);
    const parties = partiesOf(of, state, answers, added).filter(
      (party) =>
        unlessOpen === null ||
        !state.openDeadlines.some((open) => open.name === unlessOpen && open.partyNo === party.partyNo),
    );
    return grouped(parties.map((party) => dueFor(deadline, party, state, served, replaced)));
  });
  return { set, replaced: [...replaced] };
}

/** Nobody's in particular; where somebody is served by mail, that party's share of it by itself, and the rest for the others. */
function sharedByWay(deadline: DeadlineComputed, state: Standing, { filers, byMail }: Served): DeadlineSet[] {
  const mailed = deadline.byMail;
  if (mailed === null || mailed.dueOn === deadline.dueOn) return [plain(deadline)];
  const others = state.parties.filter((party) => !party.terminatedOn && isOpposite(party, filers, state.parties));
  const slow = others.filter((party) => byMail.has(party.partyNo));
  if (slow.length === 0) return [plain(deadline)];
  const share: DeadlineSet = {
    ...plain(deadline),
    ...mailed,
    parties: slow.map(({ partyNo, name }) => ({ partyNo, name })),
    byMail: true,
    byReference: true,
  };
  return slow.length === others.length ? [share] : [plain(deadline), share];
}

/** Somebody of another side than the filers; an entry of the court is for all. */
function isOpposite(party: PartyInCase, filers: readonly PartyInCase[], parties: readonly PartyInCase[]): boolean {
  const own = samePersons(
    parties,
    filers.map((each) => each.partyNo),
  );
  return !own.has(party.partyNo) && !filers.some((each) => each.role === party.role);
}

/** When it is due for one party: by the way in which it is served, and not before what remains of its time on record. */
function dueFor(
  deadline: DeadlineComputed,
  party: PartyInCase,
  state: Standing,
  { byMail }: Served,
  replaced: Set<string>,
): DeadlineSet {
  const mailed = byMail.has(party.partyNo) && deadline.byMail !== null ? deadline.byMail : null;
  const own: DeadlineSet = {
    ...plain(deadline),
    ...(mailed ?? {}),
    parties: [{ partyNo: party.partyNo, name: party.name }],
    ...(mailed && mailed.dueOn !== deadline.dueOn ? { byMail: true } : {}),
  };
  const remaining = state.openDeadlines.filter(
    (open) => open.partyNo === party.partyNo && deadline.orRemaining.includes(open.name),
  );
  if (remaining.length === 0) return own;
  for (const each of remaining) replaced.add(each.id);
  const candidates = [
    { what: `${deadline.title} (${deadline.rule})`, due: own.dueOn },
    ...remaining.map((open) => ({ what: `Time on record for ${party.name}`, due: open.dueOn })),
  ] as const satisfies readonly Candidate[] as readonly [Candidate, ...Candidate[]];
  return {
    ...own,
    dueOn: longestOf(candidates).due,
    explained: [...own.explained, `${comparedWords(candidates)} (${deadline.rule})`],
  };
}

/** One line for all whose it is for the same reasons on the same day. */
function grouped(deadlines: readonly DeadlineSet[]): DeadlineSet[] {
  const same = Map.groupBy(deadlines, (each) => JSON.stringify([each.dueOn, each.byMail ?? false, each.explained]));
  return [...same.values()].map((group) => ({ ...group[0]!, parties: group.flatMap((each) => each.parties ?? []) }));
}

const plain = ({ name, title, dueOn, rule, explained }: DeadlineComputed): DeadlineSet => ({
  name,
  title,
  dueOn,
  rule,
  explained,
});

/** A party in a further role was in the case before: its deadline is that of the party that it is. */
function partiesOf(
  of: NonNullable<SetsDeadline['of']>,
  state: Standing,
  answers: Answers,
  added: readonly PartyAdded[],
): readonly PartyInCase[] {
  const fresh = added.filter((each) => each.as === of.prompt).map((each) => each.party);
  if (of.parties === 'added') return fresh.filter((party) => party.sameAs === null);
  const given = answers.prompts[of.prompt];
  const named = typeof given === 'object' ? given : [];
  const again = fresh.flatMap((party) => party.sameAs ?? []);
  const whose = new Set([...named, ...again]);
  return state.parties.filter((party) => whose.has(party.partyNo));
}

/**
 * Deadlines that end: of a ruling those of the entries it rules on; of those that the event satisfies, a party's own, and
 * nobody's in particular where the entry that set it is referred to; of a party that leaves its own; of an entry that closes
 * the case, all.
 */
export function deadlinesEnded(
  state: Standing,
  definition: EventDefinition,
  answers: Answers,
  filers: readonly PartyInCase[],
  closes: boolean,
): string[] {
  const about = new Set<number>([...answers.references, ...answers.rulings].map((each) => each.seq));
  const rules = definition.matter.kind === 'rules';
  const given = definition.satisfiesFor === null ? undefined : answers.prompts[definition.satisfiesFor];
  const named = definition.satisfiesFor === null ? filers.map((each) => each.partyNo) : given;
  const whose = samePersons(state.parties, typeof named === 'object' ? named : []);
  const asking = samePersons(
    state.parties,
    filers.map((each) => each.partyNo),
  );
  const meets = (open: OpenDeadline) => !open.byReference || about.has(open.triggerSeq);
  const byAsking = new Set(reliefsAsked(definition, answers).flatMap((each) => each.satisfies));
  return state.openDeadlines
    .filter((open) => {
      const { name, triggerSeq, partyNo } = open;
      if (closes || (rules && about.has(triggerSeq))) return true;
      if (partyNo !== null && answers.endedParties.includes(partyNo)) return true;
      if (partyNo === null) return about.has(triggerSeq) && definition.satisfies.includes(name);
      return (
        (definition.satisfies.includes(name) && whose.has(partyNo) && meets(open)) ||
        (byAsking.has(name) && asking.has(partyNo))
      );
    })
    .map((each) => each.id);
}

/** The parties, and whoever of the case is the same person in another role. */
export function samePersons(parties: readonly PartyInCase[], numbers: readonly PartyNo[]): ReadonlySet<PartyNo> {
  const sameAs = new Map(parties.map((party) => [party.partyNo, party.sameAs]));
  const person = (no: PartyNo): PartyNo => sameAs.get(no) ?? no;
  const persons = new Set(numbers.map(person));
  return new Set([...numbers, ...parties.map((party) => party.partyNo).filter((no) => persons.has(person(no)))]);
}
