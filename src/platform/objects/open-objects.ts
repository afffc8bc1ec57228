/** All places for bytes below a data folder: public objects, sealed objects, uploads in progress. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore, SealedStore } from '../../kernel/ports.ts';
import type { Random } from '../../kernel/random.ts';
import { makeFolder } from './durable.ts';
import { openKeyFile } from './key-port.ts';
import { openObjectStore } from './object-store.ts';
import { openSealedStore } from './sealed-store.ts';
import { openStaging, type SweptStaging } from './staging.ts';

export interface Objects {
  readonly objects: ObjectStore;
  readonly sealed: SealedStore;
  readonly staging: SweptStaging;
}

/**
 * Opens `<dataDir>/objects/{public,sealed}`, `<dataDir>/staging` (on one file system, so that keeping is a rename) and
 * `<dataDir>/keys/sealed.json`. Fails when there are sealed objects and no keys for them. `random` makes secrets:
 * hand in the system's.
 */
export async function openObjects(dataDir: string, random: Random): Promise<Objects> {
  // The database lives in the same folder, perhaps under another account.
  await makeFolder(dataDir, 0o755);
  const sealedFolder = join(dataDir, 'objects', 'sealed');
  await makeFolder(sealedFolder);
  const noneYet = (await readdir(sealedFolder)).length === 0;
  const keys = await openKeyFile(join(dataDir, 'keys', 'sealed.json'), random, noneYet);
  return {
    objects: await openObjectStore(join(dataDir, 'objects', 'public')),
    sealed: await openSealedStore(sealedFolder, keys, random),
    staging: await openStaging(join(dataDir, 'staging'), random),
  };
}
