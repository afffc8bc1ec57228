/** What Postgres itself writes about its running server: `postmaster.pid` in the cluster's folder. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketDir: string;
  /** True once the server takes connections. */
  readonly ready: boolean;
}

/** The file's facts, or undefined when there is none (or it is only half written). */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  // pid, folder, start time, port, socket folder, listen address, shared memory, state (Postgres: miscinit.h).
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/** The live server of this cluster, if there is one. A process that merely got the old server's number does not count. */
export function livePostmaster(cluster: string): PostmasterFile | undefined {
  const file = readPostmasterFile(cluster);
  return file && isAlive(file.pid) && isPostmasterOf(cluster, file.pid) ? file : undefined;
}

/** Whether a process of this number lives (another user's counts). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isPostmasterOf(cluster: string, pid: number): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false; // ended meanwhile, or somebody else's: not ours either way
    }
  }
  const found = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  return found.stdout?.includes('postgres') ?? false;
}

/**
 * After a restart of the machine the number in a leftover file may be another process's, and Postgres then refuses to
 * start for ever. The file must stay, for its shared-memory line guards against living backends of a dead server:
 * so only the number is replaced, by one that has just ended.
 */
export function forgetReusedPid(cluster: string): void {
  const file = readPostmasterFile(cluster);
  if (!file || !isAlive(file.pid) || isPostmasterOf(cluster, file.pid)) return;
  const path = join(cluster, 'postmaster.pid');
  const ended = spawnSync('true').pid;
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(ended)));
}
