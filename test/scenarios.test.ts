/** Scenarios of spec/filing.md appendix D, each over HTTP as a lawyer or a program meets it, named by its number there. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemActor } from '../src/court/access/actor.ts';
import { enqueueJob } from '../src/court/cases/ports.ts';
import { recordCase } from '../src/court/cases/record-case.ts';
import type { AnswersInput } from '../src/court/events/answers.ts';
import type { DeadlineSet } from '../src/court/filing/model.ts';
import { forgetCourt } from '../src/court/settings/court-settings.ts';
import type { PersonId } from '../src/kernel/ids.ts';
import type { MailMessage } from '../src/kernel/ports.ts';
import { systemRandom } from '../src/kernel/random.ts';
import type { CivilDate } from '../src/kernel/time.ts';
import { tasksOf } from '../src/tasks.ts';
import { seenPages } from './support/pdf-reading.ts';
import { activePdfs, fillablePdfs, pdf, securedPdf } from './support/pdfs.ts';
import { signedByAnother } from './support/signers.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from './support/system.ts';
import { aWebCourt, type Browser, multipart, rowVersionOf, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;
let people: Readonly<Record<'jane' | 'dana' | 'sam' | 'carla', TestPerson>>;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  people = {
    jane: await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' }),
    dana: await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' }),
    sam: await court.aPerson('sam.stays', ['attorney'], { displayName: 'Sam Stays' }),
    carla: await court.aPerson('carla.clerk', ['clerk'], { displayName: 'Carla Clerk' }),
  };
});
after(async () => {
  await web.end();
  await court.end();
});

/** A civil case of Acme Corp. (1, Jane Doe) against Robin Baker (2) and Alma Abel (3), with counsel of both; its address. */
async function aCase(
  seq: number,
  counsel: readonly TestPerson[] = [people.dana],
  at: { readonly in: TestCourt; readonly jane: TestPerson; readonly on: string } = {
    in: court,
    jane: people.jane,
    on: '2026-01-05',
  },
): Promise<string> {
  const appear = (who: TestPerson) => ({ person: who.person as PersonId, lead: true, notice: true });
  const yy = at.on.slice(2, 4);
  await at.in.system.court.court.transaction((tx) =>
    recordCase(tx, { clock: at.in.clock, random: systemRandom, enqueue: enqueueJob }, systemActor('test'), {
      ...{ court: COURT, number: { office: '1', yy, type: 'cv', seq }, title: 'Acme Corp. v. Baker et al' },
      ...{ filedOn: at.on as CivilDate, presider: null, referral: null },
      parties: [
        { role: 'Plaintiff', name: 'Acme Corp.', counsel: [appear(at.jane)] },
        { role: 'Defendant', name: 'Robin Baker', counsel: counsel.map(appear) },
        { role: 'Defendant', name: 'Alma Abel', counsel: counsel.map(appear) },
      ],
    }),
  );
  return `/cases/1-${yy}-cv-${String(seq).padStart(5, '0')}`;
}

async function signedOn(loginId: string, at: WebCourt = web): Promise<Browser> {
  const browser = at.browser();
  await browser.signOn(loginId);
  return browser;
}

let sent = 0;
/** One request of a program: `filings`, or `filings:check`, with a main document. */
function send(
  browser: Browser,
  inCase: string,
  answers: AnswersInput,
  act = 'filings',
  at: WebCourt = web,
  key = `scenario-${++sent}`,
) {
  const filing = { ...answers, documents: { main: 'paper' } };
  const { payload, type } = multipart({ filing: JSON.stringify(filing) }, [
    { name: 'paper', fileName: 'paper.pdf', bytes: pdf({}) },
  ]);
  return at.app.inject({
    method: 'POST',
    url: `/api/v1/courts/olyd${inCase}/${act}`,
    headers: {
      'content-type': type,
      'idempotency-key': key,
      'x-next-gen-cso': browser.cookies.get('NextGenCSO')!,
    },
    payload,
  });
}

interface Filed {
  readonly filingId: string;
  readonly entry: number;
  readonly documentNumber: number;
  readonly filedOn: string;
  readonly text: string;
  readonly deadlines: readonly { readonly name: string; readonly dueOn: string }[];
}
async function filed(browser: Browser, inCase: string, answers: AnswersInput, at: WebCourt = web): Promise<Filed> {
  const answer = await send(browser, inCase, answers, 'filings', at);
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().receipt;
}
const complaint = (at: { carla: Browser }, inCase: string, where: WebCourt = web): Promise<Filed> =>
  filed(at.carla, inCase, { event: 'complaint', filers: [1], prompts: { against: [2, 3] } }, where);

/** The page as it reads: without tags, with the signs that stand for themselves. */
const readable = (body: string): string =>
  body
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;|’/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

test('2: an encrypted, an oversize, a scripted, a malformed file and no PDF at all get exactly the words of §4.3', async () => {
  const inCase = await aCase(2);
  const jane = await signedOn('jane.doe');
  await jane.get(`/ecf/olyd${inCase}/file`);
  const begun = await jane.post(`/ecf/olyd${inCase}/file`, { event: 'notice-other', go: 'next' });
  await jane.post(jane.at, { filer: '1', go: 'next', rowVersion: rowVersionOf(begun.body) });
  const active =
    'ERROR: Document is malformed or contains code which may cause an external action (such as launching an application). This PDF document cannot be accepted.';
  const words: readonly (readonly [string, Buffer, string])[] = [
    [
      'encrypted.pdf',
      securedPdf(),
      'ERROR: This document has security measures in effect, such as password protection or access restriction. This PDF document cannot be accepted.',
    ],
    [
      'oversize.pdf',
      Buffer.concat([pdf({}), Buffer.alloc(50 * 1024 * 1024)]),
      "You cannot load this file because it's over 50 Megabytes (MB)",
    ],
    ['scripted.pdf', activePdfs['JavaScript that runs on opening']!(), active],
    ['malformed.pdf', activePdfs['arrays 200,000 deep']!(), active],
    ['form.pdf', activePdfs['an XFA form']!(), active],
    [
      'fillable.pdf',
      fillablePdfs['a field for text']!(),
      'Fillable PDF forms must be flattened before filing in CM/ECF. Flattening ensures that the document can be viewed on all devices and prevents others from manipulating or editing the form fields.',
    ],
    [
      'word.pdf',
      Buffer.from('PK\u0003\u0004 of a word processor'),
      'ERROR: Document is not a well-formed PDF document',
    ],
  ];
  for (const [fileName, bytes, expected] of words) {
    const answer = await jane.upload(jane.at, { go: 'next', rowVersion: '0' }, [{ name: 'main', fileName, bytes }]);
    assert.equal(answer.statusCode, 422, fileName);
    const said = words.map(([, , each]) => each).filter((each) => readable(answer.body).includes(each));
    assert.deepEqual(new Set(said), new Set([expected]), `${fileName}: these words and none of the others`);
  }
  assert.deepEqual(await court.owner.query('select 1 from pub.upload where original_name <> $1', ['paper.pdf']), []);
});

test('3: a second answer by defendant A is sent to Other Answers, with the draft kept; B is told nothing, and nobody is refused', async () => {
  const inCase = await aCase(3);
  const [dana, carla] = [await signedOn('dana.defence'), await signedOn('carla.clerk')];
  const opened = await complaint({ carla }, inCase);
  const answerOf = (...filers: number[]): AnswersInput => ({
    ...{ event: 'answer', filers, references: [{ seq: opened.entry }], prompts: { 'jury-demand': false } },
  });
  const warned = async (filing: AnswersInput): Promise<readonly string[]> => {
    const checked = await send(dana, inCase, filing, 'filings:check');
    assert.equal(checked.statusCode, 200, checked.body);
    return checked.json().warnings;
  };
  const begin = async () => {
    await dana.get(`/ecf/olyd${inCase}/file`);
    const page = await dana.post(`/ecf/olyd${inCase}/file`, { event: 'answer', go: 'next' });
    assert.match(dana.at, /\/filers$/);
    return readable(page.body);
  };
  assert.deepEqual(await warned(answerOf(2, 3)), [], 'before anybody has answered');
  assert.doesNotMatch(await begin(), /already/);
  const first = await filed(dana, inCase, answerOf(2));

  // By program: told of A, not of B.
  const words = `Answer already filed by: Robin Baker (number ${first.documentNumber}, 03/04/2026). For another answer of such a party use an event under “Other Answers”. This is a warning only: you can file all the same, and no deadline is touched by it.`;
  assert.deepEqual(await warned(answerOf(2, 3)), [words]);
  assert.deepEqual(await warned(answerOf(3)), []);
  assert.deepEqual(
    await warned({ ...answerOf(2), event: 'amended-answer', prompts: {} }),
    [],
    'that is the right event',
  );

  // On the pages: told on the filers' step and on the review of A's; on B's review not.
  const told = words.replace(/[“”]/g, '.');
  assert.match(await begin(), new RegExp(told.replace(/[()]/g, '\\$&')));
  const draft = dana.at.replace(/\/filers$/, '');
  const toReview = async (party: string): Promise<string> => {
    await dana.post(`${draft}/filers`, { filer: party, go: 'next', rowVersion: '0' });
    if (party === '2')
      await dana.upload(`${draft}/documents`, { go: 'next', rowVersion: '0' }, [
        { name: 'main', fileName: 'answer.pdf', bytes: pdf({}) },
      ]);
    await dana.post(`${draft}/details`, { 'p-jury-demand': 'no', go: 'next', rowVersion: '0' });
    await dana.post(`${draft}/references`, { ref: String(opened.entry), go: 'next', rowVersion: '0' });
    const page = await dana.get(`${draft}/review`);
    assert.match(page.body, /Pressing “File” commits this filing/);
    return page.body;
  };
  assert.match(await toReview('2'), /Answer already filed by: Robin Baker/);
  assert.doesNotMatch(await toReview('3'), /already/);
  const review = await toReview('2');

  // The link gives the draft another event and keeps what was answered.
  const other = /Answer already filed by.*? href="([^"]+)"/s.exec(review)![1]!;
  assert.match((await dana.get(other)).body, /<h1>Choose another event/);
  await dana.post(other, { event: 'amended-answer', go: 'other' });
  const kept = await dana.get(`${draft}/review`);
  assert.match(readable(kept.body), /AMENDED ANSWER to 1 Complaint by Robin Baker/);
  assert.match(kept.body, /answer\.pdf/);
  assert.doesNotMatch(kept.body, /already/);

  // What the court has stricken is no answer; A's own counterclaim makes A no new answer due.
  const strike = (by: string | null) =>
    court.owner.query(
      `update pub.docket_entry set stricken_by = $1 where entry_seq = $2 and case_id = (
         select case_id from pub.case_record where yy = '26' and seq = 3)`,
      [by, first.entry],
    );
  await strike('Order 9');
  assert.deepEqual(await warned(answerOf(2)), []);
  await strike(null);
  await filed(dana, inCase, { event: 'counterclaim', filers: [2], prompts: { against: [1] } });
  assert.deepEqual(await warned(answerOf(2)), [words]);

  // It is a warning: whoever files all the same has filed. After an amended complaint nobody is told.
  await filed(dana, inCase, answerOf(2));
  assert.equal((await warned(answerOf(2))).length, 1);
  const jane = await signedOn('jane.doe');
  await filed(jane, inCase, { event: 'amended-complaint', filers: [1], prompts: { against: [2, 3] } });
  assert.deepEqual(await warned(answerOf(2)), []);
});

test('4: a motion to dismiss, its memorandum linked to it; the opposition is due in 14 days, by the court’s cut-off', async () => {
  const inCase = await aCase(4);
  const [jane, dana] = [await signedOn('jane.doe'), await signedOn('dana.defence')];
  const motion: AnswersInput = { event: 'motion', filers: [2], reliefs: [{ code: 'dismiss' }] };
  const chosen = async (settings: Readonly<Record<string, unknown>>) => {
    for (const [key, value] of Object.entries(settings))
      await court.owner.query('insert into pub.court_setting_version values ($1, $2, $3, $4, $5::jsonb)', [
        ...[COURT, key, '2026-01-01', court.clock.now(), JSON.stringify(value)],
      ]);
    court.clock.advance(60_000);
  };
  const opposition = async (): Promise<DeadlineSet> => {
    const checked = await send(dana, inCase, motion, 'filings:check');
    assert.equal(checked.statusCode, 200, checked.body);
    return checked.json().deadlines.find((each: DeadlineSet) => each.title === 'Response to motion due');
  };
  // Wednesday 03/04/2026, 10 AM Eastern Time.
  const atMidnight = await opposition();
  assert.equal(atMidnight.dueOn, '2026-03-18');
  assert.match(atMidnight.explained.at(-1)!, /before midnight Eastern Time/);
  await chosen({ cutOff: '18:00' });
  const atSix = await opposition();
  assert.equal(atSix.dueOn, '2026-03-18');
  assert.match(atSix.explained.at(-1)!, /before 6:00 PM Eastern Time on that day/);

  const moved = await filed(dana, inCase, motion);
  assert.deepEqual(
    moved.deadlines.map((each) => [each.name, each.dueOn]),
    [['response-to-motion', '2026-03-18']],
  );
  const memorandum = await filed(dana, inCase, {
    ...{ event: 'memorandum-in-support', filers: [2], references: [{ seq: moved.entry as never }] },
  });
  assert.equal(
    memorandum.text,
    `MEMORANDUM in Support re ${moved.documentNumber} MOTION to Dismiss filed by Robin Baker.(Defence, Dana)`,
  );
  const docket = await (await signedOn('carla.clerk')).get(`/ecf/olyd${inCase}/docket`);
  const link = /re <a href="([^"]+)"[^>]*>(\d+)<\/a> MOTION to Dismiss/.exec(docket.body);
  assert.ok(link, 'the docket leads from the memorandum to the motion');
  assert.equal(link[2], String(moved.documentNumber));
  const open = () =>
    court.owner.query<{ due_on: string }>(
      `select due_on from pub.deadline where trigger_seq = $1 and ended_by is null and case_id = (
         select case_id from pub.case_record where yy = '26' and seq = 4)`,
      [moved.entry],
    );
  assert.equal((await open()).length, 1);
  await filed(jane, inCase, {
    ...{ event: 'response-in-opposition', filers: [1], references: [{ seq: moved.entry as never }] },
  });
  assert.deepEqual(await open(), [], 'the opposition ends it');
});

test('5: a waiver of service that was sent on 10/25/2017 makes the answer due on 12/26/2017', async () => {
  const then = await aTestCourt({ now: '2017-11-01T15:00:00Z' });
  const pages = await aWebCourt(then);
  try {
    const jane = await then.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
    await then.aPerson('carla.clerk', ['clerk'], { displayName: 'Carla Clerk' });
    const inCase = await aCase(5, [], { in: then, jane, on: '2017-10-20' });
    const opened = await complaint({ carla: await signedOn('carla.clerk', pages) }, inCase, pages);
    const waiver: AnswersInput = {
      ...{ event: 'waiver-of-service', filers: [1], references: [{ seq: opened.entry as never }] },
      prompts: { against: [2], sent: '2017-10-25' },
      ...signedByAnother,
    };
    const browser = await signedOn('jane.doe', pages);
    const checked = await send(browser, inCase, waiver, 'filings:check', pages);
    const [deadline] = checked.json().deadlines as readonly DeadlineSet[];
    assert.match(deadline!.explained.join('\n'), /Christmas/, 'day 60 is a Sunday, the day after it a holiday');
    const returned = await filed(browser, inCase, waiver, pages);
    assert.match(returned.text, /Robin Baker waiver sent on October 25, 2017\. Answer due December 26, 2017\./);
    assert.deepEqual(
      returned.deadlines.map((each) => [each.name, each.dueOn]),
      [['answer-after-waiver', '2017-12-26']],
    );
  } finally {
    await pages.end();
    await then.end();
  }
});

test('9: the clerk gives a wrong event its right one; the text says Modified, and those who were told are told of the correction', async () => {
  const inCase = await aCase(9);
  const [jane, carla] = [await signedOn('jane.doe'), await signedOn('carla.clerk')];
  const wrong = await filed(jane, inCase, { event: 'notice-other', filers: [1], freeText: 'of a motion' });
  const mailed: MailMessage[] = [];
  const deliver = () =>
    tasksOf(court.system, {
      mailer: { send: async (message) => void mailed.push(message) },
      baseOf: (id) => `http://localhost/ecf/${id}`,
      counted: () => undefined,
    }).tasks['after-filing']!({ court: COURT, filing: wrong.filingId });
  await deliver();
  assert.equal(mailed.length, 2, 'counsel of both sides');

  const address = `/ecf/olyd${inCase}/manage/entries/${wrong.entry}/event`;
  await carla.get(address);
  const typed = { event: 'motion', version: '1', relief: 'compel', refers: '', words: 'the documents', prefix: '' };
  const asked = await carla.post(address, { ...typed, go: 'check' });
  assert.match(
    readable(asked.body),
    /Send a notice of the correction to the 2 people who got the notice of this entry/,
  );
  const done = await carla.post(address, { ...typed, tell: '1', go: 'do' });
  assert.equal(done.statusCode, 200, readable(done.body).slice(0, 500));
  const text =
    'MOTION to Compel the documents by Acme Corp..(Doe, Jane) Modified on 3/4/2026 to correct the event (Clerk, Carla).';
  assert.match(
    readable((await carla.get(`/ecf/olyd${inCase}/docket`)).body),
    new RegExp(text.replace(/[().]/g, '\\$&')),
  );

  await deliver();
  await deliver();
  const corrections = mailed.slice(2);
  assert.deepEqual(
    corrections.flatMap((each) => each.to).sort(),
    ['dana.defence@firm.example', 'jane.doe@firm.example'],
    'each once, however often it is delivered',
  );
  for (const each of corrections) {
    assert.match(
      each.subject,
      /^Activity in Case 1:26-cv-00009 Acme Corp\. v\. Baker et al Motion to Compel \(corrected\)$/,
    );
    assert.ok(each.text.replace(/\s+/g, ' ').includes(text), each.text);
    assert.match(
      each.text,
      /The following transaction was entered on 3\/4\/2026 at [^ ]+ [AP]M E[SD]T and filed on 3\/4\/2026/,
    );
  }
  assert.equal(new Set(mailed.map((each) => each.messageId)).size, 4);
  // The deadline of the motion counts from its filing, and stands on the page of deadlines.
  const deadlines = readable((await jane.get(`/ecf/olyd${inCase}/deadlines`)).body);
  assert.match(deadlines, /03\/18\/2026 Response to motion due Whoever it concerns entry 1/);
});

test('11: a lawyer withdraws; the other counsel stays on the docket, and no later notice goes to the one who left', async () => {
  const inCase = await aCase(11, [people.dana, people.sam]);
  const [jane, dana] = [await signedOn('jane.doe'), await signedOn('dana.defence')];
  const mailedTo = async (filing: string): Promise<string> => {
    const notice = readable((await jane.get(`/ecf/olyd/filings/${filing}`)).body);
    const mailed = /Notice has been electronically mailed to:(.*?)Notice will not be electronically mailed to:/.exec(
      notice,
    );
    assert.ok(mailed, notice.slice(0, 4000));
    return mailed[1]!;
  };
  const motion: AnswersInput = { event: 'motion', filers: [1], reliefs: [{ code: 'compel' }] };
  const earlier = await mailedTo((await filed(jane, inCase, motion)).filingId);
  assert.match(earlier, /Dana Defence/);
  assert.match(earlier, /Sam Stays/);
  const gone = people.dana.person as PersonId;
  const left = await filed(dana, inCase, {
    event: 'withdrawal-of-appearance',
    filers: [2, 3],
    endedCounsel: [
      { partyNo: 2, person: gone },
      { partyNo: 3, person: gone },
    ],
  });
  assert.match(left.text, /NOTICE of Withdrawal of Appearance of Dana Defence on behalf of Robin Baker, Alma Abel/);
  const next = await mailedTo((await filed(jane, inCase, motion)).filingId);
  assert.match(next, /Sam Stays/);
  assert.doesNotMatch(next, /Dana Defence|dana\.defence@/);
  const [told] = await court.owner.query<{ addresses: string[] }>(
    `select array_agg(address order by address) as addresses from pub.notice
     where (case_id, entry_seq) = (select case_id, max(entry_seq) from pub.docket_entry where case_id = (
       select case_id from pub.case_record where yy = '26' and seq = 11) group by case_id)`,
  );
  assert.deepEqual(told!.addresses, ['jane.doe@firm.example', 'sam.stays@firm.example']);
  const docket = readable((await (await signedOn('carla.clerk')).get(`/ecf/olyd${inCase}/docket?parties=1`)).body);
  assert.match(docket, /Robin Baker .*?represented by.*? Sam Stays/);
  assert.match(docket, /Dana Defence .*?TERMINATED: 03\/04\/2026/);
  assert.doesNotMatch(docket, /Sam Stays(?:(?!Dana Defence).)*?TERMINATED/);
});

/** The numbers of the documents on a docket page, and the PDFs that its rows lead to. */
const serialsOn = (page: string): string[] => [...page.matchAll(/\/documents\/(\d+)"/g)].map((found) => found[1]!);

test('15: one document is spread to three associated cases, with a number of its own in each, and is one file', async () => {
  const cases = [await aCase(151), await aCase(152), await aCase(153)];
  const number = (n: number) => `1:26-cv-00${151 + n}`;
  const [jane, dana, carla] = [
    await signedOn('jane.doe'),
    await signedOn('dana.defence'),
    await signedOn('carla.clerk'),
  ];
  for (const n of [1, 2])
    await carla.post(`/ecf/olyd${cases[0]}/manage/links`, { go: 'link', kind: 'member', number: number(n) });
  const notice: AnswersInput = { event: 'notice-other', filers: [1], freeText: 'of Change of Address' };
  // The second and the third docket are longer already.
  for (const [n, before] of [0, 1, 2].entries())
    for (let more = 0; more < before; more++) await filed(jane, cases[n]!, notice);

  // By a program: the check shows every text, then it is filed, once.
  const spread = { ...notice, alsoIn: [{ case: number(1) }, { case: cases[2]!.slice('/cases/'.length) }] } as never;
  const checked = await send(jane, cases[0]!, spread, 'filings:check');
  assert.equal(checked.statusCode, 200, checked.body);
  const ends = /Filed In Associated Cases: 1:26-cv-00151 et al\. ?\(Doe, Jane\)$/;
  for (const each of [checked.json(), ...checked.json().alsoIn]) assert.match(each.text, ends);
  assert.deepEqual(
    checked.json().alsoIn.map((each: { case: string }) => each.case),
    [number(1), number(2)],
  );
  const answer = await send(jane, cases[0]!, spread, 'filings', web, 'scenario-15');
  assert.equal(answer.statusCode, 201, answer.body);
  const { receipt } = answer.json();
  assert.deepEqual(
    [receipt, ...receipt.alsoIn].map((each) => [each.caseNumber, each.documentNumber]),
    [
      [number(0), 1],
      [number(1), 2],
      [number(2), 3],
    ],
  );
  const [serial] = receipt.documents.map((each: { serial: number }) => each.serial);
  const bytes = new Set<string>();
  for (const [n, inCase] of cases.entries()) {
    const page = (await carla.get(`/ecf/olyd${inCase}/docket`)).body;
    assert.match(
      readable(page),
      /NOTICE by Acme Corp\. of Change of Address .{0,20}Filed In Associated Cases: 1:26-cv-00151 et al\./,
    );
    assert.equal(serialsOn(page).filter((each) => each === String(serial)).length > 0, true, 'the same document');
    const served = await carla.get(`/ecf/olyd${inCase}/documents/${serial}/pdf`);
    assert.equal(served.statusCode, 200);
    const header = new RegExp(`Case ${number(n)} +Document ${n + 1} +Filed`);
    const [page1] = await seenPages(served.rawPayload);
    assert.match(page1!.text, header, 'stamped with the number of its own case');
    bytes.add(served.rawPayload.subarray(0, receipt.documents[0].bytes).toString('hex'));
  }
  assert.equal(bytes.size, 1, 'and below the stamp it is the same file');
  const stranger = await send(dana, cases[0]!, { ...notice, alsoIn: [{ case: '1:26-cv-09999' }] } as never);
  assert.equal(stranger.statusCode, 422);
  assert.equal(stranger.json().error.code, 'spread-not-associated');

  await court.owner.query(
    `insert into pub.court_setting_version (court_id, key, effective_from, recorded_at, value)
     values ($1, 'spread', '2026-01-01', clock_timestamp(), $2::jsonb)`,
    [
      COURT,
      JSON.stringify({
        ...{ words: 'Filed In Associated Cases', named: 'first' },
        masterOnly: 'File in the master case only, unless the court has ordered otherwise.',
      }),
    ],
  );
  forgetCourt(court.system.court.web, COURT);

  // By the wizard: the step asks, shows for whom it is filed in each, and the review shows each text.
  await jane.get(`/ecf/olyd${cases[0]}/file`);
  const begun = await jane.post(`/ecf/olyd${cases[0]}/file`, { event: 'notice-other', go: 'next' });
  await jane.post(jane.at, { filer: '1', go: 'next', rowVersion: rowVersionOf(begun.body) });
  await jane.upload(jane.at, { go: 'next', rowVersion: '0' }, [{ name: 'main', fileName: 'n.pdf', bytes: pdf({}) }]);
  const asked = await jane.post(jane.at, { go: 'next', rowVersion: '0' });
  assert.match(jane.at, /\/cases$/);
  assert.match(readable(asked.body), /File in the master case only, unless the court has ordered otherwise\./);
  assert.match(
    readable(asked.body),
    /Is it to be filed in other cases too\?.*1:26-cv-00152.*For whom in 1:26-cv-00152: Acme Corp\./,
  );
  const ids = [...asked.body.matchAll(/name="case" value="(\d+)"/g)].map((found) => found[1]!);
  assert.equal(ids.length, 2);
  const nobody = await jane.post(jane.at, { case: ids, [`for-${ids[0]}`]: '1', go: 'next', rowVersion: '0' });
  assert.equal(nobody.statusCode, 422);
  assert.match(readable(nobody.body), /1:26-cv-00153/, 'which case it is that is not right');
  await jane.post(jane.at, { case: ids, [`for-${ids[0]}`]: '1', [`for-${ids[1]}`]: '1', go: 'next', rowVersion: '0' });
  const review = await jane.post(jane.at, { words: 'of Change of Address', go: 'next', rowVersion: '0' });
  assert.match(
    readable(review.body),
    /Also filed in.*1:26-cv-00152.*Filed In Associated Cases.*1:26-cv-00153.*Filed there for Acme Corp\./,
  );
  const key = /name="key" value="([^"]+)"/.exec(review.body)![1]!;
  const done = await jane.post(jane.at, { key, rowVersion: rowVersionOf(review.body), go: 'file' });
  assert.equal(done.statusCode, 200, done.body.slice(0, 2000));
  const told = readable(done.body);
  for (const n of [0, 1, 2])
    assert.match(told, new RegExp(`Case Number: ${number(n)} Filer: Acme Corp\\. Document Number: ${n + 2}`));

  // A clerk who seals one of them is asked what becomes of these entries in the others.
  const seal = { what: 'case', act: 'seal', caseAuthority: 'Order 9', caseReason: 'Trade secrets.' };
  const confirm = await carla.post(`/ecf/olyd${cases[2]}/manage/seal`, { ...seal, go: 'check' });
  assert.match(readable(confirm.body), /2 entries of this case were filed in other cases too/);
  const undecided = await carla.post(`/ecf/olyd${cases[2]}/manage/seal`, { ...seal, go: 'do' });
  assert.equal(undecided.statusCode, 422);
  await carla.post(`/ecf/olyd${cases[2]}/manage/seal`, { ...seal, elsewhere: 'leave', go: 'do' });
  assert.equal((await dana.get(`/ecf/olyd${cases[2]}/docket`)).statusCode, 403);
  const stays = readable((await carla.get(`/ecf/olyd${cases[0]}/docket`)).body);
  assert.doesNotMatch(stays, /1:26-cv-00153/);
  assert.match(stays, /Filed In Associated Cases: 1:26-cv-00151 et al\./, 'two of them are left');
  const fresh = await send(jane, cases[0]!, spread);
  assert.equal(fresh.statusCode, 422, 'a sealed case is answered as one that is not associated');
  const again = await send(jane, cases[0]!, spread, 'filings', web, 'scenario-15');
  assert.equal(again.statusCode, 200);
  assert.deepEqual(again.json().receipt, receipt, 'the same key is the same receipt, for ever');
});
