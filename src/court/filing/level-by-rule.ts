/** The level of access that a filing has by its event and its case, without anybody asking for it (spec/filing.md §12.1, §12.2). */
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, plusDays } from '../../kernel/time.ts';
import type { EventDefinition } from '../events/model.ts';
import type { FilingRestriction } from './decide-filing.ts';
import type { Wish } from './submit-filing.ts';

/** The level that the dictionary gives a filing from the start. */
export function restrictionOf(definition: EventDefinition): FilingRestriction {
  switch (definition.restriction) {
    case 'public':
      return 'public';
    case 'participants':
      return 'participants';
    case 'court-only':
      return 'court-only-entry';
    case 'sealed-document':
      return 'sealed';
    case 'sealed-entry':
      return 'sealed-entry';
    case 'ssa-immigration':
    case 'ex-parte':
      return definition.restriction;
    case 'transcript-90':
      return 'embargo';
    case 'cif-bpi':
    case 'protective-order':
      // Whoever the order names is given access by name.
      return 'selected-parties';
  }
}

/**
 * The level that event and case give: what parties file in a Social Security or immigration case is for the parties, orders
 * stay public (Fed. R. Civ. P. 5.2(c)(2); spec/filing.md BR-12).
 */
export function restrictionByRule(
  wish: Pick<Wish, 'answers' | 'side'>,
  definition: EventDefinition,
  forParties: boolean,
): FilingRestriction {
  const ofEvent = restrictionOf(definition);
  const { main, attachments } = wish.answers.documents;
  const nothingFiled = main === null && attachments.length === 0;
  if (ofEvent !== 'public' || nothingFiled || wish.side === 'sealed' || COURTS_OWN.includes(definition.category))
    return ofEvent;
  // the filer says that it holds material under seal pursuant to the order (spec/filing.md §4.2 screen 13, §12.1)
  if (wish.answers.underProtectiveOrder) return 'selected-parties';
  return forParties ? 'ssa-immigration' : 'public';
}

/**
 * Whether Rule 5.2(c) makes what parties file in a case theirs. `submitFiling` looks before the lock, for the bytes have to go
 * somewhere first, and again under it (primary key).
 */
export async function isForParties(db: Queries, wish: Pick<Wish, 'court' | 'caseId' | 'side'>): Promise<boolean> {
  if (wish.side === 'sealed') return false;
  const rows = await db.query<{ rule_5_2_c: string | null }>(
    'select rule_5_2_c from pub.case_record where court_id = $1 and case_id = $2',
    [wish.court, wish.caseId],
    'rule-5-2-c',
  );
  return (rows[0]?.rule_5_2_c ?? null) !== null;
}

/** Categories of what the court itself says. */
const COURTS_OWN: readonly string[] = ['orders', 'court-notices'];

/** A transcript is public after so many days (spec/filing.md §11.2). */
export const TRANSCRIPT_DAYS = 90;

/** The day on which what an event restricts for a time is public. */
export const releaseOf = (definition: EventDefinition, today: CivilDate): CivilDate | null =>
  definition.restriction === 'transcript-90' ? plusDays(today, TRANSCRIPT_DAYS) : null;
