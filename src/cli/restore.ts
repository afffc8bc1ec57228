import { existsSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../platform/config.ts';
import { makeFolder, syncFolder } from '../platform/objects/durable.ts';
import { postgresPrograms } from '../platform/postgres/binaries.ts';
import { lockDataDir } from '../platform/postgres/lock-data-dir.ts';
import { copyHashed, FILES, keptIn, readHead } from './backup-files.ts';
import { CannotDo, type Command, print, readArguments, WrongCall } from './command.ts';

/** Puts a backup into an empty DATA_DIR, checking every file against its hash. Nothing of it counts until all is there. */
export const command: Command = {
  usage: 'restore FOLDER',
  async run(args) {
    const [given, ...more] = readArguments(args, {}).rest;
    if (given === undefined || more.length > 0) throw new WrongCall('restore needs the folder of one backup.');
    const { dataDir, databaseUrl } = readConfig(process.env);
    if (databaseUrl !== null)
      throw new CannotDo('DATABASE_URL is set: restore that database with its own tools, and then DATA_DIR.');
    const from = path.resolve(given);
    const head = await readHead(from);
    const programs = postgresPrograms();
    if (head.postgres !== programs.major)
      throw new CannotDo(`The backup is of Postgres ${head.postgres}, and this is Postgres ${programs.major}.`);
    await refuseUsed(dataDir);
    const lock = lockDataDir(dataDir);
    try {
      const files = await putBack(from, dataDir, programs.owner);
      await print(
        `Restored ${files} files of ${head.madeAt} to ${dataDir}. Run "openecf verify" before anybody relies on it.`,
      );
      return 0;
    } finally {
      lock.release();
    }
  },
};

/** Where files lie until all have been checked. */
const HALF = 'restoring';
/** The lock's own files, and what an earlier restore that was broken off left. */
const MAY_BE_THERE = new Set(['server.lock', 'server.pid', HALF]);

async function refuseUsed(dataDir: string): Promise<void> {
  const there = (await readdir(dataDir).catch(() => [])).filter((name) => !MAY_BE_THERE.has(name));
  if (there.length > 0)
    throw new CannotDo(
      `${dataDir} is not empty (${there.slice(0, 3).join(', ')}). A restore never overwrites: name an empty DATA_DIR.`,
    );
}

async function putBack(
  from: string,
  dataDir: string,
  postgresUser: { readonly uid: number; readonly gid: number } | undefined,
): Promise<number> {
  const half = path.join(dataDir, HALF);
  await rm(half, { recursive: true, force: true });
  await makeFolder(half);
  let files = 0;
  for await (const kept of keptIn(from)) {
    const name = 'file' in kept ? kept.file : kept.folder;
    const to = path.join(half, name);
    if ('file' in kept) {
      const source = path.join(from, FILES, name);
      if (!existsSync(source)) throw new CannotDo(`The backup is damaged: ${name} is missing. Nothing was restored.`);
      const copied = await copyHashed(source, to, kept.mode);
      if (copied.bytes !== kept.bytes || copied.sha256 !== kept.sha256)
        throw new CannotDo(`The backup is damaged: ${name} is not what was backed up. Nothing was restored.`);
      files++;
    } else await mkdir(to, { mode: 0o700, recursive: true });
    if (postgresUser && name.split('/')[0] === 'postgres') await chown(to, postgresUser.uid, postgresUser.gid);
  }
  // The database first: should this be broken off, the server finds one without its passwords and does not begin a new court.
  const parts = (await readdir(half)).sort((a, b) => Number(b === 'postgres') - Number(a === 'postgres'));
  for (const part of parts) await rename(path.join(half, part), path.join(dataDir, part));
  await rm(half, { recursive: true });
  await syncFolder(dataDir);
  return files;
}
