import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CivilDate } from '../../kernel/time.ts';
import { DICTIONARY_FILES, loadDictionary } from './load-dictionary.ts';
import { DictionaryError, type SourceFile } from './read-yaml.ts';

const home = new URL('../../../dictionary/', import.meta.url);
const shipped: readonly SourceFile[] = [
  ...DICTIONARY_FILES,
  ...readdirSync(new URL('events/', home)).map((name) => `events/${name}`),
].map((name) => ({ name, text: readFileSync(new URL(name, home), 'utf8') }));
const day = (text: string) => text as CivilDate;
const TODAY = day('2026-11-23');

/** The shipped files with one of them rewritten; it fails when there was nothing to rewrite. */
function planted(name: string, from: string, to: string): readonly SourceFile[] {
  return shipped.map((file) => {
    if (file.name !== name) return file;
    assert.ok(file.text.includes(from), `nothing to replace in ${name}`);
    return { name, text: file.text.replace(from, to) };
  });
}

function refusal(files: readonly SourceFile[]): DictionaryError {
  try {
    loadDictionary(files);
  } catch (error) {
    if (error instanceof DictionaryError) return error;
    throw error;
  }
  return assert.fail('the dictionary was accepted');
}

/** The line (from 1) of the first place at which a text stands in a file. */
function lineOf(files: readonly SourceFile[], name: string, text: string): number {
  const written = files.find((file) => file.name === name)!.text;
  return written.slice(0, written.indexOf(text)).split('\n').length;
}

test('the dictionary that is shipped has the eight events of a motion practice, and each says where it comes from', () => {
  const dictionary = loadDictionary(shipped);
  const codes = dictionary.events(TODAY).map((event) => event.code);
  for (const code of [
    'motion',
    'opposition',
    'reply',
    'answer',
    'appearance',
    'exhibit',
    'notice-other',
    'electronic-order',
  ]) {
    assert.ok(codes.includes(code), code);
  }
  for (const event of dictionary.events(TODAY)) assert.notEqual(event.source, '', event.code);
});

test('a lawyer finds the motions in the Motions menu, and no order of the court in any', () => {
  const dictionary = loadDictionary(shipped);
  const motions = dictionary.events(TODAY, { category: 'motions', userKind: 'attorney' });
  assert.deepEqual(motions.map((event) => event.code).sort(), [
    'bill-of-costs',
    'ex-parte-motion',
    'letter-motion',
    'motion',
    'refund-request',
    'sealed-motion',
    'z-motion',
  ]);
  assert.equal(dictionary.events(TODAY, { category: 'orders', userKind: 'attorney' }).length, 0);
  const judge = dictionary.events(TODAY, { category: 'orders', userKind: 'judge' });
  assert.ok(judge.some((event) => event.code === 'electronic-order'));
  const criminal = dictionary.events(TODAY, { caseType: 'cr', userKind: 'attorney' }).map((event) => event.code);
  assert.ok(criminal.includes('criminal-motion') && !criminal.includes('motion'), criminal.join(' '));
});

test('part of a word finds the event or the relief that was meant, with the menu in which it stands (BR-32)', () => {
  const dictionary = loadDictionary(shipped);
  const found = (words: string) => dictionary.search(words, TODAY, { userKind: 'attorney' });
  const [compel] = found('compel');
  assert.equal(compel?.definition.code, 'motion');
  assert.equal(compel?.relief?.code, 'compel');
  assert.deepEqual(compel?.menu, ['Civil', 'Motions and Related Filings', 'Motions']);
  assert.deepEqual(
    found('summ judg').map((hit) => hit.relief?.code),
    ['summary-judgment', 'partial-summary-judgment'],
  );
  assert.ok(
    found('oppose')
      .slice(0, 2)
      .some((hit) => hit.definition.code === 'opposition'),
  );
  assert.ok(found('order granting').every((hit) => !hit.exact));
  assert.deepEqual(found('  '), []);
});

test('what stands in the name comes before what is only a synonym', () => {
  const hits = loadDictionary(shipped).search('respon', TODAY, { userKind: 'attorney' });
  const names = hits.map((hit) => hit.definition.code);
  assert.ok(names.indexOf('reply') < names.indexOf('opposition'), names.join(' '));
});

test('an event that is not yet valid cannot be used, and its old version is kept for the entries made with it', () => {
  const notices = shipped.find((file) => file.name === 'events/notices.yaml')!.text;
  const other = notices.slice(notices.indexOf('- event: notice-other'));
  const old = other
    .replace('name: Notice (Other)', 'name: Notice of Anything')
    .replace('since: 2015-12-01', 'since: 2015-12-01\n  until: 2027-01-01');
  const renewed = other.replace('since: 2015-12-01', 'since: 2027-01-01');
  const dictionary = loadDictionary(planted('events/notices.yaml', other, `${renewed}\n${old}`));
  assert.equal(dictionary.at('notice-other', day('2015-11-30')), undefined);
  assert.equal(dictionary.at('notice-other', day('2026-12-31'))?.name, 'Notice of Anything');
  assert.equal(dictionary.at('notice-other', day('2027-01-01'))?.name, 'Notice (Other)');
  assert.equal(dictionary.at('notice-other', day('2027-01-01'))?.version, 2);
  assert.equal(dictionary.version('notice-other', 1)?.name, 'Notice of Anything');
  assert.equal(dictionary.at('notice-something', TODAY), undefined);
});

test('a relief that has come to its end is no longer offered', () => {
  const dictionary = loadDictionary(
    planted(
      'events/motions.yaml',
      '  since: 2015-12-01\n  source: spec/filing.md §3.6 row 78',
      '  since: 2015-12-01\n  until: 2026-01-01\n  source: spec/filing.md §3.6 row 78',
    ),
  );
  const offered = (on: string) => {
    const matter = dictionary.at('motion', day(on))!.matter;
    return matter.kind === 'opens' && matter.reliefs.some((relief) => relief.code === 'sanctions');
  };
  assert.equal(offered('2025-12-31'), true);
  assert.equal(offered('2026-01-01'), false);
});

/** What a clerk may do wrong in a file: the file, what stood there, what stands there now, the field, the message. */
const FAULTS: readonly (readonly [string, string, string, string, string, RegExp])[] = [
  [
    'a field that does not exist',
    'events/answers.yaml',
    '  main-document: required',
    '  main-docment: required',
    'main-docment',
    /no such field/,
  ],
  [
    'a category that does not exist',
    'events/answers.yaml',
    'category: answers',
    'category: anwsers',
    'category',
    /no category "anwsers"/,
  ],
  [
    'a reference to a category that does not exist',
    'events/responses.yaml',
    'to: [motions]',
    'to: [motoins]',
    'refers-to.to.0',
    /no category "motoins"/,
  ],
  [
    'a list of prefixes that does not exist',
    'events/motions.yaml',
    'prefixes: motion',
    'prefixes: mottion',
    'prefixes',
    /no list of prefixes/,
  ],
  [
    'a deadline that does not exist',
    'events/answers.yaml',
    'satisfies: [answer,',
    'satisfies: [anwser,',
    'satisfies.0',
    /no deadline "anwser"/,
  ],
  [
    'a deadline of parties whom nobody names',
    'events/service.yaml',
    'who: opponents, of: prompt.against',
    'who: opponents, of: prompt.agianst',
    'sets.0.of',
    /no prompt for parties "agianst"/,
  ],
  [
    'deadlines that end for parties whom nobody names',
    'events/service.yaml',
    'satisfies-for: prompt.against',
    'satisfies-for: prompt.served',
    'satisfies-for',
    /no prompt for parties "served"/,
  ],
  [
    'defendants who would not be seen',
    'events/criminal.yaml',
    'PLEA AGREEMENT as to {defendants}',
    'PLEA AGREEMENT',
    'text',
    /\{defendants\} is missing/,
  ],
  [
    'parties whose part ends unseen',
    'events/notices.yaml',
    'Dismissal of {ended} by',
    'Dismissal by',
    'text',
    /\{ended\} is missing/,
  ],
  [
    'a deadline after a denial that does not exist',
    'events/motions.yaml',
    'deadline: answer-after-rule-12-motion',
    'deadline: answer-after-rule-21-motion',
    'if-denied.0.deadline',
    /no deadline/,
  ],
  [
    'a disposition that does not exist',
    'events/orders.yaml',
    'rules: [granting,',
    'rules: [gramting,',
    'rules.0',
    /no disposition "gramting"/,
  ],
  [
    'a kind of user that does not exist',
    'events/orders.yaml',
    'for: [clerk, judge]',
    'for: [clerk, jugde]',
    'for.1',
    /./,
  ],
  ['a slot that does not exist', 'events/answers.yaml', 'by {filers}.', 'by {filer}.', 'text', /no slot \{filer\}/],
  [
    'a slot that nothing fills',
    'events/notices.yaml',
    '{signer} on behalf',
    '{free} on behalf',
    'text',
    /nothing gives it/,
  ],
  ['an answer that would not be seen', 'events/answers.yaml', ' {free} by', ' by', 'text', /\{free\} is missing/],
  [
    'a prompt that is not asked',
    'events/answers.yaml',
    '{prompt.jury-demand}',
    '{prompt.jury}',
    'text',
    /no prompt "jury"/,
  ],
  ['a bracket left open', 'events/motions.yaml', '[ re {refs}]', '[ re {refs}', 'text', /group/],
  [
    'a relief of an event that opens none',
    'events/motions.yaml',
    'of: motion',
    'of: reply',
    'of',
    /no event "reply" that opens reliefs/,
  ],
  [
    'a day that does not exist',
    'events/answers.yaml',
    'since: 2015-12-01',
    'since: 2015-02-30',
    'since',
    /no day 2015-02-30/,
  ],
  ['a fee that does not exist', 'events/appeal.yaml', 'fee: appeal', 'fee: apeal', 'fee', /no fee "apeal"/],
  [
    'a flag that does not exist',
    'events/appeal.yaml',
    'flags: { sets: [APPEAL] }',
    'flags: { sets: [APEAL] }',
    'flags.sets.0',
    /no flag "APEAL"/,
  ],
  [
    'a flag that is set and cleared at once',
    'events/appeal.yaml',
    'flags: { sets: [APPEAL] }',
    'flags: { sets: [APPEAL], clears: [APPEAL] }',
    'flags',
    /cannot be set and cleared at once/,
  ],
  ['a role that no party has', 'events/other.yaml', 'adds: [Amicus]', 'adds: [Amica]', 'parties.adds.0', /Amicus/],
  [
    'a deadline on a day, though its rule counts days',
    'events/orders.yaml',
    'deadline: discovery-closes, on',
    'deadline: answer, on',
    'sets.1.deadline',
    /days of its own: give from/,
  ],
  [
    'a deadline counted, though its rule has no days',
    'events/service.yaml',
    'deadline: answer, from',
    'deadline: hearing, from',
    'sets.0.deadline',
    /no days: give on/,
  ],
  [
    'a day that is not asked for',
    'events/utilities.yaml',
    'on: prompt.by',
    'on: prompt.bye',
    'sets.0.on',
    /no prompt for a date "bye"/,
  ],
  [
    'an entry of no known kind',
    'prefixes.yaml',
    '- prefix-list: paper',
    '- prefix-lisst: paper',
    'prefix-lisst',
    /begins with one of/,
  ],
  [
    'an attachment category given twice',
    'attachment-categories.yaml',
    'attachment-category: Appendix',
    'attachment-category: Affidavit',
    'attachment-category',
    /already at attachment-categories.yaml:3/,
  ],
];
for (const [fault, name, from, to, field, message] of FAULTS) {
  test(`the server does not start with ${fault}: file, line and field are named`, () => {
    const files = planted(name, from, to);
    const found = refusal(files).problems.find((problem) => problem.field === field);
    assert.ok(found, refusal(files).message);
    assert.match(found.message, message);
    assert.equal(found.file, name);
    assert.equal(found.line, lineOf(shipped, name, from.trimStart()));
  });
}

test('a missing field is told at the entry that lacks it', () => {
  const files = planted('events/answers.yaml', '  numbered: yes\n', '');
  const [problem] = refusal(files).problems;
  assert.equal(problem?.field, 'numbered');
  assert.equal(problem?.line, lineOf(files, 'events/answers.yaml', '- event: answer'));
});

test('the same code twice, and two versions valid on one day, are refused with both places', () => {
  const motions = shipped.find((file) => file.name === 'events/motions.yaml')!;
  const twice: SourceFile = {
    name: 'events/more.yaml',
    text: motions.text.slice(0, motions.text.indexOf('# `text` follows')),
  };
  const duplicate = refusal([...shipped, twice]).problems[0];
  assert.deepEqual([duplicate?.file, duplicate?.field], ['events/more.yaml', 'event']);
  assert.equal(duplicate?.line, lineOf([twice], 'events/more.yaml', '- event: motion'));
  assert.match(duplicate?.message ?? '', /already at events\/motions\.yaml:\d+/);

  const later: SourceFile = { ...twice, text: twice.text.replace('since: 2015-12-01', 'since: 2027-01-01') };
  const overlapping = refusal([...shipped, later]).problems[0];
  assert.deepEqual([overlapping?.file, overlapping?.field], ['events/more.yaml', 'since']);
  assert.match(overlapping?.message ?? '', /also valid at events\/motions\.yaml:\d+.*until/);
});

test('everything wrong is told at once, and bad YAML by its line', () => {
  const files = [
    ...planted('events/answers.yaml', 'category: answers', 'category: nowhere'),
    { name: 'bad.yaml', text: '- event: x\n  name: "open\n' },
  ];
  const { problems, message } = refusal(files);
  assert.deepEqual(new Set(problems.map((problem) => problem.file)), new Set(['events/answers.yaml', 'bad.yaml']));
  assert.match(message, /^events\/answers\.yaml:\d+:\d+: category: /m);
  assert.match(message, /^bad\.yaml:[23]:/m);
  assert.match(refusal([{ name: 'map.yaml', text: 'event: motion\n' }]).message, /^map\.yaml:1:1: .*list of entries/);
});
