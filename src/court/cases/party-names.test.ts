/** Names of parties: which of them a clerk would take for one, and that the database folds them as we do. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aDatabase } from '../../../test/support/postgres.ts';
import { cleanName, foldName, fullName, NamesKnown, nearName, sameName } from './party-names.ts';

let database: Awaited<ReturnType<typeof aDatabase>>;
before(async () => {
  database = await aDatabase();
});
after(() => database.drop());

const SEED = Number.parseInt((process.env.OPENECF_TEST_SEED ?? 'c0ffee').slice(0, 8), 16) || 1;
/** Chance that can be repeated. */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('names that a clerk would ask about', () => {
  for (const [a, b] of [
    ['Acme Corp.', 'ACME Corporation'],
    ['Acme Corp.', 'Acme'],
    ['Acme, Inc.', 'ACME INCORPORATED'],
    ['AT&T Inc.', 'AT and T, Inc.'],
    ['J.P. Morgan', 'JP Morgan'],
    ['Robin A. Baker', 'Robin Baker'],
    ['Baker, Robin', 'Robin Baker'],
    ['Robin Baker Jr.', 'Robin Baker'],
    ['José Peña', 'JOSE PENA'],
    ['O’Brien', 'OBRIEN'],
    ['Westmark Mills LLC', 'Westmarck Mills, L.L.C.'],
    ['United States', 'USA'],
    ['United States of America', 'U.S.A.'],
    ['محمد علي', 'مُحَمَّد علي'],
    ['שרון כהן', 'שָׁרוֹן כֹּהֵן'],
  ] as const) {
    assert.ok(nearName(a, b), `${a} / ${b}`);
    assert.ok(nearName(b, a), `${b} / ${a}`);
  }
});

test('names that are two parties’ and nobody is asked about', () => {
  for (const [a, b] of [
    ['Acme Corp.', 'Acme LLC'],
    ['Robin Baker Jr.', 'Robin Baker Sr.'],
    ['John Doe 1', 'John Doe 2'],
    ['John Doe', 'Jane Doe'],
    ['Acme Corp.', 'Acme Holdings Corp.'],
    ['Lot 17', 'Lot 18'],
    ['Robin Baker', 'Robin Cook'],
    ['Unknown Companies XYZ', 'Unknown Companies'],
    ['A Corp.', 'B Corp.'],
  ] as const)
    assert.ok(!nearName(a, b), `${a} / ${b}`);
  assert.ok(!nearName('', ''), 'no name is nobody’s');
});

test('a name is put together from its parts without commas, composed, on one line', () => {
  const parts = { last: 'Pen\u0303a', first: ' José ', middle: '', generation: 'Jr.', title: 'Dr.' };
  assert.equal(fullName(parts), 'Dr. José Peña Jr.');
  assert.equal(cleanName('Acme\u202e\n Corp.\u0000'), 'Acme Corp.');
  assert.equal(cleanName('می\u200cخواهم'), 'می\u200cخواهم', 'a joiner inside a word of such a script stays');
  assert.equal(cleanName('Ac\u200cme\u200d'), 'Acme', 'and nowhere else');
});

const ALPHABETS = [
  ...['abcdefghijklmnopqrstuvwxyz', 'ÁÉÍÓÚÑÇÜåøæœß', 'αβγδσςΣ', 'абвгдеёЖЩ', 'אבגדהשכתּׁ', 'محمدعليةيَُّ', 'कृष्णश्री'],
  ...["'’.,-&() 0123456789", '\u0301\u0308\u0327', 'İıŁłǅﬁ①½'],
];

test('names are folded alike here and in the database, whatever they are written with', async () => {
  const chance = chanceOf(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const names = Array.from({ length: 4000 }, () =>
    Array.from({ length: 1 + Math.floor(chance() * 12) }, () => pick([...pick(ALPHABETS)])).join(''),
  );
  const rows = await database.owner.query<{ folded: string }>(
    'select pub.folded_name(name) as folded from jsonb_array_elements_text($1::jsonb) with ordinality as n (name, place) order by place',
    [JSON.stringify(names)],
  );
  names.forEach((name, n) => {
    assert.equal(foldName(name), rows[n]!.folded, `${JSON.stringify(name)}, seed ${SEED}`);
    assert.equal(foldName(foldName(name)), foldName(name), 'folded once is folded for good');
  });
});

test('whatever a person changes that is no other name, the name is found; and a list finds what each alone would', () => {
  const chance = chanceOf(SEED + 1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const word = () =>
    Array.from({ length: 5 + Math.floor(chance() * 6) }, () => pick([...'abcdefghijklmnopqrstuvwxyz'])).join('');
  const BODIES = [
    ['Corp.', 'Corporation'],
    ['Inc.', 'Incorporated'],
    ['LLC', 'L.L.C.'],
    ['Ltd.', 'Limited'],
    ['Co.', 'Company'],
  ];
  const known: string[] = [];
  for (let n = 0; n < 500; n++) known.push(`${word()} ${word()} ${pick(BODIES)[0]}`);
  const index = new NamesKnown(known.map((name, at) => [name, at] as const));
  known.forEach((name, at) => {
    const body = BODIES.find(([short]) => name.endsWith(short!))!;
    const [first = '', second = ''] = name.split(' ');
    const slip = `${first.slice(0, 2)}${first.slice(3)}`;
    for (const other of [
      name.toUpperCase(),
      name.replace(body[0]!, body[1]!),
      `${second} ${first}`,
      `The ${first} & ${second}, ${body[1]}`,
      first.length > 5 ? `${slip} ${second} ${body[0]}` : name,
    ])
      assert.ok(index.near(other).includes(at), `${other} is ${name}, seed ${SEED}`);
    const found = index.near(name);
    assert.deepEqual(found, [at, ...found.slice(1)], 'the same name stands first');
    for (const other of found) assert.ok(nearName(known[other]!, name));
    assert.ok(sameName(name, ` ${name.toLowerCase()}`));
  });
});
