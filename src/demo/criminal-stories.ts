/** Criminal cases with several defendants: indicted together, and each on a way of its own (spec/filing.md §2.10). */
import { seededRandom } from '../kernel/random.ts';
import { plusDays } from '../kernel/time.ts';
import { Chronicle } from './chronicle.ts';
import { files, longDay } from './papers.ts';
import type { PlannedCase, PlannedParty } from './plan.ts';
import type { PlanGiven } from './plan-demo.ts';
import { SUBJECTS } from './subjects.ts';

interface Accused {
  readonly name: string;
  readonly by: string;
  /** Numbers of the counts, as the indictment has them. */
  readonly counts: string;
  /** Pleads guilty, and is sentenced to this. */
  readonly sentence?: string;
}

interface Indictment {
  readonly ago: number;
  readonly seq: number;
  readonly presider: string;
  readonly magistrate: string;
  readonly title: string;
  /** Citation and words of the crime. */
  readonly crime: string;
  readonly accused: readonly Accused[];
}

const INDICTMENTS: readonly Indictment[] = [
  {
    ago: 412,
    seq: 10_211,
    presider: 'TFO',
    magistrate: 'JPH',
    title: 'USA v. Trevanion et al',
    crime: '18:1343 Wire Fraud',
    accused: [
      { name: 'Jasper Trevanion', by: 'brackwater', counts: '1-6' },
      { name: 'Odette Marling', by: 'quill', counts: '1-3', sentence: 'twelve months of probation, and restitution' },
      { name: 'Piers Holloway', by: 'vale', counts: '4-6', sentence: 'imprisonment for fourteen months' },
    ],
  },
  {
    ago: 265,
    seq: 10_148,
    presider: 'ARW',
    magistrate: 'JPH',
    title: 'USA v. Sorrell et al',
    crime: '18:545 Smuggling Goods into the United States',
    accused: [
      { name: 'Magnus Sorrell', by: 'corrigan', counts: '1-2' },
      { name: 'Bettina Crowe', by: 'lindqvist', counts: '1', sentence: 'two years of probation' },
    ],
  },
  {
    ago: 80,
    seq: 10_307,
    presider: 'EDC',
    magistrate: 'JPH',
    title: 'USA v. Ingleby et al',
    crime: '18:641 Theft of Public Money',
    accused: [
      { name: 'Rowena Ingleby', by: 'quill', counts: '1-4' },
      { name: 'Casper Ingleby', by: 'marsh', counts: '1-4' },
      { name: 'Dorothea Quarles', by: 'okafor', counts: '2' },
      { name: 'Linus Abernathy', by: 'stone', counts: '3-4' },
    ],
  },
];

export const criminalStories = (given: PlanGiven): readonly PlannedCase[] =>
  INDICTMENTS.map((each) => indicted(each, given));

function indicted(of: Indictment, given: PlanGiven): PlannedCase {
  const { accused, presider, magistrate } = of;
  const last = plusDays(given.today, -1);
  const government = { name: 'USA', parties: [accused.length + 1], by: 'yarrow', appears: false };
  const c = new Chronicle({
    cast: {
      subject: SUBJECTS.contract,
      plaintiff: government,
      defence: accused.map(({ name, by }, n) => ({ name, parties: [n + 1], by, appears: true })),
      presider,
      referral: magistrate,
      against: [],
      clerk: 'clerk',
      receipts: given.receipts,
    },
    random: seededRandom(`${given.seed} criminal ${of.ago}`),
    calendar: given.calendar,
    from: plusDays(last, -of.ago),
    last,
  });
  const filedOn = c.today;
  begins(c, of);
  quarrels(c, of);
  pleas(c, of);
  const { steps } = c.finished();
  return {
    steps,
    closedOn: null,
    number: { office: '1', yy: filedOn.slice(2, 4), type: 'cr', seq: of.seq },
    title: of.title,
    state: 'public',
    filedOn,
    presider,
    referral: magistrate,
    cause: '',
    natureOfSuit: '',
    jurisdiction: '',
    juryDemand: '',
    parties: [...accused.map(defendant), { role: 'Plaintiff', name: 'USA', counsel: [{ by: 'yarrow', lead: true }] }],
    flags: [],
  };
}

/** The indictment puts the counts on record, the judgment what became of them. */
const defendant = ({ name }: Accused): PlannedParty => ({
  role: 'Defendant',
  name,
  counsel: [],
  criminal: {
    offenseOpening: 'Felony',
    counts: [],
  },
});

/** Indictment, arrests, first appearances, and on what terms each is at large until the trial. */
function begins(c: Chronicle, { accused, magistrate, crime }: Indictment): void {
  const { plaintiff, defence } = c.cast;
  files(c, plaintiff, {
    name: 'indictment',
    after: 0,
    title: `Indictment: ${crime}`,
    pages: c.some(6, 12),
    answers: {
      event: 'indictment',
      defendants: 'all',
      charges: accused.map(({ counts }, n) => ({ partyNo: n + 1, charge: crime.toUpperCase(), counts })),
    },
  });
  for (const n of accused.keys()) {
    c.tell({
      name: `arrest ${n + 1}`,
      after: c.some(1, 2),
      by: 'clerk',
      answers: { event: 'arrest', defendants: [n + 1], prompts: { on: c.today } },
    });
    files(c, defence[n]!, {
      name: `appearance ${n + 1}`,
      after: c.some(0, 2),
      title: 'Notice of Attorney Appearance',
      pages: 1,
      answers: { event: 'criminal-appearance', associate: [n + 1] },
    });
    c.tell({
      name: `release ${n + 1}`,
      after: 1,
      by: magistrate,
      answers: {
        event: 'criminal-order',
        defendants: [n + 1],
        orderText: `The defendant has been told of the charges and of the right to counsel, pleads not guilty, and is released on the conditions stated in court.`,
      },
    });
  }
  c.tell({
    name: 'schedule',
    after: c.some(3, 8),
    by: magistrate,
    answers: {
      event: 'criminal-order',
      defendants: 'all',
      orderText: `Automatic discovery is due by ${longDay(c.inDays(28))}. A status conference is set for ${longDay(c.inDays(45))} at 11:00 AM.`,
    },
  });
}

/** The first of them asks for more time, is opposed, and gets it; the time does not count towards the trial. */
function quarrels(c: Chronicle, { presider }: Indictment): void {
  const { plaintiff, defence } = c.cast;
  const until = c.inDays(75);
  const motion = files(c, defence[0]!, {
    name: 'continue',
    after: c.some(20, 30),
    title: 'Motion to Continue Trial',
    pages: 3,
    answers: {
      event: 'criminal-motion',
      reliefs: [{ code: 'continue', prompts: { what: 'Trial', until } }],
      freeText: 'so that the records can be read',
      defendants: [1],
    },
  });
  const response = files(c, plaintiff, {
    name: 'continue-answered',
    after: c.some(6, 10),
    title: 'Response to Motion to Continue Trial',
    pages: 2,
    answers: { event: 'criminal-response', references: [motion], defendants: [1] },
  });
  files(c, defence[0]!, {
    name: 'continue-reply',
    after: c.some(2, 5),
    title: 'Reply in Support of Motion to Continue Trial',
    pages: 2,
    answers: { event: 'criminal-reply', references: [motion, response], defendants: [1] },
  });
  c.tell({
    name: 'continued',
    after: c.some(3, 6),
    by: presider,
    answers: {
      event: 'order-to-continue',
      rulings: [{ of: motion, n: 1, disposition: 'granting' }],
      defendants: [1],
      prompts: { from: c.today, until },
      orderText: 'The ends of justice outweigh the interest of the public and of the defendant in an earlier trial.',
    },
  });
}

/** Who pleads guilty is sentenced three months later. */
function pleas(c: Chronicle, { accused, presider }: Indictment): void {
  for (const [n, { sentence }] of accused.entries()) {
    if (!sentence) continue;
    files(c, c.cast.defence[n]!, {
      name: `plea ${n + 1}`,
      after: c.some(8, 14),
      title: 'Plea Agreement',
      pages: c.some(5, 8),
      answers: { event: 'plea-agreement', defendants: [n + 1] },
    });
    c.tell({
      name: `judgment ${n + 1}`,
      after: c.some(85, 95),
      by: presider,
      main: { title: 'Judgment in a Criminal Case', pages: c.some(5, 7) },
      answers: {
        event: 'criminal-judgment',
        defendants: [n + 1],
        dispositions: [
          { partyNo: n + 1, n: 1, disposition: `Pleaded guilty. Sentenced to ${sentence}.`, status: 'pending' },
        ],
        endedParties: [n + 1],
        orderText: `The defendant, who has pleaded guilty, is sentenced to ${sentence}.`,
      },
    });
  }
}
