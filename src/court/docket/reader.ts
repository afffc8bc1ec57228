/**
 * The reader: the only way to read a docket, made for one actor in one court (DESIGN §2 rule 4). What it gives is what that
 * actor may see; what they may not see is answered as DESIGN §4.4 says. Public matter is read on the web login, which has no
 * right on the sealed side; restricted matter comes from the Registrar, and only for those who could be entitled to some.
 */
import { type CaseNumberQuery, shortNumber } from '../../kernel/case-number.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, CourtId, DocumentSerial } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type Clock, civilDate, type Zone } from '../../kernel/time.ts';
import { type Actor, rolesIn } from '../access/actor.ts';
import {
  type Answer,
  mayAct,
  mayAskForDocument,
  mayAskRegistrar,
  NO_STANDING,
  type Standing,
} from '../access/policy.ts';
import type { Registrar } from '../access/registrar.ts';
import { foldName } from '../cases/party-names.ts';
import type { Side } from '../cases/side.ts';
import { type DeadlineView, deadlinesOf } from './deadlines.ts';
import type {
  CaseHeader,
  CaseSummary,
  DocketCursor,
  DocketQuery,
  DocumentDetail,
  EntryRow,
  EntryView,
  FoundName,
  PartyView,
  RestrictedView,
} from './model.ts';
import { documentDetail, documentsBySerial } from './restricted-store.ts';
import {
  type CaseRow,
  caseById,
  casesByName,
  casesByNumber,
  type DocketWish,
  docketBatch,
  docketSize,
  entriesBySeq,
  entryView,
  headerOf,
  partiesOf,
  partyNames,
  partyOfDefendant,
  placeholdersOf,
  restrictedBySerial,
  restrictedStubs,
  sealedNumbers,
  standingOf,
} from './store.ts';

export interface ReaderPorts {
  readonly web: Queries;
  readonly registrar: Registrar;
  readonly clock: Clock;
  zoneOf(court: CourtId): Promise<Zone>;
}

export type FoundCase =
  | { readonly kind: 'case'; readonly summary: CaseSummary; readonly matched: readonly string[] }
  | { readonly kind: 'under-seal'; readonly number: string };

export interface FoundCases {
  readonly cases: readonly FoundCase[];
  readonly more: boolean;
}

/** A case opened for one actor. */
export interface OpenCase {
  readonly header: CaseHeader;
  readonly standing: Standing;
  /** Where it stands; `sealed` only for those cleared. */
  readonly side: Side;
  parties(): Promise<PartyView[]>;
  /** Its deadlines, open and ended: those that entries set which are on the side where the case stands. */
  deadlines(): Promise<DeadlineView[]>;
  /** The docket in batches of at most 500 rows, each read when it is asked for. */
  docket(wish: DocketQuery): AsyncGenerator<readonly EntryRow[]>;
  /** Entries and bytes of the public docket sheet, for its price. */
  size(wish: DocketQuery): Promise<{ entries: number; bytes: number }>;
  /** Documents of public entries that not everybody may open, as far as this actor may, by entry; of a sealed case none. */
  restricted(): Promise<ReadonlyMap<number, readonly RestrictedView[]>>;
  /** Those of the entries named that this actor may see. */
  entries(seqs: readonly number[]): Promise<EntryView[]>;
}

export interface Reader {
  /** Free of charge. `page` from 1, 50 a page. */
  casesByNumber(typed: CaseNumberQuery): Promise<FoundCases>;
  casesByName(words: string, page: number): Promise<FoundCases>;
  /**
   * Names of parties of this court's public cases that are, or nearly are, what was typed (three letters or more; else none), the
   * likest first, at most 20. Of cases under Fed. R. Civ. P. 5.2(c) only for their participants and the court; never an address.
   */
  partyNames(words: string): Promise<FoundName[]>;
  /** Throws `case-not-found` or `case-under-seal`. By internal number a sealed case is always as absent. */
  openCase(by: CaseId | CaseNumberQuery): Promise<OpenCase>;
  /**
   * Throws `absent`, `document-refused` or `sign-on-required`. With `within`, a document of any other case is absent,
   * restricted or not (spec/security.md A04). Without it, a document of several cases is given in the first that this actor may see.
   */
  document(serial: DocumentSerial, within?: CaseId): Promise<DocumentDetail>;
}

/** What the public is told instead of the names in a case under seal (DESIGN §4.4; spec/security.md, policy of 17 March 2009). */
export const SEALED_CAPTION = 'Sealed v. Sealed';

const BATCH = 500;
/** Fewer would find everybody (spec/filing.md §2.7.8). */
const LETTERS_TO_SEARCH = 3;
const PAGE = 50;

const REFUSALS: Record<Exclude<Answer, 'allow'>, CourtError['code']> = {
  absent: 'absent',
  'under-seal': 'case-under-seal',
  'no-permission': 'document-refused',
  'sign-on': 'sign-on-required',
};

/** The error that an answer of the policy is to the person. */
export const refusalOf = (answer: Exclude<Answer, 'allow'>): CourtError => new CourtError(REFUSALS[answer]);

export function readerFor(ports: ReaderPorts, actor: Actor, court: CourtId): Reader {
  const { web, registrar } = ports;
  const couldBeCleared =
    actor.kind === 'system' ||
    rolesIn(actor, court, null).has('sealed-clerk') ||
    rolesIn(actor, court, null).has('judge');

  async function standing(caseId: CaseId): Promise<Standing> {
    if (actor.kind !== 'account') return NO_STANDING;
    const today = civilDate(ports.clock.now(), await ports.zoneOf(court));
    const found = await standingOf(web, 'pub', court, caseId, actor.account, today);
    return { participant: found.participant, assignedJudge: found.assigned_judge };
  }

  /** The serials of a case's restricted documents are public; also from when on one is open to everyone. */
  async function mayHaveMoreDocuments(caseId: CaseId): Promise<boolean> {
    const stubs = await restrictedStubs(web, court, caseId);
    if (stubs.length === 0) return false;
    const today = civilDate(ports.clock.now(), await ports.zoneOf(court));
    return mayAskForDocument(actor) || stubs.some((each) => each.until_on !== null && each.until_on <= today);
  }

  async function restrictedOf(caseId: CaseId, of: Standing): Promise<ReadonlyMap<number, readonly RestrictedView[]>> {
    return (await mayHaveMoreDocuments(caseId)) ? registrar.documents(actor, court, caseId, of) : new Map();
  }

  /** A wish for the docket of one defendant, with the party that it is. Throws `absent` when there is no such defendant. */
  async function aboutParty(side: Side, caseId: CaseId, wish: DocketQuery): Promise<DocketWish> {
    if (wish.defendant === undefined) return wish;
    const about =
      side === 'pub'
        ? await partyOfDefendant(web, side, court, caseId, wish.defendant)
        : (await registrar.parties(actor, court, caseId)).find((party) => party.defendant?.number === wish.defendant)
            ?.partyNo;
    if (about == null) throw new CourtError('absent');
    return { ...wish, about };
  }

  async function openPublic(row: CaseRow): Promise<OpenCase> {
    const of = await standing(row.case_id);
    const cleared = mayAskRegistrar(actor, court, row.case_id, of);
    return {
      header: headerOf(row),
      standing: of,
      side: 'pub',
      parties: () => partiesOf(web, 'pub', court, row.case_id),
      deadlines: () => deadlinesOf(web, 'pub', court, row.case_id),
      size: async (wish) => docketSize(web, court, row.case_id, await aboutParty('pub', row.case_id, wish)),
      async *docket(wish) {
        yield* publicDocket(row.case_id, of, cleared, await aboutParty('pub', row.case_id, wish));
      },
      restricted: () => restrictedOf(row.case_id, of),
      async entries(seqs) {
        const documents = await restrictedOf(row.case_id, of);
        const shown = (await entriesBySeq(web, 'pub', court, row.case_id, seqs)).map((each) =>
          withDocuments(entryView(each), documents),
        );
        if (!cleared) return shown;
        const restricted = await registrar.entries(actor, court, row.case_id, of, { order: 'oldest-first' });
        return [...shown, ...restricted.filter((each) => seqs.includes(each.seq))];
      },
    };
  }

  async function* publicDocket(
    caseId: CaseId,
    of: Standing,
    cleared: boolean,
    wish: DocketWish,
  ): AsyncGenerator<readonly EntryRow[]> {
    const extra = cleared ? await registrar.entries(actor, court, caseId, of, wish) : [];
    const documents = await restrictedOf(caseId, of);
    const shownNumbers = new Set(extra.map((each) => each.number));
    const dated = wish.filedFrom !== undefined || wish.filedTo !== undefined;
    const holes = dated
      ? []
      : (await placeholdersOf(web, court, caseId)).filter((no) => inNumbers(no, wish) && !shownNumbers.has(String(no)));
    const merge = mergerOf(wish, extra, holes);
    let cursor: DocketCursor | null = null;
    for (;;) {
      const rows = await docketBatch(web, 'pub', court, caseId, wish, cursor, BATCH);
      const views = rows.map((row) => withDocuments(entryView(row), documents));
      yield merge(views, rows.length < BATCH);
      if (rows.length < BATCH) return;
      const last = rows[rows.length - 1]!;
      cursor = { filedOn: last.filed_on, seq: last.entry_seq };
    }
  }

  function openSealed(row: CaseRow, of: Standing): OpenCase {
    const all = async (wish: DocketQuery) =>
      registrar.entries(actor, court, row.case_id, of, await aboutParty('sealed', row.case_id, wish));
    return {
      header: headerOf(row),
      standing: of,
      side: 'sealed',
      parties: () => registrar.parties(actor, court, row.case_id),
      deadlines: () => registrar.deadlines(actor, court, row.case_id),
      async size(wish) {
        const entries = await all(wish);
        return {
          entries: entries.length,
          bytes: entries.reduce((sum, each) => sum + Buffer.byteLength(each.text) + 20, 400),
        };
      },
      async *docket(wish) {
        yield await all(wish);
      },
      restricted: async () => new Map(),
      entries: async (seqs) => (await all({ order: 'oldest-first' })).filter((each) => seqs.includes(each.seq)),
    };
  }

  return {
    async casesByNumber(typed) {
      const rows = await casesByNumber(web, 'pub', court, typed);
      const sealed = couldBeCleared ? await registrar.casesByNumber(actor, court, typed) : [];
      const open = [...rows, ...sealed.map((each) => each.row)].map(
        (row): FoundCase => ({ kind: 'case', summary: headerOf(row), matched: [] }),
      );
      const seen = new Set(sealed.map((each) => shortNumber(headerOf(each.row).number)));
      const closed = (await sealedNumbers(web, court, typed))
        .map((number) => shortNumber(number))
        .filter((number) => !seen.has(number))
        .map((number): FoundCase => ({ kind: 'under-seal', number }));
      return { cases: [...open, ...closed], more: false };
    },

    async casesByName(words, page) {
      const pattern = `%${words.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
      const rows = await casesByName(web, court, pattern, PAGE + 1, (page - 1) * PAGE);
      const cases = rows
        .slice(0, PAGE)
        .map((row): FoundCase => ({ kind: 'case', summary: headerOf(row), matched: row.matched ?? [] }));
      return { cases, more: rows.length > PAGE };
    },

    async partyNames(words) {
      const folded = foldName(words);
      if ([...folded.replaceAll(' ', '')].length < LETTERS_TO_SEARCH) return [];
      const staff = actor.kind === 'system' || mayAct(actor, court, null, 'docket-court-event');
      const today = civilDate(ports.clock.now(), await ports.zoneOf(court));
      return partyNames(web, court, folded, { staff, account: actor.kind === 'account' ? actor.account : null, today });
    },

    async openCase(by) {
      if (typeof by === 'number') {
        const row = await caseById(web, 'pub', court, by);
        if (row) return openPublic(row);
        const sealed = couldBeCleared ? await registrar.caseById(actor, court, by) : 'absent';
        if (typeof sealed === 'string') throw new CourtError('case-not-found');
        return openSealed(sealed.row, sealed.standing);
      }
      const rows = await casesByNumber(web, 'pub', court, by);
      if (rows[0]) return openPublic(rows[0]);
      const sealed = couldBeCleared ? await registrar.casesByNumber(actor, court, by) : [];
      if (sealed[0]) return openSealed(sealed[0].row, sealed[0].standing);
      const [number] = await sealedNumbers(web, court, by);
      if (number) throw new CourtError('case-under-seal', `${shortNumber(number)} ${SEALED_CAPTION}`);
      throw new CourtError('case-not-found');
    },

    async document(serial, within) {
      const [row] = await documentsBySerial(web, 'pub', 'pub', court, serial, within ?? null);
      if (row) return documentDetail(row);
      const stubs = await restrictedBySerial(web, court, serial, within ?? null);
      const caseId = stubs[0]?.case_id ?? null;
      const of = caseId === null ? NO_STANDING : await standing(caseId);
      const today = civilDate(ports.clock.now(), await ports.zoneOf(court));
      const open = stubs.some((stub) => stub.until_on !== null && stub.until_on <= today);
      if (open || (stubs.length > 0 && mayAskForDocument(actor)) || mayAskRegistrar(actor, court, caseId, of)) {
        const found = await registrar.document(actor, court, serial, within ?? null);
        if (typeof found !== 'string') return found;
        if (found !== 'allow') throw refusalOf(found);
      }
      if (caseId === null) throw new CourtError('absent');
      throw refusalOf(actor.kind === 'anonymous' ? 'sign-on' : 'no-permission');
    },
  };
}

const inNumbers = (no: number, wish: DocketQuery): boolean =>
  (wish.numberFrom === undefined || no >= wish.numberFrom) && (wish.numberTo === undefined || no <= wish.numberTo);

function withDocuments(view: EntryView, documents: ReadonlyMap<number, readonly RestrictedView[]>): EntryView {
  const more = documents.get(view.seq);
  if (!more) return view;
  return { ...view, documents: [...view.documents, ...more].sort((a, b) => a.attachmentNo - b.attachmentNo) };
}

/**
 * Puts what a cleared reader sees more, and the bare numbers of what nobody else sees, into their places in a stream of
 * public rows: restricted entries by day and number, placeholders by number alone.
 */
function mergerOf(
  wish: DocketQuery,
  extra: readonly EntryView[],
  holes: readonly number[],
): (rows: readonly EntryView[], last: boolean) => EntryRow[] {
  const forward = wish.order === 'oldest-first';
  const waiting = [...extra];
  const numbers = forward ? [...holes] : [...holes].reverse();
  const numberOf = (row: EntryView): number =>
    row.number !== null && /^\d+$/.test(row.number) ? Number(row.number) : Number.NaN;
  const comesFirst = (a: EntryView, b: EntryView): boolean => {
    if (a.filedOn !== b.filedOn) return forward ? a.filedOn < b.filedOn : a.filedOn > b.filedOn;
    return forward ? numberOf(a) < numberOf(b) : numberOf(a) > numberOf(b);
  };
  return (rows, last) => {
    const merged: EntryRow[] = [];
    const put = (row: EntryView): void => {
      const no = numberOf(row);
      while (numbers.length > 0 && (forward ? numbers[0]! < no : numbers[0]! > no)) {
        merged.push({ kind: 'sealed-placeholder', docNo: numbers.shift()! });
      }
      merged.push(row);
    };
    for (const row of rows) {
      while (waiting[0] && comesFirst(waiting[0], row)) put(waiting.shift()!);
      put(row);
    }
    if (last) {
      for (const row of waiting.splice(0)) put(row);
      for (const docNo of numbers.splice(0)) merged.push({ kind: 'sealed-placeholder', docNo });
    }
    return merged;
  };
}
