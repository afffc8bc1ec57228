/** A person's own page: who they are, what they owe, where they are signed on (spec/pacer.md §4). */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SignedOn } from '../../../court/ports.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { cents } from '../../../kernel/money.ts';
import { asCivilDate, type CivilDate, civilDate, usDateTime } from '../../../kernel/time.ts';
import { changeClientCode } from '../../../pacer/accounts/change-client-code.ts';
import { ownAccount, signOutEverywhere } from '../../../pacer/accounts/own-account.ts';
import { statementOf } from '../../../pacer/billing/receipts.ts';
import { readBody, readQuery } from '../forms.ts';
import { cookieOptions, SESSION_COOKIE } from '../guard.ts';
import { ACCOUNT, CLIENT_CODE, SIGN_OFF, SIGN_OFF_EVERYWHERE } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { pageContext, sendPage } from '../page-context.ts';
import { accountPage } from '../pages/account.ts';
import { reads, writes } from '../route.ts';
import type { FaceSettings, Running } from '../running.ts';

/** Up to this total a quarter is waived (spec/pacer.md §7.3: since 1 January 2020). */
const WAIVED_UP_TO = cents(3000);
const PAGE = 50;

export function accountRoutes(app: FastifyInstance, up: () => Running, settings: FaceSettings): void {
  reads(app, ACCOUNT, 'signed-on', async (request, reply) => sendPage(reply, await page(request, up(), [])));

  writes(app, CLIENT_CODE, 'signed-on', async (request, reply) => {
    const { clientCode } = readBody(request, z.strictObject({ clientCode: z.string().max(400).default('') }));
    try {
      await changeClientCode(up().pacer, await sessionOf(request, up()), clientCode);
    } catch (error) {
      if (!(error instanceof CourtError)) throw error;
      return sendPage(
        reply,
        await page(request, up(), [{ field: 'clientCode', text: error.detail ?? error.entry.text }]),
        400,
      );
    }
    return reply.redirect(ACCOUNT, 303);
  });

  writes(app, SIGN_OFF_EVERYWHERE, 'signed-on', async (request, reply) => {
    readBody(request, z.strictObject({}));
    await signOutEverywhere(up().pacer, request.who!.account);
    reply.clearCookie(SESSION_COOKIE, cookieOptions(settings));
    return reply.redirect(SIGN_OFF, 303);
  });
}

async function sessionOf(request: FastifyRequest, system: Running) {
  const session = await ownAccount(
    system.pacer,
    request.cookies[SESSION_COOKIE] ?? String(request.headers['x-next-gen-cso'] ?? ''),
  );
  if (!session) throw new CourtError('session-expired');
  return session.session;
}

/** The first day of the calendar quarter in which a day falls, and its name. */
export function quarterOf(day: CivilDate): { readonly from: CivilDate; readonly name: string } {
  const year = day.slice(0, 4);
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3;
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  return {
    from: asCivilDate(`${year}-${String(first + 1).padStart(2, '0')}-01`)!,
    name: `${months[first]} to ${months[first + 2]} ${year}`,
  };
}

async function page(request: FastifyRequest, system: Running, errors: readonly FieldError[]) {
  const { page: wanted } = readQuery(
    request,
    z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  );
  const who = request.who!;
  const today = civilDate(system.pacer.clock.now(), system.pacer.zone);
  const quarter = quarterOf(today);
  const [statement, own] = await Promise.all([
    statementOf(system.pacer, who.account, quarter.from, today),
    ownAccount(system.pacer, request.cookies[SESSION_COOKIE] ?? String(request.headers['x-next-gen-cso'] ?? '')),
  ]);
  if (!own) throw new CourtError('session-expired');
  const charges = [...statement.charges].reverse();
  const pages = Math.max(1, Math.ceil(charges.length / PAGE));
  return accountPage(pageContext(request, null), {
    name: who.displayName,
    loginId: who.loginId,
    email: own.session.email,
    rights: await rightsOf(who, system),
    clientCode: own.session.clientCode,
    quarter: {
      name: quarter.name,
      total: statement.total,
      waivedUpTo: WAIVED_UP_TO,
      charges: charges.slice((wanted - 1) * PAGE, wanted * PAGE).map((each) => ({
        at: usDateTime(each.at, system.pacer.zone),
        court: each.court,
        what: `${each.description}, ${each.caseNumber}`,
        clientCode: each.clientCode,
        pages: each.billablePages,
        amount: each.cents,
        free: each.exemptReason,
      })),
    },
    sessions: own.sessions,
    errors,
    page: wanted,
    pages,
    previous: wanted > 1 ? `${ACCOUNT}?page=${wanted - 1}` : null,
    next: wanted < pages ? `${ACCOUNT}?page=${wanted + 1}` : null,
  });
}

const ROLE_WORDS: Record<SignedOn['privileges'][number]['role'], string> = {
  attorney: 'Attorney',
  'pro-se': 'Party filing for yourself',
  clerk: 'Clerk',
  'sealed-clerk': 'Clerk cleared for sealed matter',
  judge: 'Judge',
  admin: 'Administrator',
  terminal: 'Public terminal of the courthouse',
};

async function rightsOf(who: SignedOn, system: Running): Promise<string[]> {
  return Promise.all(
    who.privileges.map(async (each) => {
      const court = await system.court.settingsOf(each.court);
      return `${ROLE_WORDS[each.role]}, ${court.name}${each.scopeCase === null ? '' : ', in one case only'}`;
    }),
  );
}
