/** Brings a court into being: from its file, or from the public list when a docket names it. */
import { canonicalJson, type Json } from '../../kernel/canonical.ts';
import type { CourtId } from '../../kernel/ids.ts';
import type { Database, Queries } from '../../kernel/ports.ts';
import { type CivilDate, type Clock, civilDate } from '../../kernel/time.ts';
import { forgetCourt, versionsOn } from './court-settings.ts';
import { type Court, type CourtFact, type CourtFile, courtName } from './model.ts';
import {
  courtById,
  insertCourt,
  insertSettings,
  linkCourtChain,
  lockCourtChain,
  settingVersions,
  updateCourt,
} from './store.ts';

export interface InstallPorts {
  readonly court: Database;
  readonly clock: Clock;
}

/**
 * Writes a court and its settings. The first version of each key holds from the file's `since`; a value that differs from the
 * newest one is a new version from today (in the court's zone). Repeating it with the same file changes nothing.
 * Every change is a link of the court's chain. Returns what was done.
 */
export async function installCourt(
  ports: InstallPorts,
  file: CourtFile,
): Promise<'installed' | 'changed' | 'unchanged'> {
  const now = ports.clock.now();
  const wanted: Court = {
    id: file.id,
    name: courtName(file.title, file.district),
    kind: file.kind,
    zone: file.zone,
    docPrefix: file.docPrefix,
    legacyAs: file.legacyAs,
    configured: true,
  };
  const done = await ports.court.transaction(async (tx) => {
    const made = await insertCourt(tx, wanted);
    const chain = await lockCourtChain(tx, file.id);
    const standing = (await courtById(tx, file.id))!;
    const moved = canonicalJson({ ...standing }) !== canonicalJson({ ...wanted });
    if (moved) await updateCourt(tx, wanted);
    const changes = await changedSettings(tx, file, civilDate(now, file.zone));
    for (const [from, values] of changes) await insertSettings(tx, file.id, from, now, values);
    if (!made && !moved && changes.length === 0) return 'unchanged';
    await linkCourtChain(tx, file.id, chain, {
      at: now,
      actor: 'system install',
      act: made ? 'install court' : 'change court',
      body: { name: wanted.name, settings: changes.map(([from, values]) => ({ from, values })) } as unknown as Json,
    });
    return made ? 'installed' : 'changed';
  });
  forgetCourt(ports.court, file.id);
  return done;
}

/** What the file says and the newest version does not: by the day from which it is to hold. */
async function changedSettings(
  tx: Queries,
  file: CourtFile,
  today: CivilDate,
): Promise<[CivilDate, Record<string, unknown>][]> {
  const standing = versionsOn(await settingVersions(tx, file.id), '9999-12-31' as CivilDate);
  const first: Record<string, unknown> = {};
  const later: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(file.settings)) {
    if (!standing.has(key)) first[key] = value;
    else if (canonicalJson(standing.get(key) as Json) !== canonicalJson(value as Json)) later[key] = value;
  }
  const changes: [CivilDate, Record<string, unknown>][] = [
    [file.since, first],
    [today, later],
  ];
  return changes.filter(([, values]) => Object.keys(values).length > 0);
}

/**
 * The court that a docket names: as it stands, or made from the public list, without settings of its own.
 * Null when neither the database nor the list knows the id.
 */
export async function ensureCourtFromFacts(
  tx: Queries,
  facts: ReadonlyMap<CourtId, CourtFact>,
  id: CourtId,
): Promise<Court | null> {
  const standing = await courtById(tx, id);
  if (standing) return standing;
  const fact = facts.get(id);
  if (!fact) return null;
  const court: Court = {
    id,
    name: courtName(fact.title, fact.district),
    kind: fact.kind,
    zone: fact.zone,
    docPrefix: fact.docPrefix,
    legacyAs: null,
    configured: false,
  };
  await insertCourt(tx, court);
  return court;
}
