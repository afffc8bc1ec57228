/**
 * `npm run screenshots`: the pictures of the README, taken from a demo that is made for them. Needs a Chromium. Everything
 * that can be seen on them is invented.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { demoCase, fileIt, paper, toReview } from '../test/browser/filing.ts';
import { startSite } from '../test/browser/site.ts';
import { findChromium, stageOf, startBrowser } from '../test/browser/support.ts';

const FOLDER = path.join(import.meta.dirname, '../docs/screenshots');

const executable = findChromium();
if (!executable) {
  console.error('There is no Chromium here. Set CHROMIUM to one, or install it.');
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
const [site, browser] = await Promise.all([startSite(), startBrowser(executable)]);
try {
  const { person } = stageOf(site, browser);
  const { at } = demoCase(site);

  const anybody = await person(null);
  await anybody.goto('/');
  await shot(anybody, 'home', 860);

  const reader = await person('public');
  await reader.goto(`${at}/docket`);
  await reader.getByRole('button', { name: 'View docket' }).click();
  await reader.locator('#entries').evaluate((heading) => heading.scrollIntoView());
  await shot(reader, 'docket', 760);

  const attorney = await person('attorney');
  await toReview(attorney, at, {
    event: 'motion',
    relief: 'Compel',
    main: paper('Motion to compel.pdf', 3),
    attachments: [[paper('Letters of counsel.pdf', 2), 'Exhibit', 'A']],
    words: 'the production of the maintenance records',
  });
  await shot(attorney, 'review', 1000);
  await fileIt(attorney);
  await shot(attorney, 'notice', 1000);
} finally {
  await browser.close();
  await site.end();
}

async function shot(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: 1080, height });
  await page.evaluate('document.activeElement?.blur()');
  await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
  console.log(`docs/screenshots/${name}.png`);
}
