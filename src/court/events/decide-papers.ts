/**
 * What is asked about the papers of a filing besides the papers: who signed them, whether they are under a protective order, and on
 * whom is served what comes by hand (spec/filing.md §1.4, §4.2 screen 13, §14.3 rows 98 and 100). Pure.
 */
import type { Answers, PaperSigner } from './answers.ts';
import { cleanText } from './clean-text.ts';
import { SERVED_ON_NOBODY } from './court-forms.ts';
import type { AnswersContext, Finding } from './decide-answers.ts';
import type { EventDefinition } from './model.ts';

/** The court dockets papers that lie before it: whoever signed them has signed those. */
const keepsTheOriginals = ({ userKind }: Pick<AnswersContext, 'userKind'>): boolean =>
  userKind === 'clerk' || userKind === 'judge';

/** Whether this person is asked who signed the paper (spec/filing.md §1.4). */
export const asksSigners = (definition: EventDefinition, by: Pick<AnswersContext, 'userKind'>): boolean =>
  definition.signedBy !== 'filer' && !keepsTheOriginals(by);

/** Whether a filing is asked if it holds material under a protective order: only where one is in force (§12.3). */
export const asksProtectiveOrder = (
  definition: EventDefinition,
  by: Pick<AnswersContext, 'userKind' | 'protectiveOrder'>,
): boolean =>
  by.protectiveOrder === true &&
  !keepsTheOriginals(by) &&
  definition.restriction === 'public' &&
  (definition.mainDocument !== 'none' || definition.attachments);

/** Findings about signers: in order, each beside what has to be mended. */
export function signerFindings(
  definition: EventDefinition,
  answers: Answers,
  context: AnswersContext,
): readonly Finding[] {
  const { signers, keepsOriginals } = answers;
  if (!asksSigners(definition, context)) {
    return signers.length > 0 || keepsOriginals ? [unasked(signers.length > 0 ? 'signers' : 'keepsOriginals')] : [];
  }
  if (signers.length === 0) return [{ code: 'signers-required', field: 'signers' }];
  if (definition.signedBy === 'affiant' && signers.length > 1) return [{ code: 'one-affiant', field: 'signers.1' }];
  // Only one's own statement is signed by one's own login.
  const mayBe = (held: PaperSigner['held']) =>
    held !== null && (held !== 'own-login' || definition.signedBy === 'affiant');
  const unfinished = signers.findIndex(
    (each) => cleanText(each.name) === '' || cleanText(each.capacity) === '' || !mayBe(each.held),
  );
  if (unfinished >= 0) return [{ code: 'signer-incomplete', field: `signers.${unfinished}` }];
  const own = signers.every((each) => each.held === 'own-login');
  return keepsOriginals || own ? [] : [{ code: 'originals-not-kept', field: 'keepsOriginals' }];
}

/** The protective order: answered where it is asked, and nowhere else. */
export function protectiveFindings(
  definition: EventDefinition,
  { underProtectiveOrder: answer }: Answers,
  context: AnswersContext,
): readonly Finding[] {
  if (!asksProtectiveOrder(definition, context)) return answer ? [unasked('underProtectiveOrder')] : [];
  return answer === null ? [{ code: 'ruling-required', field: 'underProtectiveOrder' }] : [];
}

/** Of what comes by hand: those on whom it is served are named, unless it is served on nobody. */
export function serviceFindings(
  { manualFiling, form, prompts }: EventDefinition,
  answers: Answers,
): readonly Finding[] {
  const asked = prompts.find((prompt) => prompt.name === 'served');
  if (!asked || !(manualFiling || form !== null)) return [];
  const { service, served } = answers.prompts;
  if (typeof service !== 'string' || service === '') return [];
  const named = typeof served === 'object' && served.length > 0;
  if (named === (service !== SERVED_ON_NOBODY)) return [];
  return [{ code: named ? 'served-on-nobody' : 'ruling-required', field: 'prompts.served', detail: asked.ask }];
}

const unasked = (field: string): Finding => ({
  code: 'request-malformed',
  field,
  detail: `${field}: this event does not ask for it`,
});
