/**
 * PACER's Authentication API (spec/pacer.md §3.3, spec/legacy-pages.md §1.2): the shape that existing software signs on with.
 * The answer is HTTP 200 even on failure; JSON or XML, in and out. Unknown fields are passed over, as that software expects.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CourtError, catalogue } from '../../kernel/errors.ts';
import { escapeHtml } from '../../kernel/html.ts';
import { authenticate } from '../../pacer/accounts/authenticate.ts';
import { signOn } from '../../pacer/accounts/sign-on.ts';
import { signOut } from '../../pacer/accounts/sign-out.ts';
import { writes } from '../web/route.ts';
import type { Running } from '../web/running.ts';

interface CsoAnswer {
  readonly nextGenCSO?: string;
  /** `0` good, `1` refused, `13` wrong user name, password or passcode. */
  readonly loginResult: '0' | '1' | '13';
  /** May be a warning beside a good result. */
  readonly errorDescription: string;
}

/** Signed on, but without search privileges (spec/pacer.md §3.3). */
const NO_CLIENT_CODE =
  'A required Client Code was not entered. You may continue to log in and perform other activities (e.g., e-file, request filing privileges), but you will not have PACER search privileges.';

export function csoAuth(app: FastifyInstance, up: () => Running): void {
  app.addContentTypeParser(
    ['application/xml', 'text/xml'],
    { parseAs: 'string', bodyLimit: 65_536 },
    (_request, body, done) => done(null, { xml: String(body) }),
  );

  writes(
    app,
    '/services/cso-auth',
    'anyone',
    async (request, reply) => send(request, reply, await signedOn(request, up())),
    { tokenless: true },
  );

  writes(
    app,
    '/services/cso-logout',
    'anyone',
    async (request, reply) => {
      const token = fieldsOf(request).nextGenCSO ?? '';
      const known = await authenticate(up().pacer, token);
      if (known) await signOut(up().pacer, token);
      return send(
        request,
        reply,
        known
          ? { loginResult: '0', errorDescription: '' }
          : { loginResult: '1', errorDescription: 'The token is not known or has ended.' },
      );
    },
    { tokenless: true },
  );
}

async function signedOn(request: FastifyRequest, system: Running): Promise<CsoAnswer> {
  const given = fieldsOf(request);
  try {
    const made = await signOn(system.pacer, {
      loginId: given.loginId ?? '',
      password: given.password ?? '',
      clientCode: given.clientCode,
      redactionAcknowledged: given.redactFlag === '1',
      source: request.ip,
      program: true,
    });
    const warned = made.account.clientCodeRequired && !given.clientCode;
    return { nextGenCSO: made.token, loginResult: '0', errorDescription: warned ? NO_CLIENT_CODE : '' };
  } catch (error) {
    if (!(error instanceof CourtError)) throw error;
    if (error.code === 'sign-on-refused') return refused('13', catalogue['sign-on-refused'].text);
    if (error.code === 'sign-on-slowed')
      return refused('1', `${catalogue['sign-on-slowed'].text} Try again in ${error.detail} seconds.`);
    if (error.code === 'redaction-not-acknowledged') return refused('1', catalogue['redaction-not-acknowledged'].text);
    if (error.code === 'request-malformed') return refused('1', error.detail ?? error.entry.text);
    throw error;
  }
}

const refused = (loginResult: '1' | '13', errorDescription: string): CsoAnswer => ({
  nextGenCSO: '',
  loginResult,
  errorDescription,
});

/** The fields of a JSON object or of `<CsoAuth>…</CsoAuth>`, as texts. */
function fieldsOf(request: FastifyRequest): Record<string, string | undefined> {
  const body = request.body as Record<string, unknown> | null | undefined;
  if (!body || typeof body !== 'object') throw new CourtError('request-malformed', 'a JSON or XML body is wanted');
  if (typeof body.xml === 'string' && /xml/.test(request.headers['content-type'] ?? '')) return xmlFields(body.xml);
  return Object.fromEntries(
    Object.entries(body).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const characterOf = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

/** One root with elements of text: all that this API knows. Declarations of types and entities are refused. */
export function xmlFields(xml: string): Record<string, string> {
  if (/<!/.test(xml)) throw new CourtError('request-malformed', 'XML declarations are not taken');
  const root = /^\s*(?:<\?xml[^>]*\?>)?\s*<(?:\w+:)?CsoAuth(?:\s[^>]*)?>([\s\S]*)<\/(?:\w+:)?CsoAuth>\s*$/.exec(xml);
  if (!root) throw new CourtError('request-malformed', 'the root element CsoAuth is wanted');
  return Object.fromEntries(
    [...root[1]!.matchAll(/<(?:\w+:)?(\w+)(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?\1>/g)].map(([, name, text]) => [
      name!,
      text!.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (_all, named, decimal, hex) =>
        named ? ENTITIES[named]! : characterOf(Number.parseInt(decimal ?? hex, decimal ? 10 : 16)),
      ),
    ]),
  );
}

function send(request: FastifyRequest, reply: FastifyReply, answer: CsoAnswer): FastifyReply {
  const accept = request.headers.accept ?? '';
  const xml = /xml/.test(accept) || (!/json/.test(accept) && /xml/.test(request.headers['content-type'] ?? ''));
  if (!xml) return reply.type('application/json; charset=UTF-8').send(answer);
  const elements = Object.entries(answer).map(([name, value]) => `<${name}>${escapeHtml(String(value))}</${name}>`);
  return reply
    .type('application/xml; charset=UTF-8')
    .send(`<?xml version="1.0" encoding="UTF-8"?><CsoAuth>${elements.join('')}</CsoAuth>`);
}
