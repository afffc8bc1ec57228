/** Who signed a paper besides its filer: asked, checked, kept from the public, shown to the filer and the court (spec/filing.md §1.4). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aFilersDesk, type Desk } from './support/filers-desk.ts';
import { signedByAnother } from './support/signers.ts';
import { COURT } from './support/system.ts';
import { type Browser, said } from './support/web.ts';

let desk: Desk;
let filer: Browser;
let other: Browser;
let clerk: Browser;

before(async () => {
  desk = await aFilersDesk(630);
  ({ filer, other, clerk } = desk);
});
after(() => desk.end());

const TERM = 'until two years after the time for appeal expires';
/** The docket sheet, paid for. */
async function docketOf(by: Browser, base: string): Promise<string> {
  const price = await by.get(`${base}/docket`);
  const accepted = /name="accepted" value="(\d+)"/.exec(price.body)![1]!;
  return said((await by.post(`${base}/docket`, { order: 'oldest-first', parties: '1', accepted })).body);
}
const signer = (n: number, name: string, capacity: string, held: string) => ({
  [`name-${n}`]: name,
  [`capacity-${n}`]: capacity,
  [`held-${n}`]: held,
});

test('a stipulation asks who signed it; nobody, half a signer, or originals that are not kept, and it is not filed', async () => {
  const { id, base } = await desk.aCase();
  const draft = await desk.begun(filer, base, 'stipulation');
  await desk.upload(filer, draft);
  assert.match(filer.at, /\/signers$/, 'the step is in the way');
  const step = await filer.get(filer.at);
  assert.match(said(step.body), new RegExp(`I keep what the others have signed ${TERM}`));
  const nobody = await filer.post(`${draft}/signers`, { go: 'next', rowVersion: '0' });
  assert.equal(nobody.statusCode, 422);
  assert.match(said(nobody.body), /You have not said who signed this paper\./);
  const half = await filer.post(`${draft}/signers`, {
    ...signer(0, 'Dan Vega', '', 'paper'),
    go: 'next',
    rowVersion: '0',
  });
  assert.match(said(half.body), /What is said of a signer is not complete\./);
  assert.match(half.body, /value="Dan Vega"/, 'what was typed is kept');
  const own = await filer.post(`${draft}/signers`, {
    ...signer(0, 'Dan Vega', 'Counsel for Robin Baker', 'own-login'),
    ...{ keep: '1', go: 'next', rowVersion: '0' },
  });
  assert.equal(own.statusCode, 422, 'nobody’s login signs for somebody else');
  const two = {
    ...signer(0, 'Dan Vega', 'Counsel for Robin Baker', 'consent'),
    ...signer(1, 'Robin Baker', 'Defendant', 'paper'),
  };
  const added = await filer.post(`${draft}/signers`, { ...two, go: 'add', rowVersion: '0' });
  assert.match(added.body, /name="name-2"/, 'room for another');
  const unkept = await filer.post(`${draft}/signers`, { ...two, go: 'next', rowVersion: '0' });
  assert.match(said(unkept.body), /You have not said that you keep what the others have signed\./);
  await filer.post(`${draft}/signers`, { ...two, keep: '1', go: 'next', rowVersion: '0' });
  await filer.post(`${draft}/references`, { go: 'next', rowVersion: '0' });
  await filer.get(`${draft}/review`);
  const { body, filing } = await desk.fileIt(filer);
  assert.match(said(body), new RegExp(`Keep what they have signed ${TERM}`));
  assert.match(said(body), /Robin Baker, Defendant Signed on paper/);
  const [entry] = await desk.court.owner.query<{ text: string }>(
    'select text from pub.entry_version where case_id = $1',
    [id],
  );
  assert.match(
    entry!.text,
    /^STIPULATION by Acme Corp\..*\(Doe, Jane\)$/,
    'the docket text is what it was without signers',
  );

  // For the court: where a clerk finds the entry. For nobody else.
  const found = await clerk.get(`${base}/manage/documents?number=1`);
  assert.match(said(found.body), new RegExp(`Dan Vega, Counsel for Robin Baker\\..*Kept ${TERM}`));
  const docket = await docketOf(other, base);
  assert.match(docket, /STIPULATION by Acme Corp/);
  assert.doesNotMatch(docket, /Signed on paper|Counsel for Robin Baker/);
  for (const page of [base, `/ecf/${COURT}/filings/${filing}`])
    assert.doesNotMatch((await other.get(page)).body, /Signed on paper|Counsel for Robin Baker/, page);
  const answer = await desk.web.app.inject({
    url: `/api/v1/courts/${COURT}/filings/${filing}`,
    headers: { 'x-next-gen-cso': filer.cookies.get('NextGenCSO')! },
  });
  assert.deepEqual(answer.json().signers[1], {
    name: 'Robin Baker',
    capacity: 'Defendant',
    held: 'paper',
    keptUntil: TERM,
  });
});

test('an affidavit has one signer; whose own statement it is signs it with the login', async () => {
  const { api, base } = await desk.aCase();
  const affidavit = { event: 'affidavit', filers: [1], prompts: { of: 'Ann Poe' } };
  const one = { name: 'Ann Poe', capacity: 'Affiant', held: 'paper' };
  const code = async (more: object) =>
    (await desk.send(filer, api, { ...affidavit, ...more })).json().error?.code ?? 'filed';
  assert.equal(await code({}), 'signers-required');
  assert.equal(await code({ signers: [one, one], keepsOriginals: true }), 'one-affiant');
  assert.equal(await code({ signers: [{ ...one, held: null }], keepsOriginals: true }), 'signer-incomplete');
  assert.equal(await code({ signers: [one] }), 'originals-not-kept');
  assert.equal(await code({ signers: [one], keepsOriginals: true }), 'filed');
  assert.equal(await code({ signers: [{ ...one, held: 'own-login' }] }), 'filed');
  const draft = await desk.begun(filer, base, 'affidavit');
  await desk.upload(filer, draft);
  await filer.post(`${draft}/details`, { 'p-of': 'Ann Poe', go: 'next', rowVersion: '0' });
  const step = await filer.get(`${draft}/signers`);
  assert.match(step.body, /name="name-0"[^>]*value="Ann Poe"/, 'the name given before stands there');
  assert.doesNotMatch(step.body, /value="add"/);
});

test('a motion asks for no signer and takes none; the clerk who dockets a paper has what was signed', async () => {
  const { api } = await desk.aCase();
  const motion = { event: 'motion', filers: [1], reliefs: [{ code: 'compel' }], ...signedByAnother };
  assert.equal((await desk.send(filer, api, motion)).json().error.code, 'request-malformed');
  const paper = { event: 'affidavit', filers: [1], prompts: { of: 'Ann Poe' } };
  assert.equal((await desk.send(clerk, api, paper)).statusCode, 403, 'the event is for filers');
  const waiver = { event: 'waiver-of-service', filers: [1], prompts: { against: [2], sent: '2026-03-01' } };
  assert.equal((await desk.send(filer, api, waiver)).json().error.code, 'signers-required');
  const signed = await desk.send(filer, api, { ...waiver, ...signedByAnother });
  assert.equal(signed.statusCode, 201, signed.body);
  assert.match(
    signed.json().receipt.text,
    /waiver sent on March 1, 2026\. Answer due .*April 30, 2026/i,
    'sixty days from sending',
  );
});

test('a court that says another term has it on the page, in the record of what is filed then, and not of what was filed before', async () => {
  const { id, api } = await desk.aCase();
  const stipulation = { event: 'stipulation', filers: [1], ...signedByAnother };
  await desk.send(filer, api, stipulation);
  await desk.withSetting(
    'keepOriginals',
    { until: 'until the end of all appeals', source: 'Local Rule 9' },
    async () => {
      await desk.send(filer, api, stipulation);
    },
  );
  const kept = await desk.court.owner.query(
    'select kept_until from pub.paper_signer where case_id = $1 order by entry_seq',
    [id],
  );
  assert.deepEqual(kept, [{ kept_until: TERM }, { kept_until: 'until the end of all appeals (Local Rule 9)' }]);
});

test('in a case with a protective order each filing is asked about it; yes closes the documents, and the text says so', async () => {
  const { id, api, base } = await desk.aCase();
  const notice = { event: 'notice-other', filers: [1], freeText: 'of change' };
  const unasked = await desk.send(filer, api, { ...notice, underProtectiveOrder: true });
  assert.equal(
    unasked.json().error.code,
    'request-malformed',
    'no order is in force, nobody closes documents by saying so',
  );
  await desk.court.owner.query(
    `insert into pub.case_flag (court_id, case_id, flag, public, from_on) values ($1, $2, 'PROTO', true, '2026-02-01')`,
    [COURT, id],
  );
  assert.equal((await desk.send(filer, api, notice)).json().error.code, 'ruling-required');
  const draft = await desk.begun(filer, base, 'notice-other');
  const step = await desk.upload(filer, draft);
  assert.match(filer.at, /\/protective$/);
  assert.match(said(step.body), /Does this document contain material under seal pursuant to protective order\?/);
  const silent = await filer.post(`${draft}/protective`, { go: 'next', rowVersion: '0' });
  assert.equal(silent.statusCode, 422);
  assert.match(said(silent.body), /A selection must be made\./);
  await filer.post(`${draft}/protective`, { protective: 'yes', go: 'next', rowVersion: '0' });
  await filer.post(`${draft}/references`, { go: 'next', rowVersion: '0' });
  await filer.post(`${draft}/text`, { prefix: '', words: 'of trade secrets', go: 'next', rowVersion: '0' });
  const { review, filing } = await desk.fileIt(filer);
  assert.match(said(review), /\(Document Restricted According to Protective Order\)/);
  assert.match(said(review), /Who can see it The court, and the persons whom it names\./);
  const nef = await filer.get(`/ecf/${COURT}/filings/${filing}`);
  assert.match(said(nef.body), /of trade secrets.*\(Document Restricted According to Protective Order\)/);
  const open = await desk.send(filer, api, { ...notice, underProtectiveOrder: false });
  assert.equal(open.json().receipt.restriction, 'public');
  assert.doesNotMatch(open.json().receipt.text, /Restricted According/);
  const [closed] = await desk.court.owner.query<{ serial: number; restriction: string }>(
    'select serial, restriction from sealed.document where case_id = $1',
    [id],
  );
  assert.equal(closed!.restriction, 'selected-parties');
  const refused = await other.get(`${base}/documents/${closed!.serial}`);
  assert.equal(refused.statusCode, 403);
  assert.match(said(refused.body), /You do not have permission to view this document/);
  assert.match(await docketOf(other, base), /of trade secrets/, 'the text is public');
  const [told] = await desk.court.owner.query<{ looks: number; told: number }>(
    `select count(look_hash)::int as looks, count(*)::int as told from pub.notice where case_id = $1 and entry_seq = 1`,
    [id],
  );
  assert.deepEqual(told, { looks: 0, told: 2 }, 'counsel are told, and their notice opens nothing');
});
