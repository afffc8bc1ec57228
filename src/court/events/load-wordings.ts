/** Reads how courts word their dockets, and checks each text against the event that it is of. */
import { z } from 'zod';
import { checkCourtsText } from './check-definition.ts';
import type { EventDefinition } from './model.ts';
import { checkEntry, overlaps, type Problem, type RawEntry } from './read-yaml.ts';
import { code, prompt, template, validity, words, yesNo } from './schema.ts';
import { slotsOf } from './template.ts';
import { type CourtsText, OWN_STYLE, type TextStyle, type Wording } from './wording.ts';

const style = z
  .strictObject({
    'before-signature': z.enum(['as-written', 'space', 'space-unless-attachments']),
    days: z.enum(['long', 'numeric', 'padded']),
    references: z.enum(['number-first', 'name-first', 'number-only']),
    rulings: z.enum(['semicolons', 'commas']),
    dispositions: z.enum(['as-written', 'capital', 'capitals']),
    'several-reliefs': z.enum(['and', 'motion-each']),
    filers: z.enum(['names', 'with-role', 'with-small-role']),
    staff: z.enum(['as-named', 'court-staff']),
    'ends-with-filed-on': yesNo,
    defendants: z.enum(['numbered', 'numbered-in-rulings']),
    'defendants-who-file': z.enum(['named', 'left-out']),
    added: z.enum(['role-first', 'role-last']),
    'without-document': z.string(),
  })
  .partial();

const wordingEntry = z.strictObject({
  wording: code,
  ...validity,
  /** The wording whose style, questions and texts hold where this one says nothing. */
  like: code.nullable().default(null),
  style: style.default({}),
  prefixes: z.array(words).default([]),
  asks: z.array(prompt).default([]),
  texts: z
    .record(
      z.string().regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/, 'this is an event, or event/relief'),
      z.union([
        template.transform((text) => ({ text, alone: false })),
        z.strictObject({ alone: template }).transform(({ alone }) => ({ text: alone, alone: true })),
      ]),
    )
    .default({}),
});
type Read = z.output<typeof wordingEntry> & { readonly entry: RawEntry };

/** The wordings among the entries. `definitions` are all events, whenever they are valid. */
export function loadWordings(
  entries: readonly RawEntry[],
  definitions: readonly EventDefinition[],
  problems: Problem[],
): readonly Wording[] {
  const read = entries.flatMap((entry): Read[] => {
    const one = checkEntry(entry, wordingEntry, problems);
    return one ? [{ ...one, entry }] : [];
  });
  for (const [index, each] of read.entries()) {
    const earlier = read.slice(0, index).find((other) => other.wording === each.wording && overlaps(other, each));
    if (earlier)
      problems.push(each.entry.problem(['since'], `"${each.wording}" is there already for a part of this time`));
  }
  return read.map((raw) => {
    const base = read.find((each) => each.wording === raw.like);
    if (raw.like !== null && (!base || base.like !== null))
      problems.push(raw.entry.problem(['like'], `there is no wording "${raw.like}" that stands by itself`));
    return wordingOf(raw, base ?? null, definitions, problems);
  });
}

function wordingOf(
  raw: Read,
  base: Read | null,
  definitions: readonly EventDefinition[],
  problems: Problem[],
): Wording {
  const asks = [...(base?.asks.filter((each) => !raw.asks.some((own) => own.name === each.name)) ?? []), ...raw.asks];
  const texts = new Map<string, CourtsText>();
  for (const [of, { text, alone }] of Object.entries({ ...base?.texts, ...raw.texts })) {
    const used = slotsOf(text).flatMap((slot) => (slot.kind === 'prompt' ? [slot.prompt] : []));
    const own: CourtsText = { of, text, alone, prompts: asks.filter((each) => used.includes(each.name)) };
    if (of in raw.texts)
      checkText(own, definitions, (message) => problems.push(raw.entry.problem(['texts', of], message)));
    texts.set(of, own);
  }
  return {
    name: raw.wording,
    since: raw.since,
    until: raw.until,
    style: styleOf({ ...base?.style, ...raw.style }),
    prefixes: [...(base?.prefixes ?? []), ...raw.prefixes],
    texts,
  };
}

function checkText(own: CourtsText, definitions: readonly EventDefinition[], wrong: (message: string) => void): void {
  const [event, relief] = own.of.split('/');
  const definition = definitions.find((each) => each.code === event);
  const reliefs = definition?.matter.kind === 'opens' ? definition.matter.reliefs : [];
  const asked = relief === undefined ? null : reliefs.find((each) => each.code === relief);
  if (!definition) wrong(`there is no event "${event}"`);
  else if (asked === undefined) wrong(`there is no relief "${own.of}"`);
  else if (own.alone && asked === null) wrong('only the text of a relief can stand alone');
  else checkCourtsText(own, definition, asked, wrong);
}

const styleOf = (raw: z.output<typeof style>): TextStyle => ({
  beforeSignature: raw['before-signature'] ?? OWN_STYLE.beforeSignature,
  days: raw.days ?? OWN_STYLE.days,
  references: raw.references ?? OWN_STYLE.references,
  rulings: raw.rulings ?? OWN_STYLE.rulings,
  dispositions: raw.dispositions ?? OWN_STYLE.dispositions,
  severalReliefs: raw['several-reliefs'] ?? OWN_STYLE.severalReliefs,
  filers: raw.filers ?? OWN_STYLE.filers,
  staff: raw.staff ?? OWN_STYLE.staff,
  endsWithFiledOn: raw['ends-with-filed-on'] ?? OWN_STYLE.endsWithFiledOn,
  defendants: raw.defendants ?? OWN_STYLE.defendants,
  defendantsWhoFile: raw['defendants-who-file'] ?? OWN_STYLE.defendantsWhoFile,
  added: raw.added ?? OWN_STYLE.added,
  withoutDocument: raw['without-document'] ?? OWN_STYLE.withoutDocument,
});
