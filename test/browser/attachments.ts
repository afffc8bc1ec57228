/** Many attachments: dropped on the page, put in order by keyboard; and another filing like one that was made. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { brokenPdfs, pdf } from '../support/pdfs.ts';
import { axeReportsNothing } from './axe.ts';
import { chooseEvent, demoCase, fileIt, press } from './filing.ts';
import { type Stories, tick } from './support.ts';

/** Drops files on the place for attachments, as a hand does that drags them from a folder. */
async function drop(page: Page, files: readonly (readonly [name: string, bytes: Buffer])[]): Promise<void> {
  const given = files.map(([name, bytes]) => [name, bytes.toString('base64')]);
  const carried = await page.evaluateHandle(`(() => {
    const carried = new DataTransfer();
    for (const [name, bytes] of ${JSON.stringify(given)})
      carried.items.add(new File([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], name, { type: 'application/pdf' }));
    return carried;
  })()`);
  const area = page.locator('[data-drop]');
  await area.dispatchEvent('dragover', { dataTransfer: carried });
  await area.dispatchEvent('drop', { dataTransfer: carried });
}

const names = (page: Page): Promise<string[]> => page.locator('.uploads > li strong').allInnerTexts();
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent');

export const attachments: Stories = {
  'attachments are dropped on the page, put in order by keyboard, and filed; another filing begins like it': async (
    stage,
  ) => {
    const page = await stage.person('attorney');
    await page.goto(`${demoCase(stage.site, 1).at}/file`);
    await chooseEvent(page, 'motion');
    await press(page, 'Next', /\/filers$/);
    await page.locator('label[for="f-filer"]').click();
    await press(page, 'Next', /\/documents$/);
    await page.getByLabel('Choose the PDF of the main document').setInputFiles({
      ...{ name: 'Motion.pdf', mimeType: 'application/pdf', buffer: pdf({ pages: 1 }) },
    });
    await page.getByText('Or drop PDF files here.').waitFor();
    await drop(page, [
      ['Exhibit A - Letters.pdf', pdf({ pages: 1 })],
      ['Exhibit B.pdf', pdf({ pages: 2 })],
    ]);
    await page.getByText('Exhibit B.pdf', { exact: true }).waitFor();
    assert.deepEqual(await names(page), ['Exhibit A - Letters.pdf', 'Exhibit B.pdf']);
    assert.equal(await page.getByText('Motion.pdf', { exact: true }).count(), 1, 'what was chosen came along');
    assert.equal(await page.getByLabel('Category of attachment 1').inputValue(), 'Exhibit');
    assert.equal(await page.getByLabel('Description of attachment 1').inputValue(), 'A - Letters');
    await axeReportsNothing(page);

    await drop(page, [
      ['broken.pdf', Object.values(brokenPdfs)[0]!()],
      ['Proposed Order.pdf', pdf({ pages: 1 })],
    ]);
    await page.locator('[data-errors]').getByText('broken.pdf').waitFor();
    assert.deepEqual(await names(page), ['Exhibit A - Letters.pdf', 'Exhibit B.pdf', 'Proposed Order.pdf']);
    stage.complaints.length = 0;
    await axeReportsNothing(page);

    await page.getByRole('button', { name: 'Move up attachment 3 Proposed Order.pdf' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Proposed Order.pdf is now attachment 2 of 3.').waitFor();
    assert.equal(await focused(page), 'Move up attachment 2 Proposed Order.pdf');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Proposed Order.pdf is now attachment 1 of 3.').waitFor();
    assert.equal(await focused(page), 'Move down attachment 1 Proposed Order.pdf', 'up leads no further');
    const moved = page.getByRole('button', { name: 'Move down attachment 1 Proposed Order.pdf' });
    assert.equal(await moved.getAttribute('aria-describedby'), await page.getByRole('status').getAttribute('id'));
    await axeReportsNothing(page);

    await press(page, 'Next', /\/details$/);
    await tick(page, 'Compel');
    await press(page, 'Next', /\/references$/);
    await press(page, 'Next', /\/text$/);
    await page.getByLabel('Your words').fill('of the third set');
    await press(page, 'Next', /\/review$/);
    const words = await page.locator('.final-words').innerText();
    assert.match(words, /\(Attachments: .*1.* Proposed Order, .*2.* Exhibit A - Letters, .*3.* Exhibit B\)/);
    await fileIt(page);
    await axeReportsNothing(page);

    await press(page, 'File another like this', /\/drafts\/[^/]+\/documents$/);
    assert.deepEqual(await names(page), []);
    await page.goto(page.url().replace(/documents$/, 'text'));
    assert.equal(await page.getByLabel('Your words').inputValue(), 'of the third set');
    await page.goto(page.url().replace(/\/[^/]+\/text$/, ''));
    await page.getByRole('heading', { level: 1, name: 'My drafts' }).waitFor();
    await axeReportsNothing(page);
    assert.deepEqual(stage.complaints, []);
  },
};
