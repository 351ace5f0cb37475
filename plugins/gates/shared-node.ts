import type { MqttClient } from 'mqtt';
import { TokenBucket } from '../../core/domain/token-bucket.js';
import type { Node, StartedNode } from '../../core/host/plugin.js';
import { EmbeddedBroker, type Refusal } from './broker/embedded-broker.js';
import { HUB_NAME } from './broker/identify.js';
import { GateBus } from './bus.js';
import { connectToBroker } from './connect.js';
import { readTopic } from './topics.js';

type NeededNode = Pick<
  Node,
  'mqttUrl' | 'mqttPort' | 'announce' | 'log' | 'now' | 'authenticateDevice' | 'announce'
>;
type Started = StartedNode<GateBus>;

/** The line to the broker that all campuses of this node share: `MQTT_URL`, else a broker of our own. */
export function startNode(node: NeededNode): Promise<Started> {
  return node.mqttUrl === undefined ? withOwnBroker(node) : Promise.resolve(withBrokerAt(node, node.mqttUrl));
}

/** The hub starts also while the broker is away, and is there when it comes. */
function withBrokerAt(node: NeededNode, url: string): Started {
  const { protocol, host } = new URL(url);
  node.announce('mqtt', `${protocol}//${host}`);
  const client = connectToBroker({ url }, 5, node.log);
  const shared = new GateBus(client, undefined, node.log);
  return { shared, stop: () => client.endAsync(), line: lineOf(client) };
}

async function withOwnBroker(node: NeededNode): Promise<Started> {
  let tell: (refusal: Refusal) => void = () => {};
  const broker = await EmbeddedBroker.start(node, (refusal) => tell(refusal));
  node.announce('mqtt', broker.url);
  const address = { url: broker.url, username: HUB_NAME, password: broker.hubPassword };
  const client = connectToBroker(address, 4, node.log);
  const shared = new GateBus(client, broker, node.log);
  tell = teller(node, shared);
  node.announce('mqtt', broker.url);
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  const stop = async () => {
    await client.endAsync();
    await broker.stop();
  };
  return { shared, stop, line: lineOf(client) };
}

const lineOf = (client: MqttClient) => ({ name: 'mqtt', isConnected: () => client.connected });

/** Refusals go into the audit of the campus that the name says, else into the node's log, at a bounded rate. */
function teller(node: NeededNode, bus: GateBus): (refusal: Refusal) => void {
  const bucket = new TokenBucket(20, 0.2);
  return ({ what, name, topic }) => {
    const device = nameOf(name);
    const desk = device && bus.desk(device.campus);
    // A topic is repeated only when it is one of ours: anything can be written in one.
    const detail = topic !== undefined && readTopic(topic) ? { topic } : {};
    if (desk) desk.refused(`mqtt.${what}_refused`, device.device, detail);
    else if (bucket.take(node.now())) node.log.warn({ what }, 'the MQTT broker refused somebody');
  };
}

function nameOf(name: string): { campus: string; device: string } | null {
  return readTopic(`gatehouse/v1/${name}/state`);
}
