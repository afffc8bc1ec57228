/** Papers of the filing desk: forms that can be filled in, manual filings, signers, protective orders, complaints to answer, whom to call. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sealEntry, unsealEntry } from '../src/court/access/seal.ts';
import { correctEvent } from '../src/court/clerk/correct-event.ts';
import { type AnswersInput, answersSchema } from '../src/court/events/answers.ts';
import type { EntrySeq } from '../src/kernel/ids.ts';
import { aFilersDesk, type Desk } from './support/filers-desk.ts';
import { seenPages } from './support/pdf-reading.ts';
import { activePdfs, fillablePdfs, flatPdfs, pdf } from './support/pdfs.ts';
import { COURT } from './support/system.ts';
import { type Browser, said } from './support/web.ts';

let desk: Desk;
let filer: Browser;
let other: Browser;
let clerk: Browser;

before(async () => {
  desk = await aFilersDesk(600);
  ({ filer, other, clerk } = desk);
});
after(() => desk.end());

test('a form that can be filled in is refused with the court’s words before any later screen; flat ones pass; nothing of the draft is lost', async () => {
  const { base, api } = await desk.aCase();
  const draft = await desk.begun(filer, base, 'notice-other');
  const refused = await desk.upload(filer, draft, fillablePdfs['a field for text']!());
  assert.equal(refused.statusCode, 422);
  assert.match(filer.at, /\/documents$/, 'the text is not asked before the file is right (BR-09)');
  const page = said(refused.body);
  assert.match(page, /Fillable PDF forms must be flattened before filing in CM\/ECF/);
  assert.match(page, /print it to a new PDF/, 'what to do');
  assert.deepEqual((await desk.answersOf(draft)).filers, [1]);
  assert.equal((await desk.answersOf(draft)).documents?.main, null);
  const kept = await desk.court.owner.query('select 1 from pub.upload where draft_id = $1::uuid', [
    draft.split('/').at(-1)!,
  ]);
  assert.deepEqual(kept, []);
  for (const flat of ['a form without fields', 'a signature'] as const) {
    const taken = await desk.upload(filer, draft, flatPdfs[flat]!(), 'upload');
    assert.equal(taken.statusCode, 200, flat);
    const main = (await desk.answersOf(draft)).documents!.main!;
    await filer.upload(`${draft}/documents`, { go: `remove-${main}`, rowVersion: '0' }, []);
  }
  const byProgram = await desk.send(
    filer,
    api,
    { event: 'notice-other', filers: [1] },
    { bytes: fillablePdfs['a box to tick']!() },
  );
  assert.equal(byProgram.statusCode, 422);
  const { error } = byProgram.json();
  assert.equal(error.code, 'pdf-fillable');
  assert.match(error.deadline, /Nothing has been filed/);
});

test('a court may take such forms with a warning; what holds a script is refused all the same', async () => {
  const { base } = await desk.aCase();
  await desk.withSetting('fillableForms', 'warn', async () => {
    const draft = await desk.begun(filer, base, 'notice-other');
    const taken = await desk.upload(filer, draft, fillablePdfs['a field for text']!(), 'upload');
    assert.equal(taken.statusCode, 200);
    assert.match(said(taken.body), /Check this: Fillable PDF forms must be flattened.*This court takes it as it is/);
    const main = (await desk.answersOf(draft)).documents!.main!;
    await filer.upload(`${draft}/documents`, { go: `remove-${main}`, rowVersion: '0' }, []);
    const refused = await desk.upload(filer, draft, activePdfs['JavaScript in a form field']!());
    assert.match(said(refused.body), /may cause an external action/);
  });
});

const BY_HAND = {
  'p-what': 'The anchor of the Harbor Lark',
  'p-medium': 'Physical object',
  'p-reason': 'Physical exhibit or item',
  'p-service': 'By hand',
  'p-served': '2',
};

test('a manual filing: the form is made of the answers, shown, changed with them and filed; the clerk follows the thing to its end', async () => {
  const { id, base } = await desk.aCase();
  const draft = await desk.begun(filer, base, 'manual-filing');
  const documents = await filer.get(`${draft}/documents`);
  assert.match(said(documents.body), /You need not upload one\. Notice of Manual Filing is made of your answers/);
  const next = await filer.upload(`${draft}/documents`, { go: 'next', rowVersion: '0' }, []);
  assert.match(filer.at, /\/details$/, said(next.body));
  const nothing = await filer.post(`${draft}/details`, { 'p-what': 'An anchor', go: 'next', rowVersion: '0' });
  assert.equal(nothing.statusCode, 422);
  assert.match(said(nothing.body), /A selection must be made\. In what form is it\?/);
  const { 'p-served': _, ...toNobodyNamed } = BY_HAND;
  const unserved = await filer.post(`${draft}/details`, { ...toNobodyNamed, go: 'next', rowVersion: '0' });
  assert.match(said(unserved.body), /A selection must be made\. On whom is it served\?/);
  await filer.post(`${draft}/details`, { ...BY_HAND, go: 'next', rowVersion: '0' });
  await filer.post(`${draft}/references`, { go: 'next', rowVersion: '0' });
  const review = await filer.get(`${draft}/review`);
  assert.match(said(review.body), /NOTICE of Manual Filing of The anchor of the Harbor Lark by Acme Corp\./);
  assert.match(said(review.body), /Service of what is filed by hand: By hand, on Robin Baker\./);
  const shown = await filer.get(`${draft}/form`);
  assert.equal(shown.headers['content-type'], 'application/pdf');
  const [page] = await seenPages(shown.rawPayload);
  assert.match(page!.text, /Case No\. 1:26-cv-00\d+/);
  assert.match(page!.text, /not electronically: The\s+anchor of the Harbor Lark/);
  assert.match(page!.text, /\/s\/ Jane Doe/);

  // Other answers make another form; what is filed is the one shown last.
  await filer.post(`${draft}/details`, { ...BY_HAND, 'p-what': 'A compass', go: 'next', rowVersion: '0' });
  await filer.get(`${draft}/review`);
  const again = await filer.get(`${draft}/form`);
  assert.match((await seenPages(again.rawPayload))[0]!.text, /A compass/);
  await filer.get(`${draft}/review`);
  const { body, filing } = await desk.fileIt(filer);
  assert.match(said(body), /Filed by hand What A compass Where it stands The clerk expects it/);
  const [document] = await desk.court.owner.query<{ sha256: never }>(
    'select sha256 from pub.document where case_id = $1',
    [id],
  );
  const { stream } = await desk.court.system.court.objects.read(document!.sha256);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  assert.ok(Buffer.concat(chunks).equals(again.rawPayload), 'what was shown is what is filed');

  const queue = await clerk.get(`/ecf/${COURT}/queue`);
  assert.match(said(queue.body), /Expected by hand.*A compass Physical object/);
  const manage = `${base}/manage/entries/1/manual`;
  await clerk.get(manage);
  const early = await clerk.post(manage, { act: 'received', on: '12/31/2099', keptAt: '' });
  assert.equal(early.statusCode, 422);
  assert.match(said(early.body), /This day is still to come\..*Say where it is kept\./);
  const took = await clerk.post(manage, { act: 'received', on: '03/04/2026', keptAt: 'Vault 3' });
  assert.match(said(took.body), /Received 03\/04\/2026, by Carla Clerk; kept: Vault 3/);
  const twice = await clerk.post(manage, { act: 'received', on: '03/04/2026', keptAt: 'Vault 4' });
  assert.equal(twice.statusCode, 409);
  assert.doesNotMatch(said((await clerk.get(`/ecf/${COURT}/queue`)).body), /A compass/);
  assert.match(said((await clerk.get(`/ecf/${COURT}/queue?list=kept`)).body), /Kept by the clerk.*A compass.*Vault 3/);
  assert.match(
    said((await filer.get(`/ecf/${COURT}/filings/${filing}`)).body),
    /Received by the clerk on 03\/04\/2026/,
  );
  const answer = await desk.web.app.inject({
    url: `/api/v1/courts/${COURT}/filings/${filing}`,
    headers: { 'x-next-gen-cso': filer.cookies.get('NextGenCSO')! },
  });
  assert.equal(answer.json().manualFiling.receivedOn, '2026-03-04');
  assert.equal(answer.json().manualFiling.keptAt, undefined, 'where it is kept is the court’s own matter');
  const ended = await clerk.post(manage, { act: 'ended', on: '03/04/2026', how: 'returned' });
  assert.match(said(ended.body), /Ended 03\/04\/2026: Returned to the party who filed it/);
  assert.doesNotMatch(said((await clerk.get(`/ecf/${COURT}/queue?list=kept`)).body), /A compass/);
  const acts = await desk.court.owner.query<{ act: string }>(`select act from pub.audit where stream = $1 order by n`, [
    `case ${id}`,
  ]);
  assert.deepEqual(acts.map((each) => each.act).slice(-3), [
    'file entry',
    'receive manual filing',
    'end manual filing',
  ]);
  const docket = await desk.court.owner.query<{ version: number }>(
    'select version from pub.entry_version where case_id = $1',
    [id],
  );
  assert.deepEqual(docket, [{ version: 1 }], 'the docket text stays as it was filed');
  const stranger = await other.get(manage);
  assert.equal(stranger.statusCode, 403, 'no filer comes to the clerk’s page');
});

test('a filer’s own paper is filed instead of the form; taken away again, the form is made', async () => {
  const { id, base } = await desk.aCase();
  const draft = await desk.begun(filer, base, 'manual-filing');
  await desk.upload(filer, draft, pdf({ pages: 7 }));
  await filer.post(`${draft}/details`, { ...BY_HAND, go: 'next', rowVersion: '0' });
  const review = await filer.get(`${draft}/review`);
  assert.match(said(review.body), /paper\.pdf, 7 pages/);
  assert.doesNotMatch(said(review.body), /made of your answers/);
  assert.equal((await filer.get(`${draft}/form`)).statusCode, 404);
  const main = (await desk.answersOf(draft)).documents!.main!;
  await filer.upload(`${draft}/documents`, { go: `remove-${main}`, rowVersion: '0' }, []);
  assert.match(said((await filer.get(`${draft}/review`)).body), /made of your answers/);
  await desk.fileIt(filer);
  const names = await desk.court.owner.query('select original_name from pub.document where case_id = $1', [id]);
  assert.deepEqual(names, [{ original_name: 'notice-of-manual-filing.pdf' }]);
});

test('a program sends the answers alone; the same request again is the same filing, though the form would now read otherwise', async () => {
  const { id, api } = await desk.aCase();
  const filing = {
    ...{ event: 'manual-filing', filers: [1] },
    prompts: { what: 'A chart', medium: 'Paper', reason: 'Classified material', service: 'On nobody' },
  };
  const check = await desk.send(filer, api, filing, { act: 'filings:check', bytes: null });
  assert.equal(check.statusCode, 200, check.body);
  assert.equal(check.json().pages, 1);
  const filed = await desk.send(filer, api, filing, { key: 'the chart key', bytes: null });
  assert.equal(filed.statusCode, 201, filed.body);
  await desk.court.owner.query(`update pub.party set name = 'Acme Corporation' where case_id = $1 and party_no = 1`, [
    id,
  ]);
  const again = await desk.send(filer, api, filing, { key: 'the chart key', bytes: null });
  assert.equal(again.statusCode, 200, again.body);
  assert.equal(again.json().receipt.filingId, filed.json().receipt.filingId);
  const reused = await desk.send(
    filer,
    api,
    { ...filing, prompts: { ...filing.prompts, what: 'Two charts' } },
    { key: 'the chart key', bytes: null },
  );
  assert.equal(reused.json().error.code, 'key-reused');
  const both = await desk.send(filer, api, { ...filing, prompts: { ...filing.prompts, served: [2] } }, { bytes: null });
  assert.equal(both.json().error.code, 'served-on-nobody');
  const unasked = await desk.send(filer, api, { event: 'notice-other', filers: [1] }, { bytes: null });
  assert.equal(unasked.json().error.code, 'no-main-document', 'other events have no form');
  const strange = { ...filing.prompts, what: 'A letter to Ł. Wójcik' };
  const lacking = await desk.send(filer, api, { ...filing, prompts: strange }, { bytes: null });
  assert.equal(lacking.json().error.code, 'form-not-made', 'no name is printed with other letters');
  assert.match(lacking.json().error.detail, /Ł/);
});

test('what is expected by hand leaves the queue with an entry that is sealed, and comes back with it', async () => {
  const { id, api, base } = await desk.aCase();
  const filing = {
    ...{ event: 'manual-filing', filers: [1] },
    prompts: {
      what: 'A sextant',
      medium: 'Physical object',
      reason: 'Physical exhibit or item',
      service: 'By mail',
      served: [2],
    },
  };
  assert.equal((await desk.send(filer, api, filing, { bytes: null })).statusCode, 201);
  const expected = async () => (await clerk.get(`/ecf/${COURT}/queue`)).body.includes('A sextant');
  assert.ok(await expected());
  const order = { court: COURT, caseId: id, authority: 'Order 1', reason: 'test', entry: 1 as EntrySeq };
  await sealEntry(desk.court.system.court, desk.people.selma.actor, order);
  assert.ok(!(await expected()), 'nothing of a sealed entry is in the list');
  assert.equal((await clerk.get(`${base}/manage/entries/1/manual`)).statusCode, 404);
  const rows = await desk.court.owner.query('select what from sealed.manual_filing where case_id = $1', [id]);
  assert.deepEqual(rows, [{ what: 'A sextant' }]);
  await unsealEntry(desk.court.system.court, desk.people.selma.actor, order);
  assert.ok(await expected(), 'it is expected again with its entry');
});

test('an entry that gets another event no longer announces anything, and one that gets this event does', async () => {
  const { id, api } = await desk.aCase();
  const { system, owner } = desk.court;
  await desk.send(filer, api, { event: 'notice-other', filers: [1], freeText: 'of a barometer' });
  const prompts = {
    ...{ what: 'A barometer', medium: 'Physical object', reason: 'Physical exhibit or item' },
    ...{ service: 'By mail', served: [2] },
  };
  const correct = (given: AnswersInput, version: number) => {
    const { event, prefix, freeText, reliefs, prompts, references } = answersSchema.parse(given);
    const chosen = { event, prefix, freeText, reliefs, prompts, references };
    const wish = { court: COURT, caseId: id, seq: 1 as EntrySeq, version, chosen };
    return correctEvent(system.court, desk.people.carla.actor, wish);
  };
  const rows = () => owner.query('select what, medium from pub.manual_filing where case_id = $1', [id]);
  await correct({ event: 'manual-filing', prompts }, 1);
  assert.deepEqual(await rows(), [{ what: 'A barometer', medium: 'Physical object' }]);
  await correct({ event: 'stipulation', freeText: 'after all' }, 2);
  assert.deepEqual(await rows(), []);
});

test('the trade court’s form is its Form 23; a long word stays on the page', async () => {
  const { api } = await desk.aCase();
  const kind = (to: string) =>
    desk.court.owner.query('update pub.court set kind = $2 where court_id = $1', [COURT, to]);
  await kind('trade');
  desk.court.clock.advance(120_000);
  const prompts = {
    ...{ what: `Sample ${'x'.repeat(200)}`, medium: 'Physical object', reason: 'Physical exhibit or item' },
    ...{ service: 'By hand', served: [2] },
  };
  for (const event of ['manual-filing', 'form-23']) {
    const filed = await desk.send(filer, api, { event, filers: [1], prompts }, { bytes: null });
    assert.equal(filed.statusCode, 201, filed.body);
    const { sha256 } = filed.json().receipt.documents[0];
    const { stream } = await desk.court.system.court.objects.read(sha256);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const [page] = await seenPages(Buffer.concat(chunks));
    const text = page!.text.replace(/\s+/g, ' ');
    assert.match(text, /FORM 23: CERTIFICATION OF FILING AND SERVICE OF PHYSICAL EXHIBIT OR ITEM \(RULE 80\(H\)\)/);
    assert.match(text, /Pursuant to Rule 80\(h\).*By hand, on Robin Baker\./);
    assert.equal(text.replace(/ /g, '').match(/x{200}/g)?.length, 1, 'no letter is lost');
    // a line of these papers has room for 78 of them
    assert.ok(Math.max(...(page!.text.match(/x+/g) ?? []).map((each) => each.length)) <= 78, 'none runs off the page');
  }
  await kind('district');
  desk.court.clock.advance(120_000);
});
