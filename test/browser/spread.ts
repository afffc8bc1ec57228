/** One document in several cases: the step asks, a button ticks all, and each docket has the entry (spec/filing.md §2.9). */
import assert from 'node:assert/strict';
import { axeReportsNothing } from './axe.ts';
import { button, demoCase, fileIt, paper, press, toReview } from './filing.ts';
import { type Stories, tick } from './support.ts';

export const spread: Stories = {
  'a filer dockets one document in two associated cases': async (stage) => {
    const [here, there] = [demoCase(stage.site), demoCase(stage.site, 1)];
    const clerk = await stage.person('clerk');
    await clerk.goto(`${here.at}/manage/links`);
    await tick(clerk, 'A related case');
    await clerk.getByLabel('Number of the other case').fill(there.number);
    await press(clerk, 'Tie the cases together', /done=linked$/);

    const page = await stage.person('attorney');
    const notice = { event: 'notice-other', main: paper('Notice.pdf', 1), words: 'of Change of Address' };
    // The first filing puts her on the docket of the other case, if she is not there.
    await toReview(page, there.at, notice);
    await fileIt(page);
    let seen = false;
    await toReview(page, here.at, notice, async () => {
      if (!page.url().endsWith('/cases')) return;
      seen = true;
      await axeReportsNothing(page);
      await button(page, 'Select all').click();
      await page.getByText(/^For whom in/).click();
      assert.ok(await page.getByRole('group', { name: /^Filed in .* on behalf of$/ }).isVisible());
      await axeReportsNothing(page);
      await page.setViewportSize({ width: 320, height: 900 });
      const overflow = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      assert.equal(overflow, false, 'it fits a narrow screen');
      await page.setViewportSize({ width: 1280, height: 900 });
    });
    assert.ok(seen, 'the step was asked');
    await page.getByRole('heading', { name: 'Also filed in' }).waitFor();
    await axeReportsNothing(page);
    await fileIt(page);
    assert.match((await page.locator('.nef').textContent()) ?? '', new RegExp(`Case Number:\\s*${there.number}`));
    await axeReportsNothing(page);
    assert.deepEqual(stage.complaints, []);
  },
};
