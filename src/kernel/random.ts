/** Where chance comes from; handed in, so that a test or the demo repeats itself from a seed. */
import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from './time.ts';

export interface Random {
  /** `n` unpredictable bytes (from the seeded source: repeatable ones). */
  bytes(n: number): Buffer;
}

export const systemRandom: Random = { bytes: (n) => randomBytes(n) };

/** The same bytes for the same seed, for ever: SHA-256 in counter mode. Never for secrets in production. */
export function seededRandom(seed: string): Random {
  let counter = 0;
  let pool: Buffer = Buffer.alloc(0);
  return {
    bytes(n) {
      while (pool.length < n) {
        pool = Buffer.concat([pool, createHash('sha256').update(`${seed}:${counter++}`).digest()]);
      }
      const taken = Buffer.from(pool.subarray(0, n));
      pool = pool.subarray(n);
      return taken;
    },
  };
}

/** An integer from 0 up to, not including, `below`. */
export const randomBelow = (random: Random, below: number): number => random.bytes(6).readUIntBE(0, 6) % below;

/** One of the things given. */
export const randomOf = <T>(random: Random, things: readonly T[]): T => things[randomBelow(random, things.length)]!;

/** A UUID of version 7: sorts by the time it was made, so that indexes grow at one end. */
export function uuidAt<T extends string>(random: Random, now: Instant): T {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Date.parse(now), 0, 6);
  random.bytes(10).copy(bytes, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as T;
}

const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An unguessable token of letters and digits (6 bits of chance a character, slightly less). */
export function token(random: Random, length: number): string {
  let made = '';
  for (const byte of random.bytes(length)) made += TOKEN_ALPHABET[byte % TOKEN_ALPHABET.length];
  return made;
}
