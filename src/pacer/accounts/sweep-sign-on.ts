import type { Database } from '../../kernel/ports.ts';
import { type Clock, plusMilliseconds } from '../../kernel/time.ts';
import type { SignOnLimits } from '../ports.ts';

/**
 * Removes sessions that have ended and wrong passwords that no longer count; for a job of the `jobs` login, hourly.
 * Nothing depends on it: both are disregarded by their time anyway.
 */
export async function sweepSignOn(jobs: Database, clock: Clock, limits: SignOnLimits): Promise<void> {
  const now = clock.now();
  await jobs.query(`delete from pacer.session where expires_at <= $1 or last_seen_at <= $2`, [
    now,
    plusMilliseconds(now, -limits.idleMinutes * 60_000),
  ]);
  await jobs.query(`delete from pacer.sign_on_failure where last_at <= $1`, [
    plusMilliseconds(now, -limits.forgetAfterHours * 3_600_000),
  ]);
}
