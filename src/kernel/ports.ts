/**
 * What the rooms may ask of the world. `platform/` implements these types, `main.ts` hands them in;
 * nothing below `main.ts` opens a socket, a file or a clock by itself (DESIGN §2 rule 1).
 */
import type { Readable } from 'node:stream';
import type { Sha256 } from './ids.ts';
import type { Random } from './random.ts';
import type { Clock } from './time.ts';

/** Values that may travel into SQL. */
export type SqlValue = string | number | boolean | null | Buffer | readonly string[] | readonly number[];

/** Runs statements on one login's connections. */
export interface Queries {
  /**
   * Runs one statement with positional parameters and gives its rows. `name` makes it a prepared statement of that
   * name (one name, one text). Dates come back as `YYYY-MM-DD`, instants as ISO texts, int8 as numbers, jsonb parsed.
   */
  query<Row>(text: string, values?: readonly SqlValue[], name?: string): Promise<Row[]>;
}

/** One login of the database (DESIGN §4.3): `web`, `court`, `vault`, `jobs` or `owner`. */
export interface Database extends Queries {
  readonly login: string;
  /** Runs `work` in one READ COMMITTED transaction; commits when it returns, rolls back when it throws. Never retries. */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
}

/** A stored object's bytes, or a part of them. */
export interface ObjectRead {
  readonly stream: Readable;
  readonly bytes: number;
}

/**
 * Content-addressed, write-once bytes (DESIGN §3.2). `public` holds plain bytes under their hash;
 * the sealed side is another store (`SealedStore`), never shared with this one.
 */
export interface ObjectStore {
  /** Moves a finished file of the staging area under its hash; file and folder are fsynced before this returns. */
  keep(stagedPath: string, sha256: Sha256): Promise<void>;
  /** Bytes `from`..`to` inclusive (whole object when left out). Throws `document-missing` when the object is not there. */
  read(sha256: Sha256, range?: { readonly from: number; readonly to: number }): Promise<ObjectRead>;
  has(sha256: Sha256): Promise<boolean>;
  /**
   * Forgets an object that no public document names any more, for its document has been sealed. Not there: nothing happens.
   * `isNamed` is asked before, and again once nobody can take it for kept any more: then it is put back.
   */
  remove(sha256: Sha256, isNamed: () => Promise<boolean>): Promise<void>;
  /** Path of the object for a child process that may only read it. */
  pathOf(sha256: Sha256): string;
}

/** Sealed bytes: encrypted under a key of their own (64 KiB chunks, AES-256-GCM), wrapped by the court's key. */
export interface SealedStore {
  /** Encrypts a staged file; fsynced before this returns. `context` is bound to the bytes as associated data. */
  seal(
    stagedPath: string,
    context: string,
  ): Promise<{ readonly objectId: string; readonly wrappedKey: Buffer; readonly keyId: string }>;
  /** The plain bytes. Fails on any altered byte, key or context, before handing out the chunk concerned. */
  open(objectId: string, wrappedKey: Buffer, context: string): Promise<Readable>;
}

/** A place for uploads in progress; private to this server, swept when old. */
export interface Staging {
  /**
   * Streams bytes to a new private file, hashing as they come; fsynced before this returns.
   * Stops and deletes at `limit` bytes: then `overLimit` is true and there is no file.
   */
  take(
    from: Readable,
    limit: number,
  ): Promise<{ readonly path: string; readonly sha256: Sha256; readonly bytes: number; readonly overLimit: boolean }>;
  /** The staged bytes again. */
  read(path: string): Readable;
  remove(path: string): Promise<void>;
}

export interface MailMessage {
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
}

/** Hands one message to SMTP. Resolves when the server has accepted it; a refusal of an address throws `MailRefused`. */
export interface Mailer {
  send(message: MailMessage): Promise<void>;
}

/** A permanent refusal (5xx) by the receiving server: a bounce, not a fault of ours. */
export class MailRefused extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Signs what the court answers for (receipts, document stamps). Ed25519; 64 bytes. */
export interface Signer {
  readonly keyId: string;
  sign(bytes: Uint8Array): Buffer;
  verify(bytes: Uint8Array, signature: Uint8Array): boolean;
}

export interface Log {
  info(facts: Record<string, unknown>, message: string): void;
  warn(facts: Record<string, unknown>, message: string): void;
  error(facts: Record<string, unknown>, message: string): void;
}

/** What every room needs. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}
