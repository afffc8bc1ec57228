/** Links between cases, and what becomes of them when a judge and so a number changes (spec/filing.md §2.1, §2.4, §2.9). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import { chainHash } from '../../kernel/chain.ts';
import type { CourtError } from '../../kernel/errors.ts';
import type { CaseId } from '../../kernel/ids.ts';
import { systemActor } from '../access/actor.ts';
import { type OpenCase, readerFor } from '../docket/reader.ts';
import { linkCases, unlinkCases } from './links.ts';
import { enqueueJob } from './ports.ts';
import { type ReassignPorts, reassignJudge } from './reassign-judge.ts';

let court: TestCourt;
let ports: ReassignPorts;
let clerk: TestPerson;
let counsel: TestPerson;
let judge: TestPerson;
before(async () => {
  court = await aTestCourt();
  const system = court.system.court;
  ports = {
    court: system.court,
    clock: court.clock,
    random: system.random,
    enqueue: enqueueJob,
    zoneOf: async (id) => (await system.settingsOf(id)).zone,
  };
  clerk = await court.aPerson('clara', ['clerk']);
  counsel = await court.aPerson('quill', ['attorney']);
  judge = await court.aPerson('okafor', ['judge']);
});
after(() => court.end());

const shown = (caseId: CaseId): Promise<OpenCase> => {
  const { web, registrar, clock } = court.system.court;
  return readerFor({ web, registrar, clock, zoneOf: ports.zoneOf }, systemActor('test'), COURT).openCase(caseId);
};
const refusedWith = (code: CourtError['code']) => (error: CourtError) => error.code === code;
const OKAFOR = { name: 'Ada Okafor', title: 'District Judge', initials: 'AO', person: null };
const links = async (caseId: CaseId) => (await shown(caseId)).header.links.map((link) => [link.kind, link.words]);

test('with the judge the displayed number changes; identity, links, filings and drafts stand', async () => {
  const lead = await court.aCase(201, counsel);
  const member = await court.aCase(202, counsel);
  await linkCases(ports, clerk.actor, { court: COURT, caseId: member, kind: 'lead', to: lead });
  await court.files(counsel, lead, motionToCompel(await court.uploads(counsel)));
  await court.owner.query(
    `insert into pub.draft (court_id, draft_id, account_id, case_id, event_code, answers, created_at, updated_at)
     values ($1, gen_random_uuid(), $2, $3, 'motion', '{}', $4, $4)`,
    [COURT, counsel.account, lead, court.clock.now()],
  );
  const before = await shown(lead);
  const change = { court: COURT, caseId: lead, role: 'presider', judge: { ...OKAFOR, person: judge.person } } as const;
  await reassignJudge(ports, clerk.actor, change);

  const { header } = await shown(lead);
  assert.equal(before.header.fullNumber, '1:26-cv-00201');
  assert.equal(header.fullNumber, '1:26-cv-00201-AO');
  assert.equal(header.presider, 'District Judge Ada Okafor');
  assert.equal(header.caseId, lead);
  assert.deepEqual(await links(member), [['lead', '1:26-cv-00201-AO']]);
  assert.deepEqual(await links(lead), [['member', '1:26-cv-00202']]);
  const held = await court.owner.query(
    `select (select count(*)::int from pub.docket_entry where case_id = $1) as entries,
       (select count(*)::int from pub.draft where case_id = $1) as drafts`,
    [lead],
  );
  assert.deepEqual(held, [{ entries: 1, drafts: 1 }]);
});

test('a reassignment ends the judge who was, tells the index, and is a link of the case’s chain', async () => {
  const caseId = await court.aCase(203);
  await reassignJudge(ports, clerk.actor, { court: COURT, caseId, role: 'presider', judge: OKAFOR });
  court.clock.set('2026-03-06T03:00:00Z');
  const next = { name: 'Ines Bello', title: 'Judge', initials: 'IB', person: null };
  await reassignJudge(ports, clerk.actor, { court: COURT, caseId, role: 'presider', judge: next });
  await reassignJudge(ports, clerk.actor, { court: COURT, caseId, role: 'referral', judge: null });

  const judges = await court.owner.query(
    'select n, judge_name, from_on, to_on from pub.judge_assignment where case_id = $1 order by n',
    [caseId],
  );
  // the evening of March 5 in the court's zone
  assert.deepEqual(judges, [
    { n: 1, judge_name: 'Ada Okafor', from_on: '2026-03-04', to_on: '2026-03-05' },
    { n: 2, judge_name: 'Ines Bello', from_on: '2026-03-05', to_on: null },
  ]);
  const chain = await court.owner.query<Parameters<typeof chainHash>[0] & { hash: string; prev_hash: string }>(
    `select court_id as court, stream, n, prev_hash, hash, at, actor, act, body from pub.audit where stream = $1 order by n`,
    [`case ${caseId}`],
  );
  assert.deepEqual(
    chain.map((link) => link.act),
    ['open case', 'reassign judge', 'reassign judge', 'reassign judge'],
  );
  const second = chain[2]!;
  assert.equal(second.hash, chainHash({ ...second, prev: second.prev_hash }));
  assert.deepEqual(second.body, {
    role: 'presider',
    from: 'District Judge Ada Okafor',
    to: 'Judge Ines Bello',
    initials: 'IB',
  });
  const told = await court.owner.query<{ version: number }>(
    `select (body->>'rowVersion')::int as version from ops.outbox where (body->>'caseId')::bigint = $1 order by 1`,
    [caseId],
  );
  assert.deepEqual(
    told.map((message) => message.version),
    [1, 2, 3, 4],
  );
});

test('only clerks reassign and link, and only cases that are there', async () => {
  const caseId = await court.aCase(204, counsel);
  const nowhere = 99_999_999 as CaseId;
  const change = { court: COURT, caseId, role: 'presider', judge: OKAFOR } as const;
  await assert.rejects(reassignJudge(ports, counsel.actor, change), refusedWith('no-right-to-file'));
  await assert.rejects(
    reassignJudge(ports, clerk.actor, { ...change, caseId: nowhere }),
    refusedWith('case-not-found'),
  );
  const tie = { court: COURT, caseId, kind: 'related', to: nowhere } as const;
  await assert.rejects(linkCases(ports, clerk.actor, tie), refusedWith('case-not-found'));
  await assert.rejects(linkCases(ports, clerk.actor, { ...tie, to: caseId }), refusedWith('case-not-found'));
  await assert.rejects(linkCases(ports, counsel.actor, { ...tie, to: 'x' }), refusedWith('no-right-to-file'));
  for (const by of [counsel, judge]) {
    await assert.rejects(reassignJudge(ports, by.actor, change), refusedWith('no-right-to-file'));
    await assert.rejects(linkCases(ports, by.actor, tie), refusedWith('no-right-to-file'));
    await assert.rejects(unlinkCases(ports, by.actor, tie), refusedWith('no-right-to-file'));
  }
  assert.equal((await shown(caseId)).header.fullNumber, '1:26-cv-00204');
  assert.deepEqual(await links(caseId), []);
});

test('a link given twice stands once, and a case that is withdrawn from the public is named by no other', async () => {
  const open = await court.aCase(205);
  const closed = await court.aCase(206);
  for (const _ of [1, 2])
    await linkCases(ports, clerk.actor, { court: COURT, caseId: open, kind: 'related', to: closed });
  const elsewhere = 'Ninth Circuit Court of Appeals, 26-17235';
  await linkCases(ports, clerk.actor, { court: COURT, caseId: open, kind: 'other-court', to: elsewhere });
  assert.deepEqual(await links(open), [
    ['related', '1:26-cv-00206'],
    ['other-court', elsewhere],
  ]);
  assert.deepEqual(await links(closed), [['related', '1:26-cv-00205']]);
  const acts = await court.owner.query('select act from pub.audit where stream = $1 order by n', [`case ${closed}`]);
  assert.deepEqual(acts, [{ act: 'open case' }, { act: 'link case' }]);
  await court.owner.query('delete from pub.case_record where case_id = $1', [closed]);
  assert.deepEqual(await links(open), [['other-court', elsewhere]]);
});

test('a link is taken away at both ends, on the record, and no other with it; twice is once', async () => {
  const [one, two, three] = [await court.aCase(207), await court.aCase(208), await court.aCase(209)];
  const tie = { court: COURT, caseId: one, kind: 'lead', to: two } as const;
  const elsewhere = { court: COURT, caseId: one, kind: 'other-court', to: 'Ninth Circuit, 26-17235' } as const;
  for (const wish of [tie, { ...tie, to: three }, elsewhere]) await linkCases(ports, clerk.actor, wish);
  for (const _ of [1, 2]) await unlinkCases(ports, clerk.actor, tie);
  assert.deepEqual(await links(two), []);
  assert.deepEqual(await links(one), [
    ['lead', '1:26-cv-00209'],
    ['other-court', 'Ninth Circuit, 26-17235'],
  ]);
  assert.deepEqual(await links(three), [['member', '1:26-cv-00207']]);
  await unlinkCases(ports, clerk.actor, elsewhere);
  assert.deepEqual(await links(one), [['lead', '1:26-cv-00209']]);
  const acts = await court.owner.query('select act, body from pub.audit where stream = $1 order by n', [`case ${two}`]);
  assert.deepEqual(acts.slice(1), [
    { act: 'link case', body: { kind: 'member', to: one } },
    { act: 'unlink case', body: { kind: 'member', to: one } },
  ]);
});
