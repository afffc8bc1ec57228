/** Two courts asked the same: what each says, without what is chance, and that they say the same to the byte. */
import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import type { TestCourt } from '../support/system.ts';

export type Seen = LightMyRequestResponse;

/** Everything that an answer says, without the number of the request and the form's token. */
export const asSeen = (answer: Seen): string => {
  const headers = Object.entries(answer.headers).filter(([name]) => name !== 'date' && name !== 'x-request-id');
  const whole = JSON.stringify([answer.statusCode, headers.sort()]) + answer.rawPayload.toString('latin1');
  return whole
    .replaceAll(String(answer.headers['x-request-id']), '(request)')
    .replace(/name="csrf" value="[^"]+"/g, '(token)');
};

/** Asks both worlds the same as the same person, and compares what they say. `mask` takes out what only one of them can know. */
export async function sameIn<Half extends { readonly court: TestCourt }>(
  worlds: readonly [Half, Half],
  what: string,
  question: (half: Half) => Promise<Seen>,
  mask: (said: string, half: Half) => string = (said) => said,
): Promise<string> {
  // A second later in both, so that no two charges are of one moment.
  for (const { court } of worlds) court.clock.advance(1_000);
  const [one, two] = [await question(worlds[0]), await question(worlds[1])];
  assert.equal(mask(asSeen(one), worlds[0]), mask(asSeen(two), worlds[1]), what);
  return one.body;
}
