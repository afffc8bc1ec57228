/** The main job end to end over HTTP, without script: file, notice, docket, charge, stamped PDF. And what goes wrong on the way. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aDocket, asFile } from '../src/court/cases/fictional-docket.ts';
import { importDocket } from '../src/court/cases/import-docket.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { seenPages } from './support/pdf-reading.ts';
import { activePdfs, brokenPdfs, pdf, securedPdf } from './support/pdfs.ts';
import { aTestCourt, PASSWORD, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, rowVersionOf, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let lawyer: TestPerson;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  await court.aPerson('reader', [], { displayName: 'Robin Reader' });
  await court.aCase(142, lawyer);
});
after(async () => {
  await web.end();
  await court.end();
});

const CASE = '/ecf/olyd/cases/1-26-cv-00142';

/** Goes through the wizard up to the review page. */
async function toReview(browser: Browser): Promise<string> {
  await browser.get(`${CASE}/file`);
  let page = await browser.post(`${CASE}/file`, { event: 'motion', go: 'next' });
  assert.match(browser.at, /\/drafts\/[0-9a-f-]{36}\/filers$/);
  const draft = browser.at.replace(/\/filers$/, '');
  page = await browser.post(browser.at, { filer: '1', go: 'next', rowVersion: rowVersionOf(page.body) });
  assert.equal(browser.at, `${draft}/documents`);
  page = await browser.upload(browser.at, { go: 'upload', category: 'Exhibit', description: 'A', rowVersion: '0' }, [
    { name: 'main', fileName: 'motion.pdf', bytes: pdf({ pages: 3 }) },
    { name: 'attachment', fileName: 'exhibit.pdf', bytes: pdf({ pages: 2 }) },
  ]);
  assert.match(page.body, /motion\.pdf/);
  page = await browser.upload(browser.at, { go: 'next', rowVersion: '0' }, []);
  assert.equal(browser.at, `${draft}/details`);
  page = await browser.post(browser.at, { relief: 'compel', go: 'next', rowVersion: '0' });
  assert.equal(browser.at, `${draft}/references`);
  page = await browser.post(browser.at, { go: 'next', rowVersion: '0' });
  assert.equal(browser.at, `${draft}/text`);
  page = await browser.post(browser.at, {
    prefix: 'First',
    words: 'and for <b>costs</b>',
    go: 'next',
    rowVersion: '0',
  });
  assert.equal(browser.at, `${draft}/review`);
  assert.match(page.body, /First MOTION to Compel/);
  assert.match(page.body, /and for &lt;b&gt;costs&lt;\/b&gt;/);
  return page.body;
}

test('an attorney files a motion with an attachment; the public finds it, pays once, and opens it with the header on each page', async () => {
  const browser = web.browser();
  await browser.signOn('jane.doe');
  const review = await toReview(browser);
  const key = /name="key" value="([^"]+)"/.exec(review)![1]!;
  const filed = await browser.post(browser.at, { key, rowVersion: rowVersionOf(review), go: 'file' });
  assert.equal(filed.statusCode, 200, filed.body.slice(0, 2000));
  assert.match(filed.body, /Notice of Electronic Filing/);
  assert.match(filed.body, /Filed as number 1/);
  // The other window, the double click, the reload of the form: the same filing.
  const again = await browser.post(browser.at.replace(/filings.*/, `drafts/${key}/review`), {
    key,
    rowVersion: rowVersionOf(review),
    go: 'file',
  });
  assert.match(again.body, /Filed as number 1/);

  const reader = web.browser();
  const found = await reader.get('/ecf/olyd/search?q=26-142');
  assert.match(found.body, /Acme Corp\. v\. Baker 142/);
  assert.doesNotMatch(found.body, /login\.pl\?logout/);
  await reader.signOn('reader');
  const price = await reader.get(`${CASE}/docket`);
  const cost = /name="accepted" value="(\d+)"/.exec(price.body)![1]!;
  assert.equal(cost, '10');
  const docket = await reader.post(`${CASE}/docket`, { order: 'oldest-first', parties: '1', accepted: cost });
  assert.match(docket.body, /First MOTION to Compel/);
  assert.match(docket.body, /Transaction Receipt/);
  assert.match(docket.body, /login\.pl\?logout/);
  const address = /href="([^"]+\/documents\/\d+)"/.exec(docket.body)![1]!;
  const page = await reader.get(address);
  assert.match(page.body, /3 pages, \$0\.30/);
  assert.equal((await reader.get(`${address}/pdf`)).statusCode, 402, 'not before it is paid for');
  const opened = await reader.post(`${address}/view`, { accepted: '30' });
  assert.equal(opened.headers['content-type'], 'application/pdf');
  const texts = (await seenPages(opened.rawPayload)).map((seen) => seen.text);
  assert.equal(texts.length, 3);
  for (const [index, text] of texts.entries()) {
    assert.match(text, new RegExp(`Case 1:26-cv-00142\\s+Document 1\\s+Filed 03/04/26\\s+Page ${index + 1} of 3`));
  }
  // Back, reload, Range, the button again: paid for already.
  const part = await reader.get(`${address}/pdf`, { range: 'bytes=0-99' });
  assert.equal(part.statusCode, 206);
  assert.equal(part.rawPayload.length, 100);
  await reader.post(`${address}/view`, { accepted: '0' });
  const charges = await court.owner.query<{ cents: number }>(`select cents from pacer.charge where kind = 'document'`);
  assert.deepEqual(charges, [{ cents: 30 }]);
});

test('in a training court the pages say what a look would have cost, and the account owes nothing', async () => {
  const { court: login, clock, random, log } = court.system.court;
  const ports = { court: login, clock, random, log, enqueue: enqueueJob, facts: new Map() };
  const docket = aDocket({ court_id: 'olyt', docket_number: '1:26-cv-00777' });
  assert.equal(await importDocket(ports, asFile(docket), 'training.json'), 'taken');
  const at = '/ecf/olyt/cases/1-26-cv-00777';
  const reader = web.browser();
  await reader.signOn('reader');
  for (const address of [at, `${at}/docket`])
    assert.match((await reader.get(address)).body, /Training court: would have cost \$0\.10/, address);
  const shown = await reader.post(`${at}/docket`, { order: 'oldest-first', parties: '1', accepted: '0' });
  assert.match(shown.body, /MOTION to Dismiss/);
  assert.match((await reader.get('/account')).body, /\$0\.00 \(Training court: would have cost \$0\.10\)/);
  const charges = await court.owner.query(`select cents, exempt_reason from pacer.charge where court_id = 'olyt'`);
  assert.deepEqual(charges, [{ cents: 0, exempt_reason: 'Training court: would have cost $0.10' }]);
});

test('each PDF that cannot be filed is refused with the court’s own words, and nothing that was typed is lost', async () => {
  const browser = web.browser();
  await browser.signOn('jane.doe');
  await browser.get(`${CASE}/file`);
  const first = await browser.post(`${CASE}/file`, { event: 'notice-other', go: 'next' });
  await browser.post(browser.at, { filer: '1', go: 'next', rowVersion: rowVersionOf(first.body) });
  const documents = browser.at;
  await browser.upload(documents, { go: 'upload', rowVersion: '0' }, [
    { name: 'main', fileName: 'good.pdf', bytes: pdf({}) },
  ]);
  const refused: [string, Buffer, RegExp][] = [
    [
      'word.pdf',
      Buffer.from('PK\u0003\u0004 a document of a word processor'),
      /ERROR: Document is not a well-formed PDF document/,
    ],
    ['empty.pdf', Buffer.alloc(0), /ERROR: Document is not a well-formed PDF document/],
    ['half.pdf', Object.values(brokenPdfs)[0]!(), /ERROR: Document is/],
    ['locked.pdf', securedPdf(), /ERROR: This document has security measures in effect/],
    ['script.pdf', Object.values(activePdfs)[0]!(), /contains code which may cause an external action/],
    ['huge.pdf', Buffer.concat([pdf({}), Buffer.alloc(50_000_001)]), /over 50 Megabytes/],
  ];
  for (const [fileName, bytes, words] of refused) {
    const answer = await browser.upload(documents, { go: 'upload', rowVersion: '0' }, [
      { name: 'attachment', fileName, bytes },
    ]);
    assert.equal(answer.statusCode, 422, fileName);
    assert.match(answer.body.replace(/&#39;/g, "'").replace(/’/g, "'"), words, fileName);
    assert.match(answer.body, /good\.pdf/, `${fileName}: the main document is still there`);
  }
  const kept = await court.owner.query('select 1 from pub.upload where original_name <> $1 and not filed', [
    'good.pdf',
  ]);
  assert.equal(kept.length, 0, 'nothing of a refused file is kept');
});

test('a session that ends at submit leaves the draft standing, and sign-on leads back to it', async () => {
  const browser = web.browser();
  await browser.signOn('jane.doe');
  const review = await toReview(browser);
  const at = browser.at;
  const { csrf } = browser;
  court.clock.advance(13 * 3_600_000);
  const key = /name="key" value="([^"]+)"/.exec(review)![1]!;
  const answer = await browser.post(at, { key, rowVersion: rowVersionOf(review), go: 'file', csrf: csrf! });
  assert.equal(answer.statusCode, 401);
  assert.match(answer.body, /Your session has ended/);
  assert.match(answer.body, /Your draft is kept/);
  assert.equal(browser.cookies.has('NextGenCSO'), false, 'the stale cookie is cleared');
  const signOn = /href="(\/sign-on\?returnTo=[^"]+)"/.exec(answer.body)![1]!;
  await browser.get(signOn);
  browser.csrf = null;
  const back = await browser.post('/sign-on', {
    loginId: 'jane.doe',
    password: PASSWORD,
    redactFlag: '1',
    returnTo: decodeURIComponent(signOn.split('returnTo=')[1]!),
  });
  assert.match(back.body, /First MOTION to Compel/);
  const filed = await browser.post(browser.at, { key, rowVersion: rowVersionOf(back.body), go: 'file' });
  assert.match(filed.body, /Filed as number 2/);
});

test('an act that does not come from a page of ours changes nothing', async () => {
  const browser = web.browser();
  await browser.signOn('jane.doe');
  await browser.get('/account');
  const before = await court.owner.query<{ n: number }>('select count(*) as n from pub.draft');
  const attempts = [
    browser.post(`${CASE}/file`, { event: 'motion', go: 'next' }, { origin: 'https://evil.example' }),
    browser.post(`${CASE}/file`, { event: 'motion', go: 'next' }, { origin: 'null' }),
    browser.post(`${CASE}/file`, { event: 'motion', go: 'next' }, { 'sec-fetch-site': 'cross-site' }),
    browser.post(`${CASE}/file`, { event: 'motion', go: 'next', csrf: 'x' }),
  ];
  for (const answer of await Promise.all(attempts)) assert.equal(answer.statusCode, 403);
  const unknown = await browser.post(`${CASE}/file`, { event: 'motion', go: 'next', isAdmin: 'true' });
  assert.equal(unknown.statusCode, 400);
  assert.deepEqual(await court.owner.query('select count(*) as n from pub.draft'), before);
});

test('wrong passwords, unknown cases, unknown courts and sealed addresses are told in words', async () => {
  const browser = web.browser();
  const wrong = await browser.signOn('jane.doe', 'not her password');
  assert.equal(wrong.statusCode, 401);
  assert.match(wrong.body, /Invalid username, password, or one-time passcode/);
  const noBox = await browser.post('/sign-on', { loginId: 'jane.doe', password: PASSWORD, returnTo: '/' });
  assert.match(noBox.body, /All filers must redact/);
  assert.equal((await browser.get('/ecf/olyd/cases/1-26-cv-09999')).statusCode, 404);
  assert.equal((await browser.get('/ecf/nowhere')).statusCode, 404);
  assert.equal((await browser.get('/ecf/olyd/cases/1-26-cv-00142/documents/500000001')).statusCode, 404);
  const toSignOn = await browser.get('/ecf/olyd/drafts');
  assert.match(toSignOn.body, /name="returnTo" value="\/ecf\/olyd\/drafts"/);
});

test('the addresses in a notice lead to the document’s page and to the docket', async () => {
  const browser = web.browser();
  const [document] = await court.owner.query<{ serial: number; case_id: number }>(
    'select serial, case_id from pub.document order by serial limit 1',
  );
  await browser.get(`/ecf/olyd/doc1/0450${document!.serial}?caseid=${document!.case_id}&de_seq_num=1`);
  assert.equal(browser.at, `${CASE}/documents/${document!.serial}`);
  assert.equal((await browser.get(`/ecf/olyd/doc1/0950${document!.serial}`)).statusCode, 404, 'another court’s number');
  await browser.signOn('reader');
  await browser.get(`/ecf/olyd/cgi-bin/DktRpt.pl?${document!.case_id}`);
  assert.equal(browser.at, `${CASE}/docket`);
});
