/**
 * The help pages: short answers to what filers ask (spec/filing.md §14.1 to §14.3), with the court's own facts. Each stands at
 * `…/help/<id>` and is found by its title and words.
 */
import { type Html, html } from '../../../kernel/html.ts';
import { failureFormOf, requestsOf } from '../look/addresses.ts';
import type { HelpDesk } from '../look/context.ts';

/** What the texts take from the court's settings. */
export interface CourtFacts {
  readonly base: string;
  readonly name: string;
  /** `midnight Eastern Time` */
  readonly dayEnds: string;
  readonly largestFile: string;
  readonly freeLookDays: number;
  readonly helpDesk: HelpDesk;
}

export interface HelpTopic {
  readonly id: string;
  readonly title: string;
  /** Words by which it is found besides those of its title. */
  readonly words: readonly string[];
  readonly body: (court: CourtFacts) => Html;
  /** Ids of topics that people read next. */
  readonly next: readonly string[];
}

const call = ({ helpDesk }: CourtFacts): Html =>
  html`the help desk${helpDesk.phone ? html` (telephone ${helpDesk.phone})` : null}`;

export const HELP_TOPICS: readonly HelpTopic[] = [
  {
    id: 'filing',
    title: 'How to file in a case',
    words: ['efile', 'submit', 'upload', 'start', 'first time', 'steps'],
    next: ['which-event', 'pdf', 'deadlines'],
    body: ({ base, dayEnds }) => html`<ol>
<li><a href="${base}/file">Choose the case</a> by its number.</li>
<li>Choose what you file. Type a word of it, or upload the PDF and take what we suggest.</li>
<li>Say for whom you file, upload the PDFs, answer what the event asks.</li>
<li>Read the page “Check, then file”. It shows the docket text, who is told and which deadlines this sets.</li>
<li>Press “File”. You see the Notice of Electronic Filing at once. It is your proof, and it is service on everybody whom it lists by e-mail.</li></ol>
<p>Nothing is filed before the notice appears. Every answer is kept as a draft: you can stop, and go on from any machine. A filing counts for the day if it is complete before ${dayEnds}.</p>`,
  },
  {
    id: 'which-event',
    title: 'Which event is the right one?',
    words: ['choose', 'category', 'type of filing', 'wrong event', 'cannot find', 'no event fits'],
    next: ['filing', 'mistakes', 'after-hours'],
    body: (
      court,
    ) => html`<p>The event decides the docket text, who must answer and by when. Take the most exact one: “Motion to Compel”, not “Notice (Other)”.</p>
<ul><li>Look for the first words of your paper’s title. Misspelt words are found too.</li>
<li>A memorandum, affidavit or exhibit for a motion is its own event and points to the motion.</li>
<li>The <a href="${court.base}/events">list of all events</a> shows the docket text of each, and who may use it.</li></ul>
<p>Still not sure? Call ${call(court)}.</p>`,
  },
  {
    id: 'deadlines',
    title: 'Deadlines and the end of the day',
    words: ['midnight', 'due date', 'time zone', 'late', 'Rule 6', 'count days', 'holiday', 'weekend'],
    next: ['technical-failure', 'notices'],
    body: ({
      dayEnds,
      name,
    }) => html`<p>A filing counts for the day if it is complete before ${dayEnds}. It is the court’s clock that counts, not yours. The receipt says the second at which your filing arrived.</p>
<p>Days are counted by Fed. R. Civ. P. 6 and Fed. R. Crim. P. 45: the day of the event does not count; every other day does, Saturdays, Sundays and holidays too; when the last day is a Saturday, a Sunday or a legal holiday, the period runs to the next day that is none. Service by this system adds no days.</p>
<p>${name} shows with every filing which deadlines it sets, and how each was counted. The order or the rule is the law; the computed date is a help.</p>`,
  },
  {
    id: 'after-hours',
    title: 'Filing after hours',
    words: ['night', 'weekend', 'emergency', 'closed', 'urgent', 'temporary restraining order'],
    next: ['deadlines', 'technical-failure', 'which-event'],
    body: (
      court,
    ) => html`<p>You can file at any hour of any day. What needs a judge at once needs a call too: chambers hear of new filings on the next business day. Call ${call(court)} before you file an emergency motion.</p>
<p>The filing date is that of the court’s clock when your filing arrived complete. Where you cannot find the right event at night, a Z-Motion or Z-Document keeps your filing date, if this court has them; the clerk gives it its right event.</p>`,
  },
  {
    id: 'technical-failure',
    title: 'When something fails before a deadline',
    words: [
      'outage',
      'error',
      'computer problem',
      'crash',
      'slow',
      'internal server error',
      'cannot file',
      'inaccessible',
      'proof',
      'log',
      'reference',
      'case manager',
      'technical failure',
    ],
    next: ['deadlines', 'after-hours'],
    body: (
      court,
    ) => html`<p>Your draft is kept with all its files. Try again first: pressing “File” twice never files twice.</p>
<p>If it still fails, <a href="${failureFormOf(court.base)}">log a technical failure</a> before the deadline passes: you get a reference at once, with the court’s time. Then call ${call(court)} and the case manager of your judge, who is named on each page of your draft. Fed. R. Civ. P. 6(a)(3) extends a period while the clerk’s office is inaccessible; whether it was is for the court to say.</p>`,
  },
  {
    id: 'pdf',
    title: 'What a PDF must be',
    words: [
      'size',
      'too big',
      'malformed',
      'not well-formed',
      'password',
      'security',
      'fillable form',
      'scan',
      'split',
      'searchable',
      'flatten',
    ],
    next: ['redaction', 'filing'],
    body: ({
      largestFile,
    }) => html`<ul><li>PDF only, at most ${largestFile} each. Split a larger one where its parts begin and file them as attachments.</li>
<li>Make it from your word processor (“Save as PDF”); scan only what exists on paper alone, at 300 dpi, black and white, and make it searchable.</li>
<li>No password, no script, no attached files. If a file is refused for that, print it to a new PDF and upload the new one.</li>
<li>Each document is its own PDF: motion, memorandum, proposed order, each exhibit.</li></ul>
<p>A refused file loses nothing: your other answers and files are kept.</p>`,
  },
  {
    id: 'redaction',
    title: 'What must be redacted',
    words: [
      'social security number',
      'birth',
      'minor',
      'account number',
      'privacy',
      'personal',
      'Rule 5.2',
      'metadata',
      'black box',
    ],
    next: ['sealed', 'mistakes'],
    body: () => html`<p>Before you upload (Fed. R. Civ. P. 5.2, Fed. R. Crim. P. 49.1):</p>
<ul><li>Social Security and taxpayer numbers: the last four digits only.</li><li>Birth dates: the year only.</li><li>Names of minors: initials only.</li><li>Account numbers: the last four digits only.</li><li>Home addresses in criminal cases: city and state only.</li></ul>
<p>A black box drawn over words does not remove them: anybody can copy them out. Remove the words themselves, or print the page and scan it.</p>
<p>The filer is responsible; the clerk does not check.</p>`,
  },
  {
    id: 'sealed',
    title: 'Sealed and restricted filings',
    words: ['seal', 'under seal', 'confidential', 'protective order', 'ex parte', 'in camera', 'restricted'],
    next: ['redaction', 'manual-filing'],
    body: (
      court,
    ) => html`<p>Nothing is sealed because its filer wants it. First move for leave; the motion itself is public unless the event says otherwise. Once the court allows it, file the paper with the event for sealed papers: it goes to a place of its own, encrypted, and only those whom the order names can open it.</p>
<p>Each page of the filing says who will be able to see the paper. If that is not right, stop, and call ${call(court)}.</p>`,
  },
  {
    id: 'manual-filing',
    title: 'What cannot be filed here',
    words: [
      'paper',
      'box of exhibits',
      'classified',
      'physical exhibit',
      'mediation',
      'video',
      'disc',
      'not e-filed',
      'Form 23',
    ],
    next: ['sealed', 'filing'],
    body: (
      court,
    ) => html`<p>Physical things, classified papers, and what the court has ordered to be brought by hand are not uploaded. File a notice of manual filing, so that the docket shows it, and bring the thing to the clerk.</p>
<p>Papers of a mediation go to the mediator, not to the docket. Discovery is served, not filed, unless it is used in the case (Fed. R. Civ. P. 5(d)(1)).</p><p>In doubt call ${call(court)} first.</p>`,
  },
  {
    id: 'signing',
    title: 'How to sign',
    words: [
      'signature',
      '/s/',
      'affidavit',
      'declaration',
      'stipulation',
      'on behalf of',
      'co-counsel',
      'another attorney',
    ],
    next: ['filing', 'notices'],
    body: () => html`<p>Filing under your own account is your signature (Fed. R. Civ. P. 5(d)(3)(C)). Put <span class="code">/s/</span> and your name where you would sign, with your address, telephone, e-mail and bar number below.</p>
<p>What somebody else signed, an affidavit for example, you scan with the signature or file with <span class="code">/s/</span> and keep the original as the court’s rule says. A stipulation names everybody who agreed, and that each has consented.</p>
<p>Nobody files under another’s account. An appearance is filed by the attorney who appears.</p>`,
  },
  {
    id: 'notices',
    title: 'Notices of electronic filing and service',
    words: ['NEF', 'e-mail', 'not receiving', 'certificate of service', 'who is served', 'free look', 'bounce', 'spam'],
    next: ['deadlines', 'filing'],
    body: ({
      freeLookDays,
    }) => html`<p>When you file, everybody in the case who is registered gets a notice by e-mail. It is service; no certificate is needed for them (Fed. R. Civ. P. 5(d)(1)(B)). The notice also lists who gets none: serve those by mail and say so in a certificate of service.</p>
<p>Each attorney of record and party without an attorney can open the filed documents once, free of charge, from the link in the notice, within ${freeLookDays} days. Save them then.</p>
<p>No notices? File a notice of appearance, look into the folder for unwanted mail, and check the e-mail address of your account.</p>`,
  },
  {
    id: 'mistakes',
    title: 'I made a mistake in a filing',
    words: ['wrong case', 'wrong document', 'correct', 'undo', 'withdraw', 'refile', 'delete', 'error in filing'],
    next: ['which-event', 'redaction'],
    body: (
      court,
    ) => html`<p>Before “File” everything can be changed: go back, or discard the draft. After it the docket is a public record; nobody erases from it, and do not file the same paper again.</p>
<p>Open the notice of the filing and press “Ask the clerk for a correction”. The clerk can correct the event or the text, or close a document to the public at once when it shows what it must not. You see the answer under <a href="${requestsOf(court.base)}">your requests</a>, and get it by e-mail; the filing keeps its date.</p>
<p>If it is urgent, or the filing is under seal, call ${call(court)} and give case number and document number.</p>`,
  },
  {
    id: 'account',
    title: 'Accounts, passwords, changing firms',
    words: [
      'register',
      'login',
      'sign on',
      'forgot password',
      'locked',
      'leave firm',
      'new address',
      'client code',
      'admission',
      'pro hac vice',
    ],
    next: ['notices', 'fees'],
    body: (
      court,
    ) => html`<p>One account of your own serves all courts; it is never shared. Passwords and bills are the PACER Service Center’s; the right to file is the court’s. Both are named at the foot of each page.</p>
<p>When you change firms, you keep the account. Tell the court the new address, and file a withdrawal or substitution in the cases that you leave behind.</p>
<p>A party without an attorney files electronically when the court has allowed it. Ask ${call(court)}.</p>`,
  },
  {
    id: 'fees',
    title: 'What costs money',
    words: ['price', 'cost', 'per page', 'bill', 'charge', 'filing fee', 'free', 'exempt', 'waiver', '$30'],
    next: ['account', 'notices'],
    body: () => html`<p>Searching is free. Opening a docket sheet or a document costs the price that is shown before you open it, and nothing after that within the time on the receipt. Who owes $30.00 or less in a quarter pays nothing for it.</p>
<p>Most filings cost nothing. Where one has a fee, its page says so.</p>`,
  },
];

export const helpTopic = (id: string): HelpTopic | undefined => HELP_TOPICS.find((each) => each.id === id);
