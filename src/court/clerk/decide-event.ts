/**
 * Whether and how an entry gets another event: one that only kept a date its right one, a wrong one the one that was meant
 * (spec/filing.md §9.3 tool (b), appendix D 9, BR-22, BR-50). Pure. What the entry becomes is what the filing would have become with
 * that event on the day it was filed: the decision of the filing itself is asked.
 */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import type { AccountId, EntrySeq, FilingId, PartyNo, UploadId } from '../../kernel/ids.ts';
import { type CivilDate, type Instant, shortUsDate } from '../../kernel/time.ts';
import type { CourtRole } from '../access/actor.ts';
import type { TextPart } from '../docket/model.ts';
import type { Answers } from '../events/answers.ts';
import { isAssociated } from '../events/associated.ts';
import { mayClose } from '../events/decide-people.ts';
import type { EventDefinition, UserKind } from '../events/model.ts';
import { decideFiling, type RulesForFiling } from '../filing/decide-filing.ts';
import type { CaseForFiling, DeadlineSet, Filing, OpenDeadline, UploadedDocument } from '../filing/model.ts';

/** What the clerk chooses; all the rest is kept as it was filed. */
export type EventChosen = Pick<Answers, 'event' | 'prefix' | 'freeText' | 'reliefs' | 'prompts' | 'references'>;

/** An entry as it stands, with what it did. */
export interface StandingEntry {
  readonly seq: EntrySeq;
  readonly filing: FilingId;
  readonly account: AccountId;
  readonly receivedAt: Instant;
  readonly filedOn: CivilDate;
  readonly version: number;
  readonly shortName: string;
  readonly parts: readonly TextPart[];
  /** As whom it was filed; null: by nobody who files. */
  readonly role: Extract<CourtRole, 'attorney' | 'pro-se' | 'clerk' | 'judge'> | null;
  readonly filers: readonly PartyNo[];
  readonly defendants: readonly PartyNo[];
  readonly documents: readonly {
    readonly attachmentNo: number;
    readonly category: string | null;
    readonly description: string | null;
  }[];
  readonly reliefs: readonly { readonly n: number; readonly status: string; readonly ruledBy: number | null }[];
  /** Deadlines of the case that are open, or that this entry has ended. */
  readonly deadlines: readonly (OpenDeadline & { readonly endedHere: boolean; readonly movedHere: boolean })[];
}

export interface EventCorrected {
  readonly kind: 'corrected';
  readonly filing: Filing;
  /** The new text, with every time it was modified at its end. */
  readonly parts: readonly TextPart[];
  /** The same as one line. */
  readonly text: string;
  readonly reliefsOpened: Filing['reliefsOpened'];
  /** Pending reliefs of the event that it had: nobody asks for them. */
  readonly reliefsDropped: readonly number[];
  readonly deadlinesSet: readonly DeadlineSet[];
  /** Deadlines that the event it had set: nobody has them. */
  readonly deadlinesDropped: readonly string[];
  /** Deadlines that the event it had ended wrongly: they run again. */
  readonly deadlinesReopened: readonly string[];
  readonly deadlinesEnded: readonly string[];
}

/** An entry is hidden or shown by an act of its own; what an event says of documents follows it. */
const hidesEntries = ({ restriction }: EventDefinition): boolean =>
  restriction === 'sealed-entry' || restriction === 'court-only';

/** An event that does more than open reliefs and set or end deadlines cannot be given or taken away afterwards. */
export function changesCase(definition: EventDefinition, userKind: UserKind): boolean {
  return (
    definition.matter.kind === 'rules' ||
    // what a clerk chooses one by one is not chosen here, and so moves nothing
    (definition.moves !== null && definition.moves.whose.kind !== 'chosen') ||
    hidesEntries(definition) ||
    definition.associates ||
    definition.parties.adds.length > 0 ||
    definition.parties.terminates ||
    definition.parties.identifies ||
    definition.counsel.adds ||
    definition.counsel.terminates ||
    definition.counts !== 'none' ||
    definition.flags.sets.length > 0 ||
    definition.flags.clears.length > 0 ||
    mayClose(definition, { userKind })
  );
}

/** ` Modified on 3/5/2026 to correct the event (Clerk, Clara).` (spec/filing.md §2.11). */
export const modifiedWords = (on: CivilDate, by: string): string =>
  ` Modified on ${shortUsDate(on)} to correct the event${by === '' ? '' : ` (${by})`}.`;

const isModified = (part: TextPart): part is TextPart & { kind: 'text' } =>
  part.kind === 'text' && /^ Modified on \d/.test(part.text);

/** Stands in for the upload of a document that was filed long ago. */
const uploadOf = (attachmentNo: number): UploadId =>
  `00000000-0000-7000-8000-${String(attachmentNo).padStart(12, '0')}` as UploadId;

export interface CorrectionFacts {
  /** The case as of the day of filing; its signer is who signed the entry. */
  readonly state: CaseForFiling;
  readonly entry: StandingEntry;
  /** What the entry was filed with; undefined: the dictionary does not know it. */
  readonly had: EventDefinition | undefined;
  /** The event chosen, as it was on the day of filing. */
  readonly definition: EventDefinition;
  readonly rules: RulesForFiling;
  readonly today: CivilDate;
  /** The clerk, `Last, First`; empty: the court knows no name. */
  readonly by: string;
}

export function decideEvent(chosen: EventChosen, facts: CorrectionFacts): EventCorrected | Refusal {
  const { entry, had, definition, rules } = facts;
  const userKind = entry.role;
  if (userKind === null || !had) return refuse('event-changes-case');
  if (had.code === definition.code && had.matter.kind !== 'opens') return refuse('event-same');
  if (changesCase(definition, userKind) || changesCase(had, userKind))
    return refuse('event-changes-case', definition.name);
  if (entry.reliefs.some((each) => each.ruledBy !== null)) return refuse('entry-ruled-on');
  const state: CaseForFiling = {
    ...facts.state,
    openDeadlines: entry.deadlines.filter((each) => each.triggerSeq !== entry.seq && !each.movedHere),
    uploads: entry.documents.map((each) => standIn(each.attachmentNo)),
  };
  const actor = {
    kind: 'account',
    account: entry.account,
    privileges: [{ court: state.court, role: userKind, scopeCase: null }],
  } as const;
  const associated = entry.parts.find(isAssociated) ?? null;
  const wish = { restriction: 'public', byRule: 'public', inSealedCase: false, history: true, associated } as const;
  const decided = decideFiling(
    state,
    { ...definition, signedBy: 'filer' },
    { ...wish, answers: answersOf(entry, chosen, definition, state) },
    actor,
    entry.receivedAt,
    {
      ...rules,
      dayOf: () => entry.filedOn,
    },
  );
  if (decided.kind === 'refusal') return decided;
  const modified = [
    ...entry.parts.filter(isModified),
    { kind: 'text', text: modifiedWords(facts.today, facts.by) } as const,
  ];
  const last = Math.max(0, ...entry.reliefs.map((each) => each.n));
  const endedHere = entry.deadlines.filter((each) => each.endedHere && each.triggerSeq !== entry.seq);
  return {
    kind: 'corrected',
    filing: decided,
    parts: [...decided.parts, ...modified],
    text: [decided.text, ...modified.map((part) => part.text)].join(''),
    reliefsOpened: decided.reliefsOpened.map((each) => ({ ...each, n: last + each.n })),
    reliefsDropped: entry.reliefs.filter((each) => each.status === 'pending').map((each) => each.n),
    deadlinesSet: decided.deadlinesSet,
    deadlinesDropped: entry.deadlines
      .filter((each) => (each.triggerSeq === entry.seq || each.movedHere) && !each.endedHere)
      .map((each) => each.id),
    deadlinesReopened: endedHere.map((each) => each.id).filter((id) => !decided.deadlinesEnded.includes(id)),
    deadlinesEnded: decided.deadlinesEnded.filter((id) => !endedHere.some((each) => each.id === id)),
  };
}

const standIn = (attachmentNo: number): UploadedDocument =>
  ({
    uploadId: uploadOf(attachmentNo),
    sha256: '',
    bytes: 0,
    pages: 0,
    originalName: '',
    stagedPath: '',
    fillable: false,
    form: null,
  }) as unknown as UploadedDocument;

/** Who joined in an entry for parties whom its signer did not represent; of what the court filed, nobody. */
function joinedIn(entry: StandingEntry, { associations, signer }: CaseForFiling): Answers['jointWith'] {
  if (entry.role !== 'attorney' && entry.role !== 'pro-se') return [];
  const mine = associations.filter((each) => each.personId === signer?.personId).map((each) => each.partyNo);
  const joined = entry.filers
    .filter((no) => !mine.includes(no))
    .flatMap((no) => associations.find((each) => each.partyNo === no) ?? []);
  return [...Map.groupBy(joined, (each) => each.personId)].map(([person, of]) => ({
    person,
    parties: of.map((each) => each.partyNo),
  }));
}

/** The filing's answers, as far as the entry keeps them, with the event and what the clerk chose. */
function answersOf(
  entry: StandingEntry,
  chosen: EventChosen,
  definition: EventDefinition,
  state: CaseForFiling,
): Answers {
  const jointWith = joinedIn(entry, state);
  const joined = jointWith.flatMap((each) => each.parties);
  const attachments = entry.documents.filter((each) => each.attachmentNo > 0);
  return {
    ...chosen,
    filers: entry.filers.filter((no) => !joined.includes(no)),
    associate: [],
    rulings: [],
    documents: {
      main: entry.documents.some((each) => each.attachmentNo === 0) ? uploadOf(0) : null,
      attachments: attachments.map((each) => ({
        upload: uploadOf(each.attachmentNo),
        category: each.category,
        description: each.description ?? '',
      })),
    },
    orderText: '',
    movedDeadlines: [],
    defendants: definition.defendants === 'asks' ? [...entry.defendants] : [],
    filerGroups: [],
    jointWith,
    jointConsent: jointWith.length > 0,
    newParties: [],
    aliases: [],
    affiliates: [],
    noAffiliates: [],
    newCounsel: [],
    endedParties: [],
    endedCounsel: [],
    charges: [],
    dispositions: [],
    staysOpen: false,
    alsoIn: [],
    // those whom the filer named stay on record; whoever corrects the event is not asked
    signers: [],
    keepsOriginals: false,
    // its documents are public, or it would not be corrected here
    underProtectiveOrder: false,
  };
}
