/** The database and the system for a command: beside the running server of DATA_DIR, or started and stopped by the command. */
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { openSystem, type System } from '../compose.ts';
import type { Log } from '../kernel/ports.ts';
import { systemRandom } from '../kernel/random.ts';
import { standingClock, systemClock } from '../kernel/time.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { connect, type PgDatabase } from '../platform/database/connect.ts';
import { makeLog } from '../platform/log/log.ts';
import { clusterFolder } from '../platform/postgres/cluster.ts';
import { type DatabaseAt, findDatabase, prepareDatabase } from '../start-database.ts';
import { CannotDo } from './command.ts';

export interface Opened {
  readonly config: Config;
  readonly log: Log;
  readonly at: DatabaseAt;
}

/** `existing`: there must be a court already. `fresh`: one is begun where there is none. */
export type Wanted = 'existing' | 'fresh';

/** Finds or starts the database, lends it, and stops what was started. A database started here is brought up to date first. */
export async function withDatabase<T>(wanted: Wanted, use: (opened: Opened) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  if (wanted === 'existing' && config.databaseUrl === null && !existsSync(clusterFolder(config.dataDir)))
    throw new CannotDo(`There is no court in ${config.dataDir} yet. Start the server, or set DATA_DIR.`);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const log = makeLog({ file: path.join(config.dataDir, 'openecf.log') });
  const at = await findDatabase(config, log, true);
  try {
    if (at.embedded) await prepareDatabase(at, log);
    return await use({ config, log, at });
  } finally {
    await at.stop();
    log.flush();
  }
}

/** The owner's connection: reads both sides, and takes as long as it needs. */
export async function withOwner<T>(
  opened: Pick<Opened, 'at' | 'log'>,
  use: (owner: PgDatabase) => Promise<T>,
): Promise<T> {
  const owner = connect(opened.at.ownerUrl(), 'owner', { max: 2, log: opened.log, statementTimeout: 0 });
  try {
    return await use(owner);
  } finally {
    await owner.end();
  }
}

/** The whole system on that database, without server and workers. */
export async function withSystem<T>(wanted: Wanted, use: (system: System, opened: Opened) => Promise<T>): Promise<T> {
  return withDatabase(wanted, async (opened) => {
    const { config, log, at } = opened;
    const system = await openSystem({
      url: (login) => at.url(login),
      dataDir: config.dataDir,
      clock: config.test?.now ? standingClock(config.test.now) : systemClock,
      random: systemRandom,
      log,
      connections: 4,
      // in test mode only, as the server's
      ...(config.test ? { hashing: { memoryKiB: 64, passes: 1, lanes: 1 } } : {}),
    });
    try {
      return await use(system, opened);
    } finally {
      await system.close();
    }
  });
}
