/** The SQL of attachment menus. */
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Court } from '../settings/model.ts';
import type { Kept } from './imported.ts';
import type { MenuFile } from './other-files.ts';
import { serialIn } from './plan-entries.ts';

export async function courtsOfPrefix(tx: Queries, prefix: string): Promise<CourtId[]> {
  const rows = await tx.query<{ court_id: CourtId }>('select court_id from pub.court where doc_prefix = $1', [prefix]);
  return rows.map((row) => row.court_id);
}

export interface MenuPlace {
  readonly case_id: CaseId;
  readonly entry_seq: number;
  readonly printed: Kept | null;
}

/**
 * The entry that a menu belongs to: of its document, else of one of its attachments, else of the case with the court's caseid by
 * the number of the document or of the entry. Null when none stands, or the case found is another by the court's own id. The
 * case's row is locked.
 */
export async function entryOfMenu(
  tx: Queries,
  court: Court,
  serial: number,
  menu: MenuFile,
): Promise<MenuPlace | null> {
  const serials = [serial, ...menu.attachments.flatMap((each) => serialIn(each.pacer_doc_id, court.docPrefix) ?? [])];
  const byDocument = await tx.query<MenuPlace>(
    `select e.case_id, e.entry_seq, e.printed
     from pub.document d join pub.docket_entry e using (court_id, case_id, entry_seq)
       join pub.case_record c using (court_id, case_id)
     where d.court_id = $1 and d.serial = any($2::bigint[]) and coalesce(c.court_case_id, $3) = $3
     order by d.serial = $4 desc, d.serial, d.case_id limit 1 for update of c`,
    [court.id, serials, menu.pacer_case_id, serial],
  );
  if (byDocument[0]) return byDocument[0];
  const byNumber = await tx.query<MenuPlace>(
    `select e.case_id, e.entry_seq, e.printed
     from pub.case_record c join pub.docket_entry e using (court_id, case_id)
     where c.court_id = $1 and c.court_case_id = $2 and e.origin = 'imported'
       and (e.doc_no = $3::int or $3::int is null and e.imported->>'pacer_seq_no' = $4)
       and not exists (select 1 from pub.document d where d.court_id = e.court_id and d.case_id = e.case_id
         and d.entry_seq = e.entry_seq and d.attachment_no = 0)
     limit 2 for update of c`,
    [court.id, menu.pacer_case_id, menu.document_number, menu.pacer_seq_no],
  );
  return byNumber.length === 1 ? byNumber[0]! : null;
}

/** True where the menu is of something that stood in public and was sealed since: it does not come back by a file. */
export async function isWithdrawn(tx: Queries, court: CourtId, serial: number, menu: MenuFile): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from pub.restricted_document where court_id = $1 and serial = $2
     union all select 1 from pub.import_source s where s.court_id = $1 and s.external_key = 'menu ' || $2::bigint
       and not exists (select 1 from pub.document d where d.court_id = $1 and d.serial = $2)
     union all select 1 from pub.case_record c join pub.sealed_entry_number n using (court_id, case_id)
       where c.court_id = $1 and c.court_case_id = $3 and n.doc_no = $4
     union all select 1 from pub.case_record c join ident.entry_identity i using (court_id, case_id)
       where c.court_id = $1 and c.court_case_id = $3 and i.entry_seq = $5
         and not exists (select 1 from pub.docket_entry e where e.court_id = i.court_id and e.case_id = i.case_id
           and e.entry_seq = i.entry_seq)
     limit 1`,
    [court, serial, menu.pacer_case_id, menu.document_number, entrySeq(menu)],
  );
  return rows.length > 0;
}

/** Null where the number is none that an entry has. */
function entrySeq({ pacer_seq_no }: MenuFile): number | null {
  const seq = Number(pacer_seq_no ?? 0);
  return seq > 0 && seq < 1_000_000_000 ? seq : null;
}

export async function restrictedAmong(tx: Queries, court: CourtId, serials: readonly number[]): Promise<Set<number>> {
  const rows = await tx.query<{ serial: number }>(
    'select serial from pub.restricted_document where court_id = $1 and serial = any($2::bigint[])',
    [court, serials],
  );
  return new Set(rows.map((row) => row.serial));
}

/** The menu's documents with their sizes, the menu as printed, and the court's own id of the case. */
export async function writeMenu(
  tx: Queries,
  court: Court,
  place: MenuPlace,
  menu: MenuFile,
  printed: Kept,
): Promise<void> {
  const named = [{ ...menu, attachment_number: 0, description: null }, ...menu.attachments];
  const documents = named.flatMap((each) => {
    const serial = serialIn(each.pacer_doc_id, court.docPrefix);
    if (serial === null) return [];
    const { attachment_number: attachment_no, description } = each;
    return [
      { serial, attachment_no, description, pages: each.page_count || null, bytes: each.file_size_bytes || null },
    ];
  });
  const key = [court.id, place.case_id, place.entry_seq];
  await tx.query(
    `insert into pub.document (court_id, serial, case_id, entry_seq, attachment_no, description)
     select $1, d.serial, $2, $3, d.attachment_no, d.description
     from jsonb_to_recordset($4::jsonb) as d(serial bigint, attachment_no int, description text) on conflict do nothing`,
    [...key, JSON.stringify(documents)],
  );
  await tx.query(
    `update pub.document p set pages = coalesce(p.pages, d.pages), bytes = coalesce(p.bytes, d.bytes),
       description = coalesce(nullif(p.description, ''), d.description)
     from jsonb_to_recordset($4::jsonb) as d(serial bigint, description text, pages int, bytes bigint)
     where p.court_id = $1 and p.case_id = $2 and p.entry_seq = $3 and p.serial = d.serial and p.sha256 is null`,
    [...key, JSON.stringify(documents)],
  );
  await tx.query(
    `update pub.docket_entry set printed = $4::jsonb where court_id = $1 and case_id = $2 and entry_seq = $3`,
    [...key, JSON.stringify(printed)],
  );
  await tx.query(
    `update pub.case_record set court_case_id = coalesce(court_case_id, $3), row_version = row_version + 1
     where court_id = $1 and case_id = $2`,
    [court.id, place.case_id, menu.pacer_case_id],
  );
}

export async function isWaiting(tx: Queries, court: CourtId, serial: number, hash: string): Promise<boolean> {
  const rows = await tx.query('select 1 from pub.import_waiting where court_id = $1 and serial = $2 and sha256 = $3', [
    court,
    serial,
    hash,
  ]);
  return rows.length > 0;
}

export async function insertWaiting(
  tx: Queries,
  court: CourtId,
  serial: number,
  menu: MenuFile,
  hash: string,
  fileName: string,
  at: Instant,
): Promise<void> {
  await tx.query(
    `insert into pub.import_waiting (court_id, serial, court_case_id, sha256, file_name, menu, at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
    [court, serial, menu.pacer_case_id, hash, fileName, JSON.stringify(menu), at],
  );
}

interface Waiting {
  readonly serial: number;
  readonly sha256: string;
  readonly file_name: string;
  readonly menu: MenuFile;
}

/** The menus that a case may take now: of its documents, and of the court's id for it. The oldest first. */
export const waitingFor = (tx: Queries, court: CourtId, caseId: CaseId): Promise<readonly Waiting[]> =>
  tx.query<Waiting>(
    `select serial, sha256, file_name, menu from pub.import_waiting w
     where court_id = $1 and (serial = any(array(select serial from pub.document where court_id = $1 and case_id = $2))
       or court_case_id = (select court_case_id from pub.case_record where court_id = $1 and case_id = $2))
     order by at, serial, sha256`,
    [court, caseId],
  );

export async function dropWaiting(tx: Queries, court: CourtId, serial: number, hash: string): Promise<void> {
  await tx.query('delete from pub.import_waiting where court_id = $1 and serial = $2 and sha256 = $3', [
    court,
    serial,
    hash,
  ]);
}
