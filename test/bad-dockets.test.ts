/** Docket files as nobody should write them, through the import and onto the pages: a clear answer, text as text, nothing lost. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { aLongDocket } from '../bench/long-docket.ts';
import type { DocketFile, FileParty } from '../src/court/cases/docket-file.ts';
import { aDocket, aDocketEntry, aParty, QUILL } from '../src/court/cases/fictional-docket.ts';
import { type ImportOutcome, importDocket } from '../src/court/cases/import-docket.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { readCourtFacts } from '../src/court/settings/model.ts';
import { escapeHtml } from '../src/kernel/html.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { pdf } from './support/pdfs.ts';
import { aTestCourt, type TestCourt } from './support/system.ts';
import { aWebCourt, type Browser, rowVersionOf, type WebCourt } from './support/web.ts';

const LONG = process.env.OPENECF_LONG === '1';
const MB = 1024 * 1024;
const facts = readCourtFacts(readFileSync('courts/facts.csv', 'utf8'));

let court: TestCourt;
let web: WebCourt;
/** Looks without charge. */
let clerk: Browser;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  await court.aPerson('clerk', ['clerk']);
  clerk = web.browser();
  await clerk.signOn('clerk');
});
after(async () => {
  await web.end();
  await court.end();
});

function take(docket: unknown): Promise<ImportOutcome> {
  const { clock, random, log, court: login } = court.system.court;
  const written = typeof docket === 'string' ? docket : JSON.stringify(docket);
  return importDocket({ court: login, clock, random, log, enqueue: enqueueJob, facts }, written, 'bad.json');
}

/** A docket of the court with number `1:26-cv-<seq>`. */
const numbered = (seq: number, changes: Partial<DocketFile> = {}): DocketFile =>
  aDocket({ court_id: 'olyd', docket_number: `1:26-cv-${String(seq).padStart(5, '0')}`, ...changes });
const caseAt = (seq: number): string => `/ecf/olyd/cases/1-26-cv-${String(seq).padStart(5, '0')}`;

async function page(browser: Browser, address: string): Promise<string> {
  const answer = await browser.get(address);
  assert.equal(answer.statusCode, 200, `${address}: ${answer.body.slice(0, 500)}`);
  assert.match(answer.body.slice(-20), /<\/html>\s*$/, address);
  return answer.body;
}

const refusedAt = (outcome: ImportOutcome): string => (typeof outcome === 'string' ? outcome : outcome.refused.where);
const day = (text: string): CivilDate => text as CivilDate;

test('days that were never meant are refused by name or shown as they are, an end before the beginning too', async () => {
  assert.equal(refusedAt(await take(numbered(1, { date_filed: day('0001-01-01') }))), 'date_filed');
  assert.equal(refusedAt(await take(numbered(1, { date_terminated: day('2026-02-30') }))), 'date_terminated');
  const entries = ['1789-09-24', '9999-12-31'].map((date, n) =>
    aDocketEntry({
      date_filed: day(date),
      date_entered: day(date),
      document_number: String(n + 1),
      pacer_doc_id: null,
      pacer_seq_no: null,
      description: `NOTICE of ${date}`,
    }),
  );
  const absurd = numbered(1, {
    date_filed: day('9999-12-31'),
    date_terminated: day('1789-01-01'),
    docket_entries: entries,
  });
  assert.equal(await take(absurd), 'taken');
  const shown = await page(clerk, caseAt(1));
  assert.match(shown, /12\/31\/9999/);
  assert.match(shown, /01\/01\/1789/);
  const docket = await page(clerk, `${caseAt(1)}/docket?order=newest-first`);
  assert.ok(docket.indexOf('NOTICE of 9999-12-31') < docket.indexOf('NOTICE of 1789-09-24'));
  const part = await page(clerk, `${caseAt(1)}/docket?filedFrom=12/31/9999`);
  assert.ok(part.includes('NOTICE of 9999-12-31') && !part.includes('NOTICE of 1789-09-24'));
});

test(`a docket of ${LONG ? '100,000' : '20,000'} entries is taken in, and its page is sent as it is read, whole`, async (t) => {
  const entries = LONG ? 100_000 : 20_000;
  const written = JSON.stringify({ ...aLongDocket(entries, 500), court_id: 'olyd' });
  const heap = process.memoryUsage.rss();
  const began = performance.now();
  assert.equal(await take(written), 'taken');
  const seconds = (performance.now() - began) / 1000;
  const more = (process.memoryUsage.rss() - heap) / MB;
  t.diagnostic(
    `${(written.length / MB).toFixed(0)} MB taken in ${seconds.toFixed(1)} s, ${more.toFixed(0)} MB more held`,
  );
  assert.equal(await take(written), 'unchanged');

  await web.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = web.app.server.address() as AddressInfo;
  const asked = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}${caseAt(500)}/docket`, {
    headers: { cookie: `NextGenCSO=${clerk.cookies.get('NextGenCSO')}` },
  });
  let [first, rows, bytes, end] = [0, 0, 0, ''];
  for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
    first ||= performance.now() - asked;
    bytes += piece.length;
    // a row's beginning may be cut in two
    const seen = end + piece;
    rows += seen.split('<tr id="entry-').length - 1;
    end = seen.slice(-13);
  }
  const total = performance.now() - asked;
  t.diagnostic(`page of ${(bytes / MB).toFixed(0)} MB: first byte ${first.toFixed(0)} ms, last ${total.toFixed(0)} ms`);
  assert.equal(rows, entries);
  assert.match(end, /<\/html>\s*$/);
  assert.ok(first < total / 2, `the first byte came after ${first} of ${total} ms`);
});

test('5,000 parties, each with counsel, are all on the docket and can all be chosen from', async (t) => {
  const parties = Array.from({ length: 5_000 }, (_, n) =>
    aParty({
      type: n % 2 === 0 ? 'Plaintiff' : 'Defendant',
      name: `Party No. ${n + 1} of Many`,
      attorneys: [{ ...QUILL, name: `Counsel No. ${n + 1}`, contact: `${n + 1} Lantern Street\n` }],
    }),
  );
  const began = performance.now();
  assert.equal(await take(numbered(5, { parties })), 'taken');
  t.diagnostic(`taken in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  assert.match(await page(clerk, caseAt(5)), /Parties<\/dt>\s*<dd>5,?000/);
  const docket = await page(clerk, `${caseAt(5)}/docket`);
  assert.equal(new Set(docket.match(/Party No\. \d+ of Many/g)).size, 5_000);
  assert.equal(new Set(docket.match(/Counsel No\. \d+/g)).size, 5_000);
  const filer = web.browser();
  await filer.signOn('jane.doe');
  await filer.get(`${caseAt(5)}/file`);
  const choice = await filer.post(`${caseAt(5)}/file`, { event: 'notice-other', go: 'next' });
  assert.match(filer.at, /\/filers$/);
  const rows = (body: string) => body.match(/name="filer" value="\d+"/g)?.length ?? 0;
  assert.equal(rows(choice.body), 200, 'no page shows more than can be read');
  assert.match(choice.body, /4,800 more: type a part of the name/);
  const at = filer.at;
  for (const n of [1, 2_345, 5_000]) {
    const found = await filer.post(at, { find: `no. ${n} OF many`, shown: '', go: 'filter' });
    assert.equal(/name="filer" value="(\d+)"/.exec(found.body)?.[1], String(n), 'each is found by its name, and first');
    assert.ok(rows(found.body) <= 200);
  }
  await filer.post(at, { group: ['Plaintiff', 'Defendant'], shown: '', go: 'next' });
  const [draft] = await court.owner.query<{ filers: number[]; associate: object[] }>(
    `select answers->'filers' as filers, answers->'associate' as associate from pub.draft where draft_id = $1::uuid`,
    [at.split('/').at(-2)!],
  );
  assert.deepEqual(
    draft!.filers,
    Array.from({ length: 5_000 }, (_, n) => n + 1),
    'all of them can be chosen at once',
  );
  assert.equal(draft!.associate.length, 5_000);
});

const NAMES = [
  'شركة ميناء كارفر المحدودة',
  'חברת נמל קארבר בע"מ',
  '卡弗港航运有限公司',
  'Κώστας Ωμέγα',
  '⚓️👩🏽‍⚖️🏴󠁧󠁢󠁳󠁣󠁴󠁿 Ferry',
  `Z${'\u0301\u0323\u0334'.repeat(40)}algo`,
  'Pell\u202Egnihtemos\u202C \u2066isolated\u2069',
  'e\u0301 and \u00e9',
  `Long ${'name '.repeat(2_000)}`.trim(),
  'Unbroken'.repeat(1_250),
];

test('names in any script, and of 10,000 characters, are shown to the letter and found', async () => {
  const parties: FileParty[] = NAMES.map((name) => aParty({ name, attorneys: [{ ...QUILL, name }] }));
  const text = 'A very long word: '.concat('x'.repeat(10_000));
  const entries = NAMES.concat(text).map((name, n) =>
    aDocketEntry({ document_number: String(n + 1), pacer_doc_id: null, pacer_seq_no: null, description: name }),
  );
  const docket = numbered(6, { case_name: NAMES[0]!, parties, docket_entries: entries, assigned_to_str: NAMES[1]! });
  assert.equal(await take(docket), 'taken');
  const shown = await page(clerk, `${caseAt(6)}/docket`);
  for (const name of [...NAMES, text]) assert.ok(shown.includes(escapeHtml(name)), name.slice(0, 40));
  for (const name of NAMES) {
    const found = await page(clerk, `/ecf/olyd/search?q=${encodeURIComponent(name.slice(0, 60).trim())}`);
    assert.ok(found.includes('1:26-cv-00006'), `found by ${name.slice(0, 40)}`);
  }
});

/** What must be read and never obeyed; `where` says in which field it stood. */
const markup = (where: string): string =>
  `${where} <script>alert(1)</script><img src=x onerror="alert(1)"></title></textarea></td><!-- \${7*7} {{7*7}} <%= 7*7 %> &lt;b&gt;`;

/** No sign of the markup got through as markup, and that of each field can be read. */
function shownAsText(body: string, fields: readonly string[], on: string): void {
  assert.doesNotMatch(body, /<script>|<img|<\/title><|<\/textarea><\/td>|<!--| 49 /, on);
  for (const field of fields) assert.ok(body.includes(escapeHtml(markup(field))), `${on}: ${field} can be read`);
}

function allMarkup(): DocketFile {
  const attorneys = [{ name: markup('counsel'), contact: `${markup('contact')}\n`, roles: [markup('role')] }];
  const criminal_data = {
    complaints: [{ name: markup('complaint'), disposition: markup('complaint-disposition') }],
    counts: [{ name: markup('count'), disposition: markup('disposition'), status: markup('status') }],
    highest_offense_level_opening: markup('level-opening'),
    highest_offense_level_terminated: markup('level-terminated'),
  };
  const extra_info = `${markup('party-text')}\nalso known as\n${markup('alias')}`;
  return numbered(7, {
    case_name: markup('title'),
    assigned_to_str: markup('presider'),
    referred_to_str: markup('referral'),
    cause: markup('cause'),
    demand: markup('demand'),
    jurisdiction: markup('jurisdiction'),
    jury_demand: markup('jury'),
    nature_of_suit: markup('nature'),
    mdl_status: markup('mdl'),
    federal_dn_judge_initials_assigned: '<b>',
    parties: [
      aParty({ name: markup('party'), type: markup('party-role'), extra_info, attorneys, criminal_data }),
      aParty({ name: 'Harbor Lines, Inc.', type: 'Defendant' }),
    ],
    docket_entries: [
      aDocketEntry({
        description: `MOTION ${markup('entry')}`,
        document_number: '1',
        attachments: [
          { attachment_number: 1, description: markup('attachment'), pacer_doc_id: null, pacer_seq_no: null },
        ],
      }),
      aDocketEntry({
        description: markup('label'),
        document_number: '<b>2</b>',
        pacer_doc_id: null,
        pacer_seq_no: null,
      }),
    ],
  });
}

test('markup in any field of a docket is text on every page that shows it', async () => {
  assert.equal(await take(allMarkup()), 'taken');
  const header = ['title', 'presider', 'referral', 'cause', 'demand', 'jurisdiction', 'jury', 'nature'];
  shownAsText(await page(clerk, caseAt(7)), header, 'case');
  const parties = ['party', 'party-role', 'party-text', 'alias', 'counsel', 'contact', 'role'];
  shownAsText(await page(clerk, `${caseAt(7)}/docket`), [...header, ...parties, 'entry', 'label'], 'docket');
  shownAsText(await page(clerk, '/ecf/olyd/search?q=1:26-cv-00007'), ['title'], 'search by number');
  shownAsText(await page(clerk, '/ecf/olyd/search?q=alias'), ['alias'], 'search by name');
  shownAsText(await page(clerk, `/search?q=${encodeURIComponent('<script>alert(1)</script>')}`), [], 'search of all');
});

test('markup of a docket is text in the wizard, the notice and the document page too', async () => {
  const filer = web.browser();
  await filer.signOn('jane.doe');
  const at = caseAt(7);
  shownAsText(await page(filer, `${at}/file`), ['title'], 'choice of the event');
  let step = await filer.post(`${at}/file`, { event: 'motion', go: 'next' });
  shownAsText(step.body, ['title', 'party'], 'filers');
  const forParty = { filer: '1', associate: '1', notice: '1' };
  step = await filer.post(filer.at, { ...forParty, go: 'next', rowVersion: rowVersionOf(step.body) });
  step = await filer.upload(
    filer.at,
    { go: 'upload', category: 'Exhibit', description: markup('letter'), rowVersion: '0' },
    [
      { name: 'main', fileName: '<img src=x>.pdf', bytes: pdf({ pages: 1 }) },
      { name: 'attachment', fileName: 'exhibit.pdf', bytes: pdf({ pages: 1 }) },
    ],
  );
  shownAsText(step.body, ['title', 'letter'], 'documents');
  step = await filer.upload(filer.at, { go: 'next', rowVersion: '0' }, []);
  step = await filer.post(filer.at, { relief: 'compel', go: 'next', rowVersion: '0' });
  assert.match(filer.at, /\/references$/);
  shownAsText(step.body, ['title', 'entry'], 'references');
  step = await filer.post(filer.at, { go: 'next', rowVersion: '0' });
  step = await filer.post(filer.at, { words: markup('words'), go: 'next', rowVersion: '0' });
  assert.match(filer.at, /\/review$/);
  shownAsText(step.body, ['title', 'party', 'words'], 'review');
  const key = /name="key" value="([^"]+)"/.exec(step.body)![1]!;
  const filed = await filer.post(filer.at, { key, rowVersion: rowVersionOf(step.body), go: 'file' });
  assert.match(filed.body, /Filed as number 2/);
  shownAsText(filed.body, ['title', 'party', 'words'], 'notice');
  const docket = await page(clerk, `${at}/docket`);
  const document = /href="([^"]+\/documents\/\d+)"/.exec(docket)![1]!;
  shownAsText(await page(clerk, document), ['title', 'words', 'letter'], 'document');
});

test('two dockets with one number become one case, with what both say', async () => {
  const entry = (n: string, description: string) =>
    aDocketEntry({ document_number: n, description, pacer_doc_id: null, pacer_seq_no: null });
  const one = numbered(8, { docket_entries: [entry('1', 'COMPLAINT of the first file')] });
  const other = numbered(8, {
    case_name: 'Another Title v. Nobody',
    parties: [aParty({ name: 'Another Party' })],
    docket_entries: [entry('1', 'COMPLAINT of the second file')],
  });
  assert.deepEqual([await take(one), await take(other), await take(one)], ['taken', 'taken', 'unchanged']);
  const cases = await court.owner.query(`select 1 from pub.case_record where court_id = 'olyd' and seq = 8`);
  assert.equal(cases.length, 1);
  const docket = await page(clerk, `${caseAt(8)}/docket`);
  for (const words of ['of the first file', 'of the second file', 'Another Party', 'Ruth A. Pell', 'Pell v. Harbor'])
    assert.ok(docket.includes(words), words);
});

test('what is no text, no docket, or nested without end is refused by its place, and nothing is written', async () => {
  const stands = () => court.owner.query('select count(*) as n from pub.case_record');
  const before = await stands();
  const deep = (inner: string) => `${'['.repeat(500_000)}${inner}${']'.repeat(500_000)}`;
  const refused: [string, string, unknown][] = [
    ['a NUL in a title', 'case_name', numbered(9, { case_name: 'Pell \u0000 v. Harbor' })],
    ['half a character', 'parties[0].name', numbered(9, { parties: [aParty({ name: 'Pell \ud83d' })] })],
    [
      'half a character in a text',
      'docket_entries[0].description',
      numbered(9, { docket_entries: [aDocketEntry({ description: '\udc00' })] }),
    ],
    ['brackets half a million deep', 'line 1', deep('')],
    ['brackets that never close', 'line 1', '['.repeat(1_000_000)],
    [
      'a deep field',
      'case_name',
      JSON.stringify(numbered(9)).replace(/"case_name":"[^"]*"/, `"case_name":${deep('1')}`),
    ],
    ['__proto__', '__proto__', JSON.stringify(numbered(9)).replace('{', '{"__proto__":{"court_id":"dcd"},')],
    ['a number that is none', 'docket_number', numbered(9, { docket_number: '1:26-cv-9999999999999' })],
  ];
  for (const [what, where, docket] of refused) assert.equal(refusedAt(await take(docket)), where, what);
  assert.deepEqual(await stands(), before);
});

test('a docket of 50 MB is taken in within bounds, and can be read', async (t) => {
  const heap = process.memoryUsage.rss();
  const description = 'ORDER '.concat('of the court, at length. '.repeat(40_000));
  const entries = Array.from({ length: 50 }, (_, n) =>
    aDocketEntry({ document_number: String(n + 1), pacer_doc_id: null, pacer_seq_no: null, description }),
  );
  const written = JSON.stringify(numbered(10, { docket_entries: entries }));
  assert.ok(written.length > 49_000_000);
  const began = performance.now();
  assert.equal(await take(written), 'taken');
  const seconds = (performance.now() - began) / 1000;
  const more = (process.memoryUsage.rss() - heap) / MB;
  t.diagnostic(`taken in ${seconds.toFixed(1)} s, ${more.toFixed(0)} MB more held`);
  assert.ok(more < 900, `${more} MB more are held`);
  const docket = await page(clerk, `${caseAt(10)}/docket`);
  assert.equal(docket.split('<tr id="entry-').length - 1, 50);
});
