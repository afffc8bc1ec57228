import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import type { AccountId, CaseId, CourtId } from '../../kernel/ids.ts';
import { seededRandom } from '../../kernel/random.ts';
import { type CivilDate, standingClock } from '../../kernel/time.ts';
import { systemActor } from '../access/actor.ts';
import { caseById, headerOf, partiesOf } from '../docket/store.ts';
import { installCourt } from '../settings/install-court.ts';
import { readCourtFile } from '../settings/model.ts';
import { exportDocket } from './export-docket.ts';
import { ensurePerson, type NewCase, type NewPerson, recordCase } from './record-case.ts';

const olyd = 'olyd' as CourtId;
const clock = standingClock('2026-11-02T15:00:00Z');
const told: string[] = [];
const ports = {
  clock,
  random: seededRandom('record'),
  enqueue: async (_tx: unknown, task: string) => {
    told.push(task);
  },
};
const quill: NewPerson = {
  kind: 'attorney',
  displayName: 'Nora Jane Quill',
  signatureName: null,
  title: null,
  initials: null,
  account: '00000000-0000-7000-8000-000000000001' as AccountId,
  firm: 'Quill & Marsh LLP',
  address: '12 Lantern Street\nPort Carver, OL 00112',
  phone: '555-0100',
  fax: null,
  email: 'nquill@quillmarsh.example',
  secondaryEmails: ['docket@quillmarsh.example'],
  status: 'registered',
};
const pell = (seq: number, counsel: NewCase['parties'][number]['counsel']): NewCase => ({
  court: olyd,
  number: { office: '1', yy: '26', type: 'cv', seq },
  title: 'Pell v. Harbor Lines, Inc.',
  filedOn: '2026-11-02' as CivilDate,
  presider: { name: 'Adaline R. Whitcombe', title: 'Chief Judge', initials: 'ARW', person: null },
  referral: null,
  natureOfSuit: '440 Civil Rights: Other',
  parties: [
    { role: 'Plaintiff', name: 'Ruth A. Pell', counsel },
    {
      role: 'Defendant',
      name: 'Harbor Lines, Inc.',
      partyText: 'a Delaware corporation',
      aliases: [{ kind: 'also known as', name: 'Harbor Ferry' }],
      counsel: [],
    },
    { role: 'Defendant', name: 'Ezra Holt', proSe: true, address: '7 Quay Road\nPort Carver, OL 00112', counsel: [] },
  ],
});

let database: TestDatabase;
before(async () => {
  database = await aDatabase();
  const file = readCourtFile('olyd.yaml', readFileSync('courts/olyd.yaml', 'utf8'));
  await installCourt({ court: database.court, clock }, file);
});
after(() => database.drop());

const open = (wanted: (counsel: NewCase['parties'][number]['counsel']) => NewCase): Promise<CaseId> =>
  database.court.transaction(async (tx) => {
    const person = await ensurePerson(tx, ports, olyd, quill);
    return recordCase(tx, ports, systemActor('demo'), wanted([{ person, lead: true, notice: true }]));
  });

test('a case goes on record with judges, parties and counsel, as a docket shows them', async () => {
  const caseId = await open((counsel) => pell(142, counsel));
  const header = headerOf((await caseById(database.web, 'pub', olyd, caseId))!);
  assert.equal(header.fullNumber, '1:26-cv-00142-ARW');
  assert.equal(header.presider, 'Chief Judge Adaline R. Whitcombe');
  assert.equal(header.origin, 'filed');
  const [plaintiff, defendant, holt] = await partiesOf(database.web, 'pub', olyd, caseId);
  assert.deepEqual(plaintiff?.counsel[0], {
    name: 'Nora Jane Quill',
    contact: [
      'Quill & Marsh LLP',
      '12 Lantern Street',
      'Port Carver, OL 00112',
      '555-0100',
      'Email: nquill@quillmarsh.example',
    ],
    lead: true,
    notice: true,
    proHacVice: false,
    designation: null,
    terminatedOn: null,
    otherRoles: [],
  });
  assert.deepEqual(defendant?.aliases, [{ kind: 'also known as', name: 'Harbor Ferry' }]);
  assert.equal(holt?.proSe, true);
  const link = await database.owner.query('select act, n from pub.audit where stream = $1', [`case ${caseId}`]);
  assert.deepEqual(link, [{ act: 'open case', n: 1 }]);
  const message = await database.owner.query<{ body: { caseId: number } }>('select body from ops.outbox');
  assert.equal(message[0]?.body.caseId, caseId);
  assert.deepEqual(told, ['carry-outbox']);
});

test('a person with an account is one person of the court, even after moving to another firm', async () => {
  const ids = await database.court.transaction(async (tx) => [
    await ensurePerson(tx, ports, olyd, quill),
    await ensurePerson(tx, ports, olyd, { ...quill, firm: 'Quill Alone', phone: null }),
    await ensurePerson(tx, ports, olyd, { ...quill, account: null, displayName: 'Nora Jane Quill-Marsh' }),
  ]);
  assert.equal(ids[0], ids[1]);
  assert.notEqual(ids[0], ids[2]);
});

test('a number in use opens no second case, and leaves nothing of it', async () => {
  await open((counsel) => pell(150, counsel));
  const before = await database.owner.query('select count(*) from ident.case_identity');
  await assert.rejects(
    open((counsel) => pell(150, counsel)),
    /duplicate key/,
  );
  assert.deepEqual(await database.owner.query('select count(*) from ident.case_identity'), before);
});

test('a case of our own is exported as a docket file, the party without counsel under its own name', async () => {
  const caseId = await open((counsel) => pell(160, counsel));
  const docket = await exportDocket(database.web, olyd, caseId);
  assert.equal(docket.docket_number, '1:26-cv-00160');
  assert.deepEqual(docket.docket_entries, []);
  assert.deepEqual((docket.parties as readonly object[])[2], {
    type: 'Defendant',
    name: 'Ezra Holt',
    date_terminated: null,
    extra_info: '',
    attorneys: [{ name: 'Ezra Holt', contact: '7 Quay Road\nPort Carver, OL 00112\nPRO SE\n', roles: [] }],
  });
});
