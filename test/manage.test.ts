/** A clerk manages a case by its pages: who may open a document, struck entries, links, judges, the record (spec/filing.md §9.4, §9.7). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { faultsOfOrder, type WrittenOrder } from '../src/court/access/check-restriction.ts';
import { restrictDocument } from '../src/court/access/restrict-document.ts';
import { verifyChains } from '../src/court/audit/verify-chains.ts';
import type { Receipt } from '../src/court/filing/model.ts';
import { CourtError } from '../src/kernel/errors.ts';
import type { CaseId, PersonId } from '../src/kernel/ids.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, said, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let counsel: TestPerson;
let opponent: TestPerson;
let carla: TestPerson;
let clerk: Browser;
let caseId: CaseId;
let receipt: Receipt;
const AT = `/ecf/${COURT}/cases/1-26-cv-00301`;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  counsel = await court.aPerson('quill', ['attorney'], { displayName: 'Nora Quill' });
  opponent = await court.aPerson('osei', ['attorney'], { displayName: 'Kwame Osei' });
  carla = await court.aPerson('carla', ['clerk'], { displayName: 'Carla Clerk' });
  await court.aPerson('cleared', ['sealed-clerk'], { displayName: 'Selma Clerk' });
  await court.aPerson('robin', ['judge'], { displayName: 'Robin Judge' });
  caseId = await court.aCase(301, counsel, opponent);
  await court.aCase(302, counsel);
  receipt = await court.files(counsel, caseId, motionToCompel(await court.uploads(counsel)));
  clerk = await web.signedOn('carla');
});
after(async () => {
  await web.end();
  await court.end();
});

/** Words of a page's main part, without markup. */
const documentAt = () => `${AT}/manage/documents/${receipt.documents[0]!.serial}`;
const order = { authority: 'Order 5', reason: 'a child is named' };

test('the case’s page leads clerks to it, and nobody else', async () => {
  assert.match((await clerk.get(AT)).body, /href="[^"]*\/manage"/);
  for (const who of ['quill', 'robin']) {
    const other = await web.signedOn(who);
    assert.doesNotMatch((await other.get(AT)).body, /\/manage/, who);
    const refused = await other.get(`${AT}/manage`);
    assert.equal(refused.statusCode, 403, who);
    assert.match(refused.body, /Security violation/);
  }
  assert.doesNotMatch((await web.browser().get(AT)).body, /\/manage/);
});

test('before a document is restricted the clerk reads who will still be able to open it, and then it is so', async () => {
  const menu = await clerk.get(`${AT}/manage/documents?number=1`);
  assert.ok(menu.body.includes(documentAt()));
  await clerk.get(documentAt());
  const asked = await clerk.post(documentAt(), { ...order, go: 'check', level: 'applicable-party', from: 'public' });
  assert.equal(asked.statusCode, 200, asked.body);
  assert.match(
    said(asked.body),
    /Who will be able to open it The court’s own users: clerks and judges ?\. Nora Quill, for Acme Corp\. Nobody else\./,
  );
  assert.doesNotMatch(said(asked.body), /Kwame Osei/);
  assert.equal((await court.owner.query('select 1 from sealed.restriction_act')).length, 0, 'nothing is done yet');
  const done = await clerk.post(documentAt(), { ...order, go: 'do', level: 'applicable-party', from: 'public' });
  assert.match(said(done.body), /It is done: who may open the document has changed\./);
  assert.match(said(done.body), /Carla Clerk Changed who may open a document of entry 1\./);
  assert.match(said(done.body), /03\/04\/2026 10:00 AM EST/, 'in the court’s zone, which is named');

  const page = `${AT}/documents/${receipt.documents[0]!.serial}`;
  assert.equal((await (await web.signedOn('quill')).get(page)).statusCode, 200);
  assert.equal((await (await web.signedOn('osei')).get(page)).statusCode, 403);
  const listed = await clerk.get(`${AT}/manage/documents`);
  assert.match(said(listed.body), /1 Applicable party No day set/);
});

test('what the clerk saw must still stand, a person named must be on the list, and a day is where it belongs', async () => {
  const { person } = opponent;
  for (const [fields, words] of [
    [{ ...order, level: 'court-only', from: 'public' }, /changed since you opened the page/],
    [{ level: 'court-only', from: 'applicable-party' }, /Say what allows or orders it\..*Give the reason\./],
    [{ ...order, level: 'selected-parties', from: 'applicable-party' }, /Tick who may open it\./],
    [
      { ...order, level: 'embargo', person: person!, from: 'applicable-party' },
      /Give the day on which the embargo ends/,
    ],
    [
      { ...order, level: 'embargo', person: person!, until: '03/04/2026', from: 'applicable-party' },
      /The day must be after today/,
    ],
    [{ ...order, level: 'sealed', until: '04/04/2026', from: 'applicable-party' }, /A day can be given for/],
  ] as const) {
    const refused = await clerk.post(documentAt(), { go: 'do', ...fields });
    assert.equal(refused.statusCode, 422, JSON.stringify(fields));
    assert.match(said(refused.body), words);
  }
  const stranger = { ...order, go: 'do', level: 'selected-parties', from: 'applicable-party' };
  const named = await clerk.post(documentAt(), { ...stranger, person: '019a0000-0000-7000-8000-000000000000' });
  assert.match(said(named.body), /Name persons from the list only/);
  const acts = await court.owner.query('select level from sealed.restriction_act');
  assert.deepEqual(acts, [{ level: 'applicable-party' }], 'nothing of this was done');
});

test('an embargo names persons and a day; they are ticked when the page is opened again', async () => {
  const wish = { ...order, level: 'embargo', person: opponent.person!, until: '04/04/2026', from: 'applicable-party' };
  const asked = await clerk.post(documentAt(), { ...wish, go: 'check' });
  assert.match(
    said(asked.body),
    /Kwame Osei, for Robin Baker Nobody else\. These can open it now and will not any more: Nora Quill/,
  );
  await clerk.post(documentAt(), { ...wish, go: 'do' });
  const again = await clerk.get(documentAt());
  assert.match(again.body, new RegExp(`value="${opponent.person}" checked`));
  assert.match(said(again.body), /Now Embargo, public from 04\/04\/2026/);
  assert.equal(
    (await (await web.signedOn('osei')).get(`${AT}/documents/${receipt.documents[0]!.serial}`)).statusCode,
    200,
  );
});

test('a clerk without clearance can seal a document, is told what that means, and cannot undo it', async () => {
  const wish = { ...order, level: 'sealed', from: 'embargo' };
  const asked = await clerk.post(documentAt(), { ...wish, go: 'check' });
  assert.match(said(asked.body), /You are not cleared for sealed matter/);
  await clerk.post(documentAt(), { ...wish, go: 'do' });
  assert.equal((await clerk.get(documentAt())).statusCode, 403);
  const open = { ...order, level: 'public', from: 'sealed' };
  assert.equal((await clerk.post(documentAt(), { ...open, go: 'do' })).statusCode, 403);
  const { serial } = receipt.documents[0]!;
  const undo = { ...order, court: COURT, caseId, serial, level: 'public', until: null, persons: [] } as const;
  await assert.rejects(
    restrictDocument(court.system.court, carla.actor, undo),
    (error) => error instanceof CourtError && error.code === 'program-refused',
    'nor by any other way',
  );
  await assert.rejects(restrictDocument(court.system.court, carla.actor, { ...undo, level: 'court-only' }));
  const cleared = await web.signedOn('cleared');
  await cleared.get(documentAt());
  assert.match(said((await cleared.post(documentAt(), { ...open, go: 'check' })).body), /becomes public at once/);
  await cleared.post(documentAt(), { ...open, go: 'do' });
  assert.equal((await web.browser().get(`${AT}/documents/${receipt.documents[0]!.serial}`)).statusCode, 200);
});

test('a struck entry keeps its words, struck, with what struck it, for everybody; its document is closed', async () => {
  const at = `${AT}/manage/entries/1`;
  assert.match((await clerk.post(at, { go: 'check', by: ' ', reason: 'r' })).body, /Say what strikes it/);
  const asked = await clerk.post(at, { go: 'check', by: 'Order 7', reason: 'scandalous' });
  assert.match(asked.body, /Stricken by Order 7<\/strong> <s>[\s\S]*MOTION to Compel[\s\S]*<\/s>/);
  const done = await clerk.post(at, { go: 'do', by: 'Order 7', reason: 'scandalous' });
  assert.match(said(done.body), /Carla Clerk Struck entry 1\. Stricken by Order 7\./);
  assert.doesNotMatch(done.body, /scandalous/);

  const reader = await web.signedOn('cleared');
  const docket = (await reader.get(`${AT}/docket`)).body;
  assert.match(docket, /<strong class="mark">Stricken by Order 7<\/strong> <s>[\s\S]*?MOTION to Compel[\s\S]*?<\/s>/);
  assert.match((await reader.get(`${AT}/documents/${receipt.documents[0]!.serial}`)).body, /Stricken by Order 7/);
  assert.equal(
    (await (await web.signedOn('quill')).get(`${AT}/documents/${receipt.documents[0]!.serial}`)).statusCode,
    403,
  );

  const restored = await clerk.post(at, { go: 'do', reason: 'Order 7 is vacated' });
  assert.match(said(restored.body), /Let entry 1 stand again, which had been stricken by Order 7/);
  assert.doesNotMatch((await reader.get(`${AT}/docket`)).body, /Stricken by/);
});

test('cases are tied and untied by number, and a reassignment shows the number before it is done', async () => {
  const links = `${AT}/manage/links`;
  assert.match(
    said((await clerk.post(links, { go: 'link', kind: 'lead', number: '26-301' })).body),
    /this case itself/,
  );
  assert.match(said((await clerk.post(links, { go: 'link', kind: 'lead', number: '26-999' })).body), /no public case/);
  const tied = await clerk.post(links, { go: 'link', kind: 'lead', number: '26-302' });
  assert.match(said(tied.body), /Tied the case to 1:26-cv-00302, its lead case/);
  assert.match(said((await clerk.get(`/ecf/${COURT}/cases/1-26-cv-00302`)).body), /Member case 1:26-cv-00301/);
  const untied = await clerk.post(links, { go: 'unlink', kind: 'lead', other: '1-26-cv-00302' });
  assert.match(said(untied.body), /Took away the link to 1:26-cv-00302/);

  const judges = `${AT}/manage/judges`;
  const wish = { role: 'presider', judge: 'Tobias F. Okonjo', from: '1:26-cv-00301' };
  const asked = said((await clerk.post(judges, { ...wish, go: 'check' })).body);
  assert.match(asked, /Number shown, now 1:26-cv-00301 Number shown, from today 1:26-cv-00301-TFO/);
  const done = said((await clerk.post(judges, { ...wish, go: 'do' })).body);
  assert.match(done, /Manage this case 1:26-cv-00301-TFO/);
  assert.match(done, /Assigned the case to District Judge Tobias F\. Okonjo \(before: nobody\)/);
  assert.match(
    said((await clerk.post(judges, { ...wish, go: 'do' })).body),
    /changed since you opened/,
    'a second click',
  );
  for (const side of ['pub', 'sealed'] as const)
    assert.deepEqual((await verifyChains(court.owner, side)).faults, [], `the chains of ${side} hold`);
});

test('what is missing in an order is said field by field, and a whole one has no fault', () => {
  const day = (text: string) => text as CivilDate;
  const [ann, bob] = ['a', 'b'] as PersonId[];
  const now = { level: 'public', today: day('2026-03-04'), nameable: [ann!] } as const;
  const whole: WrittenOrder = { level: 'court-only', until: null, persons: [], authority: 'Order 5', reason: 'r' };
  const fields = (change: Partial<WrittenOrder>) =>
    faultsOfOrder({ ...whole, ...change }, now).map((each) => each.field);
  assert.deepEqual(fields({}), []);
  assert.deepEqual(fields({ level: 'embargo', persons: [ann!], until: day('2026-03-05') }), []);
  assert.deepEqual(fields({ level: 'embargo', until: day('2026-03-05') }), [], 'an embargo may name nobody');
  assert.deepEqual(fields({ level: 'pending-redaction', until: day('2026-03-05') }), []);
  assert.deepEqual(fields({ level: null }), ['level']);
  assert.deepEqual(fields({ level: 'public' }), ['level']);
  assert.deepEqual(fields({ persons: [ann!] }), ['person']);
  assert.deepEqual(fields({ level: 'selected-parties', persons: [bob!] }), ['person']);
  assert.deepEqual(fields({ level: 'embargo', until: 'unreadable' }), ['until']);
  assert.deepEqual(fields({ until: day('2026-03-05') }), ['until']);
  assert.deepEqual(fields({ authority: ' ', reason: '' }), ['authority', 'reason']);
});
