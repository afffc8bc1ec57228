/** What filings do to the parties and counsel of a civil case, to deadlines of each party, and to the case itself. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signedByAnother } from '../../../test/support/signers.ts';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CaseId } from '../../kernel/ids.ts';
import { systemRandom } from '../../kernel/random.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { systemActor } from '../access/actor.ts';
import { recordSealedCase } from '../cases/record-sealed-case.ts';
import type { AnswersInput } from '../events/answers.ts';

let court: TestCourt;
let lawyer: TestPerson;
let defence: TestPerson;
let clerk: TestPerson;
let judge: TestPerson;
let seq = 3000;

before(async () => {
  court = await aTestCourt();
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  defence = await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' });
  clerk = await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
});
after(() => court.end());

const filed = async (by: TestPerson, id: CaseId, answers: AnswersInput) =>
  court.files(by, id, { ...answers, documents: { main: await court.uploads(by) } });

/** `answer of 2: open`, by name and party. */
async function deadlines(id: CaseId): Promise<readonly string[]> {
  const rows = await court.owner.query<{ name: string; party_no: number | null; open: boolean; due_on: string }>(
    `select name, party_no, ended_on is null as open, due_on from pub.deadline where court_id = $1 and case_id = $2
     order by name, party_no, due_on`,
    [COURT, id],
  );
  return rows.map((each) => `${each.name} of ${each.party_no ?? 'nobody'}: ${each.open ? each.due_on : 'ended'}`);
}
const parties = async (id: CaseId) =>
  (
    await court.owner.query<{ line: string }>(
      `select concat_ws(' ', party_no, role, name, case when pro_se then 'pro se' end, terminated_on) as line
       from pub.party where court_id = $1 and case_id = $2 order by party_no`,
      [COURT, id],
    )
  ).map((each) => each.line);
const counsel = async (id: CaseId) =>
  (
    await court.owner.query<{ line: string }>(
      `select concat_ws(' ', a.party_no, p.display_name, a.to_on) as line from pub.association a
       join pub.court_person p using (court_id, person_id) where court_id = $1 and case_id = $2 order by a.n, a.party_no`,
      [COURT, id],
    )
  ).map((each) => each.line);

/** `1 2 also known as Bake`: names under the parties of a case. */
const under = async (id: CaseId, table: 'party_alias' | 'party_affiliate') =>
  (
    await court.owner.query<{ line: string }>(
      `select concat_ws(' ', party_no, n, kind, name) as line from pub.${table} where court_id = $1 and case_id = $2
       order by party_no, n`,
      [COURT, id],
    )
  ).map((each) => each.line);

const complaint = (id: CaseId) => filed(clerk, id, { event: 'complaint', filers: [1], prompts: { against: [2] } });
const served = (id: CaseId, against: number[]) =>
  filed(lawyer, id, { event: 'summons-returned-executed', filers: [1], prompts: { against, served: '2026-02-20' } });

test('a complaint starts the 90 days of Rule 4(m) for each defendant; service ends them and starts the 21 days of the answer', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const receipt = await complaint(id);
  assert.equal(receipt.text, 'COMPLAINT against Robin Baker, filed by Acme Corp..(Clerk, Carla)');
  assert.deepEqual(await deadlines(id), ['service-of-summons of 2: 2026-06-02']);
  const service = await served(id, [2]);
  assert.deepEqual(service.deadlines[0]?.parties, [{ partyNo: 2, name: 'Robin Baker' }]);
  assert.deepEqual(await deadlines(id), ['answer of 2: 2026-03-13', 'service-of-summons of 2: ended']);
});

test('an answer ends the deadline of the party that answers, and of no other', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const opening = await complaint(id);
  await filed(lawyer, id, {
    event: 'amended-complaint',
    filers: [1],
    prompts: { against: [2] },
    newParties: [{ role: 'Defendant', name: 'Sam Poe', as: 'against' }],
  });
  await served(id, [2, 3]);
  await filed(defence, id, {
    event: 'answer',
    filers: [2],
    references: [{ seq: opening.entry }],
    prompts: { 'jury-demand': false },
  });
  assert.deepEqual(await deadlines(id), [
    'answer of 2: ended',
    'answer of 3: 2026-03-13',
    'service-of-summons of 2: ended',
    'service-of-summons of 3: ended',
  ]);
});

test('after service an amended complaint is to be answered in 14 days; before, there is nothing to answer yet', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  await complaint(id);
  await filed(lawyer, id, { event: 'amended-complaint', filers: [1], prompts: { against: [2] } });
  assert.deepEqual(await deadlines(id), ['service-of-summons of 2: 2026-06-02']);
  await served(id, [2]);
  await filed(lawyer, id, { event: 'amended-complaint', filers: [1], prompts: { against: [2] } });
  assert.deepEqual((await deadlines(id)).slice(0, 2), [
    'answer of 2: ended',
    'answer-to-amended-complaint of 2: 2026-03-18',
  ]);
});

test('a waiver takes the place of the days that service gave', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  await complaint(id);
  await served(id, [2]);
  await filed(lawyer, id, {
    event: 'waiver-of-service',
    filers: [1],
    prompts: { against: [2], sent: '2026-02-02' },
    ...signedByAnother,
  });
  assert.deepEqual(await deadlines(id), [
    'answer of 2: ended',
    'answer-after-waiver of 2: 2026-04-03',
    'service-of-summons of 2: ended',
  ]);
});

test('a motion to dismiss ends the days of the answer, a motion to compel does not; its denial gives 14 days', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  await complaint(id);
  await served(id, [2]);
  await court.files(defence, id, motionToCompel(await court.uploads(defence), { filers: [2] }));
  assert.ok((await deadlines(id)).includes('answer of 2: 2026-03-13'));
  const motion = await filed(defence, id, { event: 'motion', filers: [2], reliefs: [{ code: 'dismiss' }] });
  assert.ok((await deadlines(id)).includes('answer of 2: ended'));
  const order = await court.files(judge, id, {
    event: 'order-on-motion',
    rulings: [{ seq: motion.entry, n: 1, disposition: 'denying' }],
    documents: { main: await court.uploads(judge) },
  });
  assert.deepEqual(
    order.deadlines.map((each) => `${each.name} ${each.dueOn} ${each.parties?.[0]?.name}`),
    ['answer-after-rule-12-motion 2026-03-18 Robin Baker'],
  );
  assert.ok((await deadlines(id)).includes('answer-after-rule-12-motion of 2: 2026-03-18'));
});

test('a party is looked for in the case before another is made; in another role it keeps name and counsel', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const claim = (newParties: AnswersInput['newParties']): AnswersInput => ({
    event: 'counterclaim',
    filers: [2],
    prompts: { against: [] },
    newParties,
  });
  await assert.rejects(
    filed(defence, id, claim([{ role: 'Counter Defendant', name: 'ACME CORP', as: 'against' }])),
    /party-in-case-already/,
  );
  const receipt = await filed(
    defence,
    id,
    claim([{ role: 'Counter Defendant', name: 'ACME CORP', sameAs: 1, as: 'against' }]),
  );
  assert.equal(receipt.text, 'COUNTERCLAIM against Acme Corp., filed by Robin Baker.(Defence, Dana)');
  assert.deepEqual((await parties(id)).slice(2), ['3 Counter Defendant Acme Corp.']);
  assert.deepEqual((await counsel(id)).slice(2), ['3 Jane Doe']);
  // Its answer is that of the plaintiff that it is, by whichever name it is filed.
  assert.deepEqual(await deadlines(id), ['answer-to-counterclaim of 1: 2026-03-25']);
  await filed(lawyer, id, { event: 'answer-to-counterclaim', filers: [3], references: [{ seq: receipt.entry }] });
  assert.deepEqual(await deadlines(id), ['answer-to-counterclaim of 1: ended']);
});

test('an intervenor comes into the case with its complaint, and who signs is its counsel', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const stranger = await court.aPerson(`ina.${seq}`, ['attorney'], { displayName: 'Ina Intervene' });
  const receipt = await filed(stranger, id, {
    event: 'intervenor-complaint',
    newParties: [{ role: 'Intervenor Plaintiff', name: 'Harbor Trust', kind: 'organization', as: 'filer' }],
    prompts: { against: [2] },
  });
  assert.equal(receipt.text, 'INTERVENOR COMPLAINT against Robin Baker, filed by Harbor Trust.(Intervene, Ina)');
  assert.deepEqual(receipt.filers, ['Harbor Trust']);
  assert.deepEqual((await parties(id)).slice(2), ['3 Intervenor Plaintiff Harbor Trust']);
  assert.deepEqual((await counsel(id)).slice(2), ['3 Ina Intervene']);
  const [message] = await court.owner.query<{ parties: { name: string }[] }>(
    `select body->'parties' as parties from ops.outbox where body->>'caseId' = $1 order by (body->>'rowVersion')::int desc limit 1`,
    [String(id)],
  );
  assert.ok(
    message?.parties.some((each) => each.name === 'Harbor Trust'),
    'the national index hears of it',
  );
});

test('only a person can be without a lawyer, a new party must be named, and only in roles of the event', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const amended = (party: NonNullable<AnswersInput['newParties']>[number]) =>
    filed(lawyer, id, { event: 'amended-complaint', filers: [1], prompts: { against: [2] }, newParties: [party] });
  await assert.rejects(
    amended({ role: 'Defendant', name: 'Poe LLC', kind: 'organization', proSe: true, as: 'against' }),
    /pro-se-person/,
  );
  await assert.rejects(amended({ role: 'Defendant', name: ' ', as: 'against' }), /party-unnamed/);
  await assert.rejects(amended({ role: 'Defendant', name: 'Sam Poe' }), /party-unplaced/);
  await assert.rejects(amended({ role: 'Amicus', name: 'Sam Poe', as: 'against' }), /request-malformed/);
  assert.equal((await parties(id)).length, 2);
});

test('a corporate parent stands in the text, and on the docket under the party to which it belongs', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const wish: AnswersInput = {
    event: 'corporate-disclosure',
    filers: [1],
    affiliates: [
      { partyNo: 1, kind: 'Corporate Parent', name: 'Bensco,  Inc.' },
      { partyNo: 1, kind: 'Other Affiliate', name: 'Rofan Services, Inc.' },
    ],
  };
  const receipt = await filed(lawyer, id, wish);
  assert.equal(
    receipt.text,
    'CORPORATE DISCLOSURE STATEMENT by Acme Corp. identifying Corporate Parent Bensco, Inc., Other Affiliate Rofan Services, Inc. for Acme Corp..(Doe, Jane)',
  );
  const kept = ['1 1 Corporate Parent Bensco, Inc.', '1 2 Other Affiliate Rofan Services, Inc.'];
  assert.deepEqual(await under(id, 'party_affiliate'), kept);
  assert.equal((await parties(id)).length, 2, 'nobody has come into the case');
  await filed(lawyer, id, wish);
  assert.deepEqual(await under(id, 'party_affiliate'), kept, 'a second statement repeats the first, and adds nothing');
});

test('a party says of itself to whom it belongs, or that it has nobody; silence and contradiction are refused', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const stated = (more: Partial<AnswersInput>) =>
    filed(lawyer, id, { event: 'corporate-disclosure', filers: [1], ...more });
  const bensco = { kind: 'Corporate Parent', name: 'Bensco, Inc.' } as const;
  await assert.rejects(stated({}), /affiliates-required/);
  await assert.rejects(stated({ affiliates: [{ partyNo: 2, ...bensco }] }), /request-malformed/);
  await assert.rejects(stated({ affiliates: [{ partyNo: 1, ...bensco }], noAffiliates: [1] }), /request-malformed/);
  await assert.rejects(stated({ affiliates: [{ partyNo: 1, kind: 'Corporate Parent', name: ' ' }] }), /party-unnamed/);
  assert.deepEqual(await under(id, 'party_affiliate'), []);
  const receipt = await stated({ noAffiliates: [1] });
  assert.equal(
    receipt.text,
    'CORPORATE DISCLOSURE STATEMENT by Acme Corp. identifying Corporate Parent NONE for Acme Corp..(Doe, Jane)',
  );
});

test('a plaintiff dismisses a defendant, whose part and deadlines end; a defendant cannot', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  await complaint(id);
  const wish: AnswersInput = { event: 'voluntary-dismissal', filers: [2], endedParties: [2] };
  await assert.rejects(filed(defence, id, wish), /filer-role/);
  await assert.rejects(filed(lawyer, id, { ...wish, filers: [1], endedParties: [] }), /ending-party-required/);
  const receipt = await filed(lawyer, id, { ...wish, filers: [1] });
  assert.equal(receipt.text, 'NOTICE of Voluntary Dismissal of Robin Baker by Acme Corp..(Doe, Jane)');
  assert.deepEqual(await parties(id), ['1 Plaintiff Acme Corp.', '2 Defendant Robin Baker 2026-03-04']);
  assert.deepEqual(await deadlines(id), ['service-of-summons of 2: ended']);
  const [row] = await court.owner.query('select 1 from pub.case_record where case_id = $1 and terminated_on is null', [
    id,
  ]);
  assert.ok(row, 'the clerk closes the case, not the party');
});

test('counsel may leave while other counsel stays; else it takes a motion that is granted', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const person = lawyer.person!;
  const leaves: AnswersInput = {
    event: 'withdrawal-of-appearance',
    filers: [1],
    endedCounsel: [{ partyNo: 1, person }],
  };
  await assert.rejects(filed(lawyer, id, leaves), /counsel-must-stay/);
  const motion = await filed(lawyer, id, {
    event: 'motion',
    filers: [1],
    reliefs: [{ code: 'withdraw-as-attorney' }],
  });
  await court.files(clerk, id, {
    event: 'electronic-order',
    rulings: [{ seq: motion.entry, n: 1, disposition: 'granting' }],
  });
  assert.deepEqual(await counsel(id), ['1 Jane Doe 2026-03-04', '2 Dana Defence']);
});

test('who takes over appears and ends the appearance of who leaves; nobody ends that of the other side', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const successor = await court.aPerson(`sue.${seq}`, ['attorney'], { displayName: 'Sue Successor' });
  const wish: AnswersInput = {
    event: 'substitution-of-counsel',
    filers: [1],
    associate: [{ partyNo: 1, lead: true, notice: true }],
    prompts: { successor: 'Sue Successor' },
    endedCounsel: [{ partyNo: 1, person: lawyer.person! }],
  };
  await assert.rejects(
    filed(successor, id, { ...wish, endedCounsel: [{ partyNo: 2, person: defence.person! }] }),
    /not-your-client/,
  );
  await filed(successor, id, wish);
  assert.deepEqual(await counsel(id), ['1 Jane Doe 2026-03-04', '2 Dana Defence', '1 Sue Successor']);
  await assert.rejects(
    filed(lawyer, id, { event: 'status-report', filers: [1] }),
    /not-your-client/,
    'who has left files no more',
  );
});

const state = async (id: CaseId) => {
  const [row] = await court.owner.query<{ state: string }>(
    `select concat_ws(' ', c.terminated_on, c.reopened_on, (select string_agg(flag, ',' order by flag) from pub.case_flag f
       where f.case_id = c.case_id and f.to_on is null)) as state from pub.case_record c where case_id = $1`,
    [id],
  );
  return row?.state;
};

test('the judgment of the court closes the case with its deadlines; the clerk reopens it; a party closes nothing', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  await complaint(id);
  await filed(lawyer, id, {
    ...{ event: 'stipulation-of-dismissal', filers: [1], prompts: { how: 'with prejudice' } },
    ...signedByAnother,
  });
  assert.equal(await state(id), '');
  const judgment: AnswersInput = {
    event: 'judgment',
    orderText: 'So ordered.',
    prompts: { for: 'Acme Corp.', against: 'Robin Baker' },
  };
  await filed(judge, id, { ...judgment, staysOpen: true });
  assert.equal(await state(id), '', 'a judgment on part of the case leaves it open');
  await filed(judge, id, judgment);
  assert.equal(await state(id), '2026-03-04 CLOSED');
  assert.deepEqual(await deadlines(id), ['service-of-summons of 2: ended']);
  await court.files(clerk, id, { event: 'case-reopened', orderText: 'By order of today.' });
  assert.equal(await state(id), '2026-03-04 REOPEN');
  await filed(judge, id, judgment);
  assert.equal(await state(id), '2026-03-04 2026-03-04 CLOSED,REOPEN');
});

test('an entry that the public does not see changes nothing that it sees of the case', async () => {
  const id = await court.aCase(++seq, lawyer, defence);
  const order: AnswersInput = { event: 'order-dismissing-party', endedParties: [2], orderText: 'Sealed.' };
  await assert.rejects(court.files(clerk, id, order, { restriction: 'sealed-entry' }), /hidden-entry-changes-case/);
  await court.files(clerk, id, order);
  assert.deepEqual((await parties(id))[1], '2 Defendant Robin Baker 2026-03-04');
});

test('in a case under seal all of it happens on the sealed side, and the public side hears nothing', async () => {
  const cleared = await court.aPerson(`cleared.${seq}`, ['sealed-clerk'], { displayName: 'Cleo Cleared' });
  const { vault } = court.system.court;
  const id = await vault.transaction((tx) =>
    recordSealedCase(tx, { clock: court.clock, random: systemRandom }, systemActor('test'), {
      court: COURT,
      number: { office: '1', yy: '26', type: 'cv', seq: ++seq },
      title: 'Sealed v. Sealed',
      filedOn: '2026-01-05' as CivilDate,
      presider: null,
      referral: null,
      parties: [
        { role: 'Plaintiff', name: 'Quiet Corp.', counsel: [] },
        { role: 'Defendant', name: 'Hidden LLC', counsel: [] },
      ],
      mode: 'under-seal',
      authority: 'Order of the court',
      reason: 'test',
    }),
  );
  const amended = await court.files(
    cleared,
    id,
    { event: 'order-dismissing-party', endedParties: [2], orderText: 'Under seal.' },
    { side: 'sealed' },
  );
  assert.match(amended.text, /ORDER DISMISSING Hidden LLC/);
  await court.files(
    cleared,
    id,
    { event: 'complaint', filers: [1], prompts: { against: [2] }, documents: { main: await court.uploads(cleared) } },
    { side: 'sealed' },
  );
  const count = async (table: string, where: string) =>
    (await court.owner.query(`select 1 from ${table} where case_id = $1 and ${where}`, [id])).length;
  assert.equal(await count('sealed.party', 'terminated_on is not null'), 1);
  assert.equal(await count('sealed.deadline', 'party_no = 2'), 1);
  for (const table of ['pub.party', 'pub.deadline', 'pub.docket_entry'])
    assert.equal(await count(table, 'true'), 0, table);
});
