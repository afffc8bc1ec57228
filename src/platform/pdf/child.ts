/** One child process of the PDF engine, with its clock and its scales. */
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Answer, Task } from './worker.ts';

export interface ChildLimits {
  /** Milliseconds that one document may take. */
  readonly wallClockMs: number;
  /** Resident bytes beyond which the child is killed. */
  readonly memoryBytes: number;
  /** Documents after which a child is replaced. */
  readonly documents: number;
}

/** How often a working child is weighed: an inflating bomb gains about 1 GB a second. */
const WEIGH_EVERY_MS = 50;
const START_MS = 20_000;

/**
 * May read files, and nothing else: no writing, no programs, no threads, no native code. Its own heap is limited;
 * buffers and WASM memory are outside of it, hence the scales.
 */
const ARGUMENTS = ['--permission', '--allow-fs-read=*', '--max-old-space-size=512', '--no-warnings'];

export class PdfChild {
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  private readonly process: ChildProcess;
  private readonly limits: ChildLimits;
  private readonly ready: Promise<void>;
  private seen = 0;
  private alive = true;
  private listener: ((answer: Answer) => void) | null = null;

  constructor(limits: ChildLimits) {
    this.limits = limits;
    // An empty environment: the child has no use for the addresses and passwords in ours.
    this.process = fork(new URL('./worker.ts', import.meta.url), [], {
      env: {},
      execArgv: ARGUMENTS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let started = (): void => {};
    this.ready = new Promise((resolve) => {
      started = resolve;
    });
    this.ended = new Promise((resolve) => {
      const gone = (why: string): void => {
        this.alive = false;
        started();
        this.listener?.({ kind: 'refused', code: 'pdf-active', detail: `malformed: ${why}` });
        resolve();
      };
      this.process.once('error', (error) => gone(`its reader failed (${error.message})`));
      this.process.once('exit', (code, signal) => gone(`its reader ended (${signal ?? code})`));
    });
    this.process.on('message', (answer: Answer) => (answer.kind === 'ready' ? started() : this.listener?.(answer)));
    this.rest();
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Gives the child one task and waits for its answer, or for the reason why there is none. Never rejects. */
  async perform(task: Task): Promise<Answer> {
    this.process.ref();
    this.process.channel?.ref();
    if (!(await this.isReady())) return { kind: 'failed', detail: 'the reading process does not start' };
    this.seen++;
    const answer = await new Promise<Answer>((resolve) => {
      const refuse = (why: string): void =>
        resolve({ kind: 'refused', code: 'pdf-active', detail: `malformed: ${why}` });
      this.listener = resolve;
      const clock = setTimeout(() => refuse('it takes too long to read'), this.limits.wallClockMs);
      const scales = setInterval(() => {
        void this.weight().then((bytes) => {
          if (bytes > this.limits.memoryBytes) refuse('it needs too much memory to read');
        });
      }, WEIGH_EVERY_MS);
      this.process.send(task, (error) => error && refuse('its reader ended'));
      void this.ended.then(() => refuse('its reader ended'));
      this.stopWatching = () => {
        clearTimeout(clock);
        clearInterval(scales);
      };
    });
    this.stopWatching();
    this.listener = null;
    if (answer.kind === 'refused' && answer.detail.startsWith('malformed:')) this.end();
    this.rest();
    return answer;
  }

  /** Whether the child may be given another document after this answer. */
  mayGoOn(answer: Answer): boolean {
    const accepted = answer.kind === 'tail' || (answer.kind === 'verdict' && answer.verdict.ok);
    return this.alive && accepted && this.seen < this.limits.documents;
  }

  end(): void {
    this.alive = false;
    this.process.kill('SIGKILL');
  }

  private stopWatching: () => void = () => {};

  /** An idle child must not keep the server from ending. */
  private rest(): void {
    this.process.unref();
    this.process.channel?.unref();
  }

  private async isReady(): Promise<boolean> {
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<void>((resolve) => {
      late = setTimeout(() => {
        this.end();
        resolve();
      }, START_MS);
    });
    await Promise.race([this.ready, tooLate]);
    clearTimeout(late);
    return this.alive;
  }

  /** Resident bytes of the process; 0 when they cannot be told because it is ending. */
  private async weight(): Promise<number> {
    const { pid } = this.process;
    if (pid === undefined) return 0;
    if (process.platform === 'linux') {
      const status = await readFile(`/proc/${pid}/status`, 'latin1').catch(() => '');
      return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
    }
    const told = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '0' }));
    return Number(told.stdout.trim()) * 1024;
  }
}
