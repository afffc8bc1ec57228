/**
 * Counsel besides the signer: those whom the court puts on the docket (spec/filing.md §3.8 row 153, BR-06), and those who join in a
 * document that another files (§4.2 screen 7). Part of `decideAnswers`.
 */
import type { PartyNo } from '../../kernel/ids.ts';
import type { Answers } from './answers.ts';
import type { AnswersContext, Finding } from './decide-answers.ts';
import { malformed, unasked } from './findings.ts';
import type { EventDefinition } from './model.ts';

export function counselFindings(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  return [...newCounselFindings(definition, answers, context), ...jointFindings(definition, answers, context)];
}

/** The court alone enters an appearance for somebody: counsel each enter their own (BR-06). */
function newCounselFindings(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  const { newCounsel } = answers;
  if (newCounsel.length === 0) return [];
  if (!definition.counsel.adds) return [unasked('newCounsel')];
  if (context.userKind !== 'clerk' && context.userKind !== 'judge')
    return [{ code: 'own-appearance', field: 'newCounsel' }];
  return newCounsel.flatMap(({ partyNo, person }, index): readonly Finding[] => {
    const field = `newCounsel.${index}`;
    const party = context.parties.get(partyNo);
    const same = (each: { readonly partyNo: PartyNo; readonly person: string }) =>
      each.partyNo === partyNo && each.person === person;
    if (newCounsel.findIndex(same) < index) return [malformed(field, 'this is given twice')];
    if (!party) return [{ code: 'party-not-in-case', field }];
    if (party.ended) return [malformed(field, `the part of ${party.name} in the case has ended`)];
    if (!context.attorneys.has(person)) return [{ code: 'counsel-unknown', field }];
    return context.appearances.some(same) ? [malformed(field, `the attorney appears for ${party.name} already`)] : [];
  });
}

/** Who joins is counsel of record of the party, and the signer answers for his or her consent. */
function jointFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const { jointWith, filers } = answers;
  const byCourt = context.userKind === 'clerk' || context.userKind === 'judge';
  if (jointWith.length === 0) return answers.jointConsent ? [malformed('jointConsent', 'nobody joins')] : [];
  if (definition.filers !== 'required' || byCourt) return [unasked('jointWith')];
  const roles: readonly string[] = definition.filerRoles;
  const mine = new Set(filers);
  const findings = jointWith.flatMap(({ person, parties }, index): readonly Finding[] => {
    const field = `jointWith.${index}`;
    if (person === context.person) return [malformed(field, 'you sign it yourself')];
    if (jointWith.findIndex((each) => each.person === person) < index) return [malformed(field, 'this is given twice')];
    return parties.flatMap((no, nth): readonly Finding[] => {
      const party = context.parties.get(no);
      if (parties.indexOf(no) < nth) return [malformed(field, 'this is given twice')];
      if (!party) return [{ code: 'party-not-in-case', field }];
      if (party.ended) return [malformed(field, `the part of ${party.name} in the case has ended`)];
      if (mine.has(no)) return [malformed(field, `you file for ${party.name} yourself`)];
      if (roles.length > 0 && !roles.includes(party.role))
        return [{ code: 'filer-role', field, detail: `${party.name} is ${party.role}` }];
      const appears = context.appearances.some((each) => each.partyNo === no && each.person === person);
      return appears ? [] : [{ code: 'appearance-not-here', field, detail: party.name }];
    });
  });
  if (findings.length > 0 || answers.jointConsent) return findings;
  return [{ code: 'joint-consent', field: 'jointConsent' }];
}

/** The parties of those who join, each once, in the order given. */
export const jointParties = ({ jointWith }: Pick<Answers, 'jointWith'>): PartyNo[] => [
  ...new Set(jointWith.flatMap((each) => each.parties)),
];
