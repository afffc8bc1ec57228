/**
 * The national index learns of cases by messages from the courts (DESIGN §2 rule 1): applied once, in any order.
 * A case that was dropped (sealed) must not come back by a message that was on its way. Its row therefore stays, without
 * number, title, dates or parties, only to keep the version; whoever reads the index leaves rows without a number out.
 */
import { z } from 'zod';
import type { Database, Queries } from '../../kernel/ports.ts';
import type { Clock } from '../../kernel/time.ts';

const court = z.string().regex(/^[a-z][a-z0-9]{1,9}$/);
const caseId = z.int().positive();
/** The case's row version when the message was written: the newer message wins. */
const rowVersion = z.int().positive();
const day = z.iso.date().nullable();

const indexCase = z.strictObject({
  court,
  caseId,
  rowVersion,
  number: z.string().min(1),
  title: z.string(),
  filedOn: day,
  terminatedOn: day,
  parties: z.array(z.strictObject({ name: z.string(), role: z.string() })),
});
const dropCase = z.strictObject({ court, caseId, rowVersion });

export type IndexCase = z.infer<typeof indexCase>;
export type DropCase = z.infer<typeof dropCase>;

/** A message of the outbox as it arrives; its body is checked here. */
export interface IndexMessage {
  readonly messageId: string;
  readonly kind: string;
  readonly body: unknown;
}

/** `known`: this message had been taken; `older`: a newer message about the case had. Either way nothing was changed. */
export type Taken = 'applied' | 'known' | 'older';

/**
 * Takes one message `index-case` or `drop-case` into the index, with the `jobs` login. Repeating it changes nothing.
 * Throws ZodError on a malformed body and Error on another kind; then nothing is written and the message stays untaken.
 */
export async function takeIndexMessage(jobs: Database, clock: Clock, message: IndexMessage): Promise<Taken> {
  return jobs.transaction(async (tx) => {
    const fresh = await tx.query(
      `insert into ops.inbox (message_id, at) values ($1, $2) on conflict do nothing returning message_id`,
      [message.messageId, clock.now()],
    );
    if (fresh.length === 0) return 'known';
    switch (message.kind) {
      case 'index-case':
        return putCase(tx, indexCase.parse(message.body));
      case 'drop-case':
        return dropFromIndex(tx, dropCase.parse(message.body));
      default:
        throw new Error(`the index takes no message of kind ${message.kind}`);
    }
  });
}

async function putCase(tx: Queries, told: IndexCase): Promise<Taken> {
  if (!(await isNewest(tx, told, told.rowVersion - 1))) return 'older';
  await clear(tx, told);
  await tx.query(
    `insert into pacer.locator_case (court_id, case_id, case_number, title, filed_on, terminated_on, row_version)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [told.court, told.caseId, told.number, told.title, told.filedOn, told.terminatedOn, told.rowVersion],
  );
  await tx.query(
    `insert into pacer.locator_party (court_id, case_id, n, name, role)
     select $1, $2, n, name, role from unnest($3::text[], $4::text[]) with ordinality as told(name, role, n)`,
    [told.court, told.caseId, told.parties.map((party) => party.name), told.parties.map((party) => party.role)],
  );
  return 'applied';
}

/** Nothing of a withdrawn case stays where the web can look. */
async function dropFromIndex(tx: Queries, told: DropCase): Promise<Taken> {
  // Of two messages of one version the drop wins: what may be sealed is not shown.
  if (!(await isNewest(tx, told, told.rowVersion))) return 'older';
  await clear(tx, told);
  return 'applied';
}

/** Whether no message newer than `over` has been applied; remembers this one, and locks the case's place in the index. */
async function isNewest(tx: Queries, told: DropCase, over: number): Promise<boolean> {
  const written = await tx.query(
    `insert into pacer.locator_version as kept (court_id, case_id, row_version) values ($1, $2, $3)
     on conflict (court_id, case_id) do update set row_version = excluded.row_version where kept.row_version <= $4
     returning case_id`,
    [told.court, told.caseId, told.rowVersion, over],
  );
  return written.length > 0;
}

async function clear(tx: Queries, told: Pick<DropCase, 'court' | 'caseId'>): Promise<void> {
  await tx.query('delete from pacer.locator_case where court_id = $1 and case_id = $2', [told.court, told.caseId]);
  await tx.query('delete from pacer.locator_party where court_id = $1 and case_id = $2', [told.court, told.caseId]);
}
