/** The cases of the demo with all their entries, from the seed and the day on which the demo is made. Pure. */
import type { HolidayCalendar } from '../court/deadlines/model.ts';
import type { CaseNumber } from '../kernel/case-number.ts';
import { seededRandom } from '../kernel/random.ts';
import { asCivilDate, type CivilDate, daysBetween, plusDays } from '../kernel/time.ts';
import * as agency from './agency.ts';
import type { Chapter, Outline } from './cases.ts';
import * as told from './chapters.ts';
import { type Cast, Chronicle, type Side } from './chronicle.ts';
import * as contested from './contested.ts';
import { criminalStories } from './criminal-stories.ts';
import type { PlannedCase, PlannedParty } from './plan.ts';
import { sealedStories, tellSpecial } from './sealed-stories.ts';
import { SUBJECTS } from './subjects.ts';

export interface PlanGiven {
  /** The stories of the court. */
  readonly outlines: readonly Outline[];
  /** Whether criminal cases, a sealed one and a hidden one are among them. */
  readonly everyKind: boolean;
  /** Before the number of a receipt of the filing fee: `AOLYDC`. */
  readonly receipts: string;
  readonly seed: string;
  /** The day on which the demo is made, in the court's zone; its story ends the day before. */
  readonly today: CivilDate;
  readonly calendar: HolidayCalendar;
}

/** Every case, in the order of filing; the sealed and the hidden one last. */
export function planDemo(given: PlanGiven): readonly PlannedCase[] {
  return [
    ...given.outlines.map((outline) => planCase(outline, given)),
    ...(given.everyKind ? [...criminalStories(given), ...sealedStories(given)] : []),
  ];
}

/** What stands under the names of some parties (spec/filing.md §2.7). */
const UNDER_NAMES: Readonly<Record<string, Pick<PlannedParty, 'partyText' | 'aliases'>>> = {
  'Tolland Grain, Inc.': {
    partyText: 'a Delaware Corporation',
    aliases: [
      { kind: 'formerly known as', name: 'Tolland Feed & Seed' },
      { kind: 'doing business as', name: 'Tolland Flour' },
    ],
  },
  'Westmark Mills LLC': { aliases: [{ kind: 'also known as', name: 'Westmark Roller Mills' }] },
  'Obadiah Westmark': {
    partyText: 'individually and as president of Westmark Mills LLC',
    aliases: [{ kind: 'also known as', name: 'Obie Westmark' }],
  },
  'Pinnock Brothers': {
    partyText: 'a partnership',
    aliases: [{ kind: 'doing business as', name: 'Pinnock Brothers Bakers’ Supply' }],
  },
  'Fallow Bridge Bakers’ Cooperative': { partyText: 'on behalf of itself and all others similarly situated' },
  'Harbor Lines, Inc.': {
    partyText: 'an Olympia Corporation',
    aliases: [{ kind: 'doing business as', name: 'Harbor Ferry' }],
  },
  'M/V Grey Heron': { partyText: 'her engines, tackle, and appurtenances, in rem' },
};

function planCase(outline: Outline, given: PlanGiven): PlannedCase {
  const last = plusDays(given.today, -1);
  const from = plusDays(last, -outline.ago);
  const cast = castOf(outline, given.receipts);
  const random = seededRandom(`${given.seed} case ${outline.ago}`);
  const chronicle = new Chronicle({ cast, random, calendar: given.calendar, from, last });
  const filedOn = chronicle.today;
  told.opens(chronicle);
  if (outline.special === 'pro-se') tellSpecial(chronicle, outline.special);
  let leftOn: CivilDate | null = null;
  for (const chapter of outline.chapters) {
    if (chronicle.closed) break;
    CHAPTERS[chapter](chronicle);
    if (chapter === 'schedule' && outline.special && outline.special !== 'pro-se')
      leftOn = tellSpecial(chronicle, outline.special);
  }
  const { steps, closedOn } = chronicle.finished();
  const subject = SUBJECTS[outline.subject];
  const answered = steps.some((step) => step.answers.event === 'answer');
  return {
    number: numberOf(outline, filedOn),
    title: titleOf(outline),
    state: stateOf(outline),
    filedOn,
    closedOn,
    presider: outline.presider,
    referral: outline.referral,
    cause: subject.cause,
    natureOfSuit: subject.natureOfSuit,
    jurisdiction: subject.jurisdiction,
    juryDemand: answered ? 'Defendant' : 'None',
    parties: partiesOf(outline, leftOn),
    flags: [
      ...(outline.referral ? [{ flag: 'CASREF', public: true }] : []),
      ...(outline.special === 'pro-se' ? [{ flag: 'PROSE', public: true }] : []),
      ...(outline.special === 'paper' ? [{ flag: 'PAPER-SERVICE', public: false }] : []),
    ],
    steps,
    ...(outline.header ? { headerLines: outline.header } : {}),
    ...(outline.special === 'pro-se' ? { proSeFiler: 'holt' } : {}),
  };
}

const CHAPTERS: Readonly<Record<Chapter, (c: Chronicle) => void>> = {
  'more-time': told.moreTimeToAnswer,
  'dismiss:granting': (c) => contested.dismissal(c, 'granting'),
  'dismiss:denying': (c) => contested.dismissal(c, 'denying'),
  'dismiss:granting-in-part': (c) => contested.dismissal(c, 'granting-in-part'),
  answer: told.answers,
  schedule: told.schedule,
  'compel:granting': (c) => contested.discovery(c, 'granting'),
  'compel:denying': (c) => contested.discovery(c, 'denying'),
  'compel:granting-in-part': (c) => contested.discovery(c, 'granting-in-part'),
  'compel:sanctions': (c) => contested.discovery(c, 'granting', true),
  continue: told.continuance,
  letters: told.letters,
  strike: (c) => contested.strikes(c, `answer ${c.cast.defence[0]!.by}`),
  'judgment:granting': (c) => contested.judgment(c, 'granting'),
  'judgment:denying': (c) => contested.judgment(c, 'denying'),
  'judgment:granting-in-part': (c) => contested.judgment(c, 'granting-in-part'),
  settle: told.settles,
  record: agency.agencyRecord,
  'review:granting': (c) => agency.agencyReview(c, 'granting'),
  'review:denying': (c) => agency.agencyReview(c, 'denying'),
};

function stateOf({ special, kindOfCase }: Outline): PlannedCase['state'] {
  if (kindOfCase) return kindOfCase;
  return special === 'sealed-entry' || special === 'restricted' || special === 'court-only' || special === 'ex-parte'
    ? special
    : 'public';
}

/** Nobody files for a party on paper but the clerk, who takes its letters in. */
const onPaper = ([by]: Outline['defendants'][number]): boolean => by === 'paper';

function castOf(outline: Outline, receipts: string): Cast {
  let next = outline.plaintiffs.length;
  const sides = outline.defendants.map((group): Side & { paper: boolean } => {
    const [by, ...names] = group;
    return { name: names.join(' and '), parties: names.map(() => ++next), by, appears: true, paper: onPaper(group) };
  });
  return {
    subject: SUBJECTS[outline.subject],
    plaintiff: {
      name: outline.plaintiffs.join(' and '),
      parties: outline.plaintiffs.map((_, n) => n + 1),
      by: outline.by,
      appears: false,
    },
    defence: sides.filter((side) => !side.paper),
    presider: outline.presider,
    referral: outline.referral,
    against: sides.flatMap((side) => side.parties),
    clerk: 'clerk',
    receipts,
  };
}

function partiesOf(outline: Outline, leftOn: CivilDate | null): PlannedParty[] {
  const proSe = outline.special === 'pro-se';
  const ofCounsel = outline.special === 'restricted' && leftOn ? [{ by: 'dunmore', lead: false, until: leftOn }] : [];
  return [
    ...outline.plaintiffs.map((name) => ({
      role: 'Plaintiff',
      name,
      ...UNDER_NAMES[name],
      ...(proSe ? { proSeAt: '7 Quay Road\nPort Carver, OL 00113' } : {}),
      counsel: [{ by: outline.by, lead: true }, ...ofCounsel],
    })),
    ...outline.defendants.flatMap((group) =>
      group.slice(1).map((name) => ({
        role: 'Defendant',
        name,
        ...UNDER_NAMES[name],
        ...(onPaper(group) ? { proSeAt: '31 Tannery Lane\nMillbrook, OL 00372' } : {}),
        counsel: [],
      })),
    ),
  ];
}

/** `Pell v. Harbor Lines, Inc. et al`: people by their last name (spec/filing.md §2.1.11). */
function titleOf({ plaintiffs, defendants }: Outline): string {
  const others = defendants.flatMap(([, ...names]) => names);
  const company =
    /[,’&]|\b(?:Inc|LLC|Corp|Ltd|Company|Commission|Works|Press|Fund|Plan|House|City|Town|Bureau|Office|Bank|Trust|Keepers|Fisheries|Association|Ledger|Heron|Partners|Brothers|States|Commissioner|Director)\b/;
  const short = (name: string): string => (company.test(name) ? name : name.split(' ').at(-1)!);
  const many = plaintiffs.length + others.length > 2 ? ' et al' : '';
  return `${short(plaintiffs[0]!)} v. ${short(others[0]!)}${many}`;
}

/** Each office counts from a number of its own, so that its digit can be left out; eight cases a day at most. */
const FIRST_NUMBER = { 1: 10_000, 3: 30_000, 4: 40_000 } as const;

function numberOf({ office, ago }: Outline, filedOn: CivilDate): CaseNumber {
  const day = daysBetween(asCivilDate(`${filedOn.slice(0, 4)}-01-01`)!, filedOn);
  return { office, yy: filedOn.slice(2, 4), type: 'cv', seq: FIRST_NUMBER[office] + 7 * day + 1 + (ago % 7) };
}
