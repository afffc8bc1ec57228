/** Sealing and unsealing after docketing: what was sealed comes back as it was, and is nowhere to be found in between. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { pdf } from '../../../test/support/pdfs.ts';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import { CourtError } from '../../kernel/errors.ts';
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
import { answersSchema } from '../events/answers.ts';
import { beginDraft } from '../filing/drafts.ts';
import type { Receipt } from '../filing/model.ts';
import { readFiling, receiptByKey } from '../filing/read-filing.ts';
import { commitmentTo, receiptBytes, signedPart } from '../filing/receipt.ts';
import { submitFiling } from '../filing/submit-filing.ts';
import { takeUpload } from '../filing/uploads.ts';
import { forgetCourt } from '../settings/court-settings.ts';
import { type Actor, anonymous } from './actor.ts';
import { HOMES, OTHER_HOMES } from './move-sides.ts';
import { sweepPlainBytes } from './plain-bytes.ts';
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
          ...(plan.criminal ? { event: 'criminal-motion', ...asTo, reliefs: [{ code: 'detain' }] } : {}),
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

const refused = (code: string) => (error: unknown) => error instanceof CourtError && error.code === code;
const civil = (...filings: Plan['filings']): Promise<CaseId> => aCaseOf({ criminal: false, linked: false, filings });
const wishOf = async (by: TestPerson, caseId: CaseId, key: string, text = 'of change') => ({
  court: COURT,
  caseId,
  side: 'pub' as const,
  key,
  draft: null,
  channel: 'api' as const,
  answers: answersSchema.parse({
    event: 'notice-other',
    filers: [1],
    freeText: text,
    documents: { main: await anUpload(by, text) },
  }),
  restriction: 'public' as const,
  history: false,
  receivedAt: court.clock.now(),
});
/** A PDF like no other. */
const anUpload = async (by: TestPerson, text: string) =>
  (
    await takeUpload(court.system.court, COURT, by.account, null, {
      name: `${text}.pdf`,
      stream: Readable.from([pdf({ pages: 1, text: () => `${text} ${randomUUID()}` })]),
    })
  ).uploadId;
const sideOf = async (caseId: CaseId): Promise<string> =>
  (
    await court.owner.query<{ side: string }>(
      `select 'pub' as side from pub.case_record where case_id = $1 union all select 'sealed' from sealed.case_record where case_id = $1`,
      [caseId],
    )
  )
    .map((each) => each.side)
    .join();

test('every clerk seals, the cleared one opens, nobody else does either, and both say why', async () => {
  const caseId = await civil('motion');
  for (const by of [lawyer, judge, opponent]) {
    await assert.rejects(acts.sealCase(caseId, by.actor), refused('program-refused'));
    await assert.rejects(acts.sealEntry(caseId, 1, by.actor), refused('program-refused'));
    await assert.rejects(acts.unsealCase(caseId, by.actor), refused('program-refused'));
  }
  for (const left of [{ authority: ' ' }, { reason: '' }])
    await assert.rejects(sealCase(ports(), clerk.actor, { ...ordered(caseId), ...left }), refused('request-malformed'));
  await assert.rejects(acts.sealEntry(caseId, 99), refused('absent'));
  await assert.rejects(acts.sealCase(1 as CaseId), refused('case-not-found'));
  assert.equal(await acts.unsealCase(caseId), 'unchanged', 'nothing to open');
  assert.equal(await acts.sealCase(caseId, plain.actor), 'done');
  await assert.rejects(
    acts.sealCase(caseId, plain.actor),
    refused('case-not-found'),
    'who is not cleared is told nothing',
  );
  await assert.rejects(acts.unsealCase(caseId, plain.actor), refused('program-refused'));
  assert.equal(await acts.sealCase(caseId), 'unchanged');
  await assert.rejects(acts.sealEntry(caseId, 1), refused('case-not-found'), 'entries are sealed in visible cases');
  assert.equal(await acts.unsealCase(caseId), 'done');
  assert.equal(await acts.sealEntry(caseId, 1, plain.actor), 'done');
  await assert.rejects(acts.sealEntry(caseId, 1, plain.actor), refused('absent'));
  assert.equal(await acts.sealEntry(caseId, 1), 'unchanged');
  assert.equal(await acts.unsealEntry(caseId, 1), 'done');
  assert.equal(await acts.unsealEntry(caseId, 1), 'unchanged');
  const orders = await court.owner.query<{ level: string; authority: string; reason: string }>(
    'select level, authority, reason from sealed.restriction_act where case_id = $1 order by act_id',
    [caseId],
  );
  assert.equal(orders.length, 4);
  for (const each of orders) assert.deepEqual([each.authority, each.reason], ['Order 12', 'Rule 26(c)']);
});

test('acts at one moment, in both directions and beside filings, end in one state with every filing where it belongs', async () => {
  const caseId = await civil('motion', 'motion');
  const keys = Array.from({ length: 12 }, (_, n) => `key of ${caseId} ${n}`);
  const wishes = await Promise.all(keys.map((key) => wishOf(lawyer, caseId, key, key)));
  const filings = wishes.map(async (wish) => submitFiling(court.system.court, lawyer.actor, wish));
  const sealing = [acts.sealCase(caseId), acts.sealEntry(caseId, 1), acts.sealCase(caseId), acts.unsealCase(caseId)];
  const settled = await Promise.allSettled([...sealing, acts.sealEntry(caseId, 2), acts.unsealEntry(caseId, 1)]);
  for (const each of settled)
    if (each.status === 'rejected') assert.match(String(each.reason), /case-not-found|absent/);
  const receipts = await Promise.all(filings);
  assert.equal(new Set(receipts.map((each) => each.documentNumber)).size, keys.length);
  await acts.sealCase(caseId);
  assert.equal(await sideOf(caseId), 'sealed');
  const left = await rowsOf(caseId);
  for (const [table, rows] of Object.entries(left)) if (table.startsWith('pub.')) assert.deepEqual(rows, [], table);
  for (const receipt of receipts) {
    assert.equal(await court.system.court.objects.has(receipt.documents[0]!.sha256), false, 'no plain bytes are left');
    assert.equal(
      (await receiptByKey(court.system.court, lawyer.actor, COURT, keys[receipts.indexOf(receipt)]!))?.filingId,
      receipt.filingId,
    );
  }
  await assertInOrder('after all of it');
  await acts.unsealCase(caseId);
  for (const entry of [1, 2]) await acts.unsealEntry(caseId, entry);
  assert.equal((await entriesOf(caseId)).length, 14);
  await delivered();
  await assertInOrder('open again');
});

test('a filing whose case is sealed between the look and the lock is filed on the sealed side, once', async () => {
  const caseId = await civil('motion');
  const real = court.system.court;
  let sealedBy: Sealed | null = null;
  const objects = {
    ...real.objects,
    // the last thing before the case is locked
    keep: async (path: string, sha256: Sha256) => {
      await real.objects.keep(path, sha256);
      sealedBy ??= await acts.sealCase(caseId);
    },
  };
  const wish = await wishOf(lawyer, caseId, 'a key between two moments', 'of a secret');
  const draft = await beginDraft(real, COURT, lawyer.account, caseId, 'notice-other');
  const receipt = await submitFiling({ ...real, objects }, lawyer.actor, { ...wish, draft: draft.draft });
  assert.equal(sealedBy, 'done');
  const standing = await rowsOf(caseId);
  assert.ok(standing['sealed.docket_entry']!.some((row) => row.includes(receipt.filingId)));
  assert.deepEqual(standing['pub.docket_entry'], []);
  assert.deepEqual(standing['pub.draft'], []);
  assert.ok(
    standing['sealed.draft']!.some((row) => row.includes(receipt.filingId)),
    'its draft is filed',
  );
  assert.equal(await real.objects.has(receipt.documents[0]!.sha256), false);
  assert.equal(receipt.emailed.length, 0, 'nobody is told of it by mail');
  await assertInOrder('filed on the sealed side');

  const again = await submitFiling(real, lawyer.actor, wish);
  assert.deepEqual(again, receipt, 'the same key is the same filing');
  assert.deepEqual(await receiptByKey(real, lawyer.actor, COURT, wish.key), receipt);
  for (const other of [opponent.actor, plain.actor, judge.actor, anonymous]) {
    assert.equal(await receiptByKey(real, other, COURT, wish.key), null);
    assert.equal(await readFiling(real, other, COURT, { filing: receipt.filingId }), null);
  }
  assert.deepEqual((await readFiling(real, lawyer.actor, COURT, { filing: receipt.filingId }))?.receipt, receipt);
  await assert.rejects(
    submitFiling(real, lawyer.actor, { ...wish, answers: { ...wish.answers, freeText: 'of something else' } }),
    refused('key-reused'),
  );
});

test('a key that has filed an entry sealed since files no second one', async () => {
  const caseId = await civil('motion');
  const wish = await wishOf(lawyer, caseId, 'a key of an entry sealed later', 'of a thing');
  const receipt = await submitFiling(court.system.court, lawyer.actor, wish);
  await acts.sealEntry(caseId, receipt.entry);
  assert.deepEqual(await submitFiling(court.system.court, lawyer.actor, wish), receipt);
  assert.equal((await entriesOf(caseId)).length, 1);
  await acts.unsealEntry(caseId, receipt.entry);
  assert.deepEqual(await submitFiling(court.system.court, lawyer.actor, wish), receipt);
  await delivered();
  await assertInOrder('one filing');
});

test('a case that becomes one of Rule 5.2(c) between the look and the lock has its filing restricted', async () => {
  const caseId = await civil('motion');
  const real = court.system.court;
  const objects = {
    ...real.objects,
    keep: async (path: string, sha256: Sha256) => {
      await real.objects.keep(path, sha256);
      await court.owner.query(`update pub.case_record set nature_of_suit = '863 Social Security' where case_id = $1`, [
        caseId,
      ]);
    },
  };
  const receipt = await submitFiling(
    { ...real, objects },
    lawyer.actor,
    await wishOf(lawyer, caseId, 'a key of a benefit', 'of health'),
  );
  assert.equal(receipt.restriction, 'ssa-immigration');
  assert.equal(await real.objects.has(receipt.documents[0]!.sha256), false);
  await delivered();
  await assertInOrder('restricted');
});

test('a crash after the commit leaves plain bytes that the next sweep removes; a crash before it leaves none for good', async () => {
  const caseId = await civil('motion');
  const real = court.system.court;
  const { documents } = await submitFiling(
    real,
    lawyer.actor,
    await wishOf(lawyer, caseId, `a key of ${caseId}`, 'of bytes'),
  );
  const { sha256 } = documents[0]!;
  const crashing = { ...real.objects, remove: () => Promise.reject(new Error('the machine stops here')) };
  await assert.rejects(sealCase({ ...real, objects: crashing }, clerk.actor, ordered(caseId)), /stops here/);
  assert.equal(await sideOf(caseId), 'sealed');
  assert.ok(await real.objects.has(sha256));
  await sweepPlainBytes(court.system.jobs, real);
  assert.equal(await real.objects.has(sha256), false);
  await assertInOrder('swept');

  const torn = {
    ...real,
    objects: {
      ...crashing,
      keep: async (path: string, hash: Sha256) => {
        await real.objects.keep(path, hash);
        if (hash === sha256) throw new Error('the machine stops here');
      },
    },
  };
  await assert.rejects(unsealCase(torn, clerk.actor, ordered(caseId)), /stops here/);
  assert.equal(await sideOf(caseId), 'sealed');
  await court.owner.query(`insert into ops.plain_bytes values ($1, 'arriving', $2) on conflict do nothing`, [
    sha256,
    court.clock.now(),
  ]);
  await sweepPlainBytes(court.system.jobs, real);
  assert.ok(await real.objects.has(sha256), 'what is arriving is left alone');
  court.clock.advance(660_000);
  await sweepPlainBytes(court.system.jobs, real);
  assert.equal(await real.objects.has(sha256), false, 'what has not arrived in ten minutes is taken for lost');
  assert.equal(await acts.unsealCase(caseId), 'done');
  assert.ok(await real.objects.has(sha256));
  await court.owner.query('update pub.notice set created_at = $1', [court.clock.now()]);
  await delivered();
  await assertInOrder('open again');
});

test('what a sealed order has ruled is not seen; it is ruled again when the order is opened, unless another order has', async () => {
  const caseId = await civil('motion', 'ruling');
  const state = async () =>
    (
      await court.owner.query<{ status: string; by: number | null }>(
        `select status, ruled_by as by from pub.relief where case_id = $1`,
        [caseId],
      )
    ).map((each) => `${each.status} ${each.by}`);
  assert.deepEqual(await state(), ['granted 2']);
  await acts.sealEntry(caseId, 2);
  assert.deepEqual(await state(), ['pending null']);
  await acts.unsealEntry(caseId, 2);
  assert.deepEqual(await state(), ['granted 2']);
  await acts.sealEntry(caseId, 2);
  const order = await court.files(judge, caseId, {
    event: 'order-on-motion',
    filers: [],
    rulings: [{ seq: 1 as EntrySeq, n: 1, disposition: 'denying' }],
    documents: { main: await anUpload(judge, 'order') },
  });
  await acts.unsealEntry(caseId, 2);
  assert.deepEqual(await state(), [`denied ${order.entry}`]);
  await delivered();
  await assertInOrder('ruled twice');
});

test('an entry of the sealed series takes the case’s next number when it is opened, and leaves a gap when sealed again', async () => {
  await sealModes({ case: 'hidden', entry: 'series' });
  const caseId = await civil('motion', 'sealed-entry', 'motion', 'sealed-entry');
  const sealed = await court.owner.query<{ seq: number; no: number; serial: number }>(
    `select e.entry_seq as seq, e.doc_no as no, d.serial from sealed.docket_entry e join sealed.document d using (court_id, case_id, entry_seq)
     where e.case_id = $1 order by 1`,
    [caseId],
  );
  assert.deepEqual(
    sealed.map((each) => each.no),
    [1, 2],
  );
  await acts.unsealEntry(caseId, sealed[0]!.seq);
  await assertInOrder('opened out of the series');
  const open = (await given(anonymous, caseId)) as { rows: EntryRow[] };
  assert.deepEqual(
    open.rows.map((row) => (row.kind === 'entry' ? row.number : '?')),
    ['1', '3', '2'],
  );
  assert.equal(
    (await readerOf(anonymous).document(sealed[0]!.serial as never)).restriction,
    'public',
    'its document opens with it',
  );
  await acts.sealEntry(caseId, sealed[0]!.seq);
  await assertInOrder('sealed again');
  await sealModes({ case: 'under-seal', entry: 'placeholder' });
});

test('a notice that waited when its entry was sealed is not sent, and is sent when it is opened', async () => {
  const caseId = await civil('motion');
  const receipt = await submitFiling(
    court.system.court,
    lawyer.actor,
    await wishOf(lawyer, caseId, `notice ${caseId}`, 'of news'),
  );
  const sent: string[] = [];
  const { tasks } = tasksOf(court.system, {
    mailer: { send: async (message) => void sent.push(message.subject) },
    baseOf: () => 'http://court.example',
    counted: () => {},
  });
  await acts.sealEntry(caseId, receipt.entry);
  await tasks.sweep!({ all: true });
  assert.deepEqual(sent, []);
  court.clock.advance(3_600_000);
  await assertInOrder('withheld for an hour');
  await acts.unsealEntry(caseId, receipt.entry);
  await tasks['after-filing']!({ court: COURT, filing: receipt.filingId });
  assert.equal(sent.length, 2, 'both counsel are told');
});

test('a case that is linked to a sealed one does not name it, and does again when it is opened', async () => {
  const caseId = await aCaseOf({ criminal: false, linked: true, filings: ['motion'] });
  const [friend] = await court.owner.query<{ id: CaseId }>(
    'select other_case_id as id from pub.case_link where case_id = $1 and other_case_id is not null',
    [caseId],
  );
  const named = async () =>
    ((await given(anonymous, friend!.id)) as { header: { links: unknown[] } }).header.links.length;
  assert.equal(await named(), 1);
  await acts.sealCase(caseId);
  assert.equal(await named(), 0);
  const another = await court.aCase(++seq, lawyer);
  await linkCases({ court: court.system.court.court, clock: court.clock }, clerk.actor, {
    court: COURT,
    caseId: friend!.id,
    kind: 'related',
    to: another,
  });
  await acts.unsealCase(caseId);
  assert.equal(await named(), 2);
});

test('a case whose number another has taken meanwhile stays sealed', async () => {
  const caseId = await civil('motion');
  await acts.sealCase(caseId);
  await court.owner.query(
    `insert into ident.case_identity values ($1, 123); insert into pub.case_record (court_id, case_id, office, yy, type, seq, short_title, origin)
     select court_id, 123, office, yy, type, seq, 'Another', 'filed' from sealed.case_record where case_id = ${caseId}`.replace(
      '$1',
      `'${COURT}'`,
    ),
  );
  await assert.rejects(acts.unsealCase(caseId), refused('number-in-use'));
  assert.equal(await sideOf(caseId), 'sealed');
  await court.owner.query('delete from pub.case_record where case_id = 123');
  assert.equal(await acts.unsealCase(caseId), 'done');
});

test('a public receipt says nothing that proves a guess; its filer’s copy proves the document', async () => {
  const caseId = await civil('motion');
  const receipt = await submitFiling(
    court.system.court,
    lawyer.actor,
    await wishOf(lawyer, caseId, `proof ${caseId}`, 'of proof'),
  );
  const [document] = receipt.documents;
  const stored = async () =>
    (
      await court.system.court.web.query<{ row: string }>(
        'select to_jsonb(f)::text as row from pub.filing f where filing_id = $1::uuid',
        [receipt.filingId],
      )
    )[0]?.row ?? '';
  for (const told of [document!.sha256, 'of proof.pdf', document!.salt])
    assert.ok(!(await stored()).includes(told), told);
  const { salt, originalName, sha256, bytes, pages } = document!;
  assert.equal(commitmentTo({ salt, originalName, sha256, bytes, pages }), document!.commitment);
  assert.notEqual(commitmentTo({ salt: '', originalName, sha256, bytes, pages }), document!.commitment);
  const signer = court.system.court.signerOf(COURT);
  assert.ok(signer.verify(receiptBytes(signedPart(receipt)), Buffer.from(receipt.signature, 'hex')));
  await restrictDocument(court.system.court, clerk.actor, {
    ...ordered(caseId),
    serial: document!.serial,
    level: 'sealed',
    until: null,
    persons: [],
  });
  assert.deepEqual(await receiptByKey(court.system.court, lawyer.actor, COURT, `proof ${caseId}`), receipt);
  for (const side of ['pub.document', 'pub.upload'])
    assert.deepEqual(await court.owner.query(`select 1 from ${side} where sha256 = $1`, [sha256]), [], side);
  await delivered();
  await assertInOrder('restricted');
});
