/**
 * The docket text of an entry, to the letter, from what the dictionary says and what the filer answered
 * (spec/filing.md §2.11, §3.2, §3.6, §3.13, appendix C.1). It is a list of parts, not one string: what a person typed
 * stays in a part of its own, so that no words of theirs can become a link, a reference or the name of a filer.
 * `(Entered: mm/dd/yyyy)` is not part of it; the docket page adds that.
 */
import type { EntrySeq } from '../../kernel/ids.ts';
import { asCivilDate, type CivilDate } from '../../kernel/time.ts';
import type { Answers } from './answers.ts';
import type { AssociatedPart } from './associated.ts';
import { cleanText } from './clean-text.ts';
import type { EventDefinition, Prompt, Relief } from './model.ts';
import {
  addedWords,
  appearingWords,
  type DefendantNamed,
  identifiedWords,
  NOBODY,
  type PeopleNamed,
} from './people-text.ts';
import { Scribe } from './scribe.ts';
import type { Slot, SlotName, Template } from './template.ts';
import type { TextStyle } from './wording.ts';
import { disposed, writtenDay, writtenFilers } from './written.ts';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** The filer's own words: italics on every page. */
  | { readonly kind: 'free'; readonly text: string }
  /** A link to an entry. `label` is its number; for an entry without one, its name. */
  | { readonly kind: 'ref'; readonly seq: EntrySeq; readonly label: string }
  /** A link to attachment `n` of this entry. The sign `# ` before it stands in the text. */
  | { readonly kind: 'attachment'; readonly n: number }
  | AssociatedPart;

/** Kept as JSON with the entry's version. */
export interface DocketText {
  readonly parts: readonly TextPart[];
}

/** An entry as the text of another names it: its number, if it has one, and its reference name or that of its relief. */
export interface EntryNamed {
  readonly seq: EntrySeq;
  readonly number: number | null;
  readonly name: string;
}

/** What the answers only point to, in the words that the docket prints. Nothing here is typed by the filer. */
export interface TextFacts {
  /** Filers' names, in the order of the answers. */
  readonly filers: readonly string[];
  /** What each of them is in the case: `Plaintiff`; read where the court names filers with their role. */
  readonly filerRoles?: readonly string[];
  /** The entries of `answers.references`, in their order: `{ number: 12, name: 'MOTION to Compel' }`. */
  readonly references: readonly EntryNamed[];
  /** The reliefs of `answers.rulings`, in their order: `{ number: 12, name: 'Motion to Compel' }`. */
  readonly rulings: readonly EntryNamed[];
  /** `Judge Robin Roe`, `Magistrate Judge Sam Poe`; null when no judge speaks. */
  readonly judge: string | null;
  /** The deadlines that the entry sets; left out when it sets none (spec/filing.md §11.2.1). */
  readonly deadlines?: readonly DueTold[];
  /** Open deadlines that it moves, with their new day; told in every text. */
  readonly moved?: readonly DueTold[];
  /** The people of the filing, as far as it has any besides its filers. */
  readonly people?: PeopleNamed;
  /** The day of filing; read where the court ends its texts with it. */
  readonly filedOn?: CivilDate;
  /** Who signs; null when the system itself makes the entry. */
  readonly signer: TextSigner | null;
  /** How the cases of a spread filing are named; left out when it is filed in one. */
  readonly associated?: AssociatedPart | null;
}

/** A day as the text tells it; a party that is served by mail has one of its own. */
export interface DueTold {
  readonly title: string;
  readonly dueOn: CivilDate;
  readonly parties?: readonly { readonly name: string }[];
  readonly byMail?: true;
}

/** Who signs: `Jane Doe`, and `Doe, Jane` for the end of the text. */
export interface TextSigner {
  readonly name: string;
  /** As the account is named: a clerk whose account has initials alone is `jqd` or, with a last name only, `jqd, `. */
  readonly lastFirst: string;
  readonly firm?: string | null;
  /** Whether the signer works for the court. */
  readonly staff?: boolean;
}

/**
 * The text. Complete answers are not required: the wizard shows it as it grows, and what is missing is left out.
 * A reference is printed once, where the first relief that asks for one has it, or else where the event has it.
 */
export function docketText(definition: EventDefinition, answers: Answers, facts: TextFacts): DocketText {
  const scribe = new Scribe();
  new Reader(definition, answers, facts, scribe).writeAll();
  return { parts: scribe.finished() };
}

/** As one line for search, subjects and programs: `granting 12 Motion to Compel. (Attachments: # 1 Exhibit A)`. */
export const plainText = (parts: readonly TextPart[]): string =>
  parts.map((part) => printed(part, String, String)).join('');

/** As notices print it: `granting [12] Motion to Compel. (Attachments: # (1) Exhibit A)` (spec/filing.md §3.13.4). */
export const noticeText = (parts: readonly TextPart[]): string =>
  parts
    .map((part) =>
      printed(
        part,
        (label) => (/^\d+$/.test(label) ? `[${label}]` : label),
        (n) => `(${n})`,
      ),
    )
    .join('');

function printed(part: TextPart, reference: (label: string) => string, attachment: (n: number) => string): string {
  switch (part.kind) {
    case 'text':
    case 'free':
      return part.text;
    case 'ref':
      return reference(part.label);
    case 'attachment':
      return attachment(part.n);
    case 'associated':
      return '';
  }
}

/** Reads templates aloud to the scribe. */
class Reader {
  readonly #definition: EventDefinition;
  readonly #answers: Answers;
  readonly #facts: TextFacts;
  readonly #people: PeopleNamed;
  readonly #to: Scribe;
  readonly #reliefs: readonly { readonly relief: Relief; readonly prompts: Answers['prompts'] }[];
  #referencesPrinted = false;
  /** Whether days that every text must tell have been told. */
  #dueTold = false;
  /** Free text after a name is parted from it by a comma (appendix C.1: `Respond to 1 Complaint, by the …`). */
  #afterReference = false;
  #associatedNamed = false;

  constructor(definition: EventDefinition, answers: Answers, facts: TextFacts, to: Scribe) {
    this.#definition = definition;
    this.#answers = answers;
    this.#facts = facts;
    this.#people = facts.people ?? NOBODY;
    this.#to = to;
    const { matter } = definition;
    this.#reliefs = answers.reliefs.flatMap(({ code, prompts }) => {
      const relief = matter.kind === 'opens' ? matter.reliefs.find((each) => each.code === code) : undefined;
      return relief ? [{ relief, prompts }] : [];
    });
  }

  /** The whole text: the event's, or that of the one relief asked for where the court words it apart. */
  writeAll(): void {
    const { text, prompts, style } = this.#definition;
    const [only] = this.#reliefs;
    if (only?.relief.alone && this.#reliefs.length === 1) {
      const asked = [...prompts, ...only.relief.prompts];
      this.write(only.relief.alone, asked, { ...this.#answers.prompts, ...only.prompts });
    } else this.write(text, prompts, this.#answers.prompts);
    // spec/filing.md §4.2 screen 13
    if (this.#answers.underProtectiveOrder) this.#to.words(' (Document Restricted According to Protective Order)');
    this.#writeUntold(' ', '');
    this.#writeAssociated();
    if (style.endsWithFiledOn && this.#facts.filedOn) {
      this.#to.words(` (Filed on ${writtenDay(this.#facts.filedOn, { ...style, days: 'numeric' })})`);
    }
  }

  write(template: Template, prompts: readonly Prompt[], given: Answers['prompts']): void {
    for (const segment of template) {
      if (segment.kind === 'words') {
        this.#to.words(segment.words);
        if (segment.words.trim() !== '') this.#afterReference = false;
      } else if (segment.kind !== 'group') this.#slot(segment, prompts, given);
      else if (
        segment.segments.every(
          (each) =>
            each.kind === 'words' || each.kind === 'group' || (this.#says(each, prompts, given) && !this.#twice(each)),
        )
      ) {
        this.write(segment.segments, prompts, given);
      }
    }
  }

  /** Defendants whom its filers name already, in a court that leaves them out. */
  #twice(slot: Slot): boolean {
    if (slot.kind !== 'slot' || slot.name !== 'defendants') return false;
    return (
      this.#definition.style.defendantsWhoFile === 'left-out' && this.#people.defendants.every((each) => each.files)
    );
  }

  /** Whether a slot has something to say. */
  #says(slot: Slot, prompts: readonly Prompt[], given: Answers['prompts']): boolean {
    if (slot.kind === 'prompt') return this.#promptText(slot.prompt, prompts, given) !== '';
    switch (slot.name) {
      case 'reliefs':
        return this.#reliefs.length > 0;
      case 'refs':
        return !this.#referencesPrinted && this.#facts.references.length > 0;
      case 'rulings':
        return this.#facts.rulings.length > 0;
      case 'attachments':
        return this.#answers.documents.attachments.length > 0;
      case 'free':
        return cleanText(this.#answers.freeText) !== '';
      default:
        return this.#line(slot.name) !== '';
    }
  }

  #slot(slot: Slot, prompts: readonly Prompt[], given: Answers['prompts']): void {
    if (!this.#says(slot, prompts, given)) return;
    const afterReference = this.#afterReference;
    this.#afterReference = false;
    if (slot.kind === 'prompt') this.#to.text(this.#promptText(slot.prompt, prompts, given));
    else if (slot.name === 'reliefs') this.#writeReliefs();
    else if (slot.name === 'refs') this.#writeReferences();
    else if (slot.name === 'rulings') this.#writeRulings();
    else if (slot.name === 'attachments') this.#writeAttachments();
    else if (slot.name === 'free') this.#writeFree(afterReference);
    else if (slot.name === 'signature') this.#writeSignature();
    else if (slot.name === 'due') this.#writeDue();
    else this.#to.text(this.#line(slot.name));
  }

  /** After the court's words on an entry that has no document, parted from what stands before as the court does it. */
  #writeSignature(): void {
    const { style } = this.#definition;
    this.#writeUntold(this.#to.endsOpen() ? '' : ' ', ' ');
    if (style.withoutDocument !== '' && this.#answers.documents.main === null) {
      this.#to.words(` ${style.withoutDocument} `);
    }
    this.#writeAssociated();
    // A space that the text itself has there stays.
    if (style.beforeSignature.startsWith('space') && !this.#to.endsOpen()) {
      const listed = this.#answers.documents.attachments.length > 0;
      if (style.beforeSignature === 'space' || !listed) this.#to.text(' ');
    }
    this.#to.text(this.#line('signature'));
  }

  /** Before the signature, or at the end of a text that has none. */
  #writeAssociated(): void {
    if (!this.#facts.associated || this.#associatedNamed) return;
    this.#associatedNamed = true;
    const open = this.#to.endsOpen();
    if (open) this.#to.trimEnd();
    this.#to.part(this.#facts.associated);
    if (open) this.#to.text(' ');
  }

  /** What a slot without links in it prints; empty when it has nothing to say. */
  #line(slot: Exclude<SlotName, 'reliefs' | 'refs' | 'rulings' | 'attachments' | 'free'>): string {
    const { judge, signer } = this.#facts;
    const { style } = this.#definition;
    switch (slot) {
      case 'prefix':
        return this.#prefix();
      case 'filers':
        return writtenFilers(this.#facts, this.#definition.style);
      case 'signature':
        return signer ? `(${this.#signature(signer)})` : '';
      case 'signer':
        return signer ? cleanText(signer.name) : '';
      case 'firm':
        return cleanText(signer?.firm ?? '');
      case 'judge':
        return judge ? cleanText(judge) : '';
      case 'order-text':
        return cleanText(this.#answers.orderText);
      case 'due':
        return this.#due();
      case 'due-on': {
        const first = this.#facts.deadlines?.[0];
        return first ? writtenDay(first.dueOn, style) : '';
      }
      case 'filed-on':
        return this.#facts.filedOn ? writtenDay(this.#facts.filedOn, style) : '';
      case 'defendants':
        return this.#defendants();
      case 'counts':
        return this.#counts();
      case 'added':
        return addedWords(this.#people.added, style);
      case 'identified':
        return identifiedWords(this.#people.identified, style);
      case 'appearing':
        return appearingWords(this.#people.appearing);
      case 'ended':
        return this.#people.ended.map(cleanText).join(', ');
      case 'withdrawn':
        return this.#people.withdrawn.map(cleanText).join(', ');
    }
  }

  #signature(signer: TextSigner): string {
    const name = cleanText(signer.lastFirst);
    const named = name.endsWith(',') ? `${name} ` : name;
    return signer.staff && this.#definition.style.staff === 'court-staff' ? `${named}, COURT STAFF` : named;
  }

  /** A day is told once, though it may be that of several parties; a longer one for who is served by mail with their names. */
  #due(): string {
    const { style } = this.#definition;
    const told = (this.#facts.deadlines ?? []).map((each) => {
      const names = each.byMail ? ` for ${namesOf(each)} (served by mail)` : '';
      return `${each.title} ${writtenDay(each.dueOn, style)}${names}`;
    });
    return [...new Set([...told, ...this.#moved()])].join('; ');
  }

  /** `Robin Baker answer due April 3, 2026`, as dockets reset days. */
  #moved(): readonly string[] {
    const { style } = this.#definition;
    return (this.#facts.moved ?? []).map((each) => {
      const names = namesOf(each);
      const title = names === '' ? each.title : `${names} ${each.title.replace(/^./, (sign) => sign.toLowerCase())}`;
      return `${title} ${writtenDay(each.dueOn, style)}`;
    });
  }

  #writeDue(): void {
    this.#to.text(this.#due());
    this.#dueTold = true;
  }

  /** Days that lawyers must read on the docket stand in texts too that have no place for days: moved ones, and those by mail. */
  #writeUntold(before: string, after: string): void {
    if (this.#dueTold) return;
    this.#dueTold = true;
    const byMail = (this.#facts.deadlines ?? []).some((each) => each.byMail);
    const told = byMail ? this.#due() : [...new Set(this.#moved())].join('; ');
    if (told !== '') this.#to.text(`${before}${told}.${after}`);
  }

  #defendants(): string {
    const numbered = this.#definition.style.defendants === 'numbered' || this.#facts.rulings.length > 0;
    return this.#people.defendants.map((each) => (numbered ? defendantName(each) : cleanText(each.name))).join(', ');
  }

  /** `Rob Roe (1) count(s) 1-6, Sam Poe (2) count(s) 1`; of a judgment `Rob Roe (1), Count(s) 1, probation; Count(s) 2, dismissed`. */
  #counts(): string {
    const { counts } = this.#definition;
    return this.#people.defendants
      .map((each) => {
        const name = defendantName(each);
        if (counts !== 'disposes') {
          const numbers = each.counts.map((count) => count.numbers).filter(Boolean);
          return numbers.length > 0 ? `${name} count(s) ${numbers.map(cleanText).join(', ')}` : name;
        }
        const disposed = each.counts.map(
          (count) => `Count(s) ${cleanText(count.numbers)}, ${cleanText(count.disposition).replace(/\.$/, '')}`,
        );
        return [name, disposed.join('; ')].filter(Boolean).join(', ');
      })
      .join(counts === 'disposes' ? '; ' : ', ');
  }

  #promptText(name: string, prompts: readonly Prompt[], given: Answers['prompts']): string {
    if (prompts.find((each) => each.name === name)?.kind !== 'parties')
      return promptText(name, prompts, given, this.#definition.style);
    return (this.#people.named[name] ?? []).map(cleanText).join(', ');
  }

  #writeFree(afterReference: boolean): void {
    if (afterReference) {
      this.#to.trimEnd();
      this.#to.words(', ');
    }
    this.#to.part({ kind: 'free', text: cleanText(this.#answers.freeText) });
  }

  /** Only a word of the event's own list: a prefix is chosen, never typed. */
  #prefix(): string {
    return this.#definition.prefixes.find((word) => word === this.#answers.prefix) ?? '';
  }

  #writeReliefs(): void {
    for (const [index, { relief, prompts }] of this.#reliefs.entries()) {
      if (index > 0) {
        const last = index === this.#reliefs.length - 1;
        if (this.#definition.style.severalReliefs === 'motion-each') {
          this.#to.text(`, ${this.#definition.referenceName} `);
        } else this.#to.text(last ? (index > 1 ? ', and ' : ' and ') : ', ');
        this.#afterReference = false;
      }
      this.write(relief.text, relief.prompts, prompts);
      this.#to.trimEnd();
    }
  }

  #writeReferences(): void {
    for (const [index, entry] of this.#facts.references.entries()) {
      if (index > 0) this.#to.text(', ');
      this.#writeEntry(entry);
    }
    this.#referencesPrinted = true;
    this.#afterReference = true;
  }

  #writeEntry({ seq, number, name }: EntryNamed): void {
    if (number === null) {
      this.#to.part({ kind: 'ref', seq, label: cleanText(name) });
      return;
    }
    const { references } = this.#definition.style;
    if (references === 'name-first') this.#to.text(`${cleanText(name)} `);
    this.#to.part({ kind: 'ref', seq, label: String(number) });
    if (references === 'number-first') this.#to.text(` ${cleanText(name)}`);
  }

  #writeRulings(): void {
    const { matter } = this.#definition;
    for (const [index, entry] of this.#facts.rulings.entries()) {
      const code = this.#answers.rulings[index]?.disposition;
      const disposition = matter.kind === 'rules' ? matter.dispositions.find((each) => each.code === code) : undefined;
      const { style } = this.#definition;
      if (index > 0) this.#to.text(style.rulings === 'semicolons' ? '; ' : ', ');
      if (disposition) this.#to.text(`${disposed(disposition.words, style)} `);
      this.#writeEntry(entry);
    }
    if (this.#dueTold || !this.#facts.moved?.length) return;
    this.#to.text(`. ${[...new Set(this.#moved())].join('; ')}`);
    this.#dueTold = true;
  }

  #writeAttachments(): void {
    this.#to.text('(Attachments: ');
    for (const [index, { category, description }] of this.#answers.documents.attachments.entries()) {
      this.#to.text(index > 0 ? ', # ' : '# ');
      this.#to.part({ kind: 'attachment', n: index + 1 });
      const name = attachmentName(category, description);
      if (name !== '') this.#to.text(` ${name}`);
    }
    this.#to.text(')');
  }
}

/** `Exhibit A`: the category, then the description (BR-49). */
export const attachmentName = (category: string | null, description: string): string =>
  cleanText(`${category ?? ''} ${description}`);

const namesOf = ({ parties = [] }: DueTold): string => parties.map((each) => cleanText(each.name)).join(', ');

const defendantName = ({ name, number }: Pick<DefendantNamed, 'name' | 'number'>): string =>
  `${cleanText(name)} (${number})`;

function promptText(name: string, prompts: readonly Prompt[], given: Answers['prompts'], style: TextStyle): string {
  const prompt = prompts.find((each) => each.name === name);
  const answer = given[name];
  if (!prompt || answer === undefined) return '';
  switch (prompt.kind) {
    case 'date': {
      const day = typeof answer === 'string' ? asCivilDate(answer) : null;
      return day ? writtenDay(day, style) : '';
    }
    case 'choice':
      return prompt.choices.find((choice) => choice === answer) ?? '';
    case 'yes-no':
      return answer === true ? (prompt.textIfYes ?? '') : '';
    case 'text':
      return typeof answer === 'string' ? cleanText(answer) : '';
    case 'parties':
      return '';
  }
}
