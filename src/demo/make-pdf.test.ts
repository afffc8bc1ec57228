import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seenPages } from '../../test/support/pdf-reading.ts';
import { examine } from '../platform/pdf/examine.ts';
import { makePdf, type PdfWish } from './make-pdf.ts';

const wish: PdfWish = {
  court: ['UNITED STATES DISTRICT COURT', 'DISTRICT OF FALLOW BRIDGE'],
  caption: [
    'ALDER MILLS, INC., and THE COUNTY OF WEST FALLOW,',
    'Plaintiffs,',
    'v.',
    'HOLM & DAUGHTERS LLC,',
    'Defendant.',
  ],
  caseNumber: '1:26-cv-00142-ABC',
  title: 'Motion to compel (with incorporated memorandum)',
  body: { seed: 'one' },
  signer: ['Ada Quill', 'Quill & Ferro LLP', '12 Harbor Street', 'Fallow Bridge'],
};

test('a pleading has just as many pages as were asked for, passes the gate and can be searched', async () => {
  for (const pages of [1, 2, 3, 5, 12, 40]) {
    for (const seed of ['a', 'b', 'c']) {
      const made = await makePdf({ ...wish, pages, body: { seed } });
      const verdict = await examine(made);
      assert.ok(verdict.ok && verdict.pages === pages, `${pages} pages, seed ${seed}: ${JSON.stringify(verdict)}`);
    }
  }
  const seen = await seenPages(await makePdf({ ...wish, pages: 2 }));
  assert.match(seen[0]!.text, /ALDER MILLS[\s\S]*1:26-cv-00142-ABC[\s\S]*MOTION TO COMPEL \(WITH/);
  assert.match(seen[1]!.text, /\/s\/ Ada Quill/);
});

test('paragraphs that are given stand in the document, all of them, over as many pages as they need', async () => {
  const paragraphs = Array.from({ length: 30 }, (_, n) => `Fact ${n + 1} (see “Exhibit A” – page ${n}) is true.`);
  const seen = await seenPages(await makePdf({ ...wish, body: { paragraphs } }));
  assert.equal(seen.length, 2);
  const text = seen.map((page) => page.text).join(' ');
  for (const n of [1, 15, 30]) assert.ok(text.includes(`Fact ${n} (see "Exhibit A" - page ${n - 1}) is true.`));
});

test('the same wish gives the same bytes; another seed another text', async () => {
  const [first, again, other] = await Promise.all([wish, wish, { ...wish, body: { seed: 'two' } }].map(makePdf));
  assert.ok(first!.equals(again!));
  assert.ok(!first!.equals(other!));
});

test('a pleading of no or of 41 pages is refused', async () => {
  await assert.rejects(makePdf({ ...wish, pages: 0 }), RangeError);
  await assert.rejects(makePdf({ ...wish, pages: 41 }), RangeError);
});
