/** The docket page of every real docket in a real browser. Their texts are read here and nowhere kept. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { axeReportsNothing } from './axe.ts';
import { type Site, signOnOf } from './site.ts';
import type { Stories } from './support.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, '../shared/data/real-dockets/docket');

/** Five of different kinds: a long civil case, a criminal one, the trade court, multidistrict litigation, a magistrate judge's. */
const FOR_AXE = ['njd_509180', 'ned', 'cit', 'jpml_1551542', 'nvd_128568'];

interface RealDocket {
  readonly name: string;
  readonly court: string;
  readonly number: string;
  readonly texts: readonly string[];
}

export const realDockets: Stories = {
  'the docket page of each real docket opens with every entry and without a fault, and axe reports nothing on five kinds':
    async (stage) => {
      if (!existsSync(FOLDER)) {
        console.log('SKIPPED: the pages of the real dockets (no ../shared/data here)');
        return;
      }
      const dockets = globSync(path.join(FOLDER, '*.json')).sort().map(readDocket);
      assert.equal(dockets.length, 34);
      await takeIn(stage.site, dockets.length);
      await putAtWork(stage.site, [...new Set(dockets.map(({ court }) => court))]);
      const page = await stage.person('clerk');
      for (const docket of dockets) {
        await showsWhole(page, docket);
        if (FOR_AXE.includes(docket.name)) await axeReportsNothing(page);
      }
      assert.deepEqual(stage.complaints, [], 'no page breaks the content policy or has a fault in its script');
    },
};

function readDocket(file: string): RealDocket {
  const written = JSON.parse(readFileSync(file, 'utf8'));
  return {
    name: path.basename(file, '.json'),
    court: written.court_id,
    number: written.docket_number,
    texts: written.docket_entries.map((entry: { description: string }) => asShown(entry.description)),
  };
}

/** HTML runs blanks together. */
const asShown = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function takeIn(site: Site, files: number): Promise<void> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(ROOT, 'openecf.mjs'), 'import', FOLDER, '--json'],
    { env: { ...process.env, DATA_DIR: site.dataDir } },
  );
  const { taken, unchanged, refused } = JSON.parse(stdout.trim().split('\n').at(-1)!);
  assert.deepEqual({ read: taken + unchanged, refused }, { read: files, refused: 0 });
}

/** The demo's clerk works in these courts too, and so looks at their dockets without charge. */
async function putAtWork(site: Site, courts: readonly string[]): Promise<void> {
  await site.owner.query(
    `insert into pacer.privilege (account_id, court_id, role, from_on)
     select account_id, court, 'clerk', current_date - 1 from pacer.account, unnest($1::text[]) as court
     where login_id = $2`,
    [courts, signOnOf(site, 'clerk').loginId],
  );
}

async function showsWhole(page: Page, { name, court, number, texts }: RealDocket): Promise<void> {
  const answer = await page.goto(`/ecf/${court}/cases/${number.replace(':', '-')}/docket`);
  assert.equal(answer?.status(), 200, name);
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  assert.ok(heading.includes(number), `${name} is headed ${heading}`);
  const rows = (await page.locator('table.docket tbody tr').allTextContents()).map(asShown);
  assert.ok(rows.length >= texts.length, `${name} has ${rows.length} of ${texts.length} rows`);
  const missing = texts.filter((text) => !rows.some((row) => row.includes(text)));
  assert.deepEqual(missing, [], `${name}: every text is shown`);
}
