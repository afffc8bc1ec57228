/** How the steps about people read their forms: defendants and their counts, parties and counsel who come and go. Pure. */
import { z } from 'zod';
import { type Answers, answersSchema } from '../../../court/events/answers.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import { CourtError } from '../../../kernel/errors.ts';
import type { PartyNo } from '../../../kernel/ids.ts';
import { readFields, several } from '../forms.ts';
import { shownField, tickedOf } from './party-list.ts';

/** A step's form, read: where its button leads (`again`: the same page), and what it changes. */
export interface StepRead {
  readonly go: string;
  readonly change: (answers: Answers) => Answers;
  /** What was typed to find a party in a list. */
  readonly find?: string;
}

export const ROW = { rowVersion: z.string().max(20).optional() };
export const GO = { go: z.string().max(60).default('next') };
/** A number of a party, as the database counts them; what is none was not typed on a page of ours. */
export const isPartyNo = (n: number): boolean => Number.isInteger(n) && n >= 1 && n < 2 ** 31;
export const partyNumbers = several.transform((given) => given.map(Number).filter(isPartyNo) as PartyNo[]);

/** The form field beside which a finding about people is shown; null: it is about something else. */
export function fieldOfPeople(field: string, answers: Answers): string | null {
  if (/^defendants/.test(field)) return 'defendant';
  const added = /^newParties\.(\d+)/.exec(field);
  if (added) return sameField(Number(added[1]));
  if (/^newParties/.test(field)) return 'name';
  if (/^aliases/.test(field)) return 'aliasName';
  if (/^(affiliates|noAffiliates)/.test(field)) return 'affiliate';
  if (/^newCounsel/.test(field)) return 'attorney';
  if (/^endedParties/.test(field)) return 'ended';
  if (/^endedCounsel/.test(field)) return 'counsel';
  if (/^charges/.test(field)) return 'charge';
  const disposed = /^dispositions\.(\d+)/.exec(field);
  const count = disposed && answers.dispositions[Number(disposed[1])];
  if (count) return dispositionField(count.partyNo, count.n);
  if (/^dispositions/.test(field)) return 'dispositions';
  return field === 'staysOpen' ? 'staysOpen' : null;
}

export const sameField = (index: number): string => `same-${index}`;
export const dispositionField = (party: number, n: number): string => `disposition-${party}-${n}`;
export const statusField = (party: number, n: number): string => `status-${party}-${n}`;
export const appearanceValue = (party: number, person: string): string => `${party}:${person}`;

/** `remove-3` names what is taken away, from 0; null: nothing is. */
export const removed = (go: string): number | null => {
  const index = /^remove-(\d{1,4})$/.exec(go)?.[1];
  return index === undefined ? null : Number(index);
};
export const stays = (go: string): string => (go === 'add' || removed(go) !== null ? 'again' : go);

const defendantsForm = z.strictObject({
  ...ROW,
  ...GO,
  defendant: partyNumbers,
  all: z.literal('1').optional(),
  find: z.string().max(100).default(''),
  shown: shownField,
});

export function readDefendants(body: unknown): StepRead {
  const form = readFields(defendantsForm, body);
  const named = ({ defendants }: Answers) =>
    tickedOf(defendants === 'all' ? [] : defendants, form.defendant, form.shown);
  return {
    go: form.go,
    find: form.find,
    change: (answers) => ({ ...answers, defendants: form.all ? 'all' : named(answers) }),
  };
}

const chargesForm = z.strictObject({
  ...ROW,
  ...GO,
  /** `2` is party 2, `new-1` the first new party. */
  of: z
    .string()
    .regex(/^(new-)?\d{1,9}$/)
    .or(z.literal(''))
    .default(''),
  charge: z.string().max(1000).default(''),
  counts: z.string().max(100).default(''),
});

export const readCounts = (definition: EventDefinition, body: unknown): StepRead =>
  definition.counts === 'disposes' ? readDispositions(body) : readCharges(body);

function readCharges(body: unknown): StepRead {
  const { go, of, charge, counts } = readFields(chargesForm, body);
  const out = removed(go);
  const fresh = of.startsWith('new-');
  const no = Number(of.replace('new-', ''));
  const typed =
    charge.trim() === '' || !isPartyNo(no)
      ? []
      : [
          {
            partyNo: fresh ? null : (no as PartyNo),
            newParty: fresh ? no : null,
            charge: charge.trim(),
            counts: counts.trim(),
          },
        ];
  return {
    go: stays(go),
    change: (answers) => ({
      ...answers,
      charges: [...answers.charges.filter((_, index) => index !== out), ...typed],
    }),
  };
}

const DISPOSITION = /^(disposition|status)-(\d{1,9})-(\d{1,9})$/;

function readDispositions(body: unknown): StepRead {
  const { go = 'next', rowVersion: _, ...given } = (body ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(given).find((name) => !DISPOSITION.test(name) || typeof given[name] !== 'string');
  if (unknown !== undefined) throw new CourtError('request-malformed', unknown);
  const words = Object.entries(given as Record<string, string>).flatMap(([name, value]) => {
    const [, what, party, n] = DISPOSITION.exec(name)!;
    if (what !== 'disposition' || value.trim() === '') return [];
    const status = given[statusField(Number(party), Number(n))] === 'terminated' ? 'terminated' : 'pending';
    return [{ partyNo: Number(party), n: Number(n), disposition: value.trim(), status }];
  });
  const { dispositions } = readFields(answersSchema.pick({ dispositions: true }), { dispositions: words });
  return { go: String(go), change: (answers) => ({ ...answers, dispositions }) };
}
