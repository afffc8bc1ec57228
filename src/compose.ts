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
import { courtDictionaries, NOTHING_OWN } from './court/events/court-dictionary.ts';
import { DICTIONARY_FILES, loadDictionary } from './court/events/load-dictionary.ts';
import { DictionaryError, type SourceFile } from './court/events/read-yaml.ts';
import type { CourtPorts, PacerPort, Purchase, SignedOn } from './court/ports.ts';
import { courtInForce } from './court/settings/in-force.ts';
import { installCourt } from './court/settings/install-court.ts';
import { CourtFileError, readCourtFile } from './court/settings/model.ts';
import { takeEventsFile } from './court/settings/own-events.ts';
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
import { keepAsGood, lastGood } from './platform/objects/last-good.ts';
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

/** The files of the dictionary, as texts. */
export const dictionaryFiles = (): readonly SourceFile[] => [
  ...DICTIONARY_FILES.map((name) => readProjectFile(`dictionary/${name}`)),
  ...projectFiles('dictionary/events'),
  ...projectFiles('dictionary/wordings'),
];

/** The dictionary as the project's files have it. Throws with file and line of all that is wrong. */
export const readDictionary = () => loadDictionary(dictionaryFiles());

const deadlinesOf = (files: readonly SourceFile[]) =>
  loadDeadlines(files.filter(({ name }) => /(?:^|\/)(?:deadlines|holidays)\.yaml$/.test(name)));

/** The deadlines engine with the project's rules and holidays. */
export const readDeadlines = () => deadlinesOf(dictionaryFiles());

const KEPT_DICTIONARY = 'dictionary';

/**
 * The rules of events and deadlines that these files are. When they cannot be used and others could be used before, those are
 * used on; the log and the courts' dictionary pages say so. Throws DictionaryError when none are known that could.
 */
export function openRules(files: readonly SourceFile[], dataDir: string, log: Log) {
  const older = lastGood(dataDir, KEPT_DICTIONARY);
  try {
    return { files, deadlines: deadlinesOf(files), dictionaries: courtDictionaries(files, older, null) };
  } catch (error) {
    if (!(error instanceof DictionaryError) || !older) throw error;
    log.error({ wrong: error.message }, 'the dictionary cannot be used: the last good one stays in use');
    return { files: null, deadlines: deadlinesOf(older), dictionaries: courtDictionaries(older, null, error.message) };
  }
}

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
  /** The files of the dictionary in use; null when they could not be used. */
  readonly shipped: readonly SourceFile[] | null;
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
  const rules = openRules(dictionaryFiles(), dataDir, log);
  const { dictionaries } = rules;
  const settingsPorts = { database: databases.web, clock, dictionaries };
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
      dictionaries,
      deadlines: rules.deadlines,
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
    shipped: rules.files,
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

/** `courts/olyd.events.yaml`: a court's own events, beside its file. */
const EVENTS_FILE = '.events.yaml';

/** Writes the fee schedule and the courts of the project's files; repeating it changes nothing. */
export async function installOwnData(system: Pick<System, 'court' | 'log' | 'dataDir' | 'shipped'>): Promise<void> {
  await installFeeSchedule(system.court.web, readProjectFile('dictionary/fees.yaml').text);
  const files = projectFiles('courts');
  const courts: CourtId[] = [];
  const { wordings } = system.court.dictionaries.of(NOTHING_OWN).dictionary;
  for (const { name, text } of files.filter((file) => !file.name.endsWith(EVENTS_FILE))) {
    const court = readCourtFile(name, text);
    const wording = court.settings.docketWording ?? null;
    if (wording !== null && !wordings.includes(wording))
      throw new CourtFileError(`${name}: settings.docketWording: there is no wording "${wording}"`);
    await installCourt({ court: system.court.court, clock: system.court.clock }, court);
    courts.push(court.id);
  }
  for (const file of files.filter(({ name }) => name.endsWith(EVENTS_FILE))) {
    const id = path.basename(file.name, EVENTS_FILE) as CourtId;
    if (!courts.includes(id)) throw new Error(`${file.name}: there is no court file courts/${id}.yaml`);
    const wrong = await takeEventsFile(system.court, id, file);
    if (wrong)
      system.log.error({ court: id, wrong }, 'a court’s file of events cannot be used: the last good one stays');
  }
  await keepGoodDictionary(system, courts);
}

/** Keeps the shipped files for the day on which they cannot be read, once they are good with every court's own entries. */
async function keepGoodDictionary(
  { court, log, dataDir, shipped }: Pick<System, 'court' | 'log' | 'dataDir' | 'shipped'>,
  courts: readonly CourtId[],
): Promise<void> {
  if (!shipped) return;
  let good = true;
  for (const id of courts) {
    const { trouble } = court.dictionaries.of((await court.settingsOf(id)).ownEvents);
    if (trouble === null) continue;
    good = false;
    log.error({ court: id, wrong: trouble }, 'a court’s own events do not go with the dictionary');
  }
  if (good) keepAsGood(dataDir, KEPT_DICTIONARY, shipped);
}
