/**
 * The dictionary holds every row of the tables of spec/filing.md §3.3 to §3.11, and every short name of §3.12: an event or
 * relief says in its `source` which row it is. What has none on purpose stands here with the reason.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDictionary } from '../../compose.ts';
import type { CivilDate } from '../../kernel/time.ts';

const dictionary = readDictionary();
const events = dictionary.events('2026-12-01' as CivilDate);
const reliefs = events.flatMap((event) => (event.matter.kind === 'opens' ? event.matter.reliefs : []));
const LAST_ROW = 260;

/** Rows that are no event here, and what there is instead. */
const ELSEWHERE: Readonly<Record<number, string>> = {
  20: 'the Civil Category Sheet is a category of attachment (dictionary/attachment-categories.yaml)',
  149: 'papers of a mediation go to the mediator and are never filed',
  177: 'sealing the entry is a level that is chosen with the filing, not a second event',
  178: 'that leave was given on a day is said by the relation to the order',
  223: 'a mark on an entry is made by correcting the entry, which keeps its versions',
  251: 'comes with the guided bundle of an appearance at the trade court',
  252: 'comes with the guided bundle of an appearance at the trade court',
  253: 'comes with the guided bundle of an appearance at the trade court',
  255: 'a motion at the trade court is the event `motion` with its relief',
};

/** The rows that a source names, `rows 182-184` too. */
const rowsOf = ({ source }: { readonly source: string }): readonly number[] =>
  [...source.matchAll(/rows? (\d+)(?:-(\d+))?/g)].flatMap(([, from, to]) =>
    Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, index) => Number(from) + index),
  );

test('each of the 260 rows is an event or a relief, or it is said why not', () => {
  const held = new Set([...events, ...reliefs].flatMap(rowsOf));
  const missing: number[] = [];
  for (let row = 1; row <= LAST_ROW; row += 1) {
    if (row in ELSEWHERE) assert.ok(row === 149 || !held.has(row), `row ${row} is in the dictionary after all`);
    else if (!held.has(row)) missing.push(row);
  }
  assert.deepEqual(missing, []);
  assert.ok([...held].every((row) => row >= 1 && row <= LAST_ROW));
});

/** Short names that real courts use (§3.12), and the event or `event/relief` that they are here. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  'Acknowledgment of Receipt': 'acknowledgment-of-receipt',
  'Administrative Record': 'administrative-record',
  'Add and Terminate Attorneys': 'update-attorneys',
  'Add and Terminate Judges': 'update-judges',
  'Add and Terminate Parties': 'update-parties',
  'Amended Judgment': 'amended-judgment',
  'Appeal - Miscellaneous': 'appeal-other',
  'Application/Petition': 'application',
  'Arraignment and Plea': 'arraignment-and-plea',
  'Audio File': 'audio-file',
  'Bench Trial - Begun': 'bench-trial-begun',
  'Bench Trial - Completed': 'bench-trial-completed',
  'Bench Trial - Held': 'bench-trial-held',
  'Bond Hearing': 'bond-hearing',
  'Calendar Entry': 'calendar-entry',
  'Case Management Plan': 'case-management-plan',
  'Case Designated ECF': 'case-designated-ecf',
  'Case Selected for Mediation': 'selected-for-mediation',
  'Certificate of Interested Parties': 'certificate-of-interested-parties',
  'Claim Construction Opening Brief': 'claim-construction-opening',
  'Claim Construction Answering Brief': 'claim-construction-answering',
  'Claim Construction Reply Brief': 'claim-construction-reply',
  'Claim Construction Chart': 'claim-construction-chart',
  "Clerk's Notice": 'clerks-notice',
  'Clerks Notice of Deposit': 'notice-of-deposit',
  'Copyright Report': 'copyright-patent-report',
  'Curcio Hearing': 'curcio-hearing',
  'Discovery Conference': 'discovery-conference',
  'Discovery Hearing': 'discovery-hearing',
  'Endorsed Letter': 'endorsed-letter',
  'Entry of Appearance': 'entry-of-appearance',
  'Evidentiary Hearing': 'evidentiary-hearing',
  'Factual Resume': 'factual-resume',
  'Final Order for Forfeiture': 'final-forfeiture-order',
  'Final Pretrial Order': 'final-pretrial-order',
  'Financial Affidavit': 'cja-23',
  'Findings of Fact & Conclusions of Law': 'findings-of-fact',
  'Forepersons Signature Page': 'foreperson-signature',
  'Grand Jury Returns': 'grand-jury-returns',
  'Hearing Cancelled': 'hearing-cancelled',
  'In Chambers Conference': 'chambers-conference',
  'Interrogatories Propounded': 'interrogatories-propounded',
  'Joint Discovery Plan': 'joint-discovery-plan',
  'Judgment of Forfeiture': 'judgment-of-forfeiture',
  'Leave of Absence': 'leave-of-absence',
  'Memo Endorsement': 'memo-endorsement',
  'Minute Order': 'minute-order',
  'Motions Referred': 'motions-referred',
  'Motions Submitted': 'motions-submitted',
  'Notice of Availability': 'notice-of-availability',
  'Notice of Filing Proposed Summons': 'notice-of-proposed-summons',
  'Notice of Filing of Official Transcript': 'notice-of-official-transcript',
  'Notice of Joinder/Concurrence': 'notice-of-concurrence',
  'Notice of Pendency of Other Action': 'notice-of-pendency',
  'Notice of Right to Consent': 'notice-of-right-to-consent',
  'Notice of Service': 'notice-of-service',
  'Notice of Special Appearance': 'special-appearance',
  'Notice of Striking': 'notice-of-striking',
  'Notice of Trial Calendar': 'notice-of-trial-calendar',
  'Omnibus Hearing': 'omnibus-hearing',
  Opinion: 'opinion',
  'Oral Argument': 'oral-argument',
  'Oral Order': 'oral-order',
  'Order 60-Day Administrative Termination': 'administrative-termination',
  'Order Setting Mediation Conferences': 'order-appointing-mediator',
  'Passport Notice': 'passport-receipt',
  'Position on': 'position',
  'Pretrial Conference Initial': 'initial-pretrial-conference',
  'Pretrial Conference Interim': 'interim-pretrial-conference',
  'Pretrial Disclosures': 'pretrial-disclosures',
  'Pretrial Services Report': 'pretrial-services-report',
  'Proof of publication': 'proof-of-publication',
  'Proposed Scheduling Order': 'proposed-scheduling-order',
  'Protective Order': 'protective-order',
  'Quality Control Check - Attorney Case Opening': 'opening-quality-check',
  'Receipt (Exhibit)': 'exhibit-receipt',
  'Request for Admissions': 'request-for-admissions',
  'Request for Production': 'request-for-production',
  'Request to Continue': 'request-to-continue',
  'Restitution Questionnaire': 'restitution-questionnaire',
  'Return Receipt': 'return-receipt',
  Ruling: 'ruling',
  'Scheduling Conference': 'scheduling-conference',
  'Sealed Attachment/Exhibit(s)': 'sealed-exhibit',
  'Service - Miscellaneous': 'service-other',
  'Settlement Conference': 'settlement-conference',
  'So Ordered': 'so-ordered',
  'Special Admissions Form': 'special-admissions-form',
  'Standing Order': 'standing-order',
  Statement: 'statement',
  'Statement of Reasons': 'statement-of-reasons',
  'Submission to District/Magistrate Judge': 'submission-to-judge',
  'Suggestion of Subsequently Decided Authority': 'subsequently-decided-authority',
  'Telephone Conference': 'telephone-conference',
  'Terminated Case': 'terminated-case',
  'Text-Only Order': 'text-only-order',
  'Transcript - Appeal': 'transcript-appeal',
  'Trial - Miscellaneous': 'trial-other',
  'Trust Fund Account Statement': 'trust-account-statement',
  'Voir Dire': 'voir-dire',
  'Waiver of Presence at Arraignment': 'waiver-of-appearance',
  'Written transmission to Docket/Judgments clerk': 'written-transmission',
};

test('each short name of §3.12 is an event of its own', () => {
  const codes = Object.values(SHORT_NAMES);
  assert.equal(new Set(codes).size, codes.length);
  for (const [name, code] of Object.entries(SHORT_NAMES))
    assert.ok(
      events.some((event) => event.code === code),
      `${name}: there is no event ${code}`,
    );
});

test('a filer finds what is meant by the words that lawyers use', () => {
  const first = (words: string, caseType: string) => {
    const [hit] = dictionary.search(words, '2026-12-01' as CivilDate, { caseType });
    return hit && [hit.definition.code, hit.relief?.code].filter(Boolean).join('/');
  };
  assert.equal(first('MIL', 'cv'), 'motion/in-limine');
  assert.equal(first('MIL', 'cr'), 'criminal-motion/in-limine');
  assert.equal(first('TRO', 'cv'), 'motion/temporary-restraining-order');
  assert.equal(first('daubert', 'cv'), 'motion/exclude');
  assert.equal(first('bill of costs', 'cv'), 'bill-of-costs');
  assert.equal(first('financial affidavit', 'cr'), 'cja-23');
  assert.equal(first('ex parte', 'cv'), 'ex-parte-motion');
  assert.equal(first('MSJ', 'cv'), 'motion/summary-judgment');
});
