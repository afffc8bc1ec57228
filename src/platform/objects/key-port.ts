/**
 * The keys that wrap the keys of sealed objects. Here they lie in a file beside the data, which protects backups and
 * disks that are sold, not a machine that is taken over; a key service can stand behind the same port.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Random } from '../../kernel/random.ts';
import { makeFolder, syncFolder } from './durable.ts';

export interface KeyPort {
  /** Wraps a data key under the current key; `context` is bound to it as associated data. */
  wrap(dataKey: Buffer, context: string): Promise<{ readonly wrapped: Buffer; readonly keyId: string }>;
  /** The data key again. Throws when key, bytes or context are not those of the wrapping. */
  unwrap(wrapped: Buffer, context: string): Promise<Buffer>;
}

interface KeyFile {
  readonly current: string;
  /** 32 bytes each, in base64, by id. Old keys stay, so that what they wrapped can be opened. */
  readonly keys: Readonly<Record<string, string>>;
}

const ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keys from a file that only its owner can read; made at the first start. `mayCreate` is false where sealed objects
 * exist already: a new key would silently make them unreadable for ever.
 */
export async function openKeyFile(path: string, random: Random, mayCreate: boolean): Promise<KeyPort> {
  const file = (await readKeys(path)) ?? (mayCreate ? await createKeys(path, random) : null);
  if (!file) throw new Error(`there are sealed objects, but their key file is missing: ${path}`);
  const keyOf = (id: string): Buffer => {
    const key = Buffer.from(file.keys[id] ?? '', 'base64');
    if (key.length !== 32) throw new Error(`the key file has no key ${id}`);
    return key;
  };
  return {
    async wrap(dataKey, context) {
      const nonce = random.bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(file.current), nonce).setAAD(Buffer.from(context));
      const wrapped = Buffer.concat([cipher.update(dataKey), cipher.final()]);
      return {
        wrapped: Buffer.concat([Buffer.from(file.current, 'hex'), nonce, wrapped, cipher.getAuthTag()]),
        keyId: file.current,
      };
    },
    async unwrap(wrapped, context) {
      const key = keyOf(wrapped.subarray(0, ID_BYTES).toString('hex'));
      const nonce = wrapped.subarray(ID_BYTES, ID_BYTES + NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context)).setAuthTag(wrapped.subarray(-TAG_BYTES));
      const body = wrapped.subarray(ID_BYTES + NONCE_BYTES, -TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
  };
}

async function readKeys(path: string): Promise<KeyFile | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as KeyFile);
}

/** Two processes may start at once: `link` lets one of them win, and both use the winner's keys. */
async function createKeys(path: string, random: Random): Promise<KeyFile> {
  await makeFolder(dirname(path));
  const id = random.bytes(ID_BYTES).toString('hex');
  const made: KeyFile = { current: id, keys: { [id]: random.bytes(32).toString('base64') } };
  const draft = `${path}.${random.bytes(8).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  await handle.writeFile(JSON.stringify(made));
  await handle.sync();
  await handle.close();
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  await syncFolder(dirname(path));
  return (await readKeys(path))!;
}
