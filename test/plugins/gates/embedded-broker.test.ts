import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { expect } from 'chai';
import { until } from '../../core/jobs/until.js';
import { EAST, gateCampus, WEST } from './campus-files.js';
import { type GateHub, startGateHub } from './gate-hub.js';
import { RawGate } from './raw-gate.js';

const NORTH = `${WEST}/north`;

describe('the embedded broker', () => {
  let hub: GateHub;
  const gates: RawGate[] = [];
  const connect = async (
    token = hub.token(WEST, 'north'),
    more: { willOn?: string; clientId?: string } = {},
  ) => {
    const gate = await RawGate.connect(hub.mqttUrl, { name: NORTH, token, protocol: 4, ...more });
    gates.push(gate);
    return gate;
  };
  const audited = (action: string) =>
    until(async () => (await hub.audited(WEST, action)).at(-1), `${action} is audited`);
  before(async () => {
    hub = await startGateHub();
  });
  afterEach(() => Promise.all(gates.splice(0).map((gate) => gate.close())));
  after(() => hub.stop());

  it('ends the connection of a device whose token was replaced, and lets only the new one in', async () => {
    const gate = await connect();
    const old = hub.token(WEST, 'north');
    const renewed = await hub.renewToken(WEST, 'north');
    await hub.apply(await gateCampus(WEST));
    await gate.say('scan', '{}');
    await gate.ended;
    expect(await audited('mqtt.withdrawn_refused')).to.include({ actor: 'device:north' });
    const refused = await connect(old).catch((error: Error) => error);
    expect(refused).to.be.instanceOf(Error);
    expect(await audited('mqtt.connect_refused')).to.include({ actor: 'device:north' });
    await connect(renewed);
  });

  it('ends it also when the device says nothing', async () => {
    const gate = await connect();
    await hub.apply(await gateCampus(WEST, { devices: ['south'] }));
    await gate.ended;
    await hub.apply(await gateCampus(WEST));
  });

  it('disconnects and audits a device that writes under the name of another', async () => {
    const gate = await connect();
    const topic = `gatehouse/v1/${EAST}/north/scan`;
    await gate.publish(topic, '{}');
    await gate.ended;
    expect(await audited('mqtt.publish_refused')).to.deep.include({ detail: { topic } });
  });

  it('refuses a connection whose last will speaks for another', async () => {
    const willOn = `gatehouse/v1/${WEST}/south/state`;
    const refused = await connect(undefined, { willOn }).catch((error: Error) => error);
    expect(refused).to.be.instanceOf(Error);
    expect(await audited('mqtt.will_refused')).to.deep.include({ detail: { topic: willOn } });
  });

  it('answers a foreign subscription with failure', async () => {
    const gate = await connect();
    const granted = await gate.client.subscribeAsync('#', { qos: 1 }).catch((error: Error) => error);
    expect(granted).to.be.instanceOf(Error);
    await audited('mqtt.subscribe_refused');
  });

  it('has a few connections for a device, as for a vendor who listens and writes: the fifth ends the oldest', async () => {
    const oldest = await connect();
    const more = [await connect(), await connect(), await connect()];
    expect(oldest.client.connected).to.equal(true);
    const fifth = await connect();
    await oldest.ended;
    for (const gate of [...more, fifth]) expect(gate.client.connected).to.equal(true);
  });

  it('ends the older connection of the same client id, and nobody can end it under another name', async () => {
    const older = await connect(undefined, { clientId: 'north-controller' });
    const other = await RawGate.connect(hub.mqttUrl, {
      name: `${WEST}/south`,
      token: hub.token(WEST, 'south'),
      protocol: 4,
      clientId: 'north-controller',
    });
    gates.push(other);
    expect(older.client.connected).to.equal(true);
    const newer = await connect(undefined, { clientId: 'north-controller' });
    await older.ended;
    expect([newer.client.connected, other.client.connected]).to.deep.equal([true, true]);
  });

  it('ends a connection that floods it', async () => {
    const gate = await connect();
    for (let n = 0; n < 3_000; n++) gate.client.publish(gate.topic('event'), '{}', { qos: 0 });
    await gate.ended;
    await audited('mqtt.flood_refused');
  });

  it('ends a connection that announces a packet of 200 MB, before reading it', async () => {
    const { hostname, port } = new URL(hub.mqttUrl);
    const socket = connectSocket(Number(port), hostname);
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    socket.on('error', () => {});
    socket.resume();
    // CONNECT with a remaining length of 209,715,199 bytes.
    socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x63]));
    await closed;
  });

  it('ends with a clear error when its port is taken', async () => {
    const { EmbeddedBroker } = await import('../../../plugins/gates/broker/embedded-broker.js');
    const mqttPort = Number(new URL(hub.mqttUrl).port);
    const node = { mqttPort, now: Date.now, authenticateDevice: async () => null };
    const error = await EmbeddedBroker.start(node, () => {}).catch((reason: unknown) => reason);
    expect(error).to.include({ code: 'EADDRINUSE' });
  });
});
