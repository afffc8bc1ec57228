/** The court's administrator adds, changes and retires events from a day on, by entries of the court's own (spec/filing.md §3). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { deadlinesOfCourt } from '../../../court/deadlines/rules.ts';
import { ownPageFile } from '../../../court/events/court-dictionary.ts';
import type { Dictionary } from '../../../court/events/dictionary.ts';
import type { EventDefinition, Relief } from '../../../court/events/model.ts';
import type { OwnEntry } from '../../../court/events/own-entries.ts';
import {
  changedFields,
  entryAsText,
  NEW_EVENT,
  retirementAsText,
  sampleAnswers,
  sampleText,
  withDay,
} from '../../../court/events/preview.ts';
import { DictionaryError } from '../../../court/events/read-yaml.ts';
import { changeOwnEvents, checkedOwn, ownAfter, pageIndexOf, seenMark } from '../../../court/settings/own-events.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import { asCivilDate, asUsDate, type CivilDate, civilDate, plusDays, usDate } from '../../../kernel/time.ts';
import { readBody, readQuery } from '../forms.ts';
import { dictionaryOf, ownEntryOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { dictionaryPage, type EntryPreview, entryConfirmPage, entryPage, type OwnRow } from '../pages/dictionary.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { stepsOf } from './wizard-steps.ts';

const DONE = {
  added: 'The entry is kept. It holds from the day that it names, and nothing that was filed before changes.',
  back: 'The entry is taken back.',
} as const;

const code = z
  .string()
  .max(100)
  .regex(/^[a-z0-9-]*$/);
const mark = z.string().max(40);
const takeBackForm = z.strictObject({ go: z.literal('take-back'), index: z.coerce.number().int().min(0), seen: mark });
const entryQuery = z.strictObject({
  kind: z.enum(['event', 'relief', 'not-e-filed']).default('event'),
  code: code.default(''),
  of: code.optional(),
  do: z.enum(['add', 'change', 'retire']).default('add'),
});
const entryForm = z.strictObject({
  go: z.enum(['check', 'save', 'back']),
  entry: z.string().max(20_000).default(''),
  from: z.string().max(20).default(''),
  seen: mark.default(''),
});

const todayIn = (system: Running, court: CourtAt): CivilDate => civilDate(system.court.clock.now(), court.zone);

export function dictionaryRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/dictionary', 'admin', async (request, reply) => {
    const { done } = readQuery(request, z.strictObject({ done: z.enum(['added', 'back']).optional() }));
    return showAll(request, reply, up(), [], done);
  });

  writes(app, '/ecf/:court/dictionary', 'admin', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { index, seen } = readBody(request, takeBackForm);
    try {
      await changeOwnEvents(system.court, request.actor, court.id, { kind: 'take-back', index }, seen);
    } catch (error) {
      const wrong = wrongWith(error, null);
      return showAll(request, reply, system, wrong.errors, undefined, wrong.status);
    }
    return reply.redirect(`${dictionaryOf(court.base)}?done=back`, 303);
  });

  reads(app, '/ecf/:court/dictionary/entry', 'admin', async (request, reply) => {
    const query = readQuery(request, entryQuery);
    const system = up();
    const court = await courtOf(request, system);
    const today = todayIn(system, court);
    const typed = { entry: NEW_EVENT, from: usDate(plusDays(today, 1)) };
    if (query.do !== 'add') {
      const written = court.dictionary.written(query.kind, query.code, query.of ?? null, today);
      if (!written) throw new CourtError('absent');
      typed.entry = query.do === 'change' ? entryAsText(written) : retirementAsText(written.code, written.of);
    }
    const page = entryPage(pageContext(request, court), { typed, seen: seenMark(court.ownEvents), errors: [] });
    return sendPage(reply, page);
  });

  writes(app, '/ecf/:court/dictionary/entry', 'admin', async (request, reply) => {
    const system = up();
    const court = await courtOf(request, system);
    const { go, seen, ...typed } = readBody(request, entryForm);
    const from = asUsDate(typed.from) ?? asCivilDate(typed.from);
    const again = (errors: readonly FieldError[], status: number, mark = seen) =>
      sendPage(reply, entryPage(pageContext(request, court), { typed, seen: mark, errors }), status);
    if (go === 'back') return again([], 200);
    if (!from) return again([{ field: 'from', text: 'Give the day from which it holds, as mm/dd/yyyy.' }], 422);
    const text = withDay(typed.entry, from);
    const file = ownPageFile(court.ownEvents.byPage.length);
    try {
      if (go === 'save') {
        await changeOwnEvents(system.court, request.actor, court.id, { kind: 'add', text }, seen);
        return reply.redirect(`${dictionaryOf(court.base)}?done=added`, 303);
      }
      const preview = previewOf(system, court, text, from);
      return sendPage(reply, entryConfirmPage(pageContext(request, court), { typed, seen, preview }));
    } catch (error) {
      const { errors, status } = wrongWith(error, file);
      return again(errors, status, status === 409 ? seenMark(court.ownEvents) : seen);
    }
  });
}

/** What is wrong, for the form; a problem of the entry being written names the line of the form. Throws all else. */
function wrongWith(error: unknown, typed: string | null): { readonly errors: FieldError[]; readonly status: number } {
  if (error instanceof CourtError && error.code === 'dictionary-changed') {
    const { text, todo } = catalogue['dictionary-changed'];
    return { errors: [{ field: null, text, todo }], status: 409 };
  }
  if (!(error instanceof DictionaryError)) throw error;
  const errors = error.problems.map(({ file, line, field, message }): FieldError => {
    const where = file === typed ? `Line ${line}` : `${file}, line ${line}`;
    return { field: file === typed ? 'entry' : null, text: `${where}: ${field ? `${field}: ` : ''}${message}` };
  });
  return { errors, status: 422 };
}

async function showAll(
  request: FastifyRequest,
  reply: FastifyReply,
  system: Running,
  errors: readonly FieldError[],
  done?: keyof typeof DONE,
  status = 200,
): Promise<FastifyReply> {
  const court = await courtOf(request, system);
  const today = todayIn(system, court);
  const { dictionary } = court;
  const ctx = pageContext(request, court, done && { kind: 'success', text: DONE[done] });
  const page = dictionaryPage(ctx, {
    trouble: court.dictionaryTrouble,
    errors,
    seen: seenMark(court.ownEvents),
    own: [...dictionary.own]
      .sort((a, b) => (a.since < b.since ? 1 : -1))
      .map((each) => ownRow(each, pageIndexOf(each, court.ownEvents), today)),
    menus: menusOf(dictionary, today, court.base),
    papers: dictionary
      .papersNotFiled(today)
      .map(({ code: paper, name }) => linksOf(court.base, 'not-e-filed', paper, null, name)),
  });
  return sendPage(reply, page, status);
}

const nameOf = ({ code: own, of }: OwnEntry): string => (of === null ? own : `${own} of ${of}`);

const ownRow = (each: OwnEntry, index: number | null, today: CivilDate): OwnRow => ({
  what: each.kind === 'retire' ? `${nameOf(each)} (retired)` : nameOf(each),
  from: usDate(each.since),
  until: each.until === null ? '' : usDate(each.until),
  state: each.since > today ? 'waits' : each.until !== null && each.until <= today ? 'ended' : 'in force',
  takeBack: each.since > today ? index : null,
  byFile: index === null,
});

const linksOf = (base: string, kind: string, own: string, of: string | null, name: string) => {
  const query = `kind=${kind}&code=${own}${of === null ? '' : `&of=${of}`}`;
  return {
    // Several events have one name, in other menus: the code tells them apart, and is what an entry names.
    name: `${name}, ${own}`,
    changeHref: `${ownEntryOf(base)}?do=change&${query}`,
    retireHref: `${ownEntryOf(base)}?do=retire&${query}`,
  };
};

function menusOf(dictionary: Dictionary, today: CivilDate, base: string) {
  const all = dictionary.events(today);
  return dictionary.categories.flatMap((category) => {
    const events = all.filter((each) => each.category === category.code);
    if (events.length === 0) return [];
    const rows = events.flatMap((each) => [
      linksOf(base, 'event', each.code, null, each.name),
      ...reliefsOf(each).map((relief) =>
        linksOf(base, 'relief', relief.code, each.code, `${each.name}: ${relief.name}`),
      ),
    ]);
    return [{ name: category.menu.join(' › '), rows }];
  });
}

const reliefsOf = ({ matter }: EventDefinition): readonly Relief[] => (matter.kind === 'opens' ? matter.reliefs : []);

/** What the entry will do, before it is kept. Throws DictionaryError with all that is wrong. */
function previewOf(system: Running, court: CourtAt, text: string, from: CivilDate): EntryPreview {
  const { dictionaries } = system.court;
  const after = ownAfter(court.ownEvents, { kind: 'add', text });
  const made = checkedOwn(dictionaries, court.ownEvents, after, todayIn(system, court));
  const added = made.own.filter((each) => each.file === ownPageFile(court.ownEvents.byPage.length));
  const [entry] = added;
  if (!entry || added.length > 1) {
    const message = 'write one entry, which begins with "- event:", "- relief:", "- retire:" or "- not-e-filed:"';
    throw new DictionaryError([
      { file: ownPageFile(court.ownEvents.byPage.length), line: 1, column: 1, field: '', message },
    ]);
  }
  const { dictionary: stands } = dictionaries.of(court.ownEvents);
  const before = stands.written(entry.kind, entry.code, entry.of, from);
  const definition = made.at(entry.kind === 'relief' ? entry.of! : entry.code, from);
  const relief =
    entry.kind === 'relief' && definition ? reliefsOf(definition).find((each) => each.code === entry.code) : null;
  return {
    what: nameOf(entry),
    kind: entry.kind === 'retire' ? 'retire' : before ? 'change' : 'add',
    from: usDate(from),
    changes: changedFields(before, entry),
    sample:
      entry.kind === 'retire' || entry.kind === 'not-e-filed' || !definition
        ? null
        : sampleOf(system, court, definition, relief ?? null, from),
  };
}

const STEP_WORDS: Readonly<Record<string, string>> = {
  defendants: 'Which defendants it is about',
  parties: 'Parties who come into the case or leave it',
  filers: 'On whose behalf it is filed',
  affiliates: 'Corporate parents and other affiliates',
  counsel: 'Whose appearance ends or begins',
  documents: 'The document and its attachments',
  protective: 'Whether they hold material under a protective order',
  signers: 'Who signed the paper besides the filer',
  counts: 'The counts',
  details: 'The details',
  references: 'The entries it refers to',
  cases: 'Other cases in which it is docketed too',
  text: 'Prefix and words for the docket text',
  review: 'A last look: docket text, fee, who is told',
};

function sampleOf(
  system: Running,
  court: CourtAt,
  definition: EventDefinition,
  relief: Relief | null,
  on: CivilDate,
): NonNullable<EntryPreview['sample']> {
  const answers = sampleAnswers(definition, relief, on);
  const deadlines = system.court.deadlines.setBy(definition, answers, on, deadlinesOfCourt(court));
  const prompts = [...definition.prompts, ...(relief?.prompts ?? [])];
  const [kind = 'clerk'] = definition.usableBy;
  return {
    parts: sampleText(
      definition,
      answers,
      deadlines.map(({ title, dueOn }) => ({ title, dueOn })),
    ).parts,
    asks: stepsOf(definition, answers, kind, { protectiveOrder: false, otherCases: false }).map(
      (step) => STEP_WORDS[step] ?? step,
    ),
    questions: prompts.map((prompt) => `${prompt.ask}${prompt.required ? '' : ' (may be left out)'}`),
    deadlines: deadlines.map((each) => `${each.title}: ${usDate(each.dueOn)}`),
  };
}
