import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blueArea, picture, seenPages } from '../../../test/support/pdf-reading.ts';
import { type PdfWish, pdf } from '../../../test/support/pdfs.ts';
import { examine, makeTail } from './examine.ts';

const PREFIX = 'Case 1:16-cv-00745-ESH   Document 52-2   Filed 08/28/17';

const stamped = (original: Buffer): Buffer => Buffer.concat([original, makeTail(original, PREFIX)]);
const line = (n: number, of: number): string =>
  `Case 1:16-cv-00745-ESH   Document 52-2   Filed 08/28/17   Page ${n} of ${of}`;
const withoutGaps = (text: string): string => text.replace(/\s+/g, ' ');

/** The header is one line of blue near the upper edge of what is seen, wholly on the page; below it nothing changed. */
async function assertHeaderAtTop(original: Buffer, served: Buffer, page: number): Promise<void> {
  const seen = await picture(served, page);
  const area = blueArea(seen);
  assert.ok(area, 'no blue line is seen');
  assert.ok(area.left > 2 && area.right < seen.width - 3, `the line is cut at the side: ${JSON.stringify(area)}`);
  assert.ok(area.top > 2 && area.bottom < 26, `the line is not at the top: ${JSON.stringify(area)}`);
  assert.ok(area.right - area.left > seen.width / 3, `the line does not run across: ${JSON.stringify(area)}`);
  assert.ok(Math.abs(area.left + area.right - seen.width) < 12, `the line is not centred: ${JSON.stringify(area)}`);
  const before = await picture(original, page);
  const below = (area.bottom + 2) * seen.width * 4;
  assert.ok(Buffer.from(seen.dots.subarray(below)).equals(before.dots.subarray(below)), 'the page looks different');
}

const kinds: Readonly<Record<string, PdfWish>> = {
  'with a cross-reference table': { pages: 3 },
  'with a cross-reference stream': { pages: 3, xref: 'stream' },
  'whose pages lie in an object stream': { pages: 3, xref: 'stream', packed: [1, 2, 10, 12, 14] },
  'scanned sideways': { pages: 3, tree: '/Rotate 90' },
  'scanned upside down': { pages: 3, page: '/Rotate 180' },
  'turned to the left': { pages: 3, page: '/Rotate -90' },
  'that shows only a part of its sheet': { pages: 3, page: '/CropBox[100 150 500 600]' },
  'that shows a part of its sheet sideways': { pages: 3, page: '/CropBox[100 150 500 600]/Rotate 270' },
  'whose sheet begins elsewhere, corners swapped': { pages: 3, mediaBox: '[412 692 -200 -100]' },
  'whose crop box reaches beyond its sheet': { pages: 3, page: '/CropBox[-50 -50 900 900]' },
  'with content in several pieces': { pages: 3, page: '/Contents[11 0 R 13 0 R]' },
  'whose pieces of content are listed elsewhere': {
    pages: 3,
    page: '/Contents 1000 0 R',
    objects: { 1000: '[11 0 R 13 0 R]' },
  },
  'of empty pages': { pages: 3, instead: { 10: '<</Type/Page/Parent 2 0 R>>' } },
  'whose pages share resources': {
    pages: 3,
    page: '/Resources 1000 0 R',
    objects: { 1000: '<</Font 1001 0 R>>', 1001: '<</F1 3 0 R>>' },
  },
  'no wider than a receipt': { pages: 3, mediaBox: '[0 0 150 400]' },
};

for (const [name, wish] of Object.entries(kinds)) {
  test(`a document ${name} bears the court's header at the top of each page`, async () => {
    const original = pdf(wish);
    const served = stamped(original);
    assert.ok(served.subarray(0, original.length).equals(original), 'the filer’s bytes have changed');
    const pages = await seenPages(served);
    const before = await seenPages(original);
    assert.equal(pages.length, 3);
    for (const [n, page] of pages.entries()) {
      assert.ok(withoutGaps(page.text).includes(withoutGaps(line(n + 1, 3))), `page ${n + 1} says: ${page.text}`);
      assert.ok(page.text.includes(before[n]!.text), 'the page’s own text is gone');
      await assertHeaderAtTop(original, served, n);
    }
    const verdict = await examine(served);
    assert.ok(verdict.ok, JSON.stringify(verdict));
    assert.deepEqual(verdict.notes, ['earlier-revisions']);
  });
}

test('content that turns, enlarges and colours what follows it does not change the header', async () => {
  const content = '0 1 -3 0 200 200 cm 1 0 0 rg 2 w 5 0 0 5 0 0 cm 3 Tr';
  const original = pdf({ instead: { 11: `<</Length ${content.length}>>\nstream\n${content}\nendstream` } });
  await assertHeaderAtTop(original, stamped(original), 0);
});

test('a document stamped by another court before is stamped again, and shows both lines', async () => {
  const first = pdf({ pages: 2 });
  const once = Buffer.concat([first, makeTail(first, 'Case 2:15-cv-00001   Document 9   Filed 01/02/15')]);
  const twice = stamped(once);
  const [page] = await seenPages(twice);
  assert.match(withoutGaps(page!.text), /Document 9 Filed 01\/02\/15 Page 1 of 2/);
  assert.ok(withoutGaps(page!.text).includes(withoutGaps(line(1, 2))));
});

test('a document with a mailer’s lines before it is stamped where readers expect it', async () => {
  const original = Buffer.concat([Buffer.from('X-Sent-By: a scanner\r\n\r\n'), pdf({ pages: 2 })]);
  const verdict = await examine(original);
  assert.ok(verdict.ok && verdict.notes.includes('leading-bytes'), JSON.stringify(verdict));
  const pages = await seenPages(stamped(original));
  assert.ok(withoutGaps(pages[1]!.text).includes(withoutGaps(line(2, 2))));
});

test('the same document and header give the same tail, byte for byte', () => {
  const original = pdf({ pages: 5, xref: 'stream' });
  assert.ok(makeTail(original, PREFIX).equals(makeTail(Buffer.from(original), PREFIX)));
  assert.ok(!makeTail(original, PREFIX).equals(makeTail(original, `${PREFIX}7`)));
});

test('brackets and letters beyond ASCII in a case number cannot end the line early', async () => {
  const original = pdf();
  const served = Buffer.concat([original, makeTail(original, 'Case 1:26-cv-1) Tj (\\x — (é')]);
  const [page] = await seenPages(served);
  assert.match(page!.text, /Case 1:26-cv-1\) Tj \(\\x \? \(\?\s+Page 1 of 1/);
});
