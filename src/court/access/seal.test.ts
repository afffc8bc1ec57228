/** Sealing and unsealing after docketing: what was sealed comes back as it was, and is nowhere to be found in between. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { COURT } from '../../../test/support/system.ts';
import type { CaseId, EntrySeq } from '../../kernel/ids.ts';
import { linkCases } from '../cases/links.ts';
import type { EntryRow } from '../docket/model.ts';
import { anonymous } from './actor.ts';
import { HOMES, OTHER_HOMES } from './move-sides.ts';
import {
  aCaseOf,
  acts,
  anUpload,
  assertInOrder,
  civil,
  clerk,
  court,
  delivered,
  entriesOf,
  given,
  judge,
  lawyer,
  located,
  nextSeq,
  openCourt,
  opponent,
  ordered,
  plain,
  planned,
  ports,
  readerOf,
  refused,
  rowsOf,
  sealModes,
  sideOf,
  wordsOf,
} from './seal.fixture.ts';
import { sealCase } from './seal.ts';

before(openCourt);
after(() => court.end());

test('every table with rows of one case has its place in the move', async () => {
  const tables = await court.owner.query<{ table: string }>(
    `select distinct table_name as "table" from information_schema.columns
     where table_schema = 'pub' and column_name = 'case_id' order by 1`,
  );
  assert.deepEqual(
    tables.map((each) => each.table),
    [...HOMES.map((each) => each.table), ...OTHER_HOMES, 'filing'].filter((each) => each !== 'filing').sort(),
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
  const another = await court.aCase(nextSeq(), lawyer);
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
