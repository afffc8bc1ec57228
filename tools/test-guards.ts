/** What the runner gives to Node so that no report is lost and no file hangs in silence (`test-file-ends.ts`, `test-count.ts`). */
import { join } from 'node:path';

export const GUARDS: readonly string[] = [
  `--import=${join(import.meta.dirname, 'test-file-ends.ts')}`,
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  `--test-reporter=${join(import.meta.dirname, 'test-count.ts')}`,
  '--test-reporter-destination=stderr',
];
