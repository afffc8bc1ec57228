/** Reads back what the demo holds, for `demo.json`. */
import type { System } from '../compose.ts';
import { type CourtFile, courtName } from '../court/settings/model.ts';
import { shortNumber } from '../kernel/case-number.ts';
import type { CaseId, CourtId } from '../kernel/ids.ts';
import type { DemoFile } from './demo-file.ts';
import { demoReceipts, filingKey } from './file-stories.ts';
import type { DemoWishes } from './make-demo.ts';
import { demoPassword, listedPeople } from './people.ts';
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
    case 'ex-parte':
      return 'ex-parte';
    default:
      // Rule 5.2(c) closes what the parties file, not the court's own words, by the case's nature of suit
      return plan.state === 'social-security' || plan.state === 'immigration' ? plan.state : 'public';
  }
}

/** A court with the cases that are planned for it. */
export interface MadeCourt {
  readonly court: CourtFile;
  readonly cases: readonly PlannedCase[];
}

/** A demo made by an earlier version may lack what this one plans: only what is there is told. */
export async function describeDemo(
  system: System,
  made: readonly MadeCourt[],
  seed: string,
  { baseUrl, mailUrl, payUrl }: DemoWishes,
): Promise<DemoFile> {
  const courts = await Promise.all(made.map((each) => describeCourt(system, each)));
  return {
    baseUrl,
    mailUrl,
    payUrl,
    courts: made.map(({ court }) => ({
      id: court.id,
      name: courtName(court.title, court.district),
      legacyAs: court.legacyAs,
      docPrefix: court.docPrefix,
    })),
    accounts: made.flatMap(({ court }) =>
      listedPeople(court).map(({ role, loginId }) => ({
        role,
        court: court.id,
        loginId,
        password: demoPassword(seed, loginId),
      })),
    ),
    cases: courts.flatMap(({ cases }) => cases),
    documents: courts.flatMap(({ documents }) => documents),
  };
}

/** Pages by serial, of both sides: a receipt only commits to them. */
async function pagesOf(system: System, court: CourtId): Promise<ReadonlyMap<number, number>> {
  const rows = await system.court.vault.query<{ serial: number; pages: number }>(
    `select serial, pages from pub.document where court_id = $1 and pages is not null
     union all select serial, pages from sealed.document where court_id = $1 and pages is not null`,
    [court],
  );
  return new Map(rows.map(({ serial, pages }) => [serial, pages]));
}

async function describeCourt(
  system: System,
  { court, cases }: MadeCourt,
): Promise<Pick<DemoFile, 'cases' | 'documents'>> {
  const receipts = await demoReceipts(system, court.id);
  const pages = await pagesOf(system, court.id);
  const numbered = await Promise.all(
    cases.map(async (plan) => ({
      court: court.id,
      number: shortNumber(plan.number),
      caseid: await caseOfNumber(system.court.vault, sideOf(plan), court.id, plan.number),
      state: plan.state,
    })),
  );
  return {
    cases: numbered.filter((each): each is typeof each & { caseid: CaseId } => each.caseid !== null),
    documents: cases.flatMap((plan) =>
      plan.steps.flatMap((step) =>
        (receipts.get(filingKey(plan, step))?.documents ?? []).map(({ serial }) => ({
          court: court.id,
          docId: `${court.docPrefix}0${serial}`,
          pages: pages.get(serial)!,
          state: stateOf(plan, step),
        })),
      ),
    ),
  };
}
