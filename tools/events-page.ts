/** Writes docs/events.md, all events of the dictionary as they are today; a test checks that it is up to date. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readDictionary } from '../src/compose.ts';
import { ACTED_UPON } from '../src/court/events/acted-upon.ts';
import type { Dictionary } from '../src/court/events/dictionary.ts';
import type { EventDefinition, Prompt, RefersTo, Relief, SetsDeadline } from '../src/court/events/model.ts';
import type { Template } from '../src/court/events/template.ts';
import { dollars } from '../src/kernel/money.ts';
import type { CivilDate } from '../src/kernel/time.ts';

/** The page shows what is in force on this day, so that it is the same whenever it is made. */
const ON = '2026-12-01' as CivilDate;

export const eventsPage = (): string => {
  const dictionary = readDictionary();
  const all = dictionary.events(ON);
  const reliefs = all.flatMap(reliefsOf);
  return [
    '# Events of the docket',
    '',
    'Made from `dictionary/` by `node tools/events-page.ts`; do not edit. A court changes the files, not this page.',
    '',
    `${all.length} events and ${reliefs.length} reliefs are in force on ${ON}. In a text, \`{…}\` stands for what the filer`,
    'answers or the court knows, and `[…]` is printed only when all in it has something to say.',
    '',
    'A court may word these texts in its own way: its setting `docketWording` names one of `dictionary/wordings/`',
    `(${dictionary.wordings.join(', ')}). What a wording does not say stands as it is here.`,
    '',
    '## What is not yet acted upon',
    '',
    'These fields are checked when the server starts and shown below, but filing does not do yet all that they say:',
    '',
    ...Object.entries(ACTED_UPON).flatMap(([field, state]) =>
      state === 'yes' ? [] : [`- **${NAMES[field] ?? field}**: ${state}`],
    ),
    '',
    ...dictionary.categories.flatMap((category) => {
      const events = all.filter((event) => event.category === category.code);
      if (events.length === 0) return [];
      return [`## ${category.menu.join(' › ')}`, '', ...events.flatMap((event) => eventLines(event, dictionary))];
    }),
  ].join('\n');
};

/** What a field of `EventDefinition` is called in the lines below. */
const NAMES: Readonly<Record<string, string>> = {
  filerRoles: 'filed by parties that are',
  rss: 'not in the RSS feed',
  opinion: 'written opinion',
};

const reliefsOf = (event: EventDefinition): readonly Relief[] =>
  event.matter.kind === 'opens' ? event.matter.reliefs : [];

function eventLines(event: EventDefinition, dictionary: Dictionary): readonly string[] {
  return [
    `### ${event.name}`,
    '',
    `\`${event.code}\` · ${event.caseTypes.join(', ')} · for ${event.usableBy.join(', ')} · since ${event.since}${event.until ? ` until ${event.until}` : ''}`,
    '',
    `> ${written(event.text).trim()}`,
    '',
    ...eventFacts(event, dictionary).map((fact) => `- ${fact}`),
    '',
    ...reliefTable(reliefsOf(event), dictionary),
  ];
}

function eventFacts(event: EventDefinition, dictionary: Dictionary): readonly string[] {
  const { flags, parties, counsel, matter } = event;
  const some = (words: string, list: readonly string[]) => (list.length > 0 ? [`${words}: ${list.join(', ')}`] : []);
  const when = (is: boolean, words: string) => (is ? [words] : []);
  return [
    event.mainDocument === 'none'
      ? 'text only, no document'
      : `main document ${event.mainDocument}${event.attachments ? ', attachments' : ', no attachments'}`,
    ...some('only in courts that are', event.courtKinds),
    ...when(
      event.filers === 'required',
      `asks for the filers${event.associates ? ', whom the signer represents from now on' : ''}`,
    ),
    ...some('filed by parties that are', event.filerRoles),
    ...(event.refersTo ? [references(event.refersTo)] : []),
    ...some('asks', event.prompts.map(question)),
    ...when(matter.kind === 'opens', 'opens a pending matter for each relief'),
    ...(matter.kind === 'rules'
      ? some(
          'rules on reliefs',
          matter.dispositions.map((each) => each.words),
        )
      : []),
    ...some('sets', event.sets.map(deadline)),
    ...some(
      `satisfies${event.satisfiesFor === null ? '' : ` for the parties of ${event.satisfiesFor}`}`,
      event.satisfies,
    ),
    ...some('fee', fees(event.fee, dictionary)),
    ...some(
      'flags set',
      flags.sets.map((each) => each.flag),
    ),
    ...some(
      'flags cleared',
      flags.clears.map((each) => each.flag),
    ),
    ...some('parties: adds', parties.adds),
    ...when(parties.identifies, 'parties: filers say to whom they belong'),
    ...when(parties.terminates, 'parties: ends their part'),
    ...when(counsel.adds, 'counsel: the court adds'),
    ...when(counsel.terminates, 'counsel: ends an appearance'),
    ...when(event.defendants === 'asks', 'defendants: asks which'),
    ...when(event.counts === 'charges', 'counts: puts them on record'),
    ...when(event.counts === 'complains', 'complaints: puts them on record'),
    ...when(event.counts === 'disposes', 'counts: says what became of each'),
    ...when(event.opinion, 'written opinion: free to everyone'),
    ...(event.warning === null ? [] : [`warning: “${event.warning}”`]),
    ...some('statistics', event.statistics === null ? [] : [event.statistics]),
    ...when(!event.rss, 'not in the RSS feed'),
    ...when(
      event.numbered !== 'yes',
      event.numbered === 'no' ? 'no number' : 'number as the court numbers text-only entries',
    ),
    ...when(event.noticing !== 'normal', `notices: ${event.noticing}`),
    ...when(event.restriction !== 'public', `restricted from the start: ${event.restriction}`),
    `source: ${event.source}`,
  ];
}

function reliefTable(reliefs: readonly Relief[], dictionary: Dictionary): readonly string[] {
  if (reliefs.length === 0) return [];
  return [
    '| relief | text | asks | refers to | sets and ends | fee | source |',
    '|---|---|---|---|---|---|---|',
    ...reliefs.map((each) => {
      const cells = [
        `${each.name} \`${each.code}\``,
        written(each.text),
        each.prompts.map(question).join(', '),
        each.refersTo ? references(each.refersTo) : '',
        [
          each.sets === null ? '' : each.sets.map(deadline).join(', '),
          each.satisfies.length > 0 ? `ends ${each.satisfies.join(', ')} of its filers` : '',
          each.ifDenied.length > 0 ? `if denied: ${each.ifDenied.map(deadline).join(', ')} of its filers` : '',
          each.ifGranted === 'ends-appearance' ? 'if granted: the appearance of who signed it ends' : '',
        ]
          .filter(Boolean)
          .join('; '),
        fees(each.fee, dictionary).join(''),
        each.source,
      ];
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    }),
    '',
  ];
}

const written = (template: Template): string =>
  template
    .map((each): string => {
      if (each.kind === 'words') return each.words;
      if (each.kind === 'group') return `[${written(each.segments)}]`;
      return each.kind === 'prompt' ? `{${each.prompt}}` : `{${each.name}}`;
    })
    .join('');

const question = (prompt: Prompt): string =>
  `${prompt.name} (${prompt.kind === 'choice' ? prompt.choices.join(' / ') : prompt.kind}${prompt.required ? '' : ', may be left out'})`;

const references = ({ to, required, kind }: RefersTo): string =>
  `${required ? 'must refer' : 'may refer'} to ${to === 'any' ? 'any entry' : to.join(', ')} (${kind})`;

function deadline({ deadline: name, from, of, unlessOpen, orLonger, orRemaining }: SetsDeadline): string {
  const whose = of === null ? '' : ` of each ${of.parties === 'added' ? 'new ' : ''}party of ${of.prompt}`;
  const longer = orLonger.map(
    (each) =>
      `, or ${each.deadline} from ${each.from.kind === 'filing' ? 'filing' : `the day of ${each.from.prompt}`}, whichever is longer`,
  );
  const remaining = orRemaining.length > 0 ? `, or what remains of ${orRemaining.join(', ')}, whichever is later` : '';
  const unless = unlessOpen === null ? '' : ` for whom no ${unlessOpen} is open`;
  const when = { filing: '', on: ' on the day of', prompt: ' from the day of' }[from.kind];
  return `${name}${whose}${unless}${when}${from.kind === 'filing' ? '' : ` ${from.prompt}`}${longer.join('')}${remaining}`;
}

function fees(code: string | null, dictionary: Dictionary): readonly string[] {
  if (code === null) return [];
  const fee = dictionary.fee(code, ON);
  return [fee ? `${code}, ${dollars(fee.amount)}${fee.verified ? '' : ' (not verified)'}` : `${code}, none in force`];
}

export const eventsPageFile = path.resolve(import.meta.dirname, '../docs/events.md');

if (import.meta.main) writeFileSync(eventsPageFile, eventsPage());
