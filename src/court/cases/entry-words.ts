/** What kind of entry a printed docket text is: good enough to be referred to by, never shown as fact. */

/** Menu categories of the dictionary: what events may refer to an entry rests on them. */
export type GuessedCategory = 'complaints' | 'motions' | 'answers' | 'responses' | 'orders' | 'notices';

/** Where the name of an entry ends: who filed it, against or about whom, what it refers to, what came of it. */
const NAME_ENDS =
  /\s+(?:filed\b|by\b|against\b|as to\b|re\b:?|with\b|held\b|set for\b|granting\b|denying\b|for proceedings\b|before\b|signed\b|on behalf of\b|\d+\s)|(?<!\b[A-Z])\.|[:;(,[]|\s+-\s+|\s*\*\*\*/i;
const LONGEST = 60;

/**
 * A short name from the first words of a text: `COMPLAINT against Daffy's Inc …` is `COMPLAINT`,
 * `MOTION to Dismiss for Failure to State a Claim by …` is `MOTION to Dismiss for Failure to State a Claim`.
 */
export function shortNameOf(text: string): string {
  const plain = withoutLead(text);
  // "MOTION by USA as to … for Extension": what it asks for is said later
  const end = plain.slice(1).search(NAME_ENDS);
  const name = (end < 0 ? plain : plain.slice(0, end + 1)).trim();
  const short = name.length <= LONGEST ? name : name.slice(0, LONGEST + 1).replace(/\s+\S*$/, '');
  return short.replace(/(?:\s+(?:to|of|for|in|on|and|or|the|a))+$/i, '');
}

/** Without what some courts print before the name: stars, a day in brackets, `TEXT`. */
const withoutLead = (text: string): string => text.replace(/^[\s*(]*(?:\d{1,2}\/\d{1,2}\/\d{2,4}\)?\s*)?/, '');

const ORDINAL =
  '(?:first|second|third|fourth|fifth|sixth|amended|corrected|supplemental|verified|joint|consent|unopposed|emergency|renewed|oral|ex parte|expedited|agreed|stipulated|cross|class action|third[- ]party)';
const leading = (words: string): RegExp => new RegExp(`^(?:${ORDINAL}[\\s-]+)*(?:${words})\\b`, 'i');

const KINDS: readonly [RegExp, GuessedCategory][] = [
  [leading('complaint|petition for writ|notice of removal'), 'complaints'],
  [leading('notice of motion and motion'), 'motions'],
  [leading('motion|application|petition|letter motion|(?:standard )?discovery motion'), 'motions'],
  [leading('answer'), 'answers'],
  [leading('(?:response|memorandum|brief|objections?) in opposition|opposition|response to motion'), 'responses'],
  [leading('reply'), 'responses'],
  [
    leading(
      '(?:text |electronic |minute |scheduling |standing |preliminary |paperless |endorsed |memorandum and |memorandum opinion and |opinion and |usca )*order',
    ),
    'orders',
  ],
  [leading('notice'), 'notices'],
];

/** The category of an entry by its first words, or null when they do not say. */
export function guessedCategory(text: string): GuessedCategory | null {
  const plain = withoutLead(text);
  return KINDS.find(([words]) => words.test(plain))?.[1] ?? null;
}
