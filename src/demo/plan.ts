/** What the demo is to hold, before any of it is written: decided from the seed and the day alone. */

import type { NewCriminal } from '../court/cases/defendants.ts';
import type { FilingRestriction } from '../court/filing/decide-filing.ts';
import type { CaseNumber } from '../kernel/case-number.ts';
import type { CivilDate } from '../kernel/time.ts';

/** The states of `demo.json` (spec/interfaces.md). */
export type DemoState =
  | 'public'
  | 'sealed'
  | 'hidden'
  | 'sealed-entry'
  | 'restricted'
  | 'social-security'
  | 'immigration'
  | 'court-only'
  | 'ex-parte';

/** What a demo is made from; kept in the database from its beginning on. */
export interface Begun {
  readonly seed: string;
  /** The day of the beginning, in the court's zone: the story ends the day before, however long the making takes. */
  readonly today: CivilDate;
  readonly since: CivilDate;
  readonly complete: boolean;
}

/** A document to be made. */
export interface Paper {
  readonly title: string;
  readonly pages: number;
}

export interface AttachedPaper {
  readonly paper: Paper;
  readonly category: string | null;
  readonly description: string;
}

/** An answer of the wizard; earlier entries are named by their step. Everything that is left out is empty. */
export interface StepAnswers {
  readonly event: string;
  readonly prefix?: string;
  readonly freeText?: string;
  readonly filers?: readonly number[];
  readonly associate?: readonly number[];
  readonly references?: readonly string[];
  readonly reliefs?: readonly { readonly code: string; readonly prompts?: Readonly<Record<string, string>> }[];
  readonly rulings?: readonly { readonly of: string; readonly n: number; readonly disposition: string }[];
  readonly prompts?: Readonly<Record<string, string | boolean | readonly number[]>>;
  readonly orderText?: string;
  readonly defendants?: readonly number[] | 'all';
  readonly endedParties?: readonly number[];
  readonly charges?: readonly { readonly partyNo: number; readonly charge: string; readonly counts: string }[];
  readonly dispositions?: readonly {
    readonly partyNo: number;
    readonly n: number;
    readonly disposition: string;
    readonly status: 'pending' | 'terminated';
  }[];
}

/** One filing of a case's story. */
export interface Step {
  /** Its name inside the case, by which later steps refer to it; also its part of the filing's key. */
  readonly name: string;
  readonly on: CivilDate;
  /** Minutes after midnight at which it was complete, in the court's zone. */
  readonly minute: number;
  /** A person's key (`people.ts`). */
  readonly by: string;
  readonly answers: StepAnswers;
  readonly main: Paper | null;
  readonly attachments: readonly AttachedPaper[];
  readonly restriction: FilingRestriction;
}

export interface PlannedParty {
  readonly role: string;
  readonly name: string;
  readonly partyText?: string;
  readonly aliases?: readonly { readonly kind: string; readonly name: string }[];
  /** Served on paper there, unless its own person files. */
  readonly proSeAt?: string;
  /** Of a defendant in a criminal case. */
  readonly criminal?: NewCriminal;
  /** Who speaks for it from the first day on, by key; others enter their appearance. */
  readonly counsel: readonly { readonly by: string; readonly lead: boolean; readonly until?: CivilDate }[];
}

export interface PlannedCase {
  readonly number: CaseNumber;
  readonly title: string;
  /** What is special about it. */
  readonly state: DemoState;
  readonly filedOn: CivilDate;
  readonly closedOn: CivilDate | null;
  /** Initials of the judges. */
  readonly presider: string;
  readonly referral: string | null;
  readonly cause: string;
  readonly natureOfSuit: string;
  readonly jurisdiction: string;
  readonly juryDemand: string;
  readonly demand?: string;
  /** Lines that only this court's header has (spec/filing.md §13). */
  readonly headerLines?: readonly { readonly label: string; readonly value: string }[];
  readonly parties: readonly PlannedParty[];
  readonly flags: readonly { readonly flag: string; readonly public: boolean }[];
  readonly steps: readonly Step[];
  /** The key of the account that may file in this case only (spec/filing.md §1.1.7). */
  readonly proSeFiler?: string;
}
