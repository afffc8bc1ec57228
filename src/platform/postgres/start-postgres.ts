/** The embedded Postgres of DATA_DIR (DESIGN §4.2, spec/stack.md §2). */
import { rmdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Log } from '../../kernel/ports.ts';
import { type PostgresPrograms, postgresPrograms } from './binaries.ts';
import {
  clusterFolder,
  DATABASE,
  ensureCluster,
  type Login,
  type LoginPasswords,
  loginPasswords,
  socketFolder,
} from './cluster.ts';
import { ensureDatabase } from './ensure-database.ts';
import { keepRunning } from './keep-running.ts';
import { holdLock } from './lock-data-dir.ts';
import { livePostmaster } from './postmaster-file.ts';

/** Where the server answers. */
export interface PostgresAddress {
  readonly socketDir: string;
  readonly port: number;
  /** The connection URL of a login, for the court's database or the one named. */
  url(login: Login, database?: string): string;
  passwordOf(login: Login): string;
}

export interface EmbeddedPostgres extends PostgresAddress {
  /** The server's process id now; undefined while it is being started again. */
  readonly pid: number | undefined;
  /** Resolves when the server takes connections; throws what keeps it from starting. */
  ensureRunning(): Promise<void>;
  /** Stops the server after its running transactions are rolled back; resolves when it has ended (8 s at most, then it is cut off). */
  stop(): Promise<void>;
}

export interface StartPostgres {
  /** DATA_DIR. The cluster is in `postgres/` there, beside `postgres-logins.json` and `postgres.log`. */
  readonly dataDir: string;
  readonly log: Log;
  /** Settings of Postgres that replace or join those below. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly programs?: PostgresPrograms;
}

const PORT = 5432;
const SETTINGS = {
  listen_addresses: '',
  port: String(PORT),
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_timezone: 'UTC',
  shared_buffers: '128MB',
  max_connections: '100',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] %q%u ',
  // The detail of an error quotes rows, which may be sealed; whoever asked is told it anyway.
  log_error_verbosity: 'terse',
} as const;

/**
 * Starts the database of `dataDir`, making it first when there is none, and keeps it running until `stop()` or the end of
 * this process. Waits for a server that an earlier process left behind. Throws `FolderInUse` when another process runs it,
 * and an error with the last lines of its log when it will not start within 10 s.
 */
export async function startPostgres(wish: StartPostgres): Promise<EmbeddedPostgres> {
  const dataDir = resolve(wish.dataDir);
  const lock = holdLock(
    dataDir,
    'postgres',
    (holder) => `The database in ${dataDir} is run by ${holder}. Stop that first, or use another DATA_DIR.`,
  );
  try {
    const programs = wish.programs ?? postgresPrograms();
    await ensureCluster(dataDir, programs);
    const socketDir = socketFolder(dataDir, programs.owner);
    const address = addressOf(socketDir, PORT, loginPasswords(dataDir));
    const command = commandLine(programs, dataDir, socketDir, wish.settings ?? {});
    const postgres = await keepRunning(dataDir, command, wish.log);
    await ensureDatabase(address.url('openecf_owner', 'postgres'), DATABASE).catch(async (error) => {
      await postgres.stop();
      throw error;
    });
    const stop = async () => {
      await postgres.stop();
      removeEmpty(socketDir);
      lock.release();
    };
    return {
      ...address,
      get pid() {
        return postgres.pid();
      },
      ensureRunning: postgres.ensureRunning,
      stop,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // not empty, or gone already: the next start copes with either
  }
}

/** The address of a server of this folder that is already running, for a command beside it; undefined when there is none. */
export function runningPostgres(dataDir: string): PostgresAddress | undefined {
  const live = livePostmaster(clusterFolder(resolve(dataDir)));
  return live?.ready ? addressOf(live.socketDir, live.port, loginPasswords(dataDir)) : undefined;
}

const addressOf = (socketDir: string, port: number, passwords: LoginPasswords): PostgresAddress => ({
  socketDir,
  port,
  passwordOf: (login) => passwords[login],
  url: (login, database = DATABASE) =>
    `postgres://${login}:${passwords[login]}@/${database}?host=${encodeURIComponent(socketDir)}&port=${port}`,
});

function commandLine(
  programs: PostgresPrograms,
  dataDir: string,
  socketDir: string,
  settings: Readonly<Record<string, string>>,
): string[] {
  const all = { ...SETTINGS, unix_socket_directories: socketDir, ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [...programs.prefix, programs.postgres, '-D', clusterFolder(dataDir), ...options];
}
