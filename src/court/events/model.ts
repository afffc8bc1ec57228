/**
 * What the dictionary says of an event: one concept of docketing, dated and sourced (spec/filing.md §3).
 * The files under `dictionary/` say it in YAML; `load-dictionary.ts` makes these types of them.
 */
import type { Cents } from '../../kernel/money.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { CourtKind } from '../settings/model.ts';
import type { Template } from './template.ts';
import type { TextStyle } from './wording.ts';

/** Who may use an event. `judge` is a judge with chambers staff; `cif` a confidential information filer (CIT). */
export const USER_KINDS = ['attorney', 'pro-se', 'clerk', 'judge', 'cif'] as const;
export type UserKind = (typeof USER_KINDS)[number];

/** Levels of spec/filing.md §12.1 that an event can give to its entry from the start. */
export const RESTRICTIONS = [
  'public',
  'participants',
  'ssa-immigration',
  'sealed-document',
  'sealed-entry',
  'ex-parte',
  'court-only',
  'cif-bpi',
  'transcript-90',
  'protective-order',
] as const;
export type Restriction = (typeof RESTRICTIONS)[number];

/** What a party can be in a case (spec/filing.md §2.7.4). */
export const PARTY_ROLES = [
  ...['Plaintiff', 'Defendant', 'Petitioner', 'Respondent', 'Movant', 'Intervenor', 'Intervenor Plaintiff'],
  ...['Intervenor Defendant', 'Counter Claimant', 'Counter Defendant', 'Cross Claimant', 'Cross Defendant'],
  ...['ThirdParty Plaintiff', 'ThirdParty Defendant', 'Consolidated Plaintiff', 'Consolidated Defendant'],
  ...['Lead Plaintiff', 'Interested Party', 'Notice Party', 'Amicus', 'Objector', 'Garnishee', 'Material Witness'],
] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];

/** A flag of the docket sheet (spec/filing.md §2.5). One that is not public is seen by the court alone. */
export interface CaseFlag {
  readonly flag: string;
  readonly public: boolean;
  readonly meaning: string;
}

/** The flag of a closed case: who clears it reopens the case. */
export const CLOSED: CaseFlag = { flag: 'CLOSED', public: true, meaning: 'The case is closed' };

/** Who may be let off a fee of the court (spec/filing.md §7.2). */
export const WAIVERS = ['ifp', 'us-government', 'cja'] as const;

/** What a filing costs, since when (spec/filing.md §7.1). */
export interface CourtFee {
  readonly code: string;
  readonly name: string;
  readonly amount: Cents;
  readonly waivers: readonly (typeof WAIVERS)[number][];
  readonly since: CivilDate;
  /** First day on which it is no longer asked. */
  readonly until: CivilDate | null;
  readonly source: string;
  /** False where the amount has not been checked against the fee schedule itself. */
  readonly verified: boolean;
}

/** How an entry is linked to the entry it refers to. */
export const LINK_KINDS = [
  'relates',
  'responds',
  'replies',
  'answers',
  'supports',
  'rules',
  'withdraws',
  'appeals',
  'corrects',
] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** A page of the filer's menu, e.g. Civil > Motions and Related Filings > Motions (spec/filing.md §3.1). */
export interface MenuCategory {
  readonly code: string;
  readonly menu: readonly string[];
}

/** A question of the wizard that has its own answer (spec/filing.md §4.2 screen 16). Its answer may stand in the text. */
export type Prompt =
  | { readonly kind: 'date'; readonly name: string; readonly ask: string; readonly required: boolean }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly ask: string;
      readonly required: boolean;
      readonly choices: readonly string[];
    }
  /** `textIfYes` is what a yes puts into the text; null when the answer does not appear there. */
  | {
      readonly kind: 'yes-no';
      readonly name: string;
      readonly ask: string;
      readonly required: boolean;
      readonly textIfYes: string | null;
    }
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly ask: string;
      readonly required: boolean;
      readonly max: number;
    }
  /** Parties of the case, chosen from it; parties that the filing itself adds may be among them. */
  | { readonly kind: 'parties'; readonly name: string; readonly ask: string; readonly required: boolean };

/** To which entries an event or relief refers. `to` names categories; `any` is every entry of the docket. */
export interface RefersTo {
  readonly to: 'any' | readonly string[];
  readonly required: boolean;
  readonly kind: LinkKind;
}

/**
 * A deadline that an event sets: its name (days come from the court's dated rules), and the day it counts from; `on` a
 * day that the court gives, nothing is counted.
 */
export interface SetsDeadline {
  readonly deadline: string;
  readonly from:
    | { readonly kind: 'filing' }
    | { readonly kind: 'prompt'; readonly prompt: string }
    | { readonly kind: 'on'; readonly prompt: string };
  readonly who: 'opponents' | 'filers' | 'all';
  /**
   * Each of whose it is by itself: of the parties named in an answer those who are in the case already (`standing`), or those
   * whom the filing adds (`added`); null: nobody's in particular.
   */
  readonly of: { readonly parties: 'standing' | 'added'; readonly prompt: string } | null;
  /** Not set for a party for which a deadline of this name is open: who has not been served need not answer. */
  readonly unlessOpen: string | null;
  /** Other periods that are counted beside it: the longest holds (Fed. R. Civ. P. 81(c)(2)). */
  readonly orLonger: readonly { readonly deadline: string; readonly from: SetsDeadline['from'] }[];
  /**
   * Deadlines that, where they are open for the same party, are compared with it: the later day holds, and this one takes
   * their place (Fed. R. Civ. P. 15(a)(3): the time that remains, or 14 days).
   */
  readonly orRemaining: readonly string[];
}

/** Deadlines on record, by the names that the dictionary gives them; `any`: all that are open. */
export type DeadlineNames = 'any' | readonly string[];

/** What an entry does to deadlines that are open: they are due on the day that it gives. */
export interface MovesDeadlines {
  readonly deadlines: DeadlineNames;
  /** The prompt for the new day. */
  readonly to: string;
  /** Those of its filers, of the parties named in an answer, or those that are chosen one by one. */
  readonly whose:
    | { readonly kind: 'filers' }
    | { readonly kind: 'chosen' }
    | { readonly kind: 'prompt'; readonly prompt: string };
  /** As the history of the deadline says it: `by stipulation`. */
  readonly words: string;
}

/** One thing a motion can ask for (spec/filing.md §3.6). Each relief asked for is a matter with its own outcome. */
export interface Relief {
  readonly code: string;
  readonly of: string;
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly since: CivilDate;
  /** First day on which it can no longer be asked for. */
  readonly until: CivilDate | null;
  readonly source: string;
  /** What follows MOTION in the docket text: `to Compel`. */
  readonly text: Template;
  /** The text of the whole entry when nothing else is asked for, where a court words it apart. */
  readonly alone: Template | null;
  /** What follows Motion in rulings, lists and notices: `to Compel`. */
  readonly short: string;
  readonly prompts: readonly Prompt[];
  readonly refersTo: RefersTo | null;
  /** Its own deadlines, instead of the event's; null when it has none of its own. */
  readonly sets: readonly SetsDeadline[] | null;
  /** Code of the fee that this relief costs; null when it costs none. */
  readonly fee: string | null;
  /** Deadlines of its filers that asking for it ends (Fed. R. Civ. P. 12(a)(4)). */
  readonly satisfies: readonly string[];
  /** What the filers of the motion have to do when it is denied, and by when. */
  readonly ifDenied: readonly SetsDeadline[];
  /** What granting it does besides: `ends-appearance` of who signed the motion for its filers. */
  readonly ifGranted: 'ends-appearance' | null;
  /** Deadlines of its filers that granting it moves to the day asked for (`until`) or given; null: it asks for no time. */
  readonly extends: DeadlineNames | null;
  /** Whether the court has written it of its own: then no wording stands over it. */
  readonly own: boolean;
}

export const OUTCOMES = ['granted', 'denied', 'granted-in-part', 'moot', 'withdrawn', 'terminated'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A way in which an order disposes of a relief: `granting`, `finding as moot` (spec/filing.md §3.9 row 183). */
export interface Disposition {
  readonly code: string;
  readonly words: string;
  readonly outcome: Outcome;
}

/** What an event does to matters before the court. */
export type Matter =
  | { readonly kind: 'none' }
  | { readonly kind: 'opens'; readonly reliefs: readonly Relief[] }
  | { readonly kind: 'rules'; readonly dispositions: readonly Disposition[] };

/** An event as it stands from `since` until `until`. Entries keep `code` and `version`. */
export interface EventDefinition {
  readonly code: string;
  /** 1 for the earliest entry of this code in the dictionary, then 2, … */
  readonly version: number;
  readonly name: string;
  /** In lists, histories and the subject of notices: `Opposition to Motion`. */
  readonly shortName: string;
  /** In the text of entries that refer to this one: `MOTION`. */
  readonly referenceName: string;
  readonly synonyms: readonly string[];
  readonly category: string;
  readonly caseTypes: readonly string[];
  /** The kinds of courts that have it (spec/filing.md §3.11); empty: every court. */
  readonly courtKinds: readonly CourtKind[];
  readonly since: CivilDate;
  /** First day on which it is no longer valid. */
  readonly until: CivilDate | null;
  readonly source: string;
  readonly usableBy: readonly UserKind[];
  readonly text: Template;
  /** How its court words it. */
  readonly style: TextStyle;
  readonly mainDocument: 'required' | 'optional' | 'none';
  readonly attachments: boolean;
  readonly filers: 'required' | 'none';
  readonly refersTo: RefersTo | null;
  readonly matter: Matter;
  /** Whether it asks which filers the signer now represents (spec/filing.md §4.2 screen 11), and needs one. */
  readonly associates: boolean;
  /** Words to choose a prefix from; empty when it takes none. */
  readonly prefixes: readonly string[];
  /** The filer's own words, printed in italics; null when it takes none. */
  readonly freeText: { readonly max: number } | null;
  /** The court's own words; null when it takes none. */
  readonly orderText: { readonly max: number } | null;
  readonly prompts: readonly Prompt[];
  readonly sets: readonly SetsDeadline[];
  /** Open deadlines that it moves; null: none. */
  readonly moves: MovesDeadlines | null;
  /** Deadlines that it ends: of a party, if they are of some party's; else those of the entries that it refers to. */
  readonly satisfies: readonly string[];
  /** The prompt that names the parties whose deadlines end; null: those of its filers. */
  readonly satisfiesFor: string | null;
  /** `as-court`: a court may leave text-only entries without a number (spec/filing.md §2.11). */
  readonly numbered: 'yes' | 'no' | 'as-court';
  readonly noticing: 'normal' | 'none' | 'court-only';
  readonly restriction: Restriction;
  /** Code of the court's fee; null when it costs nothing. */
  readonly fee: string | null;
  readonly flags: { readonly sets: readonly CaseFlag[]; readonly clears: readonly CaseFlag[] };
  /** The roles of the parties that may file it; empty: any party. */
  readonly filerRoles: readonly PartyRole[];
  /**
   * Roles in which it adds parties to the case (then it may give parties other names too), whether it ends parties' part in it, and
   * whether its filers say in it to whom they belong (Fed. R. Civ. P. 7.1).
   */
  readonly parties: { readonly adds: readonly PartyRole[]; readonly terminates: boolean; readonly identifies: boolean };
  /** Whether the court brings counsel into the case with it (spec/filing.md BR-06), and whether it ends an appearance. */
  readonly counsel: { readonly adds: boolean; readonly terminates: boolean };
  /** Whether it asks which defendants it is about (spec/filing.md §3.10). */
  readonly defendants: 'none' | 'asks';
  /** What it says of the counts of its defendants: charges them, complains of them, or disposes of counts (§2.10). */
  readonly counts: 'none' | 'charges' | 'complains' | 'disposes';
  /** A written opinion: free to everyone (E-Government Act of 2002, § 205(a)(5)). */
  readonly opinion: boolean;
  /** What the filer is told before beginning; null when nothing. */
  readonly warning: string | null;
  /** The report that its entry feeds: JS-5 at opening, JS-6 at closing. What the court enters as the latter closes the case. */
  readonly statistics: 'js5' | 'js6' | null;
  /** Whether it stands in the court's RSS feed. */
  readonly rss: boolean;
  /**
   * Who signs the paper besides its filer: one person whose statement it is (`affiant`), or some (`signers`). The filer says who,
   * and keeps the originals (spec/filing.md §1.4).
   */
  readonly signedBy: 'filer' | 'affiant' | 'signers';
  /** Code of the court's form that is made of the answers when the filer uploads none (`forms.yaml`); null: there is none. */
  readonly form: string | null;
  /** It announces something that comes to the clerk by hand, and is followed until it ends there (spec/filing.md §14.3 row 98). */
  readonly manualFiling: boolean;
  /** Of a pleading: the event by which it is answered (spec/filing.md §3.13.6); null: it is not answered by one of its own. */
  readonly answeredBy: string | null;
}

/** A form of the court that the program fills in: paragraphs in the language of docket texts, which read the answers. */
export interface CourtForm {
  readonly code: string;
  /** The kinds of courts that have it; empty: every court that has none of its own. */
  readonly courtKinds: readonly CourtKind[];
  /** `Form 23`. */
  readonly name: string;
  /** Its heading, a line each. */
  readonly title: readonly string[];
  readonly paragraphs: readonly Template[];
  readonly since: CivilDate;
  readonly until: CivilDate | null;
  readonly source: string;
  /** False where the words have not been checked against the court's own form. */
  readonly verified: boolean;
}
