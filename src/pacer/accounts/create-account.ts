import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import { uuidAt } from '../../kernel/random.ts';
import { civilDate } from '../../kernel/time.ts';
import type { PacerPorts } from '../ports.ts';
import { type Account, loginIdOf, type PrivilegeRole } from './model.ts';
import { hashPassword } from './passwords.ts';
import { appendToChain, insertAccount, insertPrivilege } from './store.ts';

export interface NewAccount {
  readonly loginId: string;
  readonly password: string;
  readonly displayName: string;
  readonly email: string;
  readonly filer: boolean;
  readonly feeExempt?: boolean;
  readonly clientCodeRequired?: boolean;
  /** Rights from today on; `scopeCase` limits one to a single case. */
  readonly privileges: readonly {
    readonly court: CourtId;
    readonly role: PrivilegeRole;
    readonly scopeCase?: CaseId;
  }[];
}

/**
 * Makes an active account with its privileges, for the demo and for tests. It does not judge the password
 * (spec/pacer.md §3.6): that is registration's part.
 * Throws `request-malformed` for a login id that cannot be one or is taken (whatever its case), or an empty password.
 */
export async function createAccount(at: PacerPorts, wish: NewAccount): Promise<Account> {
  const loginId = loginIdOf(wish.loginId);
  if (!loginId) throw new CourtError('request-malformed', 'loginId');
  if (wish.password === '') throw new CourtError('request-malformed', 'password');
  const now = at.clock.now();
  const passwordHash = await hashPassword(wish.password, at.hashing, at.random);
  const account: Account = {
    accountId: uuidAt(at.random, now),
    loginId,
    displayName: wish.displayName,
    email: wish.email,
    filer: wish.filer,
    feeExempt: wish.feeExempt ?? false,
    clientCodeRequired: wish.clientCodeRequired ?? false,
  };
  const privileges = wish.privileges.map((each) => ({ ...each, scopeCase: each.scopeCase ?? null }));
  await at.db.transaction(async (tx) => {
    const made = await insertAccount(tx, account, passwordHash, now);
    if (made === 'login-taken') throw new CourtError('request-malformed', 'loginId: taken');
    const today = civilDate(now, at.zone);
    for (const privilege of privileges) await insertPrivilege(tx, account.accountId, privilege, today);
    await appendToChain(
      tx,
      { accountId: account.accountId, n: 0, hash: '' },
      {
        at: now,
        actor: 'system account-making',
        act: 'create account',
        body: {
          loginId,
          filer: account.filer,
          feeExempt: account.feeExempt,
          privileges: privileges.map(({ court, role, scopeCase }) => ({ court, role, scopeCase })),
        },
      },
    );
  });
  return account;
}
