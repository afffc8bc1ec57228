/** Money is whole cents, as a branded integer. There is no other representation in this program. */
import type { Brand } from './ids.ts';

export type Cents = Brand<number, 'Cents'>;

/** The amount that an integer of cents is. Throws RangeError on fractions and on amounts beyond exact integers. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of cents: ${amount}`);
  return amount as Cents;
}

/** `1.10`, as receipts print it (spec/pacer.md §7.6: two decimals, no dollar sign). */
export const plainAmount = (amount: Cents): string =>
  `${amount < 0 ? '-' : ''}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`;

/** `$1.10`, for people. */
export const dollars = (amount: Cents): string =>
  amount < 0 ? `-$${plainAmount(cents(-amount))}` : `$${plainAmount(amount)}`;
