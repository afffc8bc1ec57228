import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EntrySeq } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type AnswersInput, answersSchema } from './answers.ts';
import { docketText, noticeText, plainText, type TextFacts, type TextPart } from './docket-text.ts';
import { DICTIONARY_FILES, loadDictionary } from './load-dictionary.ts';
import { orderName, referenceName, reliefName, shortName, subjectName } from './names.ts';

const home = new URL('../../../dictionary/', import.meta.url);
const dictionary = loadDictionary(
  [...DICTIONARY_FILES, ...readdirSync(new URL('events/', home)).map((name) => `events/${name}`)].map((name) => ({
    name,
    text: readFileSync(new URL(name, home), 'utf8'),
  })),
);
const event = (code: string) => dictionary.at(code, '2026-11-23' as CivilDate)!;
const seq = (n: number) => n as EntrySeq;
const UPLOAD = '00000000-0000-7000-8000-000000000001';

const NOBODY: TextFacts = { filers: [], references: [], rulings: [], judge: null, signer: null };
const ACME: TextFacts = { ...NOBODY, filers: ['Acme Corp.'], signer: { name: 'Jane Doe', lastFirst: 'Doe, Jane' } };
const COMPLAINT = { seq: seq(2), number: 1, name: 'Complaint' };
const MOTION = { seq: seq(31), number: 12, name: 'MOTION to Compel' };

const text = (answers: AnswersInput, facts: Partial<TextFacts> = {}): readonly TextPart[] =>
  docketText(event(answers.event), answersSchema.parse(answers), { ...ACME, ...facts }).parts;

test('the assented-to motion of appendix C.1 reads as the court would print it', () => {
  const parts = text(
    {
      event: 'motion',
      prefix: 'Assented to',
      freeText: 'by the individual defendants',
      reliefs: [{ code: 'extension-of-time-to-answer', prompts: { until: '2025-04-04' } }],
      references: [{ seq: 2 }],
    },
    { references: [COMPLAINT] },
  );
  assert.deepEqual(parts, [
    { kind: 'text', text: 'Assented to MOTION for Extension of Time to April 4, 2025 to Respond to ' },
    { kind: 'ref', seq: 2, label: '1' },
    { kind: 'text', text: ' Complaint, ' },
    { kind: 'free', text: 'by the individual defendants' },
    { kind: 'text', text: ' by Acme Corp..(Doe, Jane)' },
  ]);
});

test('the notice of the same motion without free text names the complaint as [1] (appendix C.2)', () => {
  const parts = text(
    {
      event: 'motion',
      prefix: 'Assented to',
      reliefs: [{ code: 'extension-of-time-to-answer', prompts: { until: '2025-04-04' } }],
    },
    { references: [COMPLAINT] },
  );
  assert.equal(
    noticeText(parts),
    'Assented to MOTION for Extension of Time to April 4, 2025 to Respond to [1] Complaint by Acme Corp..(Doe, Jane)',
  );
});

test('a motion for two reliefs with two attachments: one line on the docket, [ ] and ( ) in the notice', () => {
  const parts = text({
    event: 'motion',
    prefix: 'First',
    freeText: 'the deposition of Poe',
    reliefs: [{ code: 'compel' }, { code: 'sanctions' }],
    documents: {
      main: UPLOAD,
      attachments: [
        { upload: UPLOAD, category: 'Exhibit', description: 'A' },
        { upload: UPLOAD, category: 'Text of Proposed Order' },
      ],
    },
  });
  assert.equal(
    plainText(parts),
    'First MOTION to Compel and for Sanctions the deposition of Poe by Acme Corp.. (Attachments: # 1 Exhibit A, # 2 Text of Proposed Order)(Doe, Jane)',
  );
  assert.match(noticeText(parts), /\(Attachments: # \(1\) Exhibit A, # \(2\) Text of Proposed Order\)\(Doe, Jane\)$/);
});

test('three reliefs are joined with commas; a motion to strike names what is to be struck once', () => {
  const parts = text(
    { event: 'motion', reliefs: [{ code: 'strike' }, { code: 'dismiss' }, { code: 'sanctions' }] },
    { references: [COMPLAINT], filers: ['Acme Corp.', 'Roe, Inc.'] },
  );
  assert.equal(
    plainText(parts),
    'MOTION to Strike 1 Complaint, to Dismiss, and for Sanctions by Acme Corp., Roe, Inc..(Doe, Jane)',
  );
});

test('a motion that refers to an order, though its relief asks for none, says re', () => {
  const parts = text(
    { event: 'motion', reliefs: [{ code: 'compel' }] },
    { references: [{ seq: seq(9), number: 5, name: 'Order' }] },
  );
  assert.equal(plainText(parts), 'MOTION to Compel re 5 Order by Acme Corp..(Doe, Jane)');
});

test('opposition, reply, answer, appearance, exhibit and notice read as on the dockets of the courts', () => {
  const refers = { references: [MOTION] };
  assert.equal(
    plainText(text({ event: 'opposition' }, refers)),
    'Opposition re 12 MOTION to Compel filed by Acme Corp..(Doe, Jane)',
  );
  assert.equal(
    plainText(
      text({ event: 'reply' }, { references: [MOTION, { seq: seq(33), number: 14, name: 'Opposition to Motion' }] }),
    ),
    'REPLY to Response to Motion re 12 MOTION to Compel, 14 Opposition to Motion filed by Acme Corp..(Doe, Jane)',
  );
  const answer = (jury: boolean) =>
    plainText(text({ event: 'answer', prompts: { 'jury-demand': jury } }, { references: [COMPLAINT] }));
  assert.equal(answer(true), 'ANSWER to 1 Complaint with Jury Demand by Acme Corp..(Doe, Jane)');
  assert.equal(answer(false), 'ANSWER to 1 Complaint by Acme Corp..(Doe, Jane)');
  assert.equal(
    plainText(text({ event: 'appearance' })),
    'NOTICE of Appearance by Jane Doe on behalf of Acme Corp. (Doe, Jane)',
  );
  assert.equal(
    plainText(text({ event: 'exhibit' }, refers)),
    'EXHIBIT re 12 MOTION to Compel by Acme Corp..(Doe, Jane)',
  );
  assert.equal(
    plainText(text({ event: 'notice-other', freeText: 'of filing' })),
    'NOTICE by Acme Corp. of filing (Doe, Jane)',
  );
});

test('an electronic order names the judge, grants one motion and denies another, and adds the court’s own words', () => {
  const ruling = { seq: seq(31), number: 12, name: 'Motion to Compel' };
  const facts = { filers: [], judge: 'Judge Robin Roe', signer: { name: 'Lee Smith', lastFirst: 'Smith, Lee' } };
  assert.equal(
    plainText(
      text(
        { event: 'electronic-order', rulings: [{ seq: 31, n: 1, disposition: 'granting' }] },
        { ...facts, rulings: [ruling] },
      ),
    ),
    'Judge Robin Roe: ELECTRONIC ORDER entered granting 12 Motion to Compel. (Smith, Lee)',
  );
  const both = text(
    {
      event: 'electronic-order',
      rulings: [
        { seq: 31, n: 1, disposition: 'granting-in-part' },
        { seq: 40, n: 2, disposition: 'finding-as-moot' },
      ],
      orderText: 'Documents are due\nby Friday.',
    },
    { ...facts, rulings: [ruling, { seq: seq(40), number: 15, name: 'Motion for Sanctions' }] },
  );
  assert.equal(
    noticeText(both),
    'Judge Robin Roe: ELECTRONIC ORDER entered granting in part and denying in part [12] Motion to Compel; finding as moot [15] Motion for Sanctions. Documents are due by Friday. (Smith, Lee)',
  );
  assert.equal(
    plainText(
      text(
        { event: 'electronic-order', orderText: 'All deadlines are stayed.' },
        { ...facts, judge: null, signer: null },
      ),
    ),
    'ELECTRONIC ORDER entered. All deadlines are stayed.',
  );
});

test('an entry without a number is linked by its name, in notices without brackets', () => {
  const parts = text({ event: 'exhibit' }, { references: [{ seq: seq(7), number: null, name: 'Minute Entry' }] });
  assert.deepEqual(parts[1], { kind: 'ref', seq: 7, label: 'Minute Entry' });
  assert.equal(noticeText(parts), 'EXHIBIT re Minute Entry by Acme Corp..(Doe, Jane)');
});

test('whatever a filer types, every part but the free one stays as it was', (t) => {
  const seed = randomInt(2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const withFree = (code: string, freeText: string) =>
    text(
      {
        event: code,
        freeText,
        prefix: 'First',
        reliefs: code === 'motion' ? [{ code: 'strike' }] : [],
        documents: { main: UPLOAD, attachments: [{ upload: UPLOAD, description: 'A' }] },
      },
      { references: [MOTION] },
    );
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '{filers}',
      '[ re {refs}]',
      '12 MOTION',
      '# 1 Exhibit',
      '<b>',
      '\u202egnp.exe',
      'x\u0000y',
      ' , ',
      'a\n\nb',
      '\ud800',
      '(Doe, Jane)',
      '{prompt.until}',
    ),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('motion', 'opposition', 'reply', 'answer', 'exhibit', 'notice-other'),
      hostile,
      (code, typed) => {
        const parts = withFree(code, typed);
        const free = parts.filter((part) => part.kind === 'free');
        const plain = free.length === 0 ? withFree(code, '') : withFree(code, 'plain words');
        const hole = (part: TextPart) => (part.kind === 'free' ? { kind: 'free' } : part);
        assert.deepEqual(parts.map(hole), plain.map(hole));
        assert.doesNotMatch(plainText(parts), /[\p{Cc}\p{Bidi_Control}]|^ | $/u);
        for (const part of free) assert.ok(part.text.isWellFormed() && part.text === part.text.trim());
      },
    ),
    { seed, numRuns: 2000 },
  );
});

test('only words of the list become a prefix, and only known choices come into the text', () => {
  assert.equal(
    plainText(text({ event: 'motion', prefix: 'GRANTED', reliefs: [{ code: 'compel' }, { code: 'nonsense' }] })),
    'MOTION to Compel by Acme Corp..(Doe, Jane)',
  );
  const moved = text({
    event: 'motion',
    reliefs: [{ code: 'continue', prompts: { what: 'Everything', until: 'soon' } }],
  });
  assert.equal(plainText(moved), 'MOTION to Continue by Acme Corp..(Doe, Jane)');
});

test('an entry’s names: in references, in rulings, in lists, in the subject of a notice', () => {
  const motion = event('motion');
  const answers = answersSchema.parse({
    event: 'motion',
    prefix: 'First',
    reliefs: [{ code: 'compel' }, { code: 'sanctions' }],
  });
  assert.equal(referenceName(motion, answers), 'First MOTION to Compel and for Sanctions');
  assert.equal(shortName(motion, answers), 'Motion to Compel AND Motion for Sanctions');
  assert.equal(subjectName(motion, answers), 'Motion to Compel');
  const { matter } = motion;
  assert.equal(
    matter.kind === 'opens' && reliefName(motion, matter.reliefs.find((each) => each.code === 'compel')!),
    'Motion to Compel',
  );
  assert.equal(
    orderName(event('electronic-order'), ['Motion to Compel', 'Motion for Sanctions']),
    'Order on Motion to Compel',
  );
  assert.equal(orderName(event('electronic-order'), []), 'Electronic Order');
  assert.equal(
    referenceName(event('opposition'), answersSchema.parse({ event: 'opposition' })),
    'Opposition to Motion',
  );
});
