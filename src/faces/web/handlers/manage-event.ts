/** A clerk gives an entry its right event: search, answer, see the new text, confirm (spec/filing.md §9.3, BR-50, appendix D 9). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Corrected, checkEvent, correctEvent, roleOf } from '../../../court/clerk/correct-event.ts';
import { changesCase, type EventChosen } from '../../../court/clerk/decide-event.ts';
import { type EntryRead, standingEntry } from '../../../court/clerk/event-store.ts';
import { PLACEHOLDERS } from '../../../court/clerk/model.ts';
import type { EntryView } from '../../../court/docket/model.ts';
import { type Answers, newAnswers } from '../../../court/events/answers.ts';
import type { EventDefinition } from '../../../court/events/model.ts';
import { wizardState } from '../../../court/filing/wizard-state.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asDigits, type EntrySeq } from '../../../kernel/ids.ts';
import { usDate } from '../../../kernel/time.ts';
import { readFields, readQuery } from '../forms.ts';
import { caseOf, manageEventOf, manageOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { pageContext, sendPage } from '../page-context.ts';
import { eventConfirmPage, eventFormPage, findEventPage } from '../pages/manage/event.ts';
import { LEVELS } from '../pages/manage/levels.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { CHANGED, type Managed, managedInPublic } from './manage.ts';
import { promptView } from './wizard-pages.ts';
import { promptField, readDetails } from './wizard-steps.ts';

/** The largest that an entry's place in its case can be. */
const LARGEST_SEQ = 2_147_483_647;
const MOST_FOUND = 25;

interface EventDesk extends Managed {
  readonly entry: EntryView;
  /** Null: it was not filed here, and keeps its words. */
  readonly standing: EntryRead | null;
}

async function eventDesk(request: FastifyRequest, system: Running): Promise<EventDesk> {
  const found = await managedInPublic(request, system);
  const seq = asDigits<EntrySeq>((request.params as { entry: string }).entry);
  const [entry] = seq === null || seq > LARGEST_SEQ ? [] : await found.open.entries([seq]);
  if (!entry) throw new CourtError('absent');
  if (entry.restricted !== null) throw new CourtError('not-in-sealed-matter');
  const standing = await standingEntry(system.court.web, found.court.id, found.open.header.caseId, entry.seq);
  return { ...found, entry, standing };
}

export function manageEventRoutes(app: FastifyInstance, up: () => Running): void {
  const path = '/ecf/:court/cases/:case/manage/entries/:entry/event';
  reads(app, path, 'clerk', async (request, reply) => {
    const desk = await eventDesk(request, up());
    const { find, event } = readQuery(
      request,
      z.strictObject({ find: z.string().max(100).default(''), event: z.string().max(100).optional() }),
    );
    const definition = event === undefined ? undefined : definitionOf(desk, event);
    if (!definition || !desk.standing) return showFind(request, reply, desk, find.trim(), event !== undefined);
    return showForm(request, reply, desk, definition, await answersNow(desk, definition), []);
  });
  writes(app, path, 'clerk', async (request, reply) => {
    const desk = await eventDesk(request, up());
    const { event, version, refers, words, prefix, tell, rest } = ownFields(request.body);
    const definition = definitionOf(desk, event);
    if (!definition || !desk.standing) return showFind(request, reply, desk, '', true);
    const { go, change } = readDetails(definition, [], rest);
    const { references, unknown } = await referencesTyped(desk, refers);
    const chosen = change({
      ...newAnswers(event),
      prefix: prefix === '' ? null : prefix,
      freeText: words.replace(/\r\n/g, '\n'),
      references,
    });
    const errors: FieldError[] = unknown.map((number) => ({
      field: 'refers',
      text: `This docket has no entry ${number} that is not sealed.`,
    }));
    if (version !== desk.standing.version) errors.unshift({ field: null, text: CHANGED });
    if (go === 'back' || errors.length > 0)
      return showForm(request, reply, desk, definition, { chosen, refers }, errors);
    return decide(request, reply, desk, definition, { chosen, refers }, go, tell === '1');
  });
}

/** Of the day of filing, and only what may be given afterwards. */
function definitionOf({ court, standing, open }: EventDesk, event: string): EventDefinition | undefined {
  const role = standing && roleOf(standing.signerKind);
  const found = standing ? court.dictionary.at(event, standing.filedOn, court.docketWording) : undefined;
  if (!found || !role || changesCase(found, role) || PLACEHOLDERS.includes(found.code)) return undefined;
  return found.usableBy.includes(role) && found.caseTypes.includes(open.header.number.type) ? found : undefined;
}

function showFind(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: EventDesk,
  typed: string,
  refused: boolean,
): FastifyReply {
  const { court, open, entry, standing } = desk;
  const address = manageEventOf(caseOf(court.base, open.header.number), entry.seq);
  const errors: FieldError[] = [];
  if (standing === null)
    errors.push({ field: null, text: 'This entry was taken in from a file: it keeps the words it came with.' });
  else if (refused)
    errors.push({ field: null, text: 'That event cannot be given to this entry afterwards. Choose another.' });
  const codes = standing
    ? [...new Set(court.dictionary.search(typed, standing.filedOn).map((each) => each.definition.code))]
    : [];
  const found = codes.flatMap((code) => definitionOf(desk, code) ?? []).slice(0, MOST_FOUND);
  const page = findEventPage(pageContext(request, court), open.header, {
    entry,
    typed,
    found:
      typed === '' || standing === null
        ? null
        : found.map((each) => ({
            name: each.name,
            menu: court.dictionary.categories.find(({ code }) => code === each.category)?.menu.join(' › ') ?? '',
            href: `${address}?event=${each.code}`,
          })),
    errors,
  });
  return sendPage(reply, page, refused ? 422 : 200);
}

interface Typed {
  readonly chosen: Answers;
  readonly refers: string;
}

/** What the form begins with: the filer's words and the references that stand. */
async function answersNow({ open, standing }: EventDesk, definition: EventDefinition): Promise<Typed> {
  const free = standing!.parts.find((part) => part.kind === 'free');
  const entries = await open.entries([...standing!.references]);
  return {
    chosen: { ...newAnswers(definition.code), freeText: free?.kind === 'free' ? free.text : '' },
    refers: entries.flatMap((each) => each.number ?? []).join(', '),
  };
}

async function showForm(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: EventDesk,
  definition: EventDefinition,
  { chosen, refers }: Typed,
  errors: readonly FieldError[],
): Promise<FastifyReply> {
  const { system, court, open, entry, standing } = desk;
  const { caseId } = open.header;
  const { parties } = await wizardState(system.court, court, caseId, request.who!.account, chosen);
  const reliefs = definition.matter.kind === 'opens' ? definition.matter.reliefs : [];
  const mayRefer = definition.refersTo !== null || reliefs.some((relief) => relief.refersTo !== null);
  const page = eventFormPage(pageContext(request, court), open.header, {
    entry,
    event: definition,
    version: standing!.version,
    reliefs: reliefs.map((relief) => ({
      value: relief.code,
      label: relief.name,
      hint: relief.synonyms.join(', '),
      checked: chosen.reliefs.some((each) => each.code === relief.code),
    })),
    prompts: [
      ...reliefs.flatMap((relief) =>
        relief.prompts.map((prompt) =>
          promptView(
            prompt,
            promptField(prompt.name, 'relief', relief.code),
            `${relief.name}: ${prompt.ask}`,
            chosen.reliefs.find((each) => each.code === relief.code)?.prompts[prompt.name],
            parties,
          ),
        ),
      ),
      ...definition.prompts.map((prompt) =>
        promptView(prompt, promptField(prompt.name, 'event'), prompt.ask, chosen.prompts[prompt.name], parties),
      ),
    ],
    refers: mayRefer ? refers : null,
    words: definition.freeText && { text: chosen.freeText, limit: definition.freeText.max },
    prefixes: definition.prefixes.length > 0 ? { chosen: chosen.prefix ?? '', all: definition.prefixes } : null,
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

const ownForm = z.object({
  event: z.string().max(100).default(''),
  version: z.coerce.number().int().min(1).max(LARGEST_SEQ),
  refers: z.string().max(200).default(''),
  words: z.string().max(20_000).default(''),
  prefix: z.string().max(200).default(''),
  /** On the last page: those who were told of the entry are told of the correction. */
  tell: z.literal('1').optional(),
});

/** The fields that are this page's own; the rest are those of the event, which `readDetails` knows. */
function ownFields(body: unknown) {
  const {
    event: _,
    version: __,
    refers: ___,
    words: ____,
    prefix: _____,
    tell: ______,
    ...rest
  } = (body ?? {}) as Record<string, unknown>;
  return { ...readFields(ownForm, body), rest };
}

/** Entries by the numbers typed, and the numbers that this docket does not have. */
async function referencesTyped(
  { open }: EventDesk,
  typed: string,
): Promise<{ references: { seq: EntrySeq }[]; unknown: string[] }> {
  const references: { seq: EntrySeq }[] = [];
  const unknown: string[] = [];
  for (const number of new Set(typed.split(/[\s,;]+/).filter(Boolean))) {
    const seq = /^\d{1,7}$/.test(number) ? await entryNumbered(open, Number(number)) : null;
    if (seq === null) unknown.push(number.slice(0, 20));
    else references.push({ seq });
  }
  return { references, unknown };
}

async function entryNumbered(open: EventDesk['open'], number: number): Promise<EntrySeq | null> {
  for await (const rows of open.docket({ order: 'oldest-first', numberFrom: number, numberTo: number })) {
    for (const row of rows) if (row.kind === 'entry' && row.restricted === null) return row.seq;
  }
  return null;
}

/** Shows what it means, or does it; what the decision refuses is said on the form. */
async function decide(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: EventDesk,
  definition: EventDefinition,
  typed: Typed,
  go: string,
  tell: boolean,
): Promise<FastifyReply> {
  const { system, court, open, entry, standing } = desk;
  const chosen: EventChosen = typed.chosen;
  const wish = { court: court.id, caseId: open.header.caseId, seq: entry.seq, version: standing!.version, chosen };
  try {
    if (go === 'do') {
      await correctEvent(system.court, request.actor, { ...wish, tell });
      return reply.redirect(`${manageOf(caseOf(court.base, open.header.number))}?done=event`, 303);
    }
    return confirm(request, reply, desk, definition, await checkEvent(system.court, request.actor, wish));
  } catch (error) {
    if (!(error instanceof CourtError) || error.entry.status >= 500) throw error;
    if (error.code === 'draft-changed')
      return showForm(request, reply, desk, definition, typed, [{ field: null, text: CHANGED }]);
    const { text, todo } = error.entry;
    const detail = error.detail ? `${text} ${error.detail}` : text;
    return showForm(request, reply, desk, definition, typed, [
      { field: FIELD[error.code] ?? null, text: detail, todo },
    ]);
  }
}

/** What becomes of documents that not everybody may open. */
const documentWords = ({ toRestrict, level, restricted }: Corrected['documents']): readonly string[] => [
  ...(toRestrict.length > 0
    ? [
        `${toRestrict.length === 1 ? 'Its document is' : `Its ${toRestrict.length} documents are`} restricted with this event: ${LEVELS[level].name.toLowerCase()}.`,
      ]
    : []),
  ...(restricted > 0
    ? [
        `${restricted === 1 ? 'One document of it is' : `${restricted} documents of it are`} restricted already and ${restricted === 1 ? 'keeps its' : 'keep their'} level. A correction opens nothing: if one is to be open, change its level under Documents.`,
      ]
    : []),
];

/** The field beside which a refusal is shown; the others stand at the head of the form. */
const FIELD: Readonly<Record<string, string>> = {
  'relief-required': 'relief',
  'reference-required': 'refers',
  'reference-not-in-case': 'refers',
  'text-too-long': 'words',
};

function confirm(
  request: FastifyRequest,
  reply: FastifyReply,
  { court, open, entry }: EventDesk,
  definition: EventDefinition,
  corrected: Corrected,
): FastifyReply {
  const { go: _, tell: __, ...sent } = request.body as Record<string, string | string[]>;
  const counted = (ids: readonly unknown[], one: string, many: string) =>
    ids.length === 0 ? [] : [ids.length === 1 ? one : many.replace('#', String(ids.length))];
  const page = eventConfirmPage(pageContext(request, court), open.header, {
    entry,
    event: definition.name,
    parts: corrected.parts,
    reliefs: corrected.reliefsOpened.map((each) => each.name),
    deadlines: corrected.deadlinesSet.map((each) => ({
      what: each.parties ? `${each.title}: ${each.parties.map((party) => party.name).join(', ')}` : each.title,
      due: usDate(each.dueOn),
      why: each.rule,
    })),
    undone: [
      ...counted(corrected.reliefsDropped, 'One motion is no longer pending.', '# motions are no longer pending.'),
      ...counted(
        corrected.deadlinesDropped,
        'One deadline that it set is dropped.',
        '# deadlines that it set are dropped.',
      ),
      ...counted(
        corrected.deadlinesReopened,
        'One deadline that it had ended runs again.',
        '# deadlines that it had ended run again.',
      ),
      ...counted(
        corrected.deadlinesEnded,
        'One deadline ends with the new event.',
        '# deadlines end with the new event.',
      ),
    ],
    told: new Set(corrected.told.map((each) => each.person)).size,
    documents: documentWords(corrected.documents),
    fields: Object.entries(sent).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as const)),
  });
  return sendPage(reply, page);
}
