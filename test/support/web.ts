/** The web face on a test court: a client that keeps cookies and reads forms, as a browser without script does. */
import path from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { projectFolder } from '../../src/compose.ts';
import type { MailCatcher, Running } from '../../src/faces/web/running.ts';
import { buildServer } from '../../src/faces/web/server.ts';
import type { CourtId } from '../../src/kernel/ids.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { makeMetrics } from '../../src/platform/metrics/metrics.ts';
import { COURT, PASSWORD, type TestCourt } from './system.ts';

export interface WebCourt {
  readonly app: FastifyInstance;
  readonly routes: Awaited<ReturnType<typeof buildServer>>['routes'];
  /** A new browser, with no cookies. */
  browser(): Browser;
  /** A browser in which this person is signed on, with the token of a page. */
  signedOn(loginId: string): Promise<Browser>;
  end(): Promise<void>;
}

/** The pages of a test court, without sockets. */
export async function aWebCourt(
  court: TestCourt,
  more: { courts?: readonly CourtId[]; catcher?: MailCatcher } = {},
): Promise<WebCourt> {
  const running: Running = {
    court: court.system.court,
    pacer: court.system.pacer,
    pacerPort: court.system.pacerPort,
    courts: async () => more.courts ?? [COURT],
    catcher: more.catcher ?? null,
    demoReady: () => true,
    demoSignOns: () => [],
  };
  const { app, routes } = await buildServer({
    running: () => running,
    settings: {
      publicUrl: null,
      cookieDomain: null,
      secureCookies: false,
      trustedProxy: null,
      hosts: {
        suffixes: ['uscourts.gov', 'localhost'],
        courtNamed: (id) => (id === COURT || id === 'dcd' ? COURT : null),
      },
    },
    log: silentLog,
    random: systemRandom,
    metrics: makeMetrics(),
    uswds: path.join(projectFolder, 'node_modules/@uswds/uswds/dist'),
  });
  await app.ready();
  return {
    app,
    routes,
    browser: () => new Browser(app),
    async signedOn(loginId) {
      const browser = new Browser(app);
      await browser.signOn(loginId);
      await browser.get('/account');
      return browser;
    },
    end: () => app.close(),
  };
}

export interface FilePart {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Follows redirects, keeps cookies, finds the token of the page last seen. */
export class Browser {
  readonly #app: FastifyInstance;
  readonly cookies = new Map<string, string>();
  csrf: string | null = null;
  /** Where the last answer came from, after redirects. */
  at = '/';

  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  async get(address: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.#follow(
      address,
      await this.#app.inject({ method: 'GET', url: address, headers: { ...this.#headers(), ...headers } }),
    );
  }

  /** Posts a form, with the token unless one is given. */
  async post(
    address: string,
    fields: Record<string, string | readonly string[]>,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const body = new URLSearchParams();
    if (this.csrf !== null && !('csrf' in fields)) body.append('csrf', this.csrf);
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    const response = await this.#app.inject({
      method: 'POST',
      url: address,
      headers: { ...this.#headers(), 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: body.toString(),
    });
    return this.#follow(address, response);
  }

  /** Posts a form with files. */
  async upload(
    address: string,
    fields: Record<string, string>,
    files: readonly FilePart[],
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    const { payload, type } = multipart({ ...(this.csrf === null ? {} : { csrf: this.csrf }), ...fields }, files);
    const response = await this.#app.inject({
      method: 'POST',
      url: address,
      headers: { ...this.#headers(), 'content-type': type, ...headers },
      payload,
    });
    return this.#follow(address, response);
  }

  async signOn(loginId: string, password = PASSWORD): Promise<LightMyRequestResponse> {
    return this.post('/sign-on', { loginId, password, redactFlag: '1', returnTo: '/' });
  }

  #headers(): Record<string, string> {
    return this.cookies.size === 0
      ? {}
      : { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  async #follow(address: string, response: LightMyRequestResponse): Promise<LightMyRequestResponse> {
    for (const cookie of response.cookies as { name: string; value: string }[]) {
      if (cookie.value === '') this.cookies.delete(cookie.name);
      else this.cookies.set(cookie.name, cookie.value);
    }
    if (response.statusCode === 303) return this.get(String(response.headers.location));
    this.at = address;
    this.csrf = /name="csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? this.csrf;
    return response;
  }
}

/** A multipart body as browsers make it: fields first, then files. */
export function multipart(
  fields: Record<string, string>,
  files: readonly FilePart[],
): { payload: Buffer; type: string } {
  const boundary = '----openecf-test-boundary';
  const pieces: Buffer[] = [];
  for (const [name, value] of Object.entries(fields)) {
    pieces.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  }
  for (const file of files) {
    pieces.push(
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${file.name}"; filename="${file.fileName}"\r\nContent-Type: application/pdf\r\n\r\n`,
      ),
      file.bytes,
      Buffer.from('\r\n'),
    );
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  return { payload: Buffer.concat(pieces), type: `multipart/form-data; boundary=${boundary}` };
}

/** The hidden row version of the page last seen. */
export const rowVersionOf = (body: string): string => /name="rowVersion" value="(\d+)"/.exec(body)?.[1] ?? '0';

/** What a page says between its head and its foot, in words. */
export const said = (body: string): string =>
  body
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<footer[\s\S]*$/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
