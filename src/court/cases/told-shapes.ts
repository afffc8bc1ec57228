/** The shapes of a history's and an archive docket's entries, made from a docket's entry; and how facts of two files are joined. */
import { canonicalJson, type Json } from '../../kernel/canonical.ts';
import type { ToldKind } from './docket-file.ts';
import { type Kept, leftOver } from './imported.ts';

/** A docket's entry in the shape of another kind of file. What its columns do not hold is empty. */
export function toldEntry(kind: ToldKind, entry: Kept): Kept {
  const { date_entered, date_filed, description, document_number, pacer_doc_id, pacer_seq_no, attachments } = entry;
  const common = {
    date_filed,
    description,
    document_number,
    pacer_doc_id: pacer_doc_id ?? null,
    pacer_seq_no: pacer_seq_no ?? null,
    short_description: '',
  };
  if (kind !== 'archive') return { ...common, date_entered };
  if (!Array.isArray(attachments)) return common;
  const listed = (attachments as readonly Kept[]).map((each) => ({
    attachment_number: String(each.attachment_number),
    description: each.description,
    pacer_doc_id: each.pacer_doc_id,
    pacer_seq_no: each.pacer_seq_no,
  }));
  return { ...common, attachments: listed as unknown as Json };
}

/** What a file of that kind says of an entry beyond what the docket's entry gives. */
export const beyond = (kind: ToldKind, written: Kept, entry: Kept): Kept =>
  leftOver(written, toldEntry(kind, entry)) ?? {};

export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** The members that say something. */
export const said = (facts: Kept | null): Kept =>
  Object.fromEntries(Object.entries(facts ?? {}).filter(([, value]) => !isEmpty(value)));

/** Two accounts of one thing: what stands stays, what it lacks is taken from the other; attachments are joined by their numbers. */
export function joinFacts(standing: Kept | null, added: Kept | null): Kept | null {
  if (standing === null || added === null) return standing ?? added;
  const joined = { ...standing, ...said(added), ...said(standing) };
  if (!Array.isArray(standing.attachments) || !Array.isArray(added.attachments)) return joined;
  const before = standing.attachments as readonly Kept[];
  const known = new Set(before.map((each) => each.attachment_number));
  const others = (added.attachments as readonly Kept[]).filter((each) => !known.has(each.attachment_number));
  const attachments = [...before, ...others] as unknown as Json;
  return { ...joined, attachments };
}

export const sameFacts = (one: Kept | null, other: Kept | null): boolean => canonicalJson(one) === canonicalJson(other);
