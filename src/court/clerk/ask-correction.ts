/** The filer asks the clerk to correct what was filed (spec/filing.md §14.3 item 97, §15 pain 3). */
import { CourtError } from '../../kernel/errors.ts';
import type { CourtId, FilingId } from '../../kernel/ids.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type Actor, actorName } from '../access/actor.ts';
import type { CasePorts } from '../cases/ports.ts';
import { linkCaseChain } from '../cases/store.ts';
import { type CorrectionKind, MOST_WORDS, type RequestId } from './model.ts';
import { filingAskedAbout, insertRequest } from './requests-store.ts';

export interface CorrectionWish {
  readonly court: CourtId;
  readonly filing: FilingId;
  readonly kind: CorrectionKind;
  /** In the filer's words, at most `MOST_WORDS` characters; kept from the public and from the case's chain. */
  readonly reason: string;
}

/**
 * Keeps the request for the clerk's queue; nothing of the filing changes. Of a filing and kind one may be open. Throws
 * `filing-not-found` for a filing that is not this account's (or is sealed now), `correction-by-telephone` for one that was
 * restricted when it was filed, `correction-open`, `request-malformed` without a reason.
 */
export async function askCorrection(
  ports: Pick<CasePorts, 'court' | 'clock' | 'random'>,
  actor: Actor,
  wish: CorrectionWish,
): Promise<RequestId> {
  if (actor.kind !== 'account') throw new CourtError('filing-not-found');
  const reason = wish.reason.trim();
  if (reason === '' || reason.length > MOST_WORDS) throw new CourtError('request-malformed', 'reason');
  const at = ports.clock.now();
  const id = uuidAt<RequestId>(ports.random, at);
  await ports.court.transaction(async (tx) => {
    const about = await filingAskedAbout(tx, wish.court, wish.filing, actor.account);
    if (!about) throw new CourtError('filing-not-found');
    if (about.restriction !== 'public') throw new CourtError('correction-by-telephone');
    const { filing, kind } = wish;
    if (!(await insertRequest(tx, wish.court, about, { id, filing, account: actor.account, kind, reason, at })))
      throw new CourtError('correction-open');
    await linkCaseChain(tx, wish.court, about.caseId, {
      at,
      actor: actorName(actor),
      act: 'ask correction',
      body: { entry: about.seq, request: id, kind },
    });
  });
  return id;
}
