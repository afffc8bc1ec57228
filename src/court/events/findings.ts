/** Words of findings that several parts of `decideAnswers` share. */
import type { Finding } from './decide-answers.ts';

export const unasked = (field: string): Finding => ({
  code: 'request-malformed',
  field,
  detail: `${field}: this event does not ask for it`,
});
export const malformed = (field: string, what: string): Finding => ({
  code: 'request-malformed',
  field,
  detail: `${field}: ${what}`,
});
