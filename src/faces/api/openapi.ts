/** `/openapi.json`: the API's routes for programs, made from the router's own inventory. */
import type { FastifyInstance } from 'fastify';
import { FILING_LEVELS } from '../../court/filing/decide-filing.ts';
import { catalogue } from '../../kernel/errors.ts';
import { type RouteLine, reads } from '../web/route.ts';

export function openapiRoute(app: FastifyInstance, routes: () => readonly RouteLine[]): void {
  reads(app, '/openapi.json', 'operator', (_request, reply) => reply.send(openapi(routes())));
}

export function openapi(routes: readonly RouteLine[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes.filter((each) => each.path.startsWith('/api/') && each.method !== 'HEAD')) {
    const path = route.path.replace('::', ':').replace(/\/:([a-z]+)/g, '/{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenECF',
      version: '1',
      description: 'Filing and reading by program. Sign on for a token and send it as X-NEXT-GEN-CSO.',
    },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'header', name: 'X-NEXT-GEN-CSO' } },
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'text', 'todo', 'deadline', 'request'],
              properties: {
                code: { type: 'string', enum: Object.keys(catalogue) },
                text: { type: 'string' },
                todo: { type: 'string' },
                deadline: { type: 'string' },
                detail: { type: ['string', 'null'] },
                request: { type: 'string' },
              },
            },
          },
        },
      },
    },
    security: [{ session: [] }],
  };
}

/** What the field holds beside the answers to the event's own questions. */
const FILING = {
  type: 'object',
  required: ['event'],
  properties: {
    event: { type: 'string', description: 'A code of the event dictionary.' },
    restriction: {
      type: 'string',
      enum: FILING_LEVELS,
      default: 'public',
      description:
        'Who may open the documents. public leaves it to the event and the case. Who is no clerk may name the level that these give, and no other.',
    },
    restrictedUntil: {
      type: 'string',
      format: 'date',
      description: 'The first day on which the documents are public; with embargo and pending-redaction only.',
    },
    alsoIn: {
      type: 'array',
      description:
        'Associated cases in which the same document is docketed too: one filing, an entry with a number of its own in each. A refusal in any of them refuses the whole.',
      items: {
        type: 'object',
        required: ['case'],
        properties: {
          case: { type: ['string', 'integer'], description: 'Its number, 1:26-cv-00142, or its caseid.' },
          filers: {
            type: ['array', 'null'],
            items: { type: 'integer' },
            description:
              'Numbers of the parties there. Left out: those of the same names for whom you appear, or else all for whom you appear.',
          },
          references: {
            type: 'array',
            items: { type: 'object', required: ['seq'], properties: { seq: { type: 'integer' } } },
            description: 'Entries there, besides those of the same filings as the ones referred to here.',
          },
        },
      },
    },
  },
} as const;

function operation(route: RouteLine) {
  const names = [...route.path.matchAll(/\/:([a-z]+)/g)].map((found) => found[1]!);
  return {
    operationId: `${route.method.toLowerCase()} ${route.path}`,
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(route.method === 'POST' && route.path.endsWith('/filings')
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 200 },
            },
          ]
        : []),
    ],
    ...(route.method === 'POST'
      ? {
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['filing'],
                  properties: {
                    filing: {
                      type: 'string',
                      description: 'The answers as JSON; documents are named by their parts.',
                      contentMediaType: 'application/json',
                      contentSchema: FILING,
                    },
                  },
                  additionalProperties: {
                    type: 'string',
                    format: 'binary',
                    description: 'A PDF, under its part’s name.',
                  },
                },
              },
            },
          },
        }
      : {}),
    responses: {
      default: {
        description: 'An error of the catalogue',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
      ...(route.method === 'POST' ? { 201: { description: 'Filed' } } : { 200: { description: 'Found' } }),
    },
  };
}
