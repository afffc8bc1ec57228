/** What goes wrong on the way to a filing, and what the filer then sees: in every case one filing, and no doubt about it. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { catalogue } from '../../src/kernel/errors.ts';
import { scanLikePdf } from '../support/pdfs.ts';
import {
  button,
  chooseEvent,
  demoCase,
  filedNumber,
  fileIt,
  filingsIn,
  paper,
  press,
  toReview,
  type Wish,
} from './filing.ts';
import { type Site, signOnOf } from './site.ts';
import { fillSignOn, type Stories, until } from './support.ts';

const notice = (words: string): Wish => ({ event: 'notice-other', main: paper('Notice.pdf', 1), words });

/** The catalogue's words for a key under which nothing was filed. */
const NOT_FILED = catalogue['filing-not-found'].text;

export const troubles: Stories = {
  'a large file shows how far its upload is, and a file that is no PDF is refused beside those that are kept': async (
    stage,
  ) => {
    const page = await stage.person('attorney');
    await toDocuments(page, demoCase(stage.site, 2).at);
    const wire = await page.context().newCDPSession(page);
    await wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 1_000_000,
    });
    const scan = { ...paper('Scan.pdf', 1), buffer: scanLikePdf(1.5, 2) };
    await page.getByLabel('Choose the PDF of the main document').setInputFiles(scan);
    await button(page, 'Upload, and add another').click();
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    await until(
      async () => /^Uploading: [1-9]\d? %$/.test((await page.locator('[data-upload-progress] p').textContent()) ?? ''),
      'the progress is told in words',
    );
    const shown = Number(await bar.evaluate((element) => (element as unknown as { value: number }).value));
    assert.ok(shown > 0 && shown < 100, `the bar shows ${shown} %`);
    await page.getByText('Scan.pdf', { exact: true }).waitFor();

    await page
      .getByLabel('Choose a PDF')
      .setInputFiles({ ...paper('Letter.docx.pdf', 1), buffer: Buffer.from('PK\u0003\u0004') });
    await page.getByLabel(/^Description(?! of)/).fill('Letter of May 4');
    await button(page, 'Upload, and add another').click();
    const problem = page.getByRole('alert');
    await problem.getByText(/Letter\.docx\.pdf: ERROR: Document is not a well-formed PDF document/).waitFor();
    assert.ok(await problem.evaluate((element) => element === element.ownerDocument.activeElement), 'it is read first');
    assert.equal(await page.getByText('Scan.pdf', { exact: true }).count(), 1, 'what was good is still there');
    assert.equal(await page.getByLabel(/^Description(?! of)/).inputValue(), 'Letter of May 4', 'and what was typed');

    await page.getByLabel(/^Description(?! of)/).press('Enter');
    await page.waitForLoadState();
    assert.equal(await page.getByText('Scan.pdf', { exact: true }).count(), 1, 'Enter in a field removes nothing');
  },

  'a double click on File, and File in two windows at once, file once': async (stage) => {
    const { at, caseid } = demoCase(stage.site, 2);
    const page = await stage.person('attorney');
    const before = await filingsIn(stage.site, caseid);
    await toReview(page, at, notice('by a double click'));
    await button(page, 'File').dblclick();
    await page.waitForURL(/\/filings\//);
    await filedNumber(page);
    assert.equal(await filingsIn(stage.site, caseid), before + 1);

    await toReview(page, at, notice('from two windows'));
    const other = await page.context().newPage();
    await other.goto(page.url());
    const numbers = await Promise.all([fileIt(page), fileIt(other)]);
    assert.equal(numbers[0], numbers[1]);
    assert.equal(await filingsIn(stage.site, caseid), before + 2);
  },

  'Back, by the page and by the browser, loses no answer': async (stage) => {
    const page = await stage.person('attorney');
    await toReview(page, demoCase(stage.site, 2).at, notice('that is kept'));
    await page.goBack();
    await page.waitForURL(/\/text$/);
    assert.equal(await page.getByLabel('Your words').inputValue(), 'that is kept');
    await press(page, 'Back', /\/references$/);
    await press(page, 'Back', /\/documents$/);
    await page.getByText('Notice.pdf', { exact: true }).waitFor();
    await press(page, 'Back', /\/filers$/);
    assert.ok(await page.locator('#f-filer').isChecked());
    await press(page, 'Next', /\/documents$/);
    await press(page, 'Next', /\/references$/);
    await press(page, 'Next', /\/text$/);
    await press(page, 'Next', /\/review$/);
    assert.match(await page.locator('.final-words').innerText(), /that is kept/);
  },

  'a session that has ended at the moment of filing leads to sign-on and back to the draft, which then is filed':
    async (stage) => {
      const page = await stage.person('attorney');
      await toReview(page, demoCase(stage.site, 2).at, notice('after a second sign-on'));
      await stage.site.owner.query('delete from pacer.session');
      await button(page, 'File').click();
      await page.getByRole('heading', { name: /Your session has ended/ }).waitFor();
      await page.getByText(/Your draft is kept/).waitFor();
      await page.locator('main').getByRole('link', { name: 'Sign on' }).click();
      const { loginId, password } = signOnOf(stage.site, 'attorney');
      await fillSignOn(page, loginId, password);
      await page.waitForURL(/\/review$/);
      assert.match(await page.locator('.final-words').innerText(), /after a second sign-on/);
      await fileIt(page);
    },

  'when the database is lost at the moment of filing, the page does not say "filed", answers whether it was, and the same filing can be sent again':
    async (stage) => {
      const { at, caseid } = demoCase(stage.site, 2);
      const page = await stage.person('attorney');
      await toReview(page, at, notice('despite a lost database'));
      const review = page.url();
      const before = await filingsIn(stage.site, caseid);
      const unknown = page.getByRole('heading', { name: 'We cannot say yet whether your filing was made' });
      await loseDatabaseDuring(stage.site, caseid, () => button(page, 'File').click());
      await unknown.waitFor();
      assert.doesNotMatch(await page.locator('main').innerText(), /Filed as number/);
      await button(page, 'Ask whether it landed').click();
      await page.getByRole('heading', { name: NOT_FILED }).waitFor();
      assert.equal(await filingsIn(stage.site, caseid), before);

      await page.locator('main').getByRole('link', { name: 'My drafts' }).click();
      await page.getByRole('link', { name: 'Continue' }).first().click();
      await page.waitForURL(review);
      await loseDatabaseDuring(stage.site, caseid, () => button(page, 'File').click());
      await unknown.waitFor();
      await press(page, 'Send it again', /\/filings\//);
      await filedNumber(page);
      assert.equal(await filingsIn(stage.site, caseid), before + 1);
    },
};

async function toDocuments(page: Page, at: string): Promise<void> {
  await page.goto(`${at}/file`);
  await chooseEvent(page, 'notice-other');
  await press(page, 'Next', /\/filers$/);
  await page.locator('label[for="f-filer"]').click();
  await press(page, 'Next', /\/documents$/);
}

/** Holds the case's row, so that the act waits in the middle of its transaction; then takes its connection away. */
async function loseDatabaseDuring(site: Site, caseid: number, act: () => Promise<void>): Promise<void> {
  await site.owner.transaction(async (tx) => {
    await tx.query('select 1 from pub.case_record where case_id = $1 for update', [caseid]);
    const acted = act();
    await until(async () => {
      const ended = await site.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where usename = 'openecf_court' and wait_event_type = 'Lock'`,
      );
      return ended.length > 0;
    }, 'the filing waits for the case');
    await acted;
  });
}
