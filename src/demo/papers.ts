/** How a side files a paper and the court answers: what all chapters are told with. */
import type { Chronicle, Side } from './chronicle.ts';
import type { AttachedPaper, StepAnswers } from './plan.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
/** `April 4, 2026`, as orders write a day. */
export const longDay = (day: string): string =>
  `${MONTHS[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8, 10))}, ${day.slice(0, 4)}`;
const LETTERS = 'ABCDEFGH';

/** Exhibits A, B, … of these titles. */
export const exhibits = (titles: readonly string[], pages: () => number): AttachedPaper[] =>
  titles.map((title, n) => ({
    paper: { title: `Exhibit ${LETTERS[n]}: ${title}`, pages: pages() },
    category: 'Exhibit',
    description: `${LETTERS[n]} - ${title}`,
  }));

/** One attachment under its category. */
export const attached = (category: string, description: string, pages: number): AttachedPaper => ({
  paper: { title: [category, description].filter(Boolean).join(': '), pages },
  category,
  description,
});

/** What a side files: a paper of its own. */
export function files(
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
