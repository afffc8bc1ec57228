/** The chapters in which the sides are at odds: motions that are opposed, argued and decided (spec/filing.md §3.6, §3.7). */
import type { Chronicle } from './chronicle.ts';
import { attached, exhibits, files, longDay, orders } from './papers.ts';

/** How a motion ends. */
export type Outcome = 'granting' | 'denying' | 'granting-in-part';

/** A motion to dismiss, argued to its end. A case that is dismissed is closed. */
export function dismissal(c: Chronicle, outcome: Outcome): void {
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

/** A quarrel about discovery: opposed after ten days, and decided. */
export function discovery(c: Chronicle, outcome: Outcome, withSanctions = false): void {
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

/** Summary judgment, with its statement of facts and its declarations. */
export function judgment(c: Chronicle, outcome: Outcome): void {
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
