/** A court with what it has chosen, as of now: the form in which other rooms ask for it. */

import { CourtError } from '../../kernel/errors.ts';
import type { CourtId } from '../../kernel/ids.ts';
import { civilDate } from '../../kernel/time.ts';
import type { Dictionaries, OwnTexts } from '../events/court-dictionary.ts';
import type { Dictionary } from '../events/dictionary.ts';
import { courtSettings, findCourt, type SettingsPorts } from './court-settings.ts';
import type { Court, CourtSettings } from './model.ts';

type Kept = 'noticeFrom' | 'eventsByFile' | 'eventsByPage' | 'eventsFileTrouble';

export interface CourtInForce extends Court, Omit<CourtSettings, Kept> {
  /** The events of this court: the shipped ones under its own. */
  readonly dictionary: Dictionary;
  /** What is wrong with the files of events, and so not in use; null: nothing. For the court's own users. */
  readonly dictionaryTrouble: string | null;
  readonly ownEvents: OwnTexts;
  /** The two lines at the head of notices. */
  readonly noticeNameLines: readonly string[];
  /** The sender of notices. */
  readonly noticeFrom: string;
}

/** The court and its settings of today in its own zone. Throws `absent` when there is no such court. */
export async function courtInForce(
  ports: SettingsPorts & { readonly dictionaries: Dictionaries },
  id: CourtId,
): Promise<CourtInForce> {
  const court = await findCourt(ports, id);
  if (!court) throw new CourtError('absent');
  const { eventsByFile, eventsByPage, eventsFileTrouble, ...settings } = await courtSettings(
    ports,
    id,
    civilDate(ports.clock.now(), court.zone),
  );
  const ownEvents = { byFile: eventsByFile, byPage: eventsByPage };
  const { dictionary, trouble } = ports.dictionaries.of(ownEvents);
  return {
    ...settings,
    dictionary,
    dictionaryTrouble: [trouble, eventsFileTrouble].filter(Boolean).join('\n') || null,
    ownEvents,
    ...court,
    noticeNameLines: settings.nefCourtLines ?? court.name.split(', '),
    noticeFrom: settings.noticeFrom ?? `ECFNotice@${id}.invalid`,
  };
}
