/**
 * What a person typed, fit to stand in one line of a docket: white space becomes single spaces; control characters go,
 * and so do marks that turn the direction of writing, with which one part of a line could disguise the next.
 */
export const cleanText = (typed: string): string =>
  typed
    .replace(/[\s\u0085]+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '')
    .toWellFormed()
    .replace(/ {2,}/g, ' ')
    .trim();
