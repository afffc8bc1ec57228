/**
 * Loaded into every process of the runner (`tools/test.ts`): a test file that has left something open fails with its name, and
 * does not hold up the run. It is not made to exit while its tests are good (`--test-force-exit`): what it reports goes through
 * a pipe, and on a busy machine the last reports would be thrown away with it.
 */
import { after } from 'node:test';

/** Between the end of the last test and the end of the process; the file's own `after` hooks run in this time. */
const SECONDS = Number(process.env.OPENECF_TEST_END_SECONDS ?? 60);
const file = process.argv[1];

function tell(): void {
  // Nothing is open but the pipe: the runner has not read yet what is reported.
  if (process.stdout.writableLength > 0) {
    wait();
    return;
  }
  const open = process.getActiveResourcesInfo().join(', ') || 'an after hook that does not end';
  console.error(`${file}: LEFT OPEN, ${SECONDS} s after its last test: ${open}`);
  process.exit(1);
}

function wait(): void {
  setTimeout(tell, SECONDS * 1000).unref();
}

// The runner itself loads this too, and so may what a test starts.
if (process.env.NODE_TEST_CONTEXT === 'child-v8' && file?.endsWith('.test.ts')) after(wait);
