import pg from 'pg';

/** What a statement needs: a pool, or the client of a transaction. */
export type Sql = Pick<pg.Pool, 'query'>;

// bigint columns hold event ids and feed numbers, all far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// A date has no time zone; as a Date object it would be moved by the machine's.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** Longer than the server's own limit for a statement, whose answer says more. */
const PATIENCE_MS = 20_000;
const NO_ANSWER = 'Query read timeout';

/**
 * `patienceMs` bounds a statement where the server can no longer do it itself: a host that lost its power ends no
 * connection, and TCP alone would wait for a quarter of an hour.
 */
export function createPool(url: string, max = 10, patienceMs = PATIENCE_MS): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    query_timeout: patienceMs,
    keepAlive: true,
    application_name: 'gatehouse',
  });
  return heard(pool);
}

/**
 * Nobody's error ends the process. A pool hears its idle connections only: one that it has lent may break between two
 * statements, or in the very data whose end the pool takes for a sign to lend it on. Whoever has it learns what is wrong
 * from the next statement.
 */
export function heard(pool: pg.Pool): pg.Pool {
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

function ignore(): void {}

/** Whether a statement was given up because its connection is dead. */
export function isUnanswered(error: unknown): boolean {
  return (error as Error | null)?.message === NO_ANSWER;
}

/** Runs `work` in one transaction; any throw rolls back. `patienceMs` is for work whose statements may take longer. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (sql: Sql) => Promise<T>,
  patienceMs?: number,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(patienceMs === undefined ? client : patient(client, patienceMs));
    await client.query('commit');
    return result;
  } catch (error) {
    broken = isUnanswered(error) ? (error as Error) : await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What went wrong with it, if anything: such a connection is not used again. */
function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  return client.query('rollback').then(
    () => undefined,
    (failure: Error) => failure,
  );
}

function patient(client: pg.PoolClient, query_timeout: number): Sql {
  const query = (text: string | pg.QueryConfig, values?: unknown[]) =>
    client.query({
      values,
      ...(typeof text === 'string' ? { text } : text),
      query_timeout,
    } as pg.QueryConfig);
  return { query } as Sql;
}
