/** Puts it together and runs it: listens at once, starts the database, migrates, makes the demo, serves, ends cleanly. */
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { installOwnData, openSystem, projectFolder, type System } from './compose.ts';
import { allCourts } from './court/settings/store.ts';
import { type DemoFile, demoSignOns } from './demo/demo-file.ts';
import { makeDemo } from './demo/make-demo.ts';
import { courtBase } from './faces/web/look/addresses.ts';
import type { Running } from './faces/web/running.ts';
import { buildServer } from './faces/web/server.ts';
import type { CourtId } from './kernel/ids.ts';
import { systemRandom } from './kernel/random.ts';
import { type Clock, clockFrom, systemClock } from './kernel/time.ts';
import type { HashingCost } from './pacer/ports.ts';
import { type Config, readConfig } from './platform/config.ts';
import { isConnectionLost } from './platform/database/connection-lost.ts';
import { startWorker } from './platform/jobs/worker.ts';
import { makeLog } from './platform/log/log.ts';
import { type Catcher, startCatcher } from './platform/mail/catcher.ts';
import { smtpMailer } from './platform/mail/mailer.ts';
import { makeMetrics } from './platform/metrics/metrics.ts';
import { FolderInUse, lockDataDir } from './platform/postgres/lock-data-dir.ts';
import { findDatabase, prepareDatabase } from './start-database.ts';
import { tasksOf } from './tasks.ts';

const started = performance.now();
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;

/** In test mode hashing a password costs little: thousands of sign-ons are tried. */
const CHEAP_HASHING: HashingCost = { memoryKiB: 64, passes: 1, lanes: 1 };

/** Everything that is running and must be ended, in the order in which it was started. */
const endings: { readonly name: string; readonly end: () => Promise<unknown> }[] = [];
let ending: Promise<void> | null = null;

function endAll(log: { flush(): void }, code: number): Promise<void> {
  ending ??= (async () => {
    for (const { end } of endings.reverse()) await end().catch(() => undefined);
    log.flush();
    process.exit(code);
  })();
  return ending;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const lock = lockDataDir(config.dataDir);
  endings.push({ name: 'lock', end: async () => lock.release() });
  const log = makeLog({ file: path.join(config.dataDir, 'openecf.log') });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!ending) say(`\nEnding (${signal}): filings in flight are finished first.`);
      void endAll(log, 0);
    });
  }

  // The job library lets go of a promise when the database is lost under it. That is no reason to end: the database comes
  // back, and what was to be done is found again by the sweep. Anything else unforeseen ends the program, as it should.
  process.on('unhandledRejection', (error) => {
    if (isConnectionLost(error)) return log.warn({ error: String(error) }, 'the database was lost under a task');
    log.error({ error: error instanceof Error ? error.stack : String(error) }, 'an unforeseen fault: the server ends');
    process.stderr.write(
      `OpenECF ends after an unforeseen fault: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    void endAll(log, 1);
  });

  /** Ids under which courts answer, their own and those of the courts whose place they take. */
  const courtIds = new Map<CourtId, CourtId>();
  let running: Running | null = null;
  let demo: DemoFile | null = null;
  let ready = false;
  const metrics = makeMetrics();
  const clock: Clock = config.test?.now ? clockFrom(config.test.now) : systemClock;
  const { app } = await buildServer({
    running: () => running,
    settings: {
      publicUrl: config.publicUrl,
      cookieDomain: config.cookieDomain,
      secureCookies: config.publicUrl?.startsWith('https:') ?? false,
      trustedProxy: config.trustedProxy,
      hosts: { suffixes: config.legacyHostSuffixes, courtNamed: (id) => courtIds.get(id) ?? null },
    },
    log,
    random: systemRandom,
    metrics,
    uswds: path.join(projectFolder, 'node_modules/@uswds/uswds/dist'),
  });
  await app
    .listen({ port: config.port, host: '::', ipv6Only: false } as never)
    .catch(() => app.listen({ port: config.port, host: '0.0.0.0' }));
  const { port } = app.server.address() as { port: number };
  const baseUrl = config.publicUrl ?? `http://localhost:${port}`;
  say(`OpenECF listens on ${baseUrl} (starting; ${seconds()})`);

  const database = await findDatabase(config, log, false);
  endings.push({ name: 'database', end: () => database.stop() });
  const applied = await prepareDatabase(database, log);
  if (applied.length > 0) say(`Database ready, ${applied.length} migrations applied (${seconds()})`);
  if (!database.separated)
    say('All database logins are one account: the separation of sealed matter is NOT in force. See openecf db:roles.');

  const system = await openSystem({
    url: (login) => database.url(login),
    dataDir: config.dataDir,
    clock,
    random: systemRandom,
    log,
    connections: 16,
    ...(config.test ? { hashing: CHEAP_HASHING } : {}),
  });
  endings.push({ name: 'system', end: () => system.close() });
  const catcher = config.smtpUrl
    ? null
    : await startCatcher({ port: config.mailPort, dir: path.join(config.dataDir, 'mail'), log, clock });
  if (catcher) endings.push({ name: 'catcher', end: () => catcher.stop() });
  await installOwnData(system);
  endings.push({ name: 'server', end: () => closeServer(app) });
  await learnCourtIds(system, courtIds);
  const learning = setInterval(() => void learnCourtIds(system, courtIds).catch(() => undefined), 30_000);
  endings.push({ name: 'court ids', end: async () => clearInterval(learning) });
  running = {
    court: system.court,
    pacer: system.pacer,
    pacerPort: system.pacerPort,
    courts: () => openCourts(system),
    catcher,
    demoReady: () => ready,
    demoSignOns: () => (demo ? demoSignOns(demo) : []),
  };
  demo = await makeDemo(system, {
    baseUrl,
    mailUrl: catcher ? `${baseUrl}/mail` : null,
    payUrl: null,
    seed: config.test?.seed ?? 'olympia',
    dataDir: config.dataDir,
    log,
  });
  // After the demo: its papers are of the past, and a sweep would take them for leftovers.
  await startWork(system, config, catcher, baseUrl, metrics);
  ready = true;
  announce(demo, baseUrl, catcher !== null);
}

/** Courts come by import too, while the server runs. A court's own id goes before one that another takes. */
async function learnCourtIds(system: System, known: Map<CourtId, CourtId>): Promise<void> {
  const courts = await allCourts(system.court.web);
  for (const court of courts) if (court.legacyAs) known.set(court.legacyAs, court.id);
  for (const court of courts) known.set(court.id, court.id);
}

/** Takes no more requests and lets those in flight finish; connections that only wait are cut. */
async function closeServer(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  await app.close().finally(() => clearInterval(idle));
}

async function openCourts(system: System): Promise<CourtId[]> {
  const rows = await system.court.web.query<{ court_id: CourtId }>(
    'select court_id from pub.court order by configured desc, name, court_id limit 300',
    [],
    'open-courts',
  );
  return rows.map((row) => row.court_id);
}

async function startWork(
  system: System,
  config: Config,
  catcher: Catcher | null,
  baseUrl: string,
  metrics: ReturnType<typeof makeMetrics>,
): Promise<void> {
  const mailer = smtpMailer(config.smtpUrl ?? `smtp://127.0.0.1:${catcher!.port}`);
  endings.push({ name: 'mailer', end: async () => mailer.close() });
  const { tasks, everyMinute } = tasksOf(system, {
    mailer,
    baseOf: (court) => `${baseUrl}${courtBase(court)}`,
    counted: (outcome) => metrics.notice(outcome),
  });
  const worker = await startWorker({ pool: system.jobsPool, log: system.log, tasks, everyMinute, concurrency: 4 });
  endings.push({ name: 'worker', end: () => worker.stop() });
  // What a server that died has left behind is taken up at once.
  await system.jobs.query(`select ops.enqueue('sweep', '{"all":true}', 'sweep at start')`);
}

function announce(demo: DemoFile, baseUrl: string, mail: boolean): void {
  say('');
  say(`Ready in ${seconds()}.`);
  say(`  Open          ${baseUrl}/`);
  if (mail) say(`  Mail caught   ${baseUrl}/mail`);
  say('  Sign on with  (demo people; all invented)');
  for (const each of demoSignOns(demo)) say(`    ${each.role.padEnd(22)} ${each.loginId.padEnd(24)} ${each.password}`);
  say('');
  say('Stop with Ctrl-C.');
}

main().catch((error: unknown) => {
  const words = error instanceof FolderInUse || error instanceof Error ? error.message : String(error);
  process.stderr.write(`OpenECF cannot start: ${words}\n`);
  if (!(error instanceof FolderInUse) && error instanceof Error && error.stack)
    process.stderr.write(`${error.stack}\n`);
  void endAll({ flush: () => undefined }, 1);
});
