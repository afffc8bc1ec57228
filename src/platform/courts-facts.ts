/** Reads the files under `courts/`: what is publicly known of the real courts, and what each court of ours has chosen. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface CourtsFolder {
  /** The text of `facts.csv`. */
  readonly facts: string;
  /** Each `<id>.yaml`, by name. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

export async function readCourtsFolder(folder: string): Promise<CourtsFolder> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  );
  return { facts: await readFile(join(folder, 'facts.csv'), 'utf8'), files };
}
