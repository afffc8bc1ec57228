/** Invented views of the pages that guide people: the box that finds, events, help (see views.fixture.ts). */
import { type Html, html } from '../../../kernel/html.ts';
import { HELP_TOPICS } from '../help/topics.ts';
import type { PageContext } from '../look/context.ts';
import { eventPage, eventsPage } from './events.ts';
import { findPage } from './find.ts';
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
  return {
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
