/** What the public may not see: restricted entries of public cases, a case under seal, and a hidden one (DESIGN §4.4). */
import { seededRandom } from '../kernel/random.ts';
import { type CivilDate, plusDays } from '../kernel/time.ts';
import type { Outline } from './cases.ts';
import { type Cast, Chronicle } from './chronicle.ts';
import type { AttachedPaper, PlannedCase } from './plan.ts';
import type { PlanGiven } from './plan-demo.ts';
import { SUBJECTS } from './subjects.ts';

/** Stands in everything sealed and nowhere else: who finds it in the public schema has found a leak. */
export const SEALED_WORD = 'Velmorane';

const sealedExhibit: AttachedPaper = {
  paper: { title: `Exhibit A: The ${SEALED_WORD} Ledgers`, pages: 2 },
  category: 'Exhibit',
  description: `A - ${SEALED_WORD} Ledgers`,
};

/** What makes a case special, told after its schedule. Gives the day on which co-counsel left, where she did. */
export function tellSpecial(c: Chronicle, special: NonNullable<Outline['special']>): CivilDate | null {
  const { plaintiff, defence, presider } = c.cast;
  switch (special) {
    case 'sealed-entry':
      c.tell({
        name: 'sealed notice',
        after: c.some(5, 9),
        by: 'sealed-clerk',
        main: { title: `Sealed Notice concerning ${SEALED_WORD}`, pages: 3 },
        attachments: [sealedExhibit],
        answers: {
          event: 'notice-other',
          prefix: 'Sealed',
          filers: defence[0]!.parties,
          freeText: `of Formula of the ${SEALED_WORD} Process`,
        },
        restriction: 'sealed-entry',
      });
      return null;
    case 'restricted':
      return tellRestricted(c);
    case 'court-only':
      c.tell({
        name: 'note to the court',
        after: c.some(5, 9),
        by: 'clerk',
        main: { title: `Letter to Chambers about ${SEALED_WORD}`, pages: 1 },
        answers: {
          event: 'notice-other',
          filers: plaintiff.parties,
          freeText: `Letter about the illness of ${SEALED_WORD}, kept for the court only`,
        },
        restriction: 'court-only-entry',
      });
      return null;
    case 'ex-parte':
      c.tell({
        name: 'ex parte application',
        after: c.some(5, 9),
        by: 'clerk',
        main: { title: `Ex Parte Application to Preserve what ${SEALED_WORD} holds`, pages: 3 },
        answers: {
          event: 'notice-other',
          filers: plaintiff.parties,
          freeText: 'of Ex Parte Application, made without notice to the other side',
        },
        restriction: 'ex-parte',
      });
      return null;
    case 'paper':
      c.tell({
        name: 'letter',
        after: c.some(5, 9),
        by: 'clerk',
        main: { title: 'Letter of Silas Orme', pages: 2 },
        answers: { event: 'notice-other', filers: [3], freeText: 'Letter, received by mail, about service on paper' },
      });
      return null;
    case 'pro-se':
      c.tell({
        name: 'leave to e-file',
        after: c.some(2, 5),
        by: presider,
        answers: {
          event: 'electronic-order',
          orderText: 'The plaintiff, who represents himself, may file electronically in this case.',
        },
      });
      return null;
    case 'twelve-parties':
      return null;
  }
}

function tellRestricted(c: Chronicle): CivilDate {
  const { plaintiff } = c.cast;
  c.tell({
    name: 'medical records',
    after: c.some(5, 9),
    by: 'clerk',
    main: { title: `Medical Records of Ruth A. Pell, kept by ${SEALED_WORD}`, pages: 4 },
    attachments: [
      { paper: { title: `Index to the Records kept by ${SEALED_WORD}`, pages: 1 }, category: 'Index', description: '' },
    ],
    answers: {
      event: 'notice-other',
      filers: plaintiff.parties,
      freeText: 'of Medical Records, open to case participants only',
    },
    restriction: 'participants',
  });
  c.tell({
    name: 'withdrawal',
    after: c.some(4, 8),
    by: 'dunmore',
    main: { title: 'Notice of Withdrawal of Appearance', pages: 1 },
    answers: {
      event: 'notice-other',
      filers: plaintiff.parties,
      freeText: 'of Withdrawal of Appearance of Imogen S. Dunmore',
    },
  });
  return plusDays(c.today, 1);
}

/** A complaint of a relator, under seal while the government looks into it; and a matter of which nobody is told. */
export function sealedStories(given: PlanGiven): readonly PlannedCase[] {
  return [quiTam(given), hiddenMatter(given)];
}

function chronicleOf(given: PlanGiven, ago: number, cast: Cast): Chronicle {
  const last = plusDays(given.today, -1);
  return new Chronicle({
    cast,
    random: seededRandom(`${given.seed} sealed ${ago}`),
    calendar: given.calendar,
    from: plusDays(last, -ago),
    last,
  });
}

const castOfSealed = (name: string, by: string): Cast => ({
  subject: SUBJECTS.contract,
  plaintiff: { name, parties: [1], by, appears: false },
  defence: [],
  presider: 'ARW',
  referral: null,
  against: [2],
  clerk: 'sealed-clerk',
  receipts: 'AOLYDC',
});

function quiTam(given: PlanGiven): PlannedCase {
  const c = chronicleOf(given, 130, castOfSealed('United States of America', 'vale'));
  const filedOn = c.today;
  c.tell({
    name: 'complaint',
    after: 0,
    by: 'sealed-clerk',
    main: { title: `Complaint under Seal against ${SEALED_WORD} Holdings, Inc.`, pages: 7 },
    attachments: [sealedExhibit],
    answers: {
      event: 'complaint',
      filers: [1],
      prompts: { against: [2], 'filing-fee': '405', 'receipt-number': 'AOLYDC-7000001' },
    },
  });
  const motion = c.tell({
    name: 'extension',
    after: 50,
    by: 'vale',
    main: { title: `Ex Parte Motion for Extension of the Seal on ${SEALED_WORD}`, pages: 3 },
    answers: {
      event: 'motion',
      prefix: 'Ex Parte',
      filers: [1],
      reliefs: [{ code: 'extension-of-time' }],
      freeText: `of the seal, while ${SEALED_WORD} Holdings is looked into`,
    },
  });
  c.tell({
    name: 'extended',
    after: 3,
    by: 'ARW',
    answers: {
      event: 'electronic-order',
      rulings: [{ of: motion, n: 1, disposition: 'granting' }],
      orderText: `The complaint against ${SEALED_WORD} Holdings, Inc. stays under seal for six months.`,
    },
  });
  return {
    ...c.finished(),
    number: { office: '1', yy: filedOn.slice(2, 4), type: 'cv', seq: 19_001 },
    title: `United States ex rel. Marrow v. ${SEALED_WORD} Holdings, Inc.`,
    state: 'sealed',
    filedOn,
    presider: 'ARW',
    referral: null,
    cause: '31:3729 False Claims Act',
    natureOfSuit: '376 Qui Tam (31 U.S.C. 3729(a))',
    jurisdiction: 'U.S. Government Plaintiff',
    juryDemand: 'Plaintiff',
    parties: [
      {
        role: 'Plaintiff',
        name: 'United States of America',
        partyText: 'ex rel. Thessaly Marrow',
        counsel: [{ by: 'vale', lead: true }],
      },
      {
        role: 'Defendant',
        name: `${SEALED_WORD} Holdings, Inc.`,
        aliases: [{ kind: 'doing business as', name: `${SEALED_WORD} Medical Supply` }],
        counsel: [],
      },
    ],
    flags: [],
  };
}

function hiddenMatter(given: PlanGiven): PlannedCase {
  const c = chronicleOf(given, 60, castOfSealed('United States of America', 'yarrow'));
  const filedOn = c.today;
  const motion = c.tell({
    name: 'application',
    after: 0,
    by: 'yarrow',
    main: { title: `Application concerning the Accounts of ${SEALED_WORD}`, pages: 4 },
    attachments: [{ ...sealedExhibit, category: 'Affidavit', description: `of an Agent, about ${SEALED_WORD}` }],
    answers: {
      event: 'motion',
      prefix: 'Sealed',
      filers: [2],
      reliefs: [{ code: 'compel' }],
      freeText: `production of the accounts of ${SEALED_WORD}`,
    },
  });
  c.tell({
    name: 'allowed',
    after: 1,
    by: 'ARW',
    answers: {
      event: 'electronic-order',
      rulings: [{ of: motion, n: 1, disposition: 'granting' }],
      orderText: `The keeper of the accounts of ${SEALED_WORD} shall produce them, and shall tell nobody.`,
    },
  });
  return {
    ...c.finished(),
    number: { office: '1', yy: filedOn.slice(2, 4), type: 'mc', seq: 90_001 },
    title: `In re Accounts of ${SEALED_WORD}`,
    state: 'hidden',
    filedOn,
    presider: 'ARW',
    referral: null,
    cause: '18:3123',
    natureOfSuit: '890 Other Statutory Actions',
    jurisdiction: 'U.S. Government Plaintiff',
    juryDemand: 'None',
    parties: [
      { role: 'In Re', name: `Accounts of ${SEALED_WORD}`, counsel: [] },
      { role: 'Movant', name: 'United States of America', counsel: [{ by: 'yarrow', lead: true }] },
    ],
    flags: [],
  };
}
