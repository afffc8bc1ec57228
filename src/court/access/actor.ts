/** Who asks. Every read and every act of the court's side names its actor (DESIGN §2 rule 4). */
import type { AccountId, CaseId, CourtId } from '../../kernel/ids.ts';

/** What an account may be in a court (spec/filing.md §1; interfaces.md lists the demo's). */
export type CourtRole = 'attorney' | 'pro-se' | 'clerk' | 'sealed-clerk' | 'judge' | 'admin' | 'terminal';

export interface CourtPrivilege {
  readonly court: CourtId;
  readonly role: CourtRole;
  /** The only case for which the right holds (a pro se filer's, spec/filing.md §1.1.7); null: all. */
  readonly scopeCase: CaseId | null;
}

export type Actor =
  /** Nobody has signed on. */
  | { readonly kind: 'anonymous' }
  /** The courthouse's public terminal: a machine with a credential of its own (spec/filing.md §1.1.22). */
  | { readonly kind: 'terminal'; readonly court: CourtId; readonly account: AccountId }
  /** A person signed on through PACER. */
  | {
      readonly kind: 'account';
      readonly account: AccountId;
      readonly privileges: readonly CourtPrivilege[];
    }
  /** A worker, the import, the verifier. The purpose stands in the audit. */
  | { readonly kind: 'system'; readonly purpose: string };

export const anonymous: Actor = { kind: 'anonymous' };
export const systemActor = (purpose: string): Actor => ({ kind: 'system', purpose });

/**
 * Who a signed-on account is. The terminal's account is the machine in the courthouse and nothing beside it, whatever other
 * rights somebody gave it; only its credential makes it one, no header and no address (spec/security.md A17).
 */
export function actorOf(account: AccountId, privileges: readonly CourtPrivilege[]): Actor {
  const terminal = privileges.find((each) => each.role === 'terminal');
  return terminal ? { kind: 'terminal', court: terminal.court, account } : { kind: 'account', account, privileges };
}

/** How an actor is named in audit records and logs; never a person's name. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'terminal':
      return `terminal ${actor.court}`;
    case 'account':
      return `account ${actor.account}`;
    case 'system':
      return `system ${actor.purpose}`;
  }
}

/** The roles an actor has in a court, for a case where the right may be limited to one. */
export function rolesIn(actor: Actor, court: CourtId, caseId: CaseId | null): ReadonlySet<CourtRole> {
  if (actor.kind !== 'account') return new Set();
  return new Set(
    actor.privileges
      .filter((each) => each.court === court && (each.scopeCase === null || each.scopeCase === caseId))
      .map((each) => each.role),
  );
}
