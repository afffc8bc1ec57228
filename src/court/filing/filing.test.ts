/** Filing in an existing case: what is written, what is refused, what happens twice, what day it is (DESIGN §3). */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId } from '../../kernel/ids.ts';
import { instant } from '../../kernel/time.ts';
import { verifyChains } from '../audit/verify-chains.ts';

let court: TestCourt;
let lawyer: TestPerson;
let opponent: TestPerson;
let clerk: TestPerson;
let judge: TestPerson;
let seq = 0;
let inCase: CaseId;

before(async () => {
  court = await aTestCourt();
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  opponent = await court.aPerson('sam.poe', ['attorney'], { displayName: 'Sam Poe' });
  clerk = await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
  inCase = await court.aCase(++seq, lawyer, opponent);
});
after(() => court.end());

const refusal = (code: string) => (error: unknown) => error instanceof CourtError && error.code === code;

test('a motion becomes the next entry, with its text, document, relief, deadline, notices and receipt', async () => {
  const main = await court.uploads(lawyer, 3);
  const receipt = await court.files(
    lawyer,
    inCase,
    motionToCompel(main, { prefix: 'First', freeText: 'and for costs' }),
  );
  assert.equal(receipt.text, 'First MOTION to Compel and for costs by Acme Corp..(Doe, Jane)');
  assert.equal(receipt.documentNumber, 1);
  assert.equal(receipt.filedOn, '2026-03-04');
  assert.deepEqual(receipt.emailed.map((each) => each.name).sort(), ['Jane Doe', 'Sam Poe']);
  assert.equal(receipt.deadlines[0]?.dueOn, '2026-03-18');
  assert.match(
    receipt.documents[0]!.stamp,
    /^\[STAMP olydStamp_ID=\d+ \[Date=3\/4\/2026\] \[FileNumber=\d+-0\] \[[0-9a-f]{128}\]\]$/,
  );
  const [relief] = await court.owner.query<{ status: string; name: string }>(
    'select status, name from pub.relief where case_id = $1',
    [inCase],
  );
  assert.deepEqual(relief, { status: 'pending', name: 'Motion to Compel' });
  const [job] = await court.owner.query<{ n: number }>(
    `select count(*) as n from graphile_worker.jobs where task_identifier = 'after-filing'`,
  );
  assert.equal(job!.n, 1);
});

test('an opposition refers to the motion, and an order of the judge rules on it', async () => {
  const id = await court.aCase(++seq, lawyer, opponent);
  const motion = await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  const opposition = await court.files(opponent, id, {
    event: 'opposition',
    filers: [2],
    references: [{ seq: motion.entry }],
    documents: { main: await court.uploads(opponent) },
  });
  assert.equal(opposition.text, 'Opposition re 1 MOTION to Compel filed by Robin Baker.(Poe, Sam)');
  const order = await court.files(judge, id, {
    event: 'electronic-order',
    rulings: [{ seq: motion.entry, n: 1, disposition: 'granting' }],
  });
  assert.equal(order.text, 'Judge Robin Roe: ELECTRONIC ORDER entered granting 1 Motion to Compel. (Roe, Robin)');
  assert.equal(order.enteredBy, null);
  const rows = await court.owner.query<{ status: string; ruled_by: number }>(
    'select status, ruled_by from pub.relief where case_id = $1',
    [id],
  );
  assert.deepEqual(rows, [{ status: 'granted', ruled_by: order.entry }]);
  const open = await court.owner.query(
    'select 1 from pub.deadline where case_id = $1 and ended_on is null and trigger_seq = $2',
    [id, motion.entry],
  );
  assert.equal(open.length, 0, 'the response date of a motion that was ruled on is over');
});

test('the same key gives the same receipt; the same key for another filing is refused', async () => {
  const id = await court.aCase(++seq, lawyer);
  const main = await court.uploads(lawyer);
  const key = 'a key of her own';
  const first = await court.files(lawyer, id, motionToCompel(main), { key });
  const again = await court.files(lawyer, id, motionToCompel(main), { key });
  assert.deepEqual(again, first);
  await assert.rejects(
    court.files(lawyer, id, motionToCompel(main, { freeText: 'changed' }), { key }),
    refusal('key-reused'),
  );
  const entries = await court.owner.query('select 1 from pub.docket_entry where case_id = $1', [id]);
  assert.equal(entries.length, 1);
});

test('bytes that the court has already leave nothing in the staging area when they are filed again', async () => {
  const id = await court.aCase(++seq, lawyer);
  const uploads = [await court.uploads(lawyer, 4), await court.uploads(lawyer, 4)];
  const staged = await court.owner.query<{ staged_path: string; sha256: string }>(
    'select staged_path, sha256 from pub.upload where upload_id = any($1::uuid[])',
    [uploads],
  );
  assert.equal(new Set(staged.map((each) => each.sha256)).size, 1, 'the same bytes');
  for (const main of uploads) await court.files(lawyer, id, motionToCompel(main));
  for (const { staged_path } of staged) assert.equal(existsSync(staged_path), false, staged_path);
});

test('twenty sendings of one submission at once are one filing', async () => {
  const id = await court.aCase(++seq, lawyer);
  const main = await court.uploads(lawyer);
  const receipts = await Promise.all(
    Array.from({ length: 20 }, () => court.files(lawyer, id, motionToCompel(main), { key: 'double click' })),
  );
  assert.equal(new Set(receipts.map((each) => each.filingId)).size, 1);
  assert.equal((await court.owner.query('select 1 from pub.filing where idem_key = $1', ['double click'])).length, 1);
});

test('who does not represent the filer associates herself while filing, and is told from then on', async () => {
  const id = await court.aCase(++seq, lawyer);
  const main = await court.uploads(opponent);
  await assert.rejects(court.files(opponent, id, motionToCompel(main, { filers: [2] })), refusal('not-your-client'));
  const receipt = await court.files(
    opponent,
    id,
    motionToCompel(main, { filers: [2], associate: [{ partyNo: 2, lead: true, notice: true }] }),
  );
  assert.deepEqual(receipt.emailed.map((each) => each.name).sort(), ['Jane Doe', 'Sam Poe']);
  const next = await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  assert.deepEqual(next.emailed.map((each) => each.name).sort(), ['Jane Doe', 'Sam Poe']);
});

test('what cannot be filed is refused in words, and nothing is written', async () => {
  const id = await court.aCase(++seq, lawyer);
  const main = await court.uploads(lawyer);
  const stranger = await court.aPerson('reader', []);
  const cases: [string, () => Promise<unknown>][] = [
    ['event-unknown', () => court.files(lawyer, id, { event: 'no-such-event' })],
    ['event-not-yours', () => court.files(lawyer, id, { event: 'electronic-order', orderText: 'So ordered.' })],
    ['no-filer', () => court.files(lawyer, id, motionToCompel(main, { filers: [] }))],
    ['party-not-in-case', () => court.files(lawyer, id, motionToCompel(main, { filers: [99] }))],
    [
      'no-main-document',
      () => court.files(lawyer, id, { event: 'motion', filers: [1], reliefs: [{ code: 'compel' }] }),
    ],
    ['relief-required', () => court.files(lawyer, id, { event: 'motion', filers: [1], documents: { main } })],
    ['reference-required', () => court.files(lawyer, id, { event: 'opposition', filers: [1], documents: { main } })],
    [
      'reference-not-in-case',
      () =>
        court.files(lawyer, id, { event: 'opposition', filers: [1], references: [{ seq: 77 }], documents: { main } }),
    ],
    ['upload-unknown', () => court.files(lawyer, id, motionToCompel('019a0000-0000-7000-8000-000000000000' as never))],
    ['no-right-to-file', () => court.files(stranger, id, motionToCompel(main))],
    ['case-not-found', () => court.files(lawyer, 99 as CaseId, motionToCompel(main))],
    [
      'upload-unknown',
      () => court.files(opponent, id, motionToCompel(main, { associate: [{ partyNo: 1, lead: false, notice: true }] })),
    ],
  ];
  for (const [code, attempt] of cases) await assert.rejects(attempt(), refusal(code), code);
  assert.equal((await court.owner.query('select 1 from pub.docket_entry where case_id = $1', [id])).length, 0);
});

test('a filing received a moment before midnight is filed that day, and a moment after it the next, on clock changes too', async () => {
  const days: [string, string][] = [
    ['2026-03-04T23:59:59.900-05:00', '2026-03-04'],
    ['2026-03-05T00:00:00.100-05:00', '2026-03-05'],
    // clocks go forward on 8 March 2026 at 2 a.m., back on 1 November at 2 a.m.
    ['2026-03-07T23:59:59.900-05:00', '2026-03-07'],
    ['2026-03-08T00:00:00.100-05:00', '2026-03-08'],
    ['2026-03-08T23:59:59.900-04:00', '2026-03-08'],
    ['2026-03-09T00:00:00.100-04:00', '2026-03-09'],
    ['2026-10-31T23:59:59.900-04:00', '2026-10-31'],
    ['2026-11-01T00:00:00.100-04:00', '2026-11-01'],
    ['2026-11-01T01:30:00.000-04:00', '2026-11-01'],
    ['2026-11-01T01:30:00.000-05:00', '2026-11-01'],
    ['2026-11-01T23:59:59.900-05:00', '2026-11-01'],
    ['2026-11-02T00:00:00.100-05:00', '2026-11-02'],
  ];
  const id = await court.aCase(++seq, lawyer);
  for (const [received, day] of days) {
    const receivedAt = instant(received);
    // However long the court takes to write it: the clock at the commit is 40 seconds on.
    court.clock.set(new Date(Date.parse(receivedAt) + 40_000).toISOString());
    const receipt = await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer, 1)), { receivedAt });
    assert.equal(receipt.filedOn, day, received);
    assert.equal(receipt.receivedAt, receivedAt);
    assert.ok(receipt.committedAt > receipt.receivedAt);
  }
  court.clock.set('2026-03-04T15:00:00Z');
});

test('a sealed entry uses its number and shows nothing; a staff note uses none; both read back for those cleared', async () => {
  const id = await court.aCase(++seq, lawyer);
  await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  const sealed = await court.files(
    clerk,
    id,
    {
      event: 'notice-other',
      filers: [1],
      freeText: 'canary-of-the-sealed',
      documents: { main: await court.uploads(clerk) },
    },
    { restriction: 'sealed-entry' },
  );
  assert.equal(sealed.documentNumber, 2);
  const next = await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  assert.equal(next.documentNumber, 3);
  assert.equal(next.entry, 2, 'the internal number of public entries has no hole');
  const names = await court.owner.query(`select 1 from pub.upload u where account_id = $1::uuid`, [clerk.account]);
  assert.equal(names.length, 0, 'nor does the name or hash of its file stay');
  const stubs = await court.owner.query('select doc_no from pub.sealed_entry_number where case_id = $1', [id]);
  assert.deepEqual(stubs, [{ doc_no: 2 }]);
  const note = await court.files(
    clerk,
    id,
    { event: 'notice-other', filers: [1], documents: { main: await court.uploads(clerk) } },
    { restriction: 'court-only-entry' },
  );
  assert.equal(note.documentNumber, null);
  for (const table of ['docket_entry', 'entry_version', 'filing', 'audit', 'document', 'notice', 'upload', 'draft']) {
    const found = await court.owner.query(`select 1 from pub.${table} t where t::text like '%canary-of-the-sealed%'`);
    assert.equal(found.length, 0, `pub.${table} says nothing of the sealed entry`);
  }
});

test('the chain of a case verifies, and one changed letter is found', async () => {
  const id = await court.aCase(++seq, lawyer);
  await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  assert.deepEqual((await verifyChains(court.owner, 'pub')).faults, []);
  assert.deepEqual((await verifyChains(court.owner, 'sealed')).faults, []);
  await court.owner.query(
    `update pub.audit set body = jsonb_set(body, '{number}', '7') where court_id = $1 and stream = $2 and act = 'file entry'`,
    [COURT, `case ${id}`],
  );
  const { faults } = await verifyChains(court.owner, 'pub');
  assert.equal(faults.length, 1);
  assert.equal(faults[0]?.what, 'its contents do not match its hash');
});

test('nobody but the vault can read the sealed side, and nobody at all can change what was entered', async () => {
  for (const login of [court.system.court.web, court.system.court.court, court.system.jobs]) {
    await assert.rejects(login.query('select 1 from sealed.docket_entry'), /permission denied/);
    await assert.rejects(login.query('update pub.entry_version set text = text'), /permission denied/);
    await assert.rejects(login.query('delete from pub.audit'), /permission denied/);
  }
  await assert.rejects(court.system.court.web.query('select 1 from ident.entry_identity'), /permission denied/);
});
