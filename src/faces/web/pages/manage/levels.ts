/** The levels of a document as a clerk chooses them: a name, and whom of the court and the public it lets in. */
import type { DocumentRestriction } from '../../../../court/access/policy.ts';

export interface LevelWords {
  readonly name: string;
  /** Under the choice: for whom it is. */
  readonly hint: string;
  /** Beside the persons named, who may open it at that level. */
  readonly court: string;
}

const STAFF = 'The court’s own users: clerks and judges';

export const LEVELS: Readonly<Record<DocumentRestriction, LevelWords>> = {
  public: {
    name: 'Public',
    hint: 'Everyone may open it. Use this to open a restricted document again.',
    court: 'Everyone',
  },
  participants: { name: 'Case participants', hint: 'The court, counsel of record and parties.', court: STAFF },
  'ssa-immigration': {
    name: 'Case participants and courthouse terminal',
    hint: 'The court, counsel of record, parties, and everyone at the courthouse’s terminal (Fed. R. Civ. P. 5.2(c)).',
    court: `${STAFF}; everyone at the courthouse’s public terminal`,
  },
  'applicable-party': {
    name: 'Applicable party',
    hint: 'The court, and those who appear for a party on whose behalf it was filed.',
    court: STAFF,
  },
  'selected-parties': {
    name: 'Selected parties',
    hint: 'The court, and the persons you tick below.',
    court: STAFF,
  },
  'ex-parte': { name: 'Ex parte', hint: 'The court, and who filed it.', court: STAFF },
  'court-only': { name: 'Court users only', hint: 'The court alone.', court: STAFF },
  sealed: {
    name: 'Sealed',
    hint: 'Clerks cleared for sealed matter and the judges assigned to the case. Clerks without clearance cannot open it again or undo this.',
    court: 'Clerks cleared for sealed matter, and the judges assigned to this case',
  },
  'pending-redaction': {
    name: 'Until redacted',
    hint: 'The court, and who filed it, until it is redacted or the day below comes.',
    court: STAFF,
  },
  embargo: {
    name: 'Embargo',
    hint: 'The court, and the persons you tick below, until the day below comes. A day is required.',
    court: STAFF,
  },
  stricken: {
    name: 'Stricken document',
    hint: 'The court alone; the entry’s words stay as they are. To strike the whole entry, use “Strike this entry”.',
    court: STAFF,
  },
};
