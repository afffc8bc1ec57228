/**
 * The docket text of an entry, to the letter, from what the dictionary says and what the filer answered
 * (spec/filing.md §2.11, §3.2, §3.6, §3.13, appendix C.1). It is a list of parts, not one string: what a person typed
 * stays in a part of its own, so that no words of theirs can become a link, a reference or the name of a filer.
 * `(Entered: mm/dd/yyyy)` is not part of it; the docket page adds that.
 */
import type { EntrySeq } from '../../kernel/ids.ts';
import { asCivilDate, type CivilDate } from '../../kernel/time.ts';
import type { Answers } from './answers.ts';
import { cleanText } from './clean-text.ts';
import type { EventDefinition, Prompt, Relief } from './model.ts';
import { Scribe } from './scribe.ts';
import type { Slot, SlotName, Template } from './template.ts';

export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  /** The filer's own words: italics on every page. */
  | { readonly kind: 'free'; readonly text: string }
  /** A link to an entry. `label` is its number; for an entry without one, its name. */
  | { readonly kind: 'ref'; readonly seq: EntrySeq; readonly label: string }
  /** A link to attachment `n` of this entry. The sign `# ` before it stands in the text. */
  | { readonly kind: 'attachment'; readonly n: number };

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
  /** The entries of `answers.references`, in their order: `{ number: 12, name: 'MOTION to Compel' }`. */
  readonly references: readonly EntryNamed[];
  /** The reliefs of `answers.rulings`, in their order: `{ number: 12, name: 'Motion to Compel' }`. */
  readonly rulings: readonly EntryNamed[];
  /** `Judge Robin Roe`, `Magistrate Judge Sam Poe`; null when no judge speaks. */
  readonly judge: string | null;
  /** The deadlines that the entry sets; left out when it sets none (spec/filing.md §11.2.1). */
  readonly deadlines?: readonly { readonly title: string; readonly dueOn: CivilDate }[];
  /** Who signs: `Jane Doe`, and `Doe, Jane` for the end of the text; null when the system itself makes the entry. */
  readonly signer: { readonly name: string; readonly lastFirst: string; readonly firm?: string | null } | null;
}

/**
 * The text. Complete answers are not required: the wizard shows it as it grows, and what is missing is left out.
 * A reference is printed once, where the first relief that asks for one has it, or else where the event has it.
 */
export function docketText(definition: EventDefinition, answers: Answers, facts: TextFacts): DocketText {
  const scribe = new Scribe();
  new Reader(definition, answers, facts, scribe).write(definition.text, definition.prompts, answers.prompts);
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
  }
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `April 4, 2025`, the form of days inside docket text (appendix C.1). */
const longDate = (day: CivilDate): string =>
  `${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8, 10))}, ${day.slice(0, 4)}`;

/** Reads templates aloud to the scribe. */
class Reader {
  readonly #definition: EventDefinition;
  readonly #answers: Answers;
  readonly #facts: TextFacts;
  readonly #to: Scribe;
  readonly #reliefs: readonly { readonly relief: Relief; readonly prompts: Answers['prompts'] }[];
  #referencesPrinted = false;
  /** Free text after a name is parted from it by a comma (appendix C.1: `Respond to 1 Complaint, by the …`). */
  #afterReference = false;

  constructor(definition: EventDefinition, answers: Answers, facts: TextFacts, to: Scribe) {
    this.#definition = definition;
    this.#answers = answers;
    this.#facts = facts;
    this.#to = to;
    const { matter } = definition;
    this.#reliefs = answers.reliefs.flatMap(({ code, prompts }) => {
      const relief = matter.kind === 'opens' ? matter.reliefs.find((each) => each.code === code) : undefined;
      return relief ? [{ relief, prompts }] : [];
    });
  }

  write(template: Template, prompts: readonly Prompt[], given: Answers['prompts']): void {
    for (const segment of template) {
      if (segment.kind === 'words') {
        this.#to.words(segment.words);
        if (segment.words.trim() !== '') this.#afterReference = false;
      } else if (segment.kind !== 'group') this.#slot(segment, prompts, given);
      else if (
        segment.segments.every(
          (each) => each.kind === 'words' || each.kind === 'group' || this.#says(each, prompts, given),
        )
      ) {
        this.write(segment.segments, prompts, given);
      }
    }
  }

  /** Whether a slot has something to say. */
  #says(slot: Slot, prompts: readonly Prompt[], given: Answers['prompts']): boolean {
    if (slot.kind === 'prompt') return promptText(slot.prompt, prompts, given) !== '';
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
    if (slot.kind === 'prompt') this.#to.text(promptText(slot.prompt, prompts, given));
    else if (slot.name === 'reliefs') this.#writeReliefs();
    else if (slot.name === 'refs') this.#writeReferences();
    else if (slot.name === 'rulings') this.#writeRulings();
    else if (slot.name === 'attachments') this.#writeAttachments();
    else if (slot.name === 'free') this.#writeFree(afterReference);
    else this.#to.text(this.#line(slot.name));
  }

  /** What a slot without links in it prints; empty when it has nothing to say. */
  #line(slot: Exclude<SlotName, 'reliefs' | 'refs' | 'rulings' | 'attachments' | 'free'>): string {
    const { filers, judge, signer } = this.#facts;
    switch (slot) {
      case 'prefix':
        return this.#prefix();
      case 'filers':
        return filers.map(cleanText).join(', ');
      case 'signature':
        return signer ? `(${cleanText(signer.lastFirst)})` : '';
      case 'signer':
        return signer ? cleanText(signer.name) : '';
      case 'firm':
        return cleanText(signer?.firm ?? '');
      case 'judge':
        return judge ? cleanText(judge) : '';
      case 'order-text':
        return cleanText(this.#answers.orderText);
      case 'due':
        return (this.#facts.deadlines ?? []).map((each) => `${each.title} ${longDate(each.dueOn)}`).join('; ');
    }
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
        this.#to.text(last ? (index > 1 ? ', and ' : ' and ') : ', ');
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
    this.#to.part({ kind: 'ref', seq, label: String(number) });
    this.#to.text(` ${cleanText(name)}`);
  }

  #writeRulings(): void {
    const { matter } = this.#definition;
    for (const [index, entry] of this.#facts.rulings.entries()) {
      const code = this.#answers.rulings[index]?.disposition;
      const disposition = matter.kind === 'rules' ? matter.dispositions.find((each) => each.code === code) : undefined;
      if (index > 0) this.#to.text('; ');
      if (disposition) this.#to.text(`${disposition.words} `);
      this.#writeEntry(entry);
    }
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

function promptText(name: string, prompts: readonly Prompt[], given: Answers['prompts']): string {
  const prompt = prompts.find((each) => each.name === name);
  const answer = given[name];
  if (!prompt || answer === undefined) return '';
  switch (prompt.kind) {
    case 'date': {
      const day = typeof answer === 'string' ? asCivilDate(answer) : null;
      return day ? longDate(day) : '';
    }
    case 'choice':
      return prompt.choices.find((choice) => choice === answer) ?? '';
    case 'yes-no':
      return answer === true ? (prompt.textIfYes ?? '') : '';
    case 'text':
      return typeof answer === 'string' ? cleanText(answer) : '';
  }
}
