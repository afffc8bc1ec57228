/** The clerk's desk by its pages: corrections asked for and answered, failures logged, events put right (spec/filing.md §9.3, §14.3 items 95-97). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askCorrection } from '../src/court/clerk/ask-correction.ts';
import { newAnswers } from '../src/court/events/answers.ts';
import { beginDraft } from '../src/court/filing/drafts.ts';
import type { Receipt } from '../src/court/filing/model.ts';
import type { CaseId } from '../src/kernel/ids.ts';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, said, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let counsel: TestPerson;
let filer: Browser;
let clerk: Browser;
let caseId: CaseId;
let receipt: Receipt;
const BASE = `/ecf/${COURT}`;
const AT = `${BASE}/cases/1-26-cv-00501`;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  counsel = await court.aPerson('quill', ['attorney'], { displayName: 'Nora Quill' });
  await court.aPerson('osei', ['attorney'], { displayName: 'Kwame Osei' });
  await court.aPerson('carla', ['clerk'], { displayName: 'Carla Clerk' });
  await court.aPerson('robin', ['judge'], { displayName: 'Robin Judge' });
  caseId = await court.aCase(501, counsel);
  await court.owner.query(
    `update pub.case_record set presider = 'District Judge Tobias F. Okonjo', presider_initials = 'TFO' where case_id = $1`,
    [caseId],
  );
  receipt = await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)));
  filer = await web.signedOn('quill');
  clerk = await web.signedOn('carla');
});
after(async () => {
  await web.end();
  await court.end();
});

const filingAt = () => `${BASE}/filings/${receipt.filingId}`;

test('an empty queue and an empty list say so', async () => {
  const queue = await clerk.get(`${BASE}/queue`);
  assert.match(said(queue.body), /Nothing waits/);
  assert.match(queue.body, /<nav class="site-nav"[\s\S]*>Queue<\/a>/);
  assert.doesNotMatch((await filer.get(BASE)).body, />Queue<\/a>/);
  assert.match(said((await clerk.get(`${BASE}/queue/failures`)).body), /Nobody has logged/);
  assert.match(said((await filer.get(`${BASE}/requests`)).body), /You have not asked for a correction/);
});

test('the filer asks in two clicks, the clerk answers from the queue, the filer reads the answer; others see nothing of it', async () => {
  const notice = await filer.get(filingAt());
  assert.match(notice.body, new RegExp(`href="${filingAt()}/correction"`));
  await filer.get(`${filingAt()}/correction`);
  const empty = await filer.post(`${filingAt()}/correction`, { reason: ' ' });
  assert.equal(empty.statusCode, 422);
  assert.match(said(empty.body), /Choose what is wrong\..*Say what the clerk should do/);
  const wish = { kind: 'must-not-be-public', reason: 'A <b>birth date</b> on page 2' };
  const asked = await filer.post(`${filingAt()}/correction`, wish);
  assert.match(said(asked.body), /The clerk has your request.*Something in it must not be public.*Open.*Not yet/);
  assert.match(asked.body, /A &lt;b&gt;birth date/);
  const twice = await filer.post(`${filingAt()}/correction`, wish);
  assert.equal(twice.statusCode, 409);
  assert.match(said(twice.body), /You have asked for this correction already/);
  await filer.post(`${filingAt()}/correction`, { kind: 'other', reason: 'The caption is misspelt' });

  const queue = (await clerk.get(`${BASE}/queue`)).body;
  assert.match(said(queue), /Must not be public.*birth date.*Open requests.*caption is misspelt/);
  const { serial } = receipt.documents[0]!;
  assert.match(queue, new RegExp(`href="${AT}/manage/documents/${serial}"`), 'the way to close the document');
  const address = /href="([^"]+\/queue\/requests\/[^"]+)"/.exec(queue)![1]!;
  await clerk.get(address);
  assert.equal((await clerk.post(address, { answer: 'x' })).statusCode, 422);
  const answered = await clerk.post(address, { state: 'done', answer: 'Closed. No deadline is touched.' });
  assert.match(said(answered.body), /The answer is kept/);
  assert.doesNotMatch(said(answered.body), /birth date/);
  assert.equal((await clerk.post(address, { state: 'declined', answer: 'y' })).statusCode, 409);
  assert.match(said((await clerk.get(address)).body), /answered 03\/04\/2026 10:00 AM EST: done/);

  for (const page of [filingAt(), `${BASE}/requests`])
    assert.match(
      said((await filer.get(page)).body),
      /Done Closed\. No deadline is touched\. 03\/04\/2026 10:00 AM EST/,
    );
  assert.match(said((await clerk.get(`${AT}/manage/acts`)).body), /Answered a request to correct entry 1: done/);

  const other = await web.signedOn('osei');
  assert.equal((await other.get(`${filingAt()}/correction`)).statusCode, 404);
  assert.doesNotMatch((await other.get(`${BASE}/requests`)).body, /birth|caption/);
  for (const who of [filer, other, await web.signedOn('robin')])
    for (const page of [`${BASE}/queue`, address, `${BASE}/queue/failures`])
      assert.equal((await who.get(page)).statusCode, 403);
});

test('a long queue goes on by key', async () => {
  for (let n = 0; n < 55; n++) {
    court.clock.advance(1000);
    const each = await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel, 1)));
    await askCorrection(court.system.court, counsel.actor, {
      court: COURT,
      filing: each.filingId,
      kind: 'wrong-party',
      reason: `number ${n}.`,
    });
  }
  const first = (await clerk.get(`${BASE}/queue`)).body;
  const next = /href="([^"]*list=requests[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&');
  const second = (await clerk.get(next)).body;
  const numbers = (body: string) => [...body.matchAll(/number (\d+)\./g)].map((each) => Number(each[1]));
  assert.deepEqual(
    [...numbers(first), ...numbers(second)],
    Array.from({ length: 55 }, (_, n) => n),
  );
  assert.doesNotMatch(second, /list=requests&amp;after/);
});

test('a failure is logged from a draft, bears the court’s time and is found by its reference', async () => {
  const draft = await beginDraft(court.system.court, COURT, counsel.account, caseId, newAnswers('motion'));
  const page = (await filer.get(`${BASE}/drafts/${draft.draft}/filers`)).body;
  assert.match(
    said(page),
    /Log a technical failure.*555-0142.*Milo Bannerman: 555-0162/,
    'with the judge’s case manager',
  );
  const form = await filer.get(/href="([^"]+technical-failure\?draft=[^"]+)"/.exec(page)![1]!);
  assert.match(form.body, new RegExp(`value="${draft.draft}" selected`));
  assert.equal((await filer.post(`${BASE}/technical-failure`, { what: '' })).statusCode, 422);
  const logged = await filer.post(`${BASE}/technical-failure`, { what: 'Error 500, three times', draft: draft.draft });
  const words = said(logged.body);
  const reference = /TF-20260304-[2-9A-Z-]{14}/.exec(words)![0];
  assert.match(
    words,
    /Logged\..*03\/04\/2026 10:\d\d AM EST.*1:26-cv-00501-TFO.*Error 500, three times.*Milo Bannerman/,
  );
  assert.match(logged.body, /href="mailto:ecfhelp@olyd\.example\?subject=Technical%20failure%20TF-/);

  assert.match(
    said((await clerk.get(`${BASE}/queue`)).body),
    new RegExp(`Technical failures of the last seven days.*${reference}`),
  );
  const found = await clerk.get(`${BASE}/queue/failures?reference=${reference.toLowerCase()}`);
  assert.equal(clerk.at, `${BASE}/technical-failure/${reference}`);
  assert.match(said(found.body), /Error 500/);
  assert.equal((await clerk.get(`${BASE}/queue/failures?reference=TF-20260304-AAAA-BBBB-CCCC`)).statusCode, 404);
  const other = await web.signedOn('osei');
  assert.equal((await other.get(`${BASE}/technical-failure/${reference}`)).statusCode, 404);
  assert.equal(
    (await other.post(`${BASE}/technical-failure`, { what: 'x', draft: draft.draft })).statusCode,
    404,
    'nor is it logged on somebody else’s draft',
  );
  court.clock.advance(8 * 24 * 3_600_000);
  clerk = await web.signedOn('carla');
  filer = await web.signedOn('quill');
  assert.doesNotMatch(
    (await clerk.get(`${BASE}/queue`)).body,
    new RegExp(reference),
    'after a week it leaves the queue',
  );
  assert.match((await clerk.get(`${BASE}/queue/failures`)).body, new RegExp(reference), 'but not the list');
});

test('a page that fails leads to the log, with the case manager; one that is refused does not', async () => {
  await court.owner.query('alter table pub.draft rename to draft_away');
  try {
    const failed = await filer.get(`${BASE}/drafts`);
    assert.equal(failed.statusCode, 500);
    assert.match(failed.body, new RegExp(`href="${BASE}/technical-failure"`));
    const inCase = await filer.post(`${AT}/file`, { event: 'motion' });
    assert.equal(inCase.statusCode, 500, inCase.body);
    assert.match(said(inCase.body), /case manager of the judge, Milo Bannerman/);
  } finally {
    await court.owner.query('alter table pub.draft_away rename to draft');
  }
  assert.doesNotMatch(said((await filer.get(`${BASE}/nothing`)).body), /technical failure/i);
});

test('an address that was tampered with shows the list from its beginning', async () => {
  const wrong = ['2026-02-31T00:00:00.000Z.TF-20260304-AAAA-BBBB-CCCC', '2026-03-04T00:00:00.000Z.x', 'x'];
  for (const before of wrong)
    assert.equal((await clerk.get(`${BASE}/queue/failures?before=${before}`)).statusCode, 200, before);
  for (const after of ['2026-02-31.1.1', '2026-03-04.x.1', "'"])
    for (const list of ['urgent', 'entries', 'requests'])
      assert.equal((await clerk.get(`${BASE}/queue?list=${list}&after=${after}`)).statusCode, 200, after);
});

test('help and the box that finds things lead there', async () => {
  assert.match(
    (await filer.get(`${BASE}/help/technical-failure`)).body,
    new RegExp(`href="${BASE}/technical-failure"`),
  );
  assert.match((await filer.get(`${BASE}/help/mistakes`)).body, new RegExp(`href="${BASE}/requests"`));
  assert.match(
    (await filer.get(`${BASE}/find?q=technical+failure`)).body,
    new RegExp(`href="${BASE}/technical-failure"`),
  );
  assert.match((await filer.get(`${BASE}/find?q=correction`)).body, new RegExp(`href="${BASE}/requests"`));
  assert.match((await clerk.get(`${BASE}/find?q=queue`)).body, new RegExp(`href="${BASE}/queue"`));
  assert.doesNotMatch((await filer.get(`${BASE}/find?q=queue`)).body, new RegExp(`href="${BASE}/queue"`));
});

test('a Z-document of the queue becomes an opposition by search, form and confirmation', async () => {
  const late = await court.files(counsel, caseId, {
    event: 'z-document',
    filers: [1],
    freeText: 'answering number 1',
    documents: { main: await court.uploads(counsel) },
  });
  const queue = (await clerk.get(`${BASE}/queue?list=entries`)).body;
  const address = /href="([^"]+\/entries\/\d+\/event)"/.exec(queue)![1]!;
  assert.match(
    (await clerk.get(`${AT}/manage/documents?number=${late.documentNumber}`)).body,
    new RegExp(`href="${address}"`),
  );
  const found = (await clerk.get(`${address}?find=opposition`)).body;
  assert.match(found, new RegExp(`href="${address}\\?event=opposition"`));
  assert.doesNotMatch((await clerk.get(`${address}?find=order`)).body, /\?event=order/);
  assert.equal((await clerk.get(`${address}?event=order-on-motion`)).statusCode, 422);

  const form = (await clerk.get(`${address}?event=opposition`)).body;
  assert.match(form, /name="words"[^>]*>\s*answering number 1<\/textarea>/);
  const version = /name="version" value="(\d+)"/.exec(form)![1]!;
  const wish = { event: 'opposition', version, words: 'answering number 1', refers: '', prefix: '' };
  const missing = await clerk.post(address, { ...wish, go: 'check' });
  assert.equal(missing.statusCode, 422);
  assert.match(said(missing.body), /You must refer to the entry/);
  assert.match(said((await clerk.post(address, { ...wish, refers: '999', go: 'check' })).body), /no entry 999/);
  assert.match(said((await clerk.post(address, { ...wish, version: '7', go: 'do' })).body), /changed since you opened/);
  assert.equal((await clerk.post(address, { ...wish, surprise: 'x', go: 'do' })).statusCode, 400);

  const shown = await clerk.post(address, { ...wish, refers: '1', go: 'check' });
  const text =
    /Z-DOCUMENT.*Opposition re 1 MOTION to Compel, answering number 1 filed by Acme Corp\..* Modified on 3\/12\/2026 to correct the event \(Clerk, Carla\)\./;
  assert.match(said(shown.body), text);
  assert.match(said(shown.body), /Filing date 03\/12\/2026, as before/);
  const docket = async () => said((await clerk.get(`${AT}/docket`)).body);
  assert.doesNotMatch(await docket(), /Opposition re/, 'nothing is done yet');
  const done = await clerk.post(address, { ...wish, refers: '1', go: 'do' });
  assert.match(
    said(done.body),
    /It is done: the entry has its new event.*Carla Clerk Gave entry \d+ another event: Opposition to Motion \(before: Z-Document/,
  );
  assert.match(await docket(), /Opposition re 1 MOTION to Compel, answering number 1 filed by Acme Corp\./);
  assert.match(said((await clerk.get(`${BASE}/queue?list=entries`)).body), /Nothing waits/);
  assert.equal((await filer.get(address)).statusCode, 403);
});
