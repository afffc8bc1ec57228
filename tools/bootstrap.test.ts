import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

// A clone with nothing but bootstrap.mjs and a lockfile, and an npm that only notes that it was called.
let clone: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'openecf-clone-'));
  copyFileSync(join(import.meta.dirname, '..', 'bootstrap.mjs'), join(clone, 'bootstrap.mjs'));
  writeFileSync(join(clone, 'package-lock.json'), '{"packages":1}');
  mkdirSync(join(clone, 'tools'));
  anNpmThat('mkdir -p node_modules && echo {} > node_modules/.package-lock.json');
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

function anNpmThat(does: string): void {
  writeFileSync(join(clone, 'tools', 'npm'), `#!/bin/sh\necho "$1" >> calls\nsleep 0.2\n${does}\n`);
  chmodSync(join(clone, 'tools', 'npm'), 0o755);
}

async function bootstrap(): Promise<number | null> {
  const { npm_execpath: _, ...environment } = process.env;
  const child = spawn(process.execPath, [join(clone, 'bootstrap.mjs')], {
    env: { ...environment, PATH: `${join(clone, 'tools')}:${process.env.PATH}` },
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('exit', resolve));
}

const calls = () => readFileSync(join(clone, 'calls'), 'utf8').trim().split('\n');

test('a bare clone is installed once, and again only when the lockfile says something else', async () => {
  assert.equal(await bootstrap(), 0);
  assert.equal(await bootstrap(), 0);
  writeFileSync(join(clone, 'package-lock.json'), '{"packages":1}'); // touched, not changed
  assert.equal(await bootstrap(), 0);
  assert.deepEqual(calls(), ['ci']);
  writeFileSync(join(clone, 'package-lock.json'), '{"packages":2}');
  assert.equal(await bootstrap(), 0);
  assert.deepEqual(calls(), ['ci', 'ci']);
});

test('an install that was broken off is repaired by the next command', async () => {
  anNpmThat('mkdir -p node_modules && exit 130');
  assert.equal(await bootstrap(), 1);
  anNpmThat('mkdir -p node_modules && echo {} > node_modules/.package-lock.json');
  assert.equal(await bootstrap(), 0);
  assert.equal(calls().length, 2);
});

test('two commands started together install once', async () => {
  assert.deepEqual(await Promise.all([bootstrap(), bootstrap()]), [0, 0]);
  assert.deepEqual(calls(), ['ci']);
});
