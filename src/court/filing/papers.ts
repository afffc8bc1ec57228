/** What a filing puts on record about its papers: who signed them besides the filer, and what comes to the clerk by hand. Pure. */
import type { Answers } from '../events/answers.ts';
import { cleanText } from '../events/clean-text.ts';
import type { EventDefinition } from '../events/model.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import type { ManualFilingAnnounced, SignerNamed } from './model.ts';

/** In words of the court's setting: `until two years after the time for appeal expires (Local Rule 5.4)`. */
export const keepingTerm = ({ keepOriginals }: Pick<CourtInForce, 'keepOriginals'>): string =>
  keepOriginals.source === null ? keepOriginals.until : `${keepOriginals.until} (${keepOriginals.source})`;

/** The signers as they are put on record, with the time for which the filer keeps the originals. */
export const signersNamed = (answers: Answers, keptUntil: string): readonly SignerNamed[] =>
  answers.signers.flatMap((each) =>
    each.held === null
      ? []
      : [{ name: cleanText(each.name), capacity: cleanText(each.capacity), held: each.held, keptUntil }],
  );

/** What the clerk expects by hand; null: nothing. Its answers have been checked before. */
export function manualFilingOf(definition: EventDefinition, answers: Answers): ManualFilingAnnounced | null {
  if (!definition.manualFiling) return null;
  const said = (name: string): string => {
    const answer = answers.prompts[name];
    return typeof answer === 'string' ? cleanText(answer) : '';
  };
  return { what: said('what'), medium: said('medium'), reason: said('reason') };
}
