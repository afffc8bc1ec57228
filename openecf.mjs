#!/usr/bin/env node
// The `openecf` command. May be started by any Node from 20 on; goes on under the one that npm installed (24), which runs
// TypeScript as it is (spec/stack.md §1).
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const node24 = join(root, 'node_modules', '.bin', 'node');
const [major, minor] = process.versions.node.split('.').map(Number);

if (major >= 24) {
  await import('./src/cli/main.ts');
} else if (existsSync(node24)) {
  // Started the same way, so that the command sees the same arguments.
  const child = spawn(node24, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the child by itself; we stay to hand on how it ended.
  process.on('SIGINT', () => {});
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
} else if (major > 22 || (major === 22 && minor >= 18)) {
  await import('./src/cli/main.ts');
} else {
  console.error('OpenECF is not installed here yet. Run "npm ci" in its folder first.');
  process.exit(2);
}
