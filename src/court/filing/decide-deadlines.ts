/** Whose deadlines a filing sets, and which it ends (spec/filing.md §3.14, §11.2). All names are the dictionary's. Pure. */
import type { PartyNo } from '../../kernel/ids.ts';
import type { Answers } from '../events/answers.ts';
import type { EventDefinition, Relief, SetsDeadline } from '../events/model.ts';
import type { CaseForFiling, DeadlineSet, PartyAdded, PartyInCase } from './model.ts';

/** A deadline as the engine gives it: computed once, and of whom it is. */
export interface DeadlineComputed extends Omit<DeadlineSet, 'parties'> {
  readonly of: SetsDeadline['of'];
  readonly unlessOpen: SetsDeadline['unlessOpen'];
}

type Standing = Pick<CaseForFiling, 'parties' | 'openDeadlines'>;

/** Names of the deadlines that the answers may end; `all` where the entry may end the case or a party's part in it. */
export function deadlinesConcerned(definition: EventDefinition, answers: Pick<Answers, 'reliefs'>): string[] | 'all' {
  if (definition.statistics === 'js6' || definition.parties.terminates) return 'all';
  const unlessOpen = definition.sets.flatMap((each) => each.unlessOpen ?? []);
  return [
    ...definition.satisfies,
    ...unlessOpen,
    ...reliefsAsked(definition, answers).flatMap((each) => each.satisfies),
  ];
}

const reliefsAsked = (definition: EventDefinition, answers: Pick<Answers, 'reliefs'>): readonly Relief[] =>
  definition.matter.kind === 'opens'
    ? definition.matter.reliefs.filter((relief) => answers.reliefs.some((each) => each.code === relief.code))
    : [];

/** Each deadline with those whose it is. One that would be somebody's, where there is nobody, is not set. */
export function deadlinesOfParties(
  computed: readonly DeadlineComputed[],
  state: Standing,
  answers: Answers,
  added: readonly PartyAdded[],
): DeadlineSet[] {
  return computed.flatMap(({ of, unlessOpen, ...deadline }) => {
    if (of === null) return [deadline];
    const parties = partiesOf(of, state, answers, added).filter(
      (party) =>
        unlessOpen === null ||
        !state.openDeadlines.some((open) => open.name === unlessOpen && open.partyNo === party.partyNo),
    );
    if (parties.length === 0) return [];
    return [{ ...deadline, parties: parties.map(({ partyNo, name }) => ({ partyNo, name })) }];
  });
}

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
  const byAsking = new Set(reliefsAsked(definition, answers).flatMap((each) => each.satisfies));
  return state.openDeadlines
    .filter(({ name, triggerSeq, partyNo }) => {
      if (closes || (rules && about.has(triggerSeq))) return true;
      if (partyNo !== null && answers.endedParties.includes(partyNo)) return true;
      if (partyNo === null) return about.has(triggerSeq) && definition.satisfies.includes(name);
      return (definition.satisfies.includes(name) && whose.has(partyNo)) || (byAsking.has(name) && asking.has(partyNo));
    })
    .map((each) => each.id);
}

/** The parties, and whoever of the case is the same person in another role. */
function samePersons(parties: readonly PartyInCase[], numbers: readonly PartyNo[]): ReadonlySet<PartyNo> {
  const sameAs = new Map(parties.map((party) => [party.partyNo, party.sameAs]));
  const person = (no: PartyNo): PartyNo => sameAs.get(no) ?? no;
  const persons = new Set(numbers.map(person));
  return new Set([...numbers, ...parties.map((party) => party.partyNo).filter((no) => persons.has(person(no)))]);
}
