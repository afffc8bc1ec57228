import { opendir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { installOwnData, readProjectFile } from '../compose.ts';
import { type ImportOutcome, type ImportPorts, importDocket } from '../court/cases/import-docket.ts';
import { enqueueJob } from '../court/cases/ports.ts';
import { readCourtFacts } from '../court/settings/model.ts';
import { type Command, print, readArguments, tell, WrongCall } from './command.ts';
import { withSystem } from './open.ts';

/**
 * Takes files of cases in (dockets, histories, case queries, archive dockets, attachment menus), one at a time, so that memory
 * stays flat however many there are.
 */
export const command: Command = {
  usage: 'import PATH… [--json]',
  async run(args) {
    const given = readArguments(args, { switches: ['json'] });
    if (given.rest.length === 0) throw new WrongCall('import needs at least one file or folder.');
    for (const named of given.rest)
      if (!(await stat(named).catch(() => null))) throw new WrongCall(`There is no file or folder ${named}.`);
    return withSystem('fresh', async (system) => {
      await installOwnData(system);
      const { court, clock, random, log } = system.court;
      const facts = readCourtFacts(readProjectFile('courts/facts.csv').text);
      const counts = await takeAll({ court, clock, random, log, facts, enqueue: enqueueJob }, given.rest);
      await print(
        given.has('json')
          ? JSON.stringify(counts)
          : `${counts.taken} taken, ${counts.unchanged} unchanged, ${counts.refused} refused${
              counts.waiting ? `, ${counts.waiting} waiting for the dockets of their cases` : ''
            }.`,
      );
      return counts.refused === 0 ? 0 : 1;
    });
  },
};

interface Counts {
  readonly taken: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Attachment menus whose dockets are not here yet; absent where there are none. */
  readonly waiting?: number;
}

/** Takes every file; one line on standard error each second, and one at the end. */
export async function takeAll(ports: ImportPorts, paths: readonly string[]): Promise<Counts> {
  const counts: { -readonly [K in keyof Counts]: Counts[K] } = { taken: 0, unchanged: 0, refused: 0 };
  let told = performance.now();
  const progress = () =>
    `${counts.taken + counts.unchanged + counts.refused + (counts.waiting ?? 0)} files: ${counts.taken} taken, ` +
    `${counts.unchanged} unchanged, ${counts.refused} refused${counts.waiting ? `, ${counts.waiting} waiting` : ''}`;
  for (const named of paths) {
    for await (const file of docketFiles(named)) {
      const outcome = await takeFile(ports, file);
      if (typeof outcome === 'string') counts[outcome] = (counts[outcome] ?? 0) + 1;
      else {
        counts.refused++;
        await print(`REFUSED ${file}: ${outcome.refused.where}: ${outcome.refused.reason}`);
      }
      if (performance.now() - told > 1000) {
        told = performance.now();
        await tell(progress());
      }
    }
  }
  await tell(progress());
  return counts;
}

async function takeFile(ports: ImportPorts, file: string): Promise<ImportOutcome> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (error) {
    const unreadable = error instanceof TypeError ? 'is not UTF-8 text' : 'cannot be read';
    return { refused: { where: 'file', reason: unreadable } };
  }
  return importDocket(ports, text, path.basename(file));
}

/** A file as named, or every `*.json` below a folder, in the order of their names. */
async function* docketFiles(named: string): AsyncGenerator<string> {
  if (!(await stat(named)).isDirectory()) {
    yield named;
    return;
  }
  const entries: { name: string; folder: boolean }[] = [];
  for await (const entry of await opendir(named)) {
    if (entry.isDirectory() || entry.name.endsWith('.json'))
      entries.push({ name: entry.name, folder: entry.isDirectory() });
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, folder } of entries) {
    const below = path.join(named, name);
    if (folder) yield* docketFiles(below);
    else yield below;
  }
}
