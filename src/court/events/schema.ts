/** The form of each kind of entry in the dictionary's files: which fields there are and what may stand in them. */
import { z } from 'zod';
import { cents } from '../../kernel/money.ts';
import { asCivilDate, type CivilDate } from '../../kernel/time.ts';
import { COURT_KINDS } from '../settings/model.ts';
import {
  LINK_KINDS,
  type MovesDeadlines,
  OUTCOMES,
  PARTY_ROLES,
  type Prompt,
  RESTRICTIONS,
  type RefersTo,
  type SetsDeadline,
  USER_KINDS,
  WAIVERS,
} from './model.ts';
import { readTemplate, type Template } from './template.ts';

export const code = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'a code is lower-case letters, digits and hyphens');
export const words = z.string().trim().min(1, 'this may not be empty');
/** YAML 1.2 reads `yes` as a text; both ways of writing it are accepted. */
export const yesNo = z.union([z.boolean(), z.enum(['yes', 'no']).transform((answer) => answer === 'yes')], {
  error: 'this is yes or no',
});
export const day = z.string().transform((text, context): CivilDate => {
  const read = asCivilDate(text);
  if (read) return read;
  context.addIssue({ code: 'custom', message: `there is no day ${text}: write it as 2015-12-01` });
  return z.NEVER;
});
export const validity = { since: day, until: day.nullable().default(null), source: words };

export const template = z.string().transform((text, context): Template => {
  const read = readTemplate(text);
  if (!('wrong' in read)) return read;
  context.addIssue({ code: 'custom', message: read.wrong });
  return z.NEVER;
});

const promptHead = { prompt: code, ask: words, required: yesNo };
export const prompt = z
  .discriminatedUnion('type', [
    z.strictObject({ ...promptHead, type: z.literal('date') }),
    z.strictObject({ ...promptHead, type: z.literal('choice'), choices: z.array(words).min(1) }),
    z.strictObject({ ...promptHead, type: z.literal('yes-no'), 'text-if-yes': words.nullable().default(null) }),
    z.strictObject({ ...promptHead, type: z.literal('text'), max: z.int().positive() }),
    z.strictObject({ ...promptHead, type: z.literal('parties') }),
  ])
  .transform((raw): Prompt => {
    const head = { name: raw.prompt, ask: raw.ask, required: raw.required };
    switch (raw.type) {
      case 'date':
        return { kind: 'date', ...head };
      case 'choice':
        return { kind: 'choice', ...head, choices: raw.choices };
      case 'yes-no':
        return { kind: 'yes-no', ...head, textIfYes: raw['text-if-yes'] };
      case 'text':
        return { kind: 'text', ...head, max: raw.max };
      case 'parties':
        return { kind: 'parties', ...head };
    }
  });

const refersTo = z.strictObject({
  to: z.union([z.literal('any'), z.array(code).min(1)], { error: 'this is any, or a list of categories' }),
  required: yesNo,
  kind: z.enum(LINK_KINDS).default('relates'),
}) satisfies z.ZodType<RefersTo>;

const countsFrom = z
  .string()
  .regex(/^(filing|prompt\.[a-z0-9-]+)$/, 'this is filing, or prompt. and the name of a date prompt');
const dayCountedFrom = (from: string): SetsDeadline['from'] =>
  from === 'filing' ? { kind: 'filing' } : { kind: 'prompt', prompt: from.slice('prompt.'.length) };

const sets = z
  .strictObject({
    deadline: code,
    from: countsFrom.optional(),
    on: z
      .string()
      .regex(/^prompt\.[a-z0-9-]+$/, 'this is prompt. and the name of a date prompt')
      .optional(),
    who: z.enum(['opponents', 'filers', 'all']).default('opponents'),
    of: z
      .string()
      .regex(/^(prompt|added)\.[a-z0-9-]+$/, 'this is prompt. or added. and the name of a prompt for parties')
      .nullable()
      .default(null),
    'unless-open': code.nullable().default(null),
    'or-longer': z.array(z.strictObject({ deadline: code, from: countsFrom })).default([]),
    'or-remaining': z.array(code).default([]),
  })
  .refine((raw) => !(raw.from && raw.on), { path: ['on'], error: 'a deadline counts from a day, or is on a day' })
  .transform(({ deadline, from = 'filing', on, who, of, ...raw }): SetsDeadline => {
    const rest = {
      deadline,
      who,
      of: whoseOf(of),
      unlessOpen: raw['unless-open'],
      orLonger: raw['or-longer'].map((each) => ({ deadline: each.deadline, from: dayCountedFrom(each.from) })),
      orRemaining: raw['or-remaining'],
    };
    if (on !== undefined) return { ...rest, from: { kind: 'on', prompt: on.slice('prompt.'.length) } };
    return { ...rest, from: dayCountedFrom(from) };
  });

function whoseOf(of: string | null): SetsDeadline['of'] {
  const [kind, prompt] = of?.split('.') ?? [];
  return prompt === undefined ? null : { parties: kind === 'added' ? 'added' : 'standing', prompt };
}

const deadlineNames = z.union([z.literal('any'), z.array(code).min(1)], {
  error: 'this is any, or a list of deadlines',
});
const moves = z
  .strictObject({
    deadlines: deadlineNames,
    to: z.string().regex(/^prompt\.[a-z0-9-]+$/, 'this is prompt. and the name of a date prompt'),
    whose: z
      .string()
      .regex(
        /^(filers|chosen|prompt\.[a-z0-9-]+)$/,
        'this is filers, chosen, or prompt. and the name of a prompt for parties',
      ),
    words,
  })
  .transform(
    ({ deadlines, to, whose, words }): MovesDeadlines => ({
      deadlines,
      to: to.slice('prompt.'.length),
      whose:
        whose === 'filers' || whose === 'chosen'
          ? { kind: whose }
          : { kind: 'prompt', prompt: whose.slice('prompt.'.length) },
      words,
    }),
  );

/** `CLOSED`, `F&R`, `CAT B`. */
const flag = z.string().regex(/^[A-Z][A-Z0-9&_ -]{0,39}$/, 'a flag is in capitals, like APPEAL');
const role = z.enum(PARTY_ROLES);

const limit = z.strictObject({ max: z.int().positive() });

export const eventEntry = z.strictObject({
  event: code,
  name: words,
  'short-name': words,
  'reference-name': words.optional(),
  synonyms: z.array(words).default([]),
  category: code,
  'case-types': z.array(z.string().regex(/^[a-z]{1,5}$/, 'a case type is like cv')).min(1),
  'court-kinds': z.array(z.enum(COURT_KINDS)).default([]),
  ...validity,
  for: z.array(z.enum(USER_KINDS)).min(1),
  text: template,
  'main-document': z.enum(['required', 'optional', 'none']),
  attachments: yesNo,
  filers: z.enum(['required', 'none']),
  'refers-to': refersTo.nullable().default(null),
  opens: z.literal('reliefs').optional(),
  rules: z.array(code).min(1).optional(),
  associates: yesNo.default(false),
  prefixes: code.nullable().default(null),
  'free-text': limit.nullable().default(null),
  'order-text': limit.nullable().default(null),
  prompts: z.array(prompt).default([]),
  sets: z.array(sets).default([]),
  moves: moves.nullable().default(null),
  satisfies: z.array(code).default([]),
  'satisfies-for': z
    .string()
    .regex(/^prompt\.[a-z0-9-]+$/, 'this is prompt. and the name of a prompt for parties')
    .transform((text) => text.slice('prompt.'.length))
    .nullable()
    .default(null),
  numbered: z.enum(['yes', 'no', 'as-court']),
  noticing: z.enum(['normal', 'none', 'court-only']),
  restriction: z.enum(RESTRICTIONS),
  fee: code.nullable().default(null),
  flags: z
    .strictObject({ sets: z.array(flag).default([]), clears: z.array(flag).default([]) })
    .default({ sets: [], clears: [] }),
  'filer-roles': z.array(role).default([]),
  parties: z
    .strictObject({
      adds: z.array(role).default([]),
      terminates: yesNo.default(false),
      identifies: yesNo.default(false),
    })
    .default({ adds: [], terminates: false, identifies: false }),
  counsel: z
    .strictObject({ adds: yesNo.default(false), terminates: yesNo.default(false) })
    .default({ adds: false, terminates: false }),
  defendants: z.enum(['none', 'asks']).default('none'),
  counts: z.enum(['none', 'charges', 'complains', 'disposes']).default('none'),
  opinion: yesNo.default(false),
  warning: words.nullable().default(null),
  statistics: z.enum(['js5', 'js6']).nullable().default(null),
  rss: yesNo.default(true),
  'signed-by': z.enum(['filer', 'affiant', 'signers']).default('filer'),
  form: code.nullable().default(null),
  'manual-filing': yesNo.default(false),
  'answered-by': code.nullable().default(null),
});
export type EventEntry = z.output<typeof eventEntry>;

export const reliefEntry = z.strictObject({
  relief: code,
  of: code,
  name: words,
  synonyms: z.array(words).default([]),
  ...validity,
  text: template,
  short: words,
  prompts: z.array(prompt).default([]),
  'refers-to': refersTo.nullable().default(null),
  sets: z.array(sets).nullable().default(null),
  fee: code.nullable().default(null),
  satisfies: z.array(code).default([]),
  'if-denied': z.array(sets).default([]),
  'if-granted': z.enum(['ends-appearance']).nullable().default(null),
  extends: deadlineNames.nullable().default(null),
});
export type ReliefEntry = z.output<typeof reliefEntry>;

/** In a court's own entries: from this day on the event, or the relief of it, cannot be filed any more. */
export const retireEntry = z.strictObject({
  retire: code,
  of: code.nullable().default(null),
  until: day,
  source: words,
});
export type RetireEntry = z.output<typeof retireEntry>;

/** Papers that are not taken electronically, the words by which people look for them, and where they go. */
export const notFiledEntry = z.strictObject({
  'not-e-filed': code,
  name: words,
  words: z.array(words).min(1),
  goes: words,
  ...validity,
});
export type NotFiledEntry = z.output<typeof notFiledEntry>;

/** A form of the court that is made of the answers. */
export const courtFormEntry = z.strictObject({
  'court-form': code,
  'court-kinds': z.array(z.enum(COURT_KINDS)).default([]),
  name: words,
  title: z.array(words).min(1),
  paragraphs: z.array(template).min(1),
  ...validity,
  verified: yesNo,
});
export type CourtFormEntry = z.output<typeof courtFormEntry>;

export const dispositionEntry = z.strictObject({ disposition: code, words, outcome: z.enum(OUTCOMES), source: words });
export const categoryEntry = z.strictObject({ category: code, menu: z.array(words).min(1) });
export const prefixListEntry = z.strictObject({ 'prefix-list': code, source: words, words: z.array(words).min(1) });
export const attachmentCategoryEntry = z.strictObject({ 'attachment-category': words, source: words });
export const flagEntry = z.strictObject({ flag, public: yesNo, meaning: words, source: words });
export const courtFeeEntry = z.strictObject({
  'court-fee': code,
  name: words,
  cents: z.int().positive().transform(cents),
  waivers: z.array(z.enum(WAIVERS)).default([]),
  ...validity,
  verified: yesNo,
});
