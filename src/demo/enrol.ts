/** Gives everybody of the demo a place among the people whom a court knows. */
import type { System } from '../compose.ts';
import type { Actor } from '../court/access/actor.ts';
import { ensurePerson } from '../court/cases/record-case.ts';
import type { CourtFile } from '../court/settings/model.ts';
import type { AccountId, CaseId, PersonId } from '../kernel/ids.ts';
import { type Instant, standingClock, startOfDay } from '../kernel/time.ts';
import { type Accounts, openCaseAccount } from './accounts.ts';
import { type DemoPerson, PRO_SE } from './people.ts';
import type { Begun } from './plan.ts';

export interface Enrolled {
  readonly person: DemoPerson;
  readonly personId: PersonId | null;
  readonly actor: Actor & { readonly kind: 'account' };
}
/** By key. */
export type People = Map<string, Enrolled>;

/** The first moment of the demo's past. */
export const dawn = (court: CourtFile, begun: Begun): Instant => startOfDay(begun.since, court.zone);

/** Who is known to the court already stays as they are. The pro se filer comes later, when his case has a number. */
export async function enrol(
  system: System,
  court: CourtFile,
  persons: readonly DemoPerson[],
  accounts: Accounts,
  begun: Begun,
): Promise<People> {
  const people: People = new Map();
  const enrolled = await Promise.all(
    persons.map(async (person) => {
      const account = accounts.get(person.loginId)!;
      return {
        person,
        personId: await ensureInCourt(system, court, person, account, begun),
        actor: actorOf(court, person, account, null),
      };
    }),
  );
  for (const each of enrolled) people.set(each.person.key, each);
  return people;
}

/** The party who may file in one case only: known to the court before the account can be limited to that case. */
export async function enrolProSe(
  system: System,
  court: CourtFile,
  people: People,
  caseId: CaseId,
  begun: Begun,
): Promise<void> {
  const account = await openCaseAccount(system, court, PRO_SE, caseId, begun.seed, dawn(court, begun));
  const personId = await proSePerson(system, court, begun);
  await system.court.court.query(
    'update pub.court_person set account_id = $3::uuid where court_id = $1 and person_id = $2::uuid',
    [court.id, personId, account],
  );
  people.set(PRO_SE.key, { person: PRO_SE, personId, actor: actorOf(court, PRO_SE, account, caseId) });
}

/** The pro se party as the court knows him, with or without his account. */
export async function proSePerson(system: System, court: CourtFile, begun: Begun): Promise<PersonId> {
  return (await ensureInCourt(system, court, PRO_SE, null, begun))!;
}

const actorOf = (
  court: CourtFile,
  person: DemoPerson,
  account: AccountId,
  scopeCase: CaseId | null,
): Enrolled['actor'] => ({
  kind: 'account',
  account,
  privileges: person.privilege ? [{ court: court.id, role: person.privilege, scopeCase }] : [],
});

async function ensureInCourt(
  system: System,
  court: CourtFile,
  { inCourt }: DemoPerson,
  account: AccountId | null,
  begun: Begun,
): Promise<PersonId | null> {
  if (!inCourt) return null;
  const ports = { clock: standingClock(dawn(court, begun)), random: system.court.random };
  return system.court.court.transaction((tx) => ensurePerson(tx, ports, court.id, { ...inCourt, account }));
}
