// A hub of its own, for the test that kills it. Its argument is the database.
import { startMessageHub } from '../../support/message-hub.js';

await startMessageHub(process.argv[2] ?? '', ['email']);
process.stdout.write('ready\n');
