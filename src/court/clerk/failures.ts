/** Who could not file, and when: the log that a filer shows the court (spec/filing.md §14.3 item 96, §15 pain 37; Fed. R. Civ. P. 6(a)(3)). */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DraftId } from '../../kernel/ids.ts';
import type { Database, Queries } from '../../kernel/ports.ts';
import type { Random } from '../../kernel/random.ts';
import { type Clock, civilDate, type Instant, type Zone } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import { failureReference, MOST_WORDS, type TechnicalFailure } from './model.ts';

export interface FailurePorts {
  /** The `court` login. */
  readonly court: Database;
  readonly clock: Clock;
  readonly random: Random;
  zoneOf(court: CourtId): Promise<Zone>;
}

/**
 * Writes down what happened, with the court's clock, and gives the reference. Nothing ever changes the line. It extends no time:
 * whether the court was inaccessible is for the court to say. Throws `no-right-to-file`, `request-malformed` without words,
 * `draft-gone` for a draft that is not this account's.
 */
export async function logFailure(
  ports: FailurePorts,
  actor: Actor,
  wish: { readonly court: CourtId; readonly what: string; readonly draft: DraftId | null },
): Promise<TechnicalFailure> {
  const { court, draft } = wish;
  const what = wish.what.trim();
  if (actor.kind !== 'account') throw new CourtError('no-right-to-file');
  if (what === '' || what.length > MOST_WORDS) throw new CourtError('request-malformed', 'what');
  const loggedAt = ports.clock.now();
  const reference = failureReference(ports.random, civilDate(loggedAt, await ports.zoneOf(court)));
  await ports.court.transaction(async (tx) => {
    if (draft !== null) {
      const own = await tx.query(
        'select 1 from pub.draft where court_id = $1 and draft_id = $2::uuid and account_id = $3::uuid',
        [court, draft, actor.account],
      );
      if (own.length === 0) throw new CourtError('draft-gone');
    }
    await tx.query(
      `insert into pub.technical_failure (court_id, reference, account_id, logged_at, what, draft_id)
       values ($1, $2, $3::uuid, $4::timestamptz, $5, $6::uuid)`,
      [court, reference, actor.account, loggedAt, what, draft],
    );
  });
  return { reference, account: actor.account, loggedAt, what, draft };
}

/** A line of the log as pages show it: who, and the case of the draft as far as it is public. */
export interface ListedFailure extends TechnicalFailure {
  readonly who: string | null;
  readonly caseId: CaseId | null;
  readonly caseTitle: string | null;
  readonly event: string | null;
}

const LISTED = `select f.reference, f.account_id as account, f.logged_at as "loggedAt", f.what, f.draft_id as draft,
    p.display_name as who, c.case_id as "caseId", c.short_title as "caseTitle",
    case when c.case_id is null then null else d.event_code end as event
  from pub.technical_failure f
  left join pub.court_person p on p.court_id = f.court_id and p.account_id = f.account_id
  left join pub.draft d on d.court_id = f.court_id and d.draft_id = f.draft_id
  left join pub.case_record c on c.court_id = d.court_id and c.case_id = d.case_id`;

/** By its reference, for who logged it and for the court’s own users; anybody else, and nothing: null (primary key). */
export async function failureFor(
  db: Queries,
  actor: Actor,
  court: CourtId,
  reference: string,
): Promise<ListedFailure | null> {
  const [found] = await db.query<ListedFailure>(
    `${LISTED} where f.court_id = $1 and f.reference = $2`,
    [court, reference],
    'failure-by-reference',
  );
  if (!found) return null;
  const own = actor.kind === 'account' && actor.account === found.account;
  return own || mayAct(actor, court, null, 'docket-court-event') ? found : null;
}

/** Since a moment, newest first, those before `before` (technical_failure_by_time). */
export const failuresSince = (
  db: Queries,
  court: CourtId,
  since: Instant,
  before: { readonly loggedAt: Instant; readonly reference: string } | null,
  limit: number,
): Promise<ListedFailure[]> =>
  db.query<ListedFailure>(
    `${LISTED} where f.court_id = $1 and f.logged_at >= $2::timestamptz
       and ($3::timestamptz is null or (f.logged_at, f.reference) < ($3::timestamptz, $4))
     order by f.logged_at desc, f.reference desc limit $5`,
    [court, since, before?.loggedAt ?? null, before?.reference ?? '', limit],
    'failures-since',
  );
