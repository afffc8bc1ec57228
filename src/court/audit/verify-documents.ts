/** Reads every kept byte again and compares it with what the record says: what `openecf verify` does (spec/security.md §3.2). */
import { createHash } from 'node:crypto';
import type { CaseId, CourtId, DocumentSerial, Sha256 } from '../../kernel/ids.ts';
import type { ObjectStore, Queries, SealedStore, Signer } from '../../kernel/ports.ts';
import { asUsDate, type CivilDate } from '../../kernel/time.ts';
import { sealContext } from '../access/registrar.ts';
import { commitmentTo, stampedFacts } from '../filing/receipt.ts';

export interface VerifyPorts {
  /** A login that reads both sides. */
  readonly db: Queries;
  readonly objects: ObjectStore;
  readonly sealed: SealedStore;
  /** Null: this court has never had a key. Never makes one. */
  signerOf(court: CourtId): Signer | null;
}

export interface Verified {
  readonly checked: number;
  readonly bytes: number;
  readonly faults: readonly string[];
}

interface DocumentRow {
  readonly court_id: CourtId;
  readonly serial: DocumentSerial;
  readonly case_id: CaseId;
  readonly sha256: Sha256;
  readonly bytes: number | null;
  readonly pages: number | null;
  readonly original_name: string | null;
  readonly salt: string | null;
  readonly object_id: string | null;
  readonly wrapped_key: Buffer | null;
  readonly stamp: string | null;
  readonly stamp_key_id: string | null;
  readonly filed_on: CivilDate | null;
}

const BATCH = 500;

/** Every document whose bytes are here: public ones by streaming, sealed ones by decrypting; and each one's stamp. Memory stays flat. */
export async function verifyDocuments(ports: VerifyPorts): Promise<Verified> {
  const faults: string[] = [];
  let checked = 0;
  let bytes = 0;
  for (const side of ['pub', 'sealed'] as const) {
    for await (const row of documentsOf(ports.db, side)) {
      const named = `${row.court_id} document ${row.serial}`;
      const read = await bytesOf(ports, side, row);
      checked++;
      bytes += read.bytes;
      if (read.failure !== null) faults.push(`${named}: its bytes cannot be read (${read.failure})`);
      else if (read.bytes !== row.bytes)
        faults.push(`${named} has ${read.bytes} bytes, the record says ${row.bytes ?? 'nothing'}`);
      else if (read.sha256 !== row.sha256) faults.push(`${named}: its bytes are not those that were filed`);
      const stamp = row.stamp === null ? null : stampFault(ports, row);
      if (stamp) faults.push(`${named}: ${stamp}`);
    }
  }
  return { checked, bytes, faults };
}

async function* documentsOf(db: Queries, side: 'pub' | 'sealed'): AsyncGenerator<DocumentRow> {
  let after: { court: string; serial: number; caseId: number } = { court: '', serial: 0, caseId: 0 };
  for (;;) {
    const rows = await db.query<DocumentRow>(
      `select d.court_id, d.serial, d.case_id, d.sha256, d.bytes, d.pages, d.original_name, d.salt, d.object_id, d.wrapped_key, d.stamp, d.stamp_key_id,
         coalesce(p.filed_on, s.filed_on) as filed_on
       from ${side}.document d
       left join pub.docket_entry p using (court_id, case_id, entry_seq)
       left join sealed.docket_entry s using (court_id, case_id, entry_seq)
       where d.sha256 is not null and (d.court_id, d.serial, d.case_id) > ($1, $2::bigint, $3::bigint)
       order by d.court_id, d.serial, d.case_id limit ${BATCH}`,
      [after.court, after.serial, after.caseId],
    );
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < BATCH || !last) return;
    after = { court: last.court_id, serial: last.serial, caseId: last.case_id };
  }
}

/** Hashes the stored bytes. What fails is told in words, for the walk goes on. */
async function bytesOf(
  ports: VerifyPorts,
  side: 'pub' | 'sealed',
  row: DocumentRow,
): Promise<{ bytes: number; sha256: string; failure: string | null }> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    if (side === 'sealed' && (row.object_id === null || row.wrapped_key === null))
      throw new Error('no encrypted object belongs to it');
    const stream =
      side === 'pub'
        ? (await ports.objects.read(row.sha256)).stream
        : await ports.sealed.open(row.object_id!, row.wrapped_key!, sealContext(row.court_id, row.serial));
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { bytes, sha256: hash.digest('hex'), failure: null };
  } catch (error) {
    return { bytes, sha256: '', failure: error instanceof Error ? error.message : String(error) };
  }
}

const STAMP =
  /^\[STAMP ([a-z][a-z0-9]*)Stamp_ID=(\S+) \[Date=([\d/]+)\] \[FileNumber=(\d+)-(\d+)\] \[([0-9a-f]{128})\]\]$/;

/** What is wrong with a document's stamp; null: it is the court's, for these bytes, this day and this file number. */
function stampFault(ports: VerifyPorts, row: DocumentRow): string | null {
  const found = STAMP.exec(row.stamp ?? '');
  const signer = ports.signerOf(row.court_id);
  if (!found) return 'its stamp is not of the form of a stamp';
  if (!signer) return 'its stamp cannot be checked: the court has no key here';
  const [, court, keyId, date, serial, part, signature] = found;
  if (keyId !== signer.keyId || keyId !== row.stamp_key_id) return 'its stamp names another key than the court’s';
  const day = asUsDate(date!);
  if (court !== row.court_id || Number(serial) !== row.serial || day === null || day !== row.filed_on)
    return 'its stamp is of another document or day';
  const commitment = commitmentTo({
    salt: row.salt ?? '',
    originalName: row.original_name ?? '',
    sha256: row.sha256,
    bytes: row.bytes ?? 0,
    pages: row.pages ?? 0,
  });
  const facts = Buffer.from(stampedFacts(commitment, day, `${serial}-${part}`));
  return signer.verify(facts, Buffer.from(signature!, 'hex')) ? null : 'its stamp’s signature does not hold';
}
