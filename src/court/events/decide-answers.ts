/**
 * Whether answers are complete and possible as far as the dictionary can tell (spec/filing.md §4.2). Rights, fees,
 * uploads and the state of the case are the filing room's to check.
 */
import type { ErrorCode } from '../../kernel/errors.ts';
import type { EntrySeq, PartyNo, PersonId } from '../../kernel/ids.ts';
import { asCivilDate } from '../../kernel/time.ts';
import type { Answers, PromptAnswer } from './answers.ts';
import { cleanText } from './clean-text.ts';
import { protectiveFindings, serviceFindings, signerFindings } from './decide-papers.ts';
import { type Appearance, type PartyToName, peopleFindings } from './decide-people.ts';
import { unasked } from './findings.ts';
import type { EventDefinition, Prompt, RefersTo, Relief, UserKind } from './model.ts';

/** One thing that keeps the answers from being filed: the error's code, and the field of `Answers` it is about. */
export interface Finding {
  readonly code: ErrorCode;
  /** `freeText`, `reliefs.0.prompts.until`: where the wizard shows it. */
  readonly field: string;
  /** What exactly, when the code does not say it. */
  readonly detail?: string;
}

/** An entry of the case's docket, as far as references and rulings need it. */
export interface EntryToReferTo {
  readonly category: string;
  /** Numbers of its reliefs that are still pending. */
  readonly pendingReliefs: readonly number[];
}

/** What is known of the case and the person. Only entries that the person may see belong here. */
export interface AnswersContext {
  readonly userKind: UserKind;
  /** `cv`, `cr`, … */
  readonly caseType: string;
  readonly parties: ReadonlyMap<PartyNo, PartyToName>;
  /** Counsel now in the case, and who of them signs; null: the signer is no person of this court. */
  readonly appearances: readonly Appearance[];
  readonly person: PersonId | null;
  /** Attorneys registered in the court, of those whom the answers name. */
  readonly attorneys: ReadonlySet<PersonId>;
  readonly entries: ReadonlyMap<EntrySeq, EntryToReferTo>;
  readonly attachmentCategories: readonly string[];
  /** Whether a protective order is in force in the case; left out: none is. */
  readonly protectiveOrder?: boolean;
}

/** Everything that is wrong, in the order of the wizard's screens; empty when the answers can be filed. */
export function decideAnswers(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  if (answers.event !== definition.code) return [{ code: 'event-unknown', field: 'event', detail: answers.event }];
  return [
    ...eventFindings(definition, context),
    ...peopleFindings(definition, answers, context),
    ...filerFindings(definition, answers, context),
    ...documentFindings(definition, answers, context),
    ...protectiveFindings(definition, answers, context),
    ...reliefFindings(definition, answers),
    ...referenceFindings(definition, answers, context),
    ...rulingFindings(definition, answers, context),
    ...promptFindings(definition.prompts, answers.prompts, 'prompts', (prompt, named) =>
      partiesFindings(prompt, named, answers, context),
    ),
    ...serviceFindings(definition, answers),
    ...signerFindings(definition, answers, context),
    ...wordFindings(definition, answers),
  ];
}

const twice = (field: string): Finding => ({
  code: 'request-malformed',
  field,
  detail: `${field}: this is given twice`,
});

/** Fields in which a value comes that came before. */
function repeats<T>(list: readonly T[], key: (each: T) => unknown, field: string): readonly Finding[] {
  const seen = new Set<unknown>();
  return list.flatMap((each, index) => {
    const one = key(each);
    if (seen.has(one)) return [twice(`${field}.${index}`)];
    seen.add(one);
    return [];
  });
}

function eventFindings(definition: EventDefinition, context: AnswersContext): readonly Finding[] {
  const findings: Finding[] = [];
  if (!definition.usableBy.includes(context.userKind)) findings.push({ code: 'event-not-yours', field: 'event' });
  if (!definition.caseTypes.includes(context.caseType))
    findings.push({ code: 'event-wrong-case-type', field: 'event' });
  return findings;
}

function filerFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const { filers, associate } = answers;
  const findings: Finding[] = [
    ...repeats(filers, (no) => no, 'filers'),
    ...repeats(associate, (each) => each.partyNo, 'associate'),
  ];
  if (definition.filers === 'none' && filers.length + answers.filerGroups.length > 0) findings.push(unasked('filers'));
  const fresh = answers.newParties.some((party) => party.as === 'filer');
  if (definition.filers === 'required' && filers.length === 0 && !fresh)
    findings.push({ code: 'no-filer', field: 'filers' });
  const roles: readonly string[] = definition.filerRoles;
  for (const [index, no] of filers.entries()) {
    const party = context.parties.get(no);
    if (!party) findings.push({ code: 'party-not-in-case', field: `filers.${index}` });
    else if (roles.length > 0 && !roles.includes(party.role))
      findings.push({ code: 'filer-role', field: `filers.${index}`, detail: `${party.name} is ${party.role}` });
  }
  const files = new Set(filers);
  for (const [index, { partyNo }] of associate.entries()) {
    if (!files.has(partyNo))
      findings.push({
        code: 'party-not-in-case',
        field: `associate.${index}`,
        detail: 'only a filer can be associated',
      });
  }
  if (definition.associates && filers.length > 0 && associate.length === 0)
    findings.push({ code: 'no-filer', field: 'associate' });
  return findings;
}

function documentFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const { main, attachments } = answers.documents;
  const findings: Finding[] = [];
  if (definition.mainDocument === 'required' && main === null)
    findings.push({ code: 'no-main-document', field: 'documents.main' });
  if (definition.mainDocument === 'none' && main !== null)
    findings.push({ code: 'document-not-wanted', field: 'documents.main' });
  if (!definition.attachments && attachments.length > 0)
    findings.push({ code: 'document-not-wanted', field: 'documents.attachments' });
  if (definition.mainDocument === 'optional' && main === null && attachments.length > 0)
    findings.push({ code: 'no-main-document', field: 'documents.main' });
  for (const [index, { category, description }] of attachments.entries()) {
    const field = `documents.attachments.${index}`;
    if (category === null && cleanText(description) === '') findings.push({ code: 'attachment-unnamed', field });
    if (category !== null && !context.attachmentCategories.includes(category)) {
      findings.push({
        code: 'request-malformed',
        field: `${field}.category`,
        detail: `there is no attachment category "${category}"`,
      });
    }
  }
  return [
    ...findings,
    ...repeats([...(main ? [main] : []), ...attachments.map((each) => each.upload)], (id) => id, 'documents'),
  ];
}

function reliefFindings(definition: EventDefinition, answers: Answers): readonly Finding[] {
  const { matter } = definition;
  if (matter.kind !== 'opens') return answers.reliefs.length > 0 ? [unasked('reliefs')] : [];
  if (answers.reliefs.length === 0) return [{ code: 'relief-required', field: 'reliefs' }];
  return [
    ...repeats(answers.reliefs, (each) => each.code, 'reliefs'),
    ...answers.reliefs.flatMap(({ code, prompts }, index): readonly Finding[] => {
      const relief = matter.reliefs.find((each) => each.code === code);
      if (!relief)
        return [{ code: 'request-malformed', field: `reliefs.${index}.code`, detail: `there is no relief "${code}"` }];
      return promptFindings(relief.prompts, prompts, `reliefs.${index}.prompts`);
    }),
  ];
}

/** What the event wants referred to, and what each relief asked for wants. */
function wishes(definition: EventDefinition, answers: Answers): readonly RefersTo[] {
  const { matter } = definition;
  const chosen: readonly (Relief | undefined)[] =
    matter.kind === 'opens' ? answers.reliefs.map(({ code }) => matter.reliefs.find((each) => each.code === code)) : [];
  return [definition.refersTo, ...chosen.map((relief) => relief?.refersTo)].filter(
    (wish) => wish !== null && wish !== undefined,
  );
}

const welcomes = (wish: RefersTo, entry: EntryToReferTo): boolean =>
  wish.to === 'any' || wish.to.includes(entry.category);

function referenceFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const wanted = wishes(definition, answers);
  const { references } = answers;
  if (wanted.length === 0) return references.length > 0 ? [unasked('references')] : [];
  const findings: Finding[] = [...repeats(references, (each) => each.seq, 'references')];
  const entries = references.map(({ seq }) => context.entries.get(seq));
  for (const [index, entry] of entries.entries()) {
    if (!entry || !wanted.some((wish) => welcomes(wish, entry)))
      findings.push({ code: 'reference-not-in-case', field: `references.${index}` });
  }
  const missing = wanted.some((wish) => wish.required && !entries.some((entry) => entry && welcomes(wish, entry)));
  if (missing && !findings.some((finding) => finding.code === 'reference-not-in-case'))
    findings.push({ code: 'reference-required', field: 'references' });
  return findings;
}

function rulingFindings(definition: EventDefinition, answers: Answers, context: AnswersContext): readonly Finding[] {
  const { matter } = definition;
  const { rulings } = answers;
  if (matter.kind !== 'rules') return rulings.length > 0 ? [unasked('rulings')] : [];
  // An order that takes no words of its own is there to rule, or it would say nothing.
  if (rulings.length === 0 && !definition.orderText) return [{ code: 'ruling-required', field: 'rulings' }];
  return [
    ...repeats(rulings, (each) => `${each.seq}/${each.n}`, 'rulings'),
    ...rulings.flatMap(({ seq, n, disposition }, index): readonly Finding[] => {
      const field = `rulings.${index}`;
      if (!context.entries.get(seq)?.pendingReliefs.includes(n))
        return [{ code: 'reference-not-in-case', field, detail: 'it is not pending' }];
      if (!matter.dispositions.some((each) => each.code === disposition))
        return [{ code: 'ruling-required', field: `${field}.disposition` }];
      return [];
    }),
  ];
}

function promptFindings(
  prompts: readonly Prompt[],
  given: Answers['prompts'],
  at: string,
  ofParties: (prompt: Prompt, named: readonly PartyNo[]) => readonly Finding[] = () => [],
): readonly Finding[] {
  const strangers = Object.keys(given).filter((name) => !prompts.some((prompt) => prompt.name === name));
  return [
    ...prompts.flatMap((prompt): readonly Finding[] => {
      const field = `${at}.${prompt.name}`;
      const answer = Object.hasOwn(given, prompt.name) ? given[prompt.name] : undefined;
      if (prompt.kind === 'parties' && (answer === undefined || typeof answer === 'object'))
        return ofParties(prompt, answer ?? []).map((finding) => ({ ...finding, field }));
      const unanswered = answer === undefined || (typeof answer === 'string' && cleanText(answer) === '');
      if (unanswered) return prompt.required ? [{ code: 'ruling-required', field, detail: prompt.ask }] : [];
      return answerFindings(prompt, answer, field);
    }),
    ...strangers.map((name) => unasked(`${at}.${name}`)),
  ];
}

/** Parties named in an answer: of this case, each once, and one at least if it must be answered, new parties counted. */
function partiesFindings(
  prompt: Prompt,
  named: readonly PartyNo[],
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  const field = prompt.name;
  const fresh = answers.newParties.some((party) => party.as === prompt.name);
  if (named.length === 0 && !fresh)
    return prompt.required ? [{ code: 'ruling-required', field, detail: prompt.ask }] : [];
  const stranger = named.find((no) => !context.parties.has(no));
  if (stranger !== undefined) return [{ code: 'party-not-in-case', field, detail: prompt.ask }];
  return new Set(named).size < named.length ? [twice(field)] : [];
}

function answerFindings(prompt: Prompt, answer: PromptAnswer, field: string): readonly Finding[] {
  const wrong = (detail: string): readonly Finding[] => [
    { code: 'request-malformed', field, detail: `${prompt.ask}: ${detail}` },
  ];
  switch (prompt.kind) {
    case 'date':
      return typeof answer === 'string' && asCivilDate(answer) ? [] : wrong('this is not a day');
    case 'choice':
      return typeof answer === 'string' && prompt.choices.includes(answer)
        ? []
        : wrong('this is not one of the choices');
    case 'yes-no':
      return typeof answer === 'boolean' ? [] : wrong('this is not yes or no');
    case 'parties':
      return wrong('these are not parties of the case');
    case 'text':
      if (typeof answer !== 'string') return wrong('this is not a text');
      return tooLong(answer, prompt.max, field);
  }
}

/** Lengths are of what will be printed, in characters as people count them. */
function tooLong(typed: string, max: number, field: string): readonly Finding[] {
  const length = [...cleanText(typed)].length;
  return length > max ? [{ code: 'text-too-long', field, detail: `${length} characters, the limit is ${max}` }] : [];
}

function wordFindings(definition: EventDefinition, answers: Answers): readonly Finding[] {
  const findings: Finding[] = [];
  const { prefix, freeText, orderText } = answers;
  if (prefix !== null && !definition.prefixes.includes(prefix)) {
    findings.push(
      definition.prefixes.length === 0
        ? unasked('prefix')
        : { code: 'request-malformed', field: 'prefix', detail: 'this prefix is not on the list' },
    );
  }
  if (definition.freeText) findings.push(...tooLong(freeText, definition.freeText.max, 'freeText'));
  else if (cleanText(freeText) !== '') findings.push(unasked('freeText'));
  if (definition.orderText) {
    findings.push(...tooLong(orderText, definition.orderText.max, 'orderText'));
    // What a document says need not be said again in the text.
    if (answers.rulings.length === 0 && answers.documents.main === null && cleanText(orderText) === '')
      findings.push({ code: 'text-required', field: 'orderText' });
  } else if (cleanText(orderText) !== '') findings.push(unasked('orderText'));
  return findings;
}
