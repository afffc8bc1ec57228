/**
 * The Registrar: the only door to restricted matter (DESIGN §4.3). It has the vault login and the sealed store; it asks the
 * policy itself and never takes a caller's word for a right. A process of its own later: nothing but this type is shared.
 */
import type { Readable } from 'node:stream';
import type { CaseNumberQuery } from '../../kernel/case-number.ts';
import type { CaseId, CourtId, DocumentSerial, PersonId } from '../../kernel/ids.ts';
import type { Database, SealedStore } from '../../kernel/ports.ts';
import { type CivilDate, type Clock, civilDate, type Zone } from '../../kernel/time.ts';
import { type DeadlineView, deadlinesOf } from '../docket/deadlines.ts';
import type { DocumentDetail, EntryView, PartyView, RestrictedView } from '../docket/model.ts';
import {
  type DocumentRow,
  documentDetail,
  documentsBySerial,
  namedPersonsOf,
  restrictedDocumentsOfPublicEntries,
  sealedCaseRestriction,
  tiesOf,
} from '../docket/restricted-store.ts';
import {
  type CaseRow,
  caseById,
  casesByNumber,
  type DocketWish,
  docketBatch,
  entryView,
  partiesOf,
  standingOf,
} from '../docket/store.ts';
import { type FiledAgain, type FilingNamed, filingOn } from '../filing/read-filing.ts';
import type { Actor } from './actor.ts';
import { type Answer, levelOn, mayAct, mayRead, NO_STANDING, type Standing, type Ties } from './policy.ts';

/** A sealed case as its Registrar shows it to somebody cleared. */
export interface SealedCase {
  readonly row: CaseRow;
  readonly standing: Standing;
}

/** One to whom the court has opened a document. */
export interface NamedPerson {
  readonly personId: PersonId;
  readonly name: string;
}

export interface Registrar {
  /** Sealed cases of that number which this actor may see. */
  casesByNumber(actor: Actor, court: CourtId, typed: CaseNumberQuery): Promise<SealedCase[]>;
  /** A sealed case by its internal number, or why not; `absent` also when there is none. */
  caseById(actor: Actor, court: CourtId, caseId: CaseId): Promise<SealedCase | Answer>;
  parties(actor: Actor, court: CourtId, caseId: CaseId): Promise<PartyView[]>;
  /** Those of a sealed case, for who may see it. */
  deadlines(actor: Actor, court: CourtId, caseId: CaseId): Promise<DeadlineView[]>;
  /** Court-only and sealed entries of a public case, or all entries of a sealed one, as far as this actor may see them. */
  entries(actor: Actor, court: CourtId, caseId: CaseId, standing: Standing, wish: DocketWish): Promise<EntryView[]>;
  /** Restricted documents of public entries that this actor may open, by entry. */
  documents(actor: Actor, court: CourtId, caseId: CaseId, standing: Standing): Promise<Map<number, RestrictedView[]>>;
  /** A restricted document by its serial, or why not; in the case named, or wherever this actor may open it. */
  document(
    actor: Actor,
    court: CourtId,
    serial: DocumentSerial,
    within: CaseId | null,
  ): Promise<DocumentDetail | Answer>;
  /** To whom a restricted document of a visible entry is opened by name, now; nobody for who may not restrict it. */
  namedPersons(actor: Actor, court: CourtId, caseId: CaseId, serial: DocumentSerial): Promise<NamedPerson[]>;
  /** A filing that this account has made itself, with all its documents' facts, wherever it stands; null: none. */
  ownFiling(actor: Actor, court: CourtId, named: FilingNamed): Promise<FiledAgain | null>;
  /** The filer's bytes of a restricted document. The caller has been given it by `document`; the policy is asked again. */
  open(actor: Actor, court: CourtId, serial: DocumentSerial, within: CaseId): Promise<Readable>;
}

/** What bytes of a sealed document are bound to (associated data): they decrypt for no other document. */
export const sealContext = (court: CourtId, serial: DocumentSerial): string => `document ${court} ${serial}`;

const ALL_ENTRIES = 1_000_000;

export function registrarOf(ports: {
  readonly vault: Database;
  readonly sealed: SealedStore;
  readonly clock: Clock;
  zoneOf(court: CourtId): Promise<Zone>;
}): Registrar {
  const { vault } = ports;

  const todayIn = async (court: CourtId): Promise<CivilDate> => civilDate(ports.clock.now(), await ports.zoneOf(court));

  /** What the actor is to the documents of a case. */
  async function tiesIn(actor: Actor, side: 'pub' | 'sealed', court: CourtId, caseId: CaseId) {
    if (actor.kind !== 'account') return new Map<DocumentSerial, Ties>();
    return tiesOf(vault, side, court, caseId, actor.account, await todayIn(court));
  }

  async function standing(actor: Actor, side: 'pub' | 'sealed', court: CourtId, caseId: CaseId): Promise<Standing> {
    if (actor.kind !== 'account') return NO_STANDING;
    const found = await standingOf(vault, side, court, caseId, actor.account, await todayIn(court));
    return { participant: found.participant, assignedJudge: found.assigned_judge };
  }

  async function admitted(actor: Actor, row: CaseRow): Promise<SealedCase | Answer> {
    const of = await standing(actor, 'sealed', row.court_id, row.case_id);
    const matter = { court: row.court_id, caseId: row.case_id, inCase: row.restriction } as const;
    const answer = mayRead(actor, of, { ...matter, inEntry: 'public', document: 'public' });
    return answer === 'allow' ? { row, standing: of } : answer;
  }

  /** In the case named, or in the first where this actor may open it; else the answer of the first that has one to give. */
  async function restrictedDocument(
    actor: Actor,
    court: CourtId,
    serial: DocumentSerial,
    within: CaseId | null,
  ): Promise<DocumentDetail | Answer> {
    const inPublic = await documentsBySerial(vault, 'sealed', 'pub', court, serial, within);
    const inSealed = await documentsBySerial(vault, 'sealed', 'sealed', court, serial, within);
    let refused: Answer = 'absent';
    for (const row of [...inPublic, ...inSealed]) {
      const found = await restrictedRow(actor, court, row, inPublic.includes(row));
      if (typeof found !== 'string') return found;
      if (refused === 'absent') refused = found;
    }
    return refused;
  }

  async function restrictedRow(
    actor: Actor,
    court: CourtId,
    row: DocumentRow,
    inPublic: boolean,
  ): Promise<DocumentDetail | Answer> {
    const { serial } = row;
    const caseSealed = inPublic ? null : await sealedCaseRestriction(vault, court, row.case_id);
    const side = caseSealed ? 'sealed' : 'pub';
    const of = await standing(actor, side, court, row.case_id);
    const ties = await tiesIn(actor, side, court, row.case_id);
    const level = levelOn(row.restriction, row.until_on, await todayIn(court));
    const answer = mayRead(actor, of, {
      court,
      caseId: row.case_id,
      inCase: caseSealed ?? 'public',
      inEntry: row.entry_restriction,
      document: level,
      ties: ties.get(serial),
    });
    // What stands in a sealed case or entry is absent to everyone who may not see that (DESIGN §4.4, "direct address").
    if (answer === 'under-seal') return 'absent';
    if (answer !== 'allow') return answer;
    // A document of a sealed case or entry is sealed, whatever its own level.
    const restriction = level === 'public' && !inPublic ? 'sealed' : level;
    return documentDetail({ ...row, restriction });
  }

  return {
    async casesByNumber(actor, court, typed) {
      const rows = await casesByNumber(vault, 'sealed', court, typed);
      const seen = await Promise.all(rows.map((row) => admitted(actor, row)));
      return seen.filter((each) => typeof each !== 'string');
    },
    async caseById(actor, court, caseId) {
      const row = await caseById(vault, 'sealed', court, caseId);
      return row ? admitted(actor, row) : 'absent';
    },
    async parties(actor, court, caseId) {
      const found = await this.caseById(actor, court, caseId);
      return typeof found === 'string' ? [] : partiesOf(vault, 'sealed', court, caseId);
    },
    async deadlines(actor, court, caseId) {
      const found = await this.caseById(actor, court, caseId);
      if (typeof found === 'string') return [];
      // What is hidden within a sealed case is for nobody here.
      const seen = await this.entries(actor, court, caseId, found.standing, { order: 'oldest-first' });
      const shown = new Set<number>(seen.map((each) => each.seq));
      const deadlines = await deadlinesOf(vault, 'sealed', court, caseId);
      return deadlines.filter(
        (each) => shown.has(each.setBy.seq) && (each.moved === null || shown.has(each.moved.by.seq)),
      );
    },
    async entries(actor, court, caseId, of, wish) {
      const inCase = (await sealedCaseRestriction(vault, court, caseId)) ?? 'public';
      const rows = await docketBatch(vault, 'sealed', court, caseId, wish, null, ALL_ENTRIES);
      const ties = await tiesIn(actor, inCase === 'public' ? 'pub' : 'sealed', court, caseId);
      const today = await todayIn(court);
      const matter = { court, caseId, inCase } as const;
      return rows
        .filter((row) => mayRead(actor, of, { ...matter, inEntry: row.restriction, document: 'public' }) === 'allow')
        .map((row) => ({
          ...entryView(row),
          documents: (row.documents ?? []).filter(
            (each) =>
              mayRead(actor, of, {
                ...matter,
                inEntry: row.restriction,
                document: levelOn(each.restriction, each.untilOn, today),
                ties: ties.get(each.serial),
              }) === 'allow',
          ),
        }));
    },
    async documents(actor, court, caseId, of) {
      const byEntry = new Map<number, RestrictedView[]>();
      const ties = await tiesIn(actor, 'pub', court, caseId);
      const today = await todayIn(court);
      for (const row of await restrictedDocumentsOfPublicEntries(vault, court, caseId)) {
        const document = levelOn(row.restriction, row.untilOn, today);
        const matter = { court, caseId, inCase: 'public', inEntry: 'public', document } as const;
        if (mayRead(actor, of, { ...matter, ties: ties.get(row.serial) }) !== 'allow') continue;
        byEntry.set(row.entry_seq, [...(byEntry.get(row.entry_seq) ?? []), row]);
      }
      return byEntry;
    },
    document: restrictedDocument,
    async namedPersons(actor, court, caseId, serial) {
      const found = await restrictedDocument(actor, court, serial, caseId);
      if (typeof found === 'string' || !mayAct(actor, court, caseId, 'restrict')) return [];
      return namedPersonsOf(vault, court, serial, await todayIn(court));
    },
    async ownFiling(actor, court, named) {
      if (actor.kind !== 'account') return null;
      return filingOn(vault, ['pub', 'sealed'], court, actor.account, named);
    },
    async open(actor, court, serial, within) {
      const found = await restrictedDocument(actor, court, serial, within);
      if (typeof found === 'string' || !found.sealed)
        throw new Error('the registrar was asked to open what it had refused');
      return ports.sealed.open(found.sealed.objectId, found.sealed.wrappedKey, sealContext(court, serial));
    },
  };
}
