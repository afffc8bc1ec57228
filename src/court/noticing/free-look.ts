/**
 * The free look (DESIGN §4.9; spec/filing.md §5.5): whoever is served may open the entry's documents once without charge.
 * It is opened by a click on a page, never by following a link, so that a mail scanner cannot use it up; once opened, the
 * documents stay open for an hour, so that each of them can be saved.
 */
import { sha256 } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type Instant, plusMilliseconds } from '../../kernel/time.ts';

export interface FreeLook {
  readonly caseId: CaseId;
  readonly entry: EntrySeq;
  /** Until when it can be begun. */
  readonly until: Instant;
  /** Until when the documents stay open; null: not begun. */
  readonly openUntil: Instant | null;
}

const OPEN_MILLISECONDS = 3_600_000;

interface LookRow {
  case_id: CaseId;
  entry_seq: EntrySeq;
  look_until: Instant;
  looked_at: Instant | null;
}

const lookOf = (row: LookRow): FreeLook => ({
  caseId: row.case_id,
  entry: row.entry_seq,
  until: row.look_until,
  openUntil: row.looked_at && plusMilliseconds(row.looked_at, OPEN_MILLISECONDS),
});

/** The look a token stands for, while it can be begun or is open (notice_look). Null: unknown, used up or expired. */
export async function findLook(db: Queries, court: CourtId, token: string, now: Instant): Promise<FreeLook | null> {
  if (!/^\d{18}$/.test(token)) return null;
  const rows = await db.query<LookRow>(
    'select case_id, entry_seq, look_until, looked_at from pub.notice where court_id = $1 and look_hash = $2',
    [court, sha256(token)],
    'find-look',
  );
  const look = rows[0] && lookOf(rows[0]);
  if (!look) return null;
  const usable = look.openUntil ? look.openUntil > now : look.until > now;
  return usable ? look : null;
}

/** Begins a look: from now it is used up, and open for an hour. Throws `look-ended` when there is none to begin. */
export async function beginLook(db: Queries, court: CourtId, token: string, now: Instant): Promise<FreeLook> {
  await db.query(
    `update pub.notice set looked_at = $3 where court_id = $1 and look_hash = $2 and looked_at is null and look_until > $3::timestamptz`,
    [court, sha256(token), now],
    'begin-look',
  );
  const look = await findLook(db, court, token, now);
  if (!look?.openUntil) throw new CourtError('look-ended');
  return look;
}
