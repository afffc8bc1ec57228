/** What the policy costs: one question about a public entry, and a row of a docket by the reader beside the bare query. */
import type { Actor } from '../src/court/access/actor.ts';
import { type Matter, mayRead, type Standing } from '../src/court/access/policy.ts';
import { importDocket } from '../src/court/cases/import-docket.ts';
import type { DocketCursor } from '../src/court/docket/model.ts';
import { readerFor } from '../src/court/docket/reader.ts';
import { docketBatch } from '../src/court/docket/store.ts';
import type { CaseId, CourtId } from '../src/kernel/ids.ts';
import { importPortsOf } from './import.ts';
import { type Measured, median, millisecondsOf } from './line.ts';
import { aLongDocket } from './long-docket.ts';
import type { World } from './world.ts';

const CALLS = 200_000;
const RUNS = 11;
const ROWS = 5_000;
const BATCH = 500;
const SEQ = 778;
const COURT = 'dcd' as CourtId;

export async function* benchPolicy(world: World): AsyncGenerator<Measured> {
  const standing: Standing = { participant: false, assignedJudge: false };
  const actors: readonly Actor[] = [{ kind: 'anonymous' }, world.lawyer.actor];
  const entry: Matter = { court: COURT, caseId: 1 as CaseId, inCase: 'public', inEntry: 'public', document: 'public' };
  const asked = (n: number): boolean => mayRead(actors[n % actors.length]!, standing, entry) === 'allow';
  const nothing = (n: number): boolean => n >= 0;
  const [ours, bare] = besides(asked, nothing);
  yield { name: 'policy-read', ours, bare, unit: 'µs', n: RUNS, bar: { of: 'ours', atMost: 50 } };
  yield await rowOfDocket(world);
}

/** Microseconds that a call of each takes, measured turn by turn. Both must say yes each time. */
function besides(ours: (n: number) => boolean, bare: (n: number) => boolean): [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS + 2; run++) {
    for (const [which, call] of [ours, bare].entries()) {
      const began = performance.now();
      let yes = 0;
      for (let n = 0; n < CALLS; n++) if (call(n)) yes++;
      const took = performance.now() - began;
      if (yes !== CALLS) throw new Error('a public entry was refused');
      // The first two warm the engine.
      if (run >= 2) times[which]!.push((took * 1000) / CALLS);
    }
  }
  return [median(times[0]), median(times[1])];
}

/** A row of a long docket as the reader gives it to one for whom the sealed side is asked too, beside the same rows by the store alone. */
async function rowOfDocket(world: World): Promise<Measured> {
  const outcome = await importDocket(importPortsOf(world), JSON.stringify(aLongDocket(ROWS, SEQ)), 'policy.json');
  if (outcome !== 'taken') throw new Error(`the docket was not taken in: ${JSON.stringify(outcome)}`);
  const { web, registrar, clock, settingsOf } = world.court.system.court;
  const ports = { web, registrar, clock, zoneOf: async (court: CourtId) => (await settingsOf(court)).zone };
  const reader = readerFor(ports, { kind: 'system', purpose: 'bench' }, COURT);
  const open = await reader.openCase({ office: '1', yy: '26', type: 'cv', seq: SEQ });
  const byReader = async () => {
    let rows = 0;
    for await (const batch of open.docket({ order: 'oldest-first' })) rows += batch.length;
    if (rows !== ROWS) throw new Error(`the reader gave ${rows} rows`);
  };
  const byStore = async () => {
    let after: DocketCursor | null = null;
    for (let rows = 0; rows < ROWS; rows += BATCH) {
      const batch = await docketBatch(web, 'pub', COURT, open.header.caseId, { order: 'oldest-first' }, after, BATCH);
      const last = batch[BATCH - 1];
      if (!last) throw new Error('the store gave too few rows');
      after = { filedOn: last.filed_on, seq: last.entry_seq };
    }
  };
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let run = 0; run < RUNS + 2; run++) {
    const [ours, bare] = [await millisecondsOf(byReader), await millisecondsOf(byStore)];
    if (run < 2) continue;
    times.ours.push(ours);
    times.bare.push(bare);
  }
  const each = (all: readonly number[]): number => (median(all) * 1000) / ROWS;
  return { name: 'policy-docket-row', ours: each(times.ours), bare: each(times.bare), unit: 'µs', n: RUNS };
}
