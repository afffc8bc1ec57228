import { checkInvariants } from '../court/audit/invariants.ts';
import { type Command, print, readArguments, WrongCall } from './command.ts';
import { courtSigners } from './court-signers.ts';
import { withOwner, withSystem } from './open.ts';

/** How long a notice may wait: the worker tries at once, and the sweep each minute. */
const NOTICE_MINUTES = 10;

/** Checks the ten invariants of spec/security.md §3.2. */
export const command: Command = {
  usage: 'invariants [--json]',
  async run(args) {
    const given = readArguments(args, { switches: ['json'] });
    if (given.rest.length > 0) throw new WrongCall('invariants takes no other words.');
    return withSystem('existing', (system, opened) =>
      withOwner(opened, async (owner) => {
        const invariants = await checkInvariants({
          db: owner,
          objects: system.court.objects,
          sealed: system.court.sealed,
          signerOf: courtSigners(system.dataDir),
          clock: system.court.clock,
          feeZone: system.pacer.zone,
          noticeMinutes: NOTICE_MINUTES,
        });
        const ok = invariants.every((each) => each.ok);
        if (given.has('json')) await print(JSON.stringify({ ok, invariants }));
        else {
          for (const each of invariants) {
            await print(
              `${each.ok ? 'good  ' : 'BROKEN'} ${String(each.n).padStart(2)} ${each.name.padEnd(15)} ${each.checked} checked`,
            );
            for (const fault of each.faults) await print(`          ${fault}`);
            if (each.notYet) await print(`          (${each.notYet})`);
          }
        }
        return ok ? 0 : 1;
      }),
    );
  },
};
