/**
 * Makes the demo (DESIGN §4.14): invented courts with people, cases and fourteen months of entries, put in through the same
 * acts by which people file. Every step has a key of its own, so that a making that was interrupted goes on where it
 * stopped, and one that is finished is not made again.
 */
import type { System } from '../compose.ts';
import { installCourt } from '../court/settings/install-court.ts';
import type { CourtFile } from '../court/settings/model.ts';
import { insertSettings } from '../court/settings/store.ts';
import type { Log } from '../kernel/ports.ts';
import { type CivilDate, civilDate, plusDays, standingClock, startOfDay } from '../kernel/time.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { allEnded } from './all-ended.ts';
import { type DemoCourt, demoCourts, seedOf } from './demo-courts.ts';
import { type DemoFile, writeDemoFile } from './demo-file.ts';
import { describeDemo, type MadeCourt } from './describe-demo.ts';
import { dawn, enrol } from './enrol.ts';
import { fileStories } from './file-stories.ts';
import { demoPeople } from './people.ts';
import type { Begun } from './plan.ts';
import { planDemo } from './plan-demo.ts';
import { recordCases } from './record-cases.ts';

export interface DemoWishes {
  readonly baseUrl: string;
  readonly mailUrl: string | null;
  readonly payUrl: string | null;
  /** What chance comes from. Of a demo that has been begun, the seed of its beginning counts. */
  readonly seed: string;
  /** Where `demo.json` goes. */
  readonly dataDir: string;
  readonly log: Log;
}

/** Longer ago than the first case of the demo. */
const HISTORY_DAYS = 440;

/**
 * Makes the demo where it is not there yet, its courts beside each other, and writes `demo.json` anew. The same seed on the
 * same day gives the same dockets; ids and document serials may differ. Nobody is told of any entry and no job is enqueued,
 * but messages for the national index wait in the outbox.
 */
export async function makeDemo(system: System, given: DemoWishes): Promise<DemoFile> {
  const courts = demoCourts();
  const begun: Beginning[] = [];
  for (const court of courts)
    begun.push({ court, begun: await begin(system, court.file, begun[0]?.begun.seed ?? given.seed) });
  const [{ begun: first }] = begun as [Beginning];
  const accounts = await openAccounts(
    system,
    courts.map(({ file }) => file),
    first.seed,
    dawn(courts[0]!.file, first),
  );
  const made = await allEnded(begun.map((each) => makeCourt(system, accounts, each, given.log)));
  const file = await describeDemo(system, made, first.seed, given);
  await writeDemoFile(given.dataDir, file);
  return file;
}

interface Beginning {
  readonly court: DemoCourt;
  readonly begun: Begun;
}

/** One court's people and cases. */
async function makeCourt(
  system: System,
  accounts: Accounts,
  { court: { file: court, outlines, everyKind }, begun }: Beginning,
  log: Log,
): Promise<MadeCourt> {
  const started = performance.now();
  const calendar = system.court.deadlines.calendarOf({
    deadlineDays: {},
    state: court.settings.holidaysOf ?? null,
    court: court.id,
  });
  const seed = seedOf(begun.seed, court);
  const receipts = `A${court.id.toUpperCase()}C`;
  const cases = planDemo({ seed, today: begun.today, calendar, outlines, everyKind, receipts });
  if (!begun.complete) {
    const people = await enrol(system, court, demoPeople(court), accounts, begun);
    const recorded = await recordCases(system, court, people, cases, begun);
    const filed = await fileStories(system, court, people, recorded, seed);
    await mark(system, court, 'demo-complete', true);
    const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
    log.info({ court: court.id, cases: cases.length, ...filed, seconds }, 'the demo of a court has been made');
  }
  return { court, cases };
}

/** Installs the court, and keeps what this demo is made from. */
async function begin(system: System, court: CourtFile, seed: string): Promise<Begun> {
  const marks = await system.court.court.query<{ key: string; value: unknown }>(
    `select key, value from pub.court_setting_version where court_id = $1 and key in ('demo-begun', 'demo-complete')`,
    [court.id],
  );
  const kept = marks.find(({ key }) => key === 'demo-begun')?.value as { seed: string; today: CivilDate } | undefined;
  const from = kept ?? { seed, today: civilDate(system.court.clock.now(), court.zone) };
  const since = plusDays(from.today, -HISTORY_DAYS);
  const clock = kept ? system.court.clock : standingClock(startOfDay(since, court.zone));
  await installCourt({ court: system.court.court, clock }, court);
  if (!kept) await mark(system, court, 'demo-begun', from);
  return { ...from, since, complete: marks.some(({ key }) => key === 'demo-complete') };
}

/** A row among the court's settings, beside those that the program knows. */
async function mark(system: System, court: CourtFile, key: string, value: unknown): Promise<void> {
  const now = system.court.clock.now();
  await insertSettings(system.court.court, court.id, civilDate(now, court.zone), now, { [key]: value });
}
