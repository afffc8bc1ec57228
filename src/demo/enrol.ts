/** Gives everybody of the demo an account, and a place among the people whom the court knows. */
import type { System } from '../compose.ts';
import type { Actor } from '../court/access/actor.ts';
import { ensurePerson } from '../court/cases/record-case.ts';
import type { CourtFile } from '../court/settings/model.ts';
import type { AccountId, CaseId, PersonId } from '../kernel/ids.ts';
import { type Instant, standingClock, startOfDay } from '../kernel/time.ts';
import { createAccount } from '../pacer/accounts/create-account.ts';
import { type DemoPerson, demoPassword, PRO_SE } from './people.ts';
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

/** Accounts and persons; who has them already keeps them. The pro se filer comes later, when his case has a number. */
export async function enrol(
  system: System,
  court: CourtFile,
  persons: readonly DemoPerson[],
  begun: Begun,
): Promise<People> {
  const people: People = new Map();
  const enrolled = await Promise.all(
    persons.map(async (person) => {
      const account = await ensureAccount(system, court, person, begun, null);
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
  const account = await ensureAccount(system, court, PRO_SE, begun, caseId);
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

async function ensureAccount(
  system: System,
  court: CourtFile,
  person: DemoPerson,
  begun: Begun,
  scopeCase: CaseId | null,
): Promise<AccountId> {
  const known = await system.pacer.db.query<{ account_id: AccountId }>(
    'select account_id from pacer.account where login_id = $1',
    [person.loginId],
  );
  if (known[0]) return known[0].account_id;
  const pacer = { ...system.pacer, clock: standingClock(dawn(court, begun)) };
  const made = await createAccount(pacer, {
    loginId: person.loginId,
    password: demoPassword(begun.seed, person.loginId),
    displayName: person.displayName,
    email: person.email,
    filer: person.filer,
    feeExempt: person.feeExempt,
    privileges: person.privilege
      ? [{ court: court.id, role: person.privilege, ...(scopeCase === null ? {} : { scopeCase }) }]
      : [],
  });
  return made.accountId;
}

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
