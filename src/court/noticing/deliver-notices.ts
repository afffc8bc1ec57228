/**
 * Sends the notices of a filing, each to its own address (DESIGN §3.6, §4.17). Runs on the jobs login, may run again at any
 * time: a notice that is sent or bounced is left alone, and a repeated message carries the same Message-ID.
 */
import type { CourtId, DocumentSerial } from '../../kernel/ids.ts';
import { type Database, type Log, type Mailer, MailRefused } from '../../kernel/ports.ts';
import type { Clock, Instant } from '../../kernel/time.ts';
import type { TextPart } from '../docket/model.ts';
import type { SignedReceipt } from '../filing/model.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { bounceMessage } from './bounce.ts';
import { noticeMessage } from './message.ts';
import { type Nef, withDocumentLinks } from './nef.ts';
import { nefOfCorrection, nefOfFiling } from './nef-of-filing.ts';

export interface NoticingPorts {
  readonly jobs: Database;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly log: Log;
  settingsOf(court: CourtId): Promise<CourtInForce>;
  /** Address of a court, without a slash at the end. */
  baseOf(court: CourtId): string;
  lookToken(court: CourtId, notice: string): string;
  counted(outcome: 'sent' | 'bounced' | 'retried'): void;
}

interface WaitingNotice {
  notice_id: string;
  address: string;
  secondary: boolean;
  message_id: string;
  created_at: Instant;
  mail_format: 'html' | 'text';
  receipt: SignedReceipt;
  /** Of the documents that are public: serial and the file's own name. */
  file_names: [DocumentSerial, string][] | null;
  parts: TextPart[] | null;
  has_look: boolean;
  /** Which text it tells: 1 as it was filed, a higher one as it was corrected. */
  entry_version: number;
  /** Of a correction: when it was made, and what the entry is called since. */
  corrected_at: Instant;
  short_name: string | null;
  filer_address: string | null;
  filing_id: string;
}

/** Of one filing (primary key of filing, notice_of_entry). */
const WAITING = `select n.notice_id, n.address, n.secondary, n.message_id, n.created_at, p.mail_format, n.look_hash is not null as has_look, n.entry_version,
    f.receipt, v.parts, v.at as corrected_at, e.short_name,
    (select json_agg(json_build_array(d.serial, d.original_name)) from pub.document d
      where d.court_id = n.court_id and d.case_id = n.case_id and d.entry_seq = n.entry_seq) as file_names,
    s.email as filer_address, n.filing_id
  from pub.filing f
  join pub.notice n on n.court_id = f.court_id and n.filing_id = f.filing_id
  join pub.court_person p on p.court_id = n.court_id and p.person_id = n.person_id
  left join pub.court_person s on s.court_id = f.court_id and s.person_id = f.signer_person
  left join pub.entry_version v on v.court_id = n.court_id and v.case_id = n.case_id and v.entry_seq = n.entry_seq
    and v.version = n.entry_version
  left join pub.docket_entry e on e.court_id = n.court_id and e.case_id = n.case_id and e.entry_seq = n.entry_seq
  where n.court_id = $1 and f.filing_id = $2::uuid and n.case_id = (f.receipt->>'caseId')::bigint
    and n.entry_seq = (f.receipt->>'entry')::int and n.state = 'waiting'
  order by n.notice_id`;

/** Sends what waits of one filing. Throws when some could not be handed over, so that the job is tried again. */
export async function deliverNotices(ports: NoticingPorts, court: CourtId, filing: string): Promise<void> {
  const waiting = await ports.jobs.query<WaitingNotice>(WAITING, [court, filing], 'waiting-notices');
  if (waiting.length === 0) return;
  const settings = await ports.settingsOf(court);
  let failed: unknown = null;
  for (const notice of waiting) {
    try {
      await ports.mailer.send(messageOf(ports, settings, notice));
      await settle(ports, court, notice, 'sent', null);
    } catch (error) {
      if (error instanceof MailRefused) await bounced(ports, court, settings, notice, error);
      else {
        failed = error;
        await ports.jobs.query(
          'update pub.notice set attempts = attempts + 1, last_error = $3 where court_id = $1 and notice_id = $2::uuid',
          [court, notice.notice_id, String(error).slice(0, 300)],
          'notice-attempt',
        );
        ports.counted('retried');
      }
    }
  }
  if (failed) throw failed;
}

function messageOf(ports: NoticingPorts, settings: CourtInForce, notice: WaitingNotice) {
  const recipient = { address: notice.address, format: notice.mail_format };
  const ids = { messageId: notice.message_id, from: settings.noticeFrom, date: notice.created_at };
  const filed = nefOfFiling(
    notice.receipt,
    notice.parts,
    new Map(notice.file_names),
    settings,
    ports.baseOf(notice.receipt.court),
  );
  const nef = notice.entry_version === 1 ? filed : nefOfCorrection(filed, notice.corrected_at, notice.short_name ?? '');
  // Of a sealed entry nobody is told by this way; a restricted document's link asks to sign in (DESIGN §4.10).
  return noticeMessage(
    notice.has_look ? withLook(nef, ports.lookToken(notice.receipt.court, notice.notice_id)) : nef,
    recipient,
    ids,
  );
}

/** Every recipient has a free look of their own: their link carries its token (DESIGN §4.9). */
const withLook = (nef: Nef, token: string): Nef =>
  withDocumentLinks(nef, (inCase) =>
    inCase.document.kind === 'document' ? `${inCase.document.link}&magic_num=${token}` : '',
  );

async function settle(
  ports: NoticingPorts,
  court: CourtId,
  notice: WaitingNotice,
  state: 'sent' | 'bounced',
  error: string | null,
): Promise<void> {
  await ports.jobs.query(
    `update pub.notice set state = $3, attempts = attempts + 1, last_error = $4, sent_at = $5::timestamptz
     where court_id = $1 and notice_id = $2::uuid and state = 'waiting'`,
    [court, notice.notice_id, state, error, ports.clock.now()],
    'settle-notice',
  );
  ports.counted(state);
}

/** Service is not effective if the sender learns that it did not reach the person: the filer is told (Fed. R. Civ. P. 5(b)(2)(E)). */
async function bounced(
  ports: NoticingPorts,
  court: CourtId,
  settings: CourtInForce,
  notice: WaitingNotice,
  refusal: MailRefused,
): Promise<void> {
  await settle(ports, court, notice, 'bounced', `${refusal.code} ${refusal.message}`.slice(0, 300));
  ports.log.warn(
    { court, notice: notice.notice_id, code: refusal.code },
    'a notice was refused by its recipient’s server',
  );
  if (notice.filer_address && notice.filer_address !== notice.address) {
    await ports.mailer.send(
      bounceMessage(notice.receipt, notice.address, notice.filer_address, settings, ports.clock.now()),
    );
  }
}

/** Filings whose notices have waited longer than a job should take: what the sweep sends on (notice_waiting). */
export async function stuckFilings(
  jobs: Database,
  before: Instant,
): Promise<{ court_id: CourtId; filing_id: string }[]> {
  return jobs.query(
    `select distinct court_id, filing_id from pub.notice where state = 'waiting' and created_at < $1::timestamptz limit 500`,
    [before],
    'stuck-notices',
  );
}
