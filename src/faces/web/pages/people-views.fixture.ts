/** The steps of a filing that are about people, filled with something in every field. */
import type { Html } from '../../../kernel/html.ts';
import type { PageContext } from '../look/context.ts';
import { affiliatesPage } from './filing/affiliates.ts';
import { counselPage } from './filing/counsel.ts';
import { chargesPage, defendantsPage, dispositionsPage } from './filing/defendants.ts';
import { filersPage } from './filing/filers.ts';
import type { WizardFrame } from './filing/frame.ts';
import { partiesPage } from './filing/parties.ts';
import type { FindView } from './filing/party-find.ts';

/** A list of 5,000 of which 200 are shown. */
export const aFind: FindView = {
  ...{ words: 'acme', shown: 200, found: 300, total: 5000, chosenUnseen: 3, shownNumbers: '1-200' },
};

/** As `everyPage` has them; `wrong` gives a frame with an error beside a field. */
export const peoplePages = (
  ctx: PageContext,
  spoil: <T>(view: T) => T,
  wrong: (field: string) => WizardFrame,
): Record<'defendants' | 'parties' | 'filers' | 'affiliates' | 'counsel' | 'charges' | 'dispositions', Html> => ({
  defendants: defendantsPage(
    ctx,
    spoil(wrong('defendant')),
    spoil({
      all: false,
      find: aFind,
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
      form: {
        roles: ['Defendant'],
        places: [{ value: 'against', text: 'an answer to “Against which parties?”' }],
        editing: null,
        typed: {
          ...{ role: 'Defendant', as: 'against', kind: 'person' as const, name: 'Poe', first: 'Rob', middle: 'A.' },
          ...{ generation: 'Jr.', title: 'Dr.', text: 'a person', proSe: true, address: '1 Main Street' },
          ...{ underKind: 'also known as', underName: 'Bob Poe', many: 'Ann Ash\nBen Birch' },
        },
        found: {
          name: 'Dr. Rob A. Poe Jr.',
          choices: [{ value: 'person:Rob Poe', name: 'Rob Poe', about: 'in 2 cases of this court' }],
        },
      },
      added: [
        {
          ...{ name: 'Rob Poe', about: 'Defendant, a person', field: 'same-0', index: 0 },
          same: [{ value: '2', label: 'Yes' }],
          under: [{ kind: 'also known as', name: 'Bob Poe', go: 'drop-0-0' }],
        },
        { name: 'Sam Lake', about: 'Defendant, a person', field: 'same-1', index: 1, same: [], under: [] },
      ],
      aliases: {
        parties: [{ value: '1', text: 'Acme Corp. (Plaintiff)' }],
        find: null,
        given: [{ party: 'Acme Corp.', kind: 'doing business as', name: 'Acme Anvils', go: 'unalias-0' }],
      },
      ended: { options: [{ value: '2', label: 'Rob Poe', hint: 'Defendant', checked: true }], find: aFind },
    }),
  ),
  filers: filersPage(
    ctx,
    spoil(wrong('filer')),
    spoil({
      signerName: 'Dana',
      onlyRoles: ['Plaintiff'],
      added: ['Harbor Trust, Intervenor Plaintiff'],
      answered: { words: 'Answer already filed by: Lund.', otherEventHref: '/ecf/dcx/drafts/1/event' },
      find: aFind,
      groups: [{ role: 'Plaintiff', parties: 2 }],
      newFiler: true,
      joint: {
        counsel: [{ value: '2:p', name: 'Sam Poe', party: 'Lund', checked: true }],
        more: 12,
        consent: true,
        appearanceHref: '/ecf/dcx/cases/1-26-cv-00142/file?event=appearance',
      },
      tree: {
        more: 7,
        roles: [
          {
            role: 'Plaintiff',
            parties: [
              {
                ...{ name: 'Ana', about: 'terminated 01/14/2026', proSe: false },
                under: [{ kind: 'also known as', name: 'Anna' }],
                counsel: [{ name: 'Jane Doe', about: 'lead attorney' }],
              },
              { name: 'Lund', about: '', proSe: true, under: [], counsel: [] },
            ],
          },
        ],
      },
      roles: [
        {
          role: 'Plaintiff',
          parties: [
            { partyNo: 1, name: 'Ana', about: 'a', chosen: true, association: null },
            {
              partyNo: 2,
              name: 'Lund',
              about: 'b',
              chosen: false,
              association: { associate: true, lead: false, notice: true },
            },
          ],
        },
      ],
    }),
  ),
  affiliates: affiliatesPage(
    ctx,
    spoil(wrong('affiliate')),
    spoil({
      kinds: ['Corporate Parent'],
      filers: [
        { value: '1', label: 'Acme Corp.', hint: 'Plaintiff' },
        { value: '2', label: 'Acme East LLC', hint: 'Plaintiff' },
      ],
      given: [{ party: 'Acme Corp.', kind: 'Corporate Parent', name: 'Bensco, Inc.', go: 'remove-0' }],
      known: [{ party: 'Acme Corp.', kind: 'Other Affiliate', name: 'Rofan Services' }],
      none: [{ value: '2', label: 'Acme East LLC', hint: 'Plaintiff', checked: true }],
    }),
  ),
  counsel: counselPage(
    ctx,
    spoil(wrong('counsel')),
    spoil({
      appearances: [{ value: '1:p', label: 'Jane Doe, for Acme Corp.', hint: 'Plaintiff', checked: true }],
      find: aFind,
      adds: {
        parties: [{ value: '1', label: 'Acme Corp.', hint: 'Plaintiff' }],
        attorney: 'poe',
        found: [{ value: 'p', label: 'Sam Poe', hint: 'Poe LLP' }],
        added: [{ words: 'Sue Lake, for Acme Corp.', go: 'remove-0' }],
      },
    }),
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
