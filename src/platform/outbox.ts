/** Carries messages from the outbox to whoever takes them, in the order in which they were written (DESIGN §4.1). */
import type { Database } from '../kernel/ports.ts';
import type { Clock } from '../kernel/time.ts';

export interface OutboxMessage {
  readonly messageId: string;
  readonly kind: string;
  readonly body: unknown;
}

const BATCH = 2000;

/**
 * Hands over what waits; a message is marked only after it was taken, and taking it twice must not matter (outbox_waiting).
 * One that cannot be taken holds up no other: it stays, and the first such failure is thrown at the end.
 */
export async function carryOutbox(
  jobs: Database,
  clock: Clock,
  take: (message: OutboxMessage) => Promise<unknown>,
): Promise<void> {
  const waiting = await jobs.query<{ message_id: string; kind: string; body: unknown }>(
    `select message_id, kind, body from ops.outbox where taken_at is null order by at, message_id limit ${BATCH}`,
    [],
    'waiting-messages',
  );
  let failure: unknown = null;
  for (const message of waiting) {
    try {
      await take({ messageId: message.message_id, kind: message.kind, body: message.body });
      await jobs.query(
        'update ops.outbox set taken_at = $2 where message_id = $1::uuid',
        [message.message_id, clock.now()],
        'message-taken',
      );
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure) throw failure;
}
