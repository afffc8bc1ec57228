/**
 * A backup is a folder: `files/` with what is kept, and `manifest.jsonl`, written last: a line about the backup, one for every
 * folder and file with its SHA-256, and a closing line with the hash of all lines before it. Without that line it is no backup.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { makeFolder, syncFolder } from '../platform/objects/durable.ts';
import { CannotDo } from './command.ts';

export const FILES = 'files';
const MANIFEST = 'manifest.jsonl';
const FORMAT = 'openecf-backup-1';

/** A path below DATA_DIR: never out of it. */
const below = z.string().refine((text) => text !== '' && !path.isAbsolute(text) && !text.split('/').includes('..'));
const headLine = z.strictObject({ format: z.literal(FORMAT), madeAt: z.string(), postgres: z.string() });
const fileLine = z.strictObject({ file: below, bytes: z.int().min(0), sha256: z.string(), mode: z.int() });
const folderLine = z.strictObject({ folder: below });
const endLine = z.strictObject({ end: z.literal(true), lines: z.int(), sha256: z.string() });

export type Kept = z.infer<typeof fileLine> | z.infer<typeof folderLine>;

/** Copies a file to a new one, hashing as it goes; its bytes are on disk before this returns. */
export async function copyHashed(
  from: string,
  to: string,
  mode: number,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx', mode);
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of source.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        await target.writeFile(chunk);
        bytes += chunk.length;
      }
      await target.sync();
      return { bytes, sha256: hash.digest('hex') };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** Writes a backup: folders and files are told to the manifest as they are copied. */
export interface BackupWriter {
  /** Makes a folder of the backup. */
  folder(name: string): Promise<void>;
  /** Copies a file of DATA_DIR. One that has gone since is left out. */
  file(name: string): Promise<void>;
  /** Puts in a file with this text. */
  text(name: string, text: string): Promise<void>;
  /** Closes the manifest: from here on it is a backup. */
  finish(): Promise<{ readonly files: number; readonly bytes: number }>;
}

/** Begins a backup of `dataDir` in `target`, which must be empty or not there. */
export async function beginBackup(
  dataDir: string,
  target: string,
  head: { readonly madeAt: string; readonly postgres: string },
): Promise<BackupWriter> {
  if ((await readdir(target).catch(() => [])).length > 0)
    throw new CannotDo(`${target} is not empty. A backup needs a folder of its own.`);
  await makeFolder(path.join(target, FILES));
  const manifest = await open(path.join(target, `${MANIFEST}.part`), 'wx', 0o600);
  const hash = createHash('sha256');
  const lines = { written: 0, files: 0, bytes: 0 };
  const put = async (line: object): Promise<void> => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    lines.written++;
    await manifest.appendFile(text);
  };
  await put({ format: FORMAT, ...head });
  const count = async (line: z.infer<typeof fileLine>): Promise<void> => {
    lines.files++;
    lines.bytes += line.bytes;
    await put(line);
  };
  const at = (name: string) => path.join(target, FILES, name);
  return {
    async folder(name) {
      await mkdir(at(name), { mode: 0o700, recursive: true });
      await put({ folder: name });
    },
    async file(name) {
      const found = await stat(path.join(dataDir, name)).catch(() => null);
      if (!found) return;
      const mode = found.mode & 0o777;
      const copied = await copyHashed(path.join(dataDir, name), at(name), mode).catch((error) => {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      });
      if (copied) await count({ file: name, mode, ...copied });
    },
    async text(name, text) {
      const handle = await open(at(name), 'wx', 0o600);
      await handle.writeFile(text);
      await handle.sync();
      await handle.close();
      const sha256 = createHash('sha256').update(text).digest('hex');
      await count({ file: name, bytes: Buffer.byteLength(text), sha256, mode: 0o600 });
    },
    async finish() {
      await manifest.appendFile(`${JSON.stringify({ end: true, lines: lines.written, sha256: hash.digest('hex') })}\n`);
      await manifest.sync();
      await manifest.close();
      await rename(path.join(target, `${MANIFEST}.part`), path.join(target, MANIFEST));
      await syncFolder(target);
      return lines;
    },
  };
}

/** What a backup says of itself. Throws `CannotDo` when the manifest is missing, cut off or changed. */
export async function readHead(from: string): Promise<z.infer<typeof headLine>> {
  let head: z.infer<typeof headLine> | undefined;
  const hash = createHash('sha256');
  let lines = 0;
  let ended = false;
  for await (const line of manifestLines(from)) {
    if (ended) throw new CannotDo('The manifest goes on after its end.');
    const value = parsed(line);
    const end = endLine.safeParse(value);
    if (end.success) {
      if (end.data.lines !== lines || end.data.sha256 !== hash.digest('hex'))
        throw new CannotDo('The manifest has been changed: its lines do not match its closing hash.');
      ended = true;
      continue;
    }
    if (lines === 0) head = headLine.safeParse(value).data;
    hash.update(`${line}\n`);
    lines++;
  }
  if (!ended) throw new CannotDo('The manifest is not complete: this backup was not finished.');
  if (!head) throw new CannotDo('This is not a backup of a kind that this version of OpenECF knows.');
  return head;
}

/** The folders and files of a backup whose manifest has been checked by `readHead`, in the order in which they were written. */
export async function* keptIn(from: string): AsyncGenerator<Kept> {
  let first = true;
  for await (const line of manifestLines(from)) {
    const value = parsed(line);
    if (!first && !endLine.safeParse(value).success) yield z.union([fileLine, folderLine]).parse(value);
    first = false;
  }
}

async function* manifestLines(from: string): AsyncGenerator<string> {
  const file = path.join(from, MANIFEST);
  if (!(await stat(file).catch(() => null)))
    throw new CannotDo(`There is no backup in ${from}: it has no ${MANIFEST}.`);
  yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new CannotDo('The manifest has been changed: a line of it is not JSON.');
  }
}
