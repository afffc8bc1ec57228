/**
 * The filing desk's pages about people, step by step: the participant tree, whole sides, new filers, looking for a name before a party
 * is made of it, aliases, corporate parents, counsel of others.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemActor } from '../src/court/access/actor.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { type NewParty, recordCase } from '../src/court/cases/record-case.ts';
import { recordSealedCase } from '../src/court/cases/record-sealed-case.ts';
import type { CaseId } from '../src/kernel/ids.ts';
import { systemRandom } from '../src/kernel/random.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { pdf } from './support/pdfs.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, multipart, rowVersionOf, said, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let lawyer: TestPerson;
let defence: TestPerson;
let seq = 700;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  defence = await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' });
  await court.aPerson('sue.lake', ['attorney'], { displayName: 'Sue Lake' });
  await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
});
after(async () => {
  await web.end();
  await court.end();
});

const writing = () => ({ clock: court.clock, random: systemRandom, enqueue: enqueueJob });

/** A case with these parties, and its address. */
async function aCaseOf(parties: readonly NewParty[]): Promise<{ id: CaseId; at: string }> {
  const n = ++seq;
  const id = await court.system.court.court.transaction((tx) =>
    recordCase(tx, writing(), systemActor('test'), {
      court: COURT,
      number: { office: '1', yy: '26', type: 'cv', seq: n },
      title: `Acme Corp. v. Baker ${n}`,
      filedOn: '2026-01-05' as CivilDate,
      presider: null,
      referral: null,
      parties,
    }),
  );
  return { id, at: `/ecf/olyd/cases/1-26-cv-${String(n).padStart(5, '0')}` };
}
const by = (who: TestPerson) => [{ person: who.person!, lead: true, notice: true }];
const usual = (): NewParty[] => [
  {
    role: 'Plaintiff',
    name: 'Acme Corp.',
    aliases: [{ kind: 'doing business as', name: 'Acme Anvils' }],
    affiliates: [{ kind: 'Corporate Parent', name: 'Bensco, Inc.' }],
    counsel: by(lawyer),
  },
  { role: 'Defendant', name: 'Robin Baker', counsel: by(defence) },
  { role: 'Defendant', name: 'Sam Poe', counsel: [] },
];

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
const stepAt = (browser: Browser, to: string): string => browser.at.replace(/[^/]+$/, to);
const uploaded = (browser: Browser) =>
  browser.upload(stepAt(browser, 'documents'), { go: 'next', rowVersion: '0' }, [
    { name: 'main', fileName: 'paper.pdf', bytes: pdf({}) },
  ]);
const file = async (browser: Browser, review: string) => {
  const key = /name="key" value="([^"]+)"/.exec(review)![1]!;
  return browser.post(stepAt(browser, 'review'), { key, rowVersion: rowVersionOf(review), go: 'file' });
};
const answersAt = async (browser: Browser) => {
  const id = /drafts\/([^/]+)/.exec(browser.at)![1]!;
  const [row] = await court.owner.query<{ answers: Record<string, unknown> }>(
    'select answers from pub.draft where draft_id = $1::uuid',
    [id],
  );
  return row!.answers as { filers: number[]; associate: object[]; newParties: { name: string }[] };
};
const lines = async (sql: string, ...values: (string | number | null)[]) =>
  (await court.owner.query<{ line: string }>(sql, values)).map((row) => row.line);

test('the tree shows each party with its other names, its parent and its counsel; nothing in it is sent', async () => {
  const { at } = await aCaseOf(usual());
  const browser = await signedOn('jane.doe');
  const page = await begin(browser, at, 'motion');
  assert.equal(step(browser), 'filers');
  const tree = /<aside class="party-tree"[\s\S]*?<\/aside>/.exec(page.body)![0];
  assert.match(
    said(tree),
    /Plaintiff \(1\).*Acme Corp\..*doing business as Acme Anvils.*Corporate Parent Bensco, Inc\..*Counsel: Jane Doe lead attorney/,
  );
  assert.match(said(tree), /Defendant \(2\).*Robin Baker.*Counsel: Dana Defence.*Sam Poe/);
  assert.doesNotMatch(tree, /<input|<select|name="/);
  assert.equal(tree.match(/<details/g)?.length, 4, 'two roles and the two parties that have something below them');
});

test('a whole side is ticked at once and named, without those who have left; unticked, one of them stays out', async () => {
  const { id, at } = await aCaseOf([
    { role: 'Plaintiff', name: 'Acme Corp.', counsel: [] },
    { role: 'Defendant', name: 'Robin Baker', counsel: by(defence) },
    { role: 'Defendant', name: 'Gone Corp.', terminatedOn: '2026-02-01' as CivilDate, counsel: [] },
    { role: 'Defendant', name: 'Sam Poe', counsel: [] },
  ]);
  const browser = await signedOn('dana.defence');
  const page = await begin(browser, at, 'motion');
  assert.match(page.body, /All Defendants \(2\)/);
  assert.doesNotMatch(page.body, /All Plaintiffs/, 'one is no group');
  await browser.post(browser.at, { group: 'Defendant', shown: '1-4', find: '', go: 'next' });
  assert.deepEqual((await answersAt(browser)).filers, [2, 4]);
  assert.deepEqual((await answersAt(browser)).associate, [{ partyNo: 4, lead: false, notice: true }]);
  await uploaded(browser);
  await browser.post(stepAt(browser, 'details'), { relief: 'dismiss', go: 'next' });
  const review = await browser.get(stepAt(browser, 'review'));
  assert.match(said(review.body), /MOTION to Dismiss by Robin Baker, Sam Poe/);
  assert.doesNotMatch(said(review.body), /MOTION to Dismiss by.*(All Defendants|Gone Corp)/);
  await file(browser, review.body);
  assert.deepEqual(
    await lines(
      `select party_no || ' ' || lead || ' ' || notice as line from pub.association where case_id = $1 and person_id = $2::uuid order by 1`,
      id,
      defence.person,
    ),
    ['2 true true', '4 false true'],
  );
});

test('by program a group is expanded when it is filed', async () => {
  const { id } = await aCaseOf([
    { role: 'Plaintiff', name: 'Acme Corp.', counsel: by(lawyer) },
    { role: 'Plaintiff', name: 'Bolt LLC', counsel: by(lawyer) },
    { role: 'Defendant', name: 'Robin Baker', counsel: by(defence) },
  ]);
  const receipt = await court.files(lawyer, id, {
    event: 'motion',
    filerGroups: ['Plaintiff'],
    reliefs: [{ code: 'compel' }],
    documents: { main: await court.uploads(lawyer) },
  });
  assert.deepEqual(receipt.filers, ['Acme Corp.', 'Bolt LLC']);
  assert.match(receipt.text, /by Acme Corp\., Bolt LLC\./);
});

test('in a long list a word narrows, however it is spelled; what is ticked and not shown stays ticked', async () => {
  const names = Array.from({ length: 450 }, (_, n) => `Filler ${String.fromCharCode(65 + (n % 26))}${n} LLC`);
  const { at } = await aCaseOf([
    ...names.map((name) => ({ role: 'Plaintiff', name, counsel: [] })),
    { role: 'Defendant', name: 'José Peña', aliases: [{ kind: 'also known as', name: 'O’Neill' }], counsel: [] },
  ]);
  const browser = await signedOn('jane.doe');
  const rows = (body: string) => body.match(/name="filer"/g)?.length ?? 0;
  let page = await begin(browser, at, 'motion');
  assert.equal(rows(page.body), 200);
  assert.match(said(page.body), /451 parties in this case\. 251 more: type a part of the name to see them\./);
  const shown = (body: string) => /name="shown" value="([^"]*)"/.exec(body)![1]!;
  page = await browser.post(browser.at, {
    filer: ['3', '7'],
    shown: shown(page.body),
    find: 'JOSE pena',
    go: 'filter',
  });
  assert.equal(rows(page.body), 3, 'those ticked, and him');
  assert.match(page.body, /José Peña/);
  page = await browser.post(browser.at, { filer: ['7', '451'], shown: shown(page.body), find: 'oneill', go: 'filter' });
  assert.deepEqual(
    (await answersAt(browser)).filers,
    [7, 451],
    'what was shown and is not ticked any more is not chosen',
  );
  assert.equal(rows(page.body), 2);
  await browser.post(browser.at, { filer: '451', shown: '451', find: '', go: 'next' });
  assert.deepEqual((await answersAt(browser)).filers, [7, 451], 'number 7 was not on that page');
  page = await browser.post(stepAt(browser, 'filers'), { group: 'Plaintiff', filer: '451', shown: '451', go: 'next' });
  assert.equal((await answersAt(browser)).filers.length, 451);
  page = await browser.get(stepAt(browser, 'filers'));
  assert.equal(rows(page.body), 200, 'of hundreds chosen no more are shown either');
  assert.match(said(page.body), /251 parties chosen and not shown stay chosen/);
});

test('somebody who is not in the case files in it, and is in it from then on', async () => {
  const { id, at } = await aCaseOf(usual());
  const browser = await signedOn('sue.lake');
  await begin(browser, at, 'motion');
  let page = await browser.post(browser.at, { go: 'new-filer' });
  assert.equal(step(browser), 'parties');
  assert.match(page.body, /<option value="Movant"/);
  page = await browser.post(browser.at, {
    name: 'Harbor Trust',
    kind: 'organization',
    role: 'Movant',
    as: 'filer',
    go: 'add',
  });
  assert.match(said(page.body), /Added by this filing \(1\) Harbor Trust Movant, an organization/);
  page = await browser.post(browser.at, { go: 'next' });
  assert.equal(step(browser), 'filers');
  assert.match(said(page.body), /Filed on behalf of the parties whom it adds: Harbor Trust, Movant/);
  await browser.post(browser.at, { go: 'next' });
  await uploaded(browser);
  await browser.post(stepAt(browser, 'details'), { relief: 'intervene', go: 'next' });
  const review = await browser.get(stepAt(browser, 'review'));
  assert.match(said(review.body), /MOTION to Intervene by Harbor Trust/);
  await file(browser, review.body);
  assert.deepEqual(
    await lines(`select role || ' ' || name as line from pub.party where case_id = $1 and party_no > 3`, id),
    ['Movant Harbor Trust'],
  );
  const outsider = {
    event: 'voluntary-dismissal',
    newParties: [{ role: 'Movant', name: 'Nobody', as: 'filer' }],
    endedParties: [2],
  };
  await assert.rejects(
    court.files(lawyer, id, { ...outsider, documents: { main: await court.uploads(lawyer) } }),
    /request-malformed/,
    'only plaintiffs file that',
  );
});

test('a name is looked for before a party is made of it; what is taken over is its spelling and what it is, and no address', async () => {
  await aCaseOf([
    {
      role: 'Plaintiff',
      name: 'Penélope O’Hara-Núñez',
      proSe: true,
      address: '9 Hidden Lane, Port Carver',
      counsel: [],
    },
    {
      role: 'Defendant',
      name: 'Quill & Feather, Inc.',
      aliases: [{ kind: 'formerly known as', name: 'Goose Works' }],
      counsel: [],
    },
  ]);
  const { id, at } = await aCaseOf(usual());
  const browser = await signedOn('jane.doe');
  await begin(browser, at, 'amended-complaint');
  const typed = { role: 'Defendant', as: 'against', kind: 'person' };
  let page = await browser.post(browser.at, { ...typed, name: 'penelope OHARA nunez', go: 'add' });
  assert.equal(page.statusCode, 200);
  assert.match(said(page.body), /Is it one of these\?.*Penélope O’Hara-Núñez in 1 case of this court.*None of these/);
  assert.doesNotMatch(page.body, /Hidden Lane/);
  assert.deepEqual((await answersAt(browser)).newParties, [], 'nobody is added before the question is answered');
  const field = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  page = await browser.post(browser.at, {
    ...{
      ...typed,
      name: 'penelope OHARA nunez',
      looked: field(page.body, 'looked'),
      found: field(page.body, 'found'),
      go: 'add',
    },
  });
  assert.match(said(page.body), /Added by this filing \(1\) Penélope O’Hara-Núñez/);
  page = await browser.post(browser.at, { ...typed, name: 'goose works', kind: 'organization', go: 'look' });
  assert.match(
    said(page.body),
    /Quill & Feather, Inc\. found as Goose Works; in 1 case|Quill &amp; Feather, Inc\. found as Goose Works; in 1 case/,
  );
  page = await browser.post(browser.at, { ...typed, name: 'xy', go: 'look' });
  assert.match(said(page.body), /No party of this court’s public cases is called “ ?xy ?”/);
  page = await browser.post(browser.at, { ...typed, name: 'Brand New Name', go: 'add' });
  assert.match(said(page.body), /Added by this filing \(2\)/, 'who is not known is added at once');
  page = await browser.post(browser.at, { ...typed, kind: 'organization', name: 'ACME Corporation', go: 'next' });
  assert.equal(page.statusCode, 422);
  assert.match(
    said(page.body),
    /Is ACME Corporation the same\?.*Yes: Acme Corp\., Plaintiff/,
    'near names of the case are asked about',
  );
  page = await browser.post(browser.at, { 'same-2': 'nobody', go: 'next' });
  assert.equal(step(browser), 'filers');
  assert.equal((await court.owner.query('select 1 from pub.party where case_id = $1', [id])).length, 3);
});

test('names of sealed cases are never found, in two worlds alike; those of Rule 5.2(c) cases by who takes part in them, and by the court', async () => {
  const asked = async (loginId: string, name: string) => {
    const browser = await signedOn(loginId);
    const { at } = await aCaseOf(usual());
    await begin(browser, at, loginId === 'carla.clerk' ? 'update-parties' : 'amended-complaint');
    const page = await browser.post(browser.at, { role: 'Defendant', name, go: 'look' });
    return said(page.body)
      .replaceAll(/\d{5}|Baker \d+/g, 'N')
      .replaceAll(/\d+:\d\d [AP]M/g, 'T')
      .replaceAll(/content="[^"]*"/g, '');
  };
  const before = await asked('sue.lake', 'Zebulon Whisper');
  await court.system.court.vault.transaction((tx) =>
    recordSealedCase(tx, writing(), systemActor('test'), {
      court: COURT,
      mode: 'under-seal',
      ...{ authority: '31 U.S.C. 3730(b)(2)', reason: 'qui tam' },
      number: { office: '1', yy: '26', type: 'cv', seq: 8801 },
      title: 'Sealed v. Sealed',
      filedOn: '2026-01-05' as CivilDate,
      presider: null,
      referral: null,
      parties: [
        {
          ...{ role: 'Plaintiff', name: 'Zebulon Whisper', counsel: by(lawyer) },
          aliases: [{ kind: 'also known as', name: 'Zebulon Whisperer' }],
          affiliates: [{ kind: 'Corporate Parent', name: 'Zebulon Whisper Holdings' }],
        },
      ],
    }),
  );
  assert.equal(await asked('sue.lake', 'Zebulon Whisper'), before);
  assert.match(before, /No party of this court’s public cases is called/);
  for (const who of ['jane.doe', 'carla.clerk'])
    assert.match(await asked(who, 'Zebulon Whisper'), /No party of this court’s public cases is called/, who);
  const { id } = await aCaseOf([{ role: 'Plaintiff', name: 'Wilhelmina Claimant', counsel: by(lawyer) }]);
  await court.owner.query(
    `update pub.case_record set nature_of_suit = '863 Social Security: DIWC/DIWW' where case_id = $1`,
    [id],
  );
  assert.match(await asked('sue.lake', 'wilhelmina claimant'), /No party of this court’s public cases/);
  assert.match(await asked('jane.doe', 'wilhelmina claimant'), /Wilhelmina Claimant in 1 case/);
  assert.match(await asked('carla.clerk', 'wilhelmina claimant'), /Wilhelmina Claimant in 1 case/);
});

test('a new party is changed, gets other names and loses them, and a pasted list adds many', async () => {
  const { id, at } = await aCaseOf(usual());
  const browser = await signedOn('jane.doe');
  await begin(browser, at, 'amended-complaint');
  const typed = { role: 'Defendant', as: 'against', kind: 'person' };
  await browser.post(browser.at, {
    ...{ ...typed, name: 'Moss', first: 'Iris', middle: 'K.', generation: 'III', title: 'Dr.', go: 'add' },
    ...{ underKind: 'also known as', underName: 'Iris  Fern' },
  });
  let page = await browser.post(browser.at, { go: 'edit-0' });
  assert.match(page.body, /name="first" type="text" value="Iris"/);
  assert.match(page.body, /name="editing" value="0"/);
  page = await browser.post(browser.at, {
    ...typed,
    editing: '0',
    name: 'Moss',
    first: 'Ivy',
    text: 'a baker',
    go: 'add',
  });
  assert.match(said(page.body), /Added by this filing \(1\) Ivy Moss .*a baker.*also known as Iris Fern/);
  await browser.post(browser.at, { 'underKind-0': 'doing business as', 'underName-0': 'Moss Bread', go: 'under-0' });
  page = await browser.post(browser.at, { go: 'drop-0-0' });
  assert.doesNotMatch(page.body, /Iris Fern/);
  page = await browser.post(browser.at, {
    ...typed,
    kind: 'organization',
    many: 'Ash LLC\r\n\r\nBirch LLC\r\nAsh LLC\r\n',
    go: 'add-many',
  });
  assert.match(said(page.body), /Added by this filing \(3\)/);
  assert.match(page.body, /<option value="Defendant" selected>/, 'the next one is likely what the last was');
  page = await browser.post(browser.at, { go: 'remove-1' });
  assert.doesNotMatch(page.body, /Ash LLC/);
  page = await browser.post(browser.at, {
    aliasParty: '2',
    aliasKind: 'formerly known as',
    aliasName: 'Robin Cook',
    go: 'alias',
  });
  assert.match(said(page.body), /Robin Baker , formerly known as Robin Cook/);
  await browser.post(browser.at, { go: 'next' });
  await browser.post(browser.at, { filer: '1', go: 'next' });
  await uploaded(browser);
  await browser.post(stepAt(browser, 'details'), { 'p-against': ['2', '3'], go: 'next' });
  const review = await browser.get(stepAt(browser, 'review'));
  assert.match(said(review.body), /Robin Baker has on the docket, below its name: formerly known as Robin Cook\./);
  await file(browser, review.body);
  assert.deepEqual(
    await lines(
      `select concat_ws(' ', party_no, kind, name) as line from pub.party_alias where case_id = $1 and party_no > 1 order by 1`,
      id,
    ),
    ['2 formerly known as Robin Cook', '4 doing business as Moss Bread'],
  );
  assert.deepEqual(
    await lines(
      `select concat_ws(' ', party_no, name, last_name, first_name) as line from pub.party where case_id = $1 and party_no > 3 order by 1`,
      id,
    ),
    ['4 Ivy Moss Moss Ivy', '5 Birch LLC'],
  );
  const clerk = await signedOn('carla.clerk');
  const docket = await clerk.get(`${at}/docket`);
  assert.match(docket.body, /<i>doing business as<\/i><br><bdi>Moss Bread<\/bdi>/);
});

test('a disclosure statement puts parents on the docket, for one filer or for several at once; search and file have them', async () => {
  const { id, at } = await aCaseOf([
    { role: 'Plaintiff', name: 'Acme Corp.', counsel: by(lawyer) },
    { role: 'Plaintiff', name: 'Acme East LLC', counsel: by(lawyer) },
    { role: 'Defendant', name: 'Robin Baker', counsel: by(defence) },
  ]);
  const browser = await signedOn('jane.doe');
  await begin(browser, at, 'corporate-disclosure');
  await browser.post(browser.at, { filer: ['1', '2'], go: 'next' });
  assert.equal(step(browser), 'affiliates');
  let page = await browser.post(browser.at, { go: 'next' });
  assert.equal(page.statusCode, 422);
  assert.match(page.body, /does not say to whom the party belongs\. Acme Corp\./);
  await browser.post(browser.at, {
    affiliate: 'Xanadu Holdings plc',
    kind: 'Corporate Parent',
    of: ['1', '2'],
    go: 'add',
  });
  page = await browser.post(browser.at, { affiliate: 'Wrong Ltd', kind: 'Other Affiliate', of: '1', go: 'add' });
  page = await browser.post(browser.at, { go: 'remove-2' });
  assert.doesNotMatch(page.body, /Wrong Ltd/);
  await browser.post(browser.at, { go: 'next' });
  await uploaded(browser);
  const review = await browser.get(stepAt(browser, 'review'));
  assert.match(
    said(review.body),
    /CORPORATE DISCLOSURE STATEMENT by Acme Corp\., Acme East LLC identifying Corporate Parent Xanadu Holdings plc for Acme Corp\., Acme East LLC\./,
  );
  await file(browser, review.body);
  assert.deepEqual(
    await lines(
      `select concat_ws(' ', party_no, n, kind, name) as line from pub.party_affiliate where case_id = $1 order by 1`,
      id,
    ),
    ['1 1 Corporate Parent Xanadu Holdings plc', '2 1 Corporate Parent Xanadu Holdings plc'],
  );
  const clerk = await signedOn('carla.clerk');
  assert.match((await clerk.get(`${at}/docket`)).body, /<i>Corporate Parent<\/i><br><bdi>Xanadu Holdings plc<\/bdi>/);
  assert.match(
    said((await clerk.get('/ecf/olyd/search?q=xanadu')).body),
    /Xanadu Holdings plc, Corporate Parent of Acme Corp\./,
  );
});

test('counsel of another party joins: it is named, its consent is on the receipt, and nobody appears by it', async () => {
  const { id, at } = await aCaseOf(usual());
  const browser = await signedOn('jane.doe');
  let page = await begin(browser, at, 'motion');
  assert.match(said(page.body), /Each attorney enters his or her own appearance, with his or her own login/);
  assert.match(page.body, new RegExp(`href="${at}/file\\?event=appearance"`));
  const value = /name="joint" value="([^"]+)"/.exec(page.body)![1]!;
  assert.match(said(page.body), /Dana Defence , for Robin Baker/);
  page = await browser.post(browser.at, { filer: '1', joint: value, go: 'next' });
  assert.equal(page.statusCode, 422);
  assert.match(page.body, /You have not said that those who join have consented/);
  await browser.post(browser.at, { filer: '1', joint: value, consent: '1', go: 'next' });
  await uploaded(browser);
  await browser.post(stepAt(browser, 'details'), { relief: 'extension-of-time', go: 'next' });
  const review = await browser.get(stepAt(browser, 'review'));
  assert.match(said(review.body), /by Acme Corp\., Robin Baker/);
  assert.match(said(review.body), /Dana Defence joins in it for Robin Baker: you state that he or she has consented/);
  await file(browser, review.body);
  const [row] = await court.owner.query<{ agreed: object; filers: string[] }>(
    `select receipt->'agreed' as agreed, receipt->'filers' as filers from pub.filing
     where filing_id in (select filing_id from pub.docket_entry where case_id = $1)`,
    [id],
  );
  assert.deepEqual(row, {
    agreed: [{ name: 'Dana Defence', parties: ['Robin Baker'] }],
    filers: ['Acme Corp.', 'Robin Baker'],
  });
  assert.equal((await court.owner.query('select 1 from pub.association where case_id = $1', [id])).length, 2);
  const wish = { event: 'motion', filers: [1], reliefs: [{ code: 'compel' }], jointConsent: true };
  const send = async (more: object) =>
    court.files(lawyer, id, { ...wish, ...more, documents: { main: await court.uploads(lawyer) } });
  await assert.rejects(send({ jointWith: [{ person: defence.person, parties: [3] }] }), /appearance-not-here/);
  await assert.rejects(send({ jointWith: [{ person: defence.person, parties: [1] }] }), /request-malformed/);
  await assert.rejects(send({ jointWith: [{ person: lawyer.person, parties: [1] }] }), /request-malformed/);
});

test('the court puts a registered attorney on the docket; an attorney cannot do it for another', async () => {
  const { id, at } = await aCaseOf(usual());
  const clerk = await signedOn('carla.clerk');
  await begin(clerk, at, 'update-attorneys');
  assert.equal(step(clerk), 'counsel');
  let page = await clerk.post(clerk.at, { attorney: 'LAKE', go: 'look' });
  const person = /name="person" value="([^"]+)"/.exec(page.body)![1]!;
  assert.match(said(page.body), /Sue Lake/);
  page = await clerk.post(clerk.at, { person, for: '3', lead: '1', notice: '1', go: 'add' });
  assert.match(said(page.body), /Sue Lake, for Sam Poe, lead attorney/);
  const value = /name="counsel" value="(2:[^"]+)"/.exec(page.body)![1]!;
  await clerk.post(clerk.at, { counsel: value, go: 'next' });
  const review = await clerk.post(stepAt(clerk, 'text'), { words: 'As ordered.', go: 'next' });
  assert.match(
    said(review.body),
    /Attorneys added or terminated\. Attorney Lake, Sue added to party Sam Poe\(pty:dft\)\./,
  );
  assert.match(said(review.body), /Sue Lake appears for Sam Poe from now on\./);
  await file(clerk, review.body);
  assert.deepEqual(
    await lines(
      `select concat_ws(' ', a.party_no, p.display_name, a.lead, a.to_on) as line from pub.association a join pub.court_person p using (court_id, person_id)
       where case_id = $1 order by 1`,
      id,
    ),
    ['1 Jane Doe t', '2 Dana Defence t 2026-03-04', '3 Sue Lake t'],
  );
  const two = await aCaseOf([
    { role: 'Plaintiff', name: 'Acme Corp.', counsel: [...by(lawyer), ...by(defence)] },
    { role: 'Defendant', name: 'Robin Baker', counsel: [] },
  ]);
  const newCounsel = [{ partyNo: 1, person }];
  const wish = { event: 'substitution-of-counsel', filers: [1], prompts: { successor: 'Sue Lake' }, newCounsel };
  await assert.rejects(
    court.files(lawyer, two.id, {
      ...wish,
      endedCounsel: [{ partyNo: 1, person: lawyer.person! }],
      documents: { main: await court.uploads(lawyer) },
    }),
    /own-appearance/,
  );
  await assert.rejects(
    court.files(lawyer, two.id, {
      event: 'motion',
      filers: [1],
      reliefs: [{ code: 'compel' }],
      newCounsel,
      documents: { main: await court.uploads(lawyer) },
    }),
    /request-malformed/,
  );
});

test('names in any script are kept whole and composed; marks that turn the direction of writing go', async () => {
  const { id, at } = await aCaseOf(usual());
  const names = {
    hebrew: 'שָׁרוֹן כהן',
    arabic: 'محمد علي',
    persian: 'می‌خواهم رضا',
    devanagari: 'श्री क्‍षितिज शर्मा',
    combining: 'Jose\u0301 Nu\u0308n\u0303ez'.normalize('NFD'),
    vietnamese: 'Nguyễn Thị Hồng',
    disguised: 'Acme \u202egro.live\u202c Fund\u2066\u200b',
  };
  const filing = {
    event: 'amended-complaint',
    filers: [1],
    prompts: { against: [2] },
    newParties: Object.values(names).map((name) => ({ role: 'Defendant', name, as: 'against' })),
    documents: { main: 'paper' },
  };
  const browser = await signedOn('jane.doe');
  const { payload, type } = multipart({ filing: JSON.stringify(filing) }, [
    { name: 'paper', fileName: 'p.pdf', bytes: pdf({}) },
  ]);
  const sent = await web.app.inject({
    method: 'POST',
    url: `/api/v1/courts/olyd/cases/${at.split('/').at(-1)}/filings`,
    headers: {
      'content-type': type,
      'idempotency-key': `scripts-${id}`,
      'x-next-gen-cso': browser.cookies.get('NextGenCSO')!,
    },
    payload,
  });
  assert.equal(sent.statusCode, 201, sent.body);
  const kept = await lines(
    'select name as line from pub.party where case_id = $1 and party_no > 3 order by party_no',
    id,
  );
  const { disguised: _, ...whole } = names;
  assert.deepEqual(kept, [...Object.values(whole).map((name) => name.normalize('NFC')), 'Acme gro.live Fund']);
  const clerk = await signedOn('carla.clerk');
  const docket = await clerk.get(`${at}/docket`);
  for (const name of kept) assert.ok(docket.body.includes(`<bdi><strong>${name}</strong></bdi>`), name);
  const found = await browser.get(`/ecf/olyd/search?q=${encodeURIComponent('محمد')}`);
  assert.match(found.body, /محمد علي/);
});
