/** Puts a new case on record: its number, judges, parties and counsel, without entries yet. */
import { type CaseNumber, shortNumber } from '../../kernel/case-number.ts';
import type { AccountId, CaseId, CourtId, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { type Actor, actorName } from '../access/actor.ts';
import { type Contact, contactLines } from './contact.ts';
import { criminalAsFile, keepDefendants, type NewCriminal } from './defendants.ts';
import { insertHeaderLines, insertLinks, type NewLink } from './links.ts';
import { signatureName } from './names.ts';
import type { Affiliate, Alias } from './party-lines.ts';
import { personKey } from './plan-import.ts';
import type { CasePorts } from './ports.ts';
import type { Side } from './side.ts';
import {
  ensurePersons,
  indexMessage,
  insertAssociations,
  insertCase,
  insertJudges,
  insertParties,
  linkCaseChain,
  lockNumber,
  newCaseId,
  type PersonRow,
  putInOutbox,
} from './store.ts';

/** What writing needs inside a transaction that the caller has begun on the `court` login. */
export type WritePorts = Pick<CasePorts, 'clock' | 'random' | 'enqueue'>;

export interface NewPerson extends Contact {
  readonly kind: PersonRow['kind'];
  /** As the docket prints it: `Ruth A. Pell`. */
  readonly displayName: string;
  /** `Pell, Ruth A.`; null: made from the display name. */
  readonly signatureName: string | null;
  readonly title: string | null;
  readonly initials: string | null;
  readonly account: AccountId | null;
  readonly secondaryEmails: readonly string[];
  readonly status: PersonRow['status'];
}

/** The court's person for these facts: the one with this account, else with this name and contact, else a new one. */
export async function ensurePerson(
  tx: Queries,
  ports: Pick<WritePorts, 'clock' | 'random'>,
  court: CourtId,
  person: NewPerson,
): Promise<PersonId> {
  const lines = contactLines(person);
  const row: PersonRow = {
    import_key: personKey(person.displayName, lines.map((line) => `${line}\n`).join('')),
    account_id: person.account,
    kind: person.kind,
    signature_name: person.signatureName ?? signatureName(person.displayName),
    display_name: person.displayName,
    title: person.title,
    initials: person.initials,
    firm: person.firm,
    address: person.address,
    phone: person.phone,
    fax: person.fax,
    email: person.email,
    secondary_emails: person.secondaryEmails,
    status: person.status,
    contact: lines.join('\n'),
  };
  const ids = await ensurePersons(tx, court, [row], () => uuidAt<PersonId>(ports.random, ports.clock.now()));
  return ids[0]!;
}

export interface NewCounsel {
  readonly person: PersonId;
  readonly lead: boolean;
  readonly notice: boolean;
  readonly proHacVice?: boolean;
  readonly designation?: string;
  readonly from?: CivilDate;
  readonly to?: CivilDate;
}

export interface NewParty {
  readonly role: string;
  readonly name: string;
  readonly partyText?: string;
  readonly aliases?: readonly Alias[];
  readonly affiliates?: readonly Affiliate[];
  /** Represents itself; the address is where paper goes to. */
  readonly proSe?: boolean;
  readonly address?: string;
  readonly terminatedOn?: CivilDate;
  readonly counsel: readonly NewCounsel[];
  /** Of a defendant in a criminal case. */
  readonly criminal?: NewCriminal;
}

export interface NewJudge {
  readonly name: string;
  /** As the docket prints it before the name. */
  readonly title: string;
  readonly initials: string;
  readonly person: PersonId | null;
}

export interface NewCase {
  readonly court: CourtId;
  readonly number: CaseNumber;
  /** `Pell v. Harbor Lines, Inc. et al`. */
  readonly title: string;
  readonly filedOn: CivilDate;
  readonly terminatedOn?: CivilDate;
  readonly presider: NewJudge | null;
  readonly referral: NewJudge | null;
  readonly cause?: string;
  readonly natureOfSuit?: string;
  readonly juryDemand?: string;
  readonly jurisdiction?: string;
  readonly demand?: string;
  readonly mdlStatus?: string;
  readonly parties: readonly NewParty[];
  readonly links?: readonly NewLink[];
  /** Lines that only this court's header has, in order. */
  readonly headerLines?: readonly { readonly label: string; readonly value: string }[];
}

/**
 * Records a public case under a number that is free (parties numbered from 1 in the order given), links the act to its chain
 * and tells the national index. To be called in a transaction of the `court` login; a number in use fails it.
 */
export async function recordCase(tx: Queries, ports: WritePorts, actor: Actor, wanted: NewCase): Promise<CaseId> {
  const { court } = wanted;
  const at = ports.clock.now();
  await lockNumber(tx, court, wanted.number);
  const caseId = await newCaseId(tx, court);
  const header = {
    short_title: wanted.title,
    filed_on: wanted.filedOn,
    terminated_on: wanted.terminatedOn ?? null,
    presider: printedJudge(wanted.presider),
    referral: printedJudge(wanted.referral),
    presider_initials: wanted.presider?.initials ?? null,
    referral_initials: wanted.referral?.initials ?? null,
    cause: wanted.cause ?? null,
    nature_of_suit: wanted.natureOfSuit ?? null,
    jury_demand: wanted.juryDemand ?? null,
    jurisdiction: wanted.jurisdiction ?? null,
    demand: wanted.demand ?? null,
    mdl_status: wanted.mdlStatus ?? null,
  };
  await insertCase(tx, court, caseId, wanted.number, 'filed', header, null);
  await insertJudges(tx, court, caseId, judgeRows(wanted));
  await insertParties(
    tx,
    court,
    caseId,
    wanted.filedOn,
    wanted.parties.map(partyRow),
    wanted.parties.flatMap(aliasRows),
    wanted.parties.flatMap(affiliateRows),
  );
  await insertAssociations(tx, court, caseId, wanted.parties.flatMap(associationRows));
  await recordSheetMatter(tx, 'pub', caseId, wanted);
  await linkCaseChain(tx, court, caseId, {
    at,
    actor: actorName(actor),
    act: 'open case',
    body: { number: shortNumber(wanted.number), title: wanted.title, parties: wanted.parties.length },
  });
  await putInOutbox(tx, court, uuidAt(ports.random, at), 'index-case', await indexMessage(tx, court, caseId), at);
  await ports.enqueue(tx, 'carry-outbox', {}, 'carry-outbox');
  return caseId;
}

/** What a sheet has beyond judges, parties and counsel: defendants with their counts, links, lines of the court's own. */
export async function recordSheetMatter(tx: Queries, side: Side, caseId: CaseId, wanted: NewCase): Promise<void> {
  await keepDefendants(tx, side, wanted.court, caseId);
  if (wanted.links) await insertLinks(tx, side, wanted.court, caseId, wanted.links);
  if (wanted.headerLines) await insertHeaderLines(tx, side, wanted.court, caseId, wanted.headerLines);
}

/** As the sheet prints a judge: `District Judge Robin Roe`. */
export const printedJudge = (judge: NewJudge | null): string | null => judge && `${judge.title} ${judge.name}`;

/** The judges of a new case, as rows. */
export const judgeRows = (wanted: NewCase) =>
  (['presider', 'referral'] as const).flatMap((role, n) => {
    const judge = wanted[role];
    if (!judge) return [];
    const { name, initials, person } = judge;
    return [{ n: n + 1, role, judge_name: name, initials, person_id: person, from_on: wanted.filedOn }];
  });

/** A party as a row, numbered from 1 in the order given; so are its aliases and its counsel. */
export const partyRow = (party: NewParty, n: number) => ({
  party_no: n + 1,
  role: party.role,
  name: party.name,
  party_text: party.partyText ?? '',
  pro_se: party.proSe ?? false,
  address: party.address ?? null,
  terminated_on: party.terminatedOn ?? null,
  criminal: party.criminal ? criminalAsFile(party.criminal) : null,
  imported: null,
});

export const aliasRows = (party: NewParty, n: number) =>
  (party.aliases ?? []).map((alias, m) => ({ party_no: n + 1, n: m + 1, kind: alias.kind, name: alias.name }));

export const affiliateRows = (party: NewParty, n: number) =>
  (party.affiliates ?? []).map((each, m) => ({ party_no: n + 1, n: m + 1, kind: each.kind, name: each.name }));

export const associationRows = (party: NewParty, n: number) =>
  party.counsel.map((each, m) => ({
    party_no: n + 1,
    n: m + 1,
    person_id: each.person,
    lead: each.lead,
    notice: each.notice,
    pro_hac_vice: each.proHacVice ?? false,
    designation: each.designation ?? null,
    from_on: each.from ?? null,
    to_on: each.to ?? null,
    other_roles: [],
    imported: null,
  }));
