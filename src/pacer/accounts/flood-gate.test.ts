import assert from 'node:assert/strict';
import { test } from 'node:test';
import { standingClock } from '../../kernel/time.ts';
import { floodGate } from './flood-gate.ts';

test('a source may try as often as its bucket holds, then as fast as it fills', () => {
  const clock = standingClock('2026-11-22T15:00:00Z');
  const gate = floodGate(clock, 3, 0.5);
  const tries = () => gate.take('address 192.0.2.1');
  assert.deepEqual([tries(), tries(), tries(), tries(), tries()], [0, 0, 0, 2, 2]);
  clock.advance(1000);
  assert.equal(tries(), 1);
  clock.advance(1000);
  assert.deepEqual([tries(), tries()], [0, 2]);
});

test('one source’s flood does not hold up another', () => {
  const gate = floodGate(standingClock('2026-11-22T15:00:00Z'), 1, 1);
  gate.take('address 192.0.2.1');
  assert.equal(gate.take('address 192.0.2.1'), 1);
  assert.equal(gate.take('address 192.0.2.2'), 0);
});

test('a full bucket does not grow beyond its size however long nobody comes', () => {
  const clock = standingClock('2026-11-22T15:00:00Z');
  const gate = floodGate(clock, 2, 1);
  gate.take('a');
  clock.advance(3_600_000);
  assert.deepEqual([gate.take('a'), gate.take('a'), gate.take('a')], [0, 0, 1]);
});
