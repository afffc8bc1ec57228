import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { aDatabase, type TestDatabase } from '../../../test/support/postgres.ts';
import type { Json } from '../../kernel/canonical.ts';
import { chainHash } from '../../kernel/chain.ts';
import { CourtError, type ErrorCode } from '../../kernel/errors.ts';
import type { CaseId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { PacerPorts } from '../ports.ts';
import { anAccount, aSession, MAD, PASSWORD, somePorts } from '../test-support.ts';
import { authenticate } from './authenticate.ts';
import { changeClientCode } from './change-client-code.ts';
import { type SignOnWish, signOn } from './sign-on.ts';
import { signOut } from './sign-out.ts';
import { sweepSignOn } from './sweep-sign-on.ts';

let database: TestDatabase;
before(async () => {
  database = await aDatabase();
});
after(() => database.drop());

let ports: PacerPorts;
let clock: ReturnType<typeof somePorts>['clock'];
beforeEach(() => {
  ({ ports, clock } = somePorts(database.web));
});

const HOME = '192.0.2.1';
const STRANGER = '203.0.113.9';

const attempt = (loginId: string, more: Partial<SignOnWish> = {}) =>
  signOn(ports, { loginId, password: PASSWORD, redactionAcknowledged: true, source: HOME, ...more });

/** The code and detail by which an attempt was refused; or 'signed on'. */
async function answer(trying: Promise<unknown>): Promise<[ErrorCode, string | undefined] | 'signed on'> {
  try {
    await trying;
    return 'signed on';
  } catch (thrown) {
    if (thrown instanceof CourtError) return [thrown.code, thrown.detail];
    throw thrown;
  }
}

async function guess(loginId: string, times: number, more: Partial<SignOnWish> = {}) {
  const answers: unknown[] = [];
  for (let i = 0; i < times; i++) answers.push(await answer(attempt(loginId, { password: `wrong ${i}`, ...more })));
  return answers;
}

interface AuditRow {
  readonly n: number;
  readonly prev_hash: string;
  readonly hash: string;
  readonly at: Instant;
  readonly actor: string;
  readonly act: string;
  readonly body: Json;
}

const chainOf = (accountId: string) =>
  database.owner.query<AuditRow>(
    `select n, prev_hash, hash, at, actor, act, body from pacer.audit where stream = $1 order by n`,
    [`account ${accountId}`],
  );

/** Fails unless each link covers the one before it, the account's head is the last, and nothing is missing. */
async function assertChainHolds(accountId: string) {
  let prev = '';
  let n = 0;
  for (const link of await chainOf(accountId)) {
    assert.equal(link.n, ++n);
    assert.equal(link.prev_hash, prev);
    const { at, actor, act, body } = link;
    assert.equal(
      link.hash,
      chainHash({ court: 'pacer', stream: `account ${accountId}`, n, prev, at, actor, act, body }),
    );
    prev = link.hash;
  }
  const [head] = await database.owner.query<{ chain_n: number; chain_head: string }>(
    `select chain_n, chain_head from pacer.account where account_id = $1`,
    [accountId],
  );
  assert.deepEqual(head, { chain_n: n, chain_head: prev });
}

describe('who signs on', () => {
  test('a filer signs on, is known at each request with her rights, and signs out everywhere at once', async () => {
    const account = await anAccount(ports, {
      loginId: 'Ada.Attorney',
      filer: true,
      privileges: [
        { court: MAD, role: 'attorney' },
        { court: MAD, role: 'pro-se', scopeCase: 10_000_017 as CaseId },
      ],
    });
    const signedOn = await attempt('ADA.attorney', { clientCode: 'Smith v. Jones' });
    assert.match(signedOn.token, /^[A-Za-z0-9]{128}$/);
    assert.equal(signedOn.expiresAt, '2026-11-23T03:00:00.000Z');
    const session = await authenticate(ports, signedOn.token);
    assert.equal(session?.accountId, account.accountId);
    assert.equal(session?.loginId, 'ada.attorney');
    assert.equal(session?.clientCode, 'Smith v. Jones');
    assert.equal(session?.csrfToken, signedOn.csrfToken);
    assert.deepEqual(session?.privileges, [
      { court: MAD, role: 'attorney', scopeCase: null },
      { court: MAD, role: 'pro-se', scopeCase: 10_000_017 },
    ]);
    assert.deepEqual(signedOn.privileges, session?.privileges);

    await signOut(ports, signedOn.token);
    await signOut(ports, signedOn.token);
    assert.equal(await authenticate(ports, signedOn.token), null);
    const acts = (await chainOf(account.accountId)).map((link) => link.act);
    assert.deepEqual(acts, ['create account', 'sign on', 'acknowledge redaction rules', 'sign off']);
    await assertChainHolds(account.accountId);
  });

  test('neither the token nor the password is in the database', async () => {
    const { loginId } = await anAccount(ports);
    const signedOn = await attempt(loginId);
    const rows = await database.owner.query(
      `select (select json_agg(s) from pacer.session s) sessions, (select json_agg(b) from pacer.known_browser b) browsers,
         (select json_agg(a) from pacer.account a) accounts, (select json_agg(l) from pacer.audit l) chain`,
    );
    const everything = JSON.stringify(rows);
    assert.ok(everything.includes(signedOn.csrfToken), 'the rows were read');
    for (const secret of [signedOn.token, signedOn.knownBrowserToken!, PASSWORD]) {
      assert.equal(everything.includes(secret), false);
    }
  });

  test('two accounts cannot have login ids that differ in case only', async () => {
    await anAccount(ports, { loginId: 'Twin' });
    assert.deepEqual(await answer(anAccount(ports, { loginId: 'tWIN' })), ['request-malformed', 'loginId: taken']);
  });

  test('a filer who has not ticked the redaction box is not signed on, and her password was not a wrong one', async () => {
    const { loginId, accountId } = await anAccount(ports, { filer: true });
    await guess(loginId, 4);
    const answers = [await answer(attempt(loginId, { redactionAcknowledged: false }))];
    assert.deepEqual(answers, [['redaction-not-acknowledged', undefined]]);
    assert.deepEqual(await guess(loginId, 1), [['sign-on-refused', undefined]]);
    assert.equal(await answer(attempt(loginId)), 'signed on');
    await assertChainHolds(accountId);
  });

  test('who does not know the password does not learn that the account files', async () => {
    const { loginId } = await anAccount(ports, { filer: true });
    const answers = await answer(attempt(loginId, { password: 'wrong', redactionAcknowledged: false }));
    assert.deepEqual(answers, ['sign-on-refused', undefined]);
  });

  test('a reader who files nowhere needs no box', async () => {
    const { loginId } = await anAccount(ports);
    assert.equal(await answer(attempt(loginId, { redactionAcknowledged: false })), 'signed on');
  });

  test('a disabled account cannot sign on, and its sessions end at once', async () => {
    const { loginId, accountId } = await anAccount(ports);
    const { token } = await attempt(loginId);
    await database.owner.query(`update pacer.account set status = 'disabled' where account_id = $1`, [accountId]);
    assert.equal(await authenticate(ports, token), null);
    assert.deepEqual(await answer(attempt(loginId)), ['sign-on-refused', undefined]);
  });

  test('a right that was taken away is gone at the next request', async () => {
    const { loginId, accountId } = await anAccount(ports, { privileges: [{ court: MAD, role: 'clerk' }] });
    const { token } = await attempt(loginId);
    assert.equal((await authenticate(ports, token))?.privileges.length, 1);
    await database.web.query(`update pacer.privilege set to_on = '2026-11-22' where account_id = $1`, [accountId]);
    assert.deepEqual((await authenticate(ports, token))?.privileges, []);
  });
});

describe('guesses', () => {
  test('an unknown login id is answered, counted and recorded like a wrong password', async () => {
    const { loginId, accountId } = await anAccount(ports);
    const known = await guess(loginId, 7);
    const unknown = await guess('nosuchperson', 7);
    assert.deepEqual(known.slice(0, 5), Array(5).fill(['sign-on-refused', undefined]));
    assert.deepEqual(known.slice(5), Array(2).fill(['sign-on-slowed', '30']));
    assert.deepEqual(unknown, known);
    await assertChainHolds(accountId);
    const [nobody] = await database.owner.query<{ account_id: string }>(
      `select account_id from pacer.account where login_id = '(nobody)'`,
    );
    assert.ok(nobody);
    await assertChainHolds(nobody.account_id);
    const refusals = (await chainOf(nobody.account_id)).filter((link) => link.act === 'refuse sign-on');
    assert.equal(refusals.length, 5);
    assert.equal(JSON.stringify(refusals).includes('nosuchperson'), false, 'it may be a password in the wrong box');
  });

  test('an unknown login id costs a real hash, so that the time tells nothing', async () => {
    const alone = await aDatabase();
    try {
      const dear = { ...somePorts(alone.web).ports, hashing: { memoryKiB: 32_768, passes: 3, lanes: 1 } };
      const { loginId } = await anAccount(dear);
      const timed = async (asked: string) => {
        const before = process.cpuUsage();
        await answer(signOn(dear, { loginId: asked, password: 'wrong', redactionAcknowledged: true, source: HOME }));
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1000;
      };
      // The work that this process did, not the time that passed: a busy machine waits, it does not hash.
      const [known, unknown]: [number[], number[]] = [[], []];
      for (let i = 0; i < 4; i++) {
        unknown.push(await timed('nosuchperson'));
        known.push(await timed(loginId));
      }
      const [quickest, other] = [Math.min(...unknown), Math.min(...known)].sort((x, y) => x - y);
      assert.ok(other! < quickest! * 2, `unknown ${unknown} ms, known ${known} ms`);
    } finally {
      await alone.drop();
    }
  });

  test('a stranger’s guesses slow the stranger, not the filer at home, at a new machine, or at a browser she has used', async () => {
    const { loginId } = await anAccount(ports, { filer: true });
    const { knownBrowserToken } = await attempt(loginId, { source: STRANGER });
    const guesses = await guess(loginId, 40, { source: STRANGER });
    assert.deepEqual(guesses.at(-1), ['sign-on-slowed', '30']);
    assert.equal(await answer(attempt(loginId, { source: '198.51.100.4' })), 'signed on', 'a new machine elsewhere');
    assert.equal(
      await answer(attempt(loginId, { source: STRANGER, knownBrowserToken: knownBrowserToken! })),
      'signed on',
      'her own browser behind the stranger’s address',
    );
  });

  test('a known browser of one account is a stranger to another', async () => {
    const mallory = await anAccount(ports);
    const victim = await anAccount(ports);
    const { knownBrowserToken } = await attempt(mallory.loginId, { source: STRANGER });
    await guess(victim.loginId, 5, { source: STRANGER });
    const again = await answer(attempt(victim.loginId, { source: STRANGER, knownBrowserToken: knownBrowserToken! }));
    assert.deepEqual(again, ['sign-on-slowed', '30']);
  });

  test('guesses sent side by side get five answers in all, and the right one after them none', async () => {
    const { loginId } = await anAccount(ports);
    const guesses = Array.from({ length: 30 }, (_, i) => answer(attempt(loginId, { password: `wrong ${i}` })));
    const answers = await Promise.all(guesses);
    assert.equal(answers.filter((each) => each !== 'signed on' && each[0] === 'sign-on-refused').length, 5);
    assert.equal(answers.filter((each) => each !== 'signed on' && each[0] === 'sign-on-slowed').length, 25);
    assert.deepEqual(await answer(attempt(loginId)), ['sign-on-slowed', '30'], 'the right password, too late');
    clock.advance(30_000);
    assert.equal(await answer(attempt(loginId)), 'signed on');
  });

  test('thirty right sign-ons side by side all succeed', async () => {
    const { loginId, accountId } = await anAccount(ports);
    const answers = await Promise.all(Array.from({ length: 30 }, () => answer(attempt(loginId, { program: true }))));
    assert.deepEqual(answers, Array(30).fill('signed on'));
    await assertChainHolds(accountId);
  });

  test('a flood from one address is stopped before it costs hashing, whatever accounts it names', async () => {
    const few = somePorts(database.web, { floodBurst: 3 }).ports;
    const tries = [];
    for (let i = 0; i < 5; i++) {
      tries.push(
        await answer(
          signOn(few, { loginId: `someone${i}`, password: 'x', redactionAcknowledged: true, source: STRANGER }),
        ),
      );
    }
    assert.deepEqual(tries.slice(3), Array(2).fill(['sign-on-slowed', '1']));
  });
});

describe('sessions', () => {
  test('a session ends when it has not been used for two hours, and lives on while it is', async () => {
    const { loginId } = await anAccount(ports);
    const used = await attempt(loginId);
    const idle = await attempt(loginId);
    for (let i = 0; i < 3; i++) {
      clock.advance(50 * 60_000);
      assert.ok(await authenticate(ports, used.token));
    }
    assert.equal(await authenticate(ports, idle.token), null);
  });

  test('a session ends after twelve hours even if used all the time', async () => {
    const { loginId } = await anAccount(ports);
    const { token } = await attempt(loginId);
    for (let i = 0; i < 11; i++) {
      clock.advance(3_600_000);
      assert.ok(await authenticate(ports, token), `hour ${i + 1}`);
    }
    clock.advance(3_600_000);
    assert.equal(await authenticate(ports, token), null);
  });

  test('a busy page writes that it was seen at most once a minute', async () => {
    const session = await aSession(ports, (await anAccount(ports)).loginId);
    const { token } = await attempt(session.loginId);
    const seen = () => database.owner.query(`select xmin::text, last_seen_at from pacer.session order by token_hash`);
    const began = await seen();
    clock.advance(59_000);
    await authenticate(ports, token);
    assert.deepEqual(await seen(), began);
    clock.advance(1_000);
    await authenticate(ports, token);
    assert.notDeepEqual(await seen(), began);
  });

  test('a token that is none is nobody', async () => {
    for (const none of ['', 'x', 'A'.repeat(128), `${'A'.repeat(127)}\0`])
      assert.equal(await authenticate(ports, none), null);
  });

  test('a changed client code is on the session and on record; a session that ended takes none', async () => {
    const { loginId, accountId } = await anAccount(ports);
    const { token } = await attempt(loginId, { clientCode: 'before' });
    const session = await authenticate(ports, token);
    assert.ok(session);
    await changeClientCode(ports, session, 'after');
    assert.equal((await authenticate(ports, token))?.clientCode, 'after');
    await signOut(ports, token);
    assert.deepEqual(await answer(changeClientCode(ports, session, 'later')), ['session-expired', undefined]);
    const change = (await chainOf(accountId)).find((link) => link.act === 'change client code');
    assert.deepEqual(change?.body, { before: 'before', after: 'after' });
  });

  test('the sweep removes ended sessions and forgotten guesses, and leaves the rest', async () => {
    const { loginId } = await anAccount(ports);
    await attempt(loginId, { program: true });
    await guess(loginId, 1);
    clock.advance(25 * 3_600_000);
    const { token } = await attempt(loginId, { source: STRANGER, program: true });
    await sweepSignOn(database.jobs, clock, ports.limits);
    assert.ok(await authenticate(ports, token));
    const [left] = await database.owner.query<{ sessions: number; failures: number }>(
      `select (select count(*) from pacer.session s join pacer.account a using (account_id) where a.login_id = $1) sessions,
         (select count(*) from pacer.sign_on_failure where login_id = $1) failures`,
      [loginId],
    );
    assert.deepEqual(left, { sessions: 1, failures: 0 });
  });
});
