/**
 * Whether and how a submission becomes an entry. Pure: `submitFiling` writes what this returns (DESIGN §2 rule 3).
 * The filed date is the court-zone day on which the complete submission arrived (Fed. R. Civ. P. 6(a)(4)(A)), unless the court
 * has ordered that what comes after its cut-off counts for the next.
 */
import { CourtError, type Refusal, refuse } from '../../kernel/errors.ts';
import type { EntrySeq, PartyNo, PersonId } from '../../kernel/ids.ts';
import { asCivilDate, type CivilDate, type Instant } from '../../kernel/time.ts';
import { type Actor, rolesIn } from '../access/actor.ts';
import { DOCUMENT_LEVELS, type DocumentRestriction, mayAct } from '../access/policy.ts';
import type { Answers } from '../events/answers.ts';
import type { AssociatedPart } from '../events/associated.ts';
import { namedOnce } from '../events/attachment-names.ts';
import { cleanText } from '../events/clean-text.ts';
import { decideAnswers } from '../events/decide-answers.ts';
import { jointParties } from '../events/decide-counsel.ts';
import { isOf } from '../events/dictionary.ts';
import { attachmentName, docketText, plainText } from '../events/docket-text.ts';
import { CLOSED, type EventDefinition, type SetsDeadline, type UserKind } from '../events/model.ts';
import { orderName, referenceName, reliefName, shortName } from '../events/names.ts';
import type { CourtKind } from '../settings/model.ts';
import { type DeadlineComputed, deadlinesEnded, deadlinesOfParties } from './decide-deadlines.ts';
import {
  affiliatesAdded,
  agreedBy,
  aliasesAdded,
  answerFacts,
  associationsAdded,
  caseStatus,
  charged,
  counselAdded,
  counselNamed,
  defendantsOf,
  filersOf,
  partiesAdded,
  peopleNamed,
  withdrawnCounsel,
  withGroups,
} from './decide-people.ts';
import type {
  AssociationInCase,
  CaseForFiling,
  FiledDocument,
  Filing,
  NoticeTo,
  PaperNotice,
  PartyInCase,
  PersonInCase,
} from './model.ts';
import { deadlinesMoved, type MovingRules, movingFindings } from './move-deadlines.ts';
import { manualFilingOf, signersNamed } from './papers.ts';
import { isReachedByMail, isServedOnPaper, partiesServedByMail } from './served-by-mail.ts';

/**
 * How restricted a filing can be from the start: every level of a document but that of one which has been stricken, and entries
 * that the public does not see. `public` leaves it to event and case; only clerks choose another than these give
 * (spec/filing.md §1.3, §12.1).
 */
export const FILING_LEVELS = [
  ...DOCUMENT_LEVELS.filter((level) => level !== 'stricken'),
  'sealed-entry',
  'court-only-entry',
] as const;
export type FilingRestriction = (typeof FILING_LEVELS)[number];

export interface Submission {
  readonly answers: Answers;
  readonly restriction: FilingRestriction;
  /** The level that event and case give a filing by themselves; nobody needs a right for it. */
  readonly byRule: FilingRestriction;
  /** The case is under seal or hidden: service is made outside this system (spec/filing.md §5.5.13). */
  readonly inSealedCase: boolean;
  /** An entry of the past, put in by the demo: nobody is told of it. */
  readonly history: boolean;
  /** How its text names the cases of a spread filing; null: it is filed in this one. */
  readonly associated: AssociatedPart | null;
}

/** What of the court's dated choices a filing depends on. */
export interface RulesForFiling extends MovingRules {
  /** The day for which a filing counts (Fed. R. Civ. P. 6(a)(4)). */
  dayOf(receivedAt: Instant): CivilDate;
  readonly courtKind: CourtKind;
  readonly numberTextOnlyEntries: boolean;
  readonly sealMode: 'placeholder' | 'gap' | 'series';
  readonly attachmentCategories: readonly string[];
  /** How long a filer keeps what others have signed. */
  readonly keepOriginals: string;
  deadlinesSet(
    definition: Pick<EventDefinition, 'matter' | 'sets'>,
    answers: Pick<Answers, 'reliefs' | 'prompts'>,
    filedOn: CivilDate,
  ): readonly DeadlineComputed[];
}

export function decideFiling(
  state: CaseForFiling,
  definition: EventDefinition,
  wish: Submission,
  actor: Actor,
  receivedAt: Instant,
  rules: RulesForFiling,
): Filing | Refusal {
  const answers = namedOnce(withGroups(state, wish.answers));
  const userKind = userKindOf(actor, state);
  if (!userKind || !mayAct(actor, state.court, state.caseId, 'file') || !state.signer)
    return refuse('no-right-to-file');
  if (wish.restriction !== wish.byRule && !mayAct(actor, state.court, state.caseId, 'restrict')) {
    return refuse('request-malformed', 'restriction');
  }
  if (!isOf(rules.courtKind, definition)) return refuse('event-unknown', definition.code);
  const { attachmentCategories } = rules;
  const { protectiveOrder } = state;
  const facts = answerFacts(state, { userKind, caseType: state.number.type, attachmentCategories, protectiveOrder });
  const finding = decideAnswers(definition, answers, facts)[0];
  if (finding) return { kind: 'refusal', error: new CourtError(finding.code, finding.detail ?? finding.field) };

  const byCourt = userKind === 'clerk' || userKind === 'judge';
  const added = partiesAdded(state, answers, state.number.type);
  const associations = [
    ...newAssociations(state, definition, answers, state.signer.personId),
    ...associationsAdded(state, added, state.signer, byCourt),
    ...counselAdded(answers),
  ];
  const filers = filersOf(state, answers, added);
  const joint = new Set(jointParties(answers));
  const mine = partiesOf(state.signer.personId, state.associations, associations);
  const stranger = filers.find((party) => !mine.has(party.partyNo) && !joint.has(party.partyNo));
  if (stranger && !byCourt) return refuse('not-your-client', stranger.name);

  const documents = filedDocuments(state, answers);
  if (!documents) return refuse('upload-unknown');
  const filedOn = rules.dayOf(receivedAt);
  const ruled = answers.rulings.map((ruling) => ruledOn(state, definition, ruling, rules));
  const notMoved = movingFindings(state, definition, answers, rules)[0];
  if (notMoved) return { kind: 'refusal', error: new CourtError(notMoved.code, notMoved.detail ?? notMoved.field) };
  // Of a sealed entry only those may be told who may read it, and counsel may not (DESIGN §4.10; spec/filing.md §5.5.13).
  const servedElsewhere =
    definition.noticing !== 'normal' ||
    wish.restriction === 'court-only-entry' ||
    wish.restriction === 'sealed-entry' ||
    wish.inSealedCase;
  const current = [...state.associations, ...associations];
  const status = caseStatus(state, definition, answers, userKind, added);
  const byParty = deadlinesOfParties(computedFor(definition, answers, filedOn, rules), state, answers, added, {
    filers,
    byMail: servedElsewhere ? new Set() : partiesServedByMail(state, current),
  });
  const ended = [...deadlinesEnded(state, definition, answers, filers, status === 'closes'), ...byParty.replaced];
  const moving = deadlinesMoved(state, definition, answers, rules, filedOn, ended);
  const deadlinesSet = [...byParty.set, ...setByDenials(state, ruled, filedOn, rules), ...moving.set];
  const text = docketText(definition, answers, {
    filers: filers.map((party) => party.name),
    filerRoles: filers.map((party) => party.role),
    filedOn,
    references: answers.references.map(({ seq }) =>
      named(state, seq, (entry) => entry.referenceName || entry.shortName),
    ),
    rulings: ruled.map((each) => ({ seq: each.seq, number: each.number, name: each.name })),
    judge: userKind === 'judge' ? judgeName(state.signer) : state.presider,
    deadlines: deadlinesSet,
    moved: moving.moved,
    people: peopleNamed(state, definition, answers, added),
    associated: wish.associated,
    signer: {
      name: state.signer.displayName,
      lastFirst: state.signer.signatureName,
      firm: state.signer.firm,
      staff: byCourt,
    },
  });
  const nobodyTold = wish.history || servedElsewhere;
  const entrySide = wish.restriction === 'sealed-entry' || wish.restriction === 'court-only-entry' ? 'sealed' : 'pub';
  const granted = ruled.filter((each) => each.outcome === 'granted' || each.outcome === 'granted-in-part');
  const withdrawn = withdrawnCounsel(state, answers, granted);
  const defendants = defendantsOf(state, definition, answers, added);
  const counts = charged(definition, answers, defendants, added);
  const aliases = aliasesAdded(state, answers, added);
  const affiliates = affiliatesAdded(state, answers, added);
  const changed = [added, answers.endedParties, withdrawn, counts, answers.dispositions];
  const changes = [...changed, aliases, affiliates, moving.moved].some((each) => each.length > 0);
  // The case stands on the public side; what the public sees of it may not tell of an entry that it does not see.
  if (entrySide === 'sealed' && !wish.inSealedCase && (changes || status !== 'stays'))
    return refuse('hidden-entry-changes-case');

  return {
    kind: 'filing',
    filedOn,
    receivedAt,
    eventCode: definition.code,
    eventVersion: definition.version,
    shortName:
      ruled.length > 0
        ? orderName(
            definition,
            ruled.map((each) => each.name),
          )
        : shortName(definition, answers),
    referenceName: referenceName(definition, answers),
    category: definition.category,
    numbered:
      definition.numbered === 'yes' ||
      (definition.numbered === 'as-court' && (documents.length > 0 || rules.numberTextOnlyEntries)),
    parts: text.parts,
    text: plainText(text.parts),
    entrySide,
    sealMode: wish.restriction === 'court-only-entry' ? 'gap' : rules.sealMode,
    documentRestriction: documentLevel(wish.restriction),
    documents,
    signers: byCourt ? [] : signersNamed(answers, rules.keepOriginals),
    manualFiling: manualFilingOf(definition, answers),
    filers,
    links: answers.references
      .map(({ seq }) => ({ toSeq: seq, reliefN: 0, kind: linkKind(definition, answers) }))
      .concat(ruled.map((each) => ({ toSeq: each.seq, reliefN: each.n, kind: 'rules' }))),
    reliefsOpened: reliefsOpened(definition, answers),
    reliefsRuled: ruled.map((each) => ({ seq: each.seq, n: each.n, outcome: each.outcome })),
    deadlinesSet,
    deadlinesEnded: [...new Set([...ended, ...moving.moved.filter((each) => each.ends).map((each) => each.id)])],
    deadlinesMoved: moving.moved,
    flags: entrySide === 'pub' ? flagsOf(definition, status) : { sets: [], clears: [] },
    associations,
    withdrawn,
    defendants,
    partiesAdded: added,
    partiesEnded: state.parties.filter((party) => answers.endedParties.includes(party.partyNo)),
    aliasesAdded: aliases,
    affiliatesAdded: affiliates,
    counselAdded: counselNamed(state, answers),
    agreed: agreedBy(state, answers),
    charged: counts,
    disposed: answers.dispositions,
    caseStatus: status,
    opinion: definition.opinion,
    notices: nobodyTold ? [] : noticesTo(state, current),
    paper: nobodyTold ? [] : paperTo(state, current),
  };
}

/** What kind of user the dictionary sees in an actor; a person who is both clerk and attorney acts as clerk. */
export function userKindOf(actor: Actor, state: Pick<CaseForFiling, 'court' | 'caseId'>): UserKind | null {
  const roles = rolesIn(actor, state.court, state.caseId);
  if (roles.has('judge')) return 'judge';
  if (roles.has('clerk') || roles.has('sealed-clerk')) return 'clerk';
  if (roles.has('attorney')) return 'attorney';
  return roles.has('pro-se') ? 'pro-se' : null;
}

/** `Judge Robin Roe`, as orders begin. */
export const judgeName = (person: Pick<PersonInCase, 'title' | 'displayName'>): string =>
  [person.title, person.displayName].filter(Boolean).join(' ');

function documentLevel(restriction: FilingRestriction): DocumentRestriction {
  if (restriction === 'sealed-entry') return 'sealed';
  return restriction === 'court-only-entry' ? 'court-only' : restriction;
}

/** A filer associates only herself, and only with parties she does not represent yet (BR-04, BR-06). */
function newAssociations(
  state: CaseForFiling,
  { associates }: EventDefinition,
  answers: Answers,
  signer: PersonId,
): AssociationInCase[] {
  const { designation } = answers.prompts;
  const mine = partiesOf(signer, state.associations);
  return answers.associate
    .filter((each) => !mine.has(each.partyNo))
    .map((each) => ({
      ...each,
      personId: signer,
      ...(associates && typeof designation === 'string' && designation !== '' ? { designation } : {}),
    }));
}

/** The parties for whom somebody appears. */
const partiesOf = (person: PersonId, ...lists: readonly (readonly AssociationInCase[])[]): ReadonlySet<PartyNo> =>
  new Set(lists.flatMap((list) => list.filter((each) => each.personId === person).map((each) => each.partyNo)));

function filedDocuments(state: CaseForFiling, answers: Answers): FiledDocument[] | null {
  const { main, attachments } = answers.documents;
  const wanted = [
    ...(main === null ? [] : [{ upload: main, attachmentNo: 0, category: null, description: null }]),
    ...attachments.map((each, index) => ({
      upload: each.upload,
      attachmentNo: index + 1,
      category: each.category,
      description: cleanText(each.description) || null,
    })),
  ];
  const found: FiledDocument[] = [];
  for (const { upload: id, ...rest } of wanted) {
    const upload = state.uploads.find((each) => each.uploadId === id);
    if (!upload) return null;
    found.push({ ...rest, upload });
  }
  return found;
}

const named = (state: CaseForFiling, seq: EntrySeq, name: (entry: CaseForFiling['referred'][number]) => string) => {
  const entry = state.referred.find((each) => each.seq === seq)!;
  return { seq, number: entry.docNo, name: name(entry) };
};

function ruledOn(
  state: CaseForFiling,
  definition: EventDefinition,
  ruling: Answers['rulings'][number],
  rules: RulesForFiling,
) {
  const entry = state.referred.find((each) => each.seq === ruling.seq)!;
  const relief = entry.reliefs.find((each) => each.n === ruling.n)!;
  const disposition =
    definition.matter.kind === 'rules'
      ? definition.matter.dispositions.find((each) => each.code === ruling.disposition)
      : undefined;
  return {
    seq: entry.seq,
    n: relief.n,
    number: entry.docNo,
    name: relief.name,
    outcome: disposition?.outcome ?? 'terminated',
    relief:
      entry.eventCode === null ? undefined : rules.reliefOf(entry.eventCode, entry.eventVersion ?? 1, relief.code),
  };
}

function linkKind(definition: EventDefinition, answers: Answers): string {
  if (definition.refersTo) return definition.refersTo.kind;
  if (definition.matter.kind !== 'opens') return 'relates';
  const asked = definition.matter.reliefs.filter((relief) => answers.reliefs.some((each) => each.code === relief.code));
  return asked.find((relief) => relief.refersTo)?.refersTo?.kind ?? 'relates';
}

function reliefsOpened(definition: EventDefinition, answers: Answers): Filing['reliefsOpened'] {
  const { matter } = definition;
  if (matter.kind !== 'opens') return [];
  return answers.reliefs.flatMap(({ code, prompts }, index) => {
    const relief = matter.reliefs.find((each) => each.code === code);
    if (!relief) return [];
    const until = relief.extends === null ? undefined : prompts.until;
    const askedOn = typeof until === 'string' ? asCivilDate(until) : null;
    return [{ n: index + 1, code, name: reliefName(definition, relief), askedOn }];
  });
}

/** The deadlines that it sets; of a day by which it moves what is open, no other is set. */
function computedFor(
  definition: EventDefinition,
  answers: Answers,
  filedOn: CivilDate,
  rules: RulesForFiling,
): readonly DeadlineComputed[] {
  const { moves, sets } = definition;
  if (moves === null || answers.movedDeadlines.length === 0) return rules.deadlinesSet(definition, answers, filedOn);
  const others = sets.filter(({ from }) => from.kind !== 'on' || from.prompt !== moves.to);
  return rules.deadlinesSet({ ...definition, sets: others }, answers, filedOn);
}

/** CLOSED goes up with what closes the case, and with nothing else; it comes down with what reopens it. */
function flagsOf({ flags }: EventDefinition, status: Filing['caseStatus']): EventDefinition['flags'] {
  const sets = flags.sets.filter((each) => each.flag !== CLOSED.flag);
  return status === 'closes' ? { ...flags, sets: [...sets, CLOSED] } : { ...flags, sets };
}

/** What those who moved must do when they are denied: answer, after a motion under Rule 12 (Fed. R. Civ. P. 12(a)(4)(A)). */
function setByDenials(
  state: CaseForFiling,
  ruled: readonly ReturnType<typeof ruledOn>[],
  filedOn: CivilDate,
  rules: RulesForFiling,
): Filing['deadlinesSet'] {
  const none = { reliefs: [], prompts: {} };
  return ruled.flatMap(({ seq, outcome, relief }) => {
    if (!relief || (outcome !== 'denied' && outcome !== 'granted-in-part')) return [];
    const movants = state.referred.find((each) => each.seq === seq)!.filers;
    const parties = state.parties
      .filter((party) => movants.includes(party.partyNo) && !party.terminatedOn)
      .map(({ partyNo, name }) => ({ partyNo, name }));
    const sets: readonly SetsDeadline[] = relief.ifDenied;
    if (parties.length === 0) return [];
    return rules
      .deadlinesSet({ matter: { kind: 'none' }, sets }, none, filedOn)
      .map(({ name, title, dueOn, rule, explained }) => ({ name, title, dueOn, rule, explained, parties }));
  });
}

/** Registered counsel and parties with notice on, once each, at every address they named (BR-13). */
function noticesTo(state: CaseForFiling, associations: readonly AssociationInCase[]): NoticeTo[] {
  const people = [...state.persons, state.signer!];
  const told = new Map<PersonId, NoticeTo[]>();
  for (const { personId, notice } of associations) {
    const person = people.find((each) => each.personId === personId);
    if (!notice || told.has(personId) || !person?.email || !isReachedByMail(person)) continue;
    told.set(personId, [
      { person, address: person.email, secondary: false },
      ...person.secondaryEmails.map((address) => ({ person, address, secondary: true })),
    ]);
  }
  return [...told.values()].flat();
}

/** Counsel whom no e-mail reaches, and parties who appear for themselves without e-filing (BR-14). */
function paperTo(state: CaseForFiling, associations: readonly AssociationInCase[]): PaperNotice[] {
  const people = [...state.persons, state.signer!];
  const listed = new Map<string, PaperNotice>();
  const list = (name: string, address: string | null) => listed.set(name, { name, address: address ?? '' });
  for (const { personId, notice } of associations) {
    const person = people.find((each) => each.personId === personId);
    if (notice && person && isServedOnPaper(person)) {
      list(person.displayName, person.address);
    }
  }
  for (const party of state.parties) {
    const represented = () => associations.some((each) => each.partyNo === party.partyNo);
    if (party.proSe && !party.terminatedOn && !represented()) list(party.name, party.address);
  }
  return [...listed.values()];
}

export type { PartyInCase };
export { attachmentName };
