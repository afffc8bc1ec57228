/** Makes what every page knows of its request (look/context.ts). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayAct } from '../../court/access/policy.ts';
import type { CourtInForce } from '../../court/settings/in-force.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { Html } from '../../kernel/html.ts';
import { asCourtId } from '../../kernel/ids.ts';
import { isCourtUser } from './court-user.ts';
import { courtBase } from './look/addresses.ts';
import type { HelpDesk, PageContext, PageNotice } from './look/context.ts';
import type { Running } from './running.ts';

/** The PACER Service Center, as every court's pages name it (spec/filing.md S2). */
const SERVICE_CENTER = {
  phone: '1-800-676-6856',
  email: 'pacer@psc.uscourts.gov',
  hours: '8:00 a.m. to 6:00 p.m. Central Time, Monday to Friday',
};

/** A court with what its addresses begin with on this host: nothing where the host names it (DESIGN §4.12). */
export type CourtAt = CourtInForce & { readonly base: string };

/** The court's help desk as pages print it. */
export const helpDeskOf = ({ helpDesk: { phone, email, hours } }: CourtAt): HelpDesk => ({
  phone: phone ?? '',
  email: email ?? '',
  hours: hours ?? '',
});

export function pageContext(request: FastifyRequest, court: CourtAt | null, notice?: PageNotice): PageContext {
  const { who } = request;
  return {
    requestId: request.id,
    path: request.originalUrl,
    viewer: who && {
      displayName: who.displayName,
      loginId: who.loginId,
      clientCode: who.clientCode,
      filer: who.filer,
      courtUser: court !== null && isCourtUser(request.actor, court.id),
      clerk: court !== null && mayAct(request.actor, court.id, null, 'manage-case'),
    },
    csrf: who?.csrfToken ?? null,
    court: court && {
      id: court.id,
      name: court.name,
      zone: court.zone,
      helpDesk: helpDeskOf(court),
      base: court.base,
    },
    serviceCenter: SERVICE_CENTER,
    notice,
  };
}

/** The court as this request reached it. */
export const courtAt = (request: FastifyRequest, court: CourtInForce): CourtAt => ({
  ...court,
  base: request.originalUrl === request.url ? courtBase(court.id) : '',
});

/** The court that an address names. Throws `absent`. */
export async function courtOf(request: FastifyRequest, system: Running): Promise<CourtAt> {
  const id = asCourtId((request.params as { court: string }).court);
  if (!id) throw new CourtError('absent');
  return courtAt(request, await system.court.settingsOf(id));
}

export const sendPage = (reply: FastifyReply, page: Html, status = 200): FastifyReply =>
  reply.status(status).type('text/html; charset=UTF-8').send(page.toString());
