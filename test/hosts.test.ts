/** Hosts and paths are one route inventory (DESIGN §4.12): a court answers under its host as under its path. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { placeOfHost, routedAddress } from '../src/faces/web/hosts.ts';
import { aTestCourt, COURT, PASSWORD, type TestCourt } from './support/system.ts';
import { aWebCourt, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  await court.aPerson('reader', []);
  await court.aCase(142);
});
after(async () => {
  await web.end();
  await court.end();
});

const HOST = { host: 'ecf.dcd.uscourts.gov' };
const get = (url: string, headers: Record<string, string>) => web.app.inject({ url, headers });

test('a fictional court answers under a real court’s host, and links as the page was reached', async () => {
  const home = await get('/', HOST);
  assert.equal(home.statusCode, 200);
  assert.match(home.body, /District of Olympia/);
  const found = await get('/search?q=26-142', HOST);
  assert.match(found.body, /Acme Corp/);
  const page = await get('/cases/1-26-cv-00142', { host: `ecf.${COURT}.localhost:8080` });
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /href="\/search/);
  assert.doesNotMatch(page.body, /href="\/ecf\/olyd/);
  assert.equal((await get('/ecf/olyd/cases/1-26-cv-00142', HOST)).statusCode, 200, 'the path works there too');
});

test('sign-on is the same on every host and comes back to the page asked for', async () => {
  const asked = await get('/cases/1-26-cv-00142/docket', HOST);
  assert.equal(asked.headers.location, '/sign-on?returnTo=%2Fcases%2F1-26-cv-00142%2Fdocket');
  const made = await web.app.inject({
    method: 'POST',
    url: '/sign-on',
    headers: { ...HOST, origin: 'https://ecf.dcd.uscourts.gov', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      loginId: 'reader',
      password: PASSWORD,
      redactFlag: '1',
      returnTo: '/cases/1-26-cv-00142/docket',
    }).toString(),
  });
  assert.equal(made.headers.location, '/cases/1-26-cv-00142/docket');
  const cookie = made.cookies.find((each) => each.name === 'NextGenCSO')!.value;
  const price = await get('/cases/1-26-cv-00142/docket', { ...HOST, cookie: `NextGenCSO=${cookie}` });
  assert.match(price.body, /action="\/cases\/1-26-cv-00142\/docket"/);
});

test('PACER’s hosts answer the authentication API; a court that is not here is absent', async () => {
  for (const [url, host] of [
    ['/services/cso-auth', 'pacer.login.uscourts.gov'],
    ['/pacer/services/cso-auth', 'localhost:8080'],
  ] as const) {
    const answer = await web.app.inject({
      method: 'POST',
      url,
      headers: { host, 'content-type': 'application/json' },
      payload: { loginId: 'reader', password: PASSWORD },
    });
    assert.equal(answer.json().loginResult, '0', host);
  }
  assert.equal((await get('/', { host: 'ecf.zzzd.uscourts.gov' })).statusCode, 404);
  assert.equal((await get('/', { host: 'example.org' })).statusCode, 200, 'any other host is the home page');
});

test('odd hosts name nothing', () => {
  const rules = { suffixes: ['uscourts.gov'], courtNamed: () => COURT };
  for (const host of [
    'ecf..uscourts.gov',
    'uscourts.gov',
    'a.ecf.dcd.uscourts.gov',
    'ecf.dcd.uscourts.gov.evil.example',
    '',
    undefined,
    'ecf.DROP TABLE.uscourts.gov',
  ]) {
    const place = placeOfHost(host, rules);
    assert.ok(place.kind === 'any' || (place.kind === 'court' && place.court === 'unknown'), String(host));
  }
  assert.equal(
    routedAddress('ecf.dcd.uscourts.gov', '/doc1/0450100?caseid=1', rules),
    '/ecf/olyd/doc1/0450100?caseid=1',
  );
  assert.equal(routedAddress('ecf.dcd.uscourts.gov', '/assets/openecf.css', rules), '/assets/openecf.css');
});
