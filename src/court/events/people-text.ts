/** The people of a filing, by name, and the words in which docket text has them (spec/filing.md §2.7.10, §2.8). */
import { cleanText } from './clean-text.ts';
import type { TextStyle } from './wording.ts';

/** A defendant as entries name one, and what this one says of the counts: their numbers, and what became of them. */
export interface DefendantNamed {
  readonly name: string;
  readonly number: number;
  /** Whether it is filed on his or her behalf too. */
  readonly files: boolean;
  readonly counts: readonly { readonly numbers: string; readonly disposition: string }[];
}

/** People whom the answers point to, by name. */
export interface PeopleNamed {
  /** By the prompt for parties: who is named in its answer, new parties too. */
  readonly named: Readonly<Record<string, readonly string[]>>;
  readonly defendants: readonly DefendantNamed[];
  /** New parties that are named nowhere else, with their roles. */
  readonly added: readonly { readonly role: string; readonly name: string }[];
  /** Parties whose part in the case ends. */
  readonly ended: readonly string[];
  /** Counsel whose appearance ends. */
  readonly withdrawn: readonly string[];
  /** To whom filers belong: `of` are those who say so of themselves. One who has nobody names `NONE`. */
  readonly identified: readonly { readonly kind: string; readonly name: string; readonly of: readonly string[] }[];
  /** Counsel whom the court puts on the docket: `Doe, Jane`, and for whom. */
  readonly appearing: readonly { readonly lastFirst: string; readonly party: string; readonly role: string }[];
}

export const NOBODY: PeopleNamed = {
  ...{ named: {}, defendants: [], added: [], ended: [], withdrawn: [], identified: [], appearing: [] },
};

/** What docket sheets print of a party's role; of other roles nothing is known and nothing is printed (spec/filing.md §2.8). */
const ROLE_CODES: Readonly<Record<string, string>> = { Plaintiff: 'pla', Defendant: 'dft' };

/** `Intervenor Harbor Trust, Defendant Sam Poe`; where the role comes last, `Harbor Trust as Intervenor`. */
export const addedWords = (added: PeopleNamed['added'], style: TextStyle): string =>
  added
    .map(({ role, name }) =>
      style.added === 'role-first' ? `${role} ${cleanText(name)}` : `${cleanText(name)} as ${role}`,
    )
    .join(', ');

/**
 * `Corporate Parent Bensco, Inc., Other Affiliate Rofan Corp. for Best Chevrolet Inc`; where the role comes last, nobody is named for
 * whom: `Hetero Labs Ltd. as Corporate Parent` (spec/filing.md §2.7.10).
 */
export function identifiedWords(identified: PeopleNamed['identified'], style: TextStyle): string {
  if (style.added === 'role-last')
    return identified.map(({ kind, name }) => `${cleanText(name)} as ${kind}`).join(', ');
  const groups: { of: string; said: string[] }[] = [];
  for (const { kind, name, of } of identified) {
    const whose = of.map(cleanText).join(', ');
    const said = `${kind} ${cleanText(name)}`;
    const last = groups.at(-1);
    if (last?.of === whose) last.said.push(said);
    else groups.push({ of: whose, said: [said] });
  }
  return groups.map(({ of, said }) => `${said.join(', ')} for ${of}`).join(', ');
}

/** `Attorney Doe, Jane added to party USA(pty:pla)`. */
export const appearingWords = (appearing: PeopleNamed['appearing']): string =>
  appearing
    .map(({ lastFirst, party, role }) => {
      const code = ROLE_CODES[role];
      return `Attorney ${cleanText(lastFirst)} added to party ${cleanText(party)}${code ? `(pty:${code})` : ''}`;
    })
    .join(', ');
