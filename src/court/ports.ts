/** What the court's side is given by `main.ts`, and the two calls by which it reaches PACER (DESIGN §2 rule 1). */
import type { AccountId, CaseId, ChargeId, CourtId } from '../kernel/ids.ts';
import type { Cents } from '../kernel/money.ts';
import type { Database, ObjectStore, SealedStore, Signer, Staging, World } from '../kernel/ports.ts';
import type { Instant } from '../kernel/time.ts';
import type { CourtPrivilege } from './access/actor.ts';
import type { Registrar } from './access/registrar.ts';
import type { DeadlineRules } from './deadlines/rules.ts';
import type { PdfEngine } from './documents/pdf-port.ts';
import type { Dictionaries } from './events/court-dictionary.ts';
import type { CourtInForce } from './settings/in-force.ts';

/** A signed-on person, as PACER vouches for them. */
export interface SignedOn {
  readonly account: AccountId;
  readonly displayName: string;
  readonly loginId: string;
  readonly csrfToken: string;
  readonly clientCode: string;
  readonly filer: boolean;
  readonly feeExempt: boolean;
  readonly privileges: readonly CourtPrivilege[];
}

/** A look that is about to be bought. */
export interface Purchase {
  readonly court: CourtId;
  readonly kind: 'document' | 'docket-report';
  /** What is bought, the same for every repetition: `document 100000001`. */
  readonly object: string;
  /** Pages of a PDF, or bytes of data extracted for a report. */
  readonly size: { readonly pages: number } | { readonly extractedBytes: number };
  /** As the receipt prints it: `Docket Report`, `Image12-1` (spec/pacer.md §7.6). */
  readonly description: string;
  readonly caseNumber: string;
}

export interface Price {
  readonly billablePages: number;
  readonly cents: Cents;
  /** The look is already paid for until then. */
  readonly openUntil: Instant | null;
  readonly exempt: boolean;
  /** Why it costs nothing, where that is more than being exempt: a training court says what it would have cost. */
  readonly exemption: string | null;
}

/** A look that is paid for, or free with a reason: what a receipt is printed from. */
export interface Charged {
  readonly id: ChargeId;
  readonly cents: Cents;
  readonly billablePages: number;
  readonly at: Instant;
  readonly until: Instant;
  readonly clientCode: string;
  readonly description: string;
  readonly caseNumber: string;
  readonly exemptReason: string | null;
}

/** PACER as a court sees it. In a large deployment it is another machine. */
export interface PacerPort {
  /** Who a session token belongs to; null when it is unknown, ended or expired. */
  authenticate(token: string): Promise<SignedOn | null>;
  price(who: SignedOn, what: Purchase, exempt: boolean): Promise<Price>;
  /**
   * Records the look once, however often called with the same key or within the window.
   * Throws `charge-changed` when the price is no longer `accepted`.
   */
  charge(who: SignedOn, what: Purchase, accepted: Cents, exempt: boolean, key: string): Promise<Charged>;
  /** The look by which this person may fetch the thing's bytes now; null: it must be charged first. */
  openLook(who: SignedOn, court: CourtId, object: string): Promise<Charged | null>;
}

export interface CourtPorts extends World {
  readonly web: Database;
  readonly court: Database;
  readonly vault: Database;
  readonly objects: ObjectStore;
  readonly sealed: SealedStore;
  readonly staging: Staging;
  readonly pdf: PdfEngine;
  /** The dictionary of a court in force is `settingsOf(court).dictionary`; this checks what a court would have of its own. */
  readonly dictionaries: Dictionaries;
  readonly deadlines: DeadlineRules;
  readonly registrar: Registrar;
  settingsOf(court: CourtId): Promise<CourtInForce>;
  signerOf(court: CourtId): Signer;
  /** The token of a notice's free look; the same each time. */
  lookToken(court: CourtId, notice: string): string;
}

export type { CaseId };
