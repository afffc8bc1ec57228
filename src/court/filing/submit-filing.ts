/**
 * Files a complete submission. After this returns, it is filed; before, it is not (DESIGN §3.5, spec/filing.md BR-01).
 *
 * The bytes are kept and fsynced first. Then one transaction locks the case row, looks, decides and writes everything:
 * number, entry, documents, links, deadlines, associations, notices, receipt, audit link, outbox. Numbers come from the
 * locked row, so they are gap-free in commit order; a repeated key finds the filing it has already made.
 */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import { chainHash } from '../../kernel/chain.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DocumentSerial, DraftId, FilingId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type CivilDate, civilDate, type Instant } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { markLeaving, removePlainBytes, sealUpload } from '../access/plain-bytes.ts';
import { sealContext } from '../access/registrar.ts';
import type { Side } from '../cases/side.ts';
import { dayOfFiling } from '../deadlines/filing-day.ts';
import { deadlinesOfCourt } from '../deadlines/rules.ts';
import type { Dictionary } from '../events/dictionary.ts';
import type { EventDefinition, Relief } from '../events/model.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { deadlinesConcerned } from './decide-deadlines.ts';
import { decideFiling, type RulesForFiling, type Submission } from './decide-filing.ts';
import { filingRows, type SealedObject } from './filing-rows.ts';
import { isForParties, releaseOf, restrictionByRule } from './level-by-rule.ts';
import type { CaseForFiling, Filing, Receipt } from './model.ts';
import { commitmentTo, documentStamp, newSalt, receiptOf, signReceipt } from './receipt.ts';
import {
  advanceSealedCounter,
  type CaseLock,
  enterFiling,
  type LookFor,
  lockCase,
  lockedCase,
  lockSealedCounter,
  stateOfCase,
  takeSerials,
  type UploadToKeep,
} from './store.ts';
import { earlierReceipt, filedBefore, requestHash } from './submission-key.ts';

export interface Wish extends Omit<Submission, 'inSealedCase' | 'byRule'> {
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

/** Files on the ground as it was seen. Throws `GroundMoved`, with nothing written, when it is another under the lock. */
async function fileOn(
  { ports, actor, settings, today, definition }: Given,
  seen: Wish,
  ground: Ground,
  again: boolean,
): Promise<Receipt> {
  const wish = { ...seen, side: ground.side };
  const byRule = restrictionByRule(wish, definition, ground.forParties);
  const restriction = wish.restriction === 'public' ? byRule : wish.restriction;
  // The day that event and case give is not the filer's to choose.
  if (wish.restrictedUntil && restriction === byRule) throw new CourtError('request-malformed', 'restrictedUntil');
  const untilOn = restriction === byRule ? releaseOf(definition, today) : (wish.restrictedUntil ?? null);

  const restricted = restriction !== 'public' || wish.side === 'sealed';
  const login = restricted ? ports.vault : ports.court;
  const documentSide: Side = restricted ? 'sealed' : 'pub';
  // A restricted document of a visible entry answers to its address: its serial is one of the public ones, or the gaps
  // between such serials would count the sealed ones (DESIGN §4.4).
  const entryApart = restriction === 'sealed-entry' || restriction === 'court-only-entry';
  const serialSide: Side = wish.side === 'sealed' || entryApart ? 'sealed' : 'pub';
  const uploads = [
    wish.answers.documents.main,
    ...wish.answers.documents.attachments.map((each) => each.upload),
  ].filter((each) => each !== null);
  const named = await takeSerials(login, serialSide, wish.court, actor.account, uploads);
  const sealed = await keepBytes(ports, wish.court, named, restricted);
  // An earlier try has kept them where a public filing's bytes are kept.
  const plain = again && restricted ? named.flatMap((each) => each.sha256 ?? []) : [];

  const done = await login.transaction(async (tx) => {
    const lock = await lockCase(tx, wish.side, wish.court, wish.caseId);
    if (!lock) throw new GroundMoved({ ...ground, side: wish.side === 'pub' ? 'sealed' : 'pub' });
    const forParties = lock.rule_5_2_c !== null;
    if (restrictionByRule(wish, definition, forParties) !== byRule) throw new GroundMoved({ ...ground, forParties });
    if (await filedBefore(tx, wish, actor.account, restricted ? 'vault' : 'court')) return FILED_BEFORE;
    const state = await readState(tx, wish, lock, definition, { account: actor.account, uploads, today });
    const decided = decideFiling(
      state,
      definition,
      { ...wish, restriction, byRule, inSealedCase: wish.side === 'sealed' },
      actor,
      wish.receivedAt,
      rulesFor(ports, settings),
    );
    if (decided.kind === 'refusal') throw decided.error;
    if (plain.length > 0) await markLeaving(tx, plain, ports.clock.now());
    return enter(ports, tx, {
      wish,
      actor,
      state,
      lock,
      filing: decided,
      serials: named.map((each) => each.serial),
      sealed,
      documentSide,
      settings,
      hash: requestHash(wish, named, restricted),
      untilOn,
    });
  });
  if (done === FILED_BEFORE) return earlierReceipt(ports, actor, wish, named);
  for (const { stagedPath } of sealed.values()) await ports.staging.remove(stagedPath);
  // Bytes that had been kept before were not taken from the staging area; the filed upload is not read there again.
  if (!restricted) for (const { staged_path } of named) if (staged_path) await ports.staging.remove(staged_path);
  if (plain.length > 0) await removePlainBytes(ports, plain);
  return done;
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

async function readState(
  tx: Queries,
  wish: Wish,
  lock: CaseLock,
  definition: EventDefinition,
  by: Pick<LookFor, 'account' | 'uploads' | 'today'>,
): Promise<CaseForFiling> {
  const { answers } = wish;
  const seqs = [...new Set([...answers.references, ...answers.rulings].map((each) => each.seq as number))];
  const deadlines = deadlinesConcerned(definition, answers);
  const read = await stateOfCase(tx, wish.side, wish.court, wish.caseId, { ...by, seqs, deadlines });
  return lockedCase(wish.court, wish.caseId, lock, read);
}

interface Entering {
  readonly wish: Wish;
  readonly actor: Actor & { kind: 'account' };
  readonly state: CaseForFiling;
  readonly lock: CaseLock;
  readonly filing: Filing;
  readonly serials: readonly DocumentSerial[];
  readonly sealed: ReadonlyMap<string, SealedObject>;
  readonly documentSide: Side;
  readonly settings: CourtInForce;
  readonly hash: string;
  readonly untilOn: CivilDate | null;
}

/** Writes what was decided, with its receipt and its audit link, and moves the case's numbers on. */
async function enter(ports: CourtPorts, tx: Queries, given: Entering): Promise<Receipt> {
  const { wish, actor, state, filing, serials, documentSide } = given;
  const signer = ports.signerOf(wish.court);
  // A sealed entry of a public case counts on the sealed side; its number in the case is used up unless it has a series of its own.
  const apart = filing.entrySide === 'sealed' && wish.side === 'pub';
  const counter = apart ? await lockSealedCounter(tx, wish.court, wish.caseId) : null;
  const series = apart && filing.sealMode === 'series';
  // A staff note that is seen by the court only uses no number: the public docket shows no hole for it.
  const numbered = filing.numbered && !(apart && filing.documentRestriction === 'court-only');
  const docNo = numbered ? (series ? counter!.next_series_no : state.nextDocNo) : null;
  const seq = (counter?.next_entry_seq ?? state.nextEntrySeq) as CaseForFiling['nextEntrySeq'];
  const committedAt = ports.clock.now();
  const filingId = uuidAt<FilingId>(ports.random, committedAt);

  const documents = filing.documents.map((each, index) => {
    const serial = serials[index]!;
    const { originalName, sha256: hash, bytes, pages } = each.upload;
    const facts = { salt: newSalt(ports.random), originalName, sha256: hash, bytes, pages };
    const commitment = commitmentTo(facts);
    const stamp = documentStamp(signer, wish.court, commitment, filing.filedOn, `${serial}-0`);
    return { ...each, serial, facts, commitment, stamp };
  });
  const receipt = receiptOf(wish.court, state, filing, { filingId, seq, docNo, committedAt, documents });
  const n = (counter?.chain_n ?? state.chainN) + 1;
  const link = {
    court: wish.court,
    stream: apart ? `case ${wish.caseId} sealed` : `case ${wish.caseId}`,
    n,
    prev: counter?.chain_head ?? state.chainHead,
    at: committedAt,
    actor: actorName(actor),
    act: 'file entry',
    body: { filing: filingId, entry: seq, number: docNo, receipt: sha256(canonicalJson(receipt as unknown as Json)) },
  };
  const hash = chainHash(link);
  const entrySide: Side = wish.side === 'sealed' ? 'sealed' : filing.entrySide;
  const signature = signReceipt(signer, receipt);
  const rows = filingRows({
    wish,
    actor,
    filing,
    state,
    receipt,
    docNo,
    committedAt,
    documents,
    sealed: given.sealed,
    untilOn: given.untilOn,
    requestHash: given.hash,
    signature,
    signatureKey: signer.keyId,
    audit: { ...link, hash },
    apart,
    usesNumber: numbered && !series,
    random: ports.random,
    looks: {
      scope: given.settings.freeLookScope,
      days: given.settings.freeLookDays,
      tokenOf: (notice) => ports.lookToken(wish.court, notice),
    },
  });
  await enterFiling(tx, { case: wish.side, entry: entrySide, document: documentSide }, rows);
  if (apart) {
    await advanceSealedCounter(tx, wish.court, wish.caseId, {
      nextEntrySeq: seq + 1,
      nextSeriesNo: counter!.next_series_no + (series && numbered ? 1 : 0),
      chainN: n,
      chainHead: hash,
    });
  }
  await publishStubs(tx, given, { apart, docNo, series, documents });
  if (documentSide === 'sealed') await forgetOnPublicSide(tx, wish, filingId, documents);
  return {
    ...receipt,
    documents: receipt.documents.map((each, index) => ({ ...each, ...documents[index]!.facts })),
    signature,
    signatureKey: signer.keyId,
  };
}

/** What the public side may know of what was put on the sealed side: that a number is used; that an address is refused. */
async function publishStubs(
  tx: Queries,
  { wish, filing, documentSide, untilOn }: Entering,
  made: { apart: boolean; docNo: number | null; series: boolean; documents: readonly { serial: DocumentSerial }[] },
): Promise<void> {
  if (made.apart && made.docNo !== null && !made.series && filing.sealMode === 'placeholder') {
    await tx.query('insert into pub.sealed_entry_number (court_id, case_id, doc_no) values ($1, $2, $3)', [
      wish.court,
      wish.caseId,
      made.docNo,
    ]);
  }
  if (documentSide === 'sealed' && wish.side === 'pub' && filing.entrySide === 'pub') {
    for (const { serial } of made.documents) {
      await tx.query(
        'insert into pub.restricted_document (court_id, serial, case_id, until_on) values ($1, $2, $3, $4)',
        [wish.court, serial, wish.caseId, untilOn],
      );
    }
  }
}

/** File names, hashes and words of a restricted filing leave the public side with its draft and uploads (DESIGN §4.3). */
async function forgetOnPublicSide(
  tx: Queries,
  wish: Wish,
  filing: FilingId,
  documents: Filing['documents'],
): Promise<void> {
  await tx.query('delete from pub.upload where court_id = $1 and upload_id = any($2::uuid[])', [
    wish.court,
    documents.map((each) => each.upload.uploadId),
  ]);
  if (wish.draft === null) return;
  await tx.query(
    `update pub.draft set answers = jsonb_build_object('event', event_code) where court_id = $1 and draft_id = $2::uuid`,
    [wish.court, wish.draft],
  );
  // sealed with its case since the filer pressed the button
  await tx.query('update sealed.draft set filing_id = $3::uuid where court_id = $1 and draft_id = $2::uuid', [
    wish.court,
    wish.draft,
    filing,
  ]);
}
