/**
 * Files a complete submission. After this returns, it is filed; before, it is not (DESIGN §3.5, spec/filing.md BR-01).
 *
 * The bytes are kept and fsynced first. Then one transaction locks the case row, looks, decides and writes everything:
 * number, entry, documents, links, deadlines, associations, notices, receipt, audit link, outbox. Numbers come from the
 * locked row, so they are gap-free in commit order; a repeated key finds the filing it has already made.
 */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import { fullNumber } from '../../kernel/case-number.ts';
import { chainHash } from '../../kernel/chain.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { AccountId, CaseId, CourtId, DocumentSerial, DraftId, FilingId } from '../../kernel/ids.ts';
import type { Database, Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type CivilDate, civilDate, type Instant, plusDays } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { sealContext } from '../access/registrar.ts';
import type { Side } from '../cases/side.ts';
import type { EventDefinition } from '../events/model.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { decideFiling, type FilingRestriction, type RulesForFiling, type Submission } from './decide-filing.ts';
import { filingRows, type SealedObject } from './filing-rows.ts';
import type { CaseForFiling, Filing, Receipt } from './model.ts';
import { documentStamp, signReceipt } from './receipt.ts';
import {
  advanceSealedCounter,
  type CaseLock,
  enterFiling,
  filingByKey,
  lockCase,
  lockSealedCounter,
  stateOfCase,
  takeSerials,
  type UploadToKeep,
} from './store.ts';

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

/**
 * What of a submission its key stands for: the same key with other contents is refused (`key-reused`). Documents count by
 * their bytes, for a program that sends its request again uploads them again; those of a restricted filing only by number,
 * for nothing of them stays on the public side to compare with.
 */
function requestHash(wish: Wish, uploads: readonly UploadToKeep[], restricted: boolean): string {
  const bytesOf = (id: string): string | null =>
    restricted ? null : (uploads.find((each) => each.upload_id === id)?.sha256 ?? null);
  const { main, attachments } = wish.answers.documents;
  const documents = {
    main: main === null ? null : bytesOf(main),
    attachments: attachments.map((each) => ({ ...each, upload: bytesOf(each.upload) })),
  };
  return sha256(
    canonicalJson({
      case: wish.caseId,
      answers: { ...wish.answers, documents } as unknown as Json,
      restriction: wish.restriction,
    }),
  );
}

/**
 * Files it and gives the receipt. The same key gives the same receipt, however often and from wherever it is sent.
 * Throws the refusals of `decideFiling`, `key-reused`, `case-not-found`, and `filing-outcome-unknown` when the connection
 * broke in the commit: then only a look by key can tell.
 */
export async function submitFiling(ports: CourtPorts, actor: Actor, wish: Wish): Promise<Receipt> {
  if (actor.kind !== 'account') throw new CourtError('no-right-to-file');
  const settings = await ports.settingsOf(wish.court);
  const today = civilDate(wish.receivedAt, settings.zone);
  const definition = ports.dictionary.at(wish.answers.event, today, settings.docketWording);
  if (!definition) throw new CourtError('event-unknown', wish.answers.event);
  const byRule = await restrictionByRule(ports.web, wish, definition);
  const restriction = wish.restriction === 'public' ? byRule : wish.restriction;
  const untilOn = restriction === byRule ? releaseOf(definition, today) : (wish.restrictedUntil ?? null);
  const rules = rulesFor(ports, settings);

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
  const serials = named.map((each) => each.serial);
  const hash = requestHash(wish, named, restricted);
  const sealed = await keepBytes(ports, wish.court, named, restricted);

  const receipt = await login.transaction(async (tx) => {
    const lock = await lockCase(tx, wish.side, wish.court, wish.caseId);
    if (!lock) throw new CourtError('case-not-found');
    const earlier = await earlierFiling(tx, wish, actor.account, restricted, hash);
    if (earlier) return earlier;
    const state = await readState(tx, wish, lock, actor.account, uploads, today);
    const decided = decideFiling(
      state,
      definition,
      { ...wish, restriction, byRule, inSealedCase: wish.side === 'sealed' },
      actor,
      wish.receivedAt,
      rules,
    );
    if (decided.kind === 'refusal') throw decided.error;
    return enter(ports, tx, {
      wish,
      actor,
      state,
      lock,
      filing: decided,
      serials,
      sealed,
      documentSide,
      settings,
      hash,
      untilOn,
    });
  });
  for (const { stagedPath } of sealed.values()) await ports.staging.remove(stagedPath);
  return receipt;
}

/** What of a court's choices its filings are decided by. */
export const rulesFor = (
  ports: Pick<CourtPorts, 'dictionary' | 'deadlines'>,
  settings: CourtInForce,
): RulesForFiling => ({
  zone: settings.zone,
  courtKind: settings.kind,
  numberTextOnlyEntries: settings.numberTextOnlyEntries,
  sealMode: settings.sealModes.entry,
  attachmentCategories: ports.dictionary.attachmentCategories,
  deadlinesSet: (event, answers, filedOn) =>
    ports.deadlines.setBy(event, answers, filedOn, {
      deadlineDays: settings.deadlineDays,
      state: settings.holidaysOf,
      court: settings.id,
    }),
});

/** The level that the dictionary gives a filing from the start. */
function restrictionOf(definition: EventDefinition): FilingRestriction {
  switch (definition.restriction) {
    case 'public':
      return 'public';
    case 'participants':
      return 'participants';
    case 'court-only':
      return 'court-only-entry';
    case 'sealed-document':
      return 'sealed';
    case 'sealed-entry':
      return 'sealed-entry';
    case 'ssa-immigration':
    case 'ex-parte':
      return definition.restriction;
    case 'transcript-90':
      return 'embargo';
    case 'cif-bpi':
    case 'protective-order':
      // Whoever the order names is given access by name.
      return 'selected-parties';
  }
}

/**
 * The level that event and case give: what parties file in a Social Security or immigration case is for the parties, orders
 * stay public (Fed. R. Civ. P. 5.2(c)(2); spec/filing.md BR-12). By the primary key, and only where it can matter.
 */
async function restrictionByRule(db: Queries, wish: Wish, definition: EventDefinition): Promise<FilingRestriction> {
  const ofEvent = restrictionOf(definition);
  const { main, attachments } = wish.answers.documents;
  const nothingFiled = main === null && attachments.length === 0;
  if (ofEvent !== 'public' || nothingFiled || wish.side === 'sealed' || COURTS_OWN.includes(definition.category))
    return ofEvent;
  const rows = await db.query<{ rule_5_2_c: string | null }>(
    'select rule_5_2_c from pub.case_record where court_id = $1 and case_id = $2',
    [wish.court, wish.caseId],
    'rule-5-2-c',
  );
  return rows[0]?.rule_5_2_c ? 'ssa-immigration' : 'public';
}

/** Categories of what the court itself says. */
const COURTS_OWN: readonly string[] = ['orders', 'court-notices'];

/** A transcript is public after 90 days (spec/filing.md §11.2). */
const releaseOf = (definition: EventDefinition, today: CivilDate): CivilDate | null =>
  definition.restriction === 'transcript-90' ? plusDays(today, 90) : null;

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
      const object = await ports.sealed.seal(staged_path, sealContext(court, serial));
      sealed.set(upload_id, { ...object, stagedPath: staged_path });
    } else if (!(await ports.objects.has(sha256))) {
      await ports.objects.keep(staged_path, sha256);
    }
  }
  return sealed;
}

async function earlierFiling(
  tx: Queries,
  wish: Wish,
  account: AccountId,
  restricted: boolean,
  hash: string,
): Promise<Receipt | null> {
  const found =
    (await filingByKey(tx, 'pub', wish.court, account, wish.key)) ??
    (restricted ? await filingByKey(tx, 'sealed', wish.court, account, wish.key) : null);
  if (!found) return null;
  if (found.request_hash !== hash) throw new CourtError('key-reused');
  return found.receipt;
}

async function readState(
  tx: Queries,
  wish: Wish,
  lock: CaseLock,
  account: AccountId,
  uploads: readonly string[],
  today: Parameters<typeof stateOfCase>[4]['today'],
): Promise<CaseForFiling> {
  const { answers } = wish;
  const seqs = [...new Set([...answers.references, ...answers.rulings].map((each) => each.seq as number))];
  const read = await stateOfCase(tx, wish.side, wish.court, wish.caseId, { account, seqs, uploads, today });
  const number = { office: lock.office, yy: lock.yy, type: lock.type, seq: lock.seq };
  return {
    ...read,
    court: wish.court,
    caseId: wish.caseId,
    number,
    fullNumber: fullNumber(number, {
      presider: lock.presider_initials ?? undefined,
      referral: lock.referral_initials ?? undefined,
    }),
    shortTitle: lock.short_title,
    filedOn: lock.filed_on,
    terminatedOn: lock.terminated_on,
    rowVersion: lock.row_version,
    nextEntrySeq: lock.next_entry_seq,
    nextDocNo: lock.next_doc_no,
    chainN: lock.chain_n,
    chainHead: lock.chain_head,
    presider: lock.presider,
  };
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

  const documents = filing.documents.map((each, index) => ({
    ...each,
    serial: serials[index]!,
    stamp: documentStamp(signer, wish.court, each.upload.sha256, filing.filedOn, `${serials[index]}-0`),
  }));
  const receipt = receiptOf(given, { filingId, seq, docNo, committedAt, documents });
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
    signature: signReceipt(signer, receipt),
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
  if (documentSide === 'sealed') await forgetOnPublicSide(tx, wish, documents);
  return receipt;
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
async function forgetOnPublicSide(tx: Queries, wish: Wish, documents: Filing['documents']): Promise<void> {
  await tx.query('delete from pub.upload where court_id = $1 and upload_id = any($2::uuid[])', [
    wish.court,
    documents.map((each) => each.upload.uploadId),
  ]);
  if (wish.draft === null) return;
  await tx.query(
    `update pub.draft set answers = jsonb_build_object('event', event_code) where court_id = $1 and draft_id = $2::uuid`,
    [wish.court, wish.draft],
  );
}

function receiptOf(
  { wish, state, filing }: Entering,
  made: {
    filingId: FilingId;
    seq: CaseForFiling['nextEntrySeq'];
    docNo: number | null;
    committedAt: Instant;
    documents: readonly (Filing['documents'][number] & { serial: DocumentSerial; stamp: string })[];
  },
): Receipt {
  const byCourt = state.signer!.kind === 'clerk' || state.signer!.kind === 'judge';
  const addresses = new Map<string, { name: string; addresses: string[] }>();
  for (const { person, address } of filing.notices) {
    const known = addresses.get(person.personId);
    if (known) known.addresses.push(address);
    else addresses.set(person.personId, { name: person.displayName, addresses: [address] });
  }
  return {
    filingId: made.filingId,
    court: wish.court,
    caseId: wish.caseId,
    caseNumber: state.fullNumber,
    caseTitle: state.shortTitle,
    caseClosedOn: state.terminatedOn,
    entry: made.seq,
    documentNumber: made.docNo,
    event: filing.eventCode,
    shortName: filing.shortName,
    text: filing.text,
    filedOn: filing.filedOn,
    receivedAt: filing.receivedAt,
    committedAt: made.committedAt,
    filers: filing.filers.map((party) => party.name),
    enteredBy: byCourt ? null : state.signer!.signatureName,
    documents: made.documents.map((each) => ({
      serial: each.serial,
      attachmentNo: each.attachmentNo,
      description: [each.category, each.description].filter(Boolean).join(' '),
      // spec/filing.md §5.2 item 12: what notices print of a file whose name is withheld
      originalName: filing.documentRestriction === 'public' ? each.upload.originalName : 'suppressed',
      sha256: each.upload.sha256,
      bytes: each.upload.bytes,
      pages: each.upload.pages,
      stamp: each.stamp,
    })),
    emailed: [...addresses.values()],
    paper: filing.paper,
    deadlines: filing.deadlinesSet,
    restriction: filing.entrySide === 'sealed' ? 'sealed-entry' : filing.documentRestriction,
  };
}

/** Whether a key has landed, for "did it land?" (interfaces.md). Null: no filing of this account with this key. */
export async function receiptByKey(
  db: Database,
  court: CourtId,
  account: AccountId,
  key: string,
): Promise<Receipt | null> {
  return (await filingByKey(db, 'pub', court, account, key))?.receipt ?? null;
}
