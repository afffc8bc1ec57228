import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CivilDate } from '../../kernel/time.ts';
import { contactLines, printedRoles, readContact, readCounselStatus } from './contact.ts';
import { guessedCategory, shortNameOf } from './entry-words.ts';
import { signatureName } from './names.ts';
import { printedPartyLines, readPartyLines } from './party-lines.ts';

test('docket text signs a person by last name, first name and middle initial', () => {
  assert.equal(signatureName('Nora Jane Quill'), 'Quill, Nora J.');
  assert.equal(signatureName('Kwame Osei'), 'Osei, Kwame');
  assert.equal(signatureName('Clifford C. Marsh , Jr.'), 'Marsh, Clifford C.');
  assert.equal(signatureName('T. S. Ellery III'), 'Ellery, T. S.');
  assert.equal(signatureName('Cher'), 'Cher');
});

test('firm, address, telephone, fax and e-mail are told apart, and print again as they were', () => {
  const lines = [
    'Quill & Marsh LLP',
    '12 Lantern Street',
    'Suite 4',
    'Port Carver, OL 00112',
    '(555) 555-0100',
    'Fax: 555-0101',
    'Email: n@q.example',
  ];
  const contact = readContact(lines);
  assert.deepEqual(contact, {
    firm: 'Quill & Marsh LLP',
    address: '12 Lantern Street\nSuite 4\nPort Carver, OL 00112',
    phone: '(555) 555-0100',
    fax: '555-0101',
    email: 'n@q.example',
  });
  assert.deepEqual(contactLines(contact), lines);
});

test('of contact lines that are not an address nothing is guessed', () => {
  assert.deepEqual(readContact(['UNDELIVERABLE EMAIL 3/14/14']), {
    firm: null,
    address: null,
    phone: null,
    fax: null,
    email: null,
  });
  assert.equal(readContact(['20 Vesper Street', 'Suite 700', 'Port Carver, OL 00112']).firm, null);
});

test('the status of counsel is read from its lines and prints in the order of dockets', () => {
  const roles = [
    'TERMINATED: 06/07/2024',
    'LEAD ATTORNEY',
    'PRO HAC VICE',
    'ATTORNEY TO BE NOTICED',
    'Designation: Retained',
  ];
  const status = readCounselStatus(roles);
  assert.equal(status.terminatedOn, '2024-06-07');
  assert.equal(status.designation, 'Retained');
  assert.deepEqual(printedRoles(status), roles);
  assert.deepEqual(printedRoles(readCounselStatus(['(Inactive)', 'ATTORNEY TO BE NOTICED'])), [
    '(Inactive)',
    'ATTORNEY TO BE NOTICED',
  ]);
});

test('a termination on a day that does not exist stays as it was printed', () => {
  const status = readCounselStatus(['TERMINATED: 02/31/2024', 'LEAD ATTORNEY']);
  assert.equal(status.terminatedOn, null);
  assert.deepEqual(status.otherRoles, ['TERMINATED: 02/31/2024']);
});

test('capacity, termination and aliases of a party are told apart', () => {
  const ended = '2024-07-14' as CivilDate;
  const printed =
    'a Delaware corporation\nTERMINATED: 07/14/2024\nalso known as\nHarbor Ferry\nTERMINATED: 07/14/2024\ndoing business as\nBlue Ferry\nTERMINATED: 07/14/2024';
  const read = readPartyLines(printed, ended);
  assert.deepEqual(read, {
    partyText: 'a Delaware corporation',
    aliases: [
      { kind: 'also known as', name: 'Harbor Ferry' },
      { kind: 'doing business as', name: 'Blue Ferry' },
    ],
    affiliates: [],
  });
  assert.equal(printedPartyLines(read.partyText, read.aliases, ended).join('\n'), printed);
});

test('corporate parents stand below aliases and come back as they were', () => {
  const printed =
    'a Maine corporation\nalso known as\nHFL\nCorporate Parent\nBensco, Inc.\nOther Affiliate\nRofan Services';
  const read = readPartyLines(printed, null);
  assert.deepEqual(read.affiliates, [
    { kind: 'Corporate Parent', name: 'Bensco, Inc.' },
    { kind: 'Other Affiliate', name: 'Rofan Services' },
  ]);
  assert.equal(read.partyText, 'a Maine corporation');
  assert.equal(printedPartyLines(read.partyText, read.aliases, null, read.affiliates).join('\n'), printed);
});

test('lines in an order that no docket prints are kept whole, and the alias is found all the same', () => {
  const printed = 'also known as\nHarbor Ferry\nTERMINATED: 07/14/2024\nof Port Carver';
  const read = readPartyLines(printed, '2024-07-14' as CivilDate);
  assert.equal(read.partyText, printed);
  assert.deepEqual(read.aliases, [{ kind: 'also known as', name: 'Harbor Ferry' }]);
});

test('whatever stands under a party’s name prints again to the letter', () => {
  const line = fc.constantFrom(
    'a corporation',
    'also known as',
    'Harbor Ferry',
    'TERMINATED: 07/14/2024',
    'doing business as',
    'of Port Carver',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const ended = lines.includes('TERMINATED: 07/14/2024') ? ('2024-07-14' as CivilDate) : null;
      const printed = lines.join('\n');
      const read = readPartyLines(printed, ended);
      assert.equal(printedPartyLines(read.partyText, read.aliases, ended).join('\n'), printed);
    }),
  );
});

test('the short name of an entry is what it is, without who, whom and when', () => {
  const names: [string, string][] = [
    [
      'MOTION to Dismiss for Failure to State a Claim by Harbor Lines, Inc.. (Attachments: # 1 Brief)',
      'MOTION to Dismiss for Failure to State a Claim',
    ],
    ['COMPLAINT against Harbor Lines, Inc. ( Filing fee $ 405.)', 'COMPLAINT'],
    ['ANSWER to 1 Complaint by Harbor Lines, Inc.(Osei, Kwame)', 'ANSWER'],
    ['ORDER granting 2 Motion to Dismiss. Signed by Judge Whitcombe', 'ORDER'],
    ['NOTICE of Appearance by Nora Jane Quill on behalf of Ruth A. Pell', 'NOTICE of Appearance'],
    ['***TEXT ONLY NOTICE*** of filing', 'TEXT ONLY NOTICE'],
    [
      'Consent MOTION for Extension of Time to File Answer re 1 Complaint by Harbor',
      'Consent MOTION for Extension of Time to File Answer',
    ],
  ];
  for (const [text, name] of names) assert.equal(shortNameOf(text), name);
  assert.ok(shortNameOf(`MOTION ${'very '.repeat(40)}long`).length <= 60);
});

test('the kind of an entry is told from its first words, and not from words further on', () => {
  const kinds: [string, ReturnType<typeof guessedCategory>][] = [
    ['COMPLAINT against Harbor Lines', 'complaints'],
    ['SECOND AMENDED COMPLAINT against defendants', 'complaints'],
    ['First MOTION to Continue', 'motions'],
    ['EX PARTE APPLICATION for more time', 'motions'],
    ['NOTICE OF MOTION AND MOTION to Withdraw', 'motions'],
    ['ANSWER to Complaint', 'answers'],
    ['RESPONSE in Opposition filed by Harbor', 'responses'],
    ['OPPOSITION to MOTION for Leave', 'responses'],
    ['REPLY to opposition', 'responses'],
    ['TEXT ORDER as to the hearing', 'orders'],
    ['MEMORANDUM AND ORDER on the motion', 'orders'],
    ['NOTICE of Appearance', 'notices'],
    ['CIVIL Cover Sheet', null],
    ['Summons Issued re Complaint', null],
    ['Memorandum in Support re 22 MOTION', null],
  ];
  for (const [text, kind] of kinds) assert.equal(guessedCategory(text), kind, text);
});
