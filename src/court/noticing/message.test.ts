import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CourtId } from '../../kernel/ids.ts';
import { type CivilDate, instant, zone } from '../../kernel/time.ts';
import { contentFreeMessage, noticeMessage } from './message.ts';
import { type Nef, PAPER_HEADINGS } from './nef.ts';

const court = {
  id: 'mad' as CourtId,
  nameLines: ['U.S. District Court', 'District of Massachusetts'],
  zone: zone('America/New_York'),
};
const ids = {
  messageId: '<9000123@mad.uscourts.gov>',
  from: 'ECFNotice@mad.uscourts.gov',
  date: instant('2025-03-04T21:51:00Z'),
};
const aNotice = (caseName: string, eventShortName: string): Nef => ({
  court,
  enteredBy: null,
  enteredAt: ids.date,
  filedOn: '2025-03-04' as CivilDate,
  eventShortName,
  cases: [
    {
      name: caseName,
      number: '1:25-cv-10001-ABC',
      caseLink: 'https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?280001',
      filers: [],
      closedOn: null,
      document: { kind: 'none', number: 13 },
      docketText: 'ELECTRONIC ORDER entered granting [12] Motion.',
      electronic: [],
      paper: [],
    },
  ],
  files: [],
  wording: { paperHeading: PAPER_HEADINGS[0], boldDocketText: true },
});

test('the subject names case and event; the case name is the one of the body', () => {
  const mail = noticeMessage(aNotice('Smith  v.\tAcme', 'Order'), { address: 'jdoe@example.com', format: 'html' }, ids);
  assert.equal(mail.subject, 'Activity in Case 1:25-cv-10001-ABC Smith v. Acme Order');
  const long = `${'Approximately 167 Pieces of '.repeat(20)}Jewelry`;
  const { subject } = noticeMessage(aNotice(long, 'Order'), { address: 'jdoe@example.com', format: 'html' }, ids);
  assert.ok(subject.endsWith(` ${long} Order`), 'however long');
  assert.ok(mail.html?.includes('<td>Smith v. Acme</td>'));
  assert.deepEqual(mail.to, ['jdoe@example.com']);
  assert.equal(mail.messageId, ids.messageId);
});

test('who prefers text gets no HTML; an event without a short name leaves nothing behind', () => {
  const mail = noticeMessage(aNotice('Smith v. Acme', ''), { address: 'jdoe@example.com', format: 'text' }, ids);
  assert.equal(mail.html, undefined);
  assert.equal(mail.subject, 'Activity in Case 1:25-cv-10001-ABC Smith v. Acme');
  assert.match(mail.text, /^Case Name: Smith v\. Acme$/m);
});

test('a case title cannot carry a line end or a turned writing direction into the subject', () => {
  const title = 'Smith\r\nBcc: evil@example.com\u2028v.\u0000 \u202eemcA';
  const { subject } = noticeMessage(aNotice(title, 'Order\nX: y'), { address: 'a@example.com', format: 'html' }, ids);
  assert.equal(subject, 'Activity in Case 1:25-cv-10001-ABC Smith Bcc: evil@example.com v. emcA Order X: y');
});

test('of sealed matter a message says only: sign in; the number stands there when the recipient may know it', () => {
  const signIn = 'https://ecf.mad.uscourts.gov/login';
  const blind = contentFreeMessage(court, null, signIn, { address: 'jdoe@example.com', format: 'html' }, ids);
  assert.equal(blind.subject, 'Activity in a case of yours: sign in');
  for (const words of [blind.text, blind.html ?? '']) {
    assert.ok(words.includes(signIn));
    assert.doesNotMatch(words, /1:25|Case Name|Docket Text|filed on|doc1/);
  }
  const told = contentFreeMessage(court, '1:25-cv-10009', signIn, { address: 'jdoe@example.com', format: 'text' }, ids);
  assert.equal(told.subject, 'Activity in a case of yours, 1:25-cv-10009: sign in');
  assert.equal(told.html, undefined);
  assert.match(told.text, /activity in a case of yours, 1:25-cv-10009, in the U\.S\. District Court/);
});
