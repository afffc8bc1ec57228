/** A filer asks for a correction and logs a failure; the clerk answers from the queue (spec/filing.md §9.3, §14.3 items 95-97). */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { axeReportsNothing } from './axe.ts';
import { button, demoCase, paper, press, toReview } from './filing.ts';
import { type Stories, tick } from './support.ts';

const main = (page: Page) => page.locator('main');

export const desk: Stories = {
  'a filer asks for a correction in two clicks, the clerk corrects the event and answers, the filer reads it': async (
    stage,
  ) => {
    const { at } = demoCase(stage.site, 5);
    const filer = await stage.person('attorney');
    await toReview(filer, at, { event: 'notice-other', main: paper('notice.pdf', 2), words: 'of a dispute' });
    await press(filer, 'File', /\/filings\/.+filed=1$/);
    await axeReportsNothing(filer);
    const notice = filer.url().replace(/\?.*/, '');
    await main(filer).getByRole('link', { name: 'Ask the clerk for a correction' }).click();
    await filer.waitForURL(/\/correction$/);
    await axeReportsNothing(filer);
    await tick(filer, 'The wrong event was chosen');
    await filer.getByLabel(/^What should the clerk do/).fill('It is a motion to compel.');
    await press(filer, 'Send to the clerk', /asked=1#corrections$/);
    await main(filer).getByText('The clerk has your request').waitFor();
    await axeReportsNothing(filer);

    const clerk = await stage.person('clerk');
    await clerk.goto(`${at.replace(/\/cases\/.*/, '')}/queue`);
    await axeReportsNothing(clerk);
    await main(clerk).getByRole('link', { name: 'The wrong event was chosen' }).click();
    await clerk.waitForURL(/\/queue\/requests\//);
    const request = clerk.url();
    await axeReportsNothing(clerk);
    await main(clerk).getByRole('link', { name: 'another event' }).click();
    await clerk.waitForURL(/\/event$/);
    await clerk.getByLabel('Which event is the right one?').fill('compel');
    await press(clerk, 'Find', /find=compel/);
    await axeReportsNothing(clerk);
    await main(clerk).getByRole('link', { name: 'Motion', exact: true }).click();
    await clerk.waitForURL(/event=motion$/);
    await axeReportsNothing(clerk);
    await tick(clerk, /^Compel/);
    await button(clerk, 'Next: see the new docket text').click();
    await main(clerk).getByText('Nothing has been changed yet').waitFor();
    await axeReportsNothing(clerk);
    assert.match((await main(clerk).textContent()) ?? '', /MOTION to Compel[\s\S]*Modified on/);
    await press(clerk, 'Give it this event', /done=event$/);
    await clerk.goto(request);
    await tick(clerk, 'It is done');
    await clerk.getByLabel(/^Answer to the filer/).fill('It is a motion to compel now, of the same day.');
    await press(clerk, 'Send the answer', /answered=1$/);
    await axeReportsNothing(clerk);

    await filer.goto(notice);
    await main(filer).getByText('It is a motion to compel now, of the same day.').waitFor();
    await axeReportsNothing(filer);
    await clerk.goto(`${at}/docket`);
    assert.match((await main(clerk).textContent()) ?? '', /MOTION to Compel[\s\S]*Modified on/);
    assert.deepEqual(stage.complaints, []);
  },

  'without script, on a narrow screen, a filer logs a failure and prints its reference': async (stage) => {
    const { at } = demoCase(stage.site, 6);
    const base = at.replace(/\/cases\/.*/, '');
    const page = await stage.person('attorney', { width: 320, script: false, dark: true });
    await page.goto(`${base}/technical-failure`);
    assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 320);
    await page.getByLabel('What happened?').fill('The upload stopped at half, three times.');
    await press(page, 'Log it', /\/technical-failure\/TF-.+logged=1$/);
    assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 320);
    assert.match((await main(page).textContent()) ?? '', /TF-\d{8}-[\s\S]*by the court’s clock/);
    await page.goto(`${base}/requests`);
    assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 320);
  },
};
