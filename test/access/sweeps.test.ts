/**
 * Attacks tried on every route of the server's own inventory (spec/security.md §1.4: A02, A15, B01, C01, C02, C10, D09;
 * spec/legacy-pages.md §1.4). The routes come from the router; what to send to each from the table.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { LEGACY_MARKERS, SIGNED_ON_MARKER } from '../support/legacy-markers.ts';
import { COURT } from '../support/system.ts';
import { type Browser, multipart } from '../support/web.ts';
import { addressOf, ask, assertNoLeak, masked, type Request, wholeAnswer } from './asking.ts';
import { type Held, ROLES, ROUTES, type Role } from './table.ts';
import { aWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await aWorld();
});
after(() => world.end());

const lines = (method: 'GET' | 'POST'): string[] =>
  world.web
    .routes()
    .filter((line) => line.method === method)
    .map((line) => line.path);
const writing = (): string[] => {
  const declared = world.web.routes().filter((line) => line.writes);
  assert.ok(
    declared.every((line) => line.method === 'POST'),
    'every act is a POST',
  );
  // What needs no token is named one by one in the table, not by whoever writes the route.
  for (const line of declared)
    assert.equal(
      line.tokenless ?? false,
      ROUTES[`POST ${line.path}`]?.tokenless ?? false,
      `POST ${line.path} without a token`,
    );
  return declared.map((line) => line.path);
};
const placeOf = (state: Held) => world.places[state];
/** Somebody who is let through to the act. */
const doerOf = (path: string) => {
  const { needs } = ROUTES[`POST ${path}`]!;
  if (needs === 'administrator') return world.browsers.admin;
  return needs === 'clerk' ? world.browsers['sealed-clerk'] : world.browsers.attorney;
};
const bodyOf = (path: string) => ROUTES[`POST ${path}`]!.body!;

/** All that is on record, as one checksum a table; without what only says that somebody asked. */
async function onRecord(
  schemas: readonly string[] = ['pub', 'sealed', 'ident', 'pacer', 'ops'],
): Promise<Record<string, string>> {
  const tables = await world.court.owner.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema = any($1) and table_type = 'BASE TABLE' order by 1`,
    [schemas],
  );
  // access_log: who asked for what; stamp_tail: a cache of what is computed from documents; last_seen_at: of a session.
  const kept = tables.map((table) => table.name).filter((name) => !/access_log$|stamp_tail$/.test(name));
  const sums: Record<string, string> = {};
  for (const name of kept) {
    const row = name === 'pacer.session' ? 't.token_hash' : 't::text';
    const [found] = await world.court.owner.query<{ sum: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(${row}, '|' order by ${row}), '')) as sum from ${name} t`,
    );
    sums[name] = found!.sum;
  }
  return sums;
}

test('no act is done for a page that is not ours, and none without the session’s own token', async () => {
  const before = await onRecord();
  for (const path of writing()) {
    const browser = doerOf(path);
    const url = addressOf(world, path, placeOf('public'), 'number');
    const body = bodyOf(path);
    const form = new URLSearchParams({ ...body }).toString();
    const headers = { ...ROUTES[`POST ${path}`]!.headers };
    const cookie = { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const raw = (type: string, payload: string | Buffer) =>
      world.web.app.inject({ method: 'POST', url, headers: { ...headers, ...cookie, 'content-type': type }, payload });
    const parts = multipart({ ...body }, [{ name: 'main', fileName: 'a.pdf', bytes: Buffer.from('%PDF-1.7') }]);
    const withToken = { method: 'POST', url, body } as const;
    const attempts: Record<string, Promise<LightMyRequestResponse>> = {
      'without a token': ask(world, browser, { ...withToken, headers, token: false }),
      'with another token': ask(world, browser, { ...withToken, body: { ...body, csrf: 'x'.repeat(32) }, headers }),
      'with an empty token': ask(world, browser, { ...withToken, body: { ...body, csrf: '' }, headers }),
      'from another origin': ask(world, browser, {
        ...withToken,
        headers: { ...headers, origin: 'https://evil.example' },
      }),
      'from no origin at all': ask(world, browser, { ...withToken, headers: { ...headers, origin: 'null' } }),
      'from another site': ask(world, browser, {
        ...withToken,
        headers: { ...headers, 'sec-fetch-site': 'cross-site' },
      }),
      'from a sister site': ask(world, browser, {
        ...withToken,
        headers: { ...headers, 'sec-fetch-site': 'same-site' },
      }),
      'as plain text': raw('text/plain', form),
      'as JSON in plain text': raw('text/plain', JSON.stringify(body)),
      'as JSON': raw('application/json', JSON.stringify(body)),
      'as a form with files': raw(parts.type, parts.payload),
      'with nothing in it': world.web.app.inject({ method: 'POST', url, headers: { ...headers, ...cookie } }),
    };
    const { tokenless } = ROUTES[`POST ${path}`]!;
    for (const [how, attempt] of Object.entries(attempts)) {
      const answer = await attempt;
      if (tokenless && !how.startsWith('from ')) continue;
      assert.equal(answer.statusCode, 403, `POST ${path} ${how}: ${answer.body.slice(0, 200)}`);
      assert.ok(answer.body.includes('did not come from a page of this court'), `POST ${path} ${how}`);
    }
  }
  assert.deepEqual(await onRecord(), before);
});

test('a program’s token in its header does not open the door to other people’s pages', async () => {
  for (const path of writing()) {
    const program = { 'x-next-gen-cso': doerOf(path).cookies.get('NextGenCSO')! };
    const url = addressOf(world, path, placeOf('public'), 'number');
    for (const foreign of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await world.web.app.inject({ method: 'POST', url, headers: { ...program, ...foreign } });
      assert.equal(answer.statusCode, 403, `POST ${path}`);
    }
  }
});

test('a field that no form of ours has is refused by every act, and nothing is kept', async () => {
  const strange = ['role', 'isAdmin', 'feeExempt', 'restriction', 'filedAt', 'docNumber', '__proto__', 'constructor'];
  const before = await onRecord();
  const steps = ['filers', 'details', 'references', 'text'];
  for (const path of writing().filter((each) => !ROUTES[`POST ${each}`]!.tokenless)) {
    const browser = doerOf(path);
    const uploads = path.endsWith('/documents') || path.endsWith('/suggest') || path.startsWith('/api/');
    for (const step of path.endsWith('/:step') ? steps : ['']) {
      const draft = step === 'details' || step === 'references' ? await aMotion() : world.drafts.attorney;
      const url = addressOf(world, path, placeOf('public'), 'number', { step, draft });
      for (const name of strange) {
        const fields = { ...bodyOf(path), ...(uploads ? {} : { csrf: browser.csrf! }) };
        const answer = uploads
          ? await upload(url, {
              csrf: browser.csrf!,
              [name]: 'true',
              ...(path.startsWith('/api/') ? { filing: '{}' } : {}),
            })
          : await posted(browser, url, `${new URLSearchParams(fields)}&${encodeURIComponent(name)}=true`);
        assert.equal(answer.statusCode, 400, `POST ${url} with ${name}: ${answer.body.slice(0, 300)}`);
      }
    }
    if (!path.startsWith('/api/')) continue;
    for (const filing of [
      { isAdmin: true },
      { event: 'motion', filedAt: '2020-01-01' },
      { event: 'motion', reliefs: [{ code: 'compel', status: 'granted' }] },
    ]) {
      const url = addressOf(world, path, placeOf('public'), 'number');
      const answer = await upload(url, { csrf: browser.csrf!, filing: JSON.stringify(filing) });
      assert.equal(answer.statusCode, 400, `POST ${path} with ${JSON.stringify(filing)}: ${answer.body.slice(0, 300)}`);
    }
  }
  const after = await onRecord();
  // The drafts that this test began for the steps of a motion.
  assert.deepEqual({ ...after, 'pub.draft': '' }, { ...before, 'pub.draft': '' });
});

const posted = (browser: Browser, url: string, payload: string) =>
  ask(world, browser, { method: 'GET', url: '/account' }).then(() => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' };
    return world.web.app.inject({ method: 'POST', url, headers, payload });
  });

const cookieOf = (role: Role): string =>
  [...world.browsers[role].cookies].map(([name, value]) => `${name}=${value}`).join('; ');

function upload(url: string, fields: Record<string, string>): Promise<LightMyRequestResponse> {
  const { payload, type } = multipart(fields, []);
  const headers = { cookie: cookieOf('attorney'), 'content-type': type, 'idempotency-key': 'a key of the sweep' };
  return world.web.app.inject({ method: 'POST', url, headers, payload });
}

/** A draft of a motion, whose wizard has every step. */
async function aMotion(): Promise<string> {
  const url = `/ecf/${COURT}/cases/${placeOf('public').number}/file`;
  const made = await ask(world, world.browsers.attorney, {
    method: 'POST',
    url,
    body: { event: 'motion', go: 'next' },
  });
  const draft = /drafts\/([0-9a-f-]{36})/.exec(String(made.headers.location))![1]!;
  const relief = { relief: 'compel', go: 'leave' };
  await ask(world, world.browsers.attorney, {
    method: 'POST',
    url: `/ecf/${COURT}/drafts/${draft}/details`,
    body: relief,
  });
  return draft;
}

const HEADERS: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /default-src 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^SAMEORIGIN$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'x-request-id': /^.{8,}$/,
};
const INSIDES =
  /node:internal|node_modules|\.ts:\d+|\bat async\b|syntax error|invalid input|violates|out of range|\bpg_|select .+ from |\/tmp\/|<anonymous>/i;

/** What holds for every answer, whoever asks for whatever. */
function assertProper(role: Role, answer: LightMyRequestResponse, what: string): void {
  for (const [name, wanted] of Object.entries(HEADERS))
    assert.match(String(answer.headers[name] ?? ''), wanted, `${what} as ${role}: ${name}`);
  if (
    !/^\w+ \/((assets|fonts|img)\/|favicon\.ico)/.test(what) &&
    !/ \/(healthz|readyz|metrics|robots\.txt|openapi\.json)/.test(what)
  )
    assert.match(String(answer.headers['cache-control'] ?? ''), /no-store/, `${what} as ${role}: kept by nobody`);
  assert.ok(answer.statusCode < 500, `${what} as ${role}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
  if (answer.statusCode >= 400) assert.doesNotMatch(answer.body, INSIDES, `${what} as ${role}`);
  const page = String(answer.headers['content-type'] ?? '').startsWith('text/html') && answer.body !== '';
  if (!page || /^\w+ \/(fonts|img)\//.test(what)) return;
  if (role === 'anonymous')
    for (const marker of LEGACY_MARKERS) assert.ok(!answer.body.includes(marker), `${what}: ${marker}`);
  else assert.ok(answer.body.includes(SIGNED_ON_MARKER), `${what} as ${role}: the page says that one is signed on`);
}

test('looking, by GET or HEAD, at everything as everybody changes nothing and costs nothing; each answer is proper', async () => {
  const before = await onRecord();
  const prefetch = { purpose: 'prefetch', 'sec-purpose': 'prefetch', range: 'bytes=0-9' };
  for (const role of ROLES) {
    const browser = world.browsers[role];
    for (const path of lines('GET')) {
      const states: Held[] =
        path.includes(':case') || path.includes(':docId')
          ? ['public', 'participants', 'embargo', 'ssa', 'placeholder', 'under-seal', 'hidden']
          : ['public'];
      for (const state of states) {
        const url = addressOf(world, path, placeOf(state), 'number');
        const got = await ask(world, browser, { method: 'GET', url });
        const head = await ask(world, browser, { method: 'HEAD', url, headers: prefetch });
        assertProper(role, got, `GET ${url}`);
        assertProper(role, head, `HEAD ${url}`);
        assertNoLeak(role, got, `GET ${url}`);
      }
    }
    for (const url of [
      '/nowhere',
      '/ecf/nowhere',
      '/ecf/olyd/nowhere',
      '/ecf/olyd/search?q=%00',
      '/ecf/olyd/search?page=x',
    ])
      assertProper(role, await ask(world, browser, { method: 'GET', url }), `GET ${url}`);
  }
  assert.deepEqual(await onRecord(), before);
});

const ODD = [
  '0',
  '-1',
  '+1',
  '1.5',
  '1e9',
  '00',
  '99999999999999999999',
  '9223372036854775808',
  '2147483648',
  '0x10',
  'NaN',
  'null',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '%252e%252e',
  '..;',
  "'",
  '%27%20or%201=1--',
  '%00',
  '1%00',
  '%0d%0aset-cookie:a=b',
  '%F0%9F%A6%89',
  '%E2%80%AE',
  '%EF%BC%91',
  '%5B%5D',
  '1-26-cv-99999999999',
  '1-26-cv-9999999999',
  '1%3A26-cv-00142%00',
  '019a0000-0000-7000-8000-000000000000',
  '019A0000-0000-7000-8000-00000000000G',
  'a'.repeat(99),
  '*',
  '%25',
  '$1',
  '{}',
  'constructor',
  '__proto__',
];

test('odd numbers and names in any part of any address are answered as absent or malformed, never as a fault', async () => {
  for (const role of ['anonymous', 'sealed-clerk'] as const) {
    const browser = world.browsers[role];
    for (const line of world.web.routes().filter((each) => each.method === 'GET' || each.method === 'POST')) {
      for (const [, part] of line.path.matchAll(/:([a-zA-Z]+)/g)) {
        if (line.path.includes(`::${part}`)) continue;
        for (const odd of ODD) {
          const url = addressOf(world, line.path, placeOf('public'), 'number', { [part!]: odd });
          const request: Request = { method: line.method as 'GET', url, body: line.writes ? bodyOf(line.path) : null };
          const answer = await ask(world, browser, {
            ...request,
            headers: ROUTES[`${line.method} ${line.path}`]?.headers ?? {},
          });
          const what = `${line.method} ${url}`;
          assert.ok(
            [303, 400, 401, 403, 404, 410].includes(answer.statusCode),
            `${what} as ${role}: ${answer.statusCode} ${answer.body.slice(0, 200)}`,
          );
          if (answer.statusCode === 303) assert.match(String(answer.headers.location), /^\/sign-on\?/, what);
          assert.equal(answer.headers['set-cookie'], undefined, what);
          assertNoLeak(role, answer, what);
          assert.doesNotMatch(answer.body, INSIDES, what);
        }
      }
    }
  }
});

const ODD_WORDS = [
  '\0',
  'a\0b',
  '%',
  '_',
  "'; drop table pub.party; --",
  '\\',
  '{"$gt":""}',
  '\u{1F989}',
  '\u202e',
  '\ud800',
  'x'.repeat(5_000),
  '99999999999',
  '-1',
  '1e400',
];

/** What each page reads from its address. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  '/search': ['q', 'page', 'court'],
  '/ecf/:court/search': ['q', 'page'],
  '/deadlines/calculate': ['court', 'from', 'period', 'count', 'unit', 'time', 'served'],
  '/ecf/:court/deadlines/calculate': ['from', 'period', 'count', 'direction'],
  '/find': ['q'],
  '/ecf/:court/find': ['q'],
  '/ecf/:court/file': ['number', 'event', 'relief'],
  '/ecf/:court/cases/:case/docket': ['order', 'filedFrom', 'filedTo', 'numberFrom', 'parties'],
  '/ecf/:court/cases/:case/file': ['find', 'event'],
  '/ecf/:court/filings/by-key': ['key'],
  '/ecf/:court/doc1/:docId': ['magic_num'],
  '/sign-on': ['returnTo'],
};

test('odd words in queries are answered in words, never as a fault', async () => {
  for (const role of ['anonymous', 'attorney'] as const)
    for (const [path, names] of Object.entries(QUERIES))
      for (const name of names)
        for (const word of ODD_WORDS) {
          const query = new URLSearchParams({ [name]: word });
          const url = `${addressOf(world, path, placeOf('public'), 'number')}?${query}`;
          const answer = await ask(world, world.browsers[role], { method: 'GET', url });
          assertProper(role, answer, `GET ${url.slice(0, 120)}`);
        }
});

/** What each form holds that is typed or counted. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  '/sign-on': ['loginId', 'password', 'clientCode', 'returnTo'],
  '/account/client-code': ['clientCode'],
  '/ecf/:court/file': ['number', 'caseId', 'event'],
  '/ecf/:court/cases/:case/file': ['event', 'find', 'upload'],
  '/ecf/:court/cases/:case/docket': ['accepted', 'key', 'filedFrom', 'numberTo'],
  '/ecf/:court/drafts/:draft/:step': ['filer', 'associate'],
  '/ecf/:court/free-look': ['token'],
};

test('odd words in forms are answered in words, never as a fault', async () => {
  for (const [path, names] of Object.entries(FORMS))
    for (const name of names)
      for (const word of ODD_WORDS) {
        const role = path === '/sign-on' ? 'anonymous' : 'attorney';
        const url = addressOf(world, path, placeOf('public'), 'number');
        const known = path === '/sign-on' ? { loginId: 'x', password: 'x' } : bodyOf(path);
        // Many wrong passwords at one moment would be slowed down.
        world.court.clock.advance(2_000);
        const answer = await ask(world, world.browsers[role], {
          method: 'POST',
          url,
          body: { ...known, [name]: word },
        });
        assertProper(role, answer, `POST ${url} with an odd ${name}`);
      }
  const draft = await aMotion();
  for (const [step, name] of [
    ['references', 'ref'],
    ['details', 'relief'],
    ['text', 'words'],
    ['filers', 'filer'],
  ] as const)
    for (const word of ODD_WORDS) {
      const url = `/ecf/${COURT}/drafts/${draft}/${step}`;
      const answer = await ask(world, world.browsers.attorney, {
        method: 'POST',
        url,
        body: { [name]: word, go: 'next' },
      });
      assertProper('attorney', answer, `POST ${url} with an odd ${name}`);
    }
});

test('other methods and headers that claim another method or address give nothing', async () => {
  const roles = ['anonymous', 'attorney', 'sealed-clerk'] as const;
  const before = await onRecord();
  for (const role of roles) {
    const browser = world.browsers[role];
    for (const path of new Set(world.web.routes().map((line) => line.path))) {
      const url = addressOf(world, path, placeOf('public'), 'number');
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
        const answer = await ask(world, browser, { method, url });
        assert.ok([404, 405].includes(answer.statusCode), `${method} ${url} as ${role}: ${answer.statusCode}`);
        assert.equal(answer.headers['access-control-allow-origin'], undefined);
      }
    }
    const hidden = addressOf(world, '/ecf/:court/cases/:case', placeOf('hidden'), 'number');
    const open = addressOf(world, '/ecf/:court/cases/:case', placeOf('public'), 'number');
    const plain = masked(await ask(world, browser, { method: 'GET', url: open }));
    for (const headers of [
      { 'x-original-url': hidden },
      { 'x-rewrite-url': hidden },
      { 'x-http-method-override': 'DELETE' },
      { 'x-method-override': 'POST' },
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-user': 'sealed-clerk' },
      { 'x-forwarded-host': 'evil.example' },
      { 'if-none-match': '*' },
    ]) {
      const answer = await ask(world, browser, { method: 'GET', url: open, headers });
      assert.equal(masked(answer), plain, `${JSON.stringify(headers)} as ${role}`);
    }
  }
  // What looks like a file of ours is no page of theirs that a cache might keep (C10).
  const { number, serial } = placeOf('participants');
  for (const tail of ['/x.css', ';x.css', '%2fx.css', '/pdf/x.css', '.css', '/pdf.js'])
    assert.equal(
      (
        await ask(world, world.browsers.attorney, {
          method: 'GET',
          url: `/ecf/${COURT}/cases/${number}/documents/${serial}${tail}`,
        })
      ).statusCode,
      404,
      tail,
    );
  assert.deepEqual(await onRecord(), before);
});

test('errors are the same words on the web and in the API, and name nothing of the inside', async () => {
  for (const url of [
    '/api/v1/courts/olyd/cases/1-26-cv-00142/nowhere',
    '/ecf/olyd/cases/nothing/docket/more',
    '//evil.example/',
  ])
    for (const role of ['anonymous', 'attorney'] as const) {
      const answer = await ask(world, world.browsers[role], { method: 'GET', url });
      assert.ok([400, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`);
      assert.doesNotMatch(wholeAnswer(answer), INSIDES, url);
      assert.doesNotMatch(wholeAnswer(answer), /fastify|FST_/i, `${url} names the software that serves it`);
      for (const [name, wanted] of Object.entries(HEADERS))
        assert.match(String(answer.headers[name] ?? ''), wanted, `${url}: ${name}`);
    }
});
