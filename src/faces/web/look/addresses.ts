/** The addresses that the web pages link to, each in one place. `base` is the court's (`PageCourt.base`). */
import type { CaseNumber } from '../../../kernel/case-number.ts';
import { numberInAddress } from '../../../kernel/case-number.ts';
import type { PageContext } from './context.ts';

/** The literal by which existing software sees that it is signed on (spec/legacy-pages.md §1.4). */
export const LEGACY_SIGN_OFF = '/cgi-bin/login.pl?logout';

export const HOME = '/';
export const SIGN_ON = '/sign-on';
export const SIGN_OFF = '/sign-off';
export const SIGN_OFF_EVERYWHERE = '/account/sign-off-everywhere';
export const ACCOUNT = '/account';
export const CLIENT_CODE = '/account/client-code';

export const courtBase = (courtId: string): string => `/ecf/${courtId}`;
export const baseOf = (ctx: PageContext): string => ctx.court?.base ?? '';
export const homeOf = (ctx: PageContext): string => (ctx.court ? `${ctx.court.base}/` : HOME);
export const searchOf = (ctx: PageContext): string => `${baseOf(ctx)}/search`;
export const calculatorOf = (ctx: PageContext): string => `${baseOf(ctx)}/deadlines/calculate`;
export const fileOf = (base: string): string => `${base}/file`;
export const draftsOf = (base: string): string => `${base}/drafts`;

export const caseOf = (base: string, number: CaseNumber): string => `${base}/cases/${numberInAddress(number)}`;
export const docketOf = (caseBase: string): string => `${caseBase}/docket`;
export const deadlinesOf = (caseBase: string): string => `${caseBase}/deadlines`;
export const fileInCase = (caseBase: string): string => `${caseBase}/file`;
/** What clerks do with a case, beside docketing in it. */
export const manageOf = (caseBase: string): string => `${caseBase}/manage`;
export const manageDocumentsOf = (caseBase: string): string => `${manageOf(caseBase)}/documents`;
export const manageDocumentOf = (caseBase: string, serial: number): string =>
  `${manageDocumentsOf(caseBase)}/${serial}`;
export const manageEntryOf = (caseBase: string, seq: number): string => `${manageOf(caseBase)}/entries/${seq}`;
export const manageLinksOf = (caseBase: string): string => `${manageOf(caseBase)}/links`;
export const manageJudgesOf = (caseBase: string): string => `${manageOf(caseBase)}/judges`;
export const manageActsOf = (caseBase: string): string => `${manageOf(caseBase)}/acts`;
/** Sealing and opening a case or an entry; `?entry=` names an entry by its place in the case. */
export const manageSealOf = (caseBase: string): string => `${caseBase}/manage/seal`;
export const documentOf = (caseBase: string, serial: number): string => `${caseBase}/documents/${serial}`;
/** Where the form posts that accepts the price and opens the PDF. */
export const documentViewOf = (caseBase: string, serial: number): string => `${documentOf(caseBase, serial)}/view`;

/** Sign-on that comes back to `path`. */
export const signOnFor = (path: string): string => `${SIGN_ON}?returnTo=${encodeURIComponent(path)}`;

/** Events, help and the box that finds them; `base` is empty for the first page of the whole. */
export const findOf = (base: string): string => `${base}/find`;
export const eventsOf = (base: string): string => `${base}/events`;
export const eventOf = (base: string, code: string): string => `${base}/events/${code}`;
export const helpOf = (base: string, topic?: string): string => (topic ? `${base}/help/${topic}` : `${base}/help`);
/** Where clerks record who need not file electronically. */
export const exemptionsAt = (base: string): string => `${base}/exemptions`;
/** The papers that are not filed electronically. */
export const notFiledOf = (base: string): string => `${base}/not-filed`;
/** The administrator's page of the court's own events, and the form for one entry of them. */
export const dictionaryOf = (base: string): string => `${base}/dictionary`;
export const ownEntryOf = (base: string): string => `${dictionaryOf(base)}/entry`;
/** Where filing a chosen event begins: the case is asked first. */
export const fileEventOf = (base: string, event: string, relief: string | null): string =>
  `${base}/file?event=${event}${relief ? `&relief=${relief}` : ''}`;

/** The clerk's desk: what filers ask for and log, and the queue in which clerks answer (spec/filing.md §9.3). */
export const correctionOf = (base: string, filing: string): string => `${base}/filings/${filing}/correction`;
/** Begins a draft like a filing. */
export const fileAgainOf = (base: string, filing: string): string => `${base}/filings/${filing}/again`;
export const requestsOf = (base: string): string => `${base}/requests`;
export const queueOf = (base: string): string => `${base}/queue`;
export const queueRequestOf = (base: string, request: string): string => `${queueOf(base)}/requests/${request}`;
export const queueFailuresOf = (base: string): string => `${queueOf(base)}/failures`;
/** What was announced to come by hand with an entry. */
export const manageManualOf = (caseBase: string, seq: number): string => `${manageEntryOf(caseBase, seq)}/manual`;
/** Where a technical failure is logged, from a draft or from anywhere. */
export const failureFormOf = (base: string, draft: string | null = null): string =>
  `${base}/technical-failure${draft === null ? '' : `?draft=${draft}`}`;
export const failureOf = (base: string, reference: string): string => `${base}/technical-failure/${reference}`;
/** Giving an entry its right event. */
export const manageEventOf = (caseBase: string, seq: number): string => `${manageEntryOf(caseBase, seq)}/event`;
