/** How the steps about the papers read their forms: who signed them, and whether they are under a protective order. Pure. */
import { z } from 'zod';
import { type PaperSigner, SIGNATURES_HELD } from '../../../court/events/answers.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { readFields } from '../forms.ts';
import type { StepRead } from './wizard-people-steps.ts';

const ROW = { rowVersion: z.string().max(20).optional() };
const GO = { go: z.string().max(60).default('next') };

/** Fields of the nth signer, from 0. */
export const signerField = (what: 'name' | 'capacity' | 'held', index: number): string => `${what}-${index}`;

const SIGNER_FIELD = /^(name|capacity|held)-(\d{1,3})$/;

/** Whoever is typed in is kept, whichever button is pressed; `add` shows the page again, with room for another. */
export function readSigners(body: unknown): StepRead {
  const given = (body ?? {}) as Record<string, unknown>;
  const rest: Record<string, unknown> = {};
  const typed = new Map<number, { name: string; capacity: string; held: PaperSigner['held'] }>();
  for (const [field, value] of Object.entries(given)) {
    const [, what, at] = SIGNER_FIELD.exec(field) ?? [];
    if (!what) {
      rest[field] = value;
      continue;
    }
    if (typeof value !== 'string' || value.length > 200) throw new CourtError('request-malformed', field);
    const signer = typed.get(Number(at)) ?? { name: '', capacity: '', held: null };
    if (what === 'held') signer.held = SIGNATURES_HELD.find((each) => each === value) ?? null;
    else signer[what as 'name' | 'capacity'] = value.trim();
    typed.set(Number(at), signer);
  }
  const form = readFields(z.strictObject({ ...ROW, ...GO, keep: z.literal('1').optional() }), rest);
  const removed = /^remove-(\d{1,3})$/.exec(form.go)?.[1];
  const signers = [...typed]
    .sort(([a], [b]) => a - b)
    .filter(([n, each]) => String(n) !== removed && (each.name !== '' || each.capacity !== '' || each.held !== null))
    .map(([, each]) => each);
  return {
    go: form.go === 'add' || removed !== undefined ? 'again' : form.go,
    change: (answers) => ({ ...answers, signers, keepsOriginals: form.keep !== undefined }),
  };
}

const protectiveForm = z.strictObject({ ...ROW, ...GO, protective: z.enum(['yes', 'no']).optional() });

export function readProtective(body: unknown): StepRead {
  const { go, protective } = readFields(protectiveForm, body);
  return {
    go,
    change: (answers) => ({
      ...answers,
      underProtectiveOrder: protective === undefined ? answers.underProtectiveOrder : protective === 'yes',
    }),
  };
}
