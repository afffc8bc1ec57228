/** Where uploads lie while they arrive (DESIGN §3.2). Nothing here is named by a client, and nothing stays. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { CourtError } from '../../kernel/errors.ts';
import type { Sha256 } from '../../kernel/ids.ts';
import type { Staging } from '../../kernel/ports.ts';
import type { Random } from '../../kernel/random.ts';
import { epochMilliseconds, type Instant } from '../../kernel/time.ts';
import { makeFolder, syncFolder } from './durable.ts';

export interface SweptStaging extends Staging {
  /** Deletes what has lain here untouched since before `olderThan`: uploads that became nothing. Gives their number. */
  sweep(olderThan: Instant): Promise<number>;
}

/** Opens the staging area in a folder of its own. */
export async function openStaging(folder: string, random: Random): Promise<SweptStaging> {
  await makeFolder(folder);
  return {
    async take(from, limit) {
      // The client may hang up before the first byte is read; unheard, that would end the whole server.
      from.on('error', () => {});
      const path = join(folder, random.bytes(16).toString('hex'));
      const handle = await open(path, 'wx', 0o600);
      try {
        const taken = await receive(from, limit, handle);
        if (!taken.overLimit) await handle.sync();
        else await rm(path);
        await handle.close();
        if (!taken.overLimit) await syncFolder(folder);
        return { path, ...taken };
      } catch (error) {
        // A cut-off upload leaves nothing behind.
        await handle.close().catch(() => {});
        await rm(path, { force: true });
        throw error;
      }
    },
    read: (path) => createReadStream(join(folder, basename(path))),
    async remove(path) {
      await rm(join(folder, basename(path)), { force: true });
    },
    async sweep(olderThan) {
      let swept = 0;
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const found = await stat(path).catch(() => null);
        if (!found || found.mtimeMs >= epochMilliseconds(olderThan)) continue;
        await rm(path, { force: true });
        swept++;
      }
      return swept;
    },
  };
}

interface Received {
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly overLimit: boolean;
}

async function receive(from: Readable, limit: number, handle: FileHandle): Promise<Received> {
  const hash = createHash('sha256');
  let bytes = 0;
  // The iterator must not destroy the stream: a form's parser waits until each of its files has been read.
  for await (const chunk of cutOffs(from.iterator({ destroyOnReturn: false }))) {
    bytes += chunk.length;
    if (bytes > limit) {
      from.resume();
      return { sha256: '' as Sha256, bytes, overLimit: true };
    }
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  return { sha256: hash.digest('hex') as Sha256, bytes, overLimit: false };
}

/** The chunks of a stream; its failure is told apart from a failure of our disk. */
async function* cutOffs(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    throw new CourtError('upload-cut-off', undefined, error);
  }
}
