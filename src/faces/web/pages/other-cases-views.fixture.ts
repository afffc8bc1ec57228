/** The step of a filing that asks for other cases, filled with something in every field. */
import type { Html } from '../../../kernel/html.ts';
import type { PageContext } from '../look/context.ts';
import type { WizardFrame } from './filing/frame.ts';
import { otherCasesPage } from './filing/other-cases.ts';

/** As `everyPage` has it; `wrong` gives a frame with an error beside a field. */
export const otherCasesView = (
  ctx: PageContext,
  spoil: <T>(view: T) => T,
  wrong: (field: string) => WizardFrame,
): Html =>
  otherCasesPage(
    ctx,
    spoil(wrong('case')),
    spoil({
      masterOnly: 'm',
      cases: ['1', '2'].map((value) => ({
        ...{ value, number: 'n', title: 't', chosen: true, refersTo: [4], partiesField: `for-${value}` },
        parties: [{ value: '1', label: 'l', hint: 'h', checked: true }],
      })),
    }),
  );
