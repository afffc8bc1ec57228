/** Every route, as every role, on everything that can be hidden, answered as the table says (spec/security.md §3.4 C1, A01). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COURT } from '../support/system.ts';
import type { Browser } from '../support/web.ts';
import { addressOf, ask, assertNoLeak, masked, type Request, wholeAnswer } from './asking.ts';
import {
  type Answer,
  type By,
  DOCUMENT_STATES,
  type Held,
  LOOKS_FREE,
  OPENS,
  ROLES,
  ROUTES,
  type Role,
  type Row,
  SAID,
  SEALED_MATTER,
  STATES,
  UNBILLED,
  wanted,
} from './table.ts';
import { ABSENT, aWorld, type Place, signedOn, type World } from './world.ts';

let world: World;
before(async () => {
  world = await aWorld();
});
after(() => world.end());

interface Probe {
  readonly role: Role;
  readonly state: Held;
  readonly by: By;
  readonly line: string;
  readonly row: Row;
}

const SAID_RESTRICTED = STATES.filter((state) => OPENS[state].public === 'refused');

const ASKED_ONCE: readonly Held[] = [...DOCUMENT_STATES.slice(8), 'ssa'];

const STATES_OF: Readonly<Record<Row['about'], readonly Held[]>> = {
  nothing: ['public'],
  'own draft': ['public'],
  'own filing': ['public'],
  'own key': ['public'],
  case: ['public', 'under-seal', 'hidden', 'absent'],
  document: STATES,
  'document alone': STATES,
};

function probesOf(role: Role): Probe[] {
  return Object.entries(ROUTES).flatMap(([line, row]) => {
    const states = line.includes('/cases/:case') && row.about === 'own key' ? STATES_OF.case : STATES_OF[row.about];
    const ways: By[] = line.includes(':case')
      ? ['number', 'caseid']
      : line.includes('/ecf/:court/')
        ? ['caseid']
        : ['number'];
    return states.flatMap((state) =>
      // How an address names its case is told apart on the states that differ in it; the other levels are asked once.
      (ASKED_ONCE.includes(state) ? ways.slice(0, 1) : ways).map((by): Probe => ({ role, state, by, line, row })),
    );
  });
}

async function requestOf(
  { role, by, line, row }: Probe,
  place: Place,
): Promise<{ browser: Browser; request: Request }> {
  const [method, path] = line.split(' ') as [Request['method'], string];
  let browser = world.browsers[role];
  if (row.spends === 'session' && role !== 'anonymous') {
    browser = await signedOn(world, role);
  }
  const more: Record<string, string> = {};
  if (row.spends === 'draft') more.draft = await freshDraft();
  const query = path.endsWith('/by-key') ? `?key=${encodeURIComponent(world.filing.key)}` : '';
  const url = addressOf(world, path, place, by, more) + query;
  return {
    browser,
    request: { method, url, body: row.body ?? null, ...(row.headers ? { headers: row.headers } : {}) },
  };
}

async function freshDraft(): Promise<string> {
  const url = `/ecf/${COURT}/cases/${world.places.public.number}/file`;
  const made = await ask(world, world.browsers.attorney, { method: 'POST', url, body: { event: 'notice-other' } });
  return /drafts\/([0-9a-f-]{36})/.exec(String(made.headers.location))![1]!;
}

/** Signing off everywhere has ended the role's own session too. */
async function signOnAgain(role: Role): Promise<void> {
  Object.assign(world.browsers, { [role]: await signedOn(world, role) });
}

function assertAnswered(probe: Probe, answer: Awaited<ReturnType<typeof ask>>, expected: Answer): void {
  const { role, state, by, line, row } = probe;
  const what = `${line} as ${role} on ${state} by ${by}: ${expected} wanted, answered ${answer.statusCode} ${answer.body.slice(0, 300)}`;
  if (expected === 'shown') {
    const unbilled =
      UNBILLED.includes(state) && (row.about === 'document' || state === 'under-seal' || state === 'hidden');
    const done =
      row.done === 'paid'
        ? LOOKS_FREE.includes(role)
          ? 200
          : 402
        : row.done === 'charged'
          ? unbilled
            ? 303
            : 409
          : row.done;
    const inSealedCase = state === 'under-seal' || state === 'hidden';
    const sealed = !SEALED_MATTER.includes(state) ? undefined : inSealedCase ? row.sealedCase : row.sealedEntry;
    assert.equal(answer.statusCode, sealed ?? done, what);
    assert.doesNotMatch(String(answer.headers.location ?? ''), /^\/sign-on/, what);
    return;
  }
  if (expected === 'sign-on') {
    const page = line.startsWith('GET') && !row.json;
    assert.equal(answer.statusCode, page ? 303 : 401, what);
    if (page)
      assert.match(
        String(answer.headers.location),
        /^\/sign-on\?returnTo=%2Fecf|^\/sign-on\?returnTo=%2Faccount/,
        what,
      );
    return;
  }
  const [status, text] = SAID[expected];
  assert.equal(answer.statusCode, status, what);
  assert.ok(answer.body.includes(text), what);
}

/** What the same question about nothing at all is answered: the twin of everything that is as absent. */
const twinOf = (state: Held, place: Place): Place =>
  ['under-seal', 'hidden', 'absent'].includes(state) ? ABSENT : { ...place, serial: ABSENT.serial };

test('the table knows every route of the server, and the server has every route of the table', () => {
  const served = world.web.routes().filter((line) => line.method !== 'HEAD');
  assert.deepEqual(
    served.map((line) => `${line.method} ${line.path}`).sort(),
    Object.keys(ROUTES).sort(),
    'a route that the table does not know has no declared answer: add it to test/access/table.ts',
  );
  for (const head of world.web.routes().filter((line) => line.method === 'HEAD'))
    assert.ok(ROUTES[`GET ${head.path}`], `HEAD ${head.path} goes with a GET`);
});

for (const role of ROLES) {
  test(`every route answers ${role} as the table says, and tells nothing of what is hidden from them`, async () => {
    let compared = 0;
    for (const probe of probesOf(role)) {
      const place = world.places[probe.state];
      const { browser, request } = await requestOf(probe, place);
      const answer = await ask(world, browser, request);
      if (probe.row.spends === 'session' && role !== 'anonymous') await signOnAgain(role);
      const expected = wanted(probe.row, role, probe.state, probe.by);
      assertAnswered(probe, answer, expected);
      const what = `${request.method} ${request.url}`;
      assertNoLeak(role, answer, what);
      if (request.method === 'GET' && (probe.by === 'number' || !probe.line.includes(':case'))) {
        const head = await ask(world, browser, { ...request, method: 'HEAD' });
        // Whoever must sign on is told so; only a GET is led there.
        assert.equal(head.statusCode, answer.statusCode, `HEAD ${request.url} as ${role}: ${wholeAnswer(head)}`);
        assert.equal(head.rawPayload.length, 0, `HEAD ${request.url} has no body`);
        assertNoLeak(role, head, `HEAD ${request.url}`);
      }
      if (expected !== 'absent' && expected !== 'no-case' && expected !== 'sign-on') continue;
      if (probe.row.about !== 'case' && !probe.row.about.startsWith('document')) continue;
      // Of a visible entry it may be known that it has a document.
      if (expected === 'sign-on' && SAID_RESTRICTED.includes(probe.state)) continue;
      const twin = twinOf(probe.state, place);
      const other = await requestOf(probe, twin);
      const nothing = await ask(world, browser, other.request);
      assert.equal(masked(answer, place), masked(nothing, twin), `${what} is told from nothing, as ${role}`);
      compared++;
    }
    assert.ok(compared > 10, `${compared} answers were compared with nothing at all`);
  });
}

test('search finds by number and by name only what may be known, and what is hidden is found like nothing', async () => {
  const asked = (q: string, role: Role) =>
    ask(world, world.browsers[role], { method: 'GET', url: `/ecf/${COURT}/search?q=${encodeURIComponent(q)}` });
  for (const role of ROLES) {
    const cleared = role === 'sealed-clerk' || role === 'judge';
    for (const name of ['Halloway', 'Merriweather', 'nobody']) {
      const found = await asked(name, role);
      assert.equal(found.statusCode, 200);
      assertNoLeak(role, found, `search for ${name}`);
      if (!cleared) {
        const nothing = await asked('z'.repeat(name.length), role);
        assert.equal(
          masked(found)
            .replaceAll(name, 'z'.repeat(name.length))
            .replaceAll(encodeURIComponent(name), 'z'.repeat(name.length))
            .replace(/content-length: \d+/, ''),
          masked(nothing).replace(/content-length: \d+/, ''),
          `${role} searches ${name}`,
        );
      }
    }
    for (const form of ['26-cv-7001', '1:26-cv-07001', '26-7001', '1-26-cv-07001', '2607001']) {
      const found = await asked(form, role);
      assertNoLeak(role, found, `search for ${form}`);
      if (cleared) assert.match(found.body, /Qxhiddentitle/, `${role} finds ${form}`);
      else {
        const nothing = await asked(form.replace('7001', '7002'), role);
        assert.equal(masked(found).replaceAll('7001', '7002'), masked(nothing), `${role} searches ${form}`);
      }
    }
    for (const form of ['26-cv-150', '1:26-cv-00150']) {
      const found = await asked(form, role);
      assertNoLeak(role, found, `search for ${form}`);
      assert.match(found.body, cleared ? /Qxundersealtitle/ : /Case under seal/, `${role} searches ${form}`);
    }
    const all = await ask(world, world.browsers[role], { method: 'GET', url: '/search?q=Acme' });
    assert.match(all.body, /Acme Corp\. v\. Baker/);
  }
});

test('the docket shows each role the entries it may see, the numbers it may know, and links only what it may open', async () => {
  const { number } = world.places.public;
  const url = `/ecf/${COURT}/cases/${number}/docket`;
  for (const role of ROLES.filter((each) => each !== 'anonymous')) {
    const browser = world.browsers[role];
    for (const order of ['oldest-first', 'newest-first']) {
      const options = `order=${order}&parties=1&show=1`;
      const priced = await ask(world, browser, { method: 'GET', url: `${url}?${options}` });
      const accepted = /name="accepted" value="(\d+)"/.exec(priced.body)?.[1];
      if (accepted !== undefined) {
        const bought = await ask(world, browser, { method: 'POST', url, body: { order, parties: '1', accepted } });
        assert.equal(bought.statusCode, 303, bought.body);
      }
      const docket = await ask(world, browser, { method: 'GET', url: `${url}?order=${order}&parties=1` });
      assert.equal(docket.statusCode, 200);
      assert.match(docket.body, /First|MOTION to Compel/);
      assertNoLeak(role, docket, `docket, ${order}`);
      const sees = {
        'court-entry': 'Qxcourtentrytext',
        placeholder: 'Qxplaceholdertext',
        gap: 'Qxgaptext',
        series: 'Qxseriestext',
      };
      for (const [state, word] of Object.entries(sees) as [Held, string][]) {
        const shown =
          wanted(ROUTES['GET /ecf/:court/cases/:case/documents/:document']!, role, state, 'number') === 'shown';
        assert.equal(docket.body.includes(word), shown, `${role} sees the entry "${state}" on the docket`);
      }
      for (const state of DOCUMENT_STATES) {
        const shown =
          wanted(ROUTES['GET /ecf/:court/cases/:case/documents/:document']!, role, state, 'number') === 'shown';
        const linked = docket.body.includes(`/documents/${world.places[state].serial}"`);
        assert.equal(linked, shown, `${role} has a link to the document "${state}"`);
      }
      const placeholders = docket.body.match(/SEALED ENTRY/g)?.length ?? 0;
      assert.equal(placeholders, role === 'sealed-clerk' || role === 'judge' ? 0 : 1, `placeholders for ${role}`);
    }
  }
});

test('a document asked for at another case’s address is absent, whatever it is', async () => {
  const elsewhere = { number: world.other.number, caseId: world.other.caseId };
  for (const role of ROLES) {
    const browser = world.browsers[role];
    const at = (serial: number) =>
      ask(world, browser, { method: 'GET', url: `/ecf/${COURT}/cases/${elsewhere.number}/documents/${serial}` });
    const nothing = masked(await at(ABSENT.serial)).replaceAll(String(ABSENT.serial), '(asked)');
    for (const state of STATES.filter((each) => each !== 'absent')) {
      const { serial } = world.places[state];
      const answer = await at(serial);
      assert.equal(answer.statusCode, 404, `${state} as ${role}`);
      assert.equal(masked(answer).replaceAll(String(serial), '(asked)'), nothing, `${state} as ${role}`);
    }
    const wrongWay = await ask(world, browser, {
      method: 'GET',
      url: `/ecf/${COURT}/cases/${world.places.public.number}/documents/${world.other.serial}`,
    });
    assert.equal(wrongWay.statusCode, 404, `another case's public document as ${role}`);
  }
});

test('a draft in a hidden case is its owner’s alone, and tells nobody else that it is there', async () => {
  const at = (role: Role, draft: string) =>
    ask(world, world.browsers[role], { method: 'GET', url: `/ecf/${COURT}/drafts/${draft}/filers` });
  const none = '019a0000-0000-7000-8000-000000000000';
  const own = await at('sealed-clerk', world.drafts.hidden);
  assert.equal(own.statusCode, 200, own.body.slice(0, 300));
  for (const role of ROLES.filter((each) => each !== 'sealed-clerk')) {
    const [answer, nothing] = [await at(role, world.drafts.hidden), await at(role, none)];
    assertNoLeak(role, answer, 'a draft in a hidden case');
    assert.equal(masked(answer).replaceAll(world.drafts.hidden, none), masked(nothing), `as ${role}`);
  }
});

test('who loses an association, a privilege or a session is refused at the next request', async () => {
  const { owner } = world.court;
  const document = (state: Held) =>
    `/ecf/${COURT}/cases/${world.places[state].number}/documents/${world.places[state].serial}`;
  const status = async (role: Role, url: string) =>
    (await ask(world, world.browsers[role], { method: 'GET', url })).statusCode;

  assert.equal(await status('attorney', document('participants')), 200);
  await owner.query(`update pub.association set to_on = '2026-03-04' where person_id = $1::uuid and case_id = $2`, [
    world.people.attorney.person,
    world.places.public.caseId,
  ]);
  assert.equal(await status('attorney', document('participants')), 403, 'the association has ended today');

  assert.equal(await status('judge', document('gap')), 200);
  await owner.query(`update pub.judge_assignment set to_on = '2026-03-04' where case_id = $1`, [
    world.places.public.caseId,
  ]);
  assert.equal(await status('judge', document('gap')), 404, 'another judge has the case now');

  assert.equal(await status('sealed-clerk', document('hidden')), 200);
  await owner.query(`update pacer.privilege set to_on = '2026-03-04' where account_id = $1::uuid`, [
    world.people['sealed-clerk'].account,
  ]);
  assert.equal(await status('sealed-clerk', document('hidden')), 404, 'the clerk’s clearance is gone');
  assert.equal(await status('sealed-clerk', `/ecf/${COURT}/drafts/${world.drafts.hidden}/filers`), 403);

  const reader = world.browsers.public;
  assert.equal(await status('public', '/account'), 200);
  await ask(world, reader, { method: 'POST', url: '/sign-off', body: {} });
  assert.equal(await status('public', '/account'), 303, 'the same cookie signs on no more');
  assert.doesNotMatch(wholeAnswer(await ask(world, reader, { method: 'GET', url: '/' })), /login\.pl\?logout/);
});
