/** What the cases of the demo are about: the words that make a motion fit its case. */

export interface Subject {
  readonly cause: string;
  readonly natureOfSuit: string;
  readonly jurisdiction: string;
  /** Titles of the exhibits to the complaint. */
  readonly exhibits: readonly string[];
  /** What discovery is fought over, after "production of". */
  readonly sought: string;
  /** Why the complaint should be dismissed, as the motion's own words. */
  readonly ground: string;
  /** What summary judgment is asked on. */
  readonly question: string;
}

export const SUBJECTS = {
  contract: {
    cause: '28:1332 Diversity-Breach of Contract',
    natureOfSuit: '190 Contract: Other',
    jurisdiction: 'Diversity',
    exhibits: ['Supply Agreement', 'Notice of Default'],
    sought: 'the delivery ledgers for the second contract year',
    ground: 'for failure to state a claim under Section 9 of the Agreement',
    question: 'on the claim for breach of contract',
  },
  cargo: {
    cause: '28:1333 Admiralty',
    natureOfSuit: '120 Contract: Marine',
    jurisdiction: 'Federal Question',
    exhibits: ['Bill of Lading', 'Survey Report'],
    sought: 'the reefer temperature logs and the stowage plan',
    ground: 'for improper venue under the clause in the bill of lading',
    question: 'on the package limitation',
  },
  employment: {
    cause: '42:2000e Job Discrimination (Employment)',
    natureOfSuit: '442 Civil Rights: Jobs',
    jurisdiction: 'Federal Question',
    exhibits: ['Notice of Right to Sue', 'Offer Letter'],
    sought: 'personnel files of the comparators named in Request 14',
    ground: 'for failure to exhaust administrative remedies',
    question: 'on the claim of retaliation',
  },
  rights: {
    cause: '42:1983 Civil Rights Act',
    natureOfSuit: '440 Civil Rights: Other',
    jurisdiction: 'Federal Question',
    exhibits: ['Notice of Closing', 'Photographs of the Landing'],
    sought: 'minutes and letters about the closing of the landing',
    ground: 'for failure to state a claim under 42 U.S.C. 1983',
    question: 'on the claim of viewpoint discrimination',
  },
  patent: {
    cause: '35:271 Patent Infringement',
    natureOfSuit: '830 Patent',
    jurisdiction: 'Federal Question',
    exhibits: ['The Patent in Suit', 'Claim Chart'],
    sought: 'source files of the valve controller',
    ground: 'for lack of patentable subject matter',
    question: 'of non-infringement',
  },
  copyright: {
    cause: '17:501 Copyright Infringement',
    natureOfSuit: '820 Copyright',
    jurisdiction: 'Federal Question',
    exhibits: ['Certificate of Registration', 'Pages Compared'],
    sought: 'sales records of the second edition',
    ground: 'because the works are not substantially similar',
    question: 'on the defense of fair use',
  },
  insurance: {
    cause: '28:2201 Declaratory Judgment (Insurance)',
    natureOfSuit: '110 Insurance',
    jurisdiction: 'Diversity',
    exhibits: ['The Policy', 'Denial of Coverage'],
    sought: 'the claims file, withheld as work product',
    ground: 'because the action is not ripe',
    question: 'on the duty to defend',
  },
  product: {
    cause: '28:1332 Diversity-Product Liability',
    natureOfSuit: '365 Personal Injury: Prod. Liability',
    jurisdiction: 'Diversity',
    exhibits: ['Owner’s Manual', 'Incident Report'],
    sought: 'test reports on the lift’s hydraulic seal',
    ground: 'for lack of personal jurisdiction',
    question: 'on the claim of failure to warn',
  },
  benefits: {
    cause: '29:1132 E.R.I.S.A.-Employee Benefits',
    natureOfSuit: '791 Labor: E.R.I.S.A.',
    jurisdiction: 'Federal Question',
    exhibits: ['Summary Plan Description', 'Final Denial'],
    sought: 'the complete administrative record',
    ground: 'because the plan’s period of limitation has run',
    question: 'on the administrative record',
  },
  records: {
    cause: '05:552 Freedom of Information Act',
    natureOfSuit: '895 Freedom of Information Act',
    jurisdiction: 'U.S. Government Defendant',
    exhibits: ['The Request', 'Acknowledgment of the Request'],
    sought: 'an index of the records withheld',
    ground: 'as moot after the release of records',
    question: 'on Exemption 5',
  },
  antitrust: {
    cause: '15:1 Antitrust Litigation',
    natureOfSuit: '410 Anti-Trust',
    jurisdiction: 'Federal Question',
    exhibits: ['Schedule of Rates', 'Minutes of the Millers’ Association', 'Table of Prices'],
    sought: 'communications among the members about freight rates',
    ground: 'because no agreement is plausibly alleged',
    question: 'on the existence of an agreement',
  },
  disability: {
    cause: '42:405 Review of HHS Decision (DIWC)',
    natureOfSuit: '863 Social Security: DIWC/DIWW',
    jurisdiction: 'U.S. Government Defendant',
    exhibits: ['Notice of Appeals Council Action'],
    sought: 'the supplemental record',
    ground: 'because the complaint is late under 42 U.S.C. 405(g)',
    question: 'on the findings about residual functional capacity',
  },
  supplemental: {
    cause: '42:1383 Review of HHS Decision (SSID)',
    natureOfSuit: '864 Social Security: SSID Tit. XVI',
    jurisdiction: 'U.S. Government Defendant',
    exhibits: ['Decision of the Administrative Law Judge'],
    sought: 'the supplemental record',
    ground: 'because the complaint is late under 42 U.S.C. 405(g)',
    question: 'on the weight of the treating physician’s opinion',
  },
  immigration: {
    cause: '28:1361 Petition for Writ of Mandamus',
    natureOfSuit: '465 Other Immigration Actions',
    jurisdiction: 'U.S. Government Defendant',
    exhibits: ['Receipt of the Application', 'Inquiries about the Application'],
    sought: 'the file of the application',
    ground: 'because the time of decision is within the agency’s discretion',
    question: 'on unreasonable delay',
  },
  classification: {
    cause: '28:1581(a) Tariff Act: Denial of Protest',
    natureOfSuit: '890 Other Statutory Actions',
    jurisdiction: '28:1581(a) Denied Protests',
    exhibits: ['Summons, Form 1', 'Denial of the Protest'],
    sought: 'laboratory reports on the samples of the merchandise',
    ground: 'because the protest was not timely',
    question: 'on the heading under which the merchandise is classified',
  },
  dumping: {
    cause: '28:1581(c) Tariff Act: Antidumping and Countervailing Duties',
    natureOfSuit: '890 Other Statutory Actions',
    jurisdiction: '28:1581(c) Antidumping and Countervailing Duties',
    exhibits: ['Summons, Form 3', 'Final Determination'],
    sought: 'the confidential annex to the record',
    ground: 'for lack of standing under 28 U.S.C. 2631(c)',
    question: 'on the choice of the surrogate country',
  },
  residual: {
    cause: '28:1581(i) Residual Jurisdiction',
    natureOfSuit: '890 Other Statutory Actions',
    jurisdiction: '28:1581(i) Residual Jurisdiction',
    exhibits: ['Summons, Form 4', 'Instructions of Liquidation'],
    sought: 'the instructions sent to the ports',
    ground: 'because another remedy was open',
    question: 'on the lawfulness of the instructions',
  },
} as const satisfies Record<string, Subject>;

export type SubjectName = keyof typeof SUBJECTS;
