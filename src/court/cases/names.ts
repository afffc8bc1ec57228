/** Names of people as dockets write them. */

const SUFFIX = /^(?:jr|sr|ii|iii|iv|v|esq)\.?$/i;

/**
 * `Last, First M.`, as docket text signs a person: from the printed name `Clifford C. Marshall , Jr.`.
 * A name of one word, or none, stays as it is.
 */
export function signatureName(printed: string): string {
  const words = printed
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .filter((word, n) => n === 0 || !SUFFIX.test(word));
  const last = words.pop();
  if (last === undefined) return printed.trim();
  if (words.length === 0) return last;
  const [first, middle] = words;
  return `${last}, ${first}${middle ? ` ${middle.charAt(0)}.` : ''}`;
}
