/**
 * The hash chain of an audit stream (DESIGN §4.7): each link's hash covers the link before it, so that no record can be
 * altered, removed or put in later without every hash after it changing.
 */
import { canonicalJson, type Json, sha256 } from './canonical.ts';
import type { Instant } from './time.ts';

export interface ChainLink {
  /** The court's id, or `pacer` for accounts. */
  readonly court: string;
  /** `case 10000001`, `account …`, `court`. */
  readonly stream: string;
  /** From 1, without gaps. */
  readonly n: number;
  /** Hash of link n - 1; empty for the first. */
  readonly prev: string;
  readonly at: Instant;
  /** Who: `account <id>`, `system <purpose>`. */
  readonly actor: string;
  /** What: a verb and its object, `file entry`. */
  readonly act: string;
  readonly body: Json;
}

/** The link's hash: SHA-256 over its canonical form, 64 hex digits. */
export const chainHash = (link: ChainLink): string =>
  sha256(
    canonicalJson({
      court: link.court,
      stream: link.stream,
      n: link.n,
      prev: link.prev,
      at: link.at,
      actor: link.actor,
      act: link.act,
      body: link.body,
    }),
  );
