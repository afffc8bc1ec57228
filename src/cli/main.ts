/** The `openecf` command (spec/interfaces.md). Exit 0 good, 1 refused or broken, 2 wrong call. */
import { CourtError } from '../kernel/errors.ts';
import { type Command, print, tell, WrongCall } from './command.ts';

/** Each is read only when it is called: most need no server, some no database. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  migrate: () => import('./migrate.ts'),
  'db:roles': () => import('./db-roles.ts'),
  demo: () => import('./demo.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  cases: () => import('./cases.ts'),
  verify: () => import('./verify.ts'),
  invariants: () => import('./invariants.ts'),
  routes: () => import('./routes.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
};

async function usage(): Promise<string> {
  const lines = await Promise.all(Object.values(COMMANDS).map(async (load) => (await load()).command.usage));
  return [
    'Usage: openecf COMMAND …',
    '',
    ...lines.map((line) => `  ${line}`),
    '',
    'Works on DATA_DIR (./data unless set), beside its running server too, or on DATABASE_URL.',
  ].join('\n');
}

async function run(name: string | undefined, args: readonly string[]): Promise<number> {
  if (name === 'help' || name === '--help') {
    await print(await usage());
    return 0;
  }
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    if (name !== undefined) await tell(`There is no command "${name}".`);
    await tell(await usage());
    return 2;
  }
  const { command } = await load();
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof WrongCall) {
      await tell(error.message);
      await tell(`Usage: openecf ${command.usage}`);
      return 2;
    }
    const words = error instanceof CourtError ? `${error.entry.text} ${error.detail ?? ''}`.trim() : undefined;
    await tell(words ?? (error instanceof Error ? error.message : String(error)));
    return 1;
  }
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', () => process.exit(0));
process.exit(await run(process.argv[2], process.argv.slice(3)));
