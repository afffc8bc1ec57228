/** Finding what to file, over HTTP and without script: by word, by what was filed lately, by the paper's own title. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makePdf } from '../src/demo/make-pdf.ts';
import { HELP_TOPICS } from '../src/faces/web/help/topics.ts';
import { brokenPdfs, pdf } from './support/pdfs.ts';
import { aTestCourt, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let browser: Browser;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  const lawyer: TestPerson = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  await court.aPerson('other', ['attorney'], { displayName: 'Other Counsel' });
  await court.aCase(142, lawyer);
  browser = web.browser();
  await browser.signOn('jane.doe');
});
after(async () => {
  await web.end();
  await court.end();
});

const BASE = '/ecf/olyd';
const CASE = `${BASE}/cases/1-26-cv-00142`;
/** The values of the events on a page, in order. */
const events = (body: string): string[] => [...body.matchAll(/name="event" value="([^"]*)"/g)].map((each) => each[1]!);
const paper = (title: string): Promise<Buffer> =>
  makePdf({
    court: ['UNITED STATES DISTRICT COURT', 'DISTRICT OF OLYMPIA'],
    caption: ['ACME CORP.,', 'Plaintiff,', 'v.', 'BAKER 142,', 'Defendant.'],
    caseNumber: '1:26-cv-00142',
    title,
    body: { paragraphs: ['The plaintiff says as follows.'] },
    signer: ['Jane Doe'],
  });

test('anybody finds an event, a page and an answer in one box, and what is misspelt is said to be like it', async () => {
  const anybody = web.browser();
  const found = await anybody.get(`${BASE}/find?q=appearence`);
  assert.match(found.body, /These are like it/);
  assert.match(found.body, /Notice of Appearance/);
  assert.match(found.body, /file\?event=appearance/);
  const answer = await anybody.get(`${BASE}/find?q=midnight`);
  assert.match(answer.body, /Deadlines and the end of the day/);
  assert.doesNotMatch((await anybody.get(`${BASE}/find?q=drafts`)).body, /My drafts/);
  assert.match((await browser.get(`${BASE}/find?q=drafts`)).body, /My drafts/);
  const nothing = await anybody.get(`${BASE}/find?q=${encodeURIComponent('xylophone <b>')}`);
  assert.match(nothing.body, /Nothing found for “xylophone &lt;b&gt;”/);
  assert.match((await anybody.get('/find?q=affidavit')).body, /Affidavit/);
});

test('what only the court files is found and says so', async () => {
  const found = await browser.get(`${BASE}/find?q=summons+issued`);
  assert.match(found.body, /Filed by the clerk/);
  const removal = await browser.get(`${BASE}/find?q=${encodeURIComponent('where is the Notice of Removal?')}`);
  assert.match(removal.body, /notice-of-removal/);
  assert.match(removal.body, /Filed by the clerk/);
});

test('every help page opens, and so does the page of every event of the court', async () => {
  for (const { id, title } of HELP_TOPICS) {
    const page = await browser.get(`${BASE}/help/${id}`);
    assert.equal(page.statusCode, 200, id);
    assert.ok(page.body.includes(`<h1>${title.replace(/’/g, '’')}</h1>`), id);
  }
  assert.equal((await browser.get(`${BASE}/help/nothing`)).statusCode, 404);
  const list = await browser.get(`${BASE}/events`);
  const codes = [...list.body.matchAll(/\/events\/([a-z0-9-]+)"/g)].map((each) => each[1]!);
  assert.ok(codes.length > 90, `${codes.length} events`);
  for (const code of codes) assert.equal((await browser.get(`${BASE}/events/${code}`)).statusCode, 200, code);
  const motion = await browser.get(`${BASE}/events/motion`);
  assert.match(motion.body, /MOTION/);
  assert.match(motion.body, /In Limine/);
  assert.equal((await browser.get(`${BASE}/events/nothing`)).statusCode, 404);
});

test('an event found from any page begins a draft in the case that is chosen next, its relief asked for', async () => {
  const choose = await browser.get(`${BASE}/file?event=motion&relief=compel`);
  assert.match(choose.body, /You file: <strong>Motion: Compel<\/strong>/);
  const page = await browser.post(`${BASE}/file`, { event: 'motion/compel', number: '26-142', go: 'find' });
  assert.equal(browser.at, `${CASE}/file?event=motion/compel`);
  assert.equal(events(page.body)[0], 'motion/compel');
  assert.match(page.body, /value="motion\/compel"[^>]*checked/);
  await browser.post(`${CASE}/file`, { event: 'motion/compel', go: 'next' });
  const details = await browser.get(browser.at.replace(/filers$/, 'details'));
  assert.match(details.body, /value="compel"[^>]*checked/);
});

test('the box in the wizard gives the best first, and each event once', async () => {
  const found = events((await browser.get(`${CASE}/file?find=sumary+judgement`)).body);
  assert.equal(found[0], 'motion/summary-judgment');
  const all = events((await browser.get(`${CASE}/file`)).body);
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.length > 40);
});

test('a paper’s own title suggests the event, and the paper becomes the main document of the draft', async () => {
  await browser.get(`${CASE}/file`);
  const page = await browser.upload(`${CASE}/file/suggest`, {}, [
    { name: 'paper', fileName: 'acme.pdf', bytes: await paper('PLAINTIFF’S MOTION TO COMPEL') },
  ]);
  assert.match(page.body, /MOTION TO COMPEL/);
  assert.equal(events(page.body)[0], 'motion/compel');
  const upload = /name="upload" value="([^"]+)"/.exec(page.body)![1]!;
  await browser.post(`${CASE}/file`, { event: 'motion/compel', upload, go: 'next' });
  const documents = await browser.get(browser.at.replace(/filers$/, 'documents'));
  assert.match(documents.body, /acme\.pdf/);

  // The upload is its account's alone: in somebody else's draft it is nothing.
  const other = web.browser();
  await other.signOn('other');
  await other.get(`${CASE}/file`);
  await other.post(`${CASE}/file`, { event: 'motion/compel', upload, go: 'next' });
  const theirs = await other.get(other.at.replace(/filers$/, 'documents'));
  assert.doesNotMatch(theirs.body, /acme\.pdf/);
});

test('a paper without a title, no paper and a file that is no PDF are each answered with what to do', async () => {
  await browser.get(`${CASE}/file`);
  const send = (bytes: Buffer) =>
    browser.upload(`${CASE}/file/suggest`, {}, [{ name: 'paper', fileName: 'x.pdf', bytes }]);
  assert.match((await send(pdf({}))).body, /No title could be read/);
  const broken = await send(Object.values(brokenPdfs)[0]!());
  assert.equal(broken.statusCode, 422);
  assert.match(broken.body, /x\.pdf: ERROR/);
  const none = await browser.upload(`${CASE}/file/suggest`, {}, []);
  assert.equal(none.statusCode, 422);
  assert.match(none.body, /Choose a PDF first/);
  assert.ok(events(none.body).length > 40, 'the events still stand there');
});

test('what is no code, no page and no upload is refused or ignored, never an error of ours', async () => {
  for (const address of [`${BASE}/file?event=%00`, `${BASE}/file?event=<b>`, `${CASE}/file?event=..%2F..`])
    assert.equal((await browser.get(address)).statusCode, 400, address);
  assert.equal((await browser.get(`${CASE}/file?event=no-such`)).statusCode, 200);
  const long = await browser.get(`${BASE}/find?q=${'x'.repeat(500)}`);
  assert.equal(long.statusCode, 400);
});
