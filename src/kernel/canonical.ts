/** One byte form for one value: what is hashed or signed is written this way (after RFC 8785). */
import { createHash } from 'node:crypto';
import type { Sha256 } from './ids.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** JSON with keys in code-unit order, no white space, and undefined members left out. Throws TypeError on NaN and infinities. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number without a JSON form cannot be hashed');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each as Json)).join(',')}]`;
  const object = value as { readonly [key: string]: Json | undefined };
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key]!)}`);
  return `{${members.join(',')}}`;
}

export const sha256 = (bytes: string | Uint8Array): Sha256 =>
  createHash('sha256').update(bytes).digest('hex') as Sha256;
