import path from 'node:path';
import { projectFolder } from '../compose.ts';
import { NO_HOSTS } from '../faces/web/hosts.ts';
import { buildServer } from '../faces/web/server.ts';
import { systemRandom } from '../kernel/random.ts';
import { silentLog } from '../platform/log/log.ts';
import { makeMetrics } from '../platform/metrics/metrics.ts';
import { type Command, print, readArguments, WrongCall } from './command.ts';

/** The inventory of routes, read off the router. Starts nothing. */
export const command: Command = {
  usage: 'routes [--json]',
  async run(args) {
    const given = readArguments(args, { switches: ['json'] });
    if (given.rest.length > 0) throw new WrongCall('routes takes no other words.');
    const { app, routes } = await buildServer({
      running: () => null,
      settings: { publicUrl: null, cookieDomain: null, secureCookies: false, trustedProxy: null, hosts: NO_HOSTS },
      log: silentLog,
      random: systemRandom,
      metrics: makeMetrics(),
      uswds: path.join(projectFolder, 'node_modules/@uswds/uswds/dist'),
    });
    await app.ready();
    const lines = routes().map(({ method, path: address, policy, writes, charges }) => ({
      method,
      path: address,
      policy,
      writes,
      charges,
    }));
    await app.close();
    if (given.has('json')) await print(JSON.stringify({ routes: lines }));
    else
      for (const line of lines)
        await print(
          `${line.method.padEnd(5)} ${line.path}  ${line.policy}${line.writes ? ', writes' : ''}${line.charges ? ', charges' : ''}`,
        );
    return 0;
  },
};
