/** The SQL by which restricted matter is read; only ever run on the vault login, behind the Registrar (DESIGN §4.3). */
import type { CaseId, CourtId, DocumentSerial } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CaseRestriction, DocumentRestriction, EntryRestriction } from '../access/policy.ts';
import type { Side } from '../cases/side.ts';
import type { DocumentDetail, DocumentView } from './model.ts';

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
  doc_no: number | null;
  filed_on: DocumentDetail['filedOn'];
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
    restriction: row.restriction,
    sha256: row.sha256,
    sealed:
      row.object_id && row.wrapped_key && row.key_id
        ? { objectId: row.object_id, wrappedKey: row.wrapped_key, keyId: row.key_id }
        : null,
  };
}

/** One document by its serial (primary key), with what its entry says. `entrySide` is where its entry stands. */
export async function documentBySerial(
  db: Queries,
  side: Side,
  entrySide: Side,
  court: CourtId,
  serial: DocumentSerial,
): Promise<DocumentRow | null> {
  const rows = await db.query<DocumentRow>(
    `select d.court_id, d.serial, d.case_id, d.entry_seq, d.attachment_no, d.category, d.description, d.sha256, d.bytes,
       d.pages, d.object_id, d.wrapped_key, d.key_id, d.restriction, e.doc_no, e.filed_on, e.restriction as entry_restriction
     from ${side}.document d
     join ${entrySide}.docket_entry e using (court_id, case_id, entry_seq)
     where d.court_id = $1 and d.serial = $2`,
    [court, serial],
    `document-${side}-${entrySide}`,
  );
  return rows[0] ?? null;
}

/** The restricted documents of a case's public entries: what a cleared reader sees beside the public ones. */
export async function restrictedDocumentsOfPublicEntries(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
): Promise<(DocumentView & { entry_seq: number; restriction: DocumentRestriction })[]> {
  return db.query(
    `select d.entry_seq, d.serial, d.attachment_no as "attachmentNo", concat_ws(' ', d.category, d.description) as description,
       d.pages, d.bytes, d.restriction
     from sealed.document d join pub.docket_entry e using (court_id, case_id, entry_seq)
     where d.court_id = $1 and d.case_id = $2 order by d.entry_seq, d.attachment_no`,
    [court, caseId],
    'restricted-documents',
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
