/** Checks the signature of every receipt, and that the case's chain holds its hash (DESIGN §3.5, §4.7). */
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import type { CourtId, FilingId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Receipt } from '../filing/model.ts';
import { receiptBytes } from '../filing/receipt.ts';
import type { VerifyPorts } from './verify-documents.ts';

interface ReceiptRow {
  readonly court_id: CourtId;
  readonly filing_id: FilingId;
  readonly receipt: Receipt;
  readonly receipt_signature: string;
  readonly receipt_key_id: string;
}

const BATCH = 1000;

/** All receipts of both sides, in batches. */
export async function verifyReceipts(
  ports: Pick<VerifyPorts, 'db' | 'signerOf'>,
): Promise<{ checked: number; faults: string[] }> {
  const faults: string[] = [];
  let checked = 0;
  for (const side of ['pub', 'sealed'] as const) {
    let after: { court: string; filing: string } = { court: '', filing: '00000000-0000-0000-0000-000000000000' };
    for (;;) {
      const rows = await ports.db.query<ReceiptRow>(
        `select court_id, filing_id, receipt, receipt_signature, receipt_key_id from ${side}.filing
         where (court_id, filing_id) > ($1, $2::uuid) order by court_id, filing_id limit ${BATCH}`,
        [after.court, after.filing],
      );
      const linked = await hashesInChains(ports.db, rows);
      for (const row of rows) {
        const fault = faultOf(ports, row, linked.get(row.filing_id) ?? null);
        if (fault) faults.push(`${row.court_id} filing ${row.filing_id}: ${fault}`);
      }
      checked += rows.length;
      const last = rows.at(-1);
      if (rows.length < BATCH || !last) break;
      after = { court: last.court_id, filing: last.filing_id };
    }
  }
  return { checked, faults };
}

/** The receipt's hash as each filing's link has it. */
async function hashesInChains(db: Queries, rows: readonly ReceiptRow[]): Promise<ReadonlyMap<string, string>> {
  const links = await db.query<{ filing: string; receipt: string }>(
    `select body->>'filing' as filing, body->>'receipt' as receipt from
       (select act, body from pub.audit union all select act, body from sealed.audit) a
     where act = 'file entry' and body->>'filing' = any($1::text[])`,
    [rows.map((row) => row.filing_id)],
  );
  return new Map(links.map((link) => [link.filing, link.receipt]));
}

function faultOf(ports: Pick<VerifyPorts, 'signerOf'>, row: ReceiptRow, linked: string | null): string | null {
  if (linked !== null && linked !== sha256(canonicalJson(row.receipt as unknown as Json)))
    return 'its receipt is not the one whose hash is in the chain';
  const signer = ports.signerOf(row.court_id);
  if (!signer || signer.keyId !== row.receipt_key_id) return 'the key that signed its receipt is not here';
  if (row.receipt.filingId !== row.filing_id || row.receipt.court !== row.court_id)
    return 'its receipt is of another filing';
  const holds = signer.verify(receiptBytes(row.receipt), Buffer.from(row.receipt_signature, 'hex'));
  return holds ? null : 'its receipt’s signature does not hold';
}
