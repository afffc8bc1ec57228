/**
 * Social Security and immigration cases as Rule 5.2(c) has them, and documents that are restricted after they were public
 * (spec/filing.md §12.2, BR-12, BR-24; spec/security.md A12, A17, A18).
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { verifyChains } from '../../src/court/audit/verify-chains.ts';
import { confidential } from '../../src/court/audit/verify-confidential.ts';
import type { Receipt } from '../../src/court/filing/model.ts';
import { CourtError } from '../../src/kernel/errors.ts';
import type { CivilDate } from '../../src/kernel/time.ts';
import { COURT } from '../support/system.ts';
import type { Browser } from '../support/web.ts';
import { ask, masked } from './asking.ts';
import type { Held, Role } from './table.ts';
import { actsOf, aWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await aWorld();
});
after(() => world.end());

const addressOf = (state: Held) =>
  `/ecf/${COURT}/cases/${world.places[state].number}/documents/${world.places[state].serial}`;
const get = (browser: Browser, url: string, headers: Record<string, string> = {}) =>
  ask(world, browser, { method: 'GET', url, headers });
const as = (role: Role, url: string) => get(world.browsers[role], url);
const files = (by: keyof World['people'], word: string) =>
  actsOf(world.court).files(world.people[by], world.places.public.caseId, {
    event: 'notice-other',
    filer: 1,
    freeText: `of ${word}`,
    word,
  });
const leaks = async () => (await confidential(world.court.owner, world.court.system.court.objects)).faults;
const addressOfReceipt = (receipt: Receipt) =>
  `/ecf/${COURT}/cases/${world.places.public.number}/documents/${receipt.documents[0]!.serial}`;

test('nature of suit makes a Rule 5.2(c) case, whatever words follow the number, and no other number does', async () => {
  const { owner } = world.court;
  const benefits = world.places.ssa.caseId;
  const meant: readonly (readonly [string | null, string | null])[] = [
    ['861 HIA (1395ff)', 'social-security'],
    ['865', 'social-security'],
    ['866 Something', null],
    ['8631', null],
    ['460 Deportation', 'immigration'],
    ['461 Nothing', null],
    ['462 Naturalization Application', 'immigration'],
    ['463 Habeas Corpus - Alien Detainee', 'immigration'],
    ['465 Other Immigration Actions', 'immigration'],
    ['440 Civil Rights: Other', null],
    [null, null],
  ];
  const [was] = await owner.query<{ nature_of_suit: string }>(
    'select nature_of_suit from pub.case_record where case_id = $1',
    [benefits],
  );
  for (const [natureOfSuit, rule] of [...meant, [was!.nature_of_suit, 'social-security'] as const]) {
    const [row] = await owner.query<{ rule_5_2_c: string | null }>(
      'update pub.case_record set nature_of_suit = $2 where case_id = $1 returning rule_5_2_c',
      [benefits, natureOfSuit],
    );
    assert.equal(row!.rule_5_2_c, rule, String(natureOfSuit));
  }
});

test('in a Social Security case the docket and the court’s orders are public, what the parties file is for them and the courthouse', async () => {
  const { court, people, places } = world;
  const order = await court.files(people.judge, places.ssa.caseId, {
    event: 'order-on-motion',
    filers: [],
    rulings: [{ seq: 1, n: 1, disposition: 'granting' }],
    documents: { main: await court.uploads(people.judge) },
  });
  const orderAt = `/ecf/${COURT}/cases/${places.ssa.number}/documents/${order.documents[0]!.serial}`;
  assert.equal(order.restriction, 'public');
  assert.equal((await as('public', orderAt)).statusCode, 200);
  assert.equal((await as('public', `/ecf/${COURT}/cases/${places.ssa.number}/docket`)).statusCode, 200);
  assert.equal((await as('public', addressOf('ssa'))).statusCode, 403);
  assert.equal((await as('terminal', addressOf('ssa'))).statusCode, 200);
  const pdf = await as('terminal', `${addressOf('ssa')}/pdf`);
  assert.equal(pdf.statusCode, 200, 'the terminal looks without charge');
  assert.match(String(pdf.headers['content-type']), /^application\/pdf/);
  const looks = await court.owner.query<{ n: number }>('select count(*)::int as n from pacer.charge where cents > 0');
  assert.equal(looks[0]!.n, 0, 'nobody has paid');
});

test('no header, address or name makes a terminal of a remote reader', async () => {
  for (const role of ['anonymous', 'public', 'attorney-other'] as const) {
    const plain = masked(await as(role, addressOf('ssa')));
    for (const headers of [
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-real-ip': '10.0.0.5' },
      { forwarded: 'for=127.0.0.1' },
      { 'x-terminal': COURT },
      { 'x-openecf-terminal': 'yes' },
      { 'x-actor': `terminal ${COURT}` },
      { 'user-agent': 'public terminal' },
    ])
      assert.equal(masked(await get(world.browsers[role], addressOf('ssa'), headers)), plain, JSON.stringify(headers));
  }
});

test('a document sealed a moment ago is refused at every address, to those who had it open and who had paid', async () => {
  const { court, people } = world;
  // The world has a draft in a hidden case.
  const before = await leaks();
  const receipt = await files('attorney', 'a trade secret');
  const at = addressOfReceipt(receipt);
  const [serial, sha256] = [receipt.documents[0]!.serial, receipt.documents[0]!.sha256];
  const page = await as('public', at);
  const accepted = /name="accepted" value="(\d+)"/.exec(page.body)![1]!;
  const bought = await ask(world, world.browsers.public, { method: 'POST', url: `${at}/view`, body: { accepted } });
  assert.equal(bought.statusCode, 303, bought.body);
  const first = await as('public', `${at}/pdf`);
  assert.equal(first.statusCode, 200);
  assert.ok(await court.system.court.objects.has(sha256));

  await actsOf(court).restricts(people['sealed-clerk'], receipt, 'sealed');
  const conditional = { 'if-none-match': String(first.headers.etag), range: 'bytes=0-9' };
  for (const role of ['public', 'attorney', 'clerk'] as const) {
    assert.equal((await as(role, at)).statusCode, 403, role);
    assert.equal((await as(role, `${at}/pdf`)).statusCode, 403, role);
    assert.equal((await get(world.browsers[role], `${at}/pdf`, conditional)).statusCode, 403, role);
  }
  const docket = await as('clerk', `/ecf/${COURT}/cases/${world.places.public.number}/docket`);
  assert.ok(docket.body.includes('of a trade secret'), 'the entry keeps its words');
  assert.ok(!docket.body.includes(`/documents/${serial}"`), 'and has lost its link');
  assert.equal((await as('sealed-clerk', `${at}/pdf`)).statusCode, 200);
  assert.equal(await court.system.court.objects.has(sha256), false, 'no plain bytes are left');
  assert.deepEqual(await leaks(), before);

  await actsOf(court).restricts(people['sealed-clerk'], receipt, 'public');
  const again = await as('public', `${at}/pdf`);
  assert.equal(again.statusCode, 200, 'opened again, the look that was paid for goes on');
  assert.deepEqual(again.rawPayload, first.rawPayload, 'with the bytes that were filed');
  assert.deepEqual(await leaks(), before);
});

test('bytes that another public document names stay; those of the sealed one are kept apart', async () => {
  const { court, people } = world;
  const [one, two] = [await files('attorney', 'the same paper'), await files('attorney', 'the same paper, again')];
  const { owner } = court;
  await owner.query('update pub.document set sha256 = $2, bytes = $3 where serial = $1', [
    two.documents[0]!.serial,
    one.documents[0]!.sha256,
    one.documents[0]!.bytes,
  ]);
  await actsOf(court).restricts(people['sealed-clerk'], one, 'sealed');
  assert.ok(await court.system.court.objects.has(one.documents[0]!.sha256));
  assert.equal((await as('public', addressOfReceipt(two))).statusCode, 200);
});

test('who is named may open it until somebody else is named; who loses the case loses what was his as filer', async () => {
  const { court, people } = world;
  const acts = actsOf(court);
  const receipt = await files('attorney', 'a list of customers');
  const at = addressOfReceipt(receipt);
  await acts.restricts(people.clerk, receipt, 'selected-parties', { persons: [people['attorney-other'].person!] });
  assert.equal((await as('attorney-other', at)).statusCode, 200);
  assert.equal((await as('pro-se', at)).statusCode, 403);
  await acts.restricts(people.clerk, receipt, 'selected-parties', { persons: [people['pro-se'].person!] });
  assert.equal((await as('attorney-other', at)).statusCode, 403);
  assert.equal((await as('pro-se', at)).statusCode, 200);

  const own: readonly Held[] = ['pending-redaction', 'applicable-party', 'participants', 'ssa'];
  for (const state of own) assert.equal((await as('attorney', addressOf(state))).statusCode, 200, state);
  await court.owner.query(`update pub.association set to_on = '2026-03-04' where person_id = $1::uuid`, [
    people.attorney.person,
  ]);
  for (const state of own) assert.equal((await as('attorney', addressOf(state))).statusCode, 403, state);
});

test('an embargo ends by itself when its day begins in the court’s zone', async () => {
  const { court, people } = world;
  const receipt = await files('sealed-clerk', 'a transcript');
  const at = addressOfReceipt(receipt);
  await actsOf(court).restricts(people['sealed-clerk'], receipt, 'embargo', { until: '2026-03-05' as CivilDate });
  assert.equal((await as('anonymous', at)).statusCode, 303);
  court.clock.advance(86_400_000);
  const released = await get(world.web.browser(), at);
  assert.equal(released.statusCode, 200);
  assert.doesNotMatch(released.body, /restricted to specific users/);
});

test('only clerks restrict, they say why, and what is not there cannot be restricted', async () => {
  const { court, people, places } = world;
  const acts = actsOf(court);
  const receipt = await files('sealed-clerk', 'an open paper');
  const refused = (by: keyof World['people'], code: string, more: Parameters<typeof acts.restricts>[3] = {}) =>
    assert.rejects(
      acts.restricts(people[by], receipt, 'sealed', more),
      (error) => error instanceof CourtError && error.code === code,
      `${by}, ${code}`,
    );
  for (const by of ['public', 'attorney-other', 'pro-se', 'judge', 'admin'] as const)
    await refused(by, 'program-refused');
  await refused('clerk', 'request-malformed', { reason: ' ' });
  await refused('clerk', 'request-malformed', { authority: '' });
  await refused('clerk', 'absent', { caseId: world.other.caseId });
  await refused('clerk', 'absent', { caseId: places.hidden.caseId });
  // A document of a sealed entry is sealed with it.
  await refused('sealed-clerk', 'absent', { serial: places.gap.serial as never });
  assert.equal((await as('public', addressOfReceipt(receipt))).statusCode, 200);
  await acts.restricts(people.clerk, receipt, 'court-only', { reason: 'Filed in the wrong case.' });
  const [act] = await court.owner.query<{ level: string; reason: string }>(
    'select level, reason from sealed.restriction_act where serial = $1',
    [receipt.documents[0]!.serial],
  );
  assert.deepEqual(act, { level: 'court-only', reason: 'Filed in the wrong case.' });
  for (const side of ['pub', 'sealed'] as const)
    assert.deepEqual((await verifyChains(court.owner, side)).faults, [], `the chains of ${side} hold`);
});
