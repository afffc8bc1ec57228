/** Making the header stamp of a document in the engine's child process, beside reading and hashing the file. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pdf } from '../test/support/pdfs.ts';
import { type Measured, median, millisecondsOf } from './line.ts';
import type { World } from './world.ts';

const RUNS = 9;
const PARAGRAPH = 'The records were kept in the ordinary course of business and nobody has asked for them since. ';

export async function* benchStamp({ court }: World): AsyncGenerator<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'openecf-bench-stamp-'));
  const engine = court.system.court.pdf;
  try {
    for (const pages of [10, 500]) {
      const file = path.join(folder, `${pages}.pdf`);
      await writeFile(file, pdf({ pages, text: (n) => `Page ${n}: ${PARAGRAPH.repeat(30)}` }));
      const prefix = 'Case 1:26-cv-00001-ABC   Document 12-1   Filed 03/04/26';
      const times = { ours: [] as number[], bare: [] as number[] };
      for (let run = 0; run < RUNS + 2; run++) {
        const ours = await millisecondsOf(() => engine.stampTail(file, { prefix }));
        const bare = await millisecondsOf(async () =>
          createHash('sha256')
            .update(await readFile(file))
            .digest(),
        );
        // The first two start the child.
        if (run < 2) continue;
        times.ours.push(ours);
        times.bare.push(bare);
      }
      yield { name: `stamp-${pages}`, ours: median(times.ours), bare: median(times.bare), unit: 'ms', n: RUNS };
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
