/** The cases of the demo: who, about what, since when, and how far each has come. */
import type { SubjectName } from './subjects.ts';

/** A chapter of `chapters.ts`, and how it ends where that matters. */
export type Chapter =
  | 'more-time'
  | 'dismiss:granting'
  | 'dismiss:denying'
  | 'dismiss:granting-in-part'
  | 'answer'
  | 'schedule'
  | 'compel:granting'
  | 'compel:denying'
  | 'compel:granting-in-part'
  | 'compel:sanctions'
  | 'continue'
  | 'letters'
  | 'strike'
  | 'judgment:granting'
  | 'judgment:denying'
  | 'judgment:granting-in-part'
  | 'settle'
  | 'record'
  | 'review:granting'
  | 'review:denying';

export interface Outline {
  readonly office: '1' | '3' | '4';
  /** Days before yesterday on which it was filed. */
  readonly ago: number;
  readonly subject: SubjectName;
  readonly presider: string;
  readonly referral: string | null;
  readonly plaintiffs: readonly string[];
  readonly by: string;
  /** One group a counsel: who they speak for. */
  readonly defendants: readonly (readonly [by: string, ...parties: string[]])[];
  readonly chapters: readonly Chapter[];
  readonly special?: 'sealed-entry' | 'restricted' | 'court-only' | 'ex-parte' | 'twelve-parties' | 'paper' | 'pro-se';
  /** Lines that only this court's header has. */
  readonly header?: readonly { readonly label: string; readonly value: string }[];
  /** The case's own state, where the nature of suit gives it one (spec/filing.md §12). */
  readonly kindOfCase?: 'social-security' | 'immigration';
}

export const WHOLE: readonly Chapter[] = [
  'more-time',
  'dismiss:denying',
  'answer',
  'schedule',
  'letters',
  'compel:granting',
  'continue',
  'letters',
  'judgment:granting-in-part',
  'letters',
  'continue',
  'settle',
];
export const HARD: readonly Chapter[] = [
  'more-time',
  'dismiss:granting-in-part',
  'answer',
  'strike',
  'schedule',
  'compel:sanctions',
  'letters',
  'letters',
  'compel:denying',
  'continue',
  'judgment:denying',
  'letters',
  'letters',
];
export const QUIET: readonly Chapter[] = [
  'answer',
  'schedule',
  'letters',
  'letters',
  'compel:granting-in-part',
  'letters',
  'continue',
  'judgment:granting',
];
const SHORT: readonly Chapter[] = ['more-time', 'letters', 'dismiss:granting'];
export const SETTLED: readonly Chapter[] = [
  'answer',
  'schedule',
  'compel:granting',
  'letters',
  'continue',
  'letters',
  'settle',
];

/** The civil ones of the district court; the sealed and the hidden case are told in `sealed-stories.ts`. */
export const OUTLINES: readonly Outline[] = [
  {
    office: '1',
    ago: 424,
    subject: 'rights',
    presider: 'ARW',
    referral: 'JPH',
    plaintiffs: ['Ruth A. Pell'],
    by: 'quill',
    defendants: [
      ['brackwater', 'Harbor Lines, Inc.'],
      ['yarrow', 'Port Carver Harbor Commission'],
    ],
    chapters: WHOLE,
    special: 'restricted',
  },
  {
    office: '1',
    ago: 418,
    subject: 'contract',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Alder Mills, Inc.'],
    by: 'okafor',
    defendants: [['quill', 'Holm & Daughters LLC']],
    chapters: HARD,
    special: 'sealed-entry',
  },
  {
    office: '1',
    ago: 409,
    subject: 'employment',
    presider: 'EDC',
    referral: 'JPH',
    plaintiffs: ['Marisol Tegan'],
    by: 'quill',
    defendants: [['stone', 'Northlight Ferries Corp.']],
    chapters: WHOLE,
    special: 'court-only',
  },
  {
    office: '1',
    ago: 402,
    subject: 'antitrust',
    presider: 'ARW',
    referral: null,
    plaintiffs: ['Fallow Bridge Bakers’ Cooperative', 'Sedge & Sons Bakery', 'Upland Flour Exchange'],
    by: 'lindqvist',
    defendants: [
      ['brackwater', 'Union Millers’ Association', 'Garrick Milling Company', 'Tolland Grain, Inc.'],
      ['corrigan', 'Westmark Mills LLC', 'Obadiah Westmark'],
      ['okafor', 'Lowmoor Elevator Company', 'Lowmoor Freight, Inc.'],
      ['stone', 'Pinnock Brothers', 'Aurelia Pinnock'],
    ],
    chapters: HARD,
    special: 'twelve-parties',
  },
  {
    office: '3',
    ago: 396,
    subject: 'product',
    presider: 'MLS',
    referral: 'SMB',
    plaintiffs: ['Jonas Weatherby'],
    by: 'ashgrove',
    defendants: [
      ['dunmore', 'Crestline Lift Company'],
      ['paper', 'Silas Orme'],
    ],
    chapters: WHOLE,
    special: 'paper',
  },
  {
    office: '1',
    ago: 388,
    subject: 'cargo',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Meridian Cold Storage, Inc.'],
    by: 'stone',
    defendants: [
      ['lindqvist', 'M/V Grey Heron'],
      ['marsh', 'Heron Navigation Ltd.'],
    ],
    chapters: QUIET,
  },
  {
    office: '4',
    ago: 380,
    subject: 'insurance',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Falls Mutual Insurance Company'],
    by: 'corrigan',
    defendants: [['vale', 'Ropewalk Hotel Partners']],
    chapters: WHOLE,
  },
  {
    office: '3',
    ago: 371,
    subject: 'benefits',
    presider: 'MLS',
    referral: null,
    plaintiffs: ['Delphine Archer'],
    by: 'okafor',
    defendants: [['brackwater', 'Olympia Glaziers’ Pension Plan']],
    chapters: QUIET,
  },
  {
    office: '1',
    ago: 362,
    subject: 'copyright',
    presider: 'EDC',
    referral: null,
    plaintiffs: ['Winsome Atlas Press'],
    by: 'marsh',
    defendants: [['ferro', 'Cartwheel Publishing LLC']],
    chapters: SETTLED,
  },
  {
    office: '1',
    ago: 351,
    subject: 'patent',
    presider: 'ARW',
    referral: 'JPH',
    plaintiffs: ['Kestrel Valve Works, Inc.'],
    by: 'lindqvist',
    defendants: [['stone', 'Hydra Controls Corp.']],
    chapters: HARD,
  },
  {
    office: '4',
    ago: 340,
    subject: 'employment',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Gideon Prowse'],
    by: 'vale',
    defendants: [['corrigan', 'Harrow Falls Dye Works']],
    chapters: WHOLE,
  },
  {
    office: '3',
    ago: 329,
    subject: 'contract',
    presider: 'MLS',
    referral: 'SMB',
    plaintiffs: ['Millbrook Orchards, Inc.'],
    by: 'dunmore',
    defendants: [['corrigan', 'Sweetwater Cider Company']],
    chapters: SETTLED,
  },
  {
    office: '1',
    ago: 317,
    subject: 'records',
    presider: 'EDC',
    referral: null,
    plaintiffs: ['The Carver Ledger'],
    by: 'quill',
    defendants: [['yarrow', 'Bureau of Inland Waterways']],
    chapters: QUIET,
  },
  {
    office: '1',
    ago: 305,
    subject: 'insurance',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Anchor & Vine Restaurants, Inc.'],
    by: 'brackwater',
    defendants: [['lindqvist', 'Eastern Surety Company']],
    chapters: WHOLE,
  },
  {
    office: '1',
    ago: 292,
    subject: 'rights',
    presider: 'ARW',
    referral: 'JPH',
    plaintiffs: ['Ezra Holt'],
    by: 'holt',
    defendants: [['yarrow', 'City of Port Carver']],
    chapters: [
      'more-time',
      'dismiss:denying',
      'answer',
      'schedule',
      'compel:granting-in-part',
      'letters',
      'letters',
      'continue',
      'judgment:denying',
    ],
    special: 'pro-se',
  },
  {
    office: '3',
    ago: 280,
    subject: 'product',
    presider: 'MLS',
    referral: 'SMB',
    plaintiffs: ['Hester Lockridge', 'Amos Lockridge'],
    by: 'okafor',
    defendants: [['marsh', 'Bellwether Stove Company']],
    chapters: HARD,
  },
  {
    office: '1',
    ago: 266,
    subject: 'contract',
    presider: 'EDC',
    referral: null,
    plaintiffs: ['Granary Row Realty Trust'],
    by: 'ferro',
    defendants: [['brackwater', 'Tidewater Brewing Company']],
    chapters: SHORT,
  },
  {
    office: '4',
    ago: 251,
    subject: 'cargo',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Canal Barge Company'],
    by: 'corrigan',
    defendants: [['stone', 'Inland Lumber, Inc.']],
    chapters: SETTLED,
  },
  {
    office: '1',
    ago: 236,
    subject: 'copyright',
    presider: 'ARW',
    referral: null,
    plaintiffs: ['Octavia Bell'],
    by: 'vale',
    defendants: [['ferro', 'Lamplight Pictures, Inc.']],
    chapters: SHORT,
  },
  {
    office: '1',
    ago: 219,
    subject: 'employment',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Lionel Achterberg'],
    by: 'marsh',
    defendants: [['lindqvist', 'Customhouse Bank']],
    chapters: WHOLE,
  },
  {
    office: '3',
    ago: 201,
    subject: 'benefits',
    presider: 'MLS',
    referral: null,
    plaintiffs: ['Noemi Castellan'],
    by: 'ashgrove',
    defendants: [['dunmore', 'Quarrymen’s Health Fund']],
    chapters: QUIET,
  },
  {
    office: '1',
    ago: 184,
    subject: 'patent',
    presider: 'EDC',
    referral: 'JPH',
    plaintiffs: ['Tern Optics LLC'],
    by: 'stone',
    defendants: [['quill', 'Brightwater Instruments, Inc.']],
    chapters: HARD,
  },
  {
    office: '4',
    ago: 165,
    subject: 'records',
    presider: 'TFO',
    referral: null,
    plaintiffs: ['Falls River Keepers'],
    by: 'vale',
    defendants: [['yarrow', 'Office of Mills and Dams']],
    chapters: QUIET,
  },
  {
    office: '1',
    ago: 142,
    subject: 'contract',
    presider: 'ARW',
    referral: 'JPH',
    plaintiffs: ['Signal Hill Printing Company'],
    by: 'lindqvist',
    defendants: [['marsh', 'Almanac House, Inc.']],
    chapters: WHOLE,
  },
  {
    office: '1',
    ago: 118,
    subject: 'cargo',
    presider: 'TFO',
    referral: 'JPH',
    plaintiffs: ['Saltmarsh Fisheries'],
    by: 'brackwater',
    defendants: [['ferro', 'Coldharbour Shipping Ltd.']],
    chapters: WHOLE,
  },
  {
    office: '3',
    ago: 90,
    subject: 'rights',
    presider: 'MLS',
    referral: 'SMB',
    plaintiffs: ['Prudence Ottaway'],
    by: 'ashgrove',
    defendants: [['yarrow', 'Town of Millbrook']],
    chapters: WHOLE,
  },
  {
    office: '1',
    ago: 52,
    subject: 'insurance',
    presider: 'EDC',
    referral: null,
    plaintiffs: ['Lodestar Theatres, Inc.'],
    by: 'quill',
    defendants: [['stone', 'Bulwark Casualty Company']],
    chapters: WHOLE,
  },
  {
    office: '1',
    ago: 19,
    subject: 'employment',
    presider: 'ARW',
    referral: 'JPH',
    plaintiffs: ['Matthias Crane'],
    by: 'marsh',
    defendants: [['brackwater', 'Assembly Square Hotel, Inc.']],
    chapters: WHOLE,
  },
];
