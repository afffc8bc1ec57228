/** The cases of the demo beside the district court's civil ones: reviews of agencies, the trade court, the training court. */
import { type Chapter, HARD, type Outline, QUIET, SETTLED, WHOLE } from './cases.ts';
import type { SubjectName } from './subjects.ts';

const REVIEWED: readonly Chapter[] = ['more-time', 'record', 'letters', 'review:granting'];
const AFFIRMED: readonly Chapter[] = ['record', 'letters', 'review:denying'];

type Review = readonly [
  ago: number,
  office: '1' | '3' | '4',
  subject: SubjectName,
  presider: string,
  plaintiff: string,
  by: string,
  chapters: readonly Chapter[],
];

const review = (
  [ago, office, subject, presider, plaintiff, by, chapters]: Review,
  against: string,
  kindOfCase: NonNullable<Outline['kindOfCase']>,
): Outline => ({
  office,
  ago,
  subject,
  presider,
  referral: null,
  plaintiffs: [plaintiff],
  by,
  defendants: [['yarrow', against]],
  chapters,
  kindOfCase,
});

const BENEFITS: readonly Review[] = [
  [390, '1', 'disability', 'ARW', 'Wendell Furnish', 'quill', REVIEWED],
  [345, '3', 'supplemental', 'MLS', 'Clarissa Dobney', 'ashgrove', AFFIRMED],
  [270, '1', 'disability', 'EDC', 'Barnaby Thrupp', 'vale', REVIEWED],
  [175, '4', 'supplemental', 'TFO', 'Leonora Pask', 'vale', REVIEWED],
  [75, '1', 'disability', 'TFO', 'Horace Undershaw', 'quill', AFFIRMED],
];

const VISAS: readonly Review[] = [
  [355, '1', 'immigration', 'EDC', 'Ilse Varga-Moreno', 'quill', REVIEWED],
  [215, '3', 'immigration', 'MLS', 'Tomas Okello Brandt', 'ashgrove', AFFIRMED],
  [100, '1', 'immigration', 'ARW', 'Anneli Sarkisova', 'quill', REVIEWED],
];

/** Their papers are for the parties and the courthouse (Fed. R. Civ. P. 5.2(c)). */
export const REVIEWS: readonly Outline[] = [
  ...BENEFITS.map((each) => review(each, 'Commissioner of Social Security', 'social-security')),
  ...VISAS.map((each) => review(each, 'Director of the Bureau of Visas', 'immigration')),
];

/** One in which a side has asked the court for something without telling the other. */
export const EX_PARTE: Outline = {
  office: '1',
  ago: 232,
  subject: 'copyright',
  presider: 'TFO',
  referral: 'JPH',
  plaintiffs: ['Nightjar Recordings LLC'],
  by: 'quill',
  defendants: [['ferro', 'Echo Canyon Press']],
  chapters: QUIET,
  special: 'ex-parte',
};

type Civil = readonly [
  ago: number,
  office: '1' | '3' | '4',
  subject: SubjectName,
  judges: string,
  plaintiff: string,
  by: string,
  defendant: string,
  defendedBy: string,
  chapters: readonly Chapter[],
];

/** Judges are the presider's initials and, after a dash, those of the judge of referral. */
function civil([ago, office, subject, judges, plaintiff, by, defendant, defendedBy, chapters]: Civil): Outline {
  const [presider, referral] = judges.split('-');
  return {
    office,
    ago,
    subject,
    presider: presider!,
    referral: referral ?? null,
    plaintiffs: [plaintiff],
    by,
    defendants: [[defendedBy, defendant]],
    chapters,
  };
}

const US = 'United States';

type Import = readonly [...Civil, goods: string, from: string];

/** What a trade court's header says beside the rest (spec/filing.md §13). */
function imported([...row]: Import): Outline {
  const [goods, from] = [row[9], row[10]];
  const [ago, office, subject, judges, plaintiff, by, defendant, defendedBy, chapters] = row;
  return {
    ...civil([ago, office, subject, judges, plaintiff, by, defendant, defendedBy, chapters]),
    header: [
      { label: 'Category', value: subject === 'classification' ? 'Classification' : 'Determination' },
      { label: 'Agency', value: 'Bureau of Customs' },
      { label: 'Product Description', value: goods },
      { label: 'Export Country', value: from },
    ],
  };
}

/** Importers against the government. The court has one office, and judges of its own. */
export const TRADE: readonly Outline[] = (
  [
    [
      420,
      '1',
      'classification',
      'LTR',
      'Pavonine Textiles, Inc.',
      'lindqvist',
      US,
      'yarrow',
      WHOLE,
      'Bed linen',
      'India',
    ],
    [405, '1', 'dumping', 'CVA', 'Ironbark Fasteners Corp.', 'stone', US, 'yarrow', REVIEWED, 'Steel nails', 'Oman'],
    [
      386,
      '1',
      'classification',
      'NOQ',
      'Lanternlight Toys LLC',
      'quill',
      US,
      'yarrow',
      SETTLED,
      'Toy lanterns',
      'Vietnam',
    ],
    [
      360,
      '1',
      'residual',
      'LTR',
      'Highwater Seafoods, Inc.',
      'brackwater',
      US,
      'yarrow',
      HARD,
      'Frozen shrimp',
      'Ecuador',
    ],
    [
      331,
      '1',
      'dumping',
      'CVA',
      'Stillwater Tire Works, Inc.',
      'okafor',
      US,
      'yarrow',
      AFFIRMED,
      'Truck tires',
      'Thailand',
    ],
    [298, '1', 'classification', 'NOQ', 'Thornbury Optical Company', 'marsh', US, 'yarrow', WHOLE, 'Lenses', 'Japan'],
    [244, '1', 'residual', 'LTR', 'Coppermoth Lighting LLC', 'corrigan', US, 'yarrow', QUIET, 'Desk lamps', 'China'],
    [
      187,
      '1',
      'classification',
      'CVA',
      'Old Quay Confectioners, Inc.',
      'quill',
      US,
      'yarrow',
      WHOLE,
      'Chocolate',
      'Belgium',
    ],
    [121, '1', 'dumping', 'NOQ', 'Brambling Steel Works', 'ferro', US, 'yarrow', REVIEWED, 'Steel plate', 'Italy'],
    [
      44,
      '1',
      'classification',
      'LTR',
      'Fernwell Garden Company',
      'vale',
      US,
      'yarrow',
      WHOLE,
      'Garden shears',
      'Germany',
    ],
  ] satisfies readonly Import[]
).map(imported);

/** Long stories of every kind, for who wants to look around; the demo's attorney files in half of them. */
export const TRAINING: readonly Outline[] = (
  [
    [428, '1', 'contract', 'ARW-JPH', 'Practice Mills, Inc.', 'quill', 'Example Grain Company', 'stone', WHOLE],
    [427, '1', 'employment', 'TFO-JPH', 'Ada Lessing', 'quill', 'Sample Ferries Corp.', 'brackwater', HARD],
    [425, '3', 'product', 'MLS-SMB', 'Cyrus Tuttle', 'ashgrove', 'Rehearsal Stove Company', 'marsh', WHOLE],
    [422, '1', 'insurance', 'EDC', 'Trial Run Theatres, Inc.', 'marsh', 'Specimen Mutual Company', 'lindqvist', WHOLE],
    [419, '4', 'rights', 'TFO-JPH', 'Philippa Garrow', 'quill', 'Town of Lower Drill', 'yarrow', HARD],
    [416, '1', 'patent', 'ARW-JPH', 'Dry Dock Valves, Inc.', 'lindqvist', 'Exercise Controls Corp.', 'quill', HARD],
    [413, '1', 'copyright', 'EDC', 'Copybook Press', 'quill', 'Primer House, Inc.', 'ferro', WHOLE],
    [
      410,
      '3',
      'contract',
      'MLS-SMB',
      'First Draft Orchards, Inc.',
      'dunmore',
      'Second Draft Cider Company',
      'corrigan',
      HARD,
    ],
    [407, '1', 'cargo', 'TFO-JPH', 'Tideway Pupil Shipping Ltd.', 'stone', 'M/V Novice Heron', 'quill', WHOLE],
    [403, '1', 'benefits', 'ARW', 'Rosalind Akehurst', 'okafor', 'Apprentices’ Pension Plan', 'brackwater', HARD],
    [399, '1', 'employment', 'EDC-JPH', 'Fergus Mallory', 'quill', 'Lesson Square Hotel, Inc.', 'stone', WHOLE],
    [
      394,
      '4',
      'insurance',
      'TFO-JPH',
      'Mock Casualty Company',
      'corrigan',
      'Rope Ladder Hotel Partners',
      'vale',
      WHOLE,
    ],
    [389, '1', 'rights', 'ARW-JPH', 'Sybil Ravenhill', 'quill', 'Drillport Harbor Commission', 'yarrow', WHOLE],
    [383, '3', 'product', 'MLS-SMB', 'Edmund Farthing', 'okafor', 'Tutorial Lift Company', 'dunmore', HARD],
    [
      377,
      '1',
      'antitrust',
      'TFO',
      'Beginners’ Bakers’ Association',
      'lindqvist',
      'Model Milling Company',
      'brackwater',
      HARD,
    ],
    [370, '1', 'contract', 'EDC-JPH', 'Slate & Chalk Company', 'quill', 'Inkwell Works, Inc.', 'marsh', WHOLE],
    [310, '1', 'records', 'ARW', 'The Practice Ledger', 'quill', 'Bureau of Sample Papers', 'yarrow', QUIET],
    [240, '1', 'employment', 'TFO-JPH', 'Una Prescott', 'quill', 'Trainers’ Bank', 'stone', WHOLE],
    [
      150,
      '3',
      'contract',
      'MLS-SMB',
      'Dress Rehearsal Mills LLC',
      'ashgrove',
      'Understudy Feed Company',
      'dunmore',
      WHOLE,
    ],
    [
      60,
      '1',
      'insurance',
      'EDC-JPH',
      'Curtain Call Theatres, Inc.',
      'quill',
      'Safety Net Casualty Company',
      'stone',
      WHOLE,
    ],
    [24, '1', 'contract', 'ARW-JPH', 'Blank Page Printing Company', 'quill', 'Eraser Works, Inc.', 'brackwater', WHOLE],
    [9, '1', 'employment', 'TFO-JPH', 'Nell Starter', 'quill', 'Fresh Slate Hotel, Inc.', 'marsh', WHOLE],
  ] satisfies readonly Civil[]
).map(civil);
