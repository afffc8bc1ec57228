/** A child process that reads untrusted PDFs: one task at a time, told and answered by messages (DESIGN §4.15). */
import { readFile, stat } from 'node:fs/promises';
import { examine, makeTail, type Verdict } from './examine.ts';
import { PDF_LIMITS } from './limits.ts';
import { compilePdfium } from './pdfium.ts';
import { malformed, PdfRefused, type RefusalCode } from './syntax.ts';
import { textOfPages } from './text.ts';

export type Task =
  | { readonly kind: 'examine'; readonly path: string }
  | { readonly kind: 'stamp'; readonly path: string; readonly prefix: string }
  | { readonly kind: 'text'; readonly path: string; readonly pages: number };

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'tail'; readonly tail: Uint8Array }
  | { readonly kind: 'text'; readonly pages: readonly string[] }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly detail: string }
  /** Something that is not the file's fault, such as a path that is not there. */
  | { readonly kind: 'failed'; readonly detail: string };

const answer = (message: Answer): void => void process.send?.(message);

async function bytesOf(path: string): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > PDF_LIMITS.fileBytes) throw new PdfRefused('pdf-active', 'malformed: larger than any court takes');
  if (size === 0) throw malformed('it is empty');
  return readFile(path);
}

async function perform(task: Task): Promise<Answer> {
  try {
    const bytes = await bytesOf(task.path);
    if (task.kind === 'stamp') return { kind: 'tail', tail: makeTail(bytes, task.prefix) };
    if (task.kind === 'text') return { kind: 'text', pages: await textOfPages(bytes, task.pages) };
    return { kind: 'verdict', verdict: await examine(bytes) };
  } catch (error) {
    if (error instanceof PdfRefused) return { kind: 'refused', code: error.code, detail: error.message };
    if ((error as NodeJS.ErrnoException).syscall) return { kind: 'failed', detail: String(error) };
    // A parser that trips over a file: the file is at fault until shown otherwise.
    return { kind: 'refused', code: 'pdf-active', detail: `malformed: ${String(error).slice(0, 200)}` };
  }
}

process.on('message', (task: Task) => void perform(task).then(answer));
// Ctrl-C reaches the whole group; the server still finishes the filings in flight, and ends us when it is done.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
// The parent is gone: nobody is left to answer.
process.on('disconnect', () => process.exit(0));
await compilePdfium();
answer({ kind: 'ready' });
