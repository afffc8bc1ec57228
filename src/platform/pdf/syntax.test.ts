import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PdfDict, PdfName, PdfRef, PdfRefused, PdfText, type PdfValue, SyntaxReader, written } from './syntax.ts';

const read = (text: string): PdfValue => new SyntaxReader(Buffer.from(text, 'latin1'), 0).value();

test('names, texts and numbers are read as the format says, in all their spellings', () => {
  assert.deepEqual(read('/J#61vaScript'), new PdfName('JavaScript'));
  assert.deepEqual(read('(a\\(b(c)\\)\\101\\n\\\r\nd)'), new PdfText(Buffer.from('a(b(c))A\nd')));
  assert.deepEqual(read('<48 65 6C6C 6F7>'), new PdfText(Buffer.from('Hellop')));
  assert.deepEqual(read('[1 -2.5 .5 +3 4. 12 0 R 12 0]'), [1, -2.5, 0.5, 3, 4, new PdfRef(12, 0), 12, 0]);
  const dict = read('<</A/B/C<</D null>>% a comment >>\n/E true/A 2>>');
  assert.ok(dict instanceof PdfDict);
  assert.deepEqual(
    dict.pairs.map(([key]) => key),
    ['A', 'C', 'E', 'A'],
  );
  assert.equal(dict.get('A'), 2);
});

test('what is no value, or does not end, is refused', () => {
  for (const text of ['', '<</A', '(a', '<4', '[1 2', '<<1 2>>', 'app.alert', '<zz>']) {
    assert.throws(() => read(text), PdfRefused, text);
  }
});

test('a value that is written is read back as the same value', () => {
  const { tree } = fc.letrec<{ tree: PdfValue }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, false),
      fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 8),
      fc.string({ unit: 'binary-ascii', maxLength: 8 }).map((text) => new PdfName(text)),
      fc.uint8Array({ maxLength: 8 }).map((bytes) => new PdfText(Buffer.from(bytes))),
      fc.nat(9999).map((num) => new PdfRef(num, 0)),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(fc.string({ maxLength: 4 }), tie('tree')), { maxLength: 4 }).map((pairs) => new PdfDict(pairs)),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      assert.deepEqual(read(`${written(value)} `), value);
    }),
    { seed: 20261122 },
  );
});
