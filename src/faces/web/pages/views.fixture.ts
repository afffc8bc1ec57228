/** Invented views, one for each page, for the tests of this folder. `spoil` is put around every view. */

import type { DocumentView, EntryView, PartyView } from '../../../court/docket/model.ts';
import { type Html, html } from '../../../kernel/html.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq, PartyNo } from '../../../kernel/ids.ts';
import { cents } from '../../../kernel/money.ts';
import type { CivilDate } from '../../../kernel/time.ts';
import type { PageContext } from '../look/context.ts';
import { casePage } from './case.ts';
import { calculatorView } from './deadline-calculator.fixture.ts';
import { deadlineCalculatorPage } from './deadline-calculator.ts';
import { correctionSection } from './desk/corrections.ts';
import { docketFoot, docketHead, docketRows } from './docket.ts';
import { docketPricePage } from './docket-price.ts';
import { documentPage } from './document.ts';
import { chooseCasePage } from './filing/choose-case.ts';
import { chooseEventPage } from './filing/choose-event.ts';
import { detailsPage } from './filing/details.ts';
import { docketWordsPage } from './filing/docket-words.ts';
import { documentsPage } from './filing/documents.ts';
import { nefPage, submissionUnknownPage } from './filing/filed.ts';
import type { WizardFrame } from './filing/frame.ts';

import { reviewPage } from './filing/review.ts';
import { freeLookPage } from './free-look.ts';
import { guidePages } from './guide-views.fixture.ts';
import { courtHomePage, homePage } from './home.ts';
import { clerksPages } from './manage/views.fixture.ts';
import { otherCasesView } from './other-cases-views.fixture.ts';
import { papersPages } from './papers-views.fixture.ts';
import { peoplePages } from './people-views.fixture.ts';
import { personsPages } from './persons-views.fixture.ts';
import { receiptPage } from './receipt.ts';
import { searchPage } from './search.ts';

export const day = (text: string): CivilDate => text as CivilDate;

export const anonymousContext: PageContext = {
  requestId: 'req-1',
  path: '/ecf/dcx/elsewhere',
  viewer: null,
  csrf: null,
  court: {
    id: 'dcx',
    name: 'District of Commonwealth',
    zone: 'America/New_York',
    helpDesk: { phone: '617-555-0148', email: 'help@example.gov', hours: '8 to 5' },
    base: '/ecf/dcx',
  },
  serviceCenter: { phone: '800-555-0199', email: 'psc@example.gov', hours: '8 to 6' },
};

export const signedOnContext: PageContext = {
  ...anonymousContext,
  viewer: {
    displayName: 'Dana Whitfield',
    loginId: 'dwhitfield',
    clientCode: 'HF',
    filer: true,
    courtUser: false,
    clerk: false,
  },
  csrf: 'token-1',
};

export const header = {
  court: 'dcx' as CourtId,
  caseId: 281 as CaseId,
  number: { office: '1', yy: '26', type: 'cv', seq: 142 },
  initials: { presider: 'ABC' },
  fullNumber: '1:26-cv-00142-ABC',
  shortTitle: 'Rivera v. Harbor Lines',
  filedOn: day('2026-01-14'),
  terminatedOn: day('2026-10-01'),
  presider: 'Judge Alma B. Castellan',
  referral: 'Magistrate Judge Devin Fairbanks',
  cause: '42:2000 Job Discrimination',
  natureOfSuit: '442 Civil Rights: Jobs',
  juryDemand: 'Plaintiff',
  jurisdiction: 'Federal Question',
  demand: '$5,000',
  mdlStatus: null,
  links: [],
  lines: [],
  lastFiledOn: day('2026-11-20'),
  flags: ['CASREF', 'PROTO'],
  origin: 'filed' as const,
};

export const aDocument = (serial: number, attachmentNo: number, pages: number | null): DocumentView => ({
  serial: serial as DocumentSerial,
  attachmentNo,
  description: attachmentNo === 0 ? '' : `Exhibit ${attachmentNo}`,
  pages,
  bytes: pages === null ? null : pages * 31_000,
});

export const anEntry = (wish: Partial<Omit<EntryView, 'kind'>> = {}): EntryView => ({
  kind: 'entry',
  seq: 8 as EntrySeq,
  number: '7',
  filedOn: day('2026-03-04'),
  enteredOn: day('2026-03-05'),
  text: 'MOTION to Compel by Ana Rivera.',
  parts: null,
  documents: [],
  restricted: null,
  strickenBy: null,
  ...wish,
});

export const aParty = (partyNo: number, role: string, name: string, wish: Partial<PartyView> = {}): PartyView => ({
  partyNo: partyNo as PartyNo,
  role,
  name,
  partyText: 'a Delaware corporation',
  aliases: [{ kind: 'doing business as', name: 'HFL' }],
  affiliates: [{ kind: 'Corporate Parent', name: 'Harbor Holdings, Inc.' }],
  proSe: false,
  address: null,
  terminatedOn: null,
  counsel: [
    {
      name: 'Dana Whitfield',
      contact: ['Whitfield LLP', 'Boston'],
      lead: true,
      notice: true,
      proHacVice: false,
      designation: 'Retained',
      terminatedOn: null,
      otherRoles: [],
    },
  ],
  defendant: null,
  ...wish,
});

export const words = [
  { kind: 'text', text: 'MOTION to Compel ' },
  { kind: 'free', text: 'answers' },
  { kind: 'ref', seq: 2, label: '1' },
  { kind: 'text', text: ' # ' },
  { kind: 'attachment', n: 1 },
] as const;
const price = { kind: 'charged', pages: 12, amount: cents(120), capped: false } as const;
const options = { order: 'oldest-first', withParties: true } as const;
const receipt = {
  at: '11/22/2026 14:05:11',
  login: 'dwhitfield',
  clientCode: 'HF',
  description: 'Docket Report',
  criteriaLabel: 'Search Criteria',
  criteria: '1:26-cv-00142-ABC',
  pages: 12,
  cost: cents(120),
  note: 'Exempt',
} as const;
export const oneListPage = { page: 1, pages: 2, previous: null, next: '?page=2' };
const courts = [
  { id: 'dcx', name: 'District', base: '/ecf/dcx', about: 'Civil', kind: 'district' },
  { id: 'ctx', name: 'Trade', base: '/ecf/ctx', about: 'Customs', kind: 'training' },
] as const;
const upload = {
  uploadId: 'u1',
  fileName: 'motion.pdf',
  pages: 3,
  bytes: 9000,
  category: 'Exhibit',
  description: 'A',
  warnings: ['Look at page 2.'],
};

export const frame: WizardFrame = {
  action: '/ecf/dcx/drafts/1/step',
  step: 3,
  steps: 8,
  inCase: { number: '1:26-cv-00142', title: 'Rivera v. Harbor', href: '/ecf/dcx/cases/1-26-cv-00142', closed: true },
  event: 'Compel',
  rowVersion: 4,
  saved: 'Draft saved.',
  dayEnds: 'Until midnight.',
  warning: 'Think first.',
  errors: [],
  trouble: { logHref: '/ecf/dcx/technical-failure', caseManager: { name: 'Odette', phone: '555-0161', email: null } },
};
export const wrong = (field: string): WizardFrame => ({
  ...frame,
  errors: [{ field, text: 'That is wrong.', todo: 'Mend it.' }],
});

export type Spoil = <T>(view: T) => T;

/** Every page with an invented view. */
export const everyPage = (ctx: PageContext, spoil: Spoil): Record<string, Html> => ({
  ...readersPages(ctx, spoil),
  ...personsPages(ctx, spoil),
  ...filingPages(ctx, spoil),
  ...clerksPages(ctx, spoil),
  ...guidePages(ctx, spoil),
});

const readersPages = (ctx: PageContext, spoil: Spoil): Record<string, Html> => ({
  home: homePage(ctx, spoil({ courts, demo: true })),
  courtHome: courtHomePage(
    ctx,
    spoil({
      about: 'a',
      notices: ['n'],
      address: ['x'],
      cutOff: 'c',
      mandatory: ['m'],
      largestFilePages: 9,
      largestFile: '50 MB',
      signOns: [{ role: 'attorney', loginId: 'attorney', password: 'Anchor-tide-2041' }],
    }),
  ),
  search: searchPage(
    { ...ctx, court: null },
    spoil({
      typed: 'rivera',
      by: 'name',
      rows: [
        { kind: 'case', summary: header, courtName: 'District', matched: ['Rivera, Ana'] },
        { kind: 'under-seal', number: '1:26-cr-00009' },
      ],
      total: 2,
      courts,
      ...oneListPage,
    } as const),
  ),
  searchNone: searchPage(
    ctx,
    spoil({ typed: 'zz', by: 'number', rows: [], total: 0, courts: [], ...oneListPage } as const),
  ),
  calculator: deadlineCalculatorPage(ctx, spoil(calculatorView)),
  case: casePage(ctx, spoil({ header, parties: 5, counsel: 4, docketPrice: price, mayFile: true, mayManage: true })),
  caseToBuy: casePage(
    ctx,
    spoil({ header, parties: 5, counsel: 4, docketPrice: null, mayFile: false, mayManage: false }),
  ),
  docketPrice: docketPricePage(ctx, spoil({ header, options, price, errors: [] })),
  docket: html`${docketHead(
    ctx,
    spoil(header),
    spoil([
      aParty(1, 'Plaintiff', 'Ana Rivera'),
      aParty(2, 'Defendant', 'Owen Tate', { proSe: true, address: '12 Elm\nSalem', counsel: [] }),
    ]),
    spoil({
      options,
      courtLines: ['United States District Court'],
      mayFile: true,
      otherForms: [{ words: 'CSV', href: '?f=csv' }],
      defendants: [],
    }),
  )}${docketRows(
    '/ecf/dcx/cases/1-26-cv-00142',
    spoil([
      anEntry({ parts: words, documents: [aDocument(7, 0, 3), aDocument(8, 1, null)] }),
      anEntry({ seq: 9 as EntrySeq, restricted: 'sealed' }),
      { kind: 'sealed-placeholder', docNo: 9 } as const,
    ]),
  )}${docketFoot(ctx, spoil({ rows: 3, receipt }))}`,
  document: documentPage(
    ctx,
    spoil({
      summary: header,
      entry: { seq: 8, number: '7', filedOn: day('2026-03-04'), words, strickenBy: 'Order 9' },
      documents: [
        { document: aDocument(7, 0, 3), price, boughtUntil: null },
        { document: aDocument(8, 1, 2), price, boughtUntil: 'tomorrow' },
        { document: aDocument(9, 2, null), price: null, boughtUntil: null },
      ],
      selected: 7,
      restriction: 'Counsel only.',
      mayManage: true,
    }),
  ),
  freeLook: freeLookPage(
    ctx,
    spoil({
      caseWords: 'c',
      caseHref: '/c',
      number: '7',
      filedOn: day('2026-03-04'),
      words: 'w',
      strickenBy: 'Order 9',
      documents: [{ name: 'Main document', pages: 3, href: null }],
      begin: { action: '/free-look', token: '1' },
      until: 'tomorrow',
    }),
  ),
  receipt: receiptPage(ctx, spoil({ receipt, onward: { words: 'On', href: '/x' } })),
});

const filingPages = (ctx: PageContext, spoil: Spoil): Record<string, Html> => ({
  chooseCase: chooseCasePage(
    ctx,
    spoil(wrong('number')),
    spoil({
      typed: '26-1',
      found: [{ caseId: 2, number: 'n', title: 't', about: 'a' }],
      chosen: 2,
      foundBy: 'recent',
      event: { value: 'motion/compel', name: 'Motion: Compel' },
    } as const),
  ),
  chooseEvent: chooseEventPage(
    ctx,
    spoil(wrong('event')),
    spoil({
      typed: 't',
      stopped: [{ name: 'n', goes: 'g' }],
      groups: [
        {
          name: 'Motions',
          events: [
            { value: 'a', name: 'n', about: 'a' },
            { value: 'b', name: 'm', about: 'x' },
          ],
        },
        { name: 'Notices', events: [{ value: 'c', name: 'n', about: 'a' }] },
      ],
      paper: { upload: 'u', fileName: 'm.pdf', title: 'MOTION' },
      suggestAction: '/suggest',
      chosen: 'a',
    }),
  ),
  otherCases: otherCasesView(ctx, spoil, wrong),
  ...peoplePages(ctx, spoil, wrong),
  documents: documentsPage(
    ctx,
    spoil(wrong('attachment')),
    spoil({
      main: upload,
      attachments: [
        { ...upload, uploadId: 'u2' },
        { ...upload, uploadId: 'u3' },
      ],
      moved: { uploadId: 'u3', way: 'up' as const },
      formName: 'Form 23',
      categories: ['Exhibit'],
      largestFile: '50 MB',
      visibleTo: 'all',
      typed: { category: '', description: '' },
    }),
  ),
  documentsEmpty: documentsPage(
    ctx,
    spoil(wrong('main')),
    spoil({
      main: null,
      formName: 'Form 23',
      attachments: [],
      categories: ['Exhibit'],
      typed: { category: '', description: '' },
      moved: null,
      largestFile: '50 MB',
      visibleTo: 'all',
    }),
  ),
  details: detailsPage(
    ctx,
    spoil(wrong('relief')),
    spoil({
      reliefs: [
        { value: 'a', label: 'Compel' },
        { value: 'b', label: 'Stay' },
      ],
      rules: true,
      closes: { staysOpen: false, last: true },
      rulings: [
        {
          name: 'r',
          legend: 'l',
          hint: 'h',
          options: [{ value: 'g', label: 'Granted' }],
          moves: {
            until: { name: 'until-1-1', value: 'v' },
            asked: '03/04/2026',
            deadlines: { name: 'moves-1-1', shown: 's', options: [{ value: 'd', label: 'l', hint: 'h' }] },
          },
        },
      ],
      moves: { name: 'moved', shown: 's', options: [{ value: 'd', label: 'l' }] },
      prompts: [
        { kind: 'date', name: 'p-date', label: 'l', hint: 'h', value: 'v' },
        { kind: 'text', name: 'p-text', label: 'l', value: 'v', limit: 100 },
        { kind: 'choice', name: 'p-choice', label: 'l', options: [{ value: 'v', label: 'l' }] },
        { kind: 'list', name: 'p-list', label: 'l', value: 'v', options: [{ value: 'v', text: 't' }] },
        { kind: 'yes-no', name: 'p-yes', label: 'l', value: null },
      ],
    } as const),
  ),
  docketWords: docketWordsPage(
    ctx,
    spoil(wrong('words')),
    spoil({ prefixes: ['Joint'], prefix: 'Joint', words: 'w', limit: 500, before: 'b', after: 'a' }),
  ),
  review: reviewPage(
    ctx,
    spoil(frame),
    spoil({
      words,
      caseBase: '/c',
      docketHref: '/c/docket',
      documents: [{ name: 'Main document', fileName: 'm.pdf', pages: 3 }],
      changeDocumentsHref: '/d',
      changeWordsHref: '/w',
      visibleTo: 'all',
      appearsFor: [],
      filedDate: 'today',
      fee: '$405.00',
      electronic: [{ name: 'Priya', addresses: ['p@example.com'] }],
      paper: [{ name: 'Owen', address: 'Salem' }],
      deadlines: [{ what: 'Opposition', due: day('2026-12-07'), why: '14 days', steps: ['Counted.'] }],
      changes: ['It closes.'],
      alsoIn: [
        {
          ...{ number: '1:26-cv-00002', title: 't', words: 'w', filers: ['f'], appearsFor: ['a'] },
          electronic: [{ name: 'n', addresses: ['p@example.com'] }],
          paper: [{ name: 'Owen', address: 'Salem' }],
          deadlines: [{ what: 'Opposition', due: day('2026-12-07'), why: '14 days', steps: ['Counted.'] }],
        },
      ],
      warnings: ['Look.'],
      answered: { words: 'Answer already filed by: Lund.', otherEventHref: '/ecf/dcx/drafts/1/event' },
      form: { name: 'Form 23', paragraphs: ['It is sent by hand.'], href: '/f' },
      key: 'key-1',
    }),
  ),
  ...papersPages(ctx, spoil),
  nef: nefPage(ctx, {
    ...spoil({
      caseWords: 'c',
      caseHref: '/c',
      docketHref: '/d',
      number: '14',
      filedAt: 'now',
      proofHref: '/p',
      justFiled: true,
      againAction: '/again',
      signers: [{ name: 'Nora Quill', capacity: 'Affiant', held: 'on paper', keptUntil: 'for years' }],
      manualFiling: { what: 'An anchor', state: 'Received' },
    }),
    body: html`<p>The notice</p>`,
    corrections: correctionSection(
      [
        spoil({
          kind: 'k',
          reason: 'r',
          asked: 'then',
          state: 'done' as const,
          answer: 'a',
          answered: 'later',
          filing: { words: 'w', href: '/f' },
        }),
      ],
      '/ask',
      '555',
    ),
  }),
  unknown: submissionUnknownPage(
    ctx,
    spoil({
      key: 'k',
      receivedAt: 'then',
      askAction: '/ask',
      again: { action: '/again', rowVersion: 2 },
      trouble: { logHref: '/log', caseManager: null },
    }),
  ),
});
