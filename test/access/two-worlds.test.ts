/**
 * Two courts that differ only in what is hidden, asked the same questions: every page of the public one is the same to the
 * byte (DESIGN §4.4, "nothing public may depend on anything outside"; spec/security.md §3.4 C2). Masked are the number of
 * the request and the form's token, and nothing else.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CaseId } from '../../src/kernel/ids.ts';
import { aTestCourt, COURT, type TestCourt, type TestPerson } from '../support/system.ts';
import { aWebCourt, type Browser, type WebCourt } from '../support/web.ts';
import { type Seen, sameIn } from './comparing.ts';
import { type ActsOf, actsOf, party } from './world.ts';

interface Half {
  readonly court: TestCourt;
  readonly web: WebCourt;
  readonly reader: Browser;
  readonly counsel: Browser;
  readonly serials: readonly number[];
  /** By pair. */
  readonly extras: readonly (Extra | undefined)[];
}

/** What is hidden, and how it differs between the first world and the second. */
interface Hidden {
  readonly acts: ActsOf;
  readonly clerk: TestPerson;
  readonly inCase: CaseId;
  readonly first: boolean;
}

/** A case beside the pair's own, whose pages are compared too: its number and the serials at which documents stand. */
interface Extra {
  readonly number: string;
  readonly serials: readonly number[];
}

const BENEFITS = '1-26-cv-00160';

const PAIRS: readonly (readonly [differs: string, hide: (given: Hidden) => Promise<Extra | undefined>])[] = [
  [
    'the text, size, pages and attachments of a sealed entry, which a placeholder stands for',
    async ({ acts, clerk, inCase, first }) => {
      await acts.files(clerk, inCase, {
        event: 'notice-other',
        filer: first ? 1 : 2,
        freeText: first ? 'short' : 'a much longer text of what was sealed in the other world',
        word: first ? 'one' : 'two',
        pages: first ? 1 : 7,
        exhibits: first ? [] : ['Ledger', 'Photograph'],
        restriction: 'sealed-entry',
      });
    },
  ],
  [
    'how many notes of the staff there are',
    async ({ acts, clerk, inCase, first }) => {
      for (let n = 0; n < (first ? 0 : 3); n++)
        await acts.files(clerk, inCase, {
          event: 'notice-other',
          filer: 1,
          freeText: `note ${n}`,
          word: `note-${n}`,
          restriction: 'court-only-entry',
        });
    },
  ],
  [
    'how many entries of a series of their own there are',
    async ({ acts, clerk, inCase, first }) => {
      await acts.sealMode('series');
      for (let n = 0; n < (first ? 2 : 0); n++)
        await acts.files(clerk, inCase, {
          event: 'notice-other',
          filer: 1,
          freeText: `apart ${n}`,
          word: `apart-${n}`,
          restriction: 'sealed-entry',
        });
      await acts.sealMode('placeholder');
    },
  ],
  [
    'how many hidden cases there are, and what is filed in them',
    async ({ acts, clerk, first }) => {
      for (let n = 0; n < (first ? 3 : 1); n++) {
        const title = first ? `Secret ${n} v. Halloway` : 'In re Nobody';
        const parties = [party('Plaintiff', `Halloway ${n}`, { counsel: [] })];
        const made = await acts.aSealedCase('hidden', `1-26-cv-0700${n + 1}`, title, parties, null);
        if (first)
          await acts.files(clerk, made, {
            event: 'notice-other',
            filer: 1,
            freeText: '',
            word: `h${n}`,
            side: 'sealed',
          });
      }
    },
  ],
  [
    'title, parties and filings of a case under seal',
    async ({ acts, clerk, first }) => {
      const names = first ? ['United States ex rel. Marlow', 'Harrow Clinic'] : ['Doe'];
      const parties = names.map((name) => party('Plaintiff', name));
      const made = await acts.aSealedCase('under-seal', '1-26-cv-00150', names.join(' v. '), parties, null);
      for (let n = 0; n < (first ? 2 : 0); n++)
        await acts.files(clerk, made, { event: 'notice-other', filer: 1, freeText: '', word: `u${n}`, side: 'sealed' });
    },
  ],
  [
    'name, size, pages and level of restricted documents of visible entries',
    async ({ acts, clerk, inCase, first }) => {
      const serials = [];
      for (const [n, level] of (['sealed', 'court-only', 'selected-parties', 'stricken'] as const).entries()) {
        const word = first ? `short ${n}` : `of a much longer name ${n}`;
        const wish = {
          event: 'notice-other',
          filer: 1,
          freeText: `of paper ${n}`,
          word,
          pages: first ? 1 : n + 2,
        } as const;
        const receipt = await acts.files(clerk, inCase, { ...wish, restriction: 'court-only' });
        const persons = first && level === 'selected-parties' ? [clerk.person!] : [];
        await acts.restricts(clerk, receipt, first ? level : 'sealed', { persons, reason: first ? 'one' : 'another' });
        serials.push(receipt.documents[0]!.serial);
      }
      return { number: caseNumber(5), serials };
    },
  ],
  [
    'what the parties of a Social Security case have filed',
    async ({ acts, clerk, first }) => {
      const parties = [party('Plaintiff', 'Ada Quimby'), party('Defendant', 'Commissioner')];
      const benefits = await acts.aCase(BENEFITS, 'Quimby v. Commissioner', parties, null, '863 Social Security');
      const word = first ? 'diagnosis' : 'another history of health';
      const wish = { event: 'notice-other', filer: 1, freeText: 'of records', word, pages: first ? 2 : 9 } as const;
      const receipt = await acts.files(clerk, benefits, wish);
      return { number: BENEFITS, serials: [receipt.documents[0]!.serial] };
    },
  ],
];

const caseNumber = (n: number): string => `1-26-cv-002${String(n).padStart(2, '0')}`;

/** The same public acts in both worlds, with something hidden between them. */
async function half(first: boolean): Promise<Half> {
  const court = await aTestCourt();
  const acts = actsOf(court);
  const lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  const clerk = await court.aPerson('carla', ['sealed-clerk'], { displayName: 'Carla Clerk' });
  await court.aPerson('reader', []);
  const serials: number[] = [];
  const extras: (Extra | undefined)[] = [];
  for (const [n, [, hide]] of PAIRS.entries()) {
    const counsel = [{ person: lawyer.person!, lead: true, notice: true }];
    const parties = [party('Plaintiff', `Acme ${n}`, { counsel }), party('Defendant', `Baker ${n}`)];
    const inCase = await acts.aCase(caseNumber(n), `Acme ${n} v. Baker ${n}`, parties, null);
    const motion = {
      event: 'motion',
      filer: 1,
      freeText: 'and for costs',
      word: 'motion',
      exhibits: ['Letter'],
    } as const;
    const before = await acts.files(lawyer, inCase, motion);
    extras.push((await hide({ acts, clerk, inCase, first })) ?? undefined);
    // Time passes in the court's rooms without a trace outside.
    const later = await acts.files(lawyer, inCase, { ...motion, event: 'notice-other', word: 'later' });
    serials.push(...[before, later].flatMap((each) => each.documents.map((document) => document.serial)));
  }
  const web = await aWebCourt(court);
  const [reader, counsel] = [web.browser(), web.browser()];
  await reader.signOn('reader');
  await counsel.signOn('jane.doe');
  return { court, web, reader, counsel, serials, extras };
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

const same = (what: string, question: (half: Half) => Promise<Seen>): Promise<string> => sameIn(worlds, what, question);

test('documents are numbered alike, whatever was sealed between them', () => {
  assert.deepEqual(worlds[0].serials, worlds[1].serials);
  assert.deepEqual(worlds[0].extras, worlds[1].extras);
});

for (const [n, [differs]] of PAIRS.entries()) {
  test(`nobody outside can tell ${differs}`, async () => {
    const base = `/ecf/${COURT}/cases/${caseNumber(n)}`;
    for (const who of ['nobody', 'reader', 'counsel'] as const) {
      const browserOf = (half: Half): Browser => (who === 'nobody' ? half.web.browser() : half[who]);
      const get = (url: string) => same(`${url} as ${who}`, (half) => browserOf(half).get(url));
      for (const url of ['/', `/ecf/${COURT}`, '/search?q=acme', base, `/ecf/${COURT}/search?q=Baker+${n}`])
        await get(url);
      for (const q of [
        `26-2${String(n).padStart(2, '0')}`,
        '26-150',
        '1:26-cv-00150',
        '26-7001',
        '26-7003',
        'halloway',
        'marlow',
        'doe',
      ])
        await get(`/ecf/${COURT}/search?q=${encodeURIComponent(q)}`);
      for (const number of ['1-26-cv-00150', '1-26-cv-07001', '1-26-cv-07003', '500000001', '500000003']) {
        await get(`/ecf/${COURT}/cases/${number}`);
        await get(`/ecf/${COURT}/cases/${number}/docket`);
      }
      const mine = worlds[0].serials.slice(n * 4, n * 4 + 4);
      for (const serial of [...mine, ...Array.from({ length: 12 }, (_, more) => 500_000_001 + more)])
        await get(`${base}/documents/${serial}`);
      const extra = worlds[0].extras[n];
      if (extra) {
        const beside = `/ecf/${COURT}/cases/${extra.number}`;
        for (const at of ['', '/docket', '/docket?order=newest-first', '/file']) await get(beside + at);
        for (const serial of extra.serials) {
          for (const at of ['', '/pdf', '/receipt']) await get(`${beside}/documents/${serial}${at}`);
          await get(`/ecf/${COURT}/doc1/0450${serial}`);
        }
      }
      if (who === 'nobody') continue;
      await get('/account');
      if (extra && extra.number !== caseNumber(n)) {
        const beside = `/ecf/${COURT}/cases/${extra.number}`;
        const accepted = /name="accepted" value="(\d+)"/.exec(await get(`${beside}/docket`))?.[1];
        assert.ok(accepted, 'its docket is public and has a price');
        const docket = await same(`docket beside, as ${who}`, (half) =>
          half[who].post(`${beside}/docket`, { order: 'oldest-first', parties: '1', accepted }),
        );
        assert.match(docket, /of records/);
      }
      for (const order of ['oldest-first', 'newest-first']) {
        const price = await get(`${base}/docket?order=${order}`);
        const accepted = /name="accepted" value="(\d+)"/.exec(price)?.[1];
        // The key of the form is chance; what is bought with it is not.
        assert.ok(accepted, 'the docket has a price');
        const docket = await same(`docket, ${order}, as ${who}`, (half) =>
          half[who].post(`${base}/docket`, { order, parties: '1', accepted }),
        );
        assert.match(docket, /MOTION to Compel/);
        assert.equal(/SEALED ENTRY/.test(docket), n === 0, 'only the placeholder of the first pair is seen');
      }
      const [serial] = mine;
      const page = await get(`${base}/documents/${serial}`);
      const accepted = /name="accepted" value="(\d+)"/.exec(page)?.[1] ?? '0';
      await same(`PDF as ${who}`, (half) => half[who].post(`${base}/documents/${serial}/view`, { accepted }));
      await get('/account');
    }
    await same(`what counsel can refer to`, async (half) => {
      await half.counsel.get(`${base}/file`);
      return half.counsel.get(`${base}/file`);
    });
  });
}
