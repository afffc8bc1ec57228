/**
 * One server per folder. The lock is the operating system's (an fcntl lock, taken through SQLite because Node has no
 * call of its own for it): it ends with the process that holds it, however that process ends, so that there is no stale
 * lock to judge and no process id to mistake for another's.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface HeldLock {
  /** Lets the next one in. May be called again. */
  release(): void;
}

/** The folder, or the database in it, is another running process's. `pid` is that process, where it could be read. */
export class FolderInUse extends Error {
  readonly pid: number | undefined;
  constructor(message: string, pid: number | undefined) {
    super(message);
    this.name = 'FolderInUse';
    this.pid = pid;
  }
}

/**
 * Takes DATA_DIR for this server until `release()` or the end of this process (DESIGN §4.2).
 * Makes the folder (mode 0700) when it is not there. Throws `FolderInUse`, naming the other process, when it is taken.
 */
export function lockDataDir(dataDir: string): HeldLock {
  const folder = resolve(dataDir);
  return holdLock(
    folder,
    'server',
    (holder) =>
      `OpenECF is already running on ${folder} (${holder}). Stop it first, or give this one another DATA_DIR.`,
  );
}

/** Takes the lock `name` in `folder`; `refusal` makes the sentence for whoever comes second. */
export function holdLock(folder: string, name: string, refusal: (holder: string) => string): HeldLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, `${name}.pid`);
  const lock = new DatabaseSync(join(folder, `${name}.lock`), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)) throw error;
    const pid = readPid(pidFile);
    throw new FolderInUse(refusal(pid === undefined ? 'another process' : `process ${pid}`), pid);
  }
  // For people and for the refusal above only; the lock itself does not depend on it.
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  let held = true;
  return {
    release() {
      if (held) lock.close();
      held = false;
    },
  };
}

const SQLITE_BUSY = 5;

function readPid(path: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}
