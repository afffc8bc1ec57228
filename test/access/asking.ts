/** Asking a world's pages as somebody, one request at a time: no redirect is followed, nothing is kept. */
import assert from 'node:assert/strict';
import type { LightMyRequestResponse } from 'fastify';
import { COURT } from '../support/system.ts';
import type { Browser } from '../support/web.ts';
import { type By, type Held, OPENS, type Role } from './table.ts';
import type { Place, World } from './world.ts';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface Request {
  readonly method: Method;
  readonly url: string;
  /** A form's fields; null: no body at all. */
  readonly body?: Readonly<Record<string, string>> | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** False: the form's token is left out. */
  readonly token?: boolean;
}

export function ask(world: Pick<World, 'web'>, browser: Browser, request: Request): Promise<LightMyRequestResponse> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fields = { ...(request.token !== false && browser.csrf ? { csrf: browser.csrf } : {}), ...request.body };
  return world.web.app.inject({
    method: request.method,
    url: request.url,
    headers: {
      ...(cookie === '' ? {} : { cookie }),
      ...(request.body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...request.headers,
    },
    ...(request.body ? { payload: new URLSearchParams(fields).toString() } : {}),
  });
}

/** A route's address with its parts filled in. */
export function addressOf(world: World, path: string, place: Place, by: By, more: Record<string, string> = {}): string {
  const parts: Record<string, string> = {
    court: COURT,
    case: by === 'number' ? place.number : String(place.caseId),
    document: String(place.serial),
    docId: `0450${place.serial}`,
    token: '1234567890123456',
    draft: world.drafts.attorney,
    step: 'filers',
    event: 'motion',
    topic: 'filing',
    filing: world.filing.attorney.filingId,
    entry: '1',
    key: encodeURIComponent(world.filing.key),
    id: 'x',
    reference: 'TF-20260304-AAAA-BBBB-CCCC',
    request: '019a0000-0000-7000-8000-000000000000',
    ...more,
  };
  const caseid = path.endsWith('/DktRpt.pl') ? `?${place.caseId}` : '';
  const address = path
    .replace('::', ':%')
    .replace(/:([a-z]+)/gi, (_, name: string) => parts[name]!)
    .replace(':%', ':')
    .replace('*', 'none.woff2');
  return address + caseid;
}

/** Everything an answer says, its headers too, as text. */
export const wholeAnswer = (answer: LightMyRequestResponse): string =>
  `${answer.statusCode}\n${Object.entries(answer.headers)
    .filter(([name]) => name !== 'date')
    .map(([name, value]) => `${name}: ${String(value)}`)
    .sort()
    .join('\n')}\n\n${answer.rawPayload.toString('latin1')}`;

/** The same without the request's own number, and with the numbers that its address named made alike. */
export function masked(answer: LightMyRequestResponse, place?: Place): string {
  let text = wholeAnswer(answer).replaceAll(String(answer.headers['x-request-id'] ?? '-no-id-'), '(request)');
  if (place)
    for (const part of [place.number, place.serial, place.caseId]) text = text.replaceAll(String(part), '(asked)');
  return text;
}

/** Fails when an answer holds a word of what this role may not see. */
export function assertNoLeak(role: Role, answer: LightMyRequestResponse, what: string): void {
  const text = `${wholeAnswer(answer)} ${answer.rawPayload.toString('utf8')}`;
  for (const [word, named] of text.matchAll(CANARY))
    assert.equal(OPENS[WORDS[named!.toLowerCase()]!][role], 'shown', `${what}: ${role} is told "${word}"`);
}

const WORDS: Readonly<Record<string, Held>> = {
  participants: 'participants',
  courtdocument: 'court-document',
  sealeddocument: 'sealed-document',
  courtentry: 'court-entry',
  placeholder: 'placeholder',
  gap: 'gap',
  series: 'series',
  applicable: 'applicable-party',
  selected: 'selected-parties',
  exparte: 'ex-parte',
  redaction: 'pending-redaction',
  embargo: 'embargo',
  stricken: 'stricken',
  ssa: 'ssa',
  underseal: 'under-seal',
  hidden: 'hidden',
};
const CANARY = new RegExp(`qx(${Object.keys(WORDS).join('|')})`, 'gi');
