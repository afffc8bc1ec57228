/** The quiet chapters of a civil case, each a few entries that hang together (spec/filing.md appendix C.1). */
import { usDate } from '../kernel/time.ts';
import type { Chronicle, Side } from './chronicle.ts';
import { attached, exhibits, files, longDay, orders } from './papers.ts';

const FEES_PAID = '405';

/** Complaint, assignment, appearances, and the disclosure statement that companies owe (Fed. R. Civ. P. 7.1). */
export function opens(c: Chronicle): void {
  const { subject, plaintiff, defence, clerk, against, referral, receipts } = c.cast;
  c.tell({
    name: 'complaint',
    after: 0,
    by: clerk,
    main: { title: 'Complaint', pages: c.some(4, 9) },
    attachments: [...exhibits(subject.exhibits, () => c.some(1, 3)), attached('Civil Cover Sheet', '', 1)],
    answers: {
      event: 'complaint',
      filers: plaintiff.parties,
      prompts: { against, 'filing-fee': FEES_PAID, 'receipt-number': `${receipts}-${c.some(1_000_000, 9_999_999)}` },
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
