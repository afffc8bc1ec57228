/**
 * Hosts and paths are one route inventory (DESIGN §4.12): `ecf.<court>.<suffix>` is the same as `/ecf/<court>`, and PACER's
 * hosts are the same as `/pacer`. Links are written in the style by which the page was reached.
 */
import { asCourtId, type CourtId } from '../../kernel/ids.ts';

export interface HostRules {
  /** `uscourts.gov`, `localhost`: what court hosts end with. */
  readonly suffixes: readonly string[];
  /** The court that answers under an id: its own, or the real one's whose place a fictional court takes. Null: none. */
  courtNamed(id: CourtId): CourtId | null;
}

/** No court has a host of its own. */
export const NO_HOSTS: HostRules = { suffixes: [], courtNamed: () => null };

export type HostPlace =
  /** `unknown`: the host has the form of a court's, and there is no such court here. */
  | { readonly kind: 'court'; readonly court: CourtId | 'unknown' }
  | { readonly kind: 'pacer' }
  | { readonly kind: 'any' };

/** What a Host header names. A port is passed over. */
export function placeOfHost(host: string | undefined, rules: HostRules): HostPlace {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  for (const suffix of rules.suffixes) {
    if (!name.endsWith(`.${suffix}`)) continue;
    const labels = name.slice(0, -suffix.length - 1).split('.');
    if (labels.length === 2 && labels[0] === 'ecf') {
      const id = asCourtId(labels[1]!);
      return { kind: 'court', court: (id && rules.courtNamed(id)) ?? 'unknown' };
    }
    if (['pacer', 'pacer.login', 'pacer.psc', 'pcl'].includes(labels.join('.'))) return { kind: 'pacer' };
  }
  return { kind: 'any' };
}

/** Addresses that are the same on every host. */
const SHARED =
  /^\/(?:assets|fonts|img|sign-on|sign-off|account|services|api|mail)(?:[/?]|$)|^\/(?:favicon\.ico|robots\.txt|openapi\.json|healthz|readyz|metrics|search)(?:\?|$)|^\/ecf\//;

/** The address that a request is routed by. */
export function routedAddress(host: string | undefined, address: string, rules: HostRules): string {
  const path = address.replace(/^\/pacer(?=\/|$)/, '') || '/';
  const place = placeOfHost(host, rules);
  if (place.kind !== 'court' || SHARED.test(path)) return path;
  return `/ecf/${place.court}${path === '/' ? '' : path}`;
}
