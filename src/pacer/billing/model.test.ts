import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CivilDate } from '../../kernel/time.ts';
import { feesFrom } from './fee-schedule.ts';
import { type FeeKind, priceOf, type Size } from './model.ts';

const FEES = feesFrom(readFileSync(new URL('../../../dictionary/fees.yaml', import.meta.url), 'utf8'));
const TODAY = '2026-11-22' as CivilDate;
const costs = (kind: FeeKind, size: Size) => priceOf(kind, size, FEES, TODAY).cents;

test('the published examples come out to the cent (spec/pacer.md §7.2)', () => {
  assert.equal(costs('docket-report', { pages: 4 }), 40, 'a docket of 4 pages');
  assert.equal(costs('document', { pages: 27 }), 270, 'a PDF of 27 pages');
  assert.equal(costs('document', { pages: 121 }), 300, 'a PDF of 121 pages');
  assert.equal(costs('transcript', { pages: 250 }), 2500, 'a transcript of 250 pages');
  assert.equal(costs('search-list', { extractedBytes: 0 }), 10, 'a search with no match');
  const pclPages = [54, 54, 2].map((records) => costs('search-list', { records }));
  assert.deepEqual(pclPages, [10, 10, 10], 'a PCL query with 110 hits, three pages fetched: 0.30');
  assert.equal(costs('search-list', { records: 42 }), 10, 'a batch of 42 records');
  assert.equal(costs('audio', { pages: 1 }), 240, 'the audio file of a hearing');
});

test('a receipt of a capped thing says 30 pages, of an uncapped one all of them', () => {
  assert.deepEqual(priceOf('document', { pages: 31 }, FEES, TODAY), { pages: 31, billablePages: 30, cents: 300 });
  assert.deepEqual(priceOf('docket-report', { extractedBytes: 4320 * 31 }, FEES, TODAY), {
    pages: 31,
    billablePages: 30,
    cents: 300,
  });
  assert.equal(priceOf('search-list', { records: 54 * 31 }, FEES, TODAY).billablePages, 31);
});

test('a page of a report is full at 4,320 bytes and of a list at 54 records', () => {
  assert.equal(costs('docket-report', { extractedBytes: 4320 }), 10);
  assert.equal(costs('docket-report', { extractedBytes: 4321 }), 20);
  assert.equal(costs('search-list', { records: 55 }), 20);
});

test('a size that is none is never billed', () => {
  for (const pages of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1_000_001]) {
    assert.throws(() => costs('document', { pages }), RangeError, String(pages));
  }
  assert.throws(() => costs('docket-report', { extractedBytes: -1 }), RangeError);
});

test('a new price holds from its day on, and a kind has no price before its first', () => {
  const fees = [...FEES, { ...FEES[0]!, effectiveFrom: '2027-01-01' as CivilDate, centsPerPage: 12 }];
  assert.equal(priceOf('document', { pages: 2 }, fees, '2026-12-31' as CivilDate).cents, 20);
  assert.equal(priceOf('document', { pages: 2 }, fees, '2027-01-01' as CivilDate).cents, 24);
  assert.throws(() => priceOf('document', { pages: 2 }, fees, '2012-03-31' as CivilDate), RangeError);
});

test('a fee file with an unknown field, a fraction of a cent or a day that is none is refused', () => {
  const row = (change: string) => `- kind: document
  effective-from: 2012-04-01
  cents-per-page: 10
  window-hours: 24
  source: x
${change}`;
  assert.equal(feesFrom(row('')).length, 1);
  assert.throws(() => feesFrom(row('  cap: 30')));
  assert.throws(() => feesFrom(row('').replace('10', '10.5')));
  assert.throws(() => feesFrom(row('').replace('04-01', '04-31')));
});

/** The schedule told a second time, from the text of the law's table and not from our file (DESIGN §4.8). */
function recomputed(kind: FeeKind, pages: number): number {
  let owed = 0;
  for (let page = 1; page <= pages; page++) {
    if ((kind === 'document' || kind === 'docket-report') && page > 30) break;
    owed += kind === 'audio' ? 240 : 10;
  }
  return owed;
}

test('a second reckoning comes to the same price for every kind and size', () => {
  const kinds = fc.constantFrom<FeeKind>('document', 'docket-report', 'transcript', 'search-list', 'audio');
  fc.assert(
    fc.property(kinds, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 4319 }), (kind, pages, short) => {
      assert.equal(costs(kind, { pages }), recomputed(kind, pages));
      assert.equal(costs(kind, { extractedBytes: pages * 4320 - short }), recomputed(kind, pages));
    }),
    { seed: 20_261_122, verbose: 1 },
  );
});
