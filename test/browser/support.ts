/**
 * What browser tests stand on: a Chromium, a real server, and one place where the tests are registered. Where there is no
 * Chromium they are skipped, and one line says how many (spec/interfaces.md).
 */
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Role, type Site, signOnOf, startSite } from './site.ts';

export interface Stage {
  readonly site: Site;
  readonly browser: Browser;
  /** Everything that pages have complained of in their consoles since the test began: script faults, content policy, 404s. */
  readonly complaints: string[];
  /** A new person at a new browser, signed on when a role is given. */
  person(role: Role | null, wish?: PersonWish): Promise<Page>;
}

export interface PersonWish {
  /** CSS pixels; 1280 × 900 unless given. */
  readonly width?: number;
  readonly script?: boolean;
  readonly dark?: boolean;
}

export type Stories = Readonly<Record<string, (stage: Stage) => Promise<void>>>;

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** The Chromium of this machine; null when there is none. `CHROMIUM`, when set, alone counts. */
export function findChromium(): string | null {
  const wanted = process.env.CHROMIUM;
  if (wanted) return existsSync(wanted) ? wanted : null;
  return PLACES.find((place) => existsSync(place)) ?? null;
}

/** Headless; says nothing to anybody outside. */
export const startBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Puts a site and a browser together. */
export function stageOf(site: Site, browser: Browser): Stage {
  const complaints: string[] = [];
  return {
    site,
    browser,
    complaints,
    async person(role, wish = {}) {
      const context = await browser.newContext({
        baseURL: site.base,
        viewport: { width: wish.width ?? 1280, height: 900 },
        javaScriptEnabled: wish.script ?? true,
        colorScheme: wish.dark ? 'dark' : 'light',
        acceptDownloads: true,
      });
      context.setDefaultTimeout(15_000);
      listen(context, complaints);
      const page = await context.newPage();
      if (role) await signOn(page, site, role);
      return page;
    },
  };
}

function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    // Chromium's own viewer of PDFs asks for an icon that nobody promised it.
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (fault) => complaints.push(`${fault.page()?.url()}: ${fault.error()}`));
}

/** Signs on by the page, as a person does, and ends where the address says. */
export async function signOn(page: Page, site: Site, role: Role, returnTo = '/account'): Promise<void> {
  const { loginId, password } = signOnOf(site, role);
  await page.goto(`/sign-on?returnTo=${encodeURIComponent(returnTo)}`);
  await fillSignOn(page, loginId, password);
}

export async function fillSignOn(page: Page, loginId: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(loginId);
  await page.getByLabel('Password').fill(password);
  await tick(page, /redaction rules/);
  await page.locator('main').getByRole('button', { name: 'Sign on' }).click();
  await page.waitForURL((address) => address.pathname !== '/sign-on');
}

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain: ${what}`);
}

/** Ticks a box or chooses a button by its label: USWDS draws both in the label and keeps the control itself out of sight. */
export const tick = (page: Page, label: string | RegExp): Promise<void> =>
  page.locator('main label').filter({ hasText: label }).first().click();

/** Registers the stories, one test each. Here and nowhere else they are skipped: when there is no Chromium. */
export function browserTests(stories: Stories): void {
  const executable = findChromium();
  const names = Object.keys(stories);
  if (!executable) console.log(`SKIPPED: ${names.length} browser tests (no Chromium)`);
  const skip = executable ? false : 'no Chromium';

  let stage: Stage | null = null;
  before(async () => {
    if (!executable) return;
    const [site, browser] = await Promise.all([startSite(), startBrowser(executable)]);
    stage = stageOf(site, browser);
  });
  after(async () => {
    await stage?.browser.close();
    await stage?.site.end();
  });

  for (const [name, story] of Object.entries(stories)) {
    test(name, { skip }, async () => {
      stage!.complaints.length = 0;
      try {
        await story(stage!);
      } finally {
        await Promise.all(stage!.browser.contexts().map((context) => context.close()));
      }
    });
  }
}
