/** Criminal cases on record, and out of dockets taken in (spec/filing.md §2.10). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import { seededRandom } from '../../kernel/random.ts';
import { type CivilDate, standingClock } from '../../kernel/time.ts';
import { systemActor } from '../access/actor.ts';
import { caseById, headerOf, partiesOf } from '../docket/store.ts';
import { installCourt } from '../settings/install-court.ts';
import { readCourtFacts, readCourtFile } from '../settings/model.ts';
import { defendantNumbers } from './defendants.ts';
import { exportDocket } from './export-docket.ts';
import { aDocket, aDocketEntry, aParty, asFile } from './fictional-docket.ts';
import { importDocket } from './import-docket.ts';
import { type NewCase, recordCase } from './record-case.ts';
import { recordSealedCase } from './record-sealed-case.ts';

const olyd = 'olyd' as CourtId;
const dcd = 'dcd' as CourtId;
const clock = standingClock('2026-11-02T15:00:00Z');
let database: TestDatabase;
const log = { info: () => {}, warn: () => {}, error: () => {} };
const random = seededRandom('defendants');
const ports = () => ({
  court: database.court,
  clock,
  random,
  log,
  facts: readCourtFacts(readFileSync('courts/facts.csv', 'utf8')),
  enqueue: async () => {},
});

before(async () => {
  database = await aDatabase();
  await installCourt(
    { court: database.court, clock },
    readCourtFile('olyd.yaml', readFileSync('courts/olyd.yaml', 'utf8')),
  );
});
after(() => database.drop());

const tate = (seq: number): NewCase => ({
  court: olyd,
  number: { office: '1', yy: '26', type: 'cr', seq },
  title: 'USA v. Tate et al',
  filedOn: '2026-11-02' as CivilDate,
  presider: null,
  referral: null,
  parties: [
    { role: 'Plaintiff', name: 'USA', counsel: [] },
    {
      role: 'Defendant',
      name: 'Owen Tate',
      counsel: [],
      criminal: {
        counts: [
          { label: '18:1001 False Statements (1)', status: 'pending', disposition: 'custody 24 months' },
          { label: '18:371 Conspiracy (2)', status: 'terminated', disposition: 'dismissed' },
        ],
        complaints: [{ label: '18:1001 False Statements' }],
        offenseOpening: 'Felony',
      },
    },
    { role: 'Defendant', name: 'Ezra Holt', counsel: [] },
  ],
});
const matterOf = async (side: 'pub' | 'sealed', court: CourtId, caseId: CaseId) =>
  (await partiesOf(database.vault, side, court, caseId)).map((party) => party.defendant);
const owens = {
  number: 1,
  pendingCounts: [{ label: '18:1001 False Statements (1)', disposition: 'custody 24 months' }],
  terminatedCounts: [{ label: '18:371 Conspiracy (2)', disposition: 'dismissed' }],
  complaints: [{ label: '18:1001 False Statements', disposition: '' }],
  offenseOpening: 'Felony',
  offenseTerminated: '',
};
const nothingYet = {
  number: 2,
  pendingCounts: [],
  terminatedCounts: [],
  complaints: [],
  offenseOpening: '',
  offenseTerminated: '',
};

test('each defendant of a criminal case has its number, counts, complaints and offense levels; the plaintiff none', async () => {
  const caseId = await database.court.transaction((tx) => recordCase(tx, ports(), systemActor('test'), tate(7)));
  assert.deepEqual(await matterOf('pub', olyd, caseId), [null, owens, nothingYet]);
  const exported = await exportDocket(database.web, olyd, caseId);
  assert.deepEqual((exported.parties as { criminal_data?: object }[])[1]?.criminal_data, {
    counts: [
      { name: '18:1001 False Statements (1)', status: 'pending', disposition: 'custody 24 months' },
      { name: '18:371 Conspiracy (2)', status: 'terminated', disposition: 'dismissed' },
    ],
    complaints: [{ name: '18:1001 False Statements', disposition: '' }],
    highest_offense_level_opening: 'Felony',
    highest_offense_level_terminated: '',
  });
});

test('a criminal case under seal keeps its counts, links and lines on the sealed side alone', async () => {
  const caseId = await database.vault.transaction((tx) =>
    recordSealedCase(tx, ports(), systemActor('test'), {
      ...tate(8),
      links: [{ kind: 'other-court', to: 'Ninth Circuit, 26-17235' }],
      headerLines: [{ label: 'Category', value: 'Sealed line' }],
      mdlStatus: 'Transferee',
      mode: 'under-seal',
      authority: 'Fed. R. Crim. P. 6(e)(4)',
      reason: 'sealed indictment',
    }),
  );
  assert.deepEqual(await matterOf('sealed', olyd, caseId), [null, owens, nothingYet]);
  const header = headerOf((await caseById(database.vault, 'sealed', olyd, caseId))!);
  assert.deepEqual(
    [header.links[0]?.words, header.lines[0]?.value, header.mdlStatus],
    ['Ninth Circuit, 26-17235', 'Sealed line', 'Transferee'],
  );
  for (const table of ['defendant', 'criminal_count', 'criminal_complaint', 'case_link', 'header_field']) {
    const open = await database.owner.query(`select 1 from pub.${table} where case_id = $1`, [caseId]);
    assert.deepEqual(open, [], table);
    await assert.rejects(database.web.query(`select 1 from sealed.${table}`), /permission denied/, table);
    await assert.rejects(database.web.query(`delete from pub.${table}`), /permission denied/, table);
  }
});

test('a docket of one defendant says which; others are numbered on from 1, over those that are taken', () => {
  assert.deepEqual(defendantNumbers([1], 1, 3), [3]);
  assert.deepEqual(defendantNumbers([1, 3], 2, 3), [2, 4]);
  assert.deepEqual(defendantNumbers([3], 1, 3), [1]);
  assert.deepEqual(defendantNumbers([], 2, null), [1, 2]);
});

const criminal = {
  complaints: [{ name: '21:952 Importation', disposition: '' }],
  counts: [{ name: '21:960 Importation(1)', disposition: 'dismissed', status: 'terminated' }],
  highest_offense_level_opening: 'Felony',
  highest_offense_level_terminated: 'None',
};
const defendantsDocket = (number: string, name: string) =>
  aDocket({
    docket_number: '1:26-cr-00071',
    federal_dn_case_type: 'cr',
    federal_defendant_number: number,
    parties: [aParty({ type: 'Defendant', name, criminal_data: criminal }), aParty({ type: 'Plaintiff', name: 'USA' })],
    docket_entries: [
      aDocketEntry({
        description: 'COMPLAINT as to Ada  Holt, Owen Tate. [1:26-mj-00012-KAR] (Entered: 03/03/2026)',
      }),
      aDocketEntry({
        description: 'ORDER as to Owen Tate (2). (Entered: 03/04/2026)',
        document_number: '2',
        pacer_doc_id: '04506000002',
        pacer_seq_no: '9',
      }),
      aDocketEntry({
        description: 'Owen Tate moved. (Entered: 03/05/2026)',
        document_number: null,
        pacer_doc_id: null,
        pacer_seq_no: null,
      }),
    ],
  });

test('the dockets of two defendants join in one case, and each entry knows whom it is about', async () => {
  assert.equal(await importDocket(ports(), asFile(defendantsDocket('2', 'Owen Tate')), 'tate.json'), 'taken');
  assert.equal(await importDocket(ports(), asFile(defendantsDocket('1', 'Ada Holt')), 'holt.json'), 'taken');
  const [row] = await database.owner.query<{ case_id: CaseId }>(
    'select case_id from pub.case_record where court_id = $1',
    [dcd],
  );
  const matter = await matterOf('pub', dcd, row!.case_id);
  assert.deepEqual(
    matter.map((each) => each?.number ?? null),
    [2, null, 1],
  );
  assert.deepEqual(matter[0]?.terminatedCounts, [{ label: '21:960 Importation(1)', disposition: 'dismissed' }]);
  assert.deepEqual(matter[0]?.pendingCounts, []);
  const ties = await database.owner.query(
    `select entry_seq, number from pub.entry_defendant join pub.defendant using (court_id, case_id, party_no) order by 1, 2`,
  );
  assert.deepEqual(ties, [
    { entry_seq: 4, number: 1 },
    { entry_seq: 4, number: 2 },
    { entry_seq: 9, number: 2 },
  ]);
  const header = headerOf((await caseById(database.web, 'pub', dcd, row!.case_id))!);
  assert.deepEqual(header.links, [{ kind: 'mj-to-cr', words: '1:26-mj-00012-KAR', number: null }]);
});
