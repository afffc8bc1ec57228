/** What the steps of a filing show: parties, the signer's standing with them, entries to refer to, reliefs to rule on. */
import type { AccountId, CaseId, CourtId, EntrySeq, PartyNo } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { type CivilDate, civilDate } from '../../kernel/time.ts';
import type { Actor } from '../access/actor.ts';
import { type Answers, uploadsNamed } from '../events/answers.ts';
import { decideAnswers, type Finding } from '../events/decide-answers.ts';
import type { EventDefinition, RefersTo } from '../events/model.ts';
import type { CourtPorts } from '../ports.ts';
import type { CourtInForce } from '../settings/in-force.ts';
import { userKindOf } from './decide-filing.ts';
import { answerFacts, personsNamed } from './decide-people.ts';
import type { CaseForFiling } from './model.ts';
import { stateOfCase } from './store.ts';

export type WizardState = Pick<
  CaseForFiling,
  | 'parties'
  | 'associations'
  | 'persons'
  | 'referred'
  | 'signer'
  | 'uploads'
  | 'lastAssociation'
  | 'openDeadlines'
  | 'protectiveOrder'
>;

/** The state of a public case for a draft's answers, without locks. With the event, open deadlines that it can move too. */
export async function wizardState(
  ports: Pick<CourtPorts, 'web' | 'clock'>,
  court: CourtInForce,
  caseId: CaseId,
  account: AccountId,
  answers: Answers,
  definition?: EventDefinition,
): Promise<WizardState> {
  const seqs = [...new Set([...answers.references, ...answers.rulings].map((each) => each.seq as number))];
  const uploads = uploadsNamed(answers);
  const today = civilDate(ports.clock.now(), court.zone);
  // What can be moved is shown and checked on the pages; what else happens to deadlines is decided when it is filed.
  const moves = definition !== undefined && (definition.matter.kind === 'rules' || definition.moves !== null);
  const deadlines = moves ? 'all' : [];
  const persons = personsNamed(answers);
  return stateOfCase(ports.web, 'pub', court.id, caseId, { account, seqs, uploads, deadlines, today, persons });
}

/** All that keeps these answers from being filed, in the order of the screens. */
export function findingsOf(
  actor: Actor,
  court: CourtId,
  caseId: CaseId,
  caseType: string,
  definition: EventDefinition,
  answers: Answers,
  state: WizardState,
  attachmentCategories: readonly string[],
): readonly Finding[] {
  const userKind = userKindOf(actor, { court, caseId });
  if (!userKind) return [{ code: 'no-right-to-file', field: 'event' }];
  const { protectiveOrder } = state;
  const facts = answerFacts(state, { userKind, caseType, attachmentCategories, protectiveOrder });
  const gone = uploadsNamed(answers).some((id) => !state.uploads.some((each) => each.uploadId === id));
  const found = [
    // where the court has a form, it is made for who uploads nothing
    ...decideAnswers(definition, answers, facts).filter(
      (finding) => definition.form === null || finding.code !== 'no-main-document',
    ),
    // taken away after two weeks, or while its case was sealed
    ...(gone ? [{ code: 'upload-unknown', field: 'documents' } as const] : []),
  ];
  const stranger = userKind === 'attorney' || userKind === 'pro-se' ? unrepresented(answers, state) : null;
  if (!stranger) return found;
  return [{ code: 'not-your-client', field: 'filers', detail: stranger }, ...found];
}

/** The first filer whom the signer neither represents nor says to represent (BR-04). */
function unrepresented(answers: Answers, state: WizardState): string | null {
  const mine = state.associations.filter((each) => each.personId === state.signer?.personId);
  const represented = new Set([...answers.associate, ...mine].map((each) => each.partyNo));
  const no = answers.filers.find((party) => !represented.has(party));
  return no === undefined ? null : (state.parties.find((each) => each.partyNo === no)?.name ?? null);
}

export interface LinkableEntry {
  readonly seq: EntrySeq;
  readonly number: string | null;
  readonly filedOn: CivilDate;
  readonly text: string;
  /** What struck it; null: it stands. */
  readonly strickenBy: string | null;
  /** Null for imported entries. */
  readonly eventCode: string | null;
}

/** What an event refers to: its own wish, or those of the reliefs that were chosen. */
export function wantedReferences(definition: EventDefinition, answers: Answers): RefersTo | null {
  const { matter } = definition;
  const ofReliefs =
    matter.kind === 'opens'
      ? matter.reliefs
          .filter((relief) => answers.reliefs.some((each) => each.code === relief.code))
          .flatMap((relief) => relief.refersTo ?? [])
      : [];
  const wishes = [...ofReliefs, ...(definition.refersTo ? [definition.refersTo] : [])];
  if (wishes.length === 0) return null;
  const to = wishes.some((wish) => wish.to === 'any') ? 'any' : wishes.flatMap((wish) => wish.to as readonly string[]);
  return { to, required: wishes.some((wish) => wish.required), kind: wishes[0]!.kind };
}

/** Public entries that may be referred to, newest first, at most 200; ticked ones are always among them (docket_entry_by_date). */
export async function linkableEntries(
  db: Queries,
  court: CourtId,
  caseId: CaseId,
  to: RefersTo['to'],
  filter: {
    readonly words: string;
    readonly from: CivilDate | null;
    readonly to: CivilDate | null;
    /** One of the categories that may be referred to; null: all of them. */
    readonly category: string | null;
    /** Numbers of entries, both included. */
    readonly numberFrom: number | null;
    readonly numberTo: number | null;
    readonly ticked: readonly number[];
  },
): Promise<LinkableEntry[]> {
  const pattern = `%${filter.words.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return db.query<LinkableEntry>(
    `select e.entry_seq as seq, coalesce(e.doc_no::text, e.doc_label) as number, e.filed_on as "filedOn", left(v.text, 400) as text,
       e.stricken_by as "strickenBy", e.event_code as "eventCode"
     from pub.docket_entry e
     cross join lateral (select text from pub.entry_version t where t.court_id = e.court_id and t.case_id = e.case_id
       and t.entry_seq = e.entry_seq and t.version = e.version limit 1) v
     where e.court_id = $1 and e.case_id = $2 and ($3::text[] is null or e.category = any($3::text[]))
       and (e.entry_seq = any($7::int[]) or ((lower(v.text) like $4 or e.doc_no::text = $8)
         and ($5::date is null or e.filed_on >= $5::date) and ($6::date is null or e.filed_on <= $6::date)
         and ($9::text is null or e.category = $9::text)
         and ($10::int is null or e.doc_no >= $10::int) and ($11::int is null or e.doc_no <= $11::int)))
     order by e.filed_on desc, e.entry_seq desc limit 200`,
    [
      court,
      caseId,
      to === 'any' ? null : to,
      pattern,
      filter.from,
      filter.to,
      filter.ticked,
      filter.words.trim(),
      filter.category,
      filter.numberFrom,
      filter.numberTo,
    ],
    'linkable-entries',
  );
}

export interface PendingRelief {
  readonly seq: EntrySeq;
  readonly n: number;
  readonly number: number | null;
  readonly name: string;
  readonly since: CivilDate;
  readonly code: string;
  /** Null: the motion is from an imported docket. */
  readonly eventCode: string | null;
  readonly eventVersion: number | null;
  /** The new day that a motion for more time asks for. */
  readonly askedOn: CivilDate | null;
  readonly filers: readonly PartyNo[];
  readonly refersTo: readonly EntrySeq[];
}

/** Motions of a case that wait for a ruling, oldest first (relief_pending). */
export async function pendingReliefs(db: Queries, court: CourtId, caseId: CaseId): Promise<PendingRelief[]> {
  return db.query<PendingRelief>(
    `select r.entry_seq as seq, r.n, e.doc_no as number, r.name, r.since, r.code, e.event_code as "eventCode",
       e.event_version as "eventVersion", r.asked_on as "askedOn",
       array(select f.party_no from pub.entry_filer f where f.court_id = r.court_id and f.case_id = r.case_id
         and f.entry_seq = r.entry_seq order by f.party_no) as filers,
       array(select l.to_seq from pub.entry_link l where l.court_id = r.court_id and l.case_id = r.case_id
         and l.from_seq = r.entry_seq and l.relief_n = 0 order by l.to_seq) as "refersTo"
     from pub.relief r
     join pub.docket_entry e using (court_id, case_id, entry_seq)
     where r.court_id = $1 and r.case_id = $2 and r.status = 'pending' order by r.since, r.entry_seq, r.n limit 100`,
    [court, caseId],
    'pending-reliefs',
  );
}
