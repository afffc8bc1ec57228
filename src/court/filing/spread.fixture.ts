/** A court with families of associated cases, for the tests of spread filings. */
import assert from 'node:assert/strict';
import { aTestCourt, COURT, motionToCompel, type TestCourt, type TestPerson } from '../../../test/support/system.ts';
import { CourtError } from '../../kernel/errors.ts';
import type { CaseId, DocumentSerial, UploadId } from '../../kernel/ids.ts';
import type { Queries } from '../../kernel/ports.ts';
import type { Actor } from '../access/actor.ts';
import { checkInvariants } from '../audit/invariants.ts';
import { linkCases } from '../cases/links.ts';
import { readerFor } from '../docket/reader.ts';
import type { AnswersInput } from '../events/answers.ts';
import type { Receipt } from './model.ts';

export let court: TestCourt;
export let jane: TestPerson;
export let dana: TestPerson;
export let sam: TestPerson;
export let judge: TestPerson;
export let clerk: TestPerson;
export let cleared: TestPerson;
let seq = 0;
export const nextSeq = (): number => ++seq;

/** Opens the court of these tests. */
export async function openCourt(): Promise<void> {
  court = await aTestCourt({ connections: 12 });
  jane = await court.aPerson('jane.doe', ['attorney'], { displayName: 'Jane Doe' });
  dana = await court.aPerson('dana.defence', ['attorney'], { displayName: 'Dana Defence' });
  sam = await court.aPerson('sam.stays', ['attorney'], { displayName: 'Sam Stays' });
  judge = await court.aPerson('robin.roe', ['judge'], { displayName: 'Robin Roe' });
  clerk = await court.aPerson('carla.clerk', ['clerk'], { displayName: 'Carla Clerk' });
  cleared = await court.aPerson('sally.sealed', ['sealed-clerk'], { displayName: 'Sally Sealed' });
}

export const link = (from: CaseId, to: CaseId, kind: 'lead' | 'member' | 'related' = 'member') =>
  linkCases(court.system.court, clerk.actor, { court: COURT, caseId: from, kind, to });

/** A lead case and its members, Jane Doe for the plaintiff in each, Dana Defence for the defendant. */
export async function aFamily(n: number): Promise<CaseId[]> {
  const cases: CaseId[] = [];
  for (let at = 0; at < n; at++) cases.push(await court.aCase(nextSeq(), jane, dana));
  for (const member of cases.slice(1)) await link(cases[0]!, member);
  return cases;
}

export async function motionIn(cases: readonly CaseId[], more: Partial<AnswersInput> = {}): Promise<Receipt> {
  // No upload is left waiting: its bytes would stay, whatever becomes of a document that has the same.
  const documents = more.documents ?? { main: await court.uploads(jane) };
  const [home, ...others] = cases;
  const alsoIn = others.map((each) => ({ case: each }));
  return court.files(jane, home!, motionToCompel(documents.main as UploadId, { alsoIn, ...more }));
}

export const reader = (actor: Actor) =>
  readerFor(
    { ...court.system.court, zoneOf: async (id) => (await court.system.court.settingsOf(id)).zone },
    actor,
    COURT,
  );
export const anonymous: Actor = { kind: 'anonymous' };

export async function docketOf(caseId: CaseId, actor: Actor = anonymous) {
  const open = await reader(actor).openCase(caseId);
  const rows = [];
  for await (const batch of open.docket({ order: 'oldest-first' })) rows.push(...batch);
  return rows;
}
export const textsOf = async (caseId: CaseId): Promise<string[]> =>
  (await docketOf(caseId)).map((row) => (row.kind === 'entry' ? row.text : `SEALED ${row.docNo}`));

export const refusedWith = (code: string, detail?: RegExp) => (error: unknown) =>
  error instanceof CourtError && error.code === code && (detail === undefined || detail.test(error.detail ?? ''));

export const opens = (serial: DocumentSerial, within: CaseId, actor: Actor = anonymous): Promise<string> =>
  reader(actor)
    .document(serial, within)
    .then(
      () => 'open',
      (error: CourtError) => error.code,
    );

export const nothingWrong = async (): Promise<void> => assert.deepEqual(await faultsOf(court.owner), []);

export async function faultsOf(db: Queries): Promise<readonly string[]> {
  const found = await checkInvariants({
    db,
    objects: court.system.court.objects,
    sealed: court.system.court.sealed,
    signerOf: (id) => court.system.court.signerOf(id),
    clock: court.clock,
    feeZone: (await court.system.court.settingsOf(COURT)).zone,
    noticeMinutes: 10,
  });
  return found.flatMap((each) => each.faults);
}

export const ordered = { court: COURT, authority: 'Order 3', reason: 'Trade secrets.' };
export const ports = () => court.system.court;
