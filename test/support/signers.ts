/** What a test's filer says of the papers: who signed them, and on whom is served what comes by hand. */
import type { AnswersInput } from '../../src/court/events/answers.ts';
import { SERVED_ON_NOBODY } from '../../src/court/events/court-forms.ts';
import type { EventDefinition, UserKind } from '../../src/court/events/model.ts';
import type { PartyNo } from '../../src/kernel/ids.ts';

/** One signer, held on paper: for an event that asks, filed by somebody who is asked. */
export const signedByAnother = {
  signers: [{ name: 'Sam Signer', capacity: 'For the other side', held: 'paper' }],
  keepsOriginals: true,
} satisfies Partial<AnswersInput>;

/** The answers about signers that an event wants of a kind of user: none, or one signer. */
export const signersFor = (event: EventDefinition, by: UserKind): Partial<AnswersInput> =>
  event.signedBy === 'filer' || by === 'clerk' || by === 'judge' ? {} : signedByAnother;

/** Answers to prompts in which what comes by hand is served on somebody, or on nobody, as they themselves say. */
export function servedAsSaid<Prompts extends Record<string, unknown>>(prompts: Prompts, on: PartyNo): Prompts {
  if (prompts.service === undefined) return prompts;
  const { served: _, ...rest } = prompts;
  return (rest.service === SERVED_ON_NOBODY ? rest : { ...rest, served: [on] }) as unknown as Prompts;
}
