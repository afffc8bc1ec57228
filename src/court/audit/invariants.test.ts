/** The checker of the ten invariants: silent on a court in order, and it names every fault that is planted (spec/security.md §3.2). */
import assert from 'node:assert/strict';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import type { CaseId, Sha256 } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { systemRandom } from '../../kernel/random.ts';
import { type CivilDate, zone } from '../../kernel/time.ts';
import { recordSealedCase } from '../cases/record-sealed-case.ts';
import type { Receipt } from '../filing/model.ts';
import { checkpointHeads } from './checkpoint.ts';
import { checkInvariants, type Invariant } from './invariants.ts';

let court: TestCourt;
let inCase: CaseId;
let motion: Receipt;
let sealedEntry: Receipt;
let restricted: Receipt;

before(async () => {
  court = await aTestCourt();
  const lawyer = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  const opponent = await court.aPerson('sam.poe', ['attorney'], { displayName: 'Sam Poe' });
  const clerk = await court.aPerson('carla.clerk', ['clerk', 'sealed-clerk'], { displayName: 'Carla Clerk' });
  inCase = await court.aCase(1, lawyer, opponent);
  motion = await court.files(lawyer, inCase, motionToCompel(await court.uploads(lawyer)));
  await court.files(lawyer, inCase, {
    ...motionToCompel(await court.uploads(lawyer, 3)),
    documents: {
      main: await court.uploads(lawyer, 3),
      attachments: [{ upload: await court.uploads(lawyer, 1), description: 'Exhibit A' }],
    },
  });
  restricted = await court.files(clerk, inCase, await notice(clerk), { restriction: 'sealed' });
  sealedEntry = await court.files(clerk, inCase, await notice(clerk), { restriction: 'sealed-entry' });
  await court.files(lawyer, inCase, motionToCompel(await court.uploads(lawyer)));
  const sealedCase = await court.system.court.vault.transaction((tx) =>
    recordSealedCase(tx, { clock: court.clock, random: systemRandom }, clerk.actor, {
      court: COURT,
      number: { office: '1', yy: '26', type: 'cv', seq: 900 },
      title: 'Quiet v. Silent',
      filedOn: '2026-01-05' as CivilDate,
      presider: null,
      referral: null,
      parties: [{ role: 'Plaintiff', name: 'Quiet', counsel: [] }],
      mode: 'under-seal',
      authority: '31 U.S.C. 3730(b)(2)',
      reason: 'qui tam',
    }),
  );
  await court.files(clerk, sealedCase, await notice(clerk), { side: 'sealed' });
  await buysALook(lawyer);
  await checkpointHeads(court.system.jobs, court.clock);
});
after(() => court.end());

const notice = async (by: TestPerson) => ({
  event: 'notice-other',
  filers: [1],
  freeText: 'of a quiet matter',
  documents: { main: await court.uploads(by) },
});

/** A look of three pages, bought as the document's page sells it. */
async function buysALook(who: TestPerson): Promise<void> {
  const { charge } = await import('../../pacer/billing/charge.ts');
  await charge(court.system.pacer, {
    session: { accountId: who.account, clientCode: '' } as Parameters<typeof charge>[1]['session'],
    court: COURT,
    kind: 'document',
    object: `document ${motion.documents[0]!.serial}`,
    pages: 3,
    description: 'Image1-0',
    caseNumber: motion.caseNumber,
    acceptedCents: 30 as Parameters<typeof charge>[1]['acceptedCents'],
    idemKey: 'the first look',
  });
}

const check = (db: Queries = court.owner): Promise<Invariant[]> =>
  checkInvariants({
    db,
    objects: court.system.court.objects,
    sealed: court.system.court.sealed,
    signerOf: court.system.court.signerOf,
    clock: court.clock,
    feeZone: zone('America/Chicago'),
    noticeMinutes: 10,
  });

class TakenBack extends Error {}

/** Plants a fault as the owner of the database, looks, and takes it back. */
async function planted(...statements: readonly string[]): Promise<Invariant[]> {
  let found: Invariant[] = [];
  await assert.rejects(
    court.owner.transaction(async (tx) => {
      for (const sql of statements) await tx.query(sql);
      found = await check(tx);
      throw new TakenBack();
    }),
    TakenBack,
  );
  return found;
}

function reports(found: readonly Invariant[], n: number, words: RegExp): void {
  const one = found[n - 1]!;
  assert.equal(one.n, n);
  assert.equal(one.ok, false, `invariant ${n} has noticed nothing`);
  assert.ok(
    one.faults.some((fault) => words.test(fault)),
    `${words} is not among:\n${one.faults.join('\n')}`,
  );
}

const entry1 = () => `court_id = '${COURT}' and case_id = ${inCase} and entry_seq = ${motion.entry}`;

test('a court in order has ten invariants that hold, and each has been looked at', async () => {
  const found = await check();
  assert.deepEqual(
    found.flatMap((each) => each.faults),
    [],
  );
  assert.deepEqual(
    found.map((each) => each.n),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  for (const each of found) assert.ok(each.checked > 0, `${each.n} ${each.name} has looked at nothing`);
});

test('1: bytes that were changed, cut off or lost are found, on both sides', async () => {
  const path = court.system.court.objects.pathOf(motion.documents[0]!.sha256);
  const bytes = await readFile(path);
  await chmod(path, 0o600);
  try {
    const turned = Buffer.from(bytes);
    turned[100]! ^= 1;
    await writeFile(path, turned);
    reports(await check(), 1, /bytes are not those that were filed/);
    await writeFile(path, bytes.subarray(0, 200));
    reports(await check(), 1, /has 200 bytes, the record says \d+/);
    await rm(path);
    reports(await check(), 1, /cannot be read \(document-missing/);
  } finally {
    await writeFile(path, bytes);
  }
  reports(
    await planted(`update sealed.document set wrapped_key = set_byte(wrapped_key, 30, 1 # get_byte(wrapped_key, 30))`),
    1,
    /cannot be read/,
  );
});

test('1: a document that is gone, another time of receipt, and a receipt that nobody signed are found', async () => {
  const { serial } = motion.documents[0]!;
  reports(await planted(`delete from pub.document where serial = ${serial}`), 1, /is not there as the receipt says/);
  reports(
    await planted(
      `update pub.filing set received_at = received_at - interval '1 second' where filing_id = '${motion.filingId}'`,
    ),
    1,
    /the time of receipt is not the one of its receipt/,
  );
  reports(
    await planted(
      `update pub.filing set receipt = jsonb_set(receipt, '{text}', '"other"') where filing_id = '${motion.filingId}'`,
    ),
    1,
    /not the one whose hash is in the chain/,
  );
  reports(
    await planted(`update pub.filing set receipt_signature = repeat('0', 128) where filing_id = '${motion.filingId}'`),
    1,
    /signature does not hold/,
  );
  reports(
    await planted(`update pub.document set stamp = replace(stamp, 'Date=3/4/2026', 'Date=3/3/2026')`),
    1,
    /stamp is of another document or day/,
  );
});

test('2: a filing made twice, a notice sent twice and a notice to somebody else are found', async () => {
  const copied = (column: string) =>
    `insert into pub.filing select (jsonb_populate_record(f, jsonb_build_object('filing_id', gen_random_uuid()${column}))).*
     from pub.filing f where filing_id = '${motion.filingId}'`;
  const twice = await planted(
    'alter table pub.filing drop constraint filing_court_id_account_id_idem_key_key',
    copied(''),
  );
  reports(twice, 2, /has made 2 filings/);
  const again = `insert into pub.notice select (jsonb_populate_record(n, jsonb_build_object('notice_id', gen_random_uuid(), 'look_hash', null))).*
    from pub.notice n where filing_id = '${motion.filingId}' limit 1`;
  const double = await planted(again);
  reports(double, 2, /2 notices to one person at one address/);
  reports(double, 2, /message .* stands for 2 notices/);
  reports(
    await planted(`update pub.notice set address = 'stranger@else.example' where filing_id = '${motion.filingId}'`),
    2,
    /notices are not those of the receipt/,
  );
  reports(
    await planted(`delete from pub.notice where filing_id = '${motion.filingId}'`),
    2,
    /0 instead of 1 to one address/,
  );
});

test('3: a gap, a number used twice, a lost tail and a missing attachment are found', async () => {
  reports(
    await planted(`update pub.docket_entry set doc_no = 7 where ${entry1()}`),
    3,
    /number 2 does not follow on number 1/,
  );
  reports(await planted(`update pub.docket_entry set doc_no = 4 where ${entry1()}`), 3, /number 4 is used 2 times/);
  reports(
    await planted(`update pub.case_record set next_doc_no = next_doc_no + 1 where case_id = ${inCase}`),
    3,
    /the next number is 7, the last one used is 5/,
  );
  reports(
    await planted(`delete from pub.docket_entry where case_id = ${inCase} and entry_seq = 2`),
    3,
    /entry 3 does not follow on the entry before/,
  );
  reports(
    await planted(`delete from sealed.docket_entry where entry_seq = ${sealedEntry.entry}`),
    3,
    /the next entry is 1000000002, the last one is 1000000000/,
  );
  reports(
    await planted(`update pub.document set attachment_no = 2 where attachment_no = 1`),
    3,
    /documents are not numbered 0 to 1/,
  );
  reports(
    await planted(
      `update pub.audit set n = -n where stream = 'case ${inCase}' and act = 'file entry'`,
      `update pub.audit set n = 100 + n where n < 0`,
    ),
    3,
    /was committed out of order/,
  );
});

test('4: a filing without its entry, link, words or message, and an entry without its filing, are found', async () => {
  const gone = await planted(`delete from pub.filing where filing_id = '${motion.filingId}'`);
  reports(gone, 4, /entry 1 has no filing/);
  reports(gone, 4, /its filing is not there/);
  reports(gone, 4, /is in no receipt/);
  reports(await planted(`delete from pub.docket_entry where ${entry1()}`), 4, /has no entry/);
  reports(await planted(`delete from pub.entry_version where ${entry1()}`), 4, /has no words/);
  reports(
    await planted(`delete from pub.audit where body->>'filing' = '${motion.filingId}'`),
    4,
    /has no link in its chain/,
  );
  reports(
    await planted(`delete from sealed.audit where body->>'filing' = '${sealedEntry.filingId}'`),
    4,
    /has no link in its chain/,
  );
  reports(await planted('delete from ops.outbox'), 4, /filings and 0 messages to the national index/);
});

test('5: first words that were changed and a version that is missing are found', async () => {
  reports(
    await planted(`update pub.entry_version set text = 'another text' where ${entry1()}`),
    5,
    /first words are not those of its receipt/,
  );
  reports(await planted(`update pub.entry_version set version = 2 where ${entry1()}`), 5, /versions are not 1 to 2/);
  reports(
    await planted(`update pub.docket_entry set version = 2 where ${entry1()}`),
    5,
    /shows version 2, the last is 1/,
  );
});

test('6: a changed link, a cut-off end, the court’s own chain and a changed checkpoint are found', async () => {
  reports(
    await planted(`update pub.audit set actor = 'account nobody' where stream = 'case ${inCase}' and n = 2`),
    6,
    /contents do not match its hash/,
  );
  reports(
    await planted(
      `delete from pub.audit where stream = 'case ${inCase}' and n = (select max(n) from pub.audit where stream = 'case ${inCase}')`,
    ),
    6,
    /the end of the chain is not the one remembered/,
  );
  reports(await planted(`delete from pub.audit where stream = 'court'`), 6, /court link \d+: the end of the chain/);
  reports(await planted('update ops.audit_checkpoint set streams = streams + 1'), 6, /checkpoint 1: its contents/);
  reports(await planted(`update sealed.audit set act = 'else'`), 6, /sealed olyd case \d+ sealed link 1/);
});

test('7: a wrong price, a second charge within the window and a charge that vanished are found', async () => {
  reports(
    await planted('update pacer.charge set cents = 20'),
    7,
    /20 cents for 3 pages, the schedule of the day asks 30/,
  );
  reports(
    await planted(`insert into pacer.charge select (jsonb_populate_record(c, jsonb_build_object('charge_id', gen_random_uuid(),
      'idem_key', 'another', 'at', c.at + interval '1 hour', 'until_at', c.until_at + interval '1 hour'))).* from pacer.charge c`),
    7,
    /the account had bought document \d+ already/,
  );
  const vanished = await planted('delete from pacer.charge');
  reports(vanished, 7, /its charge is not there/);
  reports(vanished, 7, /its charges make 0 cents, its chain 30/);
  reports(await planted(`delete from pacer.audit where act = 'charge look'`), 7, /no link with its amount/);
});

test('8: a notice that has waited too long is found, and one that came back without a reason', async () => {
  const late = await planted(`update pub.notice set created_at = created_at - interval '11 minutes'`);
  reports(late, 8, /a notice has waited since 2026-03-04 14:49:00Z/);
  reports(await planted(`update pub.notice set state = 'bounced'`), 8, /came back and nothing says why/);
});

test('9: sealed matter on the open side is found, wherever its number stands', async () => {
  const { serial } = sealedEntry.documents[0]!;
  const one = (sql: string, words: RegExp) => planted(sql).then((found) => reports(found, 9, words));
  await one(
    `insert into pub.document (court_id, serial, case_id, entry_seq, attachment_no)
     values ('${COURT}', ${serial}, ${inCase}, 1, 9)`,
    /pub\.document\.serial: 1 rows with numbers of sealed matter/,
  );
  await one(
    `insert into pub.docket_entry select * from sealed.docket_entry where entry_seq = ${sealedEntry.entry}`,
    /pub\.docket_entry\.entry_seq: 1 rows/,
  );
  await one(
    `insert into pub.deadline values ('${COURT}', ${inCase}, gen_random_uuid(), 'x', ${sealedEntry.entry}, '2026-04-01', 'x', '[]')`,
    /pub\.deadline\.trigger_seq: 1 rows/,
  );
  await one(
    `insert into pacer.locator_case select court_id, case_id, 'x', short_title, null, null, 1 from sealed.case_record`,
    /pacer\.locator_case\.case_id: 1 rows/,
  );
  await one(
    `insert into pub.audit select * from sealed.audit where act = 'open case'`,
    /pub\.audit .* is of a sealed case/,
  );
  await one(
    `insert into pub.filing select * from sealed.filing where filing_id = '${sealedEntry.filingId}'`,
    /pub\.filing .* is of sealed matter/,
  );
  await one('delete from pub.restricted_document', /has no refusal at its address/);
  await one(
    `update pub.document set restriction = 'court-only', object_id = 'x' where serial = ${motion.documents[0]!.serial}`,
    /is court-only and on the public side/,
  );
  await one(`update sealed.case_record set restriction = 'hidden'`, /is shown as sealed, and is not under seal/);
  await one(
    `insert into pub.sealed_entry_number values ('${COURT}', ${inCase}, 99)`,
    /number 99 is shown as sealed, and no such entry/,
  );
});

test('9: the bytes of a sealed document among the public ones are found', async () => {
  // A document whose very bytes lie publicly too, without a public document of that name.
  const staged = await court.system.court.staging.take(
    (await import('node:stream')).Readable.from([Buffer.from('quiet')]),
    100,
  );
  await court.system.court.objects.keep(staged.path, staged.sha256 as Sha256);
  reports(
    await planted(
      `update sealed.document set sha256 = '${staged.sha256}' where serial = ${restricted.documents[0]!.serial}`,
    ),
    9,
    /lie unencrypted among the public objects/,
  );
});

test('10: a day of filing that is not the day of receipt in the court’s zone is found', async () => {
  reports(
    await planted(`update pub.docket_entry set filed_on = filed_on + 1 where ${entry1()}`),
    10,
    /filed on 2026-03-05, received on 2026-03-04/,
  );
  // 15:00 UTC is already the fifth in Tokyo.
  reports(await planted(`update pub.court set zone = 'Asia/Tokyo'`), 10, /received on 2026-03-05/);
});
