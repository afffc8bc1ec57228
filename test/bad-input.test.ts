/** Bad input and bad moments: a clear answer, and nothing lost (issue A1, last line of "How it is shown"). */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from '../src/platform/database/connect.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { pdf, scanLikePdf } from './support/pdfs.ts';
import { testServer } from './support/postgres.ts';
import { aTestCourt, type TestCourt } from './support/system.ts';
import { aWebCourt, type Browser, multipart, rowVersionOf, type WebCourt } from './support/web.ts';

const CASE = '/ecf/olyd/cases/1-26-cv-00142';
const API = '/api/v1/courts/olyd/cases/1-26-cv-00142/filings';

let court: TestCourt;
let web: WebCourt;
let token: string;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  const lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  await court.aCase(142, lawyer);
  const browser = web.browser();
  await browser.signOn('jane.doe');
  token = browser.cookies.get('NextGenCSO')!;
});
after(async () => {
  await web.end();
  await court.end();
});

async function send(filing: unknown, files: { name: string; bytes: Buffer }[], key: string | null, address = API) {
  const { payload, type } = multipart(
    { filing: typeof filing === 'string' ? filing : JSON.stringify(filing) },
    files.map((each) => ({ ...each, fileName: `${each.name}.pdf` })),
  );
  return web.app.inject({
    method: 'POST',
    url: address,
    headers: { 'x-next-gen-cso': token, 'content-type': type, ...(key ? { 'idempotency-key': key } : {}) },
    payload,
  });
}

const motion = { event: 'motion', filers: [1], reliefs: [{ code: 'compel' }], documents: { main: 'main' } };
const main = { name: 'main', bytes: pdf({ pages: 2 }) };

test('a program files, asks before, asks whether it landed, and files once however often it sends', async () => {
  const check = await send(motion, [main], null, `${API}:check`);
  assert.equal(check.statusCode, 200, check.body);
  assert.match(check.json().text, /^MOTION to Compel by Acme Corp/);
  assert.equal(
    (await web.app.inject({ url: `${API}/by-key/key-of-a-program`, headers: { 'x-next-gen-cso': token } })).statusCode,
    404,
  );
  const answers = await Promise.all([1, 2, 3].map(() => send(motion, [main], 'key-of-a-program')));
  const ids = new Set(answers.map((each) => each.json().receipt.filingId));
  assert.equal(ids.size, 1);
  const asked = await web.app.inject({ url: `${API}/by-key/key-of-a-program`, headers: { 'x-next-gen-cso': token } });
  assert.ok(ids.has(asked.json().receipt.filingId));
  assert.equal((await court.owner.query('select 1 from pub.filing')).length, 1);
});

test('what a program sends wrong is told by code, in words, with the field; nothing is filed', async () => {
  const before = await court.owner.query('select count(*) as n from pub.docket_entry');
  const wrong: [string, unknown, string | null, number][] = [
    ['key-required', motion, null, 400],
    ['event-unknown', { ...motion, event: 'no-such-event' }, 'key 00000001', 422],
    ['party-not-in-case', { ...motion, filers: [77] }, 'key 00000002', 422],
    ['request-malformed', { ...motion, filedAt: '2020-01-01' }, 'key 00000003', 400],
    ['request-malformed', { ...motion, documents: { main: 'absent' } }, 'key 00000004', 400],
    ['request-malformed', 'not json', 'key 00000005', 400],
    ['relief-required', { ...motion, reliefs: [] }, 'key 00000006', 422],
    ['request-malformed', { ...motion, restriction: 'sealed' }, 'key 00000007', 400],
    ['not-your-client', { ...motion, filers: [2] }, 'key 00000008', 422],
  ];
  for (const [code, filing, key, status] of wrong) {
    const answer = await send(filing, [main], key);
    assert.equal(answer.json().error.code, code, answer.body);
    assert.equal(answer.statusCode, status, code);
    assert.ok(
      answer.json().error.todo && answer.json().error.deadline && answer.json().error.request,
      'three parts and a number',
    );
  }
  assert.deepEqual(await court.owner.query('select count(*) as n from pub.docket_entry'), before);
});

async function draftAtDocuments(browser: Browser): Promise<string> {
  await browser.signOn('jane.doe');
  await browser.get(`${CASE}/file`);
  const page = await browser.post(`${CASE}/file`, { event: 'notice-other', go: 'next' });
  await browser.post(browser.at, { filer: '1', go: 'next', rowVersion: rowVersionOf(page.body) });
  return browser.at;
}

test('an upload that is cut off leaves no file and no row, and the draft stands', async () => {
  const browser = web.browser();
  const address = await draftAtDocuments(browser);
  await web.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = web.app.server.address() as net.AddressInfo;
  const { payload, type } = multipart({ csrf: browser.csrf!, go: 'upload', rowVersion: '0' }, [
    { name: 'main', fileName: 'large.pdf', bytes: scanLikePdf(4, 10) },
  ]);
  const head = [
    `POST ${address} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Cookie: NextGenCSO=${browser.cookies.get('NextGenCSO')}`,
    `Content-Type: ${type}`,
    `Content-Length: ${payload.length}`,
    '\r\n',
  ].join('\r\n');
  const socket = net.connect(port, '127.0.0.1');
  socket.write(head);
  socket.write(payload.subarray(0, payload.length / 2));
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.destroy();
  const staging = path.join(court.dataDir, 'staging');
  const uploads = await court.owner.query<{ staged_path: string }>(
    'select staged_path from pub.upload where not filed',
  );
  for (let tries = 0; tries < 50; tries++) {
    const left = (await readdir(staging)).filter((name) => !uploads.some((each) => each.staged_path.endsWith(name)));
    if (left.length === 0) break;
    assert.ok(tries < 49, `left behind: ${left}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal((await court.owner.query(`select 1 from pub.upload where original_name = 'large.pdf'`)).length, 0);
  const page = await browser.get(address);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Choose the PDF of the main document/);
});

test('when the database cannot be reached at submit, the page says that it cannot say, and the key tells afterwards', async () => {
  const browser = web.browser();
  const documents = await draftAtDocuments(browser);
  await browser.upload(documents, { go: 'next', rowVersion: '0' }, [
    { name: 'main', fileName: 'notice.pdf', bytes: pdf({}) },
  ]);
  while (!browser.at.endsWith('/review')) {
    const page = await browser.post(browser.at, { go: 'next', rowVersion: '0' });
    assert.equal(page.statusCode, 200, page.body.slice(0, 500));
  }
  const review = await browser.get(browser.at);
  const key = /name="key" value="([^"]+)"/.exec(review.body)![1]!;
  // The filing waits for the case's lock; meanwhile the database throws everybody out and lets nobody in.
  const { host, port, passwords } = await testServer();
  const keys = connect(
    `postgres://openecf_owner:${passwords.openecf_owner}@/postgres?host=${encodeURIComponent(host)}&port=${port}`,
    'openecf_owner',
    {
      max: 1,
      log: silentLog,
    },
  );
  const holding = court.owner.transaction(async (tx) => {
    await tx.query(`select 1 from pub.case_record where seq = 142 for update`);
    await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
  });
  holding.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const answering = browser.post(browser.at, { key, rowVersion: rowVersionOf(review.body), go: 'file' });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await keys.query(`alter database ${court.databaseName} allow_connections false`);
  await keys.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [court.databaseName]);
  const answer = await answering;
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /We cannot say yet whether your filing was made/);
  assert.match(answer.body, /Ask whether it landed/);
  assert.match(answer.body, /\d\d\/\d\d\/\d{4} \d+:\d\d [AP]M E[SD]T/, 'the time of arrival, with its zone');
  const down = await browser.get('/ecf/olyd/drafts');
  assert.equal(down.statusCode, 503);
  assert.match(down.body, /database cannot be reached/);
  await keys.query(`alter database ${court.databaseName} allow_connections true`);
  await keys.end();
  const asked = await browser.get(`/ecf/olyd/filings/by-key?key=${key}`);
  assert.equal(asked.statusCode, 404, 'it had not landed');
  assert.match(asked.body, /No filing has been made with this key/);
  const again = await browser.post(browser.at.replace(/filings.*/, `drafts/${key}/review`), {
    key,
    rowVersion: rowVersionOf(review.body),
    go: 'file',
  });
  assert.match(again.body, /Filed as number/);
  assert.equal((await browser.get(`/ecf/olyd/filings/by-key?key=${key}`)).statusCode, 200);
});
