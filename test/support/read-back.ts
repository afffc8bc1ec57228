/** What was read back of a docket text, as answers and the facts that they point to. */
import { type Answers, type AnswersInput, answersSchema } from '../../src/court/events/answers.ts';
import type { EntryNamed, TextFacts } from '../../src/court/events/docket-text.ts';
import type { EventDefinition, Relief } from '../../src/court/events/model.ts';
import type { PeopleNamed } from '../../src/court/events/people-text.ts';
import type { EntrySeq } from '../../src/kernel/ids.ts';
import { asCivilDate, type CivilDate } from '../../src/kernel/time.ts';

export interface FoundDefendant {
  readonly name: string;
  readonly number: number | null;
  readonly counts: readonly { readonly numbers: string; readonly disposition: string }[];
}

export interface Found {
  readonly prefix: string | null;
  readonly freeText: string;
  readonly orderText: string;
  readonly filers: readonly { readonly name: string; readonly role: string }[];
  readonly references: readonly { readonly number: number | null; readonly name: string }[];
  readonly reliefs: readonly { readonly code: string; readonly prompts: Record<string, string | boolean> }[];
  readonly rulings: readonly { readonly disposition: string; readonly number: number | null; readonly name: string }[];
  readonly prompts: Record<string, string | boolean>;
  /** Answers to prompts for parties, by the prompt's name. */
  readonly parties: Readonly<Record<string, readonly string[]>>;
  /** `number` null where none is printed. */
  readonly defendants: readonly FoundDefendant[];
  readonly added: readonly { readonly role: string; readonly name: string }[];
  readonly identified: PeopleNamed['identified'];
  readonly ended: readonly string[];
  readonly withdrawn: readonly string[];
  readonly attachments: readonly string[];
  readonly withoutDocument: boolean;
  readonly signature: { readonly name: string; readonly staff: boolean } | null;
  readonly signer: string | null;
  readonly firm: string | null;
  readonly judge: string | null;
  readonly dueOn: CivilDate | null;
  readonly filedOn: CivilDate | null;
}

export const NOTHING: Found = {
  ...{ prefix: null, freeText: '', orderText: '', filers: [], references: [], reliefs: [], rulings: [], prompts: {} },
  ...{ parties: {}, defendants: [], added: [], identified: [], ended: [], withdrawn: [] },
  ...{ attachments: [], withoutDocument: false, signature: null, signer: null, firm: null, judge: null },
  ...{ dueOn: null, filedOn: null },
};

export interface ReadBack {
  readonly answers: Answers;
  readonly facts: TextFacts;
  /** Letters that are somebody's own words: free text, the court's own words, typed answers. */
  readonly typed: number;
}

/** Questions that are answered with parties. */
export const PARTIES_ASKED = new Set(['as-to', 'against', 'for']);
/** Questions whose answer is somebody's name or a number: no words of their own. */
const NAMES_ASKED = new Set([
  ...['who', 'counsel', 'applicant', 'local-counsel', 'of', 'from', 'to', 'letter-from', 'letter-to', 'magistrate'],
  ...['reporter', 'officer', 'signed-on', 'held-on', 'filing-fee', 'fee', 'receipt-number', 'counts', 'agency', 'at'],
]);

const UPLOAD = '00000000-0000-7000-8000-000000000001';

/** What was found as answers and the facts that they point to. */
export function toAnswers(definition: EventDefinition, found: Found, alone: Relief | null): ReadBack | null {
  const asked = new Set(definition.prompts.map((prompt) => prompt.name));
  const own = Object.fromEntries(Object.entries(found.prompts).filter(([name]) => asked.has(name)));
  const rest = Object.fromEntries(Object.entries(found.prompts).filter(([name]) => !asked.has(name)));
  const named = (entry: { number: number | null; name: string }, seq: number): EntryNamed => ({
    seq: seq as EntrySeq,
    number: entry.number,
    name: entry.name,
  });
  const documents =
    definition.mainDocument === 'none' || found.withoutDocument
      ? { main: null, attachments: [] }
      : {
          main: UPLOAD,
          attachments: found.attachments.map((description) => ({ upload: UPLOAD, category: null, description })),
        };
  if (documents.main === null && found.attachments.length > 0) return null;
  const answers: AnswersInput = {
    event: definition.code,
    prefix: found.prefix,
    freeText: found.freeText,
    filers: found.filers.map((_, index) => index + 1),
    references: found.references.map((_, index) => ({ seq: index + 1 })),
    reliefs: alone ? [{ code: alone.code, prompts: rest }] : found.reliefs.map((each) => ({ ...each })),
    rulings: found.rulings.map(({ disposition }, index) => ({ seq: index + 101, n: 1, disposition })),
    prompts: own,
    documents,
    orderText: found.orderText,
  };
  const people = peopleFound(definition, found);
  const parsed = answersSchema.safeParse(answers);
  if (!parsed.success) return null;
  const typedAnswers = Object.entries({
    ...found.prompts,
    ...Object.assign({}, ...found.reliefs.map((each) => each.prompts)),
  })
    .filter(([name, answer]) => typeof answer === 'string' && !PARTIES_ASKED.has(name) && asCivilDate(answer) === null)
    .filter(([name, answer]) => !NAMES_ASKED.has(name) || String(answer).length > 80)
    .map(([, answer]) => String(answer));
  return {
    answers: parsed.data,
    facts: {
      filers: found.filers.map((each) => each.name),
      filerRoles: found.filers.map((each) => each.role),
      references: found.references.map((entry, index) => named(entry, index + 1)),
      rulings: found.rulings.map((entry, index) => named(entry, index + 101)),
      judge: found.judge,
      deadlines: found.dueOn ? [{ title: 'due', dueOn: found.dueOn }] : [],
      ...(found.filedOn ? { filedOn: found.filedOn } : {}),
      people,
      signer: found.signature && {
        name: found.signer ?? found.signature.name,
        lastFirst: found.signature.name,
        firm: found.firm,
        staff: found.signature.staff,
      },
    },
    typed:
      found.freeText.length +
      found.orderText.length +
      [...typedAnswers, ...found.defendants.flatMap((each) => each.counts.map((count) => count.disposition))].join('')
        .length,
  };
}

/** A court that leaves out defendants who file has named them among the filers. */
function peopleFound(definition: EventDefinition, found: Found): PeopleNamed {
  const filers = new Set(found.filers.map((each) => each.name));
  const unnamed =
    definition.defendants === 'asks' &&
    definition.style.defendantsWhoFile === 'left-out' &&
    found.defendants.length === 0;
  const defendants = unnamed ? [...filers].map((name) => ({ name, number: null, counts: [] })) : found.defendants;
  return {
    named: found.parties,
    defendants: defendants.map((each, index) => ({
      ...each,
      number: each.number ?? index + 1,
      files: filers.has(each.name),
    })),
    added: found.added,
    ended: found.ended,
    withdrawn: found.withdrawn,
    identified: found.identified,
    appearing: [],
  };
}
