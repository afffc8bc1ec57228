/**
 * Sends notices by SMTP. One attempt a call: the worker that calls decides when to try again, with the same message.
 * What a person typed reaches the header (a case title in the subject): no line end passes from there.
 */
import { createTransport } from 'nodemailer';
import { type Mailer, type MailMessage, MailRefused } from '../../kernel/ports.ts';
import { epochMilliseconds, type Instant, type Zone } from '../../kernel/time.ts';

/** A message that may name the moment and the zone of its `Date`; without, the transport's own time in UTC stands there. */
export type DatedMail = MailMessage & { readonly date?: Instant; readonly zone?: Zone };

export interface SmtpMailer extends Mailer {
  /**
   * Hands the message to the server; resolves when it has been accepted.
   * Single part: `html` alone when given, else `text` (spec/filing.md §5.1). Throws `MailRefused` when the server refuses
   * the recipient or, for the recipient, the message with 5xx, or when the address is none (553); a plain Error
   * otherwise: try again later. Give one recipient a message: of several, one refusal fails the call although others were served.
   */
  send(message: DatedMail): Promise<void>;
  /** Ends the connections; messages under way finish first. */
  close(): void;
}

const CONNECTIONS = 5;
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

/** A mailer for an SMTP server, e.g. `smtp://127.0.0.1:1025` or `smtps://user:password@mail.example:465`. Connects when first needed. */
export function smtpMailer(url: string): SmtpMailer {
  const transport = createTransport(
    // The transport must not retry by itself: it cannot know whether the message is still wanted.
    { url, pool: true, maxConnections: CONNECTIONS, maxMessages: 1000, maxRequeues: 0, ...PATIENCE },
    { disableFileAccess: true, disableUrlAccess: true, xMailer: false, textEncoding: 'quoted-printable' },
  );
  return {
    send: async (message) => {
      const wrong = message.to.find((address) => !ADDRESS.test(address));
      if (wrong !== undefined) throw new MailRefused(553, 'not an e-mail address');
      if (message.to.length === 0) throw new Error('a message without recipient');
      let rejected: readonly SmtpFailure[];
      try {
        const taken = await transport.sendMail(composed(message));
        rejected = (taken.rejectedErrors ?? []) as readonly SmtpFailure[];
      } catch (failure) {
        throw asRefusal(failure as SmtpFailure) ?? failure;
      }
      const first = rejected[0];
      if (first) throw asRefusal(first) ?? first;
    },
    close: () => transport.close(),
  };
}

/** What an address may look like here: nothing that could be read as a second one or as another header. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
const ADDRESS = /^[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+@[^\s@<>()[\]\\,;:"\u0000-\u001f\u007f]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
const NOT_IN_A_HEADER = /[\s\u0000-\u001f\u007f-\u009f]+/g;

const headerText = (text: string): string => text.replace(NOT_IN_A_HEADER, ' ').trim();

function composed(message: DatedMail) {
  return {
    messageId: message.messageId,
    from: message.from,
    // Given as parsed addresses: the text form would be split at commas.
    to: message.to.map((address) => ({ name: '', address })),
    headers: {
      'Auto-Submitted': 'auto-generated',
      // Ours, because the transport would encode plain subjects that have quotes or angle brackets in them.
      Subject: { prepared: true, foldLines: true, value: subjectHeader(message.subject) },
    },
    ...(message.date === undefined ? {} : { date: mailDate(message.date, message.zone ?? ('UTC' as Zone)) }),
    ...(message.html === undefined ? { text: message.text } : { html: message.html }),
  };
}

/**
 * The subject as it stands in the header. Plain ASCII stays as it is, for software reads it raw (spec/legacy-pages.md §15);
 * it is folded at blanks. Encoded (RFC 2047) are only other signs, what would be taken for an encoded word, and words that no line can hold.
 */
function subjectHeader(subject: string): string {
  const text = headerText(subject);
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?') && !/[^ ]{900}/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const sign of text) {
    if (Buffer.byteLength(word + sign) > BYTES_IN_A_WORD) {
      words.push(word);
      word = '';
    }
    word += sign;
  }
  return [...words, word].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join(' ');
}

/** Bytes of text in one encoded word: with its frame it fits on the first line, behind "Subject: ". */
const BYTES_IN_A_WORD = 39;

/** `Tue, 4 Aug 2026 16:06:00 -0400`: a moment as mail writes it (RFC 5322 §3.3), in a court's zone. */
export function mailDate(at: Instant, where: Zone): string {
  const formatted = new Intl.DateTimeFormat('en-US', {
    timeZone: where,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  }).formatToParts(epochMilliseconds(at));
  const { weekday, day, month, year, hour, minute, second, timeZoneName } = Object.fromEntries(
    formatted.map((part) => [part.type, part.value]),
  );
  const offset = timeZoneName === 'GMT' ? '+0000' : timeZoneName!.replace('GMT', '').replace(':', '');
  return `${weekday}, ${day} ${month} ${year} ${hour}:${minute}:${second} ${offset}`;
}

/** What the transport throws: the SMTP command it failed at, and the server's answer if there was one. */
type SmtpFailure = Error & { readonly command?: string; readonly responseCode?: number };

/** A permanent no to this recipient. A no to us (sender, sign-on, greeting) is a fault to mend, not a bounce. */
function asRefusal(failure: SmtpFailure): MailRefused | null {
  const { command, responseCode: code } = failure;
  const answersTheRecipient = command === 'RCPT TO' || command === 'DATA';
  return answersTheRecipient && code !== undefined && code >= 500 ? new MailRefused(code, failure.message) : null;
}
