import type { AccountId, CourtId } from '../../kernel/ids.ts';
import { civilDate } from '../../kernel/time.ts';
import type { Session } from '../accounts/model.ts';
import type { PacerPorts } from '../ports.ts';
import { ACCOUNT_EXEMPT, type Charge, decideQuote, type FeeKind, priceUnder, type Quote, type Size } from './model.ts';
import { feeAt, openLook } from './store.ts';

/** A look somebody asks the price of; its size as pages, extracted bytes or records. */
export type QuoteWish = Size & {
  readonly session: Session;
  readonly court: CourtId;
  readonly kind: FeeKind;
  /** The same words for the same thing, always: `document 100000001`. */
  readonly object: string;
  /** Why this look is free of charge (spec/pacer.md §7.4), when the court says it is. */
  readonly exemptReason?: string | undefined;
};

/** What a look would cost now. Reads only: for the page that asks whether to go on, and for any GET. */
export async function quote(at: PacerPorts, wish: QuoteWish): Promise<Quote> {
  const now = at.clock.now();
  const fee = await feeAt(at.db, wish.kind, civilDate(now, at.zone));
  const open = await openLook(at.db, wish.session.accountId, wish.court, wish.object, now);
  const exemption = wish.exemptReason ?? (wish.session.feeExempt ? ACCOUNT_EXEMPT : null);
  return decideQuote(priceUnder(fee, wish), open, exemption);
}

/** The charge by which this account may fetch the thing's bytes now, or null: then it must be charged first (DESIGN §3.7). */
export const hasOpenLook = (
  at: PacerPorts,
  account: AccountId,
  court: CourtId,
  object: string,
): Promise<Charge | null> => openLook(at.db, account, court, object, at.clock.now());
