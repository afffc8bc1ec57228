/** The participant tree, a party that is looked for and added, an alias and a corporate parent, by hand and by keyboard. */
import assert from 'node:assert/strict';
import { axeReportsNothing } from './axe.ts';
import { button, chooseEvent, demoCase, fileIt, paper, press } from './filing.ts';
import { type Stories, tick } from './support.ts';

export const participants: Stories = {
  'a party is looked for and added with an alias; the tree opens and closes': async (stage) => {
    const page = await stage.person('attorney');
    const { at } = demoCase(stage.site, 2);
    await page.goto(`${at}/file`);
    await chooseEvent(page, 'amended-complaint');
    await press(page, 'Next', /\/parties$/);
    await axeReportsNothing(page);
    // A name of another case of the court: offered before a party is made of it.
    await page.getByLabel('Name', { exact: true }).fill('westmark mils');
    await page.getByLabel('Role').selectOption('Defendant');
    await tick(page, 'A company or other organization');
    await button(page, 'Only look for the name').click();
    await page.getByText('Is it one of these?').waitFor();
    await axeReportsNothing(page);
    await tick(page, 'Westmark Mills LLC');
    await page.getByText('Another name or a corporate parent').first().click();
    await page.getByLabel('That name').first().fill('שרון Mills');
    await button(page, 'Add this party').click();
    await page.getByRole('heading', { name: 'Added by this filing (1)' }).waitFor();
    await page.locator('.added bdi', { hasText: 'שרון Mills' }).waitFor();
    assert.equal(await page.locator('.added strong').innerText(), 'Westmark Mills LLC');
    await axeReportsNothing(page);
    assert.equal(await page.getByLabel('Role').inputValue(), 'Defendant', 'the next is likely what the last was');

    await press(page, 'Next', /\/filers$/);
    const tree = page.getByRole('complementary', { name: 'Who is in the case' });
    const branch = tree.locator('li > details').first();
    assert.equal(await branch.getAttribute('open'), null, 'parties are closed');
    await tree.getByRole('button', { name: 'Expand all' }).click();
    assert.equal(await branch.getAttribute('open'), '');
    assert.match(await branch.innerText(), /Counsel: /);
    await axeReportsNothing(page);
    await tree.getByRole('button', { name: 'Collapse all' }).click();
    assert.equal(await branch.getAttribute('open'), null);
    await page.getByText('Other attorneys: co-counsel, or a joint filing').click();
    await page.getByRole('link', { name: 'Start a Notice of Appearance' }).waitFor();
    await axeReportsNothing(page);
    assert.deepEqual(stage.complaints, []);
  },

  'a corporate disclosure statement by keyboard: the parent is named in the text': async (stage) => {
    const page = await stage.person('attorney');
    const { at } = demoCase(stage.site, 2);
    await page.goto(`${at}/file`);
    await chooseEvent(page, 'corporate-disclosure');
    await press(page, 'Next', /\/filers$/);
    await page.locator('label[for="f-filer"]').click();
    await press(page, 'Next', /\/affiliates$/);
    await axeReportsNothing(page);
    await page.getByLabel('Name of the company').fill('Pinnacle Holdings plc');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Disclosed by this filing' }).waitFor();
    await axeReportsNothing(page);
    await press(page, 'Next', /\/documents$/);
    await page.getByLabel('Choose the PDF of the main document').setInputFiles(paper('Disclosure.pdf', 1));
    await press(page, 'Next', /\/text$/);
    await press(page, 'Next', /\/review$/);
    assert.match(
      await page.locator('.final-words').innerText(),
      /identifying Corporate Parent Pinnacle Holdings plc for /,
    );
    await fileIt(page);
    assert.deepEqual(stage.complaints, []);
  },
};
