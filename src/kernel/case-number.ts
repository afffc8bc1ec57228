/** Docket numbers as courts write and people type them (spec/filing.md §2.1). */

export interface CaseNumber {
  /** One digit or letter: `1`. */
  readonly office: string;
  /** Two-digit filing year: `26`. */
  readonly yy: string;
  /** `cv`, `cr`, `mc`, … lower case. */
  readonly type: string;
  readonly seq: number;
}

export interface Initials {
  readonly presider?: string | null | undefined;
  readonly referral?: string | null | undefined;
}

/** `1:26-cv-00142`: office, year, type, sequence of five digits. */
export const shortNumber = (n: CaseNumber): string => `${n.office}:${n.yy}-${n.type}-${String(n.seq).padStart(5, '0')}`;

/** `1:26-cv-00142-ABC-DEF`: with the initials of presider and referral (spec/filing.md §2.1.1). */
export function fullNumber(n: CaseNumber, initials: Initials): string {
  return [shortNumber(n), initials.presider, initials.referral].filter(Boolean).join('-');
}

/** `1-26-cv-00142`: the number as it stands in our addresses, where a colon would need escaping. */
export const numberInAddress = (n: CaseNumber): string => shortNumber(n).replace(':', '-');

/** What of a case number was typed: parts not typed are absent and match anything (spec/filing.md §2.1.7-2.1.8). */
export interface CaseNumberQuery {
  readonly office?: string;
  readonly yy: string;
  readonly type?: string;
  readonly seq: number;
}

const FORMS: readonly RegExp[] = [
  // 1:26-cv-00142, 1:26-cv-142-ABC-DEF, 26-cv-142, 4:04-567, 04-567
  /^(?:(?<office>[0-9a-z]):)?(?<yy>\d{2}|\d{4})-(?:(?<type>[a-z]{1,5})-?)?(?<seq>\d{1,10})(?:-[a-z_/]{1,5}){0,2}(?:-\d{1,3})?$/,
  // 4-04-cv-567, 4-04-567
  /^(?<office>[0-9a-z])-(?<yy>\d{2}|\d{4})-(?:(?<type>[a-z]{1,5})-)?(?<seq>\d{1,10})(?:-[a-z_/]{1,5}){0,2}(?:-\d{1,3})?$/,
  // 04cv567, 4:04cv567
  /^(?:(?<office>[0-9a-z]):)?(?<yy>\d{2}|\d{4})(?<type>[a-z]{1,5})(?<seq>\d{1,10})$/,
  // cv-12-3879
  /^(?<type>[a-z]{1,5})-(?<yy>\d{2}|\d{4})-(?<seq>\d{1,10})$/,
  // 1203879: year and five digits
  /^(?<yy>\d{2})(?<seq>\d{5})$/,
];

/**
 * Reads a case number in any form that courts accept: `04-567`, `4:04-567`, `4-04-cv-567`, `04cv567`, `1:26-cv-00142-ABC`.
 * Initials and defendant numbers are read over. Null when it is none.
 */
export function readCaseNumber(typed: string): CaseNumberQuery | null {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '');
  for (const form of FORMS) {
    const found = form.exec(text)?.groups;
    if (!found?.yy || !found.seq) continue;
    return {
      ...(found.office ? { office: found.office } : {}),
      yy: found.yy.slice(-2),
      ...(found.type ? { type: found.type } : {}),
      seq: Number(found.seq),
    };
  }
  return null;
}

/** The whole case number that a text is, or null when office or type are missing. */
export function wholeCaseNumber(typed: string): CaseNumber | null {
  const read = readCaseNumber(typed);
  return read?.office && read.type ? { office: read.office, yy: read.yy, type: read.type, seq: read.seq } : null;
}
