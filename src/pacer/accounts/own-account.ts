/** What a person sees of their own account: the session, and in how many places they are signed on. */
import type { AccountId } from '../../kernel/ids.ts';
import type { PacerPorts } from '../ports.ts';
import { authenticate } from './authenticate.ts';
import type { Session } from './model.ts';
import { appendToChain, lockAccount } from './store.ts';

/** The session of a token with the number of sessions that are open; null when it stands for none. */
export async function ownAccount(
  at: PacerPorts,
  token: string,
): Promise<{ session: Session; sessions: number } | null> {
  const session = await authenticate(at, token);
  if (!session) return null;
  const rows = await at.db.query<{ sessions: number }>(
    'select count(*) as sessions from pacer.session where account_id = $1::uuid and expires_at > $2::timestamptz',
    [session.accountId, at.clock.now()],
    'open-sessions',
  );
  return { session, sessions: rows[0]!.sessions };
}

/** Ends every session of an account, at once and everywhere. */
export async function signOutEverywhere(at: PacerPorts, account: AccountId): Promise<void> {
  await at.db.transaction(async (tx) => {
    const own = await lockAccount(tx, account);
    if (!own) return;
    const ended = await tx.query<{ n: number }>(
      'with gone as (delete from pacer.session where account_id = $1::uuid returning 1) select count(*) as n from gone',
      [account],
    );
    await appendToChain(tx, own.chain, {
      at: at.clock.now(),
      actor: `account ${account}`,
      act: 'sign off everywhere',
      body: { sessions: ended[0]!.n },
    });
  });
}
