/** What a look costs (spec/pacer.md §7). Pure: integer cents, no I/O. */
import type { AccountId, ChargeId, CourtId } from '../../kernel/ids.ts';
import { type Cents, cents } from '../../kernel/money.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';

/** The kinds of things for which the fee schedule has a price. */
export type FeeKind = 'document' | 'docket-report' | 'transcript' | 'search-list' | 'audio';

/** A row of the fee schedule: what a kind of thing costs from a day on. */
export interface Fee {
  readonly kind: FeeKind;
  readonly effectiveFrom: CivilDate;
  readonly centsPerPage: number;
  /** The most pages billed of one thing; null: no cap. */
  readonly capPages: number | null;
  /** For so long the same look by the same account is free. */
  readonly windowHours: number;
  readonly source: string;
}

/** How big the thing is: pages of a PDF (an audio file is one), bytes of data extracted for a report, or records of a list. */
export type Size = { readonly pages: number } | { readonly extractedBytes: number } | { readonly records: number };

/** Bytes of extracted data, not of HTML sent, that make a page (spec/pacer.md §7.2). */
const BYTES_A_PAGE = 4320;
/** Records of a list that make a page (spec/pacer.md §7.2). */
const RECORDS_A_PAGE = 54;
/** More pages than any thing has; keeps every price within an integer column. */
const MOST_PAGES = 1_000_000;

/** The pages of a thing; a report or list without content is one page (a search with no match costs one). */
export function pagesOf(size: Size): number {
  if ('pages' in size) return wholeNumber(size.pages, 1, MOST_PAGES);
  const [amount, aPage] =
    'extractedBytes' in size ? [size.extractedBytes, BYTES_A_PAGE] : [size.records, RECORDS_A_PAGE];
  return Math.max(1, Math.ceil(wholeNumber(amount, 0, MOST_PAGES * aPage) / aPage));
}

/** Throws RangeError on fractions, negative sizes and sizes beyond all sense: a fault of ours, never to be billed. */
function wholeNumber(amount: number, least: number, most: number): number {
  if (!Number.isSafeInteger(amount) || amount < least || amount > most) throw new RangeError(`not a size: ${amount}`);
  return amount;
}

/** The pages that are billed: all, up to the cap. Receipts of capped things print `30`. */
export const billablePages = (pages: number, fee: Fee): number => Math.min(pages, fee.capPages ?? pages);

/** The fee for a kind on a day: the newest row whose day has come; null when there is none. */
export function feeOn(fees: readonly Fee[], kind: FeeKind, day: CivilDate): Fee | null {
  return fees
    .filter((fee) => fee.kind === kind && fee.effectiveFrom <= day)
    .reduce<Fee | null>((newest, fee) => (newest && newest.effectiveFrom > fee.effectiveFrom ? newest : fee), null);
}

export interface Price {
  readonly pages: number;
  readonly billablePages: number;
  readonly cents: Cents;
}

/** What a thing of this size costs under a fee. */
export function priceUnder(fee: Fee, size: Size): Price {
  const pages = pagesOf(size);
  const billed = billablePages(pages, fee);
  return { pages, billablePages: billed, cents: cents(billed * fee.centsPerPage) };
}

/** What a thing of this size costs on a day. Throws RangeError when the schedule has no price for it then. */
export function priceOf(kind: FeeKind, size: Size, fees: readonly Fee[], day: CivilDate): Price {
  const fee = feeOn(fees, kind, day);
  if (!fee) throw new RangeError(`no fee for ${kind} on ${day}`);
  return priceUnder(fee, size);
}

/** A look that was bought, or given for nothing with a reason. Never changed once made. */
export interface Charge {
  readonly id: ChargeId;
  readonly account: AccountId;
  readonly court: CourtId;
  readonly kind: FeeKind;
  /** What was bought: `document 100000001`, `docket 10000001 …`. */
  readonly object: string;
  readonly description: string;
  readonly caseNumber: string;
  readonly billablePages: number;
  readonly cents: Cents;
  readonly clientCode: string;
  readonly at: Instant;
  /** Until then the same look is free. */
  readonly until: Instant;
  /** Why it cost nothing; null when it was charged. */
  readonly exemptReason: string | null;
}

/** What a look would cost this account now. */
export type Quote = Price &
  (
    | { readonly reason: 'charge' }
    | { readonly reason: 'already-bought'; readonly until: Instant }
    | { readonly reason: 'exempt'; readonly exemption: string }
  );

/** The reason that stands on the receipt of an account that a court has exempted (spec/pacer.md §7.8). */
export const ACCOUNT_EXEMPT = 'fee-exempt account';

/** Quote for a look, given what is known of the account. The price of a free look is zero. */
export function decideQuote(price: Price, open: Charge | null, exemption: string | null): Quote {
  const free = { ...price, cents: cents(0) };
  if (open) return { ...free, reason: 'already-bought', until: open.until };
  if (exemption !== null) return { ...free, reason: 'exempt', exemption };
  return { ...price, reason: 'charge' };
}
