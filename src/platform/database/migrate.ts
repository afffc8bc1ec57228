/** Brings a database up to date from numbered SQL files that a database administrator can read. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Queries } from '../../kernel/ports.ts';

interface Migration {
  readonly number: number;
  /** The file's name, `0003-cases.sql`. */
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/** Any number that is ours: only one process at a time migrates a database. */
const LOCK = 20_261_122;

/**
 * Applies the files `NNNN-name.sql` of `folder` that `owner`'s database does not have yet, in order, each in a transaction
 * together with its row in `ops.migration`. Returns the names applied now. Safe when several processes start at once.
 * Throws, naming the file, when one that was applied has changed since, is unknown here, or a new one comes before it.
 */
export async function migrate(owner: Database, folder: string): Promise<string[]> {
  const files = await readMigrations(folder);
  await owner.transaction(async (tx) => {
    await alone(tx);
    await tx.query('create schema if not exists ops');
    await tx.query(`create table if not exists ops.migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`);
  });
  const done: string[] = [];
  for (const file of files) {
    const fresh = await owner.transaction(async (tx) => {
      await alone(tx);
      const applied = await tx.query<Applied>('select number, name, sha256 from ops.migration order by number');
      refuseDifferent(files, applied);
      if (applied.some(({ number }) => number === file.number)) return false;
      await tx.query(file.sql);
      await tx.query('insert into ops.migration (number, name, sha256) values ($1, $2, $3)', [
        file.number,
        file.name,
        file.sha256,
      ]);
      return true;
    });
    if (fresh) done.push(file.name);
  }
  return done;
}

/** Holds the others off until this transaction ends, and lets it take its time. */
async function alone(tx: Queries): Promise<void> {
  await tx.query('set local statement_timeout = 0');
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const files: Migration[] = [];
  for (const name of names) {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) throw new Error(`${name} is not named like 0001-cases.sql.`);
    if (files.at(-1)?.number === number) throw new Error(`${files.at(-1)!.name} and ${name} have the same number.`);
    const sql = await readFile(join(folder, name), 'utf8');
    files.push({ number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') });
  }
  return files;
}

function refuseDifferent(files: readonly Migration[], applied: readonly Applied[]): void {
  for (const was of applied) {
    const file = files.find(({ number }) => number === was.number);
    if (!file)
      throw new Error(
        `The database has the migration ${was.name}, which this version of OpenECF does not know. Use the version that made it, or a later one.`,
      );
    if (file.name !== was.name)
      throw new Error(
        `The migration ${was.name} has been applied and is now named ${file.name}. Give it its name back.`,
      );
    if (file.sha256 !== was.sha256)
      throw new Error(
        `${file.name} has been changed after it was applied to this database. Put it back as it was, and make the change in a new file.`,
      );
  }
  const last = applied.at(-1);
  const late =
    last && files.find(({ number }) => number < last.number && !applied.some((was) => was.number === number));
  if (late)
    throw new Error(
      `${late.name} has not been applied, but ${last.name}, which comes after it, has. Give the new one a higher number.`,
    );
}
