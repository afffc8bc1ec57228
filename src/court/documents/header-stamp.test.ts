import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from '../../kernel/time.ts';
import { headerStamp } from './header-stamp.ts';

const filedOn = '2017-08-28' as CivilDate;

test('an attachment is stamped with the number of its document, a dash and its own', () => {
  const { prefix } = headerStamp({ caseNumber: '1:16-cv-00745-ESH', document: 52, attachment: 2, filedOn });
  assert.equal(prefix, 'Case 1:16-cv-00745-ESH   Document 52-2   Filed 08/28/17');
});

test('a main document is stamped with its number alone', () => {
  const { prefix } = headerStamp({ caseNumber: '1:16-cv-00745-ESH', document: 52, attachment: 0, filedOn });
  assert.equal(prefix, 'Case 1:16-cv-00745-ESH   Document 52   Filed 08/28/17');
});
