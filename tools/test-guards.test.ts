/** The guards of the test runner: reports are complete on a busy machine, and a file that leaves something open is named. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { GUARDS } from './test-guards.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'guards-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function aFile(name: string, body: string): string {
  const file = path.join(folder, `${name}.test.ts`);
  writeFileSync(file, `import { test } from 'node:test';\nimport { createServer } from 'node:net';\n${body}`);
  return file;
}

/** Runs Node as the runner does; with `context`, as the runner starts one file. `reads`: when the pipe is first looked at. */
async function run(args: readonly string[], context?: string, reads = 0) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    env: { ...env, OPENECF_TEST_END_SECONDS: '1', ...(context ? { NODE_TEST_CONTEXT: context } : {}) },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece: Buffer) => (said += piece.toString('latin1')));
  // the runner, busy with something else
  const until = performance.now() + reads;
  while (performance.now() < until);
  const [code] = (await once(child, 'close')) as [number];
  return { said, code };
}

test('a file of many quick tests reports all of them to a runner that reads late', async () => {
  const file = aFile('many', `for (let n = 0; n < 400; n++) test('number ' + n, () => {});`);
  const { said, code } = await run(
    [...GUARDS.filter((guard) => guard.startsWith('--import')), file],
    'child-v8',
    2_500,
  );
  assert.equal(said.split('test:pass').length - 1, 400);
  assert.equal(code, 0);
});

test('a file that leaves something open fails with its name and what is open, and the next file runs', async () => {
  const open = aFile('open', `test('opens', () => void createServer().listen(0));`);
  const next = aFile('next', `test('the next one', () => {});`);
  const { said, code } = await run([...GUARDS, '--test', '--test-concurrency=1', open, next]);
  assert.match(said, /open\.test\.ts: LEFT OPEN, 1 s after its last test: .*TCPServerWrap/);
  assert.match(said, /the next one/);
  assert.equal(code, 1);
});

test('a file whose reports are not complete fails the run, also when nothing came at all', async () => {
  const cut = aFile('cut', `test('one', () => {});\ntest('two', () => process.exit(0));`);
  const none = aFile('none', '');
  const { said, code } = await run([...GUARDS, '--test', cut, none]);
  assert.match(said, /INCOMPLETE .*cut\.test\.ts: \d reports of an unknown number of tests/);
  assert.match(said, /INCOMPLETE .*none\.test\.ts: 0 reports of 0 tests/);
  assert.equal(code, 1);
});
