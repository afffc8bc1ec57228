/** A login's connections to Postgres, as the rooms see them (`Database` of kernel/ports.ts). */
import pg from 'pg';
import { CourtError } from '../../kernel/errors.ts';
import type { Database, Log, Queries, SqlValue } from '../../kernel/ports.ts';
import { isConnectionLost } from './connection-lost.ts';
import { rowTypes } from './row-types.ts';

export interface PgDatabase extends Database {
  /** Closes the connections, waiting for those in use. May be called again. */
  end(): Promise<void>;
}

export interface ConnectWishes {
  /** Connections at most. */
  readonly max: number;
  readonly log: Log;
  /** Milliseconds that one statement may take, then it is cancelled; 30,000 when left out, 0 for no limit. */
  readonly statementTimeout?: number;
  /** Milliseconds to wait for a connection, then `database-down`; 10,000 when left out. */
  readonly connectTimeout?: number;
}

/** The server may be silent for this much longer than a statement may take; then the connection is held to be lost. */
const SILENCE = 10_000;

/**
 * Connects as one login. Connections are made when first needed, so this succeeds while the database is down.
 *
 * Errors: `database-down` when it cannot be reached or is lost; `filing-outcome-unknown` when it is lost during COMMIT,
 * and only then; every other error is Postgres's own (`pg.DatabaseError` with its five-letter `code`).
 */
export function connect(url: string, login: string, wishes: ConnectWishes): PgDatabase {
  const { log, statementTimeout = 30_000 } = wishes;
  const pool = new pg.Pool({
    connectionString: url,
    max: wishes.max,
    application_name: login,
    options: `-c timezone=UTC -c datestyle=ISO -c statement_timeout=${statementTimeout}`,
    connectionTimeoutMillis: wishes.connectTimeout ?? 10_000,
    ...(statementTimeout > 0 ? { query_timeout: statementTimeout + SILENCE } : {}),
    keepAlive: true,
    allowExitOnIdle: true,
    types: rowTypes,
  });
  pool.on('error', (error) => log.warn({ login, error: error.message }, 'an idle connection to the database was lost'));

  let ended: Promise<void> | undefined;
  return {
    login,
    query: (text, values, name) => withConnection(pool, (client) => ask(client, text, values, name)),
    transaction: (work) => withConnection(pool, (client, lose) => inTransaction(client, work, lose)),
    end: () => {
      ended ??= pool.end();
      return ended;
    },
  };
}

/** Lends a connection to `use`; one that was lost meanwhile is thrown away. */
async function withConnection<T>(
  pool: pg.Pool,
  use: (client: pg.PoolClient, lose: (error: Error) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error) => {
    throw isConnectionLost(error) ? new CourtError('database-down', undefined, error) : error;
  });
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  client.on('error', lose); // without a listener, a connection lost between two statements would end the process
  try {
    return await use(client, lose);
  } catch (error) {
    if (error instanceof CourtError && (error.code === 'database-down' || error.code === 'filing-outcome-unknown'))
      lost ??= error;
    throw error;
  } finally {
    client.off('error', lose);
    client.release(lost);
  }
}

/** Runs one statement (without values and name: several, separated by semicolons; then the rows are the last one's). */
async function ask<Row>(
  client: pg.PoolClient,
  text: string,
  values?: readonly SqlValue[],
  name?: string,
): Promise<Row[]> {
  const asked: pg.QueryConfig = { text };
  if (values) asked.values = [...values];
  if (name !== undefined) asked.name = name;
  try {
    const answer: pg.QueryResult | pg.QueryResult[] = await client.query(asked);
    return (Array.isArray(answer) ? (answer.at(-1)?.rows ?? []) : answer.rows) as Row[];
  } catch (error) {
    throw isConnectionLost(error) ? new CourtError('database-down', undefined, error) : error;
  }
}

async function inTransaction<T>(
  client: pg.PoolClient,
  work: (tx: Queries) => Promise<T>,
  lose: (error: Error) => void,
): Promise<T> {
  let open = true;
  const tx: Queries = {
    query: async (text, values, name) => {
      // The connection may be another request's by now.
      if (!open) throw new Error('A statement was sent to a transaction that has ended.');
      return ask(client, text, values, name);
    },
  };
  await ask(client, 'BEGIN ISOLATION LEVEL READ COMMITTED');
  try {
    const result = await work(tx);
    open = false;
    await commit(client);
    return result;
  } catch (error) {
    open = false;
    // If this fails too, the connection is lost and the transaction with it; the first error is what the caller must hear.
    await client.query('ROLLBACK').catch(lose);
    throw error;
  }
}

/**
 * A lost connection here leaves it open whether the server had written the commit: that is told apart from every other
 * failure, so that a filer is never told "not filed" of what was filed.
 */
async function commit(client: pg.PoolClient): Promise<void> {
  let answer: pg.QueryResult;
  try {
    answer = await client.query('COMMIT');
  } catch (error) {
    throw isConnectionLost(error) ? new CourtError('filing-outcome-unknown', undefined, error) : error;
  }
  // After a failed statement Postgres answers COMMIT with a rollback, and no error.
  if (answer.command !== 'COMMIT')
    throw new Error(
      'Nothing was committed: a statement of this transaction had failed and its error was not passed on.',
    );
}
