/** How the text of a spread filing names the cases in which it stands (spec/filing.md §2.9). */

/**
 * Where a text names them. Which they are is looked up when it is shown: one of them may be sealed by then, and a text that kept
 * their numbers would go on naming it.
 */
export interface AssociatedPart {
  readonly kind: 'associated';
  /** `Filed In Associated Cases`, as the court worded it on the day of filing. */
  readonly words: string;
  /** All are named; else the first, `et al.` */
  readonly all: boolean;
}

/**
 * The text with the cases in it: ` Filed In Associated Cases: 1:20-cv-08924-CM et al.`; without a word of them where fewer than two
 * are to be named, as if it had been filed in one.
 */
export const withAssociated = <Part extends { readonly kind: string }>(
  parts: readonly (Part | AssociatedPart)[],
  numbers: readonly string[],
): readonly (Part | { readonly kind: 'text'; readonly text: string })[] =>
  parts.flatMap((part): (Part | { readonly kind: 'text'; readonly text: string })[] => {
    if (!isAssociated(part)) return [part as Part];
    if (numbers.length < 2) return [];
    const named = part.all ? numbers.join(', ') : `${numbers[0]} et al.`;
    return [{ kind: 'text', text: ` ${part.words}: ${named}` }];
  });

export const isAssociated = (part: { readonly kind: string }): part is AssociatedPart => part.kind === 'associated';
