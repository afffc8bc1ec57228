/** Finds or starts the database, migrates it, and says how each login reaches it. Shared by `main.ts` and the commands. */
import path from 'node:path';
import { projectFolder } from './compose.ts';
import type { Log } from './kernel/ports.ts';
import type { Config } from './platform/config.ts';
import { connect } from './platform/database/connect.ts';
import { ensureLogins } from './platform/database/logins.ts';
import { migrate } from './platform/database/migrate.ts';
import { refuseUnsafe } from './platform/database/refuse-unsafe.ts';
import { migrateJobs } from './platform/jobs/worker.ts';
import {
  type EmbeddedPostgres,
  type PostgresAddress,
  runningPostgres,
  startPostgres,
} from './platform/postgres/start-postgres.ts';

export type SystemLogin = 'web' | 'court' | 'vault' | 'jobs';

export interface DatabaseAt {
  url(login: SystemLogin): string;
  ownerUrl(): string;
  /** Null: an external database, or one that another process of this folder runs. */
  readonly embedded: EmbeddedPostgres | null;
  /** False when all logins are one account: then the wall between public and sealed is not in force. */
  readonly separated: boolean;
  stop(): Promise<void>;
}

/** `beside`: join a server that runs on the same DATA_DIR, for the commands. */
export async function findDatabase(config: Config, log: Log, beside: boolean): Promise<DatabaseAt> {
  if (config.databaseUrl !== null) {
    const { databaseUrl, databaseUrls } = config;
    return {
      url: (login) => databaseUrls[login] ?? databaseUrl,
      ownerUrl: () => databaseUrl,
      embedded: null,
      separated: (['web', 'court', 'vault', 'jobs'] as const).every((login) => databaseUrls[login] !== undefined),
      stop: async () => undefined,
    };
  }
  const running = beside ? runningPostgres(config.dataDir) : undefined;
  if (running) return addressed(running, null);
  const embedded = await startPostgres({ dataDir: config.dataDir, log });
  return addressed(embedded, embedded);
}

const addressed = (at: PostgresAddress, embedded: EmbeddedPostgres | null): DatabaseAt => ({
  url: (login) => at.url(`openecf_${login}`),
  ownerUrl: () => at.url('openecf_owner'),
  embedded,
  separated: true,
  stop: async () => embedded?.stop(),
});

/** Brings the database to this program's state: logins (embedded only), migrations, the job runner's tables. Gives what was applied. */
export async function prepareDatabase(at: DatabaseAt, log: Log): Promise<string[]> {
  const owner = connect(at.ownerUrl(), 'owner', { max: 2, log, statementTimeout: 0 });
  try {
    await refuseUnsafe(owner);
    if (at.embedded) {
      const { embedded } = at;
      await ensureLogins(owner, {
        openecf_web: embedded.passwordOf('openecf_web'),
        openecf_court: embedded.passwordOf('openecf_court'),
        openecf_vault: embedded.passwordOf('openecf_vault'),
        openecf_jobs: embedded.passwordOf('openecf_jobs'),
      });
    }
    const applied = await migrate(owner, path.join(projectFolder, 'migrations'));
    await migrateJobs(owner, at.url('jobs'), log);
    return applied;
  } finally {
    await owner.end();
  }
}
