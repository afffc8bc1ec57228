/** Goes through the filing wizard as a filer does, by what the pages say. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { pdf } from '../support/pdfs.ts';
import type { Site } from './site.ts';
import { tick } from './support.ts';

export interface Paper {
  readonly name: string;
  readonly mimeType: 'application/pdf';
  readonly buffer: Buffer;
}

/** A PDF from the filer's machine. */
export const paper = (name: string, pages: number): Paper => ({
  name,
  mimeType: 'application/pdf',
  buffer: pdf({ pages }),
});

export interface Wish {
  /** The event's code: `motion`, `notice-other`. */
  readonly event: string;
  readonly main: Paper;
  readonly attachments?: readonly (readonly [Paper, category: string, description: string])[];
  readonly relief?: string;
  readonly words: string;
}

/** A public civil case of the demo; `n` chooses another, so that stories do not meet in one. */
export function demoCase(site: Site, n = 0): { readonly at: string; readonly caseid: number; readonly number: string } {
  const found = site.demo.cases.filter((each) => each.state === 'public' && each.number.includes('-cv-'))[n];
  assert.ok(found, `the demo has no public civil case number ${n + 1}`);
  return { at: `/ecf/${found.court}/cases/${found.number.replace(':', '-')}`, ...found };
}

export const button = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true });

/** Presses a button that leads to another page, and waits until that page is there. */
export async function press(page: Page, name: string, leadsTo: RegExp): Promise<void> {
  await button(page, name).click();
  await page.waitForURL(leadsTo);
}

/** From the choice of the event to the review page. `look` is called on every step, as the filer has filled it in. */
export async function toReview(page: Page, at: string, wish: Wish, look = async () => {}): Promise<void> {
  await page.goto(`${at}/file`);
  await chooseEvent(page, wish.event);
  await look();
  await press(page, 'Next', /\/filers$/);
  for (let step = stepOf(page); step !== 'review'; step = stepOf(page)) {
    await ANSWERS[step]?.(page, wish);
    await look();
    await press(page, 'Next', new RegExp(`/drafts/[^/]+/(?!${step}$)`));
  }
  await look();
}

const stepOf = (page: Page): string => page.url().split('/').at(-1)!;

/** How each step of a draft is answered; those that are not here need no answer. */
const ANSWERS: Readonly<Record<string, (page: Page, wish: Wish) => Promise<void>>> = {
  filers: (page) => page.locator('label[for="f-filer"]').click(),
  documents: upload,
  protective: (page) => tick(page, 'No'),
  details: (page, { relief }) => tick(page, relief!),
  text: (page, { words }) => page.getByLabel('Your words').fill(words),
};

export async function chooseEvent(page: Page, code: string): Promise<void> {
  const id = await page.locator(`input[name="event"][value="${code}"]`).getAttribute('id');
  await page.locator(`label[for="${id}"]`).click();
}

async function upload(page: Page, { main, attachments = [] }: Wish): Promise<void> {
  await page.getByLabel('Choose the PDF of the main document').setInputFiles(main);
  for (const [file, category, description] of attachments) {
    await page.getByLabel('Choose a PDF').setInputFiles(file);
    await page.getByLabel('Category', { exact: true }).selectOption(category);
    await page.getByLabel(/^Description(?! of)/).fill(description);
    await button(page, 'Upload, and add another').click();
    await page.getByText(file.name, { exact: true }).waitFor();
  }
  if (attachments.length === 0) {
    await button(page, 'Upload, and add another').click();
    await page.getByText(main.name, { exact: true }).waitFor();
  }
}

/** Presses "File" and gives the number that the notice tells. */
export async function fileIt(page: Page): Promise<number> {
  await press(page, 'File', /\/filings\/[0-9a-f-]{36}/);
  return filedNumber(page);
}

/** The number under which the notice on the page says that it was filed. */
export async function filedNumber(page: Page): Promise<number> {
  const words = (await page.getByText(/^Filed as number/).textContent()) ?? '';
  const number = Number(/^Filed as number (\d+)/.exec(words)?.[1]);
  assert.ok(number > 0, words);
  return number;
}

/** How many filings a case has, as the database knows. */
export async function filingsIn(site: Site, caseid: number): Promise<number> {
  const [row] = await site.owner.query<{ n: string }>(
    'select count(*) as n from pub.docket_entry where case_id = $1 and filing_id is not null',
    [caseid],
  );
  return Number(row!.n);
}
