/** What a docket file adds to the entries of a case. Pure. */
import { canonicalJson } from '../../kernel/canonical.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { FileEntry } from './docket-file.ts';
import { assignSeqs, joinOrders, newestFirst } from './entry-order.ts';
import { guessedCategory, shortNameOf } from './entry-words.ts';
import { documentFacts, type Kept, plainDocNo } from './imported.ts';

export interface StandingEntry {
  readonly entry_seq: number;
  readonly number: string | null;
  readonly filed_on: CivilDate;
  readonly text: string;
  /** The document's id as an imported file printed it. */
  readonly doc_id: string | null;
  readonly origin: 'filed' | 'imported';
}

/** What stands of a docket before the import. */
export interface StandingDocket {
  /** In the order of their places; our own last. */
  readonly entries: readonly StandingEntry[];
  /** Entry numbers in use, those of sealed entries too. */
  readonly takenSeqs: ReadonlySet<number>;
  /** Document numbers of sealed entries that the public is told of. */
  readonly sealedNumbers: ReadonlySet<number>;
}

export interface EntryRow {
  readonly entry_seq: number;
  readonly doc_no: number | null;
  readonly doc_label: string | null;
  readonly filed_on: CivilDate;
  readonly entered_on: CivilDate;
  readonly category: string | null;
  readonly short_name: string;
  readonly text: string;
  readonly place: number;
  readonly imported: Kept | null;
}

export interface DocumentRow {
  readonly serial: number;
  readonly entry_seq: number;
  readonly attachment_no: number;
  readonly description: string | null;
}

export interface EntryPlan {
  readonly entries: readonly EntryRow[];
  /** Entries that stand, of which this file is the first to name a document. */
  readonly filledEntries: readonly { readonly entry_seq: number; readonly imported: Kept | null }[];
  readonly documents: readonly DocumentRow[];
  readonly places: readonly { readonly entry_seq: number; readonly place: number }[];
  /** Entries left out because the court has sealed them since. */
  readonly sealedSince: number;
}

export function planEntries(written: readonly FileEntry[], docPrefix: string, standing: StandingDocket): EntryPlan {
  const stands = newestFirst(standing.entries.map((each) => each.filed_on));
  const turned = standing.entries.length > 1 && stands !== newestFirst(written.map((each) => each.date_filed));
  const inOrder = turned ? [...written].reverse() : written;
  const known = matchEntries(inOrder, standing.entries);
  const visible = new Set(standing.entries.map((each) => each.entry_seq));
  const sealed = inOrder.map((entry, n) => known[n] === null && isSealedSince(entry, standing, visible));
  const fresh = inOrder.filter((_, n) => known[n] === null && !sealed[n]);
  const seqs = assignSeqs(fresh, standing.takenSeqs);
  const joined = joinOrders(
    standing.entries.length,
    known.filter((_, n) => !sealed[n]),
  );
  const freshPlaces = joined.added.filter((place) => place > 0);
  const entries = fresh.map((entry, n) => entryRow(entry, seqs[n]!, freshPlaces[n]!));
  const filled = inOrder.flatMap((entry, n) => {
    const before = standing.entries[known[n] ?? -1];
    const first = before?.origin === 'imported' && before.doc_id === null && entry.pacer_doc_id !== null;
    return first ? [{ entry, entry_seq: before.entry_seq }] : [];
  });
  return {
    entries,
    filledEntries: filled.map(({ entry, entry_seq }) => ({ entry_seq, imported: documentFacts(entry) })),
    documents: [...fresh.map((entry, n) => ({ entry, entry_seq: seqs[n]! })), ...filled].flatMap(
      ({ entry, entry_seq }) => documentRows(entry, entry_seq, docPrefix),
    ),
    places:
      entries.length === 0
        ? []
        : standing.entries.map((each, n) => ({ entry_seq: each.entry_seq, place: joined.standing[n]! })),
    sealedSince: sealed.filter(Boolean).length,
  };
}

/** For each entry of the file the place in the docket of the same entry, or null: the same document, else number, day and text. */
function matchEntries(written: readonly FileEntry[], standing: readonly StandingEntry[]): (number | null)[] {
  const byDocument = new Map<string, number>();
  const byWords = new Map<string, number[]>();
  const words = (number: string | null, day: CivilDate, text: string): string => canonicalJson([number, day, text]);
  for (const [place, entry] of standing.entries()) {
    if (entry.doc_id !== null) byDocument.set(entry.doc_id, place);
    const same = words(entry.number, entry.filed_on, entry.text);
    const places = byWords.get(same) ?? [];
    places.push(place);
    byWords.set(same, places);
  }
  const used = new Set<number>();
  return written.map((entry) => {
    const ofDocument = entry.pacer_doc_id === null ? undefined : byDocument.get(entry.pacer_doc_id);
    const candidates = [
      ...(ofDocument === undefined ? [] : [ofDocument]),
      ...(byWords.get(words(entry.document_number, entry.date_filed, entry.description)) ?? []),
    ];
    const place = candidates.find((each) => !used.has(each)) ?? null;
    if (place !== null) used.add(place);
    return place;
  });
}

/** An entry that stands no longer in public: its number is in use, but not among the entries that can be seen (DESIGN §4.4). */
function isSealedSince(entry: FileEntry, standing: StandingDocket, visible: ReadonlySet<number>): boolean {
  const number = plainDocNo(entry.document_number);
  if (number !== null && standing.sealedNumbers.has(number)) return true;
  const seq = Number(entry.pacer_seq_no ?? 0);
  return standing.takenSeqs.has(seq) && !visible.has(seq);
}

function entryRow(entry: FileEntry, entry_seq: number, place: number): EntryRow {
  const doc_no = plainDocNo(entry.document_number);
  return {
    entry_seq,
    doc_no,
    doc_label: doc_no === null ? entry.document_number : null,
    filed_on: entry.date_filed,
    entered_on: entry.date_entered,
    category: guessedCategory(entry.description),
    short_name: shortNameOf(entry.description),
    text: entry.description,
    place,
    imported: documentFacts(entry),
  };
}

/** Own serials begin at 100,000,001 (migration 0001). */
const LAST_IMPORTED_SERIAL = 100_000_000;

/** The serial in a document id of this court (prefix, flag digit, serial: spec/legacy-pages.md §3); null when it has none. */
export function serialIn(docId: string | null, docPrefix: string): number | null {
  if (docId === null || !docId.startsWith(docPrefix) || docId.length < 5) return null;
  const serial = Number(docId.slice(4));
  return serial > 0 && serial <= LAST_IMPORTED_SERIAL ? serial : null;
}

function documentRows(entry: FileEntry, entry_seq: number, docPrefix: string): DocumentRow[] {
  const named = [
    { docId: entry.pacer_doc_id, attachment_no: 0, description: null },
    ...(entry.attachments ?? []).map((each) => ({
      docId: each.pacer_doc_id,
      attachment_no: each.attachment_number,
      description: each.description,
    })),
  ];
  return named.flatMap(({ docId, attachment_no, description }) => {
    const serial = serialIn(docId, docPrefix);
    return serial === null ? [] : [{ serial, entry_seq, attachment_no, description }];
  });
}
