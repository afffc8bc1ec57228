/** The administrator changes an event; a filer is told where a paper goes that is not filed here; a clerk records an exemption. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { axeReportsNothing } from './axe.ts';
import { button, demoCase, press } from './filing.ts';
import { type Stories, tick } from './support.ts';

const main = (page: Page) => page.locator('main');

export const dictionary: Stories = {
  'an administrator changes an event with a look at the docket text, and takes it back': async (stage) => {
    const court = demoCase(stage.site, 1).at.replace(/\/cases\/.*/, '');
    const page = await stage.person('admin');
    await page.goto(`${court}/events`);
    await main(page).getByRole('link', { name: 'Add, change or retire an event' }).click();
    await page.waitForURL(/\/dictionary$/);
    await axeReportsNothing(page);
    await main(page).getByRole('link', { name: 'Change Notice (Other), notice-other', exact: true }).click();
    await axeReportsNothing(page);
    const entry = page.getByLabel(/^The entry/);
    await entry.fill((await entry.inputValue()).replace('category: notices', 'category: nowhere'));
    await button(page, 'Next: see what it will do').click();
    await page
      .locator('[data-errors]')
      .getByText(/Line \d+: category: there is no category/)
      .waitFor();
    stage.complaints.length = 0;
    await axeReportsNothing(page);
    await entry.fill(
      (await entry.inputValue()).replace('category: nowhere', 'category: notices').replace('NOTICE', 'GOOD NOTICE'),
    );
    await button(page, 'Next: see what it will do').click();
    await main(page)
      .getByText(/GOOD NOTICE .*by Acme Corp\./)
      .waitFor();
    await axeReportsNothing(page);
    await press(page, 'Keep it', /done=added$/);
    const row = main(page).getByRole('row', { name: /^notice-other/ });
    assert.match(await row.innerText(), /Not yet/);
    await axeReportsNothing(page);
    await row.getByRole('button', { name: /Take back/ }).click();
    await page.waitForURL(/done=back$/);
    await main(page).getByText('There are none').waitFor();
    assert.deepEqual(stage.complaints, []);
  },

  'who looks for a paper that is not filed here is told where it goes; a clerk records an exemption': async (stage) => {
    const { at } = demoCase(stage.site, 1);
    const court = at.replace(/\/cases\/.*/, '');
    const page = await stage.person('attorney');
    await page.goto(`${at}/file`);
    await page.getByLabel('Find an event').fill('mediation brief');
    await page.locator('#event-list').getByText('This is not filed here').waitFor();
    assert.equal(await page.locator('input[name="event"]:visible').count(), 0);
    await axeReportsNothing(page);
    await page.goto(`${court}/not-filed`);
    await axeReportsNothing(page);

    const clerk = await stage.person('clerk');
    await clerk.goto(`${court}/exemptions`);
    await axeReportsNothing(clerk);
    await clerk.getByLabel('Name').fill('a');
    await clerk.getByLabel('Name').fill('an');
    await button(clerk, 'Find').last().click();
    await clerk.locator('input[name="person"]').first().waitFor({ state: 'attached' });
    await axeReportsNothing(clerk);
    await tick(clerk, (await clerk.locator('label[for="f-person"]').innerText()).trim());
    await clerk.getByLabel(/^From this day on/).fill('01/05/2026');
    await clerk.getByLabel(/^Order or rule/).fill('Order 3');
    await clerk.getByLabel(/^Reason/).fill('No computer.');
    await press(clerk, 'Record it', /done=recorded$/);
    await main(clerk)
      .getByRole('row', { name: /Order 3/ })
      .waitFor();
    assert.deepEqual(stage.complaints, []);
  },
};
