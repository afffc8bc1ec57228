/** Who may be let in to a filing by program: the same levels, rules and refusals as by the browser (spec/filing.md §1.3, §12.1). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { FILING_LEVELS } from '../src/court/filing/decide-filing.ts';
import type { CaseId } from '../src/kernel/ids.ts';
import { pdf } from './support/pdfs.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let counsel: TestPerson;
let benefits: CaseId;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  counsel = await court.aPerson('quill', ['attorney']);
  await court.aPerson('selma', ['sealed-clerk']);
  await court.aCase(401, counsel);
  benefits = await court.aCase(402, counsel);
  await court.owner.query(`update pub.case_record set nature_of_suit = '863 DIWC' where case_id = $1`, [benefits]);
});
after(async () => {
  await web.end();
  await court.end();
});

let key = 0;
async function files(by: Browser, seq: number, more: object, check = false) {
  const filing = { event: 'notice-other', filers: [1], freeText: 'of change', documents: { main: 'paper' }, ...more };
  const address = `/api/v1/courts/${COURT}/cases/1-26-cv-00${seq}/filings${check ? ':check' : ''}`;
  const file = { name: 'paper', fileName: 'paper.pdf', bytes: pdf({ pages: 1 }) };
  const headers = { 'idempotency-key': `the key ${key++}` };
  return by.upload(address, { filing: JSON.stringify(filing) }, [file], headers);
}
const levelOf = (answer: Awaited<ReturnType<typeof files>>): string => answer.json().receipt.restriction;

test('who is no clerk may name the level that event and case give, and no other, filing or asking before', async () => {
  const by = await web.signedOn('quill');
  for (const check of [false, true]) {
    for (const restriction of FILING_LEVELS.filter((each) => each !== 'public')) {
      const refused = await files(by, 401, { restriction }, check);
      assert.equal(refused.statusCode, 400, `${restriction}: ${refused.body}`);
      assert.equal(refused.json().error.code, 'request-malformed');
      assert.equal(refused.json().error.detail, 'restriction');
    }
    const given = await files(by, 402, { restriction: 'ssa-immigration' }, check);
    assert.equal(given.statusCode, check ? 200 : 201, given.body);
    assert.equal((await files(by, 402, { restriction: 'participants' }, check)).statusCode, 400);
  }
  assert.equal(levelOf(await files(by, 402, {})), 'ssa-immigration', 'left out, the case gives it');
  assert.equal(levelOf(await files(by, 401, { restriction: 'public' })), 'public');
});

test('a clerk files at every level, with a day where a level takes one', async () => {
  const clerk = await web.signedOn('selma');
  for (const restriction of FILING_LEVELS) {
    const filed = await files(clerk, 401, { restriction });
    assert.equal(filed.statusCode, 201, `${restriction}: ${filed.body}`);
    // A receipt says of an entry apart that it is one, not for whom.
    assert.equal(levelOf(filed), restriction.endsWith('-entry') ? 'sealed-entry' : restriction);
  }
  const filed = await files(clerk, 401, { restriction: 'embargo', restrictedUntil: '2026-06-02' });
  const [row] = await court.owner.query<{ restriction: string; until_on: string }>(
    'select restriction, until_on from sealed.document where serial = $1',
    [filed.json().receipt.documents[0].serial],
  );
  assert.deepEqual(row, { restriction: 'embargo', until_on: '2026-06-02' });
  for (const wrong of [
    { restriction: 'sealed', restrictedUntil: '2026-06-02' },
    { restrictedUntil: '2026-06-02' },
    { restriction: 'embargo', restrictedUntil: '2026-06-31' },
    { restriction: 'stricken' },
    { restriction: 'secret' },
  ])
    assert.equal((await files(clerk, 401, wrong)).statusCode, 400, JSON.stringify(wrong));
});

test('the description of the API names the levels', async () => {
  const told = (await web.browser().get('/openapi.json')).json();
  const { requestBody } = told.paths['/api/v1/courts/{court}/cases/{case}/filings'].post;
  const field = requestBody.content['multipart/form-data'].schema.properties.filing;
  assert.deepEqual(field.contentSchema.properties.restriction.enum, [...FILING_LEVELS]);
});

test('the pages that take the papers and that show them before filing say who will be able to see them', async () => {
  const by = await web.signedOn('quill');
  const pagesOf = async (seq: number): Promise<string[]> => {
    const base = `/ecf/${COURT}/cases/1-26-cv-00${seq}`;
    await by.get(`${base}/file`);
    await by.post(`${base}/file`, { event: 'notice-other', go: 'next' });
    const draft = by.at.replace(/\/[a-z]+$/, '');
    await by.post(`${draft}/filers`, { filer: '1', go: 'next', rowVersion: '0' });
    const before = await by.get(`${draft}/documents`);
    await by.upload(`${draft}/documents`, { go: 'upload', rowVersion: '0' }, [
      { name: 'main', fileName: 'paper.pdf', bytes: pdf({ pages: 1 }) },
    ]);
    await by.post(`${draft}/text`, { words: 'of change', go: 'next', rowVersion: '0' });
    return [before.body, (await by.get(`${draft}/review`)).body];
  };
  for (const page of await pagesOf(401)) assert.match(page, /Everyone\. Whatever must be redacted/);
  for (const page of await pagesOf(402)) {
    assert.match(page, /everyone at the courthouse’s terminal/);
    assert.doesNotMatch(page, /Everyone\. Whatever/);
  }
});
