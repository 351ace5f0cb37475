// node starter.js FOLDER [PORT [UID]]: starts the embedded PostgreSQL, writes one line of JSON to standard output, and
// stops the server when standard input ends. As a program of its own it can be killed, and can become another user; it
// does so here, after loading, since that user may not reach node or this file in somebody's home.
import { startEmbeddedPostgres } from '../../../../core/store/embedded/start.js';

const [dataDir = '', port = '0', uid] = process.argv.slice(2);
if (uid !== undefined) become(Number(uid));
const said: string[] = [];
const log = (sentence: string) => void said.push(sentence);
try {
  const server = await startEmbeddedPostgres({ dataDir, port: Number(port), log });
  process.stdout.write(`${JSON.stringify({ url: server.url, adopted: server.adopted, said })}\n`);
  await new Promise((resolve) => process.stdin.once('close', resolve).resume());
  await server.stop();
} catch (error) {
  const { code, message } = error as Error & { code?: string };
  process.stdout.write(`${JSON.stringify({ code, message, said })}\n`);
  process.exitCode = 1;
}

function become(id: number): void {
  process.setgroups?.([]);
  process.setgid?.(id);
  process.setuid?.(id);
}
