/** What was done in a public case, newest first, with the names of who did it: the chain as its clerks read it. */
import type { Json } from '../../kernel/canonical.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Instant } from '../../kernel/time.ts';

export interface CaseActRead {
  readonly n: number;
  readonly at: Instant;
  /** `account …`, `system import`: as the chain has it. */
  readonly actor: string;
  /** The court's name for the account; null: none is known. */
  readonly name: string | null;
  readonly act: string;
  readonly body: { readonly [key: string]: Json };
}

/** At most `limit` links of the public chain, those before link `before` (audit's primary key, court_person_account). */
export async function caseActs(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  before: number | null,
  limit: number,
): Promise<CaseActRead[]> {
  return db.query<CaseActRead>(
    `select a.n, a.at, a.actor, p.display_name as name, a.act, a.body from pub.audit a
     left join pub.court_person p on p.court_id = a.court_id
       and p.account_id = substring(a.actor from '^account (.+)$')::uuid
     where a.court_id = $1 and a.stream = $2 and ($3::bigint is null or a.n < $3) order by a.n desc limit $4`,
    [court, `case ${caseId}`, before, limit],
    'case-acts',
  );
}
