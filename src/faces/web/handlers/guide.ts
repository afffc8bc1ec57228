/** Finding one's way: the box that finds events, pages and answers; the court's events; help. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayAct } from '../../../court/access/policy.ts';
import { cutOffWords } from '../../../court/deadlines/filing-day.ts';
import { type Dictionary, isOf } from '../../../court/events/dictionary.ts';
import { tellingWords, wordsOf } from '../../../court/events/find-events.ts';
import type { EventDefinition, UserKind } from '../../../court/events/model.ts';
import type { Segment, Template } from '../../../court/events/template.ts';
import { CourtError } from '../../../kernel/errors.ts';
import { type Html, html } from '../../../kernel/html.ts';
import { dollars } from '../../../kernel/money.ts';
import { type CivilDate, civilDate, usDate } from '../../../kernel/time.ts';
import { isCourtUser } from '../court-user.ts';
import { readQuery } from '../forms.ts';
import { type CourtFacts, HELP_TOPICS, helpTopic } from '../help/topics.ts';
import {
  ACCOUNT,
  dictionaryOf,
  draftsOf,
  eventOf,
  eventsOf,
  exemptionsAt,
  failureFormOf,
  fileEventOf,
  fileOf,
  findOf,
  helpOf,
  notFiledOf,
  queueOf,
  requestsOf,
} from '../look/addresses.ts';
import { type CourtAt, courtOf, helpDeskOf, pageContext, sendPage } from '../page-context.ts';
import { type EventView, eventPage, eventsPage } from '../pages/events.ts';
import { type FindView, findPage, notFiledPage } from '../pages/find.ts';
import { helpListPage, helpTopicPage } from '../pages/help.ts';
import { reads } from '../route.ts';
import type { Running } from '../running.ts';

const MOST_EVENTS = 15;
const MOST_PAGES = 8;
const findQuery = z.strictObject({ q: z.string().max(200).default('') });

export function guideRoutes(app: FastifyInstance, up: () => Running): void {
  // Pages of no court find in the first court that is open.
  reads(app, '/find', 'anyone', async (request, reply) => {
    const { q } = readQuery(request, findQuery);
    const [first] = await up().courts();
    if (!first) throw new CourtError('absent');
    return reply.redirect(`${findOf(`/ecf/${first}`)}?q=${encodeURIComponent(q)}`, 303);
  });
  reads(app, '/ecf/:court/find', 'anyone', async (request, reply) => {
    const { q } = readQuery(request, findQuery);
    const court = await courtOf(request, up());
    return sendPage(reply, findPage(pageContext(request, court), court.base, found(request, up(), court, q.trim())));
  });
  reads(app, '/ecf/:court/events', 'anyone', async (request, reply) => {
    const court = await courtOf(request, up());
    const { dictionary } = court;
    const all = eventsOfCourt(up(), court);
    const menus = dictionary.categories.flatMap((category) => {
      const events = all.filter((each) => each.category === category.code);
      if (events.length === 0) return [];
      const rows = events.map((each) => ({ code: each.code, name: each.name, who: whoFiles(each) }));
      return [{ name: category.menu.join(' › '), events: rows }];
    });
    return sendPage(
      reply,
      eventsPage(pageContext(request, court), {
        base: court.base,
        total: all.length,
        menus,
        editor: editorOf(request, court),
      }),
    );
  });
  reads(app, '/ecf/:court/events/:event', 'anyone', async (request, reply) => {
    const court = await courtOf(request, up());
    const { event } = request.params as { event: string };
    const definition = eventsOfCourt(up(), court).find((each) => each.code === event);
    if (!definition) throw new CourtError('absent');
    return sendPage(reply, eventPage(pageContext(request, court), eventView(request, up(), court, definition)));
  });
  reads(app, '/ecf/:court/not-filed', 'anyone', async (request, reply) => {
    const court = await courtOf(request, up());
    const papers = court.dictionary.papersNotFiled(today(up(), court));
    return sendPage(reply, notFiledPage(pageContext(request, court), court.base, papers));
  });
  reads(app, '/ecf/:court/help', 'anyone', async (request, reply) => {
    const court = await courtOf(request, up());
    return sendPage(reply, helpListPage(pageContext(request, court), factsOf(court)));
  });
  reads(app, '/ecf/:court/help/:topic', 'anyone', async (request, reply) => {
    const court = await courtOf(request, up());
    const topic = helpTopic((request.params as { topic: string }).topic);
    if (!topic) throw new CourtError('absent');
    return sendPage(reply, helpTopicPage(pageContext(request, court), factsOf(court), topic));
  });
}

const editorOf = (request: FastifyRequest, court: CourtAt) =>
  mayAct(request.actor, court.id, null, 'edit-dictionary')
    ? { href: dictionaryOf(court.base), trouble: court.dictionaryTrouble }
    : null;

const factsOf = (court: CourtAt): CourtFacts => ({
  base: court.base,
  name: court.name,
  dayEnds: cutOffWords(court),
  largestFile: `${court.maxFileMegabytes} MB`,
  freeLookDays: court.freeLookDays,
  helpDesk: helpDeskOf(court),
});

const today = (system: Running, court: CourtAt): CivilDate => civilDate(system.court.clock.now(), court.zone);

const isOfCourt = (definition: EventDefinition, court: CourtAt): boolean =>
  isOf(court.kind, definition) &&
  definition.caseTypes.some((type) => court.caseTypes.some((each) => each.code === type));

const eventsOfCourt = (system: Running, court: CourtAt): readonly EventDefinition[] =>
  court.dictionary.events(today(system, court)).filter((each) => isOfCourt(each, court));

const FILERS: readonly UserKind[] = ['attorney', 'pro-se', 'cif'];
const WHO: Record<UserKind, string> = {
  attorney: 'attorneys',
  'pro-se': 'parties without an attorney',
  clerk: 'the clerk',
  judge: 'chambers',
  cif: 'filers of confidential information',
};
const whoFiles = (definition: EventDefinition): string => definition.usableBy.map((kind) => WHO[kind]).join(', ');

/** Whether filing it may begin for this person; nobody signed on is invited like a filer, and asked to sign on. */
function mayBegin(request: FastifyRequest, court: CourtAt, definition: EventDefinition): boolean {
  const kinds = isCourtUser(request.actor, court.id) ? (['clerk', 'judge'] as const) : FILERS;
  return (
    (request.who === null || request.who.filer) &&
    definition.usableBy.some((kind) => kinds.some((each) => each === kind))
  );
}

function found(request: FastifyRequest, system: Running, court: CourtAt, typed: string): FindView {
  const day = today(system, court);
  const stopped = court.dictionary.stops(typed, day);
  // What is the name of such a paper and nothing else has no event.
  const hits = (stopped.whole ? [] : court.dictionary.search(typed, day))
    .filter((hit) => isOfCourt(hit.definition, court))
    .slice(0, MOST_EVENTS);
  return {
    typed,
    stopped: stopped.papers,
    exact: hits[0]?.exact ?? true,
    events: hits.map(({ definition, relief, menu }) => ({
      name: relief ? `${definition.name}: ${relief.name}` : definition.name,
      menu: menu.join(' › '),
      href: eventOf(court.base, definition.code),
      fileHref: mayBegin(request, court, definition)
        ? fileEventOf(court.base, definition.code, relief?.code ?? null)
        : null,
      note: mayBegin(request, court, definition) ? '' : `Filed by ${whoFiles(definition)}.`,
    })),
    pages: pagesFor(request, court, typed),
  };
}

/** Pages and help topics in which every telling word begins a word of the title or of its search words. */
function pagesFor(request: FastifyRequest, court: CourtAt, typed: string): FindView['pages'] {
  const wanted = tellingWords(typed);
  if (wanted.length === 0) return [];
  const { base } = court;
  const all = [
    ...menuItems(request, court),
    ...HELP_TOPICS.map(({ id, title, words }) => ({ title, href: helpOf(base, id), about: 'Help', words })),
  ];
  const matches = (texts: readonly string[]): boolean => {
    const words = texts.flatMap(wordsOf);
    return wanted.every((word) => words.some((each) => each.startsWith(word)));
  };
  const inTitle = all.filter((each) => matches([each.title]));
  const inWords = all.filter((each) => !inTitle.includes(each) && matches([each.title, ...each.words]));
  return [...inTitle, ...inWords].slice(0, MOST_PAGES);
}

interface MenuItem {
  readonly title: string;
  readonly href: string;
  readonly about: string;
  readonly words: readonly string[];
}

function menuItems(request: FastifyRequest, court: CourtAt): readonly MenuItem[] {
  const { base } = court;
  const items: (MenuItem & { readonly when?: boolean })[] = [
    {
      title: 'Search for a case',
      href: `${base}/search`,
      about: 'Page',
      words: ['party', 'number', 'query', 'docket'],
    },
    { title: 'File in a case', href: fileOf(base), about: 'Page', words: ['efile', 'submit', 'upload', 'motion'] },
    {
      title: 'Events of this court',
      href: eventsOf(base),
      about: 'Page',
      words: ['dictionary', 'list', 'kinds of filings', 'docket text'],
    },
    {
      title: 'What is not filed here',
      href: notFiledOf(base),
      about: 'Help',
      words: ['mediation', 'classified', 'physical exhibit', 'courtesy copy', 'paper', 'not electronic'],
    },
    {
      title: 'Compute a deadline',
      href: `${base}/deadlines/calculate`,
      about: 'Page',
      words: ['calculator', 'Rule 6', 'due date', 'count days', 'holiday'],
    },
    {
      title: 'My drafts',
      href: draftsOf(base),
      about: 'Page',
      words: ['unfinished', 'saved', 'continue'],
      when: request.who?.filer === true,
    },
    {
      title: 'Your account',
      href: ACCOUNT,
      about: 'Page',
      words: ['bill', 'charges', 'client code', 'sign off', 'quarter'],
      when: request.who !== null,
    },
    {
      title: 'Log a technical failure',
      href: failureFormOf(base),
      about: 'Page',
      words: ['outage', 'error', 'cannot file', 'deadline', 'proof', 'reference', 'case manager', 'crash'],
    },
    {
      title: 'Your requests to the clerk',
      href: requestsOf(base),
      about: 'Page',
      words: ['correction', 'mistake', 'wrong', 'ask', 'answer'],
      when: request.who?.filer === true,
    },
    {
      title: 'Clerk’s queue',
      href: queueOf(base),
      about: 'Page',
      words: ['corrections', 'requests', 'z-motion', 'z-document', 'quality control', 'technical failures'],
      when: mayAct(request.actor, court.id, null, 'manage-case'),
    },
    {
      title: 'Change the court’s events',
      href: dictionaryOf(base),
      about: 'Page',
      words: ['dictionary', 'editor', 'add event', 'retire', 'docket text'],
      when: mayAct(request.actor, court.id, null, 'edit-dictionary'),
    },
    {
      title: 'Exemptions from electronic filing',
      href: exemptionsAt(base),
      about: 'Page',
      words: ['mandatory', 'paper filing', 'let off'],
      when: mayAct(request.actor, court.id, null, 'exempt-filer'),
    },
    { title: 'Help', href: helpOf(base), about: 'Page', words: ['questions', 'answers', 'manual', 'faq'] },
  ];
  return items.filter((item) => item.when !== false);
}

function eventView(request: FastifyRequest, system: Running, court: CourtAt, definition: EventDefinition): EventView {
  const { dictionary } = court;
  const day = today(system, court);
  const { matter } = definition;
  const reliefs = matter.kind === 'opens' ? matter.reliefs : [];
  return {
    base: court.base,
    name: definition.name,
    menu: (dictionary.categories.find((each) => each.code === definition.category)?.menu ?? []).join(' › '),
    text: templateHtml(definition.text),
    warning: definition.warning,
    fileHref: mayBegin(request, court, definition) ? fileEventOf(court.base, definition.code, null) : null,
    facts: factsOfEvent(definition, dictionary, court, day),
    reliefs: reliefs.map((relief) => ({
      name: relief.name,
      text: templateHtml(relief.text),
      asks: relief.prompts.map((prompt) => prompt.ask).join('; '),
    })),
  };
}

function factsOfEvent(
  definition: EventDefinition,
  dictionary: Dictionary,
  court: CourtAt,
  day: CivilDate,
): EventView['facts'] {
  const fee = definition.fee === null ? undefined : dictionary.fee(definition.fee, day);
  const { refersTo } = definition;
  const menus = (codes: readonly string[]) =>
    codes.map((code) => dictionary.categories.find((each) => each.code === code)?.menu.at(-1) ?? code).join(', ');
  const documents = {
    required: 'A PDF',
    optional: 'A PDF, or none',
    none: 'None: the docket text says it all',
  }[definition.mainDocument];
  return [
    ['Filed by', whoFiles(definition)],
    [
      'Cases',
      court.caseTypes
        .filter((type) => definition.caseTypes.includes(type.code))
        .map((type) => type.name)
        .join(', '),
    ],
    ['Main document', documents],
    ['Attachments', definition.attachments ? 'May be added' : 'None'],
    [
      'Refers to',
      refersTo &&
        `${refersTo.required ? 'An earlier entry must be chosen' : 'An earlier entry may be chosen'}${refersTo.to === 'any' ? '' : `, among: ${menus(refersTo.to)}`}`,
    ],
    ['Asks', definition.prompts.map((prompt) => prompt.ask).join('; ')],
    ['Fee', fee ? `${fee.name}: ${dollars(fee.amount)}` : 'None'],
    ['Who can open it', definition.restriction === 'public' ? 'Everyone' : 'Restricted from the start'],
    [
      'Notice',
      { normal: 'To everybody in the case', none: 'None', 'court-only': 'To the court only' }[definition.noticing],
    ],
    ['In use since', usDate(definition.since)],
    ['Source', definition.source],
  ];
}

/** A docket text with its slots in angle brackets. */
const templateHtml = (template: Template): Html => html`${template.map(segmentHtml)}`;

function segmentHtml(segment: Segment): Html {
  if (segment.kind === 'words') return html`${segment.words}`;
  if (segment.kind === 'group') return templateHtml(segment.segments);
  const name = segment.kind === 'prompt' ? segment.prompt : (SLOT_NAMES[segment.name] ?? segment.name);
  return html`<em>‹${name.replace(/-/g, ' ')}›</em>`;
}

const SLOT_NAMES: Readonly<Record<string, string>> = {
  refs: 'the entries it refers to',
  free: 'your words',
  'order-text': 'the court’s words',
  due: 'the day on which it is due',
};
