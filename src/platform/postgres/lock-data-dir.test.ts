import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FolderInUse, lockDataDir } from './lock-data-dir.ts';

const folder = mkdtempSync(join(tmpdir(), 'openecf-lock-test-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a second server on one folder is told which process has it; when that is killed, the folder is free at once', async (t) => {
  const code = `import { lockDataDir } from ${JSON.stringify(join(import.meta.dirname, 'lock-data-dir.ts'))};
    lockDataDir(${JSON.stringify(folder)}); console.log('held'); process.stdin.on('end', () => process.exit()).resume();`;
  const first = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => first.kill('SIGKILL'));
  await once(first.stdout, 'data');
  assert.throws(
    () => lockDataDir(folder),
    (error) =>
      error instanceof FolderInUse &&
      error.pid === first.pid &&
      error.message.includes(`process ${first.pid}`) &&
      error.message.includes(folder),
  );
  first.kill('SIGKILL');
  await once(first, 'exit');
  lockDataDir(folder).release();
});

test('the same process cannot have one folder twice, and may have it again after letting go', () => {
  const held = lockDataDir(folder);
  assert.throws(() => lockDataDir(folder), FolderInUse);
  held.release();
  held.release();
  lockDataDir(folder).release();
});
