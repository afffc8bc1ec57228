/** The server as people start it: a process of its own, on a folder of its own, that a test may kill. And the command beside it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '../..');
const LONGEST_START = 60_000;

/** Ours, without what a test run or a developer has set for other things. */
function environment(dataDir: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const ours =
    /^(NODE_TEST_CONTEXT|NODE_ENV|DATABASE_URL.*|OPENECF_.*|SMTP_URL|PUBLIC_URL|PORT|MAIL_PORT|COOKIE_DOMAIN|TRUSTED_PROXY)$/;
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  return { ...kept, DATA_DIR: dataDir, PORT: '0', OPENECF_TEST: '1', ...more };
}

export interface ServerProcess {
  readonly baseUrl: string;
  readonly pid: number;
  /** What it has said so far. */
  said(): string;
  /** Sends a signal and waits for its end; gives the exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const running = new Set<ChildProcess>();
// A test that fails leaves nothing behind: the database ends with its server.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts `src/main.ts` and waits until it is ready. Rejects with its words when it ends before. */
export async function startServer(dataDir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: ROOT,
    env: environment(dataDir),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (said += chunk));
  const deadline = performance.now() + LONGEST_START;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server has ended:\n${said}`);
    if (performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`The server was not ready in time:\n${said}`);
    }
    const baseUrl = /listens on (http:\/\/localhost:\d+)/.exec(said)?.[1];
    if (baseUrl && (await isReady(baseUrl)))
      return {
        baseUrl,
        pid: child.pid!,
        said: () => said,
        async end(signal) {
          if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
          const ended = once(child, 'exit');
          child.kill(signal);
          return ((await ended) as [number | null])[0];
        },
      };
    await pause(50);
  }
}

export const isReady = (baseUrl: string): Promise<boolean> =>
  fetch(`${baseUrl}/readyz`).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status === 200;
    },
    () => false,
  );

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The last line of standard output, as JSON. */
  json<T>(): T;
}

/** Runs `npx openecf …` as it is installed. */
export async function openecf(
  dataDir: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, ['openecf.mjs', ...args], {
    cwd: ROOT,
    env: environment(dataDir, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let out = '';
  let err = '';
  child.stdout!.on('data', (chunk) => (out += chunk));
  child.stderr!.on('data', (chunk) => (err += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err, json: () => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') };
}

/** Signs on as a person does, and gives the session's token. */
export async function signOnAt(baseUrl: string, loginId: string, password: string): Promise<string> {
  const answer = await fetch(`${baseUrl}/sign-on`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ loginId, password, redactFlag: 'on' }),
  });
  const token = /NextGenCSO=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1];
  if (answer.status !== 303 || !token) throw new Error(`${loginId} cannot sign on: ${answer.status}`);
  return token;
}
