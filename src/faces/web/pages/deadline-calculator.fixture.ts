/** An invented answer of the deadline calculator, for the tests of every page. */
import type { CivilDate } from '../../../kernel/time.ts';
import type { CalculatorView } from './deadline-calculator.ts';

export const calculatorView: CalculatorView = {
  courts: [{ id: 'dcx', name: 'District' }],
  typed: {
    court: 'dcx',
    from: '03/03/2026',
    period: '',
    count: '21',
    unit: 'days',
    direction: 'after',
    time: '',
    served: 'mail',
  },
  periods: [{ value: 'answer', text: 'Answer due' }],
  found: {
    courtName: 'District',
    lastDay: 'Friday, 03/27/2026',
    before: 'midnight Eastern Time',
    steps: [{ day: '2026-03-27' as CivilDate, text: 'Every day is counted.', rule: '6(a)(1)(B)' }],
    remarks: ['A holiday of the state may be missing.'],
  },
  errors: [{ field: 'count', text: 'That is wrong.' }],
};
