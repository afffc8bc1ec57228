/** What changes between two screens of a filing, and marks in what people type that could disguise a line. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { sealCase, unsealCase } from '../src/court/access/seal.ts';
import type { AnswersInput } from '../src/court/events/answers.ts';
import { NOTHING_OWN } from '../src/court/events/court-dictionary.ts';
import { changeOwnEvents, seenMark } from '../src/court/settings/own-events.ts';
import type { CaseId } from '../src/kernel/ids.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { startCatcher } from '../src/platform/mail/catcher.ts';
import { smtpMailer } from '../src/platform/mail/mailer.ts';
import { tasksOf } from '../src/tasks.ts';
import { pdf } from './support/pdfs.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, rowVersionOf, said, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let jane: TestPerson;
let dana: TestPerson;
let carla: TestPerson;
let admin: TestPerson;
let seq = 800;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  jane = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  dana = await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' });
  admin = await court.aPerson('alma', ['admin'], { displayName: 'Alma Admin' });
  carla = await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
});
after(async () => {
  await web.end();
  await court.end();
});

interface Begun {
  readonly browser: Browser;
  readonly caseId: CaseId;
  /** The case's and the draft's addresses. */
  readonly inCase: string;
  readonly draft: string;
}

/** A draft of Jane's in a case of its own, after the choice of the event. */
async function begin(event: string): Promise<Begun> {
  const caseId = await court.aCase(++seq, jane, dana);
  const browser = await web.signedOn('jane.doe');
  const inCase = `/ecf/${COURT}/cases/1-26-cv-00${seq}`;
  await browser.get(`${inCase}/file`);
  await browser.post(`${inCase}/file`, { event, go: 'next' });
  assert.match(browser.at, /\/filers$/);
  return { browser, caseId, inCase, draft: browser.at.replace(/\/filers$/, '') };
}

/** Answers all steps but the words, up to the review. */
async function toReview({ browser, draft }: Begun): Promise<string> {
  await browser.post(`${draft}/filers`, { filer: '1', go: 'next', rowVersion: '0' });
  await browser.upload(`${draft}/documents`, { go: 'next', rowVersion: '0' }, [
    { name: 'main', fileName: 'notice.pdf', bytes: pdf({}) },
  ]);
  if (browser.at.endsWith('/signers')) {
    const signer = { 'name-0': 'Sam Signer', 'capacity-0': 'For the other side', 'held-0': 'paper' };
    await browser.post(`${draft}/signers`, { ...signer, keep: '1', go: 'next', rowVersion: '0' });
  }
  const page = await browser.get(`${draft}/review`);
  assert.match(page.body, /Pressing “File” commits this filing/, said(page.body).slice(0, 600));
  return page.body;
}
const fileIt = ({ browser, draft }: Begun, review: string) =>
  browser.post(`${draft}/review`, { key: idOf(draft), rowVersion: rowVersionOf(review), go: 'file' });
const idOf = (draft: string): string => draft.split('/').at(-1)!;
const entries = async (caseId: CaseId) =>
  (await court.owner.query('select 1 from pub.docket_entry where case_id = $1', [caseId])).length;

test('an event retired between two screens and between review and submit is not filed; the filer is told, and the answers stay', async () => {
  const [waiting, reviewed] = [await begin('stipulation'), await begin('stipulation')];
  const review = await toReview(reviewed);
  const text = '- retire: stipulation\n  until: 2026-03-04\n  source: General Order 1\n';
  await changeOwnEvents(court.system.court, admin.actor, COURT, { kind: 'add', text }, seenMark(NOTHING_OWN));
  const pressed = await fileIt(reviewed, review);
  assert.match(said(pressed.body), /The court has retired this event .* Nothing has been filed\./);
  assert.equal(await entries(reviewed.caseId), 0);
  const next = await waiting.browser.post(`${waiting.draft}/filers`, { filer: '1', go: 'next', rowVersion: '0' });
  assert.match(said(next.body), /The court has retired this event/);
  // What was answered meanwhile goes with the draft into another event.
  await waiting.browser.post(`${waiting.draft}/event`, { go: 'other', event: 'notice-other' });
  assert.match((await waiting.browser.get(`${waiting.draft}/filers`)).body, /name="filer" value="1" checked/);
});

test('a case closed between two screens: filing goes on, the next page and the notice say CASE CLOSED', async () => {
  const begun = await begin('motion/compel');
  await toReview(begun);
  await court.owner.query(`update pub.case_record set terminated_on = '2026-03-04' where case_id = $1`, [begun.caseId]);
  const page = await begun.browser.get(`${begun.draft}/review`);
  assert.match(said(page.body), /CASE CLOSED/);
  assert.match(said(page.body), /This case was closed on 03\/04\/2026\./);
  const done = await fileIt(begun, page.body);
  assert.match(said(done.body), /Filed as number 1/);
  assert.match(said(done.body), /WARNING: CASE CLOSED on 03\/04\/2026/);
});

test('a case sealed between two screens is as if it were not there, draft and all; uploads leave the public side; unsealed, the draft stands', async () => {
  const begun = await begin('notice-other');
  await toReview(begun);
  const { browser, draft, inCase } = begun;
  const [upload] = await court.owner.query<{ staged_path: string }>(
    'select staged_path from pub.upload where draft_id = $1::uuid',
    [idOf(draft)],
  );
  assert.ok(existsSync(upload!.staged_path));
  const order = { court: COURT, caseId: begun.caseId, authority: 'Order 1', reason: 'a reason' };
  await sealCase(court.system.court, carla.actor, order);
  const strange = `/ecf/${COURT}/drafts/00000000-0000-7000-8000-000000000001`;
  const same = (a: string, b: string) =>
    assert.equal(a.replaceAll(/request number [\w-]+/g, ''), b.replaceAll(/request number [\w-]+/g, ''));
  for (const step of ['', '/filers', '/documents', '/review', '/event']) {
    const [mine, nobodys] = [await browser.get(`${draft}${step}`), await browser.get(`${strange}${step}`)];
    assert.equal(mine.statusCode, nobodys.statusCode, step);
    same(said(mine.body), said(nobodys.body));
  }
  const [posted, other] = [
    await browser.post(`${draft}/filers`, { filer: '1', go: 'next', rowVersion: '1' }),
    await browser.post(`${strange}/filers`, { filer: '1', go: 'next', rowVersion: '1' }),
  ];
  assert.equal(posted.statusCode, other.statusCode);
  same(said(posted.body), said(other.body));
  assert.match(said((await browser.get(inCase)).body), /under seal/, 'as of every case under seal, and no more');
  assert.doesNotMatch((await browser.get(`/ecf/${COURT}/drafts`)).body, new RegExp(`00${seq}`));

  court.clock.advance(11 * 60_000);
  await tasksOf(court.system, { mailer: { send: async () => undefined }, baseOf: () => '', counted: () => undefined })
    .tasks['sweep-uploads']!({});
  assert.deepEqual(await court.owner.query('select 1 from pub.upload where draft_id = $1::uuid', [idOf(draft)]), []);
  assert.ok(!existsSync(upload!.staged_path), 'its bytes too');
  const kept = await court.owner.query<{ answers: { filers: number[] } }>(
    'select answers from sealed.draft where case_id = $1',
    [begun.caseId],
  );
  assert.deepEqual(kept[0]!.answers.filers, [1], 'the draft is not lost');
  await unsealCase(court.system.court, carla.actor, order);
  assert.match(
    (await browser.get(`${draft}/filers`)).body,
    /name="filer" value="1" checked/,
    'unsealed, it is there again',
  );
  const again = await browser.get(`${draft}/review`);
  assert.match(
    said(again.body),
    /A document of this filing is no longer here\./,
    'and says what must be uploaded again',
  );
  await browser.upload(`${draft}/documents`, { go: 'next', rowVersion: '0' }, [
    { name: 'main', fileName: 'notice.pdf', bytes: pdf({}) },
  ]);
  const review = await browser.get(`${draft}/review`);
  assert.match(said(await (await fileIt(begun, review.body)).body), /Filed as number 1/);
});

test('two windows at one draft: the second is told what the first has saved, its own words stand typed, and nothing is overwritten unseen', async () => {
  const begun = await begin('notice-other');
  await toReview(begun);
  const { browser, draft } = begun;
  const first = await browser.get(`${draft}/text`);
  const second = await browser.get(`${draft}/text`);
  await browser.post(`${draft}/text`, {
    words: 'of the first window',
    prefix: '',
    go: 'next',
    rowVersion: rowVersionOf(first.body),
  });
  const late = { words: 'of the second window', prefix: '', go: 'next', rowVersion: rowVersionOf(second.body) };
  const told = await browser.post(`${draft}/text`, late);
  assert.equal(told.statusCode, 422);
  assert.match(said(told.body), /This page is older than the draft: .* Saved is: Your words: “of the first window”\./);
  assert.match(told.body, />\s*of the second window<\/textarea>/, 'what was typed stands');
  const [kept] = await court.owner.query<{ answers: { freeText: string } }>(
    'select answers from pub.draft where draft_id = $1::uuid',
    [idOf(draft)],
  );
  assert.equal(kept!.answers.freeText, 'of the first window');
  // Now it has been seen: the second may take its own.
  const taken = await browser.post(`${draft}/text`, { ...late, rowVersion: rowVersionOf(told.body) });
  assert.match(said(taken.body), /of the second window/);
  // Another question of the same draft is nobody's loss: an old page of filers with the same answer goes on.
  const going = await browser.post(`${draft}/filers`, {
    filer: '1',
    go: 'next',
    rowVersion: rowVersionOf(second.body),
  });
  assert.equal(going.statusCode, 200);
  // Neither files what it has not seen.
  const pressed = await browser.post(`${draft}/review`, {
    key: idOf(draft),
    rowVersion: rowVersionOf(second.body),
    go: 'file',
  });
  assert.equal(pressed.statusCode, 409);
  assert.equal(await entries(begun.caseId), 0);
});

test('an order that grants more time asks the day and which deadlines get it, with those of the motion ticked; the review and the page of deadlines say so', async () => {
  const caseId = await court.aCase(++seq, jane, dana);
  const inCase = `/ecf/${COURT}/cases/1-26-cv-00${seq}`;
  const files = async (by: TestPerson, answers: AnswersInput) =>
    court.files(by, caseId, { ...answers, documents: { main: await court.uploads(by) } });
  await files(jane, {
    event: 'summons-returned-executed',
    filers: [1],
    prompts: { against: [2], served: '2026-02-20' },
  });
  const motion = await files(dana, {
    ...{ event: 'motion', filers: [2] },
    reliefs: [{ code: 'extension-of-time-to-answer', prompts: { until: '2026-04-03' } }],
  });
  const clerk = await web.signedOn('carla.clerk');
  await clerk.get(`${inCase}/file`);
  await clerk.post(`${inCase}/file`, { event: 'electronic-order', go: 'next' });
  const draft = clerk.at.replace(/\/[a-z]+$/, '');
  const details = await clerk.get(`${draft}/details`);
  const at = `${motion.entry}-1`;
  assert.match(said(details.body), /If more time is granted: new due date The motion asks for 04\/03\/2026\./);
  const [, ticked] = new RegExp(`name="moves-${at}" value="([0-9a-f-]{36})" checked`).exec(details.body) ?? [];
  assert.ok(ticked, 'the deadline of the motion is ticked');
  assert.match(said(details.body), /Robin Baker: Answer due 03\/13\/2026/);
  const sent = { [`ruling-${at}`]: 'granting', [`moves-${at}-shown`]: '1', go: 'next', rowVersion: '0' };
  const wrong = await clerk.post(`${draft}/details`, { ...sent, [`until-${at}`]: 'soon', [`moves-${at}`]: ticked });
  assert.match(said(wrong.body), /More time is granted, and no new day is given\./);
  await clerk.post(`${draft}/details`, { ...sent, [`until-${at}`]: '04/06/2026', [`moves-${at}`]: ticked });
  await clerk.post(`${draft}/text`, { words: 'So ordered.', prefix: '', go: 'next', rowVersion: '0' });
  const review = await clerk.get(`${draft}/review`);
  assert.match(said(review.body), /Robin Baker answer due April 6, 2026\./);
  const done = await clerk.post(`${draft}/review`, {
    key: idOf(draft),
    rowVersion: rowVersionOf(review.body),
    go: 'file',
  });
  assert.match(said(done.body), /Filed as number/);
  const shown = said((await (await web.signedOn('dana.defence')).get(`${inCase}/deadlines`)).body);
  assert.match(shown, /04\/06\/2026 Answer due Robin Baker entry 1 moved from 03\/13\/2026 by entry 3 of 03\/04\/2026/);
  assert.match(shown, /03\/13\/2026 Answer due Robin Baker entry 1 moved on 03\/04\/2026 by entry 3/);
});

/** Hebrew, Arabic, a letter of two marks, and marks that would turn the rest of the line around. */
const RTL = 'שלום عربى é̂';
const TURNED = '\u202e\u2066\u061cgnihton\u2069\u200f';
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

test('right-to-left text and combining marks come through whole; marks that turn a line are taken out of docket, notice, mail and file names', async () => {
  const begun = await begin('notice-other');
  const { browser, draft, caseId, inCase } = begun;
  await court.owner.query('update pub.case_record set short_title = $2 where case_id = $1', [
    caseId,
    `Acme v. ${RTL}${TURNED}`,
  ]);
  await browser.post(`${draft}/filers`, { filer: '1', go: 'next', rowVersion: '0' });
  await browser.upload(
    `${draft}/documents`,
    { go: 'upload', rowVersion: '0', category: 'Exhibit', description: `${RTL}${TURNED}` },
    [
      { name: 'main', fileName: `${TURNED}main.pdf`, bytes: pdf({}) },
      { name: 'attachment', fileName: `a${TURNED}.pdf`, bytes: pdf({ pages: 2 }) },
    ],
  );
  await browser.post(`${draft}/text`, {
    words: `of ${RTL}${TURNED}\n(Roe, Robin)`,
    prefix: '',
    go: 'next',
    rowVersion: '0',
  });
  const review = await browser.get(`${draft}/review`);
  assert.match(review.body, /Pressing “File”/, said(review.body).slice(0, 500));
  const done = await fileIt(begun, review.body);
  assert.match(said(done.body), /Filed as number 1/, said(done.body).slice(0, 500));
  const text = `NOTICE by Acme Corp. of ${RTL}gnihton (Roe, Robin)`;
  const [entry] = await court.owner.query<{ text: string }>('select text from pub.entry_version where case_id = $1', [
    caseId,
  ]);
  assert.ok(entry!.text.startsWith(text), entry!.text);
  assert.ok(entry!.text.includes(`(Attachments: # 1 Exhibit ${RTL}gnihton)`), entry!.text);
  const docket = await (await web.signedOn('carla.clerk')).get(`${inCase}/docket`);
  const shown = docket.body.slice(docket.body.indexOf('class="docket"'));
  for (const page of [done.body, shown]) {
    assert.ok(page.includes(RTL));
    assert.doesNotMatch(page, TURNS);
  }
  const dir = await mkdtemp(path.join(tmpdir(), 'openecf-mail-'));
  const catcher = await startCatcher({ port: 0, dir, log: silentLog, clock: court.clock });
  const mailer = smtpMailer(`smtp://127.0.0.1:${catcher.port}`);
  try {
    const [filing] = await court.owner.query<{ filing_id: string }>(
      `select filing_id from pub.filing where (receipt->>'caseId')::bigint = $1`,
      [caseId],
    );
    const { tasks } = tasksOf(court.system, { mailer, baseOf: () => 'http://localhost', counted: () => undefined });
    await tasks['after-filing']!({ court: COURT, filing: filing!.filing_id });
    const sent = catcher.list({ to: 'dana.defence@firm.example' });
    assert.equal(sent.length, 1);
    assert.ok(sent[0]!.subject.includes(`Acme v. ${RTL}`), sent[0]!.subject);
    assert.doesNotMatch(sent[0]!.subject, TURNS);
  } finally {
    mailer.close();
    await catcher.stop();
    await rm(dir, { recursive: true, force: true });
  }
});
