/** What every page knows about the request it answers: who looks, in which court, and where help is. */
import type { Html } from '../../../kernel/html.ts';
import { html } from '../../../kernel/html.ts';

/** Whom to call. All values come from settings; an empty text is not shown. */
export interface HelpDesk {
  readonly phone: string;
  readonly email: string;
  readonly hours: string;
}

export interface PageCourt {
  readonly id: string;
  readonly name: string;
  /** IANA name; shown beside every time of day. */
  readonly zone: string;
  readonly helpDesk: HelpDesk;
  /** What the court's addresses begin with: `/ecf/mad`, or empty when the host already names the court. */
  readonly base: string;
}

/** The person who is signed on. */
export interface PageViewer {
  readonly displayName: string;
  readonly loginId: string;
  readonly clientCode: string;
  readonly filer: boolean;
  readonly courtUser: boolean;
  /** May work the clerk's queue. */
  readonly clerk: boolean;
}

export interface PageNotice {
  readonly kind: 'success' | 'info' | 'warning' | 'error';
  readonly text: string;
}

export interface PageContext {
  readonly requestId: string;
  /** The path of this page with its query; where sign-on returns to. */
  readonly path: string;
  readonly viewer: PageViewer | null;
  /** The token that every form of a signed-on viewer carries; null when nobody is signed on. */
  readonly csrf: string | null;
  readonly court: PageCourt | null;
  /** The national help desk, the PACER Service Center. */
  readonly serviceCenter: HelpDesk;
  readonly notice?: PageNotice | undefined;
}

/** The name of the hidden field that carries the token (DESIGN §4.11). */
export const CSRF_FIELD = 'csrf';

/** The hidden token field of a POST form; nothing when nobody is signed on. */
export const csrfField = (ctx: PageContext): Html | null =>
  ctx.csrf === null ? null : html`<input type="hidden" name="${CSRF_FIELD}" value="${ctx.csrf}">`;
