/** The courts' signing keys (Ed25519), one a court, in a file that only this user reads. Made at first use. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CourtId } from '../../kernel/ids.ts';
import type { Signer } from '../../kernel/ports.ts';

interface StoredKey {
  readonly keyId: string;
  /** PKCS#8, PEM. */
  readonly privateKey: string;
}

/** Gives each court its signer. `dataDir/keys/signing.json`, mode 0600. */
export function signingKeys(dataDir: string): (court: CourtId) => Signer {
  const folder = path.join(dataDir, 'keys');
  const file = path.join(folder, 'signing.json');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stored: Record<string, StoredKey> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const signers = new Map<CourtId, Signer>();

  function make(court: CourtId): StoredKey {
    const { privateKey } = generateKeyPairSync('ed25519');
    // The id is constant for a court's key, as the Stamp_ID of NEFs is (spec/filing.md §5.4).
    const key: StoredKey = {
      keyId: String(1_000_000_001 + Object.keys(stored).length),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    stored[court] = key;
    writeFileSync(`${file}.new`, JSON.stringify(stored, null, 2), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
    return key;
  }

  return (court) => {
    const known = signers.get(court);
    if (known) return known;
    const key = stored[court] ?? make(court);
    const signer = signerOf(key.keyId, createPrivateKey(key.privateKey));
    signers.set(court, signer);
    return signer;
  };
}

function signerOf(keyId: string, privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey);
  return {
    keyId,
    sign: (bytes) => sign(null, bytes, privateKey),
    verify: (bytes, signature) => verify(null, bytes, publicKey, signature),
  };
}
