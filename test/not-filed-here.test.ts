/** Papers that are not filed here, and who must file electronically (spec/filing.md §14.1 items 17, 30, 44, 54, 56). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verifyChains } from '../src/court/audit/verify-chains.ts';
import { recordExemption } from '../src/court/filing/exemptions.ts';
import { CourtError } from '../src/kernel/errors.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, said, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let quill: TestPerson;
let clerk: Browser;
const AT = `/ecf/${COURT}/cases/1-26-cv-00801`;
const EXEMPTIONS = `/ecf/${COURT}/exemptions`;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  quill = await court.aPerson('quill', ['attorney'], { displayName: 'Nora Quill' });
  await court.aPerson('carla', ['clerk'], { displayName: 'Carla Clerk' });
  await court.aCase(801, quill);
  clerk = await web.signedOn('carla');
});
after(async () => {
  await web.end();
  await court.end();
});

test('the finder and the wizard stop a paper that is not filed here, and say where it goes', async () => {
  const anybody = web.browser();
  const found = async (typed: string) =>
    said((await anybody.get(`/ecf/${COURT}/find?q=${encodeURIComponent(typed)}`)).body);
  const stopped = await found('mediation brief');
  assert.match(stopped, /This is not filed here: Mediation papers\s?\. Send them to the mediator/);
  assert.doesNotMatch(stopped, /What to file/);
  const both = await found('motion for extension of time for mediation brief');
  assert.match(both, /This is not filed here: Mediation papers/);
  assert.match(both, /What to file .*Motion/, 'a motion about it is found');
  assert.doesNotMatch(await found('motion to compel'), /not filed here/);

  const attorney = await web.signedOn('quill');
  const inWizard = await attorney.get(`${AT}/file?find=${encodeURIComponent('thumb drive')}`);
  assert.match(said(inWizard.body), /0 events Warning: This is not filed here: Physical exhibits and recordings/);
  assert.doesNotMatch(inWizard.body, /name="event"/);
  const listed = said((await anybody.get(`/ecf/${COURT}/not-filed`)).body);
  for (const name of ['Mediation papers', 'Classified documents', 'Highly sensitive documents', 'Courtesy copies'])
    assert.ok(listed.includes(name), name);
});

test('the court says what is mandatory, and a clerk who dockets the paper of somebody who must file electronically is told', async () => {
  const home = said((await web.browser().get(`/ecf/${COURT}`)).body);
  assert.match(home, /Filing electronically is mandatory for attorneys \(Local Rule 5\.4\)\./);
  assert.doesNotMatch(home, /Paying online|Opening cases/, 'what the court does not ask for is not said');

  const review = async () => {
    await clerk.get(`${AT}/file`);
    await clerk.post(`${AT}/file`, { event: 'notice-other', go: 'next' });
    const draft = clerk.at.replace(/\/[a-z]+$/, '');
    await clerk.post(`${draft}/filers`, { filer: '1', go: 'next', rowVersion: '1' });
    await clerk.get(`${draft}/documents`);
    const main = { name: 'main', fileName: 'a.pdf', bytes: (await import('./support/pdfs.ts')).pdf({ pages: 1 }) };
    await clerk.upload(`${draft}/documents`, { go: 'next', rowVersion: '2' }, [main]);
    const page = said((await clerk.get(`${draft}/review`)).body);
    assert.match(page, /NOTICE/, page);
    return page;
  };
  const warned = /Nora Quill must file electronically in this court \(Local Rule 5\.4\), and no exemption is recorded/;
  assert.match(await review(), warned);

  const search = await clerk.post(EXEMPTIONS, { go: 'find', name: 'quil' });
  assert.match(said(search.body), /Who is exempt\? Nora Quill/);
  const wish = { go: 'record', name: 'quil', person: quill.person!, what: 'filing', from: '03/01/2026' };
  for (const [fields, words] of [
    [wish, /Say what order or rule allows it\. Give the reason\./],
    [{ ...wish, person: '', authority: 'Order 3', reason: 'r' }, /Choose who is exempt/],
    [{ ...wish, authority: 'Order 3', reason: 'r', until: '03/01/2026' }, /must be after the first/],
    [{ ...wish, authority: 'Order 3', reason: 'r', from: 'x' }, /Give the day from which it holds/],
  ] as const) {
    const refused = await clerk.post(EXEMPTIONS, fields);
    assert.equal(refused.statusCode, 422);
    assert.match(said(refused.body), words);
  }
  const other = { ...wish, what: 'onlinePayment', authority: 'Order 2', reason: 'no card' };
  await clerk.post(EXEMPTIONS, other);
  assert.match(await review(), warned, 'an exemption from paying online is none from filing');
  await clerk.post(EXEMPTIONS, { ...wish, from: '04/01/2026', authority: 'Order 4', reason: 'later' });
  assert.match(await review(), warned, 'its day has not come');
  const done = await clerk.post(EXEMPTIONS, { ...wish, authority: 'Order 3', reason: 'no computer' });
  assert.match(said(done.body), /The exemption is recorded.*Nora Quill Filing electronically 03\/01\/2026 Order 3/);
  assert.doesNotMatch(await review(), warned);

  const rows = await court.owner.query<{ id: string }>(
    `select exemption_id as id from pub.filing_exemption where authority = 'Order 3'`,
  );
  await clerk.get(EXEMPTIONS);
  assert.match(said((await clerk.post(EXEMPTIONS, { go: 'end', exemption: rows[0]!.id })).body), /has ended/);
  assert.match(await review(), warned, 'it has ended');
  assert.equal((await clerk.post(EXEMPTIONS, { go: 'end', exemption: rows[0]!.id })).statusCode, 404);
});

test('only clerks record exemptions, of filers of the court, and each is a link of the court’s chain', async () => {
  const wish = {
    person: quill.person!,
    what: 'filing',
    from: '2026-01-01' as CivilDate,
    until: null,
    authority: 'a',
    reason: 'r',
  } as const;
  await assert.rejects(
    recordExemption(court.system.court, quill.actor, COURT, wish),
    (error) => error instanceof CourtError && error.code === 'no-right-to-file',
  );
  const stranger = { kind: 'system', purpose: 'test' } as const;
  const nobody = { ...wish, person: '019a0000-0000-7000-8000-000000000000' as never };
  await assert.rejects(
    recordExemption(court.system.court, stranger, COURT, nobody),
    (error) => error instanceof CourtError && error.code === 'absent',
  );
  const acts = await court.owner.query<{ act: string }>(
    `select act from pub.audit where court_id = $1 and stream = 'court' and act like '%exemption' order by n`,
    [COURT],
  );
  assert.deepEqual(
    acts.map((each) => each.act),
    ['record exemption', 'record exemption', 'record exemption', 'end exemption'],
  );
  assert.deepEqual((await verifyChains(court.owner, 'pub')).faults, []);
});
