/** A clerk manages a case by keyboard and mouse; a filer and a passer-by are refused (spec/filing.md §9.4, §9.7). */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { axeReportsNothing } from './axe.ts';
import { button, demoCase, press } from './filing.ts';
import { type Stories, tick } from './support.ts';

const main = (page: Page) => page.locator('main');

export const manage: Stories = {
  'a clerk restricts a document, strikes its entry, ties the case to another and reassigns it': async (stage) => {
    const { at } = demoCase(stage.site, 2);
    const other = demoCase(stage.site, 3);
    const page = await stage.person('clerk');
    await page.goto(at);
    await main(page).getByRole('link', { name: 'Manage this case' }).click();
    await page.waitForURL(/\/manage$/);
    await axeReportsNothing(page);

    await main(page).getByRole('link', { name: 'Documents and entries' }).click();
    await page.getByLabel('Number of the docket entry').fill('1');
    await press(page, 'Find', /number=1$/);
    await axeReportsNothing(page);
    await main(page).getByRole('link', { name: 'Main document' }).click();
    await page.waitForURL(/\/documents\/\d+$/);
    const document = page.url().replace('/manage/', '/');
    await axeReportsNothing(page);
    await tick(page, 'Case participants');
    await page.getByLabel('What allows or orders it').fill('Order 12');
    await page.getByLabel(/^Reason/).fill('It names a child.');
    await button(page, 'Next: see what it means').click();
    await main(page).getByText('Who will be able to open it').waitFor();
    await axeReportsNothing(page);
    assert.match((await main(page).textContent()) ?? '', /, for /, 'counsel are named');
    await press(page, 'Restrict it', /done=level$/);
    await main(page).getByText('Changed who may open a document of entry 1.').waitFor();

    const reader = await stage.person('public');
    assert.equal((await reader.goto(document))?.status(), 403);
    stage.complaints.length = 0;

    await page.goto(`${at}/manage/documents?number=1`);
    await main(page).getByRole('link', { name: 'Strike this entry' }).click();
    await page.getByLabel('Stricken by').fill('Order 13');
    await page.getByLabel(/^Reason/).fill('Scandalous matter.');
    await button(page, 'Next: see what it means').click();
    await main(page).locator('s').waitFor();
    await axeReportsNothing(page);
    await press(page, 'Strike it', /done=struck$/);
    await page.goto(`${at}/docket`);
    const row = page.locator('table.docket tr').filter({ hasText: 'Stricken by Order 13' });
    assert.ok(await row.locator('s').isVisible());
    await axeReportsNothing(page);
    await page.emulateMedia({ media: 'print' });
    const line = await page.evaluate("getComputedStyle(document.querySelector('table.docket s')).textDecorationLine");
    assert.equal(line, 'line-through', 'on paper too');
    await page.emulateMedia({ media: 'screen' });

    await page.goto(`${at}/manage/links`);
    await axeReportsNothing(page);
    await tick(page, 'A related case');
    await page.getByLabel('Number of the other case').fill(other.number);
    await press(page, 'Tie the cases together', /done=linked$/);
    await page.goto(other.at);
    await main(page).getByText('Related case').first().waitFor();

    await page.goto(`${at}/manage/judges`);
    await axeReportsNothing(page);
    await tick(page, 'The judge to whom the case is assigned');
    const judge = page.getByLabel('New judge');
    const [now] = ((await page.locator('.in-case .number').textContent()) ?? '').split('-').slice(3);
    await judge.selectOption(now === 'MLS' ? 'Tobias F. Okonjo' : 'Marguerite L. Sandoval');
    await button(page, 'Next: see what it means').click();
    await main(page).getByText('Number shown, from today').waitFor();
    await axeReportsNothing(page);
    await press(page, 'Reassign', /done=judge$/);
    await main(page)
      .getByText(/^Assigned the case to District Judge/)
      .waitFor();
    assert.deepEqual(stage.complaints, []);
  },

  'by keyboard alone, on a narrow screen and without script, a clerk sees what is missing': async (stage) => {
    const { at } = demoCase(stage.site, 4);
    const page = await stage.person('clerk', { width: 320, script: false, dark: true });
    for (const place of ['manage', 'manage/documents?number=1', 'manage/links', 'manage/judges', 'manage/acts']) {
      await page.goto(`${at}/${place}`);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      assert.ok(Number(wide) <= 320, `${place} is ${wide} wide`);
    }
    await page.goto(`${at}/manage/judges`);
    await page.locator('#f-judge').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Choose which assignment changes.' }).waitFor();
    await page.getByRole('link', { name: 'Choose the new judge.' }).waitFor();
  },

  'a filer and a passer-by find no way to manage a case, and are refused at its address': async (stage) => {
    const { at } = demoCase(stage.site, 2);
    for (const role of ['attorney', null] as const) {
      const page = await stage.person(role);
      await page.goto(at);
      assert.equal(await page.getByRole('link', { name: 'Manage this case' }).count(), 0);
      const answer = await page.goto(`${at}/manage`);
      if (role === null) assert.match(page.url(), /\/sign-on\?returnTo=/);
      else assert.equal(answer?.status(), 403);
    }
    stage.complaints.length = 0;
  },
};
