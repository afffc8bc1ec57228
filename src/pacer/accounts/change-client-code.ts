import { CourtError } from '../../kernel/errors.ts';
import type { PacerPorts } from '../ports.ts';
import { clientCodeOf, type Session } from './model.ts';
import { appendToChain, lockAccount, setClientCode } from './store.ts';

/**
 * Changes the client code of a session; it tags later charges only (spec/pacer.md §3.4). An empty one takes it away.
 * Throws `request-malformed` over 32 characters, `session-expired` when the session has ended.
 */
export async function changeClientCode(at: PacerPorts, session: Session, typed: string): Promise<string> {
  const clientCode = clientCodeOf(typed);
  await at.db.transaction(async (tx) => {
    const account = await lockAccount(tx, session.accountId);
    const before = await setClientCode(tx, session.tokenHash, clientCode);
    if (!account || before === null) throw new CourtError('session-expired');
    await appendToChain(tx, account.chain, {
      at: at.clock.now(),
      actor: `account ${account.accountId}`,
      act: 'change client code',
      body: { before, after: clientCode },
    });
  });
  return clientCode;
}
