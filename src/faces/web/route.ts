/**
 * How a route is declared: with what it takes to use it, whether it writes and whether it can charge (DESIGN §4.5).
 * A route without a declaration does not start; the inventory (`openecf routes`) is read off the router.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods, RouteOptions } from 'fastify';
import type { Actor } from '../../court/access/actor.ts';
import type { SignedOn } from '../../court/ports.ts';

/**
 * `anyone`: nothing hidden is behind it. `reader`: the actor's reader decides, object by object. `signed-on`: a session.
 * `filer`: a session with a right to file in the court. `clerk`: a session of a clerk of the court. `operator`: the machine itself (loopback). `development`: only with
 * the built-in catcher.
 */
export type RoutePolicy = 'anyone' | 'reader' | 'signed-on' | 'filer' | 'clerk' | 'admin' | 'operator' | 'development';

export interface RouteFacts {
  readonly policy: RoutePolicy;
  readonly writes: boolean;
  readonly charges: boolean;
  /** For programs that keep no form: only the request's origin is checked (DESIGN §4.11). */
  readonly tokenless?: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed on; null: nobody. */
    who: SignedOn | null;
    actor: Actor;
    /** Set once the request's token has been compared with the session's. */
    tokenChecked: boolean;
  }
  interface FastifyContextConfig {
    facts?: RouteFacts;
    /** The form has files: its token is read from its parts (`forms.ts`), not from a body. */
    takesFiles?: boolean;
  }
}

export interface RouteLine extends RouteFacts {
  readonly method: string;
  readonly path: string;
}

/** Keeps the list of all routes of a server; throws at start when one is not declared. */
export function keepInventory(app: FastifyInstance): () => readonly RouteLine[] {
  const lines: RouteLine[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    const facts = route.config?.facts;
    if (!facts) throw new Error(`the route ${String(route.method)} ${route.url} has no declared policy`);
    for (const method of [route.method].flat()) {
      if (!lines.some((line) => line.method === method && line.path === route.url))
        lines.push({ method, path: route.url, ...facts });
    }
  });
  return () => [...lines].sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** A page or answer that changes nothing and costs nothing. HEAD is answered by the same handler. */
export const reads = (app: FastifyInstance, path: string, policy: RoutePolicy, handler: Handler): void =>
  void app.route({
    method: 'GET',
    url: path,
    config: { facts: { policy, writes: false, charges: false } },
    handler: handler as never,
  });

/** An act. Its request must come from a page of ours (see `guard.ts`). */
export const writes = (
  app: FastifyInstance,
  path: string,
  policy: RoutePolicy,
  handler: Handler,
  more: {
    readonly charges?: boolean;
    readonly tokenless?: boolean;
    readonly method?: HTTPMethods;
    /** Bytes; given for forms with files, whose handlers read them with `readUploadForm` (it checks the token first). */
    readonly bodyLimit?: number;
  } = {},
): void =>
  void app.route({
    method: more.method ?? 'POST',
    url: path,
    config: {
      facts: { policy, writes: true, charges: more.charges ?? false, ...(more.tokenless ? { tokenless: true } : {}) },
      takesFiles: more.bodyLimit !== undefined,
    },
    ...(more.bodyLimit ? { bodyLimit: more.bodyLimit } : {}),
    handler: handler as never,
  });
