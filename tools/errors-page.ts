/** Writes docs/errors.md from the one catalogue; a test checks that it is up to date. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../src/kernel/errors.ts';

export const errorsPage = (): string =>
  [
    '# What can go wrong, and what to do',
    '',
    'Made from `src/kernel/errors.ts` by `node tools/errors-page.ts`; do not edit.',
    '',
    '| code | status | what happened | what to do | your deadline |',
    '|---|---|---|---|---|',
    ...Object.entries(catalogue).map(
      ([code, each]) => `| \`${code}\` | ${each.status} | ${each.text} | ${each.todo} | ${each.deadline} |`,
    ),
    '',
  ].join('\n');

export const errorsPageFile = path.resolve(import.meta.dirname, '../docs/errors.md');

if (import.meta.main) writeFileSync(errorsPageFile, errorsPage());
