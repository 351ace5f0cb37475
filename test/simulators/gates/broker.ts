import { once } from 'node:events';
import net, { type AddressInfo, type Socket } from 'node:net';
import { Aedes } from 'aedes';

export interface Told {
  topic: string;
  message: { id?: unknown; online?: unknown; connection?: unknown; [field: string]: unknown };
  retain: boolean;
}

/** A broker on a free port that asks devices for the token `right`, and hears everything that they say. */
export async function startBroker() {
  const aedes = await Aedes.createBroker({
    authenticate: (_client, _username, password, done) => done(null, password?.toString() === 'right'),
  });
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    aedes.handle(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const told: Told[] = [];
  const usernames: string[] = [];
  const watchers = new Set<() => void>();
  aedes.on('publish', ({ topic, payload, retain }) => {
    // What the tests say to a device is not what a device said.
    if (!/\/(scan|ack|state)$/.test(topic)) return;
    told.push({ topic, message: JSON.parse(payload.toString()) as Told['message'], retain });
    for (const watcher of watchers) watcher();
  });
  aedes.on('client', (client) => usernames.push(client.id));

  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    told,
    clientIds: usernames,
    /** Everything heard on topics that end so, once there are `count` of them. */
    async heard(end: string, count: number): Promise<Told[]> {
      const matching = () => told.filter(({ topic }) => topic.endsWith(end));
      while (matching().length < count) {
        await new Promise<void>((resolve) => {
          const watcher = () => {
            watchers.delete(watcher);
            resolve();
          };
          watchers.add(watcher);
        });
      }
      return matching();
    },
    say: (topic: string, message: object | string) =>
      new Promise<void>((resolve, reject) => {
        const payload = typeof message === 'string' ? message : JSON.stringify(message);
        const packet = { cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false } as const;
        aedes.publish(packet, (error) => (error ? reject(error) : resolve()));
      }),
    /** Answers every scan as `answer` says, in place of a hub. */
    answerScans(answer: (scan: Told['message']) => object | undefined): void {
      aedes.on('publish', ({ topic, payload }) => {
        if (!topic.endsWith('/scan')) return;
        const scan = JSON.parse(payload.toString()) as Told['message'];
        const body = answer(scan);
        if (body !== undefined) void this.say(topic.replace(/scan$/, 'decision'), { id: scan.id, ...body });
      });
    },
    dropConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
    async stop(): Promise<void> {
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Broker = Awaited<ReturnType<typeof startBroker>>;
