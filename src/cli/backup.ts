import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { systemClock } from '../kernel/time.ts';
import { type BackupWriter, beginBackup } from './backup-files.ts';
import { CannotDo, type Command, print, readArguments, WrongCall } from './command.ts';
import { withDatabase } from './open.ts';

/**
 * Copies a court to a folder, while it works. The database is copied by Postgres's own rules for a running server, with the log
 * it needs to be whole; then the stored bytes and the keys. As bytes are written before the rows that name them and are never
 * removed, whatever the copied database names is in the copy.
 */
export const command: Command = {
  usage: 'backup FOLDER',
  async run(args) {
    const [target, ...more] = readArguments(args, {}).rest;
    if (target === undefined || more.length > 0) throw new WrongCall('backup needs one folder to write to.');
    return withDatabase('existing', async ({ config, at }) => {
      if (config.databaseUrl !== null)
        throw new CannotDo(
          'This court’s database is not the built-in one. Back it up with its own tools, and then DATA_DIR (objects and keys).',
        );
      const client = new pg.Client({ connectionString: at.ownerUrl() });
      await client.connect();
      try {
        const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
        const postgres = /^\d+/.exec(rows[0]!.version)![0];
        const writer = await beginBackup(config.dataDir, path.resolve(target), {
          madeAt: systemClock.now(),
          postgres,
        });
        await copyDatabase(client, config.dataDir, writer);
        for (const name of AFTER) await copyTree(config.dataDir, name, writer, () => true);
        const { files, bytes } = await writer.finish();
        await print(`Backed up ${files} files, ${bytes} bytes, to ${path.resolve(target)}.`);
        return 0;
      } finally {
        await client.end();
      }
    });
  },
};

/** Copied after the database. Caught mail, logs and locks are left out. */
const AFTER = ['objects', 'staging', 'keys', 'postgres-logins.json', 'demo.json'];

/** Contents that Postgres makes anew at its start; the folders must be there (Postgres: "Making a Base Backup Using the Low Level API"). */
const REMADE = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
]);
const LEFT_OUT = /^(postmaster\.(pid|opts)|backup_label.*|tablespace_map.*|pg_internal\.init.*|pgsql_tmp.*)$/;
const SEGMENT = /^[0-9A-F]{24}$/;

async function copyDatabase(client: pg.Client, dataDir: string, writer: BackupWriter): Promise<void> {
  // The slot keeps the log that this backup needs; it ends with the connection.
  await client.query(`select pg_create_physical_replication_slot('openecf_backup_' || pg_backend_pid(), true, true)`);
  await client.query(`select pg_backup_start('openecf backup', fast => true)`);
  await copyTree(dataDir, 'postgres', writer, (inside) => {
    const [first = '', second] = inside.split('/');
    return !(REMADE.has(first) && second !== undefined) && !LEFT_OUT.test(path.basename(inside));
  });
  const { rows } = await client.query<{ labelfile: string; spcmapfile: string | null; last: string }>(
    `select labelfile, spcmapfile, pg_walfile_name(lsn) as last from pg_backup_stop(wait_for_archive => false)`,
  );
  const { labelfile, spcmapfile, last } = rows[0]!;
  if (spcmapfile) throw new CannotDo('The database has tablespaces elsewhere; they cannot be backed up so.');
  await writer.text('postgres/backup_label', labelfile);
  const first = /\(file ([0-9A-F]{24})\)/.exec(labelfile)![1]!;
  const segments = (await readdir(path.join(dataDir, 'postgres/pg_wal'))).filter((name) => SEGMENT.test(name)).sort();
  for (const name of segments) if (name >= first && name <= last) await writer.file(`postgres/pg_wal/${name}`);
  for (const name of ['archive_status', 'summaries']) await writer.folder(`postgres/pg_wal/${name}`);
}

/** Copies a file or folder of DATA_DIR; `wanted` is asked with each path inside it. What is not there is left out. */
async function copyTree(
  dataDir: string,
  name: string,
  writer: BackupWriter,
  wanted: (inside: string) => boolean,
): Promise<void> {
  const walk = async (inside: string): Promise<void> => {
    const whole = inside === '' ? name : `${name}/${inside}`;
    const found = await lstat(path.join(dataDir, whole)).catch(() => null);
    if (found?.isFile()) return writer.file(whole);
    if (found && !found.isDirectory())
      throw new CannotDo(`${whole} is neither file nor folder and cannot be backed up.`);
    if (!found) return;
    await writer.folder(whole);
    for (const each of (await readdir(path.join(dataDir, whole))).sort()) {
      const below = inside === '' ? each : `${inside}/${each}`;
      if (wanted(below)) await walk(below);
    }
  };
  await walk('');
}
