/** What the tests of the national side share: ports on a test database, and people. For tests only. */
import type { CourtId } from '../kernel/ids.ts';
import type { Database, Log } from '../kernel/ports.ts';
import { seededRandom, systemRandom } from '../kernel/random.ts';
import { standingClock } from '../kernel/time.ts';
import { authenticate } from './accounts/authenticate.ts';
import { createAccount, type NewAccount } from './accounts/create-account.ts';
import type { Session } from './accounts/model.ts';
import { signOn } from './accounts/sign-on.ts';
import { type PacerPorts, pacerPorts, type SignOnLimits } from './ports.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const CHEAP_HASHING = { memoryKiB: 8, passes: 1, lanes: 1 };

export const PASSWORD = 'Correct-Horse-7-Battery';
export const MAD = 'mad' as CourtId;

/** Ports with a standing clock, cheap hashes and, unless told otherwise, no flood gate in the way. */
export function somePorts(db: Database, limits: Partial<SignOnLimits> = {}, seed?: string) {
  const clock = standingClock('2026-11-22T15:00:00Z');
  const ports: PacerPorts = pacerPorts({
    db,
    clock,
    random: seed ? seededRandom(seed) : systemRandom,
    log: silent,
    hashing: CHEAP_HASHING,
    limits: { floodBurst: 100_000, ...limits },
  });
  return { ports, clock };
}

let made = 0;

/** An account with a login id of its own; a reader of dockets unless told otherwise. */
export const anAccount = (ports: PacerPorts, wish: Partial<NewAccount> = {}) =>
  createAccount(ports, {
    loginId: `reader${++made}`,
    password: PASSWORD,
    displayName: 'Rita Reader',
    email: 'rita@example.test',
    filer: false,
    privileges: [],
    ...wish,
  });

/** The session of an account that has just signed on. */
export async function aSession(ports: PacerPorts, loginId: string, clientCode = ''): Promise<Session> {
  const { token } = await signOn(ports, {
    loginId,
    password: PASSWORD,
    clientCode,
    redactionAcknowledged: true,
    source: '192.0.2.1',
  });
  const session = await authenticate(ports, token);
  if (!session) throw new Error('signed on without a session');
  return session;
}
