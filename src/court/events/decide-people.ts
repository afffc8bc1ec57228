/**
 * The people of a filing: the defendants whom it is about and their counts, parties and counsel who come and go, and whether
 * they may (spec/filing.md §2.7, §2.10, §3.10, §3.14). Part of `decideAnswers`.
 */
import type { PartyNo, PersonId } from '../../kernel/ids.ts';
import { foldName, NamesKnown, sameName } from '../cases/party-names.ts';
import type { Answers, NewParty } from './answers.ts';
import { cleanText } from './clean-text.ts';
import type { AnswersContext, Finding } from './decide-answers.ts';
import { counselFindings } from './decide-counsel.ts';
import { nameFindings, nameOfNewParty } from './decide-names.ts';
import { malformed, unasked } from './findings.ts';
import type { EventDefinition, PartyRole } from './model.ts';
import type { SlotName, Template } from './template.ts';

/** A party of the case, as far as answers are checked against it. */
export interface PartyToName {
  readonly partyNo: PartyNo;
  readonly role: string;
  readonly name: string;
  /** Its other names. */
  readonly aliases: readonly string[];
  readonly ended: boolean;
  readonly proSe: boolean;
  /** Its number as a defendant of a criminal case; null for who is none. */
  readonly defendant: number | null;
  /** Counts on record; `open`: nothing has become of it yet. */
  readonly counts: readonly { readonly n: number; readonly open: boolean }[];
}

/** An appearance of counsel that has not ended. */
export interface Appearance {
  readonly partyNo: PartyNo;
  readonly person: PersonId;
}

/** The numbers of the defendants that answers name, in the order of the answers; `all`: those still in the case, by number. */
export function defendantsNamed(
  answers: Pick<Answers, 'defendants'>,
  parties: Iterable<Pick<PartyToName, 'partyNo' | 'defendant' | 'ended'>>,
): PartyNo[] {
  if (answers.defendants !== 'all') return [...answers.defendants];
  return [...parties]
    .filter((party) => party.defendant !== null && !party.ended)
    .sort((a, b) => a.defendant! - b.defendant!)
    .map((party) => party.partyNo);
}

/** The parties of a case by their names and aliases, to be looked for before another is made (spec/filing.md §2.7.8). */
export const partiesByName = <T extends Pick<PartyToName, 'name' | 'aliases'>>(parties: Iterable<T>): NamesKnown<T> =>
  new NamesKnown([...parties].flatMap((party) => [party.name, ...party.aliases].map((name) => [name, party] as const)));

/** Whether the text always needs a slot: it stands outside every group. */
const alwaysSays = (text: Template, slot: SlotName): boolean =>
  text.some((segment) => segment.kind === 'slot' && segment.name === slot);
const maySay = (text: Template, slot: SlotName): boolean =>
  alwaysSays(text, slot) ||
  text.some(
    (segment) =>
      segment.kind === 'group' && segment.segments.some((each) => each.kind === 'slot' && each.name === slot),
  );

/** Roles of those who come into a case by filing in it, on neither side. */
const NEW_FILER_ROLES: readonly PartyRole[] = [
  ...(['Movant', 'Intervenor', 'Interested Party', 'Notice Party', 'Amicus', 'Objector', 'Garnishee'] as const),
];

/** Roles in which somebody who is not in the case can file this: those in which it adds parties, and those of outsiders. */
export function newFilerRoles({ filers, filerRoles, parties }: EventDefinition): readonly PartyRole[] {
  if (filers === 'none') return [];
  const may = (role: PartyRole) => filerRoles.length === 0 || filerRoles.includes(role);
  return [...new Set([...parties.adds, ...NEW_FILER_ROLES])].filter(may);
}

/** Whether the event can bring a party into the case in this role. */
export const mayAdd = (definition: EventDefinition, { role, as }: Pick<NewParty, 'role' | 'as'>): boolean =>
  definition.parties.adds.some((each) => each === role) ||
  (as === 'filer' && newFilerRoles(definition).some((each) => each === role));

/** In the order of the wizard's screens. */
export function peopleFindings(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  return [
    ...defendantFindings(definition, answers, context),
    ...newPartyFindings(definition, answers, context),
    ...nameFindings(definition, answers, context),
    ...endedPartyFindings(definition, answers, context),
    ...endedCounselFindings(definition, answers, context),
    ...counselFindings(definition, answers, context),
    ...countFindings(definition, answers, context),
    ...(answers.staysOpen && !mayClose(definition, context) ? [unasked('staysOpen')] : []),
  ];
}

/** Whether an entry of this event, made by this person, closes a case (spec/filing.md §9.11): the court's entries alone do. */
export const mayClose = (definition: EventDefinition, { userKind }: Pick<AnswersContext, 'userKind'>): boolean =>
  definition.statistics === 'js6' && (userKind === 'clerk' || userKind === 'judge');

function defendantFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  if (definition.defendants === 'none') return answers.defendants.length > 0 ? [unasked('defendants')] : [];
  const named = defendantsNamed(answers, context.parties.values());
  const fresh = answers.newParties.some((party) => party.role === 'Defendant');
  if (named.length === 0 && !fresh) return [{ code: 'defendant-required', field: 'defendants' }];
  return named.flatMap((no, index): readonly Finding[] => {
    const field = `defendants.${index}`;
    if (named.indexOf(no) < index) return [malformed(field, 'this is given twice')];
    return context.parties.get(no)?.defendant == null ? [{ code: 'defendant-not-in-case', field }] : [];
  });
}

function newPartyFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  if (definition.parties.adds.length === 0 && answers.newParties.some((party) => !mayAdd(definition, party)))
    return [unasked('newParties')];
  if (answers.newParties.length === 0) return [];
  const known = partiesByName(context.parties.values());
  const seen = new Set<string>();
  return answers.newParties.flatMap((party, index): readonly Finding[] => {
    const field = `newParties.${index}`;
    const one = `${party.role}: ${nameOfNew(party, context)}`;
    if (seen.has(one)) return [malformed(field, 'this party is given twice')];
    seen.add(one);
    return [
      ...identityFindings(party, field, context, known),
      ...placeFindings(definition, party, field),
      ...(party.proSe && party.kind !== 'person' ? [{ code: 'pro-se-person', field } as const] : []),
      ...(party.proSe && party.as === 'filer' && context.userKind === 'attorney'
        ? [malformed(field, 'a party for whom you file is represented by you, not pro se')]
        : []),
      // Who is no lawyer files for nobody but himself or herself (28 U.S.C. § 1654).
      ...(!party.proSe && party.as === 'filer' && context.userKind === 'pro-se' && typeof party.sameAs !== 'number'
        ? [malformed(field, 'you can file only for yourself, without a lawyer')]
        : []),
    ];
  });
}

const nameOfNew = (party: NewParty, context: AnswersContext): string =>
  foldName(typeof party.sameAs === 'number' ? (context.parties.get(party.sameAs)?.name ?? '') : nameOfNewParty(party));

/** A party of this name, or nearly, is looked for in the case before another is made of it (spec/filing.md §2.7.8). */
function identityFindings(
  party: NewParty,
  field: string,
  context: AnswersContext,
  known: NamesKnown<PartyToName>,
): readonly Finding[] {
  const { sameAs, role } = party;
  if (typeof sameAs === 'number') {
    const same = context.parties.get(sameAs);
    if (!same) return [{ code: 'party-not-in-case', field }];
    const twice = [...context.parties.values()].find(
      (each) => each.role === role && !each.ended && sameName(each.name, same.name),
    );
    return twice ? [{ code: 'party-in-case-already', field, detail: `${twice.name}, ${role}` }] : [];
  }
  const name = nameOfNewParty(party);
  if (name === '') return [{ code: 'party-unnamed', field }];
  const [found] = sameAs === 'nobody' ? [] : known.near(name);
  if (!found) return [];
  return [{ code: 'party-in-case-already', field, detail: `${found.name}, ${found.role}, is party ${found.partyNo}` }];
}

/** The role, and where the docket text names the new party. */
function placeFindings(definition: EventDefinition, party: NewParty, field: string): readonly Finding[] {
  const { role, as } = party;
  if (!mayAdd(definition, party)) return [malformed(`${field}.role`, `this event adds no "${role}"`)];
  if (as === 'filer') {
    if (definition.filers === 'none') return [malformed(`${field}.as`, 'this event has no filers')];
    const roles: readonly string[] = definition.filerRoles;
    return roles.length > 0 && !roles.includes(role) ? [{ code: 'filer-role', field }] : [];
  }
  if (as !== null)
    return definition.prompts.some((prompt) => prompt.kind === 'parties' && prompt.name === as)
      ? []
      : [malformed(`${field}.as`, `there is no question for parties "${as}"`)];
  const said = maySay(definition.text, 'added') || (definition.defendants === 'asks' && role === 'Defendant');
  return said ? [] : [{ code: 'party-unplaced', field }];
}

function endedPartyFindings(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  const { endedParties } = answers;
  if (!definition.parties.terminates) return endedParties.length > 0 ? [unasked('endedParties')] : [];
  if (endedParties.length === 0 && alwaysSays(definition.text, 'ended'))
    return [{ code: 'ending-party-required', field: 'endedParties' }];
  return endedParties.flatMap((no, index): readonly Finding[] => {
    const field = `endedParties.${index}`;
    if (endedParties.indexOf(no) < index) return [malformed(field, 'this is given twice')];
    const party = context.parties.get(no);
    if (!party) return [{ code: 'party-not-in-case', field }];
    if (party.ended) return [malformed(field, `the part of ${party.name} in the case has ended already`)];
    const disposed = (n: number) => answers.dispositions.some((each) => each.partyNo === no && each.n === n);
    const undecided = party.counts.some((count) => count.open && !disposed(count.n));
    return undecided ? [{ code: 'disposition-required', field: 'dispositions', detail: party.name }] : [];
  });
}

/**
 * Who files may end appearances for the parties whom he or she represents; the court may end any. Without leave of the court
 * nobody leaves a party without counsel: that takes a motion.
 */
function endedCounselFindings(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  const { endedCounsel, associate } = answers;
  if (!definition.counsel.terminates) return endedCounsel.length > 0 ? [unasked('endedCounsel')] : [];
  if (endedCounsel.length === 0) return [{ code: 'appearance-required', field: 'endedCounsel' }];
  const byCourt = context.userKind === 'clerk' || context.userKind === 'judge';
  const ends = (each: Appearance) =>
    endedCounsel.some((end) => end.partyNo === each.partyNo && end.person === each.person);
  const mine = (no: PartyNo) =>
    context.appearances.some((each) => each.partyNo === no && each.person === context.person) ||
    associate.some((each) => each.partyNo === no);
  return endedCounsel.flatMap(({ partyNo, person }, index): readonly Finding[] => {
    const field = `endedCounsel.${index}`;
    const same = (each: Appearance) => each.partyNo === partyNo && each.person === person;
    if (endedCounsel.findIndex(same) < index) return [malformed(field, 'this is given twice')];
    if (!context.appearances.some(same)) return [{ code: 'appearance-not-here', field }];
    if (byCourt) return [];
    const name = context.parties.get(partyNo)?.name ?? '';
    if (!mine(partyNo)) return [{ code: 'not-your-client', field, detail: name }];
    const stays =
      associate.some((each) => each.partyNo === partyNo) ||
      context.appearances.some((each) => each.partyNo === partyNo && !ends(each));
    return stays ? [] : [{ code: 'counsel-must-stay', field, detail: name }];
  });
}

function countFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const { charges, dispositions, newParties } = answers;
  const charging = definition.counts === 'charges' || definition.counts === 'complains';
  const named = defendantsNamed(answers, context.parties.values());
  const chargeFindings = charging
    ? charges.flatMap((each, index): readonly Finding[] => {
        const field = `charges.${index}`;
        if ((each.partyNo === null) === (each.newParty === null))
          return [malformed(field, 'name a defendant, or a new party')];
        if (cleanText(each.charge) === '') return [{ code: 'charge-required', field }];
        const fresh = each.newParty === null ? undefined : newParties[each.newParty - 1];
        const known = each.partyNo !== null ? named.includes(each.partyNo) : fresh?.role === 'Defendant';
        return known ? [] : [{ code: 'defendant-not-in-case', field }];
      })
    : charges.length > 0
      ? [unasked('charges')]
      : [];
  if (definition.counts !== 'disposes')
    return [...chargeFindings, ...(dispositions.length > 0 ? [unasked('dispositions')] : [])];
  const disposed = new Set(dispositions.map((each) => each.partyNo));
  const left = named.find((no) => context.parties.get(no)?.counts.some((count) => count.open) && !disposed.has(no));
  return [
    ...chargeFindings,
    ...(left === undefined
      ? []
      : [{ code: 'disposition-required', field: 'dispositions', detail: context.parties.get(left)!.name } as const]),
    ...dispositions.flatMap((each, index): readonly Finding[] => {
      const field = `dispositions.${index}`;
      const first = dispositions.findIndex((other) => other.partyNo === each.partyNo && other.n === each.n);
      if (first < index) return [malformed(field, 'this is given twice')];
      if (!named.includes(each.partyNo)) return [{ code: 'defendant-not-in-case', field }];
      if (!context.parties.get(each.partyNo)?.counts.some((count) => count.n === each.n))
        return [malformed(field, 'there is no such count')];
      return cleanText(each.disposition) === '' ? [{ code: 'disposition-required', field }] : [];
    }),
  ];
}
