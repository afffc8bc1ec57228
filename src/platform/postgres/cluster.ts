/** The folder of the embedded database: its logins' passwords, its first making, its socket's place. */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresPrograms } from './binaries.ts';

/** The database logins (DESIGN §4.3): `openecf_owner` owns everything, the others have only what migrations grant. */
export const LOGINS = ['openecf_owner', 'openecf_web', 'openecf_court', 'openecf_vault', 'openecf_jobs'] as const;
export type Login = (typeof LOGINS)[number];
export type LoginPasswords = Readonly<Record<Login, string>>;

/** Name of the court's database in the embedded server. */
export const DATABASE = 'openecf';

export const clusterFolder = (dataDir: string): string => join(dataDir, 'postgres');
export const logFile = (dataDir: string): string => join(dataDir, 'postgres.log');
const loginsFile = (dataDir: string): string => join(dataDir, 'postgres-logins.json');

/** The environment that Postgres runs in: nothing of ours but PATH, so that no PG* variable or language changes it. */
export const postgresEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
});

/** The passwords of this folder's logins (random, mode 0600). Throws when they are gone although there is a cluster. */
export function loginPasswords(dataDir: string): LoginPasswords {
  try {
    return JSON.parse(readFileSync(loginsFile(dataDir), 'utf8'));
  } catch (error) {
    throw new Error(
      `The passwords of the database cannot be read from ${loginsFile(dataDir)}. Restore that file from your backup.`,
      { cause: error },
    );
  }
}

/**
 * Makes the cluster when there is none: checksums on, UTF-8, sorting by code point (the same on every machine), passwords
 * for every login. It is made beside its place and moved there complete, so that an interrupted making leaves nothing
 * half done. About a second. Throws when the cluster is of another major version of Postgres.
 */
export async function ensureCluster(dataDir: string, programs: PostgresPrograms): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (programs.owner) letPass(dataDir, programs.owner.gid);
  const cluster = clusterFolder(dataDir);
  if (existsSync(cluster)) return refuseOtherMajor(cluster, programs.major);

  const passwords = Object.fromEntries(LOGINS.map((login) => [login, randomBytes(24).toString('base64url')]));
  writeSynced(`${loginsFile(dataDir)}.new`, JSON.stringify(passwords, null, 2));
  renameSync(`${loginsFile(dataDir)}.new`, loginsFile(dataDir));

  const making = `${cluster}.new`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  const passwordFile = join(dataDir, 'postgres-password.new');
  writeFileSync(passwordFile, `${passwords.openecf_owner}\n`, { mode: 0o600 });
  if (programs.owner) {
    chownSync(making, programs.owner.uid, programs.owner.gid);
    chownSync(passwordFile, programs.owner.uid, programs.owner.gid);
  }
  try {
    await initdb(programs, making, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, cluster);
  syncFolder(dataDir);
}

/** Lets the group of the user who runs Postgres pass through DATA_DIR to its own folder; it still cannot list it. */
function letPass(dataDir: string, gid: number): void {
  chownSync(dataDir, process.getuid!(), gid);
  chmodSync(dataDir, 0o710);
}

function refuseOtherMajor(cluster: string, major: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new Error(
    `The database in ${cluster} was made by Postgres ${found}, and this is Postgres ${major}. Run "openecf backup" with the earlier version of OpenECF, then "openecf restore" with this one.`,
  );
}

async function initdb(programs: PostgresPrograms, folder: string, passwordFile: string): Promise<void> {
  const [command, ...args] = [
    ...programs.prefix,
    programs.initdb,
    `--pgdata=${folder}`,
    '--data-checksums',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--username=openecf_owner',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--no-instructions',
  ];
  const child = spawn(command!, args, { cwd: '/', env: postgresEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code === 0) return;
  const advice =
    process.getuid?.() === 0
      ? ` As root this needs a folder that root owns or that everybody may enter; otherwise start OpenECF as the user to whom the folder belongs.`
      : '';
  throw new Error(`The database could not be made in ${folder}.${advice}\n${said.trim()}`);
}

/**
 * The folder of the server's socket: short (a socket's path has 107 bytes at most, 103 on macOS), ours alone (mode 0700),
 * the same at every start of the same cluster. Somebody else's folder of that name is left alone and the next name taken.
 */
export function socketFolder(dataDir: string, owner: PostgresPrograms['owner']): string {
  const mine = owner?.uid ?? process.getuid?.();
  const hash = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
  const parent = tmpdir().length <= LONGEST_PARENT ? tmpdir() : '/tmp';
  for (let attempt = 0; attempt < 10; attempt++) {
    const folder = join(parent, `openecf-${hash}${attempt === 0 ? '' : `-${attempt}`}`);
    try {
      mkdirSync(folder, { mode: 0o700 });
      if (owner) chownSync(folder, owner.uid, owner.gid);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const found = lstatSync(folder);
    if (found.isDirectory() && found.uid === mine && (found.mode & 0o077) === 0) return folder;
  }
  throw new Error(`No folder for the database's socket could be made in ${parent}.`);
}

const LONGEST_PARENT = 60;

function writeSynced(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600, flush: true });
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
