import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { standingClock } from '../../kernel/time.ts';
import { type IndexMessage, takeIndexMessage } from './take-index-message.ts';

let database: TestDatabase;
before(async () => {
  database = await aDatabase();
});
after(() => database.drop());

const clock = standingClock('2026-11-22T15:00:00Z');
const take = (message: IndexMessage) => takeIndexMessage(database.jobs, clock, message);

let lastCase = 10_000_000;
const aCase = () => ++lastCase;

/** What the court tells when the case has reached this version: each version with a title and parties of its own. */
const told = (caseId: number, rowVersion: number, more: object = {}): IndexMessage => ({
  messageId: randomUUID(),
  kind: 'index-case',
  body: {
    court: 'mad',
    caseId,
    rowVersion,
    number: `1:26-cv-${caseId}`,
    title: `Version ${rowVersion} v. Doe`,
    filedOn: '2026-02-03',
    terminatedOn: null,
    parties: Array.from({ length: rowVersion }, (_, i) => ({ name: `Party ${i}, "O'Hara"`, role: 'Plaintiff' })),
    ...more,
  },
});
const dropped = (caseId: number, rowVersion: number): IndexMessage => ({
  messageId: randomUUID(),
  kind: 'drop-case',
  body: { court: 'mad', caseId, rowVersion },
});

/** What a search could find of a case: everything in its row and its parties. */
async function found(caseId: number) {
  const [row] = await database.web.query<{ case_number: string; title: string; filed_on: string | null }>(
    `select case_number, title, filed_on from pacer.locator_case where case_id = $1`,
    [caseId],
  );
  const parties = await database.web.query<{ name: string; role: string }>(
    `select name, role from pacer.locator_party where case_id = $1 order by n`,
    [caseId],
  );
  return { title: row?.title ?? null, filedOn: row?.filed_on ?? null, parties };
}

test('a case told of by a court is in the national index, its parties in their order', async () => {
  const caseId = aCase();
  assert.equal(await take(told(caseId, 2)), 'applied');
  assert.deepEqual(await found(caseId), {
    title: 'Version 2 v. Doe',
    filedOn: '2026-02-03',
    parties: [
      { name: 'Party 0, "O\'Hara"', role: 'Plaintiff' },
      { name: 'Party 1, "O\'Hara"', role: 'Plaintiff' },
    ],
  });
});

test('a message that comes twice is taken once, and an older one changes nothing', async () => {
  const caseId = aCase();
  const newer = told(caseId, 3);
  assert.equal(await take(newer), 'applied');
  assert.equal(await take(newer), 'known');
  assert.equal(await take(told(caseId, 1)), 'older');
  const shown = await found(caseId);
  assert.equal(shown.title, 'Version 3 v. Doe');
  assert.equal(shown.parties.length, 3);
});

test('a case that was sealed leaves nothing to find, and does not come back by a message that was late', async () => {
  const caseId = aCase();
  const nothing = { title: null, filedOn: null, parties: [] };
  await take(told(caseId, 4));
  assert.equal(await take(dropped(caseId, 6)), 'applied');
  assert.deepEqual(await found(caseId), nothing);
  assert.equal(await take(told(caseId, 5)), 'older');
  assert.equal(await take(told(caseId, 6)), 'older', 'of one version the drop wins');
  assert.deepEqual(await found(caseId), nothing);
  const kept = await database.owner.query(`select 1 from pacer.locator_case where case_id = $1`, [caseId]);
  assert.deepEqual(kept, [], 'the web cannot even see that there was such a case');
  await take(told(caseId, 7));
  assert.equal((await found(caseId)).title, 'Version 7 v. Doe', 'unsealed later');
});

test('a case sealed before the index ever heard of it stays out', async () => {
  const caseId = aCase();
  await take(dropped(caseId, 5));
  await take(told(caseId, 4));
  assert.equal((await found(caseId)).title, null);
});

test('messages with a field too many, a day that is none or an unknown kind are refused whole and can come again', async () => {
  const caseId = aCase();
  const good = told(caseId, 1);
  for (const bad of [
    { ...good, body: { ...(good.body as object), secret: 'x' } },
    { ...good, body: { ...(good.body as object), filedOn: '2026-02-30' } },
    { ...good, kind: 'index-party' },
  ]) {
    await assert.rejects(take(bad));
  }
  assert.equal(await take(good), 'applied');
});

test('in whatever order and however often messages arrive, also side by side, the newest version stands', async () => {
  const step = fc.record({
    version: fc.integer({ min: 1, max: 6 }),
    drop: fc.boolean(),
    times: fc.integer({ min: 1, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const caseId = aCase();
      const messages = steps.flatMap(({ version, drop, times }) =>
        Array<IndexMessage>(times).fill(drop ? dropped(caseId, version) : told(caseId, version)),
      );
      await Promise.all(messages.map(take));
      const newest = Math.max(...steps.map((each) => each.version));
      const gone = steps.some((each) => each.version === newest && each.drop);
      const shown = await found(caseId);
      assert.equal(shown.title, gone ? null : `Version ${newest} v. Doe`);
      assert.equal(shown.parties.length, gone ? 0 : newest);
    }),
    { seed: 20_261_122, numRuns: 25, verbose: 1 },
  );
});
