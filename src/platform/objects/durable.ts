/** Files that are there after a power cut once these functions have returned: bytes and names are both fsynced. */
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Writes a folder's list of names to disk. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and those above it, each durable in the one that holds it; by default for the owner's eyes only. */
export async function makeFolder(folder: string, mode = 0o700): Promise<void> {
  const path = resolve(folder);
  const first = await mkdir(path, { recursive: true, mode });
  if (first === undefined) return;
  // Every folder from the first that was new has to be in the list of its parent.
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Moves a file whose bytes are on disk already to its final name. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await rename(from, to);
  await syncFolder(dirname(to));
}
