/**
 * Every event of the dictionary is filed through to its notice in a real court: answers are generated (a seed), and what the
 * docket and the notice say is compared with a text made by a second, simpler reading of the template.
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import {
  aMatter,
  BAKER,
  type Filed,
  type Joins,
  type Matter,
  type PeopleMoved,
  type Person,
  peopleMoved,
  peopleOf,
} from '../../../test/support/matters.ts';
import { pdf } from '../../../test/support/pdfs.ts';
import { servedAsSaid, signersFor } from '../../../test/support/signers.ts';
import { aTestCourt, COURT, type TestCourt } from '../../../test/support/system.ts';
import { readProjectFile } from '../../compose.ts';
import type { CourtId, PartyNo, UploadId } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { AnswersInput } from '../events/answers.ts';
import { answersSchema } from '../events/answers.ts';
import type { EventDefinition, Prompt, Relief } from '../events/model.ts';
import type { Slot, Template } from '../events/template.ts';
import { nefOfFiling } from '../noticing/nef-of-filing.ts';
import { nefText } from '../noticing/nef-text.ts';
import { installCourt } from '../settings/install-court.ts';
import { readCourtFile } from '../settings/model.ts';
import type { Receipt } from './model.ts';
import { readFiling } from './read-filing.ts';
import { submitFiling } from './submit-filing.ts';
import { takeUpload } from './uploads.ts';

const TRADE = 'oict' as CourtId;
const TODAY = '2026-03-04' as CivilDate;
let court: TestCourt;
before(async () => {
  court = await aTestCourt();
});
after(() => court.end());

/** Chance from a seed (mulberry32), so that a failure can be had again. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const BYTES = pdf({ pages: 1 });
const VERDICT = { ok: true, pages: 1, title: null, stampable: true, notes: [] } as const;
/** Through the staging area as ever, but not through the gate of PDFs: that is tried elsewhere, and is slow for 500 papers. */
async function anUpload(matter: Matter, by: Person): Promise<UploadId> {
  const file = { name: 'paper.pdf', stream: Readable.from([BYTES]) };
  const ports = court.system.court;
  const gate = { ...ports.pdf, examine: async () => VERDICT };
  return (await takeUpload({ ...ports, pdf: gate }, matter.court, by.actor.account, null, file)).uploadId;
}

type Answered = Record<string, string | boolean | PartyNo[]>;

function answerTo(prompt: Prompt, chance: () => number): string | boolean | PartyNo[] {
  switch (prompt.kind) {
    case 'date':
      return `2026-0${4 + Math.floor(chance() * 5)}-1${Math.floor(chance() * 9)}`;
    case 'choice':
      return prompt.choices[Math.floor(chance() * prompt.choices.length)]!;
    case 'yes-no':
      return chance() < 0.5;
    case 'text':
      return `${prompt.name} ${Math.floor(chance() * 1000)}`.slice(0, prompt.max);
    case 'parties':
      return [BAKER.no];
  }
}
const answersTo = (prompts: readonly Prompt[], chance: () => number): Answered =>
  Object.fromEntries(
    prompts
      .filter((prompt) => prompt.required || chance() < 0.6)
      .map((prompt) => [prompt.name, answerTo(prompt, chance)]),
  );

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const longDay = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${MONTHS[month - 1]} ${date}, ${year}`;
};

/** The template read once more, by nothing but replacing what stands in braces and brackets. */
function expected(template: Template, says: (slot: Slot) => string): string {
  const printed = template.map((segment): string => {
    if (segment.kind === 'words') return segment.words;
    if (segment.kind === 'slot' || segment.kind === 'prompt') return says(segment);
    const slots = segment.segments.filter((each) => each.kind !== 'words') as Slot[];
    return slots.every((slot) => says(slot) !== '') ? expected(segment.segments, says) : '';
  });
  return printed
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,;:])/g, '$1');
}

const said = (prompt: Prompt | undefined, answer: Answered[string] | undefined, joins: readonly Joins[]): string => {
  if (prompt?.kind === 'parties')
    return [
      ...(answer === undefined ? [] : ['Robin Baker']),
      ...joins.filter((each) => each.as === prompt.name).map((each) => each.name),
    ].join(', ');
  if (!prompt || answer === undefined) return '';
  if (prompt.kind === 'date') return longDay(String(answer));
  if (prompt.kind === 'yes-no') return answer === true ? (prompt.textIfYes ?? '') : '';
  return String(answer);
};

/** Marks where a list of references ends and free text begins: side by side, a comma parts them (appendix C.1). */
const REFS = '\u0002';
const FREE = '\u0001';

const named = ({ number, name }: { number: number | null; name: string }): string =>
  number === null ? name : `[${number}] ${name}`;

/** What the notice should say of the entry: numbers of entries and attachments in brackets. */
function expectedText(event: EventDefinition, relief: Relief | null, answers: AnswersInput, given: Given): string {
  const { references, rulings, by, receipt, people } = given;
  // References are printed once: where the relief has them, or else where the event has them.
  const inRelief = relief !== null && JSON.stringify(relief.text).includes('"refs"');
  const text = (template: Template, prompts: readonly Prompt[], answered: Answered): string =>
    expected(template, (slot) => {
      if (slot.kind === 'prompt')
        return said(
          prompts.find((prompt) => prompt.name === slot.prompt),
          answered[slot.prompt],
          people.joins,
        );
      switch (slot.name) {
        case 'prefix':
          return answers.prefix ?? '';
        case 'free':
          return answers.freeText ? `${FREE}${answers.freeText}` : '';
        case 'order-text':
          return answers.orderText ?? '';
        case 'filers':
          return event.filers === 'required'
            ? ['Acme Corp.', ...people.joins.filter((each) => each.as === 'filer').map((each) => each.name)].join(', ')
            : '';
        case 'defendants':
          return people.about.map(({ name, defendant }) => `${name} (${defendant})`).join(', ');
        case 'counts':
          return people.counts.join(event.counts === 'disposes' ? '; ' : ', ');
        case 'added':
          return people.joins
            .filter((each) => each.as === null)
            .map((each) => `${each.role} ${each.name}`)
            .join(', ');
        case 'identified':
          return event.parties.identifies ? 'Corporate Parent Bensco, Inc. for Acme Corp.' : '';
        case 'ended':
          return people.leaves.map((each) => each.name).join(', ');
        case 'withdrawn':
          return people.goes;
        case 'refs':
          if (references.length === 0 || (inRelief && prompts === event.prompts)) return '';
          return `${references.map(named).join(', ')}${REFS}`;
        case 'rulings':
          return rulings.map((each) => `${each.words} ${named(each)}`).join('; ');
        case 'reliefs':
          return relief ? text(relief.text, relief.prompts, given.reliefPrompts).trim() : '';
        case 'attachments':
          return (answers.documents?.attachments ?? []).length > 0 ? '(Attachments: # (1) Exhibit A)' : '';
        case 'signature':
          return `(${by.lastFirst})`;
        case 'signer':
          return by.name;
        case 'judge':
          return given.judge ? 'Judge Robin Roe' : '';
        case 'due':
          return [...receipt.deadlines.map((each) => `${each.title} ${longDay(each.dueOn)}`), given.moved]
            .filter(Boolean)
            .join('; ');
        default:
          return '';
      }
    });
  return text(event.text, event.prompts, (answers.prompts ?? {}) as Answered)
    .trim()
    .replace(new RegExp(`${REFS} *${FREE}`, 'g'), ', ')
    .replace(new RegExp(`[${REFS}${FREE}]`, 'g'), '');
}

interface Given {
  readonly references: readonly Filed[];
  readonly rulings: readonly { readonly number: number | null; readonly name: string; readonly words: string }[];
  readonly reliefPrompts: Answered;
  readonly by: Person;
  readonly judge: boolean;
  readonly receipt: Receipt;
  readonly people: PeopleMoved;
  /** The days that it has moved. */
  readonly moved: string;
}

/** `Robin Baker answer due June 1, 2026`, of the deadlines that an entry has moved; empty: it has moved none. */
async function movedDays(matter: Matter, entry: number): Promise<string> {
  const rows = await court.owner.query<{ name: string; party: string; due_on: string }>(
    `select d.name, p.name as party, d.due_on from pub.deadline d
     join pub.deadline w on w.court_id = d.court_id and w.case_id = d.case_id and w.deadline_id = d.moved_from
     join pub.party p on p.court_id = d.court_id and p.case_id = d.case_id and p.party_no = d.party_no
     where d.court_id = $1 and d.case_id = $2 and d.moved_by = $3 order by w.due_on, w.name, w.party_no`,
    [matter.court, matter.id, entry],
  );
  const told = rows.map(({ name, party, due_on }) => {
    const { title } = court.system.court.deadlines.titled(name);
    return `${party} ${title[0]!.toLowerCase()}${title.slice(1)} ${longDay(due_on)}`;
  });
  return [...new Set(told)].join('; ');
}

/** An event to file, with the relief that it asks for. */
interface Wish {
  readonly event: EventDefinition;
  readonly relief: Relief | null;
}

/** Files one event with generated answers; false when nothing stands on the docket yet that it must refer to. */
async function fileOne(
  matter: Matter,
  event: EventDefinition,
  relief: Relief | null,
  chance: () => number,
): Promise<boolean> {
  const kind = (['attorney', 'clerk', 'judge'] as const).find((each) => event.usableBy.includes(each))!;
  const by = matter.people.get(kind)!;
  const wish = [relief?.refersTo, event.refersTo].find((each) => each?.required) ?? null;
  const to =
    wish && (wish.to === 'any' ? [...matter.byCategory.keys()] : wish.to).find((each) => matter.byCategory.has(each));
  if (wish && !to) return false;
  const references = wish && to ? [matter.byCategory.get(to)!] : [];
  const ruled = event.matter.kind === 'rules' ? matter.pending.shift() : undefined;
  if (event.matter.kind === 'rules' && !ruled) return false;
  const disposition =
    event.matter.kind === 'rules'
      ? event.matter.dispositions[Math.floor(chance() * event.matter.dispositions.length)]!
      : undefined;
  const main = event.mainDocument === 'none' ? null : await anUpload(matter, by);
  const attached = event.attachments && chance() < 0.1;
  const prompts = servedAsSaid(answersTo(event.prompts, chance), BAKER.no);
  const reliefPrompts = relief ? answersTo(relief.prompts, chance) : {};
  const prefix =
    event.prefixes.length > 0 && chance() < 0.3 ? event.prefixes[Math.floor(chance() * event.prefixes.length)]! : null;
  const people = peopleMoved(matter, event, chance);
  const answers: AnswersInput = {
    ...{
      event: event.code,
      prefix,
      prompts,
      ...people.answers,
      ...signersFor(event, kind),
      underProtectiveOrder: false,
    },
    // What closes cases would close this one before the others are filed.
    staysOpen: event.statistics === 'js6' && kind !== 'attorney',
    freeText: event.freeText && chance() < 0.7 ? 'in words of its own' : '',
    orderText: event.orderText ? 'So ordered.' : '',
    filers: event.filers === 'required' ? [1] : [],
    associate: event.associates ? [{ partyNo: 1, lead: true, notice: true }] : [],
    references: references.map(({ seq }) => ({ seq })),
    reliefs: relief ? [{ code: relief.code, prompts: reliefPrompts }] : [],
    // Which deadlines granting more time moves is told in move-deadlines.test.ts.
    rulings: ruled && disposition ? [{ seq: ruled.seq, n: ruled.n, disposition: disposition.code, deadlines: [] }] : [],
    documents: {
      main,
      attachments: attached ? [{ upload: await anUpload(matter, by), category: 'Exhibit', description: 'A' }] : [],
    },
  };
  const receipt = await submitFiling(court.system.court, by.actor, {
    ...{
      court: matter.court,
      caseId: matter.id,
      side: 'pub',
      key: `every ${event.code} ${relief?.code ?? ''}`,
      draft: null,
    },
    ...{ channel: 'api', answers: answersSchema.parse(answers), restriction: 'public', history: false },
    receivedAt: court.clock.now(),
  });
  const what = `${event.code} ${relief?.code ?? ''} in ${matter.court}`;
  const again = await readFiling(court.system.court, by.actor, matter.court, { filing: receipt.filingId });
  const settings = await court.system.court.settingsOf(matter.court);
  const nef = nefOfFiling([{ receipt, parts: again?.parts ?? null }], new Map(), settings, 'https://ecf.example');
  const rulings = ruled && disposition ? [{ number: ruled.number, name: ruled.name, words: disposition.words }] : [];
  const text = expectedText(event, relief, answers, {
    references,
    rulings,
    reliefPrompts,
    by,
    judge: kind === 'judge',
    receipt,
    people,
    moved: await movedDays(matter, receipt.entry),
  });
  const plain = text.replace(/\[(\d+)\]/g, '$1').replace('# (1)', '# 1');
  assert.equal(receipt.text, plain, what);
  assert.equal(nef.cases[0]!.docketText, again?.parts ? text : plain, what);
  assert.ok(
    nefText(nef)
      .replace(/\s+/g, ' ')
      .includes((again?.parts ? text : plain).slice(0, 60)),
    what,
  );

  // A sealed entry is not among those that later ones refer to.
  if (event.restriction !== 'sealed-entry' && event.restriction !== 'court-only') {
    const reliefName = relief ? `${event.shortName} ${relief.short}` : '';
    const name = [prefix, event.referenceName, relief?.short].filter(Boolean).join(' ');
    matter.byCategory.set(event.category, { seq: receipt.entry, number: receipt.documentNumber, name });
    if (relief) matter.pending.push({ seq: receipt.entry, number: receipt.documentNumber, n: 1, name: reliefName });
  }
  return true;
}

test('every event can be filed to its notice, and docket and notice say what its template says', {
  timeout: 300_000,
}, async (t) => {
  const seed = randomInt(2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const { dictionary } = await court.system.court.settingsOf(COURT);
  const inDistrict = await peopleOf(court, COURT);
  const matters = new Map<string, Matter>();
  for (const [index, type] of ['cv', 'cr', 'mj', 'mc', 'md'].entries())
    matters.set(type, await aMatter(court, COURT, type, 9000 + index, inDistrict));
  const trade = await aMatter(court, TRADE, 'cv', 9100, await peopleOf(court, TRADE));

  const all = dictionary
    .events(TODAY)
    .map((event) => dictionary.at(event.code, TODAY)!)
    .flatMap((event): Wish[] => {
      if (event.matter.kind !== 'opens') return [{ event, relief: null }];
      // One filing for each relief: enough matters for all that rules on one.
      return event.matter.reliefs.map((relief) => ({ event, relief }));
    });
  const byMatter = Map.groupBy(all, ({ event }) =>
    event.courtKinds.includes('trade') ? trade : matters.get(event.caseTypes[0]!)!,
  );
  const filed = new Set<string>();
  /** Files all that it can, again and again, since what rules and answers waits for what it is about. */
  const fileAll = async (matter: Matter, wishes: readonly Wish[], chance: () => number): Promise<readonly Wish[]> => {
    let waiting = wishes;
    for (let round = 0; waiting.length > 0 && round < 6; round += 1) {
      const still: Wish[] = [];
      for (const each of waiting) {
        if (await fileOne(matter, each.event, each.relief, chance)) filed.add(each.event.code);
        else still.push(each);
      }
      waiting = still;
    }
    return waiting;
  };
  const waiting = (
    await Promise.all([...byMatter].map(([matter, wishes], index) => fileAll(matter, wishes, chanceFrom(seed + index))))
  ).flat();
  assert.deepEqual(
    waiting.map(({ event, relief }) => `${event.code} ${relief?.code ?? ''}`),
    [],
  );
  assert.deepEqual(filed, new Set(all.map(({ event }) => event.code)));
});

test('a court that has chosen a wording dockets in it, from the day of its choice', async () => {
  const { clock, system } = court;
  const people = await peopleOf(court, 'olyt' as CourtId);
  const matter = await aMatter(court, 'olyt' as CourtId, 'cv', 9200, people);
  const by = people.get('attorney')!;
  const motion = async () => {
    const main = await anUpload(matter, by);
    const receipt = await submitFiling(system.court, by.actor, {
      ...{ court: matter.court, caseId: matter.id, side: 'pub', key: `worded ${main}`, draft: null, channel: 'api' },
      answers: answersSchema.parse({
        ...{ event: 'motion', filers: [1], documents: { main } },
        reliefs: [{ code: 'compel' }, { code: 'sanctions' }],
      }),
      ...{ restriction: 'public', history: false, receivedAt: clock.now() },
    });
    return receipt.text;
  };
  assert.equal(await motion(), 'MOTION to Compel and for Sanctions by Acme Corp..(Doe, Jane)');
  const { name, text } = readProjectFile('courts/olyt.yaml');
  const worded = readCourtFile(name, text.replace('settings:\n', 'settings:\n  docketWording: national\n'));
  await installCourt({ court: system.court.court, clock }, worded);
  clock.advance(6_000);
  assert.equal(await motion(), 'MOTION to Compel, MOTION for Sanctions by Acme Corp.. (Doe, Jane)');
});

test('an event of the trade court is no event in a district court', async () => {
  const people = await peopleOf(court, 'olyt' as CourtId, 'second');
  const matter = await aMatter(court, 'olyt' as CourtId, 'cv', 9300, people);
  const by = people.get('attorney')!;
  const main = await anUpload(matter, by);
  const filing = submitFiling(court.system.court, by.actor, {
    ...{ court: matter.court, caseId: matter.id, side: 'pub', key: 'form 5', draft: null, channel: 'api' },
    answers: answersSchema.parse({ event: 'form-5', filers: [1], documents: { main } }),
    ...{ restriction: 'public', history: false, receivedAt: court.clock.now() },
  });
  await assert.rejects(filing, /event-unknown/);
});
