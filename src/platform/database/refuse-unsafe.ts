import type { Queries } from '../../kernel/ports.ts';

/**
 * Throws when this login's connections could lose a filing that was confirmed: `fsync`, `full_page_writes` or
 * `synchronous_commit` is off (DESIGN §4.2). Every other value of `synchronous_commit` (on, local, remote_write,
 * remote_apply) writes this server's own disk before a commit is answered, so it is accepted. A login can have settings
 * of its own: ask with each login that writes.
 */
export async function refuseUnsafe(db: Queries): Promise<void> {
  const off = await db.query<{ name: string }>(
    `select name from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name`,
  );
  if (off.length === 0) return;
  const names = off.map(({ name }) => name).join(', ');
  throw new Error(
    `The database has ${names} switched off, so a power failure could lose what was filed. Switch ${off.length === 1 ? 'it' : 'them'} on; OpenECF does not run without.`,
  );
}
