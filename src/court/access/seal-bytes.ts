/**
 * The documents' bytes of a case or an entry that is sealed or unsealed: made ready before the case is locked, for encrypting takes
 * as long as they are large; what was filed in between is seen to under the lock.
 */
import { CourtError } from '../../kernel/errors.ts';
import type { DocumentSerial, Sha256 } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CourtPorts } from '../ports.ts';
import type { Moved } from './move-sides.ts';
import { markArriving, markLeaving, type SealedBytes, sealPublicBytes, unsealBytes } from './plain-bytes.ts';
import { sealContext } from './registrar.ts';

type BytesPorts = Pick<CourtPorts, 'vault' | 'objects' | 'sealed' | 'staging' | 'clock' | 'log'>;

interface PublicBytes {
  readonly serial: DocumentSerial;
  readonly sha256: Sha256;
}

/** Encrypted bytes by document; null where the record names bytes that are lost: what can be sealed still is. */
export type Encrypted = Map<DocumentSerial, SealedBytes | null>;

const publicBytes = (db: Queries, { court, caseId, entry }: Moved): Promise<PublicBytes[]> =>
  db.query<PublicBytes>(
    `select serial, sha256 from pub.document where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3)
       and sha256 is not null order by serial`,
    [court, caseId, entry],
  );

/** Encrypts what stands publicly, but for what is encrypted already. Nothing names the new objects yet. */
export async function encryptBytes(
  ports: BytesPorts,
  db: Queries,
  moved: Moved,
  encrypted: Encrypted,
): Promise<readonly Sha256[]> {
  const standing = await publicBytes(db, moved);
  for (const { serial, sha256 } of standing) {
    if (encrypted.has(serial)) continue;
    const bytes = await sealPublicBytes(ports, sha256, sealContext(moved.court, serial)).catch((error: unknown) => {
      if (!(error instanceof CourtError) || error.code !== 'document-missing') throw error;
      ports.log.error({ court: moved.court, document: serial }, 'a document that is sealed has no bytes');
      return null;
    });
    encrypted.set(serial, bytes);
  }
  return standing.map((each) => each.sha256);
}

/** Names the encrypted bytes in rows that have come to the sealed side, and notes that the plain ones have to go. */
export async function nameEncrypted(
  tx: Queries,
  ports: BytesPorts,
  moved: Moved,
  encrypted: Encrypted,
  plain: readonly Sha256[],
): Promise<void> {
  const rows = [...encrypted].flatMap(([serial, bytes]) =>
    bytes
      ? [{ serial, object_id: bytes.objectId, key_id: bytes.keyId, wrapped_key: bytes.wrappedKey.toString('hex') }]
      : [],
  );
  await tx.query(
    `update sealed.document d set object_id = w.object_id, key_id = w.key_id, wrapped_key = decode(w.wrapped_key, 'hex')
     from jsonb_to_recordset($3::jsonb) as w(serial bigint, object_id text, key_id text, wrapped_key text)
     where d.court_id = $1 and d.case_id = $2 and d.serial = w.serial and d.object_id is null`,
    [moved.court, moved.caseId, JSON.stringify(rows)],
  );
  await markLeaving(tx, plain, ports.clock.now());
}

interface SealedDocument extends PublicBytes {
  readonly object_id: string;
  readonly wrapped_key: Buffer;
}

/**
 * Which documents `d` open with their entry: those without a level of their own, and those that were filed sealed because their
 * entry was.
 */
export const OPENS_WITH_ENTRY = `(d.restriction = 'public' or (d.restriction = 'sealed' and d.until_on is null
  and exists (select 1 from sealed.docket_entry x join sealed.filing f using (court_id, filing_id)
    where x.court_id = d.court_id and x.case_id = d.case_id and x.entry_seq = d.entry_seq and f.receipt->>'restriction' = 'sealed-entry')
  and not exists (select 1 from sealed.restriction_act a where a.court_id = d.court_id and a.serial = d.serial)))`;

/** Decrypted bytes in the staging area, by document. */
export type Decrypted = Map<DocumentSerial, { readonly path: string; readonly sha256: Sha256 }>;

/** Decrypts what is to become public, but for what is ready, and notes that it is arriving. */
export async function decryptBytes(ports: BytesPorts, moved: Moved, ready: Decrypted): Promise<void> {
  const sealed = await ports.vault.query<SealedDocument>(
    `select d.serial, d.sha256, d.object_id, d.wrapped_key from sealed.document d
     join sealed.docket_entry e using (court_id, case_id, entry_seq)
     where d.court_id = $1 and d.case_id = $2 and d.object_id is not null
       and case when $3::int is null then d.restriction = 'public' and e.restriction = 'public'
         else e.entry_seq = $3 and ${OPENS_WITH_ENTRY} end order by d.serial`,
    [moved.court, moved.caseId, moved.entry],
  );
  const wanted = sealed.filter((each) => !ready.has(each.serial));
  await markArriving(
    ports.vault,
    sealed.map((each) => each.sha256),
    ports.clock.now(),
  );
  for (const { serial, sha256, object_id, wrapped_key } of wanted) {
    const bytes = { objectId: object_id, wrappedKey: wrapped_key };
    ready.set(serial, { path: await unsealBytes(ports, moved.court, serial, sha256, bytes), sha256 });
  }
}

/**
 * Keeps the plain bytes of what has come to the public side, last before the commit: whoever reads the row finds the bytes.
 * False: one of them has not been made ready, for it was filed in between; then nothing may be committed.
 */
export async function keepDecrypted(
  tx: Queries,
  ports: BytesPorts,
  { court, caseId, entry }: Moved,
  ready: Decrypted,
): Promise<boolean> {
  const arrived = await tx.query<{ serial: DocumentSerial }>(
    `select serial from pub.document where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3)
       and object_id is not null`,
    [court, caseId, entry],
  );
  if (arrived.some((each) => !ready.has(each.serial))) return false;
  await tx.query(
    `update pub.document set object_id = null, wrapped_key = null, key_id = null
     where court_id = $1 and case_id = $2 and ($3::int is null or entry_seq = $3) and object_id is not null`,
    [court, caseId, entry],
  );
  for (const { serial } of arrived) {
    const { path, sha256 } = ready.get(serial)!;
    // One document of several cases is made ready once; what arrives is not taken away again.
    if (!(await ports.objects.has(sha256))) await ports.objects.keep(path, sha256);
  }
  return true;
}
