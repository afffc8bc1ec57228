import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { noticeMessage } from '../../court/noticing/message.ts';
import { PAPER_HEADINGS } from '../../court/noticing/nef.ts';
import { readHtmlNotice, readTextNotice, shortDescriptionIn } from '../../court/noticing/nef-client.fixture.ts';
import type { CourtId } from '../../kernel/ids.ts';
import { MailRefused } from '../../kernel/ports.ts';
import { type CivilDate, instant, standingClock, zone } from '../../kernel/time.ts';
import { type Catcher, startCatcher } from './catcher.ts';
import { type DatedMail, mailDate, type SmtpMailer, smtpMailer } from './mailer.ts';

const dir = await mkdtemp(join(tmpdir(), 'mail-'));
after(() => rm(dir, { recursive: true }));
const clock = standingClock('2025-03-04T21:51:00Z');
const log = { info: () => {}, warn: () => {}, error: () => {} };
/** Ends with the test, also when it fails. */
async function catcherIn(
  t: TestContext,
  folder: string,
  changes: { port?: number; cap?: number } = {},
): Promise<Catcher> {
  const catcher = await startCatcher({ port: 0, dir: join(dir, folder), log, clock, ...changes });
  t.after(() => catcher.stop());
  return catcher;
}
function mailerTo(t: TestContext, port: number): SmtpMailer {
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`);
  t.after(() => mailer.close());
  return mailer;
}

const aMessage = (changes: Partial<DatedMail> = {}): DatedMail => ({
  messageId: '<9000123@mad.uscourts.gov>',
  from: 'ECFNotice@mad.uscourts.gov',
  to: ['jdoe@example.com'],
  subject: 'Activity in Case 1:25-cv-10001-ABC Smith v. Acme Order',
  text: 'Notice of Electronic Filing',
  date: clock.now(),
  zone: zone('America/New_York'),
  ...changes,
});

/** Sends one message through a catcher of its own and gives what arrived. */
async function sent(t: TestContext, folder: string, message: DatedMail) {
  const catcher = await catcherIn(t, folder);
  const mailer = mailerTo(t, catcher.port);
  await mailer.send(message);
  mailer.close();
  return catcher.list()[0]!;
}

const headersOf = (raw: string): string => raw.slice(0, raw.indexOf('\r\n\r\n'));

test('who prefers HTML gets one HTML part and no other', async (t) => {
  const mail = await sent(t, 'html', aMessage({ html: '<p>Côté v. Acme: “notice”</p>' }));
  assert.match(headersOf(mail.raw), /^Content-Type: text\/html; charset=utf-8$/m);
  assert.equal(mail.html.trim(), '<p>Côté v. Acme: “notice”</p>');
  assert.doesNotMatch(mail.raw, /multipart|text\/plain/);
});

test('who prefers text gets one text part; the header says when, from whom, and that no person wrote it', async (t) => {
  const mail = await sent(t, 'text', aMessage({ text: 'Peña\n.\nlast line' }));
  const headers = headersOf(mail.raw);
  assert.match(headers, /^Content-Type: text\/plain; charset=utf-8/m);
  assert.match(headers, /^Auto-Submitted: auto-generated$/m);
  assert.match(headers, /^From: ECFNotice@mad\.uscourts\.gov$/m);
  assert.match(headers, /^Date: Tue, 4 Mar 2025 16:51:00 -0500$/m);
  assert.equal(mail.messageId, '<9000123@mad.uscourts.gov>');
  assert.equal(mail.text.trim(), 'Peña\n.\nlast line');
});

test('a long plain subject is folded, not encoded; one with accents arrives whole', async (t) => {
  const long = `Activity in Case 1:25-cv-10001-ABC ${'Northern Widget Company v. '.repeat(12)}Smith Order`;
  const plain = await sent(t, 'long', aMessage({ subject: long }));
  assert.doesNotMatch(headersOf(plain.raw), /=\?/);
  assert.ok(
    headersOf(plain.raw)
      .split('\r\n')
      .every((line) => line.length <= 78),
  );
  assert.equal(plain.subject, long);
  const quoted = 'Activity in Case 1:25-cv-10001-ABC "Smith" <Holdings> & Co., v. (Acme) Order';
  const kept = await sent(t, 'quoted', aMessage({ subject: quoted }));
  assert.equal(/^Subject: (.*(?:\r\n .*)*)/m.exec(kept.raw)?.[1]?.replace(/\r\n/g, ''), quoted);
  const accented = `Activity in Case 1:25-cv-10001-ABC ${'Société Générale d’Énergie v. '.repeat(12)}Peña Order`;
  for (const subject of [accented, '=?utf-8?Q?Granted?= v. Smith', 'x'.repeat(1500)]) {
    const encoded = await sent(t, 'encoded', aMessage({ subject }));
    assert.equal(encoded.subject, subject);
    assert.match(encoded.raw, /^Subject: =\?UTF-8\?B\?/m);
    assert.ok(
      headersOf(encoded.raw)
        .split('\r\n')
        .every((line) => line.length <= 78),
    );
  }
});

test('nothing that a person types becomes a header or a recipient', async (t) => {
  const evil = 'Smith\r\nBcc: evil@example.com\r\n\r\n<b>body</b>';
  const mail = await sent(
    t,
    'evil',
    aMessage({ subject: evil, messageId: '<1@x>\r\nX-Evil: 1', from: 'a@x.example\r\nX-Evil: 2' }),
  );
  assert.doesNotMatch(mail.raw, /^(Bcc|X-Evil):/im);
  assert.equal(mail.subject, 'Smith Bcc: evil@example.com <b>body</b>');
  assert.deepEqual(mail.to, ['jdoe@example.com']);
  const mailer = mailerTo(t, 9);
  for (const address of [
    'a@x.example, evil@example.com',
    'a@x.example\r\nBcc: b@x.example',
    'Jane <a@x.example>',
    'nobody',
    'a b@x.example',
  ]) {
    await assert.rejects(mailer.send(aMessage({ to: [address] })), (e) => e instanceof MailRefused && e.code === 553);
  }
});

test('an address that does not exist is a bounce with the server’s code; the next message goes out all the same', async (t) => {
  const catcher = await catcherIn(t, 'bounce');
  const mailer = mailerTo(t, catcher.port);
  await assert.rejects(
    mailer.send(aMessage({ to: ['bounce-doe@example.com'] })),
    (refusal) => refusal instanceof MailRefused && refusal.code === 550,
  );
  await mailer.send(aMessage());
  assert.deepEqual(
    catcher.list().map((mail) => mail.to),
    [['jdoe@example.com']],
  );
});

test('a server that is down, busy or refuses us is a matter for later, not a bounce', async (t) => {
  const catcher = await catcherIn(t, 'down');
  await catcher.stop();
  const mailer = mailerTo(t, catcher.port);
  await assert.rejects(mailer.send(aMessage()), (e) => e instanceof Error && !(e instanceof MailRefused));
  const again = await catcherIn(t, 'down', { port: catcher.port });
  await mailer.send(aMessage());
  assert.equal(again.list().length, 1, 'the same mailer sends once the server is back');

  const answer = (code: number) => Object.assign(new Error('no'), { responseCode: code });
  for (const [refused, bounce] of [
    [{ onRcptTo: (_a, _s, done) => done(answer(451)) }, false],
    [{ onMailFrom: (_a, _s, done) => done(answer(550)) }, false],
    [{ onData: (stream, _s, done) => void stream.resume().on('end', () => done(answer(554))) }, true],
  ] as [ConstructorParameters<typeof SMTPServer>[0], boolean][]) {
    const server = new SMTPServer({ ...refused, disabledCommands: ['AUTH', 'STARTTLS'], closeTimeout: 100 });
    t.after(() => new Promise<void>((done) => server.close(() => done())));
    const port = await new Promise<number>((ready) => {
      const listening = server.listen(0, '127.0.0.1', () => ready((listening.address() as { port: number }).port));
    });
    const to = mailerTo(t, port);
    await assert.rejects(to.send(aMessage()), (e) => e instanceof Error && e instanceof MailRefused === bounce);
  }
});

test('the catcher finds messages by recipient, newest first, and still has them after a restart', async (t) => {
  const first = await catcherIn(t, 'kept');
  const mailer = mailerTo(t, first.port);
  for (const n of [1, 2, 3]) await mailer.send(aMessage({ to: [`c${n % 2}@example.com`], subject: `Number ${n}` }));
  mailer.close();
  await first.stop();
  await writeFile(join(dir, 'kept', '00000002.mail'), 'damaged');
  const catcher = await catcherIn(t, 'kept', { cap: 3 });
  const subjects = (found: ReturnType<Catcher['list']>) => found.map((mail) => mail.subject);
  assert.deepEqual(subjects(catcher.list()), ['Number 3', 'Number 1'], 'a damaged file is passed over');
  assert.deepEqual(subjects(catcher.list({ to: 'C1@example.com', limit: 1 })), ['Number 3']);
  assert.equal(catcher.get('00000001')?.at, '2025-03-04T21:51:00.000Z');
  assert.equal(catcher.get('../x'), null);
});

test('the catcher keeps the newest only, in memory and on disk, and numbers go on', async (t) => {
  const catcher = await catcherIn(t, 'cap', { cap: 2 });
  const mailer = mailerTo(t, catcher.port);
  for (const n of [1, 2, 3]) await mailer.send(aMessage({ subject: `Number ${n}` }));
  assert.deepEqual(
    catcher.list().map((mail) => mail.id),
    ['00000003', '00000002'],
  );
  assert.deepEqual((await readdir(join(dir, 'cap'))).sort(), ['00000002.mail', '00000003.mail']);
  await assert.rejects(mailer.send(aMessage({ text: 'x'.repeat(2_200_000) })), Error);
  assert.equal(catcher.list().length, 2, 'one that is too large is not taken');
  mailer.close();
  await catcher.stop();
  const later = await catcherIn(t, 'cap');
  await mailerTo(t, later.port).send(aMessage());
  assert.deepEqual(
    later.list().map((mail) => mail.id),
    ['00000004', '00000003', '00000002'],
  );
});

test('mail dates carry the court’s own offset, in summer and in winter, over midnight', () => {
  const boston = zone('America/New_York');
  assert.equal(mailDate(instant('2026-08-05T03:06:09Z'), boston), 'Tue, 4 Aug 2026 23:06:09 -0400');
  assert.equal(mailDate(instant('2026-11-22T05:00:00Z'), boston), 'Sun, 22 Nov 2026 00:00:00 -0500');
  assert.equal(mailDate(instant('2026-11-22T05:00:00Z'), zone('UTC')), 'Sun, 22 Nov 2026 05:00:00 +0000');
});

test('a notice that has travelled by SMTP is read by software to the letter, in either form', async (t) => {
  const docketText = `MOTION ${'for leave to file a long paper, re [3] Answer '.repeat(40)}(Attachments: # (1) Exhibit “A”)(Doe, Jane)`;
  const name = 'Smith & Sons, Inc. v. "Acme" <Holdings> Company of the Commonwealth of Massachusetts et al';
  for (const format of ['html', 'text'] as const) {
    const mail = await sent(
      t,
      `notice-${format}`,
      noticeMessage(
        {
          court: { id: 'mad' as CourtId, nameLines: ['U.S. District Court'], zone: zone('America/New_York') },
          enteredBy: 'Doe, Jane',
          enteredAt: clock.now(),
          filedOn: '2025-03-04' as CivilDate,
          eventShortName: 'Leave to File',
          cases: [
            {
              name,
              number: '1:25-cv-10001-ABC',
              caseLink: 'https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?280001',
              filers: ['Smith & Sons, Inc.'],
              closedOn: null,
              document: {
                kind: 'document',
                number: 12,
                link: 'https://ecf.mad.uscourts.gov/doc1/095110000042?caseid=280001&de_seq_num=47&magic_num=95806321',
              },
              docketText,
              electronic: [{ name: 'Jane Doe', addresses: ['jdoe@example.com'] }],
              paper: [],
            },
          ],
          files: [],
          wording: { paperHeading: PAPER_HEADINGS[0], boldDocketText: true },
        },
        { address: 'jdoe@example.com', format },
        { messageId: '<1@mad.uscourts.gov>', from: 'ECFNotice@mad.uscourts.gov', date: clock.now() },
      ),
    );
    const [entry] = (format === 'html' ? readHtmlNotice(mail.html) : readTextNotice(mail.text)).entries;
    assert.equal(entry!.description, docketText);
    assert.equal(entry!.magic, '95806321');
    assert.equal(shortDescriptionIn(mail.raw, entry!.caseName), 'Leave to File');
  }
});
