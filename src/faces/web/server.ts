/** The one HTTP server: hooks, assets, errors, and the routes of every face. It listens before the system is ready. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastifyMultipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { recordAccess } from '../../court/access/access-log.ts';
import { CourtError } from '../../kernel/errors.ts';
import { asCourtId } from '../../kernel/ids.ts';
import type { Log } from '../../kernel/ports.ts';
import type { Random } from '../../kernel/random.ts';
import { token } from '../../kernel/random.ts';
import { filingApi } from '../api/filings.ts';
import { openapiRoute } from '../api/openapi.ts';
import { legacyAddresses } from '../legacy/addresses.ts';
import { csoAuth } from '../legacy/cso-auth.ts';
import { guard, HEADERS } from './guard.ts';
import { accountRoutes } from './handlers/account.ts';
import { caseRoutes } from './handlers/cases.ts';
import { clerkQueueRoutes } from './handlers/clerk-queue.ts';
import { correctionRoutes } from './handlers/corrections.ts';
import { calculatorRoutes } from './handlers/deadline-calculator.ts';
import { deadlineRoutes } from './handlers/deadlines.ts';
import { dictionaryRoutes } from './handlers/dictionary.ts';
import { documentRoutes } from './handlers/documents.ts';
import { exemptionRoutes } from './handlers/exemptions.ts';
import { freeLookRoutes } from './handlers/free-look.ts';
import { guideRoutes } from './handlers/guide.ts';
import { homeRoutes } from './handlers/home.ts';
import { mailRoutes } from './handlers/mail.ts';
import { manageRoutes } from './handlers/manage.ts';
import { manageSealRoutes } from './handlers/manage-seal.ts';
import { signOnRoutes } from './handlers/sign-on.ts';
import { technicalFailureRoutes, troubleOf } from './handlers/technical-failure.ts';
import { wizardRoutes } from './handlers/wizard.ts';
import { routedAddress } from './hosts.ts';
import { courtBase, failureFormOf } from './look/addresses.ts';
import { courtAt, pageContext, sendPage } from './page-context.ts';
import { errorPage, startingPage } from './pages/error.ts';
import { keepInventory, type RouteLine, reads } from './route.ts';
import type { FaceSettings, Running } from './running.ts';

export interface ServerWishes {
  /** Null until the system is up: everything but the operator's routes then says "starting". */
  readonly running: () => Running | null;
  readonly settings: FaceSettings;
  readonly log: Log;
  readonly random: Random;
  readonly metrics: {
    request(route: string, method: string, status: number, seconds: number): void;
    filing(outcome: 'filed' | 'repeated' | 'refused', seconds: number): void;
    text(): Promise<string>;
    readonly contentType: string;
  };
  /** Where the USWDS files are. */
  readonly uswds: string;
}

/** Above every court's own limit, which the staging area keeps: a file cut short here could not be told from a whole one. */
const LARGEST_UPLOAD = 600_000_000;
/** The largest request that is not an upload. */
const BODY_LIMIT = 1024 * 1024;

export async function buildServer(
  wishes: ServerWishes,
): Promise<{ app: FastifyInstance; routes(): readonly RouteLine[] }> {
  const { running, settings, log } = wishes;
  const app: FastifyInstance = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: settings.trustedProxy ?? false,
    genReqId: () => token(wishes.random, 12),
    requestTimeout: 300_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    rewriteUrl: (request) => routedAddress(request.headers.host, request.url ?? '/', settings.hosts),
    // An address that cannot be read never reaches the hooks: it is answered like any other that is not there.
    frameworkErrors: (_error, request, reply) => {
      const absent = new CourtError('absent');
      void sendPage(
        reply.headers(HEADERS).header('cache-control', 'no-store') as never,
        errorPage(pageContext(request as never, null), {
          code: absent.code,
          ...absent.entry,
          detail: null,
          trouble: null,
        }),
        absent.entry.status,
      );
    },
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true },
  });
  const routes = keepInventory(app);
  await app.register(fastifyCookie);
  await app.register(fastifyFormbody, { bodyLimit: BODY_LIMIT });
  await app.register(fastifyMultipart, {
    limits: { fields: 600, fieldSize: 65_536, files: 100, parts: 700, fileSize: LARGEST_UPLOAD },
  });
  guard(app, running, settings);
  observe(app, wishes);
  answerErrors(app, running, log);

  operatorRoutes(app, wishes);
  assetRoutes(app, wishes.uswds);
  const up = (): Running => running()!;
  homeRoutes(app, up);
  guideRoutes(app, up);
  signOnRoutes(app, up, settings);
  accountRoutes(app, up, settings);
  caseRoutes(app, up);
  deadlineRoutes(app, up);
  calculatorRoutes(app, up);
  documentRoutes(app, up);
  freeLookRoutes(app, up);
  manageRoutes(app, up);
  manageSealRoutes(app, up);
  dictionaryRoutes(app, up);
  exemptionRoutes(app, up);
  wizardRoutes(app, up, settings, wishes.metrics);
  correctionRoutes(app, up);
  technicalFailureRoutes(app, up);
  clerkQueueRoutes(app, up);
  mailRoutes(app, up);
  legacyAddresses(app, up);
  csoAuth(app, up);
  filingApi(app, up, wishes.metrics);
  openapiRoute(app, routes);
  return { app, routes };
}

/** One structured line a request, and its place in the metrics. Addresses are logged by route, never with their values. */
function observe(app: FastifyInstance, { log, metrics }: ServerWishes): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.request(route, request.method, reply.statusCode, reply.elapsedTime / 1000);
    if (route.startsWith('/assets') || route === '/healthz') return;
    log.info(
      {
        request: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        account: request.who?.account,
      },
      'request',
    );
  });
}

function answerErrors(app: FastifyInstance, running: () => Running | null, log: Log): void {
  app.setNotFoundHandler({}, async (request, reply) => {
    request.params = namedInAddress(request.url);
    return answer(request, reply, new CourtError('absent'));
  });
  app.setErrorHandler(async (thrown, request, reply) => answer(request, reply, thrown));

  async function answer(request: FastifyRequest, reply: FastifyReply, thrown: unknown): Promise<FastifyReply> {
    const error = asCourtError(thrown);
    if (error.code === 'internal' || error.entry.status >= 500) {
      log.error({ request: request.id, code: error.code, error: describe(thrown) }, 'a request failed');
    }
    const system = running();
    if (system) await recordRefusal(request, system, error).catch(() => undefined);
    reply.header('cache-control', 'no-store');
    if (wantsJson(request)) return reply.status(error.entry.status).send(errorJson(error, request.id));
    const court = system ? await courtOfPath(request, system) : null;
    const context = pageContext(request, court);
    if (error.code === 'busy-starting') {
      const named = asCourtId((request.params as { court?: string } | undefined)?.court ?? '');
      return sendPage(reply, startingPage(context, named && failureFormOf(courtBase(named))), 503);
    }
    if (error.code === 'sign-on-required' && (request.method === 'GET' || request.method === 'HEAD')) {
      return reply.redirect(`/sign-on?returnTo=${encodeURIComponent(request.originalUrl)}`, 303);
    }
    const page = errorPage(context, {
      code: error.code,
      text: error.entry.text,
      todo: error.entry.todo,
      deadline: error.entry.deadline,
      detail: error.detail ?? null,
      trouble: system && court && mayBeTrouble(request, error) ? await troubleOf(request, system, court) : null,
    });
    return sendPage(reply, page, error.entry.status);
  }
}

/** Refusals that say nothing of a case, and by which nothing of it may be learned: not even whose it is. */
const SAYS_NOTHING = new Set(['case-not-found', 'case-under-seal', 'sign-on-required', 'session-expired']);

/** Faults of ours, and whatever stops a filer in a case or a draft: there the help desk and the case manager are named. */
function mayBeTrouble(request: FastifyRequest, error: CourtError): boolean {
  if (error.entry.status >= 500) return true;
  const { case: inCase, draft } = (request.params ?? {}) as { case?: string; draft?: string };
  return request.who?.filer === true && (inCase ?? draft) !== undefined && !SAYS_NOTHING.has(error.code);
}

/** Court, case and draft that an address names, though no page is there: whoever mistyped it can still call somebody. */
function namedInAddress(url: string): Record<string, string> {
  const [, court, kind, named] = /^\/ecf\/([^/?]+)(?:\/(cases|drafts)\/([^/?]+))?/.exec(url) ?? [];
  if (court === undefined) return {};
  return { court, ...(named === undefined ? {} : { [kind === 'cases' ? 'case' : 'draft']: named }) };
}

const wantsJson = (request: FastifyRequest): boolean =>
  request.url.startsWith('/api/') || request.url.startsWith('/openapi.json');

export const errorJson = (error: CourtError, requestId: string) => ({
  error: {
    code: error.code,
    text: error.entry.text,
    todo: error.entry.todo,
    deadline: error.entry.deadline,
    detail: error.detail ?? null,
    request: requestId,
  },
});

/** Every thrown thing as an entry of the catalogue; what is not ours is `internal`, without its words. */
export function asCourtError(thrown: unknown): CourtError {
  if (thrown instanceof CourtError) return thrown;
  const { code, statusCode } = thrown as { code?: string; statusCode?: number };
  if (code === 'ENOSPC') return new CourtError('disk-full');
  if (code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new CourtError('pdf-too-big');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new CourtError('request-malformed');
  return new CourtError('internal', undefined, thrown);
}

const describe = (thrown: unknown): string => {
  const cause = thrown instanceof CourtError && thrown.cause ? thrown.cause : thrown;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
};

const REFUSALS = new Set([
  'document-refused',
  'program-refused',
  'case-under-seal',
  'no-right-to-file',
  'request-not-from-here',
  'event-not-yours',
]);

async function recordRefusal(request: FastifyRequest, system: Running, error: CourtError): Promise<void> {
  if (!REFUSALS.has(error.code)) return;
  await recordAccess(system.court.web, {
    at: system.court.clock.now(),
    requestId: request.id,
    actor: request.actor,
    court: (request.params as { court?: string } | undefined)?.court ?? null,
    route: request.routeOptions.url ?? '',
    object: JSON.stringify(request.params ?? {}),
    allowed: false,
    answer: error.code,
  });
}

async function courtOfPath(request: FastifyRequest, system: Running) {
  const id = asCourtId((request.params as { court?: string } | undefined)?.court ?? '');
  return id
    ? system.court.settingsOf(id).then(
        (court) => courtAt(request, court),
        () => null,
      )
    : null;
}

function operatorRoutes(app: FastifyInstance, { running, metrics }: ServerWishes): void {
  reads(app, '/healthz', 'operator', (_request, reply) => reply.send({ ok: true }));
  reads(app, '/readyz', 'operator', async (_request, reply) => {
    const system = running();
    const ready = system?.demoReady() ?? false;
    if (ready) await system!.court.web.query('select 1');
    return reply.status(ready ? 200 : 503).send({ ready });
  });
  reads(app, '/metrics', 'operator', async (request, reply) => {
    const from = request.socket.remoteAddress ?? '';
    if (!/^(127\.|::1$|::ffff:127\.)/.test(from) || request.headers['x-forwarded-for']) throw new CourtError('absent');
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

const asset = (file: string, type: string): Asset => {
  const plain = readFileSync(file);
  return {
    type,
    plain,
    gzip: gzipSync(plain),
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  };
};

const TYPES: Record<string, string> = {
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
};

/** Style, script, fonts and pictures. Compressed once, at start. */
function assetRoutes(app: FastifyInstance, uswds: string): void {
  const own = path.join(import.meta.dirname, 'assets');
  const files: Record<string, Asset> = {
    '/assets/uswds.css': asset(path.join(uswds, 'css/uswds.min.css'), 'text/css; charset=utf-8'),
    '/assets/openecf.css': asset(path.join(own, 'openecf.css'), 'text/css; charset=utf-8'),
    '/assets/favicon.svg': asset(path.join(own, 'favicon.svg'), 'image/svg+xml'),
    // asked for by browsers themselves, beside a PDF for example
    '/favicon.ico': asset(path.join(own, 'favicon.svg'), 'image/svg+xml'),
    '/assets/openecf.js': asset(path.join(own, 'openecf.js'), 'text/javascript; charset=utf-8'),
  };
  for (const [address, file] of Object.entries(files)) {
    reads(app, address, 'operator', (request, reply) => {
      const accepted = String(request.headers['accept-encoding'] ?? '');
      reply.header('cache-control', 'public, max-age=3600').header('vary', 'accept-encoding').type(file.type);
      if (accepted.includes('br')) return reply.header('content-encoding', 'br').send(file.brotli);
      if (accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(file.gzip);
      return reply.send(file.plain);
    });
  }
  for (const folder of ['fonts', 'img']) {
    reads(app, `/${folder}/*`, 'operator', (request, reply) => {
      const name = path.normalize((request.params as { '*': string })['*']);
      const type = TYPES[path.extname(name)];
      const file = path.join(uswds, folder, name);
      if (!type || !file.startsWith(path.join(uswds, folder) + path.sep) || !existsSync(file))
        throw new CourtError('absent');
      return reply.header('cache-control', 'public, max-age=604800').type(type).send(createReadStream(file));
    });
  }
  reads(app, '/robots.txt', 'operator', (_request, reply) =>
    reply.type('text/plain').send('User-agent: *\nDisallow: /ecf/\n'),
  );
}
