/** Who works for a court: their pages name it, and they look at dockets without charge. */
import { type Actor, rolesIn } from '../../court/access/actor.ts';
import type { CourtId } from '../../kernel/ids.ts';

export function isCourtUser(actor: Actor, court: CourtId): boolean {
  const roles = rolesIn(actor, court, null);
  return roles.has('clerk') || roles.has('sealed-clerk') || roles.has('judge') || roles.has('admin');
}
