// The measure: Express with a JSON body parser and nothing else, answering what it was sent.
import type { AddressInfo } from 'node:net';
import express from 'express';

const app = express();
app.use(express.json());
app.post('/{*path}', (request, response) => {
  response.json(request.body);
});
const server = app.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
});
