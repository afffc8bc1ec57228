import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { CivilDate } from '../../kernel/time.ts';
import { type AnswersInput, answersSchema } from '../events/answers.ts';
import { DICTIONARY_FILES, loadDictionary } from '../events/load-dictionary.ts';
import { DictionaryError, type SourceFile } from '../events/read-yaml.ts';
import { deadlineSettings, loadDeadlineRules, loadHolidays } from './load-deadlines.ts';
import { type CourtDeadlines, loadDeadlines } from './rules.ts';

const home = new URL('../../../dictionary/', import.meta.url);
const files: readonly SourceFile[] = [
  ...DICTIONARY_FILES,
  ...readdirSync(new URL('events/', home)).map((name) => `events/${name}`),
].map((name) => ({
  name,
  text: readFileSync(new URL(name, home), 'utf8'),
}));
const dictionary = loadDictionary(files);
const engine = loadDeadlines(files);
const day = (text: string) => text as CivilDate;
const MASSACHUSETTS: CourtDeadlines = { deadlineDays: {}, state: 'MA', court: 'mad' };

/** `name due` of every deadline that a filing sets. */
const setBy = (answers: AnswersInput, filedOn: string, court = MASSACHUSETTS): readonly string[] =>
  engine
    .setBy(dictionary.at(answers.event, day(filedOn))!, answersSchema.parse(answers), day(filedOn), court)
    .map((each) => `${each.name} ${each.dueOn}`);

test('a motion gives the other side fourteen days; two reliefs with the same time set one deadline', () => {
  assert.deepEqual(setBy({ event: 'motion', reliefs: [{ code: 'compel' }] }, '2026-11-23'), [
    'response-to-motion 2026-12-07',
  ]);
  assert.deepEqual(setBy({ event: 'motion', reliefs: [{ code: 'compel' }, { code: 'sanctions' }] }, '2026-11-23'), [
    'response-to-motion 2026-12-07',
  ]);
});

test('summary judgment has its own time, beside that of the other relief', () => {
  assert.deepEqual(
    setBy({ event: 'motion', reliefs: [{ code: 'summary-judgment' }, { code: 'strike' }] }, '2026-11-23'),
    ['response-to-summary-judgment 2026-12-14', 'response-to-motion 2026-12-07'],
  );
});

test('the deadline is told with its rule and every step', () => {
  const [told] = engine.setBy(
    dictionary.at('motion', day('2026-04-06'))!,
    answersSchema.parse({ event: 'motion', reliefs: [{ code: 'compel' }] }),
    day('2026-04-06'),
    MASSACHUSETTS,
  );
  assert.equal(told?.rule, 'MAD LR 7.1(b)(2)');
  assert.equal(told?.title, 'Response to motion due');
  assert.equal(told?.dueOn, '2026-04-21');
  assert.match(
    told?.explained.at(-1) ?? '',
    /holiday of the state \(Patriots' Day\).*04\/21\/2026\. \(Fed\. R\. Civ\. P\. 6/,
  );
});

test('a court that gives no reply without leave has no reply deadline; one whose settings give seven days has', () => {
  assert.deepEqual(setBy({ event: 'opposition' }, '2026-11-23'), []);
  assert.deepEqual(
    setBy({ event: 'opposition' }, '2026-11-23', { ...MASSACHUSETTS, deadlineDays: { 'reply-to-response': 7 } }),
    ['reply-to-response 2026-11-30'],
  );
});

test('a court’s own number of days comes before the dictionary’s and is called its local rule; none at all is 0', () => {
  const court = (days: number): CourtDeadlines => ({ deadlineDays: { 'response-to-motion': days } });
  assert.deepEqual(setBy({ event: 'motion', reliefs: [{ code: 'compel' }] }, '2026-11-23', court(10)), [
    'response-to-motion 2026-12-03',
  ]);
  const told = engine.setBy(
    dictionary.at('motion', day('2026-11-23'))!,
    answersSchema.parse({ event: 'motion', reliefs: [{ code: 'compel' }] }),
    day('2026-11-23'),
    court(14),
  );
  assert.equal(told[0]?.rule, 'Local rule of this court', 'the rule of Massachusetts is not cited by another court');
  assert.deepEqual(setBy({ event: 'motion', reliefs: [{ code: 'compel' }] }, '2026-11-23', court(0)), []);
});

test('an answer, a reply and an order set none', () => {
  for (const event of ['answer', 'reply', 'electronic-order', 'appearance'])
    assert.deepEqual(setBy({ event }, '2026-11-23'), [], event);
});

test('a deadline can count from a date that the filer gives, and is not set without it', () => {
  const waiver = `- event: waiver
  name: Waiver of Service
  short-name: Waiver of Service
  category: service
  case-types: [cv]
  since: 2015-12-01
  source: spec/filing.md §3.4
  for: [attorney]
  text: "WAIVER OF SERVICE Returned Executed by {filers}. Waiver sent on {prompt.sent}. {signature}"
  main-document: required
  attachments: no
  filers: required
  prompts: [{ prompt: sent, ask: Day on which the waiver was sent, type: date, required: yes }]
  sets: [{ deadline: answer-after-waiver, from: prompt.sent }]
  numbered: yes
  noticing: normal
  restriction: public
`;
  const definition = loadDictionary([...files, { name: 'waiver.yaml', text: waiver }]).at('waiver', day('2017-11-20'))!;
  const due = (prompts: Record<string, string>) =>
    engine.setBy(definition, { reliefs: [], prompts }, day('2017-11-20'), MASSACHUSETTS).map((each) => each.dueOn);
  assert.deepEqual(due({ sent: '2017-10-25' }), ['2017-12-26']);
  assert.deepEqual(due({}), []);
  const wrong = waiver.replace('from: prompt.sent', 'from: prompt.snet');
  assert.throws(
    () => loadDictionary([...files, { name: 'waiver.yaml', text: wrong }]),
    /waiver\.yaml:14:.*sets\.0\.from: there is no prompt for a date "snet"/,
  );
});

test('the rule that holds is the one of the day of filing, the court’s own before the nation’s', () => {
  const rule = (of: string, days: number, since: string, until: string | null) =>
    `- { deadline: answer, name: Answer due, of: ${of}, days: ${days}, rule: R, since: ${since}, until: ${until}, source: S, verified: yes }\n`;
  const rules = loadDeadlineRules([
    {
      name: 'd.yaml',
      text:
        rule('US', 20, '1993-12-01', '2009-12-01') +
        rule('US', 21, '2009-12-01', null) +
        rule('cit', 60, '2000-01-01', null),
    },
  ]);
  const days = (owners: readonly string[], on: string) => deadlineSettings(rules, owners).at('answer', day(on))?.days;
  assert.equal(days(['mad', 'US'], '2009-11-30'), 20);
  assert.equal(days(['mad', 'US'], '2009-12-01'), 21);
  assert.equal(days(['cit', 'US'], '2009-12-01'), 60);
  assert.equal(days(['mad', 'US'], '1993-11-30'), undefined);
});

test('what is wrong in holidays and deadlines is told by file, line and field', () => {
  const refused = (load: (files: readonly SourceFile[]) => unknown, text: string): string => {
    try {
      load([{ name: 'x.yaml', text }]);
    } catch (error) {
      if (error instanceof DictionaryError) return error.message;
    }
    return assert.fail('accepted');
  };
  assert.match(
    refused(loadHolidays, '\n- { holiday: A, of: US, on: { month: 13, day: 1 }, source: S }\n'),
    /^x\.yaml:2:\d+: on/,
  );
  assert.match(refused(loadHolidays, '- { holiday: A, of: US, source: S }\n'), /either on or dates/);
  assert.match(
    refused(
      loadHolidays,
      '- { holiday: A, of: US, on: { month: 9, weekday: monday, nth: 1 }, observed: monday, source: S }\n',
    ),
    /observed only with/,
  );
  assert.match(
    refused(loadHolidays, '- { holiday: A, of: MA, dates: [2018-02-30], source: S }\n'),
    /x\.yaml:1:\d+: dates\.0: there is no day/,
  );
  const answer =
    '- { deadline: answer, name: A, of: US, days: 21, rule: R, since: 2009-12-01, source: S, verified: yes }\n';
  assert.match(
    refused(loadDeadlineRules, answer + answer.replace('2009', '2015')),
    /^x\.yaml:2:\d+: since: .*another rule/,
  );
  assert.match(refused(loadDeadlineRules, answer.replace('days: 21', 'days: 0')), /days/);
});

test('two courts of one state, of which one keeps a county’s holidays, have each their own calendar', () => {
  const evacuation = (counties: readonly string[]) =>
    engine.calendarOf({ ...MASSACHUSETTS, counties }).legalHoliday(day('2026-03-17'))?.name;
  assert.equal(evacuation([]), undefined);
  assert.equal(evacuation(['Suffolk']), 'Evacuation Day');
  assert.equal(evacuation([]), undefined);
});

test('a holiday begins and ends with its law: Juneteenth of 2021 was kept on Friday the 18th, that of 2020 not at all', () => {
  const calendar = engine.calendarOf(MASSACHUSETTS);
  assert.equal(calendar.legalHoliday(day('2021-06-18'))?.name, 'Juneteenth National Independence Day');
  assert.equal(calendar.legalHoliday(day('2020-06-19')), null);
  assert.equal(calendar.legalHoliday(day('2021-12-31'))?.name, "New Year's Day");
});
