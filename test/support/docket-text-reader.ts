/**
 * Reads a printed docket text backwards: which event with which answers prints it. It follows the event's own template,
 * fixed words to the letter, and fills each slot only with what its kind can be: parties of the docket, days as the court
 * writes them, numbers with names, a list of attachments, a signature. Whether the answers found print the text to the
 * letter is for the caller to see, by printing them.
 */
import { AFFILIATE_KINDS } from '../../src/court/cases/party-lines.ts';
import type { Answers } from '../../src/court/events/answers.ts';
import type { TextFacts } from '../../src/court/events/docket-text.ts';
import type { EventDefinition, Prompt, Relief } from '../../src/court/events/model.ts';
import type { Segment, Slot, Template } from '../../src/court/events/template.ts';
import type { CivilDate } from '../../src/kernel/time.ts';
import {
  ANY_PARTY,
  attachmentsAt,
  COUNTS,
  COUNTS_DISPOSED,
  dayOf,
  daysAt,
  judgesAt,
  literally,
  NAME_HERE,
  numbered,
  ROLE_BEFORE,
  ROLES,
  SIGNATURE,
} from './docket-text-patterns.ts';
import { type Found, type FoundDefendant, NOTHING, PARTIES_ASKED, type ReadBack, toAnswers } from './read-back.ts';

/** What a docket's texts may name. */
export interface Named {
  /** Names of the parties; empty when the file has none. */
  readonly parties: readonly string[];
  /** Names under which entries are referred to without a number: `Complaint`. */
  readonly entries: ReadonlySet<string>;
}

type Next = (at: number, found: Found) => ReadBack | null;
type Ends = Iterable<readonly [number, Found]>;

/** More tries than a text needs that was made from the template. */
const TRIES = 60_000;
const LONGEST_NAME = 300;

/** The answers with which an event prints the text, or null. `prints` says whether what was found does. */
export function readBack(
  definition: EventDefinition,
  text: string,
  named: Named,
  prints: (answers: Answers, facts: TextFacts) => boolean,
): ReadBack | null {
  const { matter } = definition;
  const reader = new BackReader(definition, text, named, prints);
  if (matter.kind === 'opens')
    for (const relief of matter.reliefs) {
      if (!relief.alone) continue;
      const found = reader.all(relief.alone, [...definition.prompts, ...relief.prompts], relief);
      if (found) return found;
    }
  return reader.all(definition.text, definition.prompts, null);
}

class BackReader {
  readonly #definition: EventDefinition;
  readonly #text: string;
  readonly #named: Named;
  readonly #prints: (answers: Answers, facts: TextFacts) => boolean;
  readonly #party: RegExp;
  #tries = TRIES;

  constructor(
    definition: EventDefinition,
    text: string,
    named: Named,
    prints: (answers: Answers, facts: TextFacts) => boolean,
  ) {
    this.#definition = definition;
    this.#text = text;
    this.#named = named;
    this.#prints = prints;
    const names = [...new Set([...named.parties, ...ANY_PARTY])].sort((a, b) => b.length - a.length);
    this.#party = new RegExp(`(?:${names.map(literally).join('|')})(?: \\(\\d+\\))?`, 'iy');
  }

  all(template: Template, prompts: readonly Prompt[], alone: Relief | null): ReadBack | null {
    this.#tries = TRIES;
    const first = template.find((segment) => segment.kind === 'words' && segment.words.trim().length > 1);
    if (first?.kind === 'words' && !this.#text.includes(first.words.trim())) return null;
    return this.#read(template, 0, 0, NOTHING, prompts, (at, found) => this.#end(at, found, alone));
  }

  #end(at: number, found: Found, alone: Relief | null): ReadBack | null {
    let rest = this.#text.slice(at).trim();
    let filedOn: CivilDate | null = found.filedOn;
    if (this.#definition.style.endsWithFiledOn) {
      const day = /^\(Filed on (\d+\/\d+\/\d{4})\)$/.exec(rest)?.[1];
      if (!day) return null;
      filedOn = dayOf(day, 'numeric');
      rest = '';
    }
    if (rest !== '') return null;
    const made = toAnswers(this.#definition, { ...found, filedOn }, alone);
    return made && this.#prints(made.answers, made.facts) ? made : null;
  }

  #read(
    segments: Template,
    index: number,
    at: number,
    found: Found,
    prompts: readonly Prompt[],
    next: Next,
  ): ReadBack | null {
    const segment = segments[index];
    if (!segment) return next(at, found);
    this.#tries -= 1;
    if (this.#tries < 0) return null;
    const on = (to: number, more: Found) => this.#read(segments, index + 1, to, more, prompts, next);
    if (segment.kind === 'words') {
      const to = this.#words(segment.words, at);
      return to === null ? null : on(to, found);
    }
    if (segment.kind === 'group') return this.#read(segment.segments, 0, at, found, prompts, on) ?? on(at, found);
    if (segment.kind === 'slot' && segment.name === 'reliefs') return this.#reliefs(at, found, on);
    for (const [to, more] of this.#slot(segment, this.#spaces(at), found, prompts, segments[index + 1])) {
      const read = on(to, more);
      if (read) return read;
    }
    return null;
  }

  #spaces(at: number): number {
    let to = at;
    while (this.#text[to] === ' ') to += 1;
    return to;
  }

  #words(words: string, at: number): number | null {
    const from = this.#spaces(at);
    const fixed = words.trim();
    if (!this.#text.startsWith(fixed, from)) return null;
    return this.#spaces(from + fixed.length);
  }

  #reliefs(at: number, found: Found, next: Next): ReadBack | null {
    const { matter, style, referenceName } = this.#definition;
    if (matter.kind !== 'opens') return null;
    const joints = style.severalReliefs === 'motion-each' ? [`, ${referenceName} `] : [', and ', ' and ', ', '];
    for (const relief of matter.reliefs) {
      if (found.reliefs.some((each) => each.code === relief.code)) continue;
      const before = found.prompts;
      const read = this.#read(relief.text, 0, at, { ...found, prompts: {} }, relief.prompts, (to, more) => {
        const taken: Found = {
          ...more,
          prompts: before,
          reliefs: [...found.reliefs, { code: relief.code, prompts: more.prompts }],
        };
        for (const joint of joints) {
          const from = this.#text.startsWith(joint.trimStart(), to) ? to + joint.trimStart().length : null;
          const start = this.#text.startsWith(joint, to) ? to + joint.length : from;
          const several = start === null ? null : this.#reliefs(start, taken, next);
          if (several) return several;
        }
        return next(to, taken);
      });
      if (read) return read;
    }
    return null;
  }

  *#slot(slot: Slot, at: number, found: Found, prompts: readonly Prompt[], after: Segment | undefined): Ends {
    if (slot.kind === 'prompt') {
      const prompt = prompts.find((each) => each.name === slot.prompt);
      if (prompt) yield* this.#prompt(prompt, at, found, after);
      return;
    }
    const { matter, prefixes, freeText, orderText, style } = this.#definition;
    switch (slot.name) {
      case 'prefix':
        for (const prefix of [...prefixes].sort((a, b) => b.length - a.length))
          if (this.#text.startsWith(`${prefix} `, at)) yield [at + prefix.length, { ...found, prefix }];
        yield [at, found];
        return;
      case 'free':
        yield [at, found];
        for (const [to, words] of this.#typed(at, freeText?.max ?? 0, after)) yield [to, { ...found, freeText: words }];
        // After the name of an entry a comma comes first.
        if (found.references.length > 0 && this.#text.startsWith(', ', at))
          for (const [to, words] of this.#typed(at + 2, freeText?.max ?? 0, after))
            yield [to, { ...found, freeText: words }];
        return;
      case 'order-text':
        yield [at, found];
        for (const [to, words] of this.#typed(at, orderText?.max ?? 0, after))
          yield [to, { ...found, orderText: words }];
        return;
      case 'filers':
        yield* this.#filers(at, found);
        return;
      case 'refs':
        yield* this.#references(at, found);
        yield [at, found];
        return;
      case 'rulings':
        if (matter.kind === 'rules') yield* this.#rulings(at, found);
        return;
      case 'attachments':
        yield* this.#attachments(at, found);
        return;
      case 'signature':
        yield* this.#signature(at, found);
        return;
      case 'signer':
      case 'firm':
        for (const [to, words] of this.#typed(at, 80, after))
          if (!/[()]/.test(words))
            yield [to, slot.name === 'firm' ? { ...found, firm: words } : { ...found, signer: words }];
        return;
      case 'judge':
        for (const [to, words] of judgesAt(this.#text, at)) yield [to, { ...found, judge: words }];
        return;
      case 'due':
        return;
      case 'defendants':
        for (const [to, names] of this.#partyList(at)) {
          const defendants = names.map((each) => ({ ...numbered(each), counts: [] }));
          yield [to, { ...found, defendants }];
        }
        return;
      case 'counts':
        yield* this.#counts(at, found);
        return;
      case 'identified':
        yield* this.#identified(at, found, []);
        return;
      case 'added':
        yield* this.#added(at, found);
        return;
      case 'ended':
        for (const [to, ended] of this.#partyList(at)) yield [to, { ...found, ended }];
        return;
      case 'withdrawn':
        for (const [to, withdrawn] of this.#partyList(at)) yield [to, { ...found, withdrawn }];
        return;
      case 'due-on':
        for (const [to, day] of daysAt(this.#text, at, this.#definition.style.days))
          yield [to, { ...found, dueOn: day }];
        return;
      case 'filed-on':
        for (const [to, day] of daysAt(this.#text, at, this.#definition.style.days))
          yield [to, { ...found, filedOn: day }];
        return;
      case 'reliefs':
        throw new Error(`reliefs are read apart from ${style}`);
    }
  }

  *#prompt(prompt: Prompt, at: number, found: Found, after: Segment | undefined): Ends {
    const given = (answer: string | boolean): Found => ({
      ...found,
      prompts: { ...found.prompts, [prompt.name]: answer },
    });
    switch (prompt.kind) {
      case 'date':
        for (const [to, day] of daysAt(this.#text, at, this.#definition.style.days)) yield [to, given(day)];
        if (!prompt.required) yield [at, found];
        return;
      case 'choice':
        for (const choice of prompt.choices)
          if (this.#text.startsWith(choice, at)) yield [at + choice.length, given(choice)];
        if (!prompt.required) yield [at, found];
        return;
      case 'yes-no':
        if (prompt.textIfYes && this.#text.startsWith(prompt.textIfYes, at))
          yield [at + prompt.textIfYes.length, given(true)];
        yield [at, given(false)];
        return;
      case 'text':
        if (PARTIES_ASKED.has(prompt.name)) {
          for (const to of this.#partyEnds(at)) yield [to, given(this.#text.slice(at, to))];
          return;
        }
        for (const [to, words] of this.#typed(at, prompt.max, after))
          if (!/^\(|\(Attachments/.test(words)) yield [to, given(words)];
        if (!prompt.required) yield [at, found];
        return;
      case 'parties':
        for (const [to, names] of this.#partyList(at))
          yield [to, { ...found, parties: { ...found.parties, [prompt.name]: names } }];
        if (!prompt.required) yield [at, found];
    }
  }

  /** Somebody's own words from here, the shortest first; they end where the next fixed words begin. */
  *#typed(at: number, max: number, after: Segment | undefined): Iterable<readonly [number, string]> {
    const fixed = after?.kind === 'words' ? after.words.trim() : '';
    for (let to = at + 1; to <= Math.min(this.#text.length, at + max); to += 1) {
      if (!/[\s,.;:()[\]-]/.test(this.#text[to] ?? ' ')) continue;
      if (this.#text[to - 1] === ' ') continue;
      if (fixed !== '' && !this.#text.startsWith(fixed, this.#spaces(to))) continue;
      const words = this.#text.slice(at, to);
      if (words.includes('(Attachments:')) return;
      yield [to, words];
    }
  }

  /** The names that may stand here: a party of the docket first, then whatever looks like a name, the longest first. */
  #names(at: number): readonly string[] {
    this.#party.lastIndex = at;
    const party = this.#party.exec(this.#text)?.[0];
    NAME_HERE.lastIndex = at;
    const like = NAME_HERE.exec(this.#text)?.[0] ?? '';
    const words = like.split(' ');
    const likely = words.map((_, index) => words.slice(0, words.length - index).join(' '));
    const bare = likely.flatMap((name) => (/[.,]$/.test(name) ? [name, name.slice(0, -1)] : [name]));
    return [...new Set([...(party ? [party] : []), ...bare])].filter((name) => name.length > 2);
  }

  /** Where a list of parties may end, the longest first. */
  #partyEnds(at: number, depth = 0): readonly number[] {
    const ends: number[] = [];
    for (const name of this.#names(at).slice(0, depth === 0 ? 12 : 3)) {
      const to = at + name.length;
      const joint = [', and ', ' and ', ', '].find((each) => this.#text.startsWith(each, to));
      if (joint && depth < 24) ends.push(...this.#partyEnds(to + joint.length, depth + 1));
      ends.push(to);
      if (depth > 0 && ends.length > 6) break;
    }
    return [...new Set(ends)];
  }

  /** Parties of the case as lists of them are printed, with their ends, the longest first; no word for what they are. */
  *#partyList(at: number, before: readonly string[] = []): Iterable<readonly [number, readonly string[]]> {
    for (const name of this.#names(at).slice(0, before.length === 0 ? 12 : 3)) {
      if (ROLE_BEFORE.test(name)) continue;
      const to = at + name.length;
      const names = [...before, name];
      if (this.#text.startsWith(', ', to) && names.length < 24) yield* this.#partyList(to + 2, names);
      yield [to, names];
    }
  }

  /** Defendants with their counts: `Rob Roe (1) count(s) 1-6, …`; of a judgment `Rob Roe (1), Count(s) 1, probation; …`. */
  *#counts(at: number, found: Found): Ends {
    const disposes = this.#definition.counts === 'disposes';
    for (const name of this.#names(at)) {
      const each = numbered(name);
      if (each.number === null) continue;
      const to = at + name.length;
      for (const [end, counts] of disposes ? this.#disposed(to) : this.#charged(to)) {
        const more = { ...found, defendants: [...found.defendants, { ...each, counts }] };
        const joint = disposes ? '; ' : ', ';
        if (this.#text.startsWith(joint, end)) yield* this.#counts(end + joint.length, more);
        yield [end, more];
      }
    }
  }

  *#charged(at: number): Iterable<readonly [number, FoundDefendant['counts']]> {
    COUNTS.lastIndex = at;
    const said = COUNTS.exec(this.#text);
    if (said) yield [at + said[0].length, [{ numbers: said[1]!, disposition: '' }]];
    else yield [at, []];
  }

  *#disposed(at: number): Iterable<readonly [number, FoundDefendant['counts']]> {
    yield [at, []];
    COUNTS_DISPOSED.lastIndex = at;
    const said = COUNTS_DISPOSED.exec(this.#text);
    if (!said) return;
    const from = at + said[0].length;
    for (const [to, disposition] of this.#typed(from, 4000, undefined)) {
      const count = { numbers: said[1]!, disposition };
      if (this.#text.startsWith('; Count(s) ', to))
        for (const [end, more] of this.#disposed(to)) if (more.length > 0) yield [end, [count, ...more]];
      yield [to, [count]];
    }
  }

  *#added(at: number, found: Found): Ends {
    const { style, parties } = this.#definition;
    for (const role of parties.adds) {
      const before = style.added === 'role-first' ? `${role} ` : '';
      const after = style.added === 'role-first' ? '' : ` as ${role}`;
      if (!this.#text.startsWith(before, at)) continue;
      const from = at + before.length;
      for (const name of this.#names(from)) {
        if (!this.#text.startsWith(after, from + name.length)) continue;
        const to = from + name.length + after.length;
        const more = { ...found, added: [...found.added, { role, name }] };
        if (this.#text.startsWith(', ', to)) yield* this.#added(to + 2, more);
        yield [to, more];
      }
    }
  }

  /** `Corporate Parent Bensco, Inc., Other Affiliate Rofan Corp. for Acme Corp.`; `Bensco, Inc. as Corporate Parent`. */
  *#identified(at: number, found: Found, before: Found['identified']): Ends {
    const roleFirst = this.#definition.style.added === 'role-first';
    for (const kind of AFFILIATE_KINDS) {
      const [head, tail] = roleFirst ? [`${kind} `, ''] : ['', ` as ${kind}`];
      if (!this.#text.startsWith(head, at)) continue;
      const from = at + head.length;
      for (const name of this.#names(from)) {
        if (!this.#text.startsWith(tail, from + name.length)) continue;
        const to = from + name.length + tail.length;
        const said = [...before, { kind, name, of: [] as string[] }];
        if (this.#text.startsWith(', ', to)) yield* this.#identified(to + 2, found, said);
        if (!roleFirst) yield [to, { ...found, identified: said }];
        else if (this.#text.startsWith(' for ', to))
          for (const whose of this.#names(to + 5))
            yield [to + 5 + whose.length, { ...found, identified: said.map((each) => ({ ...each, of: [whose] })) }];
      }
    }
  }

  *#filers(at: number, found: Found): Ends {
    const { filers: how } = this.#definition.style;
    let from = at;
    let role = '';
    if (how !== 'names') {
      ROLES.lastIndex = from;
      const said = ROLES.exec(this.#text)?.[0];
      if (said) {
        role = said.replace(/s$/, '');
        from = this.#spaces(from + said.length);
      } else role = found.filers.at(-1)?.role ?? '';
    }
    const first = found.filers.length === 0;
    for (const name of this.#names(from).slice(0, first ? 12 : 3)) {
      const to = from + name.length;
      const more = { ...found, filers: [...found.filers, { name, role }] };
      if (this.#text.startsWith(', ', to) && more.filers.length < 24) yield* this.#filers(to + 2, more);
      yield [to, more];
    }
  }

  /** A number with a name, the shortest first; `number` null for an entry known by its name alone. */
  *#entry(at: number): Iterable<readonly [number, { number: number | null; name: string }]> {
    const { references } = this.#definition.style;
    const numbered = /\[?(\d{1,4})\]?(?=[ ,.;:)]|$)/y;
    if (references === 'name-first') {
      for (const [to, name] of this.#typed(at, LONGEST_NAME, undefined)) {
        numbered.lastIndex = this.#spaces(to);
        const number = numbered.exec(this.#text);
        if (number) yield [number.index + number[0].length, { number: Number(number[1]), name }];
      }
    } else {
      numbered.lastIndex = at;
      const number = numbered.exec(this.#text);
      if (number) {
        const to = at + number[0].length;
        if (references === 'number-only') yield [to, { number: Number(number[1]), name: '' }];
        else if (/[A-Z*("[]/.test(this.#text[this.#spaces(to)] ?? '')) {
          for (const name of this.#known(this.#spaces(to)))
            yield [this.#spaces(to) + name.length, { number: Number(number[1]), name }];
          for (const [end, name] of this.#typed(this.#spaces(to), LONGEST_NAME, undefined))
            yield [end, { number: Number(number[1]), name }];
        }
      }
    }
    for (const name of this.#named.entries)
      if (this.#text.startsWith(name, at) && !/\w/.test(this.#text[at + name.length] ?? ' '))
        yield [at + name.length, { number: null, name }];
  }

  /** Names that entries and reliefs have in the dictionary, the longest first. */
  #known(at: number): readonly string[] {
    const rest = this.#text.slice(at, at + LONGEST_NAME).toLowerCase();
    return [...this.#named.entries]
      .filter((name) => name.length > 6 && rest.startsWith(name.toLowerCase()))
      .map((name) => this.#text.slice(at, at + name.length))
      .sort((a, b) => b.length - a.length);
  }

  *#references(at: number, found: Found): Ends {
    for (const [to, entry] of this.#entry(at)) {
      const more = { ...found, references: [...found.references, entry] };
      if (more.references.length < 6 && this.#text.startsWith(', ', to) && /[[\dA-Z]/.test(this.#text[to + 2] ?? ''))
        for (const [end, all] of this.#references(to + 2, more)) if (all !== more) yield [end, all];
      yield [to, more];
    }
  }

  *#rulings(at: number, found: Found): Ends {
    const { matter, style } = this.#definition;
    if (matter.kind !== 'rules') return;
    for (const { code, words } of matter.dispositions) {
      const said =
        style.dispositions === 'capitals'
          ? words.toUpperCase()
          : style.dispositions === 'capital'
            ? words.replace(/^./, (letter) => letter.toUpperCase())
            : words;
      if (!this.#text.startsWith(`${said} `, at)) continue;
      for (const [to, entry] of this.#entry(at + said.length + 1)) {
        const more = { ...found, rulings: [...found.rulings, { disposition: code, ...entry }] };
        const joint = style.rulings === 'semicolons' ? '; ' : ', ';
        if (this.#text.startsWith(joint, to)) yield* this.#rulings(to + joint.length, more);
        yield [to, more];
      }
    }
  }

  *#attachments(at: number, found: Found): Ends {
    if (!this.#text.startsWith('(Attachments: # ', at)) yield [at, found];
    else for (const [to, attachments] of attachmentsAt(this.#text, at)) yield [to, { ...found, attachments }];
  }

  *#signature(at: number, found: Found): Ends {
    const { style } = this.#definition;
    let from = at;
    const bare = style.withoutDocument !== '' && this.#text.startsWith(style.withoutDocument, at);
    if (bare) from = this.#spaces(at + style.withoutDocument.length);
    SIGNATURE.lastIndex = from;
    const said = SIGNATURE.exec(this.#text);
    if (!said) return;
    const staff = style.staff === 'court-staff' && said[1]!.endsWith(', COURT STAFF');
    const name = staff ? said[1]!.slice(0, -', COURT STAFF'.length) : said[1]!;
    yield [from + said[0].length, { ...found, withoutDocument: bare, signature: { name, staff } }];
  }
}
