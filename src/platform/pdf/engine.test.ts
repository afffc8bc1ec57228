import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bomb, hiddenBomb, pdf, scanLikePdf } from '../../../test/support/pdfs.ts';
import type { PdfEngine } from '../../court/documents/pdf-port.ts';
import { PdfChild } from './child.ts';
import { createPdfEngine, type PdfEngineOptions } from './engine.ts';

const log = { info() {}, warn() {}, error() {} };
const MB = 1024 * 1024;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openecf-pdf-'));
});
after(() => rm(folder, { recursive: true }));

async function upload(bytes: Buffer): Promise<string> {
  const path = join(folder, `${Math.random()}.pdf`);
  await writeFile(path, bytes);
  return path;
}

async function withEngine<T>(
  options: Omit<PdfEngineOptions, 'log'>,
  work: (engine: PdfEngine) => Promise<T>,
): Promise<T> {
  const engine = createPdfEngine({ log, ...options });
  try {
    return await work(engine);
  } finally {
    engine.stop();
  }
}

test('many documents at once are all judged, each as it deserves', async () => {
  const paths = await Promise.all([3, 1, 4, 1, 5].map((pages) => upload(pdf({ pages }))));
  const bad = await upload(Buffer.from('no PDF'));
  await withEngine({}, async (engine) => {
    const verdicts = await Promise.all([...paths, bad].map((path) => engine.examine(path)));
    assert.deepEqual(
      verdicts.map((verdict) => (verdict.ok ? verdict.pages : verdict.code)),
      [3, 1, 4, 1, 5, 'pdf-not-wellformed'],
    );
    const tail = await engine.stampTail(paths[0]!, { prefix: 'Case 1:26-cv-00001   Document 1   Filed 01/02/26' });
    assert.match(tail.toString('latin1'), /Page 3 of 3\) Tj/);
  });
});

test('a bomb is refused within limits, the server does not grow, and the next document is judged', async () => {
  const paths = [await upload(bomb()), await upload(hiddenBomb())];
  const good = await upload(pdf());
  await withEngine({ memoryBytes: 400 * MB }, async (engine) => {
    await engine.examine(good);
    const before = process.memoryUsage().rss;
    for (const path of paths) {
      const started = performance.now();
      const verdict = await engine.examine(path);
      assert.ok(!verdict.ok && verdict.code === 'pdf-active', JSON.stringify(verdict));
      assert.ok(performance.now() - started < 10_000);
    }
    assert.ok(process.memoryUsage().rss - before < 50 * MB);
    assert.ok((await engine.examine(good)).ok);
  });
});

test('the memory of a reader is watched: a bomb that hides from the first look is stopped by its weight', async () => {
  const path = await upload(hiddenBomb());
  const verdict = await withEngine({ memoryBytes: 400 * MB }, (engine) => engine.examine(path));
  assert.deepEqual(verdict, { ok: false, code: 'pdf-active', detail: 'malformed: it needs too much memory to read' });
});

test('a document that takes too long is refused when its time is over', async () => {
  const path = await upload(hiddenBomb());
  const started = performance.now();
  const verdict = await withEngine({ wallClockMs: 300, memoryBytes: 4000 * MB }, (engine) => engine.examine(path));
  assert.deepEqual(verdict, { ok: false, code: 'pdf-active', detail: 'malformed: it takes too long to read' });
  assert.ok(performance.now() - started < 5000);
});

test('a document whose reader dies is refused, not forgotten', async () => {
  const child = new PdfChild({ wallClockMs: 20_000, memoryBytes: 4000 * MB, documents: 1 });
  const answered = child.perform({ kind: 'examine', path: await upload(hiddenBomb()) });
  setTimeout(() => child.end(), 600);
  const answer = await answered;
  assert.ok(answer.kind === 'refused' || answer.kind === 'failed', JSON.stringify(answer));
  await child.ended;
});

test('a scan of 50 MB is judged and stamped, and does not pass through the server', async () => {
  const path = await upload(scanLikePdf(49, 100));
  await withEngine({}, async (engine) => {
    await engine.examine(await upload(pdf()));
    const before = process.memoryUsage().rss;
    const verdict = await engine.examine(path);
    assert.ok(verdict.ok && verdict.pages === 100, JSON.stringify(verdict));
    assert.ok((await engine.stampTail(path, { prefix: 'Case 1:26-cv-1' })).length < 200_000);
    assert.ok(process.memoryUsage().rss - before < 20 * MB);
  });
});

test('a file that is not there is our fault, not a refusal of the filer’s document', async () => {
  await withEngine({}, (engine) => assert.rejects(engine.examine(join(folder, 'gone.pdf')), /ENOENT/));
});

test('a reader knows none of the server’s secrets, may only read, and is not ended by Ctrl-C', async () => {
  process.env.DATABASE_URL_VAULT = 'postgres://vault:hush@db';
  const child = new PdfChild({ wallClockMs: 20_000, memoryBytes: 768 * MB, documents: 9 });
  const task = { kind: 'examine', path: await upload(pdf()) } as const;
  assert.equal((await child.perform(task)).kind, 'verdict');
  const about = await aboutProcess(child.pid!);
  assert.match(about, /--permission.--allow-fs-read=\*/);
  assert.doesNotMatch(about, /hush|allow-fs-write|allow-child/);
  process.kill(child.pid!, 'SIGINT');
  assert.equal((await child.perform(task)).kind, 'verdict');
  child.end();
  await child.ended;
});

/** A process's command line and environment, as the system tells them. */
async function aboutProcess(pid: number): Promise<string> {
  if (process.platform !== 'linux') return execFileSync('ps', ['eww', '-o', 'command=', '-p', `${pid}`]).toString();
  return (await readFile(`/proc/${pid}/cmdline`, 'latin1')) + (await readFile(`/proc/${pid}/environ`, 'latin1'));
}

test('a document in work when the server stops is not blamed for it', async () => {
  const engine = createPdfEngine({ log, memoryBytes: 4000 * MB });
  const answered = engine.examine(await upload(hiddenBomb()));
  setTimeout(() => engine.stop(), 700);
  await assert.rejects(answered, /stopped/);
});

test('after the engine has been stopped it takes nothing more', async () => {
  const engine = createPdfEngine({ log });
  engine.stop();
  await assert.rejects(engine.examine(join(folder, 'any.pdf')), /stopped/);
});
