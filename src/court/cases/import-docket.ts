/** Takes a docket in from a file: whole or not at all, and once, however often it is given (DESIGN §5). */
import { sha256 } from '../../kernel/canonical.ts';
import { type CaseNumber, shortNumber } from '../../kernel/case-number.ts';
import type { CaseId, CourtId, PersonId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { actorName, systemActor } from '../access/actor.ts';
import { ensureCourtFromFacts } from '../settings/install-court.ts';
import type { CourtFact } from '../settings/model.ts';
import { keepImportedMatter } from './defendants.ts';
import type { ImportRefusal, ReadDocket } from './docket-file.ts';
import { importMenu, joinWaiting } from './import-menu.ts';
import {
  endAssociations,
  fillEntries,
  fillParties,
  holderOfNumber,
  insertDocuments,
  insertEntries,
  insertSource,
  lockImports,
  setPlaces,
  setPrinted,
  settleCase,
  sourceTaken,
  standingCase,
} from './import-store.ts';
import { readCaseFile } from './other-files.ts';
import { addsNothing, type ImportPlan, NOTHING_STANDS, planImport } from './plan-import.ts';
import type { CasePorts } from './ports.ts';
import {
  ensurePersons,
  indexMessage,
  insertAssociations,
  insertCase,
  insertParties,
  linkCaseChain,
  lockNumber,
  newCaseId,
  putInOutbox,
  updateHeader,
} from './store.ts';

export interface ImportPorts extends CasePorts {
  /** The courts that may be made because a docket names them (`courts/facts.csv`). */
  readonly facts: ReadonlyMap<CourtId, CourtFact>;
}

export type ImportOutcome = 'taken' | 'unchanged' | 'waiting' | { readonly refused: ImportRefusal };

const ACTOR = actorName(systemActor('import'));

/**
 * Takes in one file: a docket, a history, a case query, an archive's docket or an attachment menu, known by its shape. `taken`:
 * the case is new, or the file added something to it; `unchanged`: it had been taken, or says nothing new; `waiting`: an
 * attachment menu whose docket is not here yet; `refused`: the line or field that is wrong, and nothing was written. A second
 * file of a case is joined by union. Text is taken as it is: no markup in it is ever read. Throws only when the database fails.
 */
export async function importDocket(ports: ImportPorts, jsonText: string, fileName: string): Promise<ImportOutcome> {
  const docket = readCaseFile(jsonText);
  if ('reason' in docket) return { refused: docket };
  if ('menu' in docket) return importMenu(ports, docket.menu, sha256(jsonText), fileName);
  const hash = sha256(jsonText);
  const outcome = await ports.court.transaction(async (tx) => {
    const court = await ensureCourtFromFacts(tx, ports.facts, docket.court);
    if (!court) return refused('court_id', 'names a court that is not known');
    await lockImports(tx, docket.court);
    await lockNumber(tx, docket.court, docket.number);
    if (await sourceTaken(tx, docket.court, docket.externalKey, hash)) return 'unchanged';
    const holder = await holderOfNumber(tx, docket.court, docket.number);
    if (holder.kind === 'sealed') return refused('docket_number', 'is the number of a case that is not public');
    const standing =
      holder.kind === 'public' ? await standingCase(tx, docket.court, holder.caseId, ACTOR) : NOTHING_STANDS;
    const plan = planImport(docket, court.docPrefix, standing);
    const caseId = holder.kind === 'public' ? holder.caseId : await openCase(tx, docket.court, docket.number, plan);
    const adds = holder.kind === 'free' || !addsNothing(plan);
    if (adds) {
      await writePlan(ports, tx, docket, caseId, plan, holder.kind === 'public');
      await tellOfImport(ports, tx, docket, caseId, plan, hash);
    }
    await insertSource(tx, docket.court, docket.externalKey, hash, caseId, fileName, ports.clock.now());
    if (adds) await joinWaiting(ports, tx, docket.court, caseId);
    return adds ? 'taken' : 'unchanged';
  });
  ports.log.info(
    { file: fileName, court: docket.court, docket: docket.externalKey, outcome },
    'a docket file was read',
  );
  return outcome;
}

const refused = (where: string, reason: string): ImportOutcome => ({ refused: { where, reason } });

async function openCase(tx: Queries, court: CourtId, number: CaseNumber, plan: ImportPlan): Promise<CaseId> {
  const caseId = await newCaseId(tx, court);
  await insertCase(tx, court, caseId, number, 'imported', plan.header, plan.imported);
  return caseId;
}

async function writePlan(
  ports: ImportPorts,
  tx: Queries,
  docket: ReadDocket,
  caseId: CaseId,
  plan: ImportPlan,
  stood: boolean,
): Promise<void> {
  const { court } = docket;
  const now = ports.clock.now();
  if (stood && plan.headerChanged) await updateHeader(tx, court, caseId, plan.header, plan.imported);
  await insertParties(tx, court, caseId, null, plan.parties, plan.aliases, plan.affiliates);
  await fillParties(tx, court, caseId, plan.filledParties);
  if (plan.headerChanged) await setPrinted(tx, court, caseId, plan.printed);
  const ids = await ensurePersons(tx, court, plan.persons, () => uuidAt<PersonId>(ports.random, now));
  const idOf = new Map(plan.persons.map((person, n) => [person.import_key, ids[n]!]));
  const associations = plan.associations.map(({ person_key, ...each }) => ({
    ...each,
    person_id: idOf.get(person_key)!,
  }));
  await insertAssociations(tx, court, caseId, associations);
  await endAssociations(tx, court, caseId, plan.endedAssociations);
  await insertEntries(tx, court, caseId, plan.entries, ACTOR, now);
  await fillEntries(tx, court, caseId, plan.filledEntries, ACTOR, now);
  await insertDocuments(tx, court, caseId, plan.documents);
  await setPlaces(tx, court, caseId, plan.places);
  await keepImportedMatter(tx, court, caseId, docket.file.federal_defendant_number);
  await settleCase(tx, court, caseId, plan.entries, stood, docket.told?.lastFiling ?? null);
}

/** The link in the case's chain, and the message to the national index. */
async function tellOfImport(
  ports: ImportPorts,
  tx: Queries,
  docket: ReadDocket,
  caseId: CaseId,
  plan: ImportPlan,
  hash: string,
): Promise<void> {
  const at = ports.clock.now();
  await linkCaseChain(tx, docket.court, caseId, {
    at,
    actor: ACTOR,
    act: 'import docket',
    body: {
      docket: docket.externalKey,
      file: docket.told?.kind ?? 'docket',
      number: shortNumber(docket.number),
      sha256: hash,
      parties: plan.parties.length,
      counsel: plan.associations.length,
      entries: plan.entries.length,
      documents: plan.documents.length,
      leftOutAsSealed: plan.sealedSince,
    },
  });
  const body = await indexMessage(tx, docket.court, caseId);
  await putInOutbox(tx, docket.court, uuidAt(ports.random, at), 'index-case', body, at);
  await ports.enqueue(tx, 'carry-outbox', {}, 'carry-outbox');
}
