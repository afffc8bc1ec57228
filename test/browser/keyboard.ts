/** A filing by keyboard alone, and one without script. */
import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { axeReportsNothing } from './axe.ts';
import { button, demoCase, filedNumber, fileIt, paper, toReview } from './filing.ts';
import { signOnOf } from './site.ts';
import { type Stories, until } from './support.ts';

export const otherWays: Stories = {
  'a notice is filed by keyboard alone, and the focus can be seen at every stop': async (stage) => {
    const page = await stage.person(null);
    const hands = keyboardOf(page);
    const { at } = demoCase(stage.site, 1);
    await page.goto('/sign-on');
    await skipsToMain(page);
    const { loginId, password } = signOnOf(stage.site, 'attorney');
    await hands.type(page.getByLabel('User name'), loginId);
    await hands.type(page.getByLabel('Password'), password);
    await hands.press(page.locator('#f-redactFlag'), 'Space');
    await page.keyboard.press('Enter');
    await page.waitForURL((address) => address.pathname === '/');

    await page.goto(`${at}/file`);
    await hands.type(page.getByLabel('Find an event'), 'notice miscellaneous');
    const found = page.locator('#event-list .usa-radio__label').first();
    await until(async () => /Notice \(Other\)/.test(await found.innerText()), 'the list follows');
    await hands.press(page.locator('input[name="event"]:visible').first(), 'Space');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/filers$/);
    await hands.press(page.locator('#f-filer'), 'Space');
    await hands.press(page.getByRole('button', { name: 'Next', exact: true }), 'Enter');
    await page.waitForURL(/\/documents$/);
    const chooser = page.waitForEvent('filechooser');
    await hands.press(page.getByLabel('Choose the PDF of the main document'), 'Enter');
    // The dialog that opens here is the machine's own, not the page's.
    await (await chooser).setFiles(paper('Notice of change.pdf', 1));
    await hands.press(page.getByRole('button', { name: 'Next', exact: true }), 'Space');
    await page.waitForURL(/\/references$/);
    await hands.press(page.getByRole('button', { name: 'Next', exact: true }), 'Enter');
    await page.waitForURL(/\/text$/);
    await hands.type(page.getByLabel('Your words'), 'of a change of address');
    await hands.press(page.getByRole('button', { name: 'Next', exact: true }), 'Enter');
    await page.waitForURL(/\/review$/);
    assert.match(await page.locator('.final-words').innerText(), /NOTICE .*of a change of address/);
    await hands.press(page.getByRole('button', { name: 'File', exact: true }), 'Enter');
    await page.waitForURL(/\/filings\//);
    assert.ok((await filedNumber(page)) > 0);
    assert.deepEqual(stage.complaints, []);
  },

  'a motion with an attachment is filed in a browser without script': async (stage) => {
    const page = await stage.person('attorney', { script: false });
    const { at } = demoCase(stage.site, 1);
    await toReview(page, at, {
      event: 'motion',
      relief: 'Sanctions',
      main: paper('Motion for sanctions.pdf', 2),
      attachments: [[paper('Exhibit.pdf', 1), 'Exhibit', 'A']],
      words: 'for the late disclosure',
    });
    const number = await fileIt(page);
    assert.match(await page.locator('.nef').innerText(), new RegExp(`Document Number:\\s*${number}`));
  },

  'a relief is found by typing, and what is ticked stays in sight; Enter adds a new party and leaves the page as it is':
    async (stage) => {
      const page = await stage.person('attorney');
      const hands = keyboardOf(page);
      const { at } = demoCase(stage.site, 1);
      await page.goto(`${at}/file`);
      const first = page.locator('#event-list .usa-radio__label').first();
      await hands.type(page.getByLabel('Find an event'), 'summary judgment');
      await until(
        async () => /^Motion: Summary Judgment/.test(await first.innerText()),
        'a motion is found by what it asks for',
      );
      await page.getByLabel('Find an event').fill('motion');
      await until(async () => (await first.innerText()).startsWith('Motion\n'), 'the motion itself is first');
      await page.getByLabel('Find an event').focus();
      await hands.press(page.locator('input[name="event"]').first(), 'Space');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/filers$/);
      const draft = page.url().replace(/\/filers$/, '');
      await page.goto(`${draft}/details`);
      const shown = page.locator('#reliefs > div:visible');
      const all = await shown.count();
      assert.ok(all > 40, String(all));
      await hands.type(page.getByLabel('Find a relief'), 'sanctions');
      assert.equal(await shown.count(), 1);
      assert.equal(await page.locator('[data-filter-count]').innerText(), '1 relief');
      await hands.press(page.locator('input[name="relief"]:visible').first(), 'Space');
      await page.getByLabel('Find a relief').fill('compel');
      assert.match((await shown.allInnerTexts()).join(' | '), /Compel.*Sanctions/s);
      await axeReportsNothing(page);

      await page.goto(`${at}/file`);
      await hands.type(page.getByLabel('Find an event'), 'amended complaint');
      await until(async () => /^Amended Complaint/.test(await first.innerText()), 'the list follows');
      await hands.press(page.locator('input[name="event"]').first(), 'Space');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/parties$/);
      await hands.type(page.getByLabel('Name', { exact: true }), 'Tess Tarn');
      await page.getByLabel('In this filing it is').selectOption('against');
      await page.getByLabel('Name', { exact: true }).press('Enter');
      await page.getByText('Added by this filing').waitFor();
      assert.match(page.url(), /\/parties$/);
      assert.match(await page.locator('main').innerText(), /Tess Tarn/);
      await axeReportsNothing(page);
      assert.deepEqual(stage.complaints, []);
    },

  'the list of events narrows without script too, by its button': async (stage) => {
    const page = await stage.person('attorney', { script: false });
    await page.goto(`${demoCase(stage.site, 1).at}/file`);
    const events = page.locator('input[name="event"]');
    const all = await events.count();
    await page.getByLabel('Find an event').fill('appearance');
    await button(page, 'Find').click();
    await until(async () => (await events.count()) < all, 'the list is shorter');
    const names = await page.locator('#event-list .usa-radio__label').allInnerTexts();
    assert.match(names.join(' | '), /Notice of Appearance/);
  },

  'the list of events follows what is typed, misspelt words too, and the box at the head of each page finds pages and answers':
    async (stage) => {
      const page = await stage.person('attorney');
      await page.goto(`${demoCase(stage.site, 1).at}/file`);
      await page.getByLabel('Find an event').pressSequentially('apearance');
      const first = page.locator('#event-list .usa-radio__label').first();
      await until(async () => /Notice of Appearance/.test(await first.innerText()), 'the event is first');
      await axeReportsNothing(page);
      await page.getByLabel('Find a filing event, a page or help').fill('midnight');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Deadlines and the end of the day' }).click();
      await page.getByRole('heading', { level: 1, name: 'Deadlines and the end of the day' }).waitFor();
      await axeReportsNothing(page);
      for (const address of ['find?q=affidavit', 'help', 'events', 'events/motion']) {
        await page.goto(`${page.url().slice(0, page.url().indexOf('/help'))}/${address}`);
        await axeReportsNothing(page);
        await page.goBack();
      }
      assert.deepEqual(stage.complaints, []);
    },
};

/** The first stop of a page leads past its head to what the page is for. */
async function skipsToMain(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  assert.ok(await isFocused(skip), 'the skip link is the first stop');
  await focusIsSeen(page);
  await page.keyboard.press('Enter');
  assert.ok(await isFocused(page.locator('main')), 'the focus is at the main part');
}

const isFocused = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => element === element.ownerDocument.activeElement);

/** Moves by Tab as a person does, and looks at every stop whether the focus can be seen. */
function keyboardOf(page: Page) {
  async function to(place: Locator): Promise<void> {
    for (let stops = 0; stops < 80; stops += 1) {
      await page.keyboard.press('Tab');
      await focusIsSeen(page);
      if (await isFocused(place)) return;
    }
    assert.fail(`Tab does not reach ${place}`);
  }
  return {
    async type(place: Locator, text: string): Promise<void> {
      await to(place);
      await page.keyboard.type(text);
    },
    async press(place: Locator, key: 'Space' | 'Enter'): Promise<void> {
      await to(place);
      await page.keyboard.press(key);
    },
  };
}

interface Focus {
  readonly name: string;
  readonly outline: boolean;
  readonly inside: boolean;
}

const whereFocusIs = (page: Page): Promise<Focus> =>
  page.evaluate(`(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return { name: 'the browser itself', outline: true, inside: true };
    const drawn = focused.matches('.usa-checkbox__input, .usa-radio__input') ? focused.labels[0] : focused;
    const style = getComputedStyle(drawn, drawn === focused ? null : '::before');
    const { top, bottom } = drawn.getBoundingClientRect();
    return {
      name: focused.outerHTML.slice(0, 120),
      outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      inside: bottom > 0 && top < innerHeight,
    };
  })()`);

/** An outline on the control or, where USWDS draws the control in its label, on what is drawn there; and inside the window. */
async function focusIsSeen(page: Page): Promise<void> {
  // The skip link slides in.
  let seen = await whereFocusIs(page);
  for (let tries = 0; tries < 10 && !seen.inside; tries += 1) {
    await page.waitForTimeout(50);
    seen = await whereFocusIs(page);
  }
  assert.ok(seen.outline, `no visible focus on ${seen.name}`);
  assert.ok(seen.inside, `the focus is out of sight on ${seen.name}`);
}
