/** Sentences for pleadings of the fictional courts. All people, firms, places and events in them are invented. */
import { type Random, randomBelow, randomOf } from '../kernel/random.ts';

const WHO = [
  'Plaintiff',
  'Defendant',
  'the carrier',
  'the importer of record',
  'the surveyor',
  'the harbor master',
  'the lessee',
  'the guarantor',
  'the records custodian',
  'the independent auditor',
];
const DID = [
  'delivered written notice of the defect',
  'refused to produce the inspection reports',
  'accepted the shipment without reservation',
  'withheld the second installment',
  'agreed to extend the period for performance',
  'represented that the equipment had been tested',
  'failed to maintain the required coverage',
  'amended the schedule of rates',
  'returned the samples unopened',
  'certified the quantities set out in the invoice',
];
const WHEN = [
  'in the spring of the second contract year',
  'within ten days of the closing',
  'at the time of delivery',
  'on or about the date stated in Exhibit A',
  'before the inspection took place',
  'after repeated requests',
  'during the course of discovery',
  'at the meeting of the parties in Fallow Bridge',
];
const THUS = [
  'as required by Section 4 of the Agreement',
  'contrary to the terms on which the parties had settled',
  'and no objection was raised at that time',
  'as the witness confirmed at deposition',
  'a fact that is not in dispute',
  'and has offered no explanation since',
  'although the necessary records were in its possession',
  'with full knowledge of the consequences',
];
const ALSO = [
  'The record does not support any other reading.',
  'No prejudice would result from the relief requested.',
  'The question is therefore one of law, which the Court may decide on the papers.',
  'The parties conferred in good faith but could not resolve the matter.',
  'The same conclusion follows from the plain words of the Agreement.',
  'Good cause has been shown.',
  'The amount in question has never been disputed.',
  'Counsel for the opposing party has been told of this position.',
];
const THINGS = [
  'the warehouse at Quarry Road',
  'the grain barges',
  'the turbine housings',
  'the orchard lease',
  'the cold-storage plant',
  'the printing contract',
  'the ferry landing',
  'the seed license',
];

export interface Writing {
  /** The n-th paragraph: two to five sentences. */
  paragraph(n: number): string;
}

/** A writer whose paragraphs depend on `random` alone. */
export function writing(random: Random): Writing {
  const subject = randomOf(random, THINGS);
  const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
  const sentence = (): string => {
    const about = randomBelow(random, 3) === 0 ? `, with respect to ${randomOf(random, THINGS)},` : '';
    const act = `${randomOf(random, WHO)}${about} ${randomOf(random, DID)}`;
    return `${capital(randomOf(random, WHEN))}, ${act}, ${randomOf(random, THUS)}.`;
  };
  return {
    paragraph(n) {
      const opening = n === 1 ? `This matter concerns ${subject}.` : sentence();
      const more = Array.from({ length: 1 + randomBelow(random, 3) }, sentence);
      return [opening, ...more, ...(randomBelow(random, 2) === 0 ? [randomOf(random, ALSO)] : [])].join(' ');
    },
  };
}
