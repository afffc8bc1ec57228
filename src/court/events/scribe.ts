/** Writes the parts of a docket text in order. */
import type { TextPart } from './docket-text.ts';

/** Puts parts one after the other with single spaces between them. */
export class Scribe {
  #parts: TextPart[] = [];

  /** The dictionary's words. A space is dropped where nothing stands before it, or another space, or a full stop follows. */
  words(words: string): void {
    if (/^[.,;:]/.test(words)) this.trimEnd();
    const text = this.endsOpen() ? words.replace(/^ +/, '') : words;
    if (text !== '') this.text(text.replace(/ {2,}/g, ' '));
  }

  text(text: string): void {
    const last = this.#parts.at(-1);
    if (last?.kind === 'text') this.#parts[this.#parts.length - 1] = { kind: 'text', text: last.text + text };
    else this.#parts.push({ kind: 'text', text });
  }

  part(part: TextPart): void {
    this.#parts.push(part);
  }

  /** Takes the space at the end away: before a comma. */
  trimEnd(): void {
    const last = this.#parts.at(-1);
    if (last?.kind !== 'text') return;
    const text = last.text.replace(/ +$/, '');
    if (text === '') this.#parts.pop();
    else this.#parts[this.#parts.length - 1] = { kind: 'text', text };
  }

  finished(): readonly TextPart[] {
    this.trimEnd();
    return this.#parts;
  }

  /** Whether a space would be one too many. */
  endsOpen(): boolean {
    const last = this.#parts.at(-1);
    return last === undefined || (last.kind === 'text' && last.text.endsWith(' '));
  }
}
