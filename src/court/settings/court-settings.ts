/** What a court has chosen, as of a day: read by whoever acts for the court, kept for a few seconds. */
import { CourtError } from '../../kernel/errors.ts';
import type { CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, type Clock, epochMilliseconds, type Instant } from '../../kernel/time.ts';
import { type Court, type CourtSettings, settingsFrom } from './model.ts';
import { courtById, type SettingVersion, settingVersions } from './store.ts';

export interface SettingsPorts {
  /** Any login may read settings; the same object each time, since what was read is kept beside it. */
  readonly database: Queries;
  readonly clock: Clock;
}

/** How long another process's change may go unseen. */
const KEEP_MILLISECONDS = 5_000;

interface Kept {
  readonly court: Court;
  readonly versions: readonly SettingVersion[];
  readonly readAt: Instant;
  readonly byDay: Map<CivilDate, CourtSettings>;
}
const kept = new WeakMap<Queries, Map<CourtId, Kept>>();

/** A court by its id, or null when there is none. */
export async function findCourt(ports: SettingsPorts, id: CourtId): Promise<Court | null> {
  return (await read(ports, id))?.court ?? null;
}

/**
 * The settings that hold on a day: of each key the version with the latest first day that has come, and of two with the same
 * day the one recorded last (a correction). Keys that the court has not chosen have their defaults.
 * Throws `absent` when there is no such court, ZodError when a stored value is not a setting.
 */
export async function courtSettings(ports: SettingsPorts, id: CourtId, on: CivilDate): Promise<CourtSettings> {
  const found = await read(ports, id);
  if (!found) throw new CourtError('absent', `court ${id}`);
  const known = found.byDay.get(on);
  if (known) return known;
  const made = settingsFrom(versionsOn(found.versions, on));
  found.byDay.set(on, made);
  return made;
}

/** Of versions in the order of day and recording, those that hold on a day. */
export function versionsOn(versions: readonly SettingVersion[], on: CivilDate): Map<string, unknown> {
  const chosen = new Map<string, unknown>();
  for (const version of versions) if (version.effectiveFrom <= on) chosen.set(version.key, version.value);
  return chosen;
}

/** Forgets what was read of a court; called by whoever changes it. */
export function forgetCourt(database: Queries, id: CourtId): void {
  kept.get(database)?.delete(id);
}

async function read(ports: SettingsPorts, id: CourtId): Promise<Kept | null> {
  const now = ports.clock.now();
  const ofDatabase = kept.get(ports.database) ?? new Map<CourtId, Kept>();
  kept.set(ports.database, ofDatabase);
  const known = ofDatabase.get(id);
  if (known && Math.abs(epochMilliseconds(now) - epochMilliseconds(known.readAt)) < KEEP_MILLISECONDS) return known;
  const court = await courtById(ports.database, id);
  if (!court) return null;
  const fresh = { court, versions: await settingVersions(ports.database, id), readAt: now, byDay: new Map() };
  ofDatabase.set(id, fresh);
  return fresh;
}
