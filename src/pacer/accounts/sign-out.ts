import { sha256 } from '../../kernel/canonical.ts';
import type { PacerPorts } from '../ports.ts';
import { appendToChain, deleteSession, holderOf, lockAccount } from './store.ts';

/** Ends the session of a token, in the database and so everywhere at once. A token that has ended already is no error. */
export async function signOut(at: PacerPorts, sessionToken: string): Promise<void> {
  const tokenHash = sha256(sessionToken);
  await at.db.transaction(async (tx) => {
    const holder = await holderOf(tx, tokenHash);
    const account = holder ? await lockAccount(tx, holder) : null;
    if (!account || !(await deleteSession(tx, tokenHash))) return;
    await appendToChain(tx, account.chain, {
      at: at.clock.now(),
      actor: `account ${account.accountId}`,
      act: 'sign off',
      body: {},
    });
  });
}
