/** The docket sheet, its price, its documents and its receipt. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CourtId, EntrySeq } from '../../../kernel/ids.ts';
import { cents } from '../../../kernel/money.ts';
import { docketFoot, docketHead, docketRows, sheetTitle } from './docket.ts';
import { partiesAndCounsel } from './docket-parties.ts';
import { docketPricePage } from './docket-price.ts';
import { documentPage } from './document.ts';
import { receiptTable } from './receipt.ts';
import { aDocument, anEntry, anonymousContext, aParty, day, header, signedOnContext } from './views.fixture.ts';

const BASE = '/ecf/dcx/cases/1-26-cv-00142';
const rows = (...entries: Parameters<typeof docketRows>[1]): string => String(docketRows(BASE, entries));

test('a row has its date, a number that opens the document, its text and the day it was entered', () => {
  const row = rows(anEntry({ documents: [aDocument(77, 0, 14)] }));
  assert.match(row, /<tr id="entry-8"/);
  assert.match(row, /<td>03\/04\/2026<\/td>/);
  assert.match(row, /<a href="\/ecf\/dcx\/cases\/1-26-cv-00142\/documents\/77" aria-label="7, open, 14 pages">7<\/a>/);
  assert.match(row, /MOTION to Compel by Ana Rivera\. \(Entered: 03\/05\/2026\)/);
});

test('an entry that says itself when it was entered says it once', () => {
  const row = rows(anEntry({ text: 'ORDER. (Entered: 03/05/2026)' }));
  assert.equal(row.match(/Entered:/g)?.length, 1);
});

test('of a sealed entry the public sees its number and two words', () => {
  const row = rows({ kind: 'sealed-placeholder', docNo: 9 });
  assert.equal(
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    '9 SEALED ENTRY',
  );
  assert.ok(!row.includes('id='));
});

test('what only court users see, and what is sealed, says so in words', () => {
  assert.match(rows(anEntry({ restricted: 'court-only' })), /COURT USERS ONLY/);
  assert.match(rows(anEntry({ restricted: 'sealed' })), />SEALED</);
  assert.ok(!/SEALED|COURT USERS/.test(rows(anEntry())));
});

test('a document that the record names but this server lacks is said to be missing, and has no link', () => {
  const row = rows(anEntry({ documents: [aDocument(77, 0, null)] }));
  assert.match(row, /Document not available here/);
  assert.ok(!row.includes('<a '));
  const half = rows(anEntry({ documents: [aDocument(77, 0, 3), aDocument(78, 2, null)] }));
  assert.match(half, /Not available here: # 2/);
});

test('the sheet goes out in pieces that make one document', () => {
  const view = {
    options: { order: 'oldest-first', withParties: true },
    courtLines: ['United States District Court'],
    mayFile: false,
    otherForms: [],
    defendants: [],
  } as const;
  const head = String(docketHead(signedOnContext, header, [], view));
  assert.match(head, /CIVIL DOCKET FOR CASE #: 1:26-cv-00142-ABC/);
  assert.match(
    head,
    /<th scope="col">Date Filed<\/th>.*<th scope="col">Docket Text<\/th><\/tr><\/thead>\s*<tbody>\s*$/s,
  );
  const foot = String(docketFoot(signedOnContext, { rows: 2, receipt: null }));
  assert.match(foot, /^<\/tbody><\/table>/);
  assert.match(foot, /2 entries/);
  const two = rows(anEntry(), anEntry({ seq: 9 as EntrySeq }));
  assert.equal(two, rows(anEntry()) + rows(anEntry({ seq: 9 as EntrySeq })));
});

test('an address of counsel is printed once, and V. stands between the sides', () => {
  const block = String(
    partiesAndCounsel([
      aParty(1, 'Plaintiff', 'Ana Rivera'),
      aParty(2, 'Plaintiff', 'Marcus Lund'),
      aParty(3, 'Defendant', 'Tate'),
      aParty(4, 'Defendant', 'HFL'),
    ]),
  );
  assert.equal(block.match(/Whitfield LLP/g)?.length, 1);
  assert.equal(block.match(/\(See above for address\)/g)?.length, 3);
  assert.equal(block.match(/>V\.</g)?.length, 1);
  assert.ok(
    block.indexOf('Marcus Lund') < block.indexOf('>V.<') && block.indexOf('>V.<') < block.indexOf('>Defendant<'),
  );
  assert.match(block, /LEAD ATTORNEY<br>ATTORNEY TO BE NOTICED<br>Designation: Retained/);
});

const sheetView = {
  options: { order: 'oldest-first', withParties: true },
  courtLines: ['United States District Court'],
  mayFile: false,
  otherForms: [],
  defendants: [],
} as const;
/** The words of a page in order, one space between them. */
const wordsOf = (page: unknown): string =>
  String(page)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('a sheet names its kind: civil, criminal, MDL, and the Court of International Trade by name', () => {
  const titled = (type: string, court = header.court) =>
    sheetTitle({ ...header, court, number: { ...header.number, type } }).split(' FOR')[0];
  assert.deepEqual(
    ['cv', 'mc', 'cr', 'mj', 'po', 'md', 'gj'].map((type) => titled(type)),
    ['CIVIL DOCKET', 'CIVIL DOCKET', 'CRIMINAL DOCKET', 'CRIMINAL DOCKET', 'CRIMINAL DOCKET', 'MDL DOCKET', 'DOCKET'],
  );
  assert.equal(titled('cv', 'cit' as CourtId), 'CIT DOCKET');
});

test('a criminal sheet has each defendant with counsel, counts, offense levels and complaints, and the plaintiff last', () => {
  const blank = { pendingCounts: [], terminatedCounts: [], complaints: [], offenseOpening: '', offenseTerminated: '' };
  const tate = {
    number: 1,
    pendingCounts: [{ label: '18:371; CONSPIRACY (1)', disposition: 'custody 24 months' }],
    terminatedCounts: [{ label: '18:1001 <b>(2)', disposition: 'dismissed' }],
    complaints: [],
    offenseOpening: 'Felony',
    offenseTerminated: 'None',
  };
  const block = wordsOf(
    partiesAndCounsel([
      aParty(1, 'Plaintiff', 'USA'),
      aParty(2, 'Defendant', 'Ezra Holt', { defendant: { ...blank, number: 2 } }),
      aParty(3, 'Defendant', 'Owen Tate', { defendant: tate }),
      aParty(4, 'Material Witness', 'Rosa Vale'),
    ]),
  );
  let at = -1;
  for (const words of [
    'Defendant (1)',
    'Owen Tate',
    'Dana Whitfield',
    'Pending Counts Disposition 18:371; CONSPIRACY (1) custody 24 months',
    'Highest Offense Level (Opening) Felony',
    'Terminated Counts Disposition 18:1001 &lt;b&gt;(2) dismissed',
    'Highest Offense Level (Terminated) None',
    'Complaints Disposition None',
    'Defendant (2)',
    'Ezra Holt',
    'Pending Counts Disposition None',
    'Highest Offense Level (Opening) None',
    'Material Witness',
    'Rosa Vale',
    'Plaintiff',
    'USA',
  ]) {
    const next = block.indexOf(words, at + 1);
    assert.ok(next > at, words);
    at = next;
  }
  assert.ok(!block.includes(' V. '));
});

test('other cases stand under today’s numbers, those of this court as links; a court’s own lines and MDL status too', () => {
  const sheet = String(
    docketHead(
      signedOnContext,
      {
        ...header,
        mdlStatus: 'Transferee',
        links: [
          { kind: 'other-court', words: 'Ninth Circuit, 26-17235', number: null },
          { kind: 'lead', words: '1:26-cv-00009-XYZ', number: { office: '1', yy: '26', type: 'cv', seq: 9 } },
          { kind: 'mj-to-cr', words: '1:26-mj-00117-JFM', number: null },
        ],
        lines: [{ label: 'Product Description', value: 'Ball bearings' }],
      },
      [],
      sheetView,
    ),
  );
  assert.match(sheet, /Lead case:<\/dt> <dd><a href="\/ecf\/dcx\/cases\/1-26-cv-00009">1:26-cv-00009-XYZ<\/a>/);
  const words = wordsOf(sheet);
  assert.match(words, /MDL status: Transferee Product Description: Ball bearings Lead case: 1:26-cv-00009-XYZ/);
  assert.match(words, /Magistrate judge case number: 1:26-mj-00117-JFM Case in other court: Ninth Circuit, 26-17235/);
});

test('the price stands before the button, and the button sends the cents that were seen', () => {
  const page = String(
    docketPricePage(signedOnContext, {
      header,
      options: { order: 'newest-first', withParties: false, filedFrom: day('2026-02-01') },
      price: { kind: 'charged', pages: 12, amount: cents(120), capped: false },
      errors: [],
    }),
  );
  assert.match(page, /To view this docket sheet: <strong>12 pages, \$1\.20<\/strong>/);
  const form = /<form method="post"[\s\S]*?<\/form>/.exec(page.slice(page.indexOf('class="price"')))?.[0] ?? '';
  assert.match(form, /name="accepted" value="120"/);
  assert.match(form, /name="filedFrom" value="02\/01\/2026"/);
  assert.match(form, /View docket/);
});

test('a document’s page asks for its price, nothing for one already bought, and opens nothing that is not held', () => {
  const view = (selected: number) => ({
    summary: header,
    entry: { seq: 8, number: '7', filedOn: day('2026-03-04'), words: 'MOTION', strickenBy: null },
    documents: [
      {
        document: aDocument(1, 0, 14),
        price: { kind: 'charged', pages: 14, amount: cents(140), capped: false } as const,
        boughtUntil: null,
      },
      {
        document: aDocument(2, 1, 2),
        price: { kind: 'charged', pages: 2, amount: cents(20), capped: false } as const,
        boughtUntil: '11/22/2026 4:06 PM EST',
      },
      { document: aDocument(3, 2, null), price: null, boughtUntil: null },
    ],
    selected,
    restriction: null,
    mayManage: false,
  });
  const first = String(documentPage(signedOnContext, view(1)));
  assert.match(first, /To view this document: <strong>14 pages, \$1\.40/);
  assert.match(first, /documents\/1\/view"[\s\S]*?name="accepted" value="140"/);
  const bought = String(documentPage(signedOnContext, view(2)));
  assert.match(bought, /without charge until 11\/22\/2026 4:06 PM EST/);
  assert.match(bought, /name="accepted" value="0"/);
  const missing = String(documentPage(signedOnContext, view(3)));
  assert.match(missing, /not available here/);
  assert.ok(!missing.includes('View document'));
});

test('who has not signed on is led to do so, and back', () => {
  const page = String(
    documentPage(
      { ...anonymousContext, path: '/ecf/dcx/x?a=1&b=2' },
      {
        summary: header,
        entry: { seq: 8, number: '7', filedOn: day('2026-03-04'), words: 'M', strickenBy: null },
        documents: [{ document: aDocument(1, 0, 2), price: null, boughtUntil: null }],
        selected: 1,
        restriction: null,
        mayManage: false,
      },
    ),
  );
  assert.match(page, /href="\/sign-on\?returnTo=%2Fecf%2Fdcx%2Fx%3Fa%3D1%26b%3D2"/);
  assert.ok(!page.includes('View document'));
});

test('a receipt has PACER’s labels, to the letter', () => {
  const table = String(
    receiptTable({
      at: '11/22/2026 14:05:11',
      login: 'dw',
      clientCode: 'HF',
      description: 'Docket Report',
      criteriaLabel: 'Search Criteria',
      criteria: '1:26-cv-00142',
      pages: 12,
      cost: cents(120),
      note: null,
    }),
  );
  const labels = [...table.matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map((found) => found[1]);
  assert.deepEqual(labels, [
    'PACER Login:',
    'Client Code:',
    'Description:',
    'Search Criteria:',
    'Billable Pages:',
    'Cost:',
  ]);
  assert.match(table, /PACER Service Center[\s\S]*Transaction Receipt[\s\S]*11\/22\/2026 14:05:11/);
  assert.match(table, />1\.20</);
});
