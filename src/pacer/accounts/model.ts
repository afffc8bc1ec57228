/** People of the national side, and the rules of signing on. Touches nothing. */
import { CourtError } from '../../kernel/errors.ts';
import type { AccountId, CaseId, CourtId, Sha256 } from '../../kernel/ids.ts';
import { epochMilliseconds, type Instant } from '../../kernel/time.ts';
import type { SignOnLimits } from '../ports.ts';

export type PrivilegeRole = 'attorney' | 'pro-se' | 'clerk' | 'sealed-clerk' | 'judge' | 'admin' | 'terminal';

/** What an account may be in a court. */
export interface Privilege {
  readonly court: CourtId;
  readonly role: PrivilegeRole;
  /** The only case for which the right holds; null: all. */
  readonly scopeCase: CaseId | null;
}

export interface Account {
  readonly accountId: AccountId;
  readonly loginId: string;
  readonly displayName: string;
  readonly email: string;
  /** Files somewhere: acknowledges the redaction rules at each sign-on (spec/pacer.md §3.5). */
  readonly filer: boolean;
  readonly feeExempt: boolean;
  /** Without a client code this account may file but not search (spec/pacer.md §3.4). */
  readonly clientCodeRequired: boolean;
}

/** A signed-on person, as each request meets her. */
export interface Session extends Account {
  /** The session's key in the database; the token itself is nowhere but with her. */
  readonly tokenHash: Sha256;
  readonly csrfToken: string;
  /** Tags the charges made from now on; empty when there is none. */
  readonly clientCode: string;
  readonly privileges: readonly Privilege[];
  /** When the session ends even if used. */
  readonly expiresAt: Instant;
}

/** Groups of hex digits between colons; what the socket or the trusted proxy gives is an address already. */
const IPV6 = /^(?=.*:)[0-9a-f:.]+$/i;
const LOGIN_ID = /^[a-z0-9][a-z0-9._@+-]{1,99}$/;

/**
 * The login id that was typed, as it is kept and compared: lower case, trimmed, compatibility forms folded
 * (security.md B04). Null when no account can have it: 2 to 100 characters, letters, digits and `._@+-`.
 */
export function loginIdOf(typed: string): string | null {
  if (typed.length > 400) return null;
  const folded = typed.normalize('NFKC').trim().toLowerCase();
  return LOGIN_ID.test(folded) ? folded : null;
}

/** The client code that was typed: free text of at most 32 characters (spec/pacer.md §3.4). Throws `request-malformed`. */
export function clientCodeOf(typed: string): string {
  const code = typed.trim();
  if ([...code].length > 32) throw new CourtError('request-malformed', 'clientCode: at most 32 characters');
  if (/\p{Cc}/u.test(code)) throw new CourtError('request-malformed', 'clientCode: no control characters');
  return code;
}

/**
 * The network address as a source of guesses. Of IPv6 the first 64 bits: who has one address has the whole block,
 * and would otherwise be a new stranger with every guess.
 */
export function addressSource(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return `address ${mapped}`;
  const bare = address.split('%')[0] ?? '';
  if (!IPV6.test(bare)) return `address ${address.slice(0, 64)}`;
  const [left = '', right] = bare.toLowerCase().split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right ? right.split(':') : [];
  const groups =
    right === undefined ? head : [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail];
  const block = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `address ${block.join(':')}::/64`;
}

/** Wrong passwords for one login id from one source. */
export interface Failures {
  readonly count: number;
  readonly lastAt: Instant;
}

/** Whether the failures are so old that they no longer count. */
const forgotten = (failures: Failures, now: Instant, limits: SignOnLimits): boolean =>
  epochMilliseconds(now) - epochMilliseconds(failures.lastAt) >= limits.forgetAfterHours * 3_600_000;

/**
 * Seconds for which this source must still wait; 0: it may try. The pause begins with the last failure and doubles with
 * each. Tries during a pause are not counted, so that an impatient filer does not lengthen her own (spec/pacer.md §3.6).
 */
export function pauseLeft(failures: Failures | null, now: Instant, limits: SignOnLimits): number {
  if (!failures || failures.count < limits.failuresBeforePause || forgotten(failures, now, limits)) return 0;
  const doublings = Math.min(30, failures.count - limits.failuresBeforePause);
  const pause = Math.min(limits.longestPauseSeconds, limits.firstPauseSeconds * 2 ** doublings);
  const ends = epochMilliseconds(failures.lastAt) + pause * 1000;
  return Math.max(0, Math.ceil((ends - epochMilliseconds(now)) / 1000));
}

/** The failures after one more. */
export const withOneMore = (failures: Failures | null, now: Instant, limits: SignOnLimits): Failures => ({
  count: failures && !forgotten(failures, now, limits) ? failures.count + 1 : 1,
  lastAt: now,
});

export type SignOnDecision =
  | { readonly kind: 'slowed'; readonly seconds: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'redaction-missing' }
  | { readonly kind: 'signed-on' };

/**
 * What becomes of an attempt whose password has been compared. A pause that began meanwhile (guesses sent side by side)
 * hides the answer, whatever it is; only who knows the password learns that the account files.
 */
export function decideSignOn(attempt: {
  readonly failures: Failures | null;
  readonly now: Instant;
  readonly passwordRight: boolean;
  readonly active: boolean;
  readonly filer: boolean;
  readonly redactionAcknowledged: boolean;
  readonly limits: SignOnLimits;
}): SignOnDecision {
  const seconds = pauseLeft(attempt.failures, attempt.now, attempt.limits);
  if (seconds > 0) return { kind: 'slowed', seconds };
  if (!attempt.passwordRight || !attempt.active) return { kind: 'refused' };
  if (attempt.filer && !attempt.redactionAcknowledged) return { kind: 'redaction-missing' };
  return { kind: 'signed-on' };
}
