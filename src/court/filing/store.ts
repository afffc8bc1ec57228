/** The SQL of a filing: one look under the lock, one statement that writes it all (DESIGN §3.5). */
import { fullNumber } from '../../kernel/case-number.ts';
import type {
  AccountId,
  CaseId,
  CourtId,
  DocumentSerial,
  EntrySeq,
  PartyNo,
  PersonId,
  Sha256,
  UploadId,
} from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { Affiliate, Alias } from '../cases/party-lines.ts';
import type { Side } from '../cases/side.ts';
import type {
  AssociationInCase,
  CaseForFiling,
  PartyInCase,
  PersonInCase,
  ReferredEntry,
  UploadedDocument,
} from './model.ts';

export interface CaseLock {
  office: string;
  yy: string;
  type: string;
  seq: number;
  short_title: string;
  filed_on: CivilDate | null;
  terminated_on: CivilDate | null;
  presider_initials: string | null;
  referral_initials: string | null;
  presider: string | null;
  next_entry_seq: EntrySeq;
  next_doc_no: number;
  row_version: number;
  chain_n: number;
  chain_head: string;
  /** Set: what the parties file here is for the parties (Fed. R. Civ. P. 5.2(c)). */
  rule_5_2_c: string | null;
}

const LOCKED = `office, yy, type, seq, short_title, filed_on, terminated_on, presider_initials, referral_initials, presider,
       next_entry_seq, next_doc_no, row_version, chain_n, chain_head, rule_5_2_c`;

/**
 * The public ones among these cases, locked in the order of their numbers inside the court, so that two spread filings wait for each
 * other and never in a ring (DESIGN §2 rule 3; primary key). `lock` false: as they stand now, for a check.
 */
export async function publicCases(
  tx: Queries,
  court: CourtId,
  cases: readonly CaseId[],
  lock: boolean,
): Promise<ReadonlyMap<CaseId, CaseLock>> {
  const rows = await tx.query<CaseLock & { case_id: CaseId }>(
    `select case_id, ${LOCKED} from pub.case_record where court_id = $1 and case_id = any($2::bigint[])
     order by case_id ${lock ? 'for update' : ''}`,
    [court, cases],
    lock ? 'lock-cases' : 'public-cases',
  );
  return new Map(rows.map((row) => [row.case_id, row]));
}

/** Locks the case row: from here to the commit this case's numbers are ours (primary key). Null: no such case on this side. */
export async function lockCase(tx: Queries, side: Side, court: CourtId, caseId: CaseId): Promise<CaseLock | null> {
  const rows = await tx.query<CaseLock>(
    `select ${LOCKED}
     from ${side}.case_record where court_id = $1 and case_id = $2 for update`,
    [court, caseId],
    `lock-case-${side}`,
  );
  return rows[0] ?? null;
}

/** The case as a filing is decided on: what its locked row says, and what was read beside it. */
export function lockedCase(court: CourtId, caseId: CaseId, lock: CaseLock, read: StateRow): CaseForFiling {
  const number = { office: lock.office, yy: lock.yy, type: lock.type, seq: lock.seq };
  return {
    ...read,
    court,
    caseId,
    number,
    fullNumber: fullNumber(number, { presider: lock.presider_initials, referral: lock.referral_initials }),
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

/** Whether a key has made a filing that stands on a side (unique court, account, key). */
export async function filedOn(tx: Queries, side: Side, court: CourtId, account: string, key: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from ${side}.filing where court_id = $1 and account_id = $2::uuid and idem_key = $3`,
    [court, account, key],
    `filing-by-key-${side}`,
  );
  return rows.length > 0;
}

/** Whether a key has made a filing that stands on the sealed side, for a login that may not look there (migration 0014). */
export async function keyFiledApart(tx: Queries, court: CourtId, account: string, key: string): Promise<boolean> {
  const rows = await tx.query<{ apart: boolean }>(
    'select ident.key_filed_apart($1, $2::uuid, $3) as apart',
    [court, account, key],
    'key-filed-apart',
  );
  return rows[0]!.apart;
}

type StateRow = Pick<
  CaseForFiling,
  | 'parties'
  | 'associations'
  | 'lastAssociation'
  | 'persons'
  | 'referred'
  | 'openDeadlines'
  | 'signer'
  | 'uploads'
  | 'protectiveOrder'
>;

const PERSON = `'personId', p.person_id, 'displayName', p.display_name, 'signatureName', p.signature_name, 'title', p.title,
  'kind', p.kind, 'email', p.email, 'secondaryEmails', p.secondary_emails, 'address', p.address, 'firm', p.firm, 'status', p.status`;

interface StateRead {
  parties: Omit<PartyInCase, 'aliases' | 'affiliates'>[] | null;
  aliases: NamesRead;
  affiliates: NamesRead;
  associations: AssociationInCase[] | null;
  last_association: number;
  persons: PersonInCase[] | null;
  referred: ReferredEntry[] | null;
  deadlines: StateRow['openDeadlines'] | null;
  signer: PersonInCase | null;
  uploads: UploadedDocument[] | null;
  protective_order: boolean;
}

/** The further names of the parties of a case, of which most have none: a list for the case (primary keys). */
const namesUnder = (side: Side, caseId: string, table: 'party_alias' | 'party_affiliate'): string =>
  `(select json_agg(json_build_array(u.party_no, u.kind, u.name) order by u.party_no, u.n)
     from ${side}.${table} u where u.court_id = $1 and u.case_id = ${caseId})`;

type NamesRead = readonly (readonly [partyNo: PartyNo, kind: string, name: string])[] | null;

/** By party; who has no further name is not in it. */
function namesOf<T extends Alias>(read: NamesRead): ReadonlyMap<PartyNo, readonly T[]> {
  const names = new Map<PartyNo, T[]>();
  for (const [no, kind, name] of read ?? []) {
    const list = names.get(no);
    if (list) list.push({ kind, name } as T);
    else names.set(no, [{ kind, name } as T]);
  }
  return names;
}

/** `at`: which case, and which of its entries, in the words of the statement. */
const STATE = (side: Side, at: { readonly caseId: string; readonly seqs: string }): string =>
  `with current as (
       select * from ${side}.association a where a.court_id = $1 and a.case_id = ${at.caseId} and (a.to_on is null or a.to_on > $4::date))
     select
       (select json_agg(json_build_object('partyNo', p.party_no, 'role', p.role, 'name', p.name, 'proSe', p.pro_se,
           'address', p.address, 'terminatedOn', p.terminated_on, 'sameAs', p.same_as, 'defendant', d.number,
           'counts', case when d.number is null then '[]'::json else coalesce((select json_agg(json_build_object('n', k.n,
             'label', k.label, 'disposition', k.disposition, 'open', k.status = 'pending' and k.disposition = '') order by k.n)
             from ${side}.criminal_count k
             where k.court_id = $1 and k.case_id = ${at.caseId} and k.party_no = p.party_no), '[]') end,
           'complaints', case when d.number is null then 0 else (select coalesce(max(k.n), 0) from ${side}.criminal_complaint k
             where k.court_id = $1 and k.case_id = ${at.caseId} and k.party_no = p.party_no) end) order by p.party_no)
         from ${side}.party p left join ${side}.defendant d using (court_id, case_id, party_no)
         where p.court_id = $1 and p.case_id = ${at.caseId}) as parties,
       ${namesUnder(side, at.caseId, 'party_alias')} as aliases,
       ${namesUnder(side, at.caseId, 'party_affiliate')} as affiliates,
       (select json_agg(json_build_object('partyNo', party_no, 'personId', person_id, 'lead', lead, 'notice', notice)
           order by party_no, n) from current) as associations,
       (select coalesce(max(n), 0) from ${side}.association where court_id = $1 and case_id = ${at.caseId}) as last_association,
       (select jsonb_agg(jsonb_build_object(${PERSON}) order by p.signature_name) from pub.court_person p
           where p.court_id = $1 and (p.person_id in (select person_id from current) or p.person_id = any($6::uuid[]))) as persons,
       (select jsonb_agg(jsonb_build_object('seq', e.entry_seq, 'docNo', e.doc_no, 'shortName', e.short_name,
           'referenceName', e.reference_name, 'category', e.category, 'eventCode', e.event_code, 'eventVersion', e.event_version,
           'signer', e.signer_person, 'filers', coalesce((select jsonb_agg(f.party_no order by f.party_no) from ${side}.entry_filer f
             where f.court_id = e.court_id and f.case_id = e.case_id and f.entry_seq = e.entry_seq), '[]'),
           'refersTo', coalesce((select jsonb_agg(l.to_seq order by l.to_seq) from ${side}.entry_link l
             where l.court_id = e.court_id and l.case_id = e.case_id and l.from_seq = e.entry_seq and l.relief_n = 0), '[]'),
           'reliefs', coalesce((select jsonb_agg(jsonb_build_object('n', r.n, 'code', r.code,
             'name', r.name, 'status', r.status, 'askedOn', r.asked_on) order by r.n) from ${side}.relief r
             where r.court_id = e.court_id and r.case_id = e.case_id and r.entry_seq = e.entry_seq), '[]')) order by e.entry_seq)
         from ${side}.docket_entry e where e.court_id = $1 and e.case_id = ${at.caseId} and e.entry_seq = any(${at.seqs})) as referred,
       (select jsonb_agg(jsonb_build_object('id', t.deadline_id, 'name', t.name, 'triggerSeq', t.trigger_seq, 'partyNo', t.party_no,
           'dueOn', t.due_on, 'explained', t.explained, 'byReference', t.by_reference,
           'setBy', coalesce((select jsonb_agg(f.party_no order by f.party_no) from ${side}.entry_filer f
             where f.court_id = t.court_id and f.case_id = t.case_id and f.entry_seq = t.trigger_seq), '[]'))
           order by t.due_on, t.name, t.party_no)
         from ${side}.deadline t where t.court_id = $1 and t.case_id = ${at.caseId} and t.ended_on is null
           and ($5::text[] is null or t.name = any($5::text[]) or t.trigger_seq = any(${at.seqs}))) as deadlines,
       (select jsonb_build_object(${PERSON}) from pub.court_person p where p.court_id = $1 and p.account_id = $2::uuid) as signer,
       (select jsonb_agg(jsonb_build_object('uploadId', upload_id, 'sha256', sha256, 'bytes', bytes, 'pages', pages,
           'originalName', original_name, 'stagedPath', staged_path, 'fillable', fillable, 'form', form)) from pub.upload
         where court_id = $1 and account_id = $2::uuid and upload_id = any($3::uuid[])) as uploads,
       exists (select from ${side}.case_flag where court_id = $1 and case_id = ${at.caseId} and flag = 'PROTO'
         and (to_on is null or to_on > $4::date)) as protective_order`;

function stateOf(row: StateRead): StateRow {
  const aliases = namesOf<Alias>(row.aliases);
  const affiliates = namesOf<Affiliate>(row.affiliates);
  return {
    parties: (row.parties ?? []).map((party) => ({
      ...party,
      aliases: aliases.get(party.partyNo) ?? [],
      affiliates: affiliates.get(party.partyNo) ?? [],
    })),
    associations: row.associations ?? [],
    lastAssociation: row.last_association,
    persons: row.persons ?? [],
    referred: row.referred ?? [],
    openDeadlines: row.deadlines ?? [],
    signer: row.signer,
    uploads: row.uploads ?? [],
    protectiveOrder: row.protective_order,
  };
}

/** What a look at a case needs to know of the filing. */
export interface LookFor {
  readonly account: string | null;
  /** Entries that it refers to or rules on. */
  readonly seqs: readonly number[];
  readonly uploads: readonly string[];
  /** Names of the deadlines that it satisfies; `all`: it may close the case. */
  readonly deadlines: readonly string[] | 'all';
  readonly today: CivilDate;
  /** People of the court whom it names and who may be new to the case. */
  readonly persons?: readonly PersonId[];
}

/**
 * What the decision looks at, in one statement: parties, counsel now of record, the entries referred to with their reliefs,
 * open deadlines that it may end (deadline_open), who signs, and the uploads. Every other part is found by the case's or the
 * row's primary key.
 */
export async function stateOfCase(
  tx: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  wish: LookFor,
): Promise<StateRow> {
  const rows = await tx.query<StateRead>(
    STATE(side, { caseId: '$7', seqs: '$8::int[]' }),
    [...lookedFor(court, wish), caseId, wish.seqs],
    `state-of-case-${side}`,
  );
  return stateOf(rows[0]!);
}

/** The same of several public cases in one statement, each with the entries that are referred to there. */
export async function statesOfCases(
  tx: Queries,
  court: CourtId,
  wanted: readonly { readonly caseId: CaseId; readonly seqs: readonly number[] }[],
  wish: Omit<LookFor, 'seqs'>,
): Promise<ReadonlyMap<CaseId, StateRow>> {
  if (wanted.length === 0) return new Map();
  const seqs = 'array(select jsonb_array_elements_text(w.seqs)::int)';
  const rows = await tx.query<StateRead & { case_id: CaseId }>(
    `select w.case_id, s.* from jsonb_to_recordset($7::jsonb) as w(case_id bigint, seqs jsonb)
     cross join lateral (${STATE('pub', { caseId: 'w.case_id', seqs })}) s`,
    [...lookedFor(court, wish), JSON.stringify(wanted.map((each) => ({ case_id: each.caseId, seqs: each.seqs })))],
    'states-of-cases',
  );
  return new Map(rows.map((row) => [row.case_id, stateOf(row)]));
}

/** The values that `STATE` has for every case. */
const lookedFor = (court: CourtId, wish: Omit<LookFor, 'seqs'>) => [
  court,
  wish.account,
  wish.uploads,
  wish.today,
  wish.deadlines === 'all' ? null : wish.deadlines,
  wish.persons ?? [],
];

/** What an upload named in a submission will be: its serial, and where its bytes are now. */
export interface UploadToKeep {
  readonly serial: DocumentSerial;
  readonly upload_id: UploadId;
  /** Null, like the rest: there is no such upload of this account. */
  readonly sha256: Sha256 | null;
  readonly staged_path: string | null;
  readonly filed: boolean | null;
  /** The court's form that it is, made of the answers; null: the filer's own file. */
  readonly form: string | null;
}

/**
 * Each upload with a fresh document serial of a side, in the order given (primary key). Serials may have gaps; docket numbers
 * may not, and do not come from here.
 */
export async function takeSerials(
  db: Queries,
  side: Side,
  court: CourtId,
  account: AccountId,
  uploads: readonly UploadId[],
): Promise<UploadToKeep[]> {
  if (uploads.length === 0) return [];
  return db.query<UploadToKeep>(
    // The ids travel as JSON, not as an array: that would be planned anew each time, at the cost of the look itself.
    `select nextval('${side}.document_serial') as serial, wanted.* from (
       select n.id::uuid as upload_id, u.sha256, u.staged_path, u.filed, u.form
       from jsonb_array_elements_text($3::jsonb) with ordinality as n (id, place)
       left join lateral (select sha256, staged_path, filed, form from pub.upload
         where court_id = $1 and account_id = $2::uuid and upload_id = n.id::uuid limit 1) u on true
       order by n.place) wanted`,
    [court, account, JSON.stringify(uploads)],
    `take-serials-${side}`,
  );
}

/** All rows of a filing, as JSON that `enterFiling` spreads over the tables. */
export interface FilingRows {
  readonly entry: Record<string, unknown>;
  readonly version: Record<string, unknown>;
  /** Of the filing's first case; null in the others, which have `further`. */
  readonly filing: Record<string, unknown> | null;
  readonly further: Record<string, unknown> | null;
  readonly documents: readonly Record<string, unknown>[];
  readonly filers: readonly Record<string, unknown>[];
  readonly signers: readonly Record<string, unknown>[];
  readonly manualFilings: readonly Record<string, unknown>[];
  readonly links: readonly Record<string, unknown>[];
  readonly reliefs: readonly Record<string, unknown>[];
  readonly ruled: readonly Record<string, unknown>[];
  readonly deadlines: readonly Record<string, unknown>[];
  readonly ended: readonly Record<string, unknown>[];
  readonly flagsUp: readonly Record<string, unknown>[];
  readonly flagsDown: readonly Record<string, unknown>[];
  readonly associations: readonly Record<string, unknown>[];
  readonly withdrawn: readonly Record<string, unknown>[];
  readonly entryDefendants: readonly Record<string, unknown>[];
  readonly parties: readonly Record<string, unknown>[];
  readonly aliases: readonly Record<string, unknown>[];
  readonly affiliates: readonly Record<string, unknown>[];
  readonly defendants: readonly Record<string, unknown>[];
  readonly partiesEnded: readonly Record<string, unknown>[];
  readonly counts: readonly Record<string, unknown>[];
  readonly complaints: readonly Record<string, unknown>[];
  readonly disposed: readonly Record<string, unknown>[];
  readonly notices: readonly Record<string, unknown>[];
  readonly paper: readonly Record<string, unknown>[];
  readonly audit: Record<string, unknown>;
  readonly outbox: readonly Record<string, unknown>[];
  /** What the case row becomes: next numbers, chain head, last filing date. */
  readonly moved: Record<string, unknown>;
  /** What has been filed of what lay waiting. */
  readonly court: CourtId;
  readonly uploads: readonly UploadId[];
  readonly drafts: readonly Record<string, unknown>[];
  /** The job that follows; none for the demo's past. */
  readonly job: Readonly<Record<string, string>> | null;
}

/** Where the parts of a filing stand: its case; entry, filing and notices; its documents. */
export interface FilingSides {
  readonly case: Side;
  readonly entry: Side;
  readonly document: Side;
}

/** Rows of which a case has one; the others are lists already. */
const SINGLE = ['entry', 'version', 'filing', 'further', 'audit', 'moved'] as const;

/** The rows of all cases of a filing as one JSON; what is of the submission as a whole is that of the first. */
function together([first, ...others]: readonly [FilingRows, ...FilingRows[]]): Record<string, unknown> {
  const all: Record<string, unknown> = { ...first };
  for (const name of SINGLE) all[name] = [first, ...others].flatMap((rows) => rows[name] ?? []);
  for (const [name, rows] of Object.entries(first))
    if (Array.isArray(rows) && name !== 'uploads' && name !== 'drafts')
      all[name] = [first, ...others].flatMap((each) => each[name as 'documents']);
  return all;
}

/**
 * Writes a filing whole, in all its cases: every row of it in one statement, the cases moved on, draft and uploads closed, the job
 * enqueued, so that a filing costs few round trips under the locks.
 */
export async function enterFiling(
  tx: Queries,
  sides: FilingSides,
  rows: readonly [FilingRows, ...FilingRows[]],
): Promise<void> {
  const { entry: entrySide, document: documentSide } = sides;
  const spread = rows.length > 1;
  // What a case has one of is one record where there is one case: planned as such, it is found by its key.
  const populate = spread ? 'jsonb_populate_recordset' : 'jsonb_populate_record';
  await tx.query(
    `with given as (select $1::jsonb as j),
     new_entry as (insert into ident.entry_identity (court_id, case_id, entry_seq)
       select court_id, case_id, entry_seq from ${populate}(null::${entrySide}.docket_entry, (select j->'entry' from given))),
     a as (insert into ${entrySide}.docket_entry select * from ${populate}(null::${entrySide}.docket_entry, (select j->'entry' from given))),
     b as (insert into ${entrySide}.entry_version select * from ${populate}(null::${entrySide}.entry_version, (select j->'version' from given))),
     c as (insert into ${entrySide}.filing select * from ${populate}(null::${entrySide}.filing, (select j->'filing' from given))),
     d as (insert into ${documentSide}.document select * from jsonb_populate_recordset(null::${documentSide}.document, (select j->'documents' from given))),
     e as (insert into ${entrySide}.entry_filer select * from jsonb_populate_recordset(null::${entrySide}.entry_filer, (select j->'filers' from given))),
     f as (insert into ${entrySide}.entry_link select * from jsonb_populate_recordset(null::${entrySide}.entry_link, (select j->'links' from given))),
     g as (insert into ${entrySide}.relief select * from jsonb_populate_recordset(null::${entrySide}.relief, (select j->'reliefs' from given))),
     h as (insert into ${entrySide}.deadline select * from jsonb_populate_recordset(null::${entrySide}.deadline, (select j->'deadlines' from given))),
     i as (insert into ${entrySide}.association select * from jsonb_populate_recordset(null::${entrySide}.association, (select j->'associations' from given))),
     k as (insert into ${entrySide}.notice select * from jsonb_populate_recordset(null::${entrySide}.notice, (select j->'notices' from given))),
     l as (insert into ${entrySide}.paper_notice select * from jsonb_populate_recordset(null::${entrySide}.paper_notice, (select j->'paper' from given))),
     m as (insert into ${entrySide}.audit select * from ${populate}(null::${entrySide}.audit, (select j->'audit' from given))),
     n as (insert into ops.outbox select * from jsonb_populate_recordset(null::ops.outbox, (select j->'outbox' from given))),
     o as (update ${entrySide}.relief r set status = w.status, ruled_by = w.ruled_by, ended_on = w.ended_on
       from jsonb_populate_recordset(null::${entrySide}.relief, (select j->'ruled' from given)) w
       where r.court_id = w.court_id and r.case_id = w.case_id and r.entry_seq = w.entry_seq and r.n = w.n),
     p as (update ${entrySide}.deadline t set ended_by = w.ended_by, ended_on = w.ended_on
       from jsonb_populate_recordset(null::${entrySide}.deadline, (select j->'ended' from given)) w
       where t.court_id = w.court_id and t.case_id = w.case_id and t.deadline_id = w.deadline_id),
     q as (update ${sides.case}.case_record c set next_entry_seq = w.next_entry_seq, next_doc_no = w.next_doc_no,
         chain_n = w.chain_n, chain_head = w.chain_head, last_filed_on = coalesce(w.last_filed_on, c.last_filed_on),
         terminated_on = w.terminated_on, reopened_on = coalesce(w.reopened_on, c.reopened_on),
         row_version = c.row_version + 1
       from ${populate}(null::${sides.case}.case_record, (select j->'moved' from given)) w
       where c.court_id = w.court_id and c.case_id = w.case_id),
     r as (update pub.upload set filed = true where court_id = (select j->>'court' from given)
         and upload_id = any(array(select jsonb_array_elements_text(j->'uploads')::uuid from given))),
     s as (update pub.draft d set filing_id = w.filing_id
       from jsonb_populate_recordset(null::pub.draft, (select j->'drafts' from given)) w
       where d.court_id = w.court_id and d.draft_id = w.draft_id),
     t as (update ${sides.case}.case_flag f set to_on = w.to_on
       from jsonb_populate_recordset(null::${sides.case}.case_flag, (select j->'flagsDown' from given)) w
       where f.court_id = w.court_id and f.case_id = w.case_id and f.flag = w.flag and f.to_on is null),
     u as (insert into ${sides.case}.case_flag (court_id, case_id, flag, public, from_on)
       select w.court_id, w.case_id, w.flag, w.public, w.from_on
       from jsonb_populate_recordset(null::${sides.case}.case_flag, (select j->'flagsUp' from given)) w
       where not exists (select from ${sides.case}.case_flag f where f.court_id = w.court_id and f.case_id = w.case_id
         and f.flag = w.flag and f.to_on is null)
       on conflict (court_id, case_id, flag, from_on) do update set to_on = null),
     v as (insert into ${sides.case}.party select * from jsonb_populate_recordset(null::${sides.case}.party, (select j->'parties' from given))),
     w as (insert into ${sides.case}.defendant select * from jsonb_populate_recordset(null::${sides.case}.defendant, (select j->'defendants' from given))),
     x as (insert into ${sides.case}.criminal_count select * from jsonb_populate_recordset(null::${sides.case}.criminal_count, (select j->'counts' from given))),
     y as (insert into ${sides.case}.criminal_complaint select * from jsonb_populate_recordset(null::${sides.case}.criminal_complaint, (select j->'complaints' from given))),
     z as (insert into ${entrySide}.entry_defendant select * from jsonb_populate_recordset(null::${entrySide}.entry_defendant, (select j->'entryDefendants' from given))),
     aa as (update ${sides.case}.party t set terminated_on = e.terminated_on
       from jsonb_populate_recordset(null::${sides.case}.party, (select j->'partiesEnded' from given)) e
       where t.court_id = e.court_id and t.case_id = e.case_id and t.party_no = e.party_no),
     ab as (update ${sides.case}.association t set to_on = e.to_on
       from jsonb_populate_recordset(null::${sides.case}.association, (select j->'withdrawn' from given)) e
       where t.court_id = e.court_id and t.case_id = e.case_id and t.party_no = e.party_no and t.person_id = e.person_id
         and (t.to_on is null or t.to_on > e.to_on)),
     ac as (update ${sides.case}.criminal_count t set status = e.status, disposition = e.disposition
       from jsonb_populate_recordset(null::${sides.case}.criminal_count, (select j->'disposed' from given)) e
       where t.court_id = e.court_id and t.case_id = e.case_id and t.party_no = e.party_no and t.n = e.n),
     ad as (insert into ${entrySide}.paper_signer select * from jsonb_populate_recordset(null::${entrySide}.paper_signer, (select j->'signers' from given))),
     ae as (insert into ${entrySide}.manual_filing select * from jsonb_populate_recordset(null::${entrySide}.manual_filing, (select j->'manualFilings' from given))),
     ag as (insert into ${sides.case}.party_alias select * from jsonb_populate_recordset(null::${sides.case}.party_alias, (select j->'aliases' from given))),
     ah as (insert into ${sides.case}.party_affiliate select * from jsonb_populate_recordset(null::${sides.case}.party_affiliate, (select j->'affiliates' from given)))
     ${
       spread
         ? `, af as (insert into ${entrySide}.spread_entry select * from jsonb_populate_recordset(null::${entrySide}.spread_entry, (select j->'further' from given)))`
         : ''
     }
     select ops.enqueue('after-filing', (j->'job')::json) from given where j->'job' <> 'null'`,
    [JSON.stringify(spread ? together(rows) : rows[0])],
    `enter-filing-${sides.case}-${entrySide}-${documentSide}${spread ? '-spread' : ''}`,
  );
}

export type { PersonId };
