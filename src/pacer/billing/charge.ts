import { sha256 } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CourtId } from '../../kernel/ids.ts';
import { type Cents, cents, plainAmount } from '../../kernel/money.ts';
import { uuidAt } from '../../kernel/random.ts';
import { civilDate, plusMilliseconds } from '../../kernel/time.ts';
import type { Session } from '../accounts/model.ts';
import { appendToChain, lockAccount } from '../accounts/store.ts';
import type { PacerPorts } from '../ports.ts';
import { ACCOUNT_EXEMPT, type Charge, decideQuote, type FeeKind, priceUnder, type Size } from './model.ts';
import { chargeKeyUsed, feeAt, insertCharge, openLook } from './store.ts';

/** A look that somebody has agreed to pay for; its size as pages, extracted bytes or records. */
export type ChargeWish = Size & {
  readonly session: Session;
  readonly court: CourtId;
  readonly kind: FeeKind;
  /** The same words for the same thing, always: `document 100000001`. */
  readonly object: string;
  /** The receipt's description: `Docket Report`, `Image462-0` (spec/pacer.md §7.6). */
  readonly description: string;
  readonly caseNumber: string;
  /** The price that was shown and accepted. */
  readonly acceptedCents: Cents;
  /** One key for one page that asked; a repeated form carries the same. */
  readonly idemKey: string;
  /** Why this look is free of charge (spec/pacer.md §7.4), when the court says it is. */
  readonly exemptReason?: string | undefined;
};

/** The charge, and whether it had been made before this call. */
export type Charged = Charge & { readonly repeated: boolean };

/**
 * Records a look once: one charge per account, thing and window, however often it is retried and from however many
 * places at once (DESIGN §4.8). After this returns the bytes may leave. Never called by GET or HEAD.
 * The account's row stays locked while it is decided: two forms for one thing, sent at once, wait for each other.
 * Throws `charge-changed` when the price is not the accepted one (detail: the price now), `charge-not-accepted` when
 * the key belongs to a look that has ended, `session-expired` when the account is gone or disabled.
 */
export async function charge(at: PacerPorts, wish: ChargeWish): Promise<Charged> {
  const { accountId } = wish.session;
  const idemKey = sha256(JSON.stringify([accountId, wish.court, wish.object, wish.idemKey]));
  return at.db.transaction(async (tx) => {
    const buyer = await lockAccount(tx, accountId);
    if (!buyer?.active) throw new CourtError('session-expired');
    const now = at.clock.now();
    const open = await openLook(tx, accountId, wish.court, wish.object, now);
    if (open) return { ...open, repeated: true };
    // An old form sent again: neither a new charge nobody agreed to, nor free bytes.
    if (await chargeKeyUsed(tx, idemKey)) throw new CourtError('charge-not-accepted');

    const fee = await feeAt(tx, wish.kind, civilDate(now, at.zone));
    const exemption = wish.exemptReason ?? (buyer.feeExempt ? ACCOUNT_EXEMPT : null);
    const price = decideQuote(priceUnder(fee, wish), null, exemption);
    if (price.cents !== wish.acceptedCents) throw new CourtError('charge-changed', plainAmount(price.cents));
    const made: Charge = {
      id: uuidAt(at.random, now),
      account: accountId,
      court: wish.court,
      kind: wish.kind,
      object: wish.object,
      description: wish.description,
      caseNumber: wish.caseNumber,
      billablePages: price.billablePages,
      cents: cents(price.cents),
      clientCode: wish.session.clientCode,
      at: now,
      until: plusMilliseconds(now, fee.windowHours * 3_600_000),
      exemptReason: exemption,
    };
    await insertCharge(tx, made, idemKey);
    await appendToChain(tx, buyer.chain, {
      at: now,
      actor: `account ${accountId}`,
      act: 'charge look',
      body: { charge: made.id, court: made.court, object: made.object, pages: made.billablePages, cents: made.cents },
    });
    return { ...made, repeated: false };
  });
}
