/** The SQL by which cases are written on the public side. One statement a purpose; callers are in a transaction. */
import type { Json } from '../../kernel/canonical.ts';
import type { CaseNumber } from '../../kernel/case-number.ts';
import { chainHash } from '../../kernel/chain.ts';
import type { CaseId, CourtId, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { HeaderColumns, Kept } from './imported.ts';
import type { Side } from './side.ts';

export interface PersonRow {
  readonly import_key: string;
  readonly account_id: string | null;
  readonly kind: 'attorney' | 'pro-se' | 'clerk' | 'judge' | 'other';
  readonly signature_name: string;
  readonly display_name: string;
  readonly title: string | null;
  readonly initials: string | null;
  readonly firm: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly fax: string | null;
  readonly email: string | null;
  readonly secondary_emails: readonly string[];
  readonly status: 'registered' | 'unregistered' | 'inactive';
  readonly contact: string;
}

export interface PartyRow {
  readonly party_no: number;
  readonly role: string;
  readonly name: string;
  readonly party_text: string;
  readonly pro_se: boolean;
  readonly address: string | null;
  readonly terminated_on: CivilDate | null;
  readonly criminal: Kept | null;
  readonly imported: Kept | null;
}

export interface AliasRow {
  readonly party_no: number;
  readonly n: number;
  readonly kind: string;
  readonly name: string;
}

export interface AssociationRow {
  readonly party_no: number;
  readonly n: number;
  readonly person_id: PersonId;
  readonly lead: boolean;
  readonly notice: boolean;
  readonly pro_hac_vice: boolean;
  readonly designation: string | null;
  readonly from_on: CivilDate | null;
  readonly to_on: CivilDate | null;
  readonly other_roles: readonly string[];
  readonly imported: Kept | null;
}

/** Keeps everybody else from making or joining a case of this number until the transaction ends. */
export async function lockNumber(tx: Queries, court: CourtId, number: CaseNumber): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${court} ${number.office}:${number.yy}-${number.type}-${number.seq}`,
  ]);
}

/** A new case's id, with its place in the identity table (DESIGN §4.3). */
export async function newCaseId(tx: Queries, court: CourtId): Promise<CaseId> {
  const rows = await tx.query<{ id: CaseId }>(
    `with taken as (select nextval('pub.case_id_serial') as id),
       placed as (insert into ident.case_identity (court_id, case_id) select $1, id from taken)
     select id from taken`,
    [court],
  );
  return rows[0]!.id;
}

export async function insertCase(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  number: CaseNumber,
  origin: 'filed' | 'imported',
  header: HeaderColumns,
  imported: Kept | null,
): Promise<void> {
  await tx.query(
    `insert into pub.case_record (court_id, case_id, office, yy, type, seq, origin, short_title, filed_on, terminated_on,
       presider, referral, presider_initials, referral_initials, cause, nature_of_suit, jury_demand, jurisdiction, demand,
       mdl_status, imported)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21::jsonb)`,
    [court, caseId, number.office, number.yy, number.type, number.seq, origin, ...headerValues(header), json(imported)],
  );
}

export async function updateHeader(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  header: HeaderColumns,
  imported: Kept | null,
): Promise<void> {
  await tx.query(
    `update pub.case_record set short_title = $3, filed_on = $4, terminated_on = $5, presider = $6, referral = $7,
       presider_initials = $8, referral_initials = $9, cause = $10, nature_of_suit = $11, jury_demand = $12,
       jurisdiction = $13, demand = $14, mdl_status = $15, imported = $16::jsonb
     where court_id = $1 and case_id = $2`,
    [court, caseId, ...headerValues(header), json(imported)],
  );
}

const headerValues = (header: HeaderColumns): (string | null)[] => [
  header.short_title,
  header.filed_on,
  header.terminated_on,
  header.presider,
  header.referral,
  header.presider_initials,
  header.referral_initials,
  header.cause,
  header.nature_of_suit,
  header.jury_demand,
  header.jurisdiction,
  header.demand,
  header.mdl_status,
];

/**
 * The ids of persons, made where the court does not know them yet: by account, else by name and printed lines
 * (court_person_account, court_person_import). Given in the order of `persons`.
 */
export async function ensurePersons(
  tx: Queries,
  court: CourtId,
  persons: readonly PersonRow[],
  newId: () => PersonId,
): Promise<PersonId[]> {
  if (persons.length === 0) return [];
  // one order for all, so that two imports that meet in the same persons wait for each other and do not deadlock
  const rows = [...persons]
    .sort((a, b) => (a.import_key < b.import_key ? -1 : 1))
    .map((person) => ({ ...person, person_id: newId() }));
  await tx.query(
    `insert into pub.court_person (court_id, person_id, account_id, kind, signature_name, display_name, title, initials, firm,
       address, phone, fax, email, secondary_emails, status, contact, import_key)
     select $1, p.person_id, p.account_id, p.kind, p.signature_name, p.display_name, p.title, p.initials, p.firm, p.address,
       p.phone, p.fax, p.email, p.secondary_emails, p.status, p.contact, p.import_key
     from jsonb_to_recordset($2::jsonb) as p(person_id uuid, account_id uuid, kind text, signature_name text,
       display_name text, title text, initials text, firm text, address text, phone text, fax text, email text,
       secondary_emails text[], status text, contact text, import_key text)
     on conflict do nothing`,
    [court, JSON.stringify(rows)],
  );
  const found = await tx.query<{ person_id: PersonId; account_id: string | null; import_key: string | null }>(
    `select person_id, account_id, import_key from pub.court_person
     where court_id = $1 and (import_key = any($2::text[]) or account_id = any($3::uuid[]))`,
    [
      court,
      persons.map((person) => person.import_key),
      persons.flatMap((person) => (person.account_id === null ? [] : [person.account_id])),
    ],
  );
  return persons.map((person) => {
    const byAccount = found.find((each) => person.account_id !== null && each.account_id === person.account_id);
    return (byAccount ?? found.find((each) => each.import_key === person.import_key))!.person_id;
  });
}

export async function insertParties(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  startedOn: CivilDate | null,
  parties: readonly PartyRow[],
  aliases: readonly AliasRow[],
  affiliates: readonly AliasRow[] = [],
): Promise<void> {
  await tx.query(
    `insert into pub.party (court_id, case_id, party_no, role, name, party_text, pro_se, address, started_on, terminated_on,
       criminal, imported)
     select $1, $2, p.party_no, p.role, p.name, p.party_text, p.pro_se, p.address, $3, p.terminated_on, p.criminal, p.imported
     from jsonb_to_recordset($4::jsonb) as p(party_no int, role text, name text, party_text text, pro_se boolean,
       address text, terminated_on date, criminal jsonb, imported jsonb)`,
    [court, caseId, startedOn, JSON.stringify(parties)],
  );
  for (const [table, names] of [
    ['party_alias', aliases],
    ['party_affiliate', affiliates],
  ] as const) {
    if (names.length === 0) continue;
    await tx.query(
      `insert into pub.${table} (court_id, case_id, party_no, n, kind, name)
       select $1, $2, a.party_no, a.n, a.kind, a.name
       from jsonb_to_recordset($3::jsonb) as a(party_no int, n int, kind text, name text)`,
      [court, caseId, JSON.stringify(names)],
    );
  }
}

export async function insertAssociations(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  associations: readonly AssociationRow[],
): Promise<void> {
  await tx.query(
    `insert into pub.association (court_id, case_id, party_no, n, person_id, lead, notice, pro_hac_vice, designation,
       from_on, to_on, other_roles, imported)
     select $1, $2, a.party_no, a.n, a.person_id, a.lead, a.notice, a.pro_hac_vice, a.designation, a.from_on, a.to_on,
       a.other_roles, a.imported
     from jsonb_to_recordset($3::jsonb) as a(party_no int, n int, person_id uuid, lead boolean, notice boolean,
       pro_hac_vice boolean, designation text, from_on date, to_on date, other_roles text[], imported jsonb)`,
    [court, caseId, JSON.stringify(associations)],
  );
}

export interface JudgeRow {
  readonly n: number;
  readonly role: 'presider' | 'referral';
  readonly judge_name: string;
  readonly initials: string | null;
  readonly person_id: PersonId | null;
  readonly from_on: CivilDate;
}

export async function insertJudges(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  judges: readonly JudgeRow[],
): Promise<void> {
  await tx.query(
    `insert into pub.judge_assignment (court_id, case_id, n, role, judge_name, initials, person_id, from_on)
     select $1, $2, j.n, j.role, j.judge_name, j.initials, j.person_id, j.from_on
     from jsonb_to_recordset($3::jsonb) as j(n int, role text, judge_name text, initials text, person_id uuid, from_on date)`,
    [court, caseId, JSON.stringify(judges)],
  );
}

export interface CaseAct {
  readonly at: Instant;
  readonly actor: string;
  readonly act: string;
  readonly body: Json;
}

/** Adds a link to a case's chain (DESIGN §4.7), on the side where the case stands. Its row is locked here, if it is not already. */
export async function linkCaseChain(
  tx: Queries,
  court: CourtId,
  caseId: CaseId,
  done: CaseAct,
  side: Side = 'pub',
): Promise<void> {
  const heads = await tx.query<{ n: number; head: string }>(
    `select chain_n as n, chain_head as head from ${side}.case_record where court_id = $1 and case_id = $2 for update`,
    [court, caseId],
  );
  const link = { court, stream: `case ${caseId}`, n: heads[0]!.n + 1, prev: heads[0]!.head, ...done };
  const hash = chainHash(link);
  await tx.query(
    `insert into ${side}.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)`,
    [court, link.stream, link.n, link.prev, hash, link.at, link.actor, link.act, JSON.stringify(link.body)],
  );
  await tx.query(`update ${side}.case_record set chain_n = $3, chain_head = $4 where court_id = $1 and case_id = $2`, [
    court,
    caseId,
    link.n,
    hash,
  ]);
}

/** What the national index is told of a case, as it now stands (DESIGN §2 rule 1). Null when there is no such public case. */
export async function indexMessage(tx: Queries, court: CourtId, caseId: CaseId): Promise<Json | null> {
  const rows = await tx.query<{ body: Json }>(
    `select jsonb_build_object('court', c.court_id, 'caseId', c.case_id, 'rowVersion', c.row_version,
       'number', c.office || ':' || c.yy || '-' || c.type || '-' || lpad(c.seq::text, greatest(5, length(c.seq::text)), '0'),
       'title', c.short_title, 'filedOn', c.filed_on, 'terminatedOn', c.terminated_on,
       'parties', coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'role', p.role) order by p.party_no)
         from pub.party p where p.court_id = c.court_id and p.case_id = c.case_id), '[]')) as body
     from pub.case_record c where c.court_id = $1 and c.case_id = $2`,
    [court, caseId],
  );
  return rows[0]?.body ?? null;
}

export async function putInOutbox(
  tx: Queries,
  court: CourtId,
  messageId: string,
  kind: string,
  body: Json,
  at: Instant,
): Promise<void> {
  await tx.query(
    `insert into ops.outbox (message_id, court_id, recipient, kind, body, at) values ($1, $2, 'pacer', $3, $4::jsonb, $5)`,
    [messageId, court, kind, JSON.stringify(body), at],
  );
}

const json = (value: Kept | null): string | null => (value === null ? null : JSON.stringify(value));
