/**
 * The texts of real dockets come out of the dictionary to the letter: each is read back into an event and answers by the
 * event's own template in the court's own wording (`dictionary/wordings/`), and printed again by the code that prints ours.
 * What the clerk added to an entry later (corrections, quality control) is not part of its text and is left aside.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readDictionary } from '../src/compose.ts';
import { docketText, noticeText, plainText } from '../src/court/events/docket-text.ts';
import type { EventDefinition } from '../src/court/events/model.ts';
import { reliefName } from '../src/court/events/names.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { type Named, readBack } from './support/docket-text-reader.ts';
import type { ReadBack } from './support/read-back.ts';

const REAL = '../shared/data/real-dockets';
const skip = existsSync(REAL) ? false : `SKIPPED: no ${REAL}`;
const ON = '2026-12-01' as CivilDate;
const dictionary = readDictionary();

interface RealDocket {
  readonly court_id: string;
  readonly docket_number: string;
  readonly parties?: readonly { readonly name: string }[] | null;
  readonly docket_entries?: readonly { readonly description: string; readonly date_entered?: string }[];
}
interface Entry {
  readonly court: string;
  readonly body: string;
  /** Whether it ends with the day of entry as the file has it: a docket's entry, not a feed's. */
  readonly dated: boolean;
  readonly named: Named;
  readonly definitions: readonly EventDefinition[];
}

/** What is put behind an entry's text after it was docketed: corrections, replaced images, the initials of quality control. */
const LATER_MARKS = [
  / ?\(?Modified on [^()]*(?:\([^()]*\))?\)?\.?$/,
  / ?\(?\(?(?:Main Document|Attachment)\b[^()]*(?:replaced|added) on [^()]*\) ?\([^()]*\)\.?$/,
  / ?\(?Additional attachment\(s\) added on (?:[^()]|\([^()]*\))*\)? ?(?:\([^()]*\))?\.?$/,
  / \([a-z]{2,4}\)\.$/,
  / ?Attorney [^()]+ added to party [^()]+\(pty:\w+\)$/,
  /(?<=\([a-z]{3}\))\([a-z]{3}\)$/,
];
function withoutLaterMarks(text: string): string {
  for (const mark of LATER_MARKS) {
    const before = text.replace(mark, '');
    if (before !== text && before.length > 20 && before.endsWith(')')) return withoutLaterMarks(before);
  }
  return text;
}

const usDay = (day: string): string => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;
const ENTERED = / ?\(Entered: (\d\d\/\d\d\/\d{4})\)$/;
/** The case in which it was docketed first, where a complaint's case became an indictment's. */
const FIRST_CASE = / ?\[\d:\d\d-[a-z]{2}-\d{5}[-A-Z]*\]$/;

const kindsOf = (number: string): readonly string[] => {
  const type = /-([a-z]{2,5})-/.exec(number)?.[1] ?? '';
  return type === 'cr' ? ['cr', 'mj'] : [type];
};

/** Events as the court words them; a court that is not among the wordings has the words that most courts share. */
function eventsOf(court: string, number: string): readonly EventDefinition[] {
  const wording = dictionary.wordings.includes(court) ? court : 'national';
  const kinds = kindsOf(number);
  const worded = dictionary.events(ON).map((event) => dictionary.at(event.code, ON, wording)!);
  const fitting = worded.filter((event) => event.caseTypes.some((type) => kinds.includes(type)));
  return fitting.length > 0 ? fitting : worded;
}

const names = new Set(
  dictionary
    .events(ON)
    .flatMap((event) => [
      event.shortName,
      event.referenceName,
      ...(event.matter.kind === 'opens' ? event.matter.reliefs.map((relief) => reliefName(event, relief)) : []),
    ]),
);

function entriesIn(folder: string): readonly Entry[] {
  return readdirSync(`${REAL}/${folder}`).flatMap((file) => {
    const docket = JSON.parse(readFileSync(`${REAL}/${folder}/${file}`, 'utf8')) as RealDocket;
    const definitions = eventsOf(docket.court_id, docket.docket_number);
    const named: Named = {
      parties: [...new Set((docket.parties ?? []).map((party) => party.name))],
      entries: names,
    };
    return (docket.docket_entries ?? []).flatMap((entry): Entry[] => {
      if (!entry.description) return [];
      const entered = ENTERED.exec(entry.description)?.[1];
      if (entered && entry.date_entered)
        assert.equal(entered, usDay(entry.date_entered), `${file}: ${entry.description}`);
      const text = entry.description.replace(ENTERED, '').replace(FIRST_CASE, '');
      return [
        { court: docket.court_id, body: withoutLaterMarks(text), dated: entered !== undefined, named, definitions },
      ];
    });
  });
}

const reads = (definition: EventDefinition, body: string, named: Named): ReadBack | null =>
  readBack(definition, body, named, (answers, facts) => {
    const { parts } = docketText(definition, answers, facts);
    return plainText(parts) === body || noticeText(parts) === body;
  });

interface Matched extends Entry {
  readonly definition: EventDefinition;
  readonly read: ReadBack;
}

/** The event that needs the fewest of somebody's own words. */
function matched(entry: Entry): Matched | null {
  let best: Matched | null = null;
  for (const definition of entry.definitions) {
    const read = reads(definition, entry.body, entry.named);
    if (read && (!best || read.typed < best.read.typed)) best = { ...entry, definition, read };
    if (best?.read.typed === 0) break;
  }
  return best;
}

/** Fixed words, names, numbers and days make at least half of the text: the court's free words do not carry it. */
const carried = (each: Matched): boolean => each.read.typed <= each.body.length / 2;

const count = <T>(list: readonly T[], key: (each: T) => string): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(list, key)].map(([name, group]) => [name, group.length]));

test('the texts of real dockets come out of the dictionary to the letter', { skip, timeout: 300_000 }, (t) => {
  const all = ['docket', 'docket_ia', 'history'].flatMap(entriesIn);
  const found = all.map(matched);
  const good = found.filter((each) => each !== null && carried(each)) as Matched[];
  const events = count(good, (each) => each.definition.code);
  const courts = count(good, (each) => each.court);
  const read = found.filter((each) => each !== null).length;
  t.diagnostic(
    `${read} of ${all.length} entries read back; of ${good.length} more than half is fixed, names or numbers`,
  );
  t.diagnostic(
    `${events.size} events, ${courts.size} courts: ${[...courts].map(([court, n]) => `${court} ${n}`).join(', ')}`,
  );
  const unread = all.filter((_, index) => found[index] === null);
  const shapes = [...count(unread, ({ court, body }): string => `${court} ${body.split(' ').slice(0, 2).join(' ')}`)];
  t.diagnostic(
    `not read back, commonest beginnings: ${shapes
      .sort((a, b) => b[1] - a[1])
      .slice(0, 12)
      .map(([shape, n]) => `${shape} (${n})`)
      .join('; ')}`,
  );
  assert.ok(good.length >= ENTRIES, `${good.length} entries`);
  assert.ok(good.filter((each) => each.dated).length >= 200);
  assert.ok(events.size >= EVENTS, `${events.size} events`);
  assert.ok(courts.size >= COURTS, `${courts.size} courts`);
});

const ENTRIES = 780;
const EVENTS = 150;
const COURTS = 22;

test('with one fixed word changed a text is no longer that event’s: ten plants in ten courts', { skip }, () => {
  const planted = new Map<string, string>();
  for (const entry of entriesIn('docket').concat(entriesIn('docket_ia'))) {
    if (planted.size === 10) break;
    if (planted.has(entry.court)) continue;
    const found = matched(entry);
    if (!found || !carried(found)) continue;
    const word = fixedWord(found.definition, entry.body);
    if (word === null) continue;
    const changed = entry.body.replace(word, `${word.slice(0, -1)}${word.endsWith('x') ? 'y' : 'x'}`);
    assert.notEqual(changed, entry.body);
    assert.equal(reads(found.definition, changed, entry.named), null, `${entry.court}: ${word}`);
    assert.ok(reads(found.definition, entry.body, entry.named), entry.court);
    planted.set(entry.court, word);
  }
  assert.equal(planted.size, 10);
});

/** A word of four letters or more that the event's text always has. */
function fixedWord(definition: EventDefinition, body: string): string | null {
  const fixed = definition.text.flatMap((segment) =>
    segment.kind === 'words' ? (segment.words.match(/[A-Za-z]{4,}/g) ?? []) : [],
  );
  return fixed.find((word) => body.includes(word)) ?? null;
}
