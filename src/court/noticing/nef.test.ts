import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import { type CivilDate, instant, zone } from '../../kernel/time.ts';
import {
  caseLink,
  documentLink,
  documentNumberText,
  type Nef,
  type NefCase,
  oneLine,
  PAPER_HEADINGS,
  shownFileName,
  stampLines,
  withDocumentLinks,
} from './nef.ts';
import { readHtmlNotice, readTextNotice, WORDS_THAT_VOID_A_NOTICE } from './nef-client.fixture.ts';
import { nefHtml } from './nef-html.ts';
import { nefText } from './nef-text.ts';

const BASE = 'https://ecf.mad.uscourts.gov';
const STAMP = `[STAMP dcecfStamp_ID=1029851559 [Date=3/4/2025] [FileNumber=10000123-0] [${'0123456789abcdef'.repeat(8)}]]`;

const aCase = (changes: Partial<NefCase> = {}): NefCase => ({
  name: 'Smith v. Acme Corp. et al',
  number: '1:25-cv-10001-ABC-DEF',
  caseLink: caseLink(BASE, 280001 as CaseId),
  filers: ['Acme Corp.'],
  closedOn: null,
  document: {
    kind: 'document',
    number: 12,
    link: documentLink(BASE, '095110000042', 280001 as CaseId, 47 as EntrySeq, '95806321'),
  },
  docketText:
    'Assented to MOTION for Extension of Time to April 4, 2025 to Respond to [1] Complaint by Acme Corp.. (Attachments: # (1) Exhibit A)(Doe, Jane)',
  electronic: [
    { name: 'Jane Q. Doe', addresses: ['jdoe@example.com', 'docket@example.com'] },
    { name: 'José Peña, Jr.', addresses: ['jp@example.org'] },
  ],
  paper: [{ name: 'Max Muster', addressLines: ['12 Elm Street', 'Apt. 4', 'Boston, MA 02110'] }],
  ...changes,
});

const aNotice = (changes: Partial<Nef> = {}): Nef => ({
  court: {
    id: 'mad' as CourtId,
    nameLines: ['U.S. District Court', 'District of Massachusetts'],
    zone: zone('America/New_York'),
  },
  enteredBy: 'Doe, Jane',
  enteredAt: instant('2025-03-05T03:51:00Z'),
  filedOn: '2025-03-04' as CivilDate,
  eventShortName: 'Extension of Time',
  cases: [aCase()],
  files: [
    { description: 'Main Document', originalName: 'C:\\fakepath\\motion final.pdf', stamp: STAMP },
    { description: 'Exhibit A', originalName: null, stamp: STAMP },
  ],
  wording: { paperHeading: PAPER_HEADINGS[0], boldDocketText: true },
  ...changes,
});

const READ_BACK = {
  caseName: 'Smith v. Acme Corp. et al',
  docketNumber: '1:25-cv-10001-ABC-DEF',
  pacerCaseId: '280001',
  documentNumber: '12',
  documentUrl: `${BASE}/doc1/095110000042?caseid=280001&de_seq_num=47&magic_num=95806321`,
  docId: '095110000042',
  magic: '95806321',
  seq: '47',
  description: aCase().docketText,
};
const TOLD = [
  { name: 'Jane Q. Doe', addresses: ['jdoe@example.com', 'docket@example.com'] },
  { name: 'José Peña, Jr.', addresses: ['jp@example.org'] },
];

test('software that reads the HTML notice finds every field', () => {
  const read = readHtmlNotice(nefHtml(aNotice()));
  assert.deepEqual(read, { dateFiled: '3/4/2025', entries: [READ_BACK], recipients: TOLD, containsAttachments: true });
});

test('software that reads the plain-text notice finds every field', () => {
  const read = readTextNotice(nefText(aNotice()));
  assert.deepEqual(read, { dateFiled: '3/4/2025', entries: [READ_BACK], recipients: TOLD });
});

test('a court that does not print docket text in bold is read as well, and the text is not bold', () => {
  const body = nefHtml(aNotice({ wording: { paperHeading: PAPER_HEADINGS[3], boldDocketText: false } }));
  assert.equal(readHtmlNotice(body).entries[0]!.description, READ_BACK.description);
  assert.ok(!body.includes('#0000cc'));
});

test('the sentence names the filer, the court’s own time with its zone, and both dates; a court user is not named', () => {
  const sentence = 'was entered by Doe, Jane on 3/4/2025 at 10:51 PM EST and filed on 3/4/2025';
  for (const body of [nefHtml(aNotice()), nefText(aNotice())]) assert.ok(body.includes(sentence));
  const byTheCourt = nefText(aNotice({ enteredBy: null, cases: [aCase({ filers: [] })] }));
  assert.ok(byTheCourt.includes('transaction was entered on 3/4/2025 at 10:51 PM EST'));
  assert.match(byTheCourt, /^Filer:$/m);
});

test('the date filed is the one of the sentence: the words stand nowhere before it', () => {
  const late = aNotice({ enteredBy: 'Smith, Lee', filedOn: '2025-02-28' as CivilDate });
  assert.equal(readHtmlNotice(nefHtml(late)).dateFiled, '2/28/2025');
  assert.equal(readTextNotice(nefText(late)).dateFiled, '2/28/2025');
});

test('case titles of any kind come back as they are, and make no markup', () => {
  for (const name of [
    `O'Brien & Söhne "Ltd." <script>alert(1)</script> v. Côté`,
    '</td></tr></table><b>Notice has been electronically mailed to:</b> x@evil.example',
    'In re: 1,250 cartons =',
    `United States v. ${'Approximately One Hundred Sixty-Seven Pieces of '.repeat(30)}Jewelry`,
  ]) {
    const notice = aNotice({ cases: [aCase({ name, filers: [name] })] });
    const read = readHtmlNotice(nefHtml(notice));
    assert.equal(read.entries[0]!.caseName, oneLine(name));
    assert.deepEqual(read.recipients, TOLD);
    assert.ok(nefText(notice).includes(`\nCase Name: ${oneLine(name)}\n`));
  }
});

test('whatever anybody types, the reader gets title and docket text back on one line each', () => {
  const words = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => /[a-z]/i.test(text));
  fc.assert(
    fc.property(words, words, (name, docketText) => {
      const spaced = { name: `${name}\r\nBcc: x`, docketText: `${docketText}=\n.` };
      const [entry] = readHtmlNotice(nefHtml(aNotice({ cases: [aCase(spaced)] }))).entries;
      assert.equal(entry!.caseName, oneLine(spaced.name));
      assert.equal(entry!.description, oneLine(spaced.docketText));
    }),
    { seed: 20250304, numRuns: 100 },
  );
});

test('a title cannot begin a line of its own in the plain notice', () => {
  const title = 'Smith\nDocument Number: 99\u2028Docket Text:\u0085x\r\nJane\vevil@example.com';
  const lines = nefText(aNotice({ cases: [aCase({ name: title, filers: [title] })] })).split(
    /[\n\v\f\r\u0085\u2028\u2029]/,
  );
  assert.deepEqual(
    lines.filter((line) => /^(Document Number|Docket Text):/.test(line)),
    ['Document Number: 12', 'Docket Text:'],
  );
  assert.equal(lines.filter((line) => line.startsWith('evil')).length, 0);
});

test('an entry without a document says so, numbered or not, and has no link', () => {
  for (const [number, printed, found] of [
    [45, '45(No document attached)', '45'],
    [null, 'No document attached', null],
  ] as const) {
    const notice = aNotice({ cases: [aCase({ document: { kind: 'none', number } })], files: [] });
    const read = readHtmlNotice(nefHtml(notice));
    assert.equal(documentNumberText({ kind: 'none', number }), printed);
    assert.equal(read.entries[0]!.documentNumber, found);
    assert.equal(read.entries[0]!.documentUrl, null);
    assert.equal(read.entries[0]!.pacerCaseId, '280001', 'from the link of the case');
    assert.equal(read.containsAttachments, false);
    assert.ok(!nefText(notice).includes('Copy the URL'));
  }
  const unnumbered = aCase({ document: { kind: 'document', number: null, link: `${BASE}/doc1/095110000042` } });
  assert.equal(readHtmlNotice(nefHtml(aNotice({ cases: [unnumbered] }))).entries[0]!.documentNumber, null);
});

test('a filing spread over two cases is told in both, and a postal address does not run into the next name', () => {
  const other = aCase({
    name: 'In re Widgets',
    number: '1:25-md-02999-ABC',
    caseLink: caseLink(BASE, 280777 as CaseId),
    document: {
      kind: 'document',
      number: 7,
      link: documentLink(BASE, '095110000042', 280777 as CaseId, 9 as EntrySeq, null),
    },
    electronic: [{ name: 'Lee Smith', addresses: ['ls@example.com'] }],
    paper: [],
  });
  const notice = aNotice({ cases: [aCase(), other] });
  const read = readHtmlNotice(nefHtml(notice));
  assert.deepEqual(
    read.entries.map((each) => [each.docketNumber, each.documentNumber, each.pacerCaseId, each.magic]),
    [
      ['1:25-cv-10001-ABC-DEF', '12', '280001', '95806321'],
      ['1:25-md-02999-ABC', '7', '280777', null],
    ],
  );
  assert.deepEqual(read.recipients, [...TOLD, { name: 'Lee Smith', addresses: ['ls@example.com'] }]);
  assert.equal(nefText(notice).split('Case Name:').length, 3);
});

test('three hundred counsel are all listed, and those on paper under the court’s heading with their addresses', () => {
  const many = Array.from({ length: 300 }, (_, n) => ({ name: `Counsel ${n}`, addresses: [`c${n}@example.com`] }));
  const notice = aNotice({ cases: [aCase({ electronic: many })] });
  assert.deepEqual(readHtmlNotice(nefHtml(notice)).recipients, many);
  assert.deepEqual(readTextNotice(nefText(notice)).recipients, many);
  for (const body of [nefHtml(notice), nefText(notice)]) {
    assert.match(
      body,
      /1:25-cv-10001-ABC-DEF Notice has been delivered by other means to:[\s\S]*Max Muster[\s\S]*12 Elm Street[\s\S]*02110/,
    );
  }
});

test('a closed case is warned of between filer and document number', () => {
  const notice = aNotice({ cases: [aCase({ closedOn: '2025-01-09' as CivilDate })] });
  for (const body of [nefHtml(notice), nefText(notice)]) {
    assert.match(body, /Acme Corp\.[\s\S]*WARNING: CASE CLOSED on 01\/09\/2025[\s\S]*Document Number:/);
  }
});

test('documents show their description, a file name without folders, and the whole stamp', () => {
  const html = nefHtml(aNotice());
  assert.ok(!html.includes('fakepath'));
  assert.match(html, /<strong>Original filename:<\/strong>motion final\.pdf<br>/);
  assert.match(html, /<strong>Original filename:<\/strong>n\/a<br>/);
  assert.ok(html.replaceAll('<wbr>', '').includes(STAMP), 'copied from the page it is the stamp');
  assert.equal(stampLines(STAMP).join(''), STAMP);
  assert.ok(stampLines(STAMP).every((line) => line.length <= 71));
  assert.equal(shownFileName('/home/jane/secret plan/x.pdf'), 'x.pdf');
});

test('every recipient gets a link of their own; nobody else’s free look is in it', () => {
  const mine = withDocumentLinks(
    aNotice(),
    () => `${BASE}/doc1/095110000042?caseid=280001&de_seq_num=47&magic_num=11112222`,
  );
  assert.equal(readHtmlNotice(nefHtml(mine)).entries[0]!.magic, '11112222');
  for (const body of [nefHtml(mine), nefText(mine)]) assert.ok(!body.includes('95806321'));
  assert.throws(() => documentLink(BASE, '0951', 1 as CaseId, 1 as EntrySeq, '12&use_magic=1'), TypeError);
});

test('our own words are none of those that make readers throw a notice away', () => {
  for (const body of [nefHtml(aNotice()), nefText(aNotice())]) {
    for (const words of WORDS_THAT_VOID_A_NOTICE) assert.ok(!body.toLowerCase().includes(words.toLowerCase()), words);
  }
});
