/** What stands of a docket before an import. */
import type { CivilDate } from '../../kernel/time.ts';
import type { Kept } from './imported.ts';

export interface StandingEntry {
  readonly entry_seq: number;
  readonly number: string | null;
  readonly filed_on: CivilDate;
  readonly entered_on: CivilDate;
  readonly text: string;
  /** The words are an import's, nobody has changed them since. */
  readonly imported_text: boolean;
  /** The document's id as an imported file printed it. */
  readonly doc_id: string | null;
  readonly origin: 'filed' | 'imported';
  /** What a docket file says of its documents. */
  readonly imported: Kept | null;
  /** By kind of file, what it says beyond the columns; `docket` where a docket told of the entry. */
  readonly printed: Kept | null;
}

export interface StandingDocket {
  /** In the order of their places; our own last. */
  readonly entries: readonly StandingEntry[];
  /** Entry numbers in use, those of sealed entries too. */
  readonly takenSeqs: ReadonlySet<number>;
  /** Document numbers of sealed entries that the public is told of. */
  readonly sealedNumbers: ReadonlySet<number>;
}

/** True of what is known only from files that tell less than a docket: a docket's words take the place of theirs. */
export const isSketch = (told: { readonly printed: Kept | null }): boolean =>
  told.printed !== null && !('docket' in told.printed);
