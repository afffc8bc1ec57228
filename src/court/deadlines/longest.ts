/**
 * Where a rule gives several periods and the longest holds: Fed. R. Civ. P. 15(a)(3) (the time that remains, or 14 days, whichever
 * is later) and 81(c)(2) (the longest of 21 days after receipt, 21 after service, 7 after the notice of removal).
 */
import type { CivilDate } from '../../kernel/time.ts';
import { named } from './settle.ts';

export interface Candidate {
  /** What would end on that day, in a few words: `14 days after service of the amended pleading`. */
  readonly what: string;
  readonly due: CivilDate;
}

/** The candidate that ends last; of several that end on one day the first. Each has been moved over weekends and holidays by itself. */
export function longestOf<T extends Candidate>(candidates: readonly [T, ...T[]]): T {
  let longest = candidates[0];
  for (const each of candidates) if (each.due > longest.due) longest = each;
  return longest;
}

/** The comparison in plain words: every period with its last day, and which holds. */
export function comparedWords(candidates: readonly [Candidate, ...Candidate[]]): string {
  const days = candidates.map((each) => `${each.what}: ${named(each.due)}`).join('; ');
  return `The longest of these holds. ${days}. The latest is ${named(longestOf(candidates).due)}.`;
}
