/** Notice by mail, through the real job runner and real SMTP: everybody once, bounces told, an outage outlived (spec/security.md R09). */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { linkCases } from '../src/court/cases/links.ts';
import { readHtmlNotice } from '../src/court/noticing/nef-client.fixture.ts';
import type { CaseId } from '../src/kernel/ids.ts';
import { startWorker } from '../src/platform/jobs/worker.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { type Catcher, startCatcher } from '../src/platform/mail/catcher.ts';
import { smtpMailer } from '../src/platform/mail/mailer.ts';
import { tasksOf } from '../src/tasks.ts';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt } from './support/web.ts';

let court: TestCourt;
let mailDir: string;
let catcher: Catcher;
let mailer: ReturnType<typeof smtpMailer>;
let worker: { stop(): Promise<void> };
let lawyer: TestPerson;
let opponent: TestPerson;
let sweep: () => Promise<void>;

before(async () => {
  court = await aTestCourt();
  mailDir = await mkdtemp(path.join(tmpdir(), 'openecf-mail-'));
  catcher = await startCatcher({ port: 0, dir: mailDir, log: silentLog, clock: court.clock });
  mailer = smtpMailer(`smtp://127.0.0.1:${catcher.port}`);
  const work = tasksOf(court.system, {
    mailer,
    baseOf: (id) => `http://localhost/ecf/${id}`,
    counted: () => undefined,
  });
  sweep = () => work.tasks.sweep!({});
  worker = await startWorker({
    pool: court.system.jobsPool,
    log: silentLog,
    tasks: work.tasks,
    everyMinute: [],
    concurrency: 2,
  });
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  opponent = await court.aPerson('sam.poe', ['attorney'], { displayName: 'Sam Poe' });
});
after(async () => {
  await worker.stop();
  mailer.close();
  await catcher.stop();
  await court.end();
  await rm(mailDir, { recursive: true, force: true });
});

async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

const statesOf = async (id: CaseId): Promise<string[]> =>
  (
    await court.owner.query<{ state: string }>('select state from pub.notice where case_id = $1 order by address', [id])
  ).map((row) => row.state);

test('counsel with notice on get the notice, each one message of their own; the index learns of the case', async () => {
  const id = await court.aCase(1, lawyer, opponent);
  const receipt = await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  await until('both notices', async () => ((await statesOf(id)).every((state) => state === 'sent') ? true : undefined));
  for (const address of ['jane.doe@firm.example', 'sam.poe@firm.example']) {
    const mine = catcher.list({ to: address });
    assert.equal(mine.length, 1, address);
    assert.equal(mine[0]!.subject, 'Activity in Case 1:26-cv-00001 Acme Corp. v. Baker 1 Motion to Compel');
    assert.match(mine[0]!.html, /MOTION to Compel/);
    assert.match(mine[0]!.html, new RegExp(`doc1/0451${receipt.documents[0]!.serial}\\?caseid=${id}`));
    assert.match(mine[0]!.html, /Notice of Electronic Filing/);
  }
  await until(
    'the index',
    async () => (await court.owner.query('select 1 from pacer.locator_case where case_id = $1', [id]))[0],
  );
});

test('of a spread filing each person gets one message that lists every case, its number and who is told there', async () => {
  const clerk = await court.aPerson('carla.clerk', ['clerk'], { displayName: 'Carla Clerk' });
  const other = await court.aPerson('olive.only', ['attorney'], { displayName: 'Olive Only' });
  const cases = [await court.aCase(61, lawyer, opponent), await court.aCase(62, lawyer, other)];
  await linkCases(court.system.court, clerk.actor, { court: COURT, caseId: cases[0]!, kind: 'related', to: cases[1]! });
  await court.files(lawyer, cases[1]!, motionToCompel(await court.uploads(lawyer)));
  const sentBefore = catcher.list({ to: 'jane.doe@firm.example' }).length;
  const main = await court.uploads(lawyer);
  const receipt = await court.files(lawyer, cases[0]!, motionToCompel(main, { alsoIn: [{ case: cases[1]! }] }));
  for (const id of cases)
    await until('all notices', async () =>
      (await statesOf(id)).every((state) => state === 'sent') ? true : undefined,
    );
  const mailOf = (address: string) =>
    catcher.list({ to: address }).find((mail) => mail.html.includes('1:26-cv-00061') && mail.html.includes('cv-00062'));
  const jane = catcher.list({ to: 'jane.doe@firm.example' }).filter((mail) => mail.html.includes('1:26-cv-00061'));
  assert.equal(jane.length, 1, 'one message, though counsel in both');
  assert.ok(catcher.list({ to: 'jane.doe@firm.example' }).length <= sentBefore + 2);
  const read = readHtmlNotice(jane[0]!.html);
  assert.deepEqual(
    read.entries.map((each) => [each.docketNumber, each.documentNumber, each.pacerCaseId, each.docId]),
    [
      ['1:26-cv-00061', '1', String(cases[0]), `0451${receipt.documents[0]!.serial}`],
      ['1:26-cv-00062', '2', String(cases[1]), `0451${receipt.documents[0]!.serial}`],
    ],
  );
  for (const { description } of read.entries)
    assert.match(description, /Filed In Associated Cases: 1:26-cv-00061 et al\. ?\(Doe, Jane\)$/);
  assert.equal(new Set(read.entries.map((each) => each.magic)).size, 2, 'a free look in each case');
  const [sam, olive] = [mailOf('sam.poe@firm.example')!, mailOf('olive.only@firm.example')!];
  assert.match(sam.subject, /1:26-cv-00061/);
  assert.match(olive.subject, /1:26-cv-00062/, 'who is told in the second case alone reads of that one first');
  const oliveReads = readHtmlNotice(olive.html).entries;
  assert.deepEqual(
    oliveReads.map((each) => [each.docketNumber, each.magic !== null]),
    [
      ['1:26-cv-00062', true],
      ['1:26-cv-00061', false],
    ],
    'no free look where she is not counsel',
  );
});

test('an address that is refused for good is marked, and the filer is told by mail that service did not reach', async () => {
  const gone = await court.aPerson('gone', ['attorney'], {
    displayName: 'Gil Gone',
    email: 'bounce.gone@firm.example',
  });
  const id = await court.aCase(2, lawyer, gone);
  await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  await until('the bounce', async () => ((await statesOf(id)).includes('bounced') ? true : undefined));
  const told = await until('the message to the filer', () =>
    catcher.list({ to: 'jane.doe@firm.example' }).find((mail) => /not delivered/i.test(mail.subject)),
  );
  assert.match(told.text, /5\(b\)\(2\)\(E\)/);
  assert.match(told.text, /bounce\.gone@firm\.example/);
});

test('notices outlive a mail server that is down and a worker that died: the sweep sends them, once', async () => {
  const { port } = catcher;
  await catcher.stop();
  const id = await court.aCase(3, lawyer, opponent);
  await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  await until(
    'a failed attempt',
    async () => (await court.owner.query('select 1 from pub.notice where case_id = $1 and attempts > 0', [id]))[0],
  );
  assert.deepEqual(new Set(await statesOf(id)), new Set(['waiting']));
  // The job is lost, as with a worker killed at the wrong moment.
  await court.owner.query('delete from graphile_worker._private_jobs');
  catcher = await startCatcher({ port, dir: mailDir, log: silentLog, clock: court.clock });
  court.clock.advance(180_000);
  await sweep();
  await until('both notices', async () => ((await statesOf(id)).every((state) => state === 'sent') ? true : undefined));
  await sweep();
  assert.equal(
    catcher.list({ to: 'sam.poe@firm.example' }).filter((mail) => mail.subject.includes('Baker 3')).length,
    1,
  );
});

test('a sealed entry is told of without a word of what it is', async () => {
  const clerk = await court.aPerson('carla', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
  const id = await court.aCase(4, lawyer, opponent);
  await court.files(
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
  await sweep();
  assert.ok(catcher.list({}).every((mail) => !mail.raw.includes('canary-of-the-sealed')));
});

test('whoever is served opens the documents once without charge, by a click; a scanner that follows the link uses nothing up', async () => {
  const web = await aWebCourt(court);
  const id = await court.aCase(5, lawyer, opponent);
  await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer, 3)));
  const mail = await until('the notice', () =>
    catcher.list({ to: 'sam.poe@firm.example' }).find((each) => each.subject.includes('Baker 5')),
  );
  const link = /https?:\/\/localhost(\/ecf\/olyd\/doc1\/[^"]+magic_num=\d+)/
    .exec(mail.html)![1]!
    .replace(/&amp;/g, '&');
  for (let scan = 0; scan < 3; scan++) await web.browser().get(link);
  const browser = web.browser();
  const landing = await browser.get(link);
  assert.match(landing.body, /Your free look: <strong>no charge/);
  const token = /name="token" value="(\d+)"/.exec(landing.body)![1]!;
  const [serial] = await court.owner.query<{ serial: number }>('select serial from pub.document where case_id = $1', [
    id,
  ]);
  const pdf = `/ecf/olyd/free-look/${token}/${serial!.serial}`;
  assert.equal((await browser.get(pdf)).statusCode, 410, 'not before the click');
  const begun = await browser.post('/ecf/olyd/free-look', { token });
  assert.match(begun.body, /free look is open until/);
  assert.equal((await browser.get(pdf)).headers['content-type'], 'application/pdf');
  assert.equal((await browser.get(pdf)).statusCode, 200, 'open for an hour');
  const [other] = await court.owner.query<{ serial: number }>(
    'select serial from pub.document where case_id <> $1 limit 1',
    [id],
  );
  assert.equal(
    (await browser.get(`/ecf/olyd/free-look/${token}/${other!.serial}`)).statusCode,
    404,
    'and opens nothing else',
  );
  court.clock.advance(3_700_000);
  assert.equal((await browser.get(pdf)).statusCode, 410);
  assert.equal((await browser.post('/ecf/olyd/free-look', { token })).statusCode, 410, 'used up');
  assert.equal((await court.owner.query('select 1 from pacer.charge')).length, 0);
  await web.end();
});

test('a free look that nobody used ends after the court’s fifteen days', async () => {
  const web = await aWebCourt(court);
  const id = await court.aCase(6, lawyer, opponent);
  await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer)));
  const [notice] = await court.owner.query<{ notice_id: string }>(
    'select notice_id from pub.notice where case_id = $1 limit 1',
    [id],
  );
  const token = court.system.court.lookToken('olyd' as never, notice!.notice_id);
  const browser = web.browser();
  court.clock.advance(15 * 86_400_000 - 1000);
  assert.match((await browser.get(`/ecf/olyd/free-look/${token}`)).body, /no charge/);
  court.clock.advance(2000);
  assert.equal((await browser.post('/ecf/olyd/free-look', { token })).statusCode, 410);
  await web.end();
});

test('in a Rule 5.2(c) case counsel who is served looks free once, after sign-on; a stranger’s click uses nothing up', async () => {
  const web = await aWebCourt(court);
  await court.aPerson('stranger', ['attorney'], { displayName: 'Stan Stranger' });
  const id = await court.aCase(7, lawyer, opponent);
  await court.owner.query(`update pub.case_record set nature_of_suit = '863 DIWC/DIWW' where case_id = $1`, [id]);
  const receipt = await court.files(lawyer, id, motionToCompel(await court.uploads(lawyer, 3)));
  assert.equal(receipt.restriction, 'ssa-immigration');
  const mail = await until('the notice', () =>
    catcher.list({ to: 'sam.poe@firm.example' }).find((each) => each.subject.includes('Baker 7')),
  );
  const link = /https?:\/\/localhost(\/ecf\/olyd\/doc1\/[^"]+magic_num=\d+)/
    .exec(mail.html)![1]!
    .replace(/&amp;/g, '&');
  const token = /magic_num=(\d+)/.exec(link)![1]!;
  const pdf = `/ecf/olyd/free-look/${token}/${receipt.documents[0]!.serial}`;

  const nobody = web.browser();
  assert.match((await nobody.get(link)).body, /<h1>Sign on/, 'who follows the link is led to sign on');
  assert.equal((await nobody.post('/ecf/olyd/free-look', { token })).statusCode, 401);
  const stranger = web.browser();
  await stranger.signOn('stranger');
  assert.equal((await stranger.get(link)).statusCode, 403);
  assert.equal((await stranger.post('/ecf/olyd/free-look', { token })).statusCode, 403, 'and begins nothing');

  const counsel = web.browser();
  await counsel.signOn('sam.poe');
  assert.match((await counsel.get(link)).body, /Your free look: <strong>no charge/);
  assert.match((await counsel.post('/ecf/olyd/free-look', { token })).body, /free look is open until/);
  assert.equal((await counsel.get(pdf)).headers['content-type'], 'application/pdf');
  assert.equal((await stranger.get(pdf)).statusCode, 403, 'an open look lets nobody else in');
  assert.match((await nobody.get(pdf)).body, /<h1>Sign on/);
  assert.equal((await court.owner.query('select 1 from pacer.charge')).length, 0);
  court.clock.advance(3_700_000);
  assert.equal((await counsel.get(pdf)).statusCode, 410);
  const again = await counsel.get(`/ecf/olyd/cases/1-26-cv-00007/documents/${receipt.documents[0]!.serial}`);
  assert.match(again.body, /To view this document: <strong>3 pages, \$0\.30/, 'from then on the usual charge');
  await web.end();
});
