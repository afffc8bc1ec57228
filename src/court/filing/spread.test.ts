/** Spread filings (spec/filing.md §2.9, BR-37): one document, one filing, an entry in each case; many at once. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { COURT, motionToCompel } from '../../../test/support/system.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId } from '../../kernel/ids.ts';
import { randomBelow, seededRandom } from '../../kernel/random.ts';
import { sealCase } from '../access/seal.ts';
import { serveDocument } from '../documents/serve-document.ts';
import { type AnswersInput, answersSchema } from '../events/answers.ts';
import type { Receipt } from './model.ts';
import { readFiling } from './read-filing.ts';
import { receiptBytes, signedFurther, signedPart } from './receipt.ts';
import {
  aFamily,
  anonymous,
  clerk,
  court,
  dana,
  docketOf,
  faultsOf,
  jane,
  judge,
  link,
  motionIn,
  nextSeq,
  nothingWrong,
  openCourt,
  ordered,
  reader,
  refusedWith,
  sam,
  textsOf,
} from './spread.fixture.ts';
import { submitFiling } from './submit-filing.ts';

before(openCourt);
after(() => court.end());

test('one document, one filing, one receipt: an entry in each case with its own number, text, notices, deadlines and chain link', async () => {
  const [a, b, c] = (await aFamily(3)) as [CaseId, CaseId, CaseId];
  await court.files(jane, b, motionToCompel(await court.uploads(jane)));
  court.clock.advance(1000);
  const receipt = await motionIn([a, b, c]);
  assert.deepEqual(
    [receipt, ...receipt.alsoIn].map((each) => [each.caseId, each.documentNumber, each.filers]),
    [
      [a, 1, ['Acme Corp.']],
      [b, 2, ['Acme Corp.']],
      [c, 1, ['Acme Corp.']],
    ],
  );
  const [serial] = receipt.documents.map((each) => each.serial);
  for (const part of receipt.alsoIn)
    assert.deepEqual(
      part.documents.map((each) => each.serial),
      [serial],
    );
  const [first] = await textsOf(a);
  assert.match(
    first!,
    /^MOTION to Compel by Acme Corp\..* Filed In Associated Cases: 1:26-cv-0000\d et al\. ?\(Doe, Jane\)$/,
  );
  assert.equal((await textsOf(b))[1], first, 'the same words in each case');
  assert.doesNotMatch(receipt.text, /Associated/, 'the receipt of one case does not name the others');

  for (const caseId of [a, b, c]) {
    const [row] = await court.owner.query<{ deadlines: number; notices: number; links: number; outbox: number }>(
      `select (select count(*) from pub.deadline d where d.case_id = e.case_id and d.trigger_seq = e.entry_seq) as deadlines,
         (select count(*) from pub.notice n where n.case_id = e.case_id and n.entry_seq = e.entry_seq) as notices,
         (select count(*) from pub.audit l where l.stream = 'case ' || e.case_id and l.body->>'filing' = e.filing_id::text) as links,
         (select count(*) from ops.outbox o where o.body->>'caseId' = e.case_id::text and o.at = e.entered_at) as outbox
       from pub.docket_entry e where e.case_id = $1 and e.filing_id = $2::uuid`,
      [caseId, receipt.filingId],
    );
    assert.deepEqual(row, { deadlines: 1, notices: 2, links: 1, outbox: 1 });
  }
  const signer = court.system.court.signerOf(COURT);
  assert.ok(signer.verify(receiptBytes(signedPart(receipt)), Buffer.from(receipt.signature, 'hex')));
  for (const part of receipt.alsoIn)
    assert.ok(signer.verify(receiptBytes(signedFurther(part)), Buffer.from(part.signature, 'hex')));
  const again = await readFiling(court.system.court, jane.actor, COURT, { filing: receipt.filingId });
  assert.deepEqual(again?.receipt, receipt, 'read again it is the same');
  await nothingWrong();
});

test('each case stamps its own number and document number on the same bytes', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  await court.files(jane, b, motionToCompel(await court.uploads(jane)));
  const receipt = await motionIn([a, b]);
  const { serial } = receipt.documents[0]!;
  const headers: string[] = [];
  for (const [caseId, number] of [
    [a, 1],
    [b, 2],
  ] as const) {
    const open = await reader(anonymous).openCase(caseId);
    const document = await reader(anonymous).document(serial, caseId);
    assert.equal(document.docNo, number);
    // twice: made, then kept
    for (let time = 0; time < 2; time++) {
      const served = await serveDocument(court.system.court, anonymous, document, open.header);
      await served.read(0, served.bytes - 1);
    }
    const [kept] = await court.owner.query<{ header: string }>(
      'select header from pub.stamp_tail where serial = $1 and case_id = $2',
      [serial, caseId],
    );
    assert.match(kept!.header, new RegExp(`^Case ${open.header.fullNumber} .*Document ${number}\\b`));
    headers.push(kept!.header);
  }
  assert.notEqual(headers[0], headers[1]);
});

test('an opposition to a spread motion refers to the motion of each case, and a ruling rules where the motion stands', async () => {
  const [a, b, c] = (await aFamily(3)) as [CaseId, CaseId, CaseId];
  await court.files(jane, b, motionToCompel(await court.uploads(jane)));
  const motion = await motionIn([a, b]);
  const main = await court.uploads(dana);
  const opposition: AnswersInput = {
    event: 'opposition',
    filers: [2],
    references: [{ seq: motion.entry }],
    documents: { main },
    alsoIn: [{ case: b }],
  };
  const answered = await court.files(dana, a, opposition);
  assert.match(answered.text, /re 1 MOTION to Compel/);
  assert.match(answered.alsoIn[0]!.text, /re 2 MOTION to Compel/);
  await assert.rejects(
    court.files(dana, a, { ...opposition, documents: { main: await court.uploads(dana) }, alsoIn: [{ case: c }] }),
    refusedWith('reference-required', /1:26-cv-0000\d/),
  );

  const paper = await court.uploads(judge);
  const order = (others: readonly CaseId[]): AnswersInput => ({
    event: 'order-on-motion',
    documents: { main: paper },
    rulings: [{ seq: motion.entry, n: 1, disposition: 'granting' }],
    alsoIn: others.map((each) => ({ case: each })),
  });
  await assert.rejects(court.files(judge, a, order([b, c])), refusedWith('spread-ruling', /1:26-cv-0000\d/));
  const ruled = await court.files(judge, a, order([b]));
  assert.match(ruled.alsoIn[0]!.text, /granting 2 Motion to Compel/);
  const reliefs = await court.owner.query<{ case_id: CaseId; status: string; ruled_by: number }>(
    `select r.case_id, r.status, r.ruled_by from pub.relief r join pub.docket_entry e using (court_id, case_id, entry_seq)
     where e.filing_id = $1::uuid order by 1`,
    [motion.filingId],
  );
  assert.deepEqual(
    reliefs.map((each) => [each.case_id, each.status, each.ruled_by]),
    [
      [a, 'granted', ruled.entry],
      [b, 'granted', ruled.alsoIn[0]!.entry],
    ],
  );
  await nothingWrong();
});

test('who files must represent them in each case: a refusal names the case, and nothing is written in any', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  const stranger = await court.aCase(nextSeq(), sam, dana);
  await link(a, stranger, 'related');
  const unlinked = await court.aCase(nextSeq(), jane, dana);
  const before = await court.owner.query('select count(*) from pub.filing');
  const refused: readonly (readonly [Partial<AnswersInput>, string, RegExp | undefined])[] = [
    [{ alsoIn: [{ case: b }, { case: stranger }] }, 'no-filer', /1:26-cv-/],
    [{ alsoIn: [{ case: b }, { case: stranger, filers: [1] }] }, 'not-your-client', /1:26-cv-.*Acme Corp\./],
    [{ alsoIn: [{ case: b, filers: [99] }] }, 'party-not-in-case', /1:26-cv-/],
    [{ alsoIn: [{ case: unlinked }] }, 'spread-not-associated', undefined],
    [{ alsoIn: [{ case: b }, { case: b }] }, 'request-malformed', undefined],
    [{ alsoIn: [{ case: a }] }, 'request-malformed', undefined],
  ];
  for (const [more, code, detail] of refused)
    await assert.rejects(motionIn([a], more), refusedWith(code, detail), code);
  assert.deepEqual(await court.owner.query('select count(*) from pub.filing'), before);
  for (const caseId of [a, b, stranger]) assert.deepEqual(await docketOf(caseId), []);
  const paper = { documents: { main: await court.uploads(clerk) }, alsoIn: [{ case: stranger }] };
  const clerks = await court.files(clerk, a, { event: 'notice-other', filers: [1], freeText: 'of change', ...paper });
  assert.deepEqual(clerks.alsoIn[0]!.filers, ['Acme Corp.'], 'the court may, by name');
});

test('members of one lead case are associated; a sealed case and a restricted filing are not spread, and nothing hints at them', async () => {
  const [, b, c] = (await aFamily(3)) as [CaseId, CaseId, CaseId];
  const receipt = await motionIn([b, c]);
  assert.deepEqual(
    receipt.alsoIn.map((each) => each.caseId),
    [c],
  );
  await sealCase(court.system.court, clerk.actor, { ...ordered, caseId: c }, 'leave');
  await assert.rejects(motionIn([b, c]), refusedWith('spread-not-associated'));
  await assert.rejects(motionIn([b, 99999 as CaseId]), refusedWith('spread-not-associated'), 'as one that never was');
  const [a2, b2] = (await aFamily(2)) as [CaseId, CaseId];
  const main = await court.uploads(clerk);
  const wish = {
    ...{ event: 'notice-other', filers: [1], freeText: 'of change', documents: { main } },
    alsoIn: [{ case: b2 }],
  };
  for (const restriction of ['sealed', 'sealed-entry', 'participants'] as const)
    await assert.rejects(court.files(clerk, a2, wish, { restriction }), refusedWith('spread-not-possible'));
  await assert.rejects(
    court.files(jane, a2, {
      event: 'amended-complaint',
      filers: [1],
      documents: { main: await court.uploads(jane) },
      prompts: { against: [2] },
      alsoIn: [{ case: b2 }],
    }),
    refusedWith('spread-not-possible'),
  );
});

test('what is wrong with a spread filing is found by the invariants', async () => {
  const [a, b] = (await aFamily(2)) as [CaseId, CaseId];
  const receipt = await motionIn([a, b]);
  const { serial } = receipt.documents[0]!;
  const of = `court_id = '${COURT}' and filing_id = '${receipt.filingId}'`;
  const faults: readonly (readonly [string, RegExp])[] = [
    [`delete from pub.spread_entry where ${of}`, /entry 1 has no filing/],
    [
      `update pub.spread_entry set receipt = jsonb_set(receipt, '{text}', '"other"') where ${of}`,
      /receipt is not the one/,
    ],
    [`update pub.spread_entry set receipt_signature = repeat('0', 128) where ${of}`, /signature does not hold/],
    [
      `update pub.docket_entry set spread = false where ${of} and case_id = ${b}`,
      /whether its filing has entries in other/,
    ],
    [`delete from pub.notice where ${of} and case_id = ${b}`, /notices are not those of the receipt/],
    [`delete from pub.audit where stream = 'case ${b}'`, /has no link in its chain/],
    [`delete from ops.outbox where body->>'caseId' = '${b}'`, /messages to the national index/],
    [`delete from pub.document where serial = ${serial} and case_id = ${b}`, /is not there as the receipt says/],
    [
      `with gone as (delete from pub.document where serial = ${serial} and case_id = ${b} returning *)
       insert into sealed.document select s.* from gone, jsonb_populate_record(null::sealed.document, to_jsonb(gone)
         || '{"restriction": "sealed", "object_id": "x"}') s`,
      /is sealed in case .* and open in case/,
    ],
    [
      `with gone as (delete from pub.docket_entry where ${of} and case_id = ${b} returning *)
       insert into sealed.docket_entry select s.* from gone, jsonb_populate_record(null::sealed.docket_entry, to_jsonb(gone)
         || '{"restriction": "sealed", "seal_mode": "gap"}') s`,
      /is open, and what was filed with it in case .* is sealed/,
    ],
  ];
  for (const [sql, expected] of faults) {
    await court.owner
      .transaction(async (tx) => {
        await tx.query(sql);
        const found = (await faultsOf(tx)).join('\n');
        assert.match(found, expected, sql);
        throw new TakenBack();
      })
      .catch((error: unknown) => assert.ok(error instanceof TakenBack, String(error)));
  }
  await nothingWrong();
});
class TakenBack extends Error {}

const seed = process.env.OPENECF_TEST_SEED ?? randomBytes(6).toString('hex');

test(`spread filings in random overlapping sets beside single ones: no gap, no deadlock, one key one filing (seed ${seed})`, async (t) => {
  const random = seededRandom(seed);
  const cases = await aFamily(6);
  const main = await court.uploads(jane);
  const copies = await court.owner.query<{ upload_id: string }>(
    `insert into pub.upload select court_id, gen_random_uuid(), account_id, draft_id, original_name, sha256, bytes, pages,
       staged_path, at, false from pub.upload, generate_series(1, 60) where upload_id = $1::uuid returning upload_id`,
    [main],
  );
  const sends = copies.map(({ upload_id }, n) => {
    const set = cases.filter(() => randomBelow(random, 3) > 0);
    // in any order, with any of them first
    for (let at = set.length - 1; at > 0; at--) {
      const other = randomBelow(random, at + 1);
      [set[at], set[other]] = [set[other]!, set[at]!];
    }
    const chosen = set.length === 0 || n % 3 === 0 ? [cases[randomBelow(random, cases.length)]!] : set;
    return { key: `storm ${n}`, chosen, upload: upload_id, bad: randomBelow(random, 8) === 0 };
  });
  const answered: { key: string; bad: boolean; answer: Receipt | Error }[] = [];
  const waiting = sends.flatMap((each) => Array.from({ length: 1 + randomBelow(random, 2) }, () => each));
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { key, chosen, upload, bad } = next;
        const [home, ...others] = chosen;
        const alsoIn = others.map((each, n) => ({
          case: each,
          ...(bad && n === others.length - 1 ? { filers: [77] } : {}),
        }));
        const filers = bad && others.length === 0 ? [77] : [1];
        const answer = await submitFiling(court.system.court, jane.actor, {
          ...{
            court: COURT,
            caseId: home!,
            side: 'pub',
            key,
            draft: null,
            channel: 'api' as const,
            restriction: 'public',
          },
          answers: answersSchema.parse(motionToCompel(upload as never, { alsoIn, filers })),
          history: false,
          receivedAt: court.clock.now(),
        }).catch((error: Error) => error);
        answered.push({ key, bad, answer });
      }
    }),
  );
  for (const { answer, bad, key } of answered) {
    if (bad) assert.ok(answer instanceof CourtError && answer.code === 'party-not-in-case', `${key}: ${answer}`);
    else assert.ok(!(answer instanceof Error), `${key}: ${answer}`);
  }
  for (const same of Map.groupBy(answered, (each) => each.key).values())
    for (const each of same) if (!each.bad) assert.deepEqual(each.answer, same[0]!.answer, 'one key, one receipt');
  const rows = await court.owner.query<{ n: number; entries: number }>(
    `select count(distinct f.filing_id) as n, count(*) as entries from pub.filing f join pub.docket_entry e using (court_id, filing_id)
     where f.idem_key like 'storm %'`,
  );
  const good = sends.filter((each) => !each.bad);
  assert.deepEqual(rows[0], { n: good.length, entries: good.reduce((sum, each) => sum + each.chosen.length, 0) });
  await nothingWrong();
  t.diagnostic(`${good.length} filings, ${rows[0]!.entries} entries`);
});
