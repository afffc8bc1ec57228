/** What the step "Other cases" of the wizard asks and checks (spec/filing.md §2.9, §4.2 screen 6). Public cases only. */
import type { AccountId, CaseId, CourtId, PartyNo } from '../../kernel/ids.ts';
import { type CivilDate, civilDate } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import type { Answers } from '../events/answers.ts';
import { decideAnswers, type Finding } from '../events/decide-answers.ts';
import { maySpread } from '../events/may-spread.ts';
import type { EventDefinition } from '../events/model.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { type AssociatedCase, associatedCases } from './associated-cases.ts';
import { userKindOf } from './decide-filing.ts';
import { answerFacts } from './decide-people.ts';
import { answersThere, appearsFor, filersThere } from './decide-spread.ts';
import { restrictionByRule } from './level-by-rule.ts';
import type { PartyInCase } from './model.ts';
import { readFurther } from './read-further.ts';
import { publicCases } from './store.ts';
import type { WizardState } from './wizard-state.ts';

type ChoicePorts = Pick<CourtPorts, 'web'>;

interface Spreading {
  readonly court: CourtInForce;
  readonly caseId: CaseId;
  readonly actor: Actor & { kind: 'account' };
  readonly today: CivilDate;
  readonly definition: EventDefinition;
  readonly answers: Answers;
}

/**
 * The associated cases in which this person may docket the document too: where the person appears for somebody or is of the court, the
 * event belongs into that kind of case, and what is filed is public there as well.
 */
export async function casesToSpread(
  ports: ChoicePorts,
  { court, caseId, actor, today, definition, answers }: Spreading,
): Promise<readonly AssociatedCase[]> {
  if (!maySpread(definition)) return [];
  const found = await associatedCases(ports.web, court.id, caseId, { account: actor.account, today });
  return found.filter((each) => {
    const kind = userKindOf(actor, { court: court.id, caseId: each.caseId });
    if (!kind || !definition.caseTypes.includes(each.number.type)) return false;
    if (restrictionByRule({ answers, side: 'pub' }, definition, each.forParties) !== 'public') return false;
    return kind === 'clerk' || kind === 'judge' || each.appears || definition.associates;
  });
}

/** One of them as the step shows it. */
export interface SpreadChoice {
  readonly inCase: AssociatedCase;
  readonly chosen: boolean;
  /** For whom it may be filed there, those ticked whom the filer chose or who are matched. */
  readonly parties: readonly { readonly party: PartyInCase; readonly files: boolean }[];
  /** Numbers of the entries there that stand for those referred to here. */
  readonly refersTo: readonly number[];
}

export async function spreadChoices(
  ports: ChoicePorts,
  spreading: Spreading,
  state: WizardState,
  cases: readonly AssociatedCase[],
): Promise<readonly SpreadChoice[]> {
  const { court, caseId, actor, definition, answers } = spreading;
  const wanted = { ...answers, alsoIn: cases.map((each) => ({ case: each.caseId, filers: null, references: [] })) };
  const further = await readStates(ports, spreading, state, wanted);
  const names = namesOf(answers, state);
  const roles: readonly string[] = definition.filerRoles;
  return cases.flatMap((inCase) => {
    const there = further.get(inCase.caseId);
    if (!there || !state.signer) return [];
    const kind = userKindOf(actor, { court: court.id, caseId });
    const by = { person: state.signer.personId, byCourt: kind === 'clerk' || kind === 'judge' };
    const chosen = answers.alsoIn.find((each) => each.case === inCase.caseId);
    const files = chosen?.filers ?? filersThere(definition, names, there.state, by);
    const parties = there.state.parties.filter(
      (party) =>
        definition.filers !== 'none' &&
        party.terminatedOn === null &&
        (roles.length === 0 || roles.includes(party.role)) &&
        (by.byCourt || definition.associates || appearsFor(by.person, party.partyNo, there.state)),
    );
    return [
      {
        inCase,
        chosen: chosen !== undefined,
        parties: parties.map((party) => ({ party, files: files.includes(party.partyNo) })),
        refersTo: there.state.referred.flatMap((each) => each.docNo ?? []),
      },
    ];
  });
}

/** What keeps the answers from being filed in the other cases chosen, each with the case named. */
export async function findingsElsewhere(
  ports: ChoicePorts & Pick<CourtPorts, 'clock'>,
  spreading: Omit<Spreading, 'today'>,
  state: WizardState,
): Promise<readonly Finding[]> {
  const { court, actor, definition, answers } = spreading;
  if (answers.alsoIn.length === 0) return [];
  if (!maySpread(definition)) return [{ code: 'spread-not-possible', field: 'alsoIn', detail: definition.name }];
  const today = civilDate(ports.clock.now(), court.zone);
  const further = await readStates(ports, { ...spreading, today }, state, answers);
  const names = namesOf(answers, state);
  return answers.alsoIn.flatMap((chosen): Finding[] => {
    const there = further.get(chosen.case);
    const userKind = there && userKindOf(actor, there.state);
    if (!there || !userKind || !state.signer) return [{ code: 'spread-not-associated', field: 'alsoIn' }];
    const byCourt = userKind === 'clerk' || userKind === 'judge';
    const named = (detail: string | undefined): string => [there.state.fullNumber, detail].filter(Boolean).join(': ');
    const by = { person: state.signer.personId, byCourt };
    const given = answersThere(definition, answers, chosen, {
      ...{ names, by, there: there.state, siblings: there.siblings },
    });
    if ('error' in given) return [{ code: given.error.code, field: 'alsoIn', detail: named(given.error.detail) }];
    const facts = answerFacts(there.state, {
      userKind,
      caseType: there.state.number.type,
      attachmentCategories: court.dictionary.attachmentCategories,
      protectiveOrder: there.state.protectiveOrder,
    });
    const stranger = given.filers.find(
      (no) =>
        !byCourt && !given.associate.some((each) => each.partyNo === no) && !appearsFor(by.person, no, there.state),
    );
    const findings = decideAnswers(definition, given, facts).filter(({ field }) =>
      /^(event|filers|associate|references|rulings)/.test(field),
    );
    return [
      ...findings.map(({ code, detail }) => ({ code, field: 'alsoIn', detail: named(detail) })),
      ...(stranger === undefined
        ? []
        : [{ code: 'not-your-client', field: 'alsoIn', detail: named(nameOf(there.state, stranger)) } as const]),
    ];
  });
}

const nameOf = ({ parties }: { readonly parties: readonly PartyInCase[] }, no: PartyNo): string | undefined =>
  parties.find((party) => party.partyNo === no)?.name;

const namesOf = (answers: Answers, state: WizardState): readonly string[] =>
  answers.filers.flatMap((no) => nameOf(state, no) ?? []);

async function readStates(
  ports: ChoicePorts,
  { court, caseId, actor, today, definition }: Omit<Spreading, 'answers'>,
  state: WizardState,
  answers: Answers,
) {
  const cases = answers.alsoIn.map((each) => each.case);
  const rows = await publicCases(ports.web, court.id, cases, false);
  const by: { account: AccountId; today: CivilDate } = { account: actor.account, today };
  return readFurther(ports.web, court.id as CourtId, { ...state, caseId }, answers, definition, rows, by);
}
