import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { aDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { aDocket, aDocketEntry, asFile } from '../court/cases/fictional-docket.ts';
import { readCourtFacts } from '../court/settings/model.ts';
import { seededRandom } from '../kernel/random.ts';
import { standingClock } from '../kernel/time.ts';
import { takeAll } from './import.ts';

const LONG = process.env.OPENECF_LONG === '1';
const FILES = LONG ? 10_000 : 300;
const limits = { timeout: LONG ? 1_500_000 : 110_000 };
const MB = 2 ** 20;
/** What all files hold together, so that a run which keeps what it read is seen, however many there are. */
const TEXT = 40 * MB;
/**
 * From the first third of the files to the end. Held: by our objects, after a collection; it moves by 6 MB. Resident: the
 * process with the heap that V8 keeps for new objects, which is still growing in the first thousand files.
 */
const MOST = { held: 12 * MB, resident: 96 * MB };
let database: TestDatabase;
let folder: string;

before(async () => {
  database = await aDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'import-'));
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** Small files: three dockets in four, and each fourth the attachment menu of the docket before it. */
function writeFiles(): void {
  for (let n = 0; n < FILES; n += 1) {
    const below = path.join(folder, String(Math.floor(n / 1000)).padStart(3, '0'));
    mkdirSync(below, { recursive: true });
    const before = n % 4 === 3;
    const of = before ? n - 1 : n;
    const pacer_doc_id = `0450${6_000_001 + of * 2}`;
    const file = before
      ? {
          attachments: [],
          document_number: 1,
          pacer_case_id: String(200_000 + of),
          pacer_doc_id,
          pacer_seq_no: '4',
          page_count: 1 + (n % 9),
        }
      : aDocket({
          docket_number: `1:26-cv-${String(10_000 + n)}`,
          docket_entries: [
            aDocketEntry({ pacer_doc_id, description: `COMPLAINT number ${n}. ${'and '.repeat(TEXT / FILES / 3)}` }),
          ],
        });
    writeFileSync(path.join(below, `${String(n).padStart(6, '0')}.json`), asFile(file));
  }
}

/** What is held after everything that nobody needs was thrown away. */
function memory(): { held: number; resident: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}

test('thousands of files are taken in one run, with a line of progress, and memory stays flat', limits, async (t) => {
  writeFiles();
  let taken = 0;
  let early = { held: 0, resident: 0 };
  const growth = { held: 0, resident: 0 };
  const ports = {
    court: database.court,
    clock: standingClock('2026-11-02T15:00:00Z'),
    random: seededRandom('import many'),
    log: {
      info: () => {
        taken += 1;
        if (taken < FILES / 3 || taken % (FILES / 20) !== 0) return;
        const now = memory();
        if (early.held === 0) early = now;
        for (const kind of ['held', 'resident'] as const)
          growth[kind] = Math.max(growth[kind], now[kind] - early[kind]);
      },
      warn: () => {},
      error: () => {},
    },
    facts: readCourtFacts(readFileSync('courts/facts.csv', 'utf8')),
    enqueue: async () => {},
  };
  let last = '';
  t.mock.method(process.stderr, 'write', (line: string | Uint8Array, ...more: unknown[]) => {
    last = String(line);
    const done = more.find((each) => typeof each === 'function') as (() => void) | undefined;
    done?.();
    return true;
  });
  const started = performance.now();
  assert.deepEqual(await takeAll(ports, [folder]), { taken: FILES, unchanged: 0, refused: 0 });
  const seconds = (performance.now() - started) / 1000;
  t.mock.restoreAll();
  assert.match(last, new RegExp(`^${FILES} files: ${FILES} taken, 0 unchanged, 0 refused$`, 'm'));
  const grew = `${(growth.held / MB).toFixed(1)} MB more held, ${(growth.resident / MB).toFixed(1)} MB more resident`;
  t.diagnostic(`${FILES} files in ${seconds.toFixed(1)} s, ${grew}`);
  assert.ok(early.held > 0, 'nothing was measured');
  assert.ok(growth.held < MOST.held && growth.resident < MOST.resident, grew);
});
