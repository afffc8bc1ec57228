import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import { CourtError, type ErrorCode } from '../../kernel/errors.ts';
import type { CourtId } from '../../kernel/ids.ts';
import { cents } from '../../kernel/money.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { Session } from '../accounts/model.ts';
import type { PacerPorts } from '../ports.ts';
import { anAccount, aSession, MAD, somePorts } from '../test-support.ts';
import { type ChargeWish, charge } from './charge.ts';
import { installFeeSchedule } from './fee-schedule.ts';
import { hasOpenLook, quote } from './quote.ts';
import { receiptOf, statementOf } from './receipts.ts';

const FEES = readFileSync(new URL('../../../dictionary/fees.yaml', import.meta.url), 'utf8');

let database: TestDatabase;
before(async () => {
  database = await aDatabase();
  await installFeeSchedule(database.web, FEES);
});
after(() => database.drop());

let ports: PacerPorts;
let clock: ReturnType<typeof somePorts>['clock'];
let session: Session;
beforeEach(async () => {
  ({ ports, clock } = somePorts(database.web));
  session = await aSession(ports, (await anAccount(ports)).loginId, 'Smith v. Jones');
});

const MOTION = 'document 100000001';

/** The form a reader sends after she has seen the price of a three-page motion. */
const theMotion = (more: Partial<ChargeWish> & { readonly pages?: number } = {}): ChargeWish => ({
  session,
  court: MAD,
  kind: 'document',
  object: MOTION,
  pages: 3,
  description: 'Image12-0',
  caseNumber: '1:26-cv-00142',
  acceptedCents: cents(30),
  idemKey: 'form-1',
  ...more,
});

const bill = (account = session.accountId) =>
  database.owner.query<{ object: string; cents: number; at: string }>(
    `select object, cents, at from pacer.charge where account_id = $1 order by at, object`,
    [account],
  );

const refusedWith = (code: ErrorCode, detail?: string) => (thrown: unknown) => {
  assert.ok(thrown instanceof CourtError, String(thrown));
  assert.deepEqual([thrown.code, thrown.detail], [code, detail]);
  return true;
};

test('a reader sees the price, accepts it, is charged once, and may look again for a day', async () => {
  const asked = { session, court: MAD, kind: 'document' as const, object: MOTION, pages: 3 };
  assert.deepEqual(await quote(ports, asked), { pages: 3, billablePages: 3, cents: 30, reason: 'charge' });
  assert.equal(await hasOpenLook(ports, session.accountId, MAD, MOTION), null);

  const made = await charge(ports, theMotion());
  assert.equal(made.repeated, false);
  assert.equal(made.cents, 30);
  assert.equal(made.clientCode, 'Smith v. Jones');
  assert.equal(made.until, '2026-11-23T15:00:00.000Z');
  const { repeated: _, ...kept } = made;
  assert.deepEqual(await hasOpenLook(ports, session.accountId, MAD, MOTION), kept);
  assert.deepEqual(await receiptOf(ports, session.accountId, made.id), kept);
  assert.deepEqual(await quote(ports, asked), {
    pages: 3,
    billablePages: 3,
    cents: 0,
    reason: 'already-bought',
    until: made.until,
  });

  const again = await charge(ports, theMotion({ idemKey: 'form-2' }));
  assert.deepEqual(again, { ...kept, repeated: true });
  assert.equal((await bill()).length, 1);
});

test('a look bought by one account opens nothing for another, and her receipt is not for him', async () => {
  const hers = await charge(ports, theMotion());
  const his = await aSession(ports, (await anAccount(ports)).loginId);
  assert.equal(await hasOpenLook(ports, his.accountId, MAD, MOTION), null);
  assert.equal(await receiptOf(ports, his.accountId, hers.id), null);
  assert.equal((await charge(ports, theMotion({ session: his }))).repeated, false, 'the same key, another account');
});

test('the same number in another court is another thing', async () => {
  await charge(ports, theMotion());
  assert.equal(await hasOpenLook(ports, session.accountId, 'cit' as CourtId, MOTION), null);
});

test('nobody is charged another price than the one she accepted', async () => {
  await assert.rejects(charge(ports, theMotion({ pages: 4 })), refusedWith('charge-changed', '0.40'));
  await assert.rejects(charge(ports, theMotion({ acceptedCents: cents(0) })), refusedWith('charge-changed', '0.30'));
  await assert.rejects(charge(ports, theMotion({ acceptedCents: cents(-30) })), refusedWith('charge-changed', '0.30'));
  assert.deepEqual(await bill(), []);
});

test('when the day has passed the look must be bought again, by a new form', async () => {
  await charge(ports, theMotion());
  clock.advance(24 * 3_600_000 - 1);
  assert.equal((await charge(ports, theMotion({ idemKey: 'form-2' }))).repeated, true);
  clock.advance(1);
  assert.equal(await hasOpenLook(ports, session.accountId, MAD, MOTION), null);
  await assert.rejects(charge(ports, theMotion()), refusedWith('charge-not-accepted'), 'yesterday’s form sent again');
  assert.equal((await charge(ports, theMotion({ idemKey: 'form-2' }))).repeated, false);
  assert.deepEqual(
    (await bill()).map((row) => row.cents),
    [30, 30],
  );
});

test('an exempt look costs nothing and stands on the bill with its reason', async () => {
  const exempt = await aSession(ports, (await anAccount(ports, { feeExempt: true })).loginId);
  const asked = { session: exempt, court: MAD, kind: 'document' as const, object: MOTION, pages: 3 };
  assert.deepEqual(await quote(ports, asked), {
    pages: 3,
    billablePages: 3,
    cents: 0,
    reason: 'exempt',
    exemption: 'fee-exempt account',
  });
  const byAccount = await charge(ports, theMotion({ session: exempt, acceptedCents: cents(0) }));
  const byCourt = await charge(ports, theMotion({ acceptedCents: cents(0), exemptReason: 'judicial opinion' }));
  assert.deepEqual([byAccount.cents, byAccount.exemptReason], [0, 'fee-exempt account']);
  assert.deepEqual([byCourt.cents, byCourt.exemptReason], [0, 'judicial opinion']);
});

test('an exemption claimed by the session alone is worth nothing: the account’s row decides', async () => {
  const forged = { ...session, feeExempt: true };
  const attempt = charge(ports, theMotion({ session: forged, acceptedCents: cents(0) }));
  await assert.rejects(attempt, refusedWith('charge-changed', '0.30'));
});

test('a disabled account buys nothing', async () => {
  await database.owner.query(`update pacer.account set status = 'disabled' where account_id = $1`, [session.accountId]);
  await assert.rejects(charge(ports, theMotion()), refusedWith('session-expired'));
});

test('fifty clicks at once on the same thing make one charge, with fifty forms or with one', async () => {
  for (const [object, keyOf] of [
    ['document 100000002', (i: number) => `form-${i}`],
    ['document 100000003', () => 'form-1'],
  ] as const) {
    const clicks = Array.from({ length: 50 }, (_, i) => charge(ports, theMotion({ object, idemKey: keyOf(i) })));
    const made = await Promise.all(clicks);
    assert.equal(new Set(made.map((each) => each.id)).size, 1, 'all see the same charge');
    assert.equal(made.filter((each) => !each.repeated).length, 1);
    assert.equal((await bill()).filter((row) => row.object === object).length, 1);
  }
});

test('fifty different things bought at once make fifty charges, and the account’s chain holds them all', async () => {
  const bought = Array.from({ length: 50 }, (_, i) => charge(ports, theMotion({ object: `document ${i + 1}` })));
  await Promise.all(bought);
  assert.equal((await bill()).length, 50);
  const [links] = await database.owner.query<{ links: number; head: number }>(
    `select count(*) filter (where act = 'charge look') links, (select chain_n from pacer.account where account_id = $2) head
     from pacer.audit where stream = $1`,
    [`account ${session.accountId}`, session.accountId],
  );
  // account made, signed on, redaction acknowledged, and the fifty
  assert.deepEqual(links, { links: 50, head: 53 });
});

test('whatever is clicked, in whatever order, at whatever hours: one charge per thing and day-long window', async () => {
  // Hours that pass before a volley of clicks, and the things clicked in it, all at once.
  const volley = fc.record({
    hours: fc.integer({ min: 0, max: 30 }),
    things: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 6 }),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(volley, { maxLength: 5 }), async (volleys) => {
      run += 1;
      const buyer = await aSession(ports, (await anAccount(ports)).loginId);
      const openUntil = new Map<number, number>();
      let [hour, expected, form] = [0, 0, 0];
      for (const { hours, things } of volleys) {
        clock.advance(hours * 3_600_000);
        hour += hours;
        for (const thing of new Set(things)) {
          if ((openUntil.get(thing) ?? 0) > hour) continue;
          openUntil.set(thing, hour + 24);
          expected += 1;
        }
        await Promise.all(
          things.map((thing) =>
            charge(ports, theMotion({ session: buyer, object: `document ${thing}`, idemKey: `form-${++form}` })),
          ),
        );
      }
      assert.equal((await bill(buyer.accountId)).length, expected);
    }),
    { seed: 20_261_122, numRuns: 25, verbose: 1 },
  );
  assert.ok(run >= 25);
});

test('a statement lists what was looked at between two days, both included, and its total', async () => {
  clock.set('2026-11-22T05:59:59Z');
  await charge(ports, theMotion({ object: 'document 1' })); // 11:59:59 p.m. of the 21st in the service centre's zone
  clock.set('2026-11-22T06:00:00Z');
  await charge(ports, theMotion({ object: 'document 2' }));
  clock.set('2026-11-23T05:59:59Z');
  await charge(ports, theMotion({ object: 'document 3', pages: 121, acceptedCents: cents(300) }));
  clock.set('2026-11-23T06:00:00Z');
  await charge(ports, theMotion({ object: 'document 4' }));
  const day = '2026-11-22' as CivilDate;
  const statement = await statementOf(ports, session.accountId, day, day);
  assert.deepEqual(
    statement.charges.map((each) => each.object),
    ['document 2', 'document 3'],
  );
  assert.equal(statement.total, 330);
});

test('the fee schedule is installed as often as the server starts, and a price that was edited stops it', async () => {
  await installFeeSchedule(database.web, FEES);
  const [rows] = await database.owner.query<{ n: number }>(`select count(*) n from pacer.fee_schedule`);
  assert.equal(rows?.n, 5);
  const edited = FEES.replace('cents-per-page: 10', 'cents-per-page: 11');
  await assert.rejects(installFeeSchedule(database.web, edited), /differs from dictionary\/fees\.yaml/);
});
