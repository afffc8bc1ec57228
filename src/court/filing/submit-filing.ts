/**
 * Files a complete submission. After this returns, it is filed; before, it is not (DESIGN §3.5, spec/filing.md BR-01).
 *
 * The bytes are kept and fsynced first (`makeReady`). Then one transaction locks the case rows, looks, decides and writes everything
 * (`enterIn`): number, entry, documents, links, deadlines, associations, notices, receipt, audit link, outbox. Numbers come from the
 * locked rows, so they are gap-free in commit order; a repeated key finds the filing it has already made.
 */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DraftId } from '../../kernel/ids.ts';
import type { Database, Queries } from '../../kernel/ports.ts';
import { type CivilDate, civilDate, type Instant } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import { markLeaving, removePlainBytes, sealUpload } from '../access/plain-bytes.ts';
import { sealContext } from '../access/registrar.ts';
import type { Side } from '../cases/side.ts';
import { dayOfFiling } from '../deadlines/filing-day.ts';
import { deadlinesOfCourt } from '../deadlines/rules.ts';
import { uploadsNamed } from '../events/answers.ts';
import type { Dictionary } from '../events/dictionary.ts';
import type { EventDefinition, Relief } from '../events/model.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import type { FilingRestriction, RulesForFiling, Submission } from './decide-filing.ts';
import { enterIn } from './enter-in.ts';
import type { SealedObject } from './filing-rows.ts';
import { isForParties, releaseOf, restrictionByRule } from './level-by-rule.ts';
import type { Receipt } from './model.ts';
import { keepingTerm } from './papers.ts';
import { type CaseLock, lockCase, publicCases, takeSerials, type UploadToKeep } from './store.ts';
import { earlierReceipt, filedBefore, requestHash } from './submission-key.ts';

export interface Wish extends Omit<Submission, 'inSealedCase' | 'byRule' | 'associated'> {
  readonly court: CourtId;
  readonly caseId: CaseId;
  /** Where the case stands; the reader that opened it for this actor says so. */
  readonly side: Side;
  /** The submission's own key: the same key is the same filing, for ever. 8 to 200 characters. */
  readonly key: string;
  /** The first day on which restricted documents are public (embargo, pending redaction); left out: no day is set. */
  readonly restrictedUntil?: CivilDate;
  readonly draft: DraftId | null;
  readonly channel: 'web' | 'api' | 'demo';
  /** When the complete submission had arrived: the filing time (DESIGN §3.5). */
  readonly receivedAt: Instant;
}

/** What a submission is filed on, as it was seen before the case was locked. */
interface Ground {
  readonly side: Side;
  /** Fed. R. Civ. P. 5.2(c): what the parties file in this case is for the parties. */
  readonly forParties: boolean;
}

/** Under the lock the ground was another: the case has been sealed, unsealed or given another nature of suit in between. */
class GroundMoved extends Error {
  readonly to: Ground;
  constructor(to: Ground) {
    super('the case has changed since it was read');
    this.to = to;
  }
}

/** The key has filed already; the receipt is read outside the transaction. */
const FILED_BEFORE = 'filed before';

/** A case does not change sides while it is being filed in more often than this. */
const MOST_MOVES = 4;

/**
 * Files it and gives the receipt. The same key gives the same receipt, however often and from wherever it is sent.
 * `wish.side` is where the reader saw the case; what decides is where it stands under the lock: a submission that was on its way
 * when the case was sealed is filed on the sealed side.
 * Throws the refusals of `decideFiling`, `key-reused`, `case-not-found`, and `filing-outcome-unknown` when the connection
 * broke in the commit: then only a look by key can tell.
 */
export async function submitFiling(ports: CourtPorts, actor: Actor, wish: Wish): Promise<Receipt> {
  if (actor.kind !== 'account') throw new CourtError('no-right-to-file');
  const settings = await ports.settingsOf(wish.court);
  const today = civilDate(wish.receivedAt, settings.zone);
  const definition = settings.dictionary.at(wish.answers.event, today, settings.docketWording);
  if (!definition) throw new CourtError('event-unknown', wish.answers.event);
  const given = { ports, actor, settings, today, definition };
  let ground: Ground = { side: wish.side, forParties: await isForParties(ports.web, wish) };
  for (let moves = 0; ; moves++) {
    try {
      return await fileOn(given, wish, ground, moves > 0);
    } catch (error) {
      if (!(error instanceof GroundMoved)) throw error;
      if (moves === MOST_MOVES) throw new CourtError('case-not-found');
      ground = error.to;
    }
  }
}

interface Given {
  readonly ports: CourtPorts;
  readonly actor: Actor & { kind: 'account' };
  readonly settings: CourtInForce;
  readonly today: CivilDate;
  readonly definition: EventDefinition;
}

/** A submission whose bytes are where they will stay. Nothing names them yet, and nothing is filed. */
export interface Ready extends Omit<Given, 'ports'> {
  readonly wish: Wish;
  readonly rules: RulesForFiling;
  /** The level that it gets, the one that event and case give by themselves, and the first day on which its documents are public. */
  readonly restriction: FilingRestriction;
  readonly byRule: FilingRestriction;
  readonly untilOn: CivilDate | null;
  /** The login that may write it. */
  readonly login: Database;
  readonly restricted: boolean;
  readonly uploads: readonly UploadToKeep[];
  readonly sealed: ReadonlyMap<string, SealedObject>;
  /** What its key stands for. */
  readonly hash: string;
}

/** Decides where its bytes go and puts them there. Throws `request-malformed` for a day that is not the filer's to choose. */
export async function makeReady(
  { ports, actor, settings, today, definition }: Given,
  wish: Wish,
  forParties: boolean,
): Promise<Ready> {
  const byRule = restrictionByRule(wish, definition, forParties);
  const restriction = wish.restriction === 'public' ? byRule : wish.restriction;
  // The day that event and case give is not the filer's to choose.
  if (wish.restrictedUntil && restriction === byRule) throw new CourtError('request-malformed', 'restrictedUntil');
  const untilOn = restriction === byRule ? releaseOf(definition, today) : (wish.restrictedUntil ?? null);

  const restricted = restriction !== 'public' || wish.side === 'sealed';
  const login = restricted ? ports.vault : ports.court;
  // A restricted document of a visible entry answers to its address: its serial is one of the public ones, or the gaps
  // between such serials would count the sealed ones (DESIGN §4.4).
  const entryApart = restriction === 'sealed-entry' || restriction === 'court-only-entry';
  const serialSide: Side = wish.side === 'sealed' || entryApart ? 'sealed' : 'pub';
  const uploads = await takeSerials(login, serialSide, wish.court, actor.account, uploadsNamed(wish.answers));
  const sealed = await keepBytes(ports, wish.court, uploads, restricted);
  const rules = rulesFor(ports, settings);
  const hash = requestHash(wish, uploads, restricted);
  return {
    ...{ actor, settings, today, definition, wish, rules, restriction, byRule, untilOn },
    ...{ login, restricted, uploads, sealed, hash },
  };
}

/** Files on the ground as it was seen. Throws `GroundMoved`, with nothing written, when it is another under the lock. */
async function fileOn(given: Given, seen: Wish, ground: Ground, again: boolean): Promise<Receipt> {
  const { ports, actor, definition } = given;
  const wish = { ...seen, side: ground.side };
  const ready = await makeReady(given, wish, ground.forParties);
  const { login, restricted, uploads } = ready;
  // An earlier try has kept them where a public filing's bytes are kept.
  const plain = again && restricted ? uploads.flatMap((each) => each.sha256 ?? []) : [];

  const done = await login.transaction(async (tx) => {
    const locks = await lockAll(tx, wish);
    const lock = locks.get(wish.caseId);
    if (!lock) throw new GroundMoved({ ...ground, side: wish.side === 'pub' ? 'sealed' : 'pub' });
    const forParties = lock.rule_5_2_c !== null;
    if (restrictionByRule(wish, definition, forParties) !== ready.byRule)
      throw new GroundMoved({ ...ground, forParties });
    if (await filedBefore(tx, wish, actor.account, restricted ? 'vault' : 'court')) return FILED_BEFORE;
    const receipt = await enterIn(ports, tx, ready, locks);
    if (plain.length > 0) await markLeaving(tx, plain, ports.clock.now());
    return receipt;
  });
  if (done === FILED_BEFORE) return earlierReceipt(ports, actor, wish, uploads);
  await clearStaging(ports, ready);
  if (plain.length > 0) await removePlainBytes(ports, plain);
  return done;
}

/** Locks the case, and with it the further ones of a spread filing, in one order. */
async function lockAll(tx: Queries, wish: Wish): Promise<ReadonlyMap<CaseId, CaseLock>> {
  const { court, caseId, side, answers } = wish;
  if (answers.alsoIn.length > 0 && side === 'pub')
    return publicCases(tx, court, [caseId, ...answers.alsoIn.map((each) => each.case)], true);
  const lock = await lockCase(tx, side, court, caseId);
  return new Map(lock ? [[caseId, lock]] : []);
}

/** Takes away what lies in the staging area of a submission that is filed. */
export async function clearStaging(ports: Pick<CourtPorts, 'staging'>, ready: Ready): Promise<void> {
  for (const { stagedPath } of ready.sealed.values()) await ports.staging.remove(stagedPath);
  // Bytes that had been kept before were not taken from the staging area; the filed upload is not read there again.
  if (!ready.restricted)
    for (const { staged_path } of ready.uploads) if (staged_path) await ports.staging.remove(staged_path);
}

/** A relief of an event as its entry was made with it. */
export function reliefOf(dictionary: Dictionary, event: string, version: number, code: string): Relief | undefined {
  const matter = dictionary.version(event, version)?.matter;
  return matter?.kind === 'opens' ? matter.reliefs.find((each) => each.code === code) : undefined;
}

/** What of a court's choices its filings are decided by. */
export const rulesFor = (ports: Pick<CourtPorts, 'deadlines'>, settings: CourtInForce): RulesForFiling => ({
  dayOf: (receivedAt) => dayOfFiling(receivedAt, settings),
  courtKind: settings.kind,
  numberTextOnlyEntries: settings.numberTextOnlyEntries,
  sealMode: settings.sealModes.entry,
  attachmentCategories: settings.dictionary.attachmentCategories,
  keepOriginals: keepingTerm(settings),
  reliefOf: (event, version, code) => reliefOf(settings.dictionary, event, version, code),
  deadlineNamed: (name) => ports.deadlines.titled(name),
  deadlinesSet: (event, answers, filedOn) => ports.deadlines.setBy(event, answers, filedOn, deadlinesOfCourt(settings)),
});

/** Puts the uploads where they stay: under their hash, or encrypted on the sealed side. Nothing names them yet. */
async function keepBytes(
  ports: CourtPorts,
  court: CourtId,
  uploads: readonly UploadToKeep[],
  restricted: boolean,
): Promise<ReadonlyMap<string, SealedObject>> {
  const sealed = new Map<string, SealedObject>();
  for (const { upload_id, serial, sha256, staged_path, filed } of uploads) {
    if (sha256 === null || staged_path === null || filed || sealed.has(upload_id)) continue;
    if (restricted) {
      const object = await sealUpload(ports, staged_path, sha256, sealContext(court, serial));
      sealed.set(upload_id, { ...object, stagedPath: staged_path });
    } else if (!(await ports.objects.has(sha256))) {
      await ports.objects.keep(staged_path, sha256);
    }
  }
  return sealed;
}
