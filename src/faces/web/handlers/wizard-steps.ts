/** The steps of a filing: which there are for an event, and how each reads its form into answers. Pure. */
import { z } from 'zod';
import type { Answers, PromptAnswer } from '../../../court/events/answers.ts';
import type { Finding } from '../../../court/events/decide-answers.ts';
import { asksProtectiveOrder, asksSigners } from '../../../court/events/decide-papers.ts';
import { mayClose } from '../../../court/events/decide-people.ts';
import type { EventDefinition, Prompt, UserKind } from '../../../court/events/model.ts';
import { wantedReferences } from '../../../court/filing/wizard-state.ts';
import { CourtError } from '../../../kernel/errors.ts';
import type { EntrySeq, PartyNo, UploadId } from '../../../kernel/ids.ts';
import { asCivilDate, asUsDate, type CivilDate } from '../../../kernel/time.ts';
import { readFields, several } from '../forms.ts';
import { shownField, tickedOf } from './party-list.ts';
import { MOVED_FIELD, readMove, readTicked, untilField } from './wizard-moves.ts';
import { signerField } from './wizard-papers-steps.ts';
import { fieldOfPeople, type StepRead } from './wizard-people-steps.ts';

export const STEPS = [
  ...(['defendants', 'parties', 'filers', 'affiliates', 'counsel', 'documents', 'protective', 'counts'] as const),
  ...(['details', 'signers', 'references', 'cases', 'text', 'review'] as const),
] as const;
export type Step = (typeof STEPS)[number];

/** The steps that this event needs, in order; `review` always comes last. */
export function stepsOf(
  definition: EventDefinition,
  answers: Answers,
  userKind: UserKind,
  /** A protective order is in force; there are other cases in which it may be docketed too. */
  { protectiveOrder, otherCases }: { readonly protectiveOrder: boolean; readonly otherCases: boolean },
): readonly Step[] {
  const asks = definition.prompts.length > 0 || mayClose(definition, { userKind });
  const needed: Record<Step, boolean> = {
    defendants: definition.defendants === 'asks',
    parties: definition.parties.adds.length > 0 || definition.parties.terminates || answers.newParties.length > 0,
    filers: definition.filers === 'required',
    affiliates: definition.parties.identifies,
    counsel: definition.counsel.terminates || (definition.counsel.adds && isStaff(userKind)),
    counts: definition.counts !== 'none',
    documents: definition.mainDocument !== 'none' || definition.attachments,
    protective: asksProtectiveOrder(definition, { userKind, protectiveOrder }),
    details: definition.matter.kind !== 'none' || asks,
    signers: asksSigners(definition, { userKind }),
    references: wantedReferences(definition, answers) !== null,
    cases: otherCases || answers.alsoIn.length > 0,
    text: definition.prefixes.length > 0 || definition.freeText !== null || definition.orderText !== null,
    review: true,
  };
  return STEPS.filter((step) => needed[step]);
}

const isStaff = (userKind: UserKind): boolean => userKind === 'clerk' || userKind === 'judge';

/** The steps with one that the filer asked for: somebody who is not in the case files. */
export const stepsWith = (steps: readonly Step[], step: Step): readonly Step[] =>
  STEPS.filter((each) => each === step || steps.includes(each));

/** The step on which a finding can be mended. */
export function stepOfFinding({ field }: Finding): Step {
  if (/^defendants/.test(field)) return 'defendants';
  if (/^(newParties|endedParties|aliases)/.test(field)) return 'parties';
  if (/^(affiliates|noAffiliates)/.test(field)) return 'affiliates';
  if (/^(endedCounsel|newCounsel)/.test(field)) return 'counsel';
  if (/^(charges|dispositions)/.test(field)) return 'counts';
  if (/^(filers|filerGroups|associate|joint)/.test(field)) return 'filers';
  if (/^documents/.test(field)) return 'documents';
  if (field === 'underProtectiveOrder') return 'protective';
  if (/^(signers|keepsOriginals)/.test(field)) return 'signers';
  if (/^(reliefs|rulings|prompts|staysOpen|movedDeadlines)/.test(field)) return 'details';
  if (/^references/.test(field)) return 'references';
  if (/^alsoIn/.test(field)) return 'cases';
  return /^(prefix|freeText|orderText)/.test(field) ? 'text' : 'review';
}

/** What can be wrong with a deadline that is moved. */
const MOVES: readonly Finding['code'][] = ['new-day-required', 'deadline-to-choose', 'deadline-not-open'];

/** The form field beside which a finding is shown. */
export function fieldOfFinding({ field, code }: Finding, answers: Answers): string {
  const person = fieldOfPeople(field, answers);
  if (person !== null) return person;
  if (/^jointConsent/.test(field)) return 'consent';
  if (/^jointWith/.test(field)) return 'joint';
  if (/^(filers|filerGroups|associate)/.test(field)) return 'filer';
  if (field === 'underProtectiveOrder') return 'protective';
  if (field === 'keepsOriginals') return 'keep';
  if (/^signers/.test(field)) return signerField('name', Number(field.split('.')[1] ?? 0));
  if (/^documents\.attachments/.test(field)) return 'attachment';
  if (/^documents/.test(field)) return 'main';
  const ofRelief = /^reliefs\.(\d+)\.prompts\.(.+)$/.exec(field);
  if (ofRelief) return promptField(ofRelief[2]!, 'relief', answers.reliefs[Number(ofRelief[1])]?.code);
  if (/^reliefs/.test(field)) return 'relief';
  if (/^prompts\./.test(field)) return promptField(field.split('.').at(-1)!, 'event');
  const ruling = /^rulings(?:\.(\d+))?/.exec(field);
  if (ruling) {
    const ruled = answers.rulings[Number(ruling[1])];
    if (ruled && MOVES.includes(code)) return untilField(ruled.seq, ruled.n);
    // an order that rules on nothing: beside the first that it could rule on
    return ruled ? rulingField(ruled.seq, ruled.n) : 'ruling';
  }
  if (/^references/.test(field)) return 'ref';
  if (/^alsoIn/.test(field)) return 'case';
  if (/^movedDeadlines/.test(field)) return MOVED_FIELD;
  if (field === 'prefix') return 'prefix';
  return code === 'text-required' || /Text$/.test(field) ? 'words' : 'event';
}

const ROW = { rowVersion: z.string().max(20).optional() };
const GO = { go: z.string().max(60).default('next') };
/** A number of a party or entry, as the database counts them; what is none was not typed on a page of ours. */
const isOrdinal = (n: number): boolean => Number.isInteger(n) && n >= 1 && n < 2 ** 31;
const partyNumbers = several.transform((given) => given.map(Number).filter(isOrdinal) as PartyNo[]);

const referencesForm = z.strictObject({
  ...ROW,
  ...GO,
  ref: several.transform((given) => given.map(Number).filter(isOrdinal) as EntrySeq[]),
  words: z.string().max(200).default(''),
  from: z.string().max(20).default(''),
  to: z.string().max(20).default(''),
  kind: z.string().max(60).default(''),
  numberFrom: z.string().trim().max(10).default(''),
  numberTo: z.string().trim().max(10).default(''),
});

/** How the list of entries is narrowed, as it was typed. */
export type ReferencesFilter = Record<'words' | 'from' | 'to' | 'kind' | 'numberFrom' | 'numberTo', string>;
export const NO_FILTER: ReferencesFilter = { words: '', from: '', to: '', kind: '', numberFrom: '', numberTo: '' };

/** What of a filter cannot be: days that there are not, numbers that are none. */
export function faultsOfFilter(filter: ReferencesFilter): readonly { readonly field: string; readonly text: string }[] {
  const noDay = (['from', 'to'] as const).filter((field) => filter[field] !== '' && dayTyped(filter[field]) === null);
  const noNumber = (['numberFrom', 'numberTo'] as const).filter(
    (field) => filter[field] !== '' && !/^\d{1,7}$/.test(filter[field]),
  );
  return [
    ...noDay.map((field) => ({ field, text: 'There is no such day. Type it as mm/dd/yyyy.' })),
    ...noNumber.map((field) => ({ field, text: 'Type a number as the docket has it, for example 12.' })),
  ];
}

/** A day as people or programs type it; null: it is none. */
export const dayTyped = (typed: string): CivilDate | null => asUsDate(typed) ?? asCivilDate(typed);

export function readReferences(body: unknown) {
  const form = readFields(referencesForm, body);
  return {
    go: form.go,
    filter: {
      words: form.words,
      from: form.from,
      to: form.to,
      kind: form.kind,
      numberFrom: form.numberFrom,
      numberTo: form.numberTo,
    },
    change: (answers: Answers): Answers => ({ ...answers, references: form.ref.map((seq) => ({ seq })) }),
  };
}

const textForm = z.strictObject({
  ...ROW,
  ...GO,
  prefix: z.string().max(200).default(''),
  words: z.string().max(20_000).default(''),
});

export function readText(
  definition: EventDefinition,
  body: unknown,
): { go: string; change: (answers: Answers) => Answers } {
  const form = readFields(textForm, body);
  // Browsers send line ends as CR LF; a docket text has none.
  const words = form.words.replace(/\r\n/g, '\n');
  return {
    go: form.go,
    change: (answers) => ({
      ...answers,
      prefix: form.prefix === '' ? null : form.prefix,
      ...(definition.orderText ? { orderText: words } : { freeText: words }),
    }),
  };
}

/** Names of the fields of prompts and rulings on the details page. */
export const promptField = (name: string, of: 'event' | 'relief', relief?: string): string =>
  of === 'event' ? `p-${name}` : `rp-${relief ?? 'x'}-${name}`;
/** Where a list of parties says which it shows. */
export const shownFieldOf = (field: string): string => `shown-${field}`;
export const rulingField = (seq: number, n: number): string => `ruling-${seq}-${n}`;

/** The details form: its fields depend on the event, and those it does not know are refused. */
export function readDetails(
  definition: EventDefinition,
  reliefsToRule: readonly { readonly seq: number; readonly n: number }[],
  body: unknown,
): StepRead {
  const given = { ...((body ?? {}) as Record<string, unknown>) };
  const take = (name: string): string => {
    const value = given[name];
    delete given[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const go = take('go') || 'next';
  take('rowVersion');
  const find = take('find');
  const staysOpen = take('staysOpen') === 'yes';
  const chosen = several.parse(given.relief ?? []);
  delete given.relief;
  const reliefs = definition.matter.kind === 'opens' ? definition.matter.reliefs : [];
  const asked = reliefs.map((relief) => ({
    code: relief.code,
    since: relief.since,
    prompts: Object.fromEntries(
      relief.prompts.flatMap((prompt) => answered(prompt, take(promptField(prompt.name, 'relief', relief.code)))),
    ),
  }));
  const prompts = Object.fromEntries(
    definition.prompts.flatMap((prompt): [string, PromptAnswer][] => {
      const field = promptField(prompt.name, 'event');
      if (prompt.kind !== 'parties') return answered(prompt, take(field));
      const named = partyNumbers.parse(given[field] ?? []);
      delete given[field];
      return [[prompt.name, named]];
    }),
  );
  const shown = new Map(
    definition.prompts.flatMap((prompt) => {
      const field = shownFieldOf(promptField(prompt.name, 'event'));
      if (prompt.kind !== 'parties' || given[field] === undefined) return [];
      const read = shownField.safeParse(given[field]);
      delete given[field];
      if (!read.success) throw new CourtError('request-malformed', field);
      return [[prompt.name, read.data] as const];
    }),
  );
  const withUnseen = (before: Answers['prompts']): Answers['prompts'] =>
    Object.fromEntries(
      Object.entries(prompts).flatMap(([name, answer]): [string, PromptAnswer][] => {
        if (typeof answer !== 'object') return [[name, answer]];
        const old = before[name];
        const named = tickedOf(typeof old === 'object' ? old : [], answer, shown.get(name));
        return named.length > 0 ? [[name, named]] : [];
      }),
    );
  const rulings = reliefsToRule.flatMap(({ seq, n }) => {
    const disposition = take(rulingField(seq, n));
    const move = readMove(given, take, seq, n);
    return disposition === '' ? [] : [{ seq: seq as EntrySeq, n, disposition, ...move }];
  });
  const moved = readTicked(given, take, MOVED_FIELD);
  const unknown = Object.keys(given)[0];
  if (unknown !== undefined) throw new CourtError('request-malformed', unknown);
  return {
    go,
    find,
    change: (answers) => ({
      ...answers,
      reliefs: asked.filter((each) => chosen.includes(each.code)),
      rulings,
      movedDeadlines: moved ?? [],
      prompts: withUnseen(answers.prompts),
      staysOpen,
    }),
  };
}

function answered(prompt: Prompt, typed: string): [string, string | boolean][] {
  if (typed === '') return [];
  if (prompt.kind === 'yes-no') return [[prompt.name, typed === 'yes']];
  // What is not a day is kept as it was typed, and the check says so beside the field.
  if (prompt.kind === 'date') return [[prompt.name, asUsDate(typed) ?? asCivilDate(typed) ?? typed]];
  return [[prompt.name, typed]];
}

/** Categories and descriptions as the documents form sends them, for those already uploaded. */
export function describedUploads(fields: Record<string, string>, answers: Answers): Answers {
  const attachments = answers.documents.attachments.map((each) => ({
    ...each,
    category: valueOr(fields[`category-${each.upload}`], each.category),
    description: fields[`description-${each.upload}`] ?? each.description,
  }));
  return { ...answers, documents: { ...answers.documents, attachments } };
}

const valueOr = (given: string | undefined, before: string | null): string | null =>
  given === undefined ? before : given === '' ? null : given;

export function withoutUpload(answers: Answers, upload: UploadId): Answers {
  const { main, attachments } = answers.documents;
  return {
    ...answers,
    documents: {
      main: main === upload ? null : main,
      attachments: attachments.filter((each) => each.upload !== upload),
    },
  };
}
