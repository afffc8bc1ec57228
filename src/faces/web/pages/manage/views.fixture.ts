/** Invented views of the clerk's pages. */

import type { ManualFiling } from '../../../../court/clerk/manual-filings.ts';
import type { Html } from '../../../../kernel/html.ts';
import type { EntrySeq } from '../../../../kernel/ids.ts';
import type { CivilDate } from '../../../../kernel/time.ts';
import type { PageContext } from '../../look/context.ts';
import { aDocument, anEntry, header, type Spoil, words } from '../views.fixture.ts';
import { actsPage } from './acts.ts';
import { findDocumentPage, levelConfirmPage, levelPage } from './documents.ts';
import { judgeConfirmPage, judgesPage } from './judges.ts';
import { linksPage } from './links.ts';
import { manualPage } from './manual.ts';
import { managePage } from './menu.ts';
import { strikePage } from './strike.ts';

const aManualFiling: ManualFiling = {
  what: 'An anchor',
  medium: 'Physical object',
  reason: 'Physical exhibit or item',
  filedOn: '2026-11-20' as CivilDate,
  receivedOn: null,
  receivedBy: null,
  keptAt: null,
  endedOn: null,
  endedHow: null,
  endedBy: null,
};
const acts = [{ at: '11/22/2026 4:06 PM EST', who: 'Carla', what: 'Opened the case.' }];
const aLevel = {
  serial: 7,
  cited: '7-1',
  description: 'Exhibit A',
  entryHref: '/e',
  now: 'participants',
  until: '11/22/2026',
  typed: { level: 'embargo', until: '12/01/2026', persons: ['p1'], authority: 'Order 9', reason: 'r' },
} as const;
const levelErrors = ['level', 'person', 'until', 'authority', 'reason'].map((field) => ({ field, text: 'Wrong.' }));

export const clerksPages = (ctx: PageContext, spoil: Spoil): Record<string, Html> => ({
  manage: managePage(
    ctx,
    spoil({ header, tasks: [{ name: 'n', about: 'a', href: '/t' }], sealed: false, acts, moreActs: true }),
  ),
  manageSealed: managePage(ctx, spoil({ header, tasks: [], sealed: true, acts: [], moreActs: false })),
  acts: actsPage(ctx, header, spoil({ acts, earlierHref: '?before=9' })),
  findDocument: findDocumentPage(
    ctx,
    header,
    spoil({
      typed: '7',
      entries: [
        anEntry({ parts: words, documents: [aDocument(7, 0, 3), aDocument(8, 1, null)] }),
        anEntry({ seq: 9 as EntrySeq, strickenBy: 'Order 9' }),
      ],
      signers: [{ seq: 9, words: 'Ann' }],
      restricted: [{ cited: '7', description: 'd', serial: 7, level: 'sealed', until: null }],
      errors: [{ field: 'number', text: 'Wrong.' }],
    } as const),
  ),
  level: levelPage(
    ctx,
    header,
    spoil({ ...aLevel, persons: [{ id: 'p1', name: 'Ann', about: 'For Acme' }], errors: levelErrors }),
  ),
  levelConfirm: levelConfirmPage(
    ctx,
    header,
    spoil({ ...aLevel, level: 'sealed', opens: ['Ann'], loses: ['Bob'], ownLoss: true } as const),
  ),
  strike: strikePage(
    ctx,
    header,
    spoil({
      entry: anEntry({ parts: words }),
      typed: { by: 'Order 9', reason: 'r' },
      errors: [{ field: 'by', text: 'Wrong.' }],
      confirm: false,
    }),
  ),
  strikeConfirm: strikePage(
    ctx,
    header,
    spoil({ entry: anEntry(), typed: { by: 'Order 9', reason: 'r' }, errors: [], confirm: true }),
  ),
  manualExpected: manualPage(
    ctx,
    header,
    spoil({
      entry: anEntry({ parts: words }),
      filing: aManualFiling,
      typed: { on: '11/22/2026', keptAt: 'k', how: '' },
      errors: [{ field: 'keptAt', text: 'Wrong.' }],
    }),
  ),
  manualKept: manualPage(
    ctx,
    header,
    spoil({
      entry: anEntry(),
      filing: { ...aManualFiling, receivedOn: '2026-11-22' as CivilDate, receivedBy: 'Carla', keptAt: 'Vault' },
      typed: { on: '11/22/2026', keptAt: '', how: 'returned' },
      errors: [{ field: 'how', text: 'Wrong.' }],
    }),
  ),
  links: linksPage(
    ctx,
    {
      ...header,
      links: [
        { kind: 'lead', words: '1:26-cv-00001', number: header.number },
        { kind: 'other-court', ...spoil({ words: 'Ninth Circuit, 16-17235' }), number: null },
      ],
    },
    spoil({ typed: { kind: 'lead', number: 'x' }, errors: [{ field: 'number', text: 'Wrong.' }] }),
  ),
  judges: judgesPage(
    ctx,
    header,
    spoil({
      judges: [{ value: 'v', text: 'Judge Ada Okafor (AO)' }],
      typed: { role: 'presider', judge: 'v' },
      errors: [{ field: 'judge', text: 'Wrong.' }],
    } as const),
  ),
  judgeConfirm: judgeConfirmPage(ctx, header, {
    ...spoil({ judge: 'v', newName: 'Judge Ada Okafor', newNumber: '1:26-cv-00142-AO' }),
    role: 'presider',
  }),
});
