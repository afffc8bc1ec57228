/** An entry gets its right event: a Z-entry in the morning, a wrong event whenever it is seen (spec/filing.md BR-22, BR-50, appendix D 9). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CourtError } from '../../kernel/errors.ts';
import type { CaseId, EntrySeq } from '../../kernel/ids.ts';
import { zone } from '../../kernel/time.ts';
import { restrictDocument } from '../access/restrict-document.ts';
import { checkInvariants } from '../audit/invariants.ts';
import { verifyChains } from '../audit/verify-chains.ts';
import { type AnswersInput, answersSchema } from '../events/answers.ts';
import type { Receipt } from '../filing/model.ts';
import { checkEvent, correctEvent } from './correct-event.ts';
import { waitingEntries } from './placeholders.ts';

let court: TestCourt;
let counsel: TestPerson;
let defence: TestPerson;
let clerk: TestPerson;
const refusedWith = (code: CourtError['code']) => (error: CourtError) => error.code === code;

before(async () => {
  // the evening of March 4 in the court's zone
  court = await aTestCourt({ now: '2026-03-05T04:30:00Z' });
  counsel = await court.aPerson('quill', ['attorney'], { displayName: 'Nora Quill' });
  defence = await court.aPerson('osei', ['attorney'], { displayName: 'Kwame Osei' });
  clerk = await court.aPerson('clara', ['clerk'], { displayName: 'Clara Clerk' });
});
after(() => court.end());

const chosen = (given: AnswersInput) => {
  const { event, prefix, freeText, reliefs, prompts, references } = answersSchema.parse(given);
  return { event, prefix, freeText, reliefs, prompts, references };
};
const wish = (caseId: CaseId, given: AnswersInput, version = 1, seq = 1) => ({
  court: COURT,
  caseId,
  seq: seq as EntrySeq,
  version,
  chosen: chosen(given),
});
const correct = (caseId: CaseId, given: AnswersInput, version = 1, by = clerk, seq = 1) =>
  correctEvent(court.system.court, by.actor, wish(caseId, given, version, seq));

/** Everything that a correction may touch, and what it may not. */
const standing = async (caseId: CaseId, seq = 1) => ({
  entry: (
    await court.owner.query<Record<string, unknown>>(
      `select doc_no, filed_on, entered_on, event_code, category, short_name, reference_name, version, filing_id, signer_person
       from pub.docket_entry where case_id = $1 and entry_seq = $2`,
      [caseId, seq],
    )
  )[0]!,
  texts: (
    await court.owner.query<{ text: string }>(
      'select text from pub.entry_version where case_id = $1 and entry_seq = $2 order by version',
      [caseId, seq],
    )
  ).map((each) => each.text),
  reliefs: await court.owner.query(
    'select n, code, name, status, since, ended_on from pub.relief where case_id = $1 and entry_seq = $2 order by n',
    [caseId, seq],
  ),
  deadlines: await court.owner.query<{ name: string; due_on: string; ended_by: number | null }>(
    'select name, due_on, ended_by from pub.deadline where case_id = $1 order by trigger_seq, due_on, name',
    [caseId],
  ),
  documents: await court.owner.query(
    'select serial, attachment_no, sha256 from pub.document where case_id = $1 and entry_seq = $2 order by 2',
    [caseId, seq],
  ),
  filers: await court.owner.query('select party_no from pub.entry_filer where case_id = $1 and entry_seq = $2', [
    caseId,
    seq,
  ]),
  receipts: await court.owner.query(
    `select receipt, receipt_signature from pub.filing where (receipt->>'caseId')::bigint = $1`,
    [caseId],
  ),
});
const filesAtNight = async (caseId: CaseId): Promise<Receipt> =>
  court.files(counsel, caseId, {
    event: 'z-motion',
    filers: [1],
    freeText: 'urgently',
    reliefs: [{ code: 'after-hours', prompts: { what: 'documents' } }],
    documents: {
      main: await court.uploads(counsel),
      attachments: [{ upload: await court.uploads(counsel), category: 'Exhibit', description: 'A' }],
    },
  });

test('an entry in which counsel of another party joined gets its right event, and names both parties as before', async () => {
  const id = await court.aCase(990, counsel, defence);
  const joint: AnswersInput = {
    event: 'notice-other',
    filers: [1],
    freeText: 'of a joint schedule',
    jointWith: [{ person: defence.person!, parties: [2] }],
    jointConsent: true,
    documents: { main: await court.uploads(counsel) },
  };
  const receipt = await court.files(counsel, id, joint);
  assert.match(receipt.text, /by Acme Corp\., Robin Baker/);
  await correct(id, { event: 'motion', reliefs: [{ code: 'compel' }] });
  const { texts } = await standing(id);
  assert.match(texts.at(-1)!, /MOTION to Compel by Acme Corp\., Robin Baker\./);
});

test('a Z-motion of the evening is a motion to compel in the morning, of that evening, with its deadline counted from it', async () => {
  court.clock.set('2026-03-05T04:30:00Z');
  const caseId = await court.aCase(421, counsel, defence);
  await filesAtNight(caseId);
  // What the same filing would have been with the right event from the start.
  const twin = await court.aCase(422, counsel, defence);
  const right = await court.files(counsel, twin, {
    event: 'motion',
    filers: [1],
    reliefs: [{ code: 'compel' }],
    freeText: 'urgently',
    documents: {
      main: await court.uploads(counsel),
      attachments: [{ upload: await court.uploads(counsel), category: 'Exhibit', description: 'A' }],
    },
  });
  const before = await standing(caseId);
  assert.deepEqual(before.deadlines, [], 'it sets none by itself');

  court.clock.set('2026-03-06T14:00:00Z');
  const given = { event: 'motion', freeText: 'urgently', reliefs: [{ code: 'compel' }] };
  const seen = await checkEvent(court.system.court, clerk.actor, wish(caseId, given));
  assert.deepEqual(await standing(caseId), before, 'asking changes nothing');
  await correct(caseId, given);

  const now = await standing(caseId);
  const twinNow = await standing(twin);
  assert.equal(now.texts[1], `${right.text} Modified on 3/6/2026 to correct the event (Clerk, Clara).`);
  assert.equal(now.texts[1], seen.text, 'what the clerk saw');
  assert.equal(now.texts[0], before.texts[0], 'the first text is kept');
  const same = ['doc_no', 'filed_on', 'entered_on', 'filing_id', 'signer_person'] as const;
  for (const field of same) assert.equal(now.entry[field], before.entry[field], field);
  for (const field of ['event_code', 'category', 'short_name', 'reference_name'] as const)
    assert.equal(now.entry[field], twinNow.entry[field], field);
  assert.equal(now.entry.version, 2);
  assert.deepEqual(now.reliefs, [
    {
      n: 1,
      code: 'after-hours',
      name: 'Z-Motion for Relief Stated in the Paper',
      status: 'terminated',
      since: '2026-03-04',
      ended_on: '2026-03-06',
    },
    { n: 2, code: 'compel', name: 'Motion to Compel', status: 'pending', since: '2026-03-04', ended_on: null },
  ]);
  assert.ok(twinNow.deadlines.length > 0);
  assert.deepEqual(now.deadlines, twinNow.deadlines, 'counted from the evening, not from the morning');
  for (const kept of ['documents', 'filers', 'receipts'] as const) assert.deepEqual(now[kept], before[kept], kept);

  const [link] = await court.owner.query(
    'select act, actor, body from pub.audit where stream = $1 order by n desc limit 1',
    [`case ${caseId}`],
  );
  assert.deepEqual(link, {
    act: 'correct event',
    actor: `account ${clerk.account}`,
    body: {
      entry: 1,
      version: 2,
      from: 'Z-Motion for Relief Stated in the Paper',
      to: 'Motion to Compel',
      told: 2,
    },
  });
  assert.deepEqual((await verifyChains(court.owner, 'pub')).faults, []);
});

test('a wrong event is given the right one: what it did is undone, what the right one does is done, as of the day of filing', async () => {
  court.clock.set('2026-04-01T15:00:00Z');
  const caseId = await court.aCase(425, counsel, defence);
  await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)));
  const [due] = (await standing(caseId)).deadlines;
  assert.ok(due && due.ended_by === null);
  court.clock.set('2026-04-03T15:00:00Z');
  await correct(caseId, { event: 'notice-other', freeText: 'of a discovery dispute' });
  const asNotice = await standing(caseId);
  assert.deepEqual(
    asNotice.reliefs.map((each) => (each as { status: string }).status),
    ['terminated'],
  );
  assert.deepEqual(asNotice.deadlines, [{ ...due, ended_by: 1 }]);
  assert.match(
    asNotice.texts[1]!,
    /^NOTICE by Acme Corp\..* Modified on 4\/3\/2026 to correct the event \(Clerk, Clara\)\.$/,
  );
  await correct(caseId, { event: 'motion', reliefs: [{ code: 'compel' }] }, 2);
  const again = await standing(caseId);
  assert.equal(again.deadlines.length, 2);
  assert.deepEqual(
    again.deadlines.filter((each) => each.ended_by === null),
    [due],
    'due on the day that it was due before',
  );
  assert.equal(again.texts[2]!.match(/Modified on 4\/3\/2026 to correct the event/g)?.length, 2, 'both times are told');
});

test('what the wrong event ended runs again, and what the right one ends has ended on the day of filing', async () => {
  court.clock.set('2026-04-01T15:00:00Z');
  const caseId = await court.aCase(426, counsel, defence);
  await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)));
  await court.files(defence, caseId, {
    event: 'notice-other',
    filers: [2],
    freeText: 'in fact an opposition',
    documents: { main: await court.uploads(defence) },
  });
  court.clock.set('2026-04-06T15:00:00Z');
  const ends = async () =>
    court.owner.query('select ended_by, ended_on from pub.deadline where case_id = $1 and trigger_seq = 1', [caseId]);
  assert.deepEqual(await ends(), [{ ended_by: null, ended_on: null }]);
  const opposition = { event: 'opposition', references: [{ seq: 1 }] };
  await correct(caseId, opposition, 1, clerk, 2);
  assert.deepEqual(await ends(), [{ ended_by: 2, ended_on: '2026-04-01' }]);
  const links = await court.owner.query('select to_seq, kind from pub.entry_link where case_id = $1 and from_seq = 2', [
    caseId,
  ]);
  assert.deepEqual(links, [{ to_seq: 1, kind: 'responds' }]);
  await correct(caseId, { event: 'notice-other', freeText: 'a notice after all' }, 2, clerk, 2);
  assert.deepEqual(await ends(), [{ ended_by: null, ended_on: null }], 'it runs again');
});

test('the court’s own checks find nothing wrong with what was corrected', async () => {
  const found = await checkInvariants({
    db: court.owner,
    objects: court.system.court.objects,
    sealed: court.system.court.sealed,
    clock: court.clock,
    feeZone: zone('America/Chicago'),
    // nothing sends them here
    noticeMinutes: 1_000_000,
    signerOf: court.system.court.signerOf,
  });
  assert.deepEqual(
    found.filter((each) => !each.ok),
    [],
  );
});

/** Who is told of which version, and how far it is. */
const told = (caseId: CaseId) =>
  court.owner.query<{ address: string; version: number; state: string; message: string; look: string | null }>(
    `select address, entry_version as version, state, message_id as message, look_hash as look from pub.notice
     where case_id = $1 and entry_seq = 1 order by version, address`,
    [caseId],
  );

test('those who were told of the entry are told of its correction, each by a notice of its own, unless the clerk says no', async () => {
  court.clock.set('2026-04-01T15:00:00Z');
  const caseId = await court.aCase(441, counsel, defence);
  await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)));
  await court.owner.query(`update pub.notice set state = 'sent' where case_id = $1`, [caseId]);
  // counsel who came later was not told of the entry, and is not told of its correction
  await court.owner.query(`update pub.notice set state = 'bounced' where case_id = $1 and address like 'osei%'`, [
    caseId,
  ]);
  await correct(caseId, { event: 'notice-other', freeText: 'x' });
  const rows = await told(caseId);
  assert.deepEqual(
    rows.map(({ address, version, state, look }) => [address, version, state, look !== null]),
    [
      ['osei@firm.example', 1, 'bounced', true],
      ['quill@firm.example', 1, 'sent', true],
      ['quill@firm.example', 2, 'waiting', false],
    ],
  );
  assert.equal(new Set(rows.map((each) => each.message)).size, 3);
  await correctEvent(court.system.court, clerk.actor, {
    ...wish(caseId, { event: 'motion', reliefs: [{ code: 'compel' }] }, 2),
    tell: false,
  });
  assert.equal((await told(caseId)).length, 3, 'the clerk said no');
});

test('an entry with a restricted document gets another event; the document keeps its level, and its name its place in the text', async () => {
  court.clock.set('2026-04-01T15:00:00Z');
  const caseId = await court.aCase(442, counsel, defence);
  const documents = {
    main: await court.uploads(counsel),
    attachments: [{ upload: await court.uploads(counsel), category: 'Exhibit', description: 'A' }],
  };
  const receipt = await court.files(counsel, caseId, { ...motionToCompel(documents.main), documents });
  const at = (seal: boolean) =>
    court.owner.query<{ restriction: string }>(
      `select restriction from ${seal ? 'sealed' : 'pub'}.document where case_id = $1 order by attachment_no`,
      [caseId],
    );
  await restrictDocument(court.system.court, clerk.actor, {
    ...{ court: COURT, caseId, serial: receipt.documents[1]!.serial, level: 'participants', until: null, persons: [] },
    ...{ authority: 'Order 1', reason: 'a reason' },
  });
  const given = { event: 'notice-other', freeText: 'x' };
  const seen = await checkEvent(court.system.court, clerk.actor, wish(caseId, given));
  assert.deepEqual(seen.documents, { toRestrict: [], level: 'public', restricted: 1 });
  await correct(caseId, given);
  assert.match((await standing(caseId)).texts[1]!, /\(Attachments: # 1 Exhibit A\)/);
  assert.deepEqual(await at(true), [{ restriction: 'participants' }], 'nothing is opened by it');

  // An event that restricts what is filed with it restricts what is still open, and no more.
  const sealing = { event: 'sealed-document', references: [] };
  const then = await checkEvent(court.system.court, clerk.actor, wish(caseId, sealing, 2));
  assert.deepEqual([then.documents.toRestrict.length, then.documents.level], [1, 'sealed']);
  await correct(caseId, sealing, 2);
  assert.deepEqual(await at(false), []);
  assert.deepEqual(
    (await at(true)).map((each) => each.restriction),
    ['sealed', 'participants'],
  );
  await correct(caseId, given, 3);
  assert.deepEqual((await at(true)).length, 2, 'an event that restricts nothing opens nothing');
});

test('who may not, what was seen no longer, and what cannot be undone is refused, and nothing is written', async () => {
  court.clock.set('2026-04-01T15:00:00Z');
  const caseId = await court.aCase(427, counsel, defence);
  await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)));
  const before = await standing(caseId);
  const notice = { event: 'notice-other', freeText: 'x' };
  for (const by of [counsel, defence, await court.aPerson('robin', ['judge'])])
    await assert.rejects(correct(caseId, notice, 1, by), refusedWith('program-refused'));
  await assert.rejects(correct(caseId, notice, 2), refusedWith('draft-changed'));
  await assert.rejects(correct(caseId, notice, 1, clerk, 9), refusedWith('absent'));
  await assert.rejects(correct(caseId, { event: 'no-such-event' }), refusedWith('event-unknown'));
  await assert.rejects(correct(caseId, { event: 'order-on-motion' }), refusedWith('event-changes-case'));
  await assert.rejects(correct(caseId, { event: 'appearance' }), refusedWith('event-changes-case'));
  await assert.rejects(correct(caseId, { event: 'motion' }), refusedWith('relief-required'));
  await assert.rejects(correct(caseId, { event: 'opposition' }), refusedWith('reference-required'));
  assert.deepEqual(await standing(caseId), before);
  await court.owner.query(`update pub.relief set status = 'denied', ruled_by = 1 where case_id = $1`, [caseId]);
  await assert.rejects(correct(caseId, notice), refusedWith('entry-ruled-on'));
});

test('two clerks at once correct once; counsel who have left since are no hindrance; the checks of the court still hold', async () => {
  court.clock.set('2026-04-01T15:00:00Z');
  const caseId = await court.aCase(428, counsel, defence);
  await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)));
  await court.owner.query(`update pub.association set to_on = '2026-04-05' where case_id = $1`, [caseId]);
  court.clock.set('2026-04-10T15:00:00Z');
  const tries = await Promise.allSettled(
    [1, 2, 3].map(() => correct(caseId, { event: 'notice-other', freeText: 'x' })),
  );
  assert.equal(tries.filter((each) => each.status === 'fulfilled').length, 1, JSON.stringify(tries));
  assert.equal((await standing(caseId)).texts.length, 2);
});

test('Z-entries wait in the queue, the earliest first, until they have their event', async () => {
  court.clock.set('2026-03-07T15:00:00Z');
  const first = await court.aCase(423, counsel);
  const second = await court.aCase(424, counsel);
  await filesAtNight(second);
  court.clock.set('2026-03-06T15:00:00Z');
  await filesAtNight(first);
  const { web } = court.system.court;
  const waiting = await waitingEntries(web, COURT, null, 10);
  assert.deepEqual(
    waiting.map((each) => [each.caseSeq, each.filedOn, each.number]),
    [
      [423, '2026-03-06', 1],
      [424, '2026-03-07', 1],
    ],
  );
  assert.match(waiting[0]!.text, /^Z-MOTION/);
  assert.deepEqual(
    (await waitingEntries(web, COURT, waiting[0]!, 10)).map((each) => each.caseSeq),
    [424],
  );
  await correct(first, { event: 'notice-other', freeText: 'of something' });
  assert.deepEqual(
    (await waitingEntries(web, COURT, null, 10)).map((each) => each.caseSeq),
    [424],
  );
  await court.owner.query(
    `insert into ident.entry_identity select court_id, case_id, 1000 + n from pub.docket_entry, generate_series(1, 3000) n
     where case_id = $1 and entry_seq = 1`,
    [second],
  );
  await court.owner.query(
    `insert into pub.docket_entry (court_id, case_id, entry_seq, filed_on, entered_on, event_code, origin)
     select court_id, case_id, 1000 + n, filed_on, entered_on, 'motion', 'filed' from pub.docket_entry, generate_series(1, 3000) n
     where case_id = $1 and entry_seq = 1`,
    [second],
  );
  await court.owner.query('analyze pub.docket_entry');
  const plan = await court.owner.query(
    `explain select 1 from pub.docket_entry e where e.court_id = '${COURT}' and e.event_code in ('z-motion', 'z-document')
     order by e.filed_on, e.case_id, e.entry_seq limit 51`,
  );
  assert.match(JSON.stringify(plan), /docket_entry_placeholder/);
});
