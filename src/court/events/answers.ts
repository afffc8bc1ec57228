/**
 * What a filer has answered so far: the heart of a draft (kept as JSON), of the wizard, and of the HTTP filing.
 * Everything but the event may still be missing; whether it may be filed is for `decideAnswers` to say.
 */
import { z } from 'zod';
import {
  asUuid,
  type Brand,
  type CaseId,
  type EntrySeq,
  type PartyNo,
  type PersonId,
  type UploadId,
} from '../../kernel/ids.ts';
import { AFFILIATE_KINDS, ALIAS_KINDS } from '../cases/party-lines.ts';

/** No case has had more parties. */
export const MOST_PARTIES = 20_000;

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
const person = z.string().transform((text, context): PersonId => {
  const id = asUuid<PersonId>(text);
  if (id) return id;
  context.addIssue({ code: 'custom', message: 'this is not the id of a person' });
  return z.NEVER;
});
const deadline = z.string().transform((text, context): string => {
  const id = asUuid<Brand<string, 'Deadline'>>(text);
  if (id) return id;
  context.addIssue({ code: 'custom', message: 'this is not the id of a deadline' });
  return z.NEVER;
});
const choice = z.string().max(200);
/** Above every event's own limit: `decideAnswers` knows those, this one keeps a request from being a book. */
const typed = z.string().max(20_000);
const prompts = z.record(z.string().max(100), z.union([typed, z.boolean(), z.array(party).max(MOST_PARTIES)]));

const alias = { kind: z.enum(ALIAS_KINDS), name: z.string().max(500) };
/** Fed. R. Civ. P. 7.1(a)(1): a parent corporation, or a public one that holds 10 % of the stock or more; any other affiliate. */
const affiliate = { kind: z.enum(AFFILIATE_KINDS), name: z.string().max(500) };

/** A party that the filing brings into the case. It has no number before it is filed. */
const newParty = z.strictObject({
  role: choice,
  /** Left empty where `sameAs` names the party, or `parts` do. */
  name: z.string().max(500).default(''),
  /** What a person's name is put together from (`fullName`); null: it is given in one piece. */
  parts: z
    .strictObject({
      last: z.string().max(200),
      first: z.string().max(100).default(''),
      middle: z.string().max(100).default(''),
      generation: z.string().max(20).default(''),
      title: z.string().max(100).default(''),
    })
    .nullable()
    .default(null),
  /** The party of this case that it is the same as, in another role; `nobody`: looked for and not found. */
  sameAs: z
    .union([party, z.literal('nobody')])
    .nullable()
    .default(null),
  kind: z.enum(['person', 'organization', 'government']).default('person'),
  proSe: z.boolean().default(false),
  /** Of who appears without a lawyer, for paper. */
  address: z.string().max(1000).default(''),
  /** What prints under the name: `a Maine corporation`. */
  text: z.string().max(1000).default(''),
  /** `filer`: it is filed on its behalf too; or the prompt for parties that names it; null: the text says it was added. */
  as: choice.nullable().default(null),
  aliases: z.array(z.strictObject(alias)).max(50).default([]),
  affiliates: z.array(z.strictObject(affiliate)).max(50).default([]),
});

/** Counts of one defendant of the case, or of the nth new party (from 1). */
const charge = z.strictObject({
  partyNo: party.nullable().default(null),
  newParty: number.nullable().default(null),
  /** Citation and words: `18:1343 Wire Fraud`. */
  charge: z.string().max(1000),
  /** Numbers of the counts: `1-6`. Empty for a complaint that numbers none. */
  counts: z.string().max(100).default(''),
});

/** What became of a count on record. */
const disposition = z.strictObject({
  partyNo: party,
  n: number,
  disposition: z.string().max(4000),
  /** `pending` keeps a conviction among the pending counts, as docket sheets do; dismissed counts are `terminated`. */
  status: z.enum(['pending', 'terminated']),
});

/** A further case in which the same document is docketed with this one (spec/filing.md §2.9). */
const furtherCase = z.strictObject({
  case: number.transform((id) => id as CaseId),
  /** On whose behalf it is filed there; null: the same parties by name, or else all that the signer represents there. */
  filers: z.array(party).max(2000).nullable().default(null),
  /** Entries there that it refers to, besides those that stand there for the entries referred to here. */
  references: z
    .array(z.strictObject({ seq: entry }))
    .max(500)
    .default([]),
});

/** How the signature of somebody who is not the filer is held (spec/filing.md §1.4). */
export const SIGNATURES_HELD = ['paper', 'consent', 'electronic', 'own-login'] as const;

/** Who signed a paper besides its filer, and how the signature is held. */
const signer = z.strictObject({
  name: z.string().max(200).default(''),
  /** What the person is to the paper: `Counsel for Acme Corp.`, `Affiant`. */
  capacity: z.string().max(200).default(''),
  held: z.enum(SIGNATURES_HELD).nullable().default(null),
});

/** More is not one filing. */
export const MOST_ATTACHMENTS = 500;

/** Refuses unknown fields. Lists that are absent are empty, choices that are absent are null. */
export const answersSchema = z.strictObject({
  event: choice,
  prefix: choice.nullable().default(null),
  freeText: typed.default(''),
  /** Parties on whose behalf it is filed, in the order in which the text names them. */
  filers: z.array(party).max(MOST_PARTIES).default([]),
  /** Roles all of whose parties file too, as far as they are still in the case when it is filed. The text has their names. */
  filerGroups: z.array(choice).max(50).default([]),
  /** Filers whom the signer represents from now on (spec/filing.md §4.2 screen 11). A party left out is not associated. */
  associate: z
    .array(z.strictObject({ partyNo: party, lead: z.boolean(), notice: z.boolean() }))
    .max(MOST_PARTIES)
    .default([]),
  /** Counsel of record of other parties who join in the document; those parties file it too. Nobody's appearance begins with it. */
  jointWith: z
    .array(z.strictObject({ person, parties: z.array(party).min(1).max(MOST_PARTIES) }))
    .max(200)
    .default([]),
  /** The signer's word that each of them has consented to the filing and to his or her signature on it. */
  jointConsent: z.boolean().default(false),
  references: z
    .array(z.strictObject({ seq: entry }))
    .max(500)
    .default([]),
  reliefs: z
    .array(
      z.strictObject({
        code: choice,
        prompts: prompts.default({}),
        /** Since when the relief stood as it was chosen; null: not known. When it stands otherwise since, its filer is told. */
        since: z.string().max(10).nullable().default(null),
      }),
    )
    .max(50)
    .default([]),
  /** `seq` and `n` name a relief of a motion entry; one ruling a relief (BR-19). */
  rulings: z
    .array(
      z.strictObject({
        seq: entry,
        n: number,
        disposition: choice,
        /** Of a motion for more time that is granted: the new day; null: the one that it asks for. */
        until: z.string().max(10).nullable().default(null),
        /** The deadlines that are moved; null: those that it is about, empty: none. */
        deadlines: z.array(deadline).max(500).nullable().default(null),
      }),
    )
    .max(500)
    .default([]),
  /** Open deadlines that an entry of the court moves, one by one (`MovesDeadlines`). */
  movedDeadlines: z.array(deadline).max(500).default([]),
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
        .max(MOST_ATTACHMENTS)
        .default([]),
    })
    .default({ main: null, attachments: [] }),
  /** The court's own words, for events that take them. */
  orderText: typed.default(''),
  /** Defendants whom it is about; `all`: those who are still in the case when it is filed. */
  defendants: z.union([z.literal('all'), z.array(party).max(MOST_PARTIES)]).default([]),
  newParties: z.array(newParty).max(500).default([]),
  /** Other names of parties of the case. */
  aliases: z
    .array(z.strictObject({ partyNo: party, ...alias }))
    .max(500)
    .default([]),
  /** What filers disclose: parents and other affiliates of each, or that one has none (`noAffiliates`). */
  affiliates: z
    .array(z.strictObject({ partyNo: party, ...affiliate }))
    .max(500)
    .default([]),
  noAffiliates: z.array(party).max(MOST_PARTIES).default([]),
  /** Parties whose part in the case it ends. */
  endedParties: z.array(party).max(MOST_PARTIES).default([]),
  /** Appearances that it ends. */
  endedCounsel: z
    .array(z.strictObject({ partyNo: party, person }))
    .max(2000)
    .default([]),
  /** Counsel whom the court puts on the docket for a party: attorneys registered in it. */
  newCounsel: z
    .array(
      z.strictObject({ partyNo: party, person, lead: z.boolean().default(false), notice: z.boolean().default(true) }),
    )
    .max(500)
    .default([]),
  charges: z.array(charge).max(2000).default([]),
  dispositions: z.array(disposition).max(2000).default([]),
  /** Of an entry by which the court closes cases: this one stays open. */
  staysOpen: z.boolean().default(false),
  /** The other cases of a spread filing; one document, one filing, an entry in each. */
  alsoIn: z.array(furtherCase).max(1000).default([]),
  signers: z.array(signer).max(200).default([]),
  /** The filer keeps what those named have signed, for as long as the court says. */
  keepsOriginals: z.boolean().default(false),
  /** Whether the documents hold material under seal pursuant to a protective order; null: not answered (§4.2 screen 13). */
  underProtectiveOrder: z.boolean().nullable().default(null),
});

/** What an answer to a prompt may be. */
export type PromptAnswer = string | boolean | PartyNo[];
export type PaperSigner = z.output<typeof signer>;
export type NewParty = z.output<typeof newParty>;
export type FurtherCase = z.output<typeof furtherCase>;

export type Answers = z.output<typeof answersSchema>;
/** As a client may send it: fields with a default may be left out. */
export type AnswersInput = z.input<typeof answersSchema>;

/** The uploads that answers name, the main document first. */
export const uploadsNamed = ({ documents: { main, attachments } }: Pick<Answers, 'documents'>): UploadId[] => [
  ...(main === null ? [] : [main]),
  ...attachments.map((each) => each.upload),
];

/** The answers of a draft in which only the event has been chosen. */
export const newAnswers = (event: string): Answers => answersSchema.parse({ event });
