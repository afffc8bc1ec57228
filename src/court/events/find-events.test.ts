import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDictionary } from '../../compose.ts';
import { seededRandom } from '../../kernel/random.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { tellingWords } from './find-events.ts';

const dictionary = readDictionary();
const ON = '2026-12-01' as CivilDate;
const best = (words: string, userKind: 'attorney' | 'judge' | 'clerk' = 'attorney', caseType = 'cv') =>
  dictionary.search(words, ON, { userKind, caseType });
const first = (words: string, ...who: [('attorney' | 'judge' | 'clerk')?, string?]): string => {
  const [hit] = best(words, ...who);
  return hit ? `${hit.definition.code}${hit.relief ? `/${hit.relief.code}` : ''}` : 'nothing';
};

/** What filers really type (spec/filing.md §14.1, §15 pain 1), and what they mean by it. */
const TYPED: readonly (readonly [string, string])[] = [
  ['affidavit', 'affidavit'],
  ['MIL', 'motion/in-limine'],
  ['motion in limine', 'motion/in-limine'],
  ['motion to compel', 'motion/compel'],
  ['Compell', 'motion/compel'],
  ['summary judgement', 'motion/summary-judgment'],
  ['sumary judgment', 'motion/summary-judgment'],
  ['appearence', 'appearance'],
  ['notice of appearance', 'appearance'],
  ['where do I file a notice of appearance?', 'appearance'],
  ['extend time', 'motion/extension-of-time'],
  ['extension', 'motion/extension-of-time'],
  ['answer', 'answer'],
  ['oppose', 'opposition'],
  ['oppose motion', 'opposition'],
  ['dismiss', 'motion/dismiss'],
  ['brief', 'brief'],
  ['amended complaint', 'amended-complaint'],
  ['stipulation', 'stipulation'],
];

for (const [typed, wanted] of TYPED) {
  test(`“${typed}” finds ${wanted} first`, () => assert.equal(first(typed), wanted));
}

test('words of a question are no words of a filing', () => {
  assert.deepEqual(tellingWords('Where is the Notice of Removal?'), ['notice', 'removal']);
  assert.deepEqual(tellingWords('where is the'), ['where', 'is', 'the']);
});

test('what is exact comes before what is like it, and what is like it is marked', () => {
  const hits = best('compel');
  const firstGuess = hits.findIndex((hit) => !hit.exact);
  assert.ok(firstGuess === -1 || hits.slice(firstGuess).every((hit) => !hit.exact));
  assert.equal(best('compell')[0]?.exact, false);
});

test('“where is the Notice of Removal?” leads to it: for the clerk who enters it, and for whoever asks', () => {
  const asked = 'where is the Notice of Removal?';
  assert.equal(first(asked, 'clerk'), 'notice-of-removal');
  assert.equal(dictionary.search(asked, ON)[0]?.definition.code, 'notice-of-removal');
});

test('who may not use an event does not find it', () => {
  assert.ok(best('order').every((hit) => hit.definition.usableBy.includes('attorney')));
  assert.ok(best('motion', 'attorney', 'cr').every((hit) => hit.definition.caseTypes.includes('cr')));
});

test('nothing, signs and very long words find nothing and do no harm', () => {
  for (const typed of [
    '',
    '   ',
    '???',
    '%',
    '\u0000',
    'x'.repeat(10_000),
    '😀',
    '()[]{}*+',
    '__proto__',
    'constructor',
  ])
    assert.ok(Array.isArray(best(typed)), typed);
  assert.deepEqual(best('   '), []);
  assert.deepEqual(best('xylophone'), []);
});

test('every event and relief in force is found by its own name among the first five', () => {
  const missed: string[] = [];
  for (const definition of dictionary.events(ON)) {
    const wanted = { userKind: definition.usableBy[0]!, caseType: definition.caseTypes[0]! };
    const find = (name: string, relief: string | null) =>
      dictionary
        .search(name, ON, wanted)
        .slice(0, 5)
        .some((hit) => hit.definition.code === definition.code && (hit.relief?.code ?? null) === relief);
    if (!find(definition.name, null)) missed.push(definition.code);
    if (definition.matter.kind !== 'opens') continue;
    for (const relief of definition.matter.reliefs)
      if (!find(`${definition.name} ${relief.name}`, relief.code)) missed.push(`${definition.code}/${relief.code}`);
  }
  assert.deepEqual(missed, []);
});

test('a letter wrong in a long word of the name still finds the event', () => {
  const seed = process.env.OPENECF_TEST_SEED ?? 'find-events';
  const random = seededRandom(seed);
  const pick = (below: number) => Math.floor((random.bytes(4).readUInt32BE(0) / 2 ** 32) * below);
  let tried = 0;
  let found = 0;
  for (const definition of dictionary.events(ON)) {
    const words = definition.name.split(' ');
    const long = words.findIndex((word) => /^[A-Za-z]{7,}$/.test(word));
    if (long === -1) continue;
    const word = words[long]!;
    const at = 1 + pick(word.length - 2);
    words[long] = `${word.slice(0, at)}${word.slice(at + 1)}`;
    tried++;
    const wanted = { userKind: definition.usableBy[0]!, caseType: definition.caseTypes[0]! };
    const hits = dictionary.search(words.join(' '), ON, wanted).slice(0, 8);
    if (hits.some((hit) => hit.definition.code === definition.code)) found++;
  }
  assert.ok(tried > 50 && found / tried >= 0.97, `${found} of ${tried}, seed ${seed}`);
});
