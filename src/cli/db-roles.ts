import { randomBytes } from 'node:crypto';
import { readConfig } from '../platform/config.ts';
import { connect } from '../platform/database/connect.ts';
import { loginsSql, SERVED_LOGINS, type ServedPasswords } from '../platform/database/logins.ts';
import { makeLog } from '../platform/log/log.ts';
import { CannotDo, type Command, print, readArguments, WrongCall } from './command.ts';

/**
 * The logins behind the walls of DESIGN §4.3, for a database of one's own. Prints SQL for its administrator, with new passwords;
 * with `--create` runs it as the login of DATABASE_URL, who must be allowed to make roles. The passwords are told once, as the
 * variables to start OpenECF with; the SQL holds only their verifiers.
 */
export const command: Command = {
  usage: 'db:roles [--owner LOGIN] [--create]',
  async run(args) {
    const given = readArguments(args, { switches: ['create'], named: ['owner'] });
    if (given.rest.length > 0) throw new WrongCall('db:roles takes no other words.');
    const { databaseUrl } = readConfig(process.env);
    if (given.has('create') && databaseUrl === null)
      throw new WrongCall('--create needs DATABASE_URL. (The built-in database has its logins already.)');
    const owner = given.value('owner') ?? ownerOf(databaseUrl);
    const passwords = Object.fromEntries(
      SERVED_LOGINS.map((login) => [login, randomBytes(24).toString('base64url')]),
    ) as ServedPasswords;
    const sql = rolesSql(passwords, owner);
    if (given.has('create')) await createRoles(databaseUrl!, sql);
    else await print(sql);
    const comment = given.has('create') ? '' : '-- ';
    await print(`${comment}Start OpenECF with these; they are not kept anywhere else:`);
    for (const login of SERVED_LOGINS)
      await print(`${comment}${variableOf(login)}=${urlFor(databaseUrl, login, passwords[login])}`);
    return 0;
  },
};

const OWNER = 'openecf_owner';
const variableOf = (login: string): string => `DATABASE_URL_${login.replace('openecf_', '').toUpperCase()}`;

/** Who DATABASE_URL signs on as. Not read by `URL`: an address by socket has no host, which that refuses. */
function ownerOf(databaseUrl: string | null): string {
  const named = /^postgres(?:ql)?:\/\/([^:@/]+)(?::[^@/]*)?@/.exec(databaseUrl ?? '')?.[1];
  return named === undefined ? OWNER : decodeURIComponent(named);
}

function urlFor(databaseUrl: string | null, login: string, password: string): string {
  const found = /^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?(.*)$/.exec(databaseUrl ?? 'postgres://HOST/DATABASE');
  if (!found) throw new CannotDo('DATABASE_URL is not of the form postgres://login:password@host/database.');
  return `${found[1]}${login}:${password}@${found[2]}`;
}

const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** Beside the logins: what an owner who is no superuser must be able to do when it migrates (migrations 0001, 0003, 0008). */
export function rolesSql(passwords: ServedPasswords, owner: string): string {
  const words = `'${owner.replaceAll("'", "''")}'`;
  return `-- OpenECF: the logins of its database. Run in that database, as an administrator; may be run again.
${loginsSql(passwords)}
-- ${owner} makes the schemas, gives the job runner its own, and hands it a function
do $$ begin execute format('grant create on database %I to %I with grant option', current_database(), ${words}); end $$;
grant openecf_jobs to ${quoted(owner)};
create schema if not exists ops;
do $$ begin execute format('alter schema ops owner to %I', ${words}); end $$;
grant create on schema ops to openecf_jobs;
`;
}

async function createRoles(databaseUrl: string, sql: string): Promise<void> {
  const database = connect(databaseUrl, 'administrator', { max: 1, log: makeLog({ level: 'error' }) });
  try {
    await database.transaction((tx) => tx.query(sql));
  } finally {
    await database.end();
  }
}
