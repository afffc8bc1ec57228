/** The e-mail by which a filer hears what became of a request. Runs on the jobs login; a repeated run is the same message. */
import type { CourtId } from '../../kernel/ids.ts';
import { type Database, type Log, type Mailer, MailRefused } from '../../kernel/ports.ts';
import { type Instant, usDateTime } from '../../kernel/time.ts';
import type { NoticeMail } from '../noticing/message.ts';
import { oneLine } from '../noticing/nef.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { CORRECTION_WORDS, type CorrectionKind } from './model.ts';

export interface TellPorts {
  readonly jobs: Database;
  readonly mailer: Mailer;
  readonly log: Log;
  settingsOf(court: CourtId): Promise<CourtInForce>;
  /** Address of a court, without a slash at the end. */
  baseOf(court: CourtId): string;
}

interface Answered {
  readonly address: string | null;
  readonly kind: CorrectionKind;
  readonly state: 'done' | 'declined';
  readonly answer: string;
  readonly answeredAt: Instant;
  readonly filing: string;
  readonly caseNumber: string;
  readonly caseTitle: string;
  readonly number: number | null;
}

/** Tells the filer, once. What has been sealed since is told to nobody. Throws when the mail could not be handed over. */
export async function tellCorrection(ports: TellPorts, court: CourtId, request: string): Promise<void> {
  const [answered] = await ports.jobs.query<Answered>(
    `select p.email as address, r.kind, r.state, r.answer, r.answered_at as "answeredAt", r.filing_id as filing,
       f.receipt->>'caseNumber' as "caseNumber", f.receipt->>'caseTitle' as "caseTitle", e.doc_no as number
     from pub.correction_request r
     join pub.filing f using (court_id, filing_id)
     join pub.docket_entry e on e.court_id = r.court_id and e.case_id = r.case_id and e.entry_seq = r.entry_seq
     join pub.court_person p on p.court_id = r.court_id and p.person_id = r.person_id
     where r.court_id = $1 and r.request_id = $2::uuid and r.mail_state = 'waiting'`,
    [court, request],
    'correction-to-tell',
  );
  if (!answered) return;
  try {
    if (answered.address)
      await ports.mailer.send(
        messageOf(answered, answered.address, court, request, await ports.settingsOf(court), ports.baseOf(court)),
      );
    await settle(ports, court, request, answered.address ? 'sent' : 'undelivered');
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    ports.log.warn(
      { court, request, code: error.code },
      'the answer to a request was refused by its recipient’s server',
    );
    await settle(ports, court, request, 'undelivered');
  }
}

async function settle(ports: TellPorts, court: CourtId, request: string, state: 'sent' | 'undelivered'): Promise<void> {
  await ports.jobs.query(
    'update pub.correction_request set mail_state = $3 where court_id = $1 and request_id = $2::uuid',
    [court, request, state],
    'settle-correction',
  );
}

function messageOf(
  asked: Answered,
  to: string,
  court: CourtId,
  request: string,
  settings: CourtInForce,
  base: string,
): NoticeMail {
  const entry = asked.number === null ? 'Your entry' : `Document ${asked.number}`;
  const outcome = asked.state === 'done' ? 'It is done.' : 'The clerk has declined it.';
  return {
    messageId: `<correction-${request}@${court}.openecf>`,
    from: settings.noticeFrom,
    to: [to],
    date: asked.answeredAt,
    zone: settings.zone,
    subject: oneLine(`Your request for a correction: ${asked.caseNumber} ${asked.caseTitle}`),
    text: [
      `${entry} in ${asked.caseNumber}, ${oneLine(asked.caseTitle)}.`,
      `You asked for a correction: ${CORRECTION_WORDS[asked.kind]}.`,
      '',
      `${outcome} Answered ${usDateTime(asked.answeredAt, settings.zone)}:`,
      asked.answer,
      '',
      `Your filing and your requests: ${base}/filings/${asked.filing}`,
      'Your filing keeps its filing date. Whether a deadline is touched the answer says; if it does not, ask.',
      `Help desk: ${[settings.helpDesk.phone, settings.helpDesk.email].filter(Boolean).join(', ')}`,
    ].join('\n'),
  };
}
