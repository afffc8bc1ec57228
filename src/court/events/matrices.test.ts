/**
 * The cross-cutting tables of spec/filing.md §3.14, held against the dictionary: an event says in its `source` which row it
 * is. Where the dictionary differs on purpose, the reason stands beside the row.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { servedAsSaid, signersFor } from '../../../test/support/signers.ts';
import type { EntrySeq, PartyNo, PersonId } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { COURT_KINDS } from '../settings/model.ts';
import { type Answers, type AnswersInput, answersSchema } from './answers.ts';
import { type AnswersContext, decideAnswers } from './decide-answers.ts';
import type { PartyToName } from './decide-people.ts';
import { docketText, plainText, type TextFacts } from './docket-text.ts';
import { DICTIONARY_FILES, loadDictionary } from './load-dictionary.ts';
import type { EventDefinition, Prompt, Relief, UserKind } from './model.ts';
import { slotsOf, type Template } from './template.ts';

const home = new URL('../../../dictionary/', import.meta.url);
const dictionary = loadDictionary(
  [...DICTIONARY_FILES, ...readdirSync(new URL('events/', home)).map((name) => `events/${name}`)].map((name) => ({
    name,
    text: readFileSync(new URL(name, home), 'utf8'),
  })),
);
const TODAY = '2026-12-01' as CivilDate;
const events = dictionary.events(TODAY);
const reliefsOf = (event: EventDefinition): readonly Relief[] =>
  event.matter.kind === 'opens' ? event.matter.reliefs : [];
const reliefs = events.flatMap(reliefsOf);

/** The rows of the tables of §3 that a source names. */
const rowsOf = ({ source }: { readonly source: string }): readonly number[] =>
  [...source.matchAll(/row (\d+)/g)].map((match) => Number(match[1]));
const eventsOf = (rows: readonly number[]) => events.filter((event) => rowsOf(event).some((row) => rows.includes(row)));
const reliefsIn = (rows: readonly number[]) =>
  reliefs.filter((relief) => rowsOf(relief).some((row) => rows.includes(row)));
const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map((each) => each.code).sort();
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('every menu of §3.1 has an event, and there are more than 260 of them and 100 reliefs', () => {
  assert.ok(events.length > 260 && reliefs.length > 100, `${events.length} events, ${reliefs.length} reliefs`);
  for (const { code, menu } of dictionary.categories)
    assert.ok(
      events.some((event) => event.category === code),
      `${menu.join(' › ')} is empty`,
    );
  for (const type of ['cv', 'mc', 'md', 'cr', 'mj'])
    for (const userKind of ['attorney', 'pro-se', 'clerk', 'judge'] as const)
      assert.ok(dictionary.events(TODAY, { caseType: type, userKind }).length > 0, `${userKind} in ${type}`);
});

test('what must refer to an earlier entry cannot be filed without', () => {
  // 186: a case can be referred as a whole. 160, 191: a hearing need not be on a motion.
  const rows = [
    34,
    36,
    37,
    38,
    39,
    43,
    44,
    118,
    ...range(120, 124),
    127,
    ...range(133, 137),
    139,
    168,
    169,
    171,
    172,
    111,
  ];
  const courts = [182, 183, 193, 194, ...range(207, 211), ...range(214, 217)];
  const found = eventsOf([...rows, ...courts]);
  assert.ok(found.length >= 45, String(found.length));
  for (const event of found) {
    // 213: a certificate of mailing and a copy mailed are of an entry; 215 of the appeal. An objection (44) refers by its relief.
    const byRelief = event.matter.kind === 'opens' && reliefsOf(event).every((relief) => relief.refersTo?.required);
    assert.ok(event.refersTo?.required || event.matter.kind === 'rules' || byRelief, `${event.code} must refer`);
  }
  const asked = reliefsIn([49, 79, 97, 99]);
  assert.deepEqual(codes(asked), ['extension-of-time-to-respond', 'reconsideration', 'strike', 'vacate']);
  for (const relief of asked) assert.equal(relief.refersTo?.required, true, relief.code);
});

test('what may refer to an earlier entry can be filed without', () => {
  // 151: an appearance is for the case as a whole.
  // 128-129 and 155 in a criminal case are rows of §3.10.
  const found = eventsOf([2, 125, 126, ...range(128, 132), 140, 145, 152, 153, 154, 163, 164, 176]);
  assert.ok(found.length >= 20, String(found.length));
  for (const event of found) assert.notEqual(event.refersTo?.required, true, event.code);
});

test('what is against parties asks which', () => {
  // 4: a notice of removal names the court from which the case comes, and is against nobody.
  const found = [...eventsOf([1, 2, 3, 5, 7, 8, 9, 10, 13, 14, 15, 16, 17, 24, 26, 195]), ...reliefsIn([69, 70])];
  assert.ok(found.length >= 19, String(found.length));
  for (const each of found)
    assert.ok(
      each.prompts.some((prompt) => prompt.name === 'against' && prompt.required),
      each.code,
    );
});

test('what sets deadlines sets them, by name', () => {
  const names = (row: number) => eventsOf([row]).flatMap((event) => event.sets.map((each) => each.deadline));
  assert.deepEqual(names(1), ['service-of-summons']);
  // 14: the answer to a third party complaint is due after its service. Who is new in the case is to be served.
  assert.deepEqual(names(2), ['answer-to-amended-complaint', 'service-of-summons']);
  assert.deepEqual(names(14), ['service-of-summons']);
  for (const code of ['counterclaim', 'crossclaim'])
    assert.deepEqual(
      dictionary.at(code, TODAY)?.sets.map((each) => `${each.deadline} ${each.of?.parties}`),
      ['answer-to-counterclaim standing', 'service-of-summons added'],
    );
  assert.deepEqual(names(27), ['answer']);
  assert.deepEqual(names(28), ['answer-of-united-states']);
  assert.deepEqual(names(30), ['answer-after-waiver', 'answer-after-waiver-abroad']);
  assert.deepEqual(names(187), ['amended-pleadings', 'discovery-closes', 'motions-due', 'status-report']);
  assert.deepEqual(names(188), ['set-by-court']);
  // A hearing that is set, and one that is set anew; one that is cancelled sets nothing.
  assert.deepEqual(names(191), ['hearing', 'hearing']);
  assert.deepEqual(names(160), ['hearing']);
  assert.deepEqual(names(104), ['objections-to-costs', 'taxation-of-costs']);
  assert.deepEqual(names(175), ['substitution-after-death']);
  assert.deepEqual(names(190), ['set-by-court']);
  assert.deepEqual(names(254), ['answer-of-united-states']);
  assert.deepEqual(names(193), ['objections-to-report']);
  assert.deepEqual(names(201), ['response-to-order']);
  assert.deepEqual(names(206), ['correction']);
  assert.deepEqual(names(218), [
    'notice-of-redaction',
    'redaction-request',
    'redacted-transcript',
    'release-of-transcript',
  ]);
  assert.deepEqual(
    dictionary.at('motion', TODAY)?.sets.map((each) => each.deadline),
    ['response-to-motion'],
  );
  for (const relief of reliefsIn([65, 66]))
    assert.deepEqual(
      relief.sets?.map((each) => each.deadline),
      ['response-to-summary-judgment'],
      relief.code,
    );
});

test('what satisfies a deadline names it, and a return without service does not', () => {
  const satisfied = (row: number) => eventsOf([row]).map((event) => event.satisfies);
  for (const row of [36, 37, 38, 39, 40, 42])
    for (const names of satisfied(row)) assert.ok(names.includes('answer'), `row ${row}`);
  for (const names of satisfied(121)) assert.ok(names.includes('response-to-motion'));
  for (const names of satisfied(123)) assert.ok(names.includes('reply-to-response'));
  for (const names of satisfied(122))
    assert.ok(names.includes('response-to-motion') || names.includes('reply-to-response'), 'row 122');
  for (const names of satisfied(189)) assert.ok(names.length === 0 || names.includes('hearing'));
  for (const names of satisfied(161)) assert.ok(names.includes('hearing'));
  for (const names of satisfied(163)) assert.ok(names.includes('status-report'));
  for (const row of [27, 28]) for (const names of satisfied(row)) assert.deepEqual(names, ['service-of-summons']);
  // a waiver gives another day for the answer than service did
  for (const names of satisfied(30)) assert.deepEqual(names, ['service-of-summons', 'answer']);
  assert.deepEqual(satisfied(29), [[]]);
});

test('motions open a matter for each relief; orders on them close it, nothing else does', () => {
  const opening = codes(events.filter((event) => event.matter.kind === 'opens'));
  // 43: the report that is objected to stays pending itself, and the ruling on it rules on the objection.
  assert.deepEqual(opening, [
    ...['bill-of-costs', 'criminal-motion', 'ex-parte-motion', 'letter-motion', 'magistrate-order-objection', 'motion'],
    ...['refund-request', 'sealed-motion', 'subpoena-motion', 'withdraw-reference', 'z-motion'],
  ]);
  for (const event of events)
    if (event.matter.kind === 'opens')
      assert.ok(event.matter.reliefs.length > 0, `${event.code} has nothing to ask for`);
  for (const row of [23, 44, ...range(47, 117)]) assert.ok(reliefsIn([row]).length > 0, `row ${row} has no relief`);
  const closing = events.filter((event) => event.matter.kind === 'rules');
  for (const event of [...eventsOf([182, 183, 194, 198])]) assert.ok(closing.includes(event), event.code);
  for (const event of closing) assert.deepEqual(event.usableBy, ['clerk', 'judge'], `${event.code} is for the court`);
  // 118: a party that withdraws a motion says so; the court ends it.
  assert.deepEqual(
    eventsOf([118]).map((event) => event.refersTo?.kind),
    ['withdraws'],
  );
});

test('what carries a fee has one in force, and nothing else has', () => {
  // 156: the fee is that of the entry which was not paid for. 13: the clerk takes it with the paper.
  const carry = [...eventsOf([1, 3, 4, 5, 7, 8, 9, 10, 168, 169, 244, 248]), ...reliefsIn([57])];
  assert.deepEqual(codes([...events, ...reliefs].filter((each) => each.fee !== null)), codes(carry));
  for (const { code, fee } of carry) assert.ok(dictionary.fee(fee!, TODAY), code);
  const price = (code: string, on: string) => dictionary.fee(code, on as CivilDate)?.amount;
  assert.equal(price('civil-action', '2026-12-01'), 40500);
  assert.equal(price('civil-action', '2023-11-30'), 40200);
  assert.equal(price('civil-action', '2020-11-30'), 40000);
  assert.equal(price('appeal', '2013-11-30'), 45500);
  assert.equal(price('appeal', '2026-12-01'), 60500);
  assert.equal(price('appeal', '1999-01-01'), undefined);
});

test('what brings people into a case or out of it says so', () => {
  const adds = (event: EventDefinition) =>
    event.parties.adds.length > 0 || event.parties.identifies || event.counsel.adds || event.associates;
  // 179: the appearance as well as the brief.
  for (const event of eventsOf([2, 14, 15, 16, 17, 18, 22, 151, 179, 232])) assert.ok(adds(event), event.code);
  for (const event of eventsOf([146, 147, 152, 153, 239]).filter((each) => each.code !== 'statement-of-reasons'))
    assert.ok(event.parties.terminates || event.counsel.terminates, event.code);
});

test('flags go up and down as §2.5 says', () => {
  const flags = (code: string) => {
    const { sets, clears } = dictionary.at(code, TODAY)!.flags;
    return [...sets.map((each) => `+${each.flag}`), ...clears.map((each) => `-${each.flag}`)].join(' ');
  };
  assert.equal(flags('notice-of-appeal'), '+APPEAL');
  assert.equal(flags('notice-of-interlocutory-appeal'), '+INTAPP');
  assert.equal(flags('appeal-mandate'), '-APPEAL -INTAPP');
  assert.equal(flags('report-and-recommendation'), '+F&R');
  assert.equal(flags('order-adopting'), '-F&R');
  assert.equal(flags('order-of-reference'), '+CASREF');
  assert.equal(flags('habeas-petition'), '+HABEAS');
});

/** Every event that is restricted from the start, by level (spec/filing.md §3.14, §12.1); whatever is not here is public. */
const RESTRICTED: Readonly<Record<string, readonly string[]>> = {
  participants: ['administrative-record'],
  'ssa-immigration': ['social-security-complaint'],
  'sealed-document': [
    ...[
      'arrest-warrant-issued',
      'bench-warrant-issued',
      'foreperson-signature',
      'in-camera-submission',
      'probation-petition',
      'sealed-document',
    ],
    ...['sealed-exhibit', 'sealed-motion', 'sealed-order', 'sealed-sentencing-memorandum', 'statement-of-reasons'],
    'violation-report',
  ],
  'sealed-entry': [
    ...['grand-jury-returns', 'qui-tam-complaint', 'sealed-indictment', 'search-warrant-application'],
    ...['search-warrant-issued', 'search-warrant-returned'],
  ],
  'ex-parte': ['cja-20', 'cja-23', 'ex-parte-motion'],
  'court-only': [
    ...['jury-notes', 'magistrate-consent', 'passport-receipt', 'restitution-questionnaire', 'staff-note'],
    ...['victim-notification', 'written-transmission'],
  ],
  'cif-bpi': ['confidential-version'],
  'transcript-90': ['transcript', 'transcript-appeal'],
  'protective-order': [
    ...['presentence-addendum', 'presentence-objections', 'presentence-report', 'pretrial-services-report'],
    'protected-document',
  ],
};

test('what is sealed or restricted from the start is so, by its own level, and nothing else is', () => {
  const found = Object.groupBy(
    events.filter((event) => event.restriction !== 'public'),
    (event) => event.restriction,
  );
  assert.deepEqual(
    Object.fromEntries(Object.entries(found).map(([level, list]) => [level, codes(list)])),
    Object.fromEntries(
      Object.entries(RESTRICTED).sort(([a], [b]) => Object.keys(found).indexOf(a) - Object.keys(found).indexOf(b)),
    ),
  );
  // 253 comes with the guided bundle of the trade court; 177 is the filer's choice of a level, not an event.
  for (const row of [3, 46, 13, 116, 117, 174, 176, 218, 222, 237, 247])
    for (const event of eventsOf([row])) assert.notEqual(event.restriction, 'public', `row ${row}: ${event.code}`);
});

test('of what is hidden nobody is told; of what only some may read, nobody who may not', () => {
  const quiet = events.filter((event) => event.noticing !== 'normal');
  for (const event of quiet) assert.notEqual(event.restriction, 'public', event.code);
  for (const event of events.filter((each) => each.restriction === 'sealed-entry' || each.restriction === 'ex-parte'))
    assert.notEqual(event.noticing, 'normal', event.code);
  for (const event of eventsOf([13, 117, 222])) assert.notEqual(event.noticing, 'normal', event.code);
});

test('what only the trade court has is in no menu of another court', () => {
  const own = events.filter((event) => event.courtKinds.length > 0);
  // What keeps a filing date after hours is for every court (BR-50).
  const trade = events.filter((event) => event.source.includes('§3.11') && !event.code.startsWith('z-'));
  assert.deepEqual(codes(own), codes(trade));
  for (const courtKind of ['district', 'training', 'other'] as const)
    assert.ok(
      dictionary.events(TODAY, { courtKind }).every((event) => !own.includes(event)),
      courtKind,
    );
  assert.ok(
    own.every((event) => dictionary.events(TODAY, { courtKind: 'trade' }).some((each) => each.code === event.code)),
  );
});

test('what is text only takes no document', () => {
  const found = eventsOf([181, 182, ...range(188, 192), 199, 200, 204, 207, 208, 211, 213, 214, 216, 222]);
  assert.ok(found.length >= 40, String(found.length));
  for (const event of found) assert.equal(event.mainDocument, 'none', event.code);
});

const NOBODY = { adds: [], terminates: false, identifies: false };

test('every criminal event is about defendants, and no civil one asks for them', () => {
  for (const event of events) {
    const criminalOnly = event.caseTypes.every((type) => type === 'cr' || type === 'mj');
    if (!criminalOnly) assert.equal(event.defendants, 'none', event.code);
    // What stands sealed on the docket changes nothing of what the public sees of the people of the case.
    else if (event.restriction === 'sealed-entry') {
      assert.deepEqual([event.counts, event.parties, event.counsel.terminates], ['none', NOBODY, false], event.code);
    } else if (!event.associates && event.category !== 'utilities') {
      assert.equal(event.defendants, 'asks', event.code);
      assert.ok(
        slotsOf(event.text).some((slot) => slot.kind === 'slot' && ['defendants', 'counts'].includes(slot.name)),
        event.code,
      );
    }
  }
});

const OTHER = '00000000-0000-7000-8000-000000000003' as PersonId;
const SIGNER = '00000000-0000-7000-8000-000000000004' as PersonId;
const aParty = (partyNo: number, role: string, name: string, defendant: number | null): [PartyNo, PartyToName] => [
  partyNo as PartyNo,
  {
    partyNo: partyNo as PartyNo,
    role,
    name,
    ended: false,
    aliases: [],
    proSe: false,
    defendant,
    counts: defendant ? [{ n: 1, open: true }] : [],
  },
];
const UPLOAD = '00000000-0000-7000-8000-000000000001';

/** An answer that the prompt takes, as text that would be missed. */
function answerTo(prompt: Prompt): string | boolean | PartyNo[] {
  switch (prompt.kind) {
    case 'date':
      return '2027-01-15';
    case 'choice':
      return prompt.choices[0]!;
    case 'yes-no':
      return true;
    case 'text':
      return 'Poe';
    case 'parties':
      return [2 as PartyNo];
  }
}
const answersTo = (prompts: readonly Prompt[]) =>
  Object.fromEntries(prompts.map((prompt) => [prompt.name, answerTo(prompt)]));

/** Everything that an event asks of a user, answered. */
function answered(event: EventDefinition, relief: Relief | null, by: UserKind = 'attorney'): Answers {
  const required = event.refersTo !== null || relief?.refersTo != null;
  const filled: AnswersInput = {
    event: event.code,
    prefix: event.prefixes[0] ?? null,
    freeText: event.freeText ? 'in other words' : '',
    filers: event.filers === 'required' ? [1] : [],
    associate: event.associates ? [{ partyNo: 1, lead: true, notice: true }] : [],
    references: required ? [{ seq: 5 }] : [],
    reliefs: relief ? [{ code: relief.code, prompts: answersTo(relief.prompts) }] : [],
    rulings: event.matter.kind === 'rules' ? [{ seq: 5, n: 1, disposition: event.matter.dispositions[0]!.code }] : [],
    prompts: servedAsSaid(answersTo(event.prompts), 2 as PartyNo),
    ...signersFor(event, by),
    documents: { main: event.mainDocument === 'none' ? null : UPLOAD },
    orderText: event.orderText ? 'So ordered.' : '',
    defendants: event.defendants === 'asks' ? [2] : [],
    affiliates: event.parties.identifies ? [{ partyNo: 1, kind: 'Corporate Parent', name: 'Bensco, Inc.' }] : [],
    endedParties: event.parties.terminates ? [2] : [],
    endedCounsel: event.counsel.terminates ? [{ partyNo: 1, person: OTHER }] : [],
    charges:
      event.counts === 'charges' || event.counts === 'complains'
        ? [{ partyNo: 2, charge: '18:1343 Wire Fraud', counts: '1-6' }]
        : [],
    dispositions:
      event.counts === 'disposes' ? [{ partyNo: 2, n: 1, disposition: 'Twelve months.', status: 'pending' }] : [],
  };
  return answersSchema.parse(filled);
}

test('each event and relief can be filed by those it is for, and its text has all that was answered', () => {
  for (const event of events) {
    const choices: readonly (Relief | null)[] = event.matter.kind === 'opens' ? event.matter.reliefs : [null];
    for (const relief of choices) {
      const answers = answered(event, relief);
      const what = `${event.code} ${relief?.code ?? ''}`;
      const wish = [event.refersTo, relief?.refersTo].find((each) => each?.required) ?? event.refersTo;
      const category = wish && wish.to !== 'any' ? wish.to[0]! : 'motions';
      for (const userKind of event.usableBy) {
        const context: AnswersContext = {
          userKind,
          caseType: event.caseTypes[0]!,
          parties: new Map([
            aParty(1, event.filerRoles[0] ?? 'Plaintiff', 'Acme Corp.', null),
            aParty(2, 'Defendant', 'Rob Roe', event.defendants === 'asks' ? 1 : null),
          ]),
          person: SIGNER,
          attorneys: new Set(),
          appearances: [SIGNER, OTHER].map((person) => ({ partyNo: 1 as PartyNo, person })),
          entries: new Map([[5 as EntrySeq, { category, pendingReliefs: [1] }]]),
          attachmentCategories: dictionary.attachmentCategories,
        };
        assert.deepEqual(decideAnswers(event, answered(event, relief, userKind), context), [], what);
      }
      const facts: TextFacts = {
        filers: answers.filers.length > 0 ? ['Acme Corp.'] : [],
        references: answers.references.map(({ seq }) => ({ seq, number: 12, name: 'MOTION to Compel' })),
        rulings: answers.rulings.map(({ seq }) => ({ seq, number: 12, name: 'Motion to Compel' })),
        judge: 'Judge Robin Roe',
        deadlines: event.sets.map(() => ({ title: 'Something due', dueOn: '2027-02-01' as CivilDate })),
        people: {
          named: Object.fromEntries(
            event.prompts.filter((prompt) => prompt.kind === 'parties').map((prompt) => [prompt.name, ['Rob Roe']]),
          ),
          defendants: [
            {
              name: 'Rob Roe',
              number: 1,
              files: false,
              counts: event.counts === 'none' ? [] : [{ numbers: '1-6', disposition: 'Twelve months.' }],
            },
          ],
          added: [],
          ended: ['Rob Roe'],
          withdrawn: ['Sam Poe'],
          identified: event.parties.identifies
            ? [{ kind: 'Corporate Parent', name: 'Bensco, Inc.', of: ['Acme Corp.'] }]
            : [],
          appearing: [],
        },
        signer: { name: 'Jane Doe', lastFirst: 'Doe, Jane' },
      };
      const textOf = (template: Template) => plainText(docketText({ ...event, text: template }, answers, facts).parts);
      const text = textOf(event.text);
      // What the court's form says need not be said in the docket text too: each kind of court's form says it.
      const forms = event.form === null ? [] : COURT_KINDS.map((kind) => dictionary.form(event.form!, kind, TODAY)!);
      const says = (words: string): boolean =>
        text.includes(words) ||
        (forms.length > 0 && forms.every((form) => form.paragraphs.map(textOf).join(' ').includes(words)));
      assert.match(text, /\(Doe, Jane\)$/, what);
      assert.doesNotMatch(text, / {2}|undefined|[{}[\]]| [.,;:]/, what);
      for (const prompt of [...event.prompts, ...(relief?.prompts ?? [])]) {
        // What only sets a deadline stands there as the deadline.
        if (prompt.kind === 'date' && event.sets.some(({ from }) => from.kind === 'on' && from.prompt === prompt.name))
          continue;
        const words: Partial<Record<Prompt['kind'], string>> = { date: 'January 15, 2027', parties: 'Rob Roe' };
        const shown = words[prompt.kind] ?? String(answerTo(prompt));
        if (prompt.kind !== 'yes-no') assert.ok(says(shown), `${what}: ${prompt.name} in "${text}"`);
      }
      if (event.defendants === 'asks') assert.ok(text.includes('Rob Roe (1)'), `${what}: ${text}`);
      if (event.counts !== 'none') assert.match(text, /ount\(s\) 1-6/, what);
      if (event.parties.terminates) assert.ok(text.includes('Rob Roe'), what);
      if (event.parties.identifies) assert.ok(text.includes('Corporate Parent Bensco, Inc. for Acme Corp.'), text);
      if (answers.freeText !== '') assert.ok(text.includes('in other words'), what);
      if (answers.references.length > 0) assert.ok(text.includes('12 MOTION to Compel'), `${what}: ${text}`);
      if (answers.filers.length > 0) assert.ok(text.includes('Acme Corp.'), what);
    }
  }
});
