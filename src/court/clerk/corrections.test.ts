/** A filer asks for a correction; the clerk answers; both stand in the case's chain (spec/filing.md §9.3, §14.3 item 97). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CourtError } from '../../kernel/errors.ts';
import type { CaseId, FilingId } from '../../kernel/ids.ts';
import { type MailMessage, MailRefused } from '../../kernel/ports.ts';
import { silentLog } from '../../platform/log/log.ts';
import { verifyChains } from '../audit/verify-chains.ts';
import { enqueueJob } from '../cases/ports.ts';
import { answerCorrection } from './answer-correction.ts';
import { askCorrection } from './ask-correction.ts';
import type { CorrectionKind, RequestId } from './model.ts';
import { openRequests, requestsOfAccount, requestsOfFiling } from './requests-store.ts';
import { tellCorrection } from './tell-correction.ts';

let court: TestCourt;
let counsel: TestPerson;
let opponent: TestPerson;
let clerk: TestPerson;
let caseId: CaseId;
let filing: FilingId;
const refusedWith = (code: CourtError['code']) => (error: CourtError) => error.code === code;

before(async () => {
  court = await aTestCourt();
  counsel = await court.aPerson('quill', ['attorney']);
  opponent = await court.aPerson('osei', ['attorney']);
  clerk = await court.aPerson('clara', ['clerk']);
  caseId = await court.aCase(401, counsel, opponent);
  filing = (await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)))).filingId;
});
after(() => court.end());

const ask = (
  kind: CorrectionKind,
  reason = 'The wrong PDF went in.',
  by = counsel,
  of = filing,
): Promise<RequestId> => {
  court.clock.advance(1000);
  return askCorrection(court.system.court, by.actor, { court: COURT, filing: of, kind, reason });
};
const answer = (request: RequestId, state: 'done' | 'declined' = 'done', by = clerk, words = 'Replaced.') =>
  answerCorrection({ ...court.system.court, enqueue: enqueueJob }, by.actor, {
    court: COURT,
    request,
    state,
    answer: words,
  });
const acts = () =>
  court.owner.query('select act, actor, body from pub.audit where stream = $1 order by n', [`case ${caseId}`]);
async function told(request: RequestId, refuse = false): Promise<MailMessage[]> {
  const sent: MailMessage[] = [];
  await tellCorrection(
    {
      jobs: court.system.jobs,
      log: silentLog,
      settingsOf: court.system.court.settingsOf,
      baseOf: (id) => `https://ecf.example/${id}`,
      mailer: {
        send: async (message) => {
          if (refuse) throw new MailRefused(550, 'no such box');
          sent.push(message);
        },
      },
    },
    COURT,
    request,
  );
  return sent;
}

test('of a filing and kind one request is open; it is answered once, and then another may be asked', async () => {
  const first = await ask('wrong-document');
  await assert.rejects(ask('wrong-document', 'again'), refusedWith('correction-open'));
  const other = await ask('wrong-party');
  court.clock.set('2026-03-04T16:00:00Z');
  await answer(first, 'done', clerk, '  Replaced. No deadline moves. ');
  await assert.rejects(answer(first, 'declined'), refusedWith('correction-answered'));
  await ask('wrong-document', 'Now page 3 is missing.');

  const listed = await requestsOfFiling(court.system.court.web, COURT, filing, counsel.account);
  assert.deepEqual(
    listed.map((each) => [each.kind, each.state, each.answer, each.answeredAt]),
    [
      ['wrong-document', 'done', 'Replaced. No deadline moves.', '2026-03-04T16:00:00.000Z'],
      ['wrong-party', 'open', null, null],
      ['wrong-document', 'open', null, null],
    ],
  );
  const chain = (await acts()).slice(2);
  const by = (person: TestPerson) => `account ${person.account}`;
  assert.deepEqual(chain.slice(0, 3), [
    { act: 'ask correction', actor: by(counsel), body: { entry: 1, request: first, kind: 'wrong-document' } },
    { act: 'ask correction', actor: by(counsel), body: { entry: 1, request: other, kind: 'wrong-party' } },
    {
      act: 'answer correction',
      actor: by(clerk),
      body: { entry: 1, request: first, kind: 'wrong-document', state: 'done' },
    },
  ]);
  assert.doesNotMatch(JSON.stringify(chain), /Replaced|PDF|page 3/, 'nobody’s words stand in the chain');
  assert.deepEqual((await verifyChains(court.owner, 'pub')).faults, []);
});

test('two clicks at once ask once, and two clerks at once answer once', async () => {
  const tries = await Promise.allSettled([1, 2, 3, 4].map((n) => ask('missing', `click ${n}`)));
  const asked = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  assert.equal(asked.length, 1);
  const answers = await Promise.allSettled(
    ['done', 'declined', 'done'].map((state) => answer(asked[0]!, state as 'done')),
  );
  assert.equal(answers.filter((each) => each.status === 'fulfilled').length, 1);
  const links = (await acts()).filter((each) => JSON.stringify(each).includes(asked[0]!));
  assert.equal(links.length, 2);
});

test('only the filer asks and only clerks answer; a restricted filing goes by telephone; words are needed', async () => {
  const before = await acts();
  await assert.rejects(ask('other', 'not mine', opponent), refusedWith('filing-not-found'));
  await assert.rejects(ask('other', '  '), refusedWith('request-malformed'));
  await assert.rejects(ask('other', 'x'.repeat(2001)), refusedWith('request-malformed'));
  const change = async () => ({
    event: 'notice-other',
    filers: [1],
    freeText: 'of change',
    documents: { main: await court.uploads(clerk) },
  });
  const sealed = await court.files(clerk, caseId, await change(), { restriction: 'participants' });
  await assert.rejects(ask('other', 'x', clerk, sealed.filingId), refusedWith('correction-by-telephone'));
  const hidden = await court.files(clerk, caseId, await change(), { restriction: 'sealed-entry' });
  await assert.rejects(ask('other', 'x', clerk, hidden.filingId), refusedWith('filing-not-found'));
  const request = await ask('other');
  for (const by of [counsel, opponent])
    await assert.rejects(answer(request, 'done', by), refusedWith('program-refused'));
  await assert.rejects(answer(request, 'done', clerk, ' '), refusedWith('request-malformed'));
  await assert.rejects(answer('019a0000-0000-7000-8000-000000000000' as RequestId), refusedWith('absent'));
  assert.equal((await acts()).length, before.length + 2, 'one filing on the public side, one request');
});

test('the filer is told once by e-mail, with the answer; what the server refuses is not tried again', async () => {
  const request = await ask('wrong-case');
  assert.deepEqual(await told(request), [], 'nothing is told before it is answered');
  await answer(request, 'declined', clerk, 'File it in the other case too.');
  const job = await court.owner.query(
    `select 1 from graphile_worker.jobs where task_identifier = 'tell-correction' and key = $1`,
    [`tell-correction ${request}`],
  );
  assert.equal(job.length, 1, 'enqueued with the answer');
  const [message, ...more] = await told(request);
  assert.deepEqual(more, []);
  assert.deepEqual(message!.to, ['quill@firm.example']);
  assert.match(message!.subject, /^Your request for a correction: 1:26-cv-00401 Acme Corp\. v\. Baker/);
  assert.match(
    message!.text,
    /Document 1 in[\s\S]*wrong case[\s\S]*declined it[\s\S]*EST[\s\S]*File it in the other case too\./,
  );
  assert.deepEqual(await told(request), [], 'a second run sends nothing');
  const refused = await ask('wrong-case');
  await answer(refused);
  await told(refused, true);
  assert.deepEqual(await told(refused), []);
});

test('the queue has what must not be public apart, oldest first, without what is answered; the filer’s list is her own', async () => {
  const urgent = await ask('must-not-be-public', 'A birth date on page 2.');
  const web = court.system.court.web;
  assert.deepEqual(
    (await openRequests(web, COURT, true, null, 10)).map((each) => [each.id, each.number, each.askedBy, each.caseSeq]),
    [[urgent, 1, 'Quill', 401]],
  );
  assert.ok((await openRequests(web, COURT, true, null, 10))[0]!.serial, 'with the document that is to be closed');
  const others = await openRequests(web, COURT, false, null, 10);
  assert.ok(others.length >= 3 && others.every((each) => each.kind !== 'must-not-be-public' && each.state === 'open'));
  assert.deepEqual(
    others.map((each) => each.id),
    others.map((each) => each.id).toSorted(),
  );
  assert.deepEqual(
    (await openRequests(web, COURT, false, others[0]!.id, 1)).map((each) => each.id),
    [others[1]!.id],
    'by key',
  );
  assert.deepEqual(await requestsOfAccount(web, COURT, opponent.account, null, 10), []);
  assert.equal((await requestsOfAccount(web, COURT, counsel.account, null, 100))[0]!.id, urgent);
});

test('the lists of the desk are found by their indexes, however long they are', async () => {
  await court.owner.query(
    `insert into pub.correction_request (court_id, request_id, case_id, entry_seq, filing_id, account_id, person_id, kind, reason,
       asked_at, state, answer, answered_by, answered_at, mail_state)
     select court_id, gen_random_uuid(), case_id, entry_seq, gen_random_uuid(), gen_random_uuid(), person_id, 'other', 'x',
       asked_at, 'done', 'y', 'z', asked_at, 'sent'
     from pub.correction_request, generate_series(1, 3000) where state = 'open' and kind = 'other'`,
  );
  await court.owner.query('analyze pub.correction_request');
  const plan = async (where: string) =>
    JSON.stringify(
      await court.owner.query(
        `explain select 1 from pub.correction_request r where r.court_id = '${COURT}' and ${where}`,
      ),
    );
  assert.match(
    await plan(`r.state = 'open' and r.kind <> 'must-not-be-public' order by r.request_id limit 51`),
    /correction_request_queue/,
  );
  assert.match(
    await plan(`r.state = 'open' and r.kind = 'must-not-be-public' order by r.request_id limit 51`),
    /correction_request_urgent/,
  );
  assert.match(
    await plan(`r.account_id = '${counsel.account}' order by r.request_id desc limit 51`),
    /correction_request_of_account/,
  );
  assert.match(await plan(`r.filing_id = '${filing}' order by r.request_id`), /correction_request_of_filing/);
});
