import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { EntrySeq, PartyNo } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type AnswersInput, answersSchema, newAnswers } from './answers.ts';
import { type AnswersContext, decideAnswers } from './decide-answers.ts';
import { DICTIONARY_FILES, loadDictionary } from './load-dictionary.ts';

const home = new URL('../../../dictionary/', import.meta.url);
const dictionary = loadDictionary(
  [...DICTIONARY_FILES, ...readdirSync(new URL('events/', home)).map((name) => `events/${name}`)].map((name) => ({
    name,
    text: readFileSync(new URL(name, home), 'utf8'),
  })),
);
const upload = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;

/** A civil case: parties 1 and 2; the complaint is entry 2, a motion with two pending reliefs 31, an order 40. */
const LAWYER: AnswersContext = {
  userKind: 'attorney',
  caseType: 'cv',
  parties: new Map(
    [1, 2].map((no) => [
      no as PartyNo,
      {
        partyNo: no as PartyNo,
        role: no === 1 ? 'Plaintiff' : 'Defendant',
        name: no === 1 ? 'Acme Corp.' : 'Robin Baker',
        ended: false,
        aliases: [],
        proSe: false,
        defendant: null,
        counts: [],
      },
    ]),
  ),
  appearances: [],
  person: null,
  attorneys: new Set(),
  entries: new Map([
    [2 as EntrySeq, { category: 'complaints', pendingReliefs: [] }],
    [31 as EntrySeq, { category: 'motions', pendingReliefs: [1, 2] }],
    [40 as EntrySeq, { category: 'orders', pendingReliefs: [] }],
  ]),
  attachmentCategories: dictionary.attachmentCategories,
};
const JUDGE: AnswersContext = { ...LAWYER, userKind: 'judge' };

/** `code field` of everything wrong. */
const findings = (answers: AnswersInput, context = LAWYER): readonly string[] =>
  decideAnswers(dictionary.at(answers.event, '2026-11-23' as CivilDate)!, answersSchema.parse(answers), context).map(
    (finding) => `${finding.code} ${finding.field}`,
  );

const MOTION: AnswersInput = {
  event: 'motion',
  filers: [1],
  reliefs: [{ code: 'compel' }],
  documents: { main: upload(1) },
};
const OPPOSITION: AnswersInput = {
  event: 'opposition',
  filers: [2],
  references: [{ seq: 31 }],
  documents: { main: upload(1) },
};
const ORDER: AnswersInput = { event: 'electronic-order', rulings: [{ seq: 31, n: 1, disposition: 'granting' }] };

test('complete answers are found to be so', () => {
  assert.deepEqual(findings(MOTION), []);
  assert.deepEqual(findings(OPPOSITION), []);
  assert.deepEqual(findings(ORDER, JUDGE), []);
  assert.deepEqual(findings({ event: 'exhibit', filers: [1], documents: { main: upload(1) } }), []);
  assert.deepEqual(
    findings({
      event: 'appearance',
      filers: [1],
      associate: [{ partyNo: 1, lead: true, notice: true }],
      documents: { main: upload(1) },
    }),
    [],
  );
  assert.deepEqual(
    findings({
      event: 'answer',
      filers: [2],
      references: [{ seq: 2 }],
      prompts: { 'jury-demand': false },
      documents: { main: upload(1) },
    }),
    [],
  );
});

test('a draft in which only the event is chosen lacks a filer, a document and a relief', () => {
  assert.deepEqual(findings(newAnswers('motion')), [
    'no-filer filers',
    'no-main-document documents.main',
    'relief-required reliefs',
  ]);
});

test('an opposition must refer to a motion; the complaint will not do, and an entry of another case is as absent (BR-07)', () => {
  assert.deepEqual(findings({ ...OPPOSITION, references: [] }), ['reference-required references']);
  assert.deepEqual(findings({ ...OPPOSITION, references: [{ seq: 2 }] }), ['reference-not-in-case references.0']);
  assert.deepEqual(findings({ ...OPPOSITION, references: [{ seq: 31 }, { seq: 99 }] }), [
    'reference-not-in-case references.1',
  ]);
});

test('a motion needs no reference, but a motion to strike does', () => {
  assert.deepEqual(findings({ ...MOTION, reliefs: [{ code: 'strike' }] }), ['reference-required references']);
  assert.deepEqual(findings({ ...MOTION, reliefs: [{ code: 'strike' }], references: [{ seq: 40 }] }), []);
});

test('a lawyer cannot enter an order, nor anyone a civil event in a criminal case (BR-03, BR-08)', () => {
  assert.deepEqual(findings(ORDER), ['event-not-yours event']);
  assert.deepEqual(findings(MOTION, { ...LAWYER, caseType: 'cr' }), ['event-wrong-case-type event']);
});

test('an order rules on what is pending, each relief once, or says something', () => {
  const ruling = (n: number, disposition = 'denying') => ({ seq: 31, n, disposition });
  assert.deepEqual(findings({ event: 'electronic-order', rulings: [ruling(1), ruling(2, 'granting')] }, JUDGE), []);
  assert.deepEqual(findings({ event: 'electronic-order', rulings: [ruling(3)] }, JUDGE), [
    'reference-not-in-case rulings.0',
  ]);
  assert.deepEqual(findings({ event: 'electronic-order', rulings: [ruling(1), ruling(1)] }, JUDGE), [
    'request-malformed rulings.1',
  ]);
  assert.deepEqual(findings({ event: 'electronic-order', rulings: [ruling(1, 'ignoring')] }, JUDGE), [
    'ruling-required rulings.0.disposition',
  ]);
  assert.deepEqual(findings({ event: 'electronic-order', orderText: ' \n ' }, JUDGE), ['text-required orderText']);
  assert.deepEqual(findings({ event: 'electronic-order', orderText: 'Stayed.' }, JUDGE), []);
});

test('a text-only order takes no document', () => {
  assert.deepEqual(findings({ ...ORDER, documents: { main: upload(1) } }, JUDGE), [
    'document-not-wanted documents.main',
  ]);
  assert.deepEqual(
    findings({ ...ORDER, documents: { attachments: [{ upload: upload(1), description: 'A' }] } }, JUDGE),
    ['document-not-wanted documents.attachments'],
  );
});

test('an attachment has a category or a description, and the category is one of the court’s', () => {
  const attached = (attachment: { category?: string; description?: string }) =>
    findings({ ...MOTION, documents: { main: upload(1), attachments: [{ upload: upload(2), ...attachment }] } });
  assert.deepEqual(attached({}), ['attachment-unnamed documents.attachments.0']);
  assert.deepEqual(attached({ description: ' \u200b ' }), ['attachment-unnamed documents.attachments.0']);
  assert.deepEqual(attached({ category: 'Exhibit' }), []);
  assert.deepEqual(attached({ description: 'Photographs' }), []);
  assert.deepEqual(attached({ category: 'Photographs' }), ['request-malformed documents.attachments.0.category']);
});

test('free text is limited by what will be printed; one character more is refused', () => {
  assert.deepEqual(findings({ ...MOTION, freeText: `${'é'.repeat(500)}   ` }), []);
  assert.deepEqual(findings({ ...MOTION, freeText: 'é'.repeat(501) }), ['text-too-long freeText']);
});

test('a required question must be answered, with an answer of its kind', () => {
  const until = (answer?: string | boolean) =>
    findings({
      ...MOTION,
      reliefs: [{ code: 'extension-of-time-to-answer', prompts: answer === undefined ? {} : { until: answer } }],
    });
  assert.deepEqual(until(), ['ruling-required reliefs.0.prompts.until']);
  assert.deepEqual(until('  '), ['ruling-required reliefs.0.prompts.until']);
  assert.deepEqual(until('2027-02-29'), ['request-malformed reliefs.0.prompts.until']);
  assert.deepEqual(until(true), ['request-malformed reliefs.0.prompts.until']);
  assert.deepEqual(until('2027-02-28'), []);
  const continued = { ...MOTION, reliefs: [{ code: 'continue', prompts: { what: 'Lunch' } }] };
  assert.deepEqual(findings(continued), ['request-malformed reliefs.0.prompts.what']);
  const answer: AnswersInput = {
    event: 'answer',
    filers: [2],
    references: [{ seq: 2 }],
    documents: { main: upload(1) },
  };
  assert.deepEqual(findings(answer), ['ruling-required prompts.jury-demand']);
});

test('what the event does not ask for is refused, not dropped', () => {
  assert.deepEqual(
    findings({
      event: 'appearance',
      filers: [1],
      associate: [{ partyNo: 1, lead: false, notice: true }],
      documents: { main: upload(1) },
      prefix: 'First',
      freeText: 'x',
      references: [{ seq: 2 }],
      prompts: { x: true },
    }),
    [
      'request-malformed references',
      'request-malformed prompts.x',
      'request-malformed prefix',
      'request-malformed freeText',
    ],
  );
  assert.deepEqual(findings({ ...MOTION, prefix: 'Fifteenth' }), ['request-malformed prefix']);
  assert.deepEqual(findings({ ...ORDER, filers: [1] }, JUDGE), ['request-malformed filers']);
  assert.deepEqual(
    findings({ ...MOTION, rulings: [{ seq: 31, n: 1, disposition: 'granting' }], orderText: 'Granted.' }),
    ['request-malformed rulings', 'request-malformed orderText'],
  );
  assert.deepEqual(findings({ ...OPPOSITION, reliefs: [{ code: 'compel' }] }), ['request-malformed reliefs']);
});

test('filers are parties of the case, each once, and only a filer can be associated (BR-04)', () => {
  assert.deepEqual(findings({ ...MOTION, filers: [1, 3] }), ['party-not-in-case filers.1']);
  assert.deepEqual(findings({ ...MOTION, filers: [1, 1] }), ['request-malformed filers.1']);
  assert.deepEqual(findings({ ...MOTION, associate: [{ partyNo: 2, lead: false, notice: true }] }), [
    'party-not-in-case associate.0',
  ]);
  assert.deepEqual(findings({ event: 'appearance', filers: [1], documents: { main: upload(1) } }), [
    'no-filer associate',
  ]);
});

test('one upload cannot be both the motion and its exhibit; a relief is asked for once', () => {
  const documents = { main: upload(1), attachments: [{ upload: upload(1), category: 'Exhibit' }] };
  assert.deepEqual(findings({ ...MOTION, documents }), ['request-malformed documents.1']);
  assert.deepEqual(findings({ ...MOTION, reliefs: [{ code: 'compel' }, { code: 'compel' }] }), [
    'request-malformed reliefs.1',
  ]);
});

test('answers to one event are never taken for another', () => {
  const motion = dictionary.at('motion', '2026-11-23' as CivilDate)!;
  assert.deepEqual(decideAnswers(motion, newAnswers('reply'), LAWYER), [
    { code: 'event-unknown', field: 'event', detail: 'reply' },
  ]);
});

test('a draft keeps its answers through JSON, and refuses fields that nobody knows', () => {
  const answers = answersSchema.parse({
    ...MOTION,
    associate: [{ partyNo: 1, lead: true, notice: false }],
    prompts: { a: true },
  });
  assert.deepEqual(answersSchema.parse(JSON.parse(JSON.stringify(answers))), answers);
  for (const stranger of [
    { ...MOTION, feeWaived: true },
    { ...MOTION, documents: { main: upload(1), sealed: false } },
    { ...MOTION, reliefs: [{ code: 'compel', granted: true }] },
    { ...MOTION, documents: { main: 'etc/passwd' } },
    { ...MOTION, filers: [0] },
    { ...MOTION, filers: ['1'] },
  ]) {
    assert.equal(answersSchema.safeParse(stranger).success, false, JSON.stringify(stranger));
  }
});
