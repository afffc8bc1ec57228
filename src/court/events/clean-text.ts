/**
 * What a person typed, fit to stand in one line of a docket: white space becomes single spaces; control characters go,
 * and so do marks that turn the direction of writing, with which one part of a line could disguise the next. The two joiners
 * stay where words are written with them: between letters of Arabic script and of those of India.
 */
export const cleanText = (typed: string): string =>
  typed
    .replace(/[\s\u0085]+/g, ' ')
    .replace(JOINERS_ASTRAY, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g, '')
    .toWellFormed()
    .replace(/ {2,}/g, ' ')
    .trim();

const JOINED =
  '[\\p{scx=Arab}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Orya}\\p{scx=Sinh}\\p{scx=Taml}\\p{scx=Telu}]';
const LETTER = `(?=${JOINED})[\\p{L}\\p{M}]`;
/** A joiner that has no letter of such a script on one of its sides. */
const JOINERS_ASTRAY = new RegExp(`(?<!${LETTER})[\\u200c\\u200d]+|[\\u200c\\u200d]+(?!${LETTER})`, 'gu');
