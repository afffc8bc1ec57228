import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CivilDate } from '../../kernel/time.ts';
import { assignSeqs, joinOrders, type NumberedInFile } from './entry-order.ts';

const on = (day: string, seq: number | null): NumberedInFile => ({
  date_filed: day as CivilDate,
  pacer_seq_no: seq === null ? null : String(seq),
});

test('entries keep the numbers they came with; those without one fit between their neighbours of the day', () => {
  const entries = [
    on('2026-03-02', 4),
    on('2026-03-09', 9),
    on('2026-03-09', null),
    on('2026-03-09', 21),
    on('2026-03-10', null),
  ];
  assert.deepEqual(assignSeqs(entries, new Set()), [4, 9, 10, 21, 1]);
});

test('a number that repeats, is in use or lies in the range of sealed entries is not taken', () => {
  const entries = [on('2026-03-02', 4), on('2026-03-02', 4), on('2026-03-02', 7), on('2026-03-02', 1_000_000_001)];
  assert.deepEqual(assignSeqs(entries, new Set([7])), [4, 5, 6, 8]);
});

test('numbers are never given twice, and day and number give the order of a docket with room between its numbers', () => {
  const docket = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 40 }).map((steps) => {
    let day = 1;
    return steps.map(([days, numbered], n) => {
      day = Math.min(28, day + days);
      return on(`2026-03-${String(day).padStart(2, '0')}`, numbered ? (n + 1) * 100 : null);
    });
  });
  fc.assert(
    fc.property(docket, (entries) => {
      const seqs = assignSeqs(entries, new Set());
      assert.equal(new Set(seqs).size, entries.length);
      const places = entries.map((_, n) => n);
      const byDayAndNumber = [...places].sort(
        (a, b) => entries[a]!.date_filed.localeCompare(entries[b]!.date_filed) || seqs[a]! - seqs[b]!,
      );
      assert.deepEqual(byDayAndNumber, places);
    }),
  );
});

test('entries that a second file adds come after the entry they follow there', () => {
  // the docket: A B C; the file: X A Y Z C W
  const joined = joinOrders(3, [null, 0, null, null, 2, null]);
  assert.deepEqual(joined.standing, [2, 5, 6]);
  assert.deepEqual(joined.added, [1, 0, 3, 4, 0, 7]);
});
