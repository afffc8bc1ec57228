/**
 * Sealed later and sealed from the start: once the matter is sealed, nobody outside can tell which it was (DESIGN §4.4). Two courts
 * with the same public past; in the first the matter was docketed for everyone to see and then sealed, in the second it was filed
 * sealed. And the clerk's pages by which it is done.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RestrictPorts } from '../../src/court/access/restrict-document.ts';
import { sealCase, sealEntry } from '../../src/court/access/seal.ts';
import type { CaseId } from '../../src/kernel/ids.ts';
import { takeIndexMessage } from '../../src/pacer/locator/take-index-message.ts';
import { carryOutbox } from '../../src/platform/outbox.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from '../support/system.ts';
import { aWebCourt, type Browser, type WebCourt } from '../support/web.ts';
import { sameIn } from './comparing.ts';
import { actsOf, party } from './world.ts';

interface Half {
  readonly court: TestCourt;
  readonly web: WebCourt;
  readonly browsers: Readonly<Record<'reader' | 'jane.doe' | 'paul' | 'carla', Browser>>;
  readonly people: { readonly lawyer: TestPerson; readonly clerk: TestPerson };
  /** The cases of the entries in each mode, the sealed one and the hidden one. */
  readonly cases: Readonly<Record<Mode, CaseId>>;
  /** The serials of what was sealed. */
  readonly sealed: readonly number[];
}

const MODES = ['placeholder', 'gap', 'under-seal', 'hidden'] as const;
type Mode = (typeof MODES)[number];
const numberOf = (mode: Mode): string => `1-26-cv-0030${MODES.indexOf(mode)}`;
const entryModes: readonly Mode[] = ['placeholder', 'gap'];

async function modes(court: TestCourt, inCase: string, entry: string): Promise<void> {
  await court.owner.query(
    `insert into pub.court_setting_version (court_id, key, effective_from, recorded_at, value)
     values ($1, 'sealModes', '2026-01-01', clock_timestamp(), $2::jsonb)`,
    [COURT, JSON.stringify({ case: inCase, entry })],
  );
  const { forgetCourt } = await import('../../src/court/settings/court-settings.ts');
  forgetCourt(court.system.court.web, COURT);
}

async function half(later: boolean): Promise<Half> {
  const court = await aTestCourt();
  const acts = actsOf(court);
  const lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  const clerk = await court.aPerson('carla', ['sealed-clerk'], { displayName: 'Carla Clerk' });
  await court.aPerson('paul', ['clerk'], { displayName: 'Paul Clerk' });
  await court.aPerson('reader', []);
  const cases: Partial<Record<Mode, CaseId>> = {};
  const counsel = [{ person: lawyer.person!, lead: true, notice: true }];
  const parties = (mode: Mode) => [
    party('Plaintiff', `Acme ${mode}`, { counsel }),
    party('Defendant', `Baker ${mode}`),
  ];
  for (const mode of entryModes) {
    cases[mode] = await acts.aCase(numberOf(mode), `Acme ${mode} v. Baker`, parties(mode), null);
    const motion = {
      event: 'motion',
      filer: 1,
      freeText: 'and for costs',
      word: 'motion',
      exhibits: ['Letter'],
    } as const;
    await acts.files(lawyer, cases[mode], motion);
  }
  // The matter comes last: what the public has counted with its own eyes it cannot forget.
  const sealed: number[] = [];
  const order = { court: COURT, authority: 'Order 9', reason: 'test' };
  const ports: RestrictPorts = court.system.court;
  for (const mode of entryModes) {
    await modes(court, 'under-seal', mode);
    court.clock.advance(86_400_000);
    const wish = {
      event: 'notice-other',
      filer: 1,
      freeText: 'of Qxsecret',
      word: 'Qxsecret',
      exhibits: ['Qxexhibit'],
    } as const;
    const receipt = await acts.files(clerk, cases[mode]!, {
      ...wish,
      ...(later ? {} : { restriction: 'sealed-entry' as const }),
    });
    if (later) await sealEntry(ports, clerk.actor, { ...order, caseId: cases[mode]!, entry: receipt.entry });
    sealed.push(...receipt.documents.map((each) => each.serial));
  }
  for (const mode of ['under-seal', 'hidden'] as const) {
    await modes(court, mode, 'gap');
    const title = `Qxsecret ${mode} v. Halloway`;
    const inCase = later
      ? await acts.aCase(numberOf(mode), title, parties(mode), null)
      : await acts.aSealedCase(mode, numberOf(mode), title, parties(mode), null);
    cases[mode] = inCase;
    const receipt = await acts.files(clerk, inCase, {
      event: 'notice-other',
      filer: 1,
      freeText: 'of Qxsecret',
      word: 'Qxsecret',
      ...(later ? {} : { side: 'sealed' as const }),
    });
    if (later) await sealCase(ports, clerk.actor, { ...order, caseId: inCase });
    sealed.push(...receipt.documents.map((each) => each.serial));
  }
  await modes(court, 'under-seal', 'placeholder');
  await carryOutbox(court.system.jobs, court.clock, (message) =>
    takeIndexMessage(court.system.jobs, court.clock, message),
  );
  const web = await aWebCourt(court);
  const browsers = { reader: web.browser(), 'jane.doe': web.browser(), paul: web.browser(), carla: web.browser() };
  for (const [login, browser] of Object.entries(browsers)) await browser.signOn(login);
  return { court, web, browsers, people: { lawyer, clerk }, cases: cases as Record<Mode, CaseId>, sealed };
}

let worlds: readonly [Half, Half];
before(async () => {
  worlds = [await half(true), await half(false)];
});
after(async () => {
  for (const { web, court } of worlds) {
    await web.end();
    await court.end();
  }
});

for (const who of ['nobody', 'reader', 'jane.doe', 'paul'] as const)
  test(`${who} cannot tell what was sealed later from what was filed sealed`, async () => {
    const browserOf = (half: Half): Browser => (who === 'nobody' ? half.web.browser() : half.browsers[who]);
    const get = (url: string) => sameIn(worlds, `${url} as ${who}`, (half) => browserOf(half).get(url));
    const said: string[] = [];
    const searches = ['acme', 'baker', 'halloway', ...MODES.map((mode) => numberOf(mode).slice(2))];
    for (const url of ['/', `/ecf/${COURT}`, ...searches.map((q) => `/ecf/${COURT}/search?q=${q}`), '/search?q=acme'])
      said.push(await get(url));
    for (const mode of MODES) {
      const base = `/ecf/${COURT}/cases/${numberOf(mode)}`;
      for (const at of ['', '/docket', '/docket?order=newest-first', '/file', '/manage/seal'])
        said.push(await get(base + at));
      // By the numbers that each world has given; and the numbers are all that may differ.
      const own = (nth: number) => (half: Half) => browserOf(half).get(`${base}/documents/${half.sealed[nth]}`);
      for (const nth of [0, 1, 2, 3, 4, 5])
        await sameIn(worlds, `document ${nth}`, own(nth), (text, half) =>
          text.replaceAll(String(half.sealed[nth]), '(asked)'),
        );
      if (!entryModes.includes(mode)) {
        await sameIn(
          worlds,
          `${mode} by its own id`,
          (half) => browserOf(half).get(`/ecf/${COURT}/cases/${half.cases[mode]}`),
          // the longer number makes the longer page
          (text, half) => text.replaceAll(String(half.cases[mode]), '(asked)').replace(/"content-length","\d+"/, ''),
        );
        continue;
      }
      if (who === 'nobody') continue;
      for (const order of ['oldest-first', 'newest-first']) {
        const accepted = /name="accepted" value="(\d+)"/.exec(await get(`${base}/docket?order=${order}`))?.[1] ?? '0';
        const docket = await sameIn(worlds, `docket in mode ${mode}, ${order}`, (half) =>
          browserOf(half).post(`${base}/docket`, { order, parties: '1', accepted }),
        );
        assert.match(docket, /MOTION to Compel/);
        assert.equal(/SEALED ENTRY/.test(docket), mode === 'placeholder', mode);
        said.push(docket);
      }
      await get('/account');
    }
    await get(`/ecf/${COURT}/search?q=qxsecret`);
    for (const text of said) assert.doesNotMatch(text, /Qx(secret|exhibit)/i, who);
  });

test('the national index is told the same', async () => {
  const index = ({ court }: Half) =>
    court.owner.query(
      `select c.case_number, c.title, c.filed_on, (select json_agg(p.name order by p.n) from pacer.locator_party p
         where p.court_id = c.court_id and p.case_id = c.case_id) as parties from pacer.locator_case c order by 1`,
    );
  const [one, two] = [await index(worlds[0]), await index(worlds[1])];
  assert.deepEqual(one, two);
  assert.equal(one.length, 2);
});

test('a clerk is asked for order and reason, reads what the public will see, seals; the cleared one opens it again', async () => {
  const [{ browsers, cases, court }] = worlds;
  const base = `/ecf/${COURT}/cases/${numberOf('gap')}`;
  const at = `${base}/manage/seal`;
  const before = (await browsers.reader.get(base)).body;
  assert.match((await browsers.paul.get(at)).body, /Nothing is changed yet/);
  const empty = await browsers.paul.post(at, { what: 'case', go: 'do', act: 'seal' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /Say what orders or allows it/);
  const order = { caseAuthority: 'Order 12', caseReason: 'trade <secrets>' };
  const asked = await browsers.paul.post(at, { what: 'case', ...order });
  assert.match(asked.body, /Whoever asks for 1:26-cv-00301 is told “Case under seal”/);
  assert.match(asked.body, /trade &lt;secrets&gt;/);
  assert.equal((await browsers.reader.get(base)).body.includes('Acme gap'), true, 'nothing has been done yet');
  const done = await browsers.paul.post(at, { what: 'case', act: 'seal', ...order, go: 'do' });
  assert.match(done.body, /1:26-cv-00301 is sealed/);
  assert.match((await browsers.reader.get(base)).body, /Case under seal/);
  assert.match((await browsers.paul.get(at)).body, /Case under seal/, 'the clerk who sealed it is not cleared');

  assert.match((await browsers.carla.get(at)).body, /Open this case again/);
  const opening = await browsers.carla.post(at, { what: 'case', act: 'unseal', ...order, go: 'check' });
  assert.match(opening.body, /Everyone finds 1:26-cv-00301/);
  assert.match((await browsers.carla.post(at, { what: 'case', act: 'unseal', ...order, go: 'do' })).body, /is open/);
  const mask = (text: string) => text.replace(/name="csrf" value="[^"]+"|Request [\w-]+|[\w-]{12}(?=<)/g, '');
  assert.equal(mask((await browsers.reader.get(base)).body), mask(before));

  const entryOrder = { entryAuthority: 'Order 13', entryReason: 'privilege' };
  const none = await browsers.paul.post(at, { what: 'entry', number: '77', ...entryOrder });
  assert.match(none.body, /There is no such entry/);
  const closed = await browsers.paul.post(`/ecf/${COURT}/cases/${numberOf('placeholder')}/manage/seal`, {
    what: 'entry',
    number: '2',
    ...entryOrder,
  });
  assert.match(closed.body, /sealed already/);
  const entry = await browsers.paul.post(at, { what: 'entry', number: '1', ...entryOrder });
  assert.match(entry.body, /number 1 as “SEALED ENTRY”/);
  assert.match(
    (await browsers.paul.post(at, { what: 'entry', act: 'seal', entry: '1', ...entryOrder, go: 'do' })).body,
    /Entry 1 is sealed/,
  );
  const shown = async () =>
    (await court.owner.query('select 1 from pub.docket_entry where case_id = $1', [cases.gap])).length;
  assert.equal(await shown(), 0);
  assert.match(
    (await browsers.carla.post(at, { what: 'entry', number: '1', ...entryOrder })).body,
    /The docket shows the entry with its day/,
  );
  assert.match(
    (await browsers.carla.post(at, { what: 'entry', act: 'unseal', entry: '1', ...entryOrder, go: 'do' })).body,
    /Entry 1 is open/,
  );
  assert.equal(await shown(), 1);
});

test('whoever filed what was sealed since finds the receipt again by key and by id, on the pages and by program; nobody else does', async () => {
  const [{ court, browsers, people, cases }] = worlds;
  const key = 'the key of what was sealed later';
  const wish = { event: 'notice-other', filer: 1, freeText: 'of a matter', word: 'matter', key } as const;
  const receipt = await actsOf(court).files(people.lawyer, cases.gap, wish);
  const urls = [
    `/ecf/${COURT}/filings/by-key?key=${encodeURIComponent(key)}`,
    `/ecf/${COURT}/filings/${receipt.filingId}`,
    `/api/v1/courts/${COURT}/filings/${receipt.filingId}`,
    `/api/v1/courts/${COURT}/cases/${numberOf('gap')}/filings/by-key/${encodeURIComponent(key)}`,
  ];
  const order = { court: COURT, caseId: cases.gap, authority: 'Order 9', reason: 'test' };
  for (const seal of [
    () => sealEntry(court.system.court, people.clerk.actor, { ...order, entry: receipt.entry }),
    () => sealCase(court.system.court, people.clerk.actor, order),
  ]) {
    await seal();
    for (const url of urls) {
      const found = await browsers['jane.doe'].get(url);
      assert.equal(found.statusCode, 200, `${url}: ${found.body.slice(0, 200)}`);
      assert.match(found.body, /of a matter/);
      for (const other of ['paul', 'carla', 'reader'] as const) {
        const refused = await browsers[other].get(url);
        assert.ok([403, 404].includes(refused.statusCode), `${url} as ${other}: ${refused.statusCode}`);
        assert.doesNotMatch(refused.body, /of a matter/);
      }
    }
    assert.equal(
      (
        await browsers['jane.doe'].get(
          `/ecf/${COURT}/cases/${numberOf('gap')}/documents/${receipt.documents[0]!.serial}`,
        )
      ).statusCode >= 403,
      true,
    );
  }
});
