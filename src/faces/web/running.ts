/** What the faces are given: the running system, and what of the deployment their pages show. */
import type { CourtPorts, PacerPort } from '../../court/ports.ts';
import type { CourtId } from '../../kernel/ids.ts';
import type { PacerPorts } from '../../pacer/ports.ts';
import type { HostRules } from './hosts.ts';

/** A caught message, as the built-in catcher shows it (development only). */
export interface CaughtMessage {
  readonly id: string;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailCatcher {
  list(which: { readonly to?: string | undefined; readonly limit?: number | undefined }): readonly CaughtMessage[];
  get(id: string): CaughtMessage | null;
}

export interface Running {
  readonly court: CourtPorts;
  readonly pacer: PacerPorts;
  readonly pacerPort: PacerPort;
  /** Courts open here, in the order of the home page. */
  courts(): Promise<readonly CourtId[]>;
  /** Null when mail goes to a real server. */
  readonly catcher: MailCatcher | null;
  /** True when the demo has been made, or none was asked for. */
  readonly demoReady: () => boolean;
  /** What a visitor of the demo may sign on with; empty outside a demo. */
  readonly demoSignOns: () => readonly {
    readonly role: string;
    readonly loginId: string;
    readonly password: string;
    /** Ids of the courts in which the account is of use. */
    readonly courts: readonly string[];
  }[];
}

export interface FaceSettings {
  /** `https://ecf.example.org`; null: links are relative and the host is whatever was asked. */
  readonly publicUrl: string | null;
  readonly cookieDomain: string | null;
  readonly secureCookies: boolean;
  readonly trustedProxy: string | null;
  readonly hosts: HostRules;
}
