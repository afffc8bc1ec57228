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
export const fileOf = (base: string): string => `${base}/file`;
export const draftsOf = (base: string): string => `${base}/drafts`;

export const caseOf = (base: string, number: CaseNumber): string => `${base}/cases/${numberInAddress(number)}`;
export const docketOf = (caseBase: string): string => `${caseBase}/docket`;
export const fileInCase = (caseBase: string): string => `${caseBase}/file`;
/** Sealing and opening a case or an entry; `?entry=` names an entry by its place in the case. */
export const manageSealOf = (caseBase: string): string => `${caseBase}/manage/seal`;
export const documentOf = (caseBase: string, serial: number): string => `${caseBase}/documents/${serial}`;
/** Where the form posts that accepts the price and opens the PDF. */
export const documentViewOf = (caseBase: string, serial: number): string => `${documentOf(caseBase, serial)}/view`;

/** Sign-on that comes back to `path`. */
export const signOnFor = (path: string): string => `${SIGN_ON}?returnTo=${encodeURIComponent(path)}`;
