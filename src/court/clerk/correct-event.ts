/** The clerk gives an entry its right event (spec/filing.md §9.3 tool (b), BR-22, BR-50; appendix D 9). */
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, EntrySeq } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { type CivilDate, civilDate } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { mayAct } from '../access/policy.ts';
import { linkCaseChain } from '../cases/store.ts';
import { lockCase, lockedCase, stateOfCase } from '../filing/store.ts';
import { rulesFor } from '../filing/submit-filing.ts';
import type { CourtPorts } from '../ports.ts';
import { decideEvent, type EventChosen, type EventCorrected, type StandingEntry } from './decide-event.ts';
import { type EntryRead, standingEntry, writeCorrection } from './event-store.ts';

export interface EventCorrection {
  readonly court: CourtId;
  readonly caseId: CaseId;
  readonly seq: EntrySeq;
  /** The version of the entry that the clerk saw. */
  readonly version: number;
  readonly chosen: EventChosen;
}

type Ports = Pick<CourtPorts, 'court' | 'clock' | 'random' | 'deadlines' | 'settingsOf'>;

/**
 * Gives the entry another event: code, names, category, and a new version of its text, which says that it was modified. Reliefs are
 * opened and deadlines set from the day on which it was filed; those of the event that it had are dropped, and what that
 * event ended runs again. Number, documents, filers, filing date and receipt stay. Public entries that were filed here. Throws
 * `program-refused` to all but clerks, `absent`, `draft-changed` when another version stands, `not-in-sealed-matter` while a
 * document of it is restricted, `event-unknown`, and the refusals of `decideEvent` and of the filing itself.
 */
export async function correctEvent(ports: Ports, actor: Actor, wish: EventCorrection): Promise<EventCorrected> {
  const { court, caseId, seq } = wish;
  return ports.court.transaction(async (tx) => {
    const { entry, corrected, today } = await decideUnderLock(ports, tx, actor, wish);
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
    await linkCaseChain(tx, court, caseId, {
      at,
      actor: actorName(actor),
      act: 'correct event',
      body: { entry: seq, version: entry.version + 1, from: entry.shortName, to: corrected.filing.shortName },
    });
    return corrected;
  });
}

/** What `correctEvent` would do now, without doing it; throws the same. */
export const checkEvent = (ports: Ports, actor: Actor, wish: EventCorrection): Promise<EventCorrected> =>
  ports.court.transaction(async (tx) => (await decideUnderLock(ports, tx, actor, wish)).corrected);

async function decideUnderLock(
  ports: Ports,
  tx: Queries,
  actor: Actor,
  wish: EventCorrection,
): Promise<{ entry: EntryRead; corrected: EventCorrected; today: CivilDate }> {
  const { court, caseId, seq, chosen } = wish;
  if (!mayAct(actor, court, caseId, 'manage-case')) throw new CourtError('program-refused');
  const settings = await ports.settingsOf(court);
  const today = civilDate(ports.clock.now(), settings.zone);
  const lock = await lockCase(tx, 'pub', court, caseId);
  const entry = lock && (await standingEntry(tx, court, caseId, seq));
  if (!lock || !entry) throw new CourtError('absent');
  if (entry.version !== wish.version) throw new CourtError('draft-changed');
  if (entry.documents.length !== entry.documentsFiled) throw new CourtError('not-in-sealed-matter');
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
  return { entry, corrected: decided, today };
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
