/** Asks axe-core whether a page can be used by everybody (spec/security.md §5). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Found {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** Fails, with all that it reports, when axe reports anything. Runs from outside the page, so the content policy stays on. */
export async function axeReportsNothing(page: Page): Promise<void> {
  await page.evaluate(SOURCE);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(TAGS)}, resultTypes: ['violations'], iframes: false }).then((all) => all.violations)`,
  )) as readonly Found[];
  const told = found.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}) at ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  );
  assert.deepEqual(told, [], `axe on ${new URL(page.url()).pathname}`);
}
