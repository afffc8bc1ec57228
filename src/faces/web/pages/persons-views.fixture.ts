/** Invented views of the pages of persons: sign-on, account, drafts, mail (see views.fixture.ts). */
import type { Html } from '../../../kernel/html.ts';
import { cents } from '../../../kernel/money.ts';
import type { PageContext } from '../look/context.ts';
import { accountPage } from './account.ts';
import { draftsPage } from './drafts.ts';
import { errorPage, startingPage } from './error.ts';
import { mailListPage, mailMessagePage } from './mail.ts';
import { signedOffPage, signOnPage } from './sign-on.ts';
import { oneListPage, type Spoil } from './views.fixture.ts';

export const personsPages = (ctx: PageContext, spoil: Spoil): Record<string, Html> => ({
  signOn: signOnPage(
    ctx,
    spoil({
      returnTo: '/ecf/dcx/',
      loginId: 'd',
      clientCode: 'c',
      redactionTicked: false,
      askPasscode: true,
      demo: [],
      errors: [{ field: 'password', text: 'Wrong.', todo: 'Try again.' }],
    }),
  ),
  signedOff: signedOffPage(ctx),
  account: accountPage(
    ctx,
    spoil({
      name: 'Dana',
      loginId: 'd',
      email: 'd@example.com',
      rights: ['Attorney'],
      clientCode: 'HF',
      quarter: {
        name: 'October to December 2026',
        total: cents(1240),
        waivedUpTo: cents(3000),
        charges: [{ at: 'x', court: 'c', what: 'w', clientCode: 'cc', pages: 3, amount: cents(30), free: 'opinion' }],
      },
      sessions: 2,
      errors: [],
      ...oneListPage,
    }),
  ),
  drafts: draftsPage(
    ctx,
    spoil([
      {
        id: '1',
        rowVersion: 3,
        caseWords: 'c',
        event: 'e',
        age: 'a',
        retired: false,
        state: { kind: 'open', href: '/d', discardAction: '/d/x', missing: ['main document'] },
      },
      {
        id: '2',
        rowVersion: 3,
        caseWords: 'c',
        event: 'e',
        age: 'a',
        retired: false,
        state: { kind: 'filed', nefHref: '/n', number: '12', againAction: '/again' },
      },
    ] as const),
  ),
  error: errorPage(
    ctx,
    spoil({
      code: 'internal',
      text: 't',
      todo: 'd',
      deadline: 'dl',
      detail: 'x',
      trouble: { logHref: '/log', caseManager: { name: 'n', phone: 'p', email: 'e' } },
    }),
  ),
  starting: startingPage(ctx, '/log'),
  mailList: mailListPage(ctx, spoil([{ href: '/mail/1', at: 'a', to: ['t'], subject: 's' }])),
  mailMessage: mailMessagePage(
    ctx,
    spoil({
      listHref: '/mail',
      at: 'a',
      from: 'f',
      to: ['t'],
      subject: 's',
      htmlHref: '/mail/1/html',
      text: 'x',
      links: ['https://example.gov/'],
    }),
  ),
});
