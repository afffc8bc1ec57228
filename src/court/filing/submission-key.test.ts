/** What a key stands for must not change when answers get new fields: a request sent again years later is still the same one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, type Json, sha256 } from '../../kernel/canonical.ts';
import { answersSchema } from '../events/answers.ts';
import { requestHash } from './submission-key.ts';
import type { Wish } from './submit-filing.ts';

const wish = (answers: object): Wish =>
  ({ caseId: 7, restriction: 'public', answers: answersSchema.parse(answers) }) as unknown as Wish;

test('a submission that uses no later field has the hash that it had before there were such fields', () => {
  const before = {
    event: 'motion',
    prefix: null,
    freeText: '',
    filers: [1],
    associate: [],
    references: [],
    reliefs: [{ code: 'compel', prompts: {} }],
    rulings: [{ seq: 3, n: 1, disposition: 'granting' }],
    prompts: {},
    documents: { main: null, attachments: [] },
    orderText: '',
  };
  const hash = sha256(canonicalJson({ case: 7, answers: before as unknown as Json, restriction: 'public' }));
  assert.equal(requestHash(wish(before), [], false), hash);
  const [ruling] = before.rulings;
  const id = '00000000-0000-7000-8000-000000000001';
  for (const more of [
    ...[{ defendants: 'all' }, { staysOpen: true }, { endedParties: [2] }, { movedDeadlines: [id] }],
    { noAffiliates: [1] },
    ...[{ until: '2026-04-03' }, { deadlines: [] }, { deadlines: [id] }].map((each) => ({
      rulings: [{ ...ruling, ...each }],
    })),
  ])
    assert.notEqual(requestHash(wish({ ...before, ...more }), [], false), hash, JSON.stringify(more));
});
