/** The authentication API, as a client written from the contract uses it (spec/pacer.md §3.3, spec/legacy-pages.md §1.2). */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, PASSWORD, type TestCourt } from './support/system.ts';
import { aWebCourt, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
  await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  await court.aPerson('reader', []);
  await court.aCase(1);
});
after(async () => {
  await web.end();
  await court.end();
});

const ask = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  web.app.inject({
    method: 'POST',
    url,
    headers: {
      'user-agent': 'Juriscraper',
      'content-type': 'application/json',
      accept: 'application/json',
      ...headers,
    },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const signOn = (more: object = {}) =>
  ask('/services/cso-auth', { loginId: 'reader', password: PASSWORD, redactFlag: '1', ...more });

test('a client gets a token of 128 characters, uses it as a cookie, and hands it back', async () => {
  const answer = await signOn({ clientCode: 'matter 7', appVersion: 'a field we do not know' });
  assert.equal(answer.statusCode, 200);
  const { nextGenCSO, loginResult, errorDescription } = answer.json();
  assert.equal(loginResult, '0');
  assert.equal(errorDescription, '');
  assert.match(nextGenCSO, /^[A-Za-z0-9]{128}$/);
  const page = () =>
    web.app.inject({ url: '/account', headers: { cookie: `NextGenCSO=${nextGenCSO}; PacerSession=${nextGenCSO}` } });
  const own = await page();
  assert.equal(own.statusCode, 200);
  assert.match(own.body, /matter 7/);
  assert.match(own.body, /\/cgi-bin\/login\.pl\?logout/);
  assert.deepEqual((await ask('/services/cso-logout', { nextGenCSO })).json(), {
    loginResult: '0',
    errorDescription: '',
  });
  assert.equal((await page()).statusCode, 303, 'signed off everywhere the token was used');
});

test('each refusal is HTTP 200 with its result and text', async () => {
  const bad = (await signOn({ password: 'wrong' })).json();
  assert.deepEqual(bad, {
    nextGenCSO: '',
    loginResult: '13',
    errorDescription: 'Invalid username, password, or one-time passcode.',
  });
  const noFlag = (await ask('/services/cso-auth', { loginId: 'jane.doe', password: PASSWORD })).json();
  assert.equal(noFlag.loginResult, '1');
  assert.match(noFlag.errorDescription, /^All filers must redact: .*Fed\. R\. App\. P\. 25\(a\)\(5\)/);
  assert.equal((await signOn({ clientCode: 'x'.repeat(33) })).json().loginResult, '1');
  assert.equal((await signOn({ loginId: '' })).json().loginResult, '13');
  assert.equal((await ask('/services/cso-auth', 'not json')).statusCode, 400);
});

test('an account that must give a client code is signed on with a warning', async () => {
  await court.owner.query(`update pacer.account set client_code_required = true where login_id = 'reader'`);
  const answer = (await signOn()).json();
  assert.equal(answer.loginResult, '0');
  assert.match(answer.errorDescription, /^A required Client Code was not entered\./);
  assert.equal((await signOn({ clientCode: 'matter 7' })).json().errorDescription, '');
});

test('the same in XML, in and out; entities and document types are refused', async () => {
  const xml = `<?xml version="1.0"?><CsoAuth><loginId>reader</loginId><password>${PASSWORD.replace(/&/g, '&amp;')}</password><redactFlag>1</redactFlag></CsoAuth>`;
  const headers = { 'content-type': 'application/xml', accept: 'application/xml' };
  const answer = await ask('/services/cso-auth', xml, headers);
  assert.match(answer.body, /<CsoAuth><nextGenCSO>[A-Za-z0-9]{128}<\/nextGenCSO><loginResult>0<\/loginResult>/);
  const bomb = `<!DOCTYPE x [<!ENTITY a "b">]><CsoAuth><loginId>&a;</loginId></CsoAuth>`;
  assert.equal((await ask('/services/cso-auth', bomb, headers)).statusCode, 400);
});

test('a page of somebody else’s cannot sign a browser on or off', async () => {
  assert.equal((await ask('/services/cso-auth', {}, { origin: 'https://evil.example' })).statusCode, 403);
  assert.equal((await ask('/services/cso-logout', {}, { 'sec-fetch-site': 'cross-site' })).statusCode, 403);
});
