/** Tokens of free looks: 18 digits, derived from a notice's id under a key that only this user reads (DESIGN §4.9). */
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from '../../kernel/random.ts';

/** Gives the token of a notice: the same for every attempt to send it. Digits only, as existing software wants (spec/legacy-pages.md §10). */
export function lookTokens(dataDir: string, random: Random): (court: string, notice: string) => string {
  const file = path.join(dataDir, 'keys', 'free-look.key');
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, random.bytes(32), { mode: 0o600, flush: true });
  const key = readFileSync(file);
  return (court, notice) => {
    const digest = createHmac('sha256', key).update(`free look ${court} ${notice}`).digest();
    return String((digest.readBigUInt64BE(0) % 900_000_000_000_000_000n) + 100_000_000_000_000_000n);
  };
}
