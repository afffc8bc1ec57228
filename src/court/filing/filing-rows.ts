/** The rows of a filing: one object a table row, as `enterFiling` writes them. Pure. */
import { sha256 } from '../../kernel/canonical.ts';
import { type CaseNumber, shortNumber } from '../../kernel/case-number.ts';
import type { ChainLink } from '../../kernel/chain.ts';
import type { DocumentSerial } from '../../kernel/ids.ts';
import { type Random, uuidAt } from '../../kernel/random.ts';
import { type CivilDate, type Instant, plusMilliseconds } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import type { DocumentRestriction } from '../access/policy.ts';
import type { CaseForFiling, DocumentFacts, FiledDocument, Filing, SignedReceipt } from './model.ts';
import type { FilingRows } from './store.ts';
import type { Wish } from './submit-filing.ts';

/** Where the bytes of a restricted document went. */
export interface SealedObject {
  readonly objectId: string;
  readonly wrappedKey: Buffer;
  readonly keyId: string;
  /** The plain upload, removed once the filing stands. */
  readonly stagedPath: string;
}

export interface RowsGiven {
  readonly wish: Wish;
  readonly actor: Actor & { kind: 'account' };
  readonly filing: Filing;
  readonly state: CaseForFiling;
  readonly receipt: SignedReceipt;
  readonly docNo: number | null;
  readonly committedAt: Instant;
  readonly documents: readonly (FiledDocument & {
    readonly serial: DocumentSerial;
    readonly stamp: string;
    readonly facts: DocumentFacts;
  })[];
  readonly sealed: ReadonlyMap<string, SealedObject>;
  /** The first day on which its documents are public. */
  readonly untilOn: CivilDate | null;
  readonly requestHash: string;
  readonly signature: string;
  readonly signatureKey: string;
  readonly audit: ChainLink & { readonly hash: string };
  /** A sealed entry of a public case. */
  readonly apart: boolean;
  /** Whether the filing has entries in several cases, and whether this is one of the further ones. */
  readonly spread: 'no' | 'first' | 'further';
  /** It takes the next number of the case's own series. */
  readonly usesNumber: boolean;
  readonly random: Random;
  readonly looks: {
    readonly scope: 'per-recipient' | 'primary-and-first-secondary';
    readonly days: number;
    tokenOf(notice: string): string;
  };
}

export function filingRows(given: RowsGiven): FilingRows {
  const { wish, filing, state, receipt, committedAt, audit } = given;
  const inCase = { court_id: wish.court, case_id: wish.caseId };
  const inEntry = { ...inCase, entry_seq: receipt.entry };
  return {
    entry: {
      ...inEntry,
      doc_no: given.docNo,
      filed_on: filing.filedOn,
      entered_at: committedAt,
      entered_on: filing.filedOn,
      event_code: filing.eventCode,
      event_version: filing.eventVersion,
      category: filing.category,
      short_name: filing.shortName,
      reference_name: filing.referenceName,
      filing_id: receipt.filingId,
      signer_person: state.signer!.personId,
      opinion: filing.opinion,
      // in a sealed case too, or unsealing the case would open it
      restriction:
        filing.entrySide === 'pub' ? 'public' : filing.documentRestriction === 'court-only' ? 'court-only' : 'sealed',
      seal_mode: filing.entrySide === 'pub' ? null : given.apart ? filing.sealMode : modeInTheCase(filing.sealMode),
      origin: 'filed',
      version: 1,
      spread: given.spread !== 'no',
    },
    version: { ...inEntry, version: 1, text: filing.text, parts: filing.parts, actor: audit.actor, at: committedAt },
    filing:
      given.spread === 'further'
        ? null
        : {
            court_id: wish.court,
            filing_id: receipt.filingId,
            idem_key: wish.key,
            request_hash: given.requestHash,
            account_id: given.actor.account,
            signer_person: state.signer!.personId,
            channel: wish.channel,
            received_at: filing.receivedAt,
            committed_at: committedAt,
            receipt,
            receipt_signature: given.signature,
            receipt_key_id: given.signatureKey,
          },
    further:
      given.spread === 'further'
        ? {
            ...inEntry,
            filing_id: receipt.filingId,
            receipt,
            receipt_signature: given.signature,
            receipt_key_id: given.signatureKey,
          }
        : null,
    documents: given.documents.map((each) => documentRow(given, each)),
    filers: filing.filers.map((party) => ({ ...inEntry, party_no: party.partyNo })),
    signers: filing.signers.map((each, index) => ({
      ...inEntry,
      n: index + 1,
      name: each.name,
      capacity: each.capacity,
      held: each.held,
      kept_until: each.keptUntil,
    })),
    manualFilings:
      filing.manualFiling === null ? [] : [{ ...inEntry, ...filing.manualFiling, filed_on: filing.filedOn }],
    links: filing.links.map((each) => ({
      ...inCase,
      from_seq: receipt.entry,
      to_seq: each.toSeq,
      relief_n: each.reliefN,
      kind: each.kind,
    })),
    reliefs: filing.reliefsOpened.map(({ askedOn, ...each }) => ({
      ...inEntry,
      ...each,
      asked_on: askedOn,
      status: 'pending',
      since: filing.filedOn,
    })),
    ruled: filing.reliefsRuled.map((each) => ({
      ...inCase,
      entry_seq: each.seq,
      n: each.n,
      status: each.outcome,
      ruled_by: receipt.entry,
      ended_on: filing.filedOn,
    })),
    deadlines: deadlineRows(given),
    ended: filing.deadlinesEnded.map((id) => ({
      ...inCase,
      deadline_id: id,
      ended_by: receipt.entry,
      ended_on: filing.filedOn,
    })),
    flagsUp: filing.flags.sets.map((each) => ({
      ...inCase,
      flag: each.flag,
      public: each.public,
      from_on: filing.filedOn,
    })),
    flagsDown: filing.flags.clears.map((each) => ({ ...inCase, flag: each.flag, to_on: filing.filedOn })),
    associations: filing.associations.map((each, index) => ({
      ...inCase,
      party_no: each.partyNo,
      n: state.lastAssociation + 1 + index,
      person_id: each.personId,
      lead: each.lead,
      notice: each.notice,
      pro_hac_vice: false,
      designation: each.designation ?? null,
      from_on: filing.filedOn,
      other_roles: [],
    })),
    ...peopleRows(given),
    notices: noticeRows(given),
    paper: filing.paper.map((each, index) => ({ ...inEntry, n: index + 1, name: each.name, address: each.address })),
    audit: {
      court_id: wish.court,
      stream: audit.stream,
      n: audit.n,
      prev_hash: audit.prev,
      hash: audit.hash,
      at: audit.at,
      actor: audit.actor,
      act: audit.act,
      body: audit.body,
    },
    outbox: outboxRows(given),
    moved: movedCase(given),
    court: wish.court,
    uploads: given.documents.map((each) => each.upload.uploadId),
    drafts: wish.draft ? [{ court_id: wish.court, draft_id: wish.draft, filing_id: receipt.filingId }] : [],
    job: wish.history ? null : { court: wish.court, filing: receipt.filingId },
  };
}

/** One row for each of those whose deadline it is by itself; of one that was moved, the next, and from which. */
function deadlineRows({ wish, filing, receipt, committedAt, random }: RowsGiven): Record<string, unknown>[] {
  const set = filing.deadlinesSet.map((each) => ({
    ...each,
    parties: each.parties?.map((party) => party.partyNo) ?? [null],
    trigger: receipt.entry as number,
    from: null,
  }));
  const moved = filing.deadlinesMoved.map((each) => ({
    ...each,
    parties: each.parties.length > 0 ? each.parties.map((party) => party.partyNo) : [null],
    trigger: each.triggerSeq,
    from: each.id,
  }));
  return [...set, ...moved].flatMap((each) =>
    each.parties.map((party) => ({
      court_id: wish.court,
      case_id: wish.caseId,
      deadline_id: uuidAt(random, committedAt),
      name: each.name,
      trigger_seq: each.trigger,
      due_on: each.dueOn,
      rule: each.rule,
      explained: each.explained,
      party_no: party,
      moved_from: each.from,
      moved_by: each.from === null ? null : receipt.entry,
      by_reference: each.byReference ?? false,
    })),
  );
}

/** An entry that has a number of the case's own cannot be numbered in a series apart. */
export const modeInTheCase = (mode: Filing['sealMode']): 'placeholder' | 'gap' => (mode === 'series' ? 'gap' : mode);

/** The case row after the filing. A sealed entry of a public case moves nothing that the public can see, but the number. */
const movedCase = ({ wish, state, filing, audit, apart, usesNumber }: RowsGiven): Record<string, unknown> => ({
  court_id: wish.court,
  case_id: wish.caseId,
  next_entry_seq: state.nextEntrySeq + (apart ? 0 : 1),
  next_doc_no: state.nextDocNo + (usesNumber ? 1 : 0),
  chain_n: apart ? state.chainN : audit.n,
  chain_head: apart ? state.chainHead : audit.hash,
  last_filed_on: apart ? null : filing.filedOn,
  terminated_on: closedOn(filing, state.terminatedOn),
  reopened_on: filing.caseStatus === 'reopens' ? filing.filedOn : null,
});

/** The day on which the case is closed, as this filing leaves it; null: it is open. */
export const closedOn = ({ caseStatus, filedOn }: Filing, before: CivilDate | null): CivilDate | null => {
  if (caseStatus === 'stays') return before;
  return caseStatus === 'closes' ? filedOn : null;
};

/** What the filing does to the parties of the case, their counsel and their counts. */
function peopleRows({ wish, filing, receipt }: RowsGiven) {
  const inCase = { court_id: wish.court, case_id: wish.caseId };
  const underName = ({ party, n, kind, name }: Filing['aliasesAdded'][number]) => ({
    ...inCase,
    ...{ party_no: party.partyNo, n, kind, name },
  });
  const count = (each: Filing['charged'][number]) => ({ ...inCase, ...each, party_no: each.partyNo, disposition: '' });
  return {
    entryDefendants: filing.defendants.map((party) => ({
      ...inCase,
      entry_seq: receipt.entry,
      party_no: party.partyNo,
    })),
    parties: filing.partiesAdded.map(({ party, kind, text, parts }) => ({
      ...inCase,
      party_no: party.partyNo,
      role: party.role,
      name: party.name,
      party_text: text,
      pro_se: party.proSe,
      address: party.address,
      started_on: filing.filedOn,
      kind,
      same_as: party.sameAs,
      last_name: parts?.last || null,
      first_name: parts?.first || null,
      middle_name: parts?.middle || null,
      generation: parts?.generation || null,
      title: parts?.title || null,
    })),
    aliases: filing.aliasesAdded.map(underName),
    affiliates: filing.affiliatesAdded.map(underName),
    defendants: filing.partiesAdded.flatMap(({ party }) =>
      party.defendant === null
        ? []
        : [
            {
              ...inCase,
              party_no: party.partyNo,
              number: party.defendant,
              offense_opening: '',
              offense_terminated: '',
            },
          ],
    ),
    partiesEnded: filing.partiesEnded.map((party) => ({
      ...inCase,
      party_no: party.partyNo,
      terminated_on: filing.filedOn,
    })),
    withdrawn: filing.withdrawn.map((each) => ({
      ...inCase,
      party_no: each.partyNo,
      person_id: each.personId,
      to_on: filing.filedOn,
    })),
    counts: filing.charged.filter((each) => !each.complaint).map((each) => ({ ...count(each), status: 'pending' })),
    complaints: filing.charged.filter((each) => each.complaint).map(count),
    disposed: filing.disposed.map((each) => ({ ...inCase, ...each, party_no: each.partyNo })),
  };
}

function documentRow(given: RowsGiven, each: RowsGiven['documents'][number]): Record<string, unknown> {
  const object = given.sealed.get(each.upload.uploadId);
  return {
    court_id: given.wish.court,
    serial: each.serial,
    case_id: given.wish.caseId,
    entry_seq: given.receipt.entry,
    attachment_no: each.attachmentNo,
    category: each.category,
    description: each.description,
    original_name: each.upload.originalName,
    salt: each.facts.salt,
    sha256: each.upload.sha256,
    bytes: each.upload.bytes,
    pages: each.upload.pages,
    object_id: object?.objectId ?? null,
    wrapped_key: object ? `\\x${object.wrappedKey.toString('hex')}` : null,
    key_id: object?.keyId ?? null,
    restriction: given.filing.documentRestriction,
    until_on: given.untilOn,
    stamp: each.stamp,
    stamp_key_id: given.signatureKey,
  };
}

/** Documents that go with a free look: those restricted to the case's participants only after sign-on (spec/pacer.md §7.5). */
const WITH_LOOKS: readonly DocumentRestriction[] = ['public', 'participants', 'ssa-immigration'];

/** Documents go with a free look for whom the court's policy names (spec/filing.md §5.5.6). */
function noticeRows({
  wish,
  filing,
  receipt,
  committedAt,
  random,
  looks,
  apart,
}: RowsGiven): Record<string, unknown>[] {
  const withLooks =
    filing.documents.length > 0 && WITH_LOOKS.includes(filing.documentRestriction) && !apart && wish.side === 'pub';
  const secondaries = new Map<string, number>();
  return filing.notices.map((each) => {
    const id = uuidAt<string>(random, committedAt);
    const nth = each.secondary ? (secondaries.get(each.person.personId) ?? 0) + 1 : 0;
    secondaries.set(each.person.personId, nth);
    const look = withLooks && (looks.scope === 'per-recipient' || nth <= 1);
    return {
      court_id: wish.court,
      notice_id: id,
      case_id: wish.caseId,
      entry_seq: receipt.entry,
      filing_id: receipt.filingId,
      person_id: each.person.personId,
      address: each.address,
      secondary: each.secondary,
      state: 'waiting',
      // the same for every attempt, so that a repeated delivery can be told (spec/security.md R09)
      message_id: `<${id}@${wish.court}.openecf>`,
      attempts: 0,
      entry_version: 1,
      created_at: committedAt,
      look_hash: look ? sha256(looks.tokenOf(id)) : null,
      look_until: look ? plusMilliseconds(committedAt, looks.days * 86_400_000) : null,
    };
  });
}

/** PACER's index learns of public filings only; what it is told is what anyone may see. */
function outboxRows({ wish, state, filing, apart, committedAt, random }: RowsGiven): Record<string, unknown>[] {
  if (apart || wish.side === 'sealed') return [];
  const number: CaseNumber = state.number;
  return [
    {
      message_id: uuidAt(random, committedAt),
      court_id: wish.court,
      recipient: 'pacer',
      kind: 'index-case',
      body: {
        court: wish.court,
        caseId: wish.caseId,
        rowVersion: state.rowVersion + 1,
        number: shortNumber(number),
        title: state.shortTitle,
        filedOn: state.filedOn,
        terminatedOn: closedOn(filing, state.terminatedOn),
        parties: [...state.parties, ...filing.partiesAdded.map((each) => each.party)].map((party) => ({
          name: party.name,
          role: party.role,
        })),
      },
      at: committedAt,
    },
  ];
}
