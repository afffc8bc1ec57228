/** What the steps about people look up before they are shown: names that the court knows, attorneys, the notice of appearance. */
import type { FastifyRequest } from 'fastify';
import { cleanName } from '../../../court/cases/party-names.ts';
import { namesInCase } from '../../../court/filing/decide-people.ts';
import { keepAnswers } from '../../../court/filing/drafts.ts';
import { findAttorneys } from '../../../court/filing/find-attorneys.ts';
import { wizardState } from '../../../court/filing/wizard-state.ts';
import type { CourtId } from '../../../kernel/ids.ts';
import { civilDate } from '../../../kernel/time.ts';
import { caseOf, fileInCase } from '../look/addresses.ts';
import type { Running } from '../running.ts';
import { readerOf } from './reading.ts';
import type { AttorneyTyped } from './wizard-counsel.ts';
import type { Desk } from './wizard-desk.ts';
import { fieldsOf, mustLook, NOBODY_TYPED, offered, type PartiesTyped, readParties } from './wizard-parties.ts';

/**
 * The parties' page again with what is asked before somebody is added: whether it is one of those whom the court knows by such a
 * name; or with the fields of one who is to be changed. Null: nothing is asked, the form is an answer. What else stands in the
 * form is kept either way.
 */
export async function askedFirst(
  request: FastifyRequest,
  desk: Desk,
): Promise<{ desk: Desk; page: PartiesTyped } | null> {
  const { system, court, draft } = desk;
  const account = request.who!.account;
  const read = readParties(request.body);
  const again = async (page: PartiesTyped) => ({
    desk: { ...desk, draft: await keepAnswers(system.court, court.id, account, draft.draft, read.keep) },
    page,
  });
  const edited = /^edit-(\d{1,4})$/.exec(read.go)?.[1];
  if (edited !== undefined) {
    const party = draft.answers.newParties[Number(edited)];
    return again({
      ...read.page,
      typed: party ? fieldsOf(party) : NOBODY_TYPED,
      editing: party ? Number(edited) : null,
    });
  }
  // Enter in the box that finds presses the first button of the page
  const finds = read.go === 'filter' || (read.go === 'again' && read.name === '' && read.page.find !== '');
  if (finds) return again(read.page);
  const looks = read.go === 'look';
  if (!looks && (read.go === 'back' || read.go === 'leave' || !mustLook(read))) return null;
  const state = await wizardState(system.court, court, draft.caseId, account, draft.answers);
  // Who is in the case, by this name or nearly, is asked about beside the party.
  if (!looks && namesInCase(state.parties).near(read.name).length > 0) return null;
  const names = await readerOf(request, system, court.id).partyNames(read.name);
  if (!looks && (names.length === 0 || names.some((each) => each.name === cleanName(read.name)))) return null;
  return again({ ...read.page, found: offered(read.name, state, names) });
}

export const NO_ATTORNEY: AttorneyTyped = { attorney: '', found: null, find: '' };

/** Attorneys of this court by name; nothing is looked for when nothing was typed. */
export async function attorneysFor(system: Running, court: CourtId, typed: string): Promise<AttorneyTyped> {
  if (typed.trim() === '') return NO_ATTORNEY;
  return { attorney: typed, found: await findAttorneys(system.court.web, court, typed), find: '' };
}

/** The events by which counsel appear, of civil and of criminal cases. */
const APPEARANCES = ['appearance', 'criminal-appearance'];

/** Where a notice of appearance begins in this case; null: the court has no such event for it. */
export function appearanceHrefAt({ system, court, open }: Desk): string | null {
  const today = civilDate(system.court.clock.now(), court.zone);
  const event = APPEARANCES.find((code) =>
    court.dictionary.at(code, today)?.caseTypes.includes(open.header.number.type),
  );
  return event === undefined ? null : `${fileInCase(caseOf(court.base, open.header.number))}?event=${event}`;
}
