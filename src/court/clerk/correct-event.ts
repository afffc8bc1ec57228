/** The clerk gives an entry its right event (spec/filing.md §9.3 tool (b), BR-22, BR-50; appendix D 9). */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DocumentSerial, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type CivilDate, civilDate, plusDays } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { type DocumentRestriction, mayAct } from '../access/policy.ts';
import { type RestrictPorts, restrictDocument } from '../access/restrict-document.ts';
import { enqueueJob } from '../cases/ports.ts';
import { linkCaseChain } from '../cases/store.ts';
import type { EventDefinition } from '../events/model.ts';
import { restrictionOf, TRANSCRIPT_DAYS } from '../filing/level-by-rule.ts';
import { lockCase, lockedCase, stateOfCase } from '../filing/store.ts';
import { rulesFor } from '../filing/submit-filing.ts';
import type { CourtPorts } from '../ports.ts';
import { decideEvent, type EventChosen, type EventCorrected, type StandingEntry } from './decide-event.ts';
import { type EntryRead, standingEntry, type Told, tellVersion, toldOf, writeCorrection } from './event-store.ts';

export interface EventCorrection {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  /** The version of the entry that the clerk saw. */
  readonly version: number;
  readonly chosen: EventChosen;
  /** Whether those who were told of the entry are told of the correction; left out: they are. */
  readonly tell?: boolean;
}

type Ports = Pick<CourtPorts, 'court' | 'clock' | 'random' | 'deadlines' | 'settingsOf'>;

/** What the correction does, and what the clerk is told beside it. */
export interface Corrected extends EventCorrected {
  /** Who is told of it, one for each address. */
  readonly told: readonly Told[];
  readonly documents: {
    /** Documents that everybody may open and that get the level of the new event; empty: it gives none. */
    readonly toRestrict: readonly DocumentSerial[];
    readonly level: DocumentRestriction;
    /** How many are restricted already: they keep their level, for a correction opens nothing. */
    readonly restricted: number;
  };
}

/**
 * Gives the entry another event: code, names, category, and a new version of its text, which says that it was modified. Reliefs are
 * opened and deadlines set from the day on which it was filed; those of the event that it had are dropped, and what that
 * event ended runs again. Number, documents, filers, filing date and receipt stay. Those who were told of it get a notice of the
 * correction. Documents that everybody may open get the level of the new event first; one that is restricted keeps its level.
 * Public entries that were filed here. Throws `program-refused` to all but clerks, `absent`, `draft-changed` when another version
 * stands, `event-unknown`, and the refusals of `decideEvent` and of the filing itself.
 */
export async function correctEvent(
  ports: Ports & RestrictPorts,
  actor: Actor,
  wish: EventCorrection,
): Promise<EventCorrected> {
  const { court, caseId, seq } = wish;
  // Restricted first, each by an act of its own: should anything fail now, no document is open that must not be.
  const { documents, filing } = await checkEvent(ports, actor, wish);
  const until = restrictedUntil(documents.level, filing.filedOn);
  for (const serial of documents.toRestrict)
    await restrictDocument(ports, actor, {
      ...{ court, caseId, serial, level: documents.level, until, persons: [] },
      authority: `The event ${filing.shortName}`,
      reason: 'The entry was given this event by the clerk.',
    });
  return ports.court.transaction(async (tx) => {
    const { entry, corrected, today } = await decideUnderLock(ports, tx, actor, wish);
    // Opened again by somebody in between: then it is looked at once more.
    if (corrected.documents.toRestrict.length > 0) throw new CourtError('draft-changed');
    const at = ports.clock.now();
    await writeCorrection(tx, {
      court,
      caseId,
      seq,
      version: entry.version + 1,
      text: corrected.text,
      actor: actorName(actor),
      at,
      today,
      corrected,
      newId: () => uuidAt(ports.random, at),
    });
    const told = wish.tell === false ? [] : corrected.told;
    await linkCaseChain(tx, court, caseId, {
      at,
      actor: actorName(actor),
      act: 'correct event',
      body: {
        entry: seq,
        version: entry.version + 1,
        from: entry.shortName,
        to: corrected.filing.shortName,
        told: told.length,
      },
    });
    if (told.length > 0) {
      const { filing } = entry;
      const newId = () => uuidAt<string>(ports.random, at);
      await tellVersion(tx, { court, caseId, seq, filing, version: entry.version + 1, at, told, newId });
      await enqueueJob(tx, 'after-filing', { court, filing }, `corrected ${filing} ${entry.version + 1}`);
    }
    return corrected;
  });
}

/** The day on which a document is public by itself that the event restricts for a time (`releaseOf`). */
const restrictedUntil = (level: DocumentRestriction, filedOn: CivilDate): CivilDate | null =>
  level === 'embargo' ? plusDays(filedOn, TRANSCRIPT_DAYS) : null;

/** What `correctEvent` would do now, without doing it; throws the same. */
export const checkEvent = (ports: Ports, actor: Actor, wish: EventCorrection): Promise<Corrected> =>
  ports.court.transaction(async (tx) => (await decideUnderLock(ports, tx, actor, wish)).corrected);

async function decideUnderLock(
  ports: Ports,
  tx: Queries,
  actor: Actor,
  wish: EventCorrection,
): Promise<{ entry: EntryRead; corrected: Corrected; today: CivilDate }> {
  const { court, caseId, seq, chosen } = wish;
  if (!mayAct(actor, court, caseId, 'manage-case')) throw new CourtError('program-refused');
  const settings = await ports.settingsOf(court);
  const today = civilDate(ports.clock.now(), settings.zone);
  const lock = await lockCase(tx, 'pub', court, caseId);
  const entry = lock && (await standingEntry(tx, court, caseId, seq));
  if (!lock || !entry) throw new CourtError('absent');
  if (entry.version !== wish.version) throw new CourtError('draft-changed');
  const definition = settings.dictionary.at(chosen.event, entry.filedOn, settings.docketWording);
  if (!definition) throw new CourtError('event-unknown', chosen.event);
  // As of the day of filing: who appeared then, whoever has withdrawn since.
  const read = await stateOfCase(tx, 'pub', court, caseId, {
    account: entry.account,
    seqs: chosen.references.map((each) => each.seq),
    uploads: [],
    deadlines: [],
    today: entry.filedOn,
  });
  const decided = decideEvent(chosen, {
    state: lockedCase(court, caseId, lock, read),
    entry: { ...entry, role: roleOf(entry.signerKind) },
    had: settings.dictionary.version(entry.eventCode, entry.eventVersion),
    definition,
    rules: rulesFor(ports, settings),
    today,
    by: await signatureName(tx, court, actor),
  });
  if (decided.kind === 'refusal') throw decided.error;
  const told = await toldOf(tx, court, caseId, seq);
  return { entry, corrected: { ...decided, told, documents: levelsOf(entry, definition) }, today };
}

/** What the new event makes of the documents: those that are open get its level; nothing is opened. */
function levelsOf(entry: EntryRead, definition: EventDefinition): Corrected['documents'] {
  const level = restrictionOf(definition);
  const restricted = entry.documents.length - entry.publicDocuments.length;
  if (level === 'public' || level === 'sealed-entry' || level === 'court-only-entry')
    return { toRestrict: [], level: 'public', restricted };
  return { toRestrict: entry.publicDocuments, level, restricted };
}

/** As whom a person of the court files; null: as nobody. */
export const roleOf = (kind: string | null): StandingEntry['role'] =>
  kind === 'attorney' || kind === 'pro-se' || kind === 'clerk' || kind === 'judge' ? kind : null;

/** `Last, First`, as texts say who modified them (court_person_account). */
async function signatureName(db: Queries, court: CourtId, actor: Actor): Promise<string> {
  if (actor.kind !== 'account') return '';
  const [person] = await db.query<{ name: string }>(
    'select signature_name as name from pub.court_person where court_id = $1 and account_id = $2::uuid',
    [court, actor.account],
  );
  return person?.name ?? '';
}
