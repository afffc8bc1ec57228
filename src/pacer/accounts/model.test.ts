import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CourtError } from '../../kernel/errors.ts';
import { instant, plusMilliseconds } from '../../kernel/time.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { addressSource, clientCodeOf, type Failures, loginIdOf, pauseLeft, withOneMore } from './model.ts';

const NINE = instant('2026-11-22T15:00:00Z');
const minutes = (n: number) => plusMilliseconds(NINE, n * 60_000);

test('a login id is the same however its letters are typed', () => {
  assert.equal(loginIdOf(' J.Doe@Example '), 'j.doe@example');
  assert.equal(loginIdOf('ＪＤＯＥ'), 'jdoe', 'full-width letters');
  for (const impossible of ['', 'x', '(nobody)', 'j doe', 'jdoе' /* Cyrillic е */, 'a\0b', 'a'.repeat(101)]) {
    assert.equal(loginIdOf(impossible), null, JSON.stringify(impossible));
  }
});

test('a client code has at most 32 characters and no control characters', () => {
  assert.equal(clientCodeOf(` ${'é'.repeat(32)} `), 'é'.repeat(32));
  for (const refused of ['x'.repeat(33), 'a\0b', 'a\nb']) {
    assert.throws(
      () => clientCodeOf(refused),
      (thrown) => thrown instanceof CourtError && thrown.code === 'request-malformed',
    );
  }
});

test('all addresses of one IPv6 block are one source, and an IPv4 address is one however it is written', () => {
  const block = addressSource('2001:db8:0:12::1');
  assert.equal(addressSource('2001:0db8:0000:0012:ffff:ffff:ffff:ffff'), block);
  assert.equal(addressSource('2001:DB8:0:12:1::9'), block);
  assert.notEqual(addressSource('2001:db8:0:13::1'), block);
  assert.notEqual(addressSource('2001:db8:0:1:2::1'), block);
  assert.equal(addressSource('::1'), 'address 0:0:0:0::/64');
  assert.equal(addressSource('::ffff:192.0.2.7'), addressSource('192.0.2.7'));
  assert.notEqual(addressSource('192.0.2.8'), addressSource('192.0.2.7'));
});

test('five wrong passwords cost nothing but the fifth starts a pause, which doubles up to a quarter of an hour', () => {
  let failures: Failures | null = null;
  const pauses: number[] = [];
  for (let wrong = 1; wrong <= 12; wrong++) {
    failures = withOneMore(failures, NINE, DEFAULT_LIMITS);
    pauses.push(pauseLeft(failures, NINE, DEFAULT_LIMITS));
  }
  assert.deepEqual(pauses, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
});

test('a pause runs out with the clock, and after a day the wrong passwords are forgotten', () => {
  const failures: Failures = { count: 7, lastAt: NINE };
  assert.equal(pauseLeft(failures, minutes(1), DEFAULT_LIMITS), 60);
  assert.equal(pauseLeft(failures, minutes(2), DEFAULT_LIMITS), 0);
  assert.equal(withOneMore(failures, minutes(2), DEFAULT_LIMITS).count, 8);
  assert.equal(withOneMore(failures, minutes(24 * 60), DEFAULT_LIMITS).count, 1);
});
