import { sha256 } from '../../kernel/canonical.ts';
import type { Sha256 } from '../../kernel/ids.ts';
import { civilDate, type Instant, plusMilliseconds } from '../../kernel/time.ts';
import type { PacerPorts } from '../ports.ts';
import type { Privilege, Session } from './model.ts';
import { type AccountColumns, accountOf, PRIVILEGES_OF_DAY } from './store.ts';

const TOKEN = /^[A-Za-z0-9]{128}$/;

/** A session is seen at most once in this time, so that a busy page does not write with each of its requests. */
const SEEN_EVERY_MS = 60_000;

interface SessionRow extends AccountColumns {
  readonly token_hash: Sha256;
  readonly csrf_token: string;
  readonly client_code: string;
  readonly privileges: readonly Privilege[];
  readonly expires_at: Instant;
}

/**
 * The session a token stands for: not signed out, used within the idle time, younger than the absolute limit, of an
 * active account, with the privileges of this very moment. Null for anything else. One statement, run at each request.
 */
export async function authenticate(at: PacerPorts, sessionToken: string): Promise<Session | null> {
  if (!TOKEN.test(sessionToken)) return null;
  const now = at.clock.now();
  const rows = await at.db.query<SessionRow>(
    `with holder as (
       select s.token_hash, s.account_id, a.login_id, a.display_name, a.email, a.filer, a.fee_exempt,
         a.client_code_required, s.csrf_token, s.client_code, s.expires_at
       from pacer.session s join pacer.account a using (account_id)
       where s.token_hash = $2 and s.expires_at > $3::timestamptz and s.last_seen_at > $4::timestamptz
         and a.status = 'active'
     ), seen as (
       update pacer.session set last_seen_at = $3::timestamptz
       where token_hash = (select token_hash from holder) and last_seen_at <= $5::timestamptz
     )
     select holder.*, ${PRIVILEGES_OF_DAY} as privileges from holder`,
    [
      civilDate(now, at.zone),
      sha256(sessionToken),
      now,
      plusMilliseconds(now, -at.limits.idleMinutes * 60_000),
      plusMilliseconds(now, -SEEN_EVERY_MS),
    ],
    'pacer-authenticate',
  );
  const row = rows[0];
  return row
    ? {
        ...accountOf(row),
        tokenHash: row.token_hash,
        csrfToken: row.csrf_token,
        clientCode: row.client_code,
        privileges: row.privileges,
        expiresAt: row.expires_at,
      }
    : null;
}
