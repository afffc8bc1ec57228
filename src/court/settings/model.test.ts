import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readCourtsFolder } from '../../platform/courts-facts.ts';
import { CourtFileError, courtName, readCourtFacts, readCourtFile, settingsFrom } from './model.ts';

const olympia = readFileSync('courts/olyd.yaml', 'utf8');
const facts = readCourtFacts(readFileSync('courts/facts.csv', 'utf8'));

test('the list of real courts has each court once, with prefix, name and zone', () => {
  assert.equal(facts.size, 204);
  const alaska = [...facts.values()].find((fact) => fact.id === 'akd')!;
  assert.equal(alaska.docPrefix, '023');
  assert.equal(courtName(alaska.title, alaska.district), 'United States District Court, District of Alaska');
  assert.equal(alaska.zone, 'America/Anchorage');
  const trade = [...facts.values()].find((fact) => fact.id === 'cit')!;
  assert.equal(courtName(trade.title, trade.district), 'United States Court of International Trade');
  assert.equal(new Set([...facts.values()].map((fact) => fact.docPrefix)).size, 204);
});

test('every court file can be used, is named after its court, and takes no real court’s id', async () => {
  const folder = await readCourtsFolder('courts');
  assert.ok(folder.files.length > 0);
  for (const { name, text } of folder.files) {
    const file = readCourtFile(name, text);
    assert.equal(`${file.id}.yaml`, name);
    assert.ok(!facts.has(file.id), name);
    const real = file.legacyAs === null ? undefined : facts.get(file.legacyAs);
    assert.equal(real?.docPrefix ?? file.docPrefix, file.docPrefix, 'existing software needs the real prefix');
  }
});

test('the District of Olympia numbers text-only entries and gives fourteen days for an opposition', () => {
  const file = readCourtFile('olyd.yaml', olympia);
  assert.equal(file.settings.numberTextOnlyEntries, true);
  assert.equal(file.settings.deadlineDays?.['response-to-motion'], 14);
  assert.equal(file.settings.maxFileMegabytes, 50);
});

test('a setting that the file does not name is not chosen; the default holds', () => {
  const file = readCourtFile('olyd.yaml', olympia.replace(/ {2}freeLookDays: 15\n/, ''));
  assert.ok(!('freeLookDays' in file.settings));
  assert.equal(settingsFrom(new Map()).freeLookDays, 15);
});

test('a mistake in a court file is told by file and field', () => {
  const mistakes: [string, string, RegExp][] = [
    ['zone: America/New_York', 'zone: America/Olympia', /olyd\.yaml: zone: is not a time zone/],
    ['since: 2015-01-01', 'since: 2015-02-30', /olyd\.yaml: since: is not a day/],
    ['maxFileMegabytes: 50', 'maxFileMegabytes: lots', /settings\.maxFileMegabytes/],
    ['freeLookDays: 15', 'freeLookDaze: 15', /freeLookDaze/],
    ['docPrefix: "045"', 'docPrefix: "45"', /docPrefix/],
    ['offices:', 'offices: [', /olyd\.yaml/],
    ['cutOff: "24:00"', 'cutOff: "6 PM"', /settings\.cutOff: is not a time/],
    [
      'cutOff: "24:00"',
      'closures: [{ name: A, dates: [2026-02-30], source: S }]',
      /closures\.0\.dates\.0: is not a day/,
    ],
    [
      'cutOff: "24:00"',
      'closures: [{ name: A, dates: [2026-03-18], from: "18:00", to: "09:00", source: S }]',
      /closures\.0: ends before it begins/,
    ],
  ];
  for (const [right, wrong, told] of mistakes) {
    assert.throws(
      () => readCourtFile('olyd.yaml', olympia.replace(right, wrong)),
      (error) => error instanceof CourtFileError && told.test(error.message),
      wrong,
    );
  }
});
