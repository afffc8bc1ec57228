import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { shortNumber } from '../../kernel/case-number.ts';
import { chainHash } from '../../kernel/chain.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import { seededRandom } from '../../kernel/random.ts';
import { standingClock } from '../../kernel/time.ts';
import { readCourtFacts } from '../settings/model.ts';
import type { DocketFile } from './docket-file.ts';
import { exportDocket } from './export-docket.ts';
import { aDocket, aDocketEntry, aParty, asFile, QUILL } from './fictional-docket.ts';
import { type ImportPorts, importDocket } from './import-docket.ts';

const facts = readCourtFacts(readFileSync('courts/facts.csv', 'utf8'));
let database: TestDatabase;
let ports: ImportPorts;
let enqueued: string[];

before(async () => {
  database = await aDatabase();
});
after(() => database.drop());
beforeEach(async () => {
  await database.owner.query(
    `truncate pub.court, ident.case_identity, ident.entry_identity, pub.party_alias, pub.entry_version, pub.audit,
       ops.outbox, pub.sealed_entry_number cascade`,
  );
  enqueued = [];
  ports = {
    court: database.court,
    clock: standingClock('2026-11-02T15:00:00Z'),
    random: seededRandom('import'),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    facts,
    enqueue: async (_tx, task) => {
      enqueued.push(task);
    },
  };
});

const take = (docket: unknown, name = 'docket.json') => importDocket(ports, asFile(docket), name);
const one = async <Row>(sql: string, values: (string | number)[] = []): Promise<Row> =>
  (await database.owner.query<Row>(sql, values))[0]!;
const caseIn = async (court: string): Promise<CaseId> =>
  (await one<{ case_id: CaseId }>('select case_id from pub.case_record where court_id = $1', [court])).case_id;
const exported = async (court: string): Promise<DocketFile> =>
  (await exportDocket(database.web, court as CourtId, await caseIn(court))) as unknown as DocketFile;
/** Row counts of everything that an import may write. */
const rows = async () =>
  one<Record<string, number>>(
    `select (select count(*) from pub.court) as courts, (select count(*) from pub.case_record) as cases,
       (select count(*) from ident.case_identity) as identities, (select count(*) from pub.party) as parties,
       (select count(*) from pub.association) as counsel, (select count(*) from pub.court_person) as persons,
       (select count(*) from pub.docket_entry) as entries, (select count(*) from pub.entry_version) as versions,
       (select count(*) from pub.document) as documents, (select count(*) from pub.audit) as links,
       (select count(*) from ops.outbox) as messages, (select count(*) from pub.import_source) as sources`,
  );

test('a docket taken in comes back the same, and the second time changes nothing', async () => {
  assert.equal(await take(aDocket()), 'taken');
  assert.deepEqual(await exported('dcd'), aDocket());
  const stands = await rows();
  assert.equal(await take(aDocket()), 'unchanged');
  assert.deepEqual(await rows(), stands);
  assert.deepEqual(enqueued, ['carry-outbox']);
});

test('an imported case has its court, numbers above the imported ones, documents without pages, and kinds of entries', async () => {
  await take(aDocket());
  const court = await one('select name, zone, doc_prefix, configured from pub.court');
  assert.deepEqual(court, {
    name: 'United States District Court, District of Columbia',
    zone: 'America/New_York',
    doc_prefix: '045',
    configured: false,
  });
  const record = await one(
    'select origin, next_entry_seq, next_doc_no, last_filed_on, row_version, presider_initials from pub.case_record',
  );
  assert.deepEqual(record, {
    origin: 'imported',
    next_entry_seq: 11,
    next_doc_no: 3,
    last_filed_on: '2026-03-09',
    row_version: 1,
    presider_initials: 'ARW',
  });
  const entries = await database.owner.query(
    'select entry_seq, doc_no, category, short_name, place from pub.docket_entry order by place',
  );
  assert.deepEqual(entries, [
    { entry_seq: 4, doc_no: 1, category: 'complaints', short_name: 'COMPLAINT', place: 1 },
    {
      entry_seq: 9,
      doc_no: 2,
      category: 'motions',
      short_name: 'MOTION to Dismiss for Failure to State a Claim',
      place: 2,
    },
    { entry_seq: 10, doc_no: null, category: 'orders', short_name: 'MINUTE ORDER setting a hearing', place: 3 },
  ]);
  const documents = await database.owner.query(
    'select serial, entry_seq, sha256, pages from pub.document order by serial',
  );
  assert.deepEqual(documents, [
    { serial: 6000001, entry_seq: 4, sha256: null, pages: null },
    { serial: 6000002, entry_seq: 9, sha256: null, pages: null },
  ]);
});

test('the import is a link in the case’s chain, and the national index is told', async () => {
  await take(aDocket(), 'pell.json');
  const link = await one<Parameters<typeof chainHash>[0] & { hash: string; prev_hash: string; court_id: string }>(
    'select * from pub.audit',
  );
  assert.equal(link.act, 'import docket');
  assert.equal(link.hash, chainHash({ ...link, court: link.court_id, prev: link.prev_hash }));
  const head = await one('select chain_n, chain_head from pub.case_record');
  assert.deepEqual(head, { chain_n: 1, chain_head: link.hash });
  const message = await one<{ kind: string; recipient: string; body: object }>(
    'select kind, recipient, body from ops.outbox',
  );
  assert.deepEqual(message, {
    kind: 'index-case',
    recipient: 'pacer',
    body: {
      court: 'dcd',
      caseId: await caseIn('dcd'),
      rowVersion: 1,
      number: '1:26-cv-00142',
      title: 'Pell v. Harbor Lines, Inc.',
      filedOn: '2026-03-02',
      terminatedOn: null,
      parties: [
        { name: 'Ruth A. Pell', role: 'Plaintiff' },
        { name: 'Harbor Lines, Inc.', role: 'Defendant' },
      ],
    },
  });
});

test('counsel are one person of the court for each name and address, however many parties and dockets they stand in', async () => {
  const elsewhere = { ...QUILL, contact: 'Solo Practice\n' };
  await take(
    aDocket({
      parties: [
        aParty({
          attorneys: [QUILL, { ...QUILL, name: 'Kwame Osei', roles: ['PRO HAC VICE', 'TERMINATED: 04/01/2026'] }],
        }),
        aParty({ name: 'Ada Pell', attorneys: [QUILL] }),
      ],
    }),
  );
  await take(aDocket({ docket_number: '1:26-cv-00143', parties: [aParty({ attorneys: [elsewhere, QUILL] })] }));
  const people = await database.owner.query(
    'select display_name, signature_name, status, firm, email, kind from pub.court_person order by display_name, firm nulls last',
  );
  assert.deepEqual(people, [
    {
      display_name: 'Kwame Osei',
      signature_name: 'Osei, Kwame',
      status: 'unregistered',
      firm: 'Quill & Marsh LLP',
      email: 'nquill@quillmarsh.example',
      kind: 'attorney',
    },
    {
      display_name: 'Nora Jane Quill',
      signature_name: 'Quill, Nora J.',
      status: 'unregistered',
      firm: 'Quill & Marsh LLP',
      email: 'nquill@quillmarsh.example',
      kind: 'attorney',
    },
    {
      display_name: 'Nora Jane Quill',
      signature_name: 'Quill, Nora J.',
      status: 'unregistered',
      firm: null,
      email: null,
      kind: 'attorney',
    },
  ]);
  const osei = await one(
    `select lead, notice, pro_hac_vice, to_on from pub.association join pub.court_person using (court_id, person_id)
     where display_name = 'Kwame Osei'`,
  );
  assert.deepEqual(osei, { lead: false, notice: false, pro_hac_vice: true, to_on: '2026-04-01' });
});

test('a party who represents itself is marked so, with the address that paper goes to', async () => {
  const block = { name: 'Ruth A. Pell', contact: '7 Quay Road\nPort Carver, OL 00112\nPRO SE\n', roles: [] };
  const docket = aDocket({ parties: [aParty({ attorneys: [block, QUILL] })] });
  await take(docket);
  assert.deepEqual(await one('select pro_se, address from pub.party'), {
    pro_se: true,
    address: '7 Quay Road\nPort Carver, OL 00112',
  });
  assert.deepEqual(await exported('dcd'), docket);
});

test('criminal matter, attachments, strange numbers and a second document of one number are lost by nobody', async () => {
  const docket = aDocket({
    docket_number: '1:26-cr-00007',
    federal_dn_case_type: 'cr',
    federal_defendant_number: '1',
    ordered_by: 'date_entered',
    parties: [
      aParty({
        type: 'Defendant',
        attorneys: [],
        criminal_data: {
          complaints: [],
          counts: [{ name: '18:1001 False Statements(1)', disposition: '', status: 'pending' }],
          highest_offense_level_opening: 'Felony',
          highest_offense_level_terminated: '',
        },
      }),
    ],
    docket_entries: [
      aDocketEntry({
        page_count: 12,
        file_size_bytes: 90548,
        file_size_str: '88.4 KB',
        attachments: [
          {
            attachment_number: 1,
            description: 'Civil Cover Sheet',
            file_size_bytes: 5,
            file_size_str: '',
            pacer_doc_id: '04506000009',
            pacer_seq_no: '4',
            page_count: 2,
          },
        ],
      }),
      aDocketEntry({ document_number: '1', pacer_doc_id: '99901', pacer_seq_no: '4' }),
      aDocketEntry({ document_number: '0012a', pacer_doc_id: null, pacer_seq_no: null }),
    ],
  });
  assert.equal(await take(docket), 'taken');
  assert.deepEqual(await exported('dcd'), docket);
  const attached = await database.owner.query('select serial, attachment_no, description from pub.document order by 1');
  assert.deepEqual(attached, [
    { serial: 6000001, attachment_no: 0, description: null },
    { serial: 6000009, attachment_no: 1, description: 'Civil Cover Sheet' },
  ]);
});

test('one document docketed in two cases keeps its number in both dockets', async () => {
  const second = aDocket({ docket_number: '1:26-cv-00143' });
  await take(aDocket());
  await take(second);
  const other = await one<{ case_id: CaseId }>('select case_id from pub.case_record where seq = 143');
  assert.deepEqual(await exportDocket(database.web, 'dcd' as CourtId, other.case_id), second);
});

test('two files of a case are joined: what either says stands, and nothing is removed', async () => {
  const early = aDocket({
    assigned_to_str: '',
    parties: [aParty(), aParty({ type: 'Defendant', name: 'Harbor Lines, Inc.' })],
    docket_entries: [
      aDocket().docket_entries[0]!,
      aDocketEntry({ ...aDocket().docket_entries[2]!, pacer_seq_no: null }),
    ],
  });
  const late = aDocket({
    date_terminated: '2026-06-01' as never,
    parties: [
      aParty({ attorneys: [QUILL], date_terminated: '2026-05-01' as never, extra_info: 'TERMINATED: 05/01/2026' }),
      aParty({ type: 'Intervenor', name: 'Port of Carver' }),
    ],
  });
  assert.equal(await take(early, 'early.json'), 'taken');
  assert.equal(await take(late, 'late.json'), 'taken');
  assert.equal((await rows()).cases, 1);
  const joined = await exported('dcd');
  assert.equal(joined.assigned_to_str, 'Adaline R. Whitcombe');
  assert.equal(joined.date_terminated, '2026-06-01');
  assert.deepEqual(
    joined.parties.map((party) => [party.type, party.name, party.date_terminated, party.attorneys?.length ?? 0]),
    [
      ['Plaintiff', 'Ruth A. Pell', '2026-05-01', 1],
      ['Defendant', 'Harbor Lines, Inc.', null, 0],
      ['Intervenor', 'Port of Carver', null, 0],
    ],
  );
  assert.deepEqual(joined.docket_entries, aDocket().docket_entries);
  assert.deepEqual(await one('select row_version, chain_n from pub.case_record'), { row_version: 2, chain_n: 2 });
  for (const [file, name] of [
    [early, 'early.json'],
    [late, 'late.json'],
  ] as const) {
    assert.equal(await take(file, name), 'unchanged');
  }
});

test('a file of a case that says nothing new is unchanged, though its bytes differ', async () => {
  await take(aDocket());
  const stands = await rows();
  assert.equal(await importDocket(ports, JSON.stringify(aDocket()), 'the same, in one line'), 'unchanged');
  assert.deepEqual(await rows(), { ...stands, sources: 2 });
});

test('an entry that a first file named without its document gets the document of the second', async () => {
  await take(aDocket({ docket_entries: [aDocketEntry({ pacer_doc_id: null, pacer_seq_no: null })] }));
  assert.equal(await take(aDocket({ docket_entries: [aDocketEntry()] })), 'taken');
  assert.deepEqual((await exported('dcd')).docket_entries, [aDocketEntry()]);
  assert.equal((await rows()).documents, 1);
});

test('what the court has sealed since does not come back by a file', async () => {
  const full = aDocket();
  await take(aDocket({ docket_entries: full.docket_entries.slice(0, 1) }));
  const caseId = await caseIn('dcd');
  // entry 2 was filed here, and sealed: its numbers are in use, its row is on the other side
  await database.owner.query('insert into ident.entry_identity values ($1, $2, 9)', ['dcd', caseId]);
  assert.equal(await take(full), 'taken');
  const texts = (await exported('dcd')).docket_entries.map((entry) => entry.document_number);
  assert.deepEqual(texts, ['1', null]);
});

test('a case that is under seal, or was withdrawn after its import, is not opened by a file', async () => {
  await take(aDocket());
  await database.owner.query(`update pub.case_record set seq = 999`);
  const again = await importDocket(ports, JSON.stringify(aDocket()), 'again.json');
  assert.deepEqual(again, {
    refused: { where: 'docket_number', reason: 'is the number of a case that is not public' },
  });
  await database.owner.query(`insert into pub.sealed_case_number values ('dcd', '1', '26', 'cv', 150)`);
  const sealed = await take(aDocket({ docket_number: '1:26-cv-00150' }));
  assert.ok(typeof sealed === 'object');
});

test('a bad file leaves nothing behind and says where it is bad', async () => {
  const cases: [string, string][] = [
    [asFile(aDocket()).slice(0, 900), `line ${asFile(aDocket()).slice(0, 900).split('\n').length}`],
    [asFile({ ...aDocket(), docket_entries: 'none' }), 'docket_entries'],
    [asFile({ ...aDocket(), date_filed: '2026-02-30' }), 'date_filed'],
    [asFile({ ...aDocket(), court_id: 'nowhere' }), 'court_id'],
  ];
  for (const [file, where] of cases) {
    const outcome = await importDocket(ports, file, 'bad.json');
    assert.ok(typeof outcome === 'object', where);
    assert.equal(outcome.refused.where, where);
  }
  assert.deepEqual(
    Object.values(await rows()).filter((count) => count !== 0),
    [],
  );
});

test('a failure in the last statement leaves no half of a docket', async () => {
  const failing: ImportPorts = {
    ...ports,
    enqueue: async () => {
      throw new Error('the queue is gone');
    },
  };
  await assert.rejects(importDocket(failing, asFile(aDocket()), 'docket.json'), /queue is gone/);
  assert.equal((await rows()).cases, 0);
  assert.equal((await rows()).courts, 0);
  assert.equal(await take(aDocket()), 'taken');
});

test('markup in a docket is text like any other', async () => {
  const nasty = `MOTION <script>alert("1")</script> & <b>bold</b> ' ; drop table pub.party; -- \\u003c %s $1`;
  const docket = aDocket({ case_name: nasty, docket_entries: [aDocketEntry({ description: nasty })] });
  await take(docket);
  assert.deepEqual(await exported('dcd'), docket);
});

/** Every place in a value: `['parties', 0, 'name']`. */
const placesIn = (value: unknown, at: (string | number)[] = []): (string | number)[][] => {
  if (typeof value !== 'object' || value === null) return [at];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [at, ...members.flatMap(([key, member]) => placesIn(member, [...at, key]))];
};

test('whatever one field of a file is changed to, the file is taken as it is or refused, and nothing lies between', async () => {
  const places = placesIn(aDocket()).filter((place) => place.length > 0);
  const strange = [
    '',
    'x',
    '0',
    '000',
    '\u0000',
    '\ud800',
    '0000-01-01',
    '2026-02-29',
    '9'.repeat(25),
    null,
    -1,
    1e20,
    [],
    {},
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), fc.constantFrom(...strange), async (place, value) => {
      await database.owner.query('truncate pub.court, ident.case_identity cascade');
      const docket = structuredClone(aDocket());
      const last = place.at(-1)!;
      const holder = place.slice(0, -1).reduce<unknown>((at, step) => at?.[step as never], docket) as object;
      Object.assign(holder, { [last]: value });
      const outcome = await take(docket);
      if (outcome === 'taken') assert.deepEqual(await exported('dcd'), docket);
      else assert.equal((await rows()).cases, 0);
    }),
    { numRuns: 60 },
  );
});

test('the same new docket given twice at once is taken once', async () => {
  await take(aDocket({ docket_number: '1:26-cv-00001' })); // the court is there already: nothing but the number holds them apart
  const outcomes = await Promise.all([
    take(aDocket()),
    take(aDocket()),
    importDocket(ports, JSON.stringify(aDocket()), 'x'),
  ]);
  assert.deepEqual(outcomes.sort(), ['taken', 'unchanged', 'unchanged']);
  assert.equal((await rows()).cases, 2);
});

test('a docket of 5,000 entries is taken in a few seconds', async () => {
  const entries = Array.from({ length: 5000 }, (_, n) => {
    const when = new Date(Date.UTC(2015, 0, 1 + Math.floor(n / 3))).toISOString().slice(0, 10) as never;
    const documented = n % 5 !== 0;
    return aDocketEntry({
      date_filed: when,
      date_entered: when,
      description: `RESPONSE number ${n} by Harbor Lines, Inc. ${'and further '.repeat(20)}`,
      document_number: documented ? String(n + 1) : null,
      pacer_doc_id: documented ? `0450${7_000_000 + n}` : null,
      pacer_seq_no: documented ? String(n * 3 + 1) : null,
    });
  });
  const docket = aDocket({ docket_entries: entries });
  const started = performance.now();
  assert.equal(await take(docket), 'taken');
  const taken = performance.now() - started;
  assert.ok(taken < 5000, `${Math.round(taken)} ms`);
  assert.deepEqual((await exported('dcd')).docket_entries, entries);
});

const REAL = '../shared/data/real-dockets/docket';
const here = existsSync(REAL);
test('real dockets', { skip: here ? false : `SKIPPED: no ${REAL}` }, async (t) => {
  const names = readdirSync(REAL).sort();
  assert.ok(names.length >= 34);
  for (const name of names) {
    await t.test(`${name} is taken, is unchanged the second time, and comes back the same`, async () => {
      await database.owner.query(
        'truncate pub.court, ident.case_identity, ident.entry_identity, pub.party_alias, pub.entry_version, pub.audit, ops.outbox cascade',
      );
      const text = readFileSync(`${REAL}/${name}`, 'utf8');
      const file = JSON.parse(text) as DocketFile;
      assert.equal(await importDocket(ports, text, name), 'taken');
      assert.equal(await importDocket(ports, text, name), 'unchanged');
      assert.deepEqual(await exported(file.court_id), file);
    });
  }
  await t.test('all of them stand side by side, and a second round changes nothing', async () => {
    for (const name of names) await importDocket(ports, readFileSync(`${REAL}/${name}`, 'utf8'), name);
    const stands = await rows();
    assert.equal(stands.cases, 32);
    for (const name of names) {
      assert.equal(await importDocket(ports, readFileSync(`${REAL}/${name}`, 'utf8'), name), 'unchanged', name);
    }
    assert.deepEqual(await rows(), stands);
    const numbers = await database.owner.query<Parameters<typeof shortNumber>[0]>(
      'select office, yy, type, seq from pub.case_record',
    );
    assert.ok(numbers.map(shortNumber).includes('1:02-cv-07300'));
  });
});
