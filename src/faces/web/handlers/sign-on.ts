/** Central Sign-On and sign-off for people (spec/pacer.md §3; DESIGN §4.11). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CourtError } from '../../../kernel/errors.ts';
import { signOn } from '../../../pacer/accounts/sign-on.ts';
import { signOut } from '../../../pacer/accounts/sign-out.ts';
import { readBody, readQuery } from '../forms.ts';
import { BROWSER_COOKIE, cookieOptions, SESSION_COOKIE } from '../guard.ts';
import { SIGN_OFF, SIGN_ON } from '../look/addresses.ts';
import { pageContext, sendPage } from '../page-context.ts';
import { signedOffPage, signOnPage } from '../pages/sign-on.ts';
import { reads, writes } from '../route.ts';
import type { FaceSettings, Running } from '../running.ts';

const form = z.strictObject({
  returnTo: z.string().max(2000).default('/'),
  loginId: z.string().max(400),
  password: z.string().max(2000),
  clientCode: z.string().max(400).default(''),
  redactFlag: z.string().optional(),
});

/** Only paths of this server are returned to (spec/security.md C07). */
export const safeReturn = (address: string | undefined): string =>
  address && /^\/(?![/\\])[^\s\\]*$/.test(address) && !address.startsWith(SIGN_ON) && !address.startsWith(SIGN_OFF)
    ? address
    : '/';

const YEAR_SECONDS = 31_536_000;

export function signOnRoutes(app: FastifyInstance, up: () => Running, settings: FaceSettings): void {
  reads(app, SIGN_ON, 'anyone', async (request, reply) => {
    const { returnTo } = readQuery(request, z.object({ returnTo: z.string().max(2000).optional() }));
    return sendPage(reply, page(request, { returnTo: safeReturn(returnTo), demo: up().demoSignOns() }));
  });

  writes(app, SIGN_ON, 'anyone', async (request, reply) => {
    const wish = readBody(request, form);
    const returnTo = safeReturn(wish.returnTo);
    try {
      const made = await signOn(up().pacer, {
        loginId: wish.loginId,
        password: wish.password,
        clientCode: wish.clientCode,
        redactionAcknowledged: wish.redactFlag !== undefined,
        source: request.ip,
        knownBrowserToken: request.cookies[BROWSER_COOKIE],
      });
      reply.setCookie(SESSION_COOKIE, made.token, cookieOptions(settings));
      if (made.knownBrowserToken) {
        reply.setCookie(BROWSER_COOKIE, made.knownBrowserToken, { ...cookieOptions(settings), maxAge: YEAR_SECONDS });
      }
      return reply.redirect(returnTo, 303);
    } catch (error) {
      if (!(error instanceof CourtError)) throw error;
      const slowed = error.code === 'sign-on-slowed' ? ` You can try again in ${waitWords(Number(error.detail))}.` : '';
      const field =
        error.code === 'redaction-not-acknowledged'
          ? 'redactFlag'
          : error.code === 'request-malformed'
            ? 'clientCode'
            : 'loginId';
      const shown = page(request, {
        demo: up().demoSignOns(),
        returnTo,
        loginId: wish.loginId,
        clientCode: wish.clientCode,
        redactionTicked: wish.redactFlag !== undefined,
        errors: [{ field, text: error.entry.text + slowed, todo: error.entry.todo }],
      });
      if (error.code === 'sign-on-slowed') reply.header('retry-after', error.detail ?? '30');
      return sendPage(reply, shown, error.entry.status);
    }
  });

  writes(app, SIGN_OFF, 'signed-on', async (request, reply) => {
    readBody(request, z.strictObject({}));
    await endSession(request, reply, up(), settings);
    return reply.redirect(SIGN_OFF, 303);
  });

  reads(app, SIGN_OFF, 'anyone', async (request, reply) => sendPage(reply, signedOffPage(pageContext(request, null))));
}

async function endSession(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  settings: FaceSettings,
): Promise<void> {
  await signOut(system.pacer, request.cookies[SESSION_COOKIE] ?? String(request.headers['x-next-gen-cso'] ?? ''));
  reply.clearCookie(SESSION_COOKIE, cookieOptions(settings));
}

const waitWords = (seconds: number): string =>
  seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;

function page(request: FastifyRequest, view: Partial<Parameters<typeof signOnPage>[1]>) {
  return signOnPage(pageContext(request, null), {
    returnTo: '/',
    loginId: '',
    clientCode: '',
    redactionTicked: false,
    askPasscode: false,
    errors: [],
    demo: [],
    ...view,
  });
}
