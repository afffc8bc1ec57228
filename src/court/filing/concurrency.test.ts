/**
 * Many filing at once: what they, the docket and an onlooker saw is put before a checker, which must find nothing; and, of
 * acts that are wrong in one way each, must find just that (DESIGN §3.5, §4.6; spec/filing.md BR-01).
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, UploadId } from '../../kernel/ids.ts';
import type { Database, Queries } from '../../kernel/ports.ts';
import { type Random, randomBelow, seededRandom } from '../../kernel/random.ts';
import { verifyChains } from '../audit/verify-chains.ts';
import { answersSchema } from '../events/answers.ts';
import type { CourtPorts } from '../ports.ts';
import type { Receipt } from './model.ts';
import { submitFiling } from './submit-filing.ts';

/** One sending of a submission, as its client saw it. `began` and `ended` are moments of one clock that only counts. */
interface Sending {
  readonly key: string;
  readonly caseId: CaseId;
  /** It names a party that is not in the case: it must be refused, under the lock. */
  readonly bad: boolean;
  readonly began: number;
  readonly ended: number;
  readonly answer: Receipt | Error;
}

/** What was seen of a storm of filings. */
interface Observed {
  readonly sendings: readonly Sending[];
  /** The dockets afterwards, each entry with its filing's key and its link's place in the case's chain. */
  readonly rows: readonly { caseId: CaseId; seq: number; docNo: number; key: string; filing: string; chainN: number }[];
  /** The numbers on a docket at some moment of the storm, in order. */
  readonly glimpses: readonly { caseId: CaseId; numbers: readonly number[] }[];
  readonly chainFaults: readonly string[];
}

/** The guarantees, each with the words by which its breach is told. Pure. */
function breaches(seen: Observed): Set<string> {
  const found = new Set<string>();
  const answered = seen.sendings.filter(
    (each): each is Sending & { answer: Receipt } => !(each.answer instanceof Error),
  );
  for (const { answer, bad } of seen.sendings) {
    if (bad && !(answer instanceof CourtError && answer.code === 'party-not-in-case'))
      found.add('filed what must be refused');
    if (!bad && answer instanceof Error) found.add(`a good filing failed: ${codeOf(answer)}`);
  }
  for (const rows of Map.groupBy(seen.rows, (row) => row.caseId).values()) {
    const inOrder = [...rows].sort((a, b) => a.docNo - b.docNo || a.chainN - b.chainN);
    inOrder.forEach((row, index) => {
      if (row.docNo > index + 1) found.add('a number is missing');
      if (row.docNo < index + 1) found.add('a number is there twice');
      if (row.seq !== index + 1) found.add('entries do not stand in the order of their numbers');
      if (index > 0 && row.chainN < inOrder[index - 1]!.chainN)
        found.add('the chain has another order than the numbers');
    });
  }
  for (const { numbers } of seen.glimpses) {
    if (numbers.some((number, index) => number !== index + 1))
      found.add('a later number could be seen before an earlier one');
  }
  for (const sendings of Map.groupBy(answered, (each) => each.key).values()) {
    if (sendings.some((each) => !isDeepStrictEqual(each.answer, sendings[0]!.answer)))
      found.add('one key, different receipts');
    const rows = seen.rows.filter((row) => row.key === sendings[0]!.key);
    if (rows.length > 1) found.add('one key, several filings');
    if (
      !rows.some((row) =>
        sendings.some(({ answer }) => row.filing === answer.filingId && row.docNo === answer.documentNumber),
      )
    )
      found.add('answered as filed, and not on the docket');
  }
  const firstSent = Map.groupBy(answered, (each) => each.caseId);
  for (const sendings of firstSent.values())
    if (outOfTurn(sendings)) found.add('a filing answered earlier has the later number');
  if (seen.rows.some((row) => !seen.sendings.some((each) => each.key === row.key)))
    found.add('on the docket, and never sent');
  if (seen.chainFaults.length > 0) found.add('a chain does not verify');
  return found;
}

/** Whether some filing began after another had its answer, and yet has the smaller number. A key began when first sent. */
function outOfTurn(sendings: readonly (Sending & { answer: Receipt })[]): boolean {
  const filings = [...Map.groupBy(sendings, (each) => each.key).values()].map((same) => ({
    began: Math.min(...same.map((each) => each.began)),
    ended: Math.min(...same.map((each) => each.ended)),
    number: same[0]!.answer.documentNumber!,
  }));
  return filings.some((one) => filings.some((other) => other.began > one.ended && other.number < one.number));
}

const codeOf = (error: Error): string => (error as { code?: string }).code ?? error.message;

let court: TestCourt;
let lawyer: TestPerson;
let upload: UploadId;
let caseSeq = 0;
const seed = process.env.OPENECF_TEST_SEED ?? randomBytes(6).toString('hex');

before(async () => {
  court = await aTestCourt({ connections: 12 });
  lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  upload = await court.uploads(lawyer);
});
after(() => court.end());

/** As many uploads of the same bytes as wanted, past the gate. */
async function copiesOfUpload(n: number): Promise<UploadId[]> {
  const rows = await court.owner.query<{ upload_id: UploadId }>(
    `insert into pub.upload select court_id, gen_random_uuid(), account_id, draft_id, original_name, sha256, bytes, pages,
       staged_path, at, false from pub.upload, generate_series(1, $2::int) where upload_id = $1::uuid returning upload_id`,
    [upload, n],
  );
  return rows.map((row) => row.upload_id);
}

interface Storm {
  /** How many filings in each case. */
  readonly filings: readonly number[];
  /** Of a hundred, how many must be refused. */
  readonly bad: number;
  /** How often a key is sent at once, at most. */
  readonly copies: number;
  readonly clients: number;
  /** The act under test; the real one when left out. */
  readonly act?: typeof submitFiling;
  readonly ports?: CourtPorts;
}

/** Lets clients file all at once and gives what was seen. */
async function storm(name: string, wish: Storm): Promise<Observed> {
  const random = seededRandom(`${seed} ${name}`);
  const cases = await Promise.all(wish.filings.map(() => court.aCase(++caseSeq, lawyer)));
  const waiting = cases.flatMap((caseId, index) =>
    Array.from({ length: wish.filings[index]! }, (_, n) => ({ caseId, key: `${name} ${caseId} ${n}` })),
  );
  shuffle(waiting, random);
  const uploads = await copiesOfUpload(waiting.length);
  const sendings: Sending[] = [];
  let moment = 0;

  async function send(caseId: CaseId, key: string, main: UploadId, bad: boolean): Promise<void> {
    const began = ++moment;
    const answer = await (wish.act ?? submitFiling)(wish.ports ?? court.system.court, lawyer.actor, {
      court: COURT,
      caseId,
      side: 'pub',
      key,
      draft: null,
      channel: 'api',
      answers: answersSchema.parse(motionToCompel(main, { freeText: key, filers: [bad ? 99 : 1] })),
      restriction: 'public',
      history: false,
      receivedAt: court.clock.now(),
    }).catch((error: Error) => error);
    sendings.push({ key, caseId, bad, began, ended: ++moment, answer });
  }
  async function client(): Promise<void> {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { caseId, key } = next;
      const main = uploads.pop()!;
      const bad = randomBelow(random, 100) < wish.bad;
      const copies = 1 + randomBelow(random, wish.copies);
      await Promise.all(Array.from({ length: copies }, () => send(caseId, key, main, bad)));
    }
  }
  const watching = watch(cases);
  await Promise.all(Array.from({ length: wish.clients }, client));
  const glimpses = await watching.stop();
  const { faults } = await verifyChains(court.owner, 'pub');
  const streams = new Set(cases.map((caseId) => `case ${caseId}`));
  return {
    sendings,
    glimpses,
    rows: await docketsOf(cases),
    chainFaults: faults.filter((fault) => streams.has(fault.stream)).map((fault) => fault.what),
  };
}

/** Looks at the dockets again and again: each look is one statement, so it sees what was committed at one moment. */
function watch(cases: readonly CaseId[]): { stop(): Promise<Observed['glimpses']> } {
  const glimpses: { caseId: CaseId; numbers: number[] }[] = [];
  let going = true;
  const looking = (async () => {
    while (going) {
      glimpses.push(
        ...(await court.owner.query<{ caseId: CaseId; numbers: number[] }>(
          `select case_id as "caseId", array_agg(doc_no order by doc_no) as numbers from pub.docket_entry
           where court_id = $1 and case_id = any($2::bigint[]) group by case_id`,
          [COURT, cases],
        )),
      );
      await pause(3);
    }
  })();
  return {
    async stop() {
      going = false;
      await looking;
      return glimpses;
    },
  };
}

const docketsOf = (cases: readonly CaseId[]) =>
  court.owner.query<Observed['rows'][number]>(
    `select e.case_id as "caseId", e.entry_seq as seq, e.doc_no as "docNo", f.idem_key as key, f.filing_id as filing, a.n as "chainN"
     from pub.docket_entry e join pub.filing f using (court_id, filing_id)
     join pub.audit a on a.court_id = e.court_id and a.stream = 'case ' || e.case_id and a.body->>'filing' = e.filing_id::text
     where e.court_id = $1 and e.case_id = any($2::bigint[])`,
    [COURT, cases],
  );

function shuffle(list: unknown[], random: Random): void {
  for (let n = list.length - 1; n > 0; n--) {
    const other = randomBelow(random, n + 1);
    [list[n], list[other]] = [list[other], list[n]];
  }
}

test(`200 filings into one case and 20 into ten others, each sent one to three times at once (seed ${seed})`, async (t) => {
  const seen = await storm('storm', { filings: [200, ...Array(10).fill(2)], bad: 15, copies: 3, clients: 40 });
  assert.deepEqual([...breaches(seen)], []);
  const filed = new Set(seen.sendings.filter((each) => !each.bad).map((each) => each.key));
  assert.equal(seen.rows.length, filed.size, 'every good key is one filing');
  assert.ok(filed.size > 150 && filed.size < 220, 'some were refused, most were filed');
  assert.ok(seen.glimpses.length > 20, 'the onlooker saw the dockets grow');
  t.diagnostic(`${seen.sendings.length} sendings, ${filed.size} filings, ${seen.glimpses.length} glimpses`);
});

/** The court's ports, its `court` login changed. */
const portsWith = (changed: (real: Database) => Partial<Database>): CourtPorts => {
  const real = court.system.court;
  return { ...real, court: { ...real.court, ...changed(real.court) } };
};

/** The `court` login whose statements in transactions pass through `meddle`; `null` lets one through as it is. */
const meddling = (meddle: (tx: Queries, name: string, text: string, values: unknown[]) => Promise<unknown[]> | null) =>
  portsWith((real) => ({
    transaction: (work) =>
      real.transaction((tx) =>
        work({
          query: (text, values = [], name = '') =>
            (meddle(tx, name, text, [...values]) ?? tx.query(text, values, name)) as Promise<never[]>,
        }),
      ),
  }));

const few: Storm = { filings: [30, 3], bad: 20, copies: 3, clients: 12 };
let sequences = 0;
async function aSequence(): Promise<string> {
  const name = `pub.broken_${++sequences}`;
  await court.owner.query(`create sequence ${name}; grant usage on sequence ${name} to openecf_court`);
  return name;
}

test('caught: numbers from a sequence, which leaves holes where a filing is refused', async () => {
  const sequence = await aSequence();
  const ports = meddling((tx, name, text, values) =>
    name === 'lock-case-pub'
      ? tx.query<object>(text, values as never, name).then(async ([row]) => {
          const [drawn] = await tx.query<{ n: number }>(`select nextval('${sequence}') as n`);
          return [{ ...row, next_doc_no: drawn!.n }];
        })
      : null,
  );
  const found = breaches(await storm('sequence', { ...few, filings: [30], ports }));
  assert.ok(found.has('a number is missing'), [...found].join('; '));
});

test('caught: a number drawn on arrival, before the lock', async () => {
  const sequence = await aSequence();
  const ports = portsWith((real) => ({
    transaction: async (work) => {
      const [drawn] = await real.query<{ n: number }>(`select nextval('${sequence}') as n`);
      await pause(drawn!.n % 3 === 0 ? 30 : 0);
      return real.transaction((tx) =>
        work({
          query: async (text, values, name) => {
            const rows = await tx.query<never>(text, values, name);
            return name === 'lock-case-pub'
              ? rows.map((row: object) => ({ ...row, next_doc_no: drawn!.n }) as never)
              : rows;
          },
        }),
      );
    },
  }));
  const found = breaches(await storm('arrival', { ...few, filings: [30], bad: 0, copies: 1, ports }));
  assert.ok(found.has('the chain has another order than the numbers'), [...found].join('; '));
  assert.ok(found.has('a later number could be seen before an earlier one'), [...found].join('; '));
});

test('caught: no look for the key', async () => {
  // With the key's uniqueness in the tables, all that is left to break is the answer; without it, one key is several filings.
  const blind = meddling((_tx, name) => (name.startsWith('filing-by-key') ? Promise.resolve([]) : null));
  const held = breaches(await storm('no look', { ...few, ports: blind }));
  assert.ok(held.has('a good filing failed: 23505'), [...held].join('; '));
  assert.ok(!held.has('one key, several filings'), 'the tables hold what the act forgot');

  await court.owner.query('alter table pub.filing drop constraint filing_court_id_account_id_idem_key_key');
  const found = breaches(await storm('no key', { ...few, ports: blind }));
  assert.ok(found.has('one key, several filings'), [...found].join('; '));
  assert.ok(found.has('one key, different receipts'), [...found].join('; '));
  await court.owner.query(`delete from pub.filing where idem_key like 'no key%'`);
  await court.owner.query('alter table pub.filing add unique (court_id, account_id, idem_key)');
});

test('caught: an answer before the commit, when the commit then fails', async () => {
  let commits = 0;
  const ports = portsWith((real) => ({
    transaction: (work) =>
      new Promise((answer, refuse) => {
        real
          .transaction(async (tx) => {
            answer(await work(tx));
            if (++commits % 5 === 0) throw new Error('the disk is full');
          })
          .catch(refuse);
      }),
  }));
  const found = breaches(await storm('early', { ...few, copies: 1, ports }));
  assert.ok(found.has('answered as filed, and not on the docket'), [...found].join('; '));
});

test('caught: no lock on the case', async () => {
  const ports = meddling((tx, name, text, values) =>
    name === 'lock-case-pub' ? tx.query(text.replace('for update', ''), values as never) : null,
  );
  const found = breaches(await storm('no lock', { ...few, ports }));
  assert.ok(found.has('a good filing failed: 23505'), [...found].join('; '));
});

test('caught: a link of the chain left out', async () => {
  const seen = await storm('chain', { ...few, filings: [10], bad: 0, copies: 1 });
  assert.deepEqual([...breaches(seen)], []);
  const { caseId } = seen.rows[0]!;
  await court.owner.query('delete from pub.audit where court_id = $1 and stream = $2 and n = 5', [
    COURT,
    `case ${caseId}`,
  ]);
  const { faults } = await verifyChains(court.owner, 'pub');
  const found = breaches({
    ...seen,
    chainFaults: faults.filter((each) => each.stream === `case ${caseId}`).map((each) => each.what),
  });
  assert.deepEqual([...found], ['a chain does not verify']);
});
