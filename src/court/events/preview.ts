/** An entry of the dictionary before it holds: how it is written, what would change, and what an entry made with it would say. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, stringify } from 'yaml';
import { canonicalJson, type Json } from '../../kernel/canonical.ts';
import type { EntrySeq, UploadId } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type Answers, newAnswers, type PromptAnswer } from './answers.ts';
import { type DocketText, docketText, type TextFacts } from './docket-text.ts';
import type { EventDefinition, Prompt, Relief } from './model.ts';
import type { OwnEntry, WrittenEntry } from './own-entries.ts';

/** What an administrator begins with. */
export const NEW_EVENT = `- event: notice-of-something
  name: Notice of Something
  short-name: Notice of Something
  synonyms: []
  category: notices
  case-types: [cv, cr]
  source: General Order 26-1
  for: [attorney, pro-se, clerk]
  text: "NOTICE of Something[ re {refs}] by {filers}[ {free}][ {attachments}]{signature}"
  main-document: required
  attachments: yes
  filers: required
  refers-to: { to: any, required: no }
  free-text: { max: 400 }
  numbered: yes
  noticing: normal
  restriction: public
`;

const withoutDays = ({ fields }: WrittenEntry): { readonly [field: string]: Json } => {
  const { since: _, until: __, ...rest } = fields;
  return rest as { readonly [field: string]: Json };
};

/** The entry as a text to change, without its days. */
export const entryAsText = (entry: WrittenEntry): string => stringify([withoutDays(entry)], { lineWidth: 100 });

/** A text that retires an entry; what allows it is still to be written. */
export const retirementAsText = (code: string, of: string | null): string =>
  stringify([{ retire: code, ...(of === null ? {} : { of }), source: '' }]);

/**
 * The text with its day, as it is kept: `since`, or the `until` of a retirement, on a line of its own at the end, so that
 * the lines above are those that were typed. What is no entry is given back as it is, for the dictionary to say what is wrong.
 */
export function withDay(typed: string, from: CivilDate): string {
  const text = typed.replace(/\r\n?/g, '\n').trimEnd();
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: lines });
  const entry = isSeq(contents) && contents.items.length === 1 ? contents.items[0] : null;
  const first = isMap(entry) ? entry.items[0]?.key : null;
  if (errors.length > 0 || !isScalar(first) || !first.range || (isMap(entry) && entry.flow)) return text;
  const field = first.value === 'retire' ? 'until' : 'since';
  return `${text}\n${' '.repeat(lines.linePos(first.range[0]).col - 1)}${field}: ${from}\n`;
}

/** One field that an entry has otherwise than the one it follows; empty where there is none. */
export interface FieldChange {
  readonly field: string;
  readonly was: string;
  readonly now: string;
}

/** What an own entry changes of the one that held. A retirement changes no field. */
export function changedFields(before: WrittenEntry | undefined, entry: OwnEntry): readonly FieldChange[] {
  if (!before || entry.kind === 'retire') return [];
  const was = withoutDays(before);
  const now = withoutDays(entry);
  const words = (value: Json | undefined): string =>
    value === undefined ? '' : typeof value === 'string' ? value : stringify(value, { lineWidth: 100 }).trimEnd();
  return [...new Set([...Object.keys(was), ...Object.keys(now)])]
    .filter((field) => canonicalJson(was[field] ?? null) !== canonicalJson(now[field] ?? null))
    .map((field) => ({ field, was: words(was[field]), now: words(now[field]) }));
}

const REFERRED = { seq: 12 as EntrySeq, number: 12 };

function sampleOf(prompt: Prompt, on: CivilDate): PromptAnswer {
  switch (prompt.kind) {
    case 'date':
      return on;
    case 'choice':
      return prompt.choices[0]!;
    case 'yes-no':
      return true;
    case 'text':
      return `‹${prompt.name.replace(/-/g, ' ')}›`.slice(0, prompt.max);
    case 'parties':
      return [];
  }
}
const samples = (prompts: readonly Prompt[], on: CivilDate): Answers['prompts'] =>
  Object.fromEntries(prompts.map((prompt) => [prompt.name, sampleOf(prompt, on)]));

/** Answers such as a filer could give, in invented words. `relief`: what a motion asks for; null: its first. */
export function sampleAnswers(definition: EventDefinition, relief: Relief | null, on: CivilDate): Answers {
  const { matter } = definition;
  const asked = relief ?? (matter.kind === 'opens' ? matter.reliefs[0] : undefined);
  const upload = '00000000-0000-7000-8000-000000000000' as UploadId;
  return {
    ...newAnswers(definition.code),
    freeText: definition.freeText ? '‹words of the filer›' : '',
    orderText: definition.orderText ? '‹Words of the court.›' : '',
    reliefs: asked ? [{ code: asked.code, prompts: samples(asked.prompts, on), since: asked.since }] : [],
    references: definition.refersTo || asked?.refersTo ? [{ seq: REFERRED.seq }] : [],
    rulings:
      matter.kind === 'rules'
        ? [{ seq: REFERRED.seq, n: 1, disposition: matter.dispositions[0]!.code, until: null, deadlines: null }]
        : [],
    prompts: samples(definition.prompts, on),
    documents: {
      main: null,
      attachments: definition.attachments ? [{ upload, category: 'Exhibit', description: 'A' }] : [],
    },
  };
}

/** The docket text of an entry made with sample answers; its deadlines are the caller's to count. */
export function sampleText(
  definition: EventDefinition,
  answers: Answers,
  deadlines: NonNullable<TextFacts['deadlines']>,
): DocketText {
  const parties = definition.prompts.filter((prompt) => prompt.kind === 'parties');
  const counts = definition.counts === 'none' ? [] : [{ numbers: '1', disposition: '‹disposition›' }];
  return docketText(definition, answers, {
    filers: ['Acme Corp.'],
    references: answers.references.map(() => ({ ...REFERRED, name: 'MOTION to Compel' })),
    rulings: answers.rulings.map(() => ({ ...REFERRED, name: 'Motion to Compel' })),
    judge: 'Judge Robin Roe',
    deadlines,
    people: {
      named: Object.fromEntries(parties.map((prompt) => [prompt.name, ['Robin Baker']])),
      defendants: definition.defendants === 'asks' ? [{ name: 'Robin Baker', number: 1, files: false, counts }] : [],
      added: definition.parties.adds.slice(0, 1).map((role) => ({ role, name: 'Bensco, Inc.' })),
      ended: definition.parties.terminates ? ['Robin Baker'] : [],
      withdrawn: definition.counsel.terminates ? ['Sam Poe'] : [],
      identified: definition.parties.identifies
        ? [{ kind: 'Corporate Parent', name: 'Bensco, Inc.', of: ['Acme Corp.'] }]
        : [],
      appearing: definition.counsel.adds ? [{ lastFirst: 'Poe, Sam', party: 'Robin Baker', role: 'Defendant' }] : [],
    },
    signer: { name: 'Jane Doe', lastFirst: 'Doe, Jane' },
  });
}
