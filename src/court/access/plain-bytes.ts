/**
 * Bytes on their way between the public store, where they lie plain under their hash, and the sealed one, where they lie
 * encrypted for one document (DESIGN §4.3). Rows move in a transaction, files do not: so what leaves or arrives is noted in
 * `ops.plain_bytes` by the transaction that causes it, and `sweepPlainBytes` finishes what a crash has left half done.
 */
import { CourtError } from '../../kernel/errors.ts';
import type { CourtId, DocumentSerial, Sha256 } from '../../kernel/ids.ts';
import type { Database, ObjectStore, Queries } from '../../kernel/ports.ts';
import { type Clock, type Instant, plusMilliseconds } from '../../kernel/time.ts';
import type { CourtPorts } from '../ports.ts';
import { sealContext } from './registrar.ts';

type BytesPorts = Pick<CourtPorts, 'vault' | 'objects' | 'sealed' | 'staging' | 'clock'>;

/** Where a document's bytes lie on the sealed side. */
export interface SealedBytes {
  readonly objectId: string;
  readonly wrappedKey: Buffer;
  readonly keyId: string;
}

/** How long bytes may be on their way to the public side before they are taken for lost. */
const TEN_MINUTES = 600_000;

/** Encrypts the public bytes of a document for the sealed side. Nothing names the new object yet. Throws `document-missing`. */
export async function sealPublicBytes(
  ports: Pick<BytesPorts, 'objects' | 'sealed' | 'staging'>,
  sha256: Sha256,
  context: string,
): Promise<SealedBytes> {
  const staged = await ports.staging.take((await ports.objects.read(sha256)).stream, Number.MAX_SAFE_INTEGER);
  try {
    if (staged.sha256 !== sha256) throw new CourtError('document-missing', sha256);
    return await ports.sealed.seal(staged.path, context);
  } finally {
    await ports.staging.remove(staged.path);
  }
}

/** The same of an upload; its bytes may have been kept as public ones already, when the case was still public. */
export async function sealUpload(
  ports: Pick<BytesPorts, 'objects' | 'sealed' | 'staging'>,
  stagedPath: string,
  sha256: Sha256,
  context: string,
): Promise<SealedBytes> {
  try {
    return await ports.sealed.seal(stagedPath, context);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return sealPublicBytes(ports, sha256, context);
  }
}

/** Decrypts a document's bytes into the staging area; the caller removes them there. Throws `document-missing`. */
export async function unsealBytes(
  ports: Pick<BytesPorts, 'sealed' | 'staging'>,
  court: CourtId,
  serial: DocumentSerial,
  sha256: Sha256,
  bytes: Pick<SealedBytes, 'objectId' | 'wrappedKey'>,
): Promise<string> {
  const opened = await ports.sealed.open(bytes.objectId, bytes.wrappedKey, sealContext(court, serial));
  const staged = await ports.staging.take(opened, Number.MAX_SAFE_INTEGER);
  if (staged.sha256 === sha256) return staged.path;
  await ports.staging.remove(staged.path);
  throw new CourtError('document-missing', sha256);
}

/** Notes, in the transaction that seals their documents, that these plain bytes have to go. */
export const markLeaving = (tx: Queries, hashes: readonly Sha256[], at: Instant): Promise<unknown> =>
  mark(tx, 'leaving', hashes, at);

/** Notes that these bytes are about to be kept publicly: until a public document names them, nobody takes them away. */
export const markArriving = (db: Queries, hashes: readonly Sha256[], at: Instant): Promise<unknown> =>
  mark(db, 'arriving', hashes, at);

const mark = (db: Queries, doing: string, hashes: readonly Sha256[], at: Instant): Promise<unknown> =>
  db.query(
    `insert into ops.plain_bytes (sha256, doing, since) select distinct sha256, $2, $3::timestamptz
     from unnest($1::text[]) as given(sha256) on conflict (sha256, doing) do update set since = excluded.since`,
    [hashes, doing, at],
  );

/** What was about to arrive has arrived, or never will. */
export async function unmarkArriving(db: Queries, hashes: readonly Sha256[]): Promise<void> {
  await db.query(`delete from ops.plain_bytes where doing = 'arriving' and sha256 = any($1::text[])`, [hashes]);
}

/**
 * Removes plain bytes that no public document names, no upload that is being filed and nothing that is arriving. To be called
 * after the commit; what a crash leaves of it the sweep does.
 */
export async function removePlainBytes(
  ports: Pick<BytesPorts, 'vault' | 'objects' | 'clock'>,
  hashes: readonly Sha256[],
): Promise<void> {
  for (const sha256 of new Set(hashes)) await removeUnlessNamed(ports.vault, ports, sha256);
}

/** What waits to be removed and what was to arrive and did not. Runs on the jobs login, each minute. */
export async function sweepPlainBytes(
  jobs: Database,
  ports: { readonly objects: ObjectStore; readonly clock: Clock },
): Promise<void> {
  const lost = plusMilliseconds(ports.clock.now(), -TEN_MINUTES);
  const waiting = await jobs.query<{ sha256: Sha256 }>(
    `select distinct sha256 from ops.plain_bytes where doing = 'leaving' or since < $1::timestamptz`,
    [lost],
  );
  for (const { sha256 } of waiting) await removeUnlessNamed(jobs, ports, sha256);
}

async function removeUnlessNamed(
  db: Queries,
  { objects, clock }: { readonly objects: ObjectStore; readonly clock: Clock },
  sha256: Sha256,
): Promise<void> {
  const lost = plusMilliseconds(clock.now(), -TEN_MINUTES);
  const isNamed = async (): Promise<boolean> => {
    const [found] = await db.query<{ named: boolean }>(
      `select exists (select 1 from pub.document where sha256 = $1)
         or exists (select 1 from pub.upload where sha256 = $1 and not filed)
         or exists (select 1 from ops.plain_bytes where sha256 = $1 and doing = 'arriving' and since >= $2::timestamptz) as named`,
      [sha256, lost],
    );
    return found!.named;
  };
  await objects.remove(sha256, isNamed);
  // While an upload of the same bytes waits to be filed they stay, and this stays to be done.
  await db.query(
    `delete from ops.plain_bytes p where sha256 = $1 and (doing = 'leaving' or since < $2::timestamptz)
       and (exists (select 1 from pub.document where sha256 = $1)
         or not exists (select 1 from pub.upload where sha256 = $1 and not filed))`,
    [sha256, lost],
  );
}
