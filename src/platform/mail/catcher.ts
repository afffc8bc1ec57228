/**
 * The built-in mail server of a development court: takes every message and delivers none. People read them on `/mail`.
 * Listens on the loopback address only. An address whose local part begins with `bounce` is refused with 550, so that
 * bounces can be tried for real.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Log } from '../../kernel/ports.ts';
import type { Clock, Instant } from '../../kernel/time.ts';

/** A message as it was taken. */
export interface CaughtMail {
  /** Counts up from `00000001`; goes on after a restart. */
  readonly id: string;
  readonly at: Instant;
  /** Sender and recipients of the envelope. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** Empty string: the message has no such part. */
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** The bytes that came, as text (bytes outside UTF-8 are replaced). */
  readonly raw: string;
}

export interface Catcher {
  /** The port that was taken (asked for 0: any free one). */
  readonly port: number;
  /** Newest first; `to` compares whole addresses without regard to case. */
  list(which?: { readonly to?: string | undefined; readonly limit?: number | undefined }): readonly CaughtMail[];
  get(id: string): CaughtMail | null;
  /** Takes no more; resolves when the port is free. */
  stop(): Promise<void>;
}

export interface CatcherPorts {
  readonly port: number;
  /** Folder of the messages, one file each; made when absent. */
  readonly dir: string;
  readonly log: Log;
  readonly clock: Clock;
  /** How many messages are kept; the oldest go, from the folder too. */
  readonly cap?: number;
}

const CAP = 2_000;
const MOST_BYTES = 2 * 1024 * 1024;
const FILE = /^(\d{8})\.mail$/;

/** Starts the catcher and reads back what an earlier run had taken. Rejects when the port is in use. */
export async function startCatcher({ port, dir, log, clock, cap = CAP }: CatcherPorts): Promise<Catcher> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const kept = new Map<string, CaughtMail>();
  let last = await readBack(dir, kept, cap, log);

  async function take(envelope: Envelope, raw: Buffer): Promise<void> {
    const id = String(++last).padStart(8, '0');
    const mail = await parsed(id, envelope, raw);
    await keepInSpool(dir, id, envelope, raw);
    kept.set(id, mail);
    for (const oldest of kept.keys()) {
      if (kept.size <= cap) break;
      kept.delete(oldest);
      await rm(join(dir, `${oldest}.mail`), { force: true });
    }
  }

  const server = smtpServer(clock, take, log);
  const taken = await listening(server, port);
  log.info({ port: taken }, 'mail is caught here and goes to nobody');
  return {
    port: taken,
    list: ({ to, limit = cap } = {}) => {
      const wanted = to?.toLowerCase();
      return [...kept.values()]
        .reverse()
        .filter((mail) => wanted === undefined || mail.to.some((address) => address.toLowerCase() === wanted))
        .slice(0, limit);
    },
    get: (id) => kept.get(id) ?? null,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

interface Envelope {
  readonly at: Instant;
  readonly from: string;
  readonly to: readonly string[];
}

function smtpServer(clock: Clock, take: (envelope: Envelope, raw: Buffer) => Promise<void>, log: Log): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MOST_BYTES,
    disableReverseLookup: true,
    closeTimeout: 500,
    logger: false,
    onRcptTo: ({ address }, _session, answer) =>
      /^bounce/i.test(address) ? answer(smtpAnswer(550, '5.1.1 No such mailbox here (planted)')) : answer(),
    onData: (stream, session, answer) => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        at: clock.now(),
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
      };
      takeWhole(stream, (raw) => take(envelope, raw)).then(answer, (failure: Error) => {
        log.error({ reason: failure.message }, 'a message could not be kept');
        answer(smtpAnswer(451, 'Could not be kept'));
      });
    },
  });
  server.on('error', (failure) => log.warn({ reason: failure.message }, 'mail catcher'));
  return server;
}

const smtpAnswer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** Reads a message to its end, as SMTP must, and has it taken; gives the refusal of one that is too large, else null. */
async function takeWhole(stream: Readable, take: (raw: Buffer) => Promise<void>): Promise<Error | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  if (bytes > MOST_BYTES) return smtpAnswer(552, 'The message is too large');
  await take(Buffer.concat(chunks));
  return null;
}

function listening(server: SMTPServer, port: number): Promise<number> {
  return new Promise((ready, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      const address = server.server.address();
      ready(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function parsed(id: string, envelope: Envelope, raw: Buffer): Promise<CaughtMail> {
  const message = await PostalMime.parse(raw);
  return {
    id,
    ...envelope,
    subject: message.subject ?? '',
    text: message.text ?? '',
    html: message.html ?? '',
    messageId: message.messageId ?? '',
    raw: raw.toString('utf8'),
  };
}

/** A spool file is the envelope as one line of JSON, then the message as it came. Renamed into place: never half a message. */
async function keepInSpool(dir: string, id: string, envelope: Envelope, raw: Buffer): Promise<void> {
  const half = join(dir, `${id}.half`);
  await writeFile(half, Buffer.concat([Buffer.from(`${JSON.stringify(envelope)}\n`), raw]), { mode: 0o600 });
  await rename(half, join(dir, `${id}.mail`));
}

/** Reads the newest messages of the folder into `kept`, oldest first; gives the last number used. A damaged file is passed over. */
async function readBack(dir: string, kept: Map<string, CaughtMail>, cap: number, log: Log): Promise<number> {
  const ids = (await readdir(dir)).flatMap((file) => FILE.exec(file)?.[1] ?? []).sort();
  for (const id of ids.slice(-cap)) {
    const bytes = await readFile(join(dir, `${id}.mail`));
    const end = bytes.indexOf('\n');
    try {
      const envelope = JSON.parse(bytes.toString('utf8', 0, end)) as Envelope;
      kept.set(id, await parsed(id, envelope, bytes.subarray(end + 1)));
    } catch (failure) {
      log.warn({ id, reason: (failure as Error).message }, 'a caught message cannot be read');
    }
  }
  return Number(ids.at(-1) ?? 0);
}
