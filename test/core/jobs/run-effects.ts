// A node that works off `effect` jobs: each adds a row to the table effects. For tests that kill it in the middle.
// Arguments: the database, and Redis where it carries the bells.
import { pino } from 'pino';
import { startWorker } from '../../../core/jobs/worker.js';
import { createPool } from '../../../core/store/database.js';

const [databaseUrl = '', redisUrl] = process.argv.slice(2);
const pool = createPool(databaseUrl, 5);
const context = { pool, now: Date.now, log: pino({ level: 'silent' }) };
const run = async ({ id, attempt }: { id: number; attempt: number }) => {
  await pool.query('insert into effects (job, attempt) values ($1, $2)', [id, attempt]);
  // Between an effect and its end lies the time in which a kill makes it happen again.
  await pool.query('select pg_sleep(0.01)');
  process.stdout.write('.');
};
startWorker(context, { effect: { attempts: 5, latestOnly: false, run } }, { databaseUrl, redisUrl });
process.stdout.write('ready');
