/** Sealing and unsealing after docketing: what was sealed comes back as it was, and is nowhere to be found in between. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CaseId, EntrySeq, Sha256 } from '../../kernel/ids.ts';
import { systemRandom } from '../../kernel/random.ts';
import { type CivilDate, zone } from '../../kernel/time.ts';
import { takeIndexMessage } from '../../pacer/locator/take-index-message.ts';
import { carryOutbox } from '../../platform/outbox.ts';
import { tasksOf } from '../../tasks.ts';
import { checkInvariants } from '../audit/invariants.ts';
import { linkCases } from '../cases/links.ts';
import { enqueueJob } from '../cases/ports.ts';
import { recordCase } from '../cases/record-case.ts';
import type { EntryRow } from '../docket/model.ts';
import { readerFor } from '../docket/reader.ts';
import { serveDocument } from '../documents/serve-document.ts';
import { beginDraft } from '../filing/drafts.ts';
import type { Receipt } from '../filing/model.ts';
import { receiptByKey } from '../filing/read-filing.ts';
import { forgetCourt } from '../settings/court-settings.ts';
import type { Actor } from './actor.ts';
import { anonymous } from './actor.ts';
import { HOMES, OTHER_HOMES } from './move-sides.ts';
import { restrictDocument } from './restrict-document.ts';
import { type CaseOrder, type Sealed, type SealPorts, sealCase, sealEntry, unsealCase, unsealEntry } from './seal.ts';

let court: TestCourt;
let lawyer: TestPerson;
let opponent: TestPerson;
let clerk: TestPerson;
let plain: TestPerson;
let judge: TestPerson;
let seq = 300;

before(async () => {
  court = await aTestCourt({ connections: 12 });
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  opponent = await court.aPerson('sam.poe', ['attorney'], { displayName: 'Sam Poe' });
  clerk = await court.aPerson('carla.clerk', ['sealed-clerk'], { displayName: 'Carla Clerk' });
  plain = await court.aPerson('paul.clerk', ['clerk'], { displayName: 'Paul Clerk' });
  judge = await court.aPerson('judge.roe', ['judge'], { displayName: 'Robin Roe' });
});
after(() => court.end());

const ports = (): SealPorts => court.system.court;
const ordered = (caseId: CaseId): CaseOrder => ({ court: COURT, caseId, authority: 'Order 12', reason: 'Rule 26(c)' });
const acts = {
  sealCase: (caseId: CaseId, by = clerk.actor as Actor) => sealCase(ports(), by, ordered(caseId)),
  unsealCase: (caseId: CaseId, by = clerk.actor as Actor) => unsealCase(ports(), by, ordered(caseId)),
  sealEntry: (caseId: CaseId, entry: number, by = clerk.actor as Actor) =>
    sealEntry(ports(), by, { ...ordered(caseId), entry: entry as EntrySeq }),
  unsealEntry: (caseId: CaseId, entry: number, by = clerk.actor as Actor) =>
    unsealEntry(ports(), by, { ...ordered(caseId), entry: entry as EntrySeq }),
};

async function sealModes(modes: { case: 'under-seal' | 'hidden'; entry: 'placeholder' | 'gap' | 'series' }) {
  await court.owner.query(
    `insert into pub.court_setting_version (court_id, key, effective_from, recorded_at, value)
     values ($1, 'sealModes', '2026-01-01', clock_timestamp(), $2::jsonb)`,
    [COURT, JSON.stringify(modes)],
  );
  forgetCourt(court.system.court.web, COURT);
}

/** All ten invariants, with the chains, receipts and bytes that `openecf verify` looks at. */
async function assertInOrder(when: string): Promise<void> {
  const found = await checkInvariants({
    db: court.owner,
    objects: court.system.court.objects,
    sealed: court.system.court.sealed,
    signerOf: court.system.court.signerOf,
    clock: court.clock,
    feeZone: zone('America/Chicago'),
    noticeMinutes: 10,
  });
  assert.deepEqual(
    found.flatMap((each) => each.faults),
    [],
    when,
  );
}

const readerOf = (actor: Actor) =>
  readerFor(
    {
      web: court.system.court.web,
      registrar: court.system.court.registrar,
      clock: court.clock,
      zoneOf: async (id) => (await court.system.court.settingsOf(id)).zone,
    },
    actor,
    COURT,
  );

/** Everything that a reader gives of a case, the documents' bytes with it; or how it refuses. */
async function given(actor: Actor, caseId: CaseId): Promise<unknown> {
  const reader = readerOf(actor);
  try {
    const open = await reader.openCase(caseId);
    const rows = [];
    for await (const batch of open.docket({ order: 'oldest-first' })) rows.push(...batch);
    const documents = [];
    for (const { serial } of rows.flatMap((row) => (row.kind === 'entry' ? row.documents : []))) {
      const { sealed: _, ...detail } = await reader.document(serial);
      const served = await serveDocument(court.system.court, actor, { ...detail, sealed: _ }, open.header);
      const bytes = await buffer(await served.read(0, served.bytes - 1));
      documents.push({ detail, etag: served.etag, bytes: bytes.toString('base64') });
    }
    const found = await reader.casesByName(open.header.shortTitle, 1);
    return {
      header: open.header,
      parties: await open.parties(),
      rows,
      documents,
      found,
      size: await open.size({ order: 'oldest-first' }),
    };
  } catch (error) {
    return String(error);
  }
}

/** Each row of a case as it stands, by table and side; without the counters and heads that every act moves on. */
async function rowsOf(caseId: CaseId): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  const moving = `- 'row_version' - 'chain_n' - 'chain_head' - 'object_id' - 'wrapped_key' - 'key_id'`;
  for (const side of ['pub', 'sealed'])
    for (const table of [
      ...HOMES.map((each) => each.table),
      'case_link',
      'draft',
      'filing',
      'restricted_document',
      'sealed_entry_number',
    ]) {
      if (side === 'sealed' && (table === 'restricted_document' || table === 'sealed_entry_number')) continue;
      const where =
        table === 'filing'
          ? `(receipt->>'caseId')::bigint = $1`
          : table === 'case_link'
            ? '$1 in (case_id, other_case_id)'
            : 'case_id = $1';
      const found = await court.owner.query<{ row: string }>(
        `select (to_jsonb(t) ${moving})::text as row from ${side}.${table} t where ${where} order by 1`,
        [caseId],
      );
      rows[`${side}.${table}`] = found.map((each) => each.row);
    }
  return rows;
}

interface Plan {
  readonly criminal: boolean;
  readonly linked: boolean;
  readonly filings: readonly (
    | 'motion'
    | 'ruling'
    | 'restricted'
    | 'sealed-entry'
    | 'later-restricted'
    | 'note'
    | 'deadline'
  )[];
}

/** A case after a plan, through the court's own acts. */
async function aCaseOf(plan: Plan): Promise<CaseId> {
  const counsel = (who: TestPerson) => [{ person: who.person!, lead: true, notice: true }];
  const writing = { clock: court.clock, random: systemRandom, enqueue: enqueueJob };
  const caseId = await court.system.court.court.transaction((tx) =>
    recordCase(
      tx,
      writing,
      { kind: 'system', purpose: 'test' },
      {
        court: COURT,
        number: { office: '1', yy: '26', type: plan.criminal ? 'cr' : 'cv', seq: ++seq },
        title: `Case ${seq} v. Quimby ${seq}`,
        filedOn: '2026-01-05' as CivilDate,
        presider: { name: 'Robin Roe', title: 'District Judge', initials: 'RR', person: judge.person },
        referral: null,
        headerLines: [{ label: 'Category', value: 'Antidumping' }],
        links: [{ kind: 'other-court', to: 'Ninth Circuit, 16-17235' }],
        parties: [
          {
            role: 'Plaintiff',
            name: `Case ${seq}`,
            counsel: counsel(lawyer),
            aliases: [{ kind: 'aka', name: 'Other' }],
          },
          {
            role: 'Defendant',
            name: `Quimby ${seq}`,
            counsel: counsel(opponent),
            ...(plan.criminal
              ? {
                  criminal: {
                    counts: [{ label: '18:371 (1)', status: 'pending' as const }],
                    complaints: [{ label: '18:1001' }],
                    offenseOpening: 'Felony',
                  },
                }
              : {}),
          },
        ],
      },
    ),
  );
  if (plan.linked) {
    const friend = await court.aCase(++seq, lawyer);
    await linkCases({ court: court.system.court.court, clock: court.clock }, clerk.actor, {
      court: COURT,
      caseId,
      kind: 'related',
      to: friend,
    });
  }
  let motion: EntrySeq | null = null;
  for (const each of plan.filings) {
    court.clock.advance(86_400_000);
    const asTo = { prompts: { 'as-to': `Quimby ${seq}` } };
    const notice = async (
      by: TestPerson,
      restriction: 'public' | 'sealed' | 'sealed-entry' | 'court-only-entry',
    ): Promise<Receipt> => {
      const documents = { main: await court.uploads(by, 1) };
      if (!plan.criminal)
        return court.files(
          by,
          caseId,
          { event: 'notice-other', filers: [1], freeText: `of ${each}`, documents },
          { restriction },
        );
      if (by === lawyer)
        return court.files(
          by,
          caseId,
          {
            event: 'criminal-notice',
            filers: [2],
            freeText: `of ${each}`,
            ...asTo,
            documents,
            associate: [{ partyNo: 2 as never, lead: false, notice: true }],
          },
          { restriction },
        );
      return court.files(
        by,
        caseId,
        { event: 'criminal-order', orderText: `Of ${each}.`, ...asTo, documents },
        { restriction },
      );
    };
    if (each === 'motion') {
      const main = await court.uploads(lawyer, 2);
      motion = (
        await court.files(lawyer, caseId, {
          ...motionToCompel(main),
          ...(plan.criminal ? { event: 'criminal-motion', ...asTo, reliefs: [{ code: 'continue' }] } : {}),
          documents: {
            main,
            attachments: [{ upload: await court.uploads(lawyer, 1), description: 'Exhibit A' }],
          },
        })
      ).entry;
    } else if (each === 'ruling' && motion !== null) {
      await court.files(judge, caseId, {
        event: plan.criminal ? 'criminal-order' : 'order-on-motion',
        ...(plan.criminal ? { ...asTo, orderText: 'Granted.' } : {}),
        filers: [],
        rulings: [{ seq: motion, n: 1, disposition: 'granting' }],
        documents: { main: await court.uploads(judge) },
      });
      motion = null;
    } else if (each === 'deadline') {
      const set = await court.files(clerk, caseId, {
        event: 'notice-of-hearing',
        orderText: 'Come.',
        prompts: { type: 'Status Conference', on: '2026-12-20', at: '02:00 PM', place: 'Courtroom 4' },
      });
      await court.files(clerk, caseId, {
        event: 'minute-entry',
        orderText: 'Called.',
        references: [{ seq: set.entry }],
        prompts: { type: 'Status Conference', held: '2026-12-20' },
      });
    } else if (each === 'restricted') await notice(clerk, 'sealed');
    else if (each === 'sealed-entry') await notice(clerk, 'sealed-entry');
    else if (each === 'note') await notice(clerk, 'court-only-entry');
    else if (each === 'later-restricted') {
      const { documents } = await notice(lawyer, 'public');
      await restrictDocument(court.system.court, clerk.actor, {
        ...ordered(caseId),
        serial: documents[0]!.serial,
        level: 'court-only',
        until: null,
        persons: [],
      });
    }
  }
  await beginDraft(court.system.court, COURT, lawyer.account, caseId, 'motion');
  await delivered();
  return caseId;
}

/** The notices are handed over, and the national index has taken what it was told. */
async function delivered(): Promise<void> {
  await court.owner.query(`update pub.notice set state = 'sent' where state = 'waiting'`);
  await carryOutbox(court.system.jobs, court.clock, (message) =>
    takeIndexMessage(court.system.jobs, court.clock, message),
  );
}

const entriesOf = async (caseId: CaseId): Promise<number[]> =>
  (
    await court.owner.query<{ seq: number }>(
      'select entry_seq as seq from pub.docket_entry where case_id = $1 order by 1',
      [caseId],
    )
  ).map((each) => each.seq);

const located = (caseId: CaseId) =>
  court.owner.query(
    `select c.case_number, c.title, (select json_agg(p.name order by p.n) from pacer.locator_party p where p.case_id = c.case_id) as parties
     from pacer.locator_case c where c.case_id = $1`,
    [caseId],
  );

/** What the docket says, in whatever order the entries of one day stand. */
const wordsOf = (rows: readonly EntryRow[]): string[] =>
  rows
    .map((row) => (row.kind === 'entry' ? `${row.number} ${row.text} ${row.documents.map((each) => each.serial)}` : ''))
    .sort();

const planned: fc.Arbitrary<Plan> = fc.record({
  criminal: fc.boolean(),
  linked: fc.boolean(),
  filings: fc.array(
    fc.constantFrom('motion', 'ruling', 'restricted', 'sealed-entry', 'later-restricted', 'note', 'deadline'),
    { minLength: 2, maxLength: 5 },
  ),
});

test('every table with rows of one case has its place in the move', async () => {
  const tables = await court.owner.query<{ table: string }>(
    `select distinct table_name as "table" from information_schema.columns
     where table_schema = 'pub' and column_name = 'case_id' order by 1`,
  );
  assert.deepEqual(
    tables.map((each) => each.table),
    [...HOMES.map((each) => each.table), ...OTHER_HOMES, 'filing']
      .filter((each) => !['filing', 'stamp_tail'].includes(each))
      .sort(),
    'a new table must be moved with its case: add it to HOMES in move-sides.ts',
  );
});

test('a case sealed and unsealed, and each entry of it, is to the byte what it was; in between nobody outside finds it', async () => {
  await fc.assert(
    fc.asyncProperty(
      planned,
      fc.constantFrom('under-seal', 'hidden'),
      fc.constantFrom('placeholder', 'gap'),
      async (plan, caseMode, entryMode) => {
        await sealModes({ case: caseMode, entry: entryMode });
        const caseId = await aCaseOf(plan);
        const [rows, outside, counsel, cleared, index] = [
          await rowsOf(caseId),
          await given(anonymous, caseId),
          await given(lawyer.actor, caseId),
          await given(clerk.actor, caseId),
          await located(caseId),
        ];
        assert.equal(index.length, 1);
        await assertInOrder('before');
        const entries = await entriesOf(caseId);
        for (const entry of entries) {
          assert.equal(await acts.sealEntry(caseId, entry), 'done');
          await assertInOrder(`entry ${entry} sealed`);
          assert.ok(!(await entriesOf(caseId)).includes(entry));
        }
        assert.equal(await acts.sealCase(caseId), 'done');
        await delivered();
        await assertInOrder('all of it sealed');
        assert.match(String(await given(anonymous, caseId)), /case-not-found/);
        assert.match(String(await given(lawyer.actor, caseId)), /case-not-found/);
        assert.deepEqual(await located(caseId), []);
        assert.deepEqual((await rowsOf(caseId))['pub.docket_entry'], []);
        assert.equal(await acts.unsealCase(caseId), 'done');
        await assertInOrder('the case is open again, its entries are not');
        assert.deepEqual(await entriesOf(caseId), []);
        for (const entry of [...entries].reverse()) assert.equal(await acts.unsealEntry(caseId, entry), 'done');
        await delivered();
        await assertInOrder('all open again');
        assert.deepEqual(await rowsOf(caseId), rows);
        assert.equal(await acts.sealCase(caseId), 'done');
        const asCleared = (await given(clerk.actor, caseId)) as { rows: EntryRow[]; parties: unknown };
        assert.deepEqual(
          asCleared.parties,
          (cleared as typeof asCleared).parties,
          'who is cleared sees the parties still',
        );
        assert.deepEqual(wordsOf(asCleared.rows), wordsOf((cleared as typeof asCleared).rows), 'and the docket');
        assert.equal(await acts.unsealCase(caseId), 'done');
        await delivered();
        assert.deepEqual(await rowsOf(caseId), rows);
        assert.deepEqual(await given(anonymous, caseId), outside);
        assert.deepEqual(await given(lawyer.actor, caseId), counsel);
        assert.deepEqual(await given(clerk.actor, caseId), cleared);
        assert.deepEqual(await located(caseId), index);
      },
    ),
    { seed: 20_261_122, numRuns: process.env.OPENECF_LONG ? 30 : 5, endOnFailure: true },
  );
});
