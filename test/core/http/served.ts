import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Node } from '../../../core/host/plugin.js';
import { PluginHost } from '../../../core/host/plugin-host.js';
import { createApp } from '../../../core/http/app.js';
import { Gatekeeper } from '../../../core/http/gatekeeper.js';
import type { AnyRoute } from '../../../core/http/route.js';
import { routeHandler } from '../../../core/http/route-handler.js';
import { RouteTable } from '../../../core/http/route-table.js';
import type { Context } from '../../../core/use-cases/context.js';

export interface Served {
  /** Exactly these headers, which a browser would write by itself; the answer's body is not read. */
  ask(method: string, path: string, headers?: Record<string, string>): Promise<IncomingMessage>;
  stop(): Promise<void>;
}

/** Routes behind the hub's own doorkeeper, on a port of their own, with no plugins. */
export async function served(
  context: Context,
  routes: readonly AnyRoute[],
  publicUrl: string,
): Promise<Served> {
  const host = new PluginHost({
    plugins: [],
    context,
    node: {} as Node,
    routes: new RouteTable(() => () => {}),
    env: () => undefined,
  });
  const table = new RouteTable(routeHandler(new Gatekeeper(context, host, publicUrl), false));
  for (const route of routes) table.add(route);
  const { log } = context;
  const campuses = () => context.snapshots.all().map(({ file }) => file);
  const app = createApp({ routes: table, log, publicUrl, statics: [], campuses });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    async ask(method, path, headers = {}) {
      const asked = request({ host: '127.0.0.1', port, method, path, headers }).end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      return answer;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
