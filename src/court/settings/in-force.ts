/** A court with what it has chosen, as of now: the form in which other rooms ask for it. */

import { CourtError } from '../../kernel/errors.ts';
import type { CourtId } from '../../kernel/ids.ts';
import { civilDate } from '../../kernel/time.ts';
import { courtSettings, findCourt, type SettingsPorts } from './court-settings.ts';
import type { Court, CourtSettings } from './model.ts';

export interface CourtInForce extends Court, Omit<CourtSettings, 'noticeFrom'> {
  /** The two lines at the head of notices. */
  readonly noticeNameLines: readonly string[];
  /** The sender of notices. */
  readonly noticeFrom: string;
}

/** The court and its settings of today in its own zone. Throws `absent` when there is no such court. */
export async function courtInForce(ports: SettingsPorts, id: CourtId): Promise<CourtInForce> {
  const court = await findCourt(ports, id);
  if (!court) throw new CourtError('absent');
  const settings = await courtSettings(ports, id, civilDate(ports.clock.now(), court.zone));
  return {
    ...settings,
    ...court,
    noticeNameLines: settings.nefCourtLines ?? court.name.split(', '),
    noticeFrom: settings.noticeFrom ?? `ECFNotice@${id}.invalid`,
  };
}
