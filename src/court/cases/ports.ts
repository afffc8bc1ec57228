/** What writing cases needs of the world. */
import type { Database, Queries, World } from '../../kernel/ports.ts';

/** Enqueues a job in the transaction that causes it (DESIGN §4.17); ids only in the payload. */
export type Enqueue = (
  tx: Queries,
  task: string,
  payload: Readonly<Record<string, string | number>>,
  onlyOnce?: string,
) => Promise<void>;

/** Through the jobs login's own function (migration 0008). */
export const enqueueJob: Enqueue = async (tx, task, payload, onlyOnce) => {
  await tx.query('select ops.enqueue($1, $2::json, $3)', [task, JSON.stringify(payload), onlyOnce ?? null]);
};

export interface CasePorts extends World {
  /** The `court` login. */
  readonly court: Database;
  readonly enqueue: Enqueue;
}
