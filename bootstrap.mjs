// Runs before every npm command, on whatever Node the machine has (20 or later), before anything is installed: so it
// needs nothing but Node. It installs the packages of package-lock.json when they are not there or not the right ones,
// and sees to it that a Node that can run OpenECF is there (spec/stack.md §1, §16).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const lockfile = join(root, 'package-lock.json');
// npm writes this file last, so an install that was broken off has none.
const installed = join(root, 'node_modules', '.package-lock.json');
// Ours: the lockfile that was installed, by its hash.
const stamp = join(root, 'node_modules', '.openecf-installed');

const hash = (text) => createHash('sha256').update(text).digest('hex');
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function upToDate() {
  if (!existsSync(installed)) return false;
  // After somebody ran npm by hand, our stamp is older than npm's file and says nothing.
  if (changed(stamp) >= changed(installed)) return readFileSync(stamp, 'utf8') === hash(readFileSync(lockfile));
  return changed(installed) >= changed(lockfile);
}

function install() {
  console.log('Installing the packages that OpenECF needs (about half a minute) …');
  rmSync(installed, { force: true });
  // npm as it was called, by the machine's own Node: the one in node_modules is about to be replaced.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const own = join(root, 'node_modules');
  const direct = npm && existsSync(npm) && node && !node.startsWith(own);
  const args = ['ci', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  // NODE_ENV or a setting of the machine must not leave out what the commands need.
  args.push('--include=dev', '--include=optional');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(own));
  const { status, error } = spawnSync(direct ? node : 'npm', direct ? [npm, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  if (status !== 0) {
    console.error(
      `The packages could not be installed${error ? ` (${error.message})` : ''}. Nothing else was done; run the command again.`,
    );
    process.exit(1);
  }
  writeFileSync(stamp, hash(readFileSync(lockfile)));
}

// Two commands started together (npm start, npm test): the second waits for the first one's install.
const busy = join(tmpdir(), `openecf-install-${process.getuid?.() ?? 0}-${hash(root).slice(0, 12)}`);

function takeTurn() {
  for (;;) {
    try {
      writeFileSync(busy, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isInstalling()) rmSync(busy, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
}

function isInstalling() {
  // No install takes ten minutes: then the process id in the file is another's by now.
  if (Date.now() - changed(busy) > 600_000) return false;
  try {
    process.kill(Number(readFileSync(busy, 'utf8')) || 0, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (existsSync(join(root, 'node_modules', '.bin', 'node')) || major > 22 || (major === 22 && minor >= 18)) return;
  console.error(
    `OpenECF needs Node 24, and this is Node ${process.versions.node}. For this machine (${process.platform} ${process.arch}) npm has none:\n` +
      'install Node 24 from your system or from nodejs.org, then run the command again.',
  );
  process.exit(1);
}

if (!upToDate()) {
  takeTurn();
  try {
    if (!upToDate()) install();
  } finally {
    rmSync(busy, { force: true });
  }
}
requireNode();
