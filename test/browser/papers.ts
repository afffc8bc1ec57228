/** Papers of a filing, by browser: the court's form made of the answers, the clerk who takes what comes by hand, who signed a stipulation. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { fillablePdfs } from '../support/pdfs.ts';
import { axeReportsNothing } from './axe.ts';
import { button, chooseEvent, demoCase, fileIt, paper, press } from './filing.ts';
import { type Stories, tick } from './support.ts';

const WHAT = 'The ship’s bell of the Harbor Lark';

/** From the case to the step of the documents. */
async function begun(page: Page, at: string, event: string): Promise<void> {
  await page.goto(`${at}/file`);
  await chooseEvent(page, event);
  await press(page, 'Next', /\/filers$/);
  await page.locator('label[for="f-filer"]').click();
  await axeReportsNothing(page);
  await press(page, 'Next', /\/documents$/);
}

/** The question about a protective order, where one is in force. */
async function pastTheOrder(page: Page): Promise<void> {
  if (!page.url().endsWith('/protective')) return;
  await axeReportsNothing(page);
  await tick(page, 'No');
  await press(page, 'Next', /\/(?!protective)[a-z]+$/);
}

export const papers: Stories = {
  'a notice of manual filing is made of the answers, read before it is filed, and its thing is received by the clerk':
    async (stage) => {
      const { at } = demoCase(stage.site, 2);
      const page = await stage.person('attorney');
      await begun(page, at, 'manual-filing');
      await page.getByText('You need not upload one.').waitFor();
      await page.getByLabel('Your own main document instead').setInputFiles({
        ...{ name: 'form.pdf', mimeType: 'application/pdf', buffer: fillablePdfs['a field for text']!() },
      });
      await button(page, 'Next').click();
      await page
        .locator('[data-errors], .usa-alert--error, .error-summary')
        .getByText('must be flattened')
        .first()
        .waitFor();
      await axeReportsNothing(page);
      stage.complaints.length = 0;
      await page.goto(page.url());
      await press(page, 'Next', /\/(protective|details)$/);
      await pastTheOrder(page);
      await page.getByLabel('What is filed by hand?').fill(WHAT);
      for (const choice of [/^Physical object$/, /^Physical exhibit or item$/, /^By hand$/]) await tick(page, choice);
      await page.locator('label[for^="f-p-served"]').last().click();
      await axeReportsNothing(page);
      await press(page, 'Next', /\/references$/);
      await axeReportsNothing(page);
      await press(page, 'Next', /\/review$/);
      await page.getByText('The court’s form is made of your answers').waitFor();
      await page.getByText(`not electronically: ${WHAT}.`).waitFor();
      await axeReportsNothing(page);
      const form = await page.request.get(new URL(`${page.url().replace(/review$/, 'form')}`).href);
      assert.equal(form.headers()['content-type'], 'application/pdf');
      await fileIt(page);
      await page.getByText('The clerk expects it.').waitFor();
      await axeReportsNothing(page);

      const clerk = await stage.person('clerk');
      await clerk.goto(`${at.replace(/\/cases\/.*$/, '')}/queue`);
      await clerk.getByRole('heading', { name: 'Expected by hand' }).waitFor();
      await axeReportsNothing(clerk);
      await clerk.getByRole('row').filter({ hasText: WHAT }).getByRole('link').click();
      await clerk.getByRole('heading', { level: 1, name: 'Filed by hand' }).waitFor();
      await axeReportsNothing(clerk);
      await clerk.getByLabel('Where it is kept').fill('Vault, shelf 12');
      await button(clerk, 'Record its receipt').click();
      await clerk.getByText('kept: Vault, shelf 12').waitFor();
      await axeReportsNothing(clerk);
      assert.deepEqual(stage.complaints, []);
    },
  'a stipulation says who signed it, one after the other, and its filer is told how long to keep what they signed':
    async (stage) => {
      const page = await stage.person('attorney');
      await begun(page, demoCase(stage.site, 3).at, 'stipulation');
      await page.getByLabel('Choose the PDF of the main document').setInputFiles(paper('Stipulation.pdf', 1));
      await press(page, 'Next', /\/(protective|signers)$/);
      await pastTheOrder(page);
      await axeReportsNothing(page);
      for (const [index, name] of ['Ada Poe', 'Bo Lind'].entries()) {
        const signer = page
          .getByRole('region')
          .or(page.locator('section.box'))
          .filter({ hasText: `Signer ${index + 1}` });
        await signer.getByLabel(`Name of signer ${index + 1}`).fill(name);
        await signer.getByLabel(`For whom, or as what of signer ${index + 1}`).fill('Counsel for the other side');
        await signer.getByText('Signed on paper; the filer keeps the original').click();
        await button(page, 'Add another signer').click();
        await page.getByLabel(`Name of signer ${index + 2}`).waitFor();
      }
      await axeReportsNothing(page);
      await button(page, 'Next').click();
      await page.getByText('You have not said that you keep what the others have signed.').first().waitFor();
      await axeReportsNothing(page);
      stage.complaints.length = 0;
      await page.locator('label[for="f-keep"]').click();
      await press(page, 'Next', /\/references$/);
      await press(page, 'Next', /\/(cases|text)$/);
      // other stories tie cases together
      if (page.url().endsWith('/cases')) await press(page, 'Next', /\/text$/);
      await press(page, 'Next', /\/review$/);
      await fileIt(page);
      await page.getByText('Keep what they have signed until two years after the time for appeal expires.').waitFor();
      await axeReportsNothing(page);
      assert.deepEqual(stage.complaints, []);
    },
};
