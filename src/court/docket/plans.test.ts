/**
 * How Postgres finds what dockets are read by: with a docket of 5,000 entries among thousands of cases, each statement uses the
 * index that its comment names, and reads no large table from end to end; also just after the import, before statistics, or
 * with those of a court that was small.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { aLongDocket } from '../../../bench/long-docket.ts';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries, SqlValue } from '../../kernel/ports.ts';
import { seededRandom } from '../../kernel/random.ts';
import { type CivilDate, standingClock } from '../../kernel/time.ts';
import { aDocket, aParty, asFile, QUILL } from '../cases/fictional-docket.ts';
import { type ImportPorts, importDocket } from '../cases/import-docket.ts';
import { stateOfCase } from '../filing/store.ts';
import { linkableEntries } from '../filing/wizard-state.ts';
import { readCourtFacts } from '../settings/model.ts';
import {
  casesByName,
  casesByNumber,
  docketBatch,
  docketSize,
  entriesBySeq,
  partiesOf,
  partyNames,
  standingOf,
} from './store.ts';

const DCD = 'dcd' as CourtId;
const ENTRIES = 5_000;
const PARTIES = 3_000;
const ACCOUNT = '019a0000-0000-7000-8000-000000000001';
const LARGE = /Seq Scan on (docket_entry|entry_version|document|case_record|party|association)\b/;

let database: TestDatabase;
let long: CaseId;
/** A court with statistics from before its first large case was taken in. */
let grown: TestDatabase;
let crowded: CaseId;

before(async () => {
  database = await aDatabase();
  const ports = await quietPorts(database);
  for (let seq = 1; seq <= 20; seq++) await importDocket(ports, asFile(aLongDocket(3, seq)), `${seq}.json`);
  await importDocket(ports, asFile(aLongDocket(ENTRIES, 777)), 'long.json');
  long = await caseOf(database, 777);
  await manyMoreCases();

  grown = await aDatabase();
  const later = await quietPorts(grown);
  await importDocket(later, asFile(aDocket()), 'first.json');
  await grown.owner.query('analyze');
  await importDocket(later, asFile(ofManyParties()), 'crowded.json');
  crowded = await caseOf(grown, 778);
});
after(() => Promise.all([database.drop(), grown.drop()]));

/** To import with, where nobody counts rows behind our back. */
async function quietPorts({ owner, court }: TestDatabase): Promise<ImportPorts> {
  for (const table of [
    'case_record',
    'docket_entry',
    'entry_version',
    'document',
    'party',
    'party_alias',
    'party_affiliate',
    'association',
    'court_person',
  ])
    await owner.query(`alter table pub.${table} set (autovacuum_enabled = off)`);
  return {
    court,
    clock: standingClock('2026-11-02T15:00:00Z'),
    random: seededRandom('plans'),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    facts: readCourtFacts(readFileSync('courts/facts.csv', 'utf8')),
    enqueue: async () => {},
  };
}

async function caseOf({ owner }: TestDatabase, seq: number): Promise<CaseId> {
  const [found] = await owner.query<{ case_id: CaseId }>('select case_id from pub.case_record where seq = $1', [seq]);
  return found!.case_id;
}

/** Each party with an alias and counsel of her own. */
const ofManyParties = () =>
  aDocket({
    docket_number: '1:26-cv-00778',
    parties: Array.from({ length: PARTIES }, (_, n) =>
      aParty({
        name: `Party No. ${n + 1} of Many`,
        extra_info: `also known as\nNo. ${n + 1}`,
        attorneys: [{ ...QUILL, name: `Counsel No. ${n + 1}`, contact: `${n + 1} Lantern Street\n` }],
      }),
    ),
  });

/** 6,000 cases of two parties, one counsel and three entries each, none of which any reading here must go through. */
async function manyMoreCases(): Promise<void> {
  await database.owner.query(`
    insert into ident.case_identity select 'dcd', 20000000 + n from generate_series(1, 6000) n;
    insert into pub.case_record (court_id, case_id, office, yy, type, seq, short_title, filed_on, origin)
      select 'dcd', 20000000 + n, '1', '25', 'cv', n, md5(n::text) || ' v. ' || md5((-n)::text), '2025-01-02', 'imported'
      from generate_series(1, 6000) n;
    insert into pub.party (court_id, case_id, party_no, role, name)
      select 'dcd', 20000000 + n, no, 'Plaintiff', md5((n * 10 + no)::text) from generate_series(1, 6000) n, generate_series(1, 2) no;
    insert into pub.party_alias (court_id, case_id, party_no, n, kind, name)
      select 'dcd', 20000000 + n, 1, 1, 'also known as', md5((n * 77)::text) from generate_series(1, 6000) n;
    insert into pub.party_affiliate (court_id, case_id, party_no, n, kind, name)
      select 'dcd', 20000000 + n, 1, 1, 'Corporate Parent', md5((n * 79)::text) from generate_series(1, 6000) n;
    insert into pub.court_person (court_id, person_id, account_id, kind, display_name, signature_name, secondary_emails, status)
      select 'dcd', gen_random_uuid(), gen_random_uuid(), 'attorney', md5(n::text), md5(n::text), '{}', 'registered'
      from generate_series(1, 6000) n;
    insert into pub.association (court_id, case_id, party_no, n, person_id, lead, notice)
      select 'dcd', 20000000 + row_number() over (), 1, 1, person_id, true, true from pub.court_person where account_id is not null;
    insert into ident.entry_identity select 'dcd', 20000000 + n, e from generate_series(1, 6000) n, generate_series(1, 3) e;
    insert into pub.docket_entry (court_id, case_id, entry_seq, doc_no, filed_on, entered_on, category, origin)
      select court_id, case_id, entry_seq, entry_seq, '2025-01-02', '2025-01-02', 'motions', 'imported'
      from ident.entry_identity where case_id > 20000000;
    insert into pub.entry_version (court_id, case_id, entry_seq, version, text, actor, at)
      select court_id, case_id, entry_seq, 1, repeat(md5(case_id::text), 10), 'test', now()
      from ident.entry_identity where case_id > 20000000`);
}

/** After five executions Postgres decides whether a prepared statement keeps one plan for all values. */
const SETTLED = 6;

interface Plan {
  readonly text: string;
  /** Rows that were read and thrown away. */
  readonly removed: number;
  /** Rows that were read, in all turns of all loops. */
  readonly read: number;
}

const literal = (value: SqlValue): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `'{${value.join(',')}}'`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
};

/** What Postgres does for the statement that `ask` sends, as the prepared one that it is in a running server. */
async function planOf(ask: (db: Queries) => Promise<unknown>, at = database): Promise<Plan> {
  let sent: { text: string; values: readonly SqlValue[] } | undefined;
  await ask({
    query: async (text, values) => {
      sent = { text, values: values! };
      return [{ counsel: [] }] as never[];
    },
  });
  const { text, values } = sent!;
  return at.owner.transaction(async (tx) => {
    await tx.query(`prepare asked as ${text}`);
    const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : '';
    for (let time = 1; time <= SETTLED; time++) await tx.query(`execute asked${given}`);
    const lines = await tx.query<{ 'QUERY PLAN': string }>(`explain (analyze, timing off) execute asked${given}`);
    await tx.query('deallocate asked');
    const plan = lines.map((line) => line['QUERY PLAN']).join('\n');
    // "Rows Removed" is for one turn of a loop.
    const removed = [
      ...plan.matchAll(/loops=(\d+)\)(?:(?!loops=)[\s\S])*?Rows Removed by (?:Join )?Filter: (\d+)/g),
    ].reduce((sum, [, loops, rows]) => sum + Number(loops) * Number(rows), 0);
    const read = [...plan.matchAll(/Scan [^\n]*\(actual rows=([\d.]+) loops=(\d+)\)/g)].reduce(
      (sum, [, rows, loops]) => sum + Number(rows) * Number(loops),
      0,
    );
    return { text: plan, removed, read };
  });
}

const asked = {
  docketBatch: (db: Queries) =>
    docketBatch(
      db,
      'pub',
      DCD,
      long,
      { order: 'oldest-first' },
      { filedOn: '2017-06-01' as CivilDate, seq: 2600 },
      500,
    ),
  'docketBatch, newest first': (db: Queries) => docketBatch(db, 'pub', DCD, long, { order: 'newest-first' }, null, 500),
  docketSize: (db: Queries) => docketSize(db, DCD, long, { order: 'oldest-first' }),
  casesByNumber: (db: Queries) => casesByNumber(db, 'pub', DCD, { yy: '26', seq: 142 }),
  casesByName: (db: Queries) => casesByName(db, DCD, '%company no. 14%', 51, 0),
  linkableEntries: (db: Queries) =>
    linkableEntries(db, DCD, long, 'any', {
      ...{ words: 'compel', from: null, to: null, category: null },
      ...{ numberFrom: null, numberTo: null, ticked: [] },
    }),
  entriesBySeq: (db: Queries) => entriesBySeq(db, 'pub', DCD, long, [7, 4_000]),
  partyNames: (db: Queries) =>
    partyNames(db, DCD, 'company no 14', { staff: false, account: ACCOUNT, today: '2026-11-02' as CivilDate }),
  standingOf: (db: Queries) => standingOf(db, 'pub', DCD, long, ACCOUNT, '2026-11-02' as CivilDate),
};

test('just after the import, before any statistics, no reading of a docket goes through all of it for each entry', async () => {
  for (const name of ['docketBatch', 'docketBatch, newest first', 'docketSize', 'entriesBySeq'] as const) {
    const { text, removed } = await planOf(asked[name]);
    assert.ok(removed < ENTRIES, `${name} throws ${removed} rows away:\n${text}`);
  }
});

test('with statistics from before a large case, no reading of its parties goes through all parties or counsel for each', async () => {
  const readings = {
    partiesOf: (db: Queries) => partiesOf(db, 'pub', DCD, crowded),
    docketSize: (db: Queries) => docketSize(db, DCD, crowded, { order: 'oldest-first' }),
    stateOfCase: (db: Queries) =>
      stateOfCase(db, 'pub', DCD, crowded, {
        ...{ account: ACCOUNT, seqs: [], uploads: [], deadlines: [], today: '2026-11-02' as CivilDate, persons: [] },
      }),
  };
  for (const [name, ask] of Object.entries(readings)) {
    const { text, removed, read } = await planOf(ask, grown);
    assert.ok(removed < PARTIES, `${name} throws ${removed} rows away:\n${text}`);
    // a party, her alias, her counsel and who that is, once each; of the state of a case its counsel in three places
    const times = name === 'stateOfCase' ? 8 : 5;
    assert.ok(read >= PARTIES && read < times * PARTIES, `${name} reads ${read} rows:\n${text}`);
  }
});

test('with statistics, each statement uses the index that its comment names', async () => {
  // As autovacuum does; it also puts what waits beside the trigram indexes into them.
  await database.owner.query('vacuum analyze');
  const indexes: Record<keyof typeof asked, readonly string[]> = {
    docketBatch: ['docket_entry_by_date', 'entry_version_pkey', 'document_of_entry'],
    'docketBatch, newest first': ['Backward using docket_entry_by_date', 'entry_version_pkey', 'document_of_entry'],
    // all of one case: by whichever index begins with the case
    docketSize: ['docket_entry_(by_date|by_number|pkey)', 'entry_version_pkey'],
    casesByNumber: ['case_by_year_and_number'],
    casesByName: ['case_title_words', 'party_name_words', 'party_alias_words', 'party_affiliate_words'],
    partyNames: ['party_name_folded', 'party_alias_folded'],
    linkableEntries: ['docket_entry_(by_date|by_number|pkey)', 'entry_version_pkey'],
    entriesBySeq: ['docket_entry_pkey', 'entry_version_pkey', 'document_of_entry'],
    // by the person, or by the case: both are short
    standingOf: ['(association_person|association_pkey)', 'court_person_account'],
  };
  for (const [name, wanted] of Object.entries(indexes)) {
    const { text } = await planOf(asked[name as keyof typeof asked]);
    for (const index of wanted)
      assert.match(text, new RegExp(`Index.*\\b${index.split(' ').at(-1)}\\b`), `${name}: ${index}\n${text}`);
    if (wanted.length > 0) assert.doesNotMatch(text, LARGE, `${name}\n${text}`);
  }
});
