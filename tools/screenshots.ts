/**
 * `npm run screenshots`: what the pages look like, taken from a demo that is made for it. Needs a Chromium. Everything that
 * can be seen is invented.
 *
 * The pictures of the README go to docs/screenshots. Fourteen pages at each width, light and dark, go to ./tmp/screenshots,
 * where git does not look: `docket-320.png`, `docket-320-dark.png`.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { demoCase, fileIt, paper, toReview } from '../test/browser/filing.ts';
import { startSite } from '../test/browser/site.ts';
import { findChromium, type Stage, stageOf, startBrowser } from '../test/browser/support.ts';

const README = path.join(import.meta.dirname, '../docs/screenshots');
const LOOKS = path.join(import.meta.dirname, '../tmp/screenshots');
const WIDTHS = [320, 768, 1280];
const USUAL = { width: 1280, height: 900 };

const executable = findChromium();
if (!executable) {
  console.error('There is no Chromium here. Set CHROMIUM to one, or install it.');
  process.exit(1);
}
for (const folder of [README, LOOKS]) mkdirSync(folder, { recursive: true });
const [site, browser] = await Promise.all([startSite(), startBrowser(executable)]);
try {
  const stage = stageOf(site, browser);
  const { at } = demoCase(site);
  await asAnybody(stage, at);
  await asReader(stage, at);
  await asAttorney(stage, at);
} finally {
  await browser.close();
  await site.end();
}

async function asAnybody({ person }: Stage, at: string): Promise<void> {
  const page = await person(null);
  const court = at.slice(0, at.indexOf('/cases'));
  await page.goto('/');
  await forReadme(page, 'home', 860);
  await everyLook(page, 'home');
  for (const [name, address] of [
    ['court', `${court}/`],
    ['search', `${court}/search?q=harbor`],
    ['case', at],
    ['sign-on', '/sign-on'],
  ] as const) {
    await page.goto(address);
    await everyLook(page, name);
  }
}

async function asReader({ person }: Stage, at: string): Promise<void> {
  const page = await person('public');
  await page.goto(`${at}/docket`);
  await everyLook(page, 'docket-price');
  await page.getByRole('button', { name: 'View docket' }).click();
  await page.locator('#entries').waitFor();
  await everyLook(page, 'docket');
  await page.locator('#entries').evaluate((heading) => heading.scrollIntoView());
  await forReadme(page, 'docket', 760);
  await page.locator('table.docket td a').first().click();
  await page.waitForURL(/\/documents\//);
  await everyLook(page, 'document');
  await page.goto('/account');
  await everyLook(page, 'account');
}

async function asAttorney({ person }: Stage, at: string): Promise<void> {
  const page = await person('attorney');
  const court = at.slice(0, at.indexOf('/cases'));
  const wish = {
    event: 'motion',
    relief: 'Compel',
    main: paper('Motion to compel.pdf', 3),
    attachments: [[paper('Letters of counsel.pdf', 2), 'Exhibit', 'A']],
    words: 'the production of the maintenance records',
  } as const;
  await toReview(page, at, wish, async () => {
    if (page.url().endsWith('/documents')) await everyLook(page, 'wizard-documents');
  });
  await everyLook(page, 'review');
  await forReadme(page, 'review', 1000);
  const draft = page.url();
  await page.goto(`${court}/drafts`);
  await everyLook(page, 'drafts');
  await page.goto(draft);
  await fileIt(page);
  await everyLook(page, 'notice');
  await forReadme(page, 'notice', 1000);
  await page.goto('/mail');
  await everyLook(page, 'mail');
}

/** What is to be seen in a window of the README's width. */
async function forReadme(page: Page, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: 1080, height });
  await page.evaluate('document.activeElement?.blur()');
  await page.screenshot({ path: path.join(README, `${name}.png`) });
  await page.setViewportSize(USUAL);
  console.log(`docs/screenshots/${name}.png`);
}

/** The whole page at each width, by day and by night. Goes back to the usual window. */
async function everyLook(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: USUAL.height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate('document.activeElement?.blur()');
      const file = `${name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`;
      await page.screenshot({ path: path.join(LOOKS, file), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(USUAL);
  console.log(`tmp/screenshots/${name}-*.png`);
}
