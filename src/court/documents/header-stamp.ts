/** The line that the court prints in blue at the top of each page of a document (spec/pacer.md §9.7). */
import { type CivilDate, headerDate } from '../../kernel/time.ts';
import type { StampLines } from './pdf-port.ts';

/**
 * The header of a document: `Case 1:16-cv-00745-ESH   Document 52-2   Filed 08/28/17`; the engine adds the page.
 * `caseNumber` is the full number with initials; attachment 0 is the main document and prints without a dash;
 * `filedOn` is the day in the court's zone.
 */
export function headerStamp(of: {
  readonly caseNumber: string;
  readonly document: number;
  readonly attachment: number;
  readonly filedOn: CivilDate;
}): StampLines {
  const number = of.attachment > 0 ? `${of.document}-${of.attachment}` : `${of.document}`;
  return { prefix: `Case ${of.caseNumber}   Document ${number}   Filed ${headerDate(of.filedOn)}` };
}
