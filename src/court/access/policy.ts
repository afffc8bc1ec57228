/**
 * The one policy: who may see and do what (DESIGN §4.4, §4.5; spec/filing.md §12.1, spec/pacer.md §9.10).
 * Pure, default deny. Every reader and every act asks here; nobody decides for themselves.
 */
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type Actor, type CourtRole, rolesIn } from './actor.ts';

export type CaseRestriction = 'public' | 'under-seal' | 'hidden';
export type EntryRestriction = 'public' | 'court-only' | 'sealed';

/** Levels of a document (spec/filing.md §12.1, spec/pacer.md §9.10). All but the first stand on the sealed side. */
export const DOCUMENT_LEVELS = [
  'public',
  /** The court, counsel of record and parties. */
  'participants',
  /** The same, and everyone at the courthouse's terminal (Fed. R. Civ. P. 5.2(c)). */
  'ssa-immigration',
  /** The court and those who appear for a party on whose behalf it was filed. */
  'applicable-party',
  /** The court and the persons named. */
  'selected-parties',
  /** The court and who filed it. */
  'ex-parte',
  'court-only',
  /** Those cleared. */
  'sealed',
  /** The court and who filed it, until it is redacted or the day comes. */
  'pending-redaction',
  /** The court and the persons named, until the day comes. */
  'embargo',
  /** The court; the entry stands. */
  'stricken',
] as const;
export type DocumentRestriction = (typeof DOCUMENT_LEVELS)[number];

/** What an actor is to one document. */
export interface Ties {
  /** Signed the entry, and is still of record in the case. */
  readonly filer: boolean;
  /** Appears, now, for a party on whose behalf it was filed. */
  readonly forFiler: boolean;
  /** Named by the court as one who may open it, now. */
  readonly granted: boolean;
}

export const NO_TIES: Ties = { filer: false, forFiler: false, granted: false };

/** The level that holds on a day: from `until` on the document is public. */
export const levelOn = (level: DocumentRestriction, until: CivilDate | null, today: CivilDate): DocumentRestriction =>
  until !== null && today >= until ? 'public' : level;

/** What an actor is to a case: read from the court's own records once per request. */
export interface Standing {
  /** Counsel of record, or an e-filing party, with an association that has not ended. */
  readonly participant: boolean;
  /** The presider or referral judge of the case, now. */
  readonly assignedJudge: boolean;
}

export const NO_STANDING: Standing = { participant: false, assignedJudge: false };

/** What is asked about: an object's own level and those of what it stands in. */
export interface Matter {
  readonly court: CourtId;
  readonly caseId: CaseId | null;
  readonly inCase: CaseRestriction;
  readonly inEntry: EntryRestriction;
  readonly document: DocumentRestriction;
  readonly ties?: Ties | undefined;
}

/** How a reader is answered. What each looks like is DESIGN §4.4's table. */
export type Answer = 'allow' | 'absent' | 'under-seal' | 'no-permission' | 'sign-on';

const STAFF: readonly CourtRole[] = ['clerk', 'sealed-clerk', 'judge'];

/** Court users who work the docket. An administrator of the machine is not one: no right comes with the key to the room. */
const isStaff = (roles: ReadonlySet<CourtRole>): boolean => STAFF.some((role) => roles.has(role));

/** Cleared for sealed matter: the sealed-cleared clerk, and the judge whose case it is. */
const isCleared = (roles: ReadonlySet<CourtRole>, standing: Standing): boolean =>
  roles.has('sealed-clerk') || (roles.has('judge') && standing.assignedJudge);

/** The public terminal of this courthouse. */
const isTerminalOf = (actor: Actor, court: CourtId): boolean => actor.kind === 'terminal' && actor.court === court;

/** May this actor see this case, entry or document, and if not, what are they told? */
export function mayRead(actor: Actor, standing: Standing, matter: Matter): Answer {
  if (actor.kind === 'system') return 'allow';
  const roles = rolesIn(actor, matter.court, matter.caseId);
  const cleared = isCleared(roles, standing);
  if (matter.inCase === 'hidden' && !cleared) return 'absent';
  if (matter.inCase === 'under-seal' && !cleared) return 'under-seal';
  if (matter.inEntry === 'sealed' && !cleared) return 'absent';
  if (matter.inEntry === 'court-only' && !isStaff(roles)) return 'absent';
  const allowed =
    mayOpen(matter.document, roles, standing, matter.ties ?? NO_TIES, cleared) ||
    (matter.document === 'ssa-immigration' && isTerminalOf(actor, matter.court));
  if (allowed) return 'allow';
  return actor.kind === 'anonymous' ? 'sign-on' : 'no-permission';
}

function mayOpen(
  level: DocumentRestriction,
  roles: ReadonlySet<CourtRole>,
  standing: Standing,
  ties: Ties,
  cleared: boolean,
): boolean {
  switch (level) {
    case 'public':
      return true;
    case 'participants':
    case 'ssa-immigration':
      return standing.participant || isStaff(roles);
    case 'applicable-party':
      return ties.forFiler || isStaff(roles);
    case 'ex-parte':
    case 'pending-redaction':
      return ties.filer || isStaff(roles);
    case 'selected-parties':
    case 'embargo':
      return ties.granted || isStaff(roles);
    case 'court-only':
    case 'stricken':
      return isStaff(roles);
    case 'sealed':
      return cleared;
  }
}

/** May this actor ask the sealed side at all? Everyone else is answered from the public side alone. */
export function mayAskRegistrar(actor: Actor, court: CourtId, caseId: CaseId | null, standing: Standing): boolean {
  if (actor.kind === 'system') return true;
  return standing.participant || isStaff(rolesIn(actor, court, caseId));
}

/** May this actor's question about a document whose stub is public go to the Registrar, who asks the policy? */
export const mayAskForDocument = (actor: Actor): boolean => actor.kind !== 'anonymous';

/** What somebody wants to do in a court, other than read. */
export type Deed =
  | 'file'
  | 'docket-court-event'
  | 'restrict'
  | 'unseal'
  /** Strike an entry, tie cases together, assign another judge. */
  | 'manage-case'
  /** Record that somebody need not file electronically. */
  | 'exempt-filer'
  /** Change the court's own entries of the dictionary of events. */
  | 'edit-dictionary';

/**
 * May this actor do this in this case, or without one, in the court's cases at large? (spec/filing.md §1.3, BR-03, BR-26)
 * Every clerk may seal; what is sealed only the cleared one sees and may open again.
 */
export function mayAct(actor: Actor, court: CourtId, caseId: CaseId | null, deed: Deed): boolean {
  if (actor.kind === 'system') return true;
  const roles = rolesIn(actor, court, caseId);
  switch (deed) {
    case 'file':
      return roles.has('attorney') || roles.has('pro-se') || isStaff(roles);
    case 'docket-court-event':
      return isStaff(roles);
    case 'restrict':
    case 'manage-case':
    case 'exempt-filer':
      return roles.has('clerk') || roles.has('sealed-clerk');
    case 'unseal':
      return roles.has('sealed-clerk');
    case 'edit-dictionary':
      return roles.has('admin');
  }
}

/**
 * May this actor give a document another level? A sealed one only who is cleared for sealed matter: whoever could open it to
 * everybody could read it.
 */
export const mayChangeLevel = (actor: Actor, court: CourtId, caseId: CaseId, from: DocumentRestriction): boolean =>
  mayAct(actor, court, caseId, 'restrict') &&
  (from !== 'sealed' || actor.kind === 'system' || rolesIn(actor, court, caseId).has('sealed-clerk'));

/** Looks at the docket without charge: court users at work, and the courthouse's terminal (spec/pacer.md §7.4). */
export function looksFree(actor: Actor, court: CourtId): boolean {
  if (actor.kind === 'system' || isTerminalOf(actor, court)) return true;
  const roles = rolesIn(actor, court, null);
  return isStaff(roles) || roles.has('admin');
}
