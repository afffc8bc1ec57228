/** Criminal filings: about whom they are, which counts they put on record, and what a judgment does (spec/filing.md §2.10). */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signedByAnother } from '../../../test/support/signers.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CaseId } from '../../kernel/ids.ts';
import { systemRandom } from '../../kernel/random.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { systemActor } from '../access/actor.ts';
import { exportDocket } from '../cases/export-docket.ts';
import { enqueueJob } from '../cases/ports.ts';
import { recordCase } from '../cases/record-case.ts';
import { readerFor } from '../docket/reader.ts';
import type { AnswersInput } from '../events/answers.ts';

let court: TestCourt;
let prosecutor: TestPerson;
let defender: TestPerson;
let clerk: TestPerson;
let judge: TestPerson;
let seq = 50;

before(async () => {
  court = await aTestCourt();
  prosecutor = await court.aPerson('una.usa', ['attorney'], { displayName: 'Una Usher' });
  defender = await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' });
  clerk = await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
});
after(() => court.end());

/** Defendants 1 and 2, and the government as party 3. */
const aCriminalCase = (): Promise<CaseId> =>
  court.system.court.court.transaction((tx) =>
    recordCase(tx, { clock: court.clock, random: systemRandom, enqueue: enqueueJob }, systemActor('test'), {
      court: COURT,
      number: { office: '1', yy: '26', type: 'cr', seq: ++seq },
      title: 'USA v. Poe et al',
      filedOn: '2026-01-05' as CivilDate,
      presider: null,
      referral: null,
      parties: [
        { role: 'Defendant', name: 'Rob Poe', counsel: [{ person: defender.person!, lead: true, notice: true }] },
        { role: 'Defendant', name: 'Sam Lake', counsel: [] },
        { role: 'Plaintiff', name: 'USA', counsel: [{ person: prosecutor.person!, lead: true, notice: true }] },
      ],
    }),
  );

const filed = async (by: TestPerson, id: CaseId, answers: AnswersInput) =>
  court.files(by, id, { ...answers, documents: { main: await court.uploads(by) } });
const indictment = (id: CaseId, more: Partial<AnswersInput> = {}) =>
  filed(clerk, id, {
    event: 'indictment',
    filers: [3],
    defendants: [1, 2],
    charges: [
      { partyNo: 1, charge: '18:1343 Wire Fraud', counts: '1-6' },
      { partyNo: 1, charge: '18:1956 Money Laundering', counts: '7' },
      { partyNo: 2, charge: '18:1343 Wire Fraud', counts: '1-3' },
    ],
    ...more,
  });
const open = (id: CaseId) => {
  const { web, registrar, clock, settingsOf } = court.system.court;
  const zoneOf = async (of: typeof COURT) => (await settingsOf(of)).zone;
  return readerFor({ web, registrar, clock, zoneOf }, systemActor('test'), COURT).openCase(id);
};

test('an indictment names its defendants with their counts, and puts the counts on the docket sheet', async () => {
  const id = await aCriminalCase();
  const receipt = await indictment(id);
  assert.equal(
    receipt.text,
    'INDICTMENT as to Rob Poe (1) count(s) 1-6, 7, Sam Lake (2) count(s) 1-3 by USA.(Clerk, Carla)',
  );
  const parties = await (await open(id)).parties();
  assert.deepEqual(
    parties.map((party) => party.defendant?.pendingCounts.map((count) => count.label)),
    [['18:1343 Wire Fraud (1-6)', '18:1956 Money Laundering (7)'], ['18:1343 Wire Fraud (1-3)'], undefined],
  );
});

test('an indictment may bring a defendant into the case, with the next number and counts', async () => {
  const id = await aCriminalCase();
  const receipt = await indictment(id, {
    defendants: [1],
    newParties: [{ role: 'Defendant', name: 'Tess Tarn' }],
    charges: [
      { partyNo: 1, charge: '18:371 Conspiracy', counts: '1' },
      { newParty: 1, charge: '18:371 Conspiracy', counts: '1' },
    ],
  });
  assert.match(receipt.text, /as to Rob Poe \(1\) count\(s\) 1, Tess Tarn \(3\) count\(s\) 1 by USA/);
  const tess = (await (await open(id)).parties()).find((party) => party.name === 'Tess Tarn');
  assert.equal(tess?.partyNo, 4);
  assert.deepEqual([tess?.defendant?.number, tess?.defendant?.pendingCounts.length], [3, 1]);
});

test('a complaint of a magistrate case stands among the complaints', async () => {
  const id = await aCriminalCase();
  await court.owner.query(`update pub.case_record set type = 'mj' where case_id = $1`, [id]);
  const receipt = await filed(clerk, id, {
    event: 'criminal-complaint',
    filers: [3],
    defendants: [2],
    charges: [{ partyNo: 2, charge: '18:641 Theft of Public Money' }],
  });
  assert.equal(receipt.text, 'COMPLAINT as to Sam Lake (2) by USA.(Clerk, Carla)');
  const sam = (await (await open(id)).parties())[1];
  assert.deepEqual(sam?.defendant?.complaints, [{ label: '18:641 Theft of Public Money', disposition: '' }]);
});

test('a criminal entry is about defendants of the case, one, several or all; without any it is refused', async () => {
  const id = await aCriminalCase();
  const waiver = (defendants: AnswersInput['defendants']): AnswersInput => ({
    event: 'criminal-waiver',
    filers: [1],
    prompts: { of: 'Speedy Trial' },
    defendants,
    ...signedByAnother,
  });
  await assert.rejects(filed(defender, id, waiver([])), /defendant-required/);
  await assert.rejects(filed(defender, id, waiver([3])), /defendant-not-in-case/);
  const all = await filed(defender, id, waiver('all'));
  assert.equal(all.text, 'WAIVER of Speedy Trial as to Rob Poe (1), Sam Lake (2) by Rob Poe.(Defence, Dana)');
  const rows = await court.owner.query<{ party_no: number }>(
    'select party_no from pub.entry_defendant where case_id = $1 and entry_seq = $2 order by 1',
    [id, all.entry],
  );
  assert.deepEqual(
    rows.map((row) => row.party_no),
    [1, 2],
  );
});

test('the docket of one defendant has the entries about that defendant and those about nobody, and is priced so', async () => {
  const id = await aCriminalCase();
  const everybody = await indictment(id);
  const one = await filed(defender, id, {
    event: 'plea-agreement',
    filers: [1],
    defendants: [1],
  });
  const two = await court.files(clerk, id, { event: 'arrest', defendants: [2], prompts: { on: '2026-03-01' } });
  const whole = await court.files(judge, id, {
    event: 'memorandum-and-order',
    documents: { main: await court.uploads(judge) },
  });
  const docket = await open(id);
  const shown = async (defendant?: number) => {
    const rows = [];
    for await (const batch of docket.docket({ order: 'oldest-first', defendant })) rows.push(...batch);
    const { entries } = await docket.size({ order: 'oldest-first', defendant });
    assert.equal(entries, rows.length, 'the price is that of what is shown');
    return rows.map((row) => (row.kind === 'entry' ? row.seq : null));
  };
  assert.deepEqual(await shown(1), [everybody.entry, one.entry, whole.entry]);
  assert.deepEqual(await shown(2), [everybody.entry, two.entry, whole.entry]);
  assert.deepEqual(await shown(), [everybody.entry, one.entry, two.entry, whole.entry]);
});

test('the price of a docket counts what the sheet prints of counts, complaints, offence levels and lines of the court', async () => {
  const id = await aCriminalCase();
  const size = async () => (await (await open(id)).size({ order: 'oldest-first' })).bytes;
  const bare = await size();
  await court.owner.query(
    `insert into pub.criminal_count values ($1, $2, 1, 1, '18:1343 (1)', 'pending', 'Dismissed')`,
    [COURT, id],
  );
  assert.equal(await size(), bare + 20, 'count and disposition');
  await court.owner.query(`insert into pub.criminal_complaint values ($1, $2, 1, 1, '18:641', '')`, [COURT, id]);
  await court.owner.query(`update pub.defendant set offense_opening = 'Felony' where case_id = $1 and number = 1`, [
    id,
  ]);
  await court.owner.query(`insert into pub.header_field values ($1, $2, 1, 'Agency', 'Customs')`, [COURT, id]);
  assert.equal(await size(), bare + 20 + 6 + 6 + 13);
});

test('a judgment says what became of each count, ends the part of the defendant, and with the last one the case', async () => {
  const id = await aCriminalCase();
  await indictment(id);
  const judgment = (no: number, dispositions: AnswersInput['dispositions']): AnswersInput => ({
    event: 'criminal-judgment',
    orderText: 'So ordered.',
    defendants: [no],
    dispositions,
    endedParties: [no],
  });
  const guilty = { partyNo: 1, n: 1, disposition: 'Twelve months and a day.', status: 'pending' } as const;
  await assert.rejects(filed(judge, id, judgment(1, [guilty])), /disposition-required/, 'count 7 is open');
  const dropped = { partyNo: 1, n: 2, disposition: 'Dismissed', status: 'terminated' } as const;
  const receipt = await filed(judge, id, judgment(1, [guilty, dropped]));
  assert.equal(
    receipt.text,
    'Judge Robin Roe: JUDGMENT as to Rob Poe (1), Count(s) 1-6, Twelve months and a day; Count(s) 7, Dismissed. So ordered. (Roe, Robin)',
  );
  const [rob] = await (await open(id)).parties();
  assert.equal(rob?.terminatedOn, '2026-03-04');
  assert.deepEqual(rob?.defendant?.pendingCounts, [
    { label: '18:1343 Wire Fraud (1-6)', disposition: 'Twelve months and a day.' },
  ]);
  assert.deepEqual(rob?.defendant?.terminatedCounts, [
    { label: '18:1956 Money Laundering (7)', disposition: 'Dismissed' },
  ]);
  assert.equal((await open(id)).header.terminatedOn, null, 'the other defendant is still there');
  await filed(judge, id, judgment(2, [{ partyNo: 2, n: 1, disposition: 'Acquitted', status: 'terminated' }]));
  const { header } = await open(id);
  assert.equal(header.terminatedOn, '2026-03-04');
  assert.deepEqual(header.flags, ['CLOSED']);

  const file = (await exportDocket(court.system.court.court, COURT, id)) as {
    parties: readonly { criminal_data?: { counts: readonly { status: string; disposition: string }[] } }[];
  };
  assert.deepEqual(
    file.parties[0]?.criminal_data?.counts.map((count) => `${count.status}: ${count.disposition}`),
    ['Pending: Twelve months and a day.', 'Terminated: Dismissed'],
    'the file says what the page says',
  );
});

test('counsel appears for one defendant, in the capacity that the notice says', async () => {
  const id = await aCriminalCase();
  const receipt = await filed(defender, id, {
    event: 'criminal-appearance',
    filers: [2],
    associate: [{ partyNo: 2, lead: true, notice: true }],
    prompts: { designation: 'CJA Appointment' },
  });
  assert.match(receipt.text, /Dana Defence appearing for Sam Lake \(CJA Appointment\)/);
  const [, sam] = await (await open(id)).parties();
  assert.deepEqual(
    sam?.counsel.map((each) => `${each.name} ${each.designation}`),
    ['Dana Defence CJA Appointment'],
  );
});
