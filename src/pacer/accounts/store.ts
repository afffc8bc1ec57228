/** The SQL of accounts. Locks in one order: the account's row, then all that hangs on it. */
import type { Json } from '../../kernel/canonical.ts';
import { chainHash } from '../../kernel/chain.ts';
import type { AccountId, Sha256 } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';
import type { Account, Failures, Privilege } from './model.ts';

/**
 * The account of nobody: attempts with a login id that does not exist run through its row, so that they take the same
 * statements, the same hash and the same time as a wrong password, and are on record like one.
 */
export const NOBODY = '00000000-0000-0000-0000-000000000000' as AccountId;
const NOBODY_LOGIN = '(nobody)';

export interface Candidate {
  readonly accountId: AccountId;
  readonly passwordHash: string;
  /** Whether the browser's token is one of this account's. */
  readonly browserKnown: boolean;
}

/** The account with this login id, or nobody's; null when even that one is not there yet. */
export async function candidate(q: Queries, loginId: string, browserHash: Sha256 | null): Promise<Candidate | null> {
  const rows = await q.query<{ account_id: AccountId; password_hash: string; browser_known: boolean }>(
    `select account_id, password_hash,
       exists (select 1 from pacer.known_browser b where b.account_id = a.account_id and b.token_hash = $2) as browser_known
     from pacer.account a where login_id in ($1, '${NOBODY_LOGIN}')
     order by login_id = '${NOBODY_LOGIN}' limit 1`,
    [loginId, browserHash],
    'pacer-candidate',
  );
  const row = rows[0];
  return row ? { accountId: row.account_id, passwordHash: row.password_hash, browserKnown: row.browser_known } : null;
}

/** Puts nobody's row where there is none. */
export async function insertNobody(q: Queries, passwordHash: string, at: Instant): Promise<void> {
  await q.query(
    `insert into pacer.account (account_id, login_id, password_hash, display_name, email, status, filer, created_at)
     values ($1, '${NOBODY_LOGIN}', $2, 'Nobody', '', 'disabled', false, $3) on conflict do nothing`,
    [NOBODY, passwordHash, at],
  );
}

export interface LockedAccount extends Account {
  readonly active: boolean;
  readonly chain: ChainHead;
}

/** Where an account's audit chain stands; valid only while the account's row is locked. */
export interface ChainHead {
  readonly accountId: AccountId;
  readonly n: number;
  readonly hash: string;
}

/** The columns of an account that every session and every lock reads. */
export interface AccountColumns {
  readonly account_id: AccountId;
  readonly login_id: string;
  readonly display_name: string;
  readonly email: string;
  readonly filer: boolean;
  readonly fee_exempt: boolean;
  readonly client_code_required: boolean;
}

export const accountOf = (row: AccountColumns): Account => ({
  accountId: row.account_id,
  loginId: row.login_id,
  displayName: row.display_name,
  email: row.email,
  filer: row.filer,
  feeExempt: row.fee_exempt,
  clientCodeRequired: row.client_code_required,
});

interface LockedRow extends AccountColumns {
  readonly status: string;
  readonly chain_n: number;
  readonly chain_head: string;
}

/** The account, its row locked until the transaction ends; null when there is none. */
export async function lockAccount(tx: Queries, accountId: AccountId): Promise<LockedAccount | null> {
  const rows = await tx.query<LockedRow>(
    `select account_id, login_id, display_name, email, status, filer, fee_exempt, client_code_required, chain_n, chain_head
     from pacer.account where account_id = $1 for update`,
    [accountId],
    'pacer-lock-account',
  );
  const row = rows[0];
  return row
    ? {
        ...accountOf(row),
        active: row.status === 'active',
        chain: { accountId: row.account_id, n: row.chain_n, hash: row.chain_head },
      }
    : null;
}

/**
 * Adds one link to the account's audit chain and gives the new head. The account's row must be locked by `tx`, and
 * `head` must be its newest: the primary key of the record refuses a second link with the same number.
 */
export async function appendToChain(
  tx: Queries,
  head: ChainHead,
  link: { readonly at: Instant; readonly actor: string; readonly act: string; readonly body: Json },
): Promise<ChainHead> {
  const n = head.n + 1;
  const stream = `account ${head.accountId}`;
  const hash = chainHash({ court: 'pacer', stream, n, prev: head.hash, ...link });
  await tx.query(
    `with linked as (
       insert into pacer.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
       values ('pacer', $1, $2, $3, $4, $5, $6, $7, $8)
     )
     update pacer.account set chain_n = $2, chain_head = $4 where account_id = $9`,
    [stream, n, head.hash, hash, link.at, link.actor, link.act, JSON.stringify(link.body), head.accountId],
    'pacer-append-to-chain',
  );
  return { accountId: head.accountId, n, hash };
}

export async function insertAccount(
  tx: Queries,
  account: Account,
  passwordHash: string,
  at: Instant,
): Promise<'made' | 'login-taken'> {
  const rows = await tx.query<{ account_id: string }>(
    `insert into pacer.account (account_id, login_id, password_hash, display_name, email, status, filer, fee_exempt,
       client_code_required, created_at)
     values ($1, $2, $3, $4, $5, 'active', $6, $7, $8, $9) on conflict (login_id) do nothing returning account_id`,
    [
      account.accountId,
      account.loginId,
      passwordHash,
      account.displayName,
      account.email,
      account.filer,
      account.feeExempt,
      account.clientCodeRequired,
      at,
    ],
  );
  return rows.length === 1 ? 'made' : 'login-taken';
}

export async function insertPrivilege(
  tx: Queries,
  accountId: AccountId,
  privilege: Privilege,
  from: CivilDate,
): Promise<void> {
  await tx.query(
    `insert into pacer.privilege (account_id, court_id, role, scope_case, from_on) values ($1, $2, $3, $4, $5)`,
    [accountId, privilege.court, privilege.role, privilege.scopeCase ?? 0, from],
  );
}

/** The account's privileges of a day. A privilege that ends on a day does not hold on it (spec/security.md A12). */
export const PRIVILEGES_OF_DAY = `coalesce((
  select jsonb_agg(jsonb_build_object('court', p.court_id, 'role', p.role, 'scopeCase', nullif(p.scope_case, 0))
    order by p.court_id, p.role, p.scope_case)
  from pacer.privilege p
  where p.account_id = holder.account_id and p.from_on <= $1::date and (p.to_on is null or p.to_on > $1::date)
), '[]'::jsonb)`;

export async function privilegesOf(q: Queries, accountId: AccountId, day: CivilDate): Promise<readonly Privilege[]> {
  const rows = await q.query<{ privileges: readonly Privilege[] }>(
    `select ${PRIVILEGES_OF_DAY} as privileges from (select $2::uuid as account_id) as holder`,
    [day, accountId],
    'pacer-privileges',
  );
  return rows[0]?.privileges ?? [];
}

export async function failuresOf(q: Queries, loginId: string, source: string): Promise<Failures | null> {
  const rows = await q.query<{ failures: number; last_at: Instant }>(
    `select failures, last_at from pacer.sign_on_failure where login_id = $1 and source = $2`,
    [loginId, source],
    'pacer-failures',
  );
  const row = rows[0];
  return row ? { count: row.failures, lastAt: row.last_at } : null;
}

export async function keepFailures(tx: Queries, loginId: string, source: string, failures: Failures): Promise<void> {
  await tx.query(
    `insert into pacer.sign_on_failure (login_id, source, failures, last_at) values ($1, $2, $3, $4)
     on conflict (login_id, source) do update set failures = excluded.failures, last_at = excluded.last_at`,
    [loginId, source, failures.count, failures.lastAt],
    'pacer-keep-failures',
  );
}

export async function clearFailures(tx: Queries, loginId: string, source: string): Promise<void> {
  await tx.query(`delete from pacer.sign_on_failure where login_id = $1 and source = $2`, [loginId, source]);
}

export async function keepBrowser(tx: Queries, accountId: AccountId, browserHash: Sha256, at: Instant): Promise<void> {
  await tx.query(
    `insert into pacer.known_browser (account_id, token_hash, last_at) values ($1, $2, $3)
     on conflict (account_id, token_hash) do update set last_at = excluded.last_at`,
    [accountId, browserHash, at],
  );
}

export async function insertSession(
  tx: Queries,
  session: {
    readonly tokenHash: Sha256;
    readonly accountId: AccountId;
    readonly csrfToken: string;
    readonly clientCode: string;
    readonly redactionAcknowledgedAt: Instant | null;
    readonly at: Instant;
    readonly expiresAt: Instant;
  },
): Promise<void> {
  await tx.query(
    `insert into pacer.session (token_hash, account_id, csrf_token, client_code, redaction_acknowledged_at, created_at,
       last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      session.tokenHash,
      session.accountId,
      session.csrfToken,
      session.clientCode,
      session.redactionAcknowledgedAt,
      session.at,
      session.expiresAt,
    ],
    'pacer-insert-session',
  );
}

/** Whose session it is, whether or not it has run out; null when there is none. */
export async function holderOf(q: Queries, tokenHash: Sha256): Promise<AccountId | null> {
  const rows = await q.query<{ account_id: AccountId }>(`select account_id from pacer.session where token_hash = $1`, [
    tokenHash,
  ]);
  return rows[0]?.account_id ?? null;
}

/** Ends a session; false when it had ended already. */
export async function deleteSession(tx: Queries, tokenHash: Sha256): Promise<boolean> {
  const rows = await tx.query<{ account_id: string }>(
    `delete from pacer.session where token_hash = $1 returning account_id`,
    [tokenHash],
  );
  return rows.length === 1;
}

/** Sets the client code of a session; gives the one it had, or null when the session has ended. */
export async function setClientCode(tx: Queries, tokenHash: Sha256, clientCode: string): Promise<string | null> {
  const rows = await tx.query<{ before: string }>(
    `update pacer.session s set client_code = $2 from (select client_code as before from pacer.session where token_hash = $1) was
     where s.token_hash = $1 returning was.before`,
    [tokenHash, clientCode],
  );
  return rows[0]?.before ?? null;
}
