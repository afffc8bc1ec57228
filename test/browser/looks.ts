/** How pages look: on a narrow screen, on a wide one, in the dark, on paper. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { axeReportsNothing } from './axe.ts';
import { button, demoCase, paper, toReview } from './filing.ts';
import { type Stories, until } from './support.ts';

export const looks: Stories = {
  'no page scrolls sideways, on a screen of 320 pixels and on one of 1920': async (stage) => {
    const { at } = demoCase(stage.site, 0);
    const court = at.slice(0, at.indexOf('/cases'));
    const page = await stage.person('attorney', { width: 320 });
    const look = () => fits(page);
    for (const address of [
      '/',
      `${court}/`,
      '/sign-on',
      `${court}/search?q=a`,
      `${court}/deadlines/calculate?from=12/24/2026&count=14&served=mail`,
      at,
      '/account',
      '/mail',
      `${court}/drafts`,
    ]) {
      await page.goto(address);
      await look();
    }
    await toDocket(page, at);
    await look();
    await page.locator('table.docket td a').first().click();
    await look();
    const attachments = [
      [paper('An exhibit with a long name, without a place to break_it_in_two.pdf', 1), 'Exhibit', 'A'],
    ] as const;
    await toReview(
      page,
      at,
      { event: 'motion', relief: 'Compel', main: paper('Motion.pdf', 1), attachments, words: 'answers' },
      look,
    );
    await page.setViewportSize({ width: 1920, height: 1000 });
    await look();
    await page.goto(`${at}/docket`);
    await look();
  },

  'in the dark everything can still be read': async (stage) => {
    const { at } = demoCase(stage.site, 0);
    const court = at.slice(0, at.indexOf('/cases'));
    const page = await stage.person('attorney', { dark: true });
    for (const address of ['/', at, `${at}/file`, `${court}/deadlines/calculate?from=12/24/2026&count=14`]) {
      await page.goto(address);
      await axeReportsNothing(page);
    }
    await toDocket(page, at);
    await axeReportsNothing(page);
  },

  'a docket on paper is the docket: no menus, no buttons, every entry': async (stage) => {
    const { at } = demoCase(stage.site, 0);
    const page = await stage.person('public');
    await toDocket(page, at);
    const rows = await page.locator('table.docket tbody tr').count();
    await page.emulateMedia({ media: 'print' });
    for (const place of ['.site-nav', '.site-head', '.site-foot', '.tools', '.crumbs', '.usa-skipnav']) {
      assert.equal(await page.locator(place).first().isVisible(), false, place);
    }
    assert.equal(await page.locator('button:visible').count(), 0);
    assert.ok(await page.getByRole('heading', { level: 1, name: /DOCKET FOR CASE #/ }).isVisible());
    assert.equal(await page.locator('table.docket tbody tr:visible').count(), rows);
    const printed = await page.pdf({ format: 'Letter' });
    assert.ok(printed.length > 10_000);
  },
};

/** Buys the docket when it is not bought yet. */
async function toDocket(page: Page, at: string): Promise<void> {
  await page.goto(`${at}/docket`);
  const sheet = page.locator('table.docket');
  if ((await sheet.count()) > 0) return;
  await button(page, 'View docket').click();
  await until(async () => (await sheet.count()) > 0, 'the docket is there');
  await page.waitForLoadState();
}

async function fits(page: Page): Promise<void> {
  await page.waitForLoadState();
  const { wide, window, widest } = (await page.evaluate(`(() => {
    const right = (element) => element.getBoundingClientRect().right;
    const widest = [...document.querySelectorAll('main *')].sort((a, b) => right(b) - right(a))[0];
    return { wide: document.documentElement.scrollWidth, window: innerWidth, widest: widest?.outerHTML.slice(0, 200) };
  })()`)) as { wide: number; window: number; widest: string };
  assert.ok(wide <= window, `${page.url()} is ${wide} wide in a window of ${window}: ${widest}`);
}
