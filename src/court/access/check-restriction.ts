/** What keeps an order to restrict a document from being carried out as a clerk has written it. Pure. */
import type { PersonId } from '../../kernel/ids.ts';
import type { CivilDate } from '../../kernel/time.ts';
import type { DocumentRestriction } from './policy.ts';

/** Whose readers are persons whom the court names. */
export const NAMES_PERSONS: readonly DocumentRestriction[] = ['selected-parties', 'embargo'];
/** That can end by themselves on a day. */
export const TAKES_A_DAY: readonly DocumentRestriction[] = ['embargo', 'pending-redaction'];

export interface WrittenOrder {
  readonly level: DocumentRestriction | null;
  /** As typed; null: nothing; `unreadable`: it is no day. */
  readonly until: CivilDate | 'unreadable' | null;
  readonly persons: readonly PersonId[];
  readonly authority: string;
  readonly reason: string;
}

export interface OrderFault {
  readonly field: 'level' | 'until' | 'person' | 'authority' | 'reason';
  readonly text: string;
}

/** In the order of the form; empty: it can be carried out. `nameable`: who may be named. */
export function faultsOfOrder(
  order: WrittenOrder,
  now: { readonly level: DocumentRestriction; readonly today: CivilDate; readonly nameable: readonly PersonId[] },
): OrderFault[] {
  const { level, until, persons } = order;
  const faults: OrderFault[] = [];
  const fault = (field: OrderFault['field'], text: string): void => void faults.push({ field, text });
  if (level === null) fault('level', 'Choose who may open it.');
  else if (level === 'public' && now.level === 'public') fault('level', 'It is public already.');
  if (level !== null) {
    const names = NAMES_PERSONS.includes(level);
    if (!names && persons.length > 0)
      fault('person', 'Persons are named for “Selected parties” and “Embargo” only. Take the ticks away.');
    if (level === 'selected-parties' && persons.length === 0) fault('person', 'Tick who may open it.');
    if (persons.some((each) => !now.nameable.includes(each))) fault('person', 'Name persons from the list only.');
    if (level === 'embargo' && until === null) fault('until', 'Give the day on which the embargo ends.');
    if (until !== null && !TAKES_A_DAY.includes(level))
      fault('until', 'A day can be given for “Embargo” and “Until redacted” only. Leave it empty.');
    else if (until === 'unreadable') fault('until', 'Write the day like 11/22/2026.');
    else if (until !== null && until <= now.today) fault('until', 'The day must be after today.');
  }
  if (order.authority.trim() === '') fault('authority', 'Say what allows or orders it.');
  if (order.reason.trim() === '') fault('reason', 'Give the reason.');
  return faults;
}
