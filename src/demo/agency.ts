/** The chapters of a case in which a court reviews what an agency has decided: the record, and the briefs on it. */
import type { Chronicle } from './chronicle.ts';
import { attached, files, longDay, orders } from './papers.ts';

/** The agency answers with its record, in volumes of forty pages. */
export function agencyRecord(c: Chronicle): void {
  const [agency] = c.cast.defence;
  files(c, agency!, {
    name: 'record',
    after: c.some(40, 58),
    title: 'Answer to Complaint, with the Certified Administrative Record',
    pages: c.some(2, 4),
    attachments: [
      attached('Index', 'of the Record', 2),
      attached('Exhibit', 'Certified Record, Volume 1', 40),
      attached('Exhibit', 'Certified Record, Volume 2', c.some(18, 36)),
    ],
    answers: { event: 'answer', references: ['complaint'], prompts: { 'jury-demand': false } },
  });
  orders(c, {
    name: 'briefing',
    after: c.some(2, 6),
    text: `The record has been filed. The opening brief is due by ${longDay(c.inDays(45))}, the agency’s brief thirty days later.`,
  });
}

/** The briefs on the record, and the decision, with which the case ends. */
export function agencyReview(c: Chronicle, outcome: 'granting' | 'denying'): void {
  const { plaintiff, defence, subject } = c.cast;
  const motion = files(c, plaintiff, {
    name: 'review',
    after: c.some(35, 44),
    title: `Motion for Judgment on the Record ${subject.question}`,
    pages: c.some(2, 3),
    attachments: [attached('Brief/Memorandum', 'in Support', c.some(12, 20))],
    answers: {
      event: 'motion',
      reliefs: [{ code: 'summary-judgment' }],
      references: ['record'],
      freeText: `${subject.question}, on the administrative record`,
    },
  });
  const opposition = files(c, defence[0]!, {
    name: 'review-opposed',
    after: c.some(20, 28),
    title: 'Opposition to Motion for Judgment on the Record',
    pages: c.some(10, 16),
    answers: { event: 'opposition', references: [motion] },
  });
  files(c, plaintiff, {
    name: 'review-reply',
    after: c.some(8, 12),
    title: 'Reply Brief',
    pages: c.some(3, 6),
    answers: { event: 'reply', references: [motion, opposition] },
  });
  orders(c, {
    name: 'review-decided',
    after: c.some(30, 50),
    text:
      outcome === 'granting'
        ? `Substantial evidence does not support the decision ${subject.question}. It is set aside, and the matter goes back to the agency. The clerk may close the case.`
        : `Substantial evidence supports the decision ${subject.question}. It is affirmed, and the clerk may close the case.`,
    rulings: [{ of: motion, disposition: outcome }],
  });
  c.close();
}
