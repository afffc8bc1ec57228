/** The accounts of the demo's people: one a person, with their rights in every court that knows them. */
import type { System } from '../compose.ts';
import type { CourtFile } from '../court/settings/model.ts';
import type { AccountId, CaseId } from '../kernel/ids.ts';
import { civilDate, type Instant, standingClock } from '../kernel/time.ts';
import { createAccount } from '../pacer/accounts/create-account.ts';
import type { Privilege } from '../pacer/accounts/model.ts';
import { appendToChain, insertPrivilege, lockAccount, privilegesOf } from '../pacer/accounts/store.ts';
import { type DemoPerson, demoPassword, demoPeople } from './people.ts';

/** Account ids by login id. */
export type Accounts = ReadonlyMap<string, AccountId>;

/** Everybody's account, made where it is not there; to one of an earlier demo the rights that it lacks are added. */
export async function openAccounts(
  system: System,
  courts: readonly CourtFile[],
  seed: string,
  at: Instant,
): Promise<Accounts> {
  const rights = new Map<string, { person: DemoPerson; privileges: Privilege[] }>();
  for (const court of courts) {
    for (const person of demoPeople(court)) {
      const known = rights.get(person.loginId) ?? { person, privileges: [] };
      if (person.privilege) known.privileges.push({ court: court.id, role: person.privilege, scopeCase: null });
      rights.set(person.loginId, known);
    }
  }
  const opened = await Promise.all(
    [...rights.values()].map(async ({ person, privileges }): Promise<[string, AccountId]> => {
      const known = await accountNamed(system, person.loginId);
      if (known) await addPrivileges(system, known, privileges);
      return [person.loginId, known ?? (await newAccount(system, person, privileges, seed, at))];
    }),
  );
  return new Map(opened);
}

/** The account of who may file in one case only. */
export async function openCaseAccount(
  system: System,
  court: CourtFile,
  person: DemoPerson,
  caseId: CaseId,
  seed: string,
  at: Instant,
): Promise<AccountId> {
  const privileges = person.privilege ? [{ court: court.id, role: person.privilege, scopeCase: caseId }] : [];
  return (await accountNamed(system, person.loginId)) ?? (await newAccount(system, person, privileges, seed, at));
}

async function accountNamed(system: System, loginId: string): Promise<AccountId | null> {
  const rows = await system.pacer.db.query<{ account_id: AccountId }>(
    'select account_id from pacer.account where login_id = $1',
    [loginId],
  );
  return rows[0]?.account_id ?? null;
}

async function newAccount(
  system: System,
  person: DemoPerson,
  privileges: readonly Privilege[],
  seed: string,
  at: Instant,
): Promise<AccountId> {
  const pacer = { ...system.pacer, clock: standingClock(at) };
  const made = await createAccount(pacer, {
    loginId: person.loginId,
    password: demoPassword(seed, person.loginId),
    displayName: person.displayName,
    email: person.email,
    filer: person.filer,
    feeExempt: person.feeExempt,
    privileges: privileges.map(({ scopeCase, ...each }) => ({ ...each, ...(scopeCase === null ? {} : { scopeCase }) })),
  });
  return made.accountId;
}

async function addPrivileges(system: System, account: AccountId, wanted: readonly Privilege[]): Promise<void> {
  const now = system.pacer.clock.now();
  const today = civilDate(now, system.pacer.zone);
  await system.pacer.db.transaction(async (tx) => {
    const locked = await lockAccount(tx, account);
    const standing = await privilegesOf(tx, account, today);
    const lacking = wanted.filter(
      ({ court, role }) => !standing.some((each) => each.court === court && each.role === role),
    );
    if (!locked || lacking.length === 0) return;
    for (const privilege of lacking) await insertPrivilege(tx, account, privilege, today);
    const body = { privileges: lacking.map(({ court, role }) => ({ court, role })) };
    await appendToChain(tx, locked.chain, { at: now, actor: 'system demo', act: 'grant privileges', body });
  });
}
