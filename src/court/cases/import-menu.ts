/**
 * Attachment menus (spec/legacy-pages.md §8). A menu names neither court nor docket number: the first digits of its document
 * are the court's, its document or the court's own caseid lead to the entry. Where no docket names it yet, it waits.
 */
import type { CaseId, CourtId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import { uuidAt } from '../../kernel/random.ts';
import { actorName, systemActor } from '../access/actor.ts';
import { ensureCourtFromFacts } from '../settings/install-court.ts';
import type { Court } from '../settings/model.ts';
import { courtById } from '../settings/store.ts';
import type { ImportOutcome, ImportPorts } from './import-docket.ts';
import { insertSource, lockImports, sourceTaken } from './import-store.ts';
import type { Kept } from './imported.ts';
import {
  courtsOfPrefix,
  dropWaiting,
  entryOfMenu,
  insertWaiting,
  isWaiting,
  isWithdrawn,
  type MenuPlace,
  restrictedAmong,
  waitingFor,
  writeMenu,
} from './menu-store.ts';
import type { MenuFile } from './other-files.ts';
import { serialIn } from './plan-entries.ts';
import { indexMessage, linkCaseChain, putInOutbox } from './store.ts';
import { joinFacts, sameFacts } from './told-shapes.ts';

const ACTOR = actorName(systemActor('import'));

/** Takes an attachment menu: see `importDocket`. `unchanged` too where the court has sealed the document or entry since. */
export async function importMenu(
  ports: ImportPorts,
  menu: MenuFile,
  hash: string,
  fileName: string,
): Promise<ImportOutcome> {
  const outcome = await ports.court.transaction(async (tx): Promise<ImportOutcome> => {
    const court = await courtOf(ports, tx, menu);
    const serial = court && serialIn(menu.pacer_doc_id, court.docPrefix);
    if (!court || serial === null)
      return { refused: { where: 'pacer_doc_id', reason: 'does not begin with the number of a court that is known' } };
    await lockImports(tx, court.id);
    if (await sourceTaken(tx, court.id, menuKey(serial), hash)) return 'unchanged';
    if (await isWaiting(tx, court.id, serial, hash)) return 'unchanged';
    const withdrawn = await isWithdrawn(tx, court.id, serial, menu);
    if (withdrawn) return 'unchanged';
    const place = await entryOfMenu(tx, court, serial, menu);
    if (place) return (await joinMenu(ports, tx, court, place, menu, hash, fileName)) ? 'taken' : 'unchanged';
    await insertWaiting(tx, court.id, serial, menu, hash, fileName, ports.clock.now());
    return 'waiting';
  });
  ports.log.info({ file: fileName, document: menu.pacer_doc_id, outcome }, 'an attachment menu was read');
  return outcome;
}

/** Takes the menus that waited for this case. */
export async function joinWaiting(ports: ImportPorts, tx: Queries, court: CourtId, caseId: CaseId): Promise<void> {
  for (const { serial, sha256, file_name, menu } of await waitingFor(tx, court, caseId)) {
    const here = (await courtById(tx, court))!;
    const place = await entryOfMenu(tx, here, serial, menu);
    if (!place) continue;
    await joinMenu(ports, tx, here, place, menu, sha256, file_name);
    await dropWaiting(tx, court, serial, sha256);
  }
}

const menuKey = (serial: number): string => `menu ${serial}`;

/** The court whose documents begin with these digits: one that stands here, else from the public list. */
async function courtOf(ports: ImportPorts, tx: Queries, menu: MenuFile): Promise<Court | null> {
  const prefix = menu.pacer_doc_id.slice(0, 3);
  const standing = await courtsOfPrefix(tx, prefix);
  if (standing.length > 0) return standing.length === 1 ? courtById(tx, standing[0]!) : null;
  const fact = [...ports.facts].find(([, each]) => each.docPrefix === prefix);
  return fact ? ensureCourtFromFacts(tx, ports.facts, fact[0]) : null;
}

/** Writes what the menu adds to its entry; false when that is nothing. */
async function joinMenu(
  ports: ImportPorts,
  tx: Queries,
  court: Court,
  place: MenuPlace,
  menu: MenuFile,
  hash: string,
  fileName: string,
): Promise<boolean> {
  const at = ports.clock.now();
  const listed = [menu.pacer_doc_id, ...menu.attachments.map((each) => each.pacer_doc_id)];
  const serials = listed.flatMap((docId) => serialIn(docId, court.docPrefix) ?? []);
  const restricted = await restrictedAmong(tx, court.id, serials);
  const open = menu.attachments.filter((each) => !restricted.has(serialIn(each.pacer_doc_id, court.docPrefix) ?? 0));
  const written = { ...menu, attachments: open } as unknown as Kept;
  const stands: Kept = place.printed ?? { docket: {} };
  const joined = joinFacts((stands.menu as Kept | undefined) ?? null, written)!;
  const adds = !sameFacts(joined, (stands.menu as Kept | undefined) ?? null);
  const key = menuKey(serialIn(menu.pacer_doc_id, court.docPrefix)!);
  if (adds) {
    await writeMenu(tx, court, place, { ...menu, attachments: open }, { ...stands, menu: joined });
    await linkCaseChain(tx, court.id, place.case_id, {
      at,
      actor: ACTOR,
      act: 'import attachment menu',
      body: { document: menu.pacer_doc_id, entry: place.entry_seq, sha256: hash, attachments: open.length },
    });
    const body = await indexMessage(tx, court.id, place.case_id);
    await putInOutbox(tx, court.id, uuidAt(ports.random, at), 'index-case', body, at);
    await ports.enqueue(tx, 'carry-outbox', {}, 'carry-outbox');
  }
  await insertSource(tx, court.id, key, hash, place.case_id, fileName, at);
  return adds;
}
