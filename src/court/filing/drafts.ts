/**
 * Drafts: every answer is kept at once, so that Back, a lost connection, another machine or a week's pause lose nothing
 * (DESIGN §3.1). A draft is its account's alone.
 */
import { CourtError } from '../../kernel/errors.ts';
import type { AccountId, CaseId, CourtId, DraftId, FilingId } from '../../kernel/ids.ts';
import { uuidAt } from '../../kernel/random.ts';
import type { Instant } from '../../kernel/time.ts';
import { type Answers, answersSchema } from '../events/answers.ts';
import { answersFor } from '../events/fit-answers.ts';
import type { EventDefinition } from '../events/model.ts';
import type { CourtPorts } from '../ports.ts';

export interface Draft {
  readonly draft: DraftId;
  readonly caseId: CaseId;
  readonly event: string;
  /** The version of the event with which it was begun, or that its filer took since; null: not known. */
  readonly eventVersion: number | null;
  readonly answers: Answers;
  readonly rowVersion: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly filing: FilingId | null;
  /** Of each answer the version that last changed it. */
  readonly fieldVersions: Readonly<Record<string, number>>;
}

type DraftPorts = Pick<CourtPorts, 'web' | 'clock' | 'random'>;

interface DraftRow {
  draft_id: DraftId;
  case_id: CaseId;
  event_code: string;
  event_version: number | null;
  answers: unknown;
  row_version: number;
  created_at: Instant;
  updated_at: Instant;
  filing_id: FilingId | null;
  field_versions: Record<string, number>;
}

const COLUMNS =
  'draft_id, case_id, event_code, event_version, answers, row_version, created_at, updated_at, filing_id, field_versions';

const draftOf = (row: DraftRow): Draft => ({
  draft: row.draft_id,
  caseId: row.case_id,
  event: row.event_code,
  eventVersion: row.event_version,
  answers: answersSchema.parse(row.answers),
  rowVersion: row.row_version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  filing: row.filing_id,
  fieldVersions: row.field_versions,
});

/** Begins a draft in a case, with the answers that are known already. */
export async function beginDraft(
  ports: DraftPorts,
  court: CourtId,
  account: AccountId,
  caseId: CaseId,
  answers: Answers,
  eventVersion: number | null = null,
): Promise<Draft> {
  const now = ports.clock.now();
  const rows = await ports.web.query<DraftRow>(
    `insert into pub.draft (court_id, draft_id, account_id, case_id, event_code, answers, created_at, updated_at, event_version)
     values ($1, $2, $3::uuid, $4, $5, $6::jsonb, $7, $7, $8) returning ${COLUMNS}`,
    [court, uuidAt(ports.random, now), account, caseId, answers.event, JSON.stringify(answers), now, eventVersion],
    'begin-draft',
  );
  return draftOf(rows[0]!);
}

/** A draft of this account. Throws `draft-gone` when there is none, it was discarded, or it is somebody else's. */
export async function readDraft(ports: DraftPorts, court: CourtId, account: AccountId, draft: DraftId): Promise<Draft> {
  const rows = await ports.web.query<DraftRow>(
    `select ${COLUMNS} from pub.draft
     where court_id = $1 and draft_id = $2::uuid and account_id = $3::uuid and discarded_at is null`,
    [court, draft, account],
    'read-draft',
  );
  if (!rows[0]) throw new CourtError('draft-gone');
  return draftOf(rows[0]);
}

/** What became of answers that were sent from a page. */
export type Kept =
  | { readonly kind: 'kept'; readonly draft: Draft }
  /** Somebody else has answered the same since the page was made: nothing was kept. `typed` are the answers as sent. */
  | {
      readonly kind: 'changed-since';
      readonly draft: Draft;
      readonly typed: Answers;
      readonly fields: readonly (keyof Answers)[];
    };

/**
 * Keeps answers. Each step of the wizard changes only what it asked, so the last word on each question holds, from whichever
 * window; what is filed is fixed by the version that the filer confirms. Throws `draft-gone` for a draft that is filed.
 */
export async function keepAnswers(
  ports: DraftPorts,
  court: CourtId,
  account: AccountId,
  draft: DraftId,
  change: (answers: Answers) => Answers,
): Promise<Draft> {
  return (await keepAnswersSeen(ports, court, account, draft, null, change)).draft;
}

/**
 * The same for who has seen a version of the draft: what another window has answered since is not overwritten unseen.
 * `seen` is null where nothing was seen.
 */
export async function keepAnswersSeen(
  ports: DraftPorts,
  court: CourtId,
  account: AccountId,
  draft: DraftId,
  seen: number | null,
  change: (answers: Answers) => Answers,
): Promise<Kept> {
  return ports.web.transaction(async (tx): Promise<Kept> => {
    const found = await tx.query<DraftRow>(
      `select ${COLUMNS} from pub.draft where court_id = $1 and draft_id = $2::uuid and account_id = $3::uuid
       and discarded_at is null and filing_id is null for update`,
      [court, draft, account],
      'lock-draft',
    );
    if (!found[0]) throw new CourtError('draft-gone');
    const before = draftOf(found[0]);
    const after = change(before.answers);
    const changed = changedFields(before.answers, after);
    if (changed.length === 0) return { kind: 'kept', draft: before };
    const taken = changed.filter((field) => seen !== null && (before.fieldVersions[field] ?? 0) > seen);
    if (taken.length > 0) return { kind: 'changed-since', draft: before, typed: after, fields: taken };
    const versions = { ...before.fieldVersions };
    for (const field of changed) versions[field] = before.rowVersion + 1;
    const rows = await tx.query<DraftRow>(
      `update pub.draft set answers = $3::jsonb, row_version = row_version + 1, updated_at = $4, field_versions = $5::jsonb
       where court_id = $1 and draft_id = $2::uuid returning ${COLUMNS}`,
      [court, draft, JSON.stringify(after), ports.clock.now(), JSON.stringify(versions)],
      'keep-answers',
    );
    return { kind: 'kept', draft: draftOf(rows[0]!) };
  });
}

const changedFields = (before: Answers, after: Answers): (keyof Answers)[] =>
  (Object.keys(after) as (keyof Answers)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );

/** Makes it a draft of another event, or of its next version, with the answers for which that has a place. Throws `draft-gone`. */
export async function changeDraftEvent(
  ports: DraftPorts,
  court: CourtId,
  account: AccountId,
  draft: DraftId,
  definition: EventDefinition,
): Promise<void> {
  await keepAnswers(ports, court, account, draft, (answers) => answersFor(definition, answers));
  const rows = await ports.web.query(
    `update pub.draft set event_code = $4, event_version = $5, row_version = row_version + 1, updated_at = $6
     where court_id = $1 and draft_id = $2::uuid and account_id = $3::uuid and discarded_at is null and filing_id is null
     returning draft_id`,
    [court, draft, account, definition.code, definition.version, ports.clock.now()],
    'change-draft-event',
  );
  if (rows.length === 0) throw new CourtError('draft-gone');
}

export async function discardDraft(
  ports: DraftPorts,
  court: CourtId,
  account: AccountId,
  draft: DraftId,
): Promise<void> {
  const rows = await ports.web.query(
    `update pub.draft set discarded_at = $4 where court_id = $1 and draft_id = $2::uuid and account_id = $3::uuid
       and discarded_at is null and filing_id is null returning draft_id`,
    [court, draft, account, ports.clock.now()],
    'discard-draft',
  );
  if (rows.length === 0) throw new CourtError('draft-gone');
}

/** The draft from which this account made a filing (draft_of_account). Null: it was filed by a program, or stands on the sealed side. */
export async function draftOfFiling(
  ports: Pick<DraftPorts, 'web'>,
  court: CourtId,
  account: AccountId,
  filing: FilingId,
): Promise<Draft | null> {
  const rows = await ports.web.query<DraftRow>(
    `select ${COLUMNS} from pub.draft where court_id = $1 and account_id = $2::uuid and filing_id = $3::uuid`,
    [court, account, filing],
    'draft-of-filing',
  );
  return rows[0] ? draftOf(rows[0]) : null;
}

/** The events of which this account has filed its last hundred papers in a court, the latest first (draft_of_account). */
export async function eventsFiledLately(
  ports: Pick<DraftPorts, 'web'>,
  court: CourtId,
  account: AccountId,
  most: number,
): Promise<string[]> {
  const rows = await ports.web.query<{ event_code: string }>(
    `select event_code from (select event_code, updated_at from pub.draft
       where court_id = $1 and account_id = $2::uuid and discarded_at is null and filing_id is not null
       order by updated_at desc limit 100) filed
     group by event_code order by max(updated_at) desc limit $3`,
    [court, account, most],
    'events-filed-lately',
  );
  return rows.map((row) => row.event_code);
}

/** This account's drafts in a court, newest first, at most 100; those filed within the list too (draft_of_account). */
export async function listDrafts(ports: DraftPorts, court: CourtId, account: AccountId): Promise<Draft[]> {
  const rows = await ports.web.query<DraftRow>(
    `select ${COLUMNS} from pub.draft where court_id = $1 and account_id = $2::uuid and discarded_at is null
     order by updated_at desc limit 100`,
    [court, account],
    'list-drafts',
  );
  return rows.map(draftOf);
}
