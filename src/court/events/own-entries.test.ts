/** A court's own entries over the shipped dictionary: what holds when, and what may not be rewritten. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dictionaryFiles } from '../../compose.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { courtDictionaries, type OwnTexts } from './court-dictionary.ts';
import { plainText } from './docket-text.ts';
import { loadDictionary } from './load-dictionary.ts';
import { pastRewritten } from './own-entries.ts';
import { changedFields, entryAsText, NEW_EVENT, sampleAnswers, sampleText, withDay } from './preview.ts';
import { DictionaryError } from './read-yaml.ts';

const day = (text: string) => text as CivilDate;
const shipped = dictionaryFiles();
const dictionaries = courtDictionaries(shipped, null, null);
const page = (...byPage: string[]): OwnTexts => ({ byFile: '', byPage });
const bare = dictionaries.check(page());

/** The shipped notice with other words, from a day. */
const changedNotice = (from: string, words = 'NOTICE of Court') =>
  withDay(
    entryAsText(bare.written('event', 'notice-other', null, day('2026-01-01'))!).replace('NOTICE', words),
    day(from),
  );
const refusal = (own: OwnTexts): readonly string[] => {
  try {
    dictionaries.check(own);
  } catch (error) {
    if (error instanceof DictionaryError)
      return error.problems.map((each) => `${each.file}:${each.line} ${each.message}`);
    throw error;
  }
  return assert.fail('it was accepted');
};
const said = (own: OwnTexts, on: string) => {
  const definition = dictionaries.check(own).at('notice-other', day(on))!;
  return plainText(sampleText(definition, sampleAnswers(definition, null, day(on)), []).parts);
};

test('an own entry holds from its day, and the shipped one until then; each keeps its number', () => {
  const own = page(changedNotice('2026-12-01'));
  assert.match(said(own, '2026-11-30'), /^NOTICE (?!of Court)/);
  assert.match(said(own, '2026-12-01'), /^NOTICE of Court/);
  const made = dictionaries.check(own);
  assert.equal(made.at('notice-other', day('2026-11-30'))?.version, 1);
  assert.equal(made.at('notice-other', day('2026-12-01'))?.version, 1001);
  assert.ok(made.version('notice-other', 1), 'what entries were made with is still found');
  const later = dictionaries.check(page(changedNotice('2026-12-01'), changedNotice('2027-01-01', 'NOTICE anew')));
  assert.deepEqual(
    ['2026-12-31', '2027-01-01'].map((on) => later.at('notice-other', day(on))?.version),
    [1001, 1002],
  );
});

test('a release that ships another version of an event gives no docket entry another definition, nor the court another event', () => {
  const text = shipped.map((file) => file.text).find((each) => /^- event: notice-other$/m.test(each))!;
  const shippedLater = { name: 'later.yaml', text: changedNotice('2027-03-01', 'NOTICE of the release') };
  const files = shipped.map((file) =>
    file.text === text
      ? {
          ...file,
          text: text.replace(
            /(- event: notice-other\n(?: .*\n)*?) {2}since: (.*)\n/,
            '$1  since: $2\n  until: 2027-03-01\n',
          ),
        }
      : file,
  );
  const released = loadDictionary([...files, shippedLater], [{ name: 'own', text: changedNotice('2026-12-01') }]);
  assert.equal(released.at('notice-other', day('2027-04-01'))?.version, 1001);
  assert.equal(released.at('notice-other', day('2026-11-01'))?.version, 1);
});

test('a retired event cannot be filed from its day on, a relief and a paper likewise', () => {
  const made = dictionaries.check(
    page(
      '- retire: notice-other\n  until: 2026-12-01\n  source: General Order 7\n',
      '- retire: compel\n  of: motion\n  until: 2026-12-01\n  source: General Order 7\n',
      '- retire: courtesy-copies\n  until: 2026-12-01\n  source: General Order 7\n',
    ),
  );
  const reliefs = (on: string) => {
    const matter = made.at('motion', day(on))?.matter;
    return matter?.kind === 'opens' ? matter.reliefs.map((each) => each.code) : [];
  };
  assert.ok(made.at('notice-other', day('2026-11-30')));
  assert.equal(made.at('notice-other', day('2026-12-01')), undefined);
  assert.ok(made.version('notice-other', 1));
  assert.ok(reliefs('2026-11-30').includes('compel'));
  assert.ok(!reliefs('2026-12-01').includes('compel'));
  assert.equal(made.stops('courtesy copy', day('2026-11-30')).papers.length, 1);
  assert.equal(made.stops('courtesy copy', day('2026-12-01')).papers.length, 0);
  assert.equal(
    made.search('notice miscellaneous', day('2026-12-01')).some((hit) => hit.definition.code === 'notice-other'),
    false,
  );
});

test('what is wrong is told by file and line, all at once', () => {
  const wrong = refusal(
    page(
      withDay(NEW_EVENT, day('2026-12-01')),
      '- event: x\n  colour: red\n',
      '- category: mine\n  menu: [A]\n',
      '- retire: nothing-such\n  until: 2026-12-01\n  source: s\n',
    ),
  );
  assert.ok(wrong.includes('own entry 2:2 there is no such field'), wrong.join('\n'));
  assert.ok(
    wrong.some((each) => /^own entry 3:1 an entry begins with one of event, relief, retire, not-e-filed/.test(each)),
  );
  assert.ok(wrong.includes('own entry 4:1 there is nothing "nothing-such" to retire'));
  assert.match(
    refusal(page(changedNotice('2026-12-01'), changedNotice('2026-12-01')))[0]!,
    /own entry 2:1 .*already at own entry 1:1/,
  );
});

test('the past is not rewritten: what is in force may only end, what is new begins today or later', () => {
  const own = (...texts: string[]) => dictionaries.check(page(...texts)).own;
  const today = day('2026-12-15');
  const stood = changedNotice('2026-12-01');
  const told = (before: string[], after: string[]) =>
    pastRewritten(own(...before), own(...after), today).map((each) => each.message);
  assert.match(told([stood], [])[0]!, /cannot be taken out: retire it/);
  assert.match(told([stood], [changedNotice('2026-12-01', 'NOTICE otherwise')])[0]!, /is not changed/);
  assert.match(told([], [stood])[0]!, /is past: let it begin today or later/);
  assert.deepEqual(told([stood], [`${stood}  until: 2026-12-15\n`]), []);
  assert.match(told([stood], [`${stood}  until: 2026-12-14\n`])[0]!, /is not changed/, 'an end in the past');
  assert.match(told([`${stood}  until: 2026-12-10\n`], [stood])[0]!, /is not changed/, 'back from the dead');
  assert.deepEqual(told([stood], [stood, changedNotice('2026-12-15', 'NOTICE today')]), []);
  const waits = changedNotice('2027-01-01');
  assert.deepEqual(told([stood, waits], [stood]), [], 'what has not begun may be taken back');
});

test('the preview says which fields change and how the docket would read', () => {
  const own = dictionaries.check(page(changedNotice('2026-12-01'))).own[0]!;
  const changes = changedFields(bare.written('event', 'notice-other', null, day('2026-11-30')), own);
  assert.deepEqual(
    changes.map((each) => each.field),
    ['text'],
  );
  assert.match(changes[0]!.now, /NOTICE of Court/);
  const made = dictionaries.check(page(withDay(NEW_EVENT, day('2026-12-01'))));
  const definition = made.at('notice-of-something', day('2026-12-01'))!;
  assert.equal(
    plainText(sampleText(definition, sampleAnswers(definition, null, day('2026-12-01')), []).parts),
    'NOTICE of Something re 12 MOTION to Compel by Acme Corp. ‹words of the filer› (Attachments: # 1 Exhibit A)(Doe, Jane)',
  );
});

test('every shipped event and relief has a preview', () => {
  for (const definition of bare.events(day('2026-12-01'))) {
    const { matter } = definition;
    for (const relief of matter.kind === 'opens' ? matter.reliefs : [null]) {
      const answers = sampleAnswers(definition, relief, day('2026-12-01'));
      const text = plainText(sampleText(definition, answers, []).parts);
      assert.ok(text.length > 5 && !/undefined|\\{/.test(text), definition.code);
    }
  }
});

test('own entries that do not go with new files are used with the older ones, and told', () => {
  // without the courts' wordings, which name the event too
  const plain = shipped.filter((file) => !file.name.includes('wordings/'));
  const renamed = plain.map((file) => ({
    ...file,
    text: file.text.replace('- event: notice-other\n', '- event: notice-renamed\n'),
  }));
  const own = page(
    withDay(NEW_EVENT, day('2026-12-01')),
    '- retire: notice-other\n  until: 2026-12-01\n  source: General Order 7\n',
  );
  const withOlder = courtDictionaries(renamed, shipped, null).of(own);
  assert.ok(withOlder.dictionary.at('notice-of-something', day('2026-12-02')));
  assert.match(withOlder.trouble!, /own entry 2:1:\d+: retire: there is nothing "notice-other" to retire/);
  const without = courtDictionaries(renamed, null, null).of(own);
  assert.equal(without.dictionary.at('notice-of-something', day('2026-12-02')), undefined);
  assert.match(without.trouble!, /not in use/);
});

test('a paper that is not filed electronically is known by its names, and a motion about it is not stopped', () => {
  const stops = (typed: string) => bare.stops(typed, day('2026-12-01'));
  for (const typed of [
    'mediation brief',
    'Mediation briefs',
    'file a mediation statement',
    'thumb drives',
    'courtesy copies',
  ])
    assert.deepEqual([stops(typed).papers.length, stops(typed).whole], [1, true], typed);
  for (const typed of ['motion to extend time for mediation brief'])
    assert.deepEqual([stops(typed).papers.length, stops(typed).whole], [1, false], typed);
  for (const typed of ['mediation', 'motion', 'brief', '', 'physical'])
    assert.equal(stops(typed).papers.length, 0, typed);
});
