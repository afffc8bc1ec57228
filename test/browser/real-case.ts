/** Brings a real docket into the running site, as a court's staff would: by the import command beside the server. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Site } from './site.ts';
import { signOnOf } from './site.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DOCKET = path.join(ROOT, '../shared/data/real-dockets/docket/vaed.json');

export interface CaseToFileIn {
  readonly court: string;
  /** `1:19-cv-00632` */
  readonly number: string;
  /** `/ecf/vaed/cases/1-19-cv-00632` */
  readonly at: string;
  readonly imported: boolean;
}

/**
 * An open civil case with its real docket, in which the demo's attorney may file from now on. Where the real dockets are
 * absent it is a case of the demo, and the test says so.
 */
export async function realCase(site: Site): Promise<CaseToFileIn> {
  if (!existsSync(DOCKET)) {
    console.log('No real dockets here (../shared/data): the journey goes through a case of the demo.');
    const { number } = site.demo.cases.find((each) => each.state === 'public' && each.number.includes('-cv-'))!;
    return { court: 'olyd', number, at: `/ecf/olyd/cases/${number.replace(':', '-')}`, imported: false };
  }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(ROOT, 'openecf.mjs'), 'import', DOCKET, '--json'],
    { env: { ...process.env, DATA_DIR: site.dataDir } },
  );
  assert.deepEqual(JSON.parse(stdout.trim().split('\n').at(-1)!), { taken: 1, unchanged: 0, refused: 0 });
  await admit(site, 'vaed');
  return { court: 'vaed', number: '1:19-cv-00632', at: '/ecf/vaed/cases/1-19-cv-00632', imported: true };
}

/** Gives the demo's attorney the right to file in a court, and a place among the people whom it knows. */
async function admit(site: Site, court: string): Promise<void> {
  const { loginId } = signOnOf(site, 'attorney');
  await site.owner.query(
    `insert into pacer.privilege (account_id, court_id, role, from_on)
     select account_id, $1, 'attorney', current_date - 1 from pacer.account where login_id = $2`,
    [court, loginId],
  );
  await site.owner.query(
    `insert into pub.court_person (court_id, person_id, account_id, kind, signature_name, display_name, title, initials,
       firm, address, phone, fax, email, secondary_emails, status)
     select $1, gen_random_uuid(), p.account_id, p.kind, p.signature_name, p.display_name, p.title, p.initials,
       p.firm, p.address, p.phone, p.fax, p.email, p.secondary_emails, p.status
     from pub.court_person p join pacer.account a using (account_id) where a.login_id = $2 and p.court_id = 'olyd'`,
    [court, loginId],
  );
}
