/** The ten invariants, checked by one program after everything that might break them (spec/security.md §3.2). */
import { type Clock, plusMilliseconds, type Zone } from '../../kernel/time.ts';
import { verifyChains, verifyCheckpoints } from './verify-chains.ts';
import { confidential } from './verify-confidential.ts';
import {
  allOrNothing,
  appendOnly,
  type Check,
  gapFree,
  noticed,
  once,
  onTime,
  promised,
  runCheck,
} from './verify-docket.ts';
import { type VerifyPorts, verifyDocuments } from './verify-documents.ts';
import { money } from './verify-money.ts';
import { verifyReceipts } from './verify-receipts.ts';

export interface InvariantPorts extends VerifyPorts {
  readonly clock: Clock;
  /** The zone whose days date the fee schedule: the national side's. */
  readonly feeZone: Zone;
  /** How long a notice may wait to be handed over, in minutes. */
  readonly noticeMinutes: number;
}

export interface Invariant {
  /** 1 to 10, as in the specification. */
  readonly n: number;
  readonly name: string;
  readonly ok: boolean;
  /** How many things were looked at. 0: there was nothing of the kind. */
  readonly checked: number;
  /** Each in words, with court and case, filing or document; a hundred of a kind at most. */
  readonly faults: readonly string[];
  /** What of the specification's words is not looked at, and why. */
  readonly notYet?: string;
}

interface Found {
  readonly checked: number;
  readonly faults: readonly string[];
}

/** Checks all ten, in order. Reads only. Throws when the database cannot be read; everything else that is wrong is a fault. */
export async function checkInvariants(ports: InvariantPorts): Promise<Invariant[]> {
  const { db } = ports;
  const rows = (check: Check, ...values: string[]) => runCheck(db, check, values);
  const notBefore = plusMilliseconds(ports.clock.now(), -ports.noticeMinutes * 60_000);
  return [
    named(1, 'durable', joined(await rows(promised), await verifyDocuments(ports), await verifyReceipts(ports))),
    named(2, 'once', await rows(once)),
    named(3, 'gap-free', await rows(gapFree)),
    named(
      4,
      'all or nothing',
      await rows(allOrNothing),
      'Bytes that no row names are not looked for: an upload that was refused may leave some.',
    ),
    named(
      5,
      'append-only',
      await rows(appendOnly),
      'Rows as they stand are looked at; that each earlier read was a prefix takes a record of reads.',
    ),
    named(
      6,
      'tamper-evident',
      await chains(ports),
      'There is no published log yet: chains, heads, receipts and checkpoints are compared with each other.',
    ),
    named(
      7,
      'money',
      await rows(money, ports.feeZone),
      'Charges only: there are no filing fees, payments or double entries yet to be balanced.',
    ),
    named(8, 'notice', await rows(noticed, notBefore)),
    named(
      9,
      'confidential',
      await confidential(db, ports.objects),
      'By numbers and hashes; that no words of sealed matter are elsewhere is shown by planted canaries in the tests.',
    ),
    named(10, 'time', await rows(onTime)),
  ];
}

const named = (n: number, name: string, found: Found, notYet?: string): Invariant => ({
  n,
  name,
  ok: found.faults.length === 0,
  checked: found.checked,
  faults: found.faults,
  ...(notYet === undefined ? {} : { notYet }),
});

const joined = (...found: readonly Found[]): Found => ({
  checked: found.reduce((sum, each) => sum + each.checked, 0),
  faults: found.flatMap((each) => each.faults),
});

async function chains({ db }: InvariantPorts): Promise<Found> {
  const found: Found[] = [];
  for (const schema of ['pub', 'sealed', 'pacer'] as const) {
    const { links, faults } = await verifyChains(db, schema);
    found.push({
      checked: links,
      faults: faults.map((each) => `${each.schema} ${each.court} ${each.stream} link ${each.n}: ${each.what}`),
    });
  }
  found.push(await verifyCheckpoints(db));
  return joined(...found);
}
