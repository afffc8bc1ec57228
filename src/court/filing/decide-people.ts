/**
 * What a filing does to the people of its case, decided from answers that `decideAnswers` has let through: parties and counsel
 * who come and go, counts, and whether the case closes with it (spec/filing.md §2.7, §2.10, §3.14, §9.11). Pure.
 */
import type { PartyNo, PersonId } from '../../kernel/ids.ts';
import { defendantNumbers } from '../cases/defendants.ts';
import { cleanName, foldName, NamesKnown } from '../cases/party-names.ts';
import type { Answers, NewParty } from '../events/answers.ts';
import { cleanText } from '../events/clean-text.ts';
import type { AnswersContext } from '../events/decide-answers.ts';
import { jointParties } from '../events/decide-counsel.ts';
import { nameOfNewParty } from '../events/decide-names.ts';
import { defendantsNamed, mayClose, type PartyToName } from '../events/decide-people.ts';
import { CLOSED, type EventDefinition, type Relief, type UserKind } from '../events/model.ts';
import type { DefendantNamed, PeopleNamed } from '../events/people-text.ts';
import type {
  AssociationInCase,
  CaseForFiling,
  Filing,
  PartyAdded,
  PartyInCase,
  PersonInCase,
  UnderParty,
} from './model.ts';

/** What of a case answers are checked against and docket text is written from. */
export type PeopleOfCase = Pick<CaseForFiling, 'parties' | 'associations' | 'persons' | 'referred' | 'signer'>;

const toName = (party: PartyInCase): PartyToName => ({
  partyNo: party.partyNo,
  role: party.role,
  name: party.name,
  aliases: party.aliases.map((each) => each.name),
  ended: party.terminatedOn !== null,
  proSe: party.proSe,
  defendant: party.defendant,
  counts: party.counts,
});

/** What `decideAnswers` looks at, out of the state of a case: the same for the wizard's findings and for the filing itself. */
export const answerFacts = (
  state: PeopleOfCase,
  of: {
    readonly userKind: UserKind;
    readonly caseType: string;
    readonly attachmentCategories: readonly string[];
    readonly protectiveOrder: boolean;
  },
): AnswersContext => ({
  ...of,
  parties: new Map(state.parties.map((party) => [party.partyNo, toName(party)])),
  appearances: state.associations.map((each) => ({ partyNo: each.partyNo, person: each.personId })),
  person: state.signer?.personId ?? null,
  attorneys: new Set(
    state.persons
      .filter((each) => each.kind === 'attorney' && each.status === 'registered')
      .map((each) => each.personId),
  ),
  entries: new Map(
    state.referred.map((each) => [
      each.seq,
      {
        category: each.category ?? '',
        pendingReliefs: each.reliefs.filter((relief) => relief.status === 'pending').map((relief) => relief.n),
      },
    ]),
  ),
});

/** Kinds of case in which a Defendant is accused of a crime. */
const CRIMINAL = ['cr', 'mj', 'po'];

/** The parties that the answers add, with the numbers that they get: the next ones of the case. */
export function partiesAdded(
  state: Pick<CaseForFiling, 'parties'>,
  answers: Pick<Answers, 'newParties'>,
  caseType: string,
): readonly PartyAdded[] {
  const last = Math.max(0, ...state.parties.map((party) => party.partyNo));
  const accused = (party: NewParty) => party.role === 'Defendant' && CRIMINAL.includes(caseType);
  const numbers = defendantNumbers(
    state.parties.flatMap((party) => party.defendant ?? []),
    answers.newParties.filter(accused).length,
    null,
  );
  return answers.newParties.map((wish, index) => {
    const same = state.parties.find((party) => party.partyNo === wish.sameAs);
    return {
      kind: wish.kind,
      text: cleanText(wish.text),
      parts: same ? null : wish.parts,
      as: wish.as,
      party: {
        partyNo: (last + 1 + index) as PartyNo,
        role: wish.role,
        name: same?.name ?? nameOfNewParty(wish),
        aliases: wish.aliases.map(({ kind, name }) => ({ kind, name: cleanName(name) })),
        affiliates: wish.affiliates.map(({ kind, name }) => ({ kind, name: cleanName(name) })),
        proSe: same?.proSe ?? wish.proSe,
        address: same?.address ?? (cleanText(wish.address) || null),
        terminatedOn: null,
        sameAs: same?.partyNo ?? null,
        defendant: accused(wish) ? numbers.shift()! : null,
        counts: [],
        complaints: 0,
      },
    };
  });
}

/** Who is counsel of the new parties: of one who is in the case already, the same; of one for whom it is filed, who signs. */
export function associationsAdded(
  state: CaseForFiling,
  added: readonly PartyAdded[],
  signer: PersonInCase,
  byCourt: boolean,
): readonly AssociationInCase[] {
  return added.flatMap(({ party, as }) => {
    const kept = state.associations
      .filter((each) => party.sameAs !== null && each.partyNo === party.sameAs)
      .map((each) => ({ ...each, partyNo: party.partyNo }));
    const signs = as === 'filer' && !byCourt && !kept.some((each) => each.personId === signer.personId);
    if (!signs) return kept;
    return [...kept, { partyNo: party.partyNo, personId: signer.personId, lead: kept.length === 0, notice: true }];
  });
}

const byNumber = (parties: readonly PartyInCase[]): ReadonlyMap<PartyNo, PartyInCase> =>
  new Map(parties.map((party) => [party.partyNo, party]));

/** Everybody on whose behalf it is filed: those chosen, those it adds, then those whose counsel join in it. */
export function filersOf(
  state: Pick<CaseForFiling, 'parties'>,
  answers: Pick<Answers, 'filers' | 'jointWith'>,
  added: readonly PartyAdded[],
): PartyInCase[] {
  const parties = byNumber(state.parties);
  return [
    ...answers.filers.flatMap((no) => parties.get(no) ?? []),
    ...added.filter((each) => each.as === 'filer').map((each) => each.party),
    ...jointParties(answers).flatMap((no) => parties.get(no) ?? []),
  ];
}

/** The answers with the names of groups: every party of the role that is still in the case files, after those named. */
export function withGroups(state: Pick<CaseForFiling, 'parties'>, answers: Answers): Answers {
  if (answers.filerGroups.length === 0) return answers;
  const inGroups = partiesOfRoles(state.parties, answers.filerGroups).map((party) => party.partyNo);
  return { ...answers, filers: [...new Set([...answers.filers, ...inGroups])], filerGroups: [] };
}

/** The parties of a case by their names and aliases, to be looked for before another is made. */
export const namesInCase = (parties: readonly PartyInCase[]): NamesKnown<PartyInCase> =>
  new NamesKnown(parties.flatMap((party) => [party, ...party.aliases].map(({ name }) => [name, party] as const)));

/** The parties of some roles who are still in the case. */
export const partiesOfRoles = <T extends Pick<PartyInCase, 'role' | 'terminatedOn'>>(
  parties: readonly T[],
  roles: readonly string[],
): T[] => parties.filter((party) => roles.includes(party.role) && party.terminatedOn === null);

/** Other names that it puts on the docket: of parties of the case, numbered on, then of those it adds. */
export function aliasesAdded(
  state: Pick<CaseForFiling, 'parties'>,
  answers: Pick<Answers, 'aliases'>,
  added: readonly PartyAdded[],
): Filing['aliasesAdded'] {
  const standing = underParties(state.parties, answers.aliases, (party) => party.aliases);
  return [...standing, ...added.flatMap(({ party }) => numberedFrom(party, 0, party.aliases))];
}

/** Corporate parents and other affiliates, those that stand there already left out: a later statement repeats them. */
export function affiliatesAdded(
  state: Pick<CaseForFiling, 'parties'>,
  answers: Pick<Answers, 'affiliates'>,
  added: readonly PartyAdded[],
): Filing['affiliatesAdded'] {
  const parties = byNumber(state.parties);
  const fresh = answers.affiliates.filter(
    (each) =>
      !parties
        .get(each.partyNo)
        ?.affiliates.some((known) => known.kind === each.kind && foldName(known.name) === foldName(each.name)),
  );
  const standing = underParties(state.parties, fresh, (party) => party.affiliates);
  return [...standing, ...added.flatMap(({ party }) => numberedFrom(party, 0, party.affiliates))];
}

function underParties<T extends { readonly partyNo: PartyNo; readonly name: string }>(
  parties: readonly PartyInCase[],
  given: readonly T[],
  listOf: (party: PartyInCase) => readonly unknown[],
): (Omit<T, 'partyNo'> & UnderParty)[] {
  return [...Map.groupBy(given, (each) => each.partyNo)].flatMap(([no, names]) => {
    const party = parties.find((each) => each.partyNo === no);
    if (!party) return [];
    const clean = names.map(({ partyNo: _, ...each }) => ({ ...each, name: cleanName(each.name) }));
    return numberedFrom(party, listOf(party).length, clean);
  });
}

const numberedFrom = <T extends object>(party: PartyInCase, last: number, names: readonly T[]): (T & UnderParty)[] =>
  names.map((each, index) => ({ ...each, party, n: last + 1 + index }));

/** Who joins in it, and for whom. */
export const agreedBy = (
  state: Pick<CaseForFiling, 'parties' | 'persons'>,
  answers: Pick<Answers, 'jointWith'>,
): Filing['agreed'] =>
  answers.jointWith.map(({ person, parties }) => ({
    name: personNamed(state, person) ?? '',
    parties: parties.flatMap((no) => state.parties.find((party) => party.partyNo === no)?.name ?? []),
  }));

/** People whom the answers name and who may be new to the case. */
export const personsNamed = (answers: Pick<Answers, 'newCounsel'>): PersonId[] =>
  answers.newCounsel.map((each) => each.person);

/** Counsel whom the court puts on the docket. */
export const counselAdded = (answers: Pick<Answers, 'newCounsel'>): AssociationInCase[] =>
  answers.newCounsel.map(({ partyNo, person, lead, notice }) => ({ partyNo, personId: person, lead, notice }));

/** The same by name. */
export const counselNamed = (
  state: Pick<CaseForFiling, 'parties' | 'persons'>,
  answers: Pick<Answers, 'newCounsel'>,
): Filing['counselAdded'] =>
  answers.newCounsel.map(({ partyNo, person }) => ({
    ...{ partyNo, personId: person, name: personNamed(state, person) ?? '' },
    party: state.parties.find((party) => party.partyNo === partyNo)?.name ?? '',
  }));

/** The defendants whom it is about: those chosen, then those it adds. */
export const defendantsOf = (
  state: Pick<CaseForFiling, 'parties'>,
  definition: EventDefinition,
  answers: Pick<Answers, 'defendants'>,
  added: readonly PartyAdded[],
): PartyInCase[] =>
  definition.defendants === 'none'
    ? []
    : [
        ...defendantsNamed(answers, state.parties.map(toName)).flatMap(
          (no) => state.parties.find((party) => party.partyNo === no) ?? [],
        ),
        ...added.map((each) => each.party).filter((party) => party.defendant !== null),
      ];

/** The names that the docket text prints. Complete answers are not required: the wizard shows the text as it grows. */
export function peopleNamed(
  state: PeopleOfCase,
  definition: EventDefinition,
  answers: Answers,
  added: readonly PartyAdded[],
): PeopleNamed {
  const parties = byNumber(state.parties);
  const nameOf = (no: PartyNo) => parties.get(no)?.name ?? [];
  const named = definition.prompts
    .filter((prompt) => prompt.kind === 'parties')
    .map(({ name }) => {
      const given = answers.prompts[name];
      const standing = typeof given === 'object' ? given.flatMap(nameOf) : [];
      return [name, [...standing, ...added.filter((each) => each.as === name).map((each) => each.party.name)]] as const;
    });
  return {
    named: Object.fromEntries(named),
    defendants: defendantsOf(state, definition, answers, added).map((party) => defendantNamed(party, answers, added)),
    added: added
      .filter((each) => each.as === null && each.party.defendant === null)
      .map(({ party }) => ({ role: party.role, name: party.name })),
    ended: answers.endedParties.flatMap(nameOf),
    withdrawn: [...new Set(answers.endedCounsel.flatMap((each) => personNamed(state, each.person) ?? []))],
    identified: definition.parties.identifies ? identified(answers, (no) => parties.get(no)?.name ?? '', added) : [],
    appearing: answers.newCounsel.flatMap(({ partyNo, person }) => {
      const counsel = state.persons.find((each) => each.personId === person);
      const party = parties.get(partyNo);
      return counsel && party ? [{ lastFirst: counsel.signatureName, party: party.name, role: party.role }] : [];
    }),
  };
}

/** What several filers have in common is said once; a filer that has nobody says so: `identifying NONE as Corporate Parent`. */
function identified(
  { affiliates, noAffiliates }: Pick<Answers, 'affiliates' | 'noAffiliates'>,
  nameOf: (no: PartyNo) => string,
  added: readonly PartyAdded[],
): PeopleNamed['identified'] {
  const said = [
    ...affiliates.map(({ partyNo, kind, name }) => ({ kind, name: cleanName(name), of: nameOf(partyNo) })),
    ...added.flatMap(({ as, party }) =>
      as === 'filer' ? party.affiliates.map((each) => ({ ...each, of: party.name })) : [],
    ),
  ];
  const groups = Map.groupBy(said, (each) => `${each.kind} ${each.name}`);
  return [
    ...[...groups.values()].map((same) => ({
      kind: same[0]!.kind,
      name: same[0]!.name,
      of: same.map((each) => each.of),
    })),
    ...(noAffiliates.length > 0 ? [{ kind: 'Corporate Parent', name: 'NONE', of: noAffiliates.map(nameOf) }] : []),
  ];
}

const personNamed = (state: Pick<CaseForFiling, 'persons'>, person: PersonId): string | undefined =>
  state.persons.find((each) => each.personId === person)?.displayName;

function defendantNamed(party: PartyInCase, answers: Answers, added: readonly PartyAdded[]): DefendantNamed {
  const charged = answers.charges
    .filter((each) => each.partyNo === party.partyNo || isNew(each, party, added))
    .map((each) => ({ numbers: each.counts, disposition: '' }));
  const disposed = answers.dispositions
    .filter((each) => each.partyNo === party.partyNo)
    .map((each) => {
      const label = party.counts.find((count) => count.n === each.n)?.label ?? '';
      return { numbers: countNumbers(label), disposition: each.disposition };
    });
  const files =
    answers.filers.includes(party.partyNo) || added.some((each) => each.party === party && each.as === 'filer');
  return { name: party.name, number: party.defendant ?? 0, files, counts: [...charged, ...disposed] };
}

const isNew = (each: Answers['charges'][number], party: PartyInCase, added: readonly PartyAdded[]): boolean =>
  each.newParty !== null && added[each.newParty - 1]?.party.partyNo === party.partyNo;

/** `1-6` of `18:1343 Wire Fraud (1-6)`; a label that numbers no counts is printed whole. */
const countNumbers = (label: string): string => /\(([^()]+)\)\s*$/.exec(label)?.[1] ?? label;

/** Counts and complaints as docket sheets print them, numbered on for each defendant. */
export function charged(
  definition: EventDefinition,
  answers: Answers,
  defendants: readonly PartyInCase[],
  added: readonly PartyAdded[],
): Filing['charged'] {
  const complaint = definition.counts === 'complains';
  return defendants.flatMap((party) => {
    const last = complaint ? party.complaints : Math.max(0, ...party.counts.map((count) => count.n));
    return answers.charges
      .filter((each) => each.partyNo === party.partyNo || isNew(each, party, added))
      .map((each, index) => {
        const numbers = cleanText(each.counts);
        const label = `${cleanText(each.charge)}${numbers === '' ? '' : ` (${numbers})`}`;
        return { partyNo: party.partyNo, n: last + 1 + index, label, complaint };
      });
  });
}

/** Appearances that end: those chosen, and those of motions to withdraw that are granted. */
export function withdrawnCounsel(
  state: CaseForFiling,
  answers: Answers,
  granted: readonly { readonly seq: number; readonly relief: Relief | undefined }[],
): Filing['withdrawn'] {
  const chosen = answers.endedCounsel.map(({ partyNo, person }) => ({ partyNo, personId: person }));
  const byRuling = granted
    .filter(({ relief }) => relief?.ifGranted === 'ends-appearance')
    .flatMap(({ seq }) => {
      const motion = state.referred.find((entry) => entry.seq === seq)!;
      return motion.filers.flatMap((partyNo) => (motion.signer ? [{ partyNo, personId: motion.signer }] : []));
    })
    .filter(({ partyNo, personId }) =>
      state.associations.some((each) => each.partyNo === partyNo && each.personId === personId),
    );
  return [...chosen, ...byRuling].map((each) => ({ ...each, name: personNamed(state, each.personId) ?? '' }));
}

/**
 * What becomes of the case: an entry that the court makes as its last closes it, in a criminal case once no defendant is left;
 * one that takes CLOSED down reopens it.
 */
export function caseStatus(
  state: Pick<CaseForFiling, 'parties' | 'terminatedOn'>,
  definition: EventDefinition,
  answers: Answers,
  userKind: UserKind,
  added: readonly PartyAdded[],
): Filing['caseStatus'] {
  if (state.terminatedOn !== null)
    return definition.flags.clears.some((each) => each.flag === CLOSED.flag) ? 'reopens' : 'stays';
  if (answers.staysOpen || !mayClose(definition, { userKind })) return 'stays';
  if (definition.defendants === 'none') return 'closes';
  const left = state.parties.some(
    (party) => party.defendant !== null && party.terminatedOn === null && !answers.endedParties.includes(party.partyNo),
  );
  return left || added.some((each) => each.party.defendant !== null) ? 'stays' : 'closes';
}
