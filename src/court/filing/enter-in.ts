/**
 * Decides a submission in locked cases and writes it: the part of a filing that happens inside its transaction. Who opens a case
 * files its first entry with it in the transaction that opens the case.
 */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import { chainHash } from '../../kernel/chain.ts';
import type { CaseId, DocumentSerial, FilingId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import type { Instant } from '../../kernel/time.ts';
import { actorName } from '../access/actor.ts';
import type { Side } from '../cases/side.ts';
import type { AssociatedPart } from '../events/associated.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { deadlinesConcerned } from './decide-deadlines.ts';
import { type DecidedIn, decideInAll } from './decide-in-all.ts';
import { personsNamed } from './decide-people.ts';
import { filingRows, type RowsGiven } from './filing-rows.ts';
import type { CaseForFiling, Filing, FurtherReceipt, Receipt } from './model.ts';
import { readFurther } from './read-further.ts';
import { commitmentTo, documentStamp, newSalt, receiptOf, signReceipt } from './receipt.ts';
import { advanceSealedCounter, lockSealedCounter } from './sealed-counter.ts';
import { type CaseLock, enterFiling, type FilingRows, lockedCase, stateOfCase } from './store.ts';
import type { Ready, Wish } from './submit-filing.ts';

/**
 * Enters a submission in its case and, of a spread filing, in the further ones: each entry with the numbers of its own case, all in
 * one statement. `locks` are the rows of those cases, locked by the caller in the order of their ids; the caller has looked for the
 * key. Gives the receipt, which holds from the commit on. Throws the refusals of `decideInAll`, with nothing written.
 */
export async function enterIn(
  ports: CourtPorts,
  tx: Queries,
  ready: Ready,
  locks: ReadonlyMap<CaseId, CaseLock>,
): Promise<Receipt> {
  const { wish, actor, definition, settings } = ready;
  const state = await readState(tx, ready, locks.get(wish.caseId)!);
  const others = new Map([...locks].filter(([caseId]) => caseId !== wish.caseId));
  const by = { account: actor.account, today: ready.today };
  const further =
    others.size === 0 ? new Map() : await readFurther(tx, wish.court, state, wish.answers, definition, others, by);
  const submission = {
    ...wish,
    restriction: ready.restriction,
    byRule: ready.byRule,
    inSealedCase: wish.side === 'sealed',
    associated: associatedWords(wish, settings),
  };
  const decided = decideInAll(state, further, definition, submission, actor, wish.receivedAt, ready.rules);
  if ('error' in decided) throw decided.error;
  return enter(ports, tx, ready, decided);
}

/** How the texts of a spread filing name its cases; null: it is filed in one. */
export const associatedWords = ({ answers }: Pick<Wish, 'answers'>, { spread }: CourtInForce): AssociatedPart | null =>
  answers.alsoIn.length === 0 ? null : { kind: 'associated', words: spread.words, all: spread.named === 'all' };

async function readState(
  tx: Queries,
  { wish, definition, actor, today, uploads }: Ready,
  lock: CaseLock,
): Promise<CaseForFiling> {
  const { answers } = wish;
  const read = await stateOfCase(tx, wish.side, wish.court, wish.caseId, {
    account: actor.account,
    seqs: [...new Set([...answers.references, ...answers.rulings].map((each) => each.seq as number))],
    uploads: uploads.map((each) => each.upload_id),
    deadlines: deadlinesConcerned(definition, answers),
    persons: personsNamed(answers),
    today,
  });
  return lockedCase(wish.court, wish.caseId, lock, read);
}

/** What is the same in every case of a filing. */
interface Made {
  readonly filingId: FilingId;
  readonly committedAt: Instant;
  readonly documents: RowsGiven['documents'] & Parameters<typeof receiptOf>[3]['documents'];
}

/** Writes what was decided, with its receipt and its audit links, and moves the cases' numbers on. */
async function enter(
  ports: CourtPorts,
  tx: Queries,
  ready: Ready,
  decided: readonly [DecidedIn, ...DecidedIn[]],
): Promise<Receipt> {
  const { wish } = ready;
  const [{ filing }] = decided;
  const committedAt = ports.clock.now();
  const made = {
    filingId: uuidAt<FilingId>(ports.random, committedAt),
    committedAt,
    documents: documentsOf(ports, ready, filing),
  };
  const documentSide: Side = ready.restricted ? 'sealed' : 'pub';
  const entrySide: Side = wish.side === 'sealed' ? 'sealed' : filing.entrySide;

  const [first, ...others] = decided;
  // A sealed entry of a public case counts on the sealed side; its number in the case is used up unless it has a series of its own.
  const apart = filing.entrySide === 'sealed' && wish.side === 'pub';
  const counter = apart ? await lockSealedCounter(tx, wish.court, wish.caseId) : null;
  const spread = others.length > 0;
  const entry = entryIn(ports, ready, made, first, spread ? 'first' : 'no', counter);
  const furtherEntries = others.map((each) => entryIn(ports, ready, made, each, 'further', null));
  await enterFiling(tx, { case: wish.side, entry: entrySide, document: documentSide }, [
    entry.rows,
    ...furtherEntries.map((each) => each.rows),
  ]);
  if (counter) {
    await advanceSealedCounter(tx, wish.court, wish.caseId, {
      nextEntrySeq: entry.receipt.entry + 1,
      nextSeriesNo: counter.next_series_no + (entry.series && entry.receipt.documentNumber !== null ? 1 : 0),
      chainN: entry.link.n,
      chainHead: entry.link.hash,
    });
  }
  await publishStubs(tx, ready, filing, { apart, docNo: entry.receipt.documentNumber, series: entry.series, ...made });
  if (documentSide === 'sealed') await forgetOnPublicSide(tx, wish, made.filingId, filing.documents);
  const signatureKey = ports.signerOf(wish.court).keyId;
  return {
    ...entry.receipt,
    documents: entry.receipt.documents.map((each, index) => ({ ...each, ...made.documents[index]!.facts })),
    alsoIn: furtherEntries.map(({ receipt, signature }): FurtherReceipt => ({ ...receipt, signature, signatureKey })),
    signature: entry.signature,
    signatureKey,
  };
}

/** The documents with what the court answers for: the same in every case. */
function documentsOf(ports: CourtPorts, { wish, uploads }: Ready, filing: Filing): Made['documents'] {
  const signer = ports.signerOf(wish.court);
  return filing.documents.map((each, index) => {
    const { serial } = uploads[index]!;
    const { originalName, sha256: hash, bytes, pages } = each.upload;
    const facts = { salt: newSalt(ports.random), originalName, sha256: hash, bytes, pages };
    const commitment = commitmentTo(facts);
    const stamp = documentStamp(signer, wish.court, commitment, filing.filedOn, `${serial}-0`);
    return { ...each, serial, facts, commitment, stamp };
  });
}

interface EntryMade {
  readonly receipt: ReturnType<typeof receiptOf>;
  readonly signature: string;
  readonly rows: FilingRows;
  readonly link: { readonly n: number; readonly hash: string };
  /** It has a number of the sealed series. */
  readonly series: boolean;
}

/** One entry of the filing: numbers, receipt, audit link and rows, all of its own case. */
function entryIn(
  ports: CourtPorts,
  ready: Ready,
  made: Made,
  { state, filing }: DecidedIn,
  spread: RowsGiven['spread'],
  counter: Awaited<ReturnType<typeof lockSealedCounter>> | null,
): EntryMade {
  const { actor, settings } = ready;
  const wish = { ...ready.wish, caseId: state.caseId };
  const signer = ports.signerOf(wish.court);
  const apart = counter !== null;
  const series = apart && filing.sealMode === 'series';
  // A staff note that is seen by the court only uses no number: the public docket shows no hole for it.
  const numbered = filing.numbered && !(apart && filing.documentRestriction === 'court-only');
  const docNo = numbered ? (series ? counter.next_series_no : state.nextDocNo) : null;
  const seq = (counter?.next_entry_seq ?? state.nextEntrySeq) as CaseForFiling['nextEntrySeq'];
  const receipt = receiptOf(wish.court, state, filing, { ...made, seq, docNo });
  const link = {
    court: wish.court,
    stream: apart ? `case ${wish.caseId} sealed` : `case ${wish.caseId}`,
    n: (counter?.chain_n ?? state.chainN) + 1,
    prev: counter?.chain_head ?? state.chainHead,
    at: made.committedAt,
    actor: actorName(actor),
    act: 'file entry',
    body: {
      filing: made.filingId,
      entry: seq,
      number: docNo,
      receipt: sha256(canonicalJson(receipt as unknown as Json)),
    },
  };
  const hash = chainHash(link);
  const signature = signReceipt(signer, receipt);
  const rows = filingRows({
    ...{ wish, actor, filing, state, receipt, docNo, spread, apart, signature },
    committedAt: made.committedAt,
    documents: made.documents,
    sealed: ready.sealed,
    untilOn: ready.untilOn,
    requestHash: ready.hash,
    signatureKey: signer.keyId,
    audit: { ...link, hash },
    usesNumber: numbered && !series,
    random: ports.random,
    looks: {
      scope: settings.freeLookScope,
      days: settings.freeLookDays,
      tokenOf: (notice) => ports.lookToken(wish.court, notice),
    },
  });
  return { receipt, signature, rows, link: { n: link.n, hash }, series };
}

/** What the public side may know of what was put on the sealed side: that a number is used; that an address is refused. */
async function publishStubs(
  tx: Queries,
  { wish, restricted, untilOn }: Ready,
  filing: Filing,
  made: { apart: boolean; docNo: number | null; series: boolean; documents: readonly { serial: DocumentSerial }[] },
): Promise<void> {
  if (made.apart && made.docNo !== null && !made.series && filing.sealMode === 'placeholder') {
    await tx.query('insert into pub.sealed_entry_number (court_id, case_id, doc_no) values ($1, $2, $3)', [
      wish.court,
      wish.caseId,
      made.docNo,
    ]);
  }
  if (restricted && wish.side === 'pub' && filing.entrySide === 'pub') {
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
