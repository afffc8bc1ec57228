/** What the national side may ask of the world, and what a deployment has set for it. `main.ts` hands it in. */
import type { Database, World } from '../kernel/ports.ts';
import { type Zone, zone } from '../kernel/time.ts';
import { type FloodGate, floodGate } from './accounts/flood-gate.ts';

/** Cost of one argon2id hash. */
export interface HashingCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's first choice: 19 MiB, two passes, one lane; 21 ms here (spec/stack.md §9). */
export const OWASP_HASHING: HashingCost = { memoryKiB: 19_456, passes: 2, lanes: 1 };

/** How long sessions last and how guesses are slowed. The spec's own numbers are proposals (spec/pacer.md §3.3, §3.6). */
export interface SignOnLimits {
  /** A session ends when it has not been used for so long. */
  readonly idleMinutes: number;
  /** A session ends so long after sign-on, used or not. */
  readonly absoluteHours: number;
  /** Wrong passwords from one source for one account before the first pause. */
  readonly failuresBeforePause: number;
  /** The first pause; each further wrong password doubles it. */
  readonly firstPauseSeconds: number;
  readonly longestPauseSeconds: number;
  /** Wrong passwords are forgotten when the last one is so old. */
  readonly forgetAfterHours: number;
  /** Attempts of one source, for whatever accounts, that are let through at once. */
  readonly floodBurst: number;
  /** And how many more each second. */
  readonly floodPerSecond: number;
}

export const DEFAULT_LIMITS: SignOnLimits = {
  idleMinutes: 120,
  absoluteHours: 12,
  failuresBeforePause: 5,
  firstPauseSeconds: 30,
  longestPauseSeconds: 900,
  forgetAfterHours: 24,
  floodBurst: 30,
  floodPerSecond: 1,
};

export interface PacerPorts extends World {
  /** The `web` login. */
  readonly db: Database;
  readonly hashing: HashingCost;
  readonly limits: SignOnLimits;
  /** This process's memory of how often each source has tried. */
  readonly flood: FloodGate;
  /** The zone whose days date fee schedules, statements and privileges; the service centre's (spec/pacer.md §3.3: Central). */
  readonly zone: Zone;
}

/** The ports with the defaults filled in and a flood gate of their own. Make them once per process. */
export function pacerPorts(
  given: World & {
    readonly db: Database;
    readonly hashing?: HashingCost;
    readonly limits?: Partial<SignOnLimits>;
    readonly zone?: Zone;
  },
): PacerPorts {
  const limits = { ...DEFAULT_LIMITS, ...given.limits };
  return {
    db: given.db,
    clock: given.clock,
    random: given.random,
    log: given.log,
    hashing: given.hashing ?? OWASP_HASHING,
    limits,
    flood: floodGate(given.clock, limits.floodBurst, limits.floodPerSecond),
    zone: given.zone ?? zone('America/Chicago'),
  };
}
