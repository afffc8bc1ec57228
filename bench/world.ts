/** What the benches run on: a Postgres of its own, a small court, and its web server on a loopback port. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../src/compose.ts';
import { NO_HOSTS } from '../src/faces/web/hosts.ts';
import { buildServer } from '../src/faces/web/server.ts';
import type { CourtId } from '../src/kernel/ids.ts';
import { systemRandom } from '../src/kernel/random.ts';
import { signOn } from '../src/pacer/accounts/sign-on.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { makeMetrics } from '../src/platform/metrics/metrics.ts';
import { aTestCourt, PASSWORD, type TestCourt, type TestPerson } from '../test/support/system.ts';
import { startFreshPostgres } from '../tools/test-setup.ts';

/** How many file at once. */
export const CLIENTS = 16;

export interface World {
  readonly seed: string;
  readonly court: TestCourt;
  /** An attorney with the right to file. */
  readonly lawyer: TestPerson;
  /** `http://127.0.0.1:<port>` of our server. */
  readonly baseUrl: string;
  /** Headers of a member of the public who is signed on. */
  readonly reader: Readonly<Record<string, string>>;
  /** The connection URL of the `court` login, for the bare statements. */
  readonly courtUrl: string;
  end(): Promise<void>;
}

export async function aWorld(seed: string): Promise<World> {
  const { postgres, stop } = await startFreshPostgres();
  const folder = mkdtempSync(path.join(tmpdir(), 'openecf-bench-'));
  const coordinates = path.join(folder, 'postgres.json');
  writeFileSync(coordinates, JSON.stringify(postgres), { mode: 0o600 });
  process.env.OPENECF_TEST_POSTGRES = coordinates;
  const court = await aTestCourt({ connections: CLIENTS });
  await refuseWithoutFsync(court);
  const lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  const app = await aServer(court);
  await court.aPerson('reader', []);
  const { token } = await signOn(court.system.pacer, {
    loginId: 'reader',
    password: PASSWORD,
    redactionAcknowledged: true,
    source: '127.0.0.1',
    program: true,
  });
  const { host, port, passwords } = postgres;
  return {
    seed,
    court,
    lawyer,
    baseUrl: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    reader: { 'x-next-gen-cso': token },
    courtUrl: `postgres://openecf_court:${passwords.openecf_court}@/${court.databaseName}?host=${encodeURIComponent(host)}&port=${port}`,
    async end() {
      await app.close();
      await court.end();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Figures of a database that does not wait for the disk would say nothing. */
async function refuseWithoutFsync({ owner }: TestCourt): Promise<void> {
  const [found] = await owner.query<{ safe: boolean }>(
    `select bool_and(setting = 'on') as safe from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  );
  if (!found!.safe) throw new Error('the database of the bench does not wait for the disk');
}

/** The reader accepts the price of 30 pages or more, $3.00, and so may look for 24 hours. */
export async function buys(
  { baseUrl, reader }: World,
  path: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const answer = await fetch(`${baseUrl}${path}`, {
    method: 'POST',
    headers: { ...reader },
    body: new URLSearchParams({ ...fields, accepted: '300' }),
    redirect: 'manual',
  });
  if (answer.status !== 303) throw new Error(`${path} was not sold: ${answer.status} ${await answer.text()}`);
}

async function aServer({ system }: TestCourt) {
  const { app } = await buildServer({
    running: () => ({
      court: system.court,
      pacer: system.pacer,
      pacerPort: system.pacerPort,
      courts: async () => ['olyd' as CourtId],
      catcher: null,
      demoReady: () => true,
      demoSignOns: () => [],
    }),
    settings: { publicUrl: null, cookieDomain: null, secureCookies: false, trustedProxy: null, hosts: NO_HOSTS },
    log: silentLog,
    random: systemRandom,
    metrics: makeMetrics(),
    uswds: path.join(projectFolder, 'node_modules/@uswds/uswds/dist'),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}
