/** The steps of a filing: which there are for an event, and how each reads its form into answers. Pure. */
import { z } from 'zod';
import type { Answers, PromptAnswer } from '../../../court/events/answers.ts';
import type { Finding } from '../../../court/events/decide-answers.ts';
import { mayClose } from '../../../court/events/decide-people.ts';
import type { EventDefinition, Prompt, UserKind } from '../../../court/events/model.ts';
import { wantedReferences } from '../../../court/filing/wizard-state.ts';
import { CourtError } from '../../../kernel/errors.ts';
import type { EntrySeq, PartyNo, UploadId } from '../../../kernel/ids.ts';
import { asCivilDate, asUsDate } from '../../../kernel/time.ts';
import { readFields, several } from '../forms.ts';
import { MOVED_FIELD, readMove, readTicked, untilField } from './wizard-moves.ts';
import { fieldOfPeople } from './wizard-people-steps.ts';

export const STEPS = [
  ...(['defendants', 'parties', 'filers', 'counsel', 'documents', 'counts', 'details', 'references', 'text'] as const),
  'review',
] as const;
export type Step = (typeof STEPS)[number];

/** The steps that this event needs, in order; `review` always comes last. */
export function stepsOf(definition: EventDefinition, answers: Answers, userKind: UserKind): readonly Step[] {
  const asks = definition.prompts.length > 0 || mayClose(definition, { userKind });
  const needed: Record<Step, boolean> = {
    defendants: definition.defendants === 'asks',
    parties: definition.parties.adds.length > 0 || definition.parties.terminates,
    filers: definition.filers === 'required',
    counsel: definition.counsel.terminates,
    counts: definition.counts !== 'none',
    documents: definition.mainDocument !== 'none' || definition.attachments,
    details: definition.matter.kind !== 'none' || asks,
    references: wantedReferences(definition, answers) !== null,
    text: definition.prefixes.length > 0 || definition.freeText !== null || definition.orderText !== null,
    review: true,
  };
  return STEPS.filter((step) => needed[step]);
}

/** The step on which a finding can be mended. */
export function stepOfFinding({ field }: Finding): Step {
  if (/^defendants/.test(field)) return 'defendants';
  if (/^(newParties|endedParties)/.test(field)) return 'parties';
  if (/^endedCounsel/.test(field)) return 'counsel';
  if (/^(charges|dispositions)/.test(field)) return 'counts';
  if (/^(filers|associate)/.test(field)) return 'filers';
  if (/^documents/.test(field)) return 'documents';
  if (/^(reliefs|rulings|prompts|staysOpen|movedDeadlines)/.test(field)) return 'details';
  if (/^references/.test(field)) return 'references';
  return /^(prefix|freeText|orderText)/.test(field) ? 'text' : 'review';
}

/** What can be wrong with a deadline that is moved. */
const MOVES: readonly Finding['code'][] = ['new-day-required', 'deadline-to-choose', 'deadline-not-open'];

/** The form field beside which a finding is shown. */
export function fieldOfFinding({ field, code }: Finding, answers: Answers): string {
  const person = fieldOfPeople(field, answers);
  if (person !== null) return person;
  if (/^(filers|associate)/.test(field)) return 'filer';
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
  if (/^movedDeadlines/.test(field)) return MOVED_FIELD;
  if (field === 'prefix') return 'prefix';
  return code === 'text-required' || /Text$/.test(field) ? 'words' : 'event';
}

const ROW = { rowVersion: z.string().max(20).optional() };
const GO = { go: z.string().max(60).default('next') };
/** A number of a party or entry, as the database counts them; what is none was not typed on a page of ours. */
const isOrdinal = (n: number): boolean => Number.isInteger(n) && n >= 1 && n < 2 ** 31;
const partyNumbers = several.transform((given) => given.map(Number).filter(isOrdinal) as PartyNo[]);

const filersForm = z.strictObject({
  ...ROW,
  ...GO,
  filer: partyNumbers,
  associate: partyNumbers,
  lead: partyNumbers,
  notice: partyNumbers,
});

export function readFilers(body: unknown): { go: string; change: (answers: Answers) => Answers } {
  const form = readFields(filersForm, body);
  return {
    go: form.go,
    change: (answers) => ({
      ...answers,
      filers: form.filer,
      associate: form.associate
        .filter((no) => form.filer.includes(no))
        .map((partyNo) => ({ partyNo, lead: form.lead.includes(partyNo), notice: form.notice.includes(partyNo) })),
    }),
  };
}

const referencesForm = z.strictObject({
  ...ROW,
  ...GO,
  ref: several.transform((given) => given.map(Number).filter(isOrdinal) as EntrySeq[]),
  words: z.string().max(200).default(''),
  from: z.string().max(20).default(''),
  to: z.string().max(20).default(''),
});

export function readReferences(body: unknown) {
  const form = readFields(referencesForm, body);
  return {
    go: form.go,
    filter: { words: form.words, from: form.from, to: form.to },
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
export const rulingField = (seq: number, n: number): string => `ruling-${seq}-${n}`;

/** The details form: its fields depend on the event, and those it does not know are refused. */
export function readDetails(
  definition: EventDefinition,
  reliefsToRule: readonly { readonly seq: number; readonly n: number }[],
  body: unknown,
): { go: string; change: (answers: Answers) => Answers } {
  const given = { ...((body ?? {}) as Record<string, unknown>) };
  const take = (name: string): string => {
    const value = given[name];
    delete given[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const go = take('go') || 'next';
  take('rowVersion');
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
      return named.length > 0 ? [[prompt.name, named]] : [];
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
    change: (answers) => ({
      ...answers,
      reliefs: asked.filter((each) => chosen.includes(each.code)),
      rulings,
      movedDeadlines: moved ?? [],
      prompts,
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
