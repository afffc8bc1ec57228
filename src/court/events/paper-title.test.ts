import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDictionary } from '../../compose.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { titleOnPage } from './paper-title.ts';

const dictionary = readDictionary();
const ON = '2026-12-01' as CivilDate;
const caption = (...title: string[]): string =>
  [
    'UNITED STATES DISTRICT COURT',
    'DISTRICT OF OLYMPIA',
    'ALDER MILLS, INC.,',
    'Plaintiff,',
    'v.',
    'HARBOR LINES, INC.,',
    'Defendant.',
    'Case No. 1:26-cv-00142-ABC',
    ...title,
    'The defendant moves under Rule 12(b)(6), and says:',
  ].join('\n');

test('the title is the line in capitals that names a kind of paper, with what goes on', () => {
  assert.equal(titleOnPage(caption('MOTION TO COMPEL')), 'MOTION TO COMPEL');
  assert.equal(
    titleOnPage(caption('DEFENDANT HARBOR LINES, INC.’S', 'MOTION TO DISMISS FOR LACK', 'OF JURISDICTION')),
    'DEFENDANT HARBOR LINES, INC.’S MOTION TO DISMISS FOR LACK OF JURISDICTION',
  );
  assert.equal(titleOnPage(caption()), null);
  assert.equal(titleOnPage(''), null);
});

/** Titles as filers write them, and the event each should be filed as. */
const PAPERS: readonly (readonly [string, string])[] = [
  ['PLAINTIFF’S MOTION TO COMPEL PRODUCTION OF DOCUMENTS', 'motion/compel'],
  ['DEFENDANT’S MOTION FOR SUMMARY JUDGMENT', 'motion/summary-judgment'],
  ['NOTICE OF APPEARANCE OF COUNSEL', 'appearance'],
  ['MEMORANDUM IN SUPPORT OF MOTION TO DISMISS', 'memorandum-in-support'],
  ['CORPORATE DISCLOSURE STATEMENT', 'corporate-disclosure'],
  ['DECLARATION OF JANE ROE', 'declaration'],
  ['AFFIDAVIT OF JOHN ROE', 'affidavit'],
  ['STIPULATION OF DISMISSAL WITH PREJUDICE', 'stipulation-of-dismissal'],
];
for (const [title, wanted] of PAPERS) {
  test(`“${title}” is suggested as ${wanted}`, () => {
    const hits = dictionary.namedIn(title, ON, { userKind: 'attorney', caseType: 'cv' });
    const codes = hits.map((hit) => `${hit.definition.code}${hit.relief ? `/${hit.relief.code}` : ''}`);
    assert.equal(codes[0], wanted, codes.join(' '));
  });
}
