/** Each decision to show or refuse is recorded, without content (spec/security.md, ASVS 16.3.2). */
import type { Queries } from '../../kernel/ports.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Actor } from './actor.ts';

export interface AccessRecord {
  readonly at: Instant;
  readonly requestId: string;
  readonly actor: Actor;
  readonly court: string | null;
  readonly route: string;
  /** What was asked for, by number: `document 100000001`, `case 10000001`. Never a name or text. */
  readonly object: string;
  readonly allowed: boolean;
  /** `shown`, or the code of the refusal. */
  readonly answer: string;
}

export async function recordAccess(db: Queries, record: AccessRecord): Promise<void> {
  await db.query(
    `insert into ops.access_log (at, request_id, account_id, court_id, route, object, allowed, answer)
     values ($1, $2, $3::uuid, $4, $5, $6, $7, $8)`,
    [
      record.at,
      record.requestId,
      'account' in record.actor ? record.actor.account : null,
      record.court,
      record.route,
      record.object.slice(0, 200),
      record.allowed,
      record.answer,
    ],
    'record-access',
  );
}
