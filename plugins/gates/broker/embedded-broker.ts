import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { Aedes, type AuthenticateError, type Client, type PublishPacket, type Subscription } from 'aedes';
import { TokenBucket } from '../../../core/domain/token-bucket.js';
import type { Node } from '../../../core/host/plugin.js';
import { type Identity, mayPublish, maySubscribe, mayWill } from './access.js';
import { HUB_NAME, identify } from './identify.js';
import { metered } from './metered.js';
import type { PacketMeter } from './packet-meter.js';

const HOST = '127.0.0.1';
const MAX_PACKET = 16_384;
const MAX_CONNECTIONS = 4_000;
/** Of one device: a gate has one, a vendor who tries it out listens in one window and writes in another. */
const CONNECTIONS_OF_ONE = 4;
const CONNECT_MS = 5_000;
const RECHECK_MS = 2_000;
/** Messages at once and a second from one connection, of whatever kind; more ends it. */
const MESSAGES = { burst: 400, perSecond: 200 };

/** Something that the broker did not allow. `name` is what the connection calls itself, unproven for `connect`. */
export interface Refusal {
  what: 'connect' | 'will' | 'publish' | 'subscribe' | 'flood' | 'withdrawn';
  name: string;
  topic?: string;
}

interface Guest {
  name: string;
  willTopic: string | undefined;
  identity: Identity | undefined;
  bucket: TokenBucket;
}

/**
 * An MQTT 3.1.1 broker in this process, for one node: each device speaks under its own name only. A device has few
 * connections and no session beyond them, so that nothing queued while it was away opens a gate late.
 */
export class EmbeddedBroker {
  readonly hubPassword = randomBytes(32).toString('base64url');
  readonly #guests = new WeakMap<Client, Guest>();
  readonly #meters = new WeakMap<object, PacketMeter>();
  /** By device, oldest first. */
  readonly #connected = new Map<string, Set<Client>>();
  readonly #server: Server;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    private readonly aedes: Aedes,
    private readonly node: Pick<Node, 'authenticateDevice' | 'now'>,
    private readonly refused: (refusal: Refusal) => void,
  ) {
    this.#server = createServer((socket) => {
      // Small packets both ways: waiting to fill a segment costs 40 ms an answer.
      socket.setNoDelay(true);
      // A gate that lost its power sends no farewell, and may have asked for no keep-alive.
      socket.setKeepAlive(true, 60_000);
      const { connection, meter } = metered(socket, MAX_PACKET);
      this.#meters.set(connection, meter);
      this.aedes.handle(connection);
    });
    this.#server.maxConnections = MAX_CONNECTIONS;
    this.#timer = setInterval(() => void this.recheck(), RECHECK_MS);
    this.#rule();
  }

  static async start(
    node: Pick<Node, 'authenticateDevice' | 'now' | 'mqttPort'>,
    refused: (refusal: Refusal) => void,
  ): Promise<EmbeddedBroker> {
    const aedes = await Aedes.createBroker({ connectTimeout: CONNECT_MS, maxClientsIdLength: 160 });
    const broker = new EmbeddedBroker(aedes, node, refused);
    try {
      await broker.#listen(node.mqttPort);
    } catch (error) {
      await broker.stop();
      throw error;
    }
    return broker;
  }

  get url(): string {
    return `mqtt://${HOST}:${(this.#server.address() as AddressInfo).port}`;
  }

  has(name: string): boolean {
    return this.#connected.has(name);
  }

  /** Ends the connections of one campus's devices. */
  async disconnectCampus(campus: string): Promise<void> {
    const own = [...this.#connected].filter(([name]) => name.startsWith(`${campus}/`));
    await Promise.all(own.flatMap(([, clients]) => [...clients].map(closed)));
  }

  /** Ends the connections whose token is withdrawn or whose campus has disabled the plugin. */
  async recheck(): Promise<void> {
    const all = [...this.#connected].flatMap(([name, clients]) =>
      [...clients].map((client) => [name, client] as const),
    );
    for (const [name, client] of all) {
      if (await this.#stillKnown(client)) continue;
      this.refused({ what: 'withdrawn', name });
      await closed(client);
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const ended = this.#server.listening ? once(this.#server, 'close') : undefined;
    this.#server.close();
    await new Promise<void>((resolve) => this.aedes.close(resolve));
    await ended;
  }

  async #listen(port: number): Promise<void> {
    this.#server.listen(port, HOST);
    await once(this.#server, 'listening');
  }

  #rule(): void {
    const { aedes } = this;
    aedes.preConnect = (client, packet, done) => {
      const name = packet.username ?? '';
      const willTopic = packet.will?.topic;
      const bucket = new TokenBucket(MESSAGES.burst, MESSAGES.perSecond);
      this.#guests.set(client, { name, willTopic, identity: undefined, bucket });
      // By a client id alone a device could take over another's connection; below its proven name it can not.
      packet.clientId = `${name}#${shortened(packet.clientId)}`;
      packet.clean = true;
      done(null, true);
    };
    aedes.authenticate = (client, _name, password, done) => {
      this.#admit(client, password?.toString('utf8') ?? '').then(
        () => done(null, true),
        (error: AuthenticateError) => done(error, false),
      );
    };
    aedes.authorizePublish = (client, packet, done) => {
      this.#judgePublish(client, packet).then(
        (allowed) => done(allowed ? null : new Error('not_authorized')),
        (error: Error) => done(error),
      );
    };
    aedes.authorizeSubscribe = (client, subscription, done) => {
      done(null, this.#mayRead(client, subscription) ? subscription : null);
    };
    aedes.on('client', (client) => this.#note(client, true));
    aedes.on('clientDisconnect', (client) => this.#note(client, false));
    // Each is one connection's end, and the connection is closed already.
    for (const event of ['clientError', 'connectionError'] as const) aedes.on(event, () => {});
  }

  async #admit(client: Client, password: string): Promise<void> {
    const guest = this.#guests.get(client);
    const name = guest?.name ?? '';
    const identity = await identify(this.node, this.hubPassword, name, password).catch(
      () => 'unsure' as const,
    );
    if (identity === 'unsure') throw refusal(3);
    if (!guest || !identity) {
      this.refused({ what: 'connect', name });
      throw refusal(4);
    }
    if (guest.willTopic !== undefined && !mayWill(name, guest.willTopic)) {
      this.refused({ what: 'will', name, topic: guest.willTopic });
      throw refusal(5);
    }
    guest.identity = identity;
    const meter = this.#meters.get(client.conn);
    if (identity.kind === 'hub' && meter) meter.limit = Number.POSITIVE_INFINITY;
  }

  async #judgePublish(client: Client | null, packet: PublishPacket): Promise<boolean> {
    const guest = client && this.#guests.get(client);
    if (!client || !guest?.identity) return false;
    const { identity, name } = guest;
    if (identity.kind === 'hub') return true;
    const say = (what: Refusal['what']) => this.refused({ what, name, topic: packet.topic });
    if (!mayPublish(identity, packet.topic)) say('publish');
    else if (!guest.bucket.take(this.node.now())) say('flood');
    // The will of a connection that ends because its token was withdrawn is still true.
    else if (!client.closed && !(await this.#stillKnown(client))) say('withdrawn');
    else {
      // A scan that stays behind would be asked again at each subscription.
      if (!packet.topic.endsWith('/state')) packet.retain = false;
      return true;
    }
    return false;
  }

  #mayRead(client: Client, { topic }: Subscription): boolean {
    const guest = this.#guests.get(client);
    if (!guest?.identity) return false;
    if (maySubscribe(guest.identity, topic)) return true;
    this.refused({ what: 'subscribe', name: guest.name, topic });
    return false;
  }

  async #stillKnown(client: Client): Promise<boolean> {
    const guest = this.#guests.get(client);
    if (!guest?.identity || guest.identity.kind === 'hub') return true;
    return (await identify(this.node, this.hubPassword, guest.name, guest.identity.token)) !== null;
  }

  #note(client: Client, here: boolean): void {
    const name = this.#guests.get(client)?.name;
    if (name === undefined || name === HUB_NAME) return;
    const clients = this.#connected.get(name) ?? new Set();
    if (here) clients.add(client);
    // The old connection of a client id ends after its new one has begun.
    else clients.delete(client);
    if (clients.size > 0) this.#connected.set(name, clients);
    else this.#connected.delete(name);
    const [oldest] = clients;
    if (clients.size > CONNECTIONS_OF_ONE && oldest) void closed(oldest);
  }
}

/** As long whatever a device calls itself; one without a client id gets one of its own (MQTT 3.1.1 section 3.1.3.1). */
function shortened(clientId: string | undefined): string {
  return clientId
    ? createHash('sha256').update(clientId).digest('hex').slice(0, 16)
    : randomBytes(8).toString('hex');
}

/** CONNACK return codes of MQTT 3.1.1 section 3.2.2.3: 3 unavailable, 4 bad name or password, 5 not authorized. */
function refusal(returnCode: 3 | 4 | 5): AuthenticateError {
  return Object.assign(new Error('connection refused'), { returnCode });
}

function closed(client: Client): Promise<void> {
  return new Promise((resolve) => client.close(() => resolve()));
}
