import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { canonicalJson } from '../../kernel/canonical.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import { seededRandom } from '../../kernel/random.ts';
import { standingClock } from '../../kernel/time.ts';
import { readCourtFacts } from '../settings/model.ts';
import { exportDocket } from './export-docket.ts';
import { exportMenu, exportTold } from './export-told.ts';
import { aDocket, aDocketEntry, asFile, QUILL } from './fictional-docket.ts';
import { type ImportOutcome, type ImportPorts, importDocket } from './import-docket.ts';
import type { Kept } from './imported.ts';
import { readCaseFile } from './other-files.ts';

const facts = readCourtFacts(readFileSync('courts/facts.csv', 'utf8'));
let database: TestDatabase;
let ports: ImportPorts;

before(async () => {
  database = await aDatabase();
});
after(() => database.drop());
const emptied = () =>
  database.owner.query(
    `truncate pub.court, ident.case_identity, ident.entry_identity, pub.party_alias, pub.entry_version, pub.audit,
       ops.outbox, pub.sealed_entry_number, pub.restricted_document, pub.import_waiting cascade`,
  );
beforeEach(async () => {
  await emptied();
  ports = {
    court: database.court,
    clock: standingClock('2026-11-02T15:00:00Z'),
    random: seededRandom('import told'),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    facts,
    enqueue: async () => {},
  };
});

const take = (file: unknown, name = 'file.json'): Promise<ImportOutcome> => importDocket(ports, asFile(file), name);
const one = async <Row>(sql: string): Promise<Row> => (await database.owner.query<Row>(sql))[0]!;
const DCD = 'dcd' as CourtId;
const theCase = async (): Promise<CaseId> =>
  (await one<{ case_id: CaseId }>('select case_id from pub.case_record')).case_id;
const docketNow = async () => exportDocket(database.web, DCD, await theCase());
const toldNow = async (kind: 'history' | 'archive' | 'query') => exportTold(database.web, kind, DCD, await theCase());
const written = () =>
  one<Record<string, number>>(
    `select (select count(*) from pub.case_record) as cases, (select count(*) from pub.docket_entry) as entries,
       (select count(*) from pub.entry_version) as versions, (select count(*) from pub.document) as documents,
       (select count(*) from pub.party) as parties, (select count(*) from pub.audit) as links,
       (select count(*) from pub.import_waiting) as waiting, (select count(*) from pub.import_source) as sources`,
  );

const HEADER = {
  assigned_to_str: 'Adaline R. Whitcombe',
  case_name: 'Pell v. Harbor Lines, Inc.',
  court_id: 'dcd',
  date_filed: '2026-03-02',
  docket_number: '1:26-cv-00142',
  referred_to_str: '',
};
const PARTS = {
  federal_defendant_number: null,
  federal_dn_case_type: 'cv',
  federal_dn_judge_initials_assigned: 'ARW',
  federal_dn_judge_initials_referred: null,
  federal_dn_office_code: '1',
};
const aHistory = (changes: object = {}) => ({
  ...HEADER,
  ...PARTS,
  date_discharged: null,
  date_last_filing: '2026-03-09',
  date_terminated: null,
  docket_entries: [
    ['1', '04506000001', '4', '2026-03-02', '2026-03-03', 'Complaint'],
    ['2', '04506000002', '9', '2026-03-09', '2026-03-09', 'Motion to Dismiss'],
    [null, null, null, '2026-03-09', '2026-03-09', 'Set Hearings'],
  ].map(([document_number, pacer_doc_id, pacer_seq_no, date_filed, date_entered, short_description]) => ({
    date_entered,
    date_filed,
    description: '',
    document_number,
    pacer_doc_id,
    pacer_seq_no,
    short_description,
  })),
  ...changes,
});
const aQuery = (changes: object = {}) => ({
  ...HEADER,
  ...PARTS,
  case_name_raw: 'Pell et al v. Harbor Lines, Inc.',
  date_last_filing: '2026-03-30',
  related_cases_str: '1:25-cv-00007',
  ...changes,
});
const anArchive = (changes: object = {}) => ({
  ...HEADER,
  cause: '42:1983 Civil Rights Act',
  date_converted: null,
  date_discharged: null,
  date_terminated: null,
  demand: '',
  docket_entries: [
    {
      attachments: [
        { attachment_number: '1', description: 'Cover Sheet', pacer_doc_id: '04506000003', pacer_seq_no: null },
      ],
      date_filed: '2026-03-02',
      description: aDocketEntry().description,
      document_number: '1',
      pacer_doc_id: '04506000001',
      pacer_seq_no: null,
      short_description: 'Complaint',
    },
  ],
  jurisdiction: 'Federal Question',
  jury_demand: 'Plaintiff',
  nature_of_suit: '440 Civil Rights: Other',
  parties: [
    {
      attorneys: [{ ...QUILL, contact: QUILL.contact.trimEnd() }],
      date_terminated: null,
      extra_info: '',
      name: 'Ruth A. Pell',
      type: 'Plaintiff',
    },
    { attorneys: [], date_terminated: null, extra_info: '', name: 'Harbor Lines, Inc.', type: 'Defendant' },
  ],
  ...changes,
});
const attached = (attachment_number: number, pacer_doc_id: string, description = `Exhibit ${attachment_number}`) => ({
  attachment_number,
  description,
  file_size_bytes: 1000 * attachment_number,
  file_size_str: `${attachment_number} KB`,
  pacer_doc_id,
  pacer_seq_no: '9',
  page_count: attachment_number,
});
const aMenu = (changes: object = {}) => ({
  attachments: [attached(1, '04506000021'), attached(2, '04506000022')],
  document_number: 2,
  file_size_bytes: 90548,
  file_size_str: '88.4 KB',
  pacer_case_id: '178502',
  pacer_doc_id: '04506000002',
  pacer_seq_no: '9',
  page_count: 12,
  ...changes,
});

test('each lesser file opens its case, comes back the same, and changes nothing the second time', async () => {
  for (const [kind, file] of [
    ['history', aHistory()],
    ['query', aQuery()],
    ['archive', anArchive()],
  ] as const) {
    await emptied();
    assert.equal(await take(file), 'taken', kind);
    assert.deepEqual(await toldNow(kind), file, kind);
    const stands = await written();
    assert.equal(await take(file), 'unchanged', kind);
    assert.equal(await importDocket(ports, JSON.stringify(file), 'again.json'), 'unchanged', kind);
    assert.deepEqual(await written(), { ...stands, sources: 2 }, kind);
  }
});

test('whichever of the files comes first, the docket’s words stand in the end and every file comes back', async () => {
  const files = [
    ['docket', aDocket()],
    ['history', aHistory()],
    ['query', aQuery()],
    ['archive', anArchive()],
  ] as const;
  for (let first = 0; first < files.length; first += 1) {
    await emptied();
    const order = [...files.slice(first), ...files.slice(0, first)];
    for (const [kind, file] of order) assert.equal(await take(file), 'taken', `${kind} from ${first}`);
    const { cases, entries, parties } = await written();
    assert.deepEqual({ cases, entries, parties }, { cases: 1, entries: 3, parties: 2 }, `from ${first}`);
    const docket = (await docketNow()) as unknown as ReturnType<typeof aDocket>;
    assert.deepEqual(
      docket.docket_entries.map((entry) => [entry.description, entry.document_number, entry.date_entered]),
      aDocket().docket_entries.map((entry) => [entry.description, entry.document_number, entry.date_entered]),
    );
    assert.equal(docket.docket_entries[0]!.attachments?.length, 1, 'the archive’s attachment');
    const history = (await toldNow('history')) as { docket_entries: unknown[] };
    assert.deepEqual(history.docket_entries, aHistory().docket_entries);
    assert.equal((await toldNow('query')).case_name_raw, aQuery().case_name_raw);
    const { last_filed_on } = await one<{ last_filed_on: string }>('select last_filed_on from pub.case_record');
    assert.equal(last_filed_on, '2026-03-30', 'the last filing that any file knows of');
    for (const [kind, file] of order) assert.equal(await take(file), 'unchanged', kind);
  }
});

test('fuller words are a new version of the entry; emptier ones, and words that a clerk wrote, change nothing', async () => {
  await take(aHistory());
  await database.owner.query(
    `insert into pub.entry_version (court_id, case_id, entry_seq, version, text, reason, actor, at)
       select court_id, case_id, entry_seq, 2, 'Motion to dismiss, corrected', 'typo', 'account dana', now()
       from pub.docket_entry where doc_no = 2`,
  );
  await database.owner.query('update pub.docket_entry set version = 2 where doc_no = 2');
  await take(aDocket());
  const words = await database.owner.query(
    `select e.doc_no, e.version, v.text from pub.docket_entry e join pub.entry_version v using (court_id, case_id, entry_seq, version)
     order by place`,
  );
  assert.deepEqual(words, [
    { doc_no: 1, version: 2, text: aDocket().docket_entries[0]!.description },
    { doc_no: 2, version: 2, text: 'Motion to dismiss, corrected' },
    { doc_no: null, version: 2, text: aDocket().docket_entries[2]!.description },
  ]);
  const before = await docketNow();
  assert.equal(await take(aQuery({ assigned_to_str: '', date_terminated: null })), 'taken');
  assert.deepEqual(await docketNow(), before);
});

test('an attachment menu is joined to its entry by its document, and the court’s own caseid is kept', async () => {
  await take(aDocket());
  assert.equal(await take(aMenu()), 'taken');
  const documents = await database.owner.query(
    'select serial, attachment_no, description, pages, bytes from pub.document where entry_seq = 9 order by attachment_no',
  );
  assert.deepEqual(documents, [
    { serial: 6000002, attachment_no: 0, description: null, pages: 12, bytes: 90548 },
    { serial: 6000021, attachment_no: 1, description: 'Exhibit 1', pages: 1, bytes: 1000 },
    { serial: 6000022, attachment_no: 2, description: 'Exhibit 2', pages: 2, bytes: 2000 },
  ]);
  assert.deepEqual(await one('select court_case_id, chain_n from pub.case_record'), {
    court_case_id: '178502',
    chain_n: 2,
  });
  assert.deepEqual(await exportMenu(database.web, DCD, 6000002), aMenu());
  assert.deepEqual(await docketNow(), aDocket(), 'the docket comes back as it was given');
  assert.equal(await take(aMenu()), 'unchanged');
  const more = aMenu({ attachments: [attached(3, '04506000023')], file_size_str: '' });
  assert.equal(await take(more), 'taken');
  const joined = await exportMenu(database.web, DCD, 6000002);
  assert.deepEqual(joined, aMenu({ attachments: [...aMenu().attachments, attached(3, '04506000023')] }));
});

test('a menu whose docket is not here waits for it, once, and out of the public’s sight', async () => {
  assert.equal(await take(aMenu()), 'waiting');
  assert.equal(await take(aMenu()), 'unchanged');
  await assert.rejects(database.web.query('select 1 from pub.import_waiting'), /permission denied/);
  assert.equal(await take(aDocket({ docket_number: '1:26-cv-00143', docket_entries: [] })), 'taken');
  assert.equal((await written()).waiting, 1, 'a docket without that document leaves it waiting');
  await database.owner.query('truncate pub.case_record, ident.case_identity, pub.import_source, pub.audit cascade');
  assert.equal(await take(aHistory()), 'taken');
  assert.equal((await written()).waiting, 0);
  assert.deepEqual(await exportMenu(database.web, DCD, 6000002), aMenu());
  assert.equal(await take(aMenu()), 'unchanged');
});

test('a menu of an entry that the docket names without its document is joined by the caseid and the number', async () => {
  await take(aDocket({ docket_entries: [aDocketEntry(), aDocketEntry({ document_number: '2', pacer_doc_id: null })] }));
  await take(aMenu({ document_number: 1, pacer_doc_id: '04506000001', attachments: [] }));
  assert.equal(await take(aMenu({ pacer_case_id: '999' })), 'waiting', 'another case');
  assert.equal(await take(aMenu({ pacer_doc_id: '04506000002', file_size_bytes: 1 })), 'taken');
  assert.equal((await written()).documents, 4);
});

test('what has been sealed since comes back by no history and no menu', async () => {
  await take(aDocket());
  await take(aMenu());
  const caseId = await theCase();
  await database.owner.query(`delete from pub.document where entry_seq = 9`);
  await database.owner.query(`delete from pub.docket_entry where entry_seq = 9`);
  await database.owner.query(`insert into pub.sealed_entry_number values ('dcd', ${caseId}, 2)`);
  const stands = await written();
  await take(aHistory());
  assert.equal(await take(aMenu({ file_size_bytes: 1 })), 'unchanged');
  assert.equal(await take(aMenu({ pacer_doc_id: '04506000777', attachments: [] })), 'unchanged');
  const { entries, documents, waiting } = await written();
  assert.deepEqual(
    { entries, documents, waiting },
    { entries: stands.entries, documents: stands.documents, waiting: 0 },
  );
});

test('a restricted attachment is left out of the menu, before and after', async () => {
  await take(aDocket());
  const caseId = await theCase();
  await database.owner.query(`insert into pub.restricted_document values ('dcd', 6000021, ${caseId})`);
  await take(aMenu());
  const shown = aMenu({ attachments: [attached(2, '04506000022')] });
  assert.deepEqual(await exportMenu(database.web, DCD, 6000002), shown);
  const kept = await one<{ printed: string }>('select printed::text from pub.docket_entry where entry_seq = 9');
  assert.doesNotMatch(kept.printed, /Exhibit 1/);
  await database.owner.query(`insert into pub.restricted_document values ('dcd', 6000022, ${caseId})`);
  assert.deepEqual(await exportMenu(database.web, DCD, 6000002), aMenu({ attachments: [] }));
});

test('a file of any kind is refused by the field that is wrong, and leaves nothing behind', async () => {
  const history = aHistory();
  const wrong: [unknown, string][] = [
    [
      { ...history, docket_entries: [{ ...history.docket_entries[0], date_filed: '03/02/2026' }] },
      'docket_entries[0].date_filed',
    ],
    [{ ...history, colour: 'red' }, 'colour'],
    [aQuery({ date_filed: '2026-02-30' }), 'date_filed'],
    [aQuery({ docket_number: '26-142' }), 'docket_number'],
    [anArchive({ parties: 'none' }), 'parties'],
    [aMenu({ attachments: [{ ...attached(1, 'x') }] }), 'attachments[0].pacer_doc_id'],
    [aMenu({ page_count: '12' }), 'page_count'],
    [aMenu({ pacer_doc_id: '99906000002' }), 'pacer_doc_id'],
    [[], 'line 1'],
  ];
  for (const [file, where] of wrong) {
    const outcome = await take(file);
    assert.ok(typeof outcome === 'object', where);
    assert.equal(outcome.refused.where, where);
  }
  assert.deepEqual(
    Object.values(await written()).filter((count) => count !== 0),
    [],
  );
});

/** Each scalar of a value, by its path. */
function fieldsIn(value: unknown, at = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[at, value]]);
  return new Map(Object.entries(value).flatMap(([key, member]) => [...fieldsIn(member, `${at}.${key}`)]));
}

const REAL = '../shared/data/real-dockets';
const here = existsSync(REAL);
const KINDS = { history: 'history', docket_ia: 'archive', case_query: 'query' } as const;
const realFiles = (folder: string) => readdirSync(`${REAL}/${folder}`).sort();
const textOf = (folder: string, name: string) => readFileSync(`${REAL}/${folder}/${name}`, 'utf8');
/** The case of a file that names its number. */
async function caseOf(text: string): Promise<[CourtId, CaseId]> {
  const read = readCaseFile(text);
  assert.ok('number' in read);
  const { office, yy, type, seq } = read.number;
  const rows = await database.owner.query<{ case_id: CaseId }>(
    'select case_id from pub.case_record where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5',
    [read.court, office, yy, type, seq],
  );
  return [read.court, rows[0]!.case_id];
}
/**
 * The fields of the files that do not come back. An entry is looked for wherever it stands, for two files of a case share one
 * docket; one that is not there as it was given counts with all its fields.
 */
async function differences(texts: readonly [string, string, string][]): Promise<{ fields: number; unequal: string[] }> {
  const unequal: string[] = [];
  let fields = 0;
  for (const [folder, name, text] of texts) {
    const { docket_entries: entries = [], ...given } = JSON.parse(text);
    const kind = KINDS[folder as keyof typeof KINDS];
    const { docket_entries = [], ...back } = await exportTold(database.web, kind, ...(await caseOf(text)));
    const headers = [fieldsIn(given), fieldsIn(back)] as const;
    for (const [at, value] of headers[0]) if (headers[1].get(at) !== value) unequal.push(`${folder}/${name}${at}`);
    fields += headers[0].size;
    const there = (docket_entries as readonly Kept[]).map((entry) => canonicalJson(entry));
    for (const [n, entry] of entries.entries()) {
      const size = fieldsIn(entry).size;
      fields += size;
      const at = there.indexOf(canonicalJson(entry));
      if (at >= 0) there.splice(at, 1);
      else unequal.push(...Array<string>(size).fill(`${folder}/${name}.docket_entries.${n}`));
    }
  }
  return { fields, unequal };
}
const allTold = (): [string, string, string][] =>
  Object.keys(KINDS).flatMap((folder) =>
    realFiles(folder).map((name): [string, string, string] => [folder, name, textOf(folder, name)]),
  );

test('real histories, archive dockets and case queries', { skip: here ? false : `SKIPPED: no ${REAL}` }, async (t) => {
  await t.test('each alone comes back the same, field for field', async () => {
    let standing = new Set<string>();
    for (const [folder, name, text] of allTold()) {
      const { court_id, docket_number } = JSON.parse(text);
      const number = `${court_id} ${docket_number}`;
      if (standing.has(number)) {
        await emptied();
        standing = new Set();
      }
      standing.add(number);
      assert.equal(await importDocket(ports, text, name), 'taken', name);
      const back = await exportTold(database.web, KINDS[folder as keyof typeof KINDS], ...(await caseOf(text)));
      assert.deepEqual(back, JSON.parse(text), `${folder}/${name}`);
      assert.equal(await importDocket(ports, text, name), 'unchanged', name);
    }
  });
  await t.test('all of them beside the dockets: at least 99.5 % of the fields come back', async (t) => {
    await emptied();
    for (const name of realFiles('docket')) await importDocket(ports, textOf('docket', name), name);
    const texts = allTold();
    for (const [, name, text] of texts) assert.ok(typeof (await importDocket(ports, text, name)) === 'string', name);
    const { fields, unequal } = await differences(texts);
    for (const each of unequal) t.diagnostic(each);
    assert.ok(unequal.length / fields <= 0.005, `${unequal.length} of ${fields}`);
    const stands = await written();
    for (const [, name, text] of texts) assert.equal(await importDocket(ports, text, name), 'unchanged', name);
    assert.deepEqual(await written(), stands);
    for (const name of realFiles('docket'))
      assert.equal(await importDocket(ports, textOf('docket', name), name), 'unchanged', name);
  });
});

test('real attachment menus', { skip: here ? false : `SKIPPED: no ${REAL}` }, async () => {
  const outcomes: ImportOutcome[] = [];
  const names = realFiles('attachment');
  for (const name of names) outcomes.push(await importDocket(ports, textOf('attachment', name), name));
  assert.deepEqual(new Set(outcomes), new Set(['waiting']), 'none is refused, no case is here');
  for (const name of realFiles('docket')) await importDocket(ports, textOf('docket', name), name);
  assert.equal((await written()).waiting, names.length - 2, 'two belong to a docket that is here');
  for (const name of ['cand_035023513538.json', 'cand_035023515598.json']) {
    const menu = JSON.parse(textOf('attachment', name));
    assert.deepEqual(await exportMenu(database.web, 'cand' as CourtId, Number(menu.pacer_doc_id.slice(4))), menu);
  }
  // the other cases are here too as soon as a docket names their documents
  await emptied();
  for (const [n, name] of names.entries()) {
    const menu = JSON.parse(textOf('attachment', name));
    const court = [...facts].find(([, each]) => each.docPrefix === menu.pacer_doc_id.slice(0, 3))![0];
    const entry = aDocketEntry({
      document_number: menu.document_number === null ? null : String(menu.document_number),
      pacer_doc_id: menu.pacer_doc_id,
      pacer_seq_no: menu.pacer_seq_no,
    });
    const docket = aDocket({ court_id: court, docket_number: `1:26-cv-${10001 + n}`, docket_entries: [entry] });
    assert.equal(await take(docket, name), 'taken');
    assert.equal(await importDocket(ports, textOf('attachment', name), name), 'taken', name);
    assert.deepEqual(await exportMenu(database.web, court, Number(menu.pacer_doc_id.slice(4))), menu, name);
  }
});
