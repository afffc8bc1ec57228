/** The demo as the clerk of its court would check it: complete, made once, honest about what is sealed. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { aDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { installOwnData, openSystem, type System } from '../compose.ts';
import { type Actor, actorOf as actorOfAccount } from '../court/access/actor.ts';
import { verifyChains } from '../court/audit/verify-chains.ts';
import { readerFor } from '../court/docket/reader.ts';
import type { Purchase } from '../court/ports.ts';
import { wholeCaseNumber } from '../kernel/case-number.ts';
import { CourtError } from '../kernel/errors.ts';
import type { CourtId, DocumentSerial, Sha256 } from '../kernel/ids.ts';
import { cents } from '../kernel/money.ts';
import { systemRandom } from '../kernel/random.ts';
import { standingClock } from '../kernel/time.ts';
import { signOn } from '../pacer/accounts/sign-on.ts';
import { silentLog } from '../platform/log/log.ts';
import { examine } from '../platform/pdf/examine.ts';
import { type DemoFile, demoSignOns } from './demo-file.ts';
import { makeDemo } from './make-demo.ts';
import type { DemoRole } from './people.ts';
import { SEALED_WORD } from './sealed-stories.ts';

const olyd = 'olyd' as CourtId;
const SEED = 'olympia';
const NOW = '2026-11-22T15:00:00Z';

interface World {
  readonly database: TestDatabase;
  readonly dataDir: string;
  readonly system: System;
}

async function aWorld(now = NOW): Promise<World> {
  const database = await aDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'openecf-demo-'));
  const system = await openSystem({
    url: (login) => database.url(`openecf_${login}`),
    dataDir,
    clock: standingClock(now),
    random: systemRandom,
    log: silentLog,
    hashing: { memoryKiB: 8, passes: 1, lanes: 1 },
  });
  return { database, dataDir, system };
}

async function leave({ database, dataDir, system }: World): Promise<void> {
  await system.close();
  await database.drop();
  rmSync(dataDir, { recursive: true });
}

const make = (world: World, baseUrl = 'http://localhost:8080', seed = SEED): Promise<DemoFile> =>
  makeDemo(world.system, {
    baseUrl,
    mailUrl: 'http://localhost:8080/mail',
    payUrl: null,
    seed,
    dataDir: world.dataDir,
    log: silentLog,
  });

let world: World;
let file: DemoFile;
let seconds: number;
before(async () => {
  world = await aWorld();
  const started = performance.now();
  file = await make(world);
  seconds = (performance.now() - started) / 1000;
});
after(() => leave(world));

const count = async (sql: string): Promise<number> => (await world.database.owner.query<{ n: number }>(sql))[0]!.n;

test('there are at least 60 cases with 1,500 entries in three courts, and their documents are on disk', async (t) => {
  const cases = await count('select count(*) as n from ident.case_identity');
  const entries = await count('select count(*) as n from pub.docket_entry');
  t.diagnostic(`${cases} cases, ${entries} public entries, made in ${seconds.toFixed(1)} s`);
  assert.ok(cases >= 60);
  assert.ok(entries >= 1500);
  assert.deepEqual(
    file.courts.map(({ id }) => id),
    ['olyd', 'oict', 'olyt'],
  );
  for (const { id } of file.courts) {
    assert.ok((await count(`select count(*) as n from pub.docket_entry where court_id = '${id}'`)) >= 150, id);
    assert.equal(await count(`select count(*) as n from pub.court where court_id = '${id}' and configured`), 1);
  }
  assert.ok(seconds < 90, `took ${seconds} s`);
  const hashes = await world.database.owner.query<{ sha256: Sha256 }>('select distinct sha256 from pub.document');
  assert.ok(hashes.length >= 150);
  for (const { sha256 } of hashes) assert.ok(await world.system.court.objects.has(sha256), sha256);
  assert.equal(await count('select count(*) as n from pub.notice'), 0);
  assert.equal(await count('select count(*) as n from pub.upload where not filed'), 0);
});

test('criminal cases have several defendants, each with counts; the trade court’s headers say what was imported', async () => {
  const dockets = await world.database.owner.query<{ defendants: number; counts: number; entries: number }>(
    `select (select count(*) from pub.defendant d where d.case_id = c.case_id)::int as defendants,
       (select count(*) from pub.criminal_count k where k.case_id = c.case_id)::int as counts,
       (select count(*) from pub.docket_entry e where e.case_id = c.case_id)::int as entries
     from pub.case_record c where c.type = 'cr'`,
  );
  assert.ok(dockets.length >= 3);
  for (const { defendants, counts, entries } of dockets)
    assert.ok(
      defendants >= 2 && counts >= defendants && entries >= 10,
      JSON.stringify({ defendants, counts, entries }),
    );
  assert.equal(await count(`select count(*) as n from pub.criminal_count where disposition like 'Pleaded guilty%'`), 3);
  assert.ok((await count(`select count(*) as n from pub.header_field where court_id = 'oict'`)) >= 40);
});

test('documents have one page to forty', () => {
  const pages = file.documents.map((each) => each.pages);
  assert.deepEqual([Math.min(...pages), Math.max(...pages)], [1, 40]);
});

test('its documents pass the gate, with the pages that the docket says', async () => {
  const some = await world.database.owner.query<{ sha256: Sha256; pages: number }>(
    'select sha256, pages from pub.document order by sha256 limit 30',
  );
  for (const { sha256, pages } of some) {
    const verdict = await examine(readFileSync(world.system.court.objects.pathOf(sha256)));
    assert.ok(verdict.ok && verdict.pages === pages, `${sha256}: ${JSON.stringify(verdict)}`);
  }
});

test('every entry was filed before today, on a day on which the court sits, some of them at 11:58 PM', async () => {
  const [row] = await world.database.owner.query<{ first: string; last: string; weekend: number; late: number }>(
    `select min(filed_on) as first, max(filed_on) as last,
       count(*) filter (where extract(isodow from filed_on) > 5) as weekend,
       count(*) filter (where to_char(f.received_at at time zone 'America/New_York', 'HH24:MI') = '23:58') as late
     from pub.docket_entry e join pub.filing f using (court_id, filing_id)
     where (f.received_at at time zone 'America/New_York')::date = e.filed_on`,
  );
  assert.ok(row!.first >= '2025-09-15' && row!.first <= '2025-10-15', row!.first);
  assert.ok(row!.last < '2026-11-22' && row!.last > '2026-11-10', row!.last);
  assert.equal(row!.weekend, 0);
  assert.ok(row!.late >= 5);
  assert.equal(await count(`select count(*) as n from pub.docket_entry where filed_on = '2025-11-27'`), 0);
});

test('closed cases were closed by their last order, and have a flag; twelve parties have their aliases', async () => {
  const closed = await world.database.owner.query<{ terminated_on: string; last_filed_on: string; flags: string[] }>(
    `select terminated_on, last_filed_on, array(select flag from pub.case_flag f where f.case_id = c.case_id) as flags
     from pub.case_record c where terminated_on is not null`,
  );
  assert.ok(closed.length >= 8);
  for (const each of closed) {
    assert.equal(each.terminated_on, each.last_filed_on);
    assert.ok(each.flags.includes('CLOSED'));
  }
  assert.equal(
    await count('select max(n) as n from (select count(*) as n from pub.party group by case_id) parties'),
    12,
  );
  assert.ok((await count('select count(*) as n from pub.party_alias')) >= 5);
  // a notice of paper service needs a party without e-mail; history itself told nobody
  assert.equal(await count(`select count(*) as n from pub.party where pro_se and name = 'Silas Orme'`), 1);
});

test('every motion that was ruled on is no longer pending, and every chain holds', async () => {
  assert.ok((await count(`select count(*) as n from pub.relief where status = 'granted'`)) > 50);
  assert.ok((await count(`select count(*) as n from pub.relief where status = 'pending'`)) > 3);
  for (const schema of ['pub', 'sealed', 'pacer'] as const) {
    const { links, faults } = await verifyChains(world.database.owner, schema);
    assert.ok(links > 0);
    assert.deepEqual(faults, [], schema);
  }
});

const state = z.enum([
  'public',
  'sealed',
  'hidden',
  'sealed-entry',
  'restricted',
  'social-security',
  'immigration',
  'court-only',
  'ex-parte',
]);
const courtId = z.enum(['olyd', 'oict', 'olyt']);
const shape = z.strictObject({
  baseUrl: z.url(),
  mailUrl: z.url().nullable(),
  payUrl: z.url().nullable(),
  courts: z.array(
    z.strictObject({
      id: courtId,
      name: z.string().min(10),
      legacyAs: z.enum(['dcd', 'cit', 'gud']),
      docPrefix: z.enum(['045', '014', '059']),
    }),
  ),
  accounts: z.array(
    z.strictObject({
      role: z.string(),
      court: courtId,
      loginId: z.string(),
      password: z
        .string()
        .min(14)
        .regex(/[a-z]/)
        .regex(/[A-Z]/)
        .regex(/[^a-zA-Z0-9]/),
      totpSecret: z.string().optional(),
    }),
  ),
  cases: z.array(
    z.strictObject({
      court: courtId,
      number: z.string().regex(/^\d:\d\d-[a-z]+-\d{5}$/),
      caseid: z.int(),
      state,
    }),
  ),
  documents: z.array(
    z.strictObject({ court: courtId, docId: z.string().regex(/^(045|014|059)0\d{9}$/), pages: z.int().min(1), state }),
  ),
});

test('demo.json has the shape of the interface, every role and every state, and is for its owner only', () => {
  const path = join(world.dataDir, 'demo.json');
  const read = shape.parse(JSON.parse(readFileSync(path, 'utf8')));
  assert.deepEqual(read, file);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const roles =
    'admin attorney attorney-other-case attorney-terminated clerk judge pro-se public sealed-clerk terminal';
  const rolesIn = (court: string) =>
    read.accounts
      .filter((each) => each.court === court)
      .map(({ role }) => role)
      .sort();
  assert.deepEqual(rolesIn('olyd'), roles.split(' '));
  for (const other of ['oict', 'olyt'])
    assert.deepEqual(rolesIn(other), ['admin', 'attorney', 'clerk', 'judge', 'public', 'sealed-clerk']);
  const told = demoSignOns(file);
  assert.equal(new Set(told.map(({ loginId }) => loginId)).size, told.length, 'everybody once');
  assert.deepEqual(told.find(({ loginId }) => loginId === 'attorney')?.courts, ['olyd', 'oict', 'olyt']);
  for (const states of [read.cases.map((each) => each.state), read.documents.map((each) => each.state)])
    assert.deepEqual([...new Set(states)].sort(), [...state.options].sort());
  assert.ok(read.cases.length >= 60);
});

/** The actor that an account of demo.json is, signed on with the password that stands there. */
async function signOnAs(role: DemoRole): Promise<Actor> {
  const { loginId, password } = file.accounts.find((each) => each.role === role)!;
  const { token } = await signOn(world.system.pacer, {
    loginId,
    password,
    clientCode: '',
    redactionAcknowledged: true,
    source: '192.0.2.7',
  });
  const who = await world.system.pacerPort.authenticate(token);
  return actorOfAccount(who!.account, who!.privileges);
}

const actors = new Map<DemoRole, Promise<Actor>>();
const actorOf = (role: DemoRole): Promise<Actor> => {
  const actor = actors.get(role) ?? signOnAs(role);
  actors.set(role, actor);
  return actor;
};

const readerOf = async (role: DemoRole) =>
  readerFor(
    {
      web: world.system.court.web,
      registrar: world.system.court.registrar,
      clock: world.system.court.clock,
      zoneOf: async (court) => (await world.system.court.settingsOf(court)).zone,
    },
    await actorOf(role),
    olyd,
  );

/** What somebody is answered who asks for the first document of a state by its address. */
async function answerTo(role: DemoRole, of: DemoFile['documents'][number]['state']): Promise<string> {
  const reader = await readerOf(role);
  const { docId } = file.documents.find((each) => each.state === of)!;
  return reader.document(Number(docId.slice(4)) as DocumentSerial).then(
    () => 'shown',
    (error) => (error instanceof CourtError ? error.code : Promise.reject(error)),
  );
}

test('the accounts sign on, and the states of the documents are what readers meet', async () => {
  const expected: Readonly<Record<string, Readonly<Partial<Record<DemoRole, string>>>>> = {
    public: { public: 'shown', terminal: 'shown', attorney: 'shown', 'pro-se': 'shown', admin: 'shown' },
    restricted: {
      public: 'document-refused',
      'attorney-other-case': 'document-refused',
      'attorney-terminated': 'document-refused',
      'pro-se': 'document-refused',
      attorney: 'shown',
      clerk: 'shown',
    },
    'sealed-entry': { public: 'absent', attorney: 'absent', clerk: 'absent', 'sealed-clerk': 'shown', admin: 'absent' },
    'social-security': {
      public: 'document-refused',
      terminal: 'shown',
      attorney: 'shown',
      'attorney-other-case': 'document-refused',
      clerk: 'shown',
    },
    immigration: { public: 'document-refused', terminal: 'shown', attorney: 'shown', 'pro-se': 'document-refused' },
    'ex-parte': {
      public: 'document-refused',
      'attorney-other-case': 'document-refused',
      judge: 'shown',
      clerk: 'shown',
    },
    'court-only': { public: 'absent', attorney: 'absent', clerk: 'shown', judge: 'shown' },
    sealed: { public: 'absent', attorney: 'absent', clerk: 'absent', 'sealed-clerk': 'shown', judge: 'shown' },
    hidden: { public: 'absent', attorney: 'absent', clerk: 'absent', 'sealed-clerk': 'shown', judge: 'shown' },
  };
  for (const [of, answers] of Object.entries(expected))
    for (const [role, answer] of Object.entries(answers))
      assert.equal(
        await answerTo(role as DemoRole, of as DemoFile['documents'][number]['state']),
        answer,
        `${role}, ${of}`,
      );
});

test('the training court shows what a look would cost and bills nothing; the district court bills it', async () => {
  await installOwnData(world.system);
  const { loginId, password } = file.accounts.find((each) => each.role === 'public')!;
  const { token } = await signOn(world.system.pacer, {
    loginId,
    password,
    clientCode: '',
    redactionAcknowledged: true,
    source: '192.0.2.8',
  });
  const { pacerPort } = world.system;
  const who = (await pacerPort.authenticate(token))!;
  for (const [court, expected, reason] of [
    ['olyt', 0, 'Training court: would have cost $0.30'],
    ['olyd', 30, null],
  ] as const) {
    const what: Purchase = {
      court: court as CourtId,
      kind: 'document',
      object: 'document 900000001',
      size: { pages: 3 },
      description: 'Image1-0',
      caseNumber: '1:26-cv-00001',
    };
    const price = await pacerPort.price(who, what, false);
    assert.deepEqual([price.cents, price.billablePages, price.exemption], [expected, 3, reason]);
    const charged = await pacerPort.charge(who, what, cents(expected), false, `look in ${court}`);
    assert.deepEqual([charged.cents, charged.billablePages, charged.exemptReason], [expected, 3, reason]);
    const again = await pacerPort.charge(who, what, cents(expected), false, `another look in ${court}`);
    assert.equal(again.id, charged.id, 'once only');
    assert.ok((await pacerPort.price(who, what, false)).openUntil);
  }
  // who is exempt anyway is told that, not a price
  const staff = await pacerPort.price(
    who,
    {
      court: 'olyt' as CourtId,
      kind: 'document',
      object: 'document 900000002',
      size: { pages: 3 },
      description: 'x',
      caseNumber: 'y',
    },
    true,
  );
  assert.deepEqual([staff.cents, staff.exempt, staff.exemption], [0, true, null]);
});

test('of the sealed case the public learns its number, of the hidden one nothing', async () => {
  const closed = file.cases.filter((each) => each.state === 'sealed' || each.state === 'hidden');
  const reader = await readerOf('public');
  for (const { number, caseid, state: of } of closed) {
    assert.equal(await count(`select count(*) as n from pub.case_record where case_id = ${caseid}`), 0);
    assert.equal(await count(`select count(*) as n from sealed.case_record where case_id = ${caseid}`), 1);
    const { cases } = await reader.casesByNumber(wholeCaseNumber(number)!);
    assert.deepEqual(
      cases.map((each) => each.kind),
      of === 'sealed' ? ['under-seal'] : [],
    );
  }
});

test('the word that stands in all sealed matter stands nowhere in the schemas that the web login reads', async () => {
  const columns = await world.database.owner.query<{ at: string; col: string }>(
    `select format('%I.%I', table_schema, table_name) as at, format('%I', column_name) as col
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_type = 'BASE TABLE' and table_schema in ('pub', 'pacer', 'ops', 'ident')
       and (data_type in ('text', 'jsonb', 'json', 'ARRAY', 'bytea'))`,
  );
  assert.ok(columns.length > 100);
  for (const { at, col } of columns)
    assert.equal(
      await count(`select count(*) as n from ${at} where ${col}::text ilike '%${SEALED_WORD}%'`),
      0,
      `${at}.${col}`,
    );
  const inSealed = await count(`select count(*) as n from sealed.entry_version where text like '%${SEALED_WORD}%'`);
  assert.ok(inSealed >= 6);
});

/** Every row of every table, as one hash a table. */
async function everything(database: TestDatabase): Promise<Record<string, string>> {
  const tables = await database.owner.query<{ at: string }>(
    `select format('%I.%I', table_schema, table_name) as at from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('pub', 'sealed', 'pacer', 'ops', 'ident') order by 1`,
  );
  const hashes: Record<string, string> = {};
  for (const { at } of tables) {
    const rows = await database.owner.query<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${at} t`,
    );
    hashes[at] = rows[0]!.hash;
  }
  return hashes;
}

test('started again, nothing is made again; only the addresses in demo.json are new', async () => {
  const before = await everything(world.database);
  const again = await make(world, 'https://demo.example', 'another seed');
  assert.deepEqual(await everything(world.database), before);
  assert.deepEqual(again, { ...file, baseUrl: 'https://demo.example' });
  assert.deepEqual(JSON.parse(readFileSync(join(world.dataDir, 'demo.json'), 'utf8')), again);
});

/** All dockets, without the ids that chance gives. */
const dockets = (database: TestDatabase): Promise<unknown[]> =>
  database.owner.query(
    `${['pub', 'sealed']
      .map(
        (side) => `select c.office, c.yy, c.type, c.seq, c.short_title, c.filed_on, c.terminated_on,
           (select jsonb_agg(jsonb_build_array(p.party_no, p.role, p.name, p.party_text) order by p.party_no)
             from ${side}.party p where p.case_id = c.case_id) as parties,
           (select jsonb_agg(jsonb_build_array(a.party_no, a.n, q.display_name, a.lead, a.from_on, a.to_on) order by a.party_no, a.n)
             from ${side}.association a join pub.court_person q using (court_id, person_id) where a.case_id = c.case_id) as counsel,
           (select jsonb_agg(jsonb_build_array(e.entry_seq, e.doc_no, e.filed_on, v.text, f.received_at, f.receipt->'deadlines',
               (select jsonb_agg(jsonb_build_array(d.attachment_no, d.sha256, d.pages) order by d.attachment_no)
                  from ${side}.document d where d.case_id = e.case_id and d.entry_seq = e.entry_seq)) order by e.entry_seq)
             from ${side}.docket_entry e join ${side}.entry_version v using (court_id, case_id, entry_seq)
             join ${side}.filing f using (court_id, filing_id) where e.case_id = c.case_id) as entries
         from ${side}.case_record c`,
      )
      .join(' union all ')} order by 1, 2, 3, 4`,
  );

test('the same seed on the same day gives the same dockets, even when the making was interrupted and ended days later', async () => {
  const other = await aWorld();
  try {
    const { staging } = other.system.court;
    let left = 200;
    const failing: System = {
      ...other.system,
      court: {
        ...other.system.court,
        staging: {
          ...staging,
          take: (from, limit) =>
            left-- > 0 ? staging.take(from, limit) : Promise.reject(new Error('the disk is gone')),
        },
      },
    };
    await assert.rejects(make({ ...other, system: failing }), /the disk is gone/);
    const later = await openSystem({
      url: (login) => other.database.url(`openecf_${login}`),
      dataDir: other.dataDir,
      clock: standingClock('2026-11-25T15:00:00Z'),
      random: systemRandom,
      log: silentLog,
      hashing: { memoryKiB: 8, passes: 1, lanes: 1 },
    });
    try {
      await make({ ...other, system: later }, 'http://localhost:8080', 'another seed');
    } finally {
      await later.close();
    }
    assert.deepEqual(await dockets(other.database), await dockets(world.database));
  } finally {
    await leave(other);
  }
});
