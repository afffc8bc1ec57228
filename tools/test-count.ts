/**
 * A reporter beside the usual one: fails the run when reports of a test file are missing. Each file says at its very end how many
 * tests it had; the runner itself counts what arrived, and takes a file from which nothing came for one good test.
 */
import { resolve } from 'node:path';
import type { TestEvent } from 'node:test/reporters';

export default async function* count(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const arrived = new Map<string, number>();
  const told = new Map<string, number>();
  for await (const { type, data } of events) {
    const { entryFile } = data as { readonly entryFile?: string };
    if (entryFile === undefined) continue;
    if (type === 'test:summary') told.set(entryFile, data.counts.tests);
    else if ((type === 'test:pass' || type === 'test:fail') && data.details.type !== 'suite')
      arrived.set(entryFile, (arrived.get(entryFile) ?? 0) + 1);
  }
  for (const file of process.argv.slice(1)) {
    const [came, had] = [arrived.get(resolve(file)) ?? 0, told.get(resolve(file))];
    if (came === had && came > 0) continue;
    process.exitCode = 1;
    yield `INCOMPLETE ${file}: ${came} reports of ${had ?? 'an unknown number of'} tests\n`;
  }
}
