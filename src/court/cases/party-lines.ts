/** What prints under a party's name (spec/filing.md §2.7): capacity, the day of termination, aliases. */
import { type CivilDate, usDate } from '../../kernel/time.ts';

export interface Alias {
  /** In words: `also known as`. */
  readonly kind: string;
  readonly name: string;
}

export interface PartyLines {
  /** Lines separated by line ends; empty for none. */
  readonly partyText: string;
  readonly aliases: readonly Alias[];
}

/** The words before an alias (spec/filing.md §2.7.3). */
const ALIAS = /^(?:(?:also|formerly) known as|(?:formerly )?doing business as|now known as|on behalf of|other)$/i;

/** The lines that print under a party's name: its text, `TERMINATED: mm/dd/yyyy`, each alias (ended with its party). */
export function printedPartyLines(
  partyText: string,
  aliases: readonly Alias[],
  terminatedOn: CivilDate | null,
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
  ];
}

/**
 * Takes printed lines apart so that `printedPartyLines` gives the same lines again. Where they are in no order that it
 * would print, the text keeps them all, and the aliases are read beside it for search.
 */
export function readPartyLines(printed: string, terminatedOn: CivilDate | null): PartyLines {
  const ended = terminatedOn === null ? null : `TERMINATED: ${usDate(terminatedOn)}`;
  const lines = printed === '' ? [] : printed.split('\n');
  const text: string[] = [];
  const aliases: Alias[] = [];
  for (let n = 0; n < lines.length; n += 1) {
    const line = lines[n]!;
    const next = lines[n + 1];
    if (ALIAS.test(line) && next !== undefined) {
      aliases.push({ kind: line, name: next });
      n += 1;
    } else if (line !== ended) text.push(line);
  }
  const partyText = text.join('\n');
  const same = printedPartyLines(partyText, aliases, terminatedOn).join('\n') === printed;
  return { partyText: same ? partyText : printed, aliases };
}
