/**
 * `npm test`: types, style, then every test, with one Postgres for all of them.
 *
 *   npm test                      everything
 *   npm test -- src/kernel        the tests below these paths only (files or folders); no types, no style
 *   npm run test:long             the same, with the long forms of the tests; so does OPENECF_LONG=1
 *
 * OPENECF_TEST_SEED repeats a run's random choices; the seed is printed. Exit 0 when all is well, 1 when not, 2 on a wrong call.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GUARDS } from './test-guards.ts';
import { startFreshPostgres } from './test-setup.ts';

const ROOT = join(import.meta.dirname, '..');
const MINUTES = { usual: 2, long: 30 };

process.chdir(ROOT);
const long = process.argv.includes('--long') || process.env.OPENECF_LONG === '1';
const paths = process.argv.slice(2).filter((argument) => argument !== '--' && argument !== '--long');
const files = testFiles(paths);
const children = new Set<ChildProcess>();
let interrupted = false;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
process.exitCode = await main();

async function main(): Promise<number> {
  if (files.length === 0) {
    console.error(`There are no tests below ${paths.join(', ') || ROOT}.`);
    return 2;
  }
  const seed = process.env.OPENECF_TEST_SEED || randomBytes(6).toString('hex');
  console.log(`Seed of this run: OPENECF_TEST_SEED=${seed}`);
  const checks = paths.length > 0 ? [] : [check('types', 'tsc', '--noEmit'), check('style', 'biome', 'ci', '.')];
  const folder = mkdtempSync(join(tmpdir(), 'openecf-test-run-'));
  let stop = async () => {};
  try {
    const started = await startFreshPostgres();
    stop = started.stop;
    const coordinates = join(folder, 'postgres.json');
    writeFileSync(coordinates, JSON.stringify(started.postgres), { mode: 0o600 });

    const failed = (await Promise.all(checks)).filter((name) => name !== undefined);
    if (interrupted) return 130;
    const tests = await runTests({
      OPENECF_TEST_SEED: seed,
      OPENECF_TEST_POSTGRES: coordinates,
      ...(long ? { OPENECF_LONG: '1' } : {}),
    });
    // Only when something is wrong does anything follow the runner's closing lines.
    if (failed.length > 0) console.log(`FAILED besides the tests: ${failed.join(', ')} (see above).`);
    if (interrupted) return 130;
    return tests === 0 && failed.length === 0 ? 0 : 1;
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The test files below the paths, or all. A path that is not there is a wrong call. */
function testFiles(wanted: readonly string[]): string[] {
  if (wanted.length === 0)
    return globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts']).sort();
  return wanted.flatMap((path) => {
    if (!existsSync(path)) return [];
    return statSync(path).isDirectory() ? globSync(`${path.replace(/\/+$/, '')}/**/*.test.ts`).sort() : [path];
  });
}

/** Runs one check beside the start of the database, prints what it said, and gives its name when it failed. */
async function check(name: string, program: string, ...args: string[]): Promise<string | undefined> {
  const child = start(join(ROOT, 'node_modules', '.bin', program), args, 'pipe', {});
  let said = '';
  child.stdout!.on('data', (chunk) => (said += chunk));
  child.stderr!.on('data', (chunk) => (said += chunk));
  const code = await endOf(child);
  if (interrupted) return undefined;
  console.log(code === 0 ? `${name}: good` : `${name}: FAILED\n${said}`);
  return code === 0 ? undefined : name;
}

function runTests(variables: Record<string, string>): Promise<number> {
  const timeout = (long ? MINUTES.long : MINUTES.usual) * 60_000;
  const args = ['--test', '--test-concurrency=2', ...GUARDS, `--test-timeout=${timeout}`, ...files];
  return endOf(start(process.execPath, args, 'inherit', variables));
}

/** Starts a child in a process group of its own, so that it can be ended with all that it started. */
function start(
  command: string,
  args: readonly string[],
  output: 'pipe' | 'inherit',
  variables: Record<string, string>,
): ChildProcess {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...variables },
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  if (interrupted) endGroup(child, 'SIGTERM');
  return child;
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => child.once('error', reject).once('close', (code) => resolve(code ?? 1)));
}

/** The first signal asks everything to end, the second insists. */
function interrupt(): void {
  for (const child of children) endGroup(child, interrupted ? 'SIGKILL' : 'SIGTERM');
  interrupted = true;
}

function endGroup(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, name);
  } catch {
    // it has just ended
  }
}
