/**
 * What filers bring to the clerk's desk (spec/filing.md §9.3, §14.3 items 95-97): a correction asked for, something that failed
 * before a deadline, an entry that only keeps a date until the clerk gives it its right event.
 */
import type { AccountId, Brand, CaseId, DraftId, EntrySeq, FilingId } from '../../kernel/ids.ts';
import type { Random } from '../../kernel/random.ts';
import type { CivilDate, Instant } from '../../kernel/time.ts';

export type RequestId = Brand<string, 'RequestId'>;

/** What is wrong with a filing, the most urgent first. */
export const CORRECTION_KINDS = [
  'must-not-be-public',
  'wrong-event',
  'wrong-case',
  'wrong-document',
  'wrong-party',
  'missing',
  'other',
] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** As forms, lists and messages say it. */
export const CORRECTION_WORDS: Readonly<Record<CorrectionKind, string>> = {
  'must-not-be-public': 'Something in it must not be public',
  'wrong-event': 'The wrong event was chosen',
  'wrong-case': 'It was filed in the wrong case',
  'wrong-document': 'The wrong document was filed',
  'wrong-party': 'A party is wrong',
  missing: 'Something is missing',
  other: 'Something else',
};

export type RequestState = 'open' | 'done' | 'declined';

/** A request as the filer and the clerk see it. Which case and entry it is about is read beside it, by who may. */
export interface CorrectionRequest {
  readonly id: RequestId;
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  readonly filing: FilingId;
  readonly account: AccountId;
  readonly kind: CorrectionKind;
  readonly reason: string;
  readonly askedAt: Instant;
  readonly state: RequestState;
  readonly answer: string | null;
  readonly answeredAt: Instant | null;
}

/** The most that may be typed: a reason, an answer, what failed. */
export const MOST_WORDS = 2000;

export interface TechnicalFailure {
  readonly reference: string;
  readonly account: AccountId;
  readonly loggedAt: Instant;
  readonly what: string;
  readonly draft: DraftId | null;
}

/** Letters and digits that are not taken for one another when read aloud. */
const READ_ALOUD = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** `TF-20261122-7KQ2-MX9D-4TRC`: the court's day, and sixty bits of chance. */
export function failureReference(random: Random, today: CivilDate): string {
  const signs = [...random.bytes(12)].map((byte) => READ_ALOUD[byte % READ_ALOUD.length]).join('');
  return ['TF', today.replaceAll('-', ''), signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].join('-');
}

/** A reference as somebody typed or said it, or null when it is none. */
export function readReference(typed: string): string | null {
  const found = /^TF-(\d{8})-([2-9A-HJ-NP-Z]{4})-([2-9A-HJ-NP-Z]{4})-([2-9A-HJ-NP-Z]{4})$/.exec(
    typed.trim().toUpperCase(),
  );
  return found ? found[0] : null;
}

/**
 * Events that only keep a filing's date until the clerk gives it its right one (spec/filing.md §3.11 row 256, BR-50). The index
 * docket_entry_placeholder names the same two.
 */
export const PLACEHOLDERS: readonly string[] = ['z-motion', 'z-document'];
