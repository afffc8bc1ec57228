/** Invented views of the steps about the papers. */
import type { Html } from '../../../kernel/html.ts';
import type { PageContext } from '../look/context.ts';
import { protectivePage, signersPage } from './filing/papers.ts';
import { referencesPage } from './filing/references.ts';
import { day, type Spoil, wrong } from './views.fixture.ts';

export const papersPages = (ctx: PageContext, spoil: Spoil): Record<string, Html> => ({
  signers: signersPage(
    ctx,
    spoil(wrong('name-0')),
    spoil({
      who: 'signers',
      signers: [{ name: 'Nora Quill', capacity: 'Counsel for Acme', held: 'paper' }],
      suggested: 's',
      keeps: true,
      keptUntil: 'for years',
    } as const),
  ),
  affiant: signersPage(
    ctx,
    spoil(wrong('keep')),
    spoil({ who: 'affiant', signers: [], suggested: 'Ann', keeps: false, keptUntil: 'for years' } as const),
  ),
  protective: protectivePage(ctx, spoil(wrong('protective')), null),
  references: referencesPage(
    ctx,
    spoil(wrong('ref')),
    spoil({
      required: true,
      question: 'Which?',
      filter: { words: 'w', from: 'f', to: 't', kind: 'motions', numberFrom: '1', numberTo: '9' },
      kinds: [
        { value: 'motions', text: 'Motions' },
        { value: 'orders', text: 'Orders' },
      ],
      answering: 'Acme Corp.',
      entries: [
        {
          seq: 2,
          number: '1',
          filedOn: day('2026-01-14'),
          text: 'x',
          strickenBy: 'Order 9',
          chosen: true,
          note: 'n',
          apart: false,
        },
        {
          seq: 3,
          number: null,
          filedOn: day('2026-01-15'),
          text: 'y',
          strickenBy: null,
          chosen: false,
          note: 'Answered',
          apart: true,
        },
      ],
    }),
  ),
});
