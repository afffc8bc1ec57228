/** What the screens of a filing ask, event by event (spec/filing.md §3.3-3.8, §4.2 screens 13-16), and whom every page says to call. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aFilersDesk, type Desk } from './support/filers-desk.ts';
import { COURT, motionToCompel } from './support/system.ts';
import { type Browser, said } from './support/web.ts';

let desk: Desk;
let filer: Browser;
let other: Browser;

before(async () => {
  desk = await aFilersDesk(660);
  ({ filer, other } = desk);
});
after(() => desk.end());

const complaint = { event: 'complaint', filers: [1], prompts: { against: [2] } };
const clerkFiles = async (id: Parameters<typeof desk.court.files>[1], answers: object) =>
  desk.court.files(desk.people.carla, id, {
    ...(answers as { event: string }),
    documents: { main: await desk.court.uploads(desk.people.carla) },
  });
const counselFiles = async (who: 'jane' | 'dan', id: Parameters<typeof desk.court.files>[1], answers: object) =>
  desk.court.files(desk.people[who], id, {
    ...(answers as { event: string }),
    documents: { main: await desk.court.uploads(desk.people[who]) },
  });

/** Event, the party that files, and what its steps must ask. */
const ASKED: readonly (readonly [string, string, Readonly<Record<string, readonly RegExp[]>>])[] = [
  [
    'summons-request',
    '1',
    { details: [/For which parties\?/], references: [/Does this relate to an earlier entry\?/] },
  ],
  ['summons-returned-executed', '1', { details: [/Which party was served\?/, /Day of service/, /Who served it\?/] }],
  [
    'waiver-of-service',
    '1',
    { details: [/Which party waives service\?/, /request for a waiver was sent/], signers: [/Who signed it\?/] },
  ],
  [
    'notice-of-appeal',
    '2',
    {
      details: [/To which court of appeals\?/, /Filing fee/, /Receipt number/],
      references: [/To which entry does this relate\?/],
    },
  ],
  ['suggestion-of-death', '1', { details: [/Who died\?/] }],
  ['substitution-of-counsel', '1', { details: [/Who takes over\?/], counsel: [/Which counsel leave\?/] }],
  ['withdrawal-of-appearance', '1', { counsel: [/Which counsel leave\?/, /stays in the case/] }],
  ['sealed-motion', '1', { details: [/What does the motion ask for\?/], documents: [/cleared for sealed matter/] }],
  ['ex-parte-motion', '1', { documents: [/The court and you\./] }],
  ['in-camera-submission', '1', { documents: [/cleared for sealed matter/], references: [/Does this relate/] }],
  ['sealed-document', '1', { documents: [/cleared for sealed matter/] }],
];

for (const [event, party, steps] of ASKED) {
  test(`the screens of ${event} ask what its row says`, async () => {
    const { base } = await desk.aCase();
    const by = party === '1' ? filer : other;
    const draft = await desk.begun(by, base, event, party);
    for (const [step, questions] of Object.entries(steps)) {
      const page = await by.get(`${draft}/${step}`);
      assert.equal(page.statusCode, 200, step);
      const warned = step === 'counsel' ? said((await by.get(`${draft}/filers`)).body) : '';
      for (const question of questions) assert.match(said(page.body) + warned, question, step);
    }
  });
}

/** Event, answers, level of its documents, whether the other side is told. */
const LEVELS = [
  ['motion', { reliefs: [{ code: 'seal' }] }, 'public', true],
  ['sealed-motion', { reliefs: [{ code: 'leave-to-file-sealed' }] }, 'sealed', true],
  ['ex-parte-motion', { reliefs: [{ code: 'issue-subpoena' }] }, 'ex-parte', false],
  ['in-camera-submission', { freeText: 'of the privilege log' }, 'sealed', true],
  ['sealed-document', { freeText: 'of the contract' }, 'sealed', true],
] as const;

for (const [event, answers, level, told] of LEVELS) {
  test(`${event} stands to its notice at the level ${level}, ${told ? 'and all counsel are told' : 'and the other side is not told'}`, async () => {
    const { id, api, base } = await desk.aCase();
    await clerkFiles(id, complaint);
    const references = event === 'motion' ? { references: [{ seq: 1 }] } : {};
    const filed = await desk.send(filer, api, { event, filers: [1], ...answers, ...references });
    assert.equal(filed.statusCode, 201, filed.body);
    const { receipt } = filed.json();
    assert.equal(receipt.restriction, level);
    assert.equal(
      receipt.emailed.some((each: { name: string }) => each.name === 'Dan Vega'),
      told,
    );
    assert.match(receipt.text, /Acme Corp\./);
    const nef = await filer.get(`/ecf/${COURT}/filings/${receipt.filingId}`);
    assert.match(said(nef.body), /Notice of Electronic Filing/);
    const opened = await other.get(`${base}/documents/${receipt.documents[0].serial}`);
    assert.equal(opened.statusCode, level === 'public' ? 200 : 403);
  });
}

test('a complaint is answered by the event of its kind; the list has what these parties have not answered first', async () => {
  const { id, base } = await desk.aCase();
  await clerkFiles(id, complaint);
  await counselFiles('dan', id, { event: 'counterclaim', filers: [2], prompts: { against: [1] } });
  // The plaintiff answers the counterclaim, and has chosen the answer to a complaint.
  const draft = await desk.begun(filer, base, 'answer');
  await desk.upload(filer, draft);
  await filer.post(`${draft}/details`, { 'p-jury-demand': 'no', go: 'next', rowVersion: '0' });
  assert.match(filer.at, /\/references$/);
  const list = said((await filer.get(filer.at)).body);
  assert.match(list, /Which complaint do you answer\?/);
  assert.match(
    list,
    /Not answered yet by Acme Corp\..*COUNTERCLAIM.*Answered already, or filed by those for whom you file.*COMPLAINT/,
  );
  assert.match(list, /Filed by Acme Corp\./);
  const picked = await filer.post(`${draft}/references`, { ref: '2', go: 'next', rowVersion: '0' });
  assert.match(said(picked.body), /The event is now “Answer to Counterclaim, Crossclaim or Third Party Complaint”/);
  await filer.post(`${draft}/text`, { prefix: '', words: '', go: 'next', rowVersion: '0' });
  await desk.fileIt(filer);
  const [entry] = await desk.court.owner.query(
    'select event_code, category from pub.docket_entry where case_id = $1 and entry_seq = 3',
    [id],
  );
  assert.deepEqual(entry, { event_code: 'answer-to-counterclaim', category: 'other-answers' });

  // The defendant answers the complaint: nothing has to change.
  const answer = await desk.begun(other, base, 'answer', '2');
  await desk.upload(other, answer);
  await other.post(`${answer}/details`, { 'p-jury-demand': 'no', go: 'next', rowVersion: '0' });
  const same = await other.post(`${answer}/references`, { ref: '1', go: 'next', rowVersion: '0' });
  assert.doesNotMatch(said(same.body), /The event is now/);
  await other.post(`${answer}/text`, { prefix: '', words: '', go: 'next', rowVersion: '0' });
  await desk.fileIt(other);

  // Now it has been answered, and the list of the next answer says by whom.
  const again = await desk.begun(other, base, 'answer', '2');
  const settled = said((await other.get(`${again}/references`)).body);
  assert.match(settled, /Answered already.*Answered by Robin Baker \(number 4\)\./);
  // Of both at once none is the event: what was chosen stays.
  const both = await other.post(`${again}/references`, { ref: ['1', '2'], go: 'next', rowVersion: '0' });
  assert.doesNotMatch(said(both.body), /The event is now/);
});

test('the list of entries narrows by category, numbers and days; what cannot be is said beside its field', async () => {
  const { id, base } = await desk.aCase();
  await clerkFiles(id, complaint);
  for (let n = 0; n < 3; n++)
    await desk.court.files(
      desk.people.jane,
      id,
      motionToCompel(await desk.court.uploads(desk.people.jane), { freeText: `paper ${n}` }),
    );
  const draft = await desk.begun(filer, base, 'notice-other');
  const shown = async (filter: Record<string, string>) => {
    const page = await filer.post(`${draft}/references`, { ...filter, go: 'filter', rowVersion: '0' });
    return {
      status: page.statusCode,
      seqs: [...page.body.matchAll(/name="ref" value="(\d+)"/g)].map((each) => Number(each[1])),
      page: said(page.body),
    };
  };
  assert.deepEqual((await shown({})).seqs, [4, 3, 2, 1]);
  assert.deepEqual((await shown({ kind: 'complaints' })).seqs, [1]);
  assert.deepEqual((await shown({ numberFrom: '2', numberTo: '3' })).seqs, [3, 2]);
  assert.deepEqual((await shown({ kind: 'motions', numberFrom: '4' })).seqs, [4]);
  assert.deepEqual((await shown({ kind: 'orders' })).seqs, []);
  const wrong = await shown({ from: '02/30/2026', numberTo: 'twelve' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.page, /There is no such day\./);
  assert.match(wrong.page, /Type a number as the docket has it/);
  // What is ticked stays in the list, however it is narrowed.
  assert.deepEqual((await shown({ ref: '1', kind: 'motions' })).seqs, [4, 3, 2, 1]);
});

test('every page of a draft, and every error within a case, names the help desk and the case manager of the judge', async () => {
  const { id, base } = await desk.aCase();
  await desk.court.owner.query(
    `insert into pub.case_flag (court_id, case_id, flag, public, from_on) values ($1, $2, 'PROTO', true, '2026-02-01')`,
    [COURT, id],
  );
  const calls = (page: { body: string; statusCode: number }, where: string) => {
    assert.match(page.body, /Milo Bannerman: 555-0162, bannerman@olyd\.example/, `${where} (${page.statusCode})`);
    assert.match(page.body, /555-01\d\d, [a-z]+@olyd\.example, and the case manager/, where);
  };
  const seen = new Set<string>();
  calls(await filer.get(`${base}/file`), 'choose an event');
  for (const event of ['stipulation-of-dismissal', 'manual-filing', 'withdrawal-of-appearance', 'amended-complaint']) {
    const draft = await desk.begun(filer, base, event);
    for (const step of [
      'parties',
      'filers',
      'counsel',
      'documents',
      'protective',
      'details',
      'signers',
      'references',
      'text',
    ]) {
      const page = await filer.get(`${draft}/${step}`);
      calls(page, `${event}: ${step}`);
      if (page.statusCode === 200) seen.add(step);
    }
    const refused = await filer.post(`${draft}/documents`, { unknown: '1' });
    assert.ok(refused.statusCode >= 400);
    calls(refused, 'a form that is not of this page');
    calls(await desk.upload(filer, draft, Buffer.from('no PDF')), 'a file that is none');
  }
  assert.deepEqual([...seen].sort(), [
    'counsel',
    'details',
    'documents',
    'filers',
    'parties',
    'protective',
    'references',
    'signers',
    'text',
  ]);
  calls(await filer.get(`${base}/nowhere`), 'no such page');
  calls(await filer.get(`${base}/manage`), 'a page for clerks');
  calls(await filer.get(`${base}/documents/99`), 'a document that is not there');
  // Of a case that may not be seen no judge is named.
  await desk.court.owner.query(
    `update pub.case_record set presider = 'District Judge Tobias F. Okonjo' where case_id = $1`,
    [id],
  );
  const hidden = await filer.get(`/ecf/${COURT}/cases/1-26-cv-99999/file`);
  assert.equal(hidden.statusCode, 404);
  assert.doesNotMatch(hidden.body, /Bannerman/);
});
