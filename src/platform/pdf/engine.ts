/**
 * The PDF engine of the parent's side: hands each document to a child process that it can kill (DESIGN §4.15). The
 * parent never parses a byte of a PDF. A child that stalls, grows too large or dies has its document refused.
 */
import type { Log } from '../../kernel/ports.ts';
import { type ChildLimits, PdfChild } from './child.ts';
import type { Verdict } from './examine.ts';
import type { Answer, Task } from './worker.ts';

export interface PdfEngineOptions extends Partial<ChildLimits> {
  readonly log: Log;
  /** Children at work at the same time; more documents wait in line. */
  readonly atOnce?: number;
  /**
   * How many documents a child may see, one after the other; 1 gives each a process of its own. A child that has
   * refused a document never sees another.
   */
  readonly documentsPerChild?: number;
}

export interface PdfChildEngine {
  examine(path: string): Promise<Verdict>;
  stampTail(path: string, lines: { readonly prefix: string }): Promise<Buffer>;
  text(path: string, pages: number): Promise<readonly string[]>;
  /** Ends all children; documents in work fail. */
  stop(): void;
}

interface Waiting {
  readonly task: Task;
  readonly done: (answer: Answer) => void;
}

const STOPPED: Answer = { kind: 'failed', detail: 'the PDF engine has been stopped' };

/** An engine whose children start when they are first needed. */
export function createPdfEngine(options: PdfEngineOptions): PdfChildEngine {
  const atOnce = options.atOnce ?? 2;
  const limits: ChildLimits = {
    wallClockMs: options.wallClockMs ?? 20_000,
    memoryBytes: options.memoryBytes ?? 768 * 1024 * 1024,
    documents: options.documentsPerChild ?? 25,
  };
  const line: Waiting[] = [];
  const idle: PdfChild[] = [];
  const all = new Set<PdfChild>();
  let busy = 0;
  let stopped = false;

  function child(): PdfChild {
    const made = new PdfChild(limits);
    all.add(made);
    void made.ended.then(() => {
      all.delete(made);
      const at = idle.indexOf(made);
      if (at >= 0) idle.splice(at, 1);
    });
    return made;
  }

  async function work({ task, done }: Waiting): Promise<void> {
    const worker = idle.pop() ?? child();
    const told = await worker.perform(task);
    // A document whose child we ended ourselves is not at fault, nor is a child that had not started yet.
    const answer: Answer = stopped && (told.kind === 'refused' || told.kind === 'failed') ? STOPPED : told;
    busy--;
    if (worker.mayGoOn(answer)) idle.push(worker);
    else {
      worker.end();
      // The next document should not have to wait for a start.
      if (!stopped && idle.length === 0) idle.push(child());
    }
    if (answer.kind === 'refused') options.log.warn({ task: task.kind, ...answer }, 'PDF refused by its child process');
    done(answer);
    next();
  }

  function next(): void {
    if (busy >= atOnce) return;
    const waiting = line.shift();
    if (!waiting) return;
    busy++;
    void work(waiting);
  }

  function perform(task: Task): Promise<Answer> {
    if (stopped) throw new Error('the PDF engine has been stopped');
    return new Promise((done) => {
      line.push({ task, done });
      next();
    });
  }

  return {
    async examine(path) {
      const answer = await perform({ kind: 'examine', path });
      if (answer.kind === 'verdict') return answer.verdict;
      if (answer.kind === 'refused') return { ok: false, code: answer.code, detail: answer.detail };
      throw new Error(`the PDF engine failed: ${'detail' in answer ? answer.detail : answer.kind}`);
    },
    async stampTail(path, lines) {
      const answer = await perform({ kind: 'stamp', path, prefix: lines.prefix });
      if (answer.kind === 'tail')
        return Buffer.from(answer.tail.buffer, answer.tail.byteOffset, answer.tail.byteLength);
      throw new Error(`no stamp can be made: ${'detail' in answer ? answer.detail : answer.kind}`);
    },
    async text(path, pages) {
      const answer = await perform({ kind: 'text', path, pages });
      return answer.kind === 'text' ? answer.pages : [];
    },
    stop() {
      stopped = true;
      for (const waiting of line.splice(0)) waiting.done(STOPPED);
      for (const each of all) each.end();
    },
  };
}
