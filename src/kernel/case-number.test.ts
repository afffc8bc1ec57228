import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fullNumber, numberInAddress, readCaseNumber, shortNumber, wholeCaseNumber } from './case-number.ts';

const pell = { office: '1', yy: '26', type: 'cv', seq: 142 };

test('a docket prints the number with five digits, and the initials of its judges behind it', () => {
  assert.equal(shortNumber(pell), '1:26-cv-00142');
  assert.equal(shortNumber({ ...pell, seq: 123456 }), '1:26-cv-123456');
  assert.equal(fullNumber(pell, { presider: 'ARW', referral: 'JPH' }), '1:26-cv-00142-ARW-JPH');
  assert.equal(fullNumber(pell, { referral: 'JPH' }), '1:26-cv-00142-JPH');
  assert.equal(numberInAddress(pell), '1-26-cv-00142');
});

test('every form that a filer types into the box is read (spec/filing.md §2.1.7)', () => {
  const of = (typed: string) => readCaseNumber(typed);
  assert.deepEqual(of('04-567'), { yy: '04', seq: 567 });
  assert.deepEqual(of('4:04-567'), { office: '4', yy: '04', seq: 567 });
  assert.deepEqual(of('4-04-cv-567'), { office: '4', yy: '04', type: 'cv', seq: 567 });
  assert.deepEqual(of('04cv567'), { yy: '04', type: 'cv', seq: 567 });
  assert.deepEqual(of('4:04cv567'), { office: '4', yy: '04', type: 'cv', seq: 567 });
  assert.deepEqual(of('cv-12-3879'), { yy: '12', type: 'cv', seq: 3879 });
  assert.deepEqual(of('1203879'), { yy: '12', seq: 3879 });
});

test('blanks, capitals, a whole year, initials and a defendant’s number do not matter', () => {
  for (const typed of [
    ' 1:26-CV-142 ',
    '1:2026-cv-00142',
    '1:26-cv-00142-ARW-JPH',
    '1:26-cv-142-KD-C',
    '1:26-cv-00142-SPL-1',
  ]) {
    assert.deepEqual(readCaseNumber(typed), pell, typed);
  }
  assert.deepEqual(readCaseNumber('1:09-cv-00523-N/A'), { office: '1', yy: '09', type: 'cv', seq: 523 });
});

test('what is no case number is told from one', () => {
  for (const typed of [
    '',
    'Pell v. Harbor Lines',
    '26',
    '1:26-cv-',
    '1:26-cv-00142; drop',
    'MDL No. 2420',
    '1:6-cv-142',
  ]) {
    assert.equal(readCaseNumber(typed), null, typed);
  }
});

test('a number without office or type names no single case', () => {
  assert.deepEqual(wholeCaseNumber('1:26-cv-00142'), pell);
  assert.equal(wholeCaseNumber('26-cv-142'), null);
  assert.equal(wholeCaseNumber('1:26-142'), null);
});

test('whatever is printed is read back as the same number', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
  const part = (low: number, high: number) => fc.integer({ min: low, max: high });
  fc.assert(
    fc.property(
      fc.constantFrom(...'0123456789', ...letters),
      part(0, 99),
      fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 5 }),
      part(1, 9_999_999),
      (office, yy, type, seq) => {
        const number = { office, yy: String(yy).padStart(2, '0'), type: type.join(''), seq };
        assert.deepEqual(wholeCaseNumber(shortNumber(number)), number);
        assert.deepEqual(wholeCaseNumber(numberInAddress(number)), number);
        assert.deepEqual(wholeCaseNumber(fullNumber(number, { presider: 'ARW', referral: 'JPH' })), number);
      },
    ),
  );
});
