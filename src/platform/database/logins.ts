/** The database logins behind the walls of DESIGN §4.3. What each may do is in `migrations/`. */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Database } from '../../kernel/ports.ts';

/** The logins beside the owner's. */
export const SERVED_LOGINS = ['openecf_web', 'openecf_court', 'openecf_vault', 'openecf_jobs'] as const;
export type ServedLogin = (typeof SERVED_LOGINS)[number];
export type ServedPasswords = Readonly<Record<ServedLogin, string>>;

/** Makes the logins that are missing and gives all four the passwords handed in. `owner` must be allowed to make roles. */
export async function ensureLogins(owner: Database, passwords: ServedPasswords): Promise<void> {
  await owner.transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock(20261123)'); // two processes that change one role at once collide
    await tx.query(loginsSql(passwords));
  });
}

/**
 * The statements that make the logins, to be run by an administrator of an external database (`openecf db:roles`).
 * May be run again. They hold the passwords' SCRAM verifiers, not the passwords.
 */
export function loginsSql(passwords: ServedPasswords): string {
  return SERVED_LOGINS.map(
    (login) => `do $$ begin
  if not exists (select from pg_roles where rolname = '${login}') then create role ${login}; end if;
end $$;
alter role ${login} with login nosuperuser nocreatedb nocreaterole nobypassrls password '${scramVerifier(passwords[login])}';
`,
  ).join('');
}

const ROUNDS = 4096;

/** What Postgres keeps of a password (RFC 5802, RFC 7677), so that the password itself is in no statement and no log. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ROUNDS, 32, 'sha256');
  const keyed = (words: string) => createHmac('sha256', salted).update(words).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString('base64')}$${storedKey}:${keyed('Server Key').toString('base64')}`;
}
