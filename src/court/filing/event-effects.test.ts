/** What an event does to its case besides its entry: flags, and deadlines on days that are served or ordered. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CaseId } from '../../kernel/ids.ts';

let court: TestCourt;
let lawyer: TestPerson;
let clerk: TestPerson;
let judge: TestPerson;
let seq = 700;

before(async () => {
  court = await aTestCourt();
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  clerk = await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
});
after(() => court.end());

/** Flags now up, as the docket sheet prints them. */
async function flagsOf(id: CaseId): Promise<readonly string[]> {
  const rows = await court.owner.query<{ flag: string }>(
    'select flag from pub.case_flag where court_id = $1 and case_id = $2 and public and to_on is null order by flag',
    [COURT, id],
  );
  return rows.map((each) => each.flag);
}

async function anAppeal(id: CaseId) {
  const order = await court.files(judge, id, {
    event: 'order-other',
    orderText: 'Dismissed.',
    documents: { main: await court.uploads(judge) },
  });
  return court.files(lawyer, id, {
    event: 'notice-of-appeal',
    filers: [1],
    references: [{ seq: order.entry }],
    prompts: { 'filing-fee': '605', 'receipt-number': 'A-1' },
    documents: { main: await court.uploads(lawyer) },
  });
}

test('a notice of appeal puts APPEAL on the docket and asks for the transcripts; the mandate takes it down', async () => {
  const id = await court.aCase(++seq, lawyer);
  const appeal = await anAppeal(id);
  assert.equal(
    appeal.text,
    'NOTICE OF APPEAL as to 1 Order by Acme Corp.. Transcript order due March 18, 2026. Filing fee: $ 605, receipt number A-1(Doe, Jane)',
  );
  assert.deepEqual(await flagsOf(id), ['APPEAL']);
  const mandate = async () =>
    court.files(clerk, id, {
      event: 'appeal-mandate',
      references: [{ seq: appeal.entry }],
      documents: { main: await court.uploads(clerk) },
    });
  await mandate();
  assert.deepEqual(await flagsOf(id), []);
  await mandate();
  await anAppeal(id);
  assert.deepEqual(await flagsOf(id), ['APPEAL'], 'a second appeal of the same day puts it up again');
  await anAppeal(id);
  assert.deepEqual(await flagsOf(id), ['APPEAL'], 'a flag is up once, however many appeals there are');
});

test('an entry that the public does not see puts up no flag that the public sees', async () => {
  const id = await court.aCase(++seq, lawyer);
  const order = {
    event: 'protective-order',
    orderText: 'Sealed.',
    documents: { main: await court.uploads(clerk) },
  };
  await court.files(clerk, id, order, { restriction: 'sealed-entry' });
  assert.deepEqual(await flagsOf(id), []);
  await court.files(clerk, id, { ...order, documents: { main: await court.uploads(clerk) } });
  assert.deepEqual(await flagsOf(id), ['PROTO']);
});

test('a return of service says when the answer is due, counted from the day of service', async () => {
  const id = await court.aCase(++seq, lawyer);
  const receipt = await court.files(lawyer, id, {
    event: 'summons-returned-executed',
    filers: [1],
    prompts: { against: [2], served: '2026-02-20' },
    documents: { main: await court.uploads(lawyer) },
  });
  assert.equal(
    receipt.text,
    'SUMMONS Returned Executed as to Robin Baker, served on February 20, 2026. Answer due March 13, 2026. Filed by Acme Corp..(Doe, Jane)',
  );
  assert.deepEqual(
    receipt.deadlines.map((each) => `${each.name} ${each.dueOn}`),
    ['answer 2026-03-13'],
  );
});

test('a scheduling order sets the days that it names, and no others; nothing moves them off a Sunday', async () => {
  const id = await court.aCase(++seq, lawyer);
  const receipt = await court.files(judge, id, {
    event: 'scheduling-order',
    orderText: 'So ordered.',
    prompts: { discovery: '2026-08-30', motions: '2026-10-01' },
  });
  assert.equal(
    receipt.text,
    'Judge Robin Roe: SCHEDULING ORDER. Discovery to be completed by August 30, 2026; Motions due by October 1, 2026. So ordered. (Roe, Robin)',
  );
  assert.deepEqual(
    receipt.deadlines.map((each) => `${each.name} ${each.dueOn}`),
    ['discovery-closes 2026-08-30', 'motions-due 2026-10-01'],
  );
  const [kept] = await court.owner.query<{ due_on: string }>(
    `select due_on from pub.deadline where case_id = $1 and name = 'discovery-closes'`,
    [id],
  );
  assert.equal(kept?.due_on, '2026-08-30');
});

test('the minutes of a hearing end the day that its notice set', async () => {
  const id = await court.aCase(++seq, lawyer);
  const notice = await court.files(clerk, id, {
    event: 'notice-of-hearing',
    orderText: 'Counsel shall appear in person.',
    prompts: { type: 'Status Conference', on: '2026-03-20', at: '02:00 PM', place: 'Courtroom 4' },
  });
  assert.deepEqual(
    notice.deadlines.map((each) => `${each.title} ${each.dueOn}`),
    ['Hearing set for 2026-03-20'],
  );
  await court.files(clerk, id, {
    event: 'minute-entry',
    orderText: 'Case called.',
    references: [{ seq: notice.entry }],
    prompts: { type: 'Status Conference', held: '2026-03-20' },
  });
  const open = await court.owner.query('select 1 from pub.deadline where case_id = $1 and ended_on is null', [id]);
  assert.equal(open.length, 0);
});

test('an order on a motion that rules on nothing is refused; one whose document says all needs no words', async () => {
  const id = await court.aCase(++seq, lawyer);
  const main = await court.uploads(judge);
  await assert.rejects(court.files(judge, id, { event: 'order-on-motion', documents: { main } }), /ruling-required/);
  const receipt = await court.files(judge, id, { event: 'memorandum-and-order', documents: { main } });
  assert.equal(receipt.text, 'Judge Robin Roe: MEMORANDUM AND ORDER entered. (Roe, Robin)');
});
