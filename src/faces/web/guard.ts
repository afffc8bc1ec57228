/** What every request passes before its handler: who it is from, whether it came from a page of ours, what it may be told. */

import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { actorOf, anonymous } from '../../court/access/actor.ts';
import { type Deed, mayAct } from '../../court/access/policy.ts';
import { CourtError } from '../../kernel/errors.ts';
import { asCourtId } from '../../kernel/ids.ts';
import { CSRF_FIELD } from './look/context.ts';
import type { RoutePolicy } from './route.ts';
import type { FaceSettings, Running } from './running.ts';

export const SESSION_COOKIE = 'NextGenCSO';
export const BROWSER_COOKIE = 'OpenecfBrowser';

/** Sent with everything. No inline script or style anywhere, so no nonces (spec/stack.md §3). */
export const HEADERS: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** The session's cookie: host-only unless COOKIE_DOMAIN is set, Secure when the public address is https (DESIGN §4.11). */
export const cookieOptions = (settings: FaceSettings) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: settings.secureCookies,
  ...(settings.cookieDomain ? { domain: settings.cookieDomain } : {}),
});

export function guard(app: FastifyInstance, running: () => Running | null, settings: FaceSettings): void {
  // biome-ignore lint/suspicious/noExplicitAny: fastify fills these in onRequest, before any handler
  app.decorateRequest('who', null as any);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  app.decorateRequest('actor', null as any);
  app.decorateRequest('tokenChecked', false);

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (settings.secureCookies) reply.header('strict-transport-security', 'max-age=31536000');
    reply.header('x-request-id', request.id);
    request.actor = anonymous;
    const facts = request.routeOptions.config?.facts;
    if (holdsNul(request.params)) throw new CourtError('absent');
    if (facts?.policy === 'operator') return;
    const system = running();
    if (!system) throw new CourtError('busy-starting');
    if (request.url.startsWith('/assets/')) return;
    await identify(request, reply, system, settings);
    reply.header('cache-control', 'no-store');
    // No such route: its page still shows who is signed on (spec/legacy-pages.md §1.4).
    if (!facts) return;
    if (facts.writes) refuseForeign(request, settings);
    if (SIGNED_ON.includes(facts.policy) && !request.who) {
      throw new CourtError(facts.writes ? 'session-expired' : 'sign-on-required');
    }
    if (facts.policy === 'filer') mayFileHere(request);
    if (facts.policy === 'clerk') mayHere(request, 'manage-case');
    if (facts.policy === 'admin') mayHere(request, 'edit-dictionary');
  });

  // Forms that are not uploads carry their token in the body; uploads are checked by `readUploadForm`, which reads it first.
  app.addHook('preHandler', async (request) => {
    if (holdsNul(request.query) || holdsNul(request.body)) throw new CourtError('request-malformed');
    const { facts, takesFiles } = request.routeOptions.config ?? {};
    if (
      !facts?.writes ||
      facts.tokenless ||
      !request.who ||
      request.tokenChecked ||
      (takesFiles && request.isMultipart())
    )
      return;
    const body = request.body as Record<string, unknown> | undefined;
    checkToken(request, typeof body?.[CSRF_FIELD] === 'string' ? (body[CSRF_FIELD] as string) : null);
    if (body) delete body[CSRF_FIELD];
  });
}

const SIGNED_ON: readonly RoutePolicy[] = ['signed-on', 'filer', 'clerk', 'admin'];

async function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  settings: FaceSettings,
): Promise<void> {
  const header = request.headers['x-next-gen-cso'];
  const token = typeof header === 'string' ? header : request.cookies[SESSION_COOKIE];
  if (!token) return;
  const who = await system.pacerPort.authenticate(token);
  if (!who) {
    // A stale or foreign cookie is cleared, so that it is not sent again and again.
    if (typeof header !== 'string') reply.clearCookie(SESSION_COOKIE, cookieOptions(settings));
    return;
  }
  request.who = who;
  request.actor = actorOf(who.account, who.privileges);
  // A token in a header cannot be sent by a page of somebody else's: no form token is needed.
  if (typeof header === 'string') request.tokenChecked = true;
}

/** An act must come from a page of ours: Origin and Sec-Fetch-Site say so when the browser sends them (DESIGN §4.11). */
function refuseForeign(request: FastifyRequest, settings: FaceSettings): void {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string' && site !== 'same-origin' && site !== 'none')
    throw new CourtError('request-not-from-here');
  const origin = request.headers.origin;
  if (typeof origin !== 'string') return;
  const own = settings.publicUrl ? [new URL(settings.publicUrl).host, request.host] : [request.host];
  if (!URL.canParse(origin) || !own.includes(new URL(origin).host)) throw new CourtError('request-not-from-here');
}

/** Whether any text in what was sent has a NUL: nobody types one, and the database takes none. */
export function holdsNul(given: unknown): boolean {
  if (typeof given === 'string') return given.includes('\0');
  if (typeof given !== 'object' || given === null || Buffer.isBuffer(given)) return false;
  return Object.entries(given).some(([name, value]) => name.includes('\0') || holdsNul(value));
}

/** Compares a form's token with the session's. Throws `request-not-from-here`. */
export function checkToken(request: FastifyRequest, given: string | null): void {
  const header = request.headers['x-csrf-token'];
  const token = Buffer.from(given ?? (typeof header === 'string' ? header : ''));
  const wanted = Buffer.from(request.who!.csrfToken);
  if (token.length !== wanted.length || !timingSafeEqual(token, wanted)) throw new CourtError('request-not-from-here');
  request.tokenChecked = true;
}

function mayFileHere(request: FastifyRequest): void {
  const court = asCourtId((request.params as { court?: string }).court ?? '');
  if (!court) throw new CourtError('absent');
  const files = request.who!.privileges.some(
    (each) => each.court === court && each.role !== 'admin' && each.role !== 'terminal',
  );
  if (!files) throw new CourtError('program-refused');
}

/** Asked before the case is: a stranger is told the same of every case, and of none. */
function mayHere(request: FastifyRequest, deed: Deed): void {
  const court = asCourtId((request.params as { court?: string }).court ?? '');
  if (!court) throw new CourtError('absent');
  if (!mayAct(request.actor, court, null, deed)) throw new CourtError('program-refused');
}
