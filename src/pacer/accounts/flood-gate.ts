/**
 * Stops a flood of sign-ons before it costs hashing: 90 hashes a second fill two processors (spec/stack.md §9).
 * A token bucket a source: it starts full, each attempt takes one token, time puts tokens back.
 */
import { type Clock, epochMilliseconds } from '../../kernel/time.ts';

export interface FloodGate {
  /** Seconds to wait before this source's next attempt; 0 lets the attempt through and counts it. */
  take(source: string): number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Sources remembered at once; more are only ever an attack, and the longest unused are then forgotten. */
const MOST_SOURCES = 20_000;

export function floodGate(clock: Clock, burst: number, perSecond: number): FloodGate {
  // In order of use: a Map keeps insertion order, and each use puts its source last.
  const buckets = new Map<string, Bucket>();
  return {
    take(source) {
      const now = epochMilliseconds(clock.now());
      const last = buckets.get(source);
      const tokens = last ? Math.min(burst, last.tokens + ((now - last.at) / 1000) * perSecond) : burst;
      const through = tokens >= 1;
      buckets.delete(source);
      buckets.set(source, { tokens: through ? tokens - 1 : tokens, at: now });
      const oldest = buckets.keys().next();
      if (buckets.size > MOST_SOURCES && !oldest.done) buckets.delete(oldest.value);
      return through ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
  };
}
