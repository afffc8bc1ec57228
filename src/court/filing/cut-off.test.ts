/** What a court's choices do to the day of a filing and to the days it sets (Fed. R. Civ. P. 6(a)(3), (a)(4)). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CaseId } from '../../kernel/ids.ts';
import { instant } from '../../kernel/time.ts';

let court: TestCourt;
let lawyer: TestPerson;
let opponent: TestPerson;
let inCase: CaseId;

before(async () => {
  court = await aTestCourt();
  lawyer = await court.aPerson('jane.doe', ['attorney']);
  opponent = await court.aPerson('sam.poe', ['attorney']);
  inCase = await court.aCase(1, lawyer, opponent);
});
after(() => court.end());

async function chooses(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(settings))
    await court.owner.query('insert into pub.court_setting_version values ($1, $2, $3, $4, $5::jsonb)', [
      COURT,
      key,
      '2026-01-01',
      court.clock.now(),
      JSON.stringify(value),
    ]);
  court.clock.advance(60_000);
}

async function filedAt(received: string) {
  const receipt = await court.files(lawyer, inCase, motionToCompel(await court.uploads(lawyer, 1)), {
    receivedAt: instant(received),
  });
  const [kept] = await court.owner.query<{ filed_on: string }>(
    'select filed_on from pub.docket_entry where case_id = $1 order by entry_seq desc limit 1',
    [inCase],
  );
  assert.equal(kept!.filed_on, receipt.filedOn);
  const [deadline] = await court.owner.query<{ explained: readonly string[] }>(
    'select explained from pub.deadline where case_id = $1 order by trigger_seq desc limit 1',
    [inCase],
  );
  return { filedOn: receipt.filedOn, dueOn: receipt.deadlines[0]!.dueOn, explained: deadline!.explained };
}

test('a court whose day ends at midnight says so at the end of each explanation', async () => {
  const filing = await filedAt('2026-03-04T19:30:00-05:00');
  assert.deepEqual([filing.filedOn, filing.dueOn], ['2026-03-04', '2026-03-18']);
  assert.match(
    filing.explained.at(-1)!,
    /before midnight Eastern Time at the end of that day\. \(Fed\. R\. Civ\. P\. 6\(a\)\(4\)\(A\)\)$/,
  );
});

test('a cut-off at six ends the last day at six; what comes later is of its day all the same', async () => {
  await chooses({ cutOff: '18:00' });
  const filing = await filedAt('2026-03-04T19:30:00-05:00');
  assert.deepEqual([filing.filedOn, filing.dueOn], ['2026-03-04', '2026-03-18']);
  assert.match(filing.explained.at(-1)!, /before 6:00 PM Eastern Time on that day/);
});

test('where the court has ordered it, what comes after the cut-off counts for the next day, and times run from there', async () => {
  await chooses({ cutOff: '18:00', lateCountsNextDay: true });
  assert.equal((await filedAt('2026-03-04T17:59:59.999-05:00')).filedOn, '2026-03-04');
  const late = await filedAt('2026-03-04T18:00:00.000-05:00');
  assert.deepEqual([late.filedOn, late.dueOn], ['2026-03-05', '2026-03-19']);
});

test('a closing that the court has entered moves the day, and is named in the explanation', async () => {
  await chooses({
    cutOff: '24:00',
    lateCountsNextDay: false,
    closures: [{ name: 'Blizzard', dates: ['2026-03-18', '2026-03-19'], source: 'Notice of the clerk' }],
  });
  const filing = await filedAt('2026-03-04T12:00:00-05:00');
  assert.equal(filing.dueOn, '2026-03-20');
  assert.match(filing.explained.join('\n'), /closed \(Blizzard\), so the time is extended to Friday, 03\/20\/2026/);
});
