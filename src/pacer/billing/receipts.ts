import type { AccountId, ChargeId } from '../../kernel/ids.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import { type CivilDate, plusDays, startOfDay } from '../../kernel/time.ts';
import type { PacerPorts } from '../ports.ts';
import type { Charge } from './model.ts';
import { chargeById, chargesBetween } from './store.ts';

/**
 * The charge from which a transaction receipt is printed (labels: spec/pacer.md §7.6); null when there is none or it is
 * another account's: nobody reads a stranger's bill (spec/security.md A08).
 */
export const receiptOf = (at: PacerPorts, account: AccountId, charge: ChargeId): Promise<Charge | null> =>
  chargeById(at.db, account, charge);

export interface Statement {
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Oldest first; looks that cost nothing stand there with their reason. */
  readonly charges: readonly Charge[];
  readonly total: Cents;
}

/** What an account has looked at from one day to another, both included, in the service centre's zone, and the total. */
export async function statementOf(
  at: PacerPorts,
  account: AccountId,
  from: CivilDate,
  to: CivilDate,
): Promise<Statement> {
  const charges = await chargesBetween(at.db, account, startOfDay(from, at.zone), startOfDay(plusDays(to, 1), at.zone));
  return { from, to, charges, total: cents(charges.reduce((sum, each) => sum + each.cents, 0)) };
}
