/**
 * `npm run bench -- [--json FILE] [--only NAME]`: what our code costs beside the bare thing, on this machine.
 *
 * Starts a Postgres of its own (fsync on) with a small court on it. Prints one JSON object a line (interfaces.md) and a table
 * on stderr. Exit 0 when every bar is held, 1 when one is missed (named), 2 on a wrong call. `--only` takes the beginning of
 * a name. OPENECF_TEST_SEED repeats a run's invented contents.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchDocket } from './docket.ts';
import { benchFiling } from './filing.ts';
import { benchImport } from './import.ts';
import { barWords, lineOf, type Measured, missed } from './line.ts';
import { benchPolicy } from './policy.ts';
import { benchServe } from './serve.ts';
import { benchSpread } from './spread.ts';
import { benchStamp } from './stamp.ts';
import { benchTestFileStart } from './test-file-start.ts';
import { benchWizard } from './wizard.ts';
import { benchWizard5000 } from './wizard-5000.ts';
import { aWorld, type World } from './world.ts';

const BENCHES: Readonly<Record<string, (world: World) => AsyncGenerator<Measured>>> = {
  filing: benchFiling,
  spread: benchSpread,
  docket: benchDocket,
  stamp: benchStamp,
  serve: benchServe,
  import: benchImport,
  policy: benchPolicy,
  wizard: benchWizard,
  'wizard-5000': benchWizard5000,
  'test-file-start': benchTestFileStart,
};

process.exitCode = await main();

async function main(): Promise<number> {
  const wishes = wishesOf();
  if (!wishes) return 2;
  const seed = process.env.OPENECF_TEST_SEED || randomBytes(4).toString('hex');
  const world = await aWorld(seed);
  const measured: Measured[] = [];
  try {
    for (const name of wishes.names) {
      for await (const each of BENCHES[name]!(world)) {
        measured.push(each);
        console.log(JSON.stringify(lineOf(each, seed)));
      }
    }
  } finally {
    await world.end();
  }
  if (wishes.json)
    writeFileSync(wishes.json, measured.map((each) => `${JSON.stringify(lineOf(each, seed))}\n`).join(''));
  console.error(table(measured));
  const wrong = measured.map(missed).filter((words) => words !== null);
  for (const words of wrong) console.error(`MISSED ${words}`);
  return wrong.length > 0 ? 1 : 0;
}

function wishesOf(): { json: string | undefined; names: string[] } | null {
  try {
    const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
    const { json, only } = values;
    // `docket-5000-first-byte` is measured by the bench `docket`.
    const names = Object.keys(BENCHES).filter((name) => !only || name.startsWith(only) || only.startsWith(name));
    if (names.length > 0) return { json, names };
    console.error(`There is no such bench; there are: ${Object.keys(BENCHES).join(', ')}.`);
  } catch (error) {
    console.error((error as Error).message);
  }
  return null;
}

function table(measured: readonly Measured[]): string {
  const rows = measured.map((each) => {
    const { name, ours, bare, ratio, unit } = lineOf(each, '');
    return [name, `${ours}`, `${bare ?? ''}`, `${ratio ?? ''}`, unit, barWords(each), missed(each) ? 'MISSED' : ''];
  });
  const lines = [['', 'ours', 'bare', 'ratio', 'unit', 'bar', ''], ...rows];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return `\n${lines.map((line) => line.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join('  ')).join('\n')}\n`;
}
