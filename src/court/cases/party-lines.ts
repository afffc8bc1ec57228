/** What prints under a party's name (spec/filing.md §2.7): capacity, the day of termination, aliases, corporate parents. */
import { type CivilDate, usDate } from '../../kernel/time.ts';

export interface Alias {
  /** In words: `also known as`. */
  readonly kind: string;
  readonly name: string;
}

/** What a party belongs to, as its disclosure statement says it (Fed. R. Civ. P. 7.1(a)(1); spec/filing.md §2.7.10). */
export interface Affiliate {
  readonly kind: AffiliateKind;
  readonly name: string;
}

export interface PartyLines {
  /** Lines separated by line ends; empty for none. */
  readonly partyText: string;
  readonly aliases: readonly Alias[];
  readonly affiliates: readonly Affiliate[];
}

/**
 * The words before an alias: those that docket sheets print (spec/filing.md §2.7.3: the first three are seen most; the rest are in
 * the real dockets that the tests read).
 */
export const ALIAS_KINDS = [
  ...(['also known as', 'doing business as', 'formerly known as', 'formerly doing business as'] as const),
  ...(['now known as', 'on behalf of', 'other'] as const),
] as const;
export type AliasKind = (typeof ALIAS_KINDS)[number];
const ALIAS = new RegExp(`^(?:${ALIAS_KINDS.join('|')})$`, 'i');

/** spec/filing.md §2.7.10 */
export const AFFILIATE_KINDS = ['Corporate Parent', 'Other Affiliate'] as const;
export type AffiliateKind = (typeof AFFILIATE_KINDS)[number];
const isAffiliateKind = (line: string): line is AffiliateKind => AFFILIATE_KINDS.some((kind) => kind === line);

/**
 * The lines that print under a party's name: its text, `TERMINATED: mm/dd/yyyy`, each alias (ended with its party), then its
 * corporate parents and other affiliates.
 */
export function printedPartyLines(
  partyText: string,
  aliases: readonly Alias[],
  terminatedOn: CivilDate | null,
  affiliates: readonly Affiliate[] = [],
): string[] {
  const lines = partyText === '' ? [] : partyText.split('\n');
  const ended = terminatedOn === null ? [] : [`TERMINATED: ${usDate(terminatedOn)}`];
  const said = (line: string, next?: string): boolean =>
    lines.some((each, n) => each === line && (next === undefined || lines[n + 1] === next));
  return [
    ...lines,
    ...ended.filter((line) => !said(line)),
    // an alias that the text itself has, in an order that could not be taken apart
    ...aliases.filter(({ kind, name }) => !said(kind, name)).flatMap(({ kind, name }) => [kind, name, ...ended]),
    ...affiliates.filter(({ kind, name }) => !said(kind, name)).flatMap(({ kind, name }) => [kind, name]),
  ];
}

/**
 * Takes printed lines apart so that `printedPartyLines` gives the same lines again. Where they are in no order that it
 * would print, the text keeps them all, and aliases and affiliates are read beside it for search.
 */
export function readPartyLines(printed: string, terminatedOn: CivilDate | null): PartyLines {
  const ended = terminatedOn === null ? null : `TERMINATED: ${usDate(terminatedOn)}`;
  const lines = printed === '' ? [] : printed.split('\n');
  const text: string[] = [];
  const aliases: Alias[] = [];
  const affiliates: Affiliate[] = [];
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n]!;
    const next = lines[n + 1];
    if (ALIAS.test(line) && next !== undefined) {
      aliases.push({ kind: line, name: next });
      n += 1;
    } else if (isAffiliateKind(line) && next !== undefined) {
      affiliates.push({ kind: line, name: next });
      n += 1;
    } else if (line !== ended) text.push(line);
  }
  const partyText = text.join('\n');
  const same = printedPartyLines(partyText, aliases, terminatedOn, affiliates).join('\n') === printed;
  return { partyText: same ? partyText : printed, aliases, affiliates };
}
