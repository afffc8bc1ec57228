/** The whole journey by a real browser: a filing by an attorney, its notice, and its reading by the public. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { seenPages } from '../support/pdf-reading.ts';
import { axeReportsNothing } from './axe.ts';
import { button, fileIt, paper, press, toReview } from './filing.ts';
import { type CaseToFileIn, realCase } from './real-case.ts';
import { signOnOf } from './site.ts';
import { fillSignOn, type Stage, type Stories } from './support.ts';

const WORDS = 'the inspection of the tide gauge';

export const journey: Stories = {
  'an attorney files a motion with two attachments in an imported case; the public finds, pays for and opens it, and axe reports nothing on the way':
    async (stage) => {
      const open = await realCase(stage.site);
      const number = await attorneyFiles(stage, open);
      await attorneyReadsMail(stage, open);
      await publicReads(stage, open, number);
      assert.deepEqual(stage.complaints, [], 'no page breaks the content policy or has a fault in its script');
    },
};

async function attorneyFiles(stage: Stage, open: CaseToFileIn): Promise<number> {
  const page = await stage.person(null);
  await page.goto('/');
  await axeReportsNothing(page);
  await page.getByRole('link', { name: 'Sign on' }).first().click();
  await axeReportsNothing(page);
  const { loginId, password } = signOnOf(stage.site, 'attorney');
  await fillSignOn(page, loginId, password);

  await page.goto(`/ecf/${open.court}/file`);
  await page.getByLabel('Case number').fill(open.number);
  await axeReportsNothing(page);
  await press(page, 'Find this case', /\/cases\/[^/]+\/file$/);
  await toReview(
    page,
    open.at,
    {
      event: 'motion',
      relief: 'Compel',
      main: paper('Motion to compel.pdf', 3),
      attachments: [
        [paper('Letters of counsel.pdf', 2), 'Exhibit', 'A'],
        [paper('Proposed order.pdf', 1), 'Text of Proposed Order', ''],
      ],
      words: WORDS,
    },
    () => axeReportsNothing(page),
  );
  const review = await page.locator('main').innerText();
  assert.match(review, /MOTION to Compel the inspection of the tide gauge/);
  assert.match(review, /Attachment 2: Text of Proposed Order: Proposed order\.pdf, 1 page/);

  const number = await fileIt(page);
  const notice = await page.locator('.nef').innerText();
  assert.match(notice, new RegExp(`Document Number:\\s*${number}`));
  assert.match(notice, /# \(1\) Exhibit A, # \(2\) Text of Proposed Order/);
  assert.equal([...notice.matchAll(/\[STAMP /g)].length, 3, 'each document has its stamp');
  await axeReportsNothing(page);
  await page.goto(`/ecf/${open.court}/drafts`);
  await axeReportsNothing(page);
  return number;
}

/** Mail is on its way for a moment after the filing. */
async function attorneyReadsMail(stage: Stage, open: CaseToFileIn): Promise<void> {
  const page = await stage.person(null);
  const row = page.getByRole('row').filter({ hasText: open.number }).filter({ hasText: 'Motion to Compel' }).first();
  await page.goto('/mail');
  for (let tries = 0; tries < 60 && (await row.count()) === 0; tries += 1) {
    await page.waitForTimeout(250);
    await page.reload();
  }
  await axeReportsNothing(page);
  await row.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: /Activity in Case/ }).waitFor();
  const frame = page.frameLocator('iframe');
  await frame.getByText(WORDS).waitFor();
  await axeReportsNothing(page);
}

async function publicReads(stage: Stage, open: CaseToFileIn, number: number): Promise<void> {
  const page = await stage.person(null);
  await page.goto(`/ecf/${open.court}/`);
  await axeReportsNothing(page);
  await page.goto(`/ecf/${open.court}/search?q=${open.number}`);
  await axeReportsNothing(page);
  await page.getByRole('link', { name: open.number }).click();
  await axeReportsNothing(page);
  await page.getByRole('link', { name: 'Sign on to view the docket sheet' }).click();
  const { loginId, password } = signOnOf(stage.site, 'public');
  await fillSignOn(page, loginId, password);
  await page.waitForURL(/\/docket$/);
  await axeReportsNothing(page);
  await press(page, 'View docket', /\/docket\?/);
  const entry = page.getByRole('row').filter({ hasText: WORDS });
  await entry.waitFor();
  await axeReportsNothing(page);
  await entry.getByRole('link', { name: `${number}, open` }).click();
  await page.getByText('3 pages, $0.30').waitFor();
  await axeReportsNothing(page);
  await opensPdf(page, open, number);

  await page.goto('/account');
  await axeReportsNothing(page);
  const row = page.getByRole('row').filter({ hasText: open.number }).filter({ hasText: 'Image' });
  assert.equal(await row.count(), 1, 'paid for once');
  assert.match(await row.innerText(), /\$0\.30/);
}

/** Chromium shows or saves it; either way the bytes are what the button's answer led to. */
async function opensPdf(page: Page, open: CaseToFileIn, number: number): Promise<void> {
  const address = page.url();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url() === `${address}/pdf`),
    button(page, 'View document').click(),
  ]);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  const opened = await page.context().request.get(`${address}/pdf`);
  const pages = await seenPages(await opened.body());
  assert.equal(pages.length, 3);
  for (const [index, { text }] of pages.entries()) {
    const stamp = new RegExp(
      `Case ${open.number}\\S*\\s+Document ${number}\\s+Filed \\d\\d/\\d\\d/\\d\\d\\s+Page ${index + 1} of 3`,
    );
    assert.match(text, stamp);
  }
}
