/** The deadline calculator as a person or a program asks for it, without a script and without an account. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, type TestCourt } from './support/system.ts';
import { aWebCourt, type WebCourt } from './support/web.ts';

let court: TestCourt;
let web: WebCourt;

before(async () => {
  court = await aTestCourt();
  web = await aWebCourt(court);
});
after(async () => {
  await web.end();
  await court.end();
});

const HOST = 'ecf.dcd.uscourts.gov';
const ask = async (fields: Record<string, string> = {}, url = `/ecf/${COURT}/deadlines/calculate`, host?: string) => {
  const query = new URLSearchParams(fields).toString();
  const answer = await web.app.inject({ url: query ? `${url}?${query}` : url, headers: host ? { host } : {} });
  return { status: answer.statusCode, page: answer.body };
};

test('the menu leads to an empty form, which warns that it is an aid', async () => {
  const home = await web.app.inject({ url: `/ecf/${COURT}` });
  assert.match(home.body, new RegExp(`href="/ecf/${COURT}/deadlines/calculate"`));
  const { status, page } = await ask();
  assert.equal(status, 200);
  assert.match(page, /This is an aid, not advice/);
  assert.doesNotMatch(page, /Last day:|There is a problem/);
  assert.match(page, /Answer due: 21 days after \(Fed\. R\. Civ\. P\. 12\(a\)\(1\)\(A\)\(i\)\)/);
});

test('a period of one’s own: the day, the moment in the court’s zone, and every step with its rule', async () => {
  const { status, page } = await ask({ from: '04/06/2026', count: '14', unit: 'days', served: 'mail' });
  assert.equal(status, 200);
  assert.match(page, /Last day: Friday, 04\/24\/2026/);
  assert.match(page, /Before <strong>midnight Eastern Time<\/strong>/);
  assert.match(page, /Patriots&#39; Day/);
  assert.match(page, /3 days are added for this way of service/);
  assert.match(page, /Fed\. R\. Civ\. P\. 6\(d\)/);
  assert.match(page, /value="04\/06\/2026"/, 'what was typed stays in the form');
});

test('a named period of the court counts its days and says what else to know; a summons takes no days for mail', async () => {
  const waiver = await ask({ from: '10/25/2017', period: 'answer-after-waiver' });
  assert.match(waiver.page, /Last day: Tuesday, 12\/26\/2017/);
  const served = await ask({ from: '03/03/2026', period: 'answer', served: 'mail' });
  assert.match(served.page, /Last day: Tuesday, 03\/24\/2026/);
  assert.match(served.page, /does not run from service of a paper/);
  const amended = await ask({ from: '03/03/2026', period: 'answer-to-amended-complaint', served: 'mail' });
  assert.match(amended.page, /Last day: Friday, 03\/20\/2026/);
  assert.match(amended.page, /keeps that time/);
  const unknown = await ask({ from: '03/03/2026', period: 'answer-to-nothing' });
  assert.equal(unknown.status, 400);
  assert.match(unknown.page, /has no such period/);
});

test('hours need the time of the event; those over a change of the clocks say so', async () => {
  const without = await ask({ from: '03/06/2026', count: '72', unit: 'hours' });
  assert.equal(without.status, 400);
  assert.match(without.page, /Type the time of day/);
  const { page } = await ask({ from: '03/06/2026', count: '72', unit: 'hours', time: '10:00 am' });
  assert.match(page, /Last day: Monday, 03\/09\/2026/);
  assert.match(page, /Before <strong>11:00 AM EDT<\/strong>/);
  assert.match(page, /The clocks change in between/);
  for (const [typed, over] of [
    ['2:05pm', '2:05 PM EST'],
    ['12:30 AM', '12:30 AM EST'],
    ['12:30 p.m.', '12:30 PM EST'],
    ['23:59', '11:59 PM EST'],
  ] as const) {
    const asked = await ask({ from: '02/03/2026', count: '24', unit: 'hours', time: typed });
    assert.ok(asked.page.includes(`Before <strong>${over}</strong>`), typed);
  }
});

test('what cannot be read is said at its field, and nothing is computed', async () => {
  for (const fields of [
    { from: '02/30/2026', count: '14' },
    { from: '01/01/1950', count: '14' },
    { from: '03/03/2026', count: '0' },
    { from: '03/03/2026', count: '-5' },
    { from: '03/03/2026', count: '999999' },
    { from: '03/03/2026' },
    { from: '03/03/2026', count: '14', period: 'answer' },
    { from: '03/03/2026', count: '5', unit: 'hours', time: '25:00' },
  ]) {
    const { status, page } = await ask(fields);
    assert.equal(status, 400, JSON.stringify(fields));
    assert.match(page, /There is a problem/);
    assert.doesNotMatch(page, /Last day:/);
  }
  assert.equal((await ask({ nonsense: '1' })).status, 400, 'unknown fields are refused');
});

test('over all courts one chooses the court; under a court’s own host the form stays there', async () => {
  const chosen = await ask({ court: COURT, from: '03/03/2026', count: '21' }, '/deadlines/calculate');
  assert.match(chosen.page, /Last day: Tuesday, 03\/24\/2026/);
  const own = await ask({ from: '03/03/2026', count: '21' }, '/deadlines/calculate', HOST);
  assert.match(own.page, /Last day: Tuesday, 03\/24\/2026/);
  assert.match(own.page, /<form method="get" action="\/deadlines\/calculate"/);
});
