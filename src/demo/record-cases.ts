/** Opens the demo's cases, each under its number, and tells where it stands. */
import type { System } from '../compose.ts';
import { systemActor } from '../court/access/actor.ts';
import { type NewCase, type NewJudge, recordCase } from '../court/cases/record-case.ts';
import { recordSealedCase } from '../court/cases/record-sealed-case.ts';
import type { Side } from '../court/cases/side.ts';
import type { CourtFile } from '../court/settings/model.ts';
import type { CaseNumber } from '../kernel/case-number.ts';
import type { CaseId, CourtId, PersonId } from '../kernel/ids.ts';
import type { Queries } from '../kernel/ports.ts';
import {
  type CivilDate,
  type Instant,
  plusMilliseconds,
  standingClock,
  startOfDay,
  type Zone,
} from '../kernel/time.ts';
import { enrolProSe, type People, proSePerson } from './enrol.ts';
import type { Begun, PlannedCase } from './plan.ts';

export interface Recorded {
  readonly plan: PlannedCase;
  readonly caseId: CaseId;
  readonly side: Side;
}

export const sideOf = ({ state }: PlannedCase): Side => (state === 'sealed' || state === 'hidden' ? 'sealed' : 'pub');

export const momentOf = (on: CivilDate, minute: number, zone: Zone): Instant =>
  plusMilliseconds(startOfDay(on, zone), (minute * 60 + ((minute * 37) % 60)) * 1000);

/** One after the other, so that the case ids follow the days of filing. */
export async function recordCases(
  system: System,
  court: CourtFile,
  people: People,
  cases: readonly PlannedCase[],
  begun: Begun,
): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  for (const plan of cases) {
    const side = sideOf(plan);
    const db = side === 'pub' ? system.court.court : system.court.vault;
    const caseId =
      (await caseOfNumber(db, side, court.id, plan.number)) ?? (await open(system, court, people, plan, begun));
    if (plan.proSeFiler) await enrolProSe(system, court, people, caseId, begun);
    recorded.push({ plan, caseId, side });
  }
  return recorded;
}

export async function caseOfNumber(
  db: Queries,
  side: Side,
  court: CourtId,
  number: CaseNumber,
): Promise<CaseId | null> {
  const rows = await db.query<{ case_id: CaseId }>(
    `select case_id from ${side}.case_record where court_id = $1 and office = $2 and yy = $3 and type = $4 and seq = $5`,
    [court, number.office, number.yy, number.type, number.seq],
  );
  return rows[0]?.case_id ?? null;
}

async function open(
  system: System,
  court: CourtFile,
  people: People,
  plan: PlannedCase,
  begun: Begun,
): Promise<CaseId> {
  // whose account is limited to this case has none before the case is there
  const proSe = plan.proSeFiler ? await proSePerson(system, court, begun) : null;
  const personOf = (key: string): PersonId => (key === plan.proSeFiler ? proSe! : people.get(key)!.personId!);
  const opened = momentOf(plan.filedOn, 8 * 60 + 32, court.zone);
  const ports = { clock: standingClock(opened), random: system.court.random, enqueue: async () => {} };
  const wanted = newCase(court, personOf, plan);
  const actor = people.get('clerk')!.actor;
  if (sideOf(plan) === 'pub') return system.court.court.transaction((tx) => recordCase(tx, ports, actor, wanted));
  return system.court.vault.transaction((tx) =>
    recordSealedCase(tx, ports, systemActor('demo'), {
      ...wanted,
      mode: plan.state === 'hidden' ? 'hidden' : 'under-seal',
      authority: plan.cause,
      reason: 'ordered at filing',
    }),
  );
}

function newCase(court: CourtFile, personOf: (key: string) => PersonId, plan: PlannedCase): NewCase {
  const judge = (initials: string | null): NewJudge | null => {
    const found = court.settings.judges?.find((each) => each.initials === initials);
    return found
      ? { name: found.name, title: found.title, initials: found.initials, person: personOf(found.initials) }
      : null;
  };
  return {
    court: court.id,
    number: plan.number,
    title: plan.title,
    filedOn: plan.filedOn,
    presider: judge(plan.presider),
    referral: judge(plan.referral),
    ...(plan.cause ? { cause: plan.cause } : {}),
    ...(plan.natureOfSuit ? { natureOfSuit: plan.natureOfSuit } : {}),
    ...(plan.juryDemand ? { juryDemand: plan.juryDemand } : {}),
    ...(plan.jurisdiction ? { jurisdiction: plan.jurisdiction } : {}),
    ...(plan.headerLines ? { headerLines: plan.headerLines } : {}),
    ...(plan.demand ? { demand: plan.demand } : {}),
    parties: plan.parties.map((party) => ({
      role: party.role,
      name: party.name,
      ...(party.partyText ? { partyText: party.partyText } : {}),
      ...(party.aliases ? { aliases: party.aliases } : {}),
      ...(party.criminal ? { criminal: party.criminal } : {}),
      ...(party.proSeAt ? { proSe: true, address: party.proSeAt } : {}),
      counsel: party.counsel.map(({ by, lead, until }) => ({
        person: personOf(by),
        lead,
        notice: true,
        from: plan.filedOn,
        ...(until ? { to: until } : {}),
      })),
    })),
  };
}
