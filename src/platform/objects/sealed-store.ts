/**
 * Sealed bytes at rest (DESIGN §4.3): AES-256-GCM in chunks of 64 KiB after the STREAM construction, so that no byte
 * is handed out before it has been verified, and an end that was cut off is noticed (spec/stack.md §10).
 *
 * A file is its chunks one after the other, each with its tag of 16 bytes. Chunk n has the nonce
 * `0 (7 bytes) ‖ n (4 bytes) ‖ 1 if it is the last, else 0`; each object has a random key of its own, so nonces do not
 * repeat. Context and object id are associated data of every chunk and of the wrapped key.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CourtError } from '../../kernel/errors.ts';
import type { SealedStore } from '../../kernel/ports.ts';
import type { Random } from '../../kernel/random.ts';
import { makeFolder, moveDurably } from './durable.ts';
import type { KeyPort } from './key-port.ts';

const CHUNK = 64 * 1024;
const TAG = 16;
const OBJECT_ID = /^[0-9a-f]{32}$/;

/** Opens the store in a folder of its own. The staged plain file stays: the caller removes it when all is written. */
export async function openSealedStore(folder: string, keys: KeyPort, random: Random): Promise<SealedStore> {
  await makeFolder(folder);
  const pathOf = (objectId: string): string => {
    if (!OBJECT_ID.test(objectId)) throw new RangeError('not the id of a sealed object');
    return join(folder, objectId.slice(0, 2), objectId.slice(2, 4), objectId);
  };
  return {
    async seal(stagedPath, context) {
      const objectId = random.bytes(16).toString('hex');
      const dataKey = random.bytes(32);
      const bound = binding(objectId, context);
      const { wrapped, keyId } = await keys.wrap(dataKey, bound);
      const draft = join(folder, `${objectId}.part`);
      try {
        await encryptFile(stagedPath, draft, dataKey, bound);
        await moveDurably(draft, pathOf(objectId));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      return { objectId, wrappedKey: wrapped, keyId };
    },
    async open(objectId, wrappedKey, context) {
      const bound = binding(objectId, context);
      const path = pathOf(objectId);
      const dataKey = await keys.unwrap(wrappedKey, bound).catch((error: unknown) => {
        throw new CourtError('document-missing', `the key of ${objectId} does not open`, error);
      });
      const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new CourtError('document-missing', objectId, error) : error;
      });
      const plain = Readable.from(plainChunks(handle, dataKey, bound, objectId), { objectMode: false });
      // Also when nobody has read a byte: then the generator's own end would never come.
      return plain.once('close', () => void handle.close());
    },
  };
}

const binding = (objectId: string, context: string): string => `openecf-sealed-1\0${objectId}\0${context}`;

function nonceOf(n: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(n, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

async function encryptFile(from: string, to: string, key: Buffer, bound: string): Promise<void> {
  const source = await open(from, 'r');
  try {
    const target = await open(to, 'wx', 0o400);
    try {
      const { size } = await source.stat();
      const chunks = Math.max(1, Math.ceil(size / CHUNK));
      for (let n = 0; n < chunks; n++) {
        const plain = await readExactly(source, n * CHUNK, Math.min(CHUNK, size - n * CHUNK));
        const cipher = createCipheriv('aes-256-gcm', key, nonceOf(n, n === chunks - 1)).setAAD(Buffer.from(bound));
        await target.writeFile(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function* plainChunks(handle: FileHandle, key: Buffer, bound: string, objectId: string): AsyncGenerator<Buffer> {
  const { size } = await handle.stat();
  const whole = CHUNK + TAG;
  const chunks = Math.max(1, Math.ceil(size / whole));
  for (let n = 0; n < chunks; n++) {
    const sealed = await readExactly(handle, n * whole, Math.min(whole, size - n * whole));
    yield decrypted(sealed, key, nonceOf(n, n === chunks - 1), bound, objectId);
  }
}

function decrypted(sealed: Buffer, key: Buffer, nonce: Buffer, bound: string, objectId: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
    decipher.setAAD(Buffer.from(bound)).setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch (error) {
    throw new CourtError('document-missing', `sealed object ${objectId} has been altered`, error);
  }
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error('the file became shorter while it was read');
    filled += bytesRead;
  }
  return bytes;
}
