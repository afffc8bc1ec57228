/**
 * Runs the embedded Postgres for this process, and no longer than it (DESIGN §4.2, spec/stack.md §2).
 *
 * Three processes: we; a keeper (`sh`) in a session of its own, which a terminal's Ctrl-C does not reach; Postgres, its child.
 * The keeper holds the reading end of a pipe from us. When we end, in whatever way, the pipe closes and the keeper stops
 * Postgres. When Postgres ends, the keeper ends, and we hear of that and start both again, until `stop()`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, copyFileSync, fstatSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../kernel/ports.ts';
import { clusterFolder, logFile, postgresEnvironment } from './cluster.ts';
import { forgetReusedPid, livePostmaster, readPostmasterFile } from './postmaster-file.ts';

const LONGEST_START = 10_000;
const LONGEST_STOP = 8_000;
const ORPHAN_GRACE = 2_000;
const LOG_LIMIT = 4 * 1024 * 1024;

// "$@" is Postgres. `echo` tells its process id. Descriptor 3 is the pipe from us, which Postgres must not hold open.
const KEEPER = `
exec 3<&0 </dev/null
"$@" 3<&- >&2 & postgres=$!
echo $postgres
{ read -r _ <&3; kill -INT $postgres; } >/dev/null 2>&1 & watch=$!
exec 3<&- >/dev/null
wait $postgres; code=$?
kill $watch 2>/dev/null
exit $code`;

export interface Supervised {
  /** The server's process id; undefined while there is no server. */
  pid(): number | undefined;
  ensureRunning(): Promise<void>;
  stop(): Promise<void>;
}

/** One running server at a time, started again whenever it ends, until told to stop. */
export async function keepRunning(dataDir: string, command: readonly string[], log: Log): Promise<Supervised> {
  let running: RunningServer | undefined;
  let stopping = false;
  let starting: Promise<void>;

  const start = async () => {
    const server = await startOnce(dataDir, command, () => stopping);
    running = server;
    server.keeper.once('exit', (code, signal) => {
      running = undefined;
      if (stopping) return;
      log.error({ code, signal }, 'the database has ended unexpectedly and is being started again');
      starting = startAgain();
      starting.catch(() => {}); // told by ensureRunning, and in the log
    });
    server.letGo();
  };
  const startAgain = async (): Promise<void> => {
    while (!stopping) {
      try {
        await start();
        log.info({ pid: running?.pid }, 'the database is running again');
        return;
      } catch (error) {
        log.error({ error: String(error) }, 'the database does not start; trying again');
        await pause(1_000, undefined, { ref: false });
      }
    }
  };

  starting = start();
  await starting;
  const rotation = setInterval(() => rotateLog(dataDir), 60_000).unref();
  return {
    pid: () => running?.pid,
    ensureRunning: async () => {
      if (stopping) throw new Error('The database has been stopped.');
      if (!running) await starting;
    },
    stop: async () => {
      stopping = true;
      clearInterval(rotation);
      await starting.catch(() => {});
      if (running) await stopServer(running);
    },
  };
}

interface RunningServer {
  readonly pid: number;
  readonly keeper: ChildProcess;
  /** Lets our process end although the server runs. */
  letGo(): void;
}

async function stopServer({ keeper, pid }: RunningServer): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  keeper.ref();
  const ended = new Promise((resolve) => keeper.once('exit', resolve));
  signal(pid, 'SIGINT');
  const cutOff = setTimeout(() => signal(pid, 'SIGQUIT'), LONGEST_STOP);
  await ended;
  clearTimeout(cutOff);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has just ended
  }
}

/** Starts keeper and server, again and again for up to 10 s while the processes of an earlier server are still ending. */
async function startOnce(dataDir: string, command: readonly string[], givenUp: () => boolean): Promise<RunningServer> {
  const cluster = clusterFolder(dataDir);
  const deadline = performance.now() + LONGEST_START;
  await endOrphan(cluster, deadline);
  for (;;) {
    forgetReusedPid(cluster);
    const said = openLog(dataDir);
    const server = await launch(command, cluster, said.handle, givenUp);
    closeSync(said.handle);
    if (server) return server;
    const words = readFileSync(logFile(dataDir)).subarray(said.from).toString('utf8').trim();
    const stillEnding = /already exists|still in use/.test(words);
    if (givenUp() || !stillEnding || performance.now() > deadline)
      throw new Error(`The database in ${cluster} does not start.\n${words.slice(-2_000)}`);
    await pause(100);
  }
}

/** We hold the lock of this cluster, so a server still running was left behind: its keeper is stopping it, or is dead too. */
async function endOrphan(cluster: string, deadline: number): Promise<void> {
  const askAt = performance.now() + ORPHAN_GRACE;
  let asked = false;
  for (let orphan = livePostmaster(cluster); orphan; orphan = livePostmaster(cluster)) {
    if (performance.now() > deadline)
      throw new Error(
        `A database server of an earlier run (process ${orphan.pid}) does not end. Stop that process, then start again.`,
      );
    if (!asked && performance.now() > askAt) {
      signal(orphan.pid, 'SIGINT');
      asked = true;
    }
    await pause(50);
  }
}

/**
 * One try. Undefined when the server ended before it took connections; its reasons are in the log. There is no limit to how
 * long it may take: after a crash Postgres first repeats what its log holds, and must not be cut off from that.
 */
async function launch(
  command: readonly string[],
  cluster: string,
  log: number,
  givenUp: () => boolean,
): Promise<RunningServer | undefined> {
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'openecf-postgres-keeper', ...command], {
    cwd: '/',
    detached: true,
    env: postgresEnvironment(),
    stdio: ['pipe', 'pipe', log],
  });
  keeper.stdin!.on('error', () => {}); // nothing is ever written; its closing is the message
  let told = '';
  keeper.stdout!.on('data', (chunk) => (told += chunk));
  const ended = new Promise<'ended'>((resolve, reject) =>
    keeper.once('exit', () => resolve('ended')).once('error', reject),
  );
  for (;;) {
    const pid = Number.parseInt(told, 10);
    const file = readPostmasterFile(cluster);
    if (file?.ready && file.pid === pid) {
      const letGo = () => {
        keeper.unref();
        for (const pipe of [keeper.stdin, keeper.stdout]) (pipe as unknown as { unref?: () => void }).unref?.();
      };
      return { pid, keeper, letGo };
    }
    if ((await Promise.race([ended, pause(10)])) === 'ended') return undefined;
    if (givenUp() && pid) signal(pid, 'SIGINT');
  }
}

/** The server's log, opened; `from` is where the coming words begin. */
function openLog(dataDir: string): { handle: number; from: number } {
  rotateLog(dataDir);
  const handle = openSync(logFile(dataDir), 'a', 0o600);
  return { handle, from: fstatSync(handle).size };
}

/** Keeps the log below 4 MB, with one older part. The server goes on appending to the same file, so it is copied and emptied. */
function rotateLog(dataDir: string): void {
  const path = logFile(dataDir);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= LOG_LIMIT) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path);
}
