/**
 * Which event a paper is, by its own title (spec/filing.md §15 pain 1: "suggestion from uploaded PDF title"). A suggestion only:
 * the filer chooses.
 */
import type { CivilDate } from '../../kernel/time.ts';
import { asOf, type EventFound, tellingWords, wordsOf } from './find-events.ts';
import type { EventDefinition, Relief } from './model.ts';

/** With these a paper's title begins or has in it; a line without one is no title. */
const KINDS =
  /\b(ACCEPTANCE|ACKNOWLEDG\w+|AFFIDAVIT|AGREEMENT|ANSWER|APPEAL|APPEARANCE|APPLICATION|BILL|BRIEF|CERTIFICATE|CLAIM|COMPLAINT|CONSENT|COUNTERCLAIM|CROSSCLAIM|DECLARATION|DEMAND|DESIGNATION|DISCLOSURES?|EXHIBITS?|INDICTMENT|INFORMATION|INTERROGATORIES|JOINDER|LETTER|LIST|MEMORANDUM|MOTION|NOTICE|OBJECTIONS?|OPPOSITION|ORDER|PETITION|PLAN|PLEA|PROOF|PROPOSED|REPLY|REPORT|REQUESTS?|RESPONSE|RETURN|STATEMENT|STIPULATION|SUBPOENA|SUGGESTION|SUMMONS|SUPPLEMENT|TRANSCRIPT|WAIVER|WITHDRAWAL)\b/;
/** Lines of the caption that are in capitals and no title. */
const CAPTION =
  /^(UNITED STATES (DISTRICT|COURT|BANKRUPTCY)|IN THE UNITED|FOR THE |(EASTERN|WESTERN|NORTHERN|SOUTHERN|MIDDLE|CENTRAL) DISTRICT|DISTRICT OF|COURT OF|TRAINING COURT|CASE |CIVIL (ACTION|CASE|NO)|CRIMINAL (ACTION|CASE|NO)|CASE NO|DOCKET|JURY TRIAL|ORAL ARGUMENT|HON|PLAINTIFFS?,?$|DEFENDANTS?[,.]?$|PETITIONER|RESPONDENT|V\.?$|VS\.?$)/;
const MOST_LINES = 4;

const letters = (line: string): string => line.replace(/[^\p{L}]/gu, '');
const inCapitals = (line: string): boolean => letters(line).length >= 4 && line === line.toUpperCase();

/**
 * The title on a paper's first page: the first line in capitals that names a kind of paper, with the lines in capitals that
 * go on with it. Null when there is none. At most 300 characters.
 */
export function titleOnPage(page: string): string | null {
  const lines = page.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  const isTitle = (line: string): boolean => inCapitals(line) && !CAPTION.test(line);
  const first = lines.findIndex((line) => isTitle(line) && KINDS.test(line));
  if (first === -1) return null;
  // A title may begin a line before the word that names the kind: "DEFENDANT HARBOR LINES, INC.’S / MOTION TO DISMISS".
  const before = lines[first - 1] ?? '';
  const start = isTitle(before) && /[’']S$/.test(before) ? first - 1 : first;
  let end = first + 1;
  while (end < lines.length && end - start < MOST_LINES && isTitle(lines[end]!)) end++;
  return lines.slice(start, end).join(' ').slice(0, 300);
}

/**
 * The events and reliefs whose name or synonym stands word for word in a title, best first: more words, then the one that
 * comes earlier. `usable` narrows. At most `most`.
 */
export function eventsNamedIn(
  title: string,
  definitions: readonly EventDefinition[],
  on: CivilDate,
  menuOf: (definition: EventDefinition) => readonly string[],
  most = 5,
): EventFound[] {
  const words = wordsOf(title);
  const found: { readonly hit: EventFound; readonly words: number; readonly at: number }[] = [];
  const consider = (definition: EventDefinition, relief: Relief | null, names: readonly string[]): void => {
    const scores = names.map((name) => matchOf(tellingWords(name), words)).filter((each) => each !== null);
    const best = scores.sort((a, b) => b.words - a.words || a.at - b.at)[0];
    if (best) found.push({ hit: { definition, relief, menu: menuOf(definition), exact: true }, ...best });
  };
  for (const definition of definitions.map((each) => asOf(each, on))) {
    consider(definition, null, [definition.name, ...definition.synonyms]);
    if (definition.matter.kind !== 'opens') continue;
    for (const relief of definition.matter.reliefs)
      consider(
        definition,
        relief,
        [relief.name, ...relief.synonyms].map((name) => `${definition.name} ${name}`),
      );
  }
  return found
    .sort((a, b) => b.words - a.words || a.at - b.at)
    .slice(0, most)
    .map((each) => each.hit);
}

/** How many words of a name stand in a title, and where the first does; null when one is not there. */
function matchOf(
  name: readonly string[],
  title: readonly string[],
): { readonly words: number; readonly at: number } | null {
  if (name.length === 0) return null;
  const places = name.map((word) =>
    title.findIndex((each) => each === word || each === `${word}s` || word === `${each}s`),
  );
  return places.includes(-1) ? null : { words: name.length, at: Math.min(...places) };
}
