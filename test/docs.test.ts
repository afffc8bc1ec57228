/** Documents that are made from code are up to date. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { errorsPage, errorsPageFile } from '../tools/errors-page.ts';
import { eventsPage, eventsPageFile } from '../tools/events-page.ts';

test('the page of errors says what the catalogue says (else: node tools/errors-page.ts)', () => {
  assert.equal(readFileSync(errorsPageFile, 'utf8'), errorsPage());
});

test('the page of events says what the dictionary says (else: node tools/events-page.ts)', () => {
  assert.equal(readFileSync(eventsPageFile, 'utf8'), eventsPage());
});
