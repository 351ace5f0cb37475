// A worker that takes up a job, says so, and never ends it: for the test that kills it. Its argument is the database.
import { pino } from 'pino';
import { startWorker } from '../../../core/jobs/worker.js';
import { createPool } from '../../../core/store/database.js';

const context = { pool: createPool(process.argv[2] ?? '', 1), now: Date.now, log: pino({ level: 'silent' }) };
startWorker(context, {
  'push-policy': {
    attempts: 3,
    latestOnly: true,
    run: () => {
      process.stdout.write('running\n');
      return new Promise(() => {});
    },
  },
});
