/** Days, filers and dispositions in the words that a court chooses for its texts. */
import type { CivilDate } from '../../kernel/time.ts';
import { cleanText } from './clean-text.ts';
import type { TextFacts } from './docket-text.ts';
import type { TextStyle } from './wording.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `April 4, 2025`, the form of days inside docket text (appendix C.1), or as the court writes them. */
export function writtenDay(day: CivilDate, style: TextStyle): string {
  const [year, month, dayOfMonth] = day.split('-') as [string, string, string];
  switch (style.days) {
    case 'long':
      return `${MONTHS[Number(month) - 1]} ${Number(dayOfMonth)}, ${year}`;
    case 'numeric':
      return `${Number(month)}/${Number(dayOfMonth)}/${year}`;
    case 'padded':
      return `${month}/${dayOfMonth}/${year}`;
  }
}

/** `John Doe, Richard Roe`; with roles, `Plaintiffs John Doe, Richard Roe, Defendant Acme Corp.` */
export function writtenFilers(
  { filers, filerRoles = [] }: Pick<TextFacts, 'filers' | 'filerRoles'>,
  style: TextStyle,
): string {
  const names = filers.map(cleanText);
  if (style.filers === 'names') return names.join(', ');
  const groups: { role: string; names: string[] }[] = [];
  for (const [index, name] of names.entries()) {
    const role = filerRoles[index] ?? '';
    const last = groups.at(-1);
    if (last?.role === role) last.names.push(name);
    else groups.push({ role, names: [name] });
  }
  return groups
    .map((group) => {
      const role = style.filers === 'with-role' ? group.role : group.role.toLowerCase();
      const words = role === '' ? '' : `${role}${group.names.length > 1 ? 's' : ''} `;
      return `${words}${group.names.join(', ')}`;
    })
    .join(', ');
}

export function disposed(words: string, style: TextStyle): string {
  switch (style.dispositions) {
    case 'as-written':
      return words;
    case 'capital':
      return words.replace(/^./, (first) => first.toUpperCase());
    case 'capitals':
      return words.toUpperCase();
  }
}
