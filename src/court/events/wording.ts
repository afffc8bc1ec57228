/**
 * How a court words its docket: every court's dictionary says the same things in words of its own (spec/filing.md §3.2,
 * §5.1). A wording is dated data like the events themselves (`dictionary/wordings/*.yaml`), and a court's setting
 * `docketWording` names the one it uses. What a wording does not say stands as the dictionary has it.
 */

import type { EventDefinition, Prompt, Relief } from './model.ts';
import { OWN_VERSIONS } from './own-entries.ts';
import type { Validity } from './read-yaml.ts';
import type { Template } from './template.ts';

/** The few ways in which courts differ in every text. */
export interface TextStyle {
  /** What is put before the signature where the text has no space of its own; `space-unless-attachments`: not after a list. */
  readonly beforeSignature: 'as-written' | 'space' | 'space-unless-attachments';
  /** `March 4, 2026`; `3/4/2026`; `03/04/2026`. */
  readonly days: 'long' | 'numeric' | 'padded';
  /** `re 12 MOTION to Compel`; `re MOTION to Compel 12`; `re 12`. */
  readonly references: 'number-first' | 'name-first' | 'number-only';
  /** What parts the motions that an order rules on. */
  readonly rulings: 'semicolons' | 'commas';
  /** `granting`, `Granting`, `GRANTING`. */
  readonly dispositions: 'as-written' | 'capital' | 'capitals';
  /** `MOTION to Compel and for Sanctions`; `MOTION to Compel, MOTION for Sanctions`. */
  readonly severalReliefs: 'and' | 'motion-each';
  /** `by Acme Corp.`; `by Plaintiff Acme Corp.`; `by plaintiff Acme Corp.` */
  readonly filers: 'names' | 'with-role' | 'with-small-role';
  /** How those who work for the court sign: `(Smith, Lee)`; `(Smith, Lee, COURT STAFF)`. */
  readonly staff: 'as-named' | 'court-staff';
  /** Whether the day of filing ends the text: `(Filed on 3/4/2026)`. */
  readonly endsWithFiledOn: boolean;
  /** `as to Rob Roe (1)` in every entry, or only where it says of counts or rules on a motion, and else `as to Rob Roe`. */
  readonly defendants: 'numbered' | 'numbered-in-rulings';
  /** `by Rob Roe as to Rob Roe (1)`; `left-out`: `by Rob Roe`, where all that it is about file it and the text has a group for it. */
  readonly defendantsWhoFile: 'named' | 'left-out';
  /** `identifying Corporate Parent Bensco, Inc.`; `identifying Bensco, Inc. as Corporate Parent`. */
  readonly added: 'role-first' | 'role-last';
  /** Said before the signature of an entry that has no document; empty: nothing. */
  readonly withoutDocument: string;
}

/** As the dictionary itself words it. */
export const OWN_STYLE: TextStyle = {
  beforeSignature: 'as-written',
  days: 'long',
  references: 'number-first',
  rulings: 'semicolons',
  dispositions: 'as-written',
  severalReliefs: 'and',
  filers: 'names',
  staff: 'as-named',
  endsWithFiledOn: false,
  defendants: 'numbered',
  defendantsWhoFile: 'named',
  added: 'role-first',
  withoutDocument: '',
};

/** A court's text for one event or relief, and what it asks beyond the dictionary's questions (`asks` of the wording). */
export interface CourtsText {
  /** `motion`, `motion/compel`. */
  readonly of: string;
  readonly text: Template;
  /** Of a relief: the text is that of the whole entry when nothing else is asked for. */
  readonly alone: boolean;
  /** Questions of its own; one with the name of the dictionary's takes its place. */
  readonly prompts: readonly Prompt[];
}

export interface Wording extends Validity {
  readonly name: string;
  readonly style: TextStyle;
  /** Words that may stand before an event's name beyond those of its list: `UNOPPOSED`. */
  readonly prefixes: readonly string[];
  readonly texts: ReadonlyMap<string, CourtsText>;
}

/** The event as a court words it. */
export function wordedAs(definition: EventDefinition, wording: Wording): EventDefinition {
  // What the court has written itself stands as it wrote it.
  const own = definition.version > OWN_VERSIONS ? undefined : wording.texts.get(definition.code);
  const { matter } = definition;
  return {
    ...definition,
    style: wording.style,
    text: own?.text ?? definition.text,
    prefixes: definition.prefixes.length > 0 ? [...definition.prefixes, ...wording.prefixes] : definition.prefixes,
    prompts: own ? withPrompts(definition.prompts, own.prompts) : definition.prompts,
    matter:
      matter.kind === 'opens'
        ? { kind: 'opens', reliefs: matter.reliefs.map((relief) => reliefAs(relief, wording)) }
        : matter,
  };
}

function reliefAs(relief: Relief, wording: Wording): Relief {
  // Own first here too: what the court has written itself stands as it wrote it.
  const own = relief.own ? undefined : wording.texts.get(`${relief.of}/${relief.code}`);
  if (!own) return relief;
  const prompts = withPrompts(relief.prompts, own.prompts);
  return own.alone ? { ...relief, alone: own.text, prompts } : { ...relief, text: own.text, prompts };
}

const withPrompts = (theirs: readonly Prompt[], own: readonly Prompt[]): readonly Prompt[] => [
  ...theirs.filter((prompt) => !own.some((each) => each.name === prompt.name)),
  ...own,
];
