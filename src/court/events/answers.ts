/**
 * What a filer has answered so far: the heart of a draft (kept as JSON), of the wizard, and of the HTTP filing.
 * Everything but the event may still be missing; whether it may be filed is for `decideAnswers` to say.
 */
import { z } from 'zod';
import { asUuid, type EntrySeq, type PartyNo, type UploadId } from '../../kernel/ids.ts';

/** Numbers of parties, entries and reliefs: what an integer column holds. */
const number = z.int().positive().max(2_147_483_647);
const party = number.transform((no) => no as PartyNo);
const entry = number.transform((seq) => seq as EntrySeq);
const upload = z.string().transform((text, context): UploadId => {
  const id = asUuid<UploadId>(text);
  if (id) return id;
  context.addIssue({ code: 'custom', message: 'this is not the id of an upload' });
  return z.NEVER;
});
const choice = z.string().max(200);
/** Above every event's own limit: `decideAnswers` knows those, this one keeps a request from being a book. */
const typed = z.string().max(20_000);
const prompts = z.record(z.string().max(100), z.union([typed, z.boolean()]));

/** Refuses unknown fields. Lists that are absent are empty, choices that are absent are null. */
export const answersSchema = z.strictObject({
  event: choice,
  prefix: choice.nullable().default(null),
  freeText: typed.default(''),
  /** Parties on whose behalf it is filed, in the order in which the text names them. */
  filers: z.array(party).max(2000).default([]),
  /** Filers whom the signer represents from now on (spec/filing.md §4.2 screen 11). A party left out is not associated. */
  associate: z
    .array(z.strictObject({ partyNo: party, lead: z.boolean(), notice: z.boolean() }))
    .max(2000)
    .default([]),
  references: z
    .array(z.strictObject({ seq: entry }))
    .max(500)
    .default([]),
  reliefs: z
    .array(z.strictObject({ code: choice, prompts: prompts.default({}) }))
    .max(50)
    .default([]),
  /** `seq` and `n` name a relief of a motion entry; one ruling a relief (BR-19). */
  rulings: z
    .array(z.strictObject({ seq: entry, n: number, disposition: choice }))
    .max(500)
    .default([]),
  /** By the prompt's name: a day as `2026-11-22`, a choice as its words, yes or no as a boolean, a text as typed. */
  prompts: prompts.default({}),
  documents: z
    .strictObject({
      main: upload.nullable().default(null),
      attachments: z
        .array(
          z.strictObject({
            upload,
            category: choice.nullable().default(null),
            description: z.string().max(1000).default(''),
          }),
        )
        .max(500)
        .default([]),
    })
    .default({ main: null, attachments: [] }),
  /** The court's own words, for events that take them. */
  orderText: typed.default(''),
});

export type Answers = z.output<typeof answersSchema>;
/** As a client may send it: fields with a default may be left out. */
export type AnswersInput = z.input<typeof answersSchema>;

/** The answers of a draft in which only the event has been chosen. */
export const newAnswers = (event: string): Answers => answersSchema.parse({ event });
