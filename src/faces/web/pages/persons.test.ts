/** Sign-on, errors, search, mail: what each must say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '../../../kernel/errors.ts';
import type { CivilDate } from '../../../kernel/time.ts';
import { errorPage } from './error.ts';
import { submissionUnknownPage } from './filing/filed.ts';
import { reviewPage } from './filing/review.ts';
import { mailMessagePage } from './mail.ts';
import { searchPage } from './search.ts';
import { signOnPage } from './sign-on.ts';
import { anonymousContext, frame, signedOnContext } from './views.fixture.ts';

const said = (page: unknown): string =>
  String(page)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

test('every error of the catalogue says what happened, what to do, and whether a deadline is touched', () => {
  for (const [code, entry] of Object.entries(catalogue)) {
    const page = String(
      errorPage(signedOnContext, {
        code,
        text: entry.text,
        todo: entry.todo,
        deadline: entry.deadline,
        detail: null,
        trouble: null,
      }),
    );
    const escaped = (words: string): string =>
      words.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;');
    const [happened, todo, deadline] = [
      page.indexOf(`<h1>${escaped(entry.text)}`),
      page.indexOf(`What you can do</h2><p>${escaped(entry.todo)}`),
      page.indexOf(`Does it affect my deadline?</h2><p>${escaped(entry.deadline)}`),
    ];
    assert.ok(happened > 0 && todo > happened && deadline > todo, code);
    assert.ok(page.includes('617-555-0148'), `${code}: help desk`);
  }
});

test('sign-on asks for the redaction rules to be read and keeps client codes to 32 characters', () => {
  const page = String(
    signOnPage(anonymousContext, {
      returnTo: '/ecf/dcx/x',
      loginId: 'dw',
      clientCode: '',
      redactionTicked: false,
      askPasscode: false,
      demo: [],
      errors: [],
    }),
  );
  assert.match(page, /name="clientCode"[^>]*maxlength="32"/);
  assert.match(page, /name="password" type="password" value=""/);
  assert.match(page, /name="returnTo" value="\/ecf\/dcx\/x"/);
  assert.match(page, /type="checkbox"[^>]*name="redactFlag"/);
  for (const rule of ['25(a)(5)', '5.2', '49.1', '9037', 'names of minor children', 'home addresses'])
    assert.ok(page.includes(rule), rule);
  assert.ok(!page.includes('name="otpCode"'));
});

test('a search that finds nothing says that it was free and what to try', () => {
  const nothing = { rows: [], total: 0, courts: [], page: 1, pages: 1, previous: null, next: null };
  const byNumber = said(searchPage(anonymousContext, { typed: '26-999', by: 'number', ...nothing }));
  assert.match(byNumber, /Case not found: “26-999” This search was free of charge\. What you can try:/);
  assert.match(said(searchPage(anonymousContext, { typed: 'Zed', by: 'name', ...nothing })), /No match found: “Zed”/);
});

test('a case under seal asked for by number shows its number, no names, three words, and no link', () => {
  const page = String(
    searchPage(anonymousContext, {
      typed: '26-9',
      by: 'number',
      rows: [{ kind: 'under-seal', number: '1:26-cr-00009' }],
      total: 1,
      courts: [],
      page: 1,
      pages: 1,
      previous: null,
      next: null,
    }),
  );
  assert.match(said(page), /1:26-cr-00009 Sealed v\. Sealed\. Case under seal\./);
  assert.ok(!page.includes('/cases/'));
});

test('a caught mail is shown in a sandbox, and an address in it is a link only when it is one of the web', () => {
  const page = String(
    mailMessagePage(anonymousContext, {
      listHref: '/mail',
      at: 'now',
      from: 'f',
      to: ['t'],
      subject: 's',
      htmlHref: '/mail/1/html',
      text: 'x',
      links: [
        'https://ecf.example.gov/doc1/1',
        'javascript:alert(1)',
        'javascript://x/%0aalert(1)',
        'data:text/html,x',
      ],
    }),
  );
  assert.match(page, /<iframe class="mail" sandbox=""[^>]*src="\/mail\/1\/html">/);
  assert.match(page, /<a href="https:\/\/ecf\.example\.gov\/doc1\/1">/);
  assert.ok(!/href="(javascript|data):/.test(page));
});

test('before the button that files, the filer sees the text, who is told, who needs paper, the deadlines, and that it commits', () => {
  const page = String(
    reviewPage(
      signedOnContext,
      { ...frame, step: 8 },
      {
        alsoIn: [],
        words: 'MOTION to Compel by Ana Rivera.',
        caseBase: '/c',
        docketHref: '/c/docket',
        documents: [{ name: 'Main document', fileName: 'm.pdf', pages: 3 }],
        answered: null,
        form: null,
        changeDocumentsHref: '/d',
        changeWordsHref: '/w',
        appearsFor: ['Acme Corp.'],
        visibleTo: 'Everybody',
        filedDate: '11/22/2026',
        fee: null,
        electronic: [{ name: 'Priya Nair', addresses: ['pnair@example.com'] }],
        paper: [{ name: 'Owen Tate', address: 'Salem' }],
        deadlines: [
          {
            what: 'Response due',
            due: '2026-12-07' as CivilDate,
            why: 'LR 7.1(b)(2)',
            steps: ['The period runs from Monday, 11/23/2026.', 'The last day is Monday, 12/07/2026.'],
          },
        ],
        changes: [],
        warnings: ['Page 2 shows a number.'],
        key: 'key-9',
      },
    ),
  );
  const words = said(page);
  for (const part of [
    'MOTION to Compel',
    '3 pages',
    '12/07/2026',
    'Response due',
    'The period runs from Monday, 11/23/2026.',
    'The last day is Monday',
    'Priya Nair',
    'Owen Tate',
    'Everybody',
    'Page 2 shows a number.',
    'commits this filing',
  ]) {
    const at = words.indexOf(part);
    assert.ok(at > 0 && at < words.indexOf('Save and leave'), part);
  }
  assert.match(page, /name="key" value="key-9"/);
  assert.match(page, /name="rowVersion" value="4"/);
  assert.match(page, /name="go" value="file">File<\/button>/);
  assert.match(page, /<title>Step 8 of 8: Review \|/);
});

test('when nobody can say whether it was filed, the page asks by the key and says neither', () => {
  const page = String(
    submissionUnknownPage(signedOnContext, {
      key: 'key-9',
      receivedAt: '11/22/2026 11:58 PM EST',
      askAction: '/ask',
      again: null,
      trouble: { logHref: '/log', caseManager: null },
    }),
  );
  assert.match(page, /<form method="get" action="\/ask"><input type="hidden" name="key" value="key-9">/);
  assert.match(said(page), /Arrived 11\/22\/2026 11:58 PM EST/);
  assert.ok(!/Nothing has been filed|has been filed/.test(page));
});
