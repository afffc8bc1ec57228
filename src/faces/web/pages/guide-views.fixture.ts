/** Invented views of the pages that guide people: the box that finds, events, help (see views.fixture.ts). */
import { type Html, html } from '../../../kernel/html.ts';
import { HELP_TOPICS } from '../help/topics.ts';
import type { PageContext } from '../look/context.ts';
import { dictionaryPage, entryConfirmPage, entryPage } from './dictionary.ts';
import { eventPage, eventsPage } from './events.ts';
import { exemptionsPage } from './exemptions.ts';
import { eventChangedPage } from './filing/event-changed.ts';
import { findPage, notFiledPage } from './find.ts';
import { helpListPage, helpTopicPage } from './help.ts';

type Spoil = <T>(view: T) => T;

export const guidePages = (ctx: PageContext, spoil: Spoil): Record<string, Html> => {
  const facts = {
    base: '/ecf/dcx',
    name: 'n',
    dayEnds: 'midnight',
    largestFile: '50 MB',
    freeLookDays: 15,
    helpDesk: { phone: '1', email: 'e', hours: 'h' },
  };
  const event = { name: 'n', menu: 'm', href: '/e', fileHref: '/f', note: 'x' };
  const links = { name: 'n', changeHref: '/c', retireHref: '/r' };
  const errors = [
    { field: 'entry', text: 't' },
    { field: null, text: 'u' },
  ];
  return {
    dictionary: dictionaryPage(
      ctx,
      spoil({
        trouble: 't',
        errors: [],
        seen: 's',
        own: [{ what: 'w', from: 'f', until: 'u', state: 'waits', takeBack: 1, byFile: false }],
        menus: [{ name: 'm', rows: [links] }],
        papers: [links],
      } as const),
    ),
    ownEntry: entryPage(ctx, spoil({ typed: { entry: 'e', from: 'f' }, seen: 's', errors })),
    ownEntryConfirm: entryConfirmPage(
      ctx,
      spoil({
        typed: { entry: 'e', from: 'f' },
        seen: 's',
        preview: {
          what: 'w',
          kind: 'change',
          from: 'f',
          changes: [{ field: 'f', was: 'w', now: 'n' }],
          sample: { parts: [{ kind: 'text', text: 't' }], asks: ['a'], questions: ['q'], deadlines: ['d'] },
        },
      } as const),
    ),
    notFiled: notFiledPage(ctx, '/b', spoil([{ name: 'n', goes: 'g' }])),
    exemptions: exemptionsPage(
      ctx,
      spoil({
        rules: ['r'],
        typed: { name: 'n', person: '1', what: 'filing', from: 'f', until: 'u', authority: 'a', reason: 'r' },
        found: [{ value: '1', label: 'l' }],
        rows: [{ id: '1', name: 'n', what: 'filing', from: 'f', until: 'u', authority: 'a', open: true }],
        errors: [{ field: 'person', text: 't' }],
      } as const),
    ),
    eventChanged: eventChangedPage(ctx, {
      ...spoil({
        action: '/a',
        inCase: { number: 'n', title: 't', href: '/h' },
        event: 'e',
        now: 'n',
        reliefs: ['r'],
        events: [{ value: 'v', text: 't' }],
        errors: [{ field: 'event', text: 't' }],
      }),
      changed: 'changed',
    }),
    find: findPage(
      ctx,
      '/ecf/dcx',
      spoil({
        typed: 't',
        exact: false,
        stopped: [{ name: 'n', goes: 'g' }],
        events: [event],
        pages: [{ title: 't', href: '/p', about: 'a' }],
      }),
    ),
    foundNothing: findPage(ctx, '/ecf/dcx', spoil({ typed: 't', exact: true, stopped: [], events: [], pages: [] })),
    events: eventsPage(
      ctx,
      spoil({
        base: '/b',
        total: 1,
        editor: { href: '/d', trouble: 't' },
        menus: [{ name: 'm', events: [{ code: 'c', name: 'n', who: 'w' }] }],
      }),
    ),
    event: eventPage(ctx, {
      ...spoil({
        base: '/b',
        name: 'n',
        menu: 'm',
        facts: [['Fee', 'None']] as const,
        warning: 'w',
        fileHref: '/f',
      }),
      text: html`MOTION <em>‹free›</em>`,
      reliefs: [{ name: 'r', text: html`to Compel`, asks: 'a' }],
    }),
    help: helpListPage(ctx, spoil(facts)),
    ...Object.fromEntries(HELP_TOPICS.map((topic) => [`help-${topic.id}`, helpTopicPage(ctx, spoil(facts), topic)])),
  };
};
