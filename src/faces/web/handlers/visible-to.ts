/** Who will be able to see a filing, told before it is filed (spec/filing.md §12.1; BR-12). */
import type { Answers } from '../../../court/events/answers.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import type { FilingRestriction } from '../../../court/filing/decide-filing.ts';
import { isForParties, restrictionByRule } from '../../../court/filing/level-by-rule.ts';
import type { CaseId, CourtId, UploadId } from '../../../kernel/ids.ts';
import type { Running } from '../running.ts';

const WORDS_ARE_PUBLIC = 'The words of the entry are public.';

const VISIBLE: Readonly<Record<FilingRestriction, string>> = {
  public: 'Everyone. Whatever must be redacted must be redacted before you upload it (Fed. R. Civ. P. 5.2).',
  participants: `The court, counsel of record and the parties. ${WORDS_ARE_PUBLIC}`,
  'ssa-immigration': `The court, counsel of record, the parties, and everyone at the courthouse’s terminal (Fed. R. Civ. P. 5.2(c)). ${WORDS_ARE_PUBLIC}`,
  'applicable-party': `The court, and those who appear for the party on whose behalf you file. ${WORDS_ARE_PUBLIC}`,
  'selected-parties': `The court, and the persons whom it names. ${WORDS_ARE_PUBLIC}`,
  'ex-parte': `The court and you. ${WORDS_ARE_PUBLIC}`,
  'pending-redaction': `The court and you, until it is redacted. ${WORDS_ARE_PUBLIC}`,
  embargo: `The court, and the persons whom it names, until the day of release. ${WORDS_ARE_PUBLIC}`,
  'court-only': `The court. ${WORDS_ARE_PUBLIC}`,
  sealed: `Those alone whom the court has cleared for sealed matter; keep your own copy. ${WORDS_ARE_PUBLIC}`,
  'sealed-entry':
    'Those alone whom the court has cleared for sealed matter see that there is such a filing, and what it is. Keep your own copy.',
  'court-only-entry': 'The court alone. Nobody else sees that there is such an entry.',
};

/** In words; `documents`: as it will be once documents are uploaded, also while none is yet. */
export async function visibleTo(
  system: Running,
  inCase: { readonly court: CourtId; readonly caseId: CaseId },
  definition: EventDefinition,
  answers: Answers,
  documents: 'uploaded' | 'to come',
): Promise<string> {
  const main = answers.documents.main ?? (documents === 'to come' ? ('to come' as UploadId) : null);
  const wish = { ...inCase, side: 'pub', answers: { ...answers, documents: { ...answers.documents, main } } } as const;
  return VISIBLE[restrictionByRule(wish, definition, await isForParties(system.court.web, wish))];
}
