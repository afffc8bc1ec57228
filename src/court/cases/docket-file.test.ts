import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type ImportRefusal, readDocketFile } from './docket-file.ts';
import { aDocket, aDocketEntry, aParty, asFile } from './fictional-docket.ts';
import { brokenJsonLine } from './json-place.ts';

const refusalOf = (jsonText: string): ImportRefusal => {
  const read = readDocketFile(jsonText);
  assert.ok('reason' in read, 'the file was read');
  return read;
};
const changed = (change: (docket: Record<string, unknown>) => void): string => {
  const docket = structuredClone(aDocket()) as unknown as Record<string, unknown>;
  change(docket);
  return asFile(docket);
};

test('a docket is known by its court and number, one defendant’s docket by the defendant too', () => {
  const civil = readDocketFile(asFile(aDocket({ docket_number: '1:26-cv-142' })));
  assert.ok('externalKey' in civil);
  assert.equal(civil.externalKey, '1:26-cv-142');
  const criminal = readDocketFile(asFile(aDocket({ docket_number: '1:26-cr-00007', federal_defendant_number: '2' })));
  assert.ok('externalKey' in criminal);
  assert.equal(criminal.externalKey, '1:26-cr-7-2');
});

test('a file is refused by the field that is wrong', () => {
  const cases: [string, string, RegExp][] = [
    [changed((docket) => delete docket.date_filed), 'date_filed', /missing/],
    [changed((docket) => delete docket.parties), 'parties', /missing/],
    [
      asFile(aDocket({ docket_entries: [aDocketEntry(), aDocketEntry({ date_filed: '2026-02-30' as never })] })),
      'docket_entries[1].date_filed',
      /day/,
    ],
    [
      asFile(aDocket({ docket_entries: [aDocketEntry({ date_entered: '03/02/2026' as never })] })),
      'docket_entries[0].date_entered',
      /day/,
    ],
    [
      asFile(aDocket({ docket_entries: [aDocketEntry({ document_number: 7 as never })] })),
      'docket_entries[0].document_number',
      /string/,
    ],
    [
      asFile(aDocket({ docket_entries: [aDocketEntry({ pacer_seq_no: 'four' })] })),
      'docket_entries[0].pacer_seq_no',
      /digits/,
    ],
    [
      asFile(
        aDocket({ parties: [aParty({ attorneys: [{ name: 'Nora Quill', contact: '', roles: 'LEAD' as never }] })] }),
      ),
      'parties[0].attorneys[0].roles',
      /array/,
    ],
    [asFile(aDocket({ parties: [aParty({ name: 'Ruth\u0000Pell' })] })), 'parties[0].name', /character/],
    [asFile(aDocket({ docket_number: 'MDL No. 2420' })), 'docket_number', /number/],
    [asFile(aDocket({ court_id: '../dcd' })), 'court_id', /court/],
    [changed((docket) => Object.assign(docket, { bribe: 'none' })), 'bribe', /not known/],
    ['[]', 'line 1', /object/],
  ];
  for (const [file, where, reason] of cases) {
    const refusal = refusalOf(file);
    assert.equal(refusal.where, where);
    assert.match(refusal.reason, reason, where);
  }
});

test('a file that breaks off is refused by the line at which it does', () => {
  const whole = asFile(aDocket());
  const lines = whole.split('\n');
  assert.equal(refusalOf(lines.slice(0, 12).join('\n')).where, 'line 12');
  assert.equal(refusalOf(whole.slice(0, -1)).where, `line ${lines.length}`);
  assert.equal(refusalOf('').where, 'line 1');
  lines[4] = `${lines[4]!.slice(0, 3)}"oops`;
  assert.equal(refusalOf(lines.join('\n')).where, 'line 5');
});

test('what is JSON and what is not is judged as JSON.parse judges it', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', '1', ' ', '\u00a0', ':', 'x'))
    .map(([text, at, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + 1);
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), damaged), (text) => {
      assert.equal(brokenJsonLine(text) === null, isJson(text), text);
    }),
    { numRuns: 2000 },
  );
});
