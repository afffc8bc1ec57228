/**
 * The language in which the dictionary writes docket text: fixed words, `{slots}`, and `[groups]` that are printed only
 * when every slot in them has something to say. Templates are read once; what people typed is never read as a template.
 */

export const SLOTS = [
  'prefix',
  'reliefs',
  'refs',
  'free',
  'filers',
  'attachments',
  'signature',
  'signer',
  'firm',
  'judge',
  'rulings',
  'order-text',
  'due',
  'defendants',
  'counts',
  'added',
  'identified',
  'appearing',
  'ended',
  'withdrawn',
  'due-on',
  'filed-on',
] as const;
export type SlotName = (typeof SLOTS)[number];

export type Slot =
  | { readonly kind: 'slot'; readonly name: SlotName }
  | { readonly kind: 'prompt'; readonly prompt: string };
export type Segment =
  | { readonly kind: 'words'; readonly words: string }
  | Slot
  | { readonly kind: 'group'; readonly segments: readonly Segment[] };
export type Template = readonly Segment[];

const TOKEN = /\{([a-z-]+(?:\.[a-z-]+)?)\}|[[\]]|[^[\]{}]+|[{}]/g;

/** Reads a template. Returns what is wrong with it, in words, instead of a template that would print nonsense. */
export function readTemplate(text: string): Template | { readonly wrong: string } {
  const outer: Segment[] = [];
  let group: Segment[] | null = null;
  for (const [token, slotName] of text.matchAll(TOKEN)) {
    const into: Segment[] = group ?? outer;
    if (slotName !== undefined) {
      const slot = slotNamed(slotName);
      if (!slot) return { wrong: `there is no slot {${slotName}}` };
      into.push(slot);
    } else if (token === '[') {
      if (group) return { wrong: 'a group may not stand inside a group' };
      group = [];
    } else if (token === ']') {
      if (!group) return { wrong: 'a ] without its [' };
      if (!group.some((segment) => segment.kind !== 'words'))
        return { wrong: 'a group without a slot is always printed: leave out its brackets' };
      outer.push({ kind: 'group', segments: group });
      group = null;
    } else if (token === '{' || token === '}') return { wrong: `a ${token} without its partner` };
    else into.push({ kind: 'words', words: token });
  }
  return group ? { wrong: 'a [ without its ]' } : outer;
}

function slotNamed(name: string): Slot | null {
  if (name.startsWith('prompt.')) return { kind: 'prompt', prompt: name.slice('prompt.'.length) };
  return (SLOTS as readonly string[]).includes(name) ? { kind: 'slot', name: name as SlotName } : null;
}

/** Every slot of a template, those inside groups too. */
export const slotsOf = (template: Template): readonly Slot[] =>
  template.flatMap((segment): readonly Slot[] => {
    if (segment.kind === 'words') return [];
    return segment.kind === 'group' ? slotsOf(segment.segments) : [segment];
  });
