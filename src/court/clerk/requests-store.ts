/** The SQL of correction requests. One statement a purpose; those that write are in a transaction. */
import type { AccountId, CaseId, CourtId, DocumentSerial, EntrySeq, FilingId, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Instant } from '../../kernel/time.ts';
import type { CorrectionKind, CorrectionRequest, RequestId, RequestState } from './model.ts';

const COLUMNS = `r.request_id as id, r.case_id as "caseId", r.entry_seq as seq, r.filing_id as filing, r.account_id as account,
  r.kind, r.reason, r.asked_at as "askedAt", r.state, r.answer, r.answered_at as "answeredAt"`;

/** An account's filing, as far as a request needs it. */
export interface FilingAskedAbout {
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  readonly person: PersonId;
  readonly restriction: string;
}

/** Null: no such filing on the public side, another account's, or its entry is sealed now (primary keys). */
export async function filingAskedAbout(
  db: Queries,
  court: CourtId,
  filing: FilingId,
  account: AccountId,
): Promise<FilingAskedAbout | null> {
  const [row] = await db.query<FilingAskedAbout>(
    `select e.case_id as "caseId", e.entry_seq as seq, f.signer_person as person, f.receipt->>'restriction' as restriction
     from pub.filing f
     join pub.docket_entry e on e.court_id = f.court_id and e.case_id = (f.receipt->>'caseId')::bigint
       and e.entry_seq = (f.receipt->>'entry')::int
     where f.court_id = $1 and f.filing_id = $2::uuid and f.account_id = $3::uuid and f.signer_person is not null`,
    [court, filing, account],
    'filing-asked-about',
  );
  return row ?? null;
}

/** False: one of this filing and kind is open (correction_request_open). */
export async function insertRequest(
  tx: Queries,
  court: CourtId,
  about: FilingAskedAbout,
  wish: {
    readonly id: RequestId;
    readonly filing: FilingId;
    readonly account: AccountId;
    readonly kind: CorrectionKind;
    readonly reason: string;
    readonly at: Instant;
  },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into pub.correction_request (court_id, request_id, case_id, entry_seq, filing_id, account_id, person_id, kind, reason,
       asked_at)
     values ($1, $2::uuid, $3, $4, $5::uuid, $6::uuid, $7::uuid, $8, $9, $10::timestamptz)
     on conflict (court_id, filing_id, kind) where state = 'open' do nothing returning 1`,
    [court, wish.id, about.caseId, about.seq, wish.filing, wish.account, about.person, wish.kind, wish.reason, wish.at],
  );
  return rows.length > 0;
}

/** A request on the public side, kept from anybody else's answer when `lock` is set (primary key). */
export async function requestById(
  tx: Queries,
  court: CourtId,
  id: RequestId,
  lock = false,
): Promise<CorrectionRequest | null> {
  const [row] = await tx.query<CorrectionRequest>(
    `select ${COLUMNS} from pub.correction_request r where r.court_id = $1 and r.request_id = $2::uuid ${lock ? 'for update' : ''}`,
    [court, id],
  );
  return row ?? null;
}

export async function writeAnswer(
  tx: Queries,
  court: CourtId,
  id: RequestId,
  given: {
    readonly state: Exclude<RequestState, 'open'>;
    readonly answer: string;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<void> {
  await tx.query(
    `update pub.correction_request set state = $3, answer = $4, answered_by = $5, answered_at = $6::timestamptz,
       mail_state = 'waiting' where court_id = $1 and request_id = $2::uuid`,
    [court, id, given.state, given.answer, given.by, given.at],
  );
}

/** Of one filing of an account, oldest first (correction_request_of_filing). */
export const requestsOfFiling = (
  db: Queries,
  court: CourtId,
  filing: FilingId,
  account: AccountId,
): Promise<CorrectionRequest[]> =>
  db.query<CorrectionRequest>(
    `select ${COLUMNS} from pub.correction_request r
     where r.court_id = $1 and r.filing_id = $2::uuid and r.account_id = $3::uuid order by r.request_id`,
    [court, filing, account],
    'requests-of-filing',
  );

/** A request in a list, with what its reader knows the case and the entry by. */
export interface ListedRequest extends CorrectionRequest {
  readonly office: string;
  readonly yy: string;
  readonly type: string;
  readonly caseSeq: number;
  readonly title: string;
  readonly number: number | null;
  readonly askedBy: string | null;
  /** The main document, while everybody may open it. */
  readonly serial: DocumentSerial | null;
}

/** Only of cases and entries that are public now: what was sealed has left these lists with its entry. */
const LISTED = `select ${COLUMNS}, c.office, c.yy, c.type, c.seq as "caseSeq", c.short_title as title, e.doc_no as number,
    p.display_name as "askedBy",
    (select d.serial from pub.document d where d.court_id = r.court_id and d.case_id = r.case_id and d.entry_seq = r.entry_seq
       and d.attachment_no = 0) as serial
  from pub.correction_request r
  join pub.case_record c using (court_id, case_id)
  join pub.docket_entry e using (court_id, case_id, entry_seq)
  left join pub.court_person p on p.court_id = r.court_id and p.person_id = r.person_id`;

/** An account's own, newest first, those before `before` (correction_request_of_account). */
export const requestsOfAccount = (
  db: Queries,
  court: CourtId,
  account: AccountId,
  before: RequestId | null,
  limit: number,
): Promise<ListedRequest[]> =>
  db.query<ListedRequest>(
    `${LISTED} where r.court_id = $1 and r.account_id = $2::uuid and ($3::uuid is null or r.request_id < $3::uuid)
     order by r.request_id desc limit $4`,
    [court, account, before, limit],
    'requests-of-account',
  );

/** Open ones of a court, oldest first, after `after`: either those that must not be public or all others (correction_request_urgent, correction_request_queue). */
export const openRequests = (
  db: Queries,
  court: CourtId,
  urgent: boolean,
  after: RequestId | null,
  limit: number,
): Promise<ListedRequest[]> =>
  db.query<ListedRequest>(
    `${LISTED} where r.court_id = $1 and r.state = 'open' and r.kind ${urgent ? '=' : '<>'} 'must-not-be-public'
       and ($2::uuid is null or r.request_id > $2::uuid)
     order by r.request_id limit $3`,
    [court, after, limit],
    urgent ? 'open-requests-urgent' : 'open-requests',
  );

export async function listedRequest(db: Queries, court: CourtId, id: RequestId): Promise<ListedRequest | null> {
  const [row] = await db.query<ListedRequest>(
    `${LISTED} where r.court_id = $1 and r.request_id = $2::uuid`,
    [court, id],
    'listed-request',
  );
  return row ?? null;
}
