/** Public bytes under their hash: written once, never changed, removed only when they are sealed (DESIGN §3.2, §4.3). */
import { chmod, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CourtError } from '../../kernel/errors.ts';
import type { Sha256 } from '../../kernel/ids.ts';
import type { ObjectStore } from '../../kernel/ports.ts';
import { makeFolder, moveDurably } from './durable.ts';

/** How much of a file is read at once: large documents leave in few pieces. */
const READ_AT_ONCE = 256 * 1024;
const HASH = /^[0-9a-f]{64}$/;

/** Opens the store in a folder of its own; objects lie at `sha256/ab/cd/<hash>`. */
export async function openObjectStore(folder: string): Promise<ObjectStore> {
  await makeFolder(folder);
  const pathOf = (sha256: Sha256): string => {
    // The hash becomes a path: nothing else may.
    if (!HASH.test(sha256)) throw new RangeError('not a SHA-256');
    return join(folder, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const sizeOf = (path: string): Promise<number | null> =>
    stat(path).then(
      ({ size }) => size,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      },
    );
  const keeping = new Map<Sha256, Promise<void>>();

  async function keepOne(stagedPath: string, sha256: Sha256): Promise<void> {
    const path = pathOf(sha256);
    const [staged, kept] = [await sizeOf(stagedPath), await sizeOf(path)];
    if (staged === null) {
      // A repeated call, after a crash or behind another one: the first has moved the file.
      if (kept !== null) return;
      throw new CourtError('upload-unknown');
    }
    // The staged bytes have been hashed as they came; only a file torn by a failing disk can differ in size.
    if (kept === staged) return rm(stagedPath);
    await chmod(stagedPath, 0o400);
    await moveDurably(stagedPath, path);
  }

  /** Moved aside before it is asked again: who comes then keeps bytes of their own, who came before is named. */
  async function removeOne(sha256: Sha256, isNamed: () => Promise<boolean>): Promise<void> {
    const path = pathOf(sha256);
    const aside = `${path}.leaving`;
    // left by a crash
    if ((await sizeOf(aside)) !== null && (await sizeOf(path)) === null) await rename(aside, path);
    if (await isNamed()) return;
    if ((await sizeOf(path)) !== null) await rename(path, aside);
    if ((await isNamed()) && (await sizeOf(path)) === null && (await sizeOf(aside)) !== null) await rename(aside, path);
    await rm(aside, { force: true });
  }

  /** One at a time for one object: a second caller's bytes count as kept only when the first's are on disk for good. */
  function inTurn(sha256: Sha256, work: () => Promise<void>): Promise<void> {
    const before = keeping.get(sha256) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work);
    keeping.set(sha256, mine);
    return mine.finally(() => {
      if (keeping.get(sha256) === mine) keeping.delete(sha256);
    });
  }

  return {
    pathOf,
    async has(sha256) {
      await keeping.get(sha256)?.catch(() => undefined);
      return (await sizeOf(pathOf(sha256))) !== null;
    },
    remove: (sha256, isNamed) => inTurn(sha256, () => removeOne(sha256, isNamed)),
    keep: (stagedPath, sha256) => inTurn(sha256, () => keepOne(stagedPath, sha256)),
    async read(sha256, range) {
      const handle = await open(pathOf(sha256), 'r').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new CourtError('document-missing', sha256, error) : error;
      });
      const { size } = await handle.stat();
      const from = range?.from ?? 0;
      const to = Math.min(range?.to ?? size - 1, size - 1);
      if (range && !(from >= 0 && from <= to)) {
        await handle.close();
        throw new RangeError(`bytes ${range.from}-${range.to} of ${size}`);
      }
      const stream = handle.createReadStream(size === 0 ? {} : { start: from, end: to, highWaterMark: READ_AT_ONCE });
      return { stream, bytes: Math.max(0, to - from + 1) };
    },
  };
}
