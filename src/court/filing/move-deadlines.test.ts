/** Deadlines that are moved, that are the longest of several, and that are longer for who is served by mail. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, PersonId } from '../../kernel/ids.ts';
import { systemRandom } from '../../kernel/random.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { systemActor } from '../access/actor.ts';
import { sealEntry, unsealEntry } from '../access/seal.ts';
import { enqueueJob } from '../cases/ports.ts';
import { ensurePerson, recordCase } from '../cases/record-case.ts';
import { deadlinesOf } from '../docket/deadlines.ts';
import type { AnswersInput } from '../events/answers.ts';

let court: TestCourt;
let jane: TestPerson;
let dana: TestPerson;
let carla: TestPerson;
let judge: TestPerson;
let paper: PersonId;
let seq = 4000;

before(async () => {
  court = await aTestCourt();
  jane = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  dana = await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' });
  carla = await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
  const writing = { clock: court.clock, random: systemRandom, enqueue: enqueueJob };
  paper = await court.system.court.court.transaction((tx) =>
    ensurePerson(tx, writing, COURT, {
      ...{ kind: 'attorney', displayName: 'Peter Paper', signatureName: null, title: null, initials: null },
      ...{
        account: null,
        secondaryEmails: [],
        status: 'unregistered',
        firm: null,
        phone: null,
        fax: null,
        email: null,
      },
      address: '1 Mill Lane',
    }),
  );
});
after(() => court.end());

/** Acme Corp. (1, Jane) against Robin Baker (2, Dana), Alma Abel (3), Pat Prose (4, for herself, no e-mail), Cora Cole (5). */
async function aCase(counselOf5: readonly PersonId[] = []): Promise<CaseId> {
  const appear = (who: PersonId) => ({ person: who, lead: true, notice: true });
  return court.system.court.court.transaction((tx) =>
    recordCase(tx, { clock: court.clock, random: systemRandom, enqueue: enqueueJob }, systemActor('test'), {
      ...{
        court: COURT,
        number: { office: '1', yy: '26', type: 'cv', seq: ++seq },
        title: 'Acme Corp. v. Baker et al',
      },
      ...{ filedOn: '2026-01-05' as CivilDate, presider: null, referral: null },
      parties: [
        { role: 'Plaintiff', name: 'Acme Corp.', counsel: [appear(jane.person!)] },
        { role: 'Defendant', name: 'Robin Baker', counsel: [appear(dana.person!)] },
        { role: 'Defendant', name: 'Alma Abel', counsel: [appear(dana.person!)] },
        { role: 'Defendant', name: 'Pat Prose', counsel: [], proSe: true, address: '2 Elm Street' },
        { role: 'Defendant', name: 'Cora Cole', counsel: counselOf5.map(appear) },
      ],
    }),
  );
}

const filed = async (by: TestPerson, id: CaseId, answers: AnswersInput) =>
  court.files(by, id, { ...answers, documents: { main: await court.uploads(by) } });
const order = (id: CaseId, rulings: AnswersInput['rulings']) =>
  court.files(judge, id, { event: 'electronic-order', rulings, orderText: 'So ordered.' });

async function deadlines(id: CaseId): Promise<readonly string[]> {
  const all = await deadlinesOf(court.owner as never, 'pub', COURT, id);
  return all.map((each) =>
    [
      `${each.name} of ${each.party ?? 'nobody'}: ${each.dueOn}`,
      ...(each.moved ? [`from ${each.moved.from} by ${each.moved.by.seq}`] : []),
      ...(each.ended ? [each.ended.movedOn ? 'moved' : 'ended'] : []),
    ].join(', '),
  );
}
const open = async (id: CaseId) => (await deadlines(id)).filter((each) => !/(moved|ended)$/.test(each));
const ids = async (id: CaseId, name: string) =>
  (await deadlinesOf(court.owner as never, 'pub', COURT, id)).filter((each) => each.name === name && !each.ended);

const complaint = (id: CaseId) => filed(carla, id, { event: 'complaint', filers: [1], prompts: { against: [2, 3] } });
const served = (id: CaseId, against: number[], on = '2026-02-20') =>
  filed(jane, id, { event: 'summons-returned-executed', filers: [1], prompts: { against, served: on } });
const moreTime = (
  id: CaseId,
  filers: number[],
  until: string | null = '2026-04-03',
  code = 'extension-of-time-to-answer',
) =>
  filed(dana, id, {
    ...{ event: 'motion', filers },
    reliefs: [{ code, prompts: until === null ? {} : { until } }],
  });
const refused = async (what: Promise<unknown>): Promise<string> => {
  try {
    await what;
  } catch (error) {
    if (error instanceof CourtError) return error.code;
    throw error;
  }
  return 'done';
};

test('a granted extension moves the movant’s deadline to the day asked for; the old day stays as history, and others keep theirs', async () => {
  const id = await aCase();
  const opened = await complaint(id);
  await served(id, [2, 3]);
  const motion = await moreTime(id, [2]);
  const granted = await order(id, [{ seq: motion.entry, n: 1, disposition: 'granting' }]);
  assert.equal(
    granted.text,
    'Judge Robin Roe: ELECTRONIC ORDER entered granting 3 Motion for Extension of Time to File Answer. Robin Baker answer due April 3, 2026. So ordered. (Roe, Robin)',
  );
  assert.deepEqual(
    (await deadlines(id)).filter((each) => each.startsWith('answer')),
    [
      'answer of Alma Abel: 2026-03-13',
      `answer of Robin Baker: 2026-04-03, from 2026-03-13 by ${granted.entry}`,
      'answer of Robin Baker: 2026-03-13, moved',
    ],
  );
  const [, moved] = await ids(id, 'answer');
  assert.match(
    moved!.explained.at(-1)!,
    /^On 03\/04\/2026 it was moved from Friday, 03\/13\/2026 to Friday, 04\/03\/2026: the court granted the motion of entry 3\./,
  );
  // What answers, answers the moved one.
  await filed(dana, id, {
    event: 'answer',
    filers: [2],
    references: [{ seq: opened.entry }],
    prompts: { 'jury-demand': false },
  });
  assert.deepEqual(
    (await open(id)).filter((each) => each.startsWith('answer')),
    ['answer of Alma Abel: 2026-03-13'],
  );
});

test('denial moves nothing; granting in part needs the court’s own day; another day than asked for is the court’s to give', async () => {
  const id = await aCase();
  await complaint(id);
  await served(id, [2]);
  const first = await moreTime(id, [2]);
  await order(id, [{ seq: first.entry, n: 1, disposition: 'denying' }]);
  assert.ok((await open(id)).includes('answer of Robin Baker: 2026-03-13'));
  const second = await moreTime(id, [2]);
  const partly = (until: string | null) =>
    order(id, [{ seq: second.entry, n: 1, disposition: 'granting-in-part', ...(until ? { until } : {}) }]);
  assert.equal(await refused(partly(null)), 'new-day-required');
  assert.equal(await refused(partly('soon')), 'new-day-required');
  await partly('2026-03-20');
  assert.match((await open(id)).join(), /answer of Robin Baker: 2026-03-20, from 2026-03-13/);
});

test('where no day was asked for the court gives one, or says that the ruling moves nothing', async () => {
  const id = await aCase();
  await complaint(id);
  await served(id, [2]);
  const motion = await moreTime(id, [2], null, 'extension-of-time');
  const ruling = { seq: motion.entry, n: 1, disposition: 'granting' };
  assert.equal(await refused(order(id, [ruling])), 'new-day-required');
  await order(id, [{ ...ruling, deadlines: [] }]);
  assert.ok((await open(id)).includes('answer of Robin Baker: 2026-03-13'));
});

test('where several are open the court chooses; one that is not open is refused', async () => {
  const id = await aCase();
  await complaint(id);
  await served(id, [2]);
  await filed(jane, id, { event: 'counterclaim', filers: [1], prompts: { against: [2] } });
  const motion = await moreTime(id, [2], '2026-04-03', 'extension-of-time');
  const ruling = { seq: motion.entry, n: 1, disposition: 'granting' };
  assert.equal(await refused(order(id, [ruling])), 'deadline-to-choose');
  const [answer] = await ids(id, 'answer');
  const strange = '00000000-0000-7000-8000-000000000001';
  assert.equal(await refused(order(id, [{ ...ruling, deadlines: [strange] }])), 'deadline-not-open');
  const granted = await order(id, [{ ...ruling, deadlines: [answer!.id] }]);
  assert.match(granted.text, /Robin Baker answer due April 3, 2026\./);
  const answers = (await open(id)).filter((each) => each.startsWith('answer'));
  assert.deepEqual(answers, [
    'answer-to-counterclaim of Robin Baker: 2026-03-25',
    `answer of Robin Baker: 2026-04-03, from 2026-03-13 by ${granted.entry}`,
  ]);
});

test('more time to oppose is the movant’s alone: the others keep the day, and each opposition meets its own', async () => {
  const id = await aCase([dana.person!]);
  const motion = await court.files(jane, id, motionToCompel(await court.uploads(jane)));
  const more = await filed(dana, id, {
    ...{ event: 'motion', filers: [2], references: [{ seq: motion.entry }] },
    reliefs: [{ code: 'extension-of-time-to-respond', prompts: { until: '2026-04-03' } }],
  });
  const granted = await order(id, [{ seq: more.entry, n: 1, disposition: 'granting' }]);
  const responses = (await open(id)).filter((each) => each.startsWith('response'));
  assert.deepEqual(responses, [
    'response-to-motion of nobody: 2026-03-18',
    'response-to-motion of Pat Prose: 2026-03-23',
    `response-to-motion of Robin Baker: 2026-04-03, from 2026-03-18 by ${granted.entry}`,
  ]);
  // Another motion's opposition does not meet it.
  const other = await court.files(jane, id, motionToCompel(await court.uploads(jane)));
  await filed(dana, id, { event: 'opposition', filers: [2], references: [{ seq: other.entry }] });
  assert.ok((await open(id)).some((each) => each.startsWith('response-to-motion of Robin Baker: 2026-04-03')));
  await filed(dana, id, { event: 'opposition', filers: [2], references: [{ seq: motion.entry }] });
  assert.ok(!(await open(id)).some((each) => each.startsWith('response-to-motion of Robin Baker')));
});

test('where none is on record, granting sets it for the movant; a stipulation and the clerk’s notice move what is open', async () => {
  const id = await aCase();
  const motion = await moreTime(id, [2]);
  await order(id, [{ seq: motion.entry, n: 1, disposition: 'granting' }]);
  assert.ok((await open(id)).includes('answer of Robin Baker: 2026-04-03'));
  const stipulated = await filed(dana, id, {
    ...{ event: 'stipulation-extending-time', filers: [2] },
    prompts: { for: [2], until: '2026-04-17' },
  });
  assert.equal(
    stipulated.text,
    'STIPULATION Extending Time to Answer to April 17, 2026 as to Robin Baker by Robin Baker. Robin Baker answer due April 17, 2026.(Defence, Dana)',
  );
  const [answer] = await ids(id, 'answer');
  const reset = await court.files(carla, id, {
    ...{ event: 'set-deadlines', orderText: 'As agreed.', movedDeadlines: [answer!.id] },
    prompts: { by: '2026-04-20' },
  });
  assert.equal(reset.text, 'Set/Reset Deadlines: Robin Baker answer due April 20, 2026. As agreed. (Clerk, Carla)');
  const answers = (await deadlines(id)).filter((each) => each.startsWith('answer'));
  assert.deepEqual(answers, [
    `answer of Robin Baker: 2026-04-20, from 2026-04-17 by ${reset.entry}`,
    'answer of Robin Baker: 2026-04-03, moved',
    `answer of Robin Baker: 2026-04-17, from 2026-04-03 by ${stipulated.entry}, moved`,
  ]);
  assert.equal((await ids(id, 'answer'))[0]!.explained.length, 3, 'every day it had is told');
});

test('an entry that the public does not see moves no public deadline', async () => {
  const id = await aCase();
  await complaint(id);
  await served(id, [2]);
  const motion = await moreTime(id, [2]);
  const hidden = court.files(
    carla,
    id,
    { event: 'electronic-order', rulings: [{ seq: motion.entry, n: 1, disposition: 'granting' }], orderText: 'So.' },
    { restriction: 'sealed-entry' },
  );
  assert.equal(await refused(hidden), 'hidden-entry-changes-case');
});

test('when the order is sealed, the public sees the deadline as if nobody had moved it; unsealed, it is moved again', async () => {
  const id = await aCase();
  await complaint(id);
  await served(id, [2]);
  const motion = await moreTime(id, [2]);
  const granted = await order(id, [{ seq: motion.entry, n: 1, disposition: 'granting' }]);
  const sealing = { court: COURT, caseId: id, entry: granted.entry, authority: 'Order 9', reason: 'a reason' };
  await sealEntry(court.system.court, carla.actor, sealing);
  const answers = async () => (await deadlines(id)).filter((each) => each.startsWith('answer'));
  assert.deepEqual(await answers(), ['answer of Robin Baker: 2026-03-13']);
  await unsealEntry(court.system.court, carla.actor, sealing);
  assert.deepEqual(await answers(), [
    `answer of Robin Baker: 2026-04-03, from 2026-03-13 by ${granted.entry}`,
    'answer of Robin Baker: 2026-03-13, moved',
  ]);
});

test('Rule 15(a)(3): the later of the time that remains and 14 days, for each party, in the place of the former deadline', async () => {
  const id = await aCase();
  await complaint(id);
  await served(id, [2], '2026-02-20');
  await served(id, [3], '2026-03-02');
  const receipt = await filed(jane, id, { event: 'amended-complaint', filers: [1], prompts: { against: [2, 3] } });
  assert.deepEqual(
    (await open(id)).filter((each) => each.startsWith('answer')),
    ['answer-to-amended-complaint of Robin Baker: 2026-03-18', 'answer-to-amended-complaint of Alma Abel: 2026-03-23'],
  );
  const told = receipt.deadlines.map((each) => each.explained.at(-1));
  assert.match(
    told.join('\n'),
    /The longest of these holds\. Response to amended complaint due \(Fed\. R\. Civ\. P\. 15\(a\)\(3\)\): Wednesday, 03\/18\/2026; Time on record for Alma Abel: Monday, 03\/23\/2026\. The latest is Monday, 03\/23\/2026\./,
  );
});

test('Rule 81(c)(2): the longest of 7 days from removal, 21 from receipt and 21 from service, also when service is docketed later', async () => {
  const removal = async (days: Record<string, string>) => {
    const id = await aCase();
    const receipt = await filed(carla, id, {
      ...{ event: 'notice-of-removal', filers: [2] },
      prompts: { 'state-court': 'Suffolk Superior Court', 'to-answer': [2], ...days },
    });
    return { id, receipt };
  };
  const dueOf = async (days: Record<string, string>) => (await open((await removal(days)).id))[0];
  // 03/04/2026 is a Wednesday.
  assert.equal(await dueOf({}), 'answer-after-removal of Robin Baker: 2026-03-11');
  assert.equal(await dueOf({ received: '2026-02-10' }), 'answer-after-removal of Robin Baker: 2026-03-11');
  assert.equal(await dueOf({ received: '2026-02-20' }), 'answer-after-removal of Robin Baker: 2026-03-13');
  assert.equal(
    await dueOf({ received: '2026-02-20', served: '2026-02-27' }),
    'answer-after-removal of Robin Baker: 2026-03-20',
  );
  const { id, receipt } = await removal({ received: '2026-02-20' });
  assert.match(receipt.deadlines[0]!.explained.join('\n'), /The latest is Friday, 03\/13\/2026\./);
  await served(id, [2], '2026-02-24');
  assert.deepEqual(await open(id), ['answer of Robin Baker: 2026-03-17']);
});

test('Rule 6(d): three days more for who is served by mail, and for nobody else; docket and notice say both days', async () => {
  const id = await aCase([paper]);
  const receipt = await court.files(jane, id, motionToCompel(await court.uploads(jane)));
  assert.deepEqual(await open(id), [
    'response-to-motion of nobody: 2026-03-18',
    'response-to-motion of Pat Prose: 2026-03-23',
    'response-to-motion of Cora Cole: 2026-03-23',
  ]);
  assert.equal(
    receipt.text,
    'MOTION to Compel by Acme Corp.. Response to motion due March 18, 2026; Response to motion due March 23, 2026 for Pat Prose, Cora Cole (served by mail). (Doe, Jane)',
  );
  assert.deepEqual(
    receipt.paper.map((each) => each.name).sort(),
    ['Pat Prose', 'Peter Paper'],
    'the days are those of the paper list',
  );
  assert.match(receipt.deadlines[1]!.explained.join('\n'), /3 days are added .*\(Fed\. R\. Civ\. P\. 6\(d\)\)/);
});

test('who has one counsel with e-mail is served electronically; a party’s own deadline is one, by mail or not', async () => {
  const id = await aCase([paper, dana.person!]);
  await court.files(jane, id, motionToCompel(await court.uploads(jane)));
  assert.deepEqual(await open(id), [
    'response-to-motion of nobody: 2026-03-18',
    'response-to-motion of Pat Prose: 2026-03-23',
  ]);
  const claim = await filed(jane, id, { event: 'counterclaim', filers: [1], prompts: { against: [2, 4] } });
  assert.deepEqual(
    (await open(id)).filter((each) => each.startsWith('answer')),
    ['answer-to-counterclaim of Robin Baker: 2026-03-25', 'answer-to-counterclaim of Pat Prose: 2026-03-30'],
  );
  assert.match(claim.text, /March 25, 2026; .* March 30, 2026 for Pat Prose \(served by mail\)/);
});
