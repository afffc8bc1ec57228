/** The courts' keys for those who only check: a court that has none is not given one. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CourtId } from '../kernel/ids.ts';
import type { Signer } from '../kernel/ports.ts';
import { signingKeys } from '../platform/keys/signing-keys.ts';

/** Null: the court has no key in this folder. Keys made while this runs are found. */
export function courtSigners(dataDir: string): (court: CourtId) => Signer | null {
  const file = path.join(dataDir, 'keys', 'signing.json');
  const found = new Map<CourtId, Signer>();
  return (court) => {
    const known = found.get(court);
    if (known) return known;
    if (!existsSync(file) || !Object.hasOwn(JSON.parse(readFileSync(file, 'utf8')) as object, court)) return null;
    const signer = signingKeys(dataDir)(court);
    found.set(court, signer);
    return signer;
  };
}
