/** A clerk restricts a document, opens it again, or strikes an entry: each is shown as it will be before it is done (spec/filing.md §9.7). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rolesIn } from '../../../court/access/actor.ts';
import { faultsOfOrder, NAMES_PERSONS } from '../../../court/access/check-restriction.ts';
import { DOCUMENT_LEVELS, type DocumentRestriction, levelOn } from '../../../court/access/policy.ts';
import { restrictDocument } from '../../../court/access/restrict-document.ts';
import { strikeEntry } from '../../../court/access/strike-entry.ts';
import { type CasePerson, filedBy, personsOfCase, whoOpens } from '../../../court/access/who-opens.ts';
import { signersOfEntries } from '../../../court/clerk/manual-filings.ts';
import type { DocumentDetail, EntryView } from '../../../court/docket/model.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { asDigits, asUuid, type DocumentSerial, type EntrySeq, type PersonId } from '../../../kernel/ids.ts';
import { asCivilDate, asUsDate, type CivilDate, civilDate, usDate } from '../../../kernel/time.ts';
import { readBody, readQuery, several } from '../forms.ts';
import { caseOf, manageEntryOf, manageOf } from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { pageContext, sendPage } from '../page-context.ts';
import { HELD_WORDS } from '../pages/filing/papers.ts';
import {
  findDocumentPage,
  type LevelView,
  levelConfirmPage,
  levelPage,
  type RestrictedRow,
} from '../pages/manage/documents.ts';
import { strikePage } from '../pages/manage/strike.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { CHANGED, type DONE, type Managed, managedInPublic } from './manage.ts';

export function manageDocumentRoutes(app: FastifyInstance, up: () => Running): void {
  reads(app, '/ecf/:court/cases/:case/manage/documents', 'clerk', async (request, reply) => {
    const { number } = readQuery(request, z.strictObject({ number: z.string().max(12).default('') }));
    return find(request, reply, await managedInPublic(request, up()), number.trim());
  });
  levelRoutes(app, up);
  strikeRoutes(app, up);
}

const doneWith = ({ court, open }: Managed, what: keyof typeof DONE): string =>
  `${manageOf(caseOf(court.base, open.header.number))}?done=${what}`;

const todayOf = ({ system, court }: Managed): CivilDate => civilDate(system.court.clock.now(), court.zone);

async function find(
  request: FastifyRequest,
  reply: FastifyReply,
  found: Managed,
  typed: string,
): Promise<FastifyReply> {
  const { court, open } = found;
  const errors: FieldError[] = [];
  let entries: EntryView[] | null = null;
  if (/^\d{1,7}$/.test(typed)) {
    entries = await entriesNumbered(found, Number(typed));
    if (entries.length === 0)
      errors.push({ field: 'number', text: `This docket has no entry ${typed} that is not sealed.` });
  } else if (typed !== '')
    errors.push({ field: 'number', text: 'Type the number as the docket has it, for example 12.' });
  const page = findDocumentPage(pageContext(request, court), open.header, {
    typed,
    entries,
    signers: (await signersOfEntries(found.system.court.web, court.id, open.header.caseId, seqsOf(entries))).map(
      (each) => ({
        seq: each.seq,
        words: `${each.name}, ${each.capacity}. ${HELD_WORDS[each.held] ?? each.held}. Kept ${each.keptUntil}.`,
      }),
    ),
    restricted: await restrictedRows(found),
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

const seqsOf = (entries: readonly EntryView[] | null): EntrySeq[] =>
  (entries ?? []).map((each) => each.seq as EntrySeq);

async function entriesNumbered({ open }: Managed, number: number): Promise<EntryView[]> {
  const entries: EntryView[] = [];
  for await (const rows of open.docket({ order: 'oldest-first', numberFrom: number, numberTo: number })) {
    for (const row of rows) if (row.kind === 'entry' && row.restricted === null) entries.push(row);
  }
  return entries;
}

async function restrictedRows(found: Managed): Promise<RestrictedRow[]> {
  const today = todayOf(found);
  const restricted = await found.open.restricted();
  const entries = new Map((await found.open.entries([...restricted.keys()])).map((each) => [each.seq as number, each]));
  return [...restricted].flatMap(([seq, documents]) =>
    documents
      .filter((each) => levelOn(each.restriction, each.untilOn, today) !== 'public')
      .map((each) => ({
        cited: citation(entries.get(seq)?.number ?? null, each.attachmentNo),
        description: each.description,
        serial: each.serial,
        level: each.restriction,
        until: each.untilOn && usDate(each.untilOn),
      })),
  );
}

const citation = (number: string | null, attachmentNo: number): string =>
  [number ?? 'document', ...(attachmentNo > 0 ? [attachmentNo] : [])].join('-');

/** A document of a visible entry with everything that a choice of its level depends on. */
interface LevelDesk extends Managed {
  readonly document: DocumentDetail;
  readonly entry: EntryView;
  readonly until: CivilDate | null;
  readonly persons: readonly CasePerson[];
  /** Of record or not, to whom it is open by name now. */
  readonly named: readonly { readonly personId: PersonId; readonly name: string }[];
}

/** Throws `absent`, `document-refused` for what this clerk may not open, and `not-in-sealed-matter`. */
async function levelDesk(request: FastifyRequest, system: Running): Promise<LevelDesk> {
  const found = await managedInPublic(request, system);
  const { court, reader, open } = found;
  const { caseId } = open.header;
  const serial = asDigits<DocumentSerial>((request.params as { document: string }).document);
  if (serial === null) throw new CourtError('absent');
  const document = await reader.document(serial, caseId);
  const [entry] = await open.entries([document.seq]);
  if (!entry) throw new CourtError('absent');
  if (entry.restricted !== null) throw new CourtError('not-in-sealed-matter');
  const held = [...(await open.restricted()).values()].flat().find((each) => each.serial === serial);
  return {
    ...found,
    document,
    entry,
    until: document.restriction === 'public' ? null : (held?.untilOn ?? null),
    persons: await personsOfCase(system.court.web, court.id, caseId, todayOf(found)),
    named: await system.court.registrar.namedPersons(request.actor, court.id, caseId, serial),
  };
}

const levelForm = z.strictObject({
  go: z.enum(['check', 'do', 'back']),
  level: z.enum(DOCUMENT_LEVELS).optional(),
  until: z.string().max(20).default(''),
  person: several,
  authority: z.string().max(200).default(''),
  reason: z.string().max(1000).default(''),
  from: z.string().max(40).default(''),
});

function levelRoutes(app: FastifyInstance, up: () => Running): void {
  const path = '/ecf/:court/cases/:case/manage/documents/:document';
  reads(app, path, 'clerk', async (request, reply) => {
    const desk = await levelDesk(request, up());
    const typed = {
      level: null,
      until: '',
      persons: desk.named.map((each) => each.personId),
      authority: '',
      reason: '',
    };
    return showLevel(request, reply, desk, typed, []);
  });
  writes(app, path, 'clerk', async (request, reply) => {
    const desk = await levelDesk(request, up());
    const { go, level, from, ...given } = readBody(request, levelForm);
    const typed = { ...given, level: level ?? null, persons: given.person };
    if (go === 'back') return showLevel(request, reply, desk, typed, []);
    const { document, system, court, open } = desk;
    const persons = given.person.flatMap((each) => asUuid<PersonId>(each) ?? []);
    const until =
      given.until.trim() === '' ? null : (asUsDate(given.until) ?? asCivilDate(given.until) ?? ('unreadable' as const));
    const errors: FieldError[] = faultsOfOrder(
      { ...typed, until, persons },
      {
        level: document.restriction,
        today: todayOf(desk),
        nameable: nameable(desk).map((each) => each.id as PersonId),
      },
    );
    if (from !== document.restriction) errors.unshift({ field: null, text: CHANGED });
    if (persons.length < given.person.length) throw new CourtError('request-malformed', 'person');
    if (errors.length > 0 || level === undefined || until === 'unreadable')
      return showLevel(request, reply, desk, typed, errors);
    if (go === 'check') return confirmLevel(request, reply, desk, typed, level, until, persons);
    await restrictDocument(system.court, request.actor, {
      court: court.id,
      caseId: open.header.caseId,
      serial: document.serial,
      level,
      until,
      persons,
      authority: given.authority,
      reason: given.reason,
    });
    return reply.redirect(doneWith(desk, 'level'), 303);
  });
}

/** Who may be named: those of record, and those who are named already. */
function nameable({ persons, named }: LevelDesk): LevelView['persons'] {
  const ofRecord = persons.map((each) => ({
    id: each.personId as string,
    name: each.name,
    about: `For ${each.parties.map((party) => party.name).join(', ')}`,
  }));
  const others = named.filter((each) => !persons.some(({ personId }) => personId === each.personId));
  return [
    ...ofRecord,
    ...others.map((each) => ({
      id: each.personId as string,
      name: each.name,
      about: 'Named by the court; not of record',
    })),
  ];
}

const factsOf = ({ document, entry, court, open, until }: LevelDesk) => ({
  serial: document.serial,
  cited: citation(entry.number, document.attachmentNo),
  description: document.description,
  entryHref: manageEntryOf(caseOf(court.base, open.header.number), entry.seq),
  now: document.restriction,
  until: until && usDate(until),
});

function showLevel(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: LevelDesk,
  typed: LevelView['typed'],
  errors: readonly FieldError[],
): FastifyReply {
  const page = levelPage(pageContext(request, desk.court), desk.open.header, {
    ...factsOf(desk),
    persons: nameable(desk),
    typed,
    errors,
  });
  return sendPage(reply, page, errors.length > 0 ? 422 : 200);
}

/** Says by name who will be able to open it, as the policy answers for each of them. */
async function confirmLevel(
  request: FastifyRequest,
  reply: FastifyReply,
  desk: LevelDesk,
  typed: LevelView['typed'],
  level: DocumentRestriction,
  until: CivilDate | null,
  persons: readonly PersonId[],
): Promise<FastifyReply> {
  const { system, court, open, document } = desk;
  const { caseId } = open.header;
  const place = { court: court.id, caseId, filed: await filedBy(system.court.web, court.id, caseId, document.seq) };
  const strangers = desk.named.filter((each) => !desk.persons.some(({ personId }) => personId === each.personId));
  const openAt = (at: DocumentRestriction, named: readonly PersonId[]) => [
    ...whoOpens(desk.persons, place, at, named).map(
      (each) => `${each.name}, for ${each.parties.map((party) => party.name).join(', ')}`,
    ),
    ...strangers.filter((each) => named.includes(each.personId) && NAMES_PERSONS.includes(at)).map((each) => each.name),
  ];
  const before = openAt(
    document.restriction,
    desk.named.map((each) => each.personId),
  );
  const opens = openAt(level, persons);
  const page = levelConfirmPage(pageContext(request, court), open.header, {
    ...factsOf(desk),
    typed: { ...typed, until: until ? usDate(until) : '', persons },
    level,
    opens,
    loses: document.restriction === 'public' ? [] : before.filter((each) => !opens.includes(each)),
    ownLoss: level === 'sealed' && !rolesIn(request.actor, court.id, caseId).has('sealed-clerk'),
  });
  return sendPage(reply, page);
}

const strikeForm = z.strictObject({
  go: z.enum(['check', 'do', 'back']),
  by: z.string().max(200).default(''),
  reason: z.string().max(1000).default(''),
});

/** The largest that an entry's place in its case can be. */
const LARGEST_SEQ = 2_147_483_647;

async function strikeDesk(request: FastifyRequest, system: Running): Promise<Managed & { entry: EntryView }> {
  const found = await managedInPublic(request, system);
  const seq = asDigits((request.params as { entry: string }).entry);
  const [entry] = seq === null || seq > LARGEST_SEQ ? [] : await found.open.entries([seq]);
  if (!entry) throw new CourtError('absent');
  if (entry.restricted !== null) throw new CourtError('not-in-sealed-matter');
  return { ...found, entry };
}

function strikeRoutes(app: FastifyInstance, up: () => Running): void {
  const path = '/ecf/:court/cases/:case/manage/entries/:entry';
  reads(app, path, 'clerk', async (request, reply) => {
    const { court, open, entry } = await strikeDesk(request, up());
    const view = { entry, typed: { by: '', reason: '' }, errors: [], confirm: false };
    return sendPage(reply, strikePage(pageContext(request, court), open.header, view));
  });
  writes(app, path, 'clerk', async (request, reply) => {
    const desk = await strikeDesk(request, up());
    const { system, court, open, entry } = desk;
    const { go, ...typed } = readBody(request, strikeForm);
    const strikes = entry.strickenBy === null;
    const errors: FieldError[] = [];
    if (go !== 'back') {
      if (strikes && typed.by.trim() === '') errors.push({ field: 'by', text: 'Say what strikes it.' });
      if (!strikes && typed.by !== '') errors.push({ field: null, text: CHANGED });
      if (typed.reason.trim() === '') errors.push({ field: 'reason', text: 'Give the reason.' });
    }
    if (go !== 'do' || errors.length > 0) {
      const view = { entry, typed, errors, confirm: go === 'check' && errors.length === 0 };
      return sendPage(reply, strikePage(pageContext(request, court), open.header, view), errors.length > 0 ? 422 : 200);
    }
    await strikeEntry(system.court, request.actor, {
      court: court.id,
      caseId: open.header.caseId,
      seq: entry.seq,
      by: strikes ? typed.by.trim() : null,
      reason: typed.reason,
    });
    return reply.redirect(doneWith(desk, strikes ? 'struck' : 'restored'), 303);
  });
}
