/**
 * Puts the program together: connects the logins, opens the stores, reads courts and dictionary, and hands every room what it
 * may use (DESIGN §2 rule 1). `main.ts`, the commands, the demo and the tests all come through here.
 */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { CourtPrivilege } from './court/access/actor.ts';
import { registrarOf } from './court/access/registrar.ts';
import { loadDeadlines } from './court/deadlines/rules.ts';
import type { PdfEngine } from './court/documents/pdf-port.ts';
import { DICTIONARY_FILES, loadDictionary } from './court/events/load-dictionary.ts';
import type { CourtPorts, PacerPort, Purchase, SignedOn } from './court/ports.ts';
import { courtInForce } from './court/settings/in-force.ts';
import { installCourt } from './court/settings/install-court.ts';
import { CourtFileError, readCourtFile } from './court/settings/model.ts';
import type { CaseId, CourtId } from './kernel/ids.ts';
import { dollars } from './kernel/money.ts';
import type { Log } from './kernel/ports.ts';
import type { Random } from './kernel/random.ts';
import type { Clock } from './kernel/time.ts';
import { authenticate } from './pacer/accounts/authenticate.ts';
import type { Session } from './pacer/accounts/model.ts';
import { charge } from './pacer/billing/charge.ts';
import { installFeeSchedule } from './pacer/billing/fee-schedule.ts';
import { hasOpenLook, quote } from './pacer/billing/quote.ts';
import { type HashingCost, type PacerPorts, pacerPorts } from './pacer/ports.ts';
import { connect, type PgDatabase } from './platform/database/connect.ts';
import { quiet } from './platform/jobs/worker.ts';
import { lookTokens } from './platform/keys/look-key.ts';
import { signingKeys } from './platform/keys/signing-keys.ts';
import { openObjects } from './platform/objects/open-objects.ts';
import { createPdfEngine } from './platform/pdf/engine.ts';

export const projectFolder = path.resolve(import.meta.dirname, '..');

/** Files of the project's own data, as texts. */
export function projectFiles(folder: string, ending = '.yaml'): { name: string; text: string }[] {
  const at = path.join(projectFolder, folder);
  return readdirSync(at)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(path.join(at, name), 'utf8') }));
}

/** One file of the project, as a text. */
export const readProjectFile = (name: string): { name: string; text: string } => ({
  name,
  text: readFileSync(path.join(projectFolder, name), 'utf8'),
});

/** The dictionary as the project's files have it. Throws with file and line of all that is wrong. */
export function readDictionary() {
  const files = DICTIONARY_FILES.map((name) => readProjectFile(`dictionary/${name}`));
  return loadDictionary([...files, ...projectFiles('dictionary/events'), ...projectFiles('dictionary/wordings')]);
}

/** The deadlines engine with the project's rules and holidays. */
export const readDeadlines = () =>
  loadDeadlines([readProjectFile('dictionary/deadlines.yaml'), readProjectFile('dictionary/holidays.yaml')]);

export interface SystemWishes {
  /** Connection URL of each login. */
  url(login: 'web' | 'court' | 'vault' | 'jobs'): string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Connections of each login at most. */
  readonly connections?: number;
  readonly hashing?: HashingCost;
  /** Shared between systems of one process, where a test makes several. */
  readonly pdf?: PdfEngine & { stop(): void };
}

/** Everything that faces, workers, commands and the demo are made of. */
export interface System {
  readonly court: CourtPorts;
  readonly pacer: PacerPorts;
  readonly pacerPort: PacerPort;
  readonly jobs: PgDatabase;
  /** For the job runner, which wants a pool of its own. */
  readonly jobsPool: pg.Pool;
  readonly log: Log;
  readonly dataDir: string;
  close(): Promise<void>;
}

export async function openSystem(wishes: SystemWishes): Promise<System> {
  const { clock, random, log, dataDir } = wishes;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const max = wishes.connections ?? 10;
  const databases = {
    web: connect(wishes.url('web'), 'web', { max, log }),
    court: connect(wishes.url('court'), 'court', { max, log }),
    vault: connect(wishes.url('vault'), 'vault', { max: Math.max(2, Math.ceil(max / 3)), log }),
    jobs: connect(wishes.url('jobs'), 'jobs', { max: 4, log }),
  };
  const jobsPool = new pg.Pool({ connectionString: wishes.url('jobs'), max: 6 });
  quiet(jobsPool, log);
  const { objects, staging, sealed } = await openObjects(dataDir, random);
  const pdf = wishes.pdf ?? createPdfEngine({ log });
  const settingsPorts = { database: databases.web, clock };
  const settingsOf = (court: CourtId) => courtInForce(settingsPorts, court);
  const zoneOf = async (court: CourtId) => (await settingsOf(court)).zone;
  const pacer = pacerPorts({
    db: databases.web,
    clock,
    random,
    log,
    ...(wishes.hashing ? { hashing: wishes.hashing } : {}),
  });

  return {
    court: {
      clock,
      random,
      log,
      web: databases.web,
      court: databases.court,
      vault: databases.vault,
      objects,
      sealed,
      staging,
      pdf,
      dictionary: readDictionary(),
      deadlines: readDeadlines(),
      registrar: registrarOf({ vault: databases.vault, sealed, clock, zoneOf }),
      settingsOf,
      signerOf: signingKeys(dataDir),
      lookToken: lookTokens(dataDir, random),
    },
    pacer,
    pacerPort: pacerPortOf(pacer, settingsOf),
    jobs: databases.jobs,
    jobsPool,
    log,
    dataDir,
    async close() {
      if (!wishes.pdf) pdf.stop();
      await Promise.all([...Object.values(databases).map((each) => each.end()), jobsPool.end()]);
    },
  };
}

const privilegeOf = (given: Session['privileges'][number]): CourtPrivilege => ({
  court: given.court,
  role: given.role,
  scopeCase: given.scopeCase as CaseId | null,
});

const EXEMPT = 'court user or public terminal';

/** The two calls by which a court reaches PACER, here within one process. */
function pacerPortOf(pacer: PacerPorts, settingsOf: CourtPorts['settingsOf']): PacerPort {
  const sessions = new WeakMap<SignedOn, Session>();
  const sessionOf = (who: SignedOn): Session => sessions.get(who)!;
  /** Why a look is free; a training court bills nobody, and says what the look would have cost (spec/pacer.md §7.9). */
  const exemptReason = async (who: SignedOn, { size, ...what }: Purchase, exempt: boolean): Promise<string | null> => {
    if (exempt) return EXEMPT;
    if ((await settingsOf(what.court)).kind !== 'training') return null;
    const found = await quote(pacer, { session: sessionOf(who), ...what, ...size });
    return found.reason === 'charge' ? `Training court: would have cost ${dollars(found.cents)}` : null;
  };
  return {
    async authenticate(token) {
      const session = await authenticate(pacer, token);
      if (!session) return null;
      const who: SignedOn = {
        account: session.accountId,
        displayName: session.displayName,
        loginId: session.loginId,
        csrfToken: session.csrfToken,
        clientCode: session.clientCode,
        filer: session.filer,
        feeExempt: session.feeExempt,
        privileges: session.privileges.map(privilegeOf),
      };
      sessions.set(who, session);
      return who;
    },
    async price(who, purchase, exempt) {
      const { size, ...what } = purchase;
      const reason = (await exemptReason(who, purchase, exempt)) ?? undefined;
      const found = await quote(pacer, { session: sessionOf(who), ...what, ...size, exemptReason: reason });
      return {
        billablePages: found.billablePages,
        cents: found.cents,
        openUntil: found.reason === 'already-bought' ? found.until : null,
        exempt: found.reason === 'exempt',
        exemption: found.reason === 'exempt' && !exempt && reason !== undefined ? reason : null,
      };
    },
    async charge(who, purchase, accepted, exempt, key) {
      const { size, ...what } = purchase;
      return charge(pacer, {
        session: sessionOf(who),
        ...what,
        ...size,
        acceptedCents: accepted,
        idemKey: key,
        exemptReason: (await exemptReason(who, purchase, exempt)) ?? undefined,
      });
    },
    openLook: (who, court, object) => hasOpenLook(pacer, who.account, court, object),
  };
}

/** Writes the fee schedule and the courts of the project's files; repeating it changes nothing. */
export async function installOwnData(system: Pick<System, 'court'>): Promise<void> {
  await installFeeSchedule(system.court.web, readProjectFile('dictionary/fees.yaml').text);
  for (const { name, text } of projectFiles('courts')) {
    const file = readCourtFile(name, text);
    const wording = file.settings.docketWording ?? null;
    if (wording !== null && !system.court.dictionary.wordings.includes(wording))
      throw new CourtFileError(`${name}: settings.docketWording: there is no wording "${wording}"`);
    await installCourt({ court: system.court.court, clock: system.court.clock }, file);
  }
}
