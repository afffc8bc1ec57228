/** The steps of a filing that are about people, filled with something in every field. */
import type { Html } from '../../../kernel/html.ts';
import type { PageContext } from '../look/context.ts';
import { chargesPage, defendantsPage, dispositionsPage } from './filing/defendants.ts';
import type { WizardFrame } from './filing/frame.ts';
import { counselPage, partiesPage } from './filing/parties.ts';

/** As `everyPage` has them; `wrong` gives a frame with an error beside a field. */
export const peoplePages = (
  ctx: PageContext,
  spoil: <T>(view: T) => T,
  wrong: (field: string) => WizardFrame,
): Record<'defendants' | 'parties' | 'counsel' | 'charges' | 'dispositions', Html> => ({
  defendants: defendantsPage(
    ctx,
    spoil(wrong('defendant')),
    spoil({
      all: false,
      defendants: [
        { value: '1', label: 'Rob Poe (1)', hint: 'terminated 01/14/2026', checked: true },
        { value: '2', label: 'Sam Lake (2)' },
      ],
    }),
  ),
  parties: partiesPage(
    ctx,
    spoil(wrong('same-0')),
    spoil({
      roles: ['Defendant'],
      places: [{ value: 'against', text: 'an answer to “Against which parties?”' }],
      added: [
        { name: 'Rob Poe', about: 'Defendant, a person', field: 'same-0', same: [{ value: '2', label: 'Yes' }] },
        { name: 'Sam Lake', about: 'Defendant, a person', field: 'same-1', same: [] },
      ],
      ended: [{ value: '2', label: 'Rob Poe', hint: 'Defendant', checked: true }],
    }),
  ),
  counsel: counselPage(
    ctx,
    spoil(wrong('counsel')),
    spoil({ appearances: [{ value: '1:p', label: 'Jane Doe, for Acme Corp.', hint: 'Plaintiff', checked: true }] }),
  ),
  charges: chargesPage(
    ctx,
    spoil(wrong('charge')),
    spoil({
      what: 'counts' as const,
      defendants: [{ value: '1', text: 'Rob Poe (1)' }],
      charges: [{ defendant: 'Rob Poe', charge: '18:1343 Wire Fraud', counts: '1-6' }],
    }),
  ),
  dispositions: dispositionsPage(
    ctx,
    spoil(wrong('dispositions')),
    spoil({
      defendants: [
        {
          name: 'Rob Poe (1)',
          counts: [
            {
              label: '18:1343 Wire Fraud (1-6)',
              field: 'disposition-1-1',
              statusField: 'status-1-1',
              disposition: 'Dismissed.',
              terminated: true,
            },
          ],
        },
        { name: 'Sam Lake (2)', counts: [] },
      ],
    }),
  ),
});
