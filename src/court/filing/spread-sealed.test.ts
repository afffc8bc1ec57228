/** What becomes of a spread filing when one of its cases, entries or documents is sealed later (docs/decisions/0007). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COURT } from '../../../test/support/system.ts';
import type { CaseId, EntrySeq } from '../../kernel/ids.ts';
import { restrictDocument } from '../access/restrict-document.ts';
import { sealCase, sealEntry, unsealCase, unsealEntry } from '../access/seal.ts';
import { strikeEntry } from '../access/strike-entry.ts';
import { serveDocument } from '../documents/serve-document.ts';
import { answersSchema } from '../events/answers.ts';
import { readFiling } from './read-filing.ts';
import {
  aFamily,
  anonymous,
  cleared,
  clerk,
  court,
  jane,
  motionIn,
  nothingWrong,
  openCourt,
  opens,
  ordered,
  ports,
  reader,
  refusedWith,
  textsOf,
} from './spread.fixture.ts';

before(openCourt);
after(() => court.end());

test('a document restricted in one case is restricted in all; stricken, in its own case alone', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  const { documents, alsoIn } = await motionIn([a, b], { documents: { main: await court.uploads(jane, 17) } });
  const { serial } = documents[0]!;
  const order = { ...ordered, caseId: b, serial, until: null, persons: [] };
  await restrictDocument(ports(), clerk.actor, { ...order, level: 'sealed' });
  for (const caseId of [a, b]) assert.equal(await opens(serial, caseId), 'sign-on-required');
  for (const caseId of [a, b]) assert.equal(await opens(serial, caseId, cleared.actor), 'open');
  assert.equal(await court.system.court.objects.has(documents[0]!.sha256), false, 'no plain bytes are left');
  await nothingWrong();
  await restrictDocument(ports(), cleared.actor, { ...order, caseId: a, level: 'public' });
  for (const caseId of [a, b]) assert.equal(await opens(serial, caseId), 'open');
  await nothingWrong();
  const strike = { court: COURT, caseId: b, seq: alsoIn[0]!.entry, by: 'Order 4', reason: 'Not of this case.' };
  await strikeEntry(ports(), clerk.actor, strike);
  await nothingWrong();
  assert.equal(await opens(serial, a), 'open', 'the record of the other case stands');
});

test('an entry sealed in one case is sealed in all of its filing, and opened in all', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  const receipt = await motionIn([a, b]);
  const { serial } = receipt.documents[0]!;
  const entry = { ...ordered, caseId: b, entry: receipt.alsoIn[0]!.entry as EntrySeq };
  assert.equal(await sealEntry(ports(), clerk.actor, entry), 'done');
  for (const caseId of [a, b]) {
    assert.deepEqual(await textsOf(caseId), ['SEALED 1']);
    assert.equal(await opens(serial, caseId), 'absent');
  }
  await nothingWrong();
  const own = await readFiling(ports(), jane.actor, COURT, { filing: receipt.filingId });
  assert.deepEqual(own?.receipt, receipt, 'its filer still has the whole receipt');
  assert.equal(await unsealEntry(ports(), cleared.actor, { ...entry, caseId: a, entry: receipt.entry }), 'done');
  for (const caseId of [a, b]) {
    assert.match((await textsOf(caseId))[0]!, /Filed In Associated Cases/);
    assert.equal(await opens(serial, caseId), 'open');
  }
  await nothingWrong();
});

test('a case sealed alone leaves the others whole, and they do not name it any more', async () => {
  for (const hidden of [0, 1]) {
    const cases = (await aFamily(2)) as [CaseId, CaseId];
    const receipt = await motionIn(cases);
    const { serial } = receipt.documents[0]!;
    const [gone, stays] = hidden === 0 ? cases : [cases[1], cases[0]];
    const order = { ...ordered, caseId: gone };
    await assert.rejects(sealCase(ports(), clerk.actor, order), refusedWith('seal-elsewhere'), 'not by accident');
    assert.equal(await sealCase(ports(), clerk.actor, order, 'leave'), 'done');
    const [text] = await textsOf(stays);
    assert.match(text!, /^MOTION to Compel by Acme Corp\./);
    assert.doesNotMatch(text!, /Associated/, 'as if it had been filed in one case');
    assert.equal(await opens(serial, stays), 'open');
    assert.equal(await opens(serial, gone), 'absent');
    const open = await reader(anonymous).openCase(stays);
    const served = await serveDocument(ports(), anonymous, await reader(anonymous).document(serial), open.header);
    assert.ok(served.bytes > 0, 'its address without a case leads to the open one');
    const told = JSON.stringify([
      await court.owner.query('select receipt from pub.filing where filing_id = $1::uuid', [receipt.filingId]),
      await court.owner.query('select receipt from pub.spread_entry where filing_id = $1::uuid', [receipt.filingId]),
    ]);
    assert.ok(!told.includes(String(gone)), 'nothing public says that it was filed there');
    await nothingWrong();
    assert.deepEqual((await readFiling(ports(), jane.actor, COURT, { filing: receipt.filingId }))?.receipt, receipt);
    assert.equal(await unsealCase(ports(), cleared.actor, order), 'done');
    for (const caseId of cases) assert.match((await textsOf(caseId))[0]!, /Filed In Associated Cases/);
    await nothingWrong();
  }
});

test('a case sealed with what was filed elsewhere takes it out of every case, and opening it does not bring that back', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  const receipt = await motionIn([a, b]);
  const { serial } = receipt.documents[0]!;
  assert.equal(await sealCase(ports(), clerk.actor, { ...ordered, caseId: b }, 'seal'), 'done');
  assert.deepEqual(await textsOf(a), ['SEALED 1']);
  assert.equal(await opens(serial, a), 'absent');
  await nothingWrong();
  await unsealCase(ports(), cleared.actor, { ...ordered, caseId: b });
  assert.deepEqual(await textsOf(b), ['SEALED 1'], 'sealed by itself too');
  await nothingWrong();
  await unsealEntry(ports(), cleared.actor, { ...ordered, caseId: a, entry: receipt.entry });
  for (const caseId of [a, b]) assert.equal(await opens(serial, caseId), 'open');
  await nothingWrong();
});

test('a notice that waits when one of the cases is sealed is still sent for the other', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  const receipt = await motionIn([a, b]);
  await sealCase(ports(), clerk.actor, { ...ordered, caseId: a }, 'leave');
  const states = await court.owner.query<{ case_id: CaseId; state: string }>(
    `select distinct case_id, state from (select filing_id, case_id, state from pub.notice
       union all select filing_id, case_id, state from sealed.notice) n where filing_id = $1::uuid order by 1`,
    [receipt.filingId],
  );
  assert.deepEqual(
    states.map((each) => [each.case_id, each.state]),
    [
      [a, 'withheld'],
      [b, 'waiting'],
    ],
  );
});

test('a case is not in the drafts of others any more once it is sealed', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  const draft = '00000000-0000-7000-8000-000000000001';
  const answers = answersSchema.parse({ event: 'motion', alsoIn: [{ case: b }] });
  await court.owner.query(
    `insert into pub.draft (court_id, draft_id, account_id, case_id, event_code, answers, created_at, updated_at)
     values ($1, $2::uuid, $3::uuid, $4, 'motion', $5::jsonb, now(), now())`,
    [COURT, draft, jane.account, a, JSON.stringify(answers)],
  );
  await sealCase(ports(), clerk.actor, { ...ordered, caseId: b });
  const [kept] = await court.owner.query<{ answers: unknown }>(
    'select answers from pub.draft where draft_id = $1::uuid',
    [draft],
  );
  assert.deepEqual(kept!.answers, { ...answers, alsoIn: [] });
});
