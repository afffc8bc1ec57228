/** The chapters of a civil case, each a few entries that hang together (spec/filing.md appendix C.1). */
import { usDate } from '../kernel/time.ts';
import type { Chronicle, Side } from './chronicle.ts';
import type { AttachedPaper, StepAnswers } from './plan.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const longDay = (day: string): string =>
  `${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8, 10))}, ${day.slice(0, 4)}`;
const LETTERS = 'ABCDEFGH';

const exhibits = (titles: readonly string[], pages: () => number, from = 0): AttachedPaper[] =>
  titles.map((title, n) => ({
    paper: { title: `Exhibit ${LETTERS[from + n]}: ${title}`, pages: pages() },
    category: 'Exhibit',
    description: `${LETTERS[from + n]} - ${title}`,
  }));

const attached = (category: string, description: string, pages: number): AttachedPaper => ({
  paper: { title: [category, description].filter(Boolean).join(': '), pages },
  category,
  description,
});

/** What a side files: a paper of its own. */
function files(
  c: Chronicle,
  side: Side,
  step: {
    name: string;
    after: number;
    title: string;
    pages: number;
    answers: StepAnswers;
    attachments?: readonly AttachedPaper[];
  },
): string {
  return c.tell({
    name: step.name,
    after: step.after,
    by: side.by,
    answers: { filers: side.parties, ...step.answers },
    main: { title: step.title, pages: step.pages },
    attachments: step.attachments ?? [],
  });
}

type Rulings = readonly { readonly of: string; readonly n?: number; readonly disposition: string }[];

/** What the court says, in its own words. The judge enters it, or the clerk for the presider. */
export function orders(
  c: Chronicle,
  step: { name: string; after: number; text: string; rulings?: Rulings; referred?: boolean },
): string {
  const { presider, referral, clerk } = c.cast;
  const by = step.referred && referral ? referral : c.chance(60) ? clerk : presider;
  return c.tell({
    name: step.name,
    after: step.after,
    by,
    answers: {
      event: 'electronic-order',
      orderText: step.text,
      rulings: (step.rulings ?? []).map((each) => ({ n: 1, ...each })),
    },
  });
}

const FEES_PAID = '405';

/** Complaint, assignment, appearances, and the disclosure statement that companies owe (Fed. R. Civ. P. 7.1). */
export function opens(c: Chronicle): void {
  const { subject, plaintiff, defence, clerk, against, referral } = c.cast;
  c.tell({
    name: 'complaint',
    after: 0,
    by: clerk,
    main: { title: 'Complaint', pages: c.some(4, 9) },
    attachments: [...exhibits(subject.exhibits, () => c.some(1, 3)), attached('Civil Cover Sheet', '', 1)],
    answers: {
      event: 'complaint',
      filers: plaintiff.parties,
      prompts: { against, 'filing-fee': FEES_PAID, 'receipt-number': `AOLYDC-${c.some(1_000_000, 9_999_999)}` },
    },
  });
  const first = referral ? ' Matters of discovery are referred to the magistrate judge.' : '';
  orders(c, {
    name: 'assignment',
    after: 1,
    text: `This case is assigned to the undersigned.${first} Counsel shall read the standing order on civil procedure of this session before the first conference.`,
  });
  for (const side of defence) appears(c, side);
  const [lead] = defence;
  if (lead && !subject.jurisdiction.startsWith('U.S.') && lead.by !== 'yarrow')
    files(c, lead, {
      name: 'disclosure',
      after: c.some(0, 2),
      title: 'Disclosure Statement',
      pages: 1,
      answers: { event: 'notice-other', freeText: 'Disclosure Statement under Rule 7.1' },
    });
}

export function appears(c: Chronicle, side: Side): void {
  if (!side.appears) return;
  files(c, side, {
    name: `appearance ${side.by}`,
    after: c.some(3, 12),
    title: 'Notice of Appearance',
    pages: 1,
    answers: { event: 'appearance', associate: side.parties },
  });
}

/** More time to answer, with the other side's assent. */
export function moreTimeToAnswer(c: Chronicle): void {
  const [lead] = c.cast.defence;
  const until = c.inDays(35);
  const motion = files(c, lead!, {
    name: 'extension',
    after: c.some(3, 8),
    title: 'Assented-to Motion for Extension of Time',
    pages: 2,
    answers: {
      event: 'motion',
      prefix: 'Assented to',
      reliefs: [{ code: 'extension-of-time-to-answer', prompts: { until } }],
      references: ['complaint'],
    },
  });
  orders(c, {
    name: 'extension-allowed',
    after: c.some(1, 3),
    text: `The answer or other response is due by ${longDay(until)}.`,
    rulings: [{ of: motion, disposition: 'granting' }],
  });
}

/** A motion to dismiss, argued to its end. A case that is dismissed is closed. */
export function dismissal(c: Chronicle, outcome: 'granting' | 'denying' | 'granting-in-part'): void {
  const { plaintiff, defence, subject } = c.cast;
  const lead = defence[0]!;
  const motion = files(c, lead, {
    name: 'dismiss',
    after: c.some(14, 28),
    title: `Motion to Dismiss ${subject.ground}`,
    pages: c.some(2, 4),
    attachments: [attached('Brief/Memorandum', 'in Support', c.some(6, 12)), attached('Text of Proposed Order', '', 1)],
    answers: {
      event: 'motion',
      reliefs: [{ code: 'dismiss' }],
      references: ['complaint'],
      freeText: subject.ground,
    },
  });
  const opposition = files(c, plaintiff, {
    name: 'dismiss-opposed',
    after: c.some(9, 13),
    title: 'Opposition to Motion to Dismiss',
    pages: c.some(5, 11),
    answers: { event: 'opposition', references: [motion] },
  });
  const leave = files(c, lead, {
    name: 'leave-to-reply',
    after: c.some(2, 5),
    title: 'Motion for Leave to File Reply',
    pages: 1,
    answers: { event: 'motion', reliefs: [{ code: 'leave-to-file' }], freeText: 'a reply of five pages' },
  });
  orders(c, {
    name: 'leave-given',
    after: c.some(1, 3),
    text: `The reply, of no more than five pages, is to be filed by ${longDay(c.inDays(9))}.`,
    rulings: [{ of: leave, disposition: 'granting' }],
  });
  files(c, lead, {
    name: 'dismiss-reply',
    after: c.some(3, 7),
    title: 'Reply in Support of Motion to Dismiss',
    pages: c.some(3, 5),
    answers: { event: 'reply', references: [motion, opposition] },
  });
  const said = {
    granting:
      'The complaint does not state a claim on which relief can be granted. The case is dismissed, and the clerk may close it.',
    denying: `Taken as true, the complaint states its claim. An answer is due by ${longDay(c.inDays(42))}.`,
    'granting-in-part': `The second count is dismissed. The first states a claim and stands. An answer to it is due by ${longDay(c.inDays(42))}.`,
  };
  orders(c, {
    name: 'dismiss-decided',
    after: c.some(18, 30),
    text: said[outcome],
    rulings: [{ of: motion, disposition: outcome }],
  });
  if (outcome === 'granting') c.close();
}

export function answers(c: Chronicle): void {
  for (const [n, side] of c.cast.defence.entries()) {
    files(c, side, {
      name: `answer ${side.by}`,
      after: n === 0 ? c.some(8, 13) : c.some(0, 2),
      title: 'Answer to Complaint',
      pages: c.some(4, 8),
      answers: { event: 'answer', references: ['complaint'], prompts: { 'jury-demand': n === 0 } },
    });
  }
}

/** The parties' proposal, the schedule, and an order that keeps confidential papers confidential. */
export function schedule(c: Chronicle): void {
  const { plaintiff, defence } = c.cast;
  const proposal = files(c, plaintiff, {
    name: 'proposal',
    after: c.some(10, 16),
    title: 'Joint Statement and Proposed Schedule',
    pages: c.some(2, 4),
    answers: {
      event: 'notice-other',
      prefix: 'Joint',
      freeText: 'Joint Statement under Local Rule 16.1 with Proposed Schedule',
    },
  });
  orders(c, {
    name: 'schedule',
    after: c.some(3, 8),
    text: `The schedule that the parties propose is adopted. Fact discovery closes on ${longDay(c.inDays(150))}; motions for summary judgment are due by ${longDay(c.inDays(190))}.`,
  });
  const motion = files(c, defence[0]!, {
    name: 'protective',
    after: c.some(6, 12),
    title: 'Joint Motion for Protective Order',
    pages: 2,
    attachments: [attached('Proposed Order', 'Confidentiality', 3)],
    answers: {
      event: 'motion',
      prefix: 'Joint',
      reliefs: [{ code: 'protective-order' }],
      references: [proposal],
      freeText: 'governing confidential documents',
    },
  });
  orders(c, {
    name: 'protective-order',
    after: c.some(1, 4),
    text: 'The proposed order, attached to the motion, is entered as the order of the court.',
    rulings: [{ of: motion, disposition: 'granting' }],
    referred: true,
  });
}

/** A quarrel about discovery: opposed after ten days, and decided. */
export function discovery(
  c: Chronicle,
  outcome: 'granting' | 'denying' | 'granting-in-part',
  withSanctions = false,
): void {
  const { plaintiff, defence, subject } = c.cast;
  const lead = defence[0]!;
  const motion = files(c, plaintiff, {
    name: 'compel',
    after: c.some(16, 28),
    title: `Motion to Compel Production of ${subject.sought}`,
    pages: c.some(3, 6),
    attachments: exhibits(['Requests for Production', 'Letters of Counsel'], () => c.some(1, 3)),
    answers: {
      event: 'motion',
      reliefs: withSanctions ? [{ code: 'compel' }, { code: 'sanctions' }] : [{ code: 'compel' }],
      freeText: withSanctions ? `concerning ${subject.sought}` : `production of ${subject.sought}`,
    },
  });
  const opposition = files(c, lead, {
    name: 'compel-opposed',
    after: 10,
    title: 'Opposition to Motion to Compel',
    pages: c.some(3, 6),
    attachments: [attached('Declaration', 'of the Records Custodian', 2)],
    answers: { event: 'opposition', references: [motion] },
  });
  files(c, plaintiff, {
    name: 'compel-reply',
    after: c.some(4, 7),
    title: 'Reply in Support of Motion to Compel',
    pages: c.some(2, 3),
    answers: { event: 'reply', references: [motion, opposition] },
  });
  const said = {
    granting: `${lead.name} shall produce ${subject.sought} by ${longDay(c.inDays(26))}. The objections of burden are not supported by the declaration.`,
    denying: `The request for ${subject.sought} is out of proportion to the needs of the case, Fed. R. Civ. P. 26(b)(1).`,
    'granting-in-part': `${lead.name} shall produce ${subject.sought} for the two years before the complaint, by ${longDay(c.inDays(33))}.`,
  };
  orders(c, {
    name: 'compel-decided',
    after: c.some(6, 12),
    text: said[outcome] + (withSanctions ? ' No fees are awarded.' : ''),
    rulings: [
      { of: motion, disposition: outcome },
      ...(withSanctions ? [{ of: motion, n: 2, disposition: 'denying' }] : []),
    ],
    referred: true,
  });
}

/** A conference that is moved to another day. */
export function continuance(c: Chronicle): void {
  const side = c.one([c.cast.plaintiff, ...c.cast.defence]);
  const conference = c.inDays(24);
  const until = c.inDays(45);
  const order = orders(c, {
    name: 'conference-set',
    after: c.some(5, 12),
    text: `A status conference is set for ${longDay(conference)} at 2:30 PM in Courtroom ${c.some(2, 12)}. The parties shall file a joint report two days before.`,
  });
  const motion = files(c, side, {
    name: 'continue',
    after: c.some(3, 7),
    title: 'Unopposed Motion to Continue Status Conference',
    pages: 1,
    answers: {
      event: 'motion',
      prefix: 'Unopposed',
      reliefs: [{ code: 'continue', prompts: { what: 'Conference', until } }],
      references: [order],
    },
  });
  orders(c, {
    name: 'continued',
    after: c.some(1, 2),
    text: `The conference is moved to ${longDay(until)} at 2:30 PM.`,
    rulings: [{ of: motion, disposition: 'granting' }],
  });
}

/** Small papers between the great ones. */
export function letters(c: Chronicle): void {
  const side = c.one([c.cast.plaintiff, ...c.cast.defence]);
  const kind = c.one(['authority', 'address', 'report', 'extension'] as const);
  if (kind === 'extension') {
    const until = c.inDays(30);
    const motion = files(c, side, {
      name: 'more-time',
      after: c.some(4, 10),
      title: 'Motion for Extension of Time',
      pages: 2,
      answers: {
        event: 'motion',
        prefix: c.one(['Unopposed', 'Joint', 'Consent']),
        reliefs: [{ code: 'extension-of-time', prompts: { until } }],
        freeText: 'to complete depositions',
      },
    });
    orders(c, {
      name: 'more-time-given',
      after: c.some(1, 4),
      text: `No further extension should be expected.`,
      rulings: [{ of: motion, disposition: 'granting' }],
    });
    return;
  }
  const words = {
    authority: ['Supplemental Authority', 'Supplemental Authority'],
    address: ['Change of Address', 'Change of Address'],
    report: ['Status Report', 'Status Report on Discovery'],
  }[kind];
  files(c, side, {
    name: kind,
    after: c.some(4, 10),
    title: `Notice of ${words[0]}`,
    pages: c.some(1, 3),
    answers: { event: 'notice-other', freeText: `of ${words[1]}` },
  });
  if (kind === 'report')
    orders(c, {
      name: 'report-read',
      after: c.some(1, 3),
      text: `The status report is noted. The next is due by ${usDate(c.inDays(45))}.`,
    });
}

/** Summary judgment, with its statement of facts and its declarations. */
export function judgment(c: Chronicle, outcome: 'granting' | 'denying' | 'granting-in-part'): void {
  const { plaintiff, defence, subject } = c.cast;
  const lead = defence[0]!;
  const motion = files(c, lead, {
    name: 'judgment',
    after: c.some(22, 34),
    title: `Motion for Summary Judgment ${subject.question}`,
    pages: c.some(2, 3),
    attachments: [attached('Brief/Memorandum', 'in Support', c.some(8, 14))],
    answers: { event: 'motion', reliefs: [{ code: 'summary-judgment' }], freeText: subject.question },
  });
  files(c, lead, {
    name: 'facts',
    after: 0,
    title: 'Statement of Undisputed Facts',
    pages: c.some(4, 7),
    attachments: exhibits(['Deposition Excerpts', 'Correspondence'], () => c.some(1, 4)),
    answers: { event: 'exhibit', references: [motion], freeText: 'Statement of Undisputed Facts' },
  });
  const opposition = files(c, plaintiff, {
    name: 'judgment-opposed',
    after: c.some(16, 20),
    title: 'Opposition to Motion for Summary Judgment',
    pages: c.some(8, 12),
    attachments: [attached('Declaration', 'in Opposition', 3)],
    answers: { event: 'opposition', references: [motion] },
  });
  files(c, plaintiff, {
    name: 'facts-answered',
    after: 0,
    title: 'Response to Statement of Undisputed Facts',
    pages: c.some(3, 6),
    answers: { event: 'exhibit', references: [opposition], freeText: 'Response to Statement of Undisputed Facts' },
  });
  files(c, lead, {
    name: 'judgment-reply',
    after: c.some(7, 12),
    title: 'Reply in Support of Motion for Summary Judgment',
    pages: c.some(4, 6),
    answers: { event: 'reply', references: [motion, opposition] },
  });
  orders(c, {
    name: 'hearing',
    after: c.some(5, 9),
    text: `The motion for summary judgment will be heard on ${longDay(c.inDays(21))} at 10:00 AM. Each side has twenty minutes.`,
  });
  const said = {
    granting: `No material fact is in dispute ${subject.question}. Judgment shall enter for ${lead.name}, and the clerk may close the case.`,
    denying: `A jury could find for either side ${subject.question}. The parties shall say by ${longDay(c.inDays(48))} when they can be ready for trial.`,
    'granting-in-part': `The motion is granted as to the second count and denied as to the first. The parties shall confer about trial of what remains.`,
  };
  orders(c, {
    name: 'judgment-decided',
    after: c.some(24, 32),
    text: said[outcome],
    rulings: [{ of: motion, disposition: outcome }],
  });
  if (outcome === 'granting') c.close();
}

/** A motion to strike that comes to nothing. */
export function strikes(c: Chronicle, what: string): void {
  const { plaintiff, defence } = c.cast;
  const motion = files(c, plaintiff, {
    name: 'strike',
    after: c.some(4, 9),
    title: 'Motion to Strike',
    pages: 2,
    answers: { event: 'motion', reliefs: [{ code: 'strike' }], references: [what], freeText: 'the fourth defense' },
  });
  files(c, defence[0]!, {
    name: 'strike-opposed',
    after: c.some(8, 12),
    title: 'Opposition to Motion to Strike',
    pages: 2,
    answers: { event: 'opposition', references: [motion] },
  });
  orders(c, {
    name: 'strike-decided',
    after: c.some(6, 12),
    text: 'Motions to strike are disfavored, and this one would change nothing.',
    rulings: [{ of: motion, disposition: 'denying' }],
  });
}

/** The parties settle, and the case is closed. */
export function settles(c: Chronicle): void {
  const { plaintiff } = c.cast;
  files(c, plaintiff, {
    name: 'settlement',
    after: c.some(12, 25),
    title: 'Notice of Settlement',
    pages: 1,
    answers: { event: 'notice-other', freeText: 'of Settlement' },
  });
  orders(c, {
    name: 'settled',
    after: c.some(1, 3),
    text: 'Having been told that the parties have settled, the court dismisses the action without costs, and without prejudice to reopening it within sixty days if the settlement is not carried out. The clerk may close the case.',
  });
  c.close();
}
