/**
 * Sends the notices of a filing, each to its own address (DESIGN §3.6, §4.17). Runs on the jobs login, may run again at any
 * time: a notice that is sent or bounced is left alone, and a repeated message carries the same Message-ID.
 */
import type { CaseId, CourtId, DocumentSerial } from '../../kernel/ids.ts';
import { type Database, type Log, type Mailer, MailRefused } from '../../kernel/ports.ts';
import type { Clock, Instant } from '../../kernel/time.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { bounceMessage } from './bounce.ts';
import { noticeMessage } from './message.ts';
import { type Nef, withDocumentLinks } from './nef.ts';
import { type FiledInCase, nefOfCorrection, nefOfFiling } from './nef-of-filing.ts';

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
  case_id: CaseId;
  person_id: string;
  address: string;
  message_id: string;
  created_at: Instant;
  mail_format: 'html' | 'text';
  has_look: boolean;
  /** Which text it tells: 1 as it was filed, a higher one as it was corrected. */
  entry_version: number;
  /** Of a correction: when it was made, and what the entry is called since. */
  corrected_at: Instant;
  short_name: string | null;
  parts: FiledRead['parts'];
  filer_address: string | null;
}

/** What is public of a filing, case by case: its own part, and of a spread filing those of the further cases (primary keys). */
const PARTS = `(select court_id, filing_id, (receipt->>'caseId')::bigint as case_id, (receipt->>'entry')::int as entry_seq, receipt
    from pub.filing where court_id = $1 and filing_id = $2::uuid
  union all select court_id, filing_id, case_id, entry_seq, receipt from pub.spread_entry where court_id = $1 and filing_id = $2::uuid) f`;

/** Of one filing (notice_of_entry). */
const WAITING = `select n.notice_id, n.case_id, n.person_id, n.address, n.message_id, n.created_at, p.mail_format,
    n.look_hash is not null as has_look, n.entry_version, v.parts, v.at as corrected_at, e.short_name, s.email as filer_address
  from ${PARTS}
  join pub.notice n on n.court_id = f.court_id and n.case_id = f.case_id and n.entry_seq = f.entry_seq and n.filing_id = f.filing_id
  join pub.docket_entry e on e.court_id = f.court_id and e.case_id = f.case_id and e.entry_seq = f.entry_seq
  join pub.court_person p on p.court_id = n.court_id and p.person_id = n.person_id
  left join pub.court_person s on s.court_id = f.court_id and s.person_id = e.signer_person
  left join pub.entry_version v on v.court_id = n.court_id and v.case_id = n.case_id and v.entry_seq = n.entry_seq
    and v.version = n.entry_version
  where n.state = 'waiting'
  order by n.notice_id`;

const FILED_IN = `select f.receipt, v.parts,
    (select json_agg(json_build_array(d.serial, d.original_name)) from pub.document d
      where d.court_id = f.court_id and d.case_id = f.case_id and d.entry_seq = f.entry_seq) as file_names
  from ${PARTS}
  left join pub.entry_version v on v.court_id = f.court_id and v.case_id = f.case_id and v.entry_seq = f.entry_seq and v.version = 1
  order by f.case_id`;

interface FiledRead extends FiledInCase {
  /** Of the documents that are public: serial and the file's own name. */
  readonly file_names: [DocumentSerial, string][] | null;
}

/**
 * Sends what waits of one filing: to each person and address one message, however many of its cases they are told in. Throws when some
 * could not be handed over, so that the job is tried again.
 */
export async function deliverNotices(ports: NoticingPorts, court: CourtId, filing: string): Promise<void> {
  const waiting = await ports.jobs.query<WaitingNotice>(WAITING, [court, filing], 'waiting-notices');
  if (waiting.length === 0) return;
  const filed = await ports.jobs.query<FiledRead>(FILED_IN, [court, filing], 'filed-in-cases');
  const settings = await ports.settingsOf(court);
  let failed: unknown = null;
  for (const notices of Map.groupBy(waiting, messageKey).values()) {
    const told = notices as readonly WaitingNotice[] as Told;
    try {
      await ports.mailer.send(messageOf(ports, court, settings, told, filed));
      await settle(ports, court, told, 'sent', null);
    } catch (error) {
      if (error instanceof MailRefused) await bounced(ports, court, settings, told, filed, error);
      else {
        failed = error;
        await ports.jobs.query(
          'update pub.notice set attempts = attempts + 1, last_error = $3 where court_id = $1 and notice_id = any($2::uuid[])',
          [court, told.map((each) => each.notice_id), String(error).slice(0, 300)],
          'notice-attempt',
        );
        ports.counted('retried');
      }
    }
  }
  if (failed) throw failed;
}

/** One message tells a person at an address of a filing in all its cases; a correction is of one entry, and told by itself. */
const messageKey = ({ person_id, address, entry_version, case_id }: WaitingNotice): string =>
  `${person_id} ${address}${entry_version > 1 ? ` ${case_id} ${entry_version}` : ''}`;

/** The notices of one person at one address, one a case. */
type Told = readonly [WaitingNotice, ...WaitingNotice[]];

/** Those cases first in which this person is told: the first gives the subject. */
function casesFor(told: Told, filed: readonly FiledRead[]): readonly [FiledRead, ...FiledRead[]] {
  const own = (each: FiledRead): number => (told.some((one) => one.case_id === each.receipt.caseId) ? 0 : 1);
  const [first, ...others] = [...filed].sort((a, b) => own(a) - own(b) || a.receipt.caseId - b.receipt.caseId);
  return [first!, ...others];
}

function messageOf(
  ports: NoticingPorts,
  court: CourtId,
  settings: CourtInForce,
  told: Told,
  filed: readonly FiledRead[],
) {
  const [notice] = told;
  const recipient = { address: notice.address, format: notice.mail_format };
  const ids = { messageId: notice.message_id, from: settings.noticeFrom, date: notice.created_at };
  const fileNames = new Map(filed.flatMap((each) => each.file_names ?? []));
  const cases = casesFor(told, filed);
  const { entry_version, parts, corrected_at, short_name } = notice;
  const nef =
    entry_version === 1
      ? nefOfFiling(cases, fileNames, settings, ports.baseOf(court))
      : nefOfCorrection(
          nefOfFiling([{ ...cases[0], parts }], fileNames, settings, ports.baseOf(court)),
          corrected_at,
          short_name ?? '',
        );
  // Of a sealed entry nobody is told by this way; a restricted document's link asks to sign in (DESIGN §4.10).
  const tokens = new Map(
    told.flatMap((each) => {
      const inCase = filed.find(({ receipt }) => receipt.caseId === each.case_id);
      return each.has_look && inCase ? [[inCase.receipt.caseNumber, ports.lookToken(court, each.notice_id)]] : [];
    }),
  );
  return noticeMessage(withLooks(nef, tokens), recipient, ids);
}

/** Every recipient has a free look of their own in each case: its link carries its token (DESIGN §4.9). */
const withLooks = (nef: Nef, tokens: ReadonlyMap<string, string>): Nef =>
  withDocumentLinks(nef, ({ document, number }) => {
    if (document.kind !== 'document') return '';
    const token = tokens.get(number);
    return token === undefined ? document.link : `${document.link}&magic_num=${token}`;
  });

async function settle(
  ports: NoticingPorts,
  court: CourtId,
  told: Told,
  state: 'sent' | 'bounced',
  error: string | null,
): Promise<void> {
  await ports.jobs.query(
    `update pub.notice set state = $3, attempts = attempts + 1, last_error = $4, sent_at = $5::timestamptz
     where court_id = $1 and notice_id = any($2::uuid[]) and state = 'waiting'`,
    [court, told.map((each) => each.notice_id), state, error, ports.clock.now()],
    'settle-notice',
  );
  ports.counted(state);
}

/** Service is not effective if the sender learns that it did not reach the person: the filer is told (Fed. R. Civ. P. 5(b)(2)(E)). */
async function bounced(
  ports: NoticingPorts,
  court: CourtId,
  settings: CourtInForce,
  told: Told,
  filed: readonly FiledRead[],
  refusal: MailRefused,
): Promise<void> {
  const [notice] = told;
  await settle(ports, court, told, 'bounced', `${refusal.code} ${refusal.message}`.slice(0, 300));
  ports.log.warn(
    { court, notice: notice.notice_id, code: refusal.code },
    'a notice was refused by its recipient’s server',
  );
  if (notice.filer_address && notice.filer_address !== notice.address) {
    const [{ receipt }] = casesFor(told, filed);
    await ports.mailer.send(bounceMessage(receipt, notice.address, notice.filer_address, settings, ports.clock.now()));
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
