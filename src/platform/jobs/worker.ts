/**
 * The job runner: graphile-worker on the jobs login (DESIGN §4.17). Jobs are enqueued by `ops.enqueue` inside the
 * transaction that causes them; payloads carry ids only; a task may run more than once and must not mind.
 */
import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, type Runner, run, runMigrations, type TaskList } from 'graphile-worker';
import pg, { type Pool } from 'pg';
import type { Log, Queries } from '../../kernel/ports.ts';

/** What a task is given: the job's payload. It throws to be tried again later. */
export type Task = (payload: unknown) => Promise<void>;

/** The runner wants its pool's lost connections heard; it makes new ones by itself. */
export function quiet(pool: Pool, log: Log): void {
  const heard = (error: Error): void =>
    log.warn({ from: 'jobs', error: error.message }, 'a connection of the job runner was lost');
  pool.on('error', heard);
  pool.on('connect', (client) => void client.on('error', heard));
}

const mayCreate = (words: 'grant' | 'revoke'): string =>
  `do $$ begin execute format('${words} create on database %I ${words === 'grant' ? 'to' : 'from'} openecf_jobs', current_database()); end $$`;

/**
 * Makes or updates the runner's own tables, as the jobs login. Its first statement wants the right to make schemas, which
 * the login has only meanwhile. Safe to call at every start.
 */
export async function migrateJobs(owner: Queries, jobsUrl: string, log: Log): Promise<void> {
  const pool = new pg.Pool({ connectionString: jobsUrl, max: 1 });
  quiet(pool, log);
  await owner.query(mayCreate('grant'));
  try {
    await runMigrations({ pgPool: pool, logger: loggerTo(log) });
  } finally {
    await pool.end();
    await owner.query(mayCreate('revoke'));
  }
}

const loggerTo = (log: Log): Logger =>
  new Logger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message);
    else if (level === 'warning') log.warn({ from: 'jobs' }, message);
  });

/** Runs tasks until `stop`, at most `concurrency` at once; `everyMinute` names tasks that also run each minute. */
export async function startWorker(options: {
  readonly pool: Pool;
  readonly log: Log;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly everyMinute: readonly string[];
  readonly concurrency: number;
}): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(options.tasks).map(([name, task]) => [name, async (payload: unknown) => task(payload)]),
  );
  let stopped = false;
  let runner: Runner;
  const begin = async (): Promise<void> => {
    runner = await run({
      pgPool: options.pool,
      taskList,
      concurrency: options.concurrency,
      noHandleSignals: true,
      pollInterval: 1000,
      logger: loggerTo(options.log),
      events: new EventEmitter() as never,
      parsedCronItems: parseCronItems(
        options.everyMinute.map((task) => ({
          task,
          match: '* * * * *',
          options: { backfillPeriod: 0, jobKey: `minute ${task}` },
        })),
      ),
    });
    runner.promise.then(beginAgain, beginAgain);
  };
  // A runner that gave up, as it does when the database was away for long, is followed by another.
  const beginAgain = (error?: unknown): void => {
    if (stopped) return;
    options.log.warn({ from: 'jobs', error: String(error ?? '') }, 'the job runner has stopped; another begins');
    setTimeout(() => void begin().catch(beginAgain), 1000).unref();
  };
  await begin();
  return {
    async stop() {
      stopped = true;
      await runner.stop();
    },
  };
}
