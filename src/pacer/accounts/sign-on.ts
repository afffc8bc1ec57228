import { sha256 } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { Queries } from '../../kernel/ports.ts';
import { token } from '../../kernel/random.ts';
import { civilDate, type Instant, plusMilliseconds } from '../../kernel/time.ts';
import type { PacerPorts } from '../ports.ts';
import {
  type Account,
  addressSource,
  clientCodeOf,
  decideSignOn,
  type Failures,
  loginIdOf,
  type Privilege,
  pauseLeft,
  withOneMore,
} from './model.ts';
import { hashPassword, isPassword } from './passwords.ts';
import {
  appendToChain,
  type Candidate,
  candidate,
  clearFailures,
  failuresOf,
  insertNobody,
  insertSession,
  keepBrowser,
  keepFailures,
  type LockedAccount,
  lockAccount,
  NOBODY,
  privilegesOf,
} from './store.ts';

export interface SignOnWish {
  readonly loginId: string;
  readonly password: string;
  readonly clientCode?: string | undefined;
  /** The box "I understand that, if I file, I must comply with the redaction rules" was ticked. */
  readonly redactionAcknowledged: boolean;
  /** The client's network address, as the trusted proxy or the socket tells it. */
  readonly source: string;
  /** What an earlier sign-on from this browser returned. */
  readonly knownBrowserToken?: string | undefined;
  /** A program that keeps no cookies between sign-ons: no browser is remembered for it. */
  readonly program?: boolean;
}

export interface SignedOn {
  /** 128 letters and digits: the cookie `NextGenCSO` (DESIGN §4.11). Kept nowhere but with the person. */
  readonly token: string;
  readonly csrfToken: string;
  readonly account: Account;
  readonly privileges: readonly Privilege[];
  /** To be kept by the browser and shown at the next sign-on; null for a program. */
  readonly knownBrowserToken: string | null;
  readonly expiresAt: Instant;
}

/**
 * Central Sign-On (spec/pacer.md §3.3-3.6). Wrong passwords are counted per login id and source, where the source is the
 * client's address, or the browser itself if this account has signed on from it before: a stranger's guesses slow the
 * stranger and nobody else (spec/security.md B12). An unknown login id is answered like a wrong password.
 * Throws `sign-on-refused`, `sign-on-slowed` (detail: seconds to wait), `redaction-not-acknowledged`, `request-malformed`.
 */
export async function signOn(at: PacerPorts, wish: SignOnWish): Promise<SignedOn> {
  const clientCode = clientCodeOf(wish.clientCode ?? '');
  const loginId = loginIdOf(wish.loginId);
  // No account can have such a login id: everybody may know that, so it needs no hash.
  if (!loginId || wish.password.length > 1000) throw new CourtError('sign-on-refused');
  const browserHash = wish.knownBrowserToken ? sha256(wish.knownBrowserToken) : null;
  const asked = await candidateOrNobody(at, loginId, browserHash);
  const source = asked.browserKnown && browserHash ? `browser ${browserHash}` : addressSource(wish.source);
  const wait = at.flood.take(source) || pauseLeft(await failuresOf(at.db, loginId, source), at.clock.now(), at.limits);
  if (wait > 0) throw new CourtError('sign-on-slowed', String(wait));

  const passwordRight = await isPassword(asked.passwordHash, wish.password);
  const attempt: Attempt = { wish, loginId, source, clientCode, passwordRight, asked };
  // A refusal is on record too, so the transaction ends well either way and the refusal is thrown after it.
  const outcome = await at.db.transaction((tx) => settle(at, tx, attempt));
  if (outcome instanceof CourtError) throw outcome;
  return outcome;
}

interface Attempt {
  readonly wish: SignOnWish;
  readonly loginId: string;
  readonly source: string;
  readonly clientCode: string;
  readonly passwordRight: boolean;
  readonly asked: Candidate;
}

async function candidateOrNobody(
  at: PacerPorts,
  loginId: string,
  browserHash: Parameters<typeof candidate>[2],
): Promise<Candidate> {
  const found = await candidate(at.db, loginId, browserHash);
  if (found) return found;
  // The first unknown login id this database has ever seen.
  const secret = at.random.bytes(32).toString('hex');
  await insertNobody(at.db, await hashPassword(secret, at.hashing, at.random), at.clock.now());
  const nobody = await candidate(at.db, loginId, browserHash);
  if (!nobody) throw new Error('the account of nobody is missing');
  return nobody;
}

/** Decides the attempt with the account locked, and writes what follows from it. */
async function settle(at: PacerPorts, tx: Queries, attempt: Attempt): Promise<SignedOn | CourtError> {
  const account = await lockAccount(tx, attempt.asked.accountId);
  if (!account) return new CourtError('sign-on-refused');
  const now = at.clock.now();
  const failures = await failuresOf(tx, attempt.loginId, attempt.source);
  const decided = decideSignOn({
    failures,
    now,
    passwordRight: attempt.passwordRight,
    active: account.active,
    filer: account.filer,
    redactionAcknowledged: attempt.wish.redactionAcknowledged,
    limits: at.limits,
  });
  switch (decided.kind) {
    case 'slowed':
      return new CourtError('sign-on-slowed', String(decided.seconds));
    case 'refused':
      await recordRefusal(at, tx, attempt, account, failures, now);
      return new CourtError('sign-on-refused');
    case 'redaction-missing':
      await clearFailures(tx, attempt.loginId, attempt.source);
      await appendToChain(tx, account.chain, {
        at: now,
        actor: `account ${account.accountId}`,
        act: 'refuse sign-on',
        body: { source: attempt.source, why: 'redaction rules not acknowledged' },
      });
      return new CourtError('redaction-not-acknowledged');
    case 'signed-on':
      return begin(at, tx, attempt, account, now);
  }
}

async function recordRefusal(
  at: PacerPorts,
  tx: Queries,
  attempt: Attempt,
  account: LockedAccount,
  failures: Failures | null,
  now: Instant,
): Promise<void> {
  await keepFailures(tx, attempt.loginId, attempt.source, withOneMore(failures, now, at.limits));
  await appendToChain(tx, account.chain, {
    at: now,
    actor: 'anonymous',
    act: 'refuse sign-on',
    body: {
      source: attempt.source,
      // What was typed as an unknown login id may be a password in the wrong box: only its hash is kept for ever.
      ...(account.accountId === NOBODY ? { tried: sha256(attempt.loginId) } : {}),
    },
  });
}

async function begin(
  at: PacerPorts,
  tx: Queries,
  attempt: Attempt,
  locked: LockedAccount,
  now: Instant,
): Promise<SignedOn> {
  const { chain, active: _, ...account } = locked;
  const session = { token: token(at.random, 128), csrfToken: token(at.random, 43) };
  const expiresAt = plusMilliseconds(now, at.limits.absoluteHours * 3_600_000);
  const knownBrowserToken = browserTokenFor(at, attempt);
  await clearFailures(tx, attempt.loginId, attempt.source);
  if (knownBrowserToken) await keepBrowser(tx, account.accountId, sha256(knownBrowserToken), now);
  await insertSession(tx, {
    tokenHash: sha256(session.token),
    accountId: account.accountId,
    csrfToken: session.csrfToken,
    clientCode: attempt.clientCode,
    redactionAcknowledgedAt: attempt.wish.redactionAcknowledged ? now : null,
    at: now,
    expiresAt,
  });
  const said = { at: now, actor: `account ${account.accountId}`, body: { source: attempt.source } };
  const head = await appendToChain(tx, chain, { ...said, act: 'sign on' });
  // The acknowledgement is a record of its own: who, when, from where (spec/pacer.md §3.5).
  if (attempt.wish.redactionAcknowledged)
    await appendToChain(tx, head, { ...said, act: 'acknowledge redaction rules' });
  const privileges = await privilegesOf(tx, account.accountId, civilDate(now, at.zone));
  return { ...session, account, privileges, knownBrowserToken, expiresAt };
}

/** The token by which this browser is known next time: the one it has, or a new one; none for a program. */
function browserTokenFor(at: PacerPorts, attempt: Attempt): string | null {
  if (attempt.asked.browserKnown && attempt.wish.knownBrowserToken) return attempt.wish.knownBrowserToken;
  return attempt.wish.program ? null : token(at.random, 43);
}
