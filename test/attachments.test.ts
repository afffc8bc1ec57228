/** Attachments by the page without script (several at once, in order, named once), and another filing like one that was made. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sealEntry } from '../src/court/access/seal.ts';
import { MOST_ATTACHMENTS } from '../src/court/events/answers.ts';
import type { CaseId, EntrySeq, FilingId } from '../src/kernel/ids.ts';
import { type Instant, timeAgo } from '../src/kernel/time.ts';
import { brokenPdfs, pdf, securedPdf } from './support/pdfs.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, rowVersionOf, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let clerk: TestPerson;
let caseId: CaseId;
let filer: Browser;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  const lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  await court.aPerson('other', ['attorney'], { displayName: 'Otto Other' });
  clerk = await court.aPerson('carla', ['sealed-clerk'], { displayName: 'Carla Clerk' });
  caseId = await court.aCase(142, lawyer);
  filer = web.browser();
  await filer.signOn('jane.doe');
});
after(async () => {
  await web.end();
  await court.end();
});

const CASE = `/ecf/${COURT}/cases/1-26-cv-00142`;
const attachment = (fileName: string, bytes = pdf({ pages: 1 })) => ({ name: 'attachment', fileName, bytes });

/** Begins a motion, and gives the address of its draft. */
async function begun(): Promise<string> {
  await filer.get(`${CASE}/file`);
  const page = await filer.post(`${CASE}/file`, { event: 'motion', go: 'next' });
  await filer.post(filer.at, { filer: '1', go: 'next', rowVersion: rowVersionOf(page.body) });
  return filer.at.replace(/\/documents$/, '');
}

interface Kept {
  upload: string;
  category: string | null;
  description: string;
}
async function kept(draft: string): Promise<Kept[]> {
  const [row] = await court.owner.query<{ answers: { documents: { attachments: Kept[] } } }>(
    'select answers from pub.draft where draft_id = $1::uuid',
    [draft.split('/').at(-1)!],
  );
  return row!.answers.documents.attachments;
}
const named = async (draft: string) => (await kept(draft)).map((each) => [each.category, each.description]);

async function filed(draft: string, words = 'and for costs'): Promise<{ body: string; filing: FilingId }> {
  await filer.post(`${draft}/details`, { relief: 'compel', go: 'next', rowVersion: '0' });
  const review = await filer.post(`${draft}/text`, { prefix: 'First', words, go: 'next', rowVersion: '0' });
  assert.match(filer.at, /\/review$/);
  const key = /name="key" value="([^"]+)"/.exec(review.body)![1]!;
  const answer = await filer.post(filer.at, { key, rowVersion: rowVersionOf(review.body), go: 'file' });
  assert.match(answer.body, /Filed as number/);
  return { body: review.body, filing: filer.at.match(/filings\/([0-9a-f-]+)/)![1] as FilingId };
}

test('several files become attachments of their own, named by their files; the order given is that of the docket text and numbers', async () => {
  const draft = await begun();
  const page = await filer.upload(
    `${draft}/documents`,
    { go: 'upload', category: '', description: '', rowVersion: '0' },
    [
      { name: 'main', fileName: 'motion.pdf', bytes: pdf({ pages: 3 }) },
      attachment('Exhibit A - Letters.pdf'),
      attachment('photographs.pdf'),
      attachment('Proposed Order.pdf'),
    ],
  );
  assert.equal(page.statusCode, 200);
  assert.deepEqual(await named(draft), [
    ['Exhibit', 'A - Letters'],
    [null, 'photographs'],
    ['Proposed Order', ''],
  ]);
  assert.match(page.body, /type="file"[^>]* multiple/);
  const [letters, photographs, order] = (await kept(draft)).map((each) => each.upload);
  assert.doesNotMatch(page.body, new RegExp(`up-${letters}|down-${order}`), 'the ends of the list go no further');

  // One form: what was typed is kept whichever button is pressed, and moves with its attachment.
  const moved = await filer.upload(
    `${draft}/documents`,
    {
      go: `up-${photographs}`,
      [`category-${photographs}`]: 'Exhibit',
      [`description-${photographs}`]: 'Exhibit B',
      rowVersion: '0',
    },
    [],
  );
  assert.match(moved.body, /role="status"><strong>photographs\.pdf<\/strong> is now attachment 1 of 3/);
  assert.match(moved.body, new RegExp(`value="down-${photographs}"[^>]* autofocus aria-describedby="moved"`));
  assert.equal(moved.body.match(/ autofocus/g)?.length, 1);
  await filer.upload(`${draft}/documents`, { go: `up-${order}`, rowVersion: '0' }, []);
  const last = await filer.upload(`${draft}/documents`, { go: `down-${order}`, rowVersion: '0' }, []);
  assert.match(last.body, /Proposed Order\.pdf<\/strong> is now attachment 3 of 3/);
  await filer.upload(`${draft}/documents`, { go: `down-${letters}`, rowVersion: '0' }, []);
  await filer.upload(`${draft}/documents`, { go: `down-${letters}`, rowVersion: '0' }, []);
  assert.deepEqual(await named(draft), [
    ['Exhibit', 'B'],
    ['Proposed Order', ''],
    ['Exhibit', 'A - Letters'],
  ]);

  const { body, filing } = await filed(draft);
  const words = /\(Attachments: .*?Exhibit B.*?Proposed Order.*?Exhibit A - Letters\)/s;
  assert.match(body, words, 'the review page names them so');
  const documents = await court.owner.query<{
    attachment_no: number;
    original_name: string;
    description: string | null;
  }>(
    `select attachment_no, original_name, description from pub.document
     where (court_id, case_id, entry_seq) in (select court_id, case_id, entry_seq from pub.docket_entry where filing_id = $1::uuid)
     order by attachment_no`,
    [filing],
  );
  assert.deepEqual(
    documents.map((each) => [each.attachment_no, each.original_name, each.description]),
    [
      [0, 'motion.pdf', null],
      [1, 'photographs.pdf', 'B'],
      [2, 'Proposed Order.pdf', null],
      [3, 'Exhibit A - Letters.pdf', 'A - Letters'],
    ],
  );
});

test('of several files those that cannot be filed are named, each with its reason, and the others are kept', async () => {
  const draft = await begun();
  const page = await filer.upload(`${draft}/documents`, { go: 'upload', rowVersion: '0' }, [
    attachment('Exhibit 1.pdf'),
    attachment('half.pdf', Object.values(brokenPdfs)[0]!()),
    attachment('Exhibit 2.pdf'),
    attachment('locked.pdf', securedPdf()),
  ]);
  assert.equal(page.statusCode, 422);
  const beside = /id="f-attachment-error">(.*?)<\/span><input/s.exec(page.body)![1]!;
  assert.match(beside, /half\.pdf: .*locked\.pdf: .*security measures/s);
  assert.deepEqual(await named(draft), [
    ['Exhibit', '1'],
    ['Exhibit', '2'],
  ]);
});

test('more attachments than a filing takes are refused by name, and the draft stays one that can be read', async () => {
  const draft = await begun();
  const many = Array.from({ length: MOST_ATTACHMENTS - 1 }, (_, n) => ({
    upload: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    category: 'Exhibit',
    description: String(n),
  }));
  await court.owner.query(
    `update pub.draft set answers = jsonb_set(answers, '{documents,attachments}', $2::jsonb) where draft_id = $1::uuid`,
    [draft.split('/').at(-1)!, JSON.stringify(many)],
  );
  const page = await filer.upload(`${draft}/documents`, { go: 'upload', rowVersion: '0' }, [
    attachment('fits.pdf'),
    attachment('too many.pdf'),
  ]);
  assert.equal(page.statusCode, 422);
  assert.match(page.body, /too many\.pdf: A filing takes at most 500 attachments/);
  assert.equal((await kept(draft)).length, MOST_ATTACHMENTS);
  assert.equal((await filer.get(`${draft}/documents`)).statusCode, 200);
});

test('what is typed for new attachments holds for each of them; a button that nobody was given moves nothing', async () => {
  const draft = await begun();
  const typed = { go: 'upload', category: 'Exhibit', description: 'Exhibit photographs', rowVersion: '0' };
  await filer.upload(`${draft}/documents`, typed, [attachment('Proposed Order.pdf'), attachment('2.pdf')]);
  const both = [
    ['Exhibit', 'photographs'],
    ['Exhibit', 'photographs'],
  ];
  assert.deepEqual(await named(draft), both);
  const before = await kept(draft);
  for (const go of [`up-${before[0]!.upload}`, 'up-00000000-0000-7000-8000-000000000001', 'down-x'])
    await filer.upload(`${draft}/documents`, { go, rowVersion: '0' }, []);
  assert.deepEqual(await kept(draft), before);
  assert.equal((await filer.get(`${draft}/documents?moved=x&way=sideways`)).statusCode, 400);
});

test('a program’s filing is named without doubled words too, when it asks before and when it files', async () => {
  const filing = {
    ...{ event: 'motion', filers: [1], reliefs: [{ code: 'compel' }] },
    documents: { main: 'main', attachments: [{ part: 'a', category: 'Exhibit', description: 'Exhibit A' }] },
  };
  const address = `/api/v1/courts/${COURT}/cases/1-26-cv-00142/filings`;
  const parts = ['main', 'a'].map((name) => ({ name, fileName: `${name}.pdf`, bytes: pdf({ pages: 1 }) }));
  const sent = [{ filing: JSON.stringify(filing) }, parts, { 'idempotency-key': 'doubled words' }] as const;
  const asked = (await filer.upload(`${address}:check`, ...sent)).json();
  assert.match(asked.text, /\(Attachments: # 1 Exhibit A\)/);
  const made = (await filer.upload(address, ...sent)).json();
  assert.match(made.receipt.text, /\(Attachments: # 1 Exhibit A\)/);
  assert.equal((await filer.upload(address, ...sent)).statusCode, 200, 'its key still gives the same receipt');
  const answer = await filer.post(`/ecf/${COURT}/filings/${made.receipt.filingId}/again`, {});
  assert.equal(answer.statusCode, 409, 'there is no draft of it to copy');
  assert.doesNotMatch((await filer.get(`/ecf/${COURT}/filings/${made.receipt.filingId}`)).body, /another like this/);
});

test('another filing like one that was made begins with its answers and without its documents, for its filer alone', async () => {
  const first = await begun();
  const files = [{ name: 'main', fileName: 'motion.pdf', bytes: pdf({ pages: 1 }) }, attachment('Exhibit A.pdf')];
  await filer.upload(`${first}/documents`, { go: 'upload', rowVersion: '0' }, files);
  await filer.post(`${first}/references`, { ref: '1', go: 'next', rowVersion: '0' });
  const { filing } = await filed(first, 'on the third set');
  const again = `/ecf/${COURT}/filings/${filing}/again`;
  assert.match((await filer.get(`/ecf/${COURT}/filings/${filing}`)).body, new RegExp(`action="${again}"`));
  assert.match((await filer.get(`/ecf/${COURT}/drafts`)).body, new RegExp(`action="${again}"`));

  await filer.post(again, {});
  assert.match(filer.at, /\/documents$/, 'the first thing that is missing');
  assert.notEqual(filer.at, `${first}/documents`);
  const answersOf = async (draft: string) =>
    (
      await court.owner.query<{ answers: Record<string, unknown>; filing_id: string | null; event_version: number }>(
        'select answers, filing_id, event_version from pub.draft where draft_id = $1::uuid',
        [draft.split('/').at(-1)!],
      )
    )[0]!;
  const copy = filer.at.replace(/\/documents$/, '');
  const [old, fresh] = [await answersOf(first), await answersOf(copy)];
  assert.equal(fresh.filing_id, null);
  assert.equal(fresh.event_version, old.event_version);
  assert.deepEqual(fresh.answers, { ...old.answers, associate: [], documents: { main: null, attachments: [] } });
  assert.deepEqual([old.answers.filers, old.answers.prefix, old.answers.freeText], [[1], 'First', 'on the third set']);

  court.clock.advance(2 * 86_400_000);
  filer = web.browser();
  await filer.signOn('jane.doe');
  const drafts = (await filer.get(`/ecf/${COURT}/drafts`)).body;
  assert.match(drafts, /Saved [^<]+, 2 days ago/);
  assert.match(drafts, /Still missing: /);

  const stranger = web.browser();
  await stranger.signOn('other');
  await stranger.get(`/ecf/${COURT}/drafts`);
  assert.equal((await stranger.post(again, {})).statusCode, 404);
  const drafted = async () => (await court.owner.query('select 1 from pub.draft')).length;
  const many = await drafted();
  assert.equal((await filer.post(again, { csrf: 'forged' })).statusCode, 403);
  assert.equal(await drafted(), many);

  // Sealed since: nothing of it is copied onto the public side.
  const [entry] = await court.owner.query<{ entry_seq: EntrySeq }>(
    'select entry_seq from pub.docket_entry where filing_id = $1::uuid',
    [filing],
  );
  const order = { court: COURT, authority: 'Order 9', reason: 'test', caseId, entry: entry!.entry_seq };
  await sealEntry(court.system.court, clerk.actor, order);
  const refused = await filer.post(again, {});
  assert.equal(refused.statusCode, 409);
  assert.doesNotMatch(refused.body, /third set/);
  assert.doesNotMatch((await filer.get(`/ecf/${COURT}/filings/${filing}`)).body, /another like this/);
});

test('a filing whose document is restricted now is not copied, though its entry and draft are public', async () => {
  const draft = await begun();
  await filer.upload(`${draft}/documents`, { go: 'upload', rowVersion: '0' }, [
    { name: 'main', fileName: 'motion.pdf', bytes: pdf({ pages: 1 }) },
  ]);
  const { filing } = await filed(draft);
  await court.owner.query(
    `update pub.filing set receipt = jsonb_set(receipt, '{restriction}', '"participants"') where filing_id = $1::uuid`,
    [filing],
  );
  assert.equal((await filer.post(`/ecf/${COURT}/filings/${filing}/again`, {})).statusCode, 409);
});

test('an age is told in its largest whole unit', () => {
  const at = (text: string) => text as Instant;
  const now = at('2026-03-04T12:00:00.000Z');
  assert.equal(timeAgo(at('2026-03-04T11:59:01.000Z'), now), 'less than a minute ago');
  assert.equal(timeAgo(at('2026-03-04T11:59:00.000Z'), now), '1 minute ago');
  assert.equal(timeAgo(at('2026-03-04T11:00:01.000Z'), now), '59 minutes ago');
  assert.equal(timeAgo(at('2026-03-04T10:59:00.000Z'), now), '1 hour ago');
  assert.equal(timeAgo(at('2026-03-03T12:01:00.000Z'), now), '23 hours ago');
  assert.equal(timeAgo(at('2026-03-03T12:00:00.000Z'), now), '1 day ago');
  assert.equal(timeAgo(at('2026-03-02T11:00:00.000Z'), now), '2 days ago');
});
