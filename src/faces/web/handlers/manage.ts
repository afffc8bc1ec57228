/** What a clerk does with a case beside docketing in it: its menu, links, judges, acts (spec/filing.md §9.4). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import { judgesOfCourt } from '../../../court/cases/judges.ts';
import { type LinkKind, linkCases, unlinkCases } from '../../../court/cases/links.ts';
import { enqueueJob } from '../../../court/cases/ports.ts';
import { reassignJudge } from '../../../court/cases/reassign-judge.ts';
import type { OpenCase, Reader } from '../../../court/docket/reader.ts';
import { fullNumber, readCaseNumber, wholeCaseNumber } from '../../../kernel/case-number.ts';
import { CourtError, catalogue } from '../../../kernel/errors.ts';
import type { CaseId } from '../../../kernel/ids.ts';
import { readBody, readQuery } from '../forms.ts';
import {
  caseOf,
  manageActsOf,
  manageDocumentsOf,
  manageJudgesOf,
  manageLinksOf,
  manageOf,
  manageSealOf,
} from '../look/addresses.ts';
import type { FieldError } from '../look/parts.ts';
import { type CourtAt, courtOf, pageContext, sendPage } from '../page-context.ts';
import { actsPage } from '../pages/manage/acts.ts';
import { type JudgeRole, judgeConfirmPage, judgesPage } from '../pages/manage/judges.ts';
import { linksPage } from '../pages/manage/links.ts';
import { type ManageTask, managePage } from '../pages/manage/menu.ts';
import { reads, writes } from '../route.ts';
import type { Running } from '../running.ts';
import { actsShown } from './manage-acts.ts';
import { manageDocumentRoutes } from './manage-documents.ts';
import { manageEventRoutes } from './manage-event.ts';
import { manageManualRoutes } from './manage-manual.ts';
import { caseAt, readerOf, readerPorts } from './reading.ts';

export interface Managed {
  readonly system: Running;
  readonly court: CourtAt;
  readonly reader: Reader;
  readonly open: OpenCase;
}

/** What was done, as the next page says it. */
export const DONE = {
  level: 'It is done: who may open the document has changed.',
  struck: 'It is done: the entry is struck.',
  restored: 'It is done: the entry stands again.',
  event: 'It is done: the entry has its new event and text.',
  linked: 'It is done: both dockets show the link.',
  unlinked: 'It is done: the link is gone from both dockets.',
  judge: 'It is done: the case shows its new judge.',
} as const;

/** Somebody else was faster: what the clerk saw is not what stands. */
export const CHANGED = 'This has been changed since you opened the page. Look at what stands now, and choose again.';

/** The case of the address, for a clerk. Throws what the reader throws, and `program-refused`. */
export async function managed(request: FastifyRequest, system: Running): Promise<Managed> {
  const court = await courtOf(request, system);
  const reader = readerOf(request, system, court.id);
  const open = await caseAt(request, reader);
  if (!mayAct(request.actor, court.id, open.header.caseId, 'manage-case')) throw new CourtError('program-refused');
  return { system, court, reader, open };
}

/** The same of a case that is not sealed. Throws `not-in-sealed-matter`. */
export async function managedInPublic(request: FastifyRequest, system: Running): Promise<Managed> {
  const found = await managed(request, system);
  if (found.open.side === 'sealed') throw new CourtError('not-in-sealed-matter');
  return found;
}

const RECENT = 15;
const PAGE = 100;
const doneQuery = z.strictObject({ done: z.enum(Object.keys(DONE) as (keyof typeof DONE)[]).optional() });

export function manageRoutes(app: FastifyInstance, up: () => Running): void {
  manageDocumentRoutes(app, up);
  manageEventRoutes(app, up);
  manageManualRoutes(app, up);

  reads(app, '/ecf/:court/cases/:case/manage', 'clerk', async (request, reply) => {
    const { done } = readQuery(request, doneQuery);
    const { system, court, reader, open } = await managed(request, up());
    const sealed = open.side === 'sealed';
    const acts = sealed ? { rows: [], before: null } : await actsShown(system, court, reader, open, null, RECENT);
    const ctx = pageContext(request, court, done && { kind: 'success', text: DONE[done] });
    const page = managePage(ctx, {
      header: open.header,
      tasks: sealed
        ? [sealTask(caseOf(court.base, open.header.number), sealed)]
        : tasksOf(caseOf(court.base, open.header.number)),
      sealed,
      acts: acts.rows,
      moreActs: acts.before !== null,
    });
    return sendPage(reply, page);
  });

  reads(app, '/ecf/:court/cases/:case/manage/acts', 'clerk', async (request, reply) => {
    const { before } = readQuery(
      request,
      z.strictObject({ before: z.coerce.number().int().min(1).max(1e9).optional() }),
    );
    const { system, court, reader, open } = await managedInPublic(request, up());
    const acts = await actsShown(system, court, reader, open, before ?? null, PAGE);
    const address = manageActsOf(caseOf(court.base, open.header.number));
    const page = actsPage(pageContext(request, court), open.header, {
      acts: acts.rows,
      earlierHref: acts.before === null ? null : `${address}?before=${acts.before}`,
    });
    return sendPage(reply, page);
  });

  linkRoutes(app, up);
  judgeRoutes(app, up);
}

const tasksOf = (caseBase: string): ManageTask[] => [
  {
    name: 'Documents and entries',
    about:
      'Restrict a document, open it again, strike an entry, give an entry its right event. You see what it means first.',
    href: manageDocumentsOf(caseBase),
  },
  {
    name: 'Linked cases',
    about: 'Lead, member and related cases: tie this case to another, or take a link away.',
    href: manageLinksOf(caseBase),
  },
  {
    name: 'Judges',
    about: 'Assign the case, or refer its matters, to another judge. You see the number it will show.',
    href: manageJudgesOf(caseBase),
  },
  sealTask(caseBase, false),
];

const sealTask = (caseBase: string, sealed: boolean): ManageTask => ({
  name: sealed ? 'Open this sealed case' : 'Seal',
  about: sealed
    ? 'Give the whole case back to the public. You see what becomes public before it does.'
    : 'Seal an entry or the whole case, or open a sealed entry again. You see what the public will see.',
  href: manageSealOf(caseBase),
});

const linkForm = z.strictObject({
  go: z.enum(['link', 'unlink']),
  kind: z.enum(['lead', 'member', 'related', 'mj-to-cr', 'other-court']).optional(),
  number: z.string().max(60).default(''),
  other: z.string().max(1000).optional(),
});

function linkRoutes(app: FastifyInstance, up: () => Running): void {
  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    { court, open }: Managed,
    typed: { kind: string; number: string },
    errors: readonly FieldError[],
  ) =>
    sendPage(
      reply,
      linksPage(pageContext(request, court), open.header, { typed, errors }),
      errors.length > 0 ? 422 : 200,
    );

  reads(app, '/ecf/:court/cases/:case/manage/links', 'clerk', async (request, reply) =>
    show(request, reply, await managedInPublic(request, up()), { kind: '', number: '' }, []),
  );

  writes(app, '/ecf/:court/cases/:case/manage/links', 'clerk', async (request, reply) => {
    const found = await managedInPublic(request, up());
    const { system, court, open } = found;
    const { go, kind, number, other } = readBody(request, linkForm);
    const ports = system.court;
    const done = (what: keyof typeof DONE) =>
      reply.redirect(`${manageOf(caseOf(court.base, open.header.number))}?done=${what}`, 303);
    const here = { court: court.id, caseId: open.header.caseId };
    if (go === 'unlink') {
      if (!kind || other === undefined) throw new CourtError('request-malformed', kind ? 'other' : 'kind');
      await unlinkCases(ports, request.actor, { ...here, kind, to: await linkedCase(found, other) });
      return done('unlinked');
    }
    const errors: FieldError[] = [];
    if (kind !== 'lead' && kind !== 'member' && kind !== 'related')
      errors.push({ field: 'kind', text: 'Choose what the other case is to this one.' });
    const to = await typedCase(found, number);
    if (typeof to === 'string') errors.push({ field: 'number', text: to });
    if (errors.length > 0 || typeof to === 'string')
      return show(request, reply, found, { kind: kind ?? '', number }, errors);
    await linkCases(ports, request.actor, { ...here, kind: kind as LinkKind, to });
    return done('linked');
  });
}

/** A case of this court by what was typed of its number, or what is wrong with that, in words. */
async function typedCase({ reader, open }: Managed, typed: string): Promise<CaseId | string> {
  const number = readCaseNumber(typed);
  if (!number) return catalogue['number-malformed'].text;
  const { cases } = await reader.casesByNumber(number);
  const ids: CaseId[] = [];
  // A sealed case is tied to nothing here: the other docket would tell of it.
  for (const each of cases) {
    if (each.kind === 'case' && (await reader.openCase(each.summary.caseId)).side === 'pub')
      ids.push(each.summary.caseId);
  }
  if (ids.length > 1) return `Several cases have this number. Give it whole, with office and type.`;
  if (ids[0] === undefined) return `There is no public case ${typed} in this court.`;
  return ids[0] === open.header.caseId ? 'That is this case itself.' : ids[0];
}

/** The other end of a link that this docket shows: a case of this court by its number, any other by its words. */
async function linkedCase({ reader }: Managed, other: string): Promise<CaseId | string> {
  const number = wholeCaseNumber(other);
  return number ? (await reader.openCase(number)).header.caseId : other;
}

const judgeForm = z.strictObject({
  go: z.enum(['check', 'do', 'back']),
  role: z.enum(['presider', 'referral']).optional(),
  judge: z.string().max(200).default(''),
  from: z.string().max(60).default(''),
});

function judgeRoutes(app: FastifyInstance, up: () => Running): void {
  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    { system, court, open }: Managed,
    typed: { role: JudgeRole | null; judge: string },
    errors: readonly FieldError[],
  ) {
    const judges = (await judgesOfCourt(system.court.web, court)).map(({ name, title, initials }) => ({
      value: name,
      text: `${title} ${name} (${initials})`,
    }));
    const page = judgesPage(pageContext(request, court), open.header, { judges, typed, errors });
    return sendPage(reply, page, errors.length > 0 ? 422 : 200);
  }

  reads(app, '/ecf/:court/cases/:case/manage/judges', 'clerk', async (request, reply) =>
    show(request, reply, await managedInPublic(request, up()), { role: null, judge: '' }, []),
  );

  writes(app, '/ecf/:court/cases/:case/manage/judges', 'clerk', async (request, reply) => {
    const found = await managedInPublic(request, up());
    const { system, court, open } = found;
    const { header } = open;
    const { go, role, judge, from } = readBody(request, judgeForm);
    const typed = { role: role ?? null, judge };
    const chosen = (await judgesOfCourt(system.court.web, court)).find((each) => each.name === judge) ?? null;
    const errors: FieldError[] = [];
    if (from !== header.fullNumber) errors.push({ field: null, text: CHANGED });
    if (!role) errors.push({ field: 'role', text: 'Choose which assignment changes.' });
    if (!chosen && judge !== 'none') errors.push({ field: 'judge', text: 'Choose the new judge.' });
    if (go === 'back' || !role || errors.length > 0)
      return show(request, reply, found, typed, go === 'back' ? [] : errors);
    if (go === 'check') {
      const page = judgeConfirmPage(pageContext(request, court), header, {
        role,
        judge,
        newName: chosen ? `${chosen.title} ${chosen.name}` : 'Nobody',
        newNumber: fullNumber(header.number, { ...header.initials, [role]: chosen?.initials }),
      });
      return sendPage(reply, page);
    }
    const { zoneOf } = readerPorts(system);
    const ports = { ...system.court, enqueue: enqueueJob, zoneOf };
    await reassignJudge(ports, request.actor, { court: court.id, caseId: header.caseId, role, judge: chosen });
    return reply.redirect(`${manageOf(caseOf(court.base, header.number))}?done=judge`, 303);
  });
}
