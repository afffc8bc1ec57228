/** How courts word their dockets: what a wording may say, and what is refused when the server starts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDictionary, readProjectFile } from '../../compose.ts';
import type { EntrySeq } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type AnswersInput, answersSchema } from './answers.ts';
import { docketText, plainText, type TextFacts } from './docket-text.ts';
import { DICTIONARY_FILES, loadDictionary } from './load-dictionary.ts';
import type { PeopleNamed } from './people-text.ts';

const TODAY = '2026-12-01' as CivilDate;
/** As much of the dictionary as these tests speak of. */
const EVENTS = [
  ...['responses', 'orders', 'orders-special', 'motions', 'criminal', 'utilities'],
  ...['notices', 'other'],
];
const some = [
  ...DICTIONARY_FILES.map((name) => readProjectFile(`dictionary/${name}`)),
  ...EVENTS.map((name) => readProjectFile(`dictionary/events/${name}.yaml`)),
];
const withWording = (text: string) => loadDictionary([...some, { name: 'wordings/x.yaml', text }]);
const wording = (more: string, name = 'x') => `- wording: ${name}\n  since: 2015-01-01\n  source: a test\n${more}`;

const ACME: TextFacts = {
  ...{ filers: ['Acme Corp.', 'Roe, Inc.'], filerRoles: ['Plaintiff', 'Plaintiff'], rulings: [], judge: null },
  references: [{ seq: 31 as EntrySeq, number: 12, name: 'MOTION to Compel' }],
  filedOn: '2026-03-04' as CivilDate,
  signer: { name: 'Jane Doe', lastFirst: 'Doe, Jane' },
};
const people = (some: Partial<PeopleNamed>): PeopleNamed => ({
  ...{ named: {}, defendants: [], added: [], ended: [], withdrawn: [], identified: [], appearing: [] },
  ...some,
});
const defendant = (name: string, number: number) => ({ name, number, files: false, counts: [] });
const printed = (style: string, answers: AnswersInput, facts: Partial<TextFacts> = {}) => {
  const definition = withWording(wording(`  style: ${style}\n`)).at(answers.event, TODAY, 'x')!;
  return plainText(docketText(definition, answersSchema.parse(answers), { ...ACME, ...facts }).parts);
};
const OPPOSITION: AnswersInput = { event: 'opposition', filers: [1, 2], references: [{ seq: 31 }] };

test('each way in which courts differ changes the text, and only in that way', () => {
  const plain = 'Opposition re 12 MOTION to Compel filed by Acme Corp., Roe, Inc..(Doe, Jane)';
  assert.equal(printed('{}', OPPOSITION), plain);
  assert.equal(printed('{ before-signature: space }', OPPOSITION), plain.replace('.(', '. ('));
  assert.equal(
    printed('{ references: name-first }', OPPOSITION),
    plain.replace('12 MOTION to Compel', 'MOTION to Compel 12'),
  );
  assert.equal(printed('{ references: number-only }', OPPOSITION), plain.replace('12 MOTION to Compel', '12'));
  assert.equal(printed('{ filers: with-role }', OPPOSITION), plain.replace('Acme', 'Plaintiffs Acme'));
  assert.equal(printed('{ filers: with-small-role }', OPPOSITION), plain.replace('Acme', 'plaintiffs Acme'));
  assert.equal(printed('{ ends-with-filed-on: yes }', OPPOSITION), `${plain} (Filed on 3/4/2026)`);
  assert.equal(printed('{ staff: court-staff }', OPPOSITION), plain);
  const clerk = { name: 'J', lastFirst: 'jqd, ', staff: true };
  assert.match(
    printed('{ staff: court-staff }', OPPOSITION, { signer: { ...clerk, lastFirst: 'jqd' } }),
    /\(jqd, COURT STAFF\)$/,
  );
  assert.match(printed('{}', OPPOSITION, { signer: clerk }), /\(jqd, \)$/);
  const arrest: AnswersInput = { event: 'arrest', defendants: [2], prompts: { on: '2026-03-04' } };
  const poe = { people: people({ defendants: [defendant('Rob Poe', 1)] }) };
  assert.equal(printed('{ days: numeric }', arrest, poe), 'Arrest of Rob Poe (1) on 3/4/2026. (Doe, Jane)');
  assert.equal(printed('{ days: padded }', arrest, poe), 'Arrest of Rob Poe (1) on 03/04/2026. (Doe, Jane)');
  assert.equal(
    printed('{ without-document: (no document attached) }', arrest, poe),
    'Arrest of Rob Poe (1) on March 4, 2026. (no document attached) (Doe, Jane)',
  );
});

test('defendants: with their numbers or without, and left out where all of them file', () => {
  const numbers = '{ defendants: numbered-in-rulings }';
  const both = { people: people({ defendants: [defendant('Rob Poe', 1), defendant('Sam Lake', 2)] }) };
  const arrest: AnswersInput = { event: 'arrest', defendants: [2, 3], prompts: { on: '2026-03-04' } };
  assert.match(printed('{}', arrest, both), /^Arrest of Rob Poe \(1\), Sam Lake \(2\) on /);
  assert.match(printed(numbers, arrest, both), /^Arrest of Rob Poe, Sam Lake on /);
  const order: AnswersInput = {
    event: 'criminal-order',
    defendants: [2, 3],
    rulings: [{ seq: 31, n: 1, disposition: 'granting' }],
  };
  const ruled = { ...both, rulings: [{ seq: 31 as EntrySeq, number: 12, name: 'Motion to Continue' }] };
  assert.match(printed(numbers, order, ruled), /ORDER as to Rob Poe \(1\), Sam Lake \(2\) granting 12/);
  const indictment: AnswersInput = { event: 'indictment', defendants: [2], filers: [1] };
  const counts = [{ numbers: '1-6', disposition: '' }];
  assert.match(
    printed(numbers, indictment, { people: people({ defendants: [{ ...defendant('Rob Poe', 1), counts }] }) }),
    /^INDICTMENT as to Rob Poe \(1\) count\(s\) 1-6 by /,
  );

  const motion: AnswersInput = {
    event: 'criminal-motion',
    filers: [2],
    defendants: [2],
    reliefs: [{ code: 'detain' }],
  };
  const text = '  texts: { criminal-motion: "MOTION {reliefs} by {filers}[ as to {defendants}]. {signature}" }\n';
  const worded = (style: string, defendants: PeopleNamed['defendants']) =>
    plainText(
      docketText(
        withWording(wording(`  style: ${style}\n${text}`)).at('criminal-motion', TODAY, 'x')!,
        answersSchema.parse(motion),
        { ...ACME, filers: ['Rob Poe'], people: people({ defendants }) },
      ).parts,
    );
  const files = { ...defendant('Rob Poe', 1), files: true };
  const leftOut = '{ defendants-who-file: left-out }';
  assert.equal(worded('{}', [files]), 'MOTION to Detain by Rob Poe as to Rob Poe (1). (Doe, Jane)');
  assert.equal(worded(leftOut, [files]), 'MOTION to Detain by Rob Poe. (Doe, Jane)');
  assert.equal(
    worded(leftOut, [files, defendant('Sam Lake', 2)]),
    'MOTION to Detain by Rob Poe as to Rob Poe (1), Sam Lake (2). (Doe, Jane)',
  );
});

test('a new party stands before its role or behind it, and nobody comes into a case or leaves it unseen', () => {
  const disclosure: AnswersInput = { event: 'corporate-disclosure', filers: [1] };
  const added = {
    filers: ['Acme Corp.'],
    people: people({
      identified: [
        { kind: 'Corporate Parent', name: 'Bensco, Inc.', of: ['Acme Corp.'] },
        { kind: 'Other Affiliate', name: 'Rofan Services', of: ['Acme Corp.'] },
        { kind: 'Corporate Parent', name: 'NONE', of: ['Roe, Inc.', 'Poe, Inc.'] },
      ],
    }),
  };
  // As the dockets of several courts print it (spec/filing.md §2.7.10).
  assert.match(
    printed('{}', disclosure, added),
    /by Acme Corp\. identifying Corporate Parent Bensco, Inc\., Other Affiliate Rofan Services for Acme Corp\., Corporate Parent NONE for Roe, Inc\., Poe, Inc\.\./,
  );
  assert.match(
    printed('{ added: role-last }', disclosure, added),
    /by Acme Corp\. identifying Bensco, Inc\. as Corporate Parent, Rofan Services as Other Affiliate, NONE as Corporate Parent\./,
  );
  assert.throws(
    () => withWording(wording('  texts: { voluntary-dismissal: "DISMISSAL by {filers} {signature}" }\n')),
    /\{ended\} is missing/,
  );
  assert.throws(
    () => withWording(wording('  texts: { corporate-disclosure: "DISCLOSURE by {filers} {signature}" }\n')),
    /\{identified\} is missing/,
  );
  assert.throws(
    () => withWording(wording('  texts: { indictment: "INDICTMENT by {filers} {signature}" }\n')),
    /who comes into the case must be seen/,
  );
});

test('rulings: capitals, commas; a list of attachments before the signature', () => {
  const order: AnswersInput = {
    event: 'electronic-order',
    rulings: [
      { seq: 31, n: 1, disposition: 'granting' },
      { seq: 31, n: 2, disposition: 'denying' },
    ],
  };
  const rulings = [1, 2].map(() => ({ seq: 31 as EntrySeq, number: 12, name: 'Motion to Compel' }));
  assert.equal(
    printed('{ rulings: commas, dispositions: capital }', order, { rulings }),
    'ELECTRONIC ORDER entered Granting 12 Motion to Compel, Denying 12 Motion to Compel. (Doe, Jane)',
  );
  assert.match(printed('{ dispositions: capitals }', order, { rulings }), /GRANTING 12 Motion to Compel; DENYING 12/);
  const upload = '00000000-0000-7000-8000-000000000001';
  const attached: AnswersInput = {
    ...OPPOSITION,
    documents: { main: upload, attachments: [{ upload, description: 'A' }] },
  };
  assert.match(printed('{ before-signature: space-unless-attachments }', attached), /# 1 A\)\(Doe, Jane\)$/);
  assert.match(printed('{ before-signature: space }', attached), /# 1 A\) \(Doe, Jane\)$/);
});

test('a wording may be like another, asks its own questions, and holds from its first day on', () => {
  const dictionary = withWording(
    [
      wording(
        '  asks: [{ prompt: signed-on, ask: "When?", type: text, required: no, max: 20 }]\n  texts:\n    ruling: "RULING {order-text} on {prompt.signed-on}. {signature}"\n',
        'base',
      ),
      wording('  like: base\n  style: { days: numeric }\n'),
    ].join('\n'),
  );
  const ruling = dictionary.at('ruling', TODAY, 'x')!;
  assert.deepEqual(
    ruling.prompts.map((prompt) => prompt.name),
    ['signed-on'],
  );
  assert.equal(ruling.style.days, 'numeric');
  assert.equal(dictionary.at('ruling', TODAY)!.prompts.length, 0);
  assert.equal(withWording(wording('')).at('ruling', '2015-12-01' as CivilDate, 'nobody')!.style.days, 'long');
});

test('a wording that cannot be is refused with the place', () => {
  for (const [more, message] of [
    ['  texts: { nothing: "X {signature}" }\n', /there is no event "nothing"/],
    ['  texts: { motion/nothing: "X" }\n', /there is no relief "motion\/nothing"/],
    ['  texts: { arrest: "Arrest by {filers} {signature}" }\n', /\{filers\} stands here, but nothing gives it/],
    ['  texts: { arrest: "Arrest {prompt.nobody} {signature}" }\n', /there is no prompt "nobody"/],
    ['  texts: { arrest: { alone: "X {signature}" } }\n', /only the text of a relief can stand alone/],
    ['  like: nobody\n', /there is no wording "nobody"/],
    ['  style: { days: roman }\n', /days/],
    [
      '  asks: [{ prompt: by, ask: "By?", type: text, required: no, max: 20 }]\n  texts: { set-deadlines: "Set {prompt.by} {signature}" }\n',
      /it stays a date/,
    ],
  ] as const)
    assert.throws(() => withWording(wording(more)), message, more);
});

test('the wordings that are shipped are of real courts, and every event can be had in each', () => {
  const dictionary = readDictionary();
  assert.ok(dictionary.wordings.length > 20 && dictionary.wordings.includes('national'));
  for (const name of dictionary.wordings)
    for (const event of dictionary.events(TODAY))
      assert.ok(dictionary.at(event.code, TODAY, name), `${event.code} in ${name}`);
});
