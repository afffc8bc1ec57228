/** A filing again, for the account that made it. */
import type { AccountId, CourtId, FilingId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { TextPart } from '../docket/model.ts';
import type { Receipt } from './model.ts';

export interface FiledAgain {
  readonly receipt: Receipt;
  /** The entry's text in parts, as it was first entered. */
  readonly parts: readonly TextPart[] | null;
}

/** Null: there is no such filing on the public side, or it is another account's (primary key). */
export async function readFiling(
  db: Queries,
  court: CourtId,
  filing: FilingId,
  account: AccountId,
): Promise<FiledAgain | null> {
  const rows = await db.query<FiledAgain>(
    `select f.receipt, v.parts from pub.filing f
     left join pub.entry_version v on v.court_id = f.court_id and v.case_id = (f.receipt->>'caseId')::bigint
       and v.entry_seq = (f.receipt->>'entry')::int and v.version = 1
     where f.court_id = $1 and f.filing_id = $2::uuid and f.account_id = $3::uuid`,
    [court, filing, account],
    'read-filing',
  );
  return rows[0] ?? null;
}
