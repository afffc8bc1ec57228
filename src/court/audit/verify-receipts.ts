/**
 * Checks the signature of every receipt, that the case's chain holds its hash, and that each of its commitments is to the
 * document as it stands, on whichever side (DESIGN §3.5, §4.7).
 */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import type { CaseId, CourtId, DocumentSerial, FilingId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { DocumentFacts, SignedReceipt } from '../filing/model.ts';
import { commitmentTo, receiptBytes } from '../filing/receipt.ts';
import { LINKS } from './verify-docket.ts';
import type { VerifyPorts } from './verify-documents.ts';

interface ReceiptRow {
  readonly court_id: CourtId;
  readonly filing_id: FilingId;
  readonly case_id: CaseId;
  readonly receipt: SignedReceipt;
  readonly receipt_signature: string;
  readonly receipt_key_id: string;
}

const BATCH = 1000;

/** All receipts of both sides, in batches; of a spread filing the part of each case. */
export async function verifyReceipts(
  ports: Pick<VerifyPorts, 'db' | 'signerOf'>,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  let checked = 0;
  for (const side of ['pub', 'sealed'] as const) {
    let after = { court: '', filing: '00000000-0000-0000-0000-000000000000', caseId: 0 };
    for (;;) {
      const rows = await ports.db.query<ReceiptRow>(
        `select * from (
           select court_id, filing_id, (receipt->>'caseId')::bigint as case_id, receipt, receipt_signature, receipt_key_id from ${side}.filing
           union all select court_id, filing_id, case_id, receipt, receipt_signature, receipt_key_id from ${side}.spread_entry) r
         where (court_id, filing_id, case_id) > ($1, $2::uuid, $3::bigint) order by court_id, filing_id, case_id limit ${BATCH}`,
        [after.court, after.filing, after.caseId],
      );
      const linked = await hashesInChains(ports.db, rows);
      const facts = await factsOf(ports.db, rows);
      for (const row of rows) {
        const fault =
          faultOf(ports, row, linked.get(`${row.filing_id} ${row.case_id}`) ?? null) ?? brokenPromise(row, facts);
        if (fault) faults.push(`${row.court_id} filing ${row.filing_id}: ${fault}`);
      }
      checked += rows.length;
      const last = rows.at(-1);
      if (rows.length < BATCH || !last) break;
      after = { court: last.court_id, filing: last.filing_id, caseId: last.case_id };
    }
  }
  return { checked, faults };
}

/** The receipt's hash as each filing's link has it, by filing and case. */
async function hashesInChains(db: Queries, rows: readonly ReceiptRow[]): Promise<ReadonlyMap<string, string>> {
  const links = await db.query<{ filing: string; receipt: string }>(
    `select (body->>'filing') || ' ' || substring(stream from '^case (\\d+)') as filing, body->>'receipt' as receipt from ${LINKS} a
     where act = 'file entry' and body->>'filing' = any($1::text[])`,
    [rows.map((row) => row.filing_id)],
  );
  return new Map(links.map((link) => [link.filing, link.receipt]));
}

/** What the documents of these receipts are now, by court, case and serial. */
async function factsOf(db: Queries, rows: readonly ReceiptRow[]): Promise<ReadonlyMap<string, DocumentFacts>> {
  const documents = await db.query<DocumentFacts & { court_id: string; serial: DocumentSerial; caseId: CaseId }>(
    `select d.court_id, d.serial, d.case_id as "caseId", d.salt, d.original_name as "originalName", d.sha256, d.bytes, d.pages
     from (select * from pub.document union all select * from sealed.document) d where d.serial = any($1::bigint[])`,
    [rows.flatMap((row) => row.receipt.documents.map((each) => each.serial))],
  );
  return new Map(documents.map((each) => [`${each.court_id} ${each.caseId} ${each.serial}`, each]));
}

/** A document that is not there at all is told by the rows (`promised`). */
function brokenPromise(row: ReceiptRow, facts: ReadonlyMap<string, DocumentFacts>): string | null {
  const broken = row.receipt.documents.find(({ serial, commitment }) => {
    const found = facts.get(`${row.court_id} ${row.case_id} ${serial}`);
    return found !== undefined && commitmentTo(found) !== commitment;
  });
  return broken ? `document ${broken.serial} is not the one that its receipt commits to` : null;
}

function faultOf(ports: Pick<VerifyPorts, 'signerOf'>, row: ReceiptRow, linked: string | null): string | null {
  if (linked !== null && linked !== sha256(canonicalJson(row.receipt as unknown as Json)))
    return 'its receipt is not the one whose hash is in the chain';
  const signer = ports.signerOf(row.court_id);
  if (!signer || signer.keyId !== row.receipt_key_id) return 'the key that signed its receipt is not here';
  if (
    row.receipt.filingId !== row.filing_id ||
    row.receipt.court !== row.court_id ||
    row.receipt.caseId !== row.case_id
  )
    return 'its receipt is of another filing';
  const holds = signer.verify(receiptBytes(row.receipt), Buffer.from(row.receipt_signature, 'hex'));
  return holds ? null : 'its receipt’s signature does not hold';
}
