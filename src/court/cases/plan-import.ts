/**
 * What a docket file adds to a case. Pure: `import-docket.ts` writes what this returns.
 * A second file of a case is joined by union (DESIGN §5): parties, counsel and entries not yet there are added, empty fields
 * are filled, and nothing that stands is changed or removed.
 */
import { canonicalJson, sha256 } from '../../kernel/canonical.ts';
import type { CivilDate } from '../../kernel/time.ts';
import { readContact, readCounselStatus } from './contact.ts';
import type { FileCounsel, FileParty, ReadDocket } from './docket-file.ts';
import {
  type FileHeader,
  fileCounsel,
  fileHeader,
  fileParty,
  type HeaderColumns,
  headerColumns,
  type Kept,
  leftOver,
  linesOf,
  PRO_SE,
  proSeAddress,
} from './imported.ts';
import { signatureName } from './names.ts';
import { readPartyLines } from './party-lines.ts';
import { type EntryPlan, planEntries } from './plan-entries.ts';
import { isSketch, type StandingDocket } from './standing.ts';
import type { AliasRow, AssociationRow, PartyRow, PersonRow } from './store.ts';
import { joinFacts, said } from './told-shapes.ts';

export interface StandingParty {
  readonly party_no: number;
  readonly role: string;
  readonly name: string;
  readonly party_text: string;
  readonly terminated_on: CivilDate | null;
  readonly pro_se: boolean;
  readonly address: string | null;
  readonly has_criminal: boolean;
  readonly aliases: readonly { readonly kind: string; readonly name: string }[];
  readonly affiliates: readonly { readonly kind: string; readonly name: string }[];
  /** By the keys of persons. */
  readonly counsel: readonly { readonly n: number; readonly key: string; readonly to_on: CivilDate | null }[];
}

/** What stands of the case before the import; all of it empty for a new one. */
export interface StandingCase extends StandingDocket {
  readonly header: HeaderColumns | null;
  readonly imported: Kept | null;
  readonly printed: Kept | null;
  readonly parties: readonly StandingParty[];
}

export const NOTHING_STANDS: StandingCase = {
  header: null,
  imported: null,
  printed: null,
  parties: [],
  entries: [],
  takenSeqs: new Set(),
  sealedNumbers: new Set(),
};

/** Counsel still named by the person's key: the store knows the id. */
export type PlannedAssociation = Omit<AssociationRow, 'person_id'> & { readonly person_key: string };

export type FilledParty = Pick<
  PartyRow,
  'party_no' | 'party_text' | 'terminated_on' | 'pro_se' | 'address' | 'criminal'
>;

export interface ImportPlan extends EntryPlan {
  readonly header: HeaderColumns;
  readonly imported: Kept | null;
  readonly printed: Kept | null;
  readonly headerChanged: boolean;
  readonly parties: readonly PartyRow[];
  /** Fields filled in parties that stand. */
  readonly filledParties: readonly FilledParty[];
  readonly aliases: readonly AliasRow[];
  readonly affiliates: readonly AliasRow[];
  readonly persons: readonly PersonRow[];
  readonly associations: readonly PlannedAssociation[];
  readonly endedAssociations: readonly { readonly party_no: number; readonly n: number; readonly to_on: CivilDate }[];
}

/** True when the plan writes nothing. */
export const addsNothing = (plan: ImportPlan): boolean =>
  !plan.headerChanged &&
  [
    plan.parties,
    plan.filledParties,
    plan.aliases,
    plan.affiliates,
    plan.associations,
    plan.endedAssociations,
    plan.entries,
    plan.filledEntries,
  ].every((rows) => rows.length === 0);

export function planImport(docket: ReadDocket, docPrefix: string, standing: StandingCase): ImportPlan {
  return {
    ...planHeader(docket, standing),
    ...planParties(docket.file.parties, standing.parties),
    ...planEntries(docket, docPrefix, standing),
  };
}

type HeaderPart = Pick<ImportPlan, 'header' | 'imported' | 'printed' | 'headerChanged'>;

function planHeader(docket: ReadDocket, standing: StandingCase): HeaderPart {
  const { parties: _, docket_entries: __, ...written } = docket.file;
  const { told } = docket;
  const columns = headerColumns(written);
  const beside = leftOver(written as Kept, fileHeader(docket.court, docket.number, columns));
  // what a lesser file leaves out is no fact
  const over = told ? leftOver(said(beside), {}) : beside;
  if (standing.header === null)
    return {
      header: columns,
      imported: over,
      printed: told ? { [told.kind]: told.header } : null,
      headerChanged: true,
    };
  const before = standing.header;
  const yields = !told && isSketch(standing) ? sketchedColumns(standing.printed!) : [];
  const header = Object.fromEntries(
    (Object.keys(columns) as (keyof HeaderColumns)[]).map((key) => {
      const lesser = columns[key] && yields.some((sketch) => sketch[key] === before[key]);
      return [key, (lesser ? columns[key] : before[key]) || columns[key]];
    }),
  ) as unknown as HeaderColumns;
  const stands = isSketch(standing) && !told ? said(standing.imported) : standing.imported;
  const imported = leftOver({ ...over, ...stands }, {});
  const printed = joinPrinted(docket, standing.printed);
  const headerChanged =
    canonicalJson({ ...header }) !== canonicalJson({ ...before }) ||
    canonicalJson(imported) !== canonicalJson(standing.imported) ||
    canonicalJson(printed) !== canonicalJson(standing.printed);
  return { header, imported, printed, headerChanged };
}

/** The columns as each lesser file gave them: a docket's take their place, unless the court has changed them since. */
const sketchedColumns = (printed: Kept): HeaderColumns[] =>
  Object.values(printed).map((header) => headerColumns(header as unknown as FileHeader));

function joinPrinted({ told }: ReadDocket, printed: Kept | null): Kept | null {
  if (!told) return printed === null ? null : { docket: {}, ...printed };
  const stands: Kept = printed ?? { docket: {} };
  return { ...stands, [told.kind]: joinFacts((stands[told.kind] as Kept | undefined) ?? null, told.header)! };
}

/** One person of a court for each name with the same printed lines. */
export const personKey = (name: string, contact: string): string => sha256(`${name}\n${contact}`);

function personOf(counsel: FileCounsel): PersonRow {
  const lines = linesOf(counsel.contact);
  return {
    import_key: personKey(counsel.name, counsel.contact),
    account_id: null,
    kind: lines.at(-1) === PRO_SE ? 'pro-se' : 'attorney',
    signature_name: signatureName(counsel.name),
    display_name: counsel.name,
    title: null,
    initials: null,
    ...readContact(lines),
    secondary_emails: [],
    status: 'unregistered',
    contact: lines.join('\n'),
  };
}

type PartyPart = Pick<
  ImportPlan,
  'parties' | 'filledParties' | 'aliases' | 'affiliates' | 'persons' | 'associations' | 'endedAssociations'
>;

function planParties(written: readonly FileParty[], standing: readonly StandingParty[]): PartyPart {
  const part = {
    parties: [],
    filledParties: [],
    aliases: [],
    affiliates: [],
    persons: [],
    associations: [],
    endedAssociations: [],
  } as {
    -readonly [K in keyof PartyPart]: PartyPart[K][number][];
  };
  const waiting = new Map<string, StandingParty[]>();
  for (const party of standing) {
    const same = canonicalJson([party.role, party.name]);
    waiting.set(same, [...(waiting.get(same) ?? []), party]);
  }
  let next = Math.max(0, ...standing.map((party) => party.party_no)) + 1;
  for (const party of written) {
    const before = waiting.get(canonicalJson([party.type, party.name]))?.shift() ?? null;
    const partyNo = before?.party_no ?? next++;
    const counsel = party.attorneys ?? [];
    const address = counsel[0] ? proSeAddress(party, counsel[0]) : null;
    const proSe = address !== null || counsel.some((each) => linesOf(each.contact).at(-1) === PRO_SE);
    const { partyText, aliases, affiliates } = readPartyLines(party.extra_info, party.date_terminated);
    if (before) {
      const filled = fillParty(before, party, partyText, proSe, address);
      if (filled) part.filledParties.push(filled);
    } else part.parties.push(partyRow(partyNo, party, { partyText, aliases, affiliates }, proSe, address));
    part.aliases.push(...namesAfter(before?.aliases ?? [], aliases, partyNo));
    part.affiliates.push(...namesAfter(before?.affiliates ?? [], affiliates, partyNo));
    const represented = address === null ? counsel : counsel.slice(1);
    planCounsel(part, partyNo, represented, before);
  }
  const persons = new Map(part.persons.map((person) => [person.import_key, person]));
  return { ...part, persons: [...persons.values()] };
}

/** Those of a file that a party does not have yet, numbered on. */
const namesAfter = (
  known: readonly { readonly kind: string; readonly name: string }[],
  written: readonly { readonly kind: string; readonly name: string }[],
  party_no: number,
): AliasRow[] =>
  written
    .filter((name) => !known.some((each) => each.kind === name.kind && each.name === name.name))
    .map((name, n) => ({ party_no, n: known.length + n + 1, ...name }));

function partyRow(
  party_no: number,
  party: FileParty,
  { partyText: party_text, aliases, affiliates }: ReturnType<typeof readPartyLines>,
  pro_se: boolean,
  address: string | null,
): PartyRow {
  const { attorneys, criminal_data, ...plain } = party;
  const columns = { role: party.type, name: party.name, party_text, terminated_on: party.date_terminated };
  const over = leftOver(plain as Kept, fileParty({ ...columns, aliases, affiliates }));
  // a party with an empty list of counsel is told from one without a list
  const imported = attorneys?.length === 0 ? { ...over, attorneys: [] } : over;
  return { party_no, ...columns, pro_se, address: address || null, criminal: criminal_data ?? null, imported };
}

function fillParty(
  before: StandingParty,
  party: FileParty,
  text: string,
  proSe: boolean,
  address: string | null,
): FilledParty | null {
  const filled = {
    party_no: before.party_no,
    party_text: before.party_text || text,
    terminated_on: before.terminated_on ?? party.date_terminated,
    pro_se: before.pro_se || proSe,
    address: before.address ?? (address || null),
    criminal: before.has_criminal ? null : (party.criminal_data ?? null),
  };
  const same =
    filled.party_text === before.party_text &&
    filled.terminated_on === before.terminated_on &&
    filled.pro_se === before.pro_se &&
    filled.address === before.address &&
    filled.criminal === null;
  return same ? null : filled;
}

function planCounsel(
  part: {
    persons: PersonRow[];
    associations: PlannedAssociation[];
    endedAssociations: ImportPlan['endedAssociations'][number][];
  },
  partyNo: number,
  written: readonly FileCounsel[],
  before: StandingParty | null,
): void {
  let n = Math.max(0, ...(before?.counsel ?? []).map((each) => each.n));
  for (const counsel of written) {
    const person = personOf(counsel);
    const status = readCounselStatus(counsel.roles);
    const known = before?.counsel.find((each) => each.key === person.import_key);
    if (known) {
      if (known.to_on === null && status.terminatedOn !== null)
        part.endedAssociations.push({ party_no: partyNo, n: known.n, to_on: status.terminatedOn });
      continue;
    }
    part.persons.push(person);
    n += 1;
    part.associations.push({
      party_no: partyNo,
      n,
      person_key: person.import_key,
      lead: status.lead,
      notice: status.notice,
      pro_hac_vice: status.proHacVice,
      designation: status.designation,
      from_on: null,
      to_on: status.terminatedOn,
      other_roles: status.otherRoles,
      imported: leftOver(
        counsel as unknown as Kept,
        fileCounsel(counsel.name, linesOf(counsel.contact), status) as unknown as Kept,
      ),
    });
  }
}
