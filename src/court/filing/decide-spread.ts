/**
 * A spread filing in one of its further cases (spec/filing.md §2.9): the same answers, with the parties, entries and rulings of that
 * case. `decideFiling` then decides them there as anywhere. Pure.
 */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import type { EntrySeq, PartyNo, PersonId } from '../../kernel/ids.ts';
import { sameName } from '../cases/party-names.ts';
import type { Answers, FurtherCase } from '../events/answers.ts';
import type { EventDefinition } from '../events/model.ts';
import type { CaseForFiling } from './model.ts';

export type Parties = Pick<CaseForFiling, 'parties' | 'associations'>;

/** Who files, as far as it matters in another case. */
export interface SpreadBy {
  readonly person: PersonId;
  readonly byCourt: boolean;
}

/**
 * On whose behalf it is filed in another case, unless the filer says so: the parties of the same names as here, as far as the signer
 * appears for them there; where there are none, all for whom the signer appears. Those whose part in the case has ended are left out.
 */
export function filersThere(
  definition: Pick<EventDefinition, 'filers' | 'filerRoles' | 'associates'>,
  names: readonly string[],
  there: Parties,
  by: SpreadBy,
): readonly PartyNo[] {
  if (definition.filers === 'none') return [];
  const roles: readonly string[] = definition.filerRoles;
  const standing = there.parties.filter(
    (party) => party.terminatedOn === null && (roles.length === 0 || roles.includes(party.role)),
  );
  const own = standing.filter((party) => appearsFor(by.person, party.partyNo, there));
  const same = (by.byCourt || definition.associates ? standing : own).filter((party) =>
    names.some((name) => sameName(name, party.name)),
  );
  return (same.length > 0 || by.byCourt ? same : own).map((party) => party.partyNo);
}

export const appearsFor = (person: PersonId, party: PartyNo, { associations }: Parties): boolean =>
  associations.some((each) => each.personId === person && each.partyNo === party);

/**
 * The answers as they are given in another case. An entry referred to here is referred to there by the entry that the same filing
 * has there; a motion that is ruled on must stand there (`spread-ruling`).
 */
export function answersThere(
  definition: EventDefinition,
  answers: Answers,
  further: FurtherCase,
  given: {
    readonly names: readonly string[];
    readonly there: Parties;
    readonly siblings: ReadonlyMap<EntrySeq, EntrySeq>;
    readonly by: SpreadBy;
  },
): Answers | Refusal {
  const filers = further.filers ?? filersThere(definition, given.names, given.there, given.by);
  const rulings = answers.rulings.flatMap((ruling) => {
    const seq = given.siblings.get(ruling.seq);
    return seq === undefined ? [] : [{ ...ruling, seq }];
  });
  if (rulings.length < answers.rulings.length) return refuse('spread-ruling');
  const seqs = [
    ...answers.references.flatMap(({ seq }) => given.siblings.get(seq) ?? []),
    ...further.references.map(({ seq }) => seq),
  ];
  const [appears] = answers.associate;
  return {
    ...answers,
    alsoIn: [],
    filers: [...filers],
    associate:
      definition.associates && appears
        ? filers.map((partyNo) => ({ partyNo, lead: appears.lead, notice: appears.notice }))
        : [],
    references: [...new Set(seqs)].map((seq) => ({ seq })),
    rulings,
  };
}
