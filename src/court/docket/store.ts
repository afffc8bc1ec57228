/** The SQL by which dockets are read. Each statement serves one purpose; the index it needs is named above it. */
import { type CaseNumberQuery, fullNumber } from '../../kernel/case-number.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq, PartyNo } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { CaseRestriction, DocumentRestriction, EntryRestriction } from '../access/policy.ts';
import type { Side } from '../cases/side.ts';
import { withAssociated } from '../events/associated.ts';
import { plainText } from '../events/docket-text.ts';
import { defendantColumn, type HeaderLine, type LinkRow, linkView, sheetColumns } from './criminal.ts';
import type {
  CaseHeader,
  CounselView,
  DocketCursor,
  DocketQuery,
  DocumentView,
  EntryView,
  FoundName,
  PartyView,
  TextPart,
} from './model.ts';

export interface CaseRow {
  court_id: CourtId;
  case_id: CaseId;
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
  referral: string | null;
  cause: string | null;
  nature_of_suit: string | null;
  jury_demand: string | null;
  jurisdiction: string | null;
  demand: string | null;
  mdl_status: string | null;
  restriction: CaseRestriction;
  origin: 'filed' | 'imported';
  last_filed_on: CivilDate | null;
  flags: string[];
  /** Absent in rows of a search. */
  links?: LinkRow[] | null;
  lines?: HeaderLine[] | null;
}

const CASE_COLUMNS = `c.court_id, c.case_id, c.office, c.yy, c.type, c.seq, c.short_title, c.filed_on, c.terminated_on,
  c.presider_initials, c.referral_initials, c.presider, c.referral, c.cause, c.nature_of_suit, c.jury_demand,
  c.jurisdiction, c.demand, c.mdl_status, c.restriction, c.origin, c.last_filed_on`;

const flagsOf = (side: Side): string => `array(select f.flag from ${side}.case_flag f
  where f.court_id = c.court_id and f.case_id = c.case_id and f.public and f.to_on is null order by f.flag) as flags`;

export function headerOf(row: CaseRow): CaseHeader {
  const number = { office: row.office, yy: row.yy, type: row.type, seq: row.seq };
  const initials = { presider: row.presider_initials, referral: row.referral_initials };
  return {
    court: row.court_id,
    caseId: row.case_id,
    number,
    initials,
    fullNumber: fullNumber(number, initials),
    shortTitle: row.short_title,
    filedOn: row.filed_on,
    terminatedOn: row.terminated_on,
    presider: row.presider,
    referral: row.referral,
    cause: row.cause,
    natureOfSuit: row.nature_of_suit,
    juryDemand: row.jury_demand,
    jurisdiction: row.jurisdiction,
    demand: row.demand,
    mdlStatus: row.mdl_status,
    links: (row.links ?? []).map(linkView),
    lines: row.lines ?? [],
    lastFiledOn: row.last_filed_on,
    flags: row.flags,
    origin: row.origin,
  };
}

/** By internal number (primary key). */
export async function caseById(db: Queries, side: Side, court: CourtId, caseId: CaseId): Promise<CaseRow | null> {
  const rows = await db.query<CaseRow>(
    `select ${CASE_COLUMNS}, ${flagsOf(side)}, ${sheetColumns(side)} from ${side}.case_record c where c.court_id = $1 and c.case_id = $2`,
    [court, caseId],
    `case-by-id-${side}`,
  );
  return rows[0] ?? null;
}

/** By what was typed of a number (case_by_year_and_number); at most 50. */
export async function casesByNumber(
  db: Queries,
  side: Side,
  court: CourtId,
  typed: CaseNumberQuery,
): Promise<CaseRow[]> {
  return db.query<CaseRow>(
    `select ${CASE_COLUMNS}, ${flagsOf(side)}, ${sheetColumns(side)} from ${side}.case_record c
     where c.court_id = $1 and c.yy = $2 and c.seq = $3
       and ($4::text is null or c.office = $4) and ($5::text is null or c.type = $5)
     order by c.office, c.type limit 50`,
    [court, typed.yy, typed.seq, typed.office ?? null, typed.type ?? null],
    `cases-by-number-${side}`,
  );
}

/** Numbers of cases under seal that match (primary key of sealed_case_number). */
export async function sealedNumbers(
  db: Queries,
  court: CourtId,
  typed: CaseNumberQuery,
): Promise<{ office: string; yy: string; type: string; seq: number }[]> {
  return db.query(
    `select office, yy, type, seq from pub.sealed_case_number
     where court_id = $1 and yy = $2 and seq = $3 and ($4::text is null or office = $4) and ($5::text is null or type = $5)
     order by office, type limit 50`,
    [court, typed.yy, typed.seq, typed.office ?? null, typed.type ?? null],
    'sealed-numbers',
  );
}

/** By a part of the title, of a party's name, of an alias or of a corporate parent (trigram indexes); newest first; one more than `limit` tells of more. */
export async function casesByName(
  db: Queries,
  court: CourtId,
  pattern: string,
  limit: number,
  offset: number,
): Promise<(CaseRow & { matched: string[] })[]> {
  return db.query(
    `with hit as (
       select case_id, null as name from pub.case_record where court_id = $1 and lower(short_title) like $2
       union all select case_id, name || ' (' || role || ')' from pub.party where court_id = $1 and lower(name) like $2
       union all select p.case_id, a.name || ', ' || a.kind || ' ' || p.name from pub.party_alias a
         join pub.party p using (court_id, case_id, party_no) where a.court_id = $1 and lower(a.name) like $2
       union all select p.case_id, f.name || ', ' || f.kind || ' of ' || p.name from pub.party_affiliate f
         join pub.party p using (court_id, case_id, party_no) where f.court_id = $1 and lower(f.name) like $2)
     select ${CASE_COLUMNS}, ${flagsOf('pub')}, hits.matched
     from (select case_id, (array_agg(distinct name) filter (where name is not null))[1:5] as matched from hit group by case_id) hits
     join pub.case_record c on c.court_id = $1 and c.case_id = hits.case_id
     order by c.filed_on desc nulls last, c.case_id desc limit $3 offset $4`,
    [court, pattern, limit, offset],
    'cases-by-name',
  );
}

/**
 * Names of parties like what was typed (party_name_folded, party_alias_folded); `words` as `foldName` has them, so that they are
 * letters, digits and spaces. What a very common word finds is cut off before it is sorted. Rule 5.2(c): only for those who take part.
 */
export async function partyNames(
  db: Queries,
  court: CourtId,
  words: string,
  who: { readonly staff: boolean; readonly account: string | null; readonly today: CivilDate },
): Promise<FoundName[]> {
  return db.query<FoundName>(
    `with hit as (
       (select case_id, name, kind, null as also, pub.word_similarity($2, pub.folded_name(name)) as likeness from pub.party
        where court_id = $1 and (pub.folded_name(name) like '%' || $2 || '%' or pub.folded_name(name) operator(pub.%>) $2) limit 2000)
       union all
       (select p.case_id, p.name, p.kind, a.name, pub.word_similarity($2, pub.folded_name(a.name)) from pub.party_alias a
        join pub.party p using (court_id, case_id, party_no)
        where a.court_id = $1 and (pub.folded_name(a.name) like '%' || $2 || '%' or pub.folded_name(a.name) operator(pub.%>) $2) limit 2000))
     select h.name, max(h.kind) as kind, min(h.also) as also, count(distinct h.case_id)::int as cases
     from hit h join pub.case_record c on c.court_id = $1 and c.case_id = h.case_id
     where c.rule_5_2_c is null or $3::boolean
       or exists (select 1 from pub.association s join pub.court_person q using (court_id, person_id)
         where s.court_id = $1 and s.case_id = h.case_id and q.account_id = $4::uuid and q.status = 'registered'
           and (s.to_on is null or s.to_on > $5::date))
     group by h.name order by max(h.likeness) desc, cases desc, h.name limit 20`,
    [court, words, who.staff, who.account, who.today],
    'party-names',
  );
}

/** What the account is in a case: its standing (association_person, judge_assignment). */
export async function standingOf(
  db: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  account: string,
  today: CivilDate,
): Promise<{ participant: boolean; assigned_judge: boolean }> {
  const rows = await db.query<{ participant: boolean; assigned_judge: boolean }>(
    `select
       exists (select 1 from ${side}.association a join pub.court_person p using (court_id, person_id)
         where p.court_id = $1 and p.account_id = $3::uuid and p.status = 'registered' and a.case_id = $2
           and (a.to_on is null or a.to_on > $4::date)) as participant,
       exists (select 1 from ${side}.judge_assignment j join pub.court_person p using (court_id, person_id)
         where p.court_id = $1 and p.account_id = $3::uuid and j.case_id = $2
           and (j.to_on is null or j.to_on > $4::date)) as assigned_judge`,
    [court, caseId, account, today],
    `standing-${side}`,
  );
  return rows[0]!;
}

interface PartyRow {
  party_no: PartyView['partyNo'];
  role: string;
  name: string;
  party_text: string;
  pro_se: boolean;
  address: string | null;
  terminated_on: CivilDate | null;
  aliases: { kind: string; name: string }[];
  affiliates: PartyView['affiliates'];
  counsel: (Omit<CounselView, 'contact'> & { contact: string })[];
  defendant: PartyView['defendant'];
}

/**
 * Who an association `s` names (primary key). "limit 1" as in `currentVersion`: as a join, with statistics from before a large
 * import, Postgres reads every person of the court for each association.
 */
const PERSON = `cross join lateral (
  select display_name, contact from pub.court_person where court_id = s.court_id and person_id = s.person_id limit 1) q`;

/**
 * All parties of a case with aliases and counsel, in the order in which they were added (primary keys). The counsel of the case
 * are read once and taken from there for each party: asked party by party, two indexes begin with the case, and with old
 * statistics Postgres may take the one that has no party in it.
 */
export async function partiesOf(db: Queries, side: Side, court: CourtId, caseId: CaseId): Promise<PartyView[]> {
  const rows = await db.query<PartyRow>(
    `select p.party_no, p.role, p.name, p.party_text, p.pro_se, p.address, p.terminated_on,
       coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'name', a.name) order by a.n) from ${side}.party_alias a
         where a.court_id = p.court_id and a.case_id = p.case_id and a.party_no = p.party_no), '[]') as aliases,
       coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'name', f.name) order by f.n) from ${side}.party_affiliate f
         where f.court_id = p.court_id and f.case_id = p.case_id and f.party_no = p.party_no), '[]') as affiliates,
       coalesce((select jsonb_object_agg(of.party_no, of.counsel) from (select s.party_no, jsonb_agg(jsonb_build_object(
             'name', q.display_name, 'contact', coalesce(s.contact, q.contact, ''), 'lead', s.lead, 'notice', s.notice,
             'proHacVice', s.pro_hac_vice, 'designation', s.designation, 'terminatedOn', s.to_on,
             'otherRoles', s.other_roles) order by s.n) as counsel
           from ${side}.association s ${PERSON} where s.court_id = $1 and s.case_id = $2 group by s.party_no) of)
         -> p.party_no::text, '[]') as counsel,
       ${defendantColumn(side)}
     from ${side}.party p where p.court_id = $1 and p.case_id = $2 order by p.party_no`,
    [court, caseId],
    `parties-${side}`,
  );
  return rows.map((row) => ({
    partyNo: row.party_no,
    role: row.role,
    name: row.name,
    partyText: row.party_text,
    aliases: row.aliases,
    affiliates: row.affiliates,
    proSe: row.pro_se,
    address: row.address,
    terminatedOn: row.terminated_on,
    counsel: row.counsel.map((each) => ({ ...each, contact: each.contact === '' ? [] : each.contact.split('\n') })),
    defendant: row.defendant,
  }));
}

export interface EntryRowRead {
  entry_seq: EntrySeq;
  doc_no: number | null;
  doc_label: string | null;
  filed_on: CivilDate;
  entered_on: CivilDate;
  restriction: EntryRestriction;
  text: string;
  parts: TextPart[] | null;
  documents: (DocumentView & { restriction: DocumentRestriction; untilOn: CivilDate | null })[] | null;
  stricken_by: string | null;
  /** The public cases in which its filing has entries, its own among them; null: it was filed in one. */
  associated: AssociatedRow[] | null;
}

type AssociatedRow = Pick<CaseRow, 'office' | 'yy' | 'type' | 'seq' | 'presider_initials' | 'referral_initials'>;

/**
 * The public cases of a spread filing, for the words at the end of its text (docket_entry_spread): where the text names one and et al.
 * two are enough to know.
 */
const associatedJson = `case when e.spread then (select json_agg(c) from (
    select c.office, c.yy, c.type, c.seq, c.presider_initials, c.referral_initials
    from (select s.case_id from pub.docket_entry s where s.court_id = e.court_id and s.filing_id = e.filing_id and s.spread
      order by s.case_id limit case when v.parts @> '[{"kind": "associated", "all": true}]' then 1000 else 2 end) s
    join pub.case_record c on c.court_id = e.court_id and c.case_id = s.case_id order by s.case_id) c) end as associated`;

const associatedNumbers = (rows: readonly AssociatedRow[] | null): readonly string[] =>
  (rows ?? []).map((row) => fullNumber(row, { presider: row.presider_initials, referral: row.referral_initials }));

/** An entry's documents in order (document_of_entry). JSON, not jsonb: it is only written, never looked into. */
const documentsJson = (
  side: Side,
): string => `(select json_agg(json_build_object('serial', d.serial, 'attachmentNo', d.attachment_no,
    'description', concat_ws(' ', d.category, d.description), 'pages', d.pages, 'bytes', d.bytes, 'restriction', d.restriction,
    'untilOn', d.until_on)
    order by d.attachment_no)
  from ${side}.document d where d.court_id = e.court_id and d.case_id = e.case_id and d.entry_seq = e.entry_seq) as documents`;

/**
 * The words of an entry as they now are (primary key). "limit 1" keeps it a look-up by the whole key for each entry: as a join,
 * just after a large import and before statistics, Postgres reads all versions of the case for each entry.
 */
const currentVersion = (side: Side): string => `cross join lateral (
  select text, parts from ${side}.entry_version
  where court_id = e.court_id and case_id = e.case_id and entry_seq = e.entry_seq and version = e.version limit 1) v`;

export function entryView(row: EntryRowRead): EntryView {
  const parts = row.parts && row.associated ? withAssociated(row.parts, associatedNumbers(row.associated)) : row.parts;
  return {
    kind: 'entry',
    seq: row.entry_seq,
    number: row.doc_no === null ? row.doc_label : String(row.doc_no),
    filedOn: row.filed_on,
    enteredOn: row.entered_on,
    text: parts && row.associated ? plainText(parts as Parameters<typeof plainText>[0]) : row.text,
    parts,
    documents: row.documents ?? [],
    restricted: row.restriction === 'public' ? null : row.restriction,
    strickenBy: row.stricken_by,
  };
}

/** A docket as it is asked of the database: of one defendant by the number as a party. */
export interface DocketWish extends DocketQuery {
  readonly about?: PartyNo | undefined;
}

/** The party that is defendant number so-and-so (unique number of `defendant`); null: there is none. */
export async function partyOfDefendant(
  db: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  number: number,
): Promise<PartyNo | null> {
  const rows = await db.query<{ party_no: PartyNo }>(
    `select party_no from ${side}.defendant where court_id = $1 and case_id = $2 and number = $3`,
    [court, caseId, number],
    `party-of-defendant-${side}`,
  );
  return rows[0]?.party_no ?? null;
}

/** Whether an entry `e` is about a party, or about no defendant in particular (primary key of entry_defendant). */
const isAbout = (side: Side, party: string): string => `(${party}::int is null
  or exists (select 1 from ${side}.entry_defendant t where t.court_id = e.court_id and t.case_id = e.case_id
    and t.entry_seq = e.entry_seq and t.party_no = ${party})
  or not exists (select 1 from ${side}.entry_defendant t where t.court_id = e.court_id and t.case_id = e.case_id
    and t.entry_seq = e.entry_seq))`;

/**
 * One batch of a docket in the order of filing, after a cursor (docket_entry_by_date, then primary keys).
 * Keyset, so that a slow reader holds neither transaction nor connection (spec/stack.md §3).
 */
export async function docketBatch(
  db: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  wish: DocketWish,
  after: DocketCursor | null,
  limit: number,
): Promise<EntryRowRead[]> {
  const forward = wish.order === 'oldest-first';
  const [sign, direction, start] = forward ? ['>', 'asc', '-infinity'] : ['<', 'desc', 'infinity'];
  return db.query<EntryRowRead>(
    `select e.entry_seq, e.doc_no, e.doc_label, e.filed_on, e.entered_on, e.restriction, e.stricken_by, v.text, v.parts, ${associatedJson}, ${documentsJson(side)}
     from (select * from ${side}.docket_entry e
       where e.court_id = $1 and e.case_id = $2 and (e.filed_on, e.entry_seq) ${sign} ($3::date, $4::int)
         and ($5::date is null or e.filed_on >= $5::date) and ($6::date is null or e.filed_on <= $6::date)
         and ($7::int is null or e.doc_no >= $7) and ($8::int is null or e.doc_no <= $8) and ${isAbout(side, '$10')}
       order by e.filed_on ${direction}, e.entry_seq ${direction} limit $9) e
     ${currentVersion(side)}
     order by e.filed_on ${direction}, e.entry_seq ${direction}`,
    [
      court,
      caseId,
      after?.filedOn ?? start,
      after?.seq ?? 0,
      wish.filedFrom ?? null,
      wish.filedTo ?? null,
      wish.numberFrom ?? null,
      wish.numberTo ?? null,
      limit,
      wish.about ?? null,
    ],
    `docket-batch-${side}-${direction}`,
  );
}

/** Entries by their numbers inside the case, for references and for an entry's own page (primary key). */
export async function entriesBySeq(
  db: Queries,
  side: Side,
  court: CourtId,
  caseId: CaseId,
  seqs: readonly number[],
): Promise<EntryRowRead[]> {
  return db.query<EntryRowRead>(
    `select e.entry_seq, e.doc_no, e.doc_label, e.filed_on, e.entered_on, e.restriction, e.stricken_by, v.text, v.parts, ${associatedJson}, ${documentsJson(side)}
     from (select distinct unnest($3::int[]) as seq) wanted
     cross join lateral (select * from ${side}.docket_entry
       where court_id = $1 and case_id = $2 and entry_seq = wanted.seq limit 1) e
     ${currentVersion(side)} order by e.entry_seq`,
    [court, caseId, seqs],
    `entries-by-seq-${side}`,
  );
}

/** Numbers of sealed entries that the public is told of (primary key of sealed_entry_number). */
export async function placeholdersOf(db: Queries, court: CourtId, caseId: CaseId): Promise<number[]> {
  const rows = await db.query<{ doc_no: number }>(
    'select doc_no from pub.sealed_entry_number where court_id = $1 and case_id = $2 order by doc_no',
    [court, caseId],
    'placeholders',
  );
  return rows.map((row) => row.doc_no);
}

/** How much a docket sheet holds, for its price: entries, and bytes of field values (spec/pacer.md §7.2). */
export async function docketSize(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  wish: DocketWish,
): Promise<{ entries: number; bytes: number }> {
  const rows = await db.query<{ entries: number; bytes: number }>(
    `select count(*) as entries,
       coalesce(sum(20 + length(coalesce(e.doc_no::text, e.doc_label, '')) + (select octet_length(v.text) from pub.entry_version v
         where v.court_id = e.court_id and v.case_id = e.case_id and v.entry_seq = e.entry_seq and v.version = e.version)), 0)
       + (select coalesce(sum(octet_length(p.name) + octet_length(p.role) + octet_length(p.party_text)), 0)
          from pub.party p where p.court_id = $1 and p.case_id = $2)
       + (select coalesce(sum(octet_length(q.display_name) + octet_length(coalesce(s.contact, q.contact, ''))), 0)
          from pub.association s ${PERSON} where s.court_id = $1 and s.case_id = $2)
       + (select coalesce(sum(octet_length(d.offense_opening) + octet_length(d.offense_terminated)), 0)
          from pub.defendant d where d.court_id = $1 and d.case_id = $2)
       + (select coalesce(sum(octet_length(k.label) + octet_length(k.disposition)), 0) from (
            select label, disposition from pub.criminal_count where court_id = $1 and case_id = $2
            union all select label, disposition from pub.criminal_complaint where court_id = $1 and case_id = $2) k)
       + (select coalesce(sum(octet_length(h.label) + octet_length(h.value)), 0)
          from pub.header_field h where h.court_id = $1 and h.case_id = $2)
       + 400 as bytes
     from pub.docket_entry e
     where e.court_id = $1 and e.case_id = $2
       and ($3::date is null or e.filed_on >= $3::date) and ($4::date is null or e.filed_on <= $4::date)
       and ($5::int is null or e.doc_no >= $5) and ($6::int is null or e.doc_no <= $6) and ${isAbout('pub', '$7')}`,
    [
      court,
      caseId,
      wish.filedFrom ?? null,
      wish.filedTo ?? null,
      wish.numberFrom ?? null,
      wish.numberTo ?? null,
      wish.about ?? null,
    ],
    'docket-size',
  );
  return { entries: Number(rows[0]!.entries), bytes: Number(rows[0]!.bytes) };
}

/** What the public side may know of a restricted document of a visible entry. */
export interface RestrictedStub {
  serial: DocumentSerial;
  case_id: CaseId;
  /** The first day on which it is public; null: no such day is set. */
  until_on: CivilDate | null;
}

/** By serial, in each case where the document stands so; in one of them where it is named (primary key). */
export async function restrictedBySerial(
  db: Queries,
  court: CourtId,
  serial: DocumentSerial,
  within: CaseId | null,
): Promise<RestrictedStub[]> {
  return db.query<RestrictedStub>(
    `select serial, case_id, until_on from pub.restricted_document
     where court_id = $1 and serial = $2 and ($3::bigint is null or case_id = $3) order by case_id`,
    [court, serial, within],
    'restricted-document',
  );
}

/** Of a case (restricted_document_of_case). */
export async function restrictedStubs(db: Queries, court: CourtId, caseId: CaseId): Promise<RestrictedStub[]> {
  return db.query<RestrictedStub>(
    'select serial, case_id, until_on from pub.restricted_document where court_id = $1 and case_id = $2',
    [court, caseId],
    'restricted-documents-of-case',
  );
}
