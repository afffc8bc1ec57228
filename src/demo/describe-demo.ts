/** Reads back what the demo holds, for `demo.json`. */
import type { System } from '../compose.ts';
import { type CourtFile, courtName } from '../court/settings/model.ts';
import { shortNumber } from '../kernel/case-number.ts';
import type { CaseId } from '../kernel/ids.ts';
import type { DemoFile } from './demo-file.ts';
import { demoReceipts, filingKey } from './file-stories.ts';
import type { DemoWishes } from './make-demo.ts';
import { type DemoRole, demoPassword, demoPeople, PRO_SE } from './people.ts';
import type { DemoState, PlannedCase, Step } from './plan.ts';
import { caseOfNumber, sideOf } from './record-cases.ts';

/** Of a document: its case's state where that is closed to the public, else its own. */
function stateOf(plan: PlannedCase, step: Step): DemoState {
  if (sideOf(plan) === 'sealed') return plan.state;
  switch (step.restriction) {
    case 'participants':
      return 'restricted';
    case 'sealed-entry':
      return 'sealed-entry';
    case 'court-only-entry':
    case 'court-only':
      return 'court-only';
    default:
      return 'public';
  }
}

/** A demo made by an earlier version may lack what this one plans: only what is there is told. */
export async function describeDemo(
  system: System,
  court: CourtFile,
  cases: readonly PlannedCase[],
  seed: string,
  { baseUrl, mailUrl, payUrl }: DemoWishes,
): Promise<DemoFile> {
  const receipts = await demoReceipts(system, court.id);
  const numbered = await Promise.all(
    cases.map(async (plan) => ({
      court: court.id,
      number: shortNumber(plan.number),
      caseid: await caseOfNumber(system.court.vault, sideOf(plan), court.id, plan.number),
      state: plan.state,
    })),
  );
  return {
    baseUrl,
    mailUrl,
    payUrl,
    courts: [
      {
        id: court.id,
        name: courtName(court.title, court.district),
        legacyAs: court.legacyAs,
        docPrefix: court.docPrefix,
      },
    ],
    accounts: [...demoPeople(court), PRO_SE]
      .filter((person): person is typeof person & { role: DemoRole } => person.role !== null)
      .map(({ role, loginId }) => ({ role, court: court.id, loginId, password: demoPassword(seed, loginId) })),
    cases: numbered.filter((each): each is typeof each & { caseid: CaseId } => each.caseid !== null),
    documents: cases.flatMap((plan) =>
      plan.steps.flatMap((step) =>
        (receipts.get(filingKey(plan, step))?.documents ?? []).map(({ serial, pages }) => ({
          court: court.id,
          docId: `${court.docPrefix}0${serial}`,
          pages,
          state: stateOf(plan, step),
        })),
      ),
    ),
  };
}
