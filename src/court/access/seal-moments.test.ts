/** Sealing beside other work: filings on their way, acts at one moment, crashes, keys sent again, notices that wait, receipts. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { COURT } from '../../../test/support/system.ts';
import type { Sha256 } from '../../kernel/ids.ts';
import { tasksOf } from '../../tasks.ts';
import { newAnswers } from '../events/answers.ts';
import { beginDraft } from '../filing/drafts.ts';
import { readFiling, receiptByKey } from '../filing/read-filing.ts';
import { commitmentTo, receiptBytes, signedPart } from '../filing/receipt.ts';
import { submitFiling } from '../filing/submit-filing.ts';
import { anonymous } from './actor.ts';
import { sweepPlainBytes } from './plain-bytes.ts';
import { restrictDocument } from './restrict-document.ts';
import {
  acts,
  assertInOrder,
  civil,
  clerk,
  court,
  delivered,
  entriesOf,
  judge,
  lawyer,
  openCourt,
  opponent,
  ordered,
  plain,
  refused,
  rowsOf,
  sideOf,
  wishOf,
} from './seal.fixture.ts';
import { type Sealed, sealCase, unsealCase } from './seal.ts';

before(openCourt);
after(() => court.end());

test('acts at one moment, in both directions and beside filings, end in one state with every filing where it belongs', async () => {
  const caseId = await civil('motion', 'motion');
  const keys = Array.from({ length: 12 }, (_, n) => `key of ${caseId} ${n}`);
  const wishes = await Promise.all(keys.map((key) => wishOf(lawyer, caseId, key, key)));
  const filings = wishes.map(async (wish) => submitFiling(court.system.court, lawyer.actor, wish));
  const sealing = [acts.sealCase(caseId), acts.sealEntry(caseId, 1), acts.sealCase(caseId), acts.unsealCase(caseId)];
  const settled = await Promise.allSettled([...sealing, acts.sealEntry(caseId, 2), acts.unsealEntry(caseId, 1)]);
  for (const each of settled)
    if (each.status === 'rejected') assert.match(String(each.reason), /case-not-found|absent/);
  const receipts = await Promise.all(filings);
  assert.equal(new Set(receipts.map((each) => each.documentNumber)).size, keys.length);
  await acts.sealCase(caseId);
  assert.equal(await sideOf(caseId), 'sealed');
  const left = await rowsOf(caseId);
  for (const [table, rows] of Object.entries(left)) if (table.startsWith('pub.')) assert.deepEqual(rows, [], table);
  for (const receipt of receipts) {
    assert.equal(await court.system.court.objects.has(receipt.documents[0]!.sha256), false, 'no plain bytes are left');
    assert.equal(
      (await receiptByKey(court.system.court, lawyer.actor, COURT, keys[receipts.indexOf(receipt)]!))?.filingId,
      receipt.filingId,
    );
  }
  await assertInOrder('after all of it');
  await acts.unsealCase(caseId);
  for (const entry of [1, 2]) await acts.unsealEntry(caseId, entry);
  assert.equal((await entriesOf(caseId)).length, 14);
  await delivered();
  await assertInOrder('open again');
});

test('a filing whose case is sealed between the look and the lock is filed on the sealed side, once', async () => {
  const caseId = await civil('motion');
  const real = court.system.court;
  let sealedBy: Sealed | null = null;
  const objects = {
    ...real.objects,
    // the last thing before the case is locked
    keep: async (path: string, sha256: Sha256) => {
      await real.objects.keep(path, sha256);
      sealedBy ??= await acts.sealCase(caseId);
    },
  };
  const wish = await wishOf(lawyer, caseId, 'a key between two moments', 'of a secret');
  const draft = await beginDraft(real, COURT, lawyer.account, caseId, newAnswers('notice-other'));
  const receipt = await submitFiling({ ...real, objects }, lawyer.actor, { ...wish, draft: draft.draft });
  assert.equal(sealedBy, 'done');
  const standing = await rowsOf(caseId);
  assert.ok(standing['sealed.docket_entry']!.some((row) => row.includes(receipt.filingId)));
  assert.deepEqual(standing['pub.docket_entry'], []);
  assert.deepEqual(standing['pub.draft'], []);
  assert.ok(
    standing['sealed.draft']!.some((row) => row.includes(receipt.filingId)),
    'its draft is filed',
  );
  assert.equal(await real.objects.has(receipt.documents[0]!.sha256), false);
  assert.equal(receipt.emailed.length, 0, 'nobody is told of it by mail');
  await assertInOrder('filed on the sealed side');

  const again = await submitFiling(real, lawyer.actor, wish);
  assert.deepEqual(again, receipt, 'the same key is the same filing');
  assert.deepEqual(await receiptByKey(real, lawyer.actor, COURT, wish.key), receipt);
  for (const other of [opponent.actor, plain.actor, judge.actor, anonymous]) {
    assert.equal(await receiptByKey(real, other, COURT, wish.key), null);
    assert.equal(await readFiling(real, other, COURT, { filing: receipt.filingId }), null);
  }
  assert.deepEqual((await readFiling(real, lawyer.actor, COURT, { filing: receipt.filingId }))?.receipt, receipt);
  await assert.rejects(
    submitFiling(real, lawyer.actor, { ...wish, answers: { ...wish.answers, freeText: 'of something else' } }),
    refused('key-reused'),
  );
});

test('a key that has filed an entry sealed since files no second one', async () => {
  const caseId = await civil('motion');
  const wish = await wishOf(lawyer, caseId, 'a key of an entry sealed later', 'of a thing');
  const receipt = await submitFiling(court.system.court, lawyer.actor, wish);
  await acts.sealEntry(caseId, receipt.entry);
  assert.deepEqual(await submitFiling(court.system.court, lawyer.actor, wish), receipt);
  assert.equal((await entriesOf(caseId)).length, 1);
  await acts.unsealEntry(caseId, receipt.entry);
  assert.deepEqual(await submitFiling(court.system.court, lawyer.actor, wish), receipt);
  await delivered();
  await assertInOrder('one filing');
});

test('a case that becomes one of Rule 5.2(c) between the look and the lock has its filing restricted', async () => {
  const caseId = await civil('motion');
  const real = court.system.court;
  const objects = {
    ...real.objects,
    keep: async (path: string, sha256: Sha256) => {
      await real.objects.keep(path, sha256);
      await court.owner.query(`update pub.case_record set nature_of_suit = '863 Social Security' where case_id = $1`, [
        caseId,
      ]);
    },
  };
  const receipt = await submitFiling(
    { ...real, objects },
    lawyer.actor,
    await wishOf(lawyer, caseId, 'a key of a benefit', 'of health'),
  );
  assert.equal(receipt.restriction, 'ssa-immigration');
  assert.equal(await real.objects.has(receipt.documents[0]!.sha256), false);
  await delivered();
  await assertInOrder('restricted');
});

test('a crash after the commit leaves plain bytes that the next sweep removes; a crash before it leaves none for good', async () => {
  const caseId = await civil('motion');
  const real = court.system.court;
  const { documents } = await submitFiling(
    real,
    lawyer.actor,
    await wishOf(lawyer, caseId, `a key of ${caseId}`, 'of bytes'),
  );
  const { sha256 } = documents[0]!;
  const crashing = { ...real.objects, remove: () => Promise.reject(new Error('the machine stops here')) };
  await assert.rejects(sealCase({ ...real, objects: crashing }, clerk.actor, ordered(caseId)), /stops here/);
  assert.equal(await sideOf(caseId), 'sealed');
  assert.ok(await real.objects.has(sha256));
  await sweepPlainBytes(court.system.jobs, real);
  assert.equal(await real.objects.has(sha256), false);
  await assertInOrder('swept');

  const torn = {
    ...real,
    objects: {
      ...crashing,
      keep: async (path: string, hash: Sha256) => {
        await real.objects.keep(path, hash);
        if (hash === sha256) throw new Error('the machine stops here');
      },
    },
  };
  await assert.rejects(unsealCase(torn, clerk.actor, ordered(caseId)), /stops here/);
  assert.equal(await sideOf(caseId), 'sealed');
  await court.owner.query(`insert into ops.plain_bytes values ($1, 'arriving', $2) on conflict do nothing`, [
    sha256,
    court.clock.now(),
  ]);
  await sweepPlainBytes(court.system.jobs, real);
  assert.ok(await real.objects.has(sha256), 'what is arriving is left alone');
  court.clock.advance(660_000);
  await sweepPlainBytes(court.system.jobs, real);
  assert.equal(await real.objects.has(sha256), false, 'what has not arrived in ten minutes is taken for lost');
  assert.equal(await acts.unsealCase(caseId), 'done');
  assert.ok(await real.objects.has(sha256));
  await court.owner.query('update pub.notice set created_at = $1', [court.clock.now()]);
  await delivered();
  await assertInOrder('open again');
});

test('a notice that waited when its entry was sealed is not sent, and is sent when it is opened', async () => {
  const caseId = await civil('motion');
  const receipt = await submitFiling(
    court.system.court,
    lawyer.actor,
    await wishOf(lawyer, caseId, `notice ${caseId}`, 'of news'),
  );
  const sent: string[] = [];
  const { tasks } = tasksOf(court.system, {
    mailer: { send: async (message) => void sent.push(message.subject) },
    baseOf: () => 'http://court.example',
    counted: () => {},
  });
  await acts.sealEntry(caseId, receipt.entry);
  await tasks.sweep!({ all: true });
  assert.deepEqual(sent, []);
  court.clock.advance(3_600_000);
  await assertInOrder('withheld for an hour');
  await acts.unsealEntry(caseId, receipt.entry);
  await tasks['after-filing']!({ court: COURT, filing: receipt.filingId });
  assert.equal(sent.length, 2, 'both counsel are told');
});

test('a public receipt says nothing that proves a guess; its filer’s copy proves the document', async () => {
  const caseId = await civil('motion');
  const receipt = await submitFiling(
    court.system.court,
    lawyer.actor,
    await wishOf(lawyer, caseId, `proof ${caseId}`, 'of proof'),
  );
  const [document] = receipt.documents;
  const stored = async () =>
    (
      await court.system.court.web.query<{ row: string }>(
        'select to_jsonb(f)::text as row from pub.filing f where filing_id = $1::uuid',
        [receipt.filingId],
      )
    )[0]?.row ?? '';
  for (const told of [document!.sha256, 'of proof.pdf', document!.salt])
    assert.ok(!(await stored()).includes(told), told);
  const { salt, originalName, sha256, bytes, pages } = document!;
  assert.equal(commitmentTo({ salt, originalName, sha256, bytes, pages }), document!.commitment);
  assert.notEqual(commitmentTo({ salt: '', originalName, sha256, bytes, pages }), document!.commitment);
  const signer = court.system.court.signerOf(COURT);
  assert.ok(signer.verify(receiptBytes(signedPart(receipt)), Buffer.from(receipt.signature, 'hex')));
  await restrictDocument(court.system.court, clerk.actor, {
    ...ordered(caseId),
    serial: document!.serial,
    level: 'sealed',
    until: null,
    persons: [],
  });
  assert.deepEqual(await receiptByKey(court.system.court, lawyer.actor, COURT, `proof ${caseId}`), receipt);
  for (const side of ['pub.document', 'pub.upload'])
    assert.deepEqual(await court.owner.query(`select 1 from ${side} where sha256 = $1`, [sha256]), [], side);
  await delivered();
  await assertInOrder('restricted');
});
