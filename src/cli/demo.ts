import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { installOwnData } from '../compose.ts';
import type { Config } from '../platform/config.ts';
import { type Command, print, readArguments, WrongCall } from './command.ts';
import { withSystem } from './open.ts';

/** Makes the fictional courts where they are not there yet, and says how to sign on. */
export const command: Command = {
  usage: 'demo',
  async run(args) {
    if (readArguments(args, {}).rest.length > 0) throw new WrongCall('demo takes nothing.');
    const { makeDemo } = await import('../demo/make-demo.ts');
    const { demoSignOns } = await import('../demo/demo-file.ts');
    return withSystem('fresh', async (system, { config, log }) => {
      await installOwnData(system);
      const made = await makeDemo(system, {
        ...addresses(config),
        payUrl: null,
        seed: config.test?.seed ?? 'olympia',
        dataDir: config.dataDir,
        log,
      });
      await print(`The demo is there: ${made.cases.length} cases. Sign on with (all invented):`);
      for (const each of demoSignOns(made))
        await print(`  ${each.role.padEnd(22)} ${each.loginId.padEnd(24)} ${each.password}`);
      return 0;
    });
  },
};

/** Those of the running server, where it has told them; else those it will have. */
function addresses(config: Config): { baseUrl: string; mailUrl: string | null } {
  const file = path.join(config.dataDir, 'demo.json');
  if (existsSync(file)) {
    const { baseUrl, mailUrl } = JSON.parse(readFileSync(file, 'utf8')) as { baseUrl: string; mailUrl: string | null };
    return { baseUrl, mailUrl };
  }
  const baseUrl = config.publicUrl ?? `http://localhost:${config.port}`;
  return { baseUrl, mailUrl: config.smtpUrl === null ? `${baseUrl}/mail` : null };
}
