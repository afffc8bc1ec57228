/** People of a case through its pages and by program: parties who come and go, defendants and their counts, opinions for nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemActor } from '../src/court/access/actor.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { recordCase } from '../src/court/cases/record-case.ts';
import { systemRandom } from '../src/kernel/random.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { pdf } from './support/pdfs.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, multipart, rowVersionOf, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let lawyer: TestPerson;
let judge: TestPerson;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  const defence = await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
  await court.aPerson('carla.clerk', ['clerk'], { displayName: 'Carla Clerk' });
  await court.aPerson('reader', [], { displayName: 'Robin Reader' });
  await court.aCase(501, lawyer, defence);
  await court.aCase(502, lawyer, defence);
  await court.system.court.court.transaction((tx) =>
    recordCase(tx, { clock: court.clock, random: systemRandom, enqueue: enqueueJob }, systemActor('test'), {
      court: COURT,
      number: { office: '1', yy: '26', type: 'cr', seq: 77 },
      title: 'USA v. Poe et al',
      filedOn: '2026-01-05' as CivilDate,
      presider: null,
      referral: null,
      parties: [
        { role: 'Defendant', name: 'Rob Poe', counsel: [] },
        { role: 'Defendant', name: 'Sam Lake', counsel: [] },
        { role: 'Plaintiff', name: 'USA', counsel: [] },
      ],
    }),
  );
});
after(async () => {
  await web.end();
  await court.end();
});

const CIVIL = '/ecf/olyd/cases/1-26-cv-00501';
const CRIMINAL = '/ecf/olyd/cases/1-26-cr-00077';

const signedOn = async (loginId: string): Promise<Browser> => {
  const browser = web.browser();
  await browser.signOn(loginId);
  return browser;
};
const begin = async (browser: Browser, at: string, event: string) => {
  await browser.get(`${at}/file`);
  return browser.post(`${at}/file`, { event, go: 'next' });
};
const step = (browser: Browser): string => browser.at.split('/').at(-1)!;
const uploaded = (browser: Browser) =>
  browser.upload(browser.at, { go: 'next', rowVersion: '0' }, [
    { name: 'main', fileName: 'paper.pdf', bytes: pdf({}) },
  ]);
const file = async (browser: Browser, review: string) => {
  const key = /name="key" value="([^"]+)"/.exec(review)![1]!;
  return browser.post(browser.at, { key, rowVersion: rowVersionOf(review), go: 'file' });
};

test('an amended complaint brings a defendant into the case: looked for first, then named on review, notice and docket', async () => {
  const browser = await signedOn('jane.doe');
  let page = await begin(browser, CIVIL, 'amended-complaint');
  assert.equal(step(browser), 'parties');
  assert.match(
    page.body,
    /Choose all filers and name all defendants/,
    'the warning of the event stands on its first page',
  );
  const typed = { role: 'Defendant', as: 'against', kind: 'person' };
  page = await browser.post(browser.at, { ...typed, name: 'robin  BAKER', go: 'next' });
  assert.equal(page.statusCode, 422);
  assert.match(page.body, /A party of this name is in the case already/);
  assert.match(page.body, /Yes: Robin Baker, Defendant/);
  page = await browser.post(browser.at, { go: 'remove-0' });
  assert.doesNotMatch(page.body, /robin {2}BAKER/);
  page = await browser.post(browser.at, { ...typed, name: 'Tess Tarn', go: 'add' });
  assert.match(page.body, /Tess Tarn/);
  await browser.post(browser.at, { go: 'next' });
  assert.equal(step(browser), 'filers');
  await browser.post(browser.at, { filer: '1', go: 'next' });
  await uploaded(browser);
  assert.equal(step(browser), 'details');
  await browser.post(browser.at, { 'p-against': '2', go: 'next' });
  await browser.post(browser.at, { go: 'next' });
  page = await browser.post(browser.at, { prefix: 'First', words: '', go: 'next' });
  assert.equal(step(browser), 'review');
  assert.match(page.body, /First AMENDED COMPLAINT against Robin Baker, Tess Tarn, filed by Acme Corp/);
  assert.match(page.body, /Tess Tarn comes into the case as Defendant\./);
  assert.match(page.body, /Service of summons and complaint due: Tess Tarn/);
  assert.match(page.body, /Choose all filers and name all defendants/, 'and on the review');
  const filed = await file(browser, page.body);
  assert.match(filed.body, /Notice of Electronic Filing/);
  const clerk = await signedOn('carla.clerk');
  const docket = await clerk.get(`${CIVIL}/docket`);
  assert.match(docket.body, /<strong>Tess Tarn<\/strong>/);
});

test('only those whose role may file are shown and taken', async () => {
  const browser = await signedOn('dana.defence');
  await begin(browser, CIVIL, 'voluntary-dismissal');
  await browser.post(browser.at, { ended: '2', go: 'next' });
  const page = await browser.get(browser.at);
  assert.match(page.body, /Acme Corp\./);
  assert.doesNotMatch(page.body, /name="filer" value="2"/);
  const refused = await browser.post(browser.at, { filer: '2', go: 'next' });
  assert.match(refused.body, /cannot file this: it is for parties in another role/);
});

test('counsel who leaves ticks whose appearance ends; a party is not left without a lawyer', async () => {
  const browser = await signedOn('jane.doe');
  await begin(browser, CIVIL, 'withdrawal-of-appearance');
  await browser.post(browser.at, { filer: '1', go: 'next' });
  assert.equal(step(browser), 'counsel');
  const page = await browser.get(browser.at);
  const value = /name="counsel" value="([^"]+)"/.exec(page.body)![1]!;
  assert.match(page.body, /Jane Doe, for Acme Corp\./);
  const refused = await browser.post(browser.at, { counsel: value, go: 'next' });
  assert.match(refused.body, /The party would be left without a lawyer/);
});

test('an indictment and a judgment through the pages: counts, dispositions, the docket of each defendant', async () => {
  const clerk = await signedOn('carla.clerk');
  await begin(clerk, CRIMINAL, 'indictment');
  assert.equal(step(clerk), 'defendants');
  const none = await clerk.post(clerk.at, { go: 'next' });
  assert.match(none.body, /You have not selected a defendant/);
  await clerk.post(clerk.at, { all: '1', go: 'next' });
  await clerk.post(clerk.at, { go: 'next' });
  await clerk.post(clerk.at, { filer: '3', go: 'next' });
  await uploaded(clerk);
  assert.equal(step(clerk), 'counts');
  await clerk.post(clerk.at, { of: '1', charge: '18:1343 Wire Fraud', counts: '1-6', go: 'add' });
  await clerk.post(clerk.at, { of: '2', charge: '18:1343 Wire Fraud', counts: '1', go: 'next' });
  const review = await clerk.post(clerk.at, { prefix: '', words: '', go: 'next' });
  assert.match(review.body, /INDICTMENT as to Rob Poe \(1\) count\(s\) 1-6, Sam Lake \(2\) count\(s\) 1 by USA/);
  await file(clerk, review.body);

  const chambers = await signedOn('judge.roe');
  await begin(chambers, CRIMINAL, 'criminal-judgment');
  await chambers.post(chambers.at, { defendant: '2', go: 'next' });
  await chambers.post(chambers.at, { ended: '2', go: 'next' });
  await uploaded(chambers);
  const empty = await chambers.post(chambers.at, { go: 'next' });
  assert.match(empty.body, /A count of the defendant has no disposition/);
  await chambers.post(chambers.at, { 'disposition-2-1': 'Acquitted', 'status-2-1': 'terminated', go: 'next' });
  const closing = await chambers.get(chambers.at);
  assert.match(closing.body, /It closes once its last defendant has left it/);
  await chambers.post(chambers.at, { staysOpen: 'no', go: 'next' });
  const checked = await chambers.post(chambers.at, { words: 'So ordered.', go: 'next' });
  assert.match(
    checked.body,
    /JUDGMENT as to Sam Lake \(2\), Count\(s\) 1, Acquitted\. <i>?So ordered|JUDGMENT as to Sam Lake \(2\), Count\(s\) 1, Acquitted\. So ordered/,
  );
  assert.match(checked.body, /The part of Sam Lake in the case ends\./);
  assert.doesNotMatch(checked.body, /This closes the case/);
  await file(chambers, checked.body);

  const whole = await clerk.get(`${CRIMINAL}/docket`);
  assert.match(whole.body, /JUDGMENT as to Sam Lake/);
  assert.match(whole.body, /<td>18:1343 Wire Fraud \(1\)<\/td><td>Acquitted<\/td>/);
  const first = await clerk.get(`${CRIMINAL}/docket?defendant=1&parties=1`);
  assert.match(first.body, /as to Rob Poe \(1\)/);
  assert.match(first.body, /INDICTMENT as to/);
  assert.doesNotMatch(first.body, /JUDGMENT as to Sam Lake/);
  assert.doesNotMatch(first.body, /<h3>Defendant \(2\)/);
  const nobody = await clerk.get(`${CRIMINAL}/docket?defendant=9`);
  assert.equal(nobody.statusCode, 404);
});

test('an order that rules on nothing is told beside the rulings', async () => {
  const chambers = await signedOn('judge.roe');
  await begin(chambers, CIVIL, 'order-on-motion');
  await uploaded(chambers);
  assert.equal(step(chambers), 'details');
  const refused = await chambers.post(chambers.at, { go: 'next' });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /href="#f-ruling"/);
  assert.match(refused.body, /id="f-ruling"/);
});

test('a program brings an intervenor into the case in one request, and hears what is wrong', async () => {
  const browser = await signedOn('jane.doe');
  const send = (filing: object, key: string) => {
    const { payload, type } = multipart({ filing: JSON.stringify(filing) }, [
      { name: 'paper', fileName: 'paper.pdf', bytes: pdf({}) },
    ]);
    return web.app.inject({
      method: 'POST',
      url: '/api/v1/courts/olyd/cases/1-26-cv-00502/filings',
      headers: {
        'content-type': type,
        'idempotency-key': key,
        'x-next-gen-cso': browser.cookies.get('NextGenCSO')!,
      },
      payload,
    });
  };
  const filing = {
    event: 'intervenor-complaint',
    newParties: [{ role: 'Intervenor Plaintiff', name: 'Harbor Trust', kind: 'organization', as: 'filer' }],
    prompts: { against: [2] },
    documents: { main: 'paper' },
  };
  const wrong = await send({ ...filing, newParties: [{ ...filing.newParties[0], name: '' }] }, 'intervene-0');
  assert.equal(wrong.statusCode, 422, wrong.body);
  assert.match(wrong.body, /party-unnamed/);
  const filed = await send(filing, 'intervene-1');
  assert.equal(filed.statusCode, 201, filed.body);
  assert.equal(
    filed.json().receipt.text,
    'INTERVENOR COMPLAINT against Robin Baker, filed by Harbor Trust.(Doe, Jane)',
  );
  assert.equal((await send(filing, 'intervene-1')).statusCode, 200, 'the same request is the same filing');
  const rows = await court.owner.query(`select 1 from pub.party where name = 'Harbor Trust'`);
  assert.equal(rows.length, 1);
});

test('a written opinion costs nobody anything, leaves no charge and no receipt; any other order is charged', async () => {
  const [row] = await court.owner.query<{ case_id: number }>(`select case_id from pub.case_record where seq = 502`);
  const make = async (event: string) => {
    const receipt = await court.files(judge, row!.case_id as never, {
      event,
      orderText: 'So ordered.',
      documents: { main: await court.uploads(judge, 40) },
    });
    return `/ecf/olyd/cases/1-26-cv-00502/documents/${receipt.documents[0]!.serial}`;
  };
  const reader = await signedOn('reader');
  const opinion = await make('memorandum-and-order');
  const page = await reader.get(opinion);
  assert.match(page.body, /free/);
  assert.match(page.body, /A written opinion of the court is free to everyone\./);
  const seen = await reader.post(`${opinion}/view`, { accepted: '0' });
  assert.equal(seen.headers['content-type'], 'application/pdf');
  assert.deepEqual(await court.owner.query('select 1 from pacer.charge'), []);
  assert.equal((await reader.get(`${opinion}/receipt`)).statusCode, 402);
  const order = await make('order-other');
  assert.match((await reader.get(order)).body, /\$3\.00/);
  assert.equal((await reader.get(`${order}/pdf`)).statusCode, 402);
});
