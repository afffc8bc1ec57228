/** A real server for browser tests: `src/main.ts` as a process of its own, with a new folder, a free port and the demo. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoFile } from '../../src/demo/demo-file.ts';
import { connect, type PgDatabase } from '../../src/platform/database/connect.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { runningPostgres } from '../../src/platform/postgres/start-postgres.ts';

export interface Site {
  /** `http://localhost:41701` */
  readonly base: string;
  readonly dataDir: string;
  readonly demo: DemoFile;
  /** The database as its owner sees it, for what no page can do: setting up, looking behind, breaking. */
  readonly owner: PgDatabase;
  end(): Promise<void>;
}

export type Role = DemoFile['accounts'][number]['role'];
export type SignOn = DemoFile['accounts'][number];

const LONGEST_START = 90_000;

/** Starts the server and waits until the demo is ready. Throws with the server's own words when it does not come up. */
export async function startSite(): Promise<Site> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'openecf-browser-'));
  const server = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../src/main.ts')], {
    env: { ...process.env, PORT: '0', MAIL_PORT: '0', DATA_DIR: dataDir, OPENECF_TEST: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The runner may leave this process without a word; the server must not stay behind.
  const leave = (): void => void server.kill('SIGTERM');
  process.once('exit', leave);
  try {
    const output = { text: '' };
    for (const pipe of [server.stdout, server.stderr]) {
      pipe.setEncoding('utf8').on('data', (piece: string) => {
        output.text += piece;
      });
    }
    const base = await whenReady(server, output);
    const postgres = runningPostgres(dataDir);
    if (!postgres) throw new Error('The server is ready, but its database is not there.');
    const owner = connect(postgres.url('openecf_owner'), 'browser-tests', { max: 3, log: silentLog });
    return {
      base,
      dataDir,
      demo: JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8')) as DemoFile,
      owner,
      async end() {
        process.off('exit', leave);
        await owner.end();
        await stop(server);
        rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    process.off('exit', leave);
    await stop(server);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

async function whenReady(server: ChildProcess, output: { readonly text: string }): Promise<string> {
  const giveUp = performance.now() + LONGEST_START;
  for (;;) {
    const base = /OpenECF listens on (\S+)/.exec(output.text)?.[1];
    const answer = base ? await fetch(`${base}/readyz`).catch(() => null) : null;
    if (base && answer?.ok) return base;
    if (server.exitCode !== null || performance.now() > giveUp)
      throw new Error(`The server does not come up.\n${output.text}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const insist = setTimeout(() => server.kill('SIGKILL'), 12_000);
  await ended;
  clearTimeout(insist);
}

/** The demo's sign-on for a role. */
export function signOnOf(site: Site, role: Role): SignOn {
  const found = site.demo.accounts.find((account) => account.role === role);
  if (!found) throw new Error(`The demo has no ${role}.`);
  return found;
}
