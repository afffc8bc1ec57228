/** Texts that were good when they were last read, kept in the data folder for the day on which their files are not. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KeptText {
  readonly name: string;
  readonly text: string;
}

const placeOf = (dataDir: string, name: string): string => join(dataDir, `${name}.last-good.json`);

/** What was kept under a name; null when nothing was, or it cannot be read any more. */
export function lastGood(dataDir: string, name: string): readonly KeptText[] | null {
  try {
    return JSON.parse(readFileSync(placeOf(dataDir, name), 'utf8')) as KeptText[];
  } catch {
    return null;
  }
}

/** Keeps texts in the place of what was kept before, whole or not at all. */
export function keepAsGood(dataDir: string, name: string, texts: readonly KeptText[]): void {
  const place = placeOf(dataDir, name);
  writeFileSync(`${place}.new`, JSON.stringify(texts), { flush: true });
  renameSync(`${place}.new`, place);
}
