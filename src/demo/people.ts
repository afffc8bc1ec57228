/** The invented people of the demo: counsel, the court, the public; and what they sign on with. */
import type { NewPerson } from '../court/cases/record-case.ts';
import type { CourtFile } from '../court/settings/model.ts';
import { randomBelow, randomOf, seededRandom } from '../kernel/random.ts';
import type { PrivilegeRole } from '../pacer/accounts/model.ts';

/** Roles of the accounts that `demo.json` lists (spec/interfaces.md). */
export type DemoRole =
  | 'public'
  | 'terminal'
  | 'attorney'
  | 'attorney-other-case'
  | 'attorney-terminated'
  | 'pro-se'
  | 'clerk'
  | 'sealed-clerk'
  | 'judge'
  | 'admin';

export interface DemoPerson {
  readonly key: string;
  /** The role under which the account is listed; null: it is there, and is not listed. */
  readonly role: DemoRole | null;
  readonly loginId: string;
  readonly privilege: PrivilegeRole | null;
  readonly displayName: string;
  readonly email: string;
  readonly filer: boolean;
  readonly feeExempt: boolean;
  /** How the court knows them; null for people of the national side only. */
  readonly inCourt: Omit<NewPerson, 'account'> | null;
}

const COURTHOUSE = 'Lantern Court House\n1 Assembly Square\nPort Carver, OL 00112';

/** Counsel: key, role, name, firm, street and town, last digits of the telephone, domain. */
const COUNSEL: readonly (readonly [string, DemoRole | null, string, string, string, string, string])[] = [
  [
    'quill',
    'attorney',
    'Nora Jane Quill',
    'Quill & Marsh LLP',
    '12 Lantern Street\nPort Carver, OL 00112',
    '0100',
    'quillmarsh.example',
  ],
  [
    'marsh',
    null,
    'Desmond K. Marsh',
    'Quill & Marsh LLP',
    '12 Lantern Street\nPort Carver, OL 00112',
    '0101',
    'quillmarsh.example',
  ],
  [
    'ferro',
    'attorney-other-case',
    'Lars Petter Ferro',
    'Ferro Lindqvist PC',
    '400 Granary Row\nPort Carver, OL 00114',
    '0117',
    'ferrolindqvist.example',
  ],
  [
    'lindqvist',
    null,
    'Saskia B. Lindqvist',
    'Ferro Lindqvist PC',
    '400 Granary Row\nPort Carver, OL 00114',
    '0118',
    'ferrolindqvist.example',
  ],
  [
    'dunmore',
    'attorney-terminated',
    'Imogen S. Dunmore',
    'Dunmore Okafor LLP',
    '88 Signal Hill Road\nMillbrook, OL 00371',
    '0126',
    'dunmoreokafor.example',
  ],
  [
    'okafor',
    null,
    'Chidi A. Okafor',
    'Dunmore Okafor LLP',
    '88 Signal Hill Road\nMillbrook, OL 00371',
    '0127',
    'dunmoreokafor.example',
  ],
  [
    'vale',
    null,
    'Tamsin R. Vale',
    'Law Office of Tamsin Vale',
    '3 Weaver Lane\nHarrow Falls, OL 00450',
    '0135',
    'tamsinvale.example',
  ],
  [
    'brackwater',
    null,
    'Hollis D. Brackwater',
    'Brackwater & Stone LLP',
    '21 Custom House Street, Floor 9\nPort Carver, OL 00110',
    '0140',
    'brackwaterstone.example',
  ],
  [
    'stone',
    null,
    'Priya N. Stone',
    'Brackwater & Stone LLP',
    '21 Custom House Street, Floor 9\nPort Carver, OL 00110',
    '0141',
    'brackwaterstone.example',
  ],
  [
    'yarrow',
    null,
    'Clement J. Yarrow',
    'Office of the Government Attorney',
    '9 Assembly Square\nPort Carver, OL 00112',
    '0150',
    'govattorney.example',
  ],
  [
    'ashgrove',
    null,
    'Beatrix L. Ashgrove',
    'Ashgrove Legal Aid',
    '57 Mill Race\nMillbrook, OL 00373',
    '0158',
    'ashgroveaid.example',
  ],
  [
    'corrigan',
    null,
    'Rafe M. Corrigan',
    'Corrigan Teasdale LLP',
    '14 Ropewalk\nHarrow Falls, OL 00452',
    '0163',
    'corriganteasdale.example',
  ],
];

const mailName = (name: string): string => {
  const words = name
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .split(' ');
  return `${words[0]![0]}${words.at(-1)}`;
};

const counsel = ([key, role, displayName, firm, address, line, domain]: (typeof COUNSEL)[number]): DemoPerson => {
  const email = `${mailName(displayName)}@${domain}`;
  return {
    key,
    role,
    loginId: role ?? mailName(displayName),
    privilege: 'attorney',
    displayName,
    email,
    filer: true,
    feeExempt: false,
    inCourt: {
      kind: 'attorney',
      displayName,
      signatureName: null,
      title: null,
      initials: null,
      firm,
      address,
      phone: `555-${line}`,
      fax: null,
      email,
      // one who has a second address for her firm's docket desk (spec/filing.md §5.2 item 9)
      secondaryEmails: key === 'quill' ? [`docket@${domain}`] : [],
      status: 'registered',
    },
  };
};

const ofCourt = (
  key: string,
  role: DemoRole,
  displayName: string,
  kind: 'clerk' | 'judge' | 'other',
  privilege: PrivilegeRole,
): DemoPerson => ({
  key,
  role,
  loginId: role,
  privilege,
  displayName,
  email: `${mailName(displayName)}@olyd.example`,
  filer: kind !== 'other',
  feeExempt: true,
  inCourt: {
    kind,
    displayName,
    signatureName: null,
    title: null,
    initials: null,
    firm: null,
    address: COURTHOUSE,
    phone: null,
    fax: null,
    email: `${mailName(displayName)}@olyd.example`,
    secondaryEmails: [],
    status: 'registered',
  },
});

/** Of the national side only: somebody who reads, and the machine that stands in the courthouse's lobby. */
const reader = (
  role: 'public' | 'terminal',
  displayName: string,
  email: string,
  more: Pick<DemoPerson, 'feeExempt' | 'privilege'>,
): DemoPerson => ({
  key: role,
  role,
  loginId: role,
  displayName,
  email,
  filer: false,
  ...more,
  inCourt: null,
});

/** Who represents himself, with leave to file electronically in his one case. */
export const PRO_SE: DemoPerson = {
  key: 'holt',
  role: 'pro-se',
  loginId: 'pro-se',
  privilege: 'pro-se',
  displayName: 'Ezra Holt',
  email: 'eholt@quaymail.example',
  filer: true,
  feeExempt: false,
  inCourt: {
    kind: 'pro-se',
    displayName: 'Ezra Holt',
    signatureName: null,
    title: null,
    initials: null,
    firm: null,
    address: '7 Quay Road\nPort Carver, OL 00113',
    phone: '555-0174',
    fax: null,
    email: 'eholt@quaymail.example',
    secondaryEmails: [],
    status: 'registered',
  },
};

/**
 * Everybody with an account, the judges of the court's file among them; keys of judges are their initials. Counsel and the
 * office of the clerk are the same people in all three courts, and the training court has the district court's judges.
 */
export function demoPeople(court: CourtFile): readonly DemoPerson[] {
  const trade = court.kind === 'trade';
  const judges = (court.settings.judges ?? []).map(({ name, title, initials }, n): DemoPerson => {
    const base = ofCourt(initials, 'judge', name, 'judge', 'judge');
    const words = name.split(' ');
    const last = words.at(-1)!;
    const email = `${last.toLowerCase()}@${trade ? court.id : 'olyd'}.example`;
    return {
      ...base,
      role: n === 0 ? 'judge' : null,
      loginId: n > 0 ? mailName(name) : trade ? 'trade-judge' : 'judge',
      email,
      inCourt: {
        ...base.inCourt!,
        title,
        initials,
        signatureName: [`${last},`, ...words.slice(0, -1)].join(' '),
        email,
      },
    };
  });
  return [
    reader('public', 'Rita Lowell', 'rlowell@readers.example', { feeExempt: false, privilege: null }),
    reader('terminal', 'Public terminal, Port Carver', 'terminal@olyd.example', {
      feeExempt: true,
      // a machine stands in one courthouse (spec/filing.md §1.1.22)
      privilege: court.kind === 'district' ? 'terminal' : null,
    }),
    ...COUNSEL.map(counsel),
    ofCourt('clerk', 'clerk', 'Ottoline Vance', 'clerk', 'clerk'),
    ofCourt('sealed-clerk', 'sealed-clerk', 'Percival Ames', 'clerk', 'sealed-clerk'),
    ofCourt('admin', 'admin', 'Wilhelmina Stroud', 'other', 'admin'),
    ...judges,
  ];
}

/** Roles that mean something in one court's cases only: who left a case, who files in one, whose machine it is. */
const OF_DISTRICT_ONLY: readonly DemoRole[] = ['terminal', 'attorney-other-case', 'attorney-terminated', 'pro-se'];

/** The people whom `demo.json` lists for a court, each with a role. */
export const listedPeople = (court: CourtFile): readonly (DemoPerson & { readonly role: DemoRole })[] =>
  [...demoPeople(court), PRO_SE].filter(
    (person): person is DemoPerson & { role: DemoRole } =>
      person.role !== null && (court.kind === 'district' || !OF_DISTRICT_ONLY.includes(person.role)),
  );

const WORDS =
  'anchor barley candle drift ember fathom gable heron island juniper kettle lantern marble orchard pebble quarry ripple saddle timber willow'.split(
    ' ',
  );

/** The password of an account: told to everybody on the demo's first page, so it need only be easy and long enough. */
export function demoPassword(seed: string, loginId: string): string {
  const random = seededRandom(`${seed} password ${loginId}`);
  const [first, second] = [randomOf(random, WORDS), randomOf(random, WORDS)];
  return `${first[0]!.toUpperCase()}${first.slice(1)}-${second}-${1000 + randomBelow(random, 9000)}`;
}
