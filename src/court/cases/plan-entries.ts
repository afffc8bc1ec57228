/** What a docket file adds to the entries of a case. Pure. */
import type { CivilDate } from '../../kernel/time.ts';
import type { FileEntry, ReadDocket, Told } from './docket-file.ts';
import { assignSeqs, joinOrders, newestFirst } from './entry-order.ts';
import { guessedCategory, shortNameOf } from './entry-words.ts';
import { documentFacts, type Kept, plainDocNo } from './imported.ts';
import { matchEntries } from './match-entries.ts';
import { isSketch, type StandingDocket, type StandingEntry } from './standing.ts';
import { beyond, isEmpty, joinFacts, sameFacts } from './told-shapes.ts';

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
  readonly printed: Kept | null;
}

/** An entry that stands, with what the file adds to it. */
export interface FilledEntry {
  readonly entry_seq: number;
  readonly entered_on: CivilDate;
  readonly imported: Kept | null;
  readonly printed: Kept | null;
  /** Fuller words than those that stood, which become a new version; null where they stay. */
  readonly words: { readonly text: string; readonly category: string | null; readonly short_name: string } | null;
}

export interface DocumentRow {
  readonly serial: number;
  readonly entry_seq: number;
  readonly attachment_no: number;
  readonly description: string | null;
}

export interface EntryPlan {
  readonly entries: readonly EntryRow[];
  readonly filledEntries: readonly FilledEntry[];
  readonly documents: readonly DocumentRow[];
  readonly places: readonly { readonly entry_seq: number; readonly place: number }[];
  /** Entries left out because the court has sealed them since. */
  readonly sealedSince: number;
}

export function planEntries(docket: ReadDocket, docPrefix: string, standing: StandingDocket): EntryPlan {
  const { told } = docket;
  const written = docket.file.docket_entries;
  const stands = newestFirst(standing.entries.map((each) => each.filed_on));
  const turned = standing.entries.length > 1 && stands !== newestFirst(written.map((each) => each.date_filed));
  const inOrder = turned ? [...written].reverse() : written;
  const known = matchEntries(inOrder, standing.entries, told !== undefined);
  const visible = new Set(standing.entries.map((each) => each.entry_seq));
  const sealed = inOrder.map((entry, n) => known[n] === null && isSealedSince(entry, standing, visible));
  const fresh = inOrder.filter((_, n) => known[n] === null && !sealed[n]);
  const seqs = assignSeqs(fresh, standing.takenSeqs);
  const joined = joinOrders(
    standing.entries.length,
    known.filter((_, n) => !sealed[n]),
  );
  const freshPlaces = joined.added.filter((place) => place > 0);
  const entries = fresh.map((entry, n) => entryRow(entry, told, seqs[n]!, freshPlaces[n]!));
  const filled = inOrder.flatMap((entry, n) => {
    const before = standing.entries[known[n] ?? -1];
    const fill = before?.origin === 'imported' ? fillEntry(before, entry, told) : null;
    return fill ? [{ entry, fill, entry_seq: fill.entry_seq }] : [];
  });
  return {
    entries,
    filledEntries: filled.map(({ fill }) => fill),
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

const KINDS_TOLD = ['history', 'archive'] as const;

/** What a file adds to an entry; null when nothing. */
function fillEntry(before: StandingEntry, entry: FileEntry, told: Told | undefined): FilledEntry | null {
  const otherDocument =
    before.doc_id !== null && entry.pacer_doc_id !== null && before.doc_id.slice(4) !== entry.pacer_doc_id.slice(4);
  const imported = otherDocument ? before.imported : joinFacts(before.imported, documentFacts(entry));
  const written = told?.entries.get(entry);
  const sketch = isSketch(before);
  // a history without docket text has only the short description
  const fuller = written ? isBrief(before) && !isEmpty(written.description) : true;
  const takes =
    sketch && before.imported_text && fuller && entry.description !== '' && entry.description !== before.text;
  const text = takes ? entry.description : before.text;
  const kept = takes ? withOwnWords(before) : before.printed;
  // a history says on which day an entry was entered, the archive does not
  const entered_on = sketch && !written && !('history' in before.printed!) ? entry.date_entered : before.entered_on;
  const printed = printedOf(kept, told, written, {
    ...{ date_entered: entered_on, date_filed: before.filed_on, description: text, document_number: before.number },
    ...imported,
  });
  const same = !takes && sameFacts(imported, before.imported) && sameFacts(printed, before.printed);
  if (same && entered_on === before.entered_on) return null;
  const words = takes ? { text, category: guessedCategory(text), short_name: shortNameOf(text) } : null;
  return { entry_seq: before.entry_seq, entered_on, imported, printed, words };
}

const isBrief = ({ printed, text }: StandingEntry): boolean =>
  KINDS_TOLD.some((kind) => (printed?.[kind] as Kept | undefined)?.short_description === text);

/** Before the words of an entry change: those that a file gave and that were the entry's are kept as the file's. */
const withOwnWords = ({ printed, text }: StandingEntry): Kept => ({
  ...printed,
  ...Object.fromEntries(
    KINDS_TOLD.filter((kind) => printed && kind in printed).map((kind) => [
      kind,
      { description: text, ...(printed![kind] as Kept) },
    ]),
  ),
});

function printedOf(kept: Kept | null, told: Told | undefined, written: Kept | undefined, entry: Kept): Kept | null {
  if (!told || !written) return kept === null ? null : { docket: {}, ...kept };
  const stands: Kept = kept ?? { docket: {} };
  const over = joinFacts((stands[told.kind] as Kept | undefined) ?? null, beyond(told.kind, written, entry))!;
  return { ...stands, [told.kind]: over };
}

/** An entry that stands no longer in public: its number is in use, but not among the entries that can be seen (DESIGN §4.4). */
function isSealedSince(entry: FileEntry, standing: StandingDocket, visible: ReadonlySet<number>): boolean {
  const number = plainDocNo(entry.document_number);
  if (number !== null && standing.sealedNumbers.has(number)) return true;
  const seq = Number(entry.pacer_seq_no ?? 0);
  return standing.takenSeqs.has(seq) && !visible.has(seq);
}

function entryRow(entry: FileEntry, told: Told | undefined, entry_seq: number, place: number): EntryRow {
  const written = told?.entries.get(entry);
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
    printed: told && written ? { [told.kind]: beyond(told.kind, written, entry as unknown as Kept) } : null,
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
