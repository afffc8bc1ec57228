/**
 * Other names of parties and to whom they belong: aliases (spec/filing.md §2.7.3), corporate parents and other affiliates
 * (§2.7.10; Fed. R. Civ. P. 7.1(a)(1)). Part of `decideAnswers`.
 */
import type { PartyNo } from '../../kernel/ids.ts';
import { cleanName, foldName, fullName } from '../cases/party-names.ts';
import type { Answers, NewParty } from './answers.ts';
import type { AnswersContext, Finding } from './decide-answers.ts';
import { malformed, unasked } from './findings.ts';
import type { EventDefinition } from './model.ts';

/** The name of a new party as the docket will have it: given whole, or put together from its parts. Empty: it has none. */
export const nameOfNewParty = ({ name, parts }: Pick<NewParty, 'name' | 'parts'>): string =>
  cleanName(name) || (parts ? fullName(parts) : '');

/** An event that brings parties into the case may give parties other names too: an amended complaint does both. */
export const takesAliases = (definition: EventDefinition): boolean => definition.parties.adds.length > 0;

export function nameFindings(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  return [
    ...answers.newParties.flatMap((party, index) => newNameFindings(party, `newParties.${index}`)),
    ...aliasFindings(definition, answers, context),
    ...affiliateFindings(definition, answers, context),
  ];
}

function newNameFindings(party: NewParty, field: string): readonly Finding[] {
  const { name, parts, sameAs } = party;
  const under = [...party.aliases, ...party.affiliates];
  return [
    ...(parts && cleanName(name) !== '' && foldName(name) !== foldName(fullName(parts))
      ? [malformed(`${field}.parts`, 'the name and its parts do not say the same')]
      : []),
    ...(parts && party.kind !== 'person'
      ? [malformed(`${field}.parts`, 'only a person has a first and a last name')]
      : []),
    ...(typeof sameAs === 'number' && under.length > 0
      ? [malformed(field, 'other names of a party of the case are given in `aliases`')]
      : []),
    ...under.flatMap((each) => (cleanName(each.name) === '' ? [{ code: 'party-unnamed', field } as const] : [])),
    ...repeated(
      under,
      (each) => `${each.kind} ${foldName(each.name)}`,
      () => field,
    ),
    ...(party.kind === 'person' && party.affiliates.length > 0
      ? [malformed(`${field}.affiliates`, 'a person has no corporate parent')]
      : []),
  ];
}

function aliasFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const { aliases } = answers;
  if (!takesAliases(definition)) return aliases.length > 0 ? [unasked('aliases')] : [];
  return [
    ...aliases.flatMap((each, index): readonly Finding[] => {
      const field = `aliases.${index}`;
      const party = context.parties.get(each.partyNo);
      if (!party) return [{ code: 'party-not-in-case', field }];
      if (cleanName(each.name) === '') return [{ code: 'party-unnamed', field }];
      const known = [party.name, ...party.aliases].some((name) => foldName(name) === foldName(each.name));
      return known ? [malformed(field, `${party.name} has this name already`)] : [];
    }),
    ...repeated(
      aliases,
      (each) => `${each.partyNo} ${foldName(each.name)}`,
      (index) => `aliases.${index}`,
    ),
  ];
}

/** Every filer says it of itself, and nobody of another party: the rule asks each for a statement of its own. */
function affiliateFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const { affiliates, noAffiliates } = answers;
  if (!definition.parties.identifies)
    return [
      ...(affiliates.length > 0 ? [unasked('affiliates')] : []),
      ...(noAffiliates.length > 0 ? [unasked('noAffiliates')] : []),
    ];
  const filers = new Set<PartyNo>([...answers.filers, ...answers.jointWith.flatMap((each) => each.parties)]);
  const has = new Set(affiliates.map((each) => each.partyNo));
  const none = new Set(noAffiliates);
  const nameOf = (no: PartyNo) => context.parties.get(no)?.name ?? '';
  const silent = [...filers].find((no) => !has.has(no) && !none.has(no));
  return [
    ...affiliates.flatMap((each, index): readonly Finding[] => {
      const field = `affiliates.${index}`;
      if (!filers.has(each.partyNo))
        return [malformed(field, 'a party says this of itself alone: it is no filer of this')];
      return cleanName(each.name) === '' ? [{ code: 'party-unnamed', field }] : [];
    }),
    ...repeated(
      affiliates,
      (each) => `${each.partyNo} ${each.kind} ${foldName(each.name)}`,
      (index) => `affiliates.${index}`,
    ),
    ...noAffiliates.flatMap((no, index): readonly Finding[] => {
      const field = `noAffiliates.${index}`;
      if (!filers.has(no)) return [malformed(field, 'a party says this of itself alone: it is no filer of this')];
      return has.has(no) ? [malformed(field, `${nameOf(no)} has a parent or an affiliate, or has none: not both`)] : [];
    }),
    ...(silent === undefined
      ? []
      : [{ code: 'affiliates-required', field: 'affiliates', detail: nameOf(silent) } as const]),
  ];
}

function repeated<T>(
  list: readonly T[],
  key: (each: T) => string,
  field: (index: number) => string,
): readonly Finding[] {
  const seen = new Set<string>();
  return list.flatMap((each, index) => {
    const one = key(each);
    if (seen.has(one)) return [malformed(field(index), 'this is given twice')];
    seen.add(one);
    return [];
  });
}
