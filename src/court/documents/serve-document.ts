/**
 * A document as it is served: the filer's bytes, untouched, followed by a small tail that shows the header on every page
 * (DESIGN §3.7, §4.15). The tail is made once and kept; serving parses nothing, and Range works over both.
 */
import { Readable } from 'node:stream';
import { CourtError } from '../../kernel/errors.ts';
import type { Sha256 } from '../../kernel/ids.ts';
import type { Actor } from '../access/actor.ts';
import type { CaseHeader, DocumentDetail } from '../docket/model.ts';
import type { CourtPorts } from '../ports.ts';
import { headerStamp } from './header-stamp.ts';

export interface ServedDocument {
  /** Length of the whole, in bytes. */
  readonly bytes: number;
  /** Changes when bytes or header change. */
  readonly etag: string;
  /** Bytes `from`..`to`, both included. */
  read(from: number, to: number): Promise<Readable>;
}

type ServePorts = Pick<CourtPorts, 'web' | 'vault' | 'objects' | 'staging' | 'pdf' | 'registrar' | 'log'>;

/** Prepares a document that the reader has let through. Throws `document-not-here` when the record only names it. */
export async function serveDocument(
  ports: ServePorts,
  actor: Actor,
  document: DocumentDetail,
  header: CaseHeader,
): Promise<ServedDocument> {
  if (document.sha256 === null || document.bytes === null) throw new CourtError('document-not-here');
  const { prefix } = headerStamp({
    caseNumber: header.fullNumber,
    document: document.docNo ?? 0,
    attachment: document.attachmentNo,
    filedOn: document.filedOn,
  });
  return document.sealed === null
    ? servePublic(ports, document, document.sha256, document.bytes, prefix)
    : serveRestricted(ports, actor, document, document.sha256, prefix);
}

async function servePublic(
  ports: ServePorts,
  document: DocumentDetail,
  sha256: Sha256,
  bytes: number,
  prefix: string,
): Promise<ServedDocument> {
  const kept = await ports.web.query<{ tail: Buffer }>(
    'select tail from pub.stamp_tail where court_id = $1 and serial = $2 and case_id = $3 and header = $4',
    [document.court, document.serial, document.caseId, prefix],
    'stamp-tail',
  );
  const tail = kept[0]?.tail ?? (await makeTail(ports, document, sha256, prefix));
  return {
    bytes: bytes + tail.length,
    etag: `"${sha256.slice(0, 32)}-${tail.length}"`,
    async read(from, to) {
      const rest = tail.subarray(Math.max(0, from - bytes), Math.max(0, to - bytes + 1));
      if (from >= bytes) return Readable.from([rest]);
      const { stream } = await ports.objects.read(sha256, { from, to: Math.min(to, bytes - 1) });
      return rest.length === 0 ? stream : followedBy(stream, rest);
    },
  };
}

async function makeTail(ports: ServePorts, document: DocumentDetail, sha256: Sha256, prefix: string): Promise<Buffer> {
  const tail = await ports.pdf.stampTail(ports.objects.pathOf(sha256), { prefix });
  await ports.web.query(
    `insert into pub.stamp_tail (court_id, serial, case_id, header, tail) values ($1, $2, $3, $4, $5)
     on conflict (court_id, serial, case_id) do update set header = excluded.header, tail = excluded.tail`,
    [document.court, document.serial, document.caseId, prefix, tail],
    'keep-stamp-tail',
  );
  return tail;
}

/** Bytes of a file read before the reader's line takes them. */
const READ_AHEAD = 512 * 1024;

/** A stream, then some bytes more. By hand: an async generator between file and socket costs a large PDF half its speed. */
function followedBy(first: Readable, rest: Buffer): Readable {
  const whole = new Readable({
    highWaterMark: READ_AHEAD,
    read: () => void first.resume(),
    destroy(error, done) {
      first.destroy();
      done(error);
    },
  });
  first.on('data', (chunk: Buffer) => {
    if (!whole.push(chunk)) first.pause();
  });
  first.on('end', () => {
    whole.push(rest);
    whole.push(null);
  });
  first.on('error', (error) => whole.destroy(error));
  return whole;
}

/** Restricted bytes are decrypted for this one look; neither plain bytes nor tail are kept. */
async function serveRestricted(
  ports: ServePorts,
  actor: Actor,
  document: DocumentDetail,
  sha256: Sha256,
  prefix: string,
): Promise<ServedDocument> {
  const plain = await ports.staging.take(
    await ports.registrar.open(actor, document.court, document.serial, document.caseId),
    Number.MAX_SAFE_INTEGER,
  );
  try {
    if (plain.sha256 !== sha256) throw new CourtError('document-missing');
    const tail = await ports.pdf.stampTail(plain.path, { prefix });
    const pieces: Buffer[] = [];
    for await (const piece of ports.staging.read(plain.path)) pieces.push(piece);
    const whole = Buffer.concat([...pieces, tail]);
    return {
      bytes: whole.length,
      etag: `"${sha256.slice(0, 32)}-${tail.length}"`,
      read: async (from, to) => Readable.from([whole.subarray(from, to + 1)]),
    };
  } finally {
    await ports.staging.remove(plain.path);
  }
}
