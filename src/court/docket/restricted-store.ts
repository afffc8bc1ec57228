/** The SQL by which restricted matter is read; only ever run on the vault login, behind the Registrar (DESIGN §4.3). */
import type { AccountId, CaseId, CourtId, DocumentSerial, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { CaseRestriction, DocumentRestriction, EntryRestriction, Ties } from '../access/policy.ts';
import type { Side } from '../cases/side.ts';
import type { DocumentDetail, RestrictedView } from './model.ts';

export interface DocumentRow {
  court_id: CourtId;
  serial: DocumentSerial;
  case_id: CaseId;
  entry_seq: DocumentDetail['seq'];
  attachment_no: number;
  category: string | null;
  description: string | null;
  sha256: DocumentDetail['sha256'];
  bytes: number | null;
  pages: number | null;
  object_id: string | null;
  wrapped_key: Buffer | null;
  key_id: string | null;
  restriction: DocumentRestriction;
  until_on: CivilDate | null;
  doc_no: number | null;
  filed_on: DocumentDetail['filedOn'];
  opinion: boolean;
  entry_restriction: EntryRestriction;
}

export function documentDetail(row: DocumentRow): DocumentDetail {
  return {
    court: row.court_id,
    caseId: row.case_id,
    seq: row.entry_seq,
    serial: row.serial,
    attachmentNo: row.attachment_no,
    category: row.category,
    description: [row.category, row.description].filter(Boolean).join(' '),
    pages: row.pages,
    bytes: row.bytes,
    docNo: row.doc_no,
    filedOn: row.filed_on,
    opinion: row.opinion,
    restriction: row.restriction,
    sha256: row.sha256,
    sealed:
      row.object_id && row.wrapped_key && row.key_id
        ? { objectId: row.object_id, wrappedKey: row.wrapped_key, keyId: row.key_id }
        : null,
  };
}

/**
 * A document by its serial, in each case in which it stands, or in the one named (primary key), with what its entry says. `entrySide`
 * is where its entry stands.
 */
export async function documentsBySerial(
  db: Queries,
  side: Side,
  entrySide: Side,
  court: CourtId,
  serial: DocumentSerial,
  within: CaseId | null,
): Promise<DocumentRow[]> {
  return db.query<DocumentRow>(
    `select d.court_id, d.serial, d.case_id, d.entry_seq, d.attachment_no, d.category, d.description, d.sha256, d.bytes,
       d.pages, d.object_id, d.wrapped_key, d.key_id, d.restriction, d.until_on, e.doc_no, e.filed_on, e.opinion,
       e.restriction as entry_restriction
     from ${side}.document d
     join ${entrySide}.docket_entry e using (court_id, case_id, entry_seq)
     where d.court_id = $1 and d.serial = $2 and ($3::bigint is null or d.case_id = $3) order by d.case_id`,
    [court, serial, within],
    `document-${side}-${entrySide}`,
  );
}

/** The restricted documents of a case's public entries: what a cleared reader sees beside the public ones. */
export async function restrictedDocumentsOfPublicEntries(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
): Promise<(RestrictedView & { entry_seq: number })[]> {
  return db.query(
    `select d.entry_seq, d.serial, d.attachment_no as "attachmentNo", concat_ws(' ', d.category, d.description) as description,
       d.pages, d.bytes, d.restriction, d.until_on as "untilOn"
     from sealed.document d join pub.docket_entry e using (court_id, case_id, entry_seq)
     where d.court_id = $1 and d.case_id = $2 order by d.entry_seq, d.attachment_no`,
    [court, caseId],
    'restricted-documents',
  );
}

/**
 * What an account is to the restricted documents of a case, by serial (document_of_entry, then primary keys). The case may
 * stand on another side than the entries looked at.
 */
export async function tiesOf(
  db: Queries,
  caseSide: Side,
  court: CourtId,
  caseId: CaseId,
  account: AccountId,
  today: CivilDate,
): Promise<Map<DocumentSerial, Ties>> {
  const ofRecord = (and: string): string => `exists (select 1 from ${caseSide}.association a
    where a.court_id = d.court_id and a.case_id = d.case_id and a.person_id = p.person_id
      and (a.to_on is null or a.to_on > $4::date) ${and})`;
  const filing = (side: Side): string => `select court_id, case_id, entry_seq, signer_person,
    array(select f.party_no from ${side}.entry_filer f where f.court_id = e.court_id and f.case_id = e.case_id
      and f.entry_seq = e.entry_seq) as parties from ${side}.docket_entry e where e.court_id = $1 and e.case_id = $2`;
  const rows = await db.query<Ties & { serial: DocumentSerial }>(
    `select d.serial,
       coalesce(e.signer_person = p.person_id, false) and ${ofRecord('')} as filer,
       ${ofRecord('and a.party_no = any(e.parties)')} as "forFiler",
       exists (select 1 from sealed.access_grant g where g.court_id = d.court_id and g.serial = d.serial
         and g.person_id = p.person_id and g.from_on <= $4::date and (g.until_on is null or g.until_on > $4::date)) as granted
     from sealed.document d
     join (${filing('pub')} union all ${filing('sealed')}) e using (court_id, case_id, entry_seq)
     join pub.court_person p on p.court_id = d.court_id and p.account_id = $3::uuid and p.status = 'registered'
     where d.court_id = $1 and d.case_id = $2`,
    [court, caseId, account, today],
    `document-ties-${caseSide}`,
  );
  return new Map(rows.map(({ serial, ...ties }) => [serial, ties]));
}

/** Who is named as one who may open a document, on a day (primary key of access_grant). */
export async function namedPersonsOf(
  db: Queries,
  court: CourtId,
  serial: DocumentSerial,
  today: CivilDate,
): Promise<{ personId: PersonId; name: string }[]> {
  return db.query(
    `select g.person_id as "personId", p.display_name as name from sealed.access_grant g
     join pub.court_person p using (court_id, person_id)
     where g.court_id = $1 and g.serial = $2 and g.from_on <= $3::date and (g.until_on is null or g.until_on > $3::date)
     order by p.signature_name`,
    [court, serial, today],
    'named-persons',
  );
}

/** Whether a case stands on the sealed side, and how it is hidden. */
export async function sealedCaseRestriction(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
): Promise<CaseRestriction | null> {
  const rows = await db.query<{ restriction: CaseRestriction }>(
    'select restriction from sealed.case_record where court_id = $1 and case_id = $2',
    [court, caseId],
    'sealed-case-restriction',
  );
  return rows[0]?.restriction ?? null;
}
