import { verifyChains, verifyCheckpoints } from '../court/audit/verify-chains.ts';
import { type VerifyPorts, verifyDocuments } from '../court/audit/verify-documents.ts';
import { verifyReceipts } from '../court/audit/verify-receipts.ts';
import { type Command, print, readArguments, WrongCall } from './command.ts';
import { courtSigners } from './court-signers.ts';
import { withOwner, withSystem } from './open.ts';

interface Part {
  readonly checked: number;
  readonly faults: readonly string[];
}

/** Recomputes what can be recomputed: chains and their heads, checkpoints, receipts, and every kept byte with its stamp. */
export const command: Command = {
  usage: 'verify [--json]',
  async run(args) {
    const given = readArguments(args, { switches: ['json'] });
    if (given.rest.length > 0) throw new WrongCall('verify takes no other words.');
    return withSystem('existing', (system, opened) =>
      withOwner(opened, async (owner) => {
        const parts = await verifyAll({
          db: owner,
          objects: system.court.objects,
          sealed: system.court.sealed,
          signerOf: courtSigners(system.dataDir),
        });
        const ok = Object.values(parts).every((part) => part.faults.length === 0);
        for (const [name, part] of Object.entries(parts)) {
          if (!given.has('json'))
            await print(`${part.faults.length === 0 ? 'good  ' : 'BROKEN'} ${name}: ${part.checked} checked`);
          for (const fault of part.faults) await print(`  ${name}: ${fault}`);
        }
        if (given.has('json')) await print(JSON.stringify({ ok, ...parts }));
        return ok ? 0 : 1;
      }),
    );
  },
};

async function verifyAll(ports: VerifyPorts): Promise<Readonly<Record<string, Part>>> {
  const chains = async (schema: 'pub' | 'sealed' | 'pacer'): Promise<Part> => {
    const { links, faults } = await verifyChains(ports.db, schema);
    return {
      checked: links,
      faults: faults.map((each) => `${each.court} ${each.stream} link ${each.n}: ${each.what}`),
    };
  };
  return {
    publicChains: await chains('pub'),
    sealedChains: await chains('sealed'),
    accountChains: await chains('pacer'),
    checkpoints: await verifyCheckpoints(ports.db),
    receipts: await verifyReceipts(ports),
    documents: await verifyDocuments(ports),
  };
}
