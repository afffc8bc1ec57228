/** The message that tells a filer that somebody was not reached. */
import type { Instant } from '../../kernel/time.ts';
import type { SignedReceipt } from '../filing/model.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import type { NoticeMail } from './message.ts';
import { oneLine } from './nef.ts';

/** Plain text, without anything of the case that its number and title do not say already. */
export function bounceMessage(
  receipt: SignedReceipt,
  refused: string,
  to: string,
  settings: CourtInForce,
  now: Instant,
): NoticeMail {
  const number = receipt.documentNumber === null ? 'your entry' : `document ${receipt.documentNumber}`;
  return {
    messageId: `<bounce-${receipt.filingId}-${Date.parse(now)}@${receipt.court}.openecf>`,
    from: settings.noticeFrom,
    to: [to],
    date: now,
    zone: settings.zone,
    subject: oneLine(`Notice not delivered: ${receipt.caseNumber} ${receipt.caseTitle}`),
    text: [
      `The notice of ${number} in ${receipt.caseNumber}, ${oneLine(receipt.caseTitle)}, could not be delivered to ${oneLine(refused)}:`,
      'the recipient’s mail server refused it for good.',
      '',
      'Your filing stands. Service on this person by e-mail did not take effect (Fed. R. Civ. P. 5(b)(2)(E)): serve them by other means,',
      'and tell the clerk’s office if you know their new address.',
      '',
      `Help desk: ${[settings.helpDesk.phone, settings.helpDesk.email].filter(Boolean).join(', ')}`,
    ].join('\n'),
  };
}
