/** Whose time ends when: the longest of several periods and the days of service by mail, beside a second reading by hand. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { PartyNo } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { comparedWords, longestOf } from '../deadlines/longest.ts';
import { dayNumberOf, federalHoliday, iso } from '../deadlines/paper-calendar.test-support.ts';
import { loadDeadlines } from '../deadlines/rules.ts';
import { newAnswers } from '../events/answers.ts';
import { loadDictionary } from '../events/load-dictionary.ts';
import { deadlinesOfParties } from './decide-deadlines.ts';
import type { OpenDeadline, PartyInCase } from './model.ts';

const root = new URL('../../../dictionary/', import.meta.url);
const files = readdirSync(root, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.yaml') && name !== 'fees.yaml')
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, root), 'utf8') }));
const rules = loadDeadlines(files.filter((file) => /^(deadlines|holidays)/.test(file.name)));
const dictionary = loadDictionary(files);
const federal = { deadlineDays: {} };

/** A clerk with a paper calendar: so many days on, then on over weekends and federal holidays; then three more, and on again. */
function crossedOff(from: string, days: number, byMail: boolean): string {
  const off = (day: number) => [0, 6].includes((((day + 4) % 7) + 7) % 7) || federalHoliday(day);
  let day = dayNumberOf(from) + days;
  while (off(day)) day++;
  if (!byMail) return iso(day);
  day += 3;
  while (off(day)) day++;
  return iso(day);
}
const latest = (...days: readonly string[]): string => [...days].sort().at(-1)!;

const party = (no: number): PartyInCase => ({
  ...{ partyNo: no as PartyNo, role: no === 1 ? 'Plaintiff' : 'Defendant', name: `Party ${no}`, proSe: false },
  ...{ address: null, terminatedOn: null, sameAs: null, defendant: null, counts: [], complaints: 0 },
  ...{ aliases: [], affiliates: [] },
});
const open = (no: number, name: string, dueOn: string): OpenDeadline => ({
  ...{ id: `${name} ${no}`, name, triggerSeq: 1, partyNo: no as PartyNo, dueOn: dueOn as CivilDate },
  ...{ explained: [], byReference: false, setBy: [] },
});
const day = fc.integer({ min: dayNumberOf('2016-01-01'), max: dayNumberOf('2030-12-31') }).map(iso);

function decided(
  event: string,
  filedOn: string,
  prompts: Record<string, string | PartyNo[]>,
  openDeadlines: readonly OpenDeadline[],
  byMail: readonly number[],
) {
  const definition = dictionary.at(event, filedOn as CivilDate)!;
  const answers = { ...newAnswers(event), prompts };
  const parties = [1, 2, 3].map(party);
  const computed = rules.setBy(definition, answers, filedOn as CivilDate, federal);
  return deadlinesOfParties(computed, { parties, openDeadlines }, answers, [], {
    filers: [parties[0]!],
    byMail: new Set(byMail as PartyNo[]),
  });
}
const dueOf = (set: ReturnType<typeof decided>['set'], no: number): readonly string[] =>
  set.filter((each) => each.parties?.some((one) => one.partyNo === no)).map((each) => each.dueOn);

test('Rule 15(a)(3) for each party: what remains or 14 days, whichever is later, 3 days more by mail (2,000 random cases)', () => {
  fc.assert(
    fc.property(
      day,
      fc.array(fc.tuple(fc.constantFrom(2, 3), fc.integer({ min: -20, max: 70 })), { maxLength: 2 }),
      fc.subarray([2, 3]),
      (filed, remaining, byMail) => {
        const known = remaining.map(([no, after], n) =>
          open(no, ['answer', 'answer-after-waiver'][n]!, iso(dayNumberOf(filed) + after)),
        );
        const prompts = { against: [2, 3] as PartyNo[] };
        const { set, replaced } = decided('amended-complaint', filed, prompts, known, byMail);
        for (const no of [2, 3]) {
          const own = known.filter((each) => each.partyNo === no).map((each) => each.dueOn);
          assert.deepEqual(dueOf(set, no), [latest(crossedOff(filed, 14, byMail.includes(no)), ...own)]);
        }
        assert.deepEqual([...replaced].sort(), known.map((each) => each.id).sort());
      },
    ),
    { numRuns: 2000 },
  );
});

test('Rule 81(c)(2): the longest of 7 days from removal, 21 from receipt, 21 from service and what is on record (2,000 random cases)', () => {
  const back = fc.option(fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(day, back, back, fc.option(fc.integer({ min: -5, max: 60 })), (filed, received, served, left) => {
      const on = (days: number) => iso(dayNumberOf(filed) - days);
      const prompts = {
        'to-answer': [2] as PartyNo[],
        ...(received === null ? {} : { received: on(received) }),
        ...(served === null ? {} : { served: on(served) }),
      };
      const known = left === null ? [] : [open(2, 'answer', iso(dayNumberOf(filed) + left))];
      const { set } = decided('notice-of-removal', filed, prompts, known, []);
      const expected = latest(
        crossedOff(filed, 7, false),
        ...(received === null ? [] : [crossedOff(on(received), 21, false)]),
        ...(served === null ? [] : [crossedOff(on(served), 21, false)]),
        ...known.map((each) => each.dueOn),
      );
      assert.deepEqual(dueOf(set, 2), [expected]);
    }),
    { numRuns: 2000 },
  );
});

test('of periods that end on one day the first is named, and every one is told with its day', () => {
  const on = (due: string, what: string) => ({ what, due: due as CivilDate });
  const three = [on('2026-03-11', 'a'), on('2026-03-13', 'b'), on('2026-03-13', 'c')] as const;
  assert.equal(longestOf(three).what, 'b');
  assert.equal(
    comparedWords(three),
    'The longest of these holds. a: Wednesday, 03/11/2026; b: Friday, 03/13/2026; c: Friday, 03/13/2026. The latest is Friday, 03/13/2026.',
  );
});
