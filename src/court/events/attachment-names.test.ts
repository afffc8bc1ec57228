import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Answers, answersSchema } from './answers.ts';
import { movedAttachment, namedByFile, namedOnce, withoutDoubledWords } from './attachment-names.ts';
import { cleanText } from './clean-text.ts';
import { attachmentName } from './docket-text.ts';

const list = readFileSync(new URL('../../../dictionary/attachment-categories.yaml', import.meta.url), 'utf8');
const CATEGORIES = [...list.matchAll(/attachment-category: ([^,]+),/g)].map((each) => each[1]!);
assert.ok(CATEGORIES.length > 20, 'the court’s own categories were read');

test('a description does not repeat its category', () => {
  const cases: [string | null, string, string][] = [
    ['Exhibit', 'Exhibit A', 'A'],
    ['Exhibit', 'EXHIBIT  A - Letters', 'A - Letters'],
    ['Exhibit', 'Exhibit: A', 'A'],
    ['Exhibit', 'Exhibit-12', '12'],
    ['Exhibit', 'Exhibit exhibit A', 'A'],
    ['Exhibit', 'Exhibit', ''],
    ['Notice', 'Notice of Motion', 'of Motion'],
    ['Brief/Memorandum', 'Brief/Memorandum in support', 'in support'],
    ['Exhibit', 'Exhibits A to C', 'Exhibits A to C'],
    ['Exhibit', 'A, an exhibit', 'A, an exhibit'],
    ['Index', 'Index-linked bonds', 'Index-linked bonds'],
    ['Proposed Order', 'Order', 'Order'],
    ['Letter', 'A  letter', 'A  letter'],
    [null, 'Exhibit A', 'Exhibit A'],
  ];
  for (const [category, typed, wanted] of cases)
    assert.equal(withoutDoubledWords(category, typed), wanted, `${category} + ${typed}`);
});

/** A description that often begins with the category, and often only seems to. */
const beginning = (category: string | null) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(category ?? '', (category ?? '').toUpperCase()),
        fc.constantFrom('s', '-', ': ', ' ', '–', '-A', 'A', '7', ...CATEGORIES),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 7 },
    )
    .map((pieces) => pieces.join(''));
const named = fc
  .constantFrom(null, ...CATEGORIES)
  .chain((category) => fc.tuple(fc.constant(category), beginning(category)));

const wordsOf = (text: string): string[] =>
  cleanText(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

test('no word goes but a doubled beginning, and never are category and description both empty', () => {
  fc.assert(
    fc.property(named, ([given, description]) => {
      const left = withoutDoubledWords(given, description);
      const [before, after, name] = [wordsOf(description), wordsOf(left), wordsOf(given ?? '')];
      const gone = before.slice(0, before.length - after.length);
      assert.deepEqual(before, [...gone, ...after], 'what is left is the end of what was typed');
      const repeats = name.length === 0 ? 0 : gone.length / name.length;
      assert.ok(Number.isInteger(repeats), `${gone} is ${name} so many times`);
      assert.deepEqual(gone, Array.from({ length: repeats }, () => name).flat());
      if (gone.length === 0) assert.equal(left, description, 'nothing doubled: as it was typed');
      if (attachmentName(given, description) !== '') assert.notEqual(attachmentName(given, left), '');
      assert.equal(withoutDoubledWords(given, left), left, 'once is enough');
    }),
    { numRuns: 3000 },
  );
});

test('a file names its attachment, and guesses the category that its name begins with', () => {
  const cases: [string, string | null, string][] = [
    ['Exhibit A - Letters.pdf', 'Exhibit', 'A - Letters'],
    ['exhibit_B.PDF', 'Exhibit', 'B'],
    ['Exhibit-3.pdf', 'Exhibit', '3'],
    ['Certificate of Service.pdf', 'Certificate of Service', ''],
    ['Proposed Order granting.pdf', 'Proposed Order', 'granting'],
    ['Exhibits A to C.pdf', null, 'Exhibits A to C'],
    ['scan 0001.pdf', null, 'scan 0001'],
    ['.pdf', null, '.pdf'],
  ];
  for (const [file, of, description] of cases)
    assert.deepEqual(namedByFile(file, CATEGORIES), { category: of, description }, file);
  fc.assert(
    fc.property(named, ([, name]) => {
      const { category, description } = namedByFile(`${name}.pdf`, CATEGORIES);
      assert.notEqual(attachmentName(category, description), '');
    }),
  );
});

const withAttachments = (n: number): Answers =>
  answersSchema.parse({
    event: 'motion',
    documents: {
      attachments: Array.from({ length: n }, (_, index) => ({
        upload: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
        category: 'Exhibit',
        description: `Exhibit ${index}`,
      })),
    },
  });
const order = (answers: Answers) => answers.documents.attachments.map((each) => each.description);

test('an attachment moves one place, none is lost, and at the end of the list nothing moves', () => {
  const three = withAttachments(3);
  const id = (n: number) => three.documents.attachments[n]!.upload;
  assert.deepEqual(order(movedAttachment(three, id(2), -1)), ['Exhibit 0', 'Exhibit 2', 'Exhibit 1']);
  assert.deepEqual(order(movedAttachment(three, id(0), 1)), ['Exhibit 1', 'Exhibit 0', 'Exhibit 2']);
  assert.deepEqual(order(movedAttachment(three, id(0), -1)), order(three));
  assert.deepEqual(order(movedAttachment(three, id(2), 1)), order(three));
  assert.deepEqual(order(movedAttachment(three, 'nobody', 1)), order(three));
  assert.deepEqual(order(namedOnce(three)), ['0', '1', '2']);
});

test('a file whose name only repeats words of the chosen category adds no description', () => {
  assert.deepEqual(namedByFile('Proposed order.pdf', ['Text of Proposed Order']), {
    category: 'Text of Proposed Order',
    description: '',
  });
  assert.equal(
    namedByFile('Proposed order on costs.pdf', ['Text of Proposed Order']).description,
    'Proposed order on costs',
  );
  // Nobody has chosen: the name is all there is.
  assert.equal(namedByFile('order.pdf', ['Text of Proposed Order', 'Exhibit']).description, 'order');
});
