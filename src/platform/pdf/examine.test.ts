import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { activePdfs, brokenPdfs, fillablePdfs, flatPdfs, pdf, securedPdf } from '../../../test/support/pdfs.ts';
import { examine } from './examine.ts';

const codeOf = async (bytes: Buffer): Promise<string> => {
  const verdict = await examine(bytes);
  return verdict.ok ? 'accepted' : `${verdict.code} (${verdict.detail})`;
};

for (const [what, make] of Object.entries(activePdfs)) {
  test(`a PDF with ${what} is refused as one that may cause an external action`, async () => {
    const started = performance.now();
    assert.match(await codeOf(make()), /^pdf-active/);
    assert.ok(performance.now() - started < 8000, 'the refusal took too long');
  });
}

for (const [what, make] of Object.entries(brokenPdfs)) {
  test(`a file with ${what} is refused as not well-formed`, async () => {
    assert.match(await codeOf(make()), /^pdf-not-wellformed/);
  });
}

test('a PDF with restrictions is refused as secured, though it opens without a password', async () => {
  assert.match(await codeOf(securedPdf()), /^pdf-secured/);
});

test('plain documents are accepted with their number of pages and their title', async () => {
  const expected = { ok: true, title: null, stampable: true, notes: [] };
  assert.deepEqual(await examine(pdf({ pages: 7 })), { ...expected, pages: 7 });
  assert.deepEqual(await examine(pdf({ pages: 1, xref: 'stream', packed: [1, 2, 3, 10] })), { ...expected, pages: 1 });
  const titled = await examine(pdf({ info: '<</Title<FEFF004D006F00740069006F006E0020201C0041201D000A>>>' }));
  assert.ok(titled.ok);
  assert.equal(titled.title, 'Motion “A”');
});

test('links to click, form fields, bookmarks and structure are accepted, and noted where the clerk should know', async () => {
  const verdict = await examine(
    pdf({
      pages: 2,
      catalog:
        '/OpenAction[10 0 R/Fit]/AcroForm<</Fields[1000 0 R]>>/Outlines 1001 0 R/StructTreeRoot<</S/P/K<</S/Link>>>>',
      page: '/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.org/a?b=javascript:c)>>>>]',
      objects: {
        1000: '<</FT/Tx/T(name)/Subtype/Widget/Rect[9 9 99 29]>>',
        1001: '<</First 1002 0 R>>',
        1002: '<</A<</S/GoTo/D[12 0 R/Fit]>>>>',
      },
    }),
  );
  assert.deepEqual(verdict, {
    ok: true,
    pages: 2,
    title: null,
    stampable: true,
    notes: ['fillable-fields', 'external-links'],
  });
});

for (const [what, make] of Object.entries(fillablePdfs)) {
  test(`a PDF with ${what} is noted as a form that can be filled in`, async () => {
    const verdict = await examine(make());
    assert.ok(verdict.ok, JSON.stringify(verdict));
    assert.deepEqual(verdict.notes, ['fillable-fields']);
  });
}

for (const [what, make] of Object.entries(flatPdfs)) {
  test(`a PDF with ${what} is no form that can be filled in`, async () => {
    const verdict = await examine(make());
    assert.ok(verdict.ok, JSON.stringify(verdict));
    assert.deepEqual(verdict.notes, []);
  });
}

test('a tree of fields that goes round comes to an end', async () => {
  const round = pdf({ catalog: '/AcroForm<</Fields[1000 0 R]>>', objects: { 1000: '<</T(a)/Kids[1000 0 R]>>' } });
  assert.match(await codeOf(round), /^pdf-not-wellformed/);
});

test('whatever is changed in a file, the gate answers, and never lets the script in it through', async () => {
  const original = pdf({ pages: 2, xref: 'stream', catalog: '/OpenAction<</S/JavaScript/JS(x)>>' });
  const change = fc.tuple(fc.nat(original.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = Buffer.from(original);
      for (const [at, byte] of changes) bytes[at] = byte;
      const verdict = await examine(bytes);
      const scripted = /\/JavaScript|\/JS/.test(bytes.toString('latin1'));
      assert.ok(!(verdict.ok && scripted) || /%[^\n]*\/J/.test(bytes.toString('latin1')), 'a script was accepted');
    }),
    { seed: 20261122, numRuns: 300, verbose: 1 },
  );
});
