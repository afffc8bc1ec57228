/** Notices as messages: the notice itself, and the one that says nothing but "sign in" (DESIGN §4.10). */
import { html } from '../../kernel/html.ts';
import type { MailMessage } from '../../kernel/ports.ts';
import type { Instant, Zone } from '../../kernel/time.ts';
import { DO_NOT_RESPOND, type Nef, type NefCourt, oneLine } from './nef.ts';
import { nefHtml } from './nef-html.ts';
import { nefText } from './nef-text.ts';

/** A message that names its own time, so that a retry is the same message to the letter. */
export interface NoticeMail extends MailMessage {
  readonly date: Instant;
  /** The court's zone, in which the date is written. */
  readonly zone: Zone;
}

/** One address of one person. Each gets a message of its own: many addresses in one mail are taken for spam (spec/filing.md §5.5.14). */
export interface NoticeRecipient {
  readonly address: string;
  /** The person's preference (spec/filing.md §5.5.1). */
  readonly format: 'html' | 'text';
}

/** What makes a message this one and no other; kept with the notice, so that a retry repeats it. */
export interface MessageIds {
  /** `<9000123@mad.uscourts.gov>` */
  readonly messageId: string;
  /** The court's notice mailbox. */
  readonly from: string;
  readonly date: Instant;
}

/** `Activity in Case {number} {case name} {event}`; the case name as in the body: software finds the event behind it. */
function noticeSubject(nef: Nef): string {
  const [first] = nef.cases;
  return oneLine(`Activity in Case ${first.number} ${oneLine(first.name)} ${nef.eventShortName}`);
}

/** The notice for one address. Links are those of `nef`: give each recipient their own with `withDocumentLinks`. */
export function noticeMessage(nef: Nef, recipient: NoticeRecipient, ids: MessageIds): NoticeMail {
  return {
    ...envelope(nef.court, recipient, ids),
    subject: noticeSubject(nef),
    text: nefText(nef),
    ...(recipient.format === 'html' ? { html: nefHtml(nef) } : {}),
  };
}

/**
 * The notice of sealed matter: that there is something, and where to sign in; no name, no event, no document, no date.
 * For those entitled, at their primary address only (DESIGN §4.10).
 * @param number the case number, when this recipient may know it; else null
 * @param signIn address of the court's sign-in page; must itself say nothing of the case
 */
export function contentFreeMessage(
  court: NefCourt,
  number: string | null,
  signIn: string,
  recipient: NoticeRecipient,
  ids: MessageIds,
): NoticeMail {
  const courtName = court.nameLines.map(oneLine).join(', ');
  const which = number === null ? 'a case of yours' : `a case of yours, ${oneLine(number)},`;
  const sentence = `There is activity in ${which} in the ${courtName}. For what it is, sign in:`;
  const why = 'The matter is restricted, so this message says no more.';
  return {
    ...envelope(court, recipient, ids),
    subject:
      number === null
        ? 'Activity in a case of yours: sign in'
        : `Activity in a case of yours, ${oneLine(number)}: sign in`,
    text: [DO_NOT_RESPOND, '', sentence, signIn, '', why, ''].join('\n'),
    ...(recipient.format === 'html'
      ? {
          html: `${html`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Activity in a case of yours</title></head>
<body>
<p>${DO_NOT_RESPOND}</p>
<p>${sentence} <a href="${signIn}">${signIn}</a></p>
<p>${why}</p>
</body>
</html>
`}`,
        }
      : {}),
  };
}

const envelope = (court: NefCourt, recipient: NoticeRecipient, ids: MessageIds) => ({
  messageId: ids.messageId,
  from: ids.from,
  to: [recipient.address],
  date: ids.date,
  zone: court.zone,
});
