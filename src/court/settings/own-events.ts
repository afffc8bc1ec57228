/**
 * A court changes its own part of the dictionary: by file when the server starts, or entry by entry on its dictionary page.
 * What is wrong is refused, and what was in force before stays so; days that have come are not rewritten.
 */
import { sha256 } from '../../kernel/canonical.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, civilDate, epochMilliseconds, plusMilliseconds } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import { type Dictionaries, OWN_FILE, type OwnTexts, ownPageFile } from '../events/court-dictionary.ts';
import type { Dictionary } from '../events/dictionary.ts';
import { type OwnEntry, pastRewritten } from '../events/own-entries.ts';
import { DictionaryError, type SourceFile } from '../events/read-yaml.ts';
import { forgetCourt, versionsOn } from './court-settings.ts';
import type { InstallPorts } from './install-court.ts';
import { settingsFrom } from './model.ts';
import { courtById, insertSettings, linkCourtChain, lockCourtChain, settingVersions } from './store.ts';

export interface OwnEventsPorts extends InstallPorts {
  /** Beside it what pages have read of the court is kept; they see a change at once. */
  readonly web: Queries;
  readonly dictionaries: Dictionaries;
}

/** Which own entries somebody has seen: the same as long as nobody changes them. */
export const seenMark = (own: OwnTexts): string => sha256(JSON.stringify([own.byFile, own.byPage])).slice(0, 16);

/** What is to become of a court's own entries, checked. Throws DictionaryError; `past` may be rewritten by a first file only. */
export function checkedOwn(
  dictionaries: Dictionaries,
  before: OwnTexts,
  after: OwnTexts,
  today: CivilDate | null,
): Dictionary {
  const made = dictionaries.check(after);
  const rewritten = today === null ? [] : pastRewritten(dictionaries.of(before).dictionary.own, made.own, today);
  if (rewritten.length > 0) throw new DictionaryError(rewritten);
  return made;
}

/**
 * Takes a court's file of events. A file that says what the last one said changes nothing; one that cannot be used is
 * refused, the last good one stays, and what is wrong is kept for the court's pages. Of a court that had no file the first
 * may begin in the past. Gives what is wrong, by file and line; null: nothing.
 */
export async function takeEventsFile(ports: OwnEventsPorts, court: CourtId, file: SourceFile): Promise<string | null> {
  const told = await changing(ports, court, async ({ own, trouble, hadFile, today, write }) => {
    if (own.byFile === file.text) {
      if (trouble !== '') await write('take file of events', { eventsFileTrouble: '' }, {});
      return null;
    }
    const after = { ...own, byFile: file.text };
    try {
      checkedOwn(ports.dictionaries, own, after, hadFile ? today : null);
    } catch (error) {
      if (!(error instanceof DictionaryError)) throw error;
      const wrong = error.message.replaceAll(OWN_FILE, file.name);
      if (wrong !== trouble) await write('refuse file of events', { eventsFileTrouble: wrong }, { wrong });
      return wrong;
    }
    const taken = { eventsByFile: file.text, ...(trouble === '' ? {} : { eventsFileTrouble: '' }) };
    await write('take file of events', taken, { sha256: sha256(file.text) });
    return null;
  });
  return told;
}

export type OwnEventsChange =
  | { readonly kind: 'add'; readonly text: string }
  /** An entry of the page whose day has not come. */
  | { readonly kind: 'take-back'; readonly index: number };

/** The own texts after a change. Throws `absent` when there is no such entry. */
export function ownAfter(own: OwnTexts, change: OwnEventsChange): OwnTexts {
  if (change.kind === 'add') return { ...own, byPage: [...own.byPage, change.text] };
  if (own.byPage[change.index] === undefined) throw new CourtError('absent');
  return { ...own, byPage: own.byPage.filter((_, index) => index !== change.index) };
}

/**
 * Adds an own entry, or takes one back before its day. `seen` is the mark of what the administrator saw. Throws
 * `program-refused` to all but the court's administrators, `dictionary-changed` when somebody else was faster,
 * DictionaryError when the entry cannot be used or would rewrite the past.
 */
export async function changeOwnEvents(
  ports: OwnEventsPorts,
  actor: Actor,
  court: CourtId,
  change: OwnEventsChange,
  seen: string,
): Promise<void> {
  if (!mayAct(actor, court, null, 'edit-dictionary')) throw new CourtError('program-refused');
  await changing(ports, court, async ({ own, today, write }) => {
    if (seenMark(own) !== seen) throw new CourtError('dictionary-changed');
    const after = ownAfter(own, change);
    checkedOwn(ports.dictionaries, own, after, today);
    const body = change.kind === 'add' ? { text: change.text } : { text: own.byPage[change.index]! };
    const act = change.kind === 'add' ? 'add own entry' : 'take back own entry';
    await write(act, { eventsByPage: after.byPage }, body, actorName(actor));
  });
}

/** The entry of the page that an own entry is; null: it is the file's. */
export function pageIndexOf(entry: OwnEntry, own: OwnTexts): number | null {
  const index = own.byPage.findIndex((_, at) => ownPageFile(at) === entry.file);
  return index < 0 ? null : index;
}

interface Standing {
  readonly own: OwnTexts;
  readonly trouble: string;
  /** A file has been taken before. */
  readonly hadFile: boolean;
  readonly today: CivilDate;
  write(
    act: string,
    values: Readonly<Record<string, unknown>>,
    body: { readonly [key: string]: string },
    actor?: string,
  ): Promise<void>;
}

/** Runs one change under the lock of the court's row. */
async function changing<T>(ports: OwnEventsPorts, court: CourtId, change: (at: Standing) => Promise<T>): Promise<T> {
  const now = ports.clock.now();
  const done = await ports.court.transaction(async (tx: Queries) => {
    const chain = await lockCourtChain(tx, court);
    const { zone } = (await courtById(tx, court))!;
    const today = civilDate(now, zone);
    const versions = await settingVersions(tx, court);
    // Of two versions of a day the one recorded later holds, so this one must be, whatever the clock did.
    const last = Math.max(0, ...versions.map((each) => epochMilliseconds(each.recordedAt)));
    const recordedAt = plusMilliseconds(now, Math.max(0, last + 1 - epochMilliseconds(now)));
    const { eventsByFile, eventsByPage, eventsFileTrouble } = settingsFrom(versionsOn(versions, today));
    return change({
      own: { byFile: eventsByFile, byPage: eventsByPage },
      trouble: eventsFileTrouble,
      hadFile: versions.some((each) => each.key === 'eventsByFile'),
      today,
      async write(act, values, body, actor = 'system install') {
        await insertSettings(tx, court, today, recordedAt, values);
        await linkCourtChain(tx, court, chain, { at: now, actor, act, body });
      },
    });
  });
  forgetCourt(ports.web, court);
  return done;
}
