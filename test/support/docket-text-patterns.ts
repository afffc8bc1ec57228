/** What names, judges, signatures, days and counts look like in printed docket texts. */
import { asCivilDate, type CivilDate } from '../../src/kernel/time.ts';

export const ANY_PARTY = [
  'All Defendants',
  'All Plaintiffs',
  'all defendants',
  'all plaintiffs',
  'USA',
  'United States of America',
];
/** What a name of a person or company looks like, for those whom the file does not list among the parties. */
const NAME =
  "[A-Z][\\w.'’&/-]*(?: (?:[A-Z0-9&(][\\w.'’&/)-]*|of|the|de|la|del|and|for|f/k/a|d/b/a))*(?:,? (?:Incorporated|Inc|LLC|LLP|LP|Corp|Ltd|LTD|Co|Jr|Sr|II|III|INC|AFL-CIO)\\b\\.?)*";
export const ROLES =
  /(?:Consol(?:idated)? |Counter |Cross |ThirdParty |Intervenor )?(?:Plaintiff|Defendant|Petitioner|Respondent|Movant|Claimant)s?(?='? )/iy;
/** What a party is, which is not part of its name. */
export const ROLE_BEFORE = /^(?:Plaintiff|Defendant|Petitioner|Respondent|Movant)s? /;
export const COUNTS = / count\(s\) (\d+[a-z]*(?:(?:, |-)\d+[a-z]*)*)/y;
export const COUNTS_DISPOSED = /[,;] Count\(s\) (\d+[a-z]*(?:(?:, |-)\d+[a-z]*)*), /y;
export const NAME_HERE = new RegExp(`${NAME}(?: \\(\\d+\\))?`, 'y');
const JUDGE =
  /(?:(?:Chief|Senior|District|Magistrate|Circuit|US|United States|The|the|Honorable|Hon\.|Clerk of the Panel) )*(?:(?:Judge|Honorable) )?[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|la|von|van))*(?:, (?:Jr|Sr|II|III|IV)\b\.?)?/y;
export const SIGNATURE = /\(([A-Za-z][\w.'’ -]*(?:, ?[\w.'’ -]*){0,2})\)/y;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `Rob Roe (1)`: a defendant with the number. */
export function numbered(name: string): { readonly name: string; readonly number: number | null } {
  const said = /^(.*) \((\d+)\)$/.exec(name);
  return said ? { name: said[1]!, number: Number(said[2]) } : { name, number: null };
}

export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function dayOf(said: string, days: 'long' | 'numeric' | 'padded'): CivilDate | null {
  if (days === 'long') {
    const [month, day, year] = said.replace(',', '').split(' ');
    return asCivilDate(`${year}-${String(MONTHS.indexOf(month!) + 1).padStart(2, '0')}-${day!.padStart(2, '0')}`);
  }
  const [month, day, year] = said.split('/');
  return asCivilDate(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`);
}

/** The judges whose title and name may stand here, the longest first, with where they end. */
export function* judgesAt(text: string, at: number): Iterable<readonly [number, string]> {
  JUDGE.lastIndex = at;
  const whole = JUDGE.exec(text)?.[0];
  if (!whole) return;
  const words = whole.split(' ');
  for (let count = words.length; count > 0; count -= 1) {
    const said = words.slice(0, count).join(' ');
    yield [at + said.length, said];
    if (/[.,]$/.test(said)) yield [at + said.length - 1, said.slice(0, -1)];
  }
}

/** The day that stands here, as the court writes days, and where it ends. */
export function* daysAt(
  text: string,
  at: number,
  days: 'long' | 'numeric' | 'padded',
): Iterable<readonly [number, CivilDate]> {
  const form = days === 'long' ? /[A-Z][a-z]+ \d{1,2}, \d{4}/y : /\d{1,2}\/\d{1,2}\/\d{4}/y;
  form.lastIndex = at;
  const said = form.exec(text)?.[0];
  const day = said ? dayOf(said, days) : null;
  if (said && day) yield [at + said.length, day];
}

/** The names of a list of attachments that begins here, and where it ends. */
export function* attachmentsAt(text: string, at: number): Iterable<readonly [number, readonly string[]]> {
  let depth = 0;
  let close = at;
  for (; close < text.length; close += 1) {
    if (text[close] === '(') depth += 1;
    if (text[close] === ')') depth -= 1;
    if (depth === 0) break;
  }
  const list = text.slice(at + '(Attachments: '.length, close);
  const marks = [...list.matchAll(/(?:^|, )# \(?(\d+)\)?(?: |(?=,)|$)/g)];
  if (!marks.every((mark, index) => Number(mark[1]) === index + 1)) return;
  const names = marks.map((mark, index) =>
    list.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? list.length),
  );
  yield [close + 1, names];
}
